//! Words with what lies over them: mentions of entities, and the passages that editors annotated.
//!
//! Both are runs of the plain text, which may cross any elements, overlap and nest. An element is never
//! left open across another: a run is marked in as many parts as the elements cut it into. The link to
//! a note stands behind the passage's last part, and never within another link.

use std::fmt::Write;

use crate::model::archive::{Item, Mention};
use crate::model::body::Run;
use crate::phrases::Part;
use crate::render::html::{Close, Writer};

/// An annotated passage.
pub struct Passage<'a> {
    pub run: Run,
    /// Of its note on the page, from 1.
    pub number: usize,
    /// The id of its annotation.
    pub id: &'a str,
    /// `context`, …
    pub kind: &'static str,
}

/// The most notes that a part of a passage names: where more lie over each other, the pages would grow
/// with the square of their number.
const MOST_NUMBERS: usize = 32;

/// The passages of an item, in order.
pub fn passages(item: &Item) -> Vec<Passage<'_>> {
    let annotations = item.annotations.iter().enumerate();
    annotations
        .filter_map(|(index, annotation)| {
            let run = annotation.anchor.run()?;
            Some(Passage { run, number: index + 1, id: &annotation.id, kind: annotation.kind.name() })
        })
        .collect()
}

/// Where the writer stands among the passages.
#[derive(Default)]
pub struct Marks {
    /// How many passages have been opened.
    begun: usize,
    /// Passages that are open, in the order of their beginnings.
    open: Vec<usize>,
    /// Passages that have ended and whose notes are yet to be referred to.
    ended: Vec<usize>,
    /// How many links or blocks of code are open: no link stands within these.
    pub links: usize,
}

impl Writer<'_> {
    /// Words, with the mentions that lie over them.
    pub(super) fn text(&mut self, run: Run) {
        if matches!(self.open.last(), Some(Close::Code)) {
            return;
        }
        let mut at = run.start;
        while let Some(mention) = self.mentions.first().copied() {
            if mention.run.end <= at {
                self.mentions = &self.mentions[1..];
                continue;
            }
            if mention.run.start >= run.end {
                break;
            }
            let part = Run { start: mention.run.start.max(at), end: mention.run.end.min(run.end) };
            self.words(Run { start: at, end: part.start });
            self.mention(mention, part);
            at = part.end;
            if mention.run.end > run.end {
                break;
            }
        }
        self.words(Run { start: at, end: run.end });
    }

    /// The first mention of an entity is a link, the others are marked; a name that crosses the end
    /// of an element is marked in parts.
    fn mention(&mut self, mention: Mention, part: Run) {
        if mention.linked {
            return self.words(part);
        }
        let item = self.shelf.archive.item(mention.entity);
        if part == mention.run && self.linked.insert(mention.entity) {
            let _ = write!(self.html, "<a class=\"mention\" data-kind=\"{}\" href=\"", item.kind.name());
            self.push(self.root);
            self.push(self.shelf.plan.routes.item(mention.entity));
            self.push("\">");
            self.marks.links += 1;
            self.words(part);
            self.marks.links -= 1;
            self.push("</a>");
            return self.refer();
        }
        let _ = write!(self.html, "<span class=\"mention\" data-kind=\"{}\">", item.kind.name());
        self.words(part);
        self.push("</span>");
    }

    /// Whether a passage lies over any of these words.
    pub(super) fn is_annotated(&self, run: Run) -> bool {
        self.text.passages.iter().any(|passage| passage.run.overlaps(run))
    }

    /// Words, with the passages that lie over them.
    pub(super) fn words(&mut self, run: Run) {
        if self.text.passages.is_empty() {
            return self.escape(self.text.body.words(run));
        }
        let mut at = run.start;
        while at < run.end {
            self.begin_passages(at);
            let end = self.next_border(at, run.end);
            let part = Run { start: at, end };
            self.marked(part);
            self.end_passages(end);
            at = end;
        }
    }

    fn number(&mut self, number: usize) {
        // Writing to a string cannot fail.
        let _ = write!(self.html, "{number}");
    }

    fn begin_passages(&mut self, at: u32) {
        while let Some(passage) = self.text.passages.get(self.marks.begun).filter(|next| next.run.start <= at)
        {
            if passage.run.end > at {
                self.marks.open.push(self.marks.begun);
            }
            self.marks.begun += 1;
        }
    }

    /// The next place at which a passage begins or ends.
    fn next_border(&self, at: u32, end: u32) -> u32 {
        let ends = self.marks.open.iter().map(|index| self.text.passages[*index].run.end);
        let next = self.text.passages.get(self.marks.begun).map(|passage| passage.run.start);
        ends.chain(next).filter(|border| *border > at).fold(end, u32::min)
    }

    fn marked(&mut self, part: Run) {
        let words = self.text.body.words(part);
        if self.marks.open.is_empty() {
            return self.escape(words);
        }
        self.push("<mark class=\"passage is-");
        self.push(self.marks.open.last().map_or("", |index| self.text.passages[*index].kind));
        if self.marks.open.len() > 1 {
            self.push(" passage-shared");
        }
        self.push("\" data-notes=\"");
        for place in 0..self.marks.open.len().min(MOST_NUMBERS) {
            if place > 0 {
                self.push(" ");
            }
            self.number(self.text.passages[self.marks.open[place]].number);
        }
        self.push("\">");
        self.escape(words);
        self.push("</mark>");
    }

    pub(super) fn end_passages(&mut self, at: u32) {
        let passages = self.text.passages;
        let Marks { open, ended, .. } = &mut self.marks;
        ended.extend(open.extract_if(.., |index| passages[*index].run.end <= at));
        self.refer();
    }

    /// Refers to the notes of the passages that have ended, where a link can stand.
    pub(super) fn refer(&mut self) {
        if self.marks.links > 0 || self.marks.ended.is_empty() {
            return;
        }
        let phrases = self.shelf.phrases;
        let pattern = phrases.pattern("note.reference");
        for index in std::mem::take(&mut self.marks.ended) {
            let Passage { number, id, kind, .. } = &self.text.passages[index];
            for part in ["<sup class=\"note-ref\"><a id=\"r-", id, "\" href=\"#a-", id, "\" aria-label=\""] {
                self.push(part);
            }
            for part in pattern.parts() {
                match part {
                    Part::Text(text) => self.escape(text),
                    Part::Value(name) if name == "number" => self.number(*number),
                    Part::Value(_) => self.escape(phrases.named("note.kinds", kind).unwrap_or(kind)),
                }
            }
            self.push("\">");
            self.number(*number);
            self.push("</a></sup>");
        }
    }
}
