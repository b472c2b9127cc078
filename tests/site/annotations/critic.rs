//! Notes typed in a text, in CriticMarkup.

use crate::annotations::{PAGE, annotated, assert_sound, marked, notes, squeezed};
use crate::site::{Built, Site, between};

/// The text of a page without its marks and references: what a reader reads.
fn words_of(body: &str) -> String {
    let mut plain = String::new();
    let mut rest = body;
    while let Some((before, behind)) = rest.split_once('<') {
        plain.push_str(before);
        let is_reference = behind.starts_with("sup class=\"note-ref\"");
        rest = if is_reference {
            behind.split_once("</sup>").unwrap().1
        } else {
            behind.split_once('>').unwrap().1
        };
    }
    plain.push_str(rest);
    plain
}

fn site(text: &str) -> Site {
    Site::titled()
        .article("a", "", text)
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
        .file("content/articles/gate.png", "gate")
}

/// The words of each note on a page: of its passage, and what it says.
fn said(built: &Built) -> Vec<(String, String)> {
    let page = built.main(PAGE);
    (1..=notes(page).len())
        .map(|number| {
            let note = page.split("<li class=\"note is-").nth(number).unwrap();
            let note = note.split("<p class=\"note-foot\">").next().unwrap();
            let text = note.split_once("<div class=\"note-text\" dir=\"auto\">").map_or("", |(_, text)| text);
            (squeezed(&marked(page, number)), squeezed(&words_of(text)))
        })
        .collect()
}

/// Passages, without white space, and what is said of them.
type Said = &'static [(&'static str, &'static str)];

/// Texts with marks, the same without, and what is annotated.
const TYPED: &[(&str, &str, Said)] = &[
    ("One {==two==}{>>Note<<} three.", "One two three.", &[("two", "Note")]),
    ("One {==two==} three.", "One two three.", &[("two", "")]),
    ("One two{>>Note<<} three.", "One two three.", &[("two", "Note")]),
    ("One two {>>Note<<}three.", "One two three.", &[("two", "Note")]),
    ("One two.{>>Note<<}", "One two.", &[("two.", "Note")]),
    ("One {==two==}{>>A<<}{>>B<<} three.", "One two three.", &[("two", "A"), ("two", "B")]),
    (
        "One {==two {==three==}{>>In<<} four==}{>>Out<<} five.",
        "One two three four five.",
        &[("twothreefour", "Out"), ("three", "In")],
    ),
    ("{==One==}{>>A<<} {==two==}{>>B<<}", "One two", &[("One", "A"), ("two", "B")]),
    ("{==One two.==}{>>Note<<}", "One two.", &[("Onetwo.", "Note")]),
    ("One {== two ==}{>> Note <<} three.", "One  two  three.", &[("two", "Note")]),
    ("One *two {==three==}{>>Note<<}* four.", "One *two three* four.", &[("three", "Note")]),
    ("One {==*two* three==}{>>Note<<} four.", "One *two* three four.", &[("twothree", "Note")]),
    ("One {==two *three==}{>>Note<<} four* five.", "One two *three four* five.", &[("twothree", "Note")]),
    (
        "One [two {==three==}{>>Note<<}](https://example.org/) four.",
        "One [two three](https://example.org/) four.",
        &[("three", "Note")],
    ),
    (
        "One {==[two](https://example.org/)==}{>>Note<<} three.",
        "One [two](https://example.org/) three.",
        &[("two", "Note")],
    ),
    ("One [[Lu Kang]]{>>Note<<} two.", "One [[Lu Kang]] two.", &[("Kang", "Note")]),
    ("One {==[[Lu Kang]]==}{>>Note<<} two.", "One [[Lu Kang]] two.", &[("LuKang", "Note")]),
    ("One {==Lu Kang==}{>>Note<<} two.", "One Lu Kang two.", &[("LuKang", "Note")]),
    ("One {==two==}{>>*Em* [[Lu Kang]] `code`<<} three.", "One two three.", &[("two", "EmLuKangcode")]),
    ("One {==two==}{>>First.\n\nSecond.<<} three.", "One two three.", &[("two", "First.Second.")]),
    ("One {==two\nthree==}{>>Note<<} four.", "One two\nthree four.", &[("twothree", "Note")]),
    ("One {==two.\n\nThree==}{>>Note<<} four.", "One two.\n\nThree four.", &[("two.Three", "Note")]),
    ("- one {==two==}{>>Note<<}\n- three", "- one two\n- three", &[("two", "Note")]),
    ("- {==one\n- two==}{>>Note<<}", "- one\n- two", &[("onetwo", "Note")]),
    (
        "| one | {==two==}{>>Note<<} |\n|---|---|\n| three | four{>>B<<} |",
        "| one | two |\n|---|---|\n| three | four |",
        &[("two", "Note"), ("four", "B")],
    ),
    ("One.\n\n## Two {==three==}{>>Note<<}\n\nFour.", "One.\n\n## Two three\n\nFour.", &[("three", "Note")]),
    ("> [!note] Title\n> One {==two==}{>>Note<<}.", "> [!note] Title\n> One two.", &[("two", "Note")]),
    ("> One {==two==}{>>Note<<}.", "> One two.", &[("two", "Note")]),
    ("One[^1].\n\n[^1]: Two {==three==}{>>Note<<}.", "One[^1].\n\n[^1]: Two three.", &[("three", "Note")]),
    ("One[^1]{>>Note<<} two.\n\n[^1]: Three.", "One[^1] two.\n\n[^1]: Three.", &[("One", "Note")]),
    ("One `{==two==}{>>Note<<}` three.", "One `{==two==}{>>Note<<}` three.", &[]),
    ("```\n{==two==}{>>Note<<}\n```", "```\n{==two==}{>>Note<<}\n```", &[]),
    ("One.\n\n    {==two==}{>>Note<<}", "One.\n\n    {==two==}{>>Note<<}", &[]),
    ("One \\{==two==} and \\{>>three<<} four.", "One \\{==two==} and \\{>>three<<} four.", &[]),
    ("One <b>{==two==}{>>Note<<}</b> three.", "One <b>two</b> three.", &[("two", "Note")]),
    ("One <!-- {==two==}{>>Note<<} --> three.", "One  three.", &[]),
    ("One %% {==two==}{>>Note<<} %% three.", "One  three.", &[]),
    ("One {==two==}{>>a <!-- b --> %%c%% d<<} three.", "One two three.", &[("two", "ad")]),
    ("One {==新疆==}{>>那里<<} two.", "One 新疆 two.", &[("新疆", "那里")]),
    ("One ==} two <<} three.", "One ==} two <<} three.", &[]),
    ("One {++added++} {--gone--} two.", "One {++added++} {--gone--} two.", &[]),
    (
        "One {==two==}{>>&lt;b&gt; 'x' & <i>y</i><<} three.",
        "One two three.",
        &[("two", "&lt;b&gt;'x'&amp;y")],
    ),
];

#[test]
fn marks_are_taken_out_and_what_they_say_is_attached() {
    let mut wrong = Vec::new();
    for (text, without, expected) in TYPED {
        let (built, plain) = (site(text).build(), site(without).build());
        let same = squeezed(&words_of(built.body(PAGE))) == squeezed(&words_of(plain.body(PAGE)));
        let said = said(&built);
        let said: Vec<(&str, &str)> =
            said.iter().map(|(words, note)| (words.as_str(), note.as_str())).collect();
        if said != *expected || !same || built.problems() != plain.problems() {
            wrong.push(format!("{text}\n{said:?} {:?}\n{}", built.problems(), built.body(PAGE)));
        }
        assert_sound(&built);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What was typed is in no list, feed, summary, title or sentence, and beside the page's note in nothing
/// but the lists of notes.
#[test]
fn marks_and_notes_stay_out_of_everything_else() {
    let text = "---\ntext: full\naccess: full\ndate: 2020-01-01\n---\n\n# A {==title==}{>>Zqx<<}\n\n\
        ## Part {==of==}{>>zqx<<} it\n\nThen {==Lu Kang==}{>>zqx<<} spoke{>>zqx<<} there.\n\n<!-- more -->\n\nMore.\n";
    let built = Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\n")
        .file("content/articles/a.md", text)
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n\nSee [[a#part-of-it]].\n")
        .build();
    let allowed = [
        PAGE,
        "annotations/atom.xml",
        "annotations/feed.json",
        "annotations/annotations.jsonld",
        "annotations/index.html",
        "articles/a/annotations.jsonld",
    ];
    for path in built.places_of("zqx").into_iter().filter(|path| !path.starts_with("search/")) {
        assert!(allowed.contains(&path), "{path}");
    }
    let is_text = |path: &&str| ![".css", ".js", ".png", ".bin"].iter().any(|end| path.ends_with(end));
    for path in built.paths().into_iter().filter(is_text) {
        for mark in ["{==", "==}", "{>>", "&lt;&lt;}", "{&gt;&gt;"] {
            assert!(!built.text(path).contains(mark), "{mark} in {path}");
        }
    }
    let page = built.text(PAGE);
    assert!(page.contains("<title>A title · T</title>") || page.contains("<title>A title"), "{page}");
    assert!(built.body(PAGE).contains("<h2 id=\"part-of-it\">"), "{page}");
    let kwic = between(built.main("people/lu-kang/index.html"), "<p class=\"kwic\"", "</p>");
    assert_eq!(squeezed(&words_of(&format!("<p {kwic}"))), "ThenLuKangspokethere.");
    assert_sound(&built);
}

#[test]
fn marks_that_come_to_nothing_are_reported_where_they_stand() {
    for (text, column) in [
        ("One {==two three.", 5),
        ("One {>>two three.", 5),
        ("One {==two==} {>>three.", 15),
        ("{==One {==two==}{>>Note<<}", 1),
        ("{>>Zqx<<} One.", 1),
        ("{====}{>>Zqx<<}", 1),
        ("One ![a {>>Zqx<<} gate](gate.png) two.", 9),
        ("> [!note] Title {>>Zqx<<}\n> One.", 17),
        ("# A {>>Zqx<<}\n\nOne.", 5),
    ] {
        let built = site(text).build();
        let found: Vec<(&str, (usize, usize))> = built
            .diagnostics
            .iter()
            .map(|found| {
                (
                    found.code.name(),
                    found.position.as_ref().map_or((0, 0), |place| (place.line, place.column)),
                )
            })
            .collect();
        assert_eq!(found, [("bad-mark", (7, column))], "{text}: {:?}", built.problems());
        assert_eq!(built.places_of("zqx"), [""; 0], "{text}: {}", built.main(PAGE));
        assert_sound(&built);
    }
}

/// Notes are made in the texts of articles: elsewhere they are left out, and reported.
#[test]
fn other_kinds_have_no_notes_of_their_own() {
    for (path, name) in [
        ("people/p", "name"),
        ("pages/p", "title"),
        ("events/p", "title"),
        ("claims/p", "title"),
        ("sources/p", "name"),
    ] {
        let built = Site::titled()
            .file(
                &format!("content/{path}.md"),
                format!("---\n{name}: P\n---\n\nOne {{==two==}}{{>>Zqx<<}} three.\n"),
            )
            .build();
        let codes: Vec<&str> = built.diagnostics.iter().map(|found| found.code.name()).collect();
        assert_eq!(codes, ["bad-mark"], "{path}");
        assert_eq!(built.places_of("zqx"), [""; 0], "{path}");
        let page = format!("{}/index.html", path.trim_start_matches("pages/"));
        assert!(built.body(&page).contains(">One two three.<"), "{path}: {}", built.body(&page));
    }
}

/// An open comment in a note leaves unclear what of the text was meant to be published.
#[test]
fn a_comment_left_open_in_a_note_holds_the_article_back() {
    for note in ["{>>a <!-- b<<}", "{==two==}{>>a %% b<<}"] {
        let built = site(&format!("One {note} three.")).build();
        assert!(!built.has(PAGE), "{note}");
        assert_eq!(built.held_back.unclear, 1, "{note}");
    }
}

/// The place of everything else in the file is what it was.
#[test]
fn problems_behind_marks_keep_their_places() {
    let text = "One {==two==}{>>Über 新疆\n\nthere<<} then [[Nobody]]\nand [x](y.md).\n";
    let built = site(text).build();
    let places: Vec<(usize, usize)> = built
        .diagnostics
        .iter()
        .filter_map(|found| found.position.as_ref())
        .map(|place| (place.line, place.column))
        .collect();
    assert_eq!(places, [(9, 15), (10, 5)], "{:?}", built.problems());
    let inside = site("One {==two==}{>>See\n\n[[Nobody]]<<}.\n").build();
    assert!(inside.problems()[0].contains("a.md:9:1:"), "{:?}", inside.problems());
}

/// Both ways of writing live in one article.
#[test]
fn typed_notes_and_those_of_the_sidecar_stand_in_one_order() {
    let built = annotated(
        "One {==two==}{>>B<<} three four{>>D<<}.",
        "- quote: three\n  note: C\n- quote: One two\n  note: A\n",
    )
    .build()
    .clean();
    let said: Vec<String> = said(&built).into_iter().map(|(_, note)| note).collect();
    assert_eq!(said, ["A", "B", "C", "D"]);
    assert_sound(&built);
}
