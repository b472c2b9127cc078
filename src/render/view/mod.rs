//! The template contract: every name that a template can use, and nothing else.
//!
//! A view is plain data for one page. It holds no id, no reference into the archive and no body
//! of another page: listings carry title, date and path. Every `path` is relative to the top of
//! the site (`people/jane/`); a template writes `{{ root }}{{ x.path }}`, so that one output works
//! under any address. All text is plain text, to be escaped by the template, save the fields whose
//! doc says *HTML*.
//!
//! Every template sees `site` ([`SiteView`]), `page` ([`PageView`]), `root` (the way from this page
//! to the top of the site, `../../`) and `home_path` (the home page's path: empty, or `index.html`
//! in a portable site); one more name depends on the page's kind and is given at each view below.

mod changes;
mod citation;
mod evidence;
mod timeline;

pub use changes::{ChangeRow, ChangesView};
pub use citation::{BibliographyView, CitationView, DownloadView, ReferenceRow};
pub use evidence::{AnnotationsView, FigureRow, GivenDate, PositionView, ReadyList, SpreadView};

pub use timeline::{ItemTimelineView, MonthView, PartView, RoleView, TimelineView, YearView};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

/// `site`: what all pages share; made once a build.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The archive's name.
    pub title: String,
    /// One or two sentences on what the archive is.
    pub description: String,
    /// The language of the interface and, unless they say otherwise, of the texts (BCP 47).
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Who edits the archive; empty where the configuration does not say.
    pub author: String,
    /// Where the site is published, with a closing slash; empty where it is not known.
    pub base_url: String,
    /// The sections that have anything in them, in reading order, then the pages that ask for it.
    pub nav: Vec<NavView>,
    /// How much there is of each kind: `site.counts.articles`, `.people`, …
    pub counts: BTreeMap<&'static str, usize>,
    /// From the earliest to the latest date of the articles and events, in words; empty without dates.
    pub span: String,
    /// The theme's style sheets, in order (paths).
    pub styles: Vec<String>,
    /// The theme's scripts, in order (paths).
    pub scripts: Vec<String>,
    /// What the theme's scripts say, in the site's language (path): a script to be loaded before them.
    pub script_phrases: &'static str,
    /// The search page (path); none where the site or its theme does without.
    pub search: Option<String>,
    /// What the search page loads besides the style sheets, and instead of the scripts (paths).
    pub search_styles: Vec<String>,
    pub search_scripts: Vec<String>,
    /// Style sheets for highlighted code (paths): wanted where `page.has_code`.
    pub code_styles: Vec<String>,
    /// The feed of the whole archive (path); none without a `base_url`.
    pub feed: Option<String>,
    /// The same as a JSON Feed (path).
    pub json_feed: Option<String>,
    /// The list of all that was added and changed (path); none where the archive tells of nothing.
    pub changes: Option<String>,
    /// In how many parts the previews of pages lie, `previews/00.js` and so on: see the built-in
    /// `base.html`.
    pub preview_shards: usize,
    /// `archive` and its version.
    pub generator: String,
    /// The theme's options: its defaults, changed by the site's configuration.
    pub theme: serde_json::Value,
    /// `extra` of the configuration, untouched.
    pub extra: serde_json::Value,
}

/// `search` in `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Whether the files of the index are scripts, so that the site opens from a disk.
    pub portable: bool,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavView {
    /// `articles`, `timeline`, `people`, …, or `page` for an ordinary page: compare `page.section`.
    pub section: String,
    /// What to call it.
    pub title: String,
    /// Where it is (path).
    pub path: String,
    /// How many entries it has; none for pages and the timeline.
    pub count: Option<usize>,
}

/// `page`: the page being made.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `article`, `articles`, `entity`, `entities`, `event`, `events`, `claim`, `claims`,
    /// `annotations`, `bibliography`, `changes`, `page`, `timeline`, `search`, `missing` (404) or `redirect`.
    pub kind: &'static str,
    /// The section that the page belongs to, as in `site.nav`; empty for none.
    pub section: &'static str,
    /// The page's own title, without the site's.
    pub title: String,
    /// A sentence for search engines and link previews; empty for none.
    pub description: String,
    /// Where the page is (path); empty for the home page.
    pub path: String,
    /// The page's full address; none without a `base_url`.
    pub address: Option<String>,
    /// The address that search engines are to keep: the page's own, or that of the original report where
    /// the configuration says `canonical: original`.
    pub canonical: Option<String>,
    /// The language of the page's main text.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The page's own feed (path), beside the site's.
    pub feed: Option<String>,
    /// The same as a JSON Feed (path).
    pub json_feed: Option<String>,
    /// Whether the page shows highlighted code.
    pub has_code: bool,
    /// The way back to the top: section and parents, not the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// *HTML*: what the page says of itself in `<meta>` elements (OpenGraph; of an article also Dublin Core
    /// and what reference managers read). Empty for what is no page of the archive.
    pub meta: String,
    /// *JSON-LD* (schema.org), safe within `<script>`: the page, and what it is about. Empty likewise.
    pub json_ld: String,
}

/// A link to another page.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// `article`, `person`, `organization`, `place`, `topic`, `source`, `event`, `claim`, `page`
    /// or `section`.
    pub kind: &'static str,
    /// What the target is called.
    pub title: String,
    /// Where it is (path).
    pub path: String,
}

/// A date as it is known, with its doubt.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// The date in EDTF (ISO 8601-2), as the editor gave it.
    pub edtf: String,
    /// The date in words: "about March 2022", "date unknown".
    pub text: String,
    /// For `<time datetime>`; none where HTML cannot express the date honestly.
    pub datetime: Option<String>,
    /// False for anything but a plain day, month or year: show the doubt.
    pub certain: bool,
}

/// One article in a listing; made once, and shared by all pages that list it.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleRow {
    pub title: String,
    pub path: String,
    /// When it was published.
    pub date: DateView,
    /// The outlet; none where the article names none.
    pub source: Option<LinkView>,
    /// The wires or outlets that the report was relayed through.
    pub via: Vec<LinkView>,
    pub authors: Vec<String>,
    /// Plain text; empty for none.
    pub summary: String,
    /// Its language, where it is not the site's; else empty.
    pub lang: String,
    /// Its direction, where it is not the site's; else empty.
    pub dir: &'static str,
}

/// One entity in a listing.
#[derive(Debug, Clone, Serialize)]
pub struct EntityRow {
    pub kind: &'static str,
    pub name: String,
    pub path: String,
    pub summary: String,
    /// How many articles mention or list it.
    pub articles: usize,
}

/// One event in a listing.
#[derive(Debug, Clone, Serialize)]
pub struct EventRow {
    pub title: String,
    pub path: String,
    /// When it happened.
    pub date: DateView,
    pub summary: String,
    /// How many articles tell of it.
    pub articles: usize,
}

/// One claim in a listing.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRow {
    pub title: String,
    pub path: String,
    /// The contested question; empty where the file gives none.
    pub question: String,
    pub summary: String,
    /// How many articles speak to it.
    pub articles: usize,
    /// How many statements there are on it, by whom, through which outlets, and when.
    pub spread: SpreadView,
}

/// A part of a list under one heading (a letter, a year).
#[derive(Debug, Clone, Serialize)]
pub struct Group<T> {
    /// The heading; empty where there is only one group.
    pub title: String,
    /// A fragment id, unique on the page.
    pub id: String,
    pub rows: Vec<T>,
}

/// Where a page of a long list stands among its pages; a list that fits one page has none.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// 1-based.
    pub number: usize,
    pub of: usize,
    /// Paths.
    pub previous: Option<String>,
    pub next: Option<String>,
    pub first: String,
    pub last: String,
}

/// `home` in `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// *HTML* of `content/pages/index.md`, where there is one; else empty.
    pub body: String,
    /// What became of that text, newest first.
    pub changes: Vec<ChangeRow>,
    /// *HTML* (SVG): the timeline as a picture; empty where there is nothing to see.
    pub overview: String,
    /// The same in words.
    pub overview_text: String,
    /// The articles published last, newest first, at most ten.
    pub latest: Vec<Arc<ArticleRow>>,
    /// The latest events, newest first, at most eight.
    pub events: Option<ReadyList>,
    /// Claims, at most eight.
    pub claims: Option<ReadyList>,
    /// For each kind of entity the ones that most articles mention, at most twelve each.
    pub entities: Vec<SectionView>,
}

/// A section with the first of its entities.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    pub title: String,
    pub path: String,
    pub count: usize,
    pub rows: Vec<EntityRow>,
}

/// `list` in `articles.html`: a page of the index of articles, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlesView {
    pub total: usize,
    /// By year of publication; undated ones last.
    pub groups: Vec<Group<Arc<ArticleRow>>>,
    pub pager: Option<Pager>,
}

/// `list` in `entities.html`: a page of the index of people, organizations, places, topics or sources.
#[derive(Debug, Clone, Serialize)]
pub struct EntitiesView {
    /// `person`, `organization`, `place`, `topic` or `source`.
    pub kind: &'static str,
    pub total: usize,
    /// By initial, in the order of the site's language.
    pub groups: Vec<Group<EntityRow>>,
    pub pager: Option<Pager>,
}

/// `list` in `events.html`.
#[derive(Debug, Clone, Serialize)]
pub struct EventsView {
    pub total: usize,
    /// By year, earliest first; undated ones last.
    pub groups: Vec<Group<EventRow>>,
    pub pager: Option<Pager>,
}

/// `list` in `claims.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimsView {
    pub total: usize,
    pub rows: Vec<ClaimRow>,
    pub pager: Option<Pager>,
}

/// The page's own text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BodyView {
    /// *HTML*; empty where the file has no text or the text is held back.
    pub html: String,
    /// The headings, in order.
    pub headings: Vec<HeadingView>,
}

/// A heading of a text, for a table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct HeadingView {
    /// 2 to 6: the page's title is the only heading of level 1.
    pub level: u8,
    pub id: String,
    pub title: String,
}

/// `article` in `article.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    pub title: String,
    pub path: String,
    pub date: DateView,
    pub updated: Option<DateView>,
    pub captured: Option<DateView>,
    pub source: Option<LinkView>,
    pub via: Vec<LinkView>,
    pub authors: Vec<String>,
    /// The original's address; empty for none. Schemes other than http and https never come here.
    pub url: String,
    /// A kept copy of the original; empty for none.
    pub archived_url: String,
    pub summary: String,
    /// What the text is: `full`, `excerpt` or `abstract`.
    pub text: &'static str,
    /// What is shown of it: `full`, `excerpt` or `citation` (nothing but the record).
    pub access: &'static str,
    /// Whether some or all of the text is kept back.
    pub held_back: bool,
    pub body: BodyView,
    pub people: Vec<LinkView>,
    pub organizations: Vec<LinkView>,
    pub places: Vec<LinkView>,
    pub topics: Vec<LinkView>,
    /// Entities named in the text that the front matter does not list.
    pub mentioned: Vec<LinkView>,
    /// The annotations whose passages were found, in the order of the passages: each leads back to its
    /// passage and has its words, what it says, what it is evidence of, and who made it; none of none.
    pub notes: Option<ReadyList>,
    /// Those whose passages were not found: they stand beside no words; none of none.
    pub lost: Option<ReadyList>,
    /// Its annotations for programs, as W3C Web Annotations (path); none without annotations.
    pub annotations: Option<String>,
    /// Events that name this article or that it attests, in order of their dates.
    pub events: Option<ReadyList>,
    /// Claims that name this article or that it has statements on.
    pub claims: Option<ReadyList>,
    pub rights: String,
    /// What its language is called in itself, or its tag.
    pub language: String,
    /// The article in other languages, this one's original among them.
    pub translations: Vec<TranslationView>,
    /// Its neighbours by date of publication.
    pub earlier: Option<Arc<ArticleRow>>,
    pub later: Option<Arc<ArticleRow>>,
    /// Articles about the same entities, the nearest first, at most six.
    pub related: Vec<RelatedView>,
    /// What became of it since the archive has it, newest first.
    pub changes: Vec<ChangeRow>,
    /// The entity, place in the archive and so on that the editor added: `extra`, untouched.
    pub extra: serde_json::Value,
}

/// An article in another language.
#[derive(Debug, Clone, Serialize)]
pub struct TranslationView {
    pub lang: String,
    /// What the language is called in itself, or its tag.
    pub language: String,
    pub dir: &'static str,
    pub title: String,
    pub path: String,
    /// Whether this is the text that the others were translated from.
    pub original: bool,
}

/// A related article and what ties it to this one.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    pub article: Arc<ArticleRow>,
    /// The rarest entities that both name, at most four.
    pub shared: Vec<LinkView>,
}

/// `entity` in `entity.html`.
#[derive(Debug, Clone, Serialize)]
pub struct EntityView {
    /// `person`, `organization`, `place`, `topic` or `source`.
    pub kind: &'static str,
    pub name: String,
    pub path: String,
    /// Other names and spellings.
    pub names: Vec<NameView>,
    pub summary: String,
    /// A person's role, a source's or organization's type; empty for none.
    pub role: String,
    /// The entity's own address in the web; empty for none.
    pub url: String,
    /// The place that this place lies in.
    pub within: Option<LinkView>,
    /// Places that lie in this one.
    pub contains: Vec<LinkView>,
    /// Latitude and longitude in degrees (WGS 84).
    pub coordinates: Option<[f64; 2]>,
    pub body: BodyView,
    /// How many articles mention or list it, over all pages of the list.
    pub total: usize,
    /// The articles that mention or list it, newest first.
    pub mentions: Vec<MentionView>,
    pub pager: Option<Pager>,
    /// How its name is spelled in the texts, by source; empty on all but the first page.
    pub spellings: Vec<SpellingView>,
    /// For a source: how many articles it published or relayed.
    pub published: usize,
    /// Events that name it, in order of their dates; only on the first page.
    pub events: Option<ReadyList>,
    /// Claims that name it; only on the first page.
    pub claims: Option<ReadyList>,
    /// Statements that it made, relayed or published, in the order in which they were said, each with its
    /// claim, its position and the way that it came; only on the first page, and no more than fit one page.
    pub statements: Option<ReadyList>,
    /// How many there are.
    pub statements_total: usize,
    /// All that concerns it in order, articles among it; none where there is nothing but articles that
    /// fill no picture; only on the first page.
    pub timeline: Option<ItemTimelineView>,
    /// Other pages that link here (entities, events, claims, pages); only on the first page.
    pub linked_from: Vec<LinkView>,
    /// What became of it since the archive has it, newest first; only on the first page.
    pub changes: Vec<ChangeRow>,
    pub extra: serde_json::Value,
}

/// Another name of an entity.
#[derive(Debug, Clone, Serialize)]
pub struct NameView {
    pub name: String,
    /// BCP 47; empty where not given.
    pub lang: String,
    /// `ltr` or `rtl` where the language or script tells; else empty.
    pub dir: &'static str,
    /// "as spelled by VOA"; empty for none.
    pub note: String,
}

/// One article on an entity's page.
#[derive(Debug, Clone, Serialize)]
pub struct MentionView {
    pub article: Arc<ArticleRow>,
    /// How often the text names the entity; 0 where only the front matter does.
    pub count: usize,
    /// The sentence of the first mention; none where only the front matter names the entity.
    pub context: Option<ContextView>,
}

/// A mention in its sentence (keyword in context).
#[derive(Debug, Clone, Serialize)]
pub struct ContextView {
    pub before: String,
    /// The name as spelled there.
    pub spelling: String,
    pub after: String,
    /// The article's page with the fragment of the paragraph (path).
    pub path: String,
}

/// A spelling of an entity's name and who uses it.
#[derive(Debug, Clone, Serialize)]
pub struct SpellingView {
    pub spelling: String,
    /// In how many articles.
    pub articles: usize,
    pub sources: Vec<SpellingSource>,
}

/// How many articles of one source use a spelling.
#[derive(Debug, Clone, Serialize)]
pub struct SpellingSource {
    /// None for articles without a source.
    pub source: Option<LinkView>,
    pub articles: usize,
}

/// `event` in `event.html`.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    pub title: String,
    pub path: String,
    pub date: DateView,
    /// Why this date; empty for none.
    pub date_note: String,
    pub summary: String,
    pub body: BodyView,
    pub people: Vec<LinkView>,
    pub organizations: Vec<LinkView>,
    pub places: Vec<LinkView>,
    pub topics: Vec<LinkView>,
    /// The passages that attest it, in order of publication, each in its sentence, with the article and the
    /// date that it gives; none of none.
    pub attestations: Option<ReadyList>,
    /// The dates that passages give for it, where they are not all one.
    pub dates: Vec<GivenDate>,
    /// The articles that tell of it without a passage that attests it, in order of publication.
    pub articles: Vec<Arc<ArticleRow>>,
    pub claims: Option<ReadyList>,
    pub linked_from: Vec<LinkView>,
    /// Its neighbours in time.
    pub earlier: Option<EventRow>,
    pub later: Option<EventRow>,
    /// What became of it since the archive has it, newest first.
    pub changes: Vec<ChangeRow>,
    pub extra: serde_json::Value,
}

/// `claim` in `claim.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView {
    pub title: String,
    pub path: String,
    pub question: String,
    pub summary: String,
    pub body: BodyView,
    pub people: Vec<LinkView>,
    pub organizations: Vec<LinkView>,
    pub places: Vec<LinkView>,
    pub topics: Vec<LinkView>,
    /// The statements on it by position, so that positions can stand side by side.
    pub positions: Vec<PositionView>,
    pub spread: SpreadView,
    /// The figures given, in the order in which they were said; each refers to its statement by number.
    pub figures: Vec<FigureRow>,
    /// *HTML* (SVG): the figures over time; empty where there is nothing to draw.
    pub chart: String,
    /// The same in words.
    pub chart_text: String,
    /// The articles that speak to it without a statement on it, in order of publication.
    pub articles: Vec<Arc<ArticleRow>>,
    pub events: Option<ReadyList>,
    /// The statements on it, and the events and articles that speak to it, in order.
    pub timeline: Option<ItemTimelineView>,
    pub linked_from: Vec<LinkView>,
    /// What became of it since the archive has it, newest first.
    pub changes: Vec<ChangeRow>,
    pub extra: serde_json::Value,
}

/// `text` in `page.html`: an ordinary page.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    pub title: String,
    pub path: String,
    pub summary: String,
    pub body: BodyView,
    pub linked_from: Vec<LinkView>,
    /// What became of it since the archive has it, newest first.
    pub changes: Vec<ChangeRow>,
    pub extra: serde_json::Value,
}

/// `redirect` in `redirect.html`: an address that a page had before.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    pub title: String,
    /// Where the page is now (path).
    pub path: String,
}

/// `feed` in `atom.xml` (RFC 4287).
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    pub title: String,
    /// The feed's own full address, which is also its id.
    pub url: String,
    /// The full address of the page that the feed follows.
    pub page_url: String,
    /// RFC 3339; the newest entry's.
    pub updated: String,
    pub entries: Vec<FeedEntry>,
}

/// One entry of a feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntry {
    pub title: String,
    /// What it is known by for ever: the full address of its own place in the archive.
    pub id: String,
    /// The full address of where it is to be read now.
    pub url: String,
    /// RFC 3339, from the earliest day that its date allows.
    pub updated: String,
    /// When the original was published, a statement made, a note or a change, where that is a certain day
    /// (RFC 3339).
    pub published: Option<String>,
    pub authors: Vec<String>,
    pub summary: String,
    pub lang: String,
    /// Names of people, organizations, places and topics.
    pub categories: Vec<String>,
}

/// `sitemap` in `sitemap.xml` (sitemaps.org 0.9): full addresses.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapView {
    pub urls: Vec<String>,
}
