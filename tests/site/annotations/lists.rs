//! Where annotations are listed: the page of all of them, its feed, and the data beside the pages. And how
//! much of the site a change to one of them touches.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::annotations::{PAGE, SIDECAR, annotated, assert_sound};
use crate::site::{Built, Site, between, run};

/// Three articles with a note each, made in another order than that of the articles.
fn three() -> Site {
    let site = Site::new().file("archive.yaml", "title: T\nbase_url: https://example.org/repo/\n");
    [("a", 2018, "2026-01-02"), ("b", 2019, "2026-01-03"), ("c", 2020, "2026-01-01")].into_iter().fold(site, |site, (name, year, made)| {
        site.file(
            &format!("content/articles/{name}.md"),
            format!("---\ntitle: Report {name}\ndate: {year}\naccess: full\nsource: Gazette\n---\n\nOne two &lt;three&gt; & four.\n"),
        )
        .file(
            &format!("content/articles/{name}.annotations.yaml"),
            format!("- id: of-{name}\n  quote: two <three> & four\n  note: \"Note & *of* {name}\"\n  by: Editor\n  date: {made}\n  tags: [one, two]\n- quote: One\n"),
        )
    })
}

/// The quotes of a page of the list, as links.
fn listed(built: &Built, path: &str) -> Vec<String> {
    let rows = built.main(path).split("<li class=\"row annotation").skip(1);
    rows.map(|row| between(row, "<p class=\"row-title\"><a href=\"", "\"").to_owned()).collect()
}

#[test]
fn all_annotations_are_listed_newest_first() {
    let built = three().build().clean();
    let rows = listed(&built, "annotations/index.html");
    assert_eq!(rows[..3], ["../articles/b/#a-of-b", "../articles/a/#a-of-a", "../articles/c/#a-of-c"]);
    let articles: Vec<&str> = rows[3..].iter().map(|row| &row[..14]).collect();
    assert_eq!(
        articles,
        ["../articles/c/", "../articles/b/", "../articles/a/"],
        "undated ones with the newest reports first"
    );
    let page = built.main("annotations/index.html");
    for words in [
        "<q>two &lt;three&gt; &amp; four</q>",
        "Note &amp; <em>of</em> b",
        "Editor",
        "2 January 2026",
        "Report c",
        "6</span> annotations",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert_sound(&built);
}

#[test]
fn a_site_without_annotations_has_no_list_of_them() {
    let built = Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\n")
        .article("a", "", "Text.\n")
        .build()
        .clean();
    for word in ["annotations/", "note-ref", "<mark>", "jsonld"] {
        let places: Vec<&str> =
            built.places_of(word).into_iter().filter(|path| !path.starts_with("theme/")).collect();
        assert_eq!(places, [""; 0], "{word}");
    }
    let with = three().build().clean();
    assert!(with.text("index.html").contains("href=\"./annotations/\""), "the list is in the navigation");
    assert!(with.text("sitemap.xml").contains("<loc>https://example.org/repo/annotations/</loc>"));
}

#[test]
fn the_list_has_pages() {
    let entries: String = (0..25)
        .map(|number| format!("- id: n{number}\n  quote: w{number}\n  date: 2026-01-{:02}\n", 25 - number))
        .collect();
    let text: String = (0..25).map(|number| format!("w{number} ")).collect();
    let site = annotated(&text, &entries);
    site.put("archive.yaml", "title: T\nbase_url: https://example.org/\npage_size: 10\nfeed_size: 7\n");
    let built = site.build().clean();
    let (first, last) =
        (listed(&built, "annotations/index.html"), listed(&built, "annotations/page/3/index.html"));
    assert_eq!((first.len(), listed(&built, "annotations/page/2/index.html").len(), last.len()), (10, 10, 5));
    assert_eq!((first[0].as_str(), last[4].as_str()), ("../articles/a/#a-n0", "../../../articles/a/#a-n24"));
    assert!(!built.has("annotations/page/4/index.html"));
    assert!(built.text("annotations/page/2/index.html").contains("<link rel=\"prev\""));
    assert_eq!(built.text("annotations/atom.xml").matches("<entry>").count(), 7);
    assert_sound(&built);
}

#[test]
fn the_feed_holds_the_newest() {
    let built = three().build().clean();
    let feed = built.text("annotations/atom.xml");
    let entries: Vec<&str> = feed.split("<entry>").skip(1).collect();
    assert_eq!(entries.len(), 6);
    for part in [
        "<id>https://example.org/repo/articles/b/#a-of-b</id>",
        "<updated>2026-01-03T00:00:00Z</updated>",
        "<name>Editor</name>",
        "Note &amp; of b",
        "two &lt;three&gt; &amp; four",
        "Report b",
        "<category term=\"one\"/>",
    ] {
        assert!(entries[0].contains(part), "{part} in {}", entries[0]);
    }
    assert!(feed.contains("<updated>2026-01-03T00:00:00Z</updated>"));
    assert!(
        built.text("annotations/index.html").contains("href=\"../annotations/atom.xml\""),
        "{}",
        built.text("annotations/index.html")
    );
    let site = three();
    site.put("archive.yaml", "title: T\n");
    assert!(!site.build().clean().has("annotations/atom.xml"), "no feed without an address");
}

/// Beside each annotated article, and beside the list, they stand as data.
#[test]
fn annotations_are_there_as_data() {
    let built = three().build().clean();
    for (path, count) in [("articles/a/annotations.jsonld", 2), ("annotations/annotations.jsonld", 6)] {
        let data: serde_json::Value =
            serde_json::from_str(built.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(data["total"], count, "{path}");
        let items = data["first"]["items"].as_array().unwrap_or_else(|| panic!("{path}: {data}"));
        assert_eq!(items.len(), count);
        assert!(
            items.iter().any(|item| item["id"] == "https://example.org/repo/articles/a/#a-of-a"),
            "{path}"
        );
    }
    assert!(
        built
            .text(PAGE)
            .contains("type=\"application/ld+json\" href=\"../../articles/a/annotations.jsonld\"")
    );
    let plain = Site::titled().article("a", "", "Text.\n").build().clean();
    assert!(!plain.text(PAGE).contains("jsonld"));
}

#[cfg(unix)]
fn changed_by(site: &Site, change: impl FnOnce()) -> Vec<String> {
    use std::os::unix::fs::MetadataExt;
    let stamps = || -> Vec<(String, u64, i64)> {
        let stamp = |path: String| {
            let meta = fs::metadata(site.path("public").join(&path)).unwrap();
            (path, meta.ino(), meta.mtime_nsec())
        };
        site.public().into_keys().map(stamp).collect()
    };
    let build = || assert_eq!(run(&mut site.archive(["build", "--as-of", "2026-01-01"])).status, 0);
    build();
    let before = stamps();
    change();
    build();
    let changed = stamps().into_iter().filter(|stamp| !before.contains(stamp)).map(|(path, ..)| path);
    // The index of all words changes with any of them.
    changed.filter(|path| !path.starts_with("search/")).collect()
}

#[test]
#[cfg(unix)]
fn a_change_to_a_note_touches_what_shows_it_and_nothing_else() {
    let site = three();
    assert_eq!(changed_by(&site, || {}), [""; 0], "no change");
    let sidecar = "content/articles/a.annotations.yaml";
    let text = fs::read_to_string(site.path(sidecar)).unwrap();
    let shown = [
        ".archive-manifest.json",
        "annotations/annotations.jsonld",
        "annotations/atom.xml",
        "annotations/feed.json",
        "annotations/index.html",
        "articles/a/annotations.jsonld",
        PAGE,
    ];
    assert_eq!(changed_by(&site, || site.put(sidecar, text.replace("Note &", "Another &"))), shown);
    assert_eq!(
        changed_by(&site, || site
            .put(sidecar, format!("# a comment\n{}", text.replace("Note &", "Another &")))),
        [""; 0]
    );
    let draft = text.replace("by: Editor", "by: Editor\n  draft: true");
    let mut touched = changed_by(&site, || site.put(sidecar, &draft));
    touched.retain(|path| !shown.contains(&path.as_str()));
    assert_eq!(touched, ["404.html", "index.html"], "the pages that count them");
    let evidence = text.replace("by: Editor", "by: Editor\n  event: visit");
    site.put("content/events/visit.md", "---\ntitle: Visit\ndate: 2018\n---\n");
    let mut touched = changed_by(&site, || site.put(sidecar, &evidence));
    touched.retain(|path| !shown.contains(&path.as_str()));
    let on_timeline = |path: &String| path.starts_with("timeline/");
    assert_eq!(touched.iter().filter(|path| on_timeline(path)).count(), 5, "{touched:?}");
    touched.retain(|path| !on_timeline(path));
    assert_eq!(
        touched,
        [
            "404.html",
            "events/index.html",
            "events/visit/index.html",
            "index.html",
            // Its timeline: the event is attested by what the outlet published.
            "sources/gazette/index.html"
        ]
    );
}

/// A text that changes around a passage moves its note, and a text that loses it says so.
#[test]
fn a_change_to_a_text_moves_its_notes() {
    let site = three();
    let build = || run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    assert_eq!((build().status, build().out.contains("(0 changed)")), (0, true));
    let article = fs::read_to_string(site.path("content/articles/a.md")).unwrap();
    site.put("content/articles/a.md", article.replace("One two", "Before that.\n\nOne two"));
    let ran = build();
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    site.put("content/articles/a.md", article.replace("two &lt;three&gt;", "nothing"));
    let ran = build();
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("warning[orphaned-annotation]"), "{}", ran.err);
    let fresh = Site::new();
    crate::site::tree(&site.path("content"))
        .into_iter()
        .for_each(|(path, bytes)| fresh.put(&format!("content/{path}"), bytes));
    fresh.put("archive.yaml", fs::read(site.path("archive.yaml")).unwrap());
    crate::site::assert_same(&site.public(), &fresh.build().files, "a fresh build");
}

/// The program, serving; ended at the end of the test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The preview shows a sidecar as soon as it is there. A failure waits for a minute; what passes does not.
#[test]
fn the_preview_picks_up_a_sidecar() {
    let site = Site::titled().article("a", "", "One two three.\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command.args(["serve", "--root"]).arg(site.root()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut serving = Serving(command.spawn().unwrap());
    let mut lines = BufReader::new(serving.0.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| {
        let line = line.ok()?;
        let (_, rest) = line.split_once("http://")?;
        Some(rest.split('/').next()?.to_owned())
    });
    let address = address.expect("the preview says where it is");
    // What it says later must find a reader.
    thread::spawn(move || lines.for_each(drop));
    let page = || {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "GET /articles/a/ HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(page().contains("One two three") && !page().contains("note-ref"), "{}", page());
    for (entries, shown) in [
        ("- quote: two\n  note: Words of a note\n", "Words of a note"),
        ("- quote: two\n  note: Other words\n", "Other words"),
    ] {
        site.put(SIDECAR, entries);
        let is_shown = (0..600).any(|_| {
            thread::sleep(Duration::from_millis(100));
            page().contains(shown)
        });
        assert!(is_shown, "{}", page());
    }
}
