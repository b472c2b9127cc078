//! Every bundled style, and styles from files.

use hayagriva::archive::locales;
use hayagriva::citationberg::{Locale, LocaleCode};

use super::{bare, edtf, with_five};
use crate::export::citation::{Author, Dated, Kind, Record, Style, StyleError, cite, note};

#[test]
fn names_are_looked_up() {
    let names = Style::names();
    assert!(
        ["apa", "chicago-author-date", "chicago-notes", "mla", "harvard"]
            .iter()
            .all(|name| names.contains(name))
    );
    assert!(names.is_sorted());
    assert!(Style::named("apaa", "en").is_none());
}

/// The bundled words in English.
fn english() -> Vec<Locale> {
    let is_english = |locale: &Locale| locale.lang.as_ref().is_some_and(LocaleCode::is_english);
    locales().into_iter().filter(is_english).collect()
}

/// No style lets a stand-in through, whole or in part, and none says a doubtful year as a plain one.
#[test]
fn no_style_shows_a_stand_in_or_a_doubtful_year() {
    let date = edtf("1987~");
    let accessed = edtf("[..1991-04-01]");
    let record = Record {
        authors: &[Author::Name("Isabel van Brugen")],
        outlet: "UrduPoint",
        via: &["Sputnik"],
        date: Some(Dated::from(&date)),
        accessed: Some(Dated::from(&accessed)),
        url: "https://example.org/",
        ..bare("McDonald on the record")
    };
    let english = english();
    for name in Style::names() {
        let style = Style::bundled(name, "en", || english.clone()).expect("a name of the list");
        for kind in [Kind::NewspaperArticle, Kind::WebPage, Kind::Report] {
            let record = Record { kind, ..record };
            for cited in [Some(cite(&style, &record)), note(&style, &record)].into_iter().flatten() {
                let said = cited.text.replace("ca. 1987", "").replace("on or before 1 April 1991", "");
                let figures: Vec<&str> = said
                    .split(|char: char| !char.is_ascii_digit())
                    .filter(|figures| figures.len() > 1)
                    .collect();
                assert!(figures.is_empty(), "{name}: {}", cited.text);
                assert!(!cited.text.chars().any(|char| ('\u{E000}'..='\u{F8FF}').contains(&char)), "{name}");
                assert!(!cited.text.is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn words_are_of_the_language() {
    let record = Record { lang: "de", ..bare("Titel") };
    let check = |lang, expected: &str| {
        let style = Style::named("apa", lang).expect("a bundled style");
        let text = cite(&style, &record).text.replace('\u{A0}', " ");
        assert!(text.contains(expected), "{lang}: {text}");
    };
    check("en", "n.d.");
    check("en-GB", "n.d.");
    check("de", "o. J.");
    check("de-AT", "o. J.");
    check("fr", "s. d.");
    check("es", "s. f.");
    check("zh-Hans", "不详");
    check("zh-Hant", "不詳");
    check("ar", "د.ت");
    check("ug", "n.d.");
    check("", "n.d.");
}

#[test]
fn texts_are_escaped_and_only_web_addresses_are_links() {
    let style = Style::named("mla", "en").expect("a bundled style");
    let record = Record {
        outlet: "A & B",
        url: "javascript:alert(1)",
        lang: "de",
        ..bare("<b onclick=\"x\">Titel</b> & mehr")
    };
    let html = cite(&style, &record).html;
    assert!(html.contains("&lt;b onclick=&quot;x&quot;&gt;Titel&lt;/b&gt; &amp; mehr"), "{html}");
    assert!(html.contains("A &amp; B"), "{html}");
    assert!(!html.contains("<a "), "{html}");
    let record = Record { url: "https://example.org/?a=1&b=\"2\"", ..record };
    let html = cite(&style, &record).html;
    assert!(html.contains("<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\">"), "{html}");
}

#[test]
fn names_and_outlets_keep_their_capitals() {
    let style = Style::named("chicago-author-date", "en").expect("a bundled style");
    let record = Record {
        authors: &[Author::Organization("eLife desk")],
        outlet: "UrduPoint.",
        ..bare("how McDonald met the iPhone")
    };
    let text = cite(&style, &record).text;
    assert!(text.contains("“How McDonald Met the iPhone.” UrduPoint."), "{text}");
    assert!(!text.contains("UrduPoint.."), "{text}");
}

#[test]
fn quotation_marks_within_titles_change() {
    let title = "Envoy calls it ‘China’s choice’";
    let text = |name, title| cite(&Style::named(name, "en").expect("a bundled style"), &bare(title)).text;
    let record = Record { outlet: "Post", lang: "en", ..bare(title) };
    let harvard = Style::named("harvard", "en").expect("a bundled style");
    assert_eq!(cite(&harvard, &record).text, "Post (no date) ‘Envoy calls it “China’s choice”’.");
    let mla = Style::named("mla", "en").expect("a bundled style");
    let record = Record { outlet: "Post", lang: "de", ..bare("Ein “Lager” in China") };
    assert_eq!(cite(&mla, &record).text, "“Ein ‘Lager’ in China.” Post.");
    assert!(text("apa", "A “camp”").contains("A “camp”"));
}

#[test]
fn the_archive_has_a_record_of_its_own() {
    let style = Style::named("apa", "en").expect("a bundled style");
    with_five(|five| {
        assert!(five[0].page().is_none());
        let record = Record { archive_url: "https://archive.example/a/", ..five[0] };
        let page = record.page().expect("it has an address");
        assert_eq!(
            cite(&style, &page).text,
            "UN wants access to China’s Xinjiang ‘re-education camps’. (n.d.). Access to Xinjiang. \
             https://archive.example/a/"
        );
    });
}

/// The archive's page is no newspaper's: it is cited as what it is, with the day on which the archive took the
/// report in, and without author and date of the report.
#[test]
fn the_archives_own_record_is_cited_in_every_style() {
    let recorded = edtf("2026-11-21");
    let cited = |name: &str| {
        let style = Style::named(name, "en").expect("a bundled style");
        with_five(|five| {
            let page = Record {
                recorded: Some(Dated::from(&recorded)),
                archive_url: "https://archive.example/a/",
                ..five[1]
            };
            cite(&style, &page.page().expect("it has an address")).text
        })
    };
    assert_eq!(
        ["apa", "chicago-author-date", "chicago-notes", "mla", "harvard"].map(cited),
        [
            "China Invites UN Officials to Visit Its ‘Vocational Re-education’ Centers in Xinjiang. (2026, \
             November 21). Access to Xinjiang. https://archive.example/a/",
            "Access to Xinjiang. 2026. “China Invites UN Officials to Visit Its ‘Vocational Re-Education’ \
             Centers in Xinjiang.” November 21. https://archive.example/a/.",
            "Access to Xinjiang. “China Invites UN Officials to Visit Its ‘Vocational Re-Education’ Centers \
             in Xinjiang.” November 21, 2026. https://archive.example/a/.",
            "“China Invites UN Officials to Visit Its ‘Vocational Re-Education’ Centers in Xinjiang.” Access \
             to Xinjiang, 21 Nov. 2026, https://archive.example/a/.",
            "China Invites UN Officials to Visit Its ‘Vocational Re-education’ Centers in Xinjiang (2026) \
             Access to Xinjiang. Available at: https://archive.example/a/.",
        ]
    );
}

const SMALL: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Small</title><id>small</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<macro name="year"><date variable="issued"><date-part name="year" form="FORM"/></date></macro>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><group delimiter=", "><text variable="title"/><text macro="year"/>MORE</group></layout></bibliography>
</style>"#;

#[test]
fn a_style_from_a_file_is_used() {
    let style = Style::from_csl(&SMALL.replace("FORM", "long").replace("MORE", ""), "en").expect("a style");
    assert_eq!(style.title(), "Small");
    assert!(!style.has_notes());
    let date = edtf("2018~");
    let record = Record { date: Some(Dated::from(&date)), ..bare("Title") };
    assert_eq!(cite(&style, &record).text, "Title, ca. 2018.");
    assert_eq!(note(&style, &record), None);
}

/// Two figures of a stand-in would be a wrong year.
#[test]
fn a_style_that_shortens_years_leaves_doubtful_ones_out() {
    let style = Style::from_csl(&SMALL.replace("FORM", "short").replace("MORE", ""), "en").expect("a style");
    let (plain, about) = (edtf("2018"), edtf("2018~"));
    let record = Record { date: Some(Dated::from(&plain)), ..bare("Title") };
    assert_eq!(cite(&style, &record).text, "Title, 18.");
    let record = Record { date: Some(Dated::from(&about)), ..bare("Title") };
    assert_eq!(cite(&style, &record).text, "Title.");
}

#[test]
fn a_bad_style_is_refused_with_the_reason() {
    let refused = |xml: &str| Style::from_csl(xml, "en").expect_err("a bad style");
    let endless = SMALL.replace("FORM", "long").replace("MORE", "").replace(
        "<macro name=\"year\">",
        "<macro name=\"a\"><group><text macro=\"b\"/></group></macro>\
         <macro name=\"b\"><choose><if variable=\"title\"><text macro=\"a\"/></if></choose></macro><macro name=\"year\">",
    );
    assert_eq!(refused(&endless), StyleError::Endless("a".to_owned()));
    assert_eq!(refused(&"<group>".repeat(200)), StyleError::TooDeep);
    assert_eq!(refused(&" ".repeat((1 << 20) + 1)), StyleError::TooLarge);
    let broken = refused(&SMALL.replace("FORM", "long").replace("MORE", "<text/>"));
    assert!(matches!(&broken, StyleError::NotCsl { .. }), "{broken}");
    assert!(refused("").to_string().starts_with("not a CSL style"));
    let dependent = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>D</title><id>d</id>
        <link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>
        <updated>2020-01-01T00:00:00+00:00</updated></info></style>"#;
    assert_eq!(
        refused(dependent).to_string(),
        "the style is only a pointer to another one, `http://www.zotero.org/styles/apa`: save that one instead"
    );
}
