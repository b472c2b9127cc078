//! What was added to an archive and changed in it: only what its editor wrote, where readers look for it.

use annotated_archive::diag::Code;

use crate::site::{Built, Site, between, run};

fn site() -> Site {
    Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\nchanges:\n  - date: 2026-03-02\n    kind: withdrawn\n    note: A report was taken out at its author’s wish.\n")
        .file("content/articles/a.md", "---\ntitle: Report\nadded: 2026-01-05\nchanges:\n  - date: 2026-02\n    kind: re-dated\n    note: \"From <3> to 4 May.\"\n  - date: 2026-03-02\naccess: full\n---\n\nOne two.\n")
        .file("content/articles/a.annotations.yaml", "- id: slip\n  quote: two\n  kind: correction\n  note: Read *three*.\n  date: 2026-02-10\n- id: undated\n  quote: One\n  kind: correction\n  note: Read zero.\n- id: comment\n  quote: One\n  note: Said.\n  date: 2026-02-11\n")
        .file("content/people/p.md", "---\nname: Ida Holm\nadded: XXXX\n---\n")
        .file("content/pages/index.md", "---\ntitle: Home\nchanges: {date: 2026-01-06, kind: extended}\n---\n\nText.\n")
}

/// The changes that a page shows: date, what was done, of what.
fn shown(html: &str) -> Vec<String> {
    let rows = html.split("<li class=\"row change").skip(1).map(|row| row.split("</li>").next().unwrap());
    let words = |row: &str| {
        let text: String =
            row.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect();
        text.replace("(date uncertain)", "").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    rows.map(words).collect()
}

#[test]
fn all_changes_are_listed_newest_first_by_month() {
    let built = site().build().clean();
    let main = built.main("changes/index.html");
    assert_eq!(
        shown(main),
        [
            "2 March 2026 Withdrawn A report was taken out at its author’s wish.",
            "2 March 2026 Revised Report",
            "10 February 2026 Correction noted Report Read three. The note and its passage",
            "February 2026 Re-dated Report From &lt;3&gt; to 4 May.",
            "6 January 2026 Extended Home",
            "5 January 2026 Added Report",
            "date unknown? Added Ida Holm",
        ]
    );
    let months: Vec<&str> =
        main.split("<h2 id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    assert_eq!(months, ["m2026-03", "m2026-02", "m2026-01", "_undated"]);
    assert!(main.contains("id=\"_change-2026-03-02-withdrawn\""), "{main}");
    assert!(main.contains("href=\"../articles/a/#a-slip\""), "{main}");
    assert!(
        built.text("people/p/index.html").contains("<a href=\"../../changes/\">Changes to this archive</a>")
    );
    assert!(built.text("sitemap.xml").contains("<loc>https://example.org/changes/</loc>"));
}

#[test]
fn each_page_shows_its_own_changes() {
    let built = site().build().clean();
    let own = |path: &str| {
        shown(between(built.main(path), "<h2 id=\"_changes\">Changes to this page</h2>", "</section>"))
    };
    assert_eq!(
        own("articles/a/index.html"),
        [
            "2 March 2026 Revised",
            "10 February 2026 Correction noted Read three. The note and its passage",
            "February 2026 Re-dated From &lt;3&gt; to 4 May.",
            "5 January 2026 Added",
        ]
    );
    assert!(built.main("articles/a/index.html").contains("id=\"_change-2026-02-re-dated\""));
    assert_eq!(own("people/p/index.html").len(), 1);
    assert_eq!(own("index.html"), ["6 January 2026 Extended"]);
    let without = Site::titled().article("a", "", "Text.\n").build().clean();
    assert!(!without.has("changes/index.html"));
    assert!(
        without.places_of("_changes").is_empty() && without.places_of("Changes to this archive").is_empty()
    );
}

#[test]
fn the_feed_of_changes_leads_to_what_was_changed() {
    let built = site().build().clean();
    let feed: serde_json::Value = serde_json::from_str(built.text("changes/feed.json")).unwrap();
    let items = feed["items"].as_array().unwrap();
    let of =
        |place: usize| ["title", "id", "url", "content_text"].map(|key| items[place][key].as_str().unwrap());
    assert_eq!(
        of(0),
        [
            "Withdrawn",
            "https://example.org/changes/#_change-2026-03-02-withdrawn",
            "https://example.org/changes/#_change-2026-03-02-withdrawn",
            "A report was taken out at its author’s wish."
        ]
    );
    assert_eq!(
        of(2),
        [
            "Correction noted: Report",
            "https://example.org/articles/a/#a-slip",
            "https://example.org/articles/a/#a-slip",
            "Read three."
        ]
    );
    assert_eq!(
        of(5),
        [
            "Added: Report",
            "https://example.org/articles/a/#_change-2026-01-05-added",
            "https://example.org/articles/a/",
            "Added: Report"
        ]
    );
}

#[test]
fn all_changes_leave_as_a_table() {
    let ran = run(&mut site().archive(["export", "changes"]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let rows: Vec<&str> = ran.out.lines().collect();
    assert_eq!(rows.len(), 8, "{rows:#?}");
    assert_eq!(rows[0], "date,kind,what,title,url,note");
    assert_eq!(
        rows[1],
        "2026-03-02,withdrawn,,,https://example.org/changes/#_change-2026-03-02-withdrawn,A report was taken out at its author’s wish."
    );
    assert_eq!(
        rows[4],
        "2026-02,re-dated,article,Report,https://example.org/articles/a/#_change-2026-02-re-dated,From <3> to 4 May."
    );
}

/// What is of the archive as a whole stands in the list alone: a feed knows on which page of it.
#[test]
fn a_long_list_has_pages_and_the_feed_knows_them() {
    let changes: String = (1..=25)
        .map(|day| format!("  - {{date: 2026-01-{day:02}, kind: extended, note: n{day}}}\n"))
        .collect();
    let site = Site::new().file(
        "archive.yaml",
        format!("title: T\nbase_url: https://example.org/\npage_size: 10\nchanges:\n{changes}"),
    );
    let built = site.build().clean();
    assert_eq!(shown(built.main("changes/index.html")).len(), 10);
    assert_eq!(shown(built.main("changes/page/3/index.html")).len(), 5);
    assert!(!built.has("changes/page/4/index.html"));
    let feed: serde_json::Value = serde_json::from_str(built.text("changes/feed.json")).unwrap();
    assert_eq!(feed["items"][24]["id"], "https://example.org/changes/#_change-2026-01-01-extended");
    assert_eq!(feed["items"][24]["url"], "https://example.org/changes/page/3/#_change-2026-01-01-extended");
    assert!(built.text("changes/page/3/index.html").contains("id=\"_change-2026-01-01-extended\""));
}

/// An addition that an entry tells more of is one addition.
#[test]
fn an_addition_is_told_once() {
    let with = |fields: &str| {
        let built = Site::titled().article("a", fields, "Text.\n").build().clean();
        shown(built.main("changes/index.html"))
    };
    assert_eq!(
        with("added: 2026-01-05\nchanges: {date: 2026-01-05, kind: added, note: From a reader.}\n"),
        ["5 January 2026 Added A From a reader."]
    );
    assert_eq!(with("date_added: 2026-01-05\n"), ["5 January 2026 Added A"]);
}

#[test]
fn what_is_wrong_is_reported_and_the_rest_shown() {
    let site = Site::titled().article(
        "a",
        "chnages: []\nchanges:\n  - {date: 5 March 2026, kind: re-dated}\n  - {kind: corected, date: 2026-01-01}\n  - {note: Without a date.}\n  - {date: 2026-01-02, notes: x}\n  - words\n",
        "Text.\n",
    );
    let built = site.build();
    let codes: Vec<(usize, Code)> = built
        .diagnostics
        .iter()
        .map(|found| (found.position.as_ref().map_or(0, |place| place.line), found.code))
        .collect();
    assert_eq!(
        codes,
        [
            (5, Code::UnknownField),
            (7, Code::BadDate),
            (8, Code::UnknownValue),
            (9, Code::MissingField),
            (10, Code::UnknownField),
            (11, Code::WrongType)
        ],
        "{:?}",
        built.problems()
    );
    assert_eq!(
        shown(built.main("changes/index.html")),
        [
            "2 January 2026 Revised A",
            "1 January 2026 Revised A",
            "date unknown? Revised A Without a date.",
            "date unknown? Re-dated A"
        ]
    );
}

const SECRET: &str = "zqx";

#[track_caller]
fn assert_silent(built: &Built) {
    assert_eq!(built.places_of(SECRET), [""; 0]);
}

/// Of what is withheld no change tells, and one that names it is left out: of its own file, of another, and of
/// the configuration.
#[test]
fn changes_say_nothing_of_what_is_withheld() {
    let site = Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\nchanges:\n  - {date: 2026-01-01, kind: withdrawn, note: Agent Zqx is gone.}\n  - {date: 2026-01-02, note: Kept.}\n")
        .file("content/people/agent.md", "---\nname: Agent Zqx\naccess: withheld\nadded: 2026-01-03\nchanges: {date: 2026-01-04, note: Zqx 1}\n---\n")
        .file("content/articles/hidden.md", "---\ntitle: Report zqx\navailable: 2030-01-01\nadded: 2026-01-05\nchanges: {date: 2026-01-06, note: zqx 2}\naccess: full\n---\n\nText.\n")
        .file("content/articles/held.md", "---\ntitle: Held zqx\nadded: 2026-01-07\nchanges: {date: 2026-01-08, note: \"zqx <!-- open\"}\naccess: full\n---\n\nText.\n")
        .file("content/articles/a.md", "---\ntitle: A\nadded: 2026-01-09\nchanges:\n  - {date: 2026-01-10, note: Of AGENT ZQX.}\n  - {date: 2026-01-11, note: \"Kept too.<!-- not agent zqx -->\"}\naccess: full\n---\n\nOne two.\n")
        .file("content/articles/a.annotations.yaml", "- {quote: One, kind: correction, note: Agent Zqx., date: 2026-01-12}\n- {quote: two, kind: correction, note: zqx, date: 2026-01-13, draft: true}\n");
    let built = site.build();
    assert_silent(&built);
    assert_eq!(
        shown(built.main("changes/index.html")),
        ["11 January 2026 Revised A Kept too.", "9 January 2026 Added A", "2 January 2026 Revised Kept."]
    );
    let named: Vec<String> =
        built.problems().into_iter().filter(|problem| problem.contains("names-withheld")).collect();
    assert_eq!(named.len(), 3, "{named:?}");
    assert!(named[0].starts_with("archive.yaml:4:"), "{named:?}");
    // What is held back for another reason than these files is shown: the test can fail.
    site.put("content/people/agent.md", "---\nname: Agent Zqx\nadded: 2026-01-03\n---\n");
    assert_eq!(shown(site.build().main("changes/index.html")).len(), 7);
}

/// A page changes with its changes, and with nothing else: built again or built anew, it is the same.
#[test]
fn a_new_change_reaches_every_page_that_tells_of_it() {
    let site = site();
    let read = |path: &str| std::fs::read_to_string(site.path(&format!("public/{path}"))).unwrap();
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    let before = (read("articles/a/index.html"), read("changes/index.html"), read("changes/atom.xml"));
    site.put("content/people/p.md", "---\nname: Ida Holm\nadded: 2026-04-01\n---\n");
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    let after = (read("articles/a/index.html"), read("changes/index.html"), read("changes/atom.xml"));
    assert!(before.0 == after.0 && before.1 != after.1 && before.2 != after.2);
    assert!(shown(&after.1)[0].starts_with("1 April 2026 Added Ida Holm"), "{}", after.1);
}
