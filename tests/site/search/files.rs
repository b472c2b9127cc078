//! The files of the index: which there are, that nothing withheld is in them, and that they are the same
//! every time.

use annotated_archive::search::{Order, Reading};

use crate::site::{Built, Site, every_kind, run};

/// The index of a built site.
fn index(built: &Built) -> impl Iterator<Item = &Vec<u8>> {
    let is_file = |path: &str| path.starts_with("search/") && path.ends_with(".bin");
    built.files.iter().filter(move |(path, _)| is_file(path)).map(|(_, bytes)| bytes)
}

fn holds(built: &Built, word: &str) -> bool {
    let word = word.as_bytes();
    index(built).any(|bytes| bytes.windows(word.len()).any(|window| window == word))
}

fn guarded() -> Site {
    Site::titled()
        .article("open", "", "Words that everybody reads: openword.\n\n<!-- commentword -->\n")
        .file("content/articles/closed.md", "---\ntitle: Closedtitle\naccess: withheld\n---\n\nClosedword.\n")
        .file("content/articles/draft.md", "---\ntitle: Drafttitle\ndraft: true\naccess: full\n---\n\nDraftword.\n")
        .file("content/articles/cited.md", "---\ntitle: Citedtitle\n---\n\nHeldword.\n")
        .file(
            "content/articles/part.md",
            "---\ntitle: Part\ntext: full\naccess: excerpt\n---\n\nFirstword.\n\n<!-- more -->\n\nRestword.\n",
        )
        .file("content/articles/cited.annotations.yaml", "- quote: Heldword\n  note: Noteword.\n")
}

#[test]
fn what_is_withheld_is_in_no_file_of_the_index() {
    let built = guarded().build();
    for word in ["openword", "citedtitle", "firstword"] {
        assert!(holds(&built, word), "{word} can be found");
    }
    for word in ["losed", "raft", "eldword", "estword", "oteword", "commentword"] {
        assert!(!holds(&built, word), "{word} is in the index");
    }
    let site = guarded().made();
    for word in ["closedword", "draftword", "heldword", "restword", "noteword"] {
        let answer = site.search(word, Order::Relevance, 10);
        assert_eq!(answer.total, 0, "{word}: {:?}", answer.readings);
    }
}

#[test]
fn notes_are_told_from_the_words_of_reports() {
    let site = Site::titled().article("a", "", "The gate was shut.\n").file(
        "content/articles/a.annotations.yaml",
        "- id: x\n  quote: was shut\n  note: By whom is not told.\n",
    );
    let hit = |query: &str| site.made().search(query, Order::Relevance, 10).groups.remove(0).hits.remove(0);
    let (note, word) = (hit("whom"), hit("shut"));
    assert_eq!((note.path.as_str(), note.is_note), ("articles/a/#a-x", true));
    assert!(word.path.starts_with("articles/a/#p-") && !word.is_note, "{}", word.path);
}

#[test]
fn a_site_on_a_disk_has_its_index_in_scripts() {
    let built = every_kind(Site::new().file("archive.yaml", "title: T\nportable: true\n")).build();
    let files: Vec<&str> = built.paths().into_iter().filter(|path| path.starts_with("search/")).collect();
    assert!(files.contains(&"search/root.js") && files.contains(&"search/index.html"), "{files:?}");
    assert!(files.iter().all(|file| !file.ends_with(".bin")));
    assert!(
        built.text("search/root.js").starts_with("document.dispatchEvent(new CustomEvent(\"search-file\"")
    );
}

#[test]
fn a_site_can_do_without() {
    let built = every_kind(Site::new().file("archive.yaml", "title: T\nsearch: false\n")).build();
    assert!(!built.paths().iter().any(|path| path.starts_with("search/")));
    assert!(!built.text("index.html").contains("role=\"search\""));
    let plain = every_kind(Site::new().file("archive.yaml", "title: T\ntheme: plain\n")).build();
    let files: Vec<&str> = plain.paths().into_iter().filter(|path| path.starts_with("search/")).collect();
    assert_eq!(files, ["search/index.html"]);
    assert!(!plain.text("search/index.html").contains("<form"));
}

#[test]
fn files_are_named_by_what_is_in_them() {
    let site = every_kind(Site::titled());
    let first = site.build();
    site.put("content/pages/about.md", "---\ntitle: About\nnav: 1\n---\n\nOther words here.\n");
    let second = site.build();
    for (path, bytes) in first.files.iter().filter(|(path, _)| path.starts_with("search/")) {
        let is_named = !path.ends_with("root.bin") && !path.ends_with("index.html");
        let changed = second.files.get(path).is_some_and(|other| other != bytes);
        assert!(!(is_named && changed), "{path} has other bytes under the same name");
    }
    assert_ne!(first.files["search/root.bin"], second.files["search/root.bin"]);
}

#[test]
fn the_command_says_what_it_searched() {
    let site = Site::titled()
        .article("a", "people: [Ida Holm]\n", "Ida Holm came to the harbour.\n")
        .file("content/people/ida-holm.md", "---\nname: Ida Holm\nnames: [I. Holm]\n---\n");
    let ran = run(&mut site.archive(["search", "ida", "hollm"]));
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("no page has `hollm`: searching `holm`"), "{}", ran.out);
    assert!(
        ran.out.contains("also searching: I. Holm") && ran.out.contains("people/ida-holm/"),
        "{}",
        ran.out
    );
    let json = run(&mut site.archive(["search", "--format", "json", "harbours"])).out;
    let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(answer["readings"][0]["searched"], "harbour", "{json}");
    let reading = Reading::Unknown { typed: "zzz".to_owned() };
    assert_eq!(site.made().search("zzz", Order::Date, 1).readings, [reading]);
}
