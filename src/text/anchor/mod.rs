//! Finding the passage that an annotation was made on, in a text that may have changed since.
//!
//! Owns the whole way from a selector to an [`Anchor`]. What holds before all else: no passage is ever
//! guessed. A quote is attached where its words stand and its context agrees; or where a passage holds
//! its words but for small changes, and nothing else comes near. Everything else is handed back with
//! candidates, for people to decide.
//!
//! In order:
//!
//! 1. Texts are compared in the form that `normal` gives them.
//! 2. The quote stands once, and its context agrees: exact. It stands several times: its prefix and
//!    suffix choose (`choose`). A quote that stands somewhere in another context is not attached:
//!    its own place may be gone, and this be another with the same words. A paragraph never chooses,
//!    as any paragraph inserted above would make it choose another place; a start chooses where the
//!    quote stands exactly there and nowhere near.
//! 3. The words have changed (`fuzzy`): the nearest passage is attached if the rest of what is known
//!    vouches for it in proportion to the change. On the quote's words alone: punctuation and spelling.
//!    With a long prefix or suffix: words that came or went. Between its prefix and suffix: other
//!    wording. Never where a number, a name, a negation or a quantity differs, or, in scripts without
//!    capitals, any word is replaced by another. A position vouches for nothing, as the next sentence
//!    moves to the place of one that is taken out; it counts in the lead over other passages.
//!
//! What cannot be told apart: the same sentence twice with nothing else between, and a selector without
//! context whose words stood twice when it was made (see [`Haystack::context`]).
//!
//! Work is bounded by `limits`; where a bound is met, nothing is attached.

mod align;
mod bounds;
mod change;
mod choose;
mod exact;
mod fuzzy;
mod index;
mod least;
mod limits;
mod meaning;
mod normal;
mod side;
mod words;

#[cfg(test)]
mod props;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use crate::text::anchor::bounds::{is_between, is_inside};
use crate::text::anchor::choose::Choice;
use crate::text::anchor::exact::occurrences;
use crate::text::anchor::index::Index;
use crate::text::anchor::least::{Common, around, least};
use crate::text::anchor::limits::{MAX_CANDIDATES, MAX_NEAREST, MAX_PLACES};
use crate::text::anchor::normal::{Normal, is_ignored, plain};

/// What an annotation says of where its passage is: a W3C `TextQuoteSelector`, and hints. Empty text
/// stands for what is not given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selector<'a> {
    pub quote: &'a str,
    pub prefix: &'a str,
    pub suffix: &'a str,
    /// From 1.
    pub paragraph: Option<u32>,
    /// Characters (Unicode scalar values) from 0.
    pub start: Option<u32>,
}

/// A place that could be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How much of the quote's words it holds: 0 to 1.
    pub score: f64,
}

/// What came of looking for a passage. Ranges are bytes of the text, on characters as readers see
/// them, without white space at their ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Anchor {
    /// The quote's words, where everything that is known of the place agrees; a `start` that the text
    /// has moved away from is no disagreement.
    Exact(Range<usize>),
    /// The quote's words, but the context has changed around them, or the paragraph is another.
    Moved(Range<usize>),
    /// Nearly the quote's words.
    Fuzzy { range: Range<usize>, score: f64 },
    /// Several places that nothing tells apart: at most ten, in order.
    Ambiguous(Vec<Candidate>),
    /// No such passage; the nearest, best first, at most three.
    Orphan(Vec<Candidate>),
}

impl Anchor {
    /// The passage, if one was found.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Anchor::Exact(range) | Anchor::Moved(range) | Anchor::Fuzzy { range, .. } => Some(range.clone()),
            Anchor::Ambiguous(_) | Anchor::Orphan(_) => None,
        }
    }
}

/// A text made ready for finding passages in it.
#[derive(Debug)]
pub struct Haystack<'a> {
    plain: &'a str,
    /// Byte offsets, ascending.
    paragraphs: Vec<u32>,
    normal: Normal<'a>,
    /// Made when a quote's words do not stand in the text.
    index: OnceLock<Index>,
}

/// A selector in comparable form; `start` in bytes of the text, the white space at the ends of prefix
/// and suffix kept.
#[derive(Debug)]
struct Sought<'s> {
    quote: Cow<'s, str>,
    before: Cow<'s, str>,
    after: Cow<'s, str>,
    paragraph: Option<usize>,
    start: Option<usize>,
}

/// A run of the comparable text, and of the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    run: Range<usize>,
    range: Range<usize>,
}

impl<'a> Haystack<'a> {
    /// `paragraphs` are the byte offsets in `plain` where each begins, ascending.
    pub fn new(plain: &'a str, paragraphs: &[u32]) -> Haystack<'a> {
        let (paragraphs, normal) = (paragraphs.to_vec(), Normal::new(plain));
        Haystack { plain, paragraphs, normal, index: OnceLock::new() }
    }

    /// The passage that a selector was made on. A quote without anything visible is an orphan.
    pub fn find(&self, selector: &Selector<'_>) -> Anchor {
        let sought = self.sought(selector);
        if sought.quote.is_empty() {
            return Anchor::Orphan(Vec::new());
        }
        match self.choose(&sought) {
            Choice::Found(anchor) => anchor,
            Choice::Contradicted(places) => self.between(&sought, &places),
            Choice::None => self.fuzzy(&sought),
        }
    }

    /// The least prefix and suffix, whole words of the text, with which [`Haystack::find`] finds the
    /// passage at `range` exactly, without hints; both empty where its words stand once.
    ///
    /// White space is one space in them, as in a comparable text; the rest is as in the text. Where the
    /// text repeats itself so much that none is found within a few thousand bytes, they are some five
    /// hundred bytes long and do not suffice.
    pub fn context(&self, range: Range<usize>) -> (String, String) {
        let run = self.run(range);
        let (left, right) = self.least(&run);
        (self.written(left..run.start), self.written(run.end..right))
    }

    /// The same, and at least so many characters on each side, whole words, as far as the text goes.
    ///
    /// More than the least lets a passage be found after its own words were changed: only a passage
    /// between its prefix and suffix may be worded otherwise. 32 characters are what other programs
    /// give, and enough.
    pub fn surroundings(&self, range: Range<usize>, characters: usize) -> (String, String) {
        let run = self.run(range);
        let (least, wide) = (self.least(&run), around(&self.normal.text, (run.start, run.end), characters));
        let (left, right) = (least.0.min(wide.0), least.1.max(wide.1));
        (self.written(left..run.start), self.written(run.end..right))
    }

    /// The passages nearest to a quote, best first, at most `n`: where its words stand within longer
    /// words, and where most of them stand.
    pub fn nearest(&self, quote: &str, n: usize) -> Vec<Candidate> {
        let quote = plain(quote);
        let (near, _) = self.near_places(&quote, n.max(1));
        self.candidates(&quote, near, n)
    }

    /// The run of text that a passage at `range` has: whole characters, no white space at its ends;
    /// empty where nothing in it is visible.
    pub fn passage(&self, range: Range<usize>) -> Range<usize> {
        let start = range.start.min(self.plain.len());
        self.place(self.run(range)).map_or(start..start, |place| place.range)
    }

    /// The run of the comparable text for a range of the text: whole characters, no white space at its
    /// ends.
    fn run(&self, range: Range<usize>) -> Range<usize> {
        let last = self.plain.len();
        let (mut start, mut end) = (range.start.min(last), range.end.min(last));
        while !is_between(self.plain, start) {
            start -= 1;
        }
        while !is_between(self.plain, end) {
            end += 1;
        }
        self.normal.run(start..end)
    }

    /// The least context of a run, with the run.
    fn least(&self, run: &Range<usize>) -> (usize, usize) {
        let (text, quote) = (&*self.normal.text, &self.normal.text[run.clone()]);
        let is_cut = is_inside(text, run.start) || is_inside(text, run.end);
        let is_whole = |at: usize| is_cut || self.is_whole(&(at..at + quote.len()));
        let found = occurrences(text, quote, MAX_PLACES + 1).into_iter();
        let others = found.filter(|at| *at != run.start && is_whole(*at));
        let others: Vec<Common> = others.map(|at| Common::of(text, run.start, at, quote.len())).collect();
        least(text, (run.start, run.end), &others)
    }

    fn sought<'s>(&self, selector: &Selector<'s>) -> Sought<'s> {
        let byte = |start: u32| {
            let is_ascii = self.plain.is_ascii();
            let start = start as usize;
            if is_ascii { Some(start) } else { self.plain.char_indices().nth(start).map(|(at, _)| at) }
        };
        Sought {
            quote: plain(selector.quote),
            before: Normal::new(selector.prefix).text,
            after: Normal::new(selector.suffix).text,
            paragraph: selector.paragraph.map(|paragraph| paragraph as usize),
            start: selector.start.and_then(byte),
        }
    }

    /// A run of the comparable text, if it can be a passage: on characters as readers see them.
    fn place(&self, run: Range<usize>) -> Option<Place> {
        if run.is_empty() {
            return None;
        }
        let (start, mut end) = (self.normal.start(run.start)?, self.normal.end(run.end)?);
        while !is_between(self.plain, end) {
            end += self.plain[end..].chars().next().filter(|next| is_ignored(*next))?.len_utf8();
        }
        is_between(self.plain, start).then_some(Place { run, range: start..end })
    }

    /// Whether a run neither begins nor ends within a word.
    fn is_whole(&self, run: &Range<usize>) -> bool {
        !is_inside(&self.normal.text, run.start) && !is_inside(&self.normal.text, run.end)
    }

    /// The paragraph in which a place begins, from 1; 0 before the first.
    fn paragraph(&self, range: &Range<usize>) -> usize {
        self.paragraphs.partition_point(|begin| *begin as usize <= range.start)
    }

    /// A run of the comparable text as the text itself has it, white space as one space.
    fn written(&self, run: Range<usize>) -> String {
        if run.is_empty() {
            return String::new();
        }
        let start = self.normal.start(run.start).unwrap_or(0);
        let end = self.normal.end(run.end).unwrap_or(self.plain.len()).max(start);
        let mut written = String::with_capacity(end - start);
        for character in self.plain[start..end].chars().filter(|character| !is_ignored(*character)) {
            match character.is_whitespace() {
                true if written.ends_with(' ') => {}
                true => written.push(' '),
                false => written.push(character),
            }
        }
        written
    }

    /// The words that hold a quote, or its parts at both ends.
    fn containing(&self, quote: &str) -> Vec<Candidate> {
        let text = &*self.normal.text;
        let is_break = |at: usize| at == 0 || at == text.len() || !is_inside(text, at);
        let widened = |at: usize| {
            let start = (0..=at).rev().find(|at| text.is_char_boundary(*at) && is_break(*at)).unwrap_or(0);
            let end = at + quote.len();
            let end =
                (end..=text.len()).find(|at| text.is_char_boundary(*at) && is_break(*at)).unwrap_or(end);
            let place = self.place(start..end)?;
            Some(Candidate { range: place.range, score: quote.len() as f64 / (end - start) as f64 })
        };
        occurrences(text, quote, MAX_CANDIDATES).into_iter().filter_map(widened).collect()
    }

    fn orphan(&self, sought: &Sought) -> Anchor {
        Anchor::Orphan(self.nearest(&sought.quote, MAX_NEAREST))
    }
}
