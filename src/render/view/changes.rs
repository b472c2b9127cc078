//! Views of what was added to the archive and changed in it.

use serde::Serialize;

use crate::render::view::{DateView, Group, LinkView, Pager};

/// `list` in `changes.html`: a page of all that was added and changed, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    pub total: usize,
    /// By month; undated ones last.
    pub groups: Vec<Group<ChangeRow>>,
    pub pager: Option<Pager>,
}

/// One change.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// `added`, `corrected`, `re-dated`, `extended`, `revised`, `withdrawn` or `restored`; `correction` for
    /// one that is noted beside a passage.
    pub kind: &'static str,
    /// The same in words: `Re-dated`.
    pub what: String,
    /// The fragment of its permanent link, on the page of what was changed and, for a change of the archive
    /// as a whole, in the list of all; empty for what has none here.
    pub id: String,
    pub date: DateView,
    /// Plain text; empty for none.
    pub note: String,
    /// What was changed; none for the archive as a whole, and on the item's own page.
    pub about: Option<LinkView>,
    /// Where a correction is noted, with its fragment (path).
    pub passage: Option<String>,
}
