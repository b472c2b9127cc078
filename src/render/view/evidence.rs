//! Views of annotations, statements and attestations.

use serde::Serialize;

use crate::render::view::{DateView, LinkView, Pager};

/// One annotation.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// Its number on the article's page, from 1.
    pub number: usize,
    /// Its fragment, `a-…`.
    pub id: String,
    /// What became of its passage: `exact`, `moved`, `fuzzy` (its words have changed), `ambiguous` or
    /// `orphan` (it was not found).
    pub state: &'static str,
    /// `comment`, `context`, `correction`, `question`, `highlight` or `evidence`.
    pub kind: &'static str,
    /// *HTML*: the way back to its passage, the words that it was made on, what it says, what the passage
    /// is evidence of, and who made it.
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

/// A statement in a list: on a claim's page, or on a speaker's or outlet's.
#[derive(Debug, Clone, Serialize)]
pub struct StatementRow {
    /// Its place in the order in which the statements of the list were said, from 1.
    pub number: usize,
    /// `denies`, …
    pub position: String,
    /// *HTML*: who said it, when, in what role, the passage in its sentence, and the way that it came.
    pub html: String,
}

/// The statements of one position.
#[derive(Debug, Clone, Serialize)]
pub struct PositionView {
    /// `denies`, …
    pub position: String,
    /// In the order in which they were said.
    pub statements: Vec<StatementRow>,
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
}

/// A passage that attests an event.
#[derive(Debug, Clone, Serialize)]
pub struct AttestationView {
    /// *HTML*: the article, the passage in its sentence, and the date that it gives.
    pub html: String,
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
    pub rows: Vec<AnnotationRow>,
    /// All of them for programs, as W3C Web Annotations (path); none where they are too many for a file.
    pub data: Option<String>,
    pub pager: Option<Pager>,
}

/// An annotation in the list of all.
#[derive(Debug, Clone, Serialize)]
pub struct AnnotationRow {
    /// `comment`, `context`, `correction`, `question`, `highlight` or `evidence`.
    pub kind: &'static str,
    /// *HTML*: its kind, its passage linked, the article, and all that it says.
    pub html: String,
}
