//! Sidecars and marks that no editor means to write: no text makes the program fail or hang.

use crate::annotations::{PAGE, SIDECAR, annotated, assert_sound, fault, marked, notes, quote};
use crate::robust::ends;
use crate::site::{Built, run};

fn built(text: String, entries: String) -> Built {
    ends(move || annotated(&text, &entries).build())
}

#[test]
fn five_thousand_annotations_of_one_article() {
    let words: Vec<String> = (0..5_000).map(|number| format!("word{number:04}")).collect();
    let entries: String =
        words.iter().map(|word| format!("- quote: {word}\n  note: Of *{word}*.\n")).collect();
    let text: String = words.chunks(50).map(|line| line.join(" ") + ".\n\n").collect();
    let built = built(text, entries);
    assert_eq!(built.problems(), [""; 0]);
    let page = built.main(PAGE);
    assert_eq!(notes(page).len(), 5_000);
    assert_eq!((marked(page, 1).as_str(), marked(page, 5_000).as_str()), ("word0000", "word4999"));
    assert!(built.has("annotations/page/50/index.html"));
}

#[test]
fn a_thousand_annotations_of_one_passage() {
    let same = "- quote: two\n  note: N\n".repeat(1_000);
    let built = built("One two three.\n".to_owned(), same);
    assert_eq!(built.problems(), [""; 0]);
    assert_eq!(notes(built.main(PAGE)).len(), 1_000);
    assert_eq!(fault(built.text(PAGE)), None);
}

#[test]
fn two_thousand_annotations_of_words_that_are_not_there() {
    let text: String =
        (0..4_000).map(|number| format!("The people of camp {number} were seen there. ")).collect();
    let entries: String =
        (0..2_000).map(|number| format!("- quote: The peeple of comp {number} ware sean thare\n")).collect();
    let built = built(text, entries);
    assert_eq!(notes(built.main(PAGE)).len(), 2_000);
    assert!(!built.body(PAGE).contains("<mark"), "none of them is near enough");
}

/// A passage of a megabyte, and passages that all lie over each other.
#[test]
fn passages_without_end() {
    let words: Vec<String> = (0..100_000).map(|number| format!("word{number}")).collect();
    let text = words.join(" ");
    let whole = built(text.clone(), format!("- quote: {text}\n"));
    assert_eq!(whole.problems().len(), 1, "an entry is at most as long as front matter");
    for count in [30, 300] {
        let entries: String =
            (0..count).map(|number| quote(&words[number..900 - number].join(" "))).collect();
        let nested = built(words[..1_000].join(" "), entries);
        assert_eq!((nested.problems().len(), notes(nested.main(PAGE)).len()), (0, count));
        assert_eq!(marked(nested.body(PAGE), 30).split(' ').count(), 842);
        assert_eq!(fault(nested.text(PAGE)), None);
    }
}

#[test]
fn sidecars_without_end() {
    let n = 10_000;
    for entries in [
        "[".repeat(n),
        "- ".repeat(n) + "x",
        "-\n".repeat(n),
        "{".repeat(n),
        format!("- quote: {}", "[".repeat(n)),
        format!("- quote: One\n  figure: {}", "{value: ".repeat(n)),
        format!("- quote: One\n  tags: [{}]", "a, ".repeat(n)),
        format!("- quote: One\n  via: {}", "- a\n    ".repeat(n)),
        format!("- quote: One\n  note: {}", "> ".repeat(n) + "x"),
        format!("- quote: One\n  note: |\n{}", "    x\n".repeat(n)),
        format!("- quote: One\n  note: \"{}\"", "[[Nobody]] ".repeat(2_000)),
        format!("- quote: One\n  note: \"{}\"", "<div>".repeat(n)),
        format!("- quote: One\n  note: \"{}\"", "{==a==}{>>b<<} ".repeat(2_000)),
        format!("- quote: One\n  event: [{}]", "x, ".repeat(n)),
        format!("- quote: One\n{}", (0..2_000).map(|key| format!("  k{key}: v\n")).collect::<String>()),
        format!("- quote: One\n  prefix: \"{}\"", "x ".repeat(n)),
        "- &a {quote: One, tags: [x, x]}\n- *a\n- *a\n".to_owned(),
        "- quote: &a [x, x]\n  tags: &b [*a, *a, *a]\n  via: &c [*b, *b, *b]\n  event: [*c, *c, *c]\n".to_owned(),
        "- quote: \"\\0\\x01\\e\\uFFFE\\u202e\"\n  note: \"\\0\\x01\"\n  by: \"\\x07\"\n  id: \"\\0\"\n".to_owned(),
        "- quote: !!binary x\n- ? [a, b]\n  : c\n- <<: *x\n- %YAML 1.1\n".to_owned(),
        "- quote: One\n  date: 99999999999999999999\n  start: 18446744073709551616\n  paragraph: 0\n".to_owned(),
        "- quote: One\n  claim: c\n  position: denies\n  figure: {value: 1e400}\n- quote: One\n  claim: c\n  position: denies\n  figure: {value: .nan}\n- quote: One\n  claim: c\n  position: denies\n  figure: {value: [5, -.inf]}\n- quote: One\n  claim: c\n  position: denies\n  figure: {value: [9, 1]}\n".to_owned(),
        "-- quote: One\n".to_owned(),
        "\u{feff}\u{feff}- quote: One\n".to_owned(),
        "- quote: One\r- quote: two\r".to_owned(),
        "\t- quote: One\n".to_owned(),
        "- quote: One\0two\n".to_owned(),
    ] {
        let start: String = entries.chars().take(40).collect();
        let claim = "---\ntitle: C\n---\n";
        let built = ends(move || annotated("One two three.\n", &entries).file("content/claims/c.md", claim).build());
        assert!(built.has(PAGE) && built.has("claims/c/index.html"), "{start}");
        assert!(built.body(PAGE).contains("three."), "{start}");
        assert!(built.places_of("\0").iter().all(|path| path.ends_with(".bin")), "{start}");
        assert_eq!(built.places_of("NaN"), [""; 0], "{start}");
    }
}

#[test]
fn figures_that_are_no_numbers_draw_no_chart_out_of_its_frame() {
    for value in
        ["1e300", "[0, 1e308]", "-5", "0", "[-3, 3]", "0.000001", "[1, 1]", "1_000_000", "\"1,000\"", "7e9"]
    {
        let entries = format!("- quote: One\n  claim: c\n  position: denies\n  figure: {{value: {value}}}\n");
        let built = annotated("One.\n", &entries).file("content/claims/c.md", "---\ntitle: C\n---\n").build();
        let page = built.main("claims/c/index.html");
        for wrong in ["NaN", "inf", "e300", "e308"] {
            assert!(!page.contains(wrong), "{value}: {page}");
        }
        assert_sound(&built);
    }
}

#[test]
fn sidecars_that_are_no_text() {
    let random: Vec<u8> = (0..50_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [&random[..], b"- quote: Caf\xe9\n", b"\xff\xfe-\0 \0q\0", b"\0\0\0"] {
        let site = annotated("One two three.\n", "")
            .file("content/articles/b.md", "---\ntitle: B\naccess: full\n---\n\nFour.\n");
        site.put(SIDECAR, bytes);
        site.put("content/articles/b.annotations.yaml", "- quote: Four\n");
        let built = ends(move || site.build());
        assert!(!built.problems().is_empty() || bytes == b"\0\0\0", "{:?}", built.problems());
        assert!(built.has(PAGE) && notes(built.main("articles/b/index.html")).len() == 1);
    }
    let place = annotated("One.\n", "");
    place.put(SIDECAR, b"- quote: One\n  note: Caf\xe9\n");
    let built = place.build();
    assert_eq!(
        built.problems()[0].split(": ").next(),
        Some("content/articles/a.annotations.yaml:2:12"),
        "{:?}",
        built.problems()
    );
}

/// Ten thousand of everything that CriticMarkup can open.
#[test]
fn marks_without_end() {
    let n = 2_000;
    for text in [
        "{==".repeat(n),
        "{==a ".repeat(n),
        "==}".repeat(n),
        "{>>".repeat(n),
        "{>>a ".repeat(n),
        "<<}".repeat(n),
        "{>>a<<}".repeat(500),
        "a {==b==}{>>c<<} ".repeat(n),
        "{==a ".repeat(500) + &"==}".repeat(500),
        "{==a".repeat(500) + "{>>x<<}" + &"==}{>>y<<}".repeat(500),
        "a{>>b<<}".to_owned() + &"{>>c<<}".repeat(500),
        "{==\n\n".repeat(500) + &"a\n\n==}".repeat(500),
        "{>>{==".repeat(n),
        "`{==`".repeat(n) + "{>>a<<}",
        "*{==a* b==}".repeat(n),
        "[{==a](b)==}".repeat(n),
        "> {==a\n".repeat(n) + "\nb==}",
        "{>>".to_owned() + &"x ".repeat(200_000) + "<<}",
        ('\u{2e00}'..='\u{2e2f}').collect::<String>() + "{==a==}{>>b<<}",
        "{==\u{1a}==}{>>\u{1a}<<}\u{2e02}".to_owned(),
    ] {
        let start: String = text.chars().take(20).collect();
        let built = built(format!("Begin.\n\n{text}\n\nEnd.\n"), String::new());
        assert!(built.has(PAGE), "{start}");
        assert_eq!(fault(built.text(PAGE)), None, "{start}");
    }
}

/// What cannot be written is refused, and nothing is lost.
#[test]
fn commands_leave_a_sidecar_that_they_cannot_read() {
    for text in ["quote: One\n", "- quote: [\n", "words\n"] {
        let site = annotated("One two three.\n", text);
        let ran = run(&mut site.archive(["annotate", "a", "--quote", "two"]));
        let after = std::fs::read_to_string(site.path(SIDECAR)).unwrap();
        assert!(ran.status == 2 && after == text || after.starts_with(text), "{text}: {} {after}", ran.err);
    }
}
