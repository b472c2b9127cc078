//! JSON Feed 1.1 (jsonfeed.org).
//!
//! Owns the fields of the feed and its items. Dates with any doubt are left out of `date_published` and
//! `date_modified` and stand as EDTF in `_archive`, an extension object as the specification allows.

use serde_json::{Value, json};

use crate::render::metadata::dates::instant;
use crate::render::metadata::node::{Node, clean};
use crate::text::address::is_web_address;
use crate::text::edtf::Edtf;

/// A feed. Empty text means "not given".
#[derive(Debug, Clone, Default)]
pub struct Feed {
    pub title: String,
    pub description: String,
    /// The full address of the feed.
    pub url: String,
    /// The full address of the page that it follows.
    pub page_url: String,
    /// BCP 47.
    pub lang: String,
    /// Who edits the archive.
    pub authors: Vec<String>,
    /// Newest first.
    pub items: Vec<FeedItem>,
}

/// One item of a feed: an article, an annotation, a statement, a change.
#[derive(Debug, Clone, Default)]
pub struct FeedItem {
    /// What it is known by for ever: the full address of its own place in the archive.
    pub id: String,
    /// The full address of where it is to be read now.
    pub url: String,
    pub title: String,
    pub summary: String,
    /// When it was published, made or changed; none where nothing is known.
    pub date: Option<Edtf>,
    pub updated: Option<Edtf>,
    pub authors: Vec<String>,
    /// BCP 47, where it is not the feed's.
    pub lang: String,
    /// Names of people, organizations, places and topics.
    pub tags: Vec<String>,
    /// The original report's address.
    pub original: String,
    /// The outlet that published the original.
    pub outlet: String,
    /// The wires or outlets that the original came through.
    pub via: Vec<String>,
}

/// Writes a feed (`application/feed+json`).
pub fn json_feed(feed: &Feed) -> String {
    let items: Vec<Value> = feed.items.iter().map(item).collect();
    let json = Node::default()
        .with("version", Some("https://jsonfeed.org/version/1.1"))
        .with("title", Some(clean(&feed.title)))
        .text("description", &feed.description)
        .text("home_page_url", &feed.page_url)
        .text("feed_url", &feed.url)
        .text("language", &feed.lang)
        .with("authors", names(&feed.authors))
        .with("items", Some(items));
    serde_json::to_string(&json.done()).expect("plain data can always be written")
}

/// The text of an item is its summary, or its title where it has none: one or the other must be there.
fn item(item: &FeedItem) -> Value {
    let text = if item.summary.is_empty() { &item.title } else { &item.summary };
    Node::default()
        .with("id", Some(item.id.as_str()))
        .text("url", &item.url)
        .with("external_url", Some(item.original.as_str()).filter(|url| is_web_address(url)))
        .text("title", &item.title)
        .with("content_text", Some(clean(text)))
        .text("summary", &item.summary)
        .with("date_published", item.date.as_ref().and_then(instant))
        .with("date_modified", item.updated.as_ref().and_then(instant))
        .with("authors", names(&item.authors))
        .text("language", &item.lang)
        .with("tags", some(cleaned(&item.tags)))
        .with("_archive", archive(item))
        .done()
}

/// What JSON Feed has no field for; none where there is nothing of the kind.
fn archive(item: &FeedItem) -> Option<Value> {
    let extension = Node::default()
        .with("date", item.date.as_ref().map(Edtf::to_string))
        .with("updated", item.updated.as_ref().map(Edtf::to_string))
        .text("outlet", &item.outlet)
        .with("via", some(cleaned(&item.via)))
        .done();
    Some(extension).filter(|extension| extension.as_object().is_some_and(|fields| !fields.is_empty()))
}

fn names(authors: &[String]) -> Option<Vec<Value>> {
    some(cleaned(authors).into_iter().map(|name| json!({ "name": name })).collect())
}

fn cleaned(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| clean(text)).filter(|text| !text.is_empty()).collect()
}

fn some<T>(values: Vec<T>) -> Option<Vec<T>> {
    (!values.is_empty()).then_some(values)
}
