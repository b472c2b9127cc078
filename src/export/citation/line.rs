//! A citation as one line of text in runs.
//!
//! Owns the way from the processor's tree to HTML and text, and what is mended on it. In HTML there is
//! italic type and links, and every text is escaped; an address becomes a link only if it is of the web.

use hayagriva::citationberg::FontStyle;
use hayagriva::{Elem, ElemChild, ElemChildren, Formatted};

use crate::export::citation::item::Prepared;
use crate::export::citation::quotes::Quotes;

/// Runs of text, none empty.
pub struct Line(Vec<Run>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    text: String,
    is_italic: bool,
    link: Option<String>,
}

impl Line {
    pub fn of(children: &ElemChildren) -> Line {
        let mut line = Line(Vec::new());
        line.children(children);
        line
    }

    pub fn has(&self, text: &str) -> bool {
        self.0.iter().any(|run| run.text.contains(text))
    }

    /// Whether these figures stand somewhere with no others around them.
    pub fn has_figures(&self, figures: &str) -> bool {
        let is_other = |char: char| !char.is_ascii_digit();
        self.0.iter().any(|run| run.text.split(is_other).any(|word| word == figures))
    }

    pub fn starts_with(&self, text: &str) -> bool {
        self.0.first().is_some_and(|run| run.text.starts_with(text))
    }

    /// Takes away the comma that the processor leaves where a month and a day were to follow.
    pub fn mend(&mut self, prepared: &Prepared) {
        const LEFT: [&str; 2] = [",.", ",)"];
        if LEFT.iter().any(|left| prepared.contains(left)) {
            return;
        }
        let after: Vec<Option<char>> = (1..=self.0.len()).map(|next| self.first_char(next)).collect();
        for (run, after) in self.0.iter_mut().zip(after) {
            for left in LEFT {
                run.text = run.text.replace(left, &left[1..]);
            }
            if run.text.ends_with(',') && matches!(after, Some('.' | ')') | None) {
                run.text.pop();
            }
        }
        self.0.retain(|run| !run.text.is_empty());
    }

    /// Takes a word away that stands before the link: `Retrieved`, where no day follows.
    pub fn drop_before_link(&mut self, word: &str) {
        let Some(link) = self.0.iter().position(|run| run.link.is_some()).filter(|at| *at > 0) else {
            return;
        };
        let before = &mut self.0[link - 1].text;
        let Some((rest, last)) = before.trim_end().rsplit_once(' ') else { return };
        if !word.is_empty() && last.to_lowercase() == word.to_lowercase() {
            let rest = rest.len();
            before.truncate(rest + 1);
        }
    }

    /// Sets the title in quotation marks in place of italic type.
    pub fn quote_title(&mut self, prepared: &Prepared, quotes: &Quotes) {
        let title = |run: &Run| run.is_italic && prepared.is_title(&run.text);
        let Some(at) = self.0.iter().position(title) else { return };
        let stop = match self.0.get_mut(at + 1) {
            Some(next) if quotes.is_stop_inside && next.text.starts_with(['.', ',']) => {
                next.text.remove(0).to_string()
            }
            _ => String::new(),
        };
        let run = &mut self.0[at];
        run.text = [&quotes.open, run.text.as_str(), &stop, &quotes.close].concat();
        run.is_italic = false;
        self.0.retain(|run| !run.text.is_empty());
    }

    /// Puts the words in that others stand for.
    pub fn put_words(&mut self, prepared: &Prepared) {
        for run in &mut self.0 {
            prepared.put_words(&mut run.text);
        }
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    pub fn html(&self) -> String {
        let mut html = String::new();
        let mut is_italic = false;
        for run in &self.0 {
            let is_apart = run.link.is_some() || run.is_italic != is_italic;
            if is_italic && is_apart {
                html.push_str("</i>");
                is_italic = false;
            }
            if let Some(link) = &run.link {
                html.push_str("<a href=\"");
                escape(link, &mut html);
                html.push_str("\">");
            }
            if run.is_italic && !is_italic {
                html.push_str("<i>");
                is_italic = true;
            }
            escape(&run.text, &mut html);
            if run.link.is_some() {
                html.push_str(if is_italic { "</i></a>" } else { "</a>" });
                is_italic = false;
            }
        }
        if is_italic {
            html.push_str("</i>");
        }
        html
    }

    fn first_char(&self, run: usize) -> Option<char> {
        self.0.get(run).and_then(|run| run.text.chars().next())
    }

    fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.push(text, None),
                ElemChild::Elem(elem) => self.elem(elem),
                ElemChild::Markup(text) => self.push_plain(text),
                ElemChild::Link { text, url } => {
                    let is_web = url.starts_with("https://") || url.starts_with("http://");
                    self.push(text, is_web.then(|| url.clone()));
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    /// Parts that a style sets apart, each in its own block, follow each other on one line.
    fn elem(&mut self, elem: &Elem) {
        let is_open = |run: &Run| !run.text.ends_with(char::is_whitespace);
        if elem.display.is_some() && self.0.last().is_some_and(is_open) {
            self.push_plain(" ");
        }
        self.children(&elem.children);
    }

    fn push(&mut self, text: &Formatted, link: Option<String>) {
        let is_italic = text.formatting.font_style == FontStyle::Italic;
        self.run(Run { text: text.text.clone(), is_italic, link });
    }

    fn push_plain(&mut self, text: &str) {
        self.run(Run { text: text.to_owned(), is_italic: false, link: None });
    }

    fn run(&mut self, run: Run) {
        match self.0.last_mut() {
            _ if run.text.is_empty() => {}
            Some(last) if last.is_italic == run.is_italic && last.link == run.link => {
                last.text.push_str(&run.text);
            }
            _ => self.0.push(run),
        }
    }
}

fn escape(text: &str, html: &mut String) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(char),
        }
    }
}
