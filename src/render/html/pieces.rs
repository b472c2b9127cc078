//! Small parts of pages that are made by the hundred thousand: links, dates, statements.
//!
//! They are the same as the components of those names make them. A template costs ten times as much for
//! each, and a large archive has more of them than of anything else.

use std::fmt::{Display, Write};
use std::ops::Range;

use crate::model::archive::{Archive, ItemId};
use crate::phrases::{Part, Pattern, Phrases};
use crate::plan::routes::Routes;
use crate::render::html::escape_into;
use crate::text::edtf::Edtf;

/// Links to all items, `<link>` for each, but for the way to the top of the site.
pub struct Links {
    links: Vec<Link>,
}

struct Link {
    html: Box<str>,
    /// Where the path stands in it, before which the way comes; escaped.
    path: Range<usize>,
    /// The same of the title.
    title: Range<usize>,
}

impl Links {
    pub fn new(archive: &Archive, routes: &Routes) -> Links {
        let link = |id: ItemId| {
            let item = archive.item(id);
            let mut html = ["<a class=\"to-", item.kind.name(), "\" href=\""].concat();
            let path = escape_at_end(routes.item(id), &mut html);
            html.push_str("\"><bdi>");
            let title = escape_at_end(&item.title, &mut html);
            html.push_str("</bdi></a>");
            Link { html: html.into(), path, title }
        };
        Links { links: archive.ids().map(link).collect() }
    }

    fn of(&self, id: ItemId) -> &Link {
        &self.links[id.0 as usize]
    }
}

/// Appends text escaped; where it stands then.
fn escape_at_end(text: &str, html: &mut String) -> Range<usize> {
    let start = html.len();
    escape_into(text, html);
    start..html.len()
}

/// HTML in the making, for a page with a way to the top of the site.
pub struct Pen<'a> {
    links: &'a Links,
    pub phrases: &'a Phrases,
    root: &'a str,
    /// Words on their way to be escaped; empty between two calls.
    words: String,
    pub html: String,
}

impl<'a> Pen<'a> {
    pub fn new(links: &'a Links, phrases: &'a Phrases, root: &'a str, capacity: usize) -> Pen<'a> {
        Pen { links, phrases, root, words: String::new(), html: String::with_capacity(capacity) }
    }

    /// HTML as it is.
    pub fn raw(&mut self, html: &str) -> &mut Self {
        self.html.push_str(html);
        self
    }

    /// Text, escaped.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape_into(text, &mut self.html);
        self
    }

    /// A phrase without values.
    pub fn say(&mut self, key: &str) -> &mut Self {
        let phrases = self.phrases;
        self.text(phrases.say(key))
    }

    /// A phrase; `value` writes what stands in the place of a name.
    pub fn phrase(&mut self, key: &str, value: impl FnMut(&mut Self, &str)) -> &mut Self {
        let phrases = self.phrases;
        self.pattern(phrases.pattern(key), value)
    }

    /// A phrase with a date in it, in the form that the date wants.
    pub fn phrase_with_date(&mut self, key: &str, date: Option<&Edtf>) -> &mut Self {
        let phrases = self.phrases;
        let form = Phrases::form_of(date);
        let pattern = phrases.get(key).map_or_else(|| phrases.pattern(key), |entry| entry.form(form));
        self.pattern(pattern, |pen, _| {
            pen.date(date);
        })
    }

    fn pattern(&mut self, pattern: &Pattern, mut value: impl FnMut(&mut Self, &str)) -> &mut Self {
        for part in pattern.parts() {
            match part {
                Part::Text(text) => {
                    self.text(text);
                }
                Part::Value(name) => value(self, name),
            }
        }
        self
    }

    /// A phrase for so many things.
    pub fn count(&mut self, key: &str, number: usize) -> &mut Self {
        let phrases = self.phrases;
        self.text(&phrases.count(key, number))
    }

    /// The same with the number in an element of its own, as `counted()` makes it.
    pub fn counted(&mut self, key: &str, number: usize) -> &mut Self {
        let phrases = self.phrases;
        self.raw("<span class=\"count\">").pattern(phrases.numbered(key, number), |pen, _| {
            pen.raw("<span class=\"number\">").text(&phrases.whole(number)).raw("</span>");
        });
        self.raw("</span>")
    }

    /// What stands between two of several.
    pub fn between(&mut self, pair: &str) -> &mut Self {
        let phrases = self.phrases;
        self.text(phrases.separator(pair))
    }

    pub fn number(&mut self, number: impl Display) -> &mut Self {
        // Writing to a string cannot fail.
        let _ = write!(self.html, "{number}");
        self
    }

    /// `<link>`
    pub fn link(&mut self, id: ItemId) -> &mut Self {
        let (Link { html, path, .. }, root) = (self.links.of(id), self.root);
        self.raw(&html[..path.start]).raw(root).raw(&html[path.start..])
    }

    /// The path of an item, from the page.
    pub fn path_of(&mut self, id: ItemId) -> &mut Self {
        let (Link { html, path, .. }, root) = (self.links.of(id), self.root);
        self.raw(root).raw(&html[path.clone()])
    }

    /// The title of an item.
    pub fn title_of(&mut self, id: ItemId) -> &mut Self {
        let Link { html, title, .. } = self.links.of(id);
        self.raw(&html[title.clone()])
    }

    /// `<links>`
    pub fn links(&mut self, ids: &[ItemId]) -> &mut Self {
        for (place, id) in ids.iter().enumerate() {
            if place > 0 {
                self.between("list.comma");
            }
            self.link(*id);
        }
        self
    }

    /// `<date>`
    pub fn date(&mut self, date: Option<&Edtf>) -> &mut Self {
        let is_certain = date.is_some_and(Edtf::is_certain);
        let class = if is_certain { "date" } else { "date uncertain" };
        let start = self.html.len();
        self.raw("<time class=\"").raw(class).raw("\" datetime=\"");
        let close = if date.is_some_and(|date| date.push_html_datetime(&mut self.html)) {
            "</time>"
        } else {
            self.html.truncate(start);
            let edtf = date.map_or_else(|| "XXXX".to_owned(), Edtf::to_string);
            self.raw("<span class=\"").raw(class).raw("\" data-edtf=\"").text(&edtf);
            "</span>"
        };
        self.raw("\">").words_of(date);
        if !is_certain {
            self.raw("<span class=\"doubt\" aria-hidden=\"true\">?</span><span class=\"visually-hidden\"> ");
            self.say("date.doubt").raw("</span>");
        }
        self.raw(close)
    }

    fn words_of(&mut self, date: Option<&Edtf>) {
        let mut words = std::mem::take(&mut self.words);
        self.phrases.push_date(date, &mut words);
        self.text(&words);
        words.clear();
        self.words = words;
    }

    /// Attributes `lang` and `dir`, where they are given.
    pub fn lang(&mut self, lang: &str, dir: &str) -> &mut Self {
        for (name, value) in [("lang", lang), ("dir", dir)] {
            if !value.is_empty() {
                self.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
            }
        }
        self
    }

    /// `<position>`
    pub fn position(&mut self, position: &str) -> &mut Self {
        self.raw("<span class=\"position is-").text(position).raw("\">");
        let phrases = self.phrases;
        self.text(&phrases.position(position)).raw("</span>")
    }

    /// What is not known, in words.
    pub fn unknown(&mut self, key: &str) -> &mut Self {
        self.raw("<span class=\"unknown\">").say(key).raw("</span>")
    }
}
