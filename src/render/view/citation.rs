//! Views of citations and of the bibliography.

use serde::Serialize;

use crate::render::view::{DateView, LinkView, Pager};

/// `citation` in `article.html`: how to cite the original report.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// *HTML*, in the site's style.
    pub html: String,
    /// The same without markup, to copy.
    pub text: String,
    /// *HTML*: the archive's own page as a thing to cite, in the same style; none where the page has no whole
    /// address.
    pub record: Option<String>,
    /// What the style calls itself.
    pub style: String,
    /// The record for reference managers.
    pub files: Vec<DownloadView>,
}

/// `list` in `bibliography.html`: a page of the bibliography.
#[derive(Debug, Clone, Serialize)]
pub struct BibliographyView {
    pub total: usize,
    /// Its order: `By author`.
    pub order: String,
    /// All orders.
    pub orders: Vec<LinkView>,
    pub rows: Vec<ReferenceRow>,
    /// All records for reference managers; empty where they are too many for a file.
    pub files: Vec<LinkView>,
    pub pager: Option<Pager>,
}

/// A report in the bibliography.
#[derive(Debug, Clone, Serialize)]
pub struct ReferenceRow {
    pub slug: String,
    /// Where its article is (path).
    pub path: String,
    pub title: String,
    pub authors: Vec<String>,
    pub date: DateView,
    pub source: Option<LinkView>,
    pub via: Vec<LinkView>,
    /// The original's address; empty for none.
    pub url: String,
    pub captured: Option<DateView>,
    /// *HTML*: the citation in the site's style.
    pub html: String,
}

/// A small file that a page carries with it.
#[derive(Debug, Clone, Serialize)]
pub struct DownloadView {
    /// `BibTeX`, `RIS` or `CSL-JSON`.
    pub title: String,
    /// What to call the file.
    pub name: String,
    /// Its content as a `data:` address (RFC 2397).
    pub href: String,
}
