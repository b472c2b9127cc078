//! A text: what the reader reads, as plain text, and the structure over it.
//!
//! All words stand once, in [`Body::plain`]; the nodes refer to runs of it. Mentions, passages and
//! search work on the plain text and speak of the same offsets, so that the renderer can lay any
//! number of marks over the structure.

use std::fmt::{Display, Formatter, Result as FmtResult};
use std::ops::Range;

use crate::text::anchor::Haystack;
use crate::text::hash::Hash;
use crate::text::span::Span;

/// A run of [`Body::plain`]: byte offsets, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Run {
    pub start: u32,
    pub end: u32,
}

impl Run {
    pub fn new(start: usize, end: usize) -> Run {
        let clamp = |offset| u32::try_from(offset).expect("a text is shorter than 4 GiB");
        Run { start: clamp(start), end: clamp(end) }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn overlaps(self, other: Run) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A text without front matter, parsed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// The words, in NFC: blocks are parted by an empty line, lines of a paragraph by a space.
    pub plain: String,
    /// The structure, in order: each `Start` has its `End`.
    pub nodes: Vec<Node>,
    pub headings: Vec<Heading>,
    /// Links as written; [`Tag::Link`] counts into this.
    pub links: Vec<Link>,
    /// Images as written; [`Node::Image`] counts into this.
    pub images: Vec<Image>,
    /// Callouts; [`Tag::Callout`] counts into this.
    pub callouts: Vec<Callout>,
    /// Languages of code blocks; [`Tag::CodeBlock`] counts into this.
    pub languages: Vec<String>,
    /// Alignments of tables; [`Tag::Table`] counts into this.
    pub tables: Vec<Vec<Align>>,
    /// Raw HTML, comments removed; [`Node::Raw`] refers to it.
    pub raw: String,
    /// Addresses in raw HTML (`src`, `href`), as written.
    pub raw_links: Vec<Link>,
    /// Runs in which no name is looked for: code, links, headings.
    pub quiet: Vec<Run>,
    /// Where each piece of plain text stands in the file: (offset in plain, offset in the file), ascending.
    pub origins: Vec<(u32, u32)>,
    /// Where each paragraph begins in the plain text, ascending.
    pub paragraphs: Vec<(u32, Anchor)>,
    /// How many footnotes the text refers to.
    pub footnotes: u32,
    /// Where an excerpt ends (`<!-- more -->`), if the editor marked it.
    pub more: Option<Box<Extent>>,
}

/// How far into a body something reaches: the lengths of its parts at that point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    pub plain: usize,
    pub nodes: usize,
    pub headings: usize,
    pub links: usize,
    pub images: usize,
    pub callouts: usize,
    pub languages: usize,
    pub tables: usize,
    pub raw: usize,
    pub raw_links: usize,
    pub quiet: usize,
    pub origins: usize,
    pub paragraphs: usize,
}

/// One step of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    Start(Tag),
    End,
    /// Words.
    Text(Run),
    /// Code within a line.
    Code(Run),
    /// A line break that the editor asked for.
    Break,
    Rule,
    Image(u32),
    /// A reference to the footnote of that number, and which reference to it this is (both from 1).
    FootnoteReference {
        number: u32,
        nth: u32,
    },
    /// Raw HTML: a run of [`Body::raw`].
    Raw(Run),
}

/// What opens at a `Start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Paragraph(Anchor),
    /// Counts into [`Body::headings`].
    Heading(u32),
    Quote,
    Callout(u32),
    CodeBlock(u32),
    /// An ordered list has its first number.
    List(Option<u32>),
    Item,
    /// A task, and whether it is done.
    Task(bool),
    Footnote(u32),
    DefinitionList,
    DefinitionTitle,
    Definition,
    Table(u32),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(u32),
}

/// A paragraph's fragment: made of its words, so that it stays when other paragraphs change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Anchor {
    /// The first 24 bits of the hash of the paragraph's words.
    pub hash: u32,
    /// Which of the paragraphs with these words it is, from 1.
    pub nth: u32,
}

impl Anchor {
    /// The hash of a paragraph's words.
    pub fn hash_of(words: &str) -> u32 {
        let [first, second, third, ..] = Hash::of(words.as_bytes()).0;
        u32::from_be_bytes([0, first, second, third])
    }

    /// The fragment id: `p-3fa2c1`, `p-3fa2c1-2`.
    pub fn id(self) -> String {
        self.to_string()
    }
}

impl Display for Anchor {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        write!(out, "p-{:06x}", self.hash)?;
        if self.nth > 1 { write!(out, "-{}", self.nth) } else { Ok(()) }
    }
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6, with no level left out on the way down.
    pub level: u8,
    /// Unique in the text.
    pub id: String,
    pub run: Run,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub target: Written,
    /// The link's words.
    pub run: Run,
    pub span: Span,
}

/// How a link names its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// `[[name#heading]]`
    Wiki { name: String, fragment: Option<String> },
    /// `[words](address)`, or `href` in raw HTML.
    Address(String),
    /// `src` in raw HTML: something that the page would show.
    Embedded(String),
}

/// An image as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub address: String,
    pub alt: String,
    pub title: String,
    pub span: Span,
    /// Whether there is nothing but images in its paragraph.
    pub alone: bool,
}

/// A callout (`> [!note] Title`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// Lower case: `note`, `warning`, …
    pub kind: String,
    /// Empty where the kind's own name serves.
    pub title: String,
    pub span: Span,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    None,
    Start,
    Center,
    End,
}

impl Body {
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The words of a run.
    pub fn words(&self, run: Run) -> &str {
        &self.plain[run.range()]
    }

    /// The words, made ready for finding passages among them.
    pub fn haystack(&self) -> Haystack<'_> {
        let paragraphs: Vec<u32> = self.paragraphs.iter().map(|(start, _)| *start).collect();
        Haystack::new(&self.plain, &paragraphs)
    }

    /// How far the body reaches now.
    pub fn extent(&self) -> Extent {
        Extent {
            plain: self.plain.len(),
            nodes: self.nodes.len(),
            headings: self.headings.len(),
            links: self.links.len(),
            images: self.images.len(),
            callouts: self.callouts.len(),
            languages: self.languages.len(),
            tables: self.tables.len(),
            raw: self.raw.len(),
            raw_links: self.raw_links.len(),
            quiet: self.quiet.len(),
            origins: self.origins.len(),
            paragraphs: self.paragraphs.len(),
        }
    }

    /// The text up to its `<!-- more -->`, with nothing of what follows; empty without one.
    pub fn excerpt(&self) -> Body {
        let Some(end) = self.more.as_deref() else {
            return Body::default();
        };
        Body {
            plain: self.plain[..end.plain].to_owned(),
            nodes: self.nodes[..end.nodes].to_vec(),
            headings: self.headings[..end.headings].to_vec(),
            links: self.links[..end.links].to_vec(),
            images: self.images[..end.images].to_vec(),
            callouts: self.callouts[..end.callouts].to_vec(),
            languages: self.languages[..end.languages].to_vec(),
            tables: self.tables[..end.tables].to_vec(),
            raw: self.raw[..end.raw].to_owned(),
            raw_links: self.raw_links[..end.raw_links].to_vec(),
            quiet: self.quiet[..end.quiet].to_vec(),
            origins: self.origins[..end.origins].to_vec(),
            paragraphs: self.paragraphs[..end.paragraphs].to_vec(),
            footnotes: 0,
            more: None,
        }
    }

    /// Gives back the memory that was taken in advance: texts are kept to the end of a build.
    pub fn shrink(&mut self) {
        self.plain.shrink_to_fit();
        self.nodes.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.quiet.shrink_to_fit();
        self.origins.shrink_to_fit();
        self.paragraphs.shrink_to_fit();
    }

    /// The place in the file of an offset in the plain text.
    pub fn origin(&self, offset: u32) -> usize {
        let at = self.origins.partition_point(|(plain, _)| *plain <= offset);
        match at.checked_sub(1).and_then(|index| self.origins.get(index)) {
            Some((plain, file)) => (file + (offset - plain)) as usize,
            None => 0,
        }
    }
}
