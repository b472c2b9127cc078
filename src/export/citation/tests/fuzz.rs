//! Whatever a record holds, nothing panics, and each format stays well-formed.

use proptest::prelude::{Strategy, any, prop, prop_oneof};
use proptest::test_runner::{Config, TestRunner};

use super::bare;
use super::exchange::{read_bibtex, read_ris};
use crate::export::citation::{Author, Cited, Dated, Kind, Record, Style, bibtex, cite, csl_json, note, ris};
use crate::text::edtf::Edtf;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[a-zA-Z ,.‘’“”'\"&<>{}\\\\%$#_~^@=\\-\n\r\t]{0,24}",
        "[\u{E000}-\u{E010}20011a ]{0,12}",
        any::<String>(),
    ]
}

fn date() -> impl Strategy<Value = Option<Edtf>> {
    let dates = [
        "2018",
        "2018-12",
        "2018-12-05",
        "2018~",
        "2018-?12",
        "[2018..2019]",
        "2018/..",
        "XXXX",
        "201X",
        "-0043",
        "0001",
        "9999-12-31",
        "Y-170000",
        "2018-21",
        "1950S2",
        "{..1984}",
        "2018-12-05T10:00:00+05:30",
    ];
    prop::option::of(prop::sample::select(dates.to_vec()))
        .prop_map(|date| date.map(|date| Edtf::parse(date).expect("the dates are EDTF")))
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::NewspaperArticle, Kind::WebPage, Kind::Report, Kind::Post])
}

/// The HTML of a citation is its text, escaped, with tags of two kinds, closed in order.
fn is_well_formed(cited: &Cited) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut text = String::new();
    let mut rest = cited.html.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = after.split_once('>') else { return false };
        match tag {
            "i" => open.push("i"),
            "/i" if open.pop() != Some("i") => return false,
            "/a" if open.pop() != Some("a") => return false,
            "/i" | "/a" => {}
            tag if tag.starts_with("a href=\"http") && tag.matches('"').count() == 2 => open.push("a"),
            _ => return false,
        }
        rest = after;
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    open.is_empty() && text == cited.text
}

/// One report with whatever texts and dates.
#[derive(Debug, Clone)]
struct Any {
    texts: [String; 10],
    dates: [Option<Edtf>; 2],
    kind: Kind,
}

fn any_report() -> impl Strategy<Value = Any> {
    let first = prop::array::uniform6(text());
    let second = prop::array::uniform4(text());
    let texts = (first, second).prop_map(|([a, b, c, d, e, f], [g, h, i, j])| [a, b, c, d, e, f, g, h, i, j]);
    (texts, prop::array::uniform2(date()), kind()).prop_map(|(texts, dates, kind)| Any { texts, dates, kind })
}

fn check(styles: &[Style], any: &Any) {
    let [key, title, first, second, outlet, via, url, archived_url, lang, archive_url] = &any.texts;
    let url = if url.len().is_multiple_of(2) { format!("https://{url}") } else { url.clone() };
    let authors = [Author::Name(first), Author::Organization(second)];
    let record = Record {
        key,
        authors: &authors,
        outlet,
        via: &[via],
        kind: any.kind,
        date: any.dates[0].as_ref().map(Dated::from),
        url: &url,
        archived_url,
        accessed: any.dates[1].as_ref().map(Dated::from),
        lang,
        archive_title: outlet,
        archive_url,
        ..bare(title)
    };
    for style in styles {
        for cited in [Some(cite(style, &record)), note(style, &record)].into_iter().flatten() {
            assert!(is_well_formed(&cited), "{}: {}", style.title(), cited.html);
        }
    }
    check_formats(record);
}

fn check_formats(record: Record<'_>) {
    let records = [record, bare("Next"), record];
    assert_eq!(read_ris(&ris(records)).len(), 3);
    let entries = read_bibtex(&bibtex(records));
    assert_eq!(entries.len(), 3);
    let next = entries[1].1.iter().find(|(field, _)| field == "title");
    assert_eq!(next.map(|(_, value)| value.as_str()), Some("{Next}"));
    let parsed = biblatex::Bibliography::parse(&bibtex(records)).map(|parsed| parsed.len());
    assert_eq!(parsed.ok(), Some(3));
    let json: serde_json::Value = serde_json::from_str(&csl_json(records)).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(3));
}

#[test]
fn any_report_is_written_well() {
    let styles =
        ["apa", "chicago-notes", "harvard"].map(|name| Style::named(name, "en").expect("a bundled style"));
    let config = Config { failure_persistence: None, ..Config::with_cases(128) };
    let outcome = TestRunner::new(config).run(&any_report(), |any| {
        check(&styles, &any);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
