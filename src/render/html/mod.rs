//! The tree of a text → HTML: links, mentions, images, callouts, footnotes and code.
//!
//! Walks the nodes with a stack of its own, so that no nesting is too deep, and lays the mentions
//! and the annotated passages over the words as it goes.

pub mod pieces;
mod words;

use std::collections::HashSet;
use std::fmt::Write;

use crate::model::archive::{Archive, Item, ItemId, Mention, Note, Picture, Target};
use crate::model::body::{Align, Body, Callout, Heading, Image, Node, Run, Tag, Written};
use crate::model::kind::Kind;
use crate::phrases::Phrases;
use crate::plan::{Plan, pictures, routes};
use crate::render::code::Highlighter;
use crate::render::html::words::{Marks, Passage, passages};
use crate::render::sanitize::Sanitizer;
use crate::text::address::encode_path;
use crate::text::scan::count;
use crate::text::words::capitalized;

/// What rendering a text needs besides the text.
pub struct Shelf<'a> {
    pub archive: &'a Archive,
    pub phrases: &'a Phrases,
    /// Each article's place in the order of publication, newest first, and each event's in time; counts
    /// as the items do.
    pub ranks: &'a [u32],
    pub plan: &'a Plan,
    pub highlighter: &'a Highlighter,
    /// None where the site trusts its raw HTML.
    pub sanitizer: Option<&'a Sanitizer>,
}

/// An item's text as HTML; `root` is the way from its page to the top of the site.
pub fn body(shelf: &Shelf<'_>, item: &Item, root: &str) -> String {
    let passages = passages(item);
    let text = Text {
        kind: item.kind,
        body: &item.body,
        links: &item.links,
        images: &item.images,
        raw_links: &item.raw_links,
        mentions: &item.mentions,
        passages: &passages,
        prefix: "",
        home: None,
        lowered: 0,
    };
    Writer::new(shelf, text, root).write()
}

/// The text of an annotation's note as HTML. `prefix` keeps its fragments apart from those of the page;
/// `home` is the path of the article's page, where the note is shown on another.
pub fn note(shelf: &Shelf<'_>, note: &Note, prefix: &str, home: Option<&str>, root: &str) -> String {
    if note.body.is_empty() {
        return String::new();
    }
    let text = Text {
        kind: Kind::Page,
        body: &note.body,
        links: &note.links,
        images: &note.images,
        raw_links: &note.raw_links,
        mentions: &[],
        passages: &[],
        prefix,
        home,
        // Below the heading of the notes.
        lowered: 1,
    };
    Writer::new(shelf, text, root).write()
}

/// The same of a note that is a paragraph of words and nothing else, as most are: it has no fragments, and
/// leads nowhere.
pub fn plain_note(note: &Note) -> Option<String> {
    let [Node::Start(Tag::Paragraph(_)), Node::Text(run), Node::End] = note.body.nodes[..] else {
        return None;
    };
    let words = note.body.words(run);
    let mut html = String::with_capacity(words.len() + 16);
    html.push_str("<p>");
    escape_into(words, &mut html);
    html.push_str("</p>\n");
    Some(html)
}

/// A text to be written, and where its links lead.
struct Text<'a> {
    kind: Kind,
    body: &'a Body,
    links: &'a [Target],
    images: &'a [Option<Picture>],
    raw_links: &'a [Target],
    mentions: &'a [Mention],
    passages: &'a [Passage<'a>],
    /// Stands before its fragments; empty for the main text of a page.
    prefix: &'a str,
    /// The page that its fragments lie on, where it is not this one (path).
    home: Option<&'a str>,
    /// By how many levels its headings stand lower.
    lowered: u8,
}

/// Appends text with `&`, `<`, `>` and `"` escaped. Most texts have none.
pub fn escape_into(text: &str, html: &mut String) {
    let is_special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    if count(text.as_bytes(), is_special) == 0 {
        return html.push_str(text);
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

struct Writer<'a> {
    shelf: &'a Shelf<'a>,
    text: Text<'a>,
    root: &'a str,
    html: String,
    /// What closes the open elements.
    open: Vec<Close>,
    tables: Vec<Table>,
    /// Texts of footnotes, and of what was open around the one being written.
    footnotes: Vec<(u32, String)>,
    outer: Vec<String>,
    /// How often each footnote is referred to; none where the text does not hold the note, as in an
    /// excerpt.
    references: Vec<Option<u32>>,
    mentions: &'a [Mention],
    linked: HashSet<ItemId>,
    marks: Marks,
    raw_link: usize,
    has_raw: bool,
    /// Within a paragraph whose images are figures of their own.
    in_figures: bool,
}

enum Close {
    With(&'static str),
    Link,
    Heading(u8),
    Table,
    Row,
    Cell(&'static str),
    Footnote(u32),
    Code,
}

struct Table {
    index: u32,
    column: usize,
    in_head: bool,
}

impl<'a> Writer<'a> {
    fn new(shelf: &'a Shelf<'a>, text: Text<'a>, root: &'a str) -> Writer<'a> {
        Writer {
            shelf,
            root,
            html: String::with_capacity(text.body.plain.len() * 5 / 4),
            open: Vec::new(),
            tables: Vec::new(),
            footnotes: Vec::new(),
            outer: Vec::new(),
            references: footnotes_in(text.body),
            mentions: text.mentions,
            linked: HashSet::new(),
            marks: Marks::default(),
            raw_link: 0,
            has_raw: false,
            in_figures: false,
            text,
        }
    }

    fn write(mut self) -> String {
        for at in 0..self.text.body.nodes.len() {
            self.node(at);
        }
        self.finish()
    }

    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn escape(&mut self, text: &str) {
        escape_into(text, &mut self.html);
    }

    fn node(&mut self, at: usize) {
        match self.text.body.nodes[at] {
            Node::Start(tag) => self.start(tag, at),
            Node::End => self.end(),
            Node::Text(run) => self.text(run),
            Node::Code(run) => {
                self.push("<code>");
                self.words(run);
                self.push("</code>");
                self.refer();
            }
            Node::Break => self.push("<br>\n"),
            Node::Rule => self.push("<hr>\n"),
            Node::Image(index) => self.image(index),
            Node::FootnoteReference { number, nth } => self.footnote_reference(number, nth),
            Node::Raw(run) => self.raw(run),
        }
    }

    fn open(&mut self, html: &str, close: &'static str) {
        self.push(html);
        self.open.push(Close::With(close));
    }

    fn start(&mut self, tag: Tag, at: usize) {
        self.in_figures = false;
        match tag {
            Tag::Paragraph(_) if self.is_figure(at) => {
                self.in_figures = true;
                self.open("", "");
            }
            Tag::Paragraph(_) if !self.text.prefix.is_empty() => self.open("<p>", "</p>\n"),
            Tag::Paragraph(anchor) => {
                let html = format!("<p id=\"{}\">", anchor.id());
                self.open(&html, "</p>\n");
            }
            Tag::Heading(index) => self.heading(&self.text.body.headings[index as usize]),
            Tag::Quote => self.open("<blockquote>\n", "</blockquote>\n"),
            Tag::Callout(index) => self.callout(&self.text.body.callouts[index as usize]),
            Tag::CodeBlock(index) => {
                let language = &self.text.body.languages[index as usize];
                self.push("<pre class=\"code\" tabindex=\"0\"><code");
                if !language.is_empty() {
                    self.push(" class=\"language-");
                    self.escape(language);
                    self.push("\"");
                }
                self.push(">");
                self.code_words(at, language);
                self.open.push(Close::Code);
            }
            Tag::List(None) => self.open("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.open("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                let html = format!("<ol start=\"{first}\">\n");
                self.open(&html, "</ol>\n");
            }
            Tag::Item => self.open("<li>", "</li>\n"),
            Tag::Task(done) => {
                let (key, checked) =
                    if done { ("text.task_done", " checked") } else { ("text.task_open", "") };
                self.push("<li class=\"task\"><input type=\"checkbox\" aria-label=\"");
                self.escape(self.shelf.phrases.say(key));
                self.push("\" disabled");
                self.push(checked);
                self.open("> ", "</li>\n");
            }
            Tag::Footnote(number) => {
                self.outer.push(std::mem::take(&mut self.html));
                self.open.push(Close::Footnote(number));
            }
            Tag::DefinitionList => self.open("<dl>\n", "</dl>\n"),
            Tag::DefinitionTitle => self.open("<dt>", "</dt>\n"),
            Tag::Definition => self.open("<dd>", "</dd>\n"),
            Tag::Table(index) => self.table(index),
            Tag::TableHead => {
                self.push("<thead>\n<tr>");
                self.begin_row(true);
            }
            Tag::TableRow => {
                self.push("<tr>");
                self.begin_row(false);
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.open("<em>", "</em>"),
            Tag::Strong => self.open("<strong>", "</strong>"),
            Tag::Strikethrough => self.open("<del>", "</del>"),
            Tag::Link(index) => self.link(index),
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Close::With(html)) => self.push(html),
            Some(Close::Link) => {
                self.push("</a>");
                self.marks.links -= 1;
                self.refer();
            }
            Some(Close::Heading(level)) => {
                let _ = writeln!(self.html, "</h{level}>");
            }
            Some(Close::Table) => {
                self.tables.pop();
                self.push("</tbody></table></div>\n");
            }
            Some(Close::Row) => {
                let in_head = self.tables.last().is_some_and(|table| table.in_head);
                self.push(if in_head { "</tr>\n</thead><tbody>\n" } else { "</tr>\n" });
            }
            Some(Close::Cell(html)) => self.push(html),
            Some(Close::Code) => {
                self.push("</code></pre>\n");
                self.refer();
            }
            Some(Close::Footnote(number)) => {
                let outer = self.outer.pop().unwrap_or_default();
                let text = std::mem::replace(&mut self.html, outer);
                // A note that is defined twice is the first one.
                if self.footnotes.iter().all(|(known, _)| *known != number) {
                    self.footnotes.push((number, text));
                }
            }
            None => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let level = (heading.level + self.text.lowered).min(6);
        let _ = write!(self.html, "<h{level} id=\"{}", self.text.prefix);
        self.escape(&heading.id);
        self.push("\">");
        self.open.push(Close::Heading(level));
    }

    fn callout(&mut self, callout: &Callout) {
        let name = self.shelf.phrases.named("text.callouts", &callout.kind);
        let name = name.map_or_else(|| capitalized(&callout.kind), str::to_owned);
        let title = if callout.title.is_empty() { name.as_str() } else { callout.title.as_str() };
        self.push("<aside class=\"callout callout-");
        self.escape(&callout.kind);
        self.push("\" aria-label=\"");
        self.escape(title);
        self.push("\">\n<p class=\"callout-title\">");
        self.escape(title);
        self.push("</p>\n");
        self.open.push(Close::With("</aside>\n"));
    }

    fn table(&mut self, index: u32) {
        self.tables.push(Table { index, column: 0, in_head: false });
        let number = (index + 1).to_string();
        let name = self.shelf.phrases.fill("text.table", &[("n", &number)]);
        self.push("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.escape(&name);
        self.push("\"><table>\n");
        self.open.push(Close::Table);
    }

    fn begin_row(&mut self, in_head: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.column = 0;
            table.in_head = in_head;
        }
        self.open.push(Close::Row);
    }

    fn cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return self.open.push(Close::Cell(""));
        };
        let align =
            self.text.body.tables[table.index as usize].get(table.column).copied().unwrap_or(Align::None);
        table.column += 1;
        let (name, close) = if table.in_head { ("th", "</th>") } else { ("td", "</td>") };
        let class = match align {
            Align::None => "",
            Align::Start => " class=\"align-start\"",
            Align::Center => " class=\"align-center\"",
            Align::End => " class=\"align-end\"",
        };
        let _ = write!(self.html, "<{name}{class}>");
        self.open.push(Close::Cell(close));
    }

    /// The words of a code block are written with the block: the text nodes in it stay silent.
    fn code_words(&mut self, at: usize, language: &str) {
        let mut code = String::new();
        let is_text = |node: &&Node| matches!(node, Node::Text(_));
        let runs = self.text.body.nodes[at + 1..].iter().take_while(is_text).filter_map(|node| match node {
            Node::Text(run) => Some(*run),
            _ => None,
        });
        let runs: Vec<Run> = runs.collect();
        // Colours and the marks of passages would cut each other up: a passage is what counts.
        if runs.iter().any(|run| self.is_annotated(*run)) {
            self.marks.links += 1;
            runs.into_iter().for_each(|run| self.words(run));
            self.marks.links -= 1;
            return;
        }
        runs.iter().for_each(|run| code.push_str(self.text.body.words(*run)));
        self.shelf.highlighter.write(&code, language, &mut self.html);
    }

    /// Whether a paragraph holds nothing but images, all of which there are.
    fn is_figure(&self, at: usize) -> bool {
        let is_shown = |node: &Node| match node {
            Node::Image(index) => {
                self.text.body.images[*index as usize].alone && self.text.images[*index as usize].is_some()
            }
            _ => false,
        };
        let inside: Vec<&Node> =
            self.text.body.nodes[at + 1..].iter().take_while(|node| **node != Node::End).collect();
        !inside.is_empty() && inside.into_iter().all(is_shown)
    }

    fn image(&mut self, index: u32) {
        let image = &self.text.body.images[index as usize];
        let Some(picture) = &self.text.images[index as usize] else {
            self.push("<span class=\"missing-image\">");
            self.escape(&image.alt);
            return self.push("</span>");
        };
        let caption = match picture.caption.as_str() {
            "" if self.in_figures => image.title.as_str(),
            caption => caption,
        };
        let has_words = !caption.is_empty() || !picture.credit.is_empty();
        let (start, end) = match (self.in_figures, has_words) {
            (true, _) => ("<figure>", "</figure>\n"),
            (false, true) => ("<span class=\"picture\">", "</span>"),
            (false, false) => ("", ""),
        };
        self.push(start);
        self.picture(image, picture);
        if has_words {
            self.caption(caption, &picture.credit);
        }
        self.push(end);
    }

    /// What stands below a picture, each part in its own direction.
    fn caption(&mut self, caption: &str, credit: &str) {
        let (start, end) = match self.in_figures {
            true => ("<figcaption>", "</figcaption>"),
            false => ("<span class=\"caption\">", "</span>"),
        };
        self.push(start);
        for (class, words) in [("caption-words", caption), ("credit", credit)] {
            if !words.is_empty() {
                let _ = write!(self.html, "<span class=\"{class}\" dir=\"auto\">");
                self.escape(words);
                self.push("</span>");
            }
        }
        self.push(end);
    }

    fn picture(&mut self, image: &Image, picture: &Picture) {
        self.push("<img src=\"");
        self.push(self.root);
        self.push(&encode_path(&picture.asset));
        self.push("\" alt=\"");
        self.escape(if image.alt.is_empty() { &picture.alt } else { &image.alt });
        self.push("\"");
        self.sizes(picture);
        if let Some((width, height)) = picture.size {
            let _ = write!(self.html, " width=\"{width}\" height=\"{height}\"");
        }
        self.push(" loading=\"lazy\" decoding=\"async\">");
    }

    /// The sizes that a browser can choose from: a column of text is at most 42 rem wide.
    fn sizes(&mut self, picture: &Picture) {
        let is_made = |width: &u32| self.shelf.plan.at(&routes::scaled(&picture.asset, *width)).is_some();
        let widths: Vec<u32> = pictures::widths(picture).filter(is_made).collect();
        let (Some((whole, _)), false) = (picture.size, widths.is_empty()) else {
            return;
        };
        self.push(" srcset=\"");
        for width in widths {
            let path = encode_path(&routes::scaled(&picture.asset, width));
            let _ = write!(self.html, "{}{path} {width}w, ", self.root);
        }
        let path = encode_path(&picture.asset);
        let _ = write!(self.html, "{}{path} {whole}w\" sizes=\"(min-width: 46rem) 42rem, 100vw\"", self.root);
    }

    fn link(&mut self, index: u32) {
        match &self.text.links[index as usize] {
            Target::Nowhere => self.open("<span class=\"missing-link\">", "</span>"),
            Target::Site(path) if !self.shelf.plan.leads_somewhere(path) => {
                self.open("<span class=\"missing-link\">", "</span>");
            }
            target @ Target::Web(_) => {
                let href = self.href(target);
                self.anchor("external\" rel=\"external noopener noreferrer", &href);
            }
            Target::Item(id, None) if self.text.kind == Kind::Article && self.is_entity(*id) => {
                self.linked.insert(*id);
                let kind = self.shelf.archive.item(*id).kind.name();
                let href = self.href(&Target::Item(*id, None));
                self.anchor(&format!("mention\" data-kind=\"{kind}"), &href);
            }
            target => {
                let href = self.href(target);
                self.anchor("internal", &href);
            }
        }
    }

    fn is_entity(&self, id: ItemId) -> bool {
        self.shelf.archive.item(id).kind.is_entity()
    }

    fn anchor(&mut self, class: &str, href: &str) {
        self.push("<a class=\"");
        self.push(class);
        self.push("\" href=\"");
        self.escape(href);
        self.push("\">");
        self.marks.links += 1;
        self.open.push(Close::Link);
    }

    /// An address as this page writes it.
    fn href(&self, target: &Target) -> String {
        let fragment = |fragment: &str| format!("#{}", encode_path(fragment));
        match target {
            Target::Item(id, None) => format!("{}{}", self.root, self.shelf.plan.routes.item(*id)),
            Target::Item(id, Some(part)) => {
                format!("{}{}{}", self.root, self.shelf.plan.routes.item(*id), fragment(part))
            }
            Target::Here(part) => match self.text.home {
                Some(home) => format!("{}{home}{}", self.root, fragment(part)),
                None => fragment(part),
            },
            Target::Asset(path) => format!("{}{}", self.root, encode_path(path)),
            Target::Site(path) if self.shelf.plan.leads_somewhere(path) => self.site_href(path),
            Target::Site(_) => String::new(),
            Target::Web(address) => address.clone(),
            Target::Nowhere => String::new(),
        }
    }

    fn site_href(&self, path: &str) -> String {
        let (path, part) =
            path.split_once('#').map_or((path, String::new()), |(path, part)| (path, format!("#{part}")));
        let is_folder = path.is_empty()
            || path.ends_with('/')
            || !path.rsplit('/').next().unwrap_or_default().contains('.');
        let folder = if path.is_empty() || path.ends_with('/') || !is_folder {
            path.to_owned()
        } else {
            format!("{path}/")
        };
        let path = if is_folder { self.shelf.plan.routes.path(&folder) } else { encode_path(path) };
        format!("{}{path}{part}", self.root)
    }

    fn footnote_reference(&mut self, number: u32, nth: u32) {
        let Some(Some(count)) = self.references.get_mut(number as usize) else {
            return;
        };
        *count = (*count).max(nth);
        let (id, prefix) = (reference_id(number, nth), self.text.prefix);
        let _ = write!(
            self.html,
            "<sup class=\"footnote-ref\"><a id=\"{prefix}{id}\" href=\"#{prefix}fn-{number}\">{number}</a></sup>"
        );
    }

    fn raw(&mut self, run: Run) {
        self.has_raw = true;
        let raw = &self.text.body.raw;
        let mut at = run.start as usize;
        while let Some(link) =
            self.text.body.raw_links.get(self.raw_link).filter(|link| link.run.end <= run.end)
        {
            self.push(&raw[at..link.run.start as usize]);
            let href = self.raw_href(self.raw_link);
            self.raw_value(&href, raw[..link.run.start as usize].ends_with(['"', '\'']));
            at = link.run.end as usize;
            self.raw_link += 1;
        }
        self.push(&raw[at..run.end as usize]);
        self.marks.links = self.marks.links.saturating_add_signed(links_opened(&raw[run.range()]));
        self.refer();
    }

    /// The address of raw HTML's link; one that leads nowhere asks for nothing and goes nowhere, and the
    /// sanitizer takes it out.
    fn raw_href(&self, index: usize) -> String {
        let href = self.href(&self.text.raw_links[index]);
        let shows = matches!(self.text.body.raw_links[index].target, Written::Embedded(_));
        match (href.is_empty(), shows, self.shelf.sanitizer) {
            (true, true, _) => "about:blank".to_owned(),
            (true, false, None) => "#".to_owned(),
            _ => href,
        }
    }

    /// The value of an attribute; one without quotes gets them.
    fn raw_value(&mut self, value: &str, quoted: bool) {
        let value = value.replace('\'', "%27");
        if quoted {
            return self.escape(&value);
        }
        self.push("\"");
        self.escape(&value);
        self.push("\"");
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        // A link of raw HTML that is never closed holds back no reference for good.
        self.marks.links = 0;
        self.end_passages(u32::MAX);
        self.refer();
        if !self.footnotes.is_empty() {
            self.footnote_section();
        }
        match self.shelf.sanitizer.filter(|_| self.has_raw) {
            Some(sanitizer) => sanitizer.clean(&self.html),
            None => self.html,
        }
    }

    fn footnote_section(&mut self) {
        let mut footnotes = std::mem::take(&mut self.footnotes);
        footnotes.sort_by_key(|(number, _)| *number);
        self.push("<section class=\"footnotes\" aria-label=\"");
        self.escape(self.shelf.phrases.say("text.footnotes"));
        self.push("\">\n<ol>\n");
        for (number, text) in footnotes {
            let prefix = self.text.prefix;
            let _ = write!(self.html, "<li id=\"{prefix}fn-{number}\" value=\"{number}\">");
            let text = text.trim_end();
            let (text, close) = text.strip_suffix("</p>").map_or((text, ""), |text| (text, "</p>"));
            self.push(text);
            let count = self.references.get(number as usize).copied().flatten().unwrap_or(0);
            for nth in 1..=count {
                let id = reference_id(number, nth);
                let name = self.shelf.phrases.fill("text.back", &[("n", &number.to_string())]);
                let _ = write!(self.html, " <a class=\"footnote-back\" href=\"#{prefix}{id}\" aria-label=\"");
                self.escape(&name);
                self.push("\">↩</a>");
            }
            self.push(close);
            self.push("</li>\n");
        }
        self.push("</ol>\n</section>\n");
    }
}

/// For each footnote number that the text holds a note for, no reference yet.
fn footnotes_in(body: &Body) -> Vec<Option<u32>> {
    let mut references = Vec::new();
    for node in &body.nodes {
        if let Node::Start(Tag::Footnote(number)) = node {
            references.resize(references.len().max(*number as usize + 1), None);
            references[*number as usize] = Some(0);
        }
    }
    references
}

/// How many links a piece of raw HTML leaves open; negative where it closes more.
fn links_opened(raw: &str) -> isize {
    let tags = raw.split('<').skip(1);
    tags.map(|tag| {
        let name = tag.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
        isize::from(name.eq_ignore_ascii_case("a")) - isize::from(name.eq_ignore_ascii_case("/a"))
    })
    .sum()
}

fn reference_id(number: u32, nth: u32) -> String {
    if nth <= 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_html_is_escaped_wherever_it_stands() {
        for length in 1..40 {
            for place in 0..length {
                for (special, escaped) in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")] {
                    let text = ["a".repeat(place), special.to_owned(), "é".repeat(length - place)].concat();
                    let mut html = "<".to_owned();
                    escape_into(&text, &mut html);
                    assert_eq!(html, format!("<{}", text.replace(special, escaped)));
                }
            }
        }
        let mut html = String::new();
        escape_into("it's a plain text, longer than what is looked at in one piece", &mut html);
        assert_eq!(html, "it's a plain text, longer than what is looked at in one piece");
    }
}
