//! Outputs for programs: feeds, the sitemap, redirects.

use crate::model::archive::{Annotation, ItemId, NoteId};
use crate::plan::Make;
use crate::plan::routes;
use crate::render::View;
use crate::render::metadata::{Feed, FeedItem, json_feed};
use crate::render::view::{FeedEntry, FeedView, PageView, RedirectView, SitemapView};
use crate::render::views::Views;
use crate::render::views::rows::article_facts;
use crate::text::address::encode_path;
use crate::text::edtf::{Bound, Edtf};
use crate::text::words::one_line;

/// What Atom's obligatory date says where nothing is known.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

impl Views<'_> {
    pub(super) fn redirect(&self, id: ItemId) -> (PageView, View) {
        let item = self.shelf.archive.item(id);
        let path = self.plan.routes.item(id).to_owned();
        let mut page = self.page("redirect", "", &item.title, &routes::item_folder(item));
        page.canonical = self.original_of(id).map(str::to_owned).or_else(|| self.canonical(&path));
        (page, View::Redirect(RedirectView { title: item.title.clone(), path }))
    }

    pub(super) fn site_feed(&self) -> FeedView {
        let ids: Vec<ItemId> =
            self.shelf.archive.articles.iter().take(self.config.feed_size).copied().collect();
        self.feed(self.site.title.clone(), "", &ids)
    }

    pub(super) fn entity_feed(&self, id: ItemId) -> FeedView {
        let item = self.shelf.archive.item(id);
        let backlinks = self.shelf.archive.references(id).articles.iter();
        let ids: Vec<ItemId> =
            backlinks.take(self.config.feed_size).map(|backlink| backlink.article).collect();
        self.feed(format!("{} · {}", item.title, self.site.title), &routes::item_folder(item), &ids)
    }

    /// The feed of the whole archive, or of an entity, as a JSON Feed.
    pub(super) fn json_feed(&self, entity: Option<ItemId>) -> Vec<u8> {
        let archive = self.shelf.archive;
        let (title, folder) = match entity.map(|id| archive.item(id)) {
            Some(item) => (format!("{} · {}", item.title, self.site.title), routes::item_folder(item)),
            None => (self.site.title.clone(), String::new()),
        };
        let all: Vec<ItemId> = match entity {
            Some(id) => archive.references(id).articles.iter().map(|backlink| backlink.article).collect(),
            None => archive.articles.clone(),
        };
        let address = |path: &str| format!("{}{}", self.config.base_url, encode_path(path));
        let items = all.into_iter().take(self.config.feed_size).map(|id| self.feed_item(id));
        let feed = Feed {
            title,
            description: if entity.is_none() { self.site.description.clone() } else { String::new() },
            url: address(&format!("{folder}{}", routes::JSON_FEED)),
            page_url: address(&folder),
            lang: self.site.lang.clone(),
            authors: Some(self.site.author.clone()).filter(|author| !author.is_empty()).into_iter().collect(),
            items: items.collect(),
        };
        json_feed(&feed).into_bytes()
    }

    fn feed_item(&self, id: ItemId) -> FeedItem {
        let archive = self.shelf.archive;
        let entry = self.feed_entry(id);
        let facts = article_facts(&archive.item(id).details);
        let title = |id: ItemId| archive.item(id).title.clone();
        FeedItem {
            url: entry.url,
            title: entry.title,
            summary: entry.summary,
            date: facts.and_then(|facts| facts.date.clone()),
            updated: facts.and_then(|facts| facts.updated.clone()),
            authors: entry.authors,
            lang: entry.lang,
            tags: entry.categories,
            original: facts.and_then(|facts| facts.url.clone()).unwrap_or_default(),
            outlet: facts.and_then(|facts| facts.source).map(title).unwrap_or_default(),
            via: facts.map(|facts| facts.via.iter().map(|via| title(*via)).collect()).unwrap_or_default(),
        }
    }

    fn feed(&self, title: String, folder: &str, ids: &[ItemId]) -> FeedView {
        self.feed_of(title, folder, ids.iter().map(|id| self.feed_entry(*id)).collect())
    }

    fn feed_of(&self, title: String, folder: &str, entries: Vec<FeedEntry>) -> FeedView {
        let address = |path: &str| format!("{}{}", self.config.base_url, encode_path(path));
        FeedView {
            title,
            url: address(&format!("{folder}atom.xml")),
            page_url: address(folder),
            updated: entries
                .iter()
                .map(|entry| entry.updated.clone())
                .max()
                .unwrap_or_else(|| NO_DATE.to_owned()),
            entries,
        }
    }

    fn feed_entry(&self, id: ItemId) -> FeedEntry {
        let item = self.shelf.archive.item(id);
        let facts = article_facts(&item.details);
        let published = facts.and_then(|facts| facts.date.as_ref());
        let updated = facts.and_then(|facts| facts.updated.as_ref()).or(published);
        FeedEntry {
            title: item.title.clone(),
            url: self.canonical(self.plan.routes.item(id)).unwrap_or_default(),
            updated: updated.and_then(instant).unwrap_or_else(|| NO_DATE.to_owned()),
            published: published.filter(|date| date.plain_day().is_some()).and_then(instant),
            authors: facts.map(|facts| facts.authors.clone()).unwrap_or_default(),
            summary: item.summary.clone(),
            lang: item.lang.clone().unwrap_or_default(),
            categories: item.listed.iter().map(|id| self.shelf.archive.item(*id).title.clone()).collect(),
        }
    }

    /// The feed of all annotations, newest first.
    pub(super) fn annotations_feed(&self) -> FeedView {
        let ids = self.shelf.archive.annotations.iter().take(self.config.feed_size);
        let entries = ids.map(|id| self.annotation_entry(*id)).collect();
        self.feed_of(
            self.title_in_feed(self.phrases.say("sections.annotations")),
            routes::ANNOTATIONS,
            entries,
        )
    }

    fn annotation_entry(&self, id: NoteId) -> FeedEntry {
        let item = self.shelf.archive.item(id.article);
        let annotation = self.shelf.archive.annotation(id);
        let made = annotation.date.as_ref();
        let path = format!("{}#{}", self.plan.routes.item(id.article), annotation.fragment());
        FeedEntry {
            title: self
                .phrases
                .fill("note.on_article", &[("kind", self.note_kind(annotation)), ("article", &item.title)]),
            url: self.canonical_note(&path),
            updated: made.and_then(instant).unwrap_or_else(|| NO_DATE.to_owned()),
            published: made.filter(|date| date.plain_day().is_some()).and_then(instant),
            authors: Some(annotation.by.clone()).filter(|by| !by.is_empty()).into_iter().collect(),
            summary: annotation_words(annotation),
            lang: String::new(),
            categories: annotation.tags.clone(),
        }
    }

    fn title_in_feed(&self, title: &str) -> String {
        format!("{title} · {}", self.site.title)
    }

    fn canonical_note(&self, path: &str) -> String {
        let (page, fragment) = path.split_once('#').unwrap_or((path, ""));
        format!("{}#{fragment}", self.canonical(page).unwrap_or_default())
    }

    /// Pages for readers; not the further pages of lists, nor redirects, nor pages of which search engines
    /// are to keep another address.
    pub(super) fn sitemap(&self) -> SitemapView {
        let address = |path: &str| {
            format!("{}{}", self.config.base_url, encode_path(path.trim_end_matches("index.html")))
        };
        let is_page = |make: &Make| {
            matches!(
                make,
                Make::Home
                    | Make::Item(_, 1)
                    | Make::Index(_, 1)
                    | Make::Timeline(_)
                    | Make::ItemTimeline(_, 1)
                    | Make::Annotations(1)
                    | Make::Bibliography(_, 1)
            ) || matches!(make, Make::TimelinePart(order, part) if self.plan.division(*order).parts[*part].number == 1)
        };
        let is_own = |make: &Make| !matches!(make, Make::Item(id, _) if self.original_of(*id).is_some());
        let pages = self.plan.outputs.iter().filter(|output| is_page(&output.make) && is_own(&output.make));
        SitemapView { urls: pages.map(|output| address(&output.path)).collect() }
    }
}

/// What an annotation says, after the words that it was made on.
fn annotation_words(annotation: &Annotation) -> String {
    let (quote, note) = (one_line(&annotation.quote), one_line(&annotation.note.body.plain));
    if note.is_empty() { format!("“{quote}”") } else { format!("“{quote}”: {note}") }
}

/// The first moment of the earliest day that a date allows (RFC 3339).
fn instant(date: &Edtf) -> Option<String> {
    match date.earliest() {
        Bound::Day(day) if (0..=9999).contains(&day.year) => Some(format!("{day}T00:00:00Z")),
        _ => None,
    }
}
