//! Views of annotations, statements and attestations.

use serde::Serialize;

use crate::render::view::{DateView, LinkView, Pager};

/// A list whose entries come ready-made: annotations, statements, attestations; rows of events and claims,
/// which their components make once for many pages. An archive has more of these than of anything else, and
/// a template would take ten times as long for each.
#[derive(Debug, Clone, Serialize)]
pub struct ReadyList {
    /// How many entries it has: at least one.
    pub count: usize,
    /// *HTML*: its entries, each an `<li>`.
    pub html: String,
}

/// A figure that a speaker gives, in the table of a claim's page.
#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    /// The number of the statement.
    pub number: usize,
    /// In words: "more than 1,000,000 people".
    pub text: String,
    /// What is counted; empty where not said.
    pub counts: String,
    pub as_of: Option<DateView>,
    /// When it was said; none where that is not known.
    pub said: Option<DateView>,
    /// Who gives it; none where nobody is named.
    pub speaker: Option<LinkView>,
    /// The outlet of the article that it stands in; none where it is not known.
    pub source: Option<LinkView>,
    /// False where the article's text no longer has the passage.
    pub found: bool,
}

/// The statements of one position.
#[derive(Debug, Clone, Serialize)]
pub struct PositionView {
    /// `denies`, …
    pub position: String,
    /// In the order in which they were said: by whom, in what role, the passage in its sentence, and the way
    /// that it came.
    pub statements: ReadyList,
}

/// How widely statements are spread.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SpreadView {
    pub statements: usize,
    pub speakers: usize,
    /// Independent outlets: copies of one wire's report count once.
    pub outlets: usize,
    /// Articles whose outlet is not known: they are not counted among the outlets.
    pub unnamed: usize,
    /// From the first to the last date, in words; empty where none is known.
    pub span: String,
    /// *HTML*: all of this in a line.
    pub line: String,
}

/// A date that passages give for an event.
#[derive(Debug, Clone, Serialize)]
pub struct GivenDate {
    pub date: DateView,
    /// The outlets that give it; articles where no outlet is named.
    pub sources: Vec<LinkView>,
    /// Whether it leaves no day in common with the date that the archive gives.
    pub differs: bool,
}

/// `list` in `annotations.html`: all annotations, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct AnnotationsView {
    pub total: usize,
    /// None where there is none.
    pub rows: Option<ReadyList>,
    /// All of them for programs, as W3C Web Annotations (path); none where they are too many for a file.
    pub data: Option<String>,
    pub pager: Option<Pager>,
}
