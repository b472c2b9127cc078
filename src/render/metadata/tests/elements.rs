//! `<meta>` elements, and what a reference manager makes of them.

use serde_json::json;

use crate::render::metadata::head::{Attribute, Image, Meta};
use crate::render::metadata::tests::{certain, date, head_of, uncertain};
use crate::render::metadata::{Head, Report, Subject, head, meta_html};

#[test]
fn cites_a_certain_report() {
    let expected = "\
<meta name=\"z:itemType\" content=\"newspaperArticle\">
<meta name=\"citation_title\" content=\"A visit\">
<meta name=\"citation_author\" content=\"Jane Doe\">
<meta name=\"citation_author\" content=\"Staff\">
<meta name=\"citation_publication_date\" content=\"2019/01/07\">
<meta name=\"prism.publicationName\" content=\"Coast Post\">
<meta name=\"citation_language\" content=\"en-GB\">
<meta name=\"citation_public_url\" content=\"https://coast.example/visit\">
<meta name=\"DC.type\" content=\"newspaperArticle\">
<meta name=\"DC.title\" content=\"A visit\">
<meta name=\"DC.creator\" content=\"Jane Doe\">
<meta name=\"DC.creator\" content=\"Staff\">
<meta name=\"DC.date\" content=\"2019-01-07\">
<meta name=\"DC.publisher\" content=\"Coast Post\">
<meta name=\"DC.source\" content=\"Wire Service\">
<meta name=\"DC.language\" content=\"en-GB\">
<meta name=\"DC.identifier\" content=\"https://coast.example/visit\">
<meta property=\"og:type\" content=\"article\">
<meta property=\"og:title\" content=\"A visit\">
<meta property=\"og:description\" content=\"What was said.\">
<meta property=\"og:url\" content=\"https://example.org/archive/articles/visit/\">
<meta property=\"og:site_name\" content=\"Access\">
<meta property=\"article:published_time\" content=\"2019-01-07\">
<meta property=\"og:locale\" content=\"en_GB\">
<meta name=\"twitter:card\" content=\"summary\">
";
    assert_eq!(meta_html(&head_of(&certain())), expected);
}

#[test]
fn cites_an_uncertain_report_without_naming_what_is_not_known() {
    let expected = "\
<meta name=\"z:itemType\" content=\"newspaperArticle\">
<meta name=\"citation_title\" content=\"A visit\">
<meta name=\"citation_language\" content=\"en\">
<meta name=\"DC.type\" content=\"newspaperArticle\">
<meta name=\"DC.title\" content=\"A visit\">
<meta name=\"DC.date\" content=\"2018-12-05~\">
<meta name=\"DC.language\" content=\"en\">
<meta property=\"og:type\" content=\"article\">
<meta property=\"og:title\" content=\"A visit\">
<meta name=\"twitter:card\" content=\"summary\">
";
    assert_eq!(meta_html(&head_of(&uncertain())), expected);
}

#[test]
fn gives_dates_only_to_fields_that_can_say_them() {
    #[track_caller]
    fn check(text: &str, highwire: Option<&str>, published: Option<&str>) {
        let metas = head_of(&Report { date: date(text), ..uncertain() });
        assert_eq!(content(&metas, "citation_publication_date"), highwire);
        assert_eq!(content(&metas, "article:published_time"), published);
        assert_eq!(content(&metas, "DC.date"), Some(text));
    }
    check("2019-01-07", Some("2019/01/07"), Some("2019-01-07"));
    check("2019-01-07T10:30:00Z", Some("2019/01/07"), Some("2019-01-07T10:30:00Z"));
    check("2019-01", None, None);
    check("2019", Some("2019"), None);
    check("2019-01-07?", None, None);
    check("[2019-01-07..]", None, None);
    check("2019-01-07/2019-01-09", None, None);
    let undated = head_of(&Report { date: None, ..uncertain() });
    assert_eq!(content(&undated, "DC.date"), Some("XXXX"));
    assert_eq!(content(&undated, "citation_publication_date"), None);
}

/// Zotero's order: the type from `z:itemType`, the newspaper from PRISM, `DC.source` or `og:site_name`,
/// the address from Highwire, then OpenGraph.
#[test]
fn a_reference_manager_finds_the_newspaper_and_its_address() {
    #[track_caller]
    fn check(report: &Report, newspaper: Option<&str>, address: Option<&str>) {
        let metas = head_of(report);
        let first = |names: &[&str]| names.iter().find_map(|name| content(&metas, name)).map(str::to_owned);
        let found = first(&["prism.publicationName", "DC.source", "og:site_name"]);
        assert_eq!(found.as_deref(), newspaper);
        assert_eq!(first(&["citation_public_url", "og:url"]).as_deref(), address);
        assert_eq!(first(&["z:itemType"]).as_deref(), Some("newspaperArticle"));
    }
    check(&certain(), Some("Coast Post"), Some("https://coast.example/visit"));
    check(&Report { via: Vec::new(), ..certain() }, Some("Coast Post"), Some("https://coast.example/visit"));
    check(&Report { outlet: None, ..certain() }, None, Some("https://coast.example/visit"));
    check(&Report { url: String::new(), ..certain() }, Some("Coast Post"), Some("https://kept.example/1"));
    check(&uncertain(), None, None);
}

#[test]
fn an_address_with_a_date_is_no_identifier() {
    #[track_caller]
    fn check(url: &str, is_given: bool) {
        let metas = head_of(&Report { url: url.to_owned(), ..certain() });
        assert_eq!(content(&metas, "DC.identifier"), is_given.then_some(url));
        assert_eq!(content(&metas, "citation_public_url"), Some(url));
    }
    check("https://coast.example/2019/01/07/visit", true);
    check("https://coast.example/2019-01-07/visit", false);
    check("https://coast.example/20190107", false);
    check("https://coast.example/1234-567x", false);
    check("https://coast.example/1234567-visit", true);
    check("https://coast.example/xx123x", true);
}

#[test]
fn escapes_and_tidies_the_content_of_elements() {
    let page = Head {
        site_title: "A & B",
        title: "<b>\"One\"\n\ttwo\u{0}</b>",
        description: "",
        lang: "zh-Hans-cn",
        address: None,
        image: Some(Image {
            address: "https://example.org/card.png".to_owned(),
            width: 1200,
            height: 630,
            alt: "A 'card'".to_owned(),
        }),
        subject: Subject::Page,
    };
    let expected = "\
<meta property=\"og:type\" content=\"website\">
<meta property=\"og:title\" content=\"&lt;b&gt;&quot;One&quot; two&lt;/b&gt;\">
<meta property=\"og:site_name\" content=\"A &amp; B\">
<meta property=\"og:locale\" content=\"zh_CN\">
<meta property=\"og:image\" content=\"https://example.org/card.png\">
<meta property=\"og:image:width\" content=\"1200\">
<meta property=\"og:image:height\" content=\"630\">
<meta property=\"og:image:alt\" content=\"A 'card'\">
<meta name=\"twitter:card\" content=\"summary_large_image\">
";
    let metas = head(&page);
    assert_eq!(meta_html(&metas), expected);
    assert_eq!(metas[0].attribute, Attribute::Property);
    let json = serde_json::to_value(&metas[0]).expect("elements are data");
    assert_eq!(json, json!({ "attribute": "property", "name": "og:type", "content": "website" }));
}

#[test]
fn guesses_no_territory() {
    #[track_caller]
    fn check(lang: &str, expected: Option<&str>) {
        let report = Report { lang: lang.to_owned(), ..certain() };
        assert_eq!(content(&head_of(&report), "og:locale"), expected);
    }
    check("en", None);
    check("ug-Arab-CN", Some("ug_CN"));
    check("es-419", None);
    check("en-x-us", None);
    check("", None);
}

fn content<'a>(metas: &'a [Meta], name: &str) -> Option<&'a str> {
    metas.iter().find(|meta| meta.name == name).map(|meta| meta.content.as_str())
}
