//! Views of the timeline.

use serde::Serialize;

use crate::render::view::{LinkView, Pager};

/// `timeline` in `timeline.html`: the timeline, a page of it, or that of an item.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// Whether events stand under the dates on which they were first published.
    pub is_known: bool,
    /// How many entries there are.
    pub total: usize,
    /// The years of what happened, was said and was published, in words; empty without dates.
    pub span: String,
    /// What the dates are of, as far as it occurs; empty for the order of first reports, which has events alone.
    pub roles: Vec<RoleView>,
    /// The two orders of the timeline; empty without events.
    pub views: Vec<LinkView>,
    /// *HTML* (SVG): all entries as a picture; empty where there is nothing to see.
    pub overview: String,
    /// The same in words.
    pub overview_text: String,
    /// *JSON* for the script of the filters: what can be chosen; safe within `<script>`. Empty for the
    /// timeline of an item.
    pub facets: String,
    /// The dated entries; empty on the first page of a divided timeline.
    pub years: Vec<YearView>,
    /// *HTML*: list items of what has no date that a year could be told from.
    pub undated: String,
    pub undated_count: usize,
    /// The pages of a divided timeline, on its first page.
    pub parts: Vec<PartView>,
    /// The neighbours of a page of a divided timeline, or of an item's.
    pub pager: Option<Pager>,
    /// The first page of the divided timeline that this is a page of (path).
    pub whole: Option<String>,
    /// The item whose timeline it is; none for that of the archive.
    pub of: Option<LinkView>,
    /// The timeline for programs, in several forms; empty where it is too long for a file.
    pub data: Vec<LinkView>,
}

/// What a date is of.
#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    /// `happened`, `said`, `published`, `updated` or `captured`.
    pub name: &'static str,
    pub title: String,
    pub count: usize,
    /// Whether such entries are shown until the reader chooses otherwise.
    pub shown: bool,
}

/// A page of a divided timeline.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// `2018`, `2018, part 2`, `Undated`.
    pub title: String,
    /// Where it is (path).
    pub path: String,
    pub count: usize,
}

/// A year of the timeline.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// `2018`; years before 1 as "44 BC".
    pub title: String,
    /// `y2018`; on the page of an item `_y2018`.
    pub id: String,
    pub count: usize,
    pub months: Vec<MonthView>,
}

/// A month of the timeline, or the entries of a year whose month is not known.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    /// `December 2018`; `2018, month not known` for entries without a month.
    pub title: String,
    /// `y2018-12`; `y2018-00` without a month.
    pub id: String,
    /// *HTML*: list items, each with its date, what the date is of, and links to its page and passages.
    pub entries: String,
}

/// The timeline of an entity or claim on its page.
#[derive(Debug, Clone, Serialize)]
pub struct ItemTimelineView {
    pub total: usize,
    /// *HTML* (SVG); empty where there is nothing to see.
    pub overview: String,
    /// The same in words.
    pub overview_text: String,
    /// What is listed here; empty where it is too much for the page, or articles alone.
    pub years: Vec<YearView>,
    /// *HTML*: list items of undated entries.
    pub undated: String,
    /// How many articles are drawn and not listed, since the page has a list of them.
    pub articles: usize,
    /// Where the entries are listed, if they are too many for this page (path).
    pub path: Option<String>,
    /// How many are listed, here or there.
    pub listed: usize,
}
