//! One page's view → its bytes: pure, and the same on any thread.
//!
//! [`Shared`] is what all pages have in common, made once a build; [`Renderer::prepare`] makes the
//! view of one output and its fingerprint, [`Renderer::render_to`] its bytes. Whoever remembers a
//! fingerprint can do without the second.

mod chart;
mod code;
mod functions;
mod html;
mod metadata;
mod overview;
mod sanitize;
pub mod templates;
pub mod view;
mod views;

use std::cell::{Cell, OnceCell};
use std::sync::OnceLock;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::card::Card;
use crate::config::{Config, STANDARD_STYLE};
use crate::diag::Problem;
use crate::export::citation;
use crate::model::archive::{Archive, ItemId};
use crate::phrases::Phrases;
use crate::plan::{Make, Output, Plan, routes};
use crate::render::code::Highlighter;
use crate::render::html::Shelf;
use crate::render::html::pieces::Links;
use crate::render::sanitize::Sanitizer;
use crate::render::templates::Templates;
use crate::render::view::{
    AnnotationsView, ArticleView, ArticlesView, BibliographyView, ChangesView, ClaimView, ClaimsView,
    EntitiesView, EntityView, EventView, EventsView, FeedView, HomeView, PageView, RedirectView, SearchView,
    SiteView, SitemapView, TextView, TimelineView,
};
use crate::render::views::{Citations, Contexts, ReadyRows, Rows, Spreads, Views};
use crate::text::hash::Hash;
use crate::theme::Theme;

thread_local! {
    /// Where views are encoded to be hashed: room for one is kept from page to page.
    static ENCODED: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// What all pages have in common.
pub struct Shared {
    site: SiteView,
    value: Value,
    /// Of the templates and `site`: part of every page's fingerprint.
    fingerprint: Hash,
    /// Each article's place in the order of publication, each event's in time; counts as the items do.
    ranks: Vec<u32>,
    links: Links,
    rows: Rows,
    ready: ReadyRows,
    spreads: Spreads,
    contexts: Contexts,
    cited: Citations,
    /// All articles in the orders of the bibliography.
    bibliographies: OnceLock<[Vec<ItemId>; 3]>,
    /// The items that each part of the previews tells of.
    previewed: OnceLock<Vec<Vec<ItemId>>>,
    highlighter: Highlighter,
    sanitizer: Sanitizer,
    style: Style,
    /// Read when the first report is cited.
    read_style: OnceLock<citation::Style>,
}

/// The style in which reports are cited, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {
    Named(String),
    /// A style of the site (CSL).
    Own(String),
}

impl Style {
    fn read(&self, lang: &str) -> citation::Style {
        let read = match self {
            Style::Named(name) => citation::Style::named(name, lang),
            Style::Own(xml) => citation::Style::from_csl(xml, lang).ok(),
        };
        read.or_else(|| citation::Style::named(STANDARD_STYLE, lang)).expect("the standard style is bundled")
    }
}

/// What a build brings with it beside the archive.
pub struct Common<'a> {
    pub config: &'a Config,
    pub theme: &'a Theme,
    pub templates: &'a Templates,
    pub phrases: &'a Phrases,
    pub style: &'a Style,
}

impl Shared {
    /// Makes what all pages share.
    pub fn new(archive: &Archive, plan: &Plan, common: &Common<'_>) -> Shared {
        let site = views::site(archive, plan, common);
        let mut encoded = [common.templates.fingerprint.0, common.phrases.fingerprint.0].concat();
        encode(&site, &mut encoded);
        encoded.extend(format!("{:?} {}", common.style, common.config.lang).as_bytes());
        Shared {
            value: Value::from_serializable(&site),
            site,
            fingerprint: Hash::of(&encoded),
            ranks: ranks(archive),
            links: Links::new(archive, &plan.routes),
            rows: archive.items.iter().map(|_| OnceLock::new()).collect(),
            ready: archive.items.iter().map(|_| OnceLock::new()).collect(),
            spreads: archive.items.iter().map(|_| OnceLock::new()).collect(),
            contexts: archive.items.iter().map(|_| OnceLock::new()).collect(),
            cited: archive.items.iter().map(|_| OnceLock::new()).collect(),
            bibliographies: OnceLock::new(),
            previewed: OnceLock::new(),
            highlighter: Highlighter::default(),
            sanitizer: Sanitizer::default(),
            style: common.style.clone(),
            read_style: OnceLock::new(),
        }
    }
}

/// Makes pages of one archive.
pub struct Renderer<'a> {
    pub archive: &'a Archive,
    pub plan: &'a Plan,
    pub config: &'a Config,
    pub templates: &'a Templates,
    pub phrases: &'a Phrases,
    pub shared: &'a Shared,
}

/// An output about to be made.
pub struct Prepared {
    make: Make,
    page: PageView,
    root: String,
    view: View,
    /// Why its bytes cannot be made.
    failed: Option<Box<Problem>>,
    /// Of everything that the bytes depend on.
    pub fingerprint: Hash,
}

/// The view of one output.
#[derive(Serialize)]
pub enum View {
    Home(HomeView),
    Article(Box<ArticleView>),
    Articles(ArticlesView),
    Entity(Box<EntityView>),
    Entities(EntitiesView),
    Event(Box<EventView>),
    Events(EventsView),
    Claim(Box<ClaimView>),
    Claims(ClaimsView),
    Annotations(AnnotationsView),
    Changes(ChangesView),
    Bibliography(BibliographyView),
    Text(TextView),
    Timeline(Box<TimelineView>),
    Search(SearchView),
    Missing,
    Redirect(RedirectView),
    Feed(FeedView),
    Sitemap(SitemapView),
    Robots,
    /// An output that no template makes.
    #[serde(serialize_with = "as_bytes")]
    Bytes(Vec<u8>),
}

impl View {
    /// The template, and the name and value of the view in it.
    fn parts(&self) -> Option<(&'static str, &'static str, Value)> {
        let value = Value::from_serializable::<()>;
        Some(match self {
            View::Home(view) => ("home.html", "home", Value::from_serializable(view)),
            View::Article(view) => ("article.html", "article", Value::from_serializable(view)),
            View::Articles(view) => ("articles.html", "list", Value::from_serializable(view)),
            View::Entity(view) => ("entity.html", "entity", Value::from_serializable(view)),
            View::Entities(view) => ("entities.html", "list", Value::from_serializable(view)),
            View::Event(view) => ("event.html", "event", Value::from_serializable(view)),
            View::Events(view) => ("events.html", "list", Value::from_serializable(view)),
            View::Claim(view) => ("claim.html", "claim", Value::from_serializable(view)),
            View::Claims(view) => ("claims.html", "list", Value::from_serializable(view)),
            View::Annotations(view) => ("annotations.html", "list", Value::from_serializable(view)),
            View::Changes(view) => ("changes.html", "list", Value::from_serializable(view)),
            View::Bibliography(view) => ("bibliography.html", "list", Value::from_serializable(view)),
            View::Text(view) => ("page.html", "text", Value::from_serializable(view)),
            View::Timeline(view) => ("timeline.html", "timeline", Value::from_serializable(view)),
            View::Search(view) => ("search.html", "search", Value::from_serializable(view)),
            View::Missing => ("404.html", "missing", value(&())),
            View::Redirect(view) => ("redirect.html", "redirect", Value::from_serializable(view)),
            View::Feed(view) => ("atom.xml", "feed", Value::from_serializable(view)),
            View::Sitemap(view) => ("sitemap.xml", "sitemap", Value::from_serializable(view)),
            View::Robots => ("robots.txt", "robots", value(&())),
            View::Bytes(_) => return None,
        })
    }
}

impl Renderer<'_> {
    /// Makes the view of an output; none for files that are copied and cards.
    pub fn prepare(&self, output: &Output) -> Option<Prepared> {
        let root = match output.make {
            // A missing page is answered at any depth: only an absolute way leads to the top.
            Make::Missing if !self.config.portable => self.config.base_path(),
            _ => routes::root(&output.path),
        };
        let views = self.views(&root);
        let (page, view) = views.of(output)?;
        let mut encoded = ENCODED.take();
        encoded.clear();
        encoded.extend(self.shared.fingerprint.0);
        encode(&(&root, &page, &view), &mut encoded);
        views.feed_records(&output.make, &mut |record| encoded.extend(record.as_bytes()));
        let fingerprint = Hash::of(&encoded);
        ENCODED.set(encoded);
        let failed = views.failed.into_inner();
        Some(Prepared { make: output.make.clone(), page, root, view, failed, fingerprint })
    }

    /// What the card of an item, or of the archive, says.
    pub fn card(&self, item: Option<ItemId>) -> Card {
        self.views("").card(item)
    }

    fn style(&self) -> &citation::Style {
        self.shared.read_style.get_or_init(|| self.shared.style.read(&self.config.lang))
    }

    fn views<'b>(&'b self, root: &'b str) -> Views<'b> {
        let shelf = Shelf {
            archive: self.archive,
            phrases: self.phrases,
            ranks: &self.shared.ranks,
            plan: self.plan,
            highlighter: &self.shared.highlighter,
            sanitizer: (!self.config.trusts_html).then_some(&self.shared.sanitizer),
        };
        Views {
            config: self.config,
            plan: self.plan,
            phrases: self.phrases,
            shelf,
            site: &self.shared.site,
            links: &self.shared.links,
            rows: &self.shared.rows,
            ready: &self.shared.ready,
            templates: self.templates,
            site_value: &self.shared.value,
            spreads: &self.shared.spreads,
            contexts: &self.shared.contexts,
            cited: &self.shared.cited,
            bibliographies: &self.shared.bibliographies,
            previewed: &self.shared.previewed,
            root,
            failed: OnceCell::new(),
        }
    }

    /// Makes the bytes of an output, and appends them.
    ///
    /// # Errors
    /// An error in a template, at its place; what was made until there is appended.
    pub fn render_to(&self, prepared: &Prepared, page: &mut Vec<u8>) -> Result<(), Box<Problem>> {
        if let Some(problem) = &prepared.failed {
            return Err(problem.clone());
        }
        let Some((template, name, value)) = prepared.view.parts() else {
            if let View::Bytes(bytes) = &prepared.view {
                page.extend_from_slice(bytes);
            }
            return Ok(());
        };
        let views = self.views(&prepared.root);
        let mut context = views.context();
        context.insert("page", &prepared.page);
        context.insert_value(name, value);
        if let (Make::Bibliography(order, number), View::Bibliography(view)) =
            (&prepared.make, &prepared.view)
        {
            let mut view = view.clone();
            views.cite_all(&mut view, *order, *number, self.style());
            context.insert(name, &view);
        }
        if let Make::Item(article, _) = prepared.make
            && let View::Article(_) = prepared.view
        {
            // Made of what the fingerprint holds already, and too costly for a page that is not made.
            context.insert("citation", &views.citation(article, self.style()));
        }
        self.templates.render_to(template, &context, page)
    }
}

/// Bytes in one piece, and not one by one.
fn as_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

fn ranks(archive: &Archive) -> Vec<u32> {
    let mut ranks = vec![0; archive.items.len()];
    for list in [&archive.articles, &archive.events] {
        for (rank, id) in (0..).zip(list) {
            ranks[id.0 as usize] = rank;
        }
    }
    ranks
}

/// Appends a compact encoding of a value. It is hashed in one piece: in many small ones a hasher is slow.
fn encode(value: &impl Serialize, encoded: &mut Vec<u8>) {
    postcard::to_io(value, encoded)
        .map(drop)
        .expect("a view holds plain data only, and memory takes any bytes");
}
