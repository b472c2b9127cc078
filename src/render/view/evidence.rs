//! Views of annotations, statements and attestations.

use std::sync::Arc;

use serde::Serialize;

use crate::render::view::{ArticleRow, ContextView, DateView, LinkView, Pager};

/// One annotation.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// Its number on the article's page, from 1.
    pub number: usize,
    /// Its fragment, `a-…`.
    pub id: String,
    /// The fragment of the reference to it behind its passage, `r-…`.
    pub passage: String,
    /// The article's page with the fragment (path): the permanent link.
    pub path: String,
    /// What became of its passage: `exact`, `moved`, `fuzzy` (its words have changed), `ambiguous` or
    /// `orphan` (it was not found).
    pub state: &'static str,
    /// The words that it was made on.
    pub quote: String,
    /// `comment`, `context`, `correction`, `question`, `highlight` or `evidence`.
    pub kind: &'static str,
    /// *HTML* of what it says; empty where it is a highlight, or evidence alone.
    pub html: String,
    pub by: String,
    /// When it was made.
    pub date: Option<DateView>,
    pub tags: Vec<String>,
    /// Events that the passage attests.
    pub events: Vec<LinkView>,
    /// The date that the passage gives for them.
    pub event_date: Option<DateView>,
    /// Whom or what the passage names.
    pub entity: Option<LinkView>,
    pub statement: Option<StatementView>,
}

/// A statement on a claim.
#[derive(Debug, Clone, Serialize)]
pub struct StatementView {
    pub claim: LinkView,
    /// `asserts`, `reports`, `denies`, `disputes`, `cannot-verify`, `retracts`, or one of the site's own.
    pub position: String,
    /// Who takes it; none where nobody is named.
    pub speaker: Option<LinkView>,
    pub role: String,
    /// When it was said; none where that is not known.
    pub said: Option<DateView>,
    /// The wires or outlets that it came through, from the speaker to the article's outlet.
    pub chain: Vec<LinkView>,
    /// Whether the article's outlet is not known.
    pub unnamed: bool,
    pub figure: Option<FigureView>,
}

/// A figure that a speaker gives.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// In words: "more than 1,000,000 people".
    pub text: String,
    /// What is counted; empty where not said.
    pub counts: String,
    pub as_of: Option<DateView>,
}

/// A statement in a list: on a claim's page, or on a speaker's or outlet's.
#[derive(Debug, Clone, Serialize)]
pub struct StatementRow {
    /// Its place in the order in which the statements of the list were said, from 1.
    pub number: usize,
    pub statement: StatementView,
    /// The passage in its sentence; its path is the annotation's permanent link.
    pub context: ContextView,
    /// False where the article's text no longer has the passage.
    pub found: bool,
    pub article: Arc<ArticleRow>,
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
    /// The passage in its sentence; its path is the annotation's permanent link.
    pub context: ContextView,
    /// False where the article's text no longer has the passage.
    pub found: bool,
    pub article: Arc<ArticleRow>,
    /// The date that it gives for the event; none where it gives none.
    pub date: Option<DateView>,
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
    pub note: NoteView,
    pub article: Arc<ArticleRow>,
}
