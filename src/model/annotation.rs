//! Annotations as data: what an editor attaches to a passage, and what is said of it.
//!
//! [`Entry`] is one entry of a sidecar with every value as text: what imports make, what exports are
//! made of. [`Remark`], [`Position`] and [`Figure`] are the checked values that later stages share.

use crate::text::edtf::Edtf;

/// What a note is for; each is a motivation of the W3C Web Annotation vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Remark {
    #[default]
    Comment,
    /// Who somebody is, what a body is, what was known at the time.
    Context,
    Correction,
    Question,
    Highlight,
    /// Nothing is said: the passage is evidence of something.
    Evidence,
}

impl Remark {
    pub const ALL: [Remark; 6] = [
        Remark::Comment,
        Remark::Context,
        Remark::Correction,
        Remark::Question,
        Remark::Highlight,
        Remark::Evidence,
    ];

    /// The word for it, as in a sidecar's `kind`.
    pub fn name(self) -> &'static str {
        match self {
            Remark::Comment => "comment",
            Remark::Context => "context",
            Remark::Correction => "correction",
            Remark::Question => "question",
            Remark::Highlight => "highlight",
            Remark::Evidence => "evidence",
        }
    }

    /// The motivation of that meaning (W3C Web Annotation Vocabulary, 3.8).
    pub fn motivation(self) -> &'static str {
        match self {
            Remark::Comment => "commenting",
            Remark::Context => "describing",
            Remark::Correction => "editing",
            Remark::Question => "questioning",
            Remark::Highlight => "highlighting",
            Remark::Evidence => "linking",
        }
    }

    pub fn of_name(name: &str) -> Option<Remark> {
        Remark::ALL.into_iter().find(|remark| remark.name() == name)
    }

    pub fn of_motivation(motivation: &str) -> Option<Remark> {
        Remark::ALL.into_iter().find(|remark| remark.motivation() == motivation)
    }
}

/// One entry of a sidecar, every value as text; empty text and empty lists stand for what is not given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    /// Stable, of the letters `a`–`z`, digits and hyphens.
    pub id: String,
    /// The passage's words.
    pub quote: String,
    /// Words before and after it.
    pub prefix: String,
    pub suffix: String,
    /// The paragraph that it stood in, from 1.
    pub paragraph: Option<u32>,
    /// Where it began in the article's text, in characters (Unicode scalar values) from 0.
    pub start: Option<u32>,
    /// Markdown.
    pub note: String,
    pub kind: Remark,
    pub by: String,
    /// EDTF.
    pub date: String,
    pub tags: Vec<String>,
    /// Not to be published.
    pub draft: bool,
    /// The address (IRI) that it had where it was imported from.
    pub origin: String,
    /// Slugs of events that the passage attests.
    pub events: Vec<String>,
    /// The date that the passage gives for the event (EDTF).
    pub event_date: String,
    /// The entity that the passage names.
    pub entity: String,
    pub statement: Option<EntryStatement>,
}

/// A statement on a claim, every value as text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntryStatement {
    /// The claim's slug.
    pub claim: String,
    /// `asserts`, `denies`, `disputes`, `reports`, `cannot-verify`, `retracts`, or one of the site's own.
    pub position: String,
    /// Who says so: an entity's name or slug.
    pub speaker: String,
    /// In what role.
    pub role: String,
    /// When it was said (EDTF).
    pub said: String,
    /// Wires or outlets that it was relayed through, in order from the speaker.
    pub via: Vec<String>,
    pub figure: Option<EntryFigure>,
}

/// A figure, every date as text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntryFigure {
    /// One value, or the ends of a range.
    pub value: (f64, Option<f64>),
    /// `more than`, `about`, …
    pub qualifier: String,
    /// `people`, …
    pub unit: String,
    /// What is counted.
    pub counts: String,
    /// The date that the figure is of (EDTF).
    pub as_of: String,
}

/// The positions that a speaker can take on a claim; a site can add its own.
pub const POSITIONS: [&str; 6] = ["asserts", "reports", "denies", "disputes", "cannot-verify", "retracts"];

/// A number or a range, as somebody gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub low: f64,
    /// Equal to `low` for a single value.
    pub high: f64,
    /// As the passage has it: `more than`; empty for none.
    pub qualifier: String,
    pub unit: String,
    pub counts: String,
    pub as_of: Option<Edtf>,
}

/// How far a figure reaches beyond its numbers, by its qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// The number itself.
    #[default]
    Given,
    /// About the number.
    Around,
    /// The number or more; the true one is not bounded above.
    Up,
    /// The number or less.
    Down,
}
