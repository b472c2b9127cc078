//! The timeline out to other programs and in from them: `archive export timeline` and `archive import events`.

use std::fs;

use serde_json::Value;

use crate::site::{Ran, Site, assert_same, run, tree};

fn site() -> Site {
    Site::new()
        .file("archive.yaml", "title: T & <b>\nbase_url: https://example.org/t/\n")
        .article("a", "source: Gazette\n", "The camp opened in August.\n")
        .file(
            "content/articles/a.annotations.yaml",
            "- id: opened\n  quote: The camp opened\n  event: opening\n  event_date: 2018-08\n",
        )
        .file(
            "content/events/opening.md",
            "---\ntitle: \"=The opening; a “camp”\"\ndate: 2018-08~\ndate_note: It says so.\nsummary: One, two.\nplaces: [Hotan]\npeople: [Lu Kang]\n---\n",
        )
        .file("content/events/term.md", "---\ntitle: A term\ndate: 2018/..\n---\n")
        .file("content/events/before.md", "---\ntitle: Before\ndate: -0043-03\n---\n")
        .file("content/events/undated.md", "---\ntitle: Undated\n---\n")
        .file("content/events/secret.md", "---\ntitle: Secretword\ndate: 2019\naccess: withheld\n---\n")
}

fn export(site: &Site, form: &str) -> String {
    let ran = run(&mut site.archive(["export", "timeline", "--format", form]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{form}");
    assert!(!ran.out.contains("Secretword") && !ran.out.contains("secret"), "{form}: {}", ran.out);
    ran.out
}

fn import(site: &Site, text: impl AsRef<[u8]>) -> Ran {
    site.put("foreign", text);
    run(site.archive(["import", "events"]).arg(site.path("foreign")))
}

fn event(site: &Site, slug: &str) -> String {
    let path = site.path(&format!("content/events/{slug}.md"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{slug}: {error}"))
}

/// The titles and dates of all events of a site, as its table has them.
fn titles(site: &Site) -> Vec<(String, String)> {
    let table = export(site, "csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    let events = rows.filter(|row| &row[1] == "happened");
    let mut titles: Vec<(String, String)> =
        events.map(|row| (row[7].to_owned(), row[2].to_owned())).collect();
    titles.sort();
    titles
}

#[test]
fn each_form_has_what_it_can_hold() {
    let site = site();
    let slides: Value = serde_json::from_str(&export(&site, "json")).unwrap();
    assert_eq!(slides["title"]["text"]["headline"], "T &amp; &lt;b&gt;");
    let slides = slides["events"].as_array().unwrap();
    let ids: Vec<&str> = slides.iter().map(|slide| slide["unique_id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"happened-opening") && !ids.contains(&"happened-undated"), "{ids:?}");
    let opening = slides.iter().find(|slide| slide["unique_id"] == "happened-opening").unwrap();
    assert_eq!(opening["display_date"], "About August 2018");
    assert_eq!(opening["start_date"], serde_json::json!({"year": 2018, "month": 8}));
    let text = opening["text"]["text"].as_str().unwrap();
    assert!(text.contains("<a href=\"https://example.org/t/events/opening/\">"), "{text}");
    assert!(text.contains("articles/a/#a-opened\">“The camp opened”</a>"), "{text}");

    let calendar = export(&site, "ics").replace("\r\n ", "");
    assert_eq!(
        calendar.matches("BEGIN:VEVENT").count(),
        2,
        "neither undated nor before the year 1: {calendar}"
    );
    for line in [
        "UID:happened-opening@example.org/t/events/opening",
        "DTSTART;VALUE=DATE:20180801\r\nDTEND;VALUE=DATE:20180901",
        "SUMMARY:about August 2018: =The opening\\; a “camp”",
        "DTSTART;VALUE=DATE:20180101\r\nSUMMARY:since 2018: A term",
    ] {
        assert!(calendar.contains(&format!("{line}\r\n")), "{line} in {calendar}");
    }

    let table = export(&site, "csv");
    for cells in [
        "happened-opening,happened,2018-08~,2018-08-01,2018-08-31,no,about August 2018,\"'=The opening; a “camp”\",\"One, two.\",",
        "happened-before,happened,\"-0043-03\",\"-0043-03-01\",\"-0043-03-31\",yes,March 44 BC,Before,",
        "happened-undated,happened,,,,,,Undated,",
        "published,2020-01-01,2020-01-01,2020-01-01,yes,1 January 2020,A,",
    ] {
        assert!(table.contains(cells), "{cells} in {table}");
    }
}

#[test]
fn the_same_site_gives_the_same_bytes_to_a_file_too() {
    let site = site();
    for form in ["json", "ics", "csv"] {
        let out = site.path("out");
        let ran = run(site.archive(["export", "timeline", "-f", form, "-o"]).arg(&out));
        assert_eq!((ran.status, ran.out.as_str()), (0, ""));
        assert_eq!(fs::read_to_string(&out).unwrap(), export(&site, form), "{form}");
    }
    let ran = run(&mut site.archive(["export", "timeline", "-f", "xml"]));
    assert_eq!(ran.status, 2);
}

#[test]
fn what_is_exported_comes_back_as_events_once() {
    let from = site();
    for form in ["json", "csv"] {
        let file = export(&from, form);
        let to = Site::titled();
        let ran = import(&to, &file);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        assert!(ran.out.contains("note: 1 of role `published`: only events are imported"), "{}", ran.out);
        to.build().clean();
        let mut expected = titles(&from);
        // Undated entries are in the table only.
        expected.retain(|(title, _)| form == "csv" || title != "Undated");
        assert_eq!(titles(&to), expected, "{form}");
        let text = event(&to, "the-opening-a-camp");
        for line in [
            "title: \"=The opening; a “camp”\"\n",
            "date: \"2018-08~\"\n",
            "date_note: It says so.\n",
            "summary: One, two.\n",
            "people: [Lu Kang]\n",
            "places: [Hotan]\n",
            "    url: https://example.org/t/events/opening/\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        let before = tree(&to.path("content"));
        let ran = import(&to, &file);
        assert!(ran.out.contains("imported 0 events from"), "{}", ran.out);
        assert!(ran.out.contains(&format!("{} there already", expected.len())), "{}", ran.out);
        assert_same(&tree(&to.path("content")), &before, "a second import changes nothing");
    }
}

const SHEET: &str = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n\
    2018,9,,,,,,,early autumn,Visit: one,\"<p>Words <b>of</b> <a href=\"\"https://example.org/\"\">a page</a><script>x()</script> & <img src=x onerror=y></p>\",https://example.org/p.jpg,C,,,,Camps,\n\
    someday,,,,,,,,,Visit: two,{{ x }} [[wiki]] {==m==}{>>n<<},,,,,,,\n";

#[test]
fn a_timelinejs_table_becomes_events_that_build() {
    let site = Site::titled();
    let ran = import(&site, SHEET);
    assert_eq!(ran.status, 1, "one date could not be read: {}", ran.out);
    for words in [
        "made content/events/visit-one.md",
        "foreign:3: no date: “Visit: two”: its year `someday` is not a whole number",
        "imported 2 events from a TimelineJS table, 1 with a date that could not be read",
    ] {
        assert!(ran.out.contains(words), "{words} in {}", ran.out);
    }
    assert_eq!(
        event(&site, "visit-one"),
        "---\ntitle: \"Visit: one\"\ndate: 2018-09\ndate_note: \"Given as “early autumn”.\"\ntopics: [Camps]\nextra:\n  imported:\n    media: https://example.org/p.jpg\n    media_credit: C\n---\n\nWords of [a page](<https://example.org/>) & picture\n"
    );
    let two = event(&site, "visit-two");
    assert!(!two.contains("\ndate:") && two.contains("date_note: \"Given as “someday”.\"\n"), "{two}");
    let built = site.build().clean();
    let page = built.body("events/visit-two/index.html");
    assert!(page.contains("{{ x }} [[wiki]] {==m==}{&gt;&gt;n&lt;&lt;}"), "{page}");
    let before = tree(&site.path("content"));
    let ran = import(&site, SHEET);
    assert!(ran.out.contains("imported 0 events from a TimelineJS table, 2 there already"), "{}", ran.out);
    assert_same(&tree(&site.path("content")), &before, "a second import changes nothing");
}

#[test]
fn no_file_is_overwritten_and_no_event_is_lost() {
    let site = Site::titled()
        .file("content/events/visit.md", "---\ntitle: Visit\ndate: 2018\n---\n\nMine.\n")
        .file("content/events/other.md", "---\ntitle: Else\nslug: talk\n---\n")
        .file("content/events/broken.md", "---\ntitle: [\n---\n");
    let ran = import(
        &site,
        "title,date,text\nVisit,2018,theirs\nvisit,2019,x\nVisit,2020,y\nVisit,2020,y\nVisit,2020,z\nTalk,,\nBroken,2018,\n…,2018,\n",
    );
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.contains("imported 6 events from a table, 2 there already"), "{}", ran.out);
    assert!(event(&site, "visit").ends_with("Mine.\n"));
    assert!(event(&site, "broken").contains("title: [\n"));
    for (slug, date, end) in [
        ("visit-2", "2019", "x"),
        ("visit-3", "2020", "y"),
        ("visit-4", "2020", "z"),
        ("broken-2", "2018", "---"),
        ("event", "2018", "---"),
    ] {
        let text = event(&site, slug);
        assert!(
            text.contains(&format!("date: \"{date}\"")) && text.trim_end().ends_with(end),
            "{slug}: {text}"
        );
    }
    assert!(event(&site, "talk-2").contains("title: Talk\n"));
    let before = tree(&site.path("content"));
    site.put("content/events/talk-2.md", "---\ntitle: Talk\ndate: 2021\n---\n");
    let ran = import(&site, "title,date\nTalk,\nVisit,2020\n");
    assert!(ran.out.contains("imported 0 events from a table, 2 there already"), "{}", ran.out);
    site.put("content/events/talk-2.md", &before["events/talk-2.md"]);
    assert_same(&tree(&site.path("content")), &before, "nothing else is written");
}

#[test]
fn what_is_no_timeline_is_refused_with_the_line() {
    let site = Site::titled();
    let before = tree(&site.path("."));
    for (text, message, help) in [
        ("", "the file is empty", "give TimelineJS JSON"),
        (
            "colour,size\nred,1\n",
            "foreign:1:1: no column is a title, of `colour`, `size`\n  | colour,size",
            "help: the first line",
        ),
        ("{\"events\": [\n  {\"a\": 1,}\n]}", "foreign:2:11: this is not JSON", "  | {\"a\": 1,}"),
        (
            "title,date\nA,\"2018\n",
            "foreign:2:1: a cell begins with a quote that is never closed\n  | A,\"2018",
            "help: close it",
        ),
    ] {
        let ran = import(&site, text);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{text}");
        assert!(ran.err.contains(message) && ran.err.contains(help), "{text}: {}", ran.err);
    }
    site.remove("foreign");
    let ran = run(&mut site.archive(["import", "events", "missing.csv"]));
    assert!(ran.status == 2 && ran.err.contains("cannot read `missing.csv`"), "{}", ran.err);
    assert_same(&tree(&site.path(".")), &before, "nothing is written");
}
