//! Which files the site has, and how each is made: every page and address is decided here.
//!
//! Two pages on one path, and paths that differ in capital letters only, are problems; the first
//! one by order keeps its path, so that the rest of the site stands.

pub mod bibliography;
pub mod cards;
pub mod pictures;
pub mod previews;
pub mod routes;
pub mod timeline;

use std::collections::{HashMap, HashSet};

use crate::card::Fonts;
use crate::config::{Config, ForPrograms};
use crate::diag::{Code, Outcome, Place, Problem};
use crate::export::citation::Format as CitationFormat;
use crate::export::timeline::Format;
use crate::model::archive::{Archive, Facts, Item, ItemId, Target};
use crate::model::kind::Kind;
use crate::plan::routes::{MANIFEST, Routes};
use crate::plan::timeline::{Division, Order};
use crate::text::near::nearest;
use crate::text::span::Span;

/// All outputs, in order, and the addresses that pages use for each other.
#[derive(Debug, Default)]
pub struct Plan {
    pub outputs: Vec<Output>,
    pub routes: Routes,
    /// How the timeline is divided, and the one by first reports.
    pub timeline: Division,
    pub known: Division,
    by_path: HashMap<String, usize>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// From the top of the site, with `/`: `people/lu-kang/index.html`.
    pub path: String,
    pub make: Make,
}

/// How an output is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Make {
    Home,
    /// The page of an item; entities have more than one where many articles name them (from 1).
    Item(ItemId, usize),
    /// A page of the index of a kind (from 1).
    Index(Kind, usize),
    /// The whole timeline, or what stands above the pages of a divided one.
    Timeline(Order),
    /// A page of a divided timeline, counted from 0.
    TimelinePart(Order, usize),
    /// A page of the timeline of an item that has too many entries for its own page (from 1).
    ItemTimeline(ItemId, usize),
    /// What the pages of a divided timeline hold, for their filters.
    TimelinePages(Order),
    /// The timeline for programs.
    TimelineData(Format),
    /// A page of the bibliography in one of its orders (from 1).
    Bibliography(bibliography::Order, usize),
    /// All records for reference managers.
    BibliographyFile(CitationFormat),
    /// A page of the list of all annotations (from 1).
    Annotations(usize),
    /// A page of the list of all that was added and changed (from 1).
    Changes(usize),
    /// The same as a table for programs; written on demand only.
    ChangesTable,
    /// The annotations of an article, for programs.
    WebAnnotations(ItemId),
    /// All annotations, for programs.
    AllWebAnnotations,
    /// `404.html`
    Missing,
    /// An address that an item had before.
    Redirect(ItemId),
    /// An Atom feed.
    Feed(Followed),
    /// The same as a JSON Feed.
    JsonFeed(Followed),
    /// What pages say of those that they link to: a part of all (from 0).
    Previews(usize),
    /// What scripts say, in the site's language.
    Phrases,
    /// The page that searches the archive.
    Search,
    /// A file of the search index, by its number in it.
    SearchFile(usize),
    Sitemap,
    Robots,
    /// `.nojekyll`: GitHub Pages then serves the files as they are.
    Empty,
    /// The colours of highlighted code, on a light and on a dark ground.
    CodeStyle {
        dark: bool,
    },
    /// A file of the content folder; of a picture only what makes up the picture.
    Asset(String),
    /// A picture of the content folder made smaller, to a width in pixels.
    Scaled(String, u32),
    /// The picture for links to an item's page, or to any other page.
    Card(Option<ItemId>),
    /// A file of the theme, or of the site's `static/`, by its path among the fixed files.
    Fixed(String),
}

/// What a feed follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// The articles of the whole archive.
    Archive,
    /// The articles that name an entity, or the statements on a claim.
    Item(ItemId),
    Annotations,
    /// What was added and changed.
    Changes,
}

impl Output {
    /// Whether it is a page for readers' browsers.
    pub fn is_page(&self) -> bool {
        self.path.ends_with(".html")
    }
}

impl Plan {
    /// How one order of the timeline is divided.
    pub fn division(&self, order: Order) -> &Division {
        match order {
            Order::ByDate => &self.timeline,
            Order::Known => &self.known,
        }
    }

    /// The output at a path.
    pub fn at(&self, path: &str) -> Option<&Output> {
        self.by_path.get(path).map(|index| &self.outputs[*index])
    }

    /// Adds the files of the search index, which is made when all else is planned; what lies at one of their
    /// paths already is a problem.
    pub fn add_index(&mut self, paths: Vec<String>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (number, path) in paths.into_iter().enumerate() {
            if self.at(&path).is_some() {
                let message = format!("`/{path}` is the address of a file of the search index");
                let place = Place::Path(path);
                let problem = Problem::new(Code::DuplicatePath, place, message);
                problems.push(problem.help("rename the file: readers cannot search until then"));
                continue;
            }
            self.by_path.insert(path.clone(), self.outputs.len());
            self.outputs.push(Output { path, make: Make::SearchFile(number) });
        }
        problems
    }

    /// Whether a link from the top of the site (`timeline/#y2018`) leads to an output.
    pub fn leads_somewhere(&self, path: &str) -> bool {
        let path = path.split(['#', '?']).next().unwrap_or_default();
        let folder =
            if path.is_empty() || path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        self.at(path).is_some() || self.at(&routes::file(&folder)).is_some()
    }
}

/// Decides all outputs; `fixed` are paths of files that are copied as they are (theme, `static/`), `fonts`
/// decide which cards can be drawn.
pub fn plan(archive: &Archive, fixed: &[String], config: &Config, fonts: &Fonts) -> Outcome<Plan> {
    let mut planner = Planner {
        folders: HashSet::new(),
        archive,
        config,
        plan: Plan::default(),
        lower: HashMap::new(),
        problems: Vec::new(),
    };
    planner.plan.routes = Routes::new(archive, config);
    planner.plan.timeline = timeline::by_date(archive, config);
    planner.plan.known = timeline::by_report(archive, config);
    planner.pages();
    planner.indexes();
    planner.machines();
    // A theme without scripts has nobody to tell what they say.
    let has_scripts = fixed.iter().any(|path| path.starts_with(routes::THEME) && path.ends_with(".js"));
    if has_scripts {
        planner.add(routes::PHRASES.to_owned(), Make::Phrases, None);
    }
    if config.search {
        planner.add(routes::file(routes::SEARCH), Make::Search, None);
    }
    for path in fixed {
        planner.add(path.clone(), Make::Fixed(path.clone()), None);
    }
    planner.assets();
    planner.redirects();
    planner.cards(fonts);
    planner.check_site_links();
    Outcome::new(planner.plan, planner.problems)
}

struct Planner<'a> {
    /// Every folder that an output lies in.
    folders: HashSet<String>,
    archive: &'a Archive,
    config: &'a Config,
    plan: Plan,
    /// Lower-cased paths, for file systems that do not tell case.
    lower: HashMap<String, usize>,
    problems: Vec<Problem>,
}

impl Planner<'_> {
    fn add(&mut self, path: String, make: Make, place: Option<(u32, Span)>) {
        if let Some(problem) = self.unwritable(&path, place) {
            self.problems.push(problem);
            return;
        }
        let index = self.plan.outputs.len();
        let lower = path.to_lowercase();
        if let Some(first) = self.plan.by_path.get(&path).or_else(|| self.lower.get(&lower)) {
            let problem = self.collision(&path, &make, *first, place);
            self.problems.push(problem);
            return;
        }
        self.plan.by_path.insert(path.clone(), index);
        self.folders.extend(folders(&path).map(str::to_owned));
        self.lower.insert(lower, index);
        self.plan.outputs.push(Output { path, make });
    }

    /// A path that no disk, or not every disk, can hold.
    fn unwritable(&self, path: &str, place: Option<(u32, Span)>) -> Option<Problem> {
        let file_above = folders(path).find(|folder| self.plan.by_path.contains_key(*folder));
        let message = if path.split('/').any(|part| part.len() > MAX_PART) {
            format!(
                "a part of `/{}…` has more than {MAX_PART} bytes",
                path.chars().take(60).collect::<String>()
            )
        } else if path.len() > MAX_PATH {
            format!("`/{}…` has more than {MAX_PATH} bytes", path.chars().take(60).collect::<String>())
        } else if path.contains(['\\', '\0']) || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            format!("`/{path}` is no path that every system can write")
        } else if path == MANIFEST || path.starts_with(&format!("{MANIFEST}/")) {
            format!("`/{MANIFEST}` is where the list of all files goes")
        } else if let Some(file) = file_above {
            format!("`/{path}` would lie in `/{file}`, which is a file")
        } else if self.folders.contains(path) {
            format!("`/{path}` is a folder of the site, and cannot be a file too")
        } else {
            return None;
        };
        let place =
            place.map_or_else(|| Place::Path(path.to_owned()), |(file, span)| Place::Source { file, span });
        Some(
            Problem::new(Code::BadPath, place, message)
                .help("choose another name; it is left out until then"),
        )
    }

    fn collision(&self, path: &str, make: &Make, first: usize, place: Option<(u32, Span)>) -> Problem {
        let first = &self.plan.outputs[first];
        let place = match place {
            Some((file, span)) => Place::Source { file, span },
            None => Place::Path(path.to_owned()),
        };
        let address = format!("/{}", path.trim_end_matches("index.html"));
        let holder = match &first.make {
            Make::Item(id, _) | Make::Redirect(id) => format!("`{}`", self.archive.item(*id).title),
            Make::Asset(path) | Make::Scaled(path, _) | Make::Fixed(path) => format!("the file `{path}`"),
            _ => "a page that every archive has".to_owned(),
        };
        if first.path != path {
            let message = format!("`{address}` differs from `/{}` in capital letters only", first.path);
            return Problem::new(Code::CaseCollision, place, message)
                .help("some file systems would keep only one of the two: rename one");
        }
        let help = match make {
            Make::Redirect(_) => "take the alias out: the address is in use, and does not redirect",
            Make::Asset(_) | Make::Scaled(..) | Make::Fixed(_) => {
                "rename the file: it is not published until then"
            }
            _ => {
                "rename one of the two files, or give it a `slug` of its own; this one has no page until then"
            }
        };
        Problem::new(Code::DuplicatePath, place, format!("`{address}` is already the address of {holder}"))
            .help(help)
    }

    fn pages(&mut self) {
        self.add(routes::file(""), Make::Home, None);
        self.one_home();
        for kind in Kind::ALL {
            for id in self.archive.of_kind(kind) {
                let item = self.archive.item(*id);
                if is_home(item) {
                    continue;
                }
                let folder = routes::item_folder(item);
                for number in 1..=self.pages_of(*id) {
                    self.add(
                        routes::file(&routes::page_folder(&folder, number)),
                        Make::Item(*id, number),
                        place(item, item.slug_span),
                    );
                }
                for number in 1..=timeline::pages_of_item(self.archive, *id, self.config) {
                    let folder = routes::page_folder(&routes::item_timeline(item), number);
                    let place = place(item, item.slug_span);
                    self.add(routes::file(&folder), Make::ItemTimeline(*id, number), place);
                }
                if !item.annotations.is_empty() && self.has_web_annotations() {
                    let path = format!("{folder}{}", routes::WEB_ANNOTATIONS);
                    self.add(path, Make::WebAnnotations(*id), place(item, item.slug_span));
                }
                if kind.is_entity() || kind == Kind::Claim {
                    self.feeds(&folder, Followed::Item(*id), place(item, item.slug_span));
                }
            }
        }
    }

    /// Only one page can be the text of the home page.
    fn one_home(&mut self) {
        let homes = self.archive.pages.iter().map(|id| self.archive.item(*id)).filter(|item| is_home(item));
        for item in homes.skip(1) {
            let place = place(item, item.slug_span).map(|(file, span)| Place::Source { file, span });
            let problem = Problem::new(
                Code::DuplicatePath,
                place.unwrap_or(Place::Path("index.html".to_owned())),
                "the home page has another text already",
            );
            self.problems.push(problem.help("give this page another `slug`; it is left out until then"));
        }
    }

    fn pages_of(&self, id: ItemId) -> usize {
        if !self.archive.item(id).kind.is_entity() {
            return 1;
        }
        self.archive.references(id).articles.len().div_ceil(self.config.page_size).max(1)
    }

    fn has_web_annotations(&self) -> bool {
        self.config.web_annotations.allows(self.archive.annotations.len())
    }

    /// Both feeds of one thing; none where there is no address to give.
    fn feeds(&mut self, folder: &str, followed: Followed, place: Option<(u32, Span)>) {
        if self.config.base_url.is_empty() {
            return;
        }
        self.add(format!("{folder}{}", routes::ATOM_FEED), Make::Feed(followed), place);
        self.add(format!("{folder}{}", routes::JSON_FEED), Make::JsonFeed(followed), place);
    }

    fn indexes(&mut self) {
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page) {
            let total = self.archive.of_kind(kind).len();
            let always = kind == Kind::Article;
            let pages = total.div_ceil(self.config.page_size).max(usize::from(always));
            for number in 1..=pages {
                let folder = routes::page_folder(&routes::section(kind), number);
                self.add(routes::file(&folder), Make::Index(kind, number), None);
            }
        }
        self.timeline();
        self.bibliography();
        self.annotations();
        self.changes();
    }

    fn bibliography(&mut self) {
        let total = self.archive.articles.len();
        for order in bibliography::Order::ALL {
            for number in 1..=total.div_ceil(self.config.page_size) {
                let folder = routes::page_folder(order.folder(), number);
                self.add(routes::file(&folder), Make::Bibliography(order, number), None);
            }
        }
        if total > 0 && ForPrograms::Auto.allows(total) {
            for format in CitationFormat::ALL {
                self.add(routes::bibliography_file(format), Make::BibliographyFile(format), None);
            }
        }
    }

    fn timeline(&mut self) {
        for order in [Order::ByDate, Order::Known] {
            let division = self.plan.division(order);
            let parts: Vec<String> = division.parts.iter().map(|part| routes::file(&part.folder)).collect();
            let is_divided = division.is_divided();
            if order == Order::ByDate || !self.archive.timeline.known.is_empty() {
                self.add(routes::file(order.folder()), Make::Timeline(order), None);
            }
            for (number, path) in parts.into_iter().enumerate().filter(|_| is_divided) {
                self.add(path, Make::TimelinePart(order, number), None);
            }
            if is_divided {
                self.add(routes::timeline_pages(order), Make::TimelinePages(order), None);
            }
        }
        let total = self.archive.timeline.entries.len();
        if total > 0 && self.config.timeline_data.allows(total) {
            for format in Format::ALL {
                let path = format!("{}{}", routes::TIMELINE, format.file_name());
                self.add(path, Make::TimelineData(format), None);
            }
        }
    }

    fn annotations(&mut self) {
        let total = self.archive.annotations.len();
        for number in 1..=total.div_ceil(self.config.page_size) {
            let folder = routes::page_folder(routes::ANNOTATIONS, number);
            self.add(routes::file(&folder), Make::Annotations(number), None);
        }
        if total > 0 {
            if self.has_web_annotations() {
                self.add(routes::all_web_annotations(), Make::AllWebAnnotations, None);
            }
            self.feeds(routes::ANNOTATIONS, Followed::Annotations, None);
        }
    }

    fn changes(&mut self) {
        let total = self.archive.changes.len();
        for number in 1..=total.div_ceil(self.config.page_size) {
            let folder = routes::page_folder(routes::CHANGES, number);
            self.add(routes::file(&folder), Make::Changes(number), None);
        }
        if total > 0 {
            self.feeds(routes::CHANGES, Followed::Changes, None);
        }
    }

    fn machines(&mut self) {
        self.add("404.html".to_owned(), Make::Missing, None);
        self.add("robots.txt".to_owned(), Make::Robots, None);
        self.add(".nojekyll".to_owned(), Make::Empty, None);
        self.feeds("", Followed::Archive, None);
        if !self.config.base_url.is_empty() {
            self.add("sitemap.xml".to_owned(), Make::Sitemap, None);
        }
        for shard in 0..previews::shards(self.archive) {
            self.add(previews::path(shard), Make::Previews(shard), None);
        }
        if self.archive.items.iter().any(|item| !item.body.languages.is_empty()) {
            self.add(routes::CODE_LIGHT.to_owned(), Make::CodeStyle { dark: false }, None);
            self.add(routes::CODE_DARK.to_owned(), Make::CodeStyle { dark: true }, None);
        }
    }

    /// Files are published only where a published page refers to them.
    fn assets(&mut self) {
        let mut seen = HashSet::new();
        for item in &self.archive.items {
            for asset in item.assets.iter().filter(|asset| seen.insert(asset.as_str())) {
                self.add(asset.clone(), Make::Asset(asset.clone()), place(item, Span::default()));
            }
        }
        for (picture, item) in pictures::shown(self.archive) {
            for width in pictures::widths(picture) {
                let path = routes::scaled(&picture.asset, width);
                self.add(path, Make::Scaled(picture.asset.clone(), width), place(item, Span::default()));
            }
        }
    }

    fn redirects(&mut self) {
        for id in self.archive.ids() {
            let item = self.archive.item(id);
            for alias in &item.aliases {
                let path = if alias.value.ends_with(".html") {
                    alias.value.clone()
                } else {
                    routes::file(&format!("{}/", alias.value))
                };
                self.add(path, Make::Redirect(id), place(item, alias.span));
            }
        }
    }

    fn cards(&mut self, fonts: &Fonts) {
        if cards::has_general(self.config, fonts) {
            self.add(routes::card(""), Make::Card(None), None);
        }
        for id in cards::of_items(self.archive, self.config, fonts) {
            let item = self.archive.item(id);
            let folder = routes::item_folder(item);
            let page = self.plan.at(&routes::file(&folder)).map(|output| &output.make);
            if page == Some(&Make::Item(id, 1)) {
                self.add(routes::card(&folder), Make::Card(Some(id)), place(item, item.slug_span));
            }
        }
    }

    /// `[words](/timeline/)`: a path from the top of the site must be an output.
    fn check_site_links(&mut self) {
        let mut missing = Vec::new();
        for item in &self.archive.items {
            let written = item
                .body
                .links
                .iter()
                .zip(&item.links)
                .chain(item.body.raw_links.iter().zip(&item.raw_links));
            for (link, target) in written {
                if let Target::Site(path) = target
                    && !self.plan.leads_somewhere(path)
                    && let Some(file) = item.file
                {
                    missing.push((file, link.span, path.clone()));
                }
            }
        }
        for (nth, (file, span, path)) in missing.into_iter().enumerate() {
            let known = self.plan.outputs.iter().map(|output| output.path.trim_end_matches("index.html"));
            // Beyond some dozens of bad links, spelling is not the problem.
            let near = if nth < SUGGESTIONS { nearest(&path, known) } else { None };
            let help = near.map_or_else(
                || "write the path of a page from the top of the site, as in `/timeline/`".to_owned(),
                |near| format!("did you mean `/{near}`?"),
            );
            let problem = Problem::at(Code::MissingTarget, file, span, format!("there is no page `/{path}`"));
            self.problems.push(problem.help(help));
        }
    }
}

/// How many bad links from the top of the site get a suggestion.
const SUGGESTIONS: usize = 50;

/// The most bytes that a path may have, so that it can be written below any folder.
const MAX_PATH: usize = 1_000;

/// The most bytes that common file systems allow in the name of a file or folder.
const MAX_PART: usize = 255;

/// The folders above a path.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn place(item: &Item, span: Span) -> Option<(u32, Span)> {
    item.file.map(|file| (file, span))
}

/// `content/pages/index.md` is the text of the home page, not a page of its own.
pub fn is_home(item: &Item) -> bool {
    matches!(item.details, Facts::Page { .. }) && item.slug == "index"
}
