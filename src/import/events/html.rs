//! Text in HTML as Markdown that holds none: its words, paragraphs and links.
//!
//! Emphasis and the like are let go. Pictures and embedded things become links to them; scripts and styles
//! go with all they hold. Whatever is not well formed is taken for words.

use crate::text::address::{Scheme, scheme};
use crate::text::markup::{escape, push_words};
use crate::text::words::one_line;

/// HTML as Markdown.
pub fn markdown(html: &str) -> String {
    let blocks: Vec<String> = blocks(html).iter().map(|block| block.markdown()).collect();
    blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// HTML as words on one line.
pub fn plain(html: &str) -> String {
    let runs = blocks(html).into_iter().flat_map(|block| block.runs.into_iter().chain([Run::words(" ")]));
    one_line(&runs.map(|run| run.words).collect::<String>())
}

/// Plain text as Markdown.
pub fn escaped(words: &str) -> String {
    escape(words)
}

/// Words, and where they lead; empty where nowhere. A line end in them is a break.
#[derive(Debug, Clone, Default)]
struct Run {
    words: String,
    address: String,
}

impl Run {
    fn words(words: &str) -> Run {
        Run { words: words.to_owned(), address: String::new() }
    }
}

/// A paragraph, or an item of a list.
#[derive(Debug, Default)]
struct Block {
    is_item: bool,
    runs: Vec<Run>,
}

impl Block {
    fn markdown(&self) -> String {
        let mut out = String::new();
        for run in &self.runs {
            let lines = run.words.split('\n').enumerate();
            for (number, line) in lines {
                if number > 0 {
                    trim_end(&mut out);
                    out.push_str(if out.is_empty() { "" } else { "\\\n" });
                }
                push_run(&mut out, line, &run.address);
            }
        }
        while out.ends_with("\\\n") {
            out.truncate(out.len() - 2);
            trim_end(&mut out);
        }
        trim_end(&mut out);
        if self.is_item && !out.is_empty() { format!("- {}", out.replace('\n', "\n  ")) } else { out }
    }
}

fn trim_end(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

/// Adds words with single spaces, none at the beginning of a line.
fn push_run(out: &mut String, words: &str, address: &str) {
    let begins_line = out.is_empty() || out.ends_with('\n');
    let line = one_line(words);
    if words.starts_with(char::is_whitespace) && !begins_line && !out.ends_with(' ') {
        out.push(' ');
    }
    if line.is_empty() {
        return;
    }
    if address.is_empty() {
        push_words(out, &line, begins_line);
    } else {
        push_link(out, &line, address);
    }
    if words.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

fn push_link(out: &mut String, words: &str, address: &str) {
    // `![` would be a picture, `[^` a footnote.
    if out.ends_with('!') {
        out.insert(out.len() - 1, '\\');
    }
    out.push_str(if words.starts_with('^') { "[\\" } else { "[" });
    push_words(out, words, false);
    out.push_str("](<");
    out.push_str(address);
    out.push_str(">)");
}

/// The blocks of a text.
fn blocks(html: &str) -> Vec<Block> {
    let mut reader = Reader { blocks: vec![Block::default()], address: String::new() };
    let mut rest = html;
    // No tag ends behind the last `>`, so none needs to be looked for there.
    let behind_tags = html.rfind('>').map_or(0, |at| at + 1);
    while !rest.is_empty() {
        if html.len() - rest.len() >= behind_tags {
            // A comment that is never closed hides the rest, as it does in a browser.
            let (words, _) = rest.split_once("<!--").unwrap_or((rest, ""));
            reader.words(&decoded(words));
            break;
        }
        let (token, length) = token(rest);
        rest = &rest[length..];
        match token {
            Token::Words(words) => reader.words(&decoded(words)),
            Token::Tag(Tag { name, closes: false, .. }) if HIDDEN.contains(&name.as_str()) => {
                rest = after_element(rest, &name);
            }
            Token::Tag(tag) => reader.tag(&tag),
            Token::Nothing => {}
        }
    }
    reader.blocks
}

/// Elements whose content is not for reading.
const HIDDEN: [&str; 5] = ["script", "style", "template", "noscript", "title"];

struct Reader {
    blocks: Vec<Block>,
    /// Where words lead that come now.
    address: String,
}

impl Reader {
    /// Adds words; an empty line is a paragraph's end for those who write no `<p>`.
    fn words(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = empty_line(rest) {
            self.push(&rest[..at].replace('\n', " "));
            self.begin(false);
            rest = rest[at..].trim_start();
        }
        self.push(&rest.replace('\n', " "));
    }

    /// Adds words to those before that lead to the same place, so that what is markup across two elements
    /// is seen to be.
    fn push(&mut self, words: &str) {
        let address = self.address.clone();
        self.add(Run { words: words.to_owned(), address });
    }

    fn add(&mut self, run: Run) {
        let runs = &mut self.blocks.last_mut().expect("there is always a block").runs;
        match runs.last_mut() {
            Some(last) if last.address == run.address => last.words.push_str(&run.words),
            _ => runs.push(run),
        }
    }

    fn begin(&mut self, is_item: bool) {
        self.blocks.push(Block { is_item, runs: Vec::new() });
    }

    fn tag(&mut self, tag: &Tag) {
        match (tag.name.as_str(), tag.closes) {
            ("br", _) => self.push("\n"),
            ("a", false) => self.address = address(&tag.value("href")),
            ("a", true) => self.address.clear(),
            ("li", false) => self.begin(true),
            ("img", _) => self.seen(tag, "picture"),
            ("iframe" | "video" | "audio" | "embed" | "source", false) => self.seen(tag, "embedded"),
            (name, _) if PARTS.contains(&name) => self.begin(false),
            _ => {}
        }
    }

    /// Something that is to be seen, as a link to it.
    fn seen(&mut self, tag: &Tag, kind: &str) {
        let alternative = one_line(&tag.value("alt"));
        let words = if alternative.is_empty() { kind.to_owned() } else { alternative };
        let address = address(&tag.value("src"));
        let address = if self.address.is_empty() { address } else { self.address.clone() };
        self.add(Run { words, address });
    }
}

/// Elements that begin and end a paragraph.
const PARTS: [&str; 26] = [
    "p",
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "blockquote",
    "figure",
    "figcaption",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "pre",
];

/// Where the first empty line begins.
fn empty_line(text: &str) -> Option<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at);
    ends.into_iter().find(|at| {
        let after = text[at + 1..].trim_start_matches([' ', '\t']);
        after.starts_with('\n')
    })
}

/// A web address as a link's target in Markdown; none of any other kind: a page that it is relative to is not
/// here.
fn address(text: &str) -> String {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    let full = if text.starts_with("//") { format!("https:{text}") } else { text };
    if !matches!(scheme(&full), Scheme::Web | Scheme::Mail) {
        return String::new();
    }
    let safe = full.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C");
    safe.replace(char::is_whitespace, "%20")
}

enum Token<'t> {
    Words(&'t str),
    Tag(Tag<'t>),
    /// A comment or declaration.
    Nothing,
}

struct Tag<'t> {
    name: String,
    closes: bool,
    attributes: &'t str,
}

impl Tag<'_> {
    /// The value of an attribute; empty where it has none.
    fn value(&self, wanted: &str) -> String {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            if rest.is_empty() {
                return String::new();
            }
            // A sign that cannot begin a name is passed over.
            let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
            let name = &rest[..end];
            let (value, length) = value(&rest[end..]);
            if name.eq_ignore_ascii_case(wanted) {
                return decoded(value);
            }
            rest = &rest[end + length..];
        }
    }
}

/// The value behind an attribute's name, and how much of the text it takes.
fn value(text: &str) -> (&str, usize) {
    let spaces = text.len() - text.trim_start().len();
    let Some(rest) = text.trim_start().strip_prefix('=') else { return ("", 0) };
    let before = spaces + 1 + rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''));
    match quote {
        Some(quote) => {
            let value = &rest[1..];
            let end = value.find(quote).unwrap_or(value.len());
            (&value[..end], before + 1 + (end + 1).min(value.len()))
        }
        None => {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (&rest[..end], before + end)
        }
    }
}

/// The first token of a text that is not empty, and its length.
fn token(text: &str) -> (Token<'_>, usize) {
    let words = |from: usize| text[from..].find('<').map_or(text.len(), |at| from + at);
    let Some(rest) = text.strip_prefix('<') else {
        let end = words(0);
        return (Token::Words(&text[..end]), end);
    };
    if let Some(comment) = rest.strip_prefix("!--") {
        let end = comment.find("-->").map_or(text.len(), |at| at + 7);
        return (Token::Nothing, end);
    }
    let closes = rest.starts_with('/');
    let inside = if closes { &rest[1..] } else { rest };
    let is_tag = inside.starts_with(|c: char| c.is_ascii_alphabetic());
    let Some(end) = tag_end(rest).filter(|_| is_tag || rest.starts_with(['!', '?'])) else {
        let end = words(1);
        return (Token::Words(&text[..end]), end);
    };
    if !is_tag {
        return (Token::Nothing, end + 2);
    }
    let inside = &inside[..end - usize::from(closes)];
    let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(name_end);
    (Token::Tag(Tag { name: name.to_ascii_lowercase(), closes, attributes }), end + 2)
}

/// Where the `>` of a tag stands: outside of quotes, or the first one where a quote stays open.
fn tag_end(text: &str) -> Option<usize> {
    let first = text.find('>')?;
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    Some(first)
}

/// What stands behind the end of an element whose content is passed over.
fn after_element<'t>(text: &'t str, name: &str) -> &'t str {
    let mut at = 0;
    while let Some(found) = text[at..].find("</") {
        let rest = &text[at + found + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
        at += found + 2;
    }
    ""
}

/// Text with its character references replaced, those that people's texts have.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&rest[..end])?, end))) {
            Some((character, end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

const NAMED: [(&str, char); 40] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("shy", '\u{ad}'),
    ("copy", '©'),
    ("euro", '€'),
    ("pound", '£'),
    ("sect", '§'),
    ("deg", '°'),
    ("times", '×'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("ccedil", 'ç'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
];
