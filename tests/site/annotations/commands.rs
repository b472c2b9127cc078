//! `archive annotate`, its `--reanchor`, and `archive import annotations`.

use std::fs;

use crate::annotations::{PAGE, SIDECAR, annotated, marked, notes};
use crate::site::{Ran, Site, assert_same, run, tree};

const TEXT: &str =
    "The camp opened in August. The camp closed in “May”.\n\n*More* than one million people were held.\n";

fn site() -> Site {
    Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/t/\nauthor: The editors\n")
        .article("a", "url: https://www.example.com/report/\n", TEXT)
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
        .file("content/claims/how-many.md", "---\ntitle: How many\n---\n")
        .file("content/events/opening.md", "---\ntitle: The opening\n---\n")
}

fn annotate(site: &Site, arguments: &[&str]) -> Ran {
    run(site.archive(["annotate"]).args(arguments).env("SOURCE_DATE_EPOCH", "1767225600"))
}

fn sidecar(site: &Site) -> String {
    fs::read_to_string(site.path(SIDECAR)).unwrap_or_default()
}

#[test]
fn an_entry_is_added_with_the_words_around_its_passage() {
    let site = site();
    let ran = annotate(&site, &["a", "-q", "one million people", "-n", "A *note*."]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let text = sidecar(&site);
    assert!(ran.out.contains(SIDECAR) && ran.out.contains("one million people"), "{}", ran.out);
    for line in
        ["quote: \"one million people\"", "note: \"A *note*.\"", "by: The editors", "date: 2026-01-01"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(text.contains("More than \"") && text.contains("suffix: \" were held.\""), "{text}");
    let ran = annotate(
        &site,
        &[
            "articles/a",
            "-q",
            "The  camp",
            "--suffix",
            " closed",
            "--kind",
            "question",
            "--tag",
            "x",
            "--tag",
            "y",
        ],
    );
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let longer = sidecar(&site);
    assert!(longer.starts_with(&text), "what was there stays");
    assert!(
        longer.contains("suffix: \" closed in “May”")
            && longer.contains("kind: question")
            && longer.contains("tags: [x, \"y\"]"),
        "{longer}"
    );
    let built = site.build().clean();
    assert_eq!(
        (marked(built.body(PAGE), 1).as_str(), marked(built.body(PAGE), 2).as_str()),
        ("The camp", "one million people")
    );
}

/// Every word of the command reaches the page; every special character of YAML is written safely.
#[test]
fn what_is_said_on_the_command_line_is_what_is_shown() {
    let site = site();
    let note = "- a: \"b\" # c\n\n- 'd' \\ {e} [f] & *g* !h |i > %j @k `l`\n\ttab ";
    let ran = annotate(
        &site,
        &[
            "A",
            "--quote",
            "in \"May\"",
            "--note",
            note,
            "--by",
            "x: 'y'",
            "--date",
            "2026-01~",
            "--tag",
            "#1: a, [b]",
        ],
    );
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let built = site.build().clean();
    let page = &built.main(PAGE).replace("&#39;", "'");
    assert_eq!(marked(page, 1), "in “May”");
    for words in ["<p>a: &quot;b&quot; # c</p>", "<p>'d'", "x: 'y'", "about January 2026", "#1: a, [b]"] {
        assert!(page.contains(words), "{words} in {page}");
    }
}

#[test]
fn evidence_can_be_given_too() {
    let site = site();
    let ran = annotate(
        &site,
        &[
            "a",
            "-q",
            "one million people were held",
            "--claim",
            "how-many",
            "--position",
            "cannot-verify",
            "--speaker",
            "Lu Kang",
            "--said",
            "2018",
            "--event",
            "opening",
            "--entity",
            "lu-kang",
        ],
    );
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let built = site.build().clean();
    for page in ["claims/how-many/index.html", "events/opening/index.html", "people/lu-kang/index.html"] {
        assert!(built.main(page).contains("one million people were held"), "{page}");
    }
}

#[test]
fn what_cannot_be_attached_is_refused_with_what_comes_near() {
    let site = site();
    let before = tree(&site.root());
    for (arguments, help) in [
        (&["a", "-q", "The camp"][..], "[The camp] closed in"),
        (&["a", "-q", "The camp", "--prefix", "never "], ""),
        (&["a", "-q", "More than one milion people"], "[More than one million people]"),
        (&["a", "-q", "words of another text"], ""),
        (&["a", "-q", ""], ""),
        (&["a", "-q", "  "], ""),
        (&["b", "-q", "camp opened"], "content/articles/"),
        (&["aa", "-q", "camp opened"], ""),
        (
            &["a", "-q", "camp opened", "--claim", "how-mny", "--position", "denies"],
            "did you mean `how-many`?",
        ),
        (&["a", "-q", "camp opened", "--claim", "how-many", "--position", "deny"], "cannot-verify"),
        (
            &["a", "-q", "camp opened", "--claim", "how-many", "--position", "denies", "--speaker", "Nobody"],
            "people",
        ),
        (&["a", "-q", "camp opened", "--event", "closing"], "events"),
        (&["a", "-q", "camp opened", "--date", "soon"], ""),
        (&["a", "-q", "camp opened", "--claim", "how-many", "--position", "denies", "--said", "soon"], ""),
    ] {
        let ran = annotate(&site, arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("error: ") && ran.err.contains(help), "{arguments:?}: {}", ran.err);
        assert_same(&tree(&site.root()), &before, &format!("{arguments:?}"));
    }
}

/// An article that is kept back can be annotated: whoever writes sees all of it.
#[test]
fn drafts_and_withheld_articles_can_be_annotated() {
    for way in ["draft: true", "access: withheld", "access: citation"] {
        let site = site();
        let text = fs::read_to_string(site.path("content/articles/a.md")).unwrap();
        site.put("content/articles/a.md", text.replace("access: full", way));
        assert_eq!(annotate(&site, &["a", "-q", "one million"]).status, 0, "{way}");
        assert_eq!(site.build().places_of("one million"), [""; 0], "{way}");
    }
}

#[test]
fn articles_in_folders_get_their_sidecar_beside_them() {
    let site = site().file("content/articles/b/index.md", "---\ntitle: B\naccess: full\n---\n\nOne two.\n");
    assert_eq!(annotate(&site, &["b", "-q", "One"]).status, 0);
    assert!(site.path("content/articles/b/annotations.yaml").is_file());
    site.put("content/articles/c/index.md", "---\ntitle: C\naccess: full\n---\n\nOne two.\n");
    site.put("content/articles/c/index.annotations.yaml", "- quote: One\n");
    assert_eq!(annotate(&site, &["c", "-q", "two"]).status, 0);
    assert!(
        !site.path("content/articles/c/annotations.yaml").exists(),
        "the one that is there is gone on with"
    );
    assert_eq!(notes(site.build().clean().main("articles/c/index.html")).len(), 2);
}

#[test]
fn new_selectors_are_shown_and_written_when_asked_for() {
    let sidecar_text = "# my notes\n\n- id: x # the first\n  quote: one million people were held in the organisation’s camps\n  prefix: 'More than '\n  paragraph: 1\n  note: |\n    Kept *as it is*.\n- quote: opened\n  note: untouched\n";
    let text = "The camp opened.\n\nMore than one million people were held in the organisation’s camps.\n";
    let site = annotated(text, sidecar_text);
    let built = site.build().clean();
    assert_eq!(notes(built.main(PAGE)).len(), 2);
    // A changed word, in another paragraph than before.
    site.put(
        "content/articles/a.md",
        crate::site::article("", &text.replace("organisation", "organization")),
    );
    let checked = run(&mut site.archive(["check"]));
    assert!(checked.err.contains("changed-passage") && checked.err.contains("--reanchor"), "{}", checked.err);
    let shown = run(&mut site.archive(["annotate", "--reanchor"]));
    assert_eq!(shown.status, 2, "nobody sits at the terminal: {}", shown.out);
    assert!(shown.err.contains("--yes"), "{}", shown.err);
    for line in [
        "- More than [one million people were held in the organisation’s camps]",
        "+ ",
        "[one million people were held in the organization’s camps]",
    ] {
        assert!(shown.out.contains(line), "{line} in {}", shown.out);
    }
    assert_eq!(sidecar(&site), sidecar_text, "nothing is written unasked");
    let ran = run(&mut site.archive(["annotate", "a", "--reanchor", "--yes"]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    let new = sidecar(&site);
    assert!(new.contains("held in the organization’s camps") && new.contains("paragraph: 2"), "{new}");
    for kept in [
        "# my notes\n\n- id: x # the first\n",
        "  note: |\n    Kept *as it is*.\n- quote: opened\n  note: untouched\n",
    ] {
        assert!(new.contains(kept), "{kept} in {new}");
    }
    assert_eq!(run(&mut site.archive(["check", "--strict"])).err, "");
    let again = run(&mut site.archive(["annotate", "--reanchor", "--yes"]));
    assert_eq!((again.status, sidecar(&site)), (0, new));
}

/// Lost passages are for an editor to mend: no command attaches them to anything.
#[test]
fn nothing_is_reanchored_that_was_not_found() {
    for text in ["Nothing of it.\n", "The camp opened. The camp opened.\n"] {
        let entries = "- quote: camp opened\n  note: N\n";
        let site = annotated(text, entries);
        let ran = run(&mut site.archive(["annotate", "--reanchor", "--yes"]));
        assert_eq!((ran.status, sidecar(&site).as_str()), (0, entries), "{}", ran.out);
    }
}

/// What Hypothes.is gives for a page: the last one was shared with a group only.
fn foreign() -> String {
    let row = |id: &str, uri: &str, exact: &str, text: &str| {
        let group = if id == "DDDD" { "Xy12" } else { "__world__" };
        serde_json::json!({
            "id": id, "uri": uri, "text": text, "tags": ["t"], "group": group,
            "permissions": {"read": [format!("group:{group}")]}, "user": "acct:someone@hypothes.is",
            "created": "2026-01-02T03:04:05.000000+00:00", "updated": "2026-01-02T03:04:05.000000+00:00",
            "target": [{"source": uri, "selector": [{"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}]}],
        })
    };
    let rows = [
        row("AAAA", "https://www.example.com/report/", "one million people", "Of *this*."),
        row("BBBB", "https://example.com/report", "never said", "Lost."),
        row("CCCC", "https://elsewhere.example/", "August", "Of another page."),
        row("DDDD", "https://example.com/report", "were held", "Zqx."),
    ];
    serde_json::json!({"total": 4, "rows": rows}).to_string()
}

#[test]
fn foreign_annotations_become_entries_and_nothing_is_lost_in_silence() {
    let site = site();
    let file = site.path("../foreign.json");
    fs::write(&file, foreign()).unwrap();
    let import = || run(site.archive(["import", "annotations"]).arg(&file));
    let ran = import();
    assert_eq!(ran.status, 1, "one was left out: {}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("imported 3 annotations") && ran.out.contains("https://elsewhere.example/"),
        "{}",
        ran.out
    );
    let text = sidecar(&site);
    assert_eq!(text.matches("- id: ").count(), 3, "{text}");
    let built = site.build();
    assert_eq!(marked(built.body(PAGE), 1), "one million people");
    assert_eq!(built.places_of("zqx"), [""; 0], "what was not for everybody is a draft");
    assert!(built.main(PAGE).contains("Of <em>this</em>."), "{}", built.main(PAGE));
    assert_eq!(built.problems().len(), 1, "{:?}", built.problems());
    // A second time there is nothing new, whatever its editor has made of an entry since.
    let edited = text.replace("Lost.", "Lost indeed.");
    site.put(SIDECAR, &edited);
    let again = import();
    assert!(again.out.contains("3 there already"), "{}", again.out);
    assert_eq!(sidecar(&site), edited);
    // All of them for one article.
    let ran = run(site.archive(["import", "annotations", "--article", "a"]).arg(&file));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert_eq!(sidecar(&site).matches("- id: ").count(), 4);
}

#[test]
fn what_is_no_file_of_annotations_is_refused() {
    let site = site();
    let file = site.path("../foreign.json");
    for (text, says) in [
        ("", ""),
        ("{", "foreign.json:1:"),
        ("[1, 2", "foreign.json:1:"),
        ("{\"a\": 1}", ""),
        ("no JSON", "foreign.json:1:"),
    ] {
        fs::write(&file, text).unwrap();
        let ran = run(site.archive(["import", "annotations"]).arg(&file));
        assert_eq!(ran.status, 2, "{text}: {}", ran.out);
        assert!(ran.err.starts_with("error: ") && ran.err.contains(says), "{text}: {}", ran.err);
    }
    let ran = run(site.archive(["import", "annotations"]).arg(site.path("none.json")));
    assert_eq!((ran.status, sidecar(&site).as_str()), (2, ""));
    fs::write(&file, foreign()).unwrap();
    assert_eq!(run(site.archive(["import", "annotations", "-a", "none"]).arg(&file)).status, 2);
}

/// What the site publishes as data reads back as the same annotations.
#[test]
fn published_annotations_read_back() {
    let site = site();
    for arguments in [
        &[
            "a",
            "-q",
            "one million people",
            "-n",
            "A *note* on [[Lu Kang]].",
            "--kind",
            "correction",
            "--tag",
            "x",
        ][..],
        &["a", "-q", "The camp", "--suffix", " closed", "--event", "opening"],
        &[
            "a",
            "-q",
            "people were held",
            "--claim",
            "how-many",
            "--position",
            "denies",
            "--speaker",
            "Lu Kang",
            "--said",
            "2018-12~",
            "--entity",
            "lu-kang",
        ],
    ] {
        assert_eq!(annotate(&site, arguments).status, 0);
    }
    let first = site.build().clean();
    let file = site.path("../published.jsonld");
    for path in ["articles/a/annotations.jsonld", "annotations/annotations.jsonld"] {
        fs::write(&file, first.text(path)).unwrap();
        let copy = self::site();
        let ran = run(copy.archive(["import", "annotations"]).arg(&file));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        let second = copy.build().clean();
        assert_eq!(second.text(path), first.text(path), "{}", sidecar(&copy));
        assert_eq!(second.main("claims/how-many/index.html"), first.main("claims/how-many/index.html"));
    }
}

/// Export, import, export: the same bytes.
#[test]
fn exported_annotations_come_back_to_the_byte() {
    let site = site();
    for arguments in [
        &["a", "-q", "one million people", "-n", "A *note* on [[Lu Kang]].", "--by", "E"][..],
        &["a", "-q", "The camp", "--suffix", " closed", "--event", "opening", "--entity", "Lu Kang"],
    ] {
        assert_eq!(annotate(&site, arguments).status, 0);
    }
    site.put("content/articles/b.md", "---\ntitle: B\naccess: withheld\n---\n\nZqx words.\n");
    site.put("content/articles/b.annotations.yaml", "- quote: Zqx words\n");
    let export =
        |site: &Site, arguments: &[&str]| run(site.archive(["export", "annotations"]).args(arguments));
    let first = export(&site, &[]);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    assert!(!first.out.to_lowercase().contains("zqx"), "only what is published is exported: {}", first.out);
    assert_eq!(export(&site, &["--article", "a"]).status, 0);
    assert_eq!(export(&site, &["--article", "none"]).status, 2);
    let file = site.path("../exported.jsonld");
    assert_eq!(run(site.archive(["export", "annotations", "-o"]).arg(&file)).status, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), first.out);
    let copy = self::site();
    assert_eq!(run(copy.archive(["import", "annotations"]).arg(&file)).status, 0);
    assert_eq!(export(&copy, &[]).out, first.out);
}
