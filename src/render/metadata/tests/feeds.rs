//! JSON Feed.

use proptest::prelude::{any, prop_assert, proptest};
use serde_json::{Value, json};

use crate::render::metadata::tests::{BASE, date};
use crate::render::metadata::{Feed, FeedItem, json_feed};

#[test]
fn writes_a_json_feed() {
    let feed = Feed {
        title: "Access".to_owned(),
        url: format!("{BASE}feed.json"),
        page_url: BASE.to_owned(),
        lang: "en".to_owned(),
        authors: vec!["The editors".to_owned()],
        items: vec![
            FeedItem {
                id: format!("{BASE}articles/visit/"),
                url: format!("{BASE}articles/visit/"),
                title: "A visit".to_owned(),
                summary: "What was said.".to_owned(),
                date: date("2019-01-07"),
                updated: date("2019-01-08T10:00:00+01"),
                authors: vec!["Jane Doe".to_owned()],
                tags: vec!["Geneva".to_owned()],
                original: "https://coast.example/visit".to_owned(),
                outlet: "Coast Post".to_owned(),
                via: vec!["Wire Service".to_owned()],
                ..FeedItem::default()
            },
            FeedItem {
                id: format!("{BASE}articles/other/#_now"),
                url: format!("{BASE}articles/other/"),
                title: "Another".to_owned(),
                date: date("2018-12-05~"),
                lang: "ug".to_owned(),
                ..FeedItem::default()
            },
        ],
        ..Feed::default()
    };
    let expected = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Access",
        "home_page_url": "https://example.org/archive/",
        "feed_url": "https://example.org/archive/feed.json",
        "language": "en",
        "authors": [{ "name": "The editors" }],
        "items": [
            {
                "id": "https://example.org/archive/articles/visit/",
                "url": "https://example.org/archive/articles/visit/",
                "external_url": "https://coast.example/visit",
                "title": "A visit",
                "content_text": "What was said.",
                "summary": "What was said.",
                "date_published": "2019-01-07T00:00:00Z",
                "date_modified": "2019-01-08T10:00:00+01:00",
                "authors": [{ "name": "Jane Doe" }],
                "tags": ["Geneva"],
                "_archive": {
                    "date": "2019-01-07",
                    "updated": "2019-01-08T10:00:00+01",
                    "outlet": "Coast Post",
                    "via": ["Wire Service"]
                }
            },
            {
                "id": "https://example.org/archive/articles/other/#_now",
                "url": "https://example.org/archive/articles/other/",
                "title": "Another",
                "content_text": "Another",
                "language": "ug",
                "_archive": { "date": "2018-12-05~" }
            }
        ]
    });
    let given: Value = serde_json::from_str(&json_feed(&feed)).expect("it is JSON");
    assert_eq!(given, expected);
}

proptest! {
    #[test]
    fn a_feed_is_json_with_a_text_in_every_item(title in any::<String>(), summary in any::<String>()) {
        let item = FeedItem { title: title.clone(), summary: summary.clone(), ..FeedItem::default() };
        let feed = Feed { title, items: vec![item], ..Feed::default() };
        let parsed: Value = serde_json::from_str(&json_feed(&feed)).expect("it is JSON");
        prop_assert!(parsed["title"].is_string());
        prop_assert!(parsed["items"][0]["content_text"].is_string());
    }
}
