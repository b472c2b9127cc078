//! Graphs: what each kind of page says, and that nothing is described twice or nowhere.

use std::collections::BTreeSet;

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};

use crate::model::kind::Kind;
use crate::render::metadata::tests::{
    BASE, article_page, author, certain, date, head_of, named, site, uncertain,
};
use crate::render::metadata::{
    Described, Entity, Happening, Named, Proposition, Report, Site, Subject, json_ld, meta_html,
};

/// What could end a script, open a comment in it or break its lines.
const UNSAFE: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];

#[test]
fn describes_a_certain_report_by_outlet_and_wire() {
    let (site, report) = (site(), certain());
    let expected = json!([
        {
            "@type": "WebPage",
            "@id": "https://example.org/archive/articles/visit/",
            "url": "https://example.org/archive/articles/visit/",
            "name": "A visit",
            "description": "What was said.",
            "inLanguage": "en-GB",
            "isPartOf": { "@id": "https://example.org/archive/#collection" },
            "isBasedOn": "https://coast.example/visit",
            "mainEntity": { "@id": "https://example.org/archive/articles/visit/#article" },
            "breadcrumb": { "@id": "https://example.org/archive/articles/visit/#breadcrumbs" }
        },
        {
            "@type": "NewsArticle",
            "@id": "https://example.org/archive/articles/visit/#article",
            "mainEntityOfPage": { "@id": "https://example.org/archive/articles/visit/" },
            "headline": "A visit",
            "description": "What was said.",
            "inLanguage": "en-GB",
            "author": [{ "@id": "https://example.org/archive/people/jane/#person" }, { "name": "Staff" }],
            "publisher": { "@id": "https://example.org/archive/sources/coast-post/#source" },
            "sourceOrganization": { "@id": "https://example.org/archive/sources/wire/#source" },
            "datePublished": "2019-01-07",
            "dcterms:issued": { "@type": "edtf:EDTF", "@value": "2019-01-07" },
            "url": "https://coast.example/visit",
            "archivedAt": "https://kept.example/1",
            "isPartOf": { "@id": "https://example.org/archive/#collection" },
            "mentions": [
                { "@id": "https://example.org/archive/people/jane/#person" },
                { "@id": "https://example.org/archive/places/geneva/#place" }
            ]
        },
        {
            "@type": "Collection",
            "@id": "https://example.org/archive/#collection",
            "name": "Access",
            "url": "https://example.org/archive/"
        },
        {
            "@type": "BreadcrumbList",
            "@id": "https://example.org/archive/articles/visit/#breadcrumbs",
            "itemListElement": [
                { "@type": "ListItem", "position": 1, "name": "Access", "item": "https://example.org/archive/" },
                {
                    "@type": "ListItem",
                    "position": 2,
                    "name": "Articles",
                    "item": "https://example.org/archive/articles/"
                },
                {
                    "@type": "ListItem",
                    "position": 3,
                    "name": "A visit",
                    "item": "https://example.org/archive/articles/visit/"
                }
            ]
        },
        { "@type": "Person", "@id": "https://example.org/archive/people/jane/#person", "name": "Jane Doe" },
        {
            "@type": "Organization",
            "@id": "https://example.org/archive/sources/coast-post/#source",
            "name": "Coast Post"
        },
        {
            "@type": "Organization",
            "@id": "https://example.org/archive/sources/wire/#source",
            "name": "Wire Service"
        },
        { "@type": "Place", "@id": "https://example.org/archive/places/geneva/#place", "name": "Geneva" }
    ]);
    assert_eq!(Value::from(graph(&article_page(&site, &report))), expected);
}

#[test]
fn describes_an_uncertain_report_on_a_site_without_an_address() {
    let site = Site { address: None, ..site() };
    let mut report = uncertain();
    report.via[0].address = None;
    let expected = json!([
        {
            "@type": "WebPage",
            "@id": "_:page",
            "name": "A visit",
            "inLanguage": "en",
            "isPartOf": { "@id": "_:collection" },
            "mainEntity": { "@id": "_:article" },
            "breadcrumb": { "@id": "_:breadcrumbs" }
        },
        {
            "@type": "NewsArticle",
            "@id": "_:article",
            "mainEntityOfPage": { "@id": "_:page" },
            "headline": "A visit",
            "inLanguage": "en",
            "sourceOrganization": { "@type": "Organization", "name": "Wire Service" },
            "dcterms:issued": { "@type": "edtf:EDTF", "@value": "2018-12-05~" },
            "isPartOf": { "@id": "_:collection" }
        },
        { "@type": "Collection", "@id": "_:collection", "name": "Access" },
        {
            "@type": "BreadcrumbList",
            "@id": "_:breadcrumbs",
            "itemListElement": [
                { "@type": "ListItem", "position": 1, "name": "Access" },
                { "@type": "ListItem", "position": 2, "name": "Articles" },
                { "@type": "ListItem", "position": 3, "name": "A visit" }
            ]
        }
    ]);
    assert_eq!(Value::from(graph(&article_page(&site, &report))), expected);
}

#[test]
fn describes_a_place_with_its_names_and_where_it_lies() {
    let entity = Entity {
        named: named(Kind::Place, "Kashgar", "places/kashgar/"),
        names: vec![("قەشقەر".to_owned(), "ug".to_owned()), ("Kashi".to_owned(), String::new())],
        summary: "A city.".to_owned(),
        role: String::new(),
        url: "javascript:alert(1)".to_owned(),
        within: Some(named(Kind::Place, "Xinjiang", "places/xinjiang/")),
        coordinates: Some([39.47, 75.99]),
    };
    let expected = json!({
        "@type": "Place",
        "@id": "https://example.org/archive/places/kashgar/#place",
        "mainEntityOfPage": { "@id": "https://example.org/archive/page/" },
        "name": "Kashgar",
        "alternateName": [{ "@language": "ug", "@value": "قەشقەر" }, "Kashi"],
        "description": "A city.",
        "containedInPlace": { "@id": "https://example.org/archive/places/xinjiang/#place" },
        "geo": { "@type": "GeoCoordinates", "latitude": 39.47, "longitude": 75.99 }
    });
    assert_eq!(subject_node(Subject::Entity(&entity)), expected);
}

#[test]
fn describes_the_archive_and_a_claim() {
    let expected = json!({
        "@type": "WebSite",
        "@id": "https://example.org/archive/#website",
        "url": "https://example.org/archive/",
        "name": "Access",
        "inLanguage": "en",
        "about": { "@id": "https://example.org/archive/#collection" }
    });
    assert_eq!(subject_node(Subject::Archive { articles: 5 }), expected);

    let claim = Proposition {
        title: "How many".to_owned(),
        question: "How many are held?".to_owned(),
        appears_in: vec![named(Kind::Article, "A visit", "articles/visit/")],
        address: Some(format!("{BASE}claims/how-many/")),
        ..Proposition::default()
    };
    let expected = json!({
        "@type": "Claim",
        "@id": "https://example.org/archive/claims/how-many/#claim",
        "mainEntityOfPage": { "@id": "https://example.org/archive/page/" },
        "name": "How many",
        "alternativeHeadline": "How many are held?",
        "isPartOf": { "@id": "https://example.org/archive/#collection" },
        "appearance": { "@id": "https://example.org/archive/articles/visit/#article" }
    });
    assert_eq!(subject_node(Subject::Claim(&claim)), expected);
}

#[test]
fn gives_only_the_certain_bounds_of_an_event() {
    #[track_caller]
    fn check(text: &str, start: Option<&str>, end: Option<&str>) {
        let event = Happening { date: date(text), ..Happening::default() };
        let node = subject_node(Subject::Event(&event));
        assert_eq!((node["startDate"].as_str(), node["endDate"].as_str()), (start, end));
        assert_eq!(node["dcterms:date"]["@value"], text);
    }
    check("2018-12-05", Some("2018-12-05"), None);
    check("2018-12", Some("2018-12"), None);
    check("2018", Some("2018"), None);
    check("2018-12-05~", None, None);
    check("2018-XX-05", None, None);
    check("2018-21", None, None);
    check("XXXX", None, None);
    check("Y12018", None, None);
    check("-0043", None, None);
    check("2018-09/2019-01-03", Some("2018-09"), Some("2019-01-03"));
    check("2018-09~/2019-01", None, Some("2019-01"));
    check("2018-09/..", Some("2018-09"), None);
    check("/2019", None, Some("2019"));
    check("[2018,2019]", None, None);
    check("[..2018-09-01]", None, None);
}

#[test]
fn every_identifier_is_described_once() {
    let (site, report) = (site(), certain());
    let page = article_page(&site, &report);
    assert_whole(&page);
    // A thing that names itself, and one that is both an author and mentioned.
    let entity = Entity {
        named: named(Kind::Place, "Geneva", "places/geneva/"),
        names: Vec::new(),
        summary: String::new(),
        role: String::new(),
        url: String::new(),
        within: Some(named(Kind::Place, "Geneva", "places/geneva/")),
        coordinates: None,
    };
    let second = Some(format!("{BASE}places/geneva/page/2/"));
    assert_whole(&Described { address: second, subject: Subject::Entity(&entity), ..page.clone() });
    let home = Some(BASE.to_owned());
    let archive = Subject::Archive { articles: 1 };
    assert_whole(&Described { address: home, trail: Vec::new(), subject: archive, ..page.clone() });
    assert_whole(&Described { subject: Subject::List, ..page.clone() });
    let many: Vec<Named> = (0..200).map(|n| named(Kind::Article, "A", &format!("articles/{n}/"))).collect();
    let event = Happening { told_in: many.clone(), ..Happening::default() };
    assert_whole(&Described { subject: Subject::Event(&event), ..page.clone() });
    let claim = Proposition { appears_in: many, ..Proposition::default() };
    assert_whole(&Described { subject: Subject::Claim(&claim), ..page });
    let nowhere = Site { address: None, ..site.clone() };
    assert_whole(&article_page(&nowhere, &uncertain()));
}

#[test]
fn a_long_list_is_cut_short() {
    let many = (0..200).map(|n| named(Kind::Article, "A", &format!("articles/{n}/"))).collect();
    let claim = Proposition { appears_in: many, ..Proposition::default() };
    let node = subject_node(Subject::Claim(&claim));
    assert_eq!(node["appearance"].as_array().map(Vec::len), Some(50));
}

fn graph(page: &Described) -> Vec<Value> {
    let json: Value = serde_json::from_str(&json_ld(page)).expect("it is JSON");
    json["@graph"].as_array().expect("a graph is a list").clone()
}

/// The node of what a page is about.
fn subject_node(subject: Subject) -> Value {
    let site = site();
    let page = Described {
        site: &site,
        title: "A page".to_owned(),
        description: String::new(),
        lang: "en".to_owned(),
        address: Some(format!("{BASE}page/")),
        trail: Vec::new(),
        subject,
    };
    graph(&page)[1].clone()
}

#[track_caller]
fn assert_whole(page: &Described) {
    let (mut described, mut referred) = (Vec::new(), BTreeSet::new());
    identifiers(&Value::from(graph(page)), &mut described, &mut referred);
    let unique: BTreeSet<String> = described.iter().cloned().collect();
    assert_eq!(described.len(), unique.len(), "described twice: {described:?}");
    let lost: Vec<_> = referred.difference(&unique).collect();
    assert!(lost.is_empty(), "nowhere described: {lost:?}");
}

/// The identifiers that nodes are described under, and those that are only referred to.
fn identifiers(value: &Value, described: &mut Vec<String>, referred: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| identifiers(value, described, referred)),
        Value::Object(fields) => {
            if let Some(id) = fields.get("@id").and_then(Value::as_str) {
                if fields.len() == 1 {
                    referred.insert(id.to_owned());
                } else {
                    described.push(id.to_owned());
                }
            }
            fields.values().for_each(|value| identifiers(value, described, referred));
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn nothing_ends_the_script(
        text in any::<String>(),
        tail in "(</script|<!--|\\]\\]>|\u{2028}|\"|\\\\|\u{0})*",
    ) {
        let words = format!("{text}{tail}</script>");
        let site = Site { title: words.clone(), address: Some(words.clone()), ..Site::default() };
        let thing = Named { kind: Kind::Topic, name: words.clone(), address: Some(words.clone()) };
        let report = Report {
            title: words.clone(),
            lang: words.clone(),
            authors: vec![author(&words)],
            outlet: Some(thing.clone()),
            mentions: vec![thing],
            url: format!("https://coast.example/{words}"),
            rights: words.clone(),
            address: Some(words.clone()),
            ..Report::default()
        };
        let json = json_ld(&article_page(&site, &report));
        prop_assert!(!json.contains(UNSAFE));
        let parsed: Value = serde_json::from_str(&json).expect("it is JSON");
        prop_assert_eq!(&parsed["@graph"][0]["@id"], &Value::from(words));
        let html = meta_html(&head_of(&report));
        prop_assert_eq!(html.matches('<').count(), html.matches("<meta ").count());
        prop_assert_eq!(html.matches('"').count(), 4 * html.lines().count());
    }
}
