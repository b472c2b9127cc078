//! Every address of the site, in one place.
//!
//! A *folder* ends in `/` (empty for the top) and is written as it stands on the disk; a *path* is
//! what a page writes into a link: percent-encoded, and naming `index.html` in a portable site.

use crate::config::Config;
use crate::export::citation::Format;
use crate::model::archive::{Archive, Item, ItemId};
use crate::model::kind::Kind;
use crate::plan::bibliography::Order;
use crate::plan::is_home;
use crate::plan::timeline::Order as TimelineOrder;
use crate::text::address::encode_path;

pub const TIMELINE: &str = "timeline/";
/// The name of an Atom feed in its folder.
pub const ATOM_FEED: &str = "atom.xml";
/// The name of a JSON Feed in its folder.
pub const JSON_FEED: &str = "feed.json";
/// The timeline by first reports.
pub const KNOWN: &str = "timeline/known/";
pub const ANNOTATIONS: &str = "annotations/";
/// What was added and changed.
pub const CHANGES: &str = "changes/";
/// The page that searches the archive, and the files of the index.
pub const SEARCH: &str = "search/";
/// Annotations for programs (W3C Web Annotation, JSON-LD), in the folder of an article and in that of
/// the list of all.
pub const WEB_ANNOTATIONS: &str = "annotations.jsonld";
/// Where the writer lists what it wrote.
pub const MANIFEST: &str = ".archive-manifest.json";
/// The folder of the theme's files in the site.
pub const THEME: &str = "theme/";

/// What the theme's scripts say.
pub const PHRASES: &str = "theme/phrases.js";

pub const CODE_LIGHT: &str = "theme/code-light.css";
pub const CODE_DARK: &str = "theme/code-dark.css";

/// The file of a page in its folder.
pub fn file(folder: &str) -> String {
    format!("{folder}index.html")
}

/// All annotations, for programs.
pub fn all_web_annotations() -> String {
    format!("{ANNOTATIONS}{WEB_ANNOTATIONS}")
}

/// What the pages of a divided timeline hold.
pub fn timeline_pages(order: TimelineOrder) -> String {
    format!("{}pages.js", order.folder())
}

/// The folder of an item's own timeline, where it has too many entries for the item's page.
pub fn item_timeline(item: &Item) -> String {
    format!("{}{TIMELINE}", item_folder(item))
}

/// A picture made smaller: `photo.480w.jpg` beside `photo.jpg`.
pub fn scaled(asset: &str, width: u32) -> String {
    match asset.rsplit_once('.') {
        Some((name, extension)) if !extension.contains('/') => format!("{name}.{width}w.{extension}"),
        _ => format!("{asset}.{width}w"),
    }
}

/// The picture for links to the page in a folder.
pub fn card(folder: &str) -> String {
    format!("{folder}social-card.png")
}

/// All records in a format for reference managers.
pub fn bibliography_file(format: Format) -> String {
    format!("{}bibliography.{}", Order::ByAuthor.folder(), format.extension())
}

/// The folder of the index of a kind.
pub fn section(kind: Kind) -> String {
    format!("{}/", kind.folder())
}

/// The folder of an item's page: ordinary pages stand at the top.
pub fn item_folder(item: &Item) -> String {
    match item.kind {
        Kind::Page if is_home(item) => String::new(),
        Kind::Page => format!("{}/", item.slug),
        kind => format!("{}/{}/", kind.folder(), item.slug),
    }
}

/// The folder of a page of a list, counted from 1.
pub fn page_folder(folder: &str, number: usize) -> String {
    if number <= 1 { folder.to_owned() } else { format!("{folder}page/{number}/") }
}

/// The way from a file to the top of the site: `./`, `../../`.
pub fn root(file: &str) -> String {
    match file.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The paths of all items, made once.
#[derive(Debug, Default)]
pub struct Routes {
    items: Vec<String>,
    portable: bool,
}

impl Routes {
    pub fn new(archive: &Archive, config: &Config) -> Routes {
        let mut routes = Routes { items: Vec::new(), portable: config.portable };
        routes.items = archive.items.iter().map(|item| routes.path(&item_folder(item))).collect();
        routes
    }

    /// The path of an item's page.
    pub fn item(&self, id: ItemId) -> &str {
        &self.items[id.0 as usize]
    }

    /// The path of the page in a folder.
    pub fn path(&self, folder: &str) -> String {
        let path = encode_path(folder);
        if self.portable { path + "index.html" } else { path }
    }
}
