//! Makes views of the resolved archive: one method a kind of page.

mod cards;
mod changes;
mod citations;
mod entries;
mod excerpt;
mod feeds;
mod items;
mod lists;
mod machines;
mod metadata;
mod notes;
mod previews;
mod rows;
mod site;
mod timeline;
mod timeline_data;
mod web_annotations;

pub use site::site;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, Value};

use crate::config::{Canonical, Config};
use crate::diag::Problem;
use crate::export::citation::Cited;
use crate::model::archive::{Facts, Item, ItemId};
use crate::model::kind::Kind;
use crate::phrases::Phrases;
use crate::plan::timeline::Order;
use crate::plan::{Make, Output, Plan, bibliography, routes};
use crate::render::View;
use crate::render::html::Shelf;
use crate::render::html::pieces::Links;
use crate::render::templates::Templates;
use crate::render::view::{ArticleRow, LinkView, PageView, SearchView, SiteView, SpreadView};
use crate::text::address::encode_path;
use crate::text::language;

/// Rows of articles, made when the first page lists them; counts as the items do.
pub type Rows = Vec<OnceLock<Arc<ArticleRow>>>;

/// How widely the statements on each claim are spread, counted when the first page asks; counts as the
/// items do.
pub type Spreads = Vec<OnceLock<SpreadView>>;

/// What stands around the passages of each article within their sentences, found when the first page asks;
/// counts as the items do, and within them as their annotations.
pub type Contexts = Vec<OnceLock<Vec<(String, String)>>>;

/// How each article's report is cited, made when the first page asks: its own, and those of the bibliography
/// in three orders; counts as the items do.
pub type Citations = Vec<OnceLock<Cited>>;

/// Rows of events and claims as their components make them, for the pages of items, made when the first of
/// these lists them; counts as the items do.
pub type ReadyRows = Vec<OnceLock<Result<String, Box<Problem>>>>;

/// What views are made from, for one page.
pub struct Views<'a> {
    pub config: &'a Config,
    pub plan: &'a Plan,
    pub phrases: &'a Phrases,
    pub shelf: Shelf<'a>,
    pub site: &'a SiteView,
    pub links: &'a Links,
    pub rows: &'a Rows,
    pub ready: &'a ReadyRows,
    pub templates: &'a Templates,
    /// The site, as templates see it.
    pub site_value: &'a Value,
    pub spreads: &'a Spreads,
    pub contexts: &'a Contexts,
    pub cited: &'a Citations,
    pub bibliographies: &'a OnceLock<[Vec<ItemId>; 3]>,
    /// The items that each part of the previews tells of.
    pub previewed: &'a OnceLock<Vec<Vec<ItemId>>>,
    /// The way from the page to the top of the site.
    pub root: &'a str,
    /// Why the page cannot be made: an error in a component.
    pub failed: OnceCell<Box<Problem>>,
}

impl Views<'_> {
    /// What every template sees, but for the page and its view.
    pub fn context(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site_value.clone());
        context.insert("root", self.root);
        context.insert("home_path", if self.config.portable { "index.html" } else { "" });
        context
    }

    /// The page and the view of an output; none for files that are copied.
    pub fn of(&self, output: &Output) -> Option<(PageView, View)> {
        let (mut page, view) = self.made(output)?;
        self.describe(&output.make, &mut page);
        Some((page, view))
    }

    fn made(&self, output: &Output) -> Option<(PageView, View)> {
        Some(match &output.make {
            Make::Home => (self.page("home", "", &self.site.title, ""), View::Home(self.home())),
            Make::Item(id, number) => self.item(*id, *number),
            Make::Index(kind, number) => self.index(*kind, *number),
            Make::Timeline(order) => {
                (self.timeline_page(*order, None), View::Timeline(Box::new(self.timeline(*order))))
            }
            Make::TimelinePart(order, number) => (
                self.timeline_page(*order, Some(*number)),
                View::Timeline(Box::new(self.timeline_part(*order, *number))),
            ),
            Make::ItemTimeline(id, number) => (
                self.page_of_item_timeline(*id, *number),
                View::Timeline(Box::new(self.item_timeline_page(*id, *number))),
            ),
            Make::TimelinePages(order) => {
                (self.page("data", "", "", ""), View::Bytes(self.timeline_pages(*order)))
            }
            Make::TimelineData(format) => {
                (self.page("data", "", "", ""), View::Bytes(self.timeline_data(*format)))
            }
            Make::Bibliography(order, number) => (
                self.bibliography_page(*order, *number),
                View::Bibliography(self.bibliography(*order, *number)),
            ),
            Make::BibliographyFile(format) => {
                (self.page("data", "", "", ""), View::Bytes(self.bibliography_file(*format)))
            }
            Make::Annotations(number) => {
                (self.annotations_page(*number), View::Annotations(self.annotations(*number)))
            }
            Make::ChangesTable => (self.page("data", "", "", ""), View::Bytes(self.changes_table())),
            Make::Changes(number) => (self.changes_page(*number), View::Changes(self.changes(*number))),
            Make::WebAnnotations(article) => {
                (self.page("data", "", "", ""), View::Bytes(self.web_annotations(*article)))
            }
            Make::AllWebAnnotations => {
                (self.page("data", "", "", ""), View::Bytes(self.all_web_annotations()))
            }
            Make::Search => {
                let view = SearchView { portable: self.config.portable };
                let title = self.phrases.say("search.title");
                (self.page("search", "search", title, routes::SEARCH), View::Search(view))
            }
            Make::Missing => {
                (self.page("missing", "", self.phrases.say("missing.title"), "404.html"), View::Missing)
            }
            Make::Redirect(id) => self.redirect(*id),
            Make::Feed(followed) => (self.page("feed", "", "", ""), View::Feed(self.atom_feed(*followed))),
            Make::JsonFeed(followed) => {
                (self.page("data", "", "", ""), View::Bytes(self.json_feed(*followed)))
            }
            Make::Previews(shard) => (self.page("data", "", "", ""), View::Bytes(self.previews(*shard))),
            Make::Phrases => (self.page("data", "", "", ""), View::Bytes(self.script_phrases())),
            Make::Sitemap => (self.page("sitemap", "", "", ""), View::Sitemap(self.sitemap())),
            Make::Robots => (self.page("robots", "", "", ""), View::Robots),
            Make::Empty => (self.page("empty", "", "", ""), View::Bytes(Vec::new())),
            Make::CodeStyle { dark } => (
                self.page("style", "", "", ""),
                View::Bytes(crate::render::code::style_sheet(*dark).into_bytes()),
            ),
            Make::Asset(_) | Make::Scaled(..) | Make::Fixed(_) | Make::Card(_) | Make::SearchFile(_) => {
                return None;
            }
        })
    }

    /// A page of the site itself, in its language.
    fn page(&self, kind: &'static str, section: &'static str, title: &str, folder: &str) -> PageView {
        let path = if folder == "404.html" { folder.to_owned() } else { self.path(folder) };
        PageView {
            kind,
            section,
            title: title.to_owned(),
            description: if kind == "home" { self.config.description.clone() } else { String::new() },
            address: self.canonical(&path),
            canonical: self.canonical(&path),
            path,
            lang: self.config.lang.clone(),
            dir: self.config.dir,
            feed: None,
            json_feed: None,
            has_code: false,
            breadcrumbs: Vec::new(),
            meta: String::new(),
            json_ld: String::new(),
        }
    }

    /// The page of an item, in its own language.
    fn item_page(&self, id: ItemId, kind: &'static str, number: usize) -> PageView {
        let item = self.shelf.archive.item(id);
        let section = if item.kind == Kind::Page { "page" } else { item.kind.folder() };
        let folder = routes::page_folder(&routes::item_folder(item), number);
        let mut page = self.page(kind, section, &item.title, &folder);
        page.description = item.summary.clone();
        page.canonical = self.original_of(id).map_or(page.canonical, |url| Some(url.to_owned()));
        page.lang = item.lang.clone().unwrap_or_else(|| self.config.lang.clone());
        page.dir = self.dir_of(item);
        page.has_code = !item.body.languages.is_empty();
        if item.kind != Kind::Page {
            page.breadcrumbs = vec![self.section_link(item.kind)];
        }
        if item.kind.is_entity() || item.kind == Kind::Claim {
            self.with_feeds(page, &routes::item_folder(item))
        } else {
            page
        }
    }

    fn bibliography_page(&self, order: bibliography::Order, number: usize) -> PageView {
        let folder = routes::page_folder(order.folder(), number);
        self.page("bibliography", "bibliography", self.phrases.say("sections.bibliography"), &folder)
    }

    fn annotations_page(&self, number: usize) -> PageView {
        let folder = routes::page_folder(routes::ANNOTATIONS, number);
        let page = self.page("annotations", "annotations", self.phrases.say("sections.annotations"), &folder);
        self.with_feeds(page, routes::ANNOTATIONS)
    }

    fn changes_page(&self, number: usize) -> PageView {
        let folder = routes::page_folder(routes::CHANGES, number);
        let page = self.page("changes", "changes", self.phrases.say("changes.title"), &folder);
        self.with_feeds(page, routes::CHANGES)
    }

    /// The page with the addresses of the feeds in a folder; without a base address there are none.
    fn with_feeds(&self, mut page: PageView, folder: &str) -> PageView {
        if !self.config.base_url.is_empty() {
            let feed = |name: &str| Some(encode_path(&format!("{folder}{name}")));
            (page.feed, page.json_feed) = (feed(routes::ATOM_FEED), feed(routes::JSON_FEED));
        }
        page
    }

    fn timeline_page(&self, order: Order, part: Option<usize>) -> PageView {
        let title = match order {
            Order::ByDate => self.phrases.say("sections.timeline"),
            Order::Known => self.phrases.say("timeline.known"),
        };
        let Some(part) = part.map(|number| &self.plan.division(order).parts[number]) else {
            return self.page("timeline", "timeline", title, order.folder());
        };
        let year = self.part_title(part);
        let title_of_part = self.phrases.fill("timeline.of_year", &[("timeline", title), ("year", &year)]);
        let mut page = self.page("timeline", "timeline", &title_of_part, &part.folder);
        let path = self.path(order.folder());
        page.breadcrumbs = vec![LinkView { kind: "section", title: title.to_owned(), path }];
        page
    }

    fn page_of_item_timeline(&self, id: ItemId, number: usize) -> PageView {
        let item = self.shelf.archive.item(id);
        let folder = routes::page_folder(&routes::item_timeline(item), number);
        let title = self.phrases.fill("timeline.of_item", &[("item", &item.title)]);
        let title = if number > 1 { self.numbered_page(&title, number) } else { title };
        let mut page = self.page("timeline", item.kind.folder(), &title, &folder);
        page.breadcrumbs = vec![self.section_link(item.kind), self.link(id)];
        page
    }

    /// A title with the number of the page.
    fn numbered_page(&self, title: &str, number: usize) -> String {
        let number = self.phrases.whole(number);
        self.phrases.fill("pager.title", &[("title", title), ("number", &number)])
    }

    fn dir_of(&self, item: &Item) -> &'static str {
        item.dir.unwrap_or_else(|| item.lang.as_deref().map_or(self.config.dir, language::direction))
    }

    fn section_link(&self, kind: Kind) -> LinkView {
        LinkView {
            kind: "section",
            title: self.phrases.section(kind.folder()).to_owned(),
            path: self.path(&routes::section(kind)),
        }
    }

    /// The path of the page in a folder.
    fn path(&self, folder: &str) -> String {
        if folder.is_empty() && !self.config.portable { String::new() } else { self.plan.routes.path(folder) }
    }

    /// The full address of a path; it names no `index.html`, which is the form that search engines
    /// and feeds keep.
    fn canonical(&self, path: &str) -> Option<String> {
        if self.config.base_url.is_empty() {
            return None;
        }
        let path = path.strip_suffix("index.html").unwrap_or(path);
        Some(format!("{}{path}", self.config.base_url))
    }

    /// The address of the original report, where search engines are to keep that and not the page here.
    fn original_of(&self, id: ItemId) -> Option<&str> {
        match &self.shelf.archive.item(id).details {
            Facts::Article(facts) if self.config.canonical == Canonical::Original => facts.url.as_deref(),
            _ => None,
        }
    }

    fn item(&self, id: ItemId, number: usize) -> (PageView, View) {
        match &self.shelf.archive.item(id).details {
            Facts::Article(facts) => {
                (self.item_page(id, "article", 1), View::Article(Box::new(self.article(id, facts))))
            }
            Facts::Entity(facts) => {
                (self.item_page(id, "entity", number), View::Entity(Box::new(self.entity(id, facts, number))))
            }
            Facts::Event(facts) => {
                (self.item_page(id, "event", 1), View::Event(Box::new(self.event(id, facts))))
            }
            Facts::Claim(facts) => {
                (self.item_page(id, "claim", 1), View::Claim(Box::new(self.claim(id, facts))))
            }
            Facts::Page { .. } => (self.item_page(id, "page", 1), View::Text(self.text(id))),
        }
    }

    fn index(&self, kind: Kind, number: usize) -> (PageView, View) {
        let folder = routes::page_folder(&routes::section(kind), number);
        let page = |name| self.page(name, kind.folder(), self.phrases.section(kind.folder()), &folder);
        match kind {
            Kind::Article => (page("articles"), View::Articles(self.articles(number))),
            Kind::Event => (page("events"), View::Events(self.events(number))),
            Kind::Claim => (page("claims"), View::Claims(self.claims(number))),
            _ => (page("entities"), View::Entities(self.entities(kind, number))),
        }
    }
}

impl Views<'_> {
    /// The script with what the theme's scripts say, in the site's language.
    fn script_phrases(&self) -> Vec<u8> {
        let value = |forms: BTreeMap<&'static str, String>| match forms.len() {
            1 => forms.into_values().next().map_or(serde_json::Value::Null, serde_json::Value::from),
            _ => serde_json::json!(forms),
        };
        let mut phrases: BTreeMap<&str, serde_json::Value> =
            self.phrases.below("script.").into_iter().map(|(key, forms)| (key, value(forms))).collect();
        // Scripts list names as pages do.
        phrases.insert("comma", self.phrases.pattern("list.comma").source().into());
        let told = script(&(self.phrases.lang(), phrases));
        include_str!("phrases.js").replace("PHRASES", &told).into_bytes()
    }
}

/// JSON that can stand within a `<script>`.
fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("plain data can always be written");
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
