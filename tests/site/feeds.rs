//! Feeds by the rules that the W3C's validator and jsonfeed.org judge by: Atom as RFC 4287 has it, JSON Feed
//! as version 1.1 does.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::site::{Built, Site, demonstration, every_kind};

/// An element of a feed.
#[derive(Debug, Default, Clone)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> + 'a {
        self.children.iter().filter(move |child| child.name == name)
    }

    #[track_caller]
    fn one<'a>(&'a self, name: &'a str) -> &'a Element {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "one `{name}` in {self:#?}");
        found[0]
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The address of the one link of a relation.
    #[track_caller]
    fn link(&self, relation: &str) -> &str {
        let links: Vec<&Element> =
            self.all("link").filter(|link| link.attribute("rel") == Some(relation)).collect();
        assert_eq!(links.len(), 1, "one link `{relation}` in {self:#?}");
        links[0].attribute("href").expect("a link has an address")
    }
}

/// Reads XML; panics where it is not well-formed.
fn read_xml(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(begun(&start)),
            Event::Empty(start) => {
                let element = begun(&start);
                open.last_mut().unwrap().children.push(element);
            }
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().children.push(element);
            }
            Event::Text(words) => open.last_mut().unwrap().text.push_str(&words.decode().unwrap()),
            Event::GeneralRef(reference) => {
                let named = match reference.decode().unwrap().as_ref() {
                    "amp" => "&".to_owned(),
                    "lt" => "<".to_owned(),
                    "gt" => ">".to_owned(),
                    "quot" => "\"".to_owned(),
                    "apos" => "'".to_owned(),
                    _ => {
                        reference.resolve_char_ref().unwrap().expect("a reference that XML knows").to_string()
                    }
                };
                open.last_mut().unwrap().text.push_str(&named);
            }
            Event::Decl(declaration) => {
                assert_eq!(declaration.encoding().unwrap().unwrap().as_ref(), b"utf-8");
            }
            Event::Eof => break,
            other => panic!("{other:?} has no place in a feed"),
        }
    }
    let mut root = open.pop().unwrap();
    assert!(open.is_empty() && root.children.len() == 1);
    root.children.remove(0)
}

fn begun(start: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("a well-formed attribute");
        let name = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
        (name, attribute.unescape_value().unwrap().into_owned())
    });
    Element {
        name: String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}

/// RFC 3339, to the second.
fn is_instant(text: &str) -> bool {
    let pattern = "dddd-dd-ddTdd:dd:dd";
    let (moment, zone) = text.split_at_checked(pattern.len()).unwrap_or_default();
    let fits = |text: &str, pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(byte, form)| match form {
                b'd' => byte.is_ascii_digit(),
                other => byte == other,
            })
    };
    fits(moment, pattern)
        && (zone == "Z" || zone.split_at_checked(1).is_some_and(|(_, rest)| fits(rest, "dd:dd")))
}

/// An address that needs nothing beside it: RFC 3987 lets identifiers be nothing else.
fn is_whole_address(text: &str) -> bool {
    text.starts_with("https://") && !text.contains([' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}'])
}

const BASE: &str = "https://example.org/archive/";

#[track_caller]
fn check_atom(path: &str, text: &str) -> Element {
    let feed = read_xml(text);
    assert_eq!(feed.name, "feed", "{path}");
    assert_eq!(feed.attribute("xmlns"), Some("http://www.w3.org/2005/Atom"), "{path}");
    let known = ["title", "subtitle", "id", "link", "updated", "author", "generator", "entry"];
    feed.children.iter().for_each(|child| assert!(known.contains(&child.name.as_str()), "{path}: {child:?}"));
    assert!(!feed.one("title").text.trim().is_empty(), "{path}");
    assert!(is_whole_address(&feed.one("id").text), "{path}");
    assert_eq!(feed.link("self"), format!("{BASE}{path}"), "the address that it is fetched from");
    assert!(is_whole_address(feed.link("alternate")), "{path}");
    assert!(is_instant(&feed.one("updated").text), "{path}");
    assert!(!feed.one("author").one("name").text.is_empty(), "{path}");
    let mut ids = BTreeSet::new();
    for entry in feed.all("entry") {
        let known = ["title", "id", "link", "updated", "published", "author", "category", "summary"];
        entry.children.iter().for_each(|child| assert!(known.contains(&child.name.as_str()), "{child:?}"));
        assert!(!entry.one("title").text.trim().is_empty(), "{path}: {entry:?}");
        let id = &entry.one("id").text;
        assert!(is_whole_address(id) && ids.insert(id.clone()), "{path}: `{id}` is unique and whole");
        assert!(is_whole_address(entry.link("alternate")), "{path}: {entry:?}");
        let updated = &entry.one("updated").text;
        assert!(is_instant(updated) && *updated <= feed.one("updated").text, "{path}: {updated}");
        assert!(entry.all("published").count() <= 1 && entry.all("summary").count() <= 1, "{path}");
        entry.all("published").for_each(|date| assert!(is_instant(&date.text), "{path}: {date:?}"));
        entry.all("author").for_each(|author| assert!(!author.one("name").text.is_empty(), "{path}"));
        let terms = entry.all("category").map(|category| category.attribute("term"));
        terms.for_each(|term| assert!(term.is_some_and(|term| !term.is_empty()), "{path}"));
    }
    feed
}

#[track_caller]
fn check_json(path: &str, text: &str) -> Value {
    let feed: Value = serde_json::from_str(text).expect("it is JSON");
    let of = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<String>>();
    let known =
        ["version", "title", "description", "home_page_url", "feed_url", "language", "authors", "items"];
    keys(&feed).iter().for_each(|key| assert!(known.contains(&key.as_str()), "{path}: {key}"));
    assert_eq!(of(&feed, "version"), "https://jsonfeed.org/version/1.1");
    assert!(!of(&feed, "title").is_empty(), "{path}");
    assert_eq!(of(&feed, "feed_url"), format!("{BASE}{path}"));
    assert!(is_whole_address(&of(&feed, "home_page_url")), "{path}");
    let mut ids = BTreeSet::new();
    for item in feed["items"].as_array().expect("a list of items") {
        let known = [
            "id",
            "url",
            "external_url",
            "title",
            "content_text",
            "summary",
            "date_published",
            "date_modified",
            "authors",
            "language",
            "tags",
            "_archive",
        ];
        keys(item).iter().for_each(|key| assert!(known.contains(&key.as_str()), "{path}: {key}"));
        assert!(is_whole_address(&of(item, "id")) && ids.insert(of(item, "id")), "{path}: {item}");
        assert!(is_whole_address(&of(item, "url")), "{path}: {item}");
        assert!(item["content_text"].is_string(), "{path}: an item must have a content");
        for key in ["date_published", "date_modified"] {
            assert!(item.get(key).is_none() || is_instant(&of(item, key)), "{path}: {item}");
        }
        let authors = item["authors"].as_array().into_iter().flatten();
        authors.for_each(|author| assert!(!of(author, "name").is_empty(), "{path}: {item}"));
    }
    feed
}

/// Checks every feed of a site; how many there are of each form.
#[track_caller]
fn check_all(built: &Built) -> (usize, usize) {
    let of_name = |name: &str| -> Vec<&str> {
        built.paths().into_iter().filter(|path| path.rsplit('/').next() == Some(name)).collect()
    };
    let (atom, json) = (of_name("atom.xml"), of_name("feed.json"));
    for path in &atom {
        let twin = path.replace("atom.xml", "feed.json");
        let (from_atom, from_json) =
            (check_atom(path, built.text(path)), check_json(&twin, built.text(&twin)));
        let atom_ids: Vec<&str> = from_atom.all("entry").map(|entry| entry.one("id").text.as_str()).collect();
        let items = from_json["items"].as_array().unwrap().iter();
        let json_ids: Vec<&str> = items.map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(atom_ids, json_ids, "both forms of {path} hold the same");
    }
    (atom.len(), json.len())
}

#[test]
fn every_feed_of_the_demonstration_is_valid() {
    let built = demonstration();
    let (atom, json) = check_all(&built);
    assert_eq!(atom, json, "each is there in both forms");
    for folder in ["", "annotations/", "changes/", "people/lu-kang/", "claims/how-many-are-held/"] {
        assert!(
            built.has(&format!("{folder}atom.xml")) && built.has(&format!("{folder}feed.json")),
            "{folder}"
        );
        let page = built.text(&format!("{folder}index.html"));
        for (form, name) in [("application/atom+xml", "atom.xml"), ("application/feed+json", "feed.json")] {
            let link = page.split("<link rel=\"alternate\" type=\"").any(|link| {
                link.starts_with(form)
                    && link.split('>').next().unwrap().ends_with(&format!("{folder}{name}\""))
            });
            assert!(link, "{folder}index.html tells of its {name}");
        }
    }
}

#[test]
fn feeds_of_whatever_people_write_are_valid() {
    let nasty = "a <b> & \\\"c\\\" ]]> \\u0007 \\uFFFE end";
    let site = every_kind(Site::new())
        .file("archive.yaml", format!("title: \"{nasty}\"\nbase_url: {BASE}\nchanges: [{{date: \"[..1984]\", note: \"{nasty}\"}}, {{date: XXXX}}, {{date: 2020~, kind: withdrawn}}]\n"))
        .file("content/articles/ünï code.md", format!("---\ntitle: \"{nasty}\"\ndate: -0043\nauthors: [\"{nasty}\"]\ntopics: [\"{nasty}\"]\nadded: 2022-03~\n---\n"))
        .file("content/articles/a.annotations.yaml", format!("- quote: Lu Kang\n  claim: c\n  position: denies\n  role: \"{nasty}\"\n  note: \"{nasty}\"\n  kind: correction\n  date: 2026-01\n  tags: [\"{nasty}\"]\n- quote: Hotan\n  claim: c\n  position: denies\n  said: 2019-01-07T10:00:00+05:30\n"));
    let built = site.build();
    let (atom, json) = check_all(&built);
    assert!(atom == json && atom > 8, "{atom} and {json}");
    assert_eq!(check_atom("changes/atom.xml", built.text("changes/atom.xml")).all("entry").count(), 5);
}

fn claim() -> Site {
    Site::new()
        .file("archive.yaml", format!("title: T\nbase_url: {BASE}\nfeed_size: 4\n"))
        .file("content/claims/c.md", "---\ntitle: The claim\n---\n")
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
        .article("a", "source: Gazette\nurl: https://gazette.example/a\n", "One two three four five.\n")
        .file("content/articles/a.annotations.yaml", "- id: first\n  quote: One\n  claim: c\n  position: denies\n  speaker: Lu Kang\n  said: 2019-01-07\n  by: Editor\n  date: 2026-03-01\n- id: last\n  quote: two\n  claim: c\n  position: cannot verify\n  role: a spokesman\n  said: 2021-05\n  figure: {value: 1000, qualifier: about, unit: people}\n- id: between\n  quote: three\n  claim: c\n  position: asserts\n- id: lost\n  quote: gone\n  claim: c\n  position: asserts\n  said: XXXX\n- id: note\n  quote: five\n  note: No statement.\n")
}

#[test]
fn a_claims_feed_holds_the_statements_on_it_newest_first() {
    let built = claim().build();
    let feed = check_json("claims/c/feed.json", built.text("claims/c/feed.json"));
    let items = feed["items"].as_array().unwrap();
    let ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    let place = |id: &str| format!("{BASE}articles/a/#a-{id}");
    // Of the third it is not said when; it is no newer than its report of 2020.
    assert_eq!(ids, [place("last"), place("between"), place("first"), place("lost")]);
    let first = &items[2];
    assert_eq!(first["title"], "Lu Kang: Denies");
    assert_eq!(first["content_text"], "“One” In “A”, Gazette.");
    assert_eq!(
        (first["date_published"].as_str(), first["date_modified"].as_str()),
        (Some("2019-01-07T00:00:00Z"), Some("2026-03-01T00:00:00Z"))
    );
    assert_eq!(
        (&first["external_url"], &first["_archive"]["outlet"]),
        (&"https://gazette.example/a".into(), &"Gazette".into())
    );
    assert_eq!(first["authors"][0]["name"], "Editor");
    let last = &items[0];
    assert_eq!(last["title"], "A spokesman: Cannot verify");
    assert_eq!(last["content_text"], "“two” In “A”, Gazette. Figure: about 1,000 people.");
    assert_eq!((last.get("date_published"), &last["_archive"]["date"]), (None, &"2021-05".into()));
    assert_eq!(items[1]["title"], "Nobody named: Asserts");
    assert!(items[1].get("date_published").is_none(), "nobody says when it was said");
    let atom = check_atom("claims/c/atom.xml", built.text("claims/c/atom.xml"));
    assert_eq!(atom.one("title").text, "The claim · T");
    let updated: Vec<&str> = atom.all("entry").map(|entry| entry.one("updated").text.as_str()).collect();
    assert_eq!(
        updated,
        ["2021-05-01T00:00:00Z", "2020-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "1970-01-01T00:00:00Z"]
    );
}

#[test]
fn a_claims_feed_has_no_words_that_are_held_back() {
    let site = claim();
    site.put(
        "content/articles/a.md",
        "---\ntitle: A\ndate: 2020-01-01\naccess: citation\n---\n\nOne two three four five.\n",
    );
    let built = site.build();
    check_all(&built);
    let feed = check_json("claims/c/feed.json", built.text("claims/c/feed.json"));
    assert_eq!(feed["items"].as_array().unwrap().len(), 0, "{feed}");
}

#[test]
fn without_an_address_there_is_no_feed() {
    let site = claim();
    site.put("archive.yaml", "title: T\nchanges: {date: 2026-01-01}\n");
    let built = site.build();
    assert_eq!(check_all(&built), (0, 0));
    assert!(!built.text("claims/c/index.html").contains("feed"), "{}", built.text("claims/c/index.html"));
    assert!(built.has("changes/index.html"));
}
