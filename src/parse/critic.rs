//! Notes typed in a text, in CriticMarkup: `{==passage==}{>>note<<}`, either part alone too.
//!
//! The marks are found before Markdown is parsed, since a note may hold anything, and a passage may
//! cross elements. Each mark is then exchanged for one character of the same length in bytes, and the
//! inside of a note for characters that mean nothing, so that every other place in the text stays as
//! it is; [`crate::parse::structure`] takes them out again where it meets them.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// A text whose marks have been exchanged.
#[derive(Debug, Default)]
pub struct Marked<'a> {
    pub text: Cow<'a, str>,
    /// The insides of notes, in order: bytes of the text as written.
    pub notes: Vec<Range<usize>>,
    /// Marks that open and are never closed.
    pub open: Vec<Range<usize>>,
    signs: Option<Signs>,
}

/// The characters that stand for the marks: punctuation, so that emphasis beside them is seen, and of
/// three bytes, as the marks are.
#[derive(Debug, Clone, Copy)]
struct Signs {
    passage: char,
    passage_end: char,
    note: char,
    note_end: char,
}

/// What stands at a place of the exchanged text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Passage,
    PassageEnd,
    Note,
    NoteEnd,
}

/// What the inside of a note is exchanged for: a control character, which no text keeps.
const FILLER: char = '\u{1a}';

/// The length of every mark, and of every sign.
pub const MARK: usize = 3;

/// Finds the marks of a text; one without any is given back as it is.
pub fn mark(text: &str, options: Options) -> Marked<'_> {
    if !text.contains("{>>") && !text.contains("{==") {
        return Marked { text: Cow::Borrowed(text), ..Marked::default() };
    }
    let Some(signs) = Signs::not_in(text) else {
        return Marked { text: Cow::Borrowed(text), ..Marked::default() };
    };
    let mut scan = Scan {
        text,
        code: code(text, options),
        passages: Vec::new(),
        marks: Vec::new(),
        notes: Vec::new(),
        open: Vec::new(),
    };
    scan.run();
    let mut exchanged = String::with_capacity(text.len());
    let mut at = 0;
    scan.marks.sort_by_key(|(place, _)| *place);
    for (place, mark) in scan.marks {
        match mark {
            Mark::NoteEnd => exchanged.extend(std::iter::repeat_n(FILLER, place - at)),
            _ => exchanged.push_str(&text[at..place]),
        }
        exchanged.push(signs.of(mark));
        at = place + MARK;
    }
    exchanged.push_str(&text[at..]);
    Marked { text: Cow::Owned(exchanged), notes: scan.notes, open: scan.open, signs: Some(signs) }
}

impl Marked<'_> {
    /// The first mark in a piece of the exchanged text: where, and which.
    pub fn first(&self, piece: &str) -> Option<(usize, Mark)> {
        let signs = self.signs?;
        piece.char_indices().find_map(|(at, character)| Some((at, signs.mark(character)?)))
    }

    /// A piece of the exchanged text without its signs.
    pub fn without<'t>(&self, piece: &'t str) -> Cow<'t, str> {
        match self.signs {
            Some(signs) if self.first(piece).is_some() => {
                Cow::Owned(piece.chars().filter(|c| signs.mark(*c).is_none() && *c != FILLER).collect())
            }
            _ => Cow::Borrowed(piece),
        }
    }

    /// The note whose mark stands at a place.
    pub fn note_at(&self, place: usize) -> Option<usize> {
        self.notes.iter().position(|inside| inside.start == place + MARK)
    }
}

impl Signs {
    /// Signs that a text does not have already.
    fn not_in(text: &str) -> Option<Signs> {
        let mut free =
            ('\u{2e02}'..='\u{2e0d}').chain('\u{2e1c}'..='\u{2e1d}').chain('\u{2e20}'..='\u{2e29}');
        let mut next = || free.find(|sign| !text.contains(*sign));
        Some(Signs { passage: next()?, passage_end: next()?, note: next()?, note_end: next()? })
    }

    fn of(self, mark: Mark) -> char {
        match mark {
            Mark::Passage => self.passage,
            Mark::PassageEnd => self.passage_end,
            Mark::Note => self.note,
            Mark::NoteEnd => self.note_end,
        }
    }

    fn mark(self, character: char) -> Option<Mark> {
        [Mark::Passage, Mark::PassageEnd, Mark::Note, Mark::NoteEnd]
            .into_iter()
            .find(|mark| self.of(*mark) == character)
    }
}

/// Where Markdown reads nothing as a mark: code and raw HTML, comments included.
fn code(text: &str, options: Options) -> Vec<Range<usize>> {
    let is_code = |event: &Event<'_>| {
        matches!(
            event,
            Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
        )
    };
    let events = Parser::new_ext(text, options).into_offset_iter();
    let mut found: Vec<Range<usize>> =
        events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect();
    found.sort_by_key(|range| range.start);
    found
}

struct Scan<'a> {
    text: &'a str,
    /// In order; they nest, but never overlap otherwise.
    code: Vec<Range<usize>>,
    /// Passages that are open.
    passages: Vec<usize>,
    marks: Vec<(usize, Mark)>,
    notes: Vec<Range<usize>>,
    open: Vec<Range<usize>>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(place) = self.next(at, &["{==", "==}", "{>>"]) {
            at = place + MARK;
            match &self.text[place..at] {
                "{==" => self.passages.push(place),
                "==}" => {
                    if let Some(start) = self.passages.pop() {
                        self.marks.extend([(start, Mark::Passage), (place, Mark::PassageEnd)]);
                    }
                }
                _ => match self.next(at, &["<<}"]) {
                    Some(end) => {
                        self.marks.extend([(place, Mark::Note), (end, Mark::NoteEnd)]);
                        self.notes.push(at..end);
                        at = end + MARK;
                    }
                    None => self.open.push(place..at),
                },
            }
        }
        self.open.extend(self.passages.drain(..).map(|place| place..place + MARK));
    }

    /// The next of some marks from a place on, neither in code nor behind a backslash.
    fn next(&self, from: usize, marks: &[&str]) -> Option<usize> {
        let mut at = from;
        loop {
            let first = |mark: &&str| self.text[at..].find(mark).map(|found| at + found);
            let place = marks.iter().filter_map(first).min()?;
            match self.code_around(place) {
                Some(end) => at = end,
                None if self.text[..place].ends_with('\\') => at = place + MARK,
                None => return Some(place),
            }
        }
    }

    /// Where the code around a place ends.
    fn code_around(&self, place: usize) -> Option<usize> {
        let before = self.code.partition_point(|range| range.start <= place);
        self.code[..before].iter().rev().take(2).find(|range| range.end > place).map(|range| range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, notes: &[&str], passages: usize, open: usize) {
        let marked = mark(text, Options::empty());
        assert_eq!(marked.text.len(), text.len());
        let found: Vec<&str> = marked.notes.iter().map(|inside| &text[inside.clone()]).collect();
        let signs = |mark| marked.signs.map_or(0, |signs| marked.text.matches(signs.of(mark)).count());
        assert_eq!((found.as_slice(), signs(Mark::Passage), marked.open.len()), (notes, passages, open));
    }

    #[test]
    fn marks_are_found_outside_code() {
        check("a {==b==}{>>c<<} d", &["c"], 1, 0);
        check("a{>>one\n\n- two<<}", &["one\n\n- two"], 0, 0);
        check("{==a {==b==} c==}", &[], 2, 0);
        check("`{>>a<<}` {>>b<<}\n\n    {>>c<<}\n", &["b"], 0, 0);
        check("\\{>>a<<} <!-- {>>b<<} -->", &[], 0, 0);
        check("{>>a {==b==}", &[], 1, 1);
        check("{==a", &[], 0, 1);
        check("==} <<} ⸂{>>é<<}", &["é"], 0, 0);
    }
}
