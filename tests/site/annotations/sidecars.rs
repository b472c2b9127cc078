//! What is wrong in a sidecar is told at its place, and costs no other entry.
//!
//! In the texts below `‸` stands before the place at which a problem is to be reported; it is not part of
//! the file.

use annotated_archive::diag::Severity;

use crate::annotations::{PAGE, SIDECAR, annotated, assert_sound, marked, notes};
use crate::site::{Built, Site, run};

/// With what the entries below refer to.
fn site(entries: &str) -> Site {
    annotated("One two three four.\n", entries)
        .file("content/people/wang-yi.md", "---\nname: Wang Yi\nnames: [Wang]\n---\n")
        .file("content/people/wang-wenbin.md", "---\nname: Wang Wenbin\nnames: [Wang]\n---\n")
        .file("content/claims/how-many.md", "---\ntitle: How many\n---\n")
        .file("content/events/visit.md", "---\ntitle: Visit\n---\n")
}

/// Entries with something wrong, the codes of what is said of it, and how many notes there are in spite
/// of it. An entry on `four` stands behind each of them, and is read.
const WRONG: &[(&str, &str, usize)] = &[
    ("- ‸words\n", "bad-yaml", 1),
    ("- ‸- quote: One\n", "bad-yaml", 1),
    ("‸- note: x\n", "missing-field", 1),
    ("‸-\n", "missing-field", 1),
    ("- quote: ‸\"\"\n", "missing-field", 1),
    ("- quote: ‸\" \"\n", "missing-field", 1),
    ("- quote: One\n  note: a‸: b\n", "bad-yaml", 1),
    ("- quote: \"One\n", "bad-yaml", 1),
    ("- {quote: One\n", "bad-yaml", 1),
    ("- note: x\n‸\tquote: One\n", "bad-yaml", 1),
    ("- quote: *a\n", "bad-yaml", 1),
    ("- quote: ‸{a: b}\n", "wrong-type", 1),
    ("- quote: ‸[One, two]\n", "wrong-type", 1),
    ("- quote: One\n  ‸nots: b\n  ‸autor: c\n", "unknown-field unknown-field", 2),
    ("- quote: One\n  ‸quote: two\n", "duplicate-key", 2),
    ("- quote: One\n  exact: One\n", "", 2),
    ("- quote: One\n  date: ‸soon\n  event: visit\n  event_date: ‸1/7/2019\n", "bad-date bad-date", 2),
    ("- quote: One\n  event: [visit, ‸vist]\n", "missing-target", 2),
    ("- quote: One\n  claim: ‸how-mny\n  position: asserts\n", "missing-target", 2),
    ("- quote: One\n  claim: how-many\n  position: asserts\n  speaker: ‸Lu Kang\n", "missing-target", 2),
    ("- quote: One\n  claim: how-many\n  position: asserts\n  speaker: ‸Wang\n", "ambiguous-name", 2),
    ("- quote: One\n  claim: ‸how-many\n", "missing-field", 2),
    ("- quote: One\n  claim: how-many\n  position: ‸assert\n", "unknown-value", 2),
    ("- quote: One\n  claim: how-many\n  position: ‸doubts\n", "unknown-value", 2),
    ("- quote: One\n  position: ‸denies\n", "missing-field", 2),
    ("- quote: One\n  figure: ‸{value: 1}\n", "missing-field", 2),
    ("- quote: One\n  claim: how-many\n  position: denies\n  said: ‸then\n", "bad-date", 2),
    ("- quote: One\n  claim: how-many\n  position: denies\n  figure: {value: ‸many}\n", "wrong-type", 2),
    ("- quote: One\n  claim: how-many\n  position: denies\n  figure: {value: ‸[1, 2, 3]}\n", "wrong-type", 2),
    (
        "- quote: One\n  claim: how-many\n  position: denies\n  figure: ‸{‸valu: 1}\n",
        "missing-field unknown-field",
        2,
    ),
    ("- quote: One\n  claim: how-many\n  position: denies\n  figure: ‸5\n", "wrong-type", 2),
    (
        "- quote: One\n  claim: how-many\n  position: denies\n  figure: {value: 5, as_of: ‸soon}\n",
        "bad-date",
        2,
    ),
    ("- quote: One\n  entity: ‸Nobody\n", "missing-target", 2),
    ("- quote: One\n  entity: ‸Wang\n", "ambiguous-name", 2),
    ("- quote: One\n  kind: ‸remark\n", "unknown-value", 2),
    ("- quote: One\n  id: ‸No 1\n", "unknown-value", 2),
    ("- quote: One\n  paragraph: ‸x\n  start: ‸-3\n", "wrong-type wrong-type", 2),
    ("- quote: One\n  start: ‸99999999999\n", "wrong-type", 2),
    ("- quote: One\n  note: ‸{a: b}\n", "wrong-type", 2),
    ("- quote: One\n  draft: ‸yes\n", "wrong-type", 1),
    ("- quote: One\n  ‸drfat: true\n", "unclear-access", 1),
    ("- quote: One\n  ‸access: withheld\n", "unclear-access", 1),
    ("- quote: One\n  ‸available: 2099-01-01\n", "unclear-access", 1),
    ("- quote: One\n  ‸private: true\n", "unclear-access", 1),
    ("- quote: One\n  note: a ‸<!-- b\n", "open-comment", 1),
    (
        "- quote: One\n  note: |\n    See ‸[[Nobody]]\n    and ‸![](a.png).\n",
        "missing-target missing-asset missing-alt",
        2,
    ),
    ("- quote: One\n  note: See ‸[this](javascript:alert(1)).\n", "bad-address", 2),
    ("- quote: One\n  note: ‸<script>x</script>\n", "unsafe-html", 2),
    ("- quote: ‸Five\n", "orphaned-annotation", 2),
    ("- quote: One\n  prefix: two\n", "orphaned-annotation", 2),
    ("- quote: One\n  id: x\n- quote: two\n  id: ‸x\n", "duplicate-id", 3),
];

#[test]
fn what_is_wrong_is_told_at_its_place_and_the_rest_is_read() {
    let mut wrong = Vec::new();
    for (entries, codes, left) in WRONG {
        let text = format!("{entries}- quote: four\n  id: good\n");
        let built = site(&text.replace('‸', "")).build();
        let found: Vec<&str> = built.diagnostics.iter().map(|found| found.code.name()).collect();
        let marks = places(&text);
        let told: Vec<(usize, usize)> = built
            .diagnostics
            .iter()
            .filter_map(|found| found.position.as_ref())
            .map(|place| (place.line, place.column))
            .collect();
        let is_there = marks.is_empty()
            || marks.iter().all(|mark| told.contains(mark)) && told.iter().all(|place| marks.contains(place));
        let is_told = built.diagnostics.iter().all(|found| found.path == SIDECAR && found.position.is_some());
        let ids = notes(built.main(PAGE));
        if found.join(" ") != *codes
            || !is_there
            || !is_told
            || ids.len() != *left
            || !ids.contains(&"a-good")
        {
            wrong.push(format!("{entries}{ids:?}\n{}\nat {told:?}", built.problems().join("\n")));
        }
        assert_sound(&built);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Line and column of each mark in a text, in characters from 1.
fn places(text: &str) -> Vec<(usize, usize)> {
    let in_line = |(number, line): (usize, &str)| -> Vec<(usize, usize)> {
        let found = line.chars().enumerate().filter(|(_, character)| *character == '‸');
        found.enumerate().map(|(before, (at, _))| (number + 1, at + 1 - before)).collect()
    };
    text.split('\n').enumerate().flat_map(in_line).collect()
}

/// What helps, where something near is there.
#[test]
fn messages_say_what_was_probably_meant() {
    for (entries, help) in [
        ("- quote: One\n  nots: x\n", "did you mean `note`?"),
        ("- quote: One\n  event: vist\n", "did you mean `Visit`?"),
        ("- quote: One\n  speaker: x\n", "add `claim: …`"),
        ("- quote: One\n  claim: how-many\n", "`position: reports`"),
        ("- quote: One\n  claim: how-many\n  position: assert\n", "did you mean `asserts`?"),
        ("- quote: One\n  claim: how-many\n  position: x\n", "`positions:`"),
        ("- quote: One\n  claim: how-many\n  position: denies\n  speaker: Wang\n", "`people/jane-doe`"),
        (
            "- quote: One\n  claim: how-many\n  position: denies\n  speaker: Anna Vik\n",
            "`archive new person \"Anna Vik\"`",
        ),
        ("- quote: One\n  id: No 1\n", "`id: no-1`"),
        ("- quote: One\n  date: Jan. 7, 2019\n", "`date: 2019-01-07`"),
        ("- quote: One twa three\n", "“One two three”"),
        ("quote: One\n", "`- quote: \"the words\"`"),
    ] {
        let built = site(entries).build();
        assert!(built.diagnostics[0].help.contains(help), "{entries}: {:?}", built.diagnostics);
    }
}

#[test]
fn a_file_that_is_no_list_is_said_to_be_none() {
    for text in ["quote: One\n", "words\n", "5\n", "\"- quote: One\"\n", "[One]\n", "{quote: One}\n"] {
        let built = site(text).build();
        let codes: Vec<&str> = built.diagnostics.iter().map(|found| found.code.name()).collect();
        assert_eq!(codes, ["wrong-type"], "{text}: {:?}", built.problems());
        assert!(!built.has("annotations/index.html") && built.has(PAGE), "{text}");
    }
    for text in ["", "\n\n", "# a comment\n", "---\n", "[]\n", "---\n# a comment\n", "---\n...\n"] {
        assert!(!site(text).build().clean().has("annotations/index.html"), "{text:?}");
    }
}

/// One list, in all the ways that YAML and editors have of writing it.
#[test]
fn however_a_list_is_written_it_is_the_same() {
    let plain = "- id: x\n  quote: two three\n  note: |\n    Of *this*.\n\n    - And that\n  tags: [a, b]\n";
    let expected = site(plain).build().clean();
    for text in [
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        format!("\u{feff}{}", plain.replace('\n', "\r\n")),
        format!("---\n{plain}"),
        format!("# comment\n\n---\n# comment\n\n{plain}\n\n# comment\n"),
        format!("{plain}...\n"),
        plain.lines().map(|line| format!("  {line}\n")).collect(),
        "[{id: x, quote: two three, note: \"Of *this*.\\n\\n- And that\\n\", tags: [a, b]}]".to_owned(),
        "[\n  {\n    \"id\": \"x\",\n    \"quote\": \"two three\",\n    \"note\": \"Of *this*.\\n\\n- And that\\n\",\n    \"tags\": [\"a\", \"b\"]\n  }\n]\n".to_owned(),
        "- {\"quote\": two three, id: x, \"note\": \"Of *this*.\\n\\n- And that\\n\", tags: \"a\"}".replace("\"a\"", "[a, b]"),
        "-\n  id: x\n  quote: two three\n  note: \"Of *this*.\\n\\n- And that\\n\"\n  tags:\n  - a\n  - b\n".to_owned(),
        "- id:    x\n  quote: >\n    two\n    three\n  comment: \"Of *this*.\\n\\n- And that\\n\"\n  tags:\n    - a\n    - \"b\"\n".to_owned(),
        "- id: a-x\n  exact: ' two  three '\n  text: \"Of *this*.\\n\\n- And that\\n\"\n  tags: [a, b]\n".to_owned(),
    ] {
        let built = site(&text).build();
        assert_eq!(built.problems(), [""; 0], "{text:?}");
        assert_eq!(built.text(PAGE), expected.text(PAGE), "{text:?}");
    }
}

/// A sidecar lies beside `SLUG.md` or in the article's folder; one that lies elsewhere is reported.
#[test]
fn sidecars_belong_to_the_article_that_they_lie_beside() {
    let entries = "- quote: One\n  note: Words of a note\n";
    for (article, sidecar) in [
        ("articles/x.md", "articles/x.annotations.yaml"),
        ("articles/2020-01-01-x.md", "articles/2020-01-01-x.annotations.yaml"),
        ("articles/x/index.md", "articles/x/annotations.yaml"),
        ("articles/x/index.md", "articles/x/index.annotations.yaml"),
        ("articles/deep/er/x.md", "articles/deep/er/x.annotations.yaml"),
        ("articles/Große Wörter.md", "articles/Große Wörter.annotations.yaml"),
    ] {
        let built = beside(article, sidecar, entries).build().clean();
        assert!(built.text("annotations/index.html").contains("Words of a note"), "{sidecar}");
    }
    for (article, sidecar) in [
        ("articles/x.md", "articles/y.annotations.yaml"),
        ("articles/x.md", "articles/x/annotations.yaml"),
        ("articles/x.md", "articles/annotations.yaml"),
        ("articles/x.md", "articles/x.md.annotations.yaml"),
        ("articles/x.md", "articles/X.annotations.yaml"),
        ("articles/x/index.md", "articles/x.annotations.yaml"),
        ("articles/x.md", "x.annotations.yaml"),
        ("articles/x.md", "annotations.yaml"),
        ("people/x.md", "people/x.annotations.yaml"),
        ("pages/x.md", "pages/x.annotations.yaml"),
        ("claims/x/index.md", "claims/x/annotations.yaml"),
    ] {
        let built = beside(article, sidecar, entries).build();
        let codes: Vec<&str> = built.diagnostics.iter().map(|found| found.code.name()).collect();
        assert_eq!(codes, ["stray-sidecar"], "{article}, {sidecar}: {:?}", built.problems());
        assert_eq!(built.diagnostics[0].path, format!("content/{sidecar}"));
        assert_eq!(built.places_of("Words of a note"), [""; 0], "{article}, {sidecar}");
        assert!(!built.has(sidecar), "a sidecar is no file to be published");
    }
    let near = beside("articles/visit.md", "articles/vist.annotations.yaml", entries).build();
    assert!(near.diagnostics[0].help.contains("visit.annotations.yaml"), "{:?}", near.diagnostics);
}

fn beside(article: &str, sidecar: &str, entries: &str) -> Site {
    let text = "---\ntitle: A\nname: A\naccess: full\n---\n\nOne two three.\n";
    let is_article = article.starts_with("articles/");
    let text = if is_article { text.replace("name: A\n", "") } else { text.to_owned() };
    let text = match article.split('/').next() {
        Some("people") => text.replace("title: A\n", ""),
        _ => text.replace("name: A\n", ""),
    };
    Site::titled().file(&format!("content/{article}"), text).file(&format!("content/{sidecar}"), entries)
}

/// Both sidecars of an article in a folder count.
#[test]
fn an_article_in_a_folder_can_have_two_sidecars() {
    let built = beside("articles/x/index.md", "articles/x/annotations.yaml", "- quote: One\n")
        .file("content/articles/x/index.annotations.yaml", "- quote: three\n")
        .build()
        .clean();
    assert_eq!(notes(built.main("articles/x/index.html")).len(), 2);
}

#[test]
fn unknown_keys_can_be_errors() {
    let site = site("- quote: One\n  nots: x\n");
    let severity = |built: Built| built.diagnostics[0].severity;
    assert_eq!(severity(site.build()), Severity::Warning);
    assert_eq!(severity(site.build_with(|config| config.strict_keys = true)), Severity::Error);
}

#[test]
fn a_site_may_add_positions_of_its_own() {
    let site = site("- quote: One\n  claim: how-many\n  position: doubts aloud\n");
    assert_eq!(site.build().diagnostics.len(), 1);
    site.put("archive.yaml", "title: T\npositions: [doubts-aloud]\n");
    let built = site.build().clean();
    assert!(built.main("claims/how-many/index.html").contains("Doubts aloud"));
    assert!(built.main(PAGE).contains("Doubts aloud"));
}

/// `check --strict` takes a passage that was not found for an error.
#[test]
fn lost_passages_are_warnings_and_with_strict_errors() {
    for (entries, status) in
        [("- quote: Five\n", 1), ("- quote: e\n- quote: One two thre four\n", 1), ("- quote: One\n", 0)]
    {
        let site = site(entries);
        assert_eq!(run(&mut site.archive(["check"])).status, 0, "{entries}");
        let strict = run(&mut site.archive(["check", "--strict"]));
        assert_eq!(strict.status, status, "{entries}: {}", strict.err);
        assert_eq!(run(&mut site.archive(["build"])).status, 0, "{entries}");
    }
}

/// A note is Markdown, and its links are followed from its article.
/// What is not published of a note leaves no place for words behind.
#[test]
fn a_note_of_which_nothing_is_left_has_no_text() {
    let built = site("- quote: One\n  note: \"<script>1</script>\"\n- quote: two\n  note: Words.\n").build();
    let texts: Vec<&str> = built.main(PAGE).split("<div class=\"note-text\"").skip(1).collect();
    assert!(texts.len() == 1 && texts[0].starts_with(" dir=\"auto\"><p>Words.</p>\n</div>"), "{texts:?}");
}

#[test]
fn notes_have_the_markdown_of_texts() {
    let entries = "- quote: One\n  note: |\n    *Em* and [[Wang Yi|him]], [b](b.md), ![a gate](gate.png) and `code`.\n\n    - list\n\n    | a |\n    |---|\n    | b |\n\n    A[^1].\n\n    [^1]: Foot.\n";
    let built =
        site(entries).article("b", "", "Text.\n").file("content/articles/gate.png", "gate").build().clean();
    let page = built.main(PAGE);
    for part in [
        "<em>Em</em>",
        "href=\"../../people/wang-yi/\">him</a>",
        "href=\"../../articles/b/\"",
        "src=\"../../articles/gate.png\"",
        "<code>code</code>",
        "<li>list</li>",
        "<td>b</td>",
        "Foot.",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(marked(page, 1), "One");
    assert!(built.has("articles/gate.png"));
    assert_sound(&built);
}
