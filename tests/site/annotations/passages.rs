//! Passages over everything that a text can hold: the words that are marked are the words that were
//! quoted, and the page stays valid.

use crate::annotations::{
    PAGE, SIDECAR, annotated, assert_sound, fault, marked, notes, quote, quoted, squeezed,
};
use crate::site::Site;

/// Texts, and a passage of each.
const PASSAGES: &[(&str, &str)] = &[
    ("One two three.", "two"),
    ("One two three.", "One two three."),
    ("One two three.", "One"),
    ("One two three.", "three."),
    ("One *two* three.", "One two three"),
    ("One **two *three* four** five.", "two three four five"),
    ("One **two *three* four** five.", "three four"),
    ("***One*** two", "One two"),
    ("One ~~two~~ three", "One two"),
    ("One [two three](https://example.org/) four.", "two"),
    ("One [two three](https://example.org/) four.", "three four"),
    ("One [two](https://example.org/)[three](https://example.org/b) four.", "One twothree four"),
    ("One [**two** three](https://example.org/) four.", "One two three four."),
    ("One <https://example.org/> two.", "One https://example.org/ two"),
    ("One [[Lu Kang]] two.", "One Lu Kang two"),
    ("One [[Lu Kang|the *spokesman*]] two.", "One the spokesman two"),
    ("One [[Lu Kang#Career]] two.", "Lu Kang > Career two"),
    ("One [[Nobody]] two.", "One Nobody two"),
    ("One Lu Kang two, and Lu Kang again.", "One Lu Kang two"),
    ("One Lu Kang two.", "Kang two"),
    ("One Lu Kang two.", "One Lu"),
    ("One Lu *Kang* two.", "One Lu Kang"),
    ("One Lu Kang two, and Lu Kang again.", "and Lu Kang again"),
    ("One `two < three` four.", "One two < three four"),
    ("One `two three` four.", "two"),
    ("```rust\nfn one() {}\nlet two = 3;\n```", "one() {} let two"),
    ("One.\n\n    two three\n\nFour.", "One. two three Four."),
    ("```\na < b & c\n```", "< b &"),
    ("One[^1] two.\n\n[^1]: Note three.", "One two"),
    ("One[^1] two.\n\n[^1]: Note three.", "Note"),
    ("One[^1] two.\n\n[^1]: Note three.", "One two. Note three."),
    ("- one\n- two\n  - three\n- four", "two three four"),
    ("1. one\n2. two", "one two"),
    ("- one\n\n  two\n\n- three", "one two three"),
    ("- [ ] one\n- [x] two", "one two"),
    ("One\n: Two\n: Three", "One Two Three"),
    ("| one | two |\n|---|---|\n| three | four |\n| five | six |", "two three four five"),
    ("| one | two |\n|---|---|\n| three | four |", "four"),
    ("One.\n\n## Two three\n\nFour.", "Two"),
    ("One.\n\n## Two three\n\nFour.", "One. Two three Four."),
    ("One.\n\n## Two *three* [four](https://example.org/)\n", "three four"),
    ("> [!note] Title\n> One two.\n>\n> Three.\n\nFour.", "two. Three. Four"),
    ("> One\n> two.\n\nThree.", "One two. Three"),
    ("> One\n>\n> > two\n\nThree.", "One two Three."),
    ("One.\n\nTwo.\n\nThree.", "One. Two. Three."),
    ("One two  \nthree\\\nfour five.", "two three four"),
    ("One\ntwo\nthree.", "One two three"),
    ("One.\n\n---\n\nTwo.", "One. Two."),
    ("One ![a gate](gate.png) two.", "One two"),
    ("One.\n\n![a gate](gate.png)\n\nTwo.", "One. Two."),
    ("One &amp; two &lt;b&gt; \\*three\\* &copy;.", "One & two <b> *three* ©"),
    ("“One” – ‘two’ … three", "\"One\" - 'two' ... three"),
    ("One\u{a0}two soft\u{ad}ened", "One two softened"),
    ("Ko\u{308}fler spoke.", "K\u{f6}fler"),
    ("据称一百万人被关押。", "一百万人"),
    ("قالت المفوضة إن مليون شخص محتجز", "مليون شخص"),
    ("One 👩‍👩‍👧 two 🇨🇳 three.", "two 🇨🇳 three"),
    ("One <b>two</b> three.", "One two three"),
    ("One <a href=\"https://example.org/\">two three</a> four.", "two"),
    ("One <a href=\"https://example.org/\">two three</a> four.", "One two three four"),
    ("One <kbd>two</kbd> <i>three", "two three"),
    ("<div>\n\nOne two.\n\n</div>\n\nThree.", "One two. Three"),
    ("<details><summary>Raw</summary>\n\nOne *two* three.\n\n</details>", "One two three"),
    ("One <!-- comment --> two %%comment%% three.", "One two three"),
];

#[test]
fn the_words_that_are_marked_are_those_that_were_quoted() {
    let mut wrong = Vec::new();
    for trusts in [false, true] {
        for (text, words) in PASSAGES {
            let built = site(text, &quote(words)).build_with(|config| config.trusts_html = trusts);
            let html = built.body(PAGE);
            let problems: Vec<String> =
                built.problems().into_iter().filter(|problem| !problem.contains("missing-target")).collect();
            let found = normal(&marked(html, 1));
            let refers = html.matches("<sup class=\"note-ref\"><a ").count();
            if !problems.is_empty() || found != normal(words) || refers != 1 {
                wrong.push(format!("{text:?}, {words:?}: {problems:?} {found:?} {refers} in {html}"));
            }
            let fault = fault(built.text(PAGE)).filter(|_| !text.ends_with("<i>three"));
            wrong.extend(fault.map(|fault| format!("{text:?}, {words:?}: {fault} in {html}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Texts in the form in which passages are compared, as far as these examples want it.
fn normal(text: &str) -> String {
    let text = text.replace(['“', '”'], "\"").replace(['‘', '’'], "'").replace('–', "-").replace('…', "...");
    squeezed(&text).replace('\u{ad}', "")
}

fn site(text: &str, entries: &str) -> Site {
    annotated(text, entries)
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n\n## Career\n\nText.\n")
        .file("content/articles/gate.png", "gate")
}

/// Notes on passages that overlap, nest, meet, and are the same, in one text.
#[test]
fn passages_may_lie_over_each_other() {
    let text = "One *two three* [four five](https://example.org/) six `seven eight` nine ten.\n\n- Eleven\n- twelve\n";
    let words = [
        "One two three four five six seven eight nine ten. Eleven twelve",
        "One two",
        "One",
        "two three",
        "two three",
        "three four",
        "four five six seven",
        "five",
        "six seven",
        "eight nine",
        "nine",
        "ten. Eleven",
        "twelve",
    ];
    // The order in the sidecar is not that of the passages.
    let entries: String = words.iter().rev().map(|words| quote(words)).collect();
    let built = annotated(text, &entries).build().clean();
    let body = built.body(PAGE);
    for (place, words) in words.iter().enumerate() {
        assert_eq!(squeezed(&marked(body, place + 1)), squeezed(words), "{}: {body}", place + 1);
    }
    assert_eq!(body.matches("class=\"note-ref\"").count(), words.len(), "{body}");
    assert_eq!(notes(built.main(PAGE)).len(), words.len());
    assert_sound(&built);
}

/// A passage is marked in as many parts as the elements cut it into; the reference stands behind it, and
/// not in a link.
#[test]
fn a_passage_is_cut_where_elements_begin_and_end() {
    let entries = "- id: one\n  quote: two three four\n  kind: context\n";
    let built = annotated("One *two* [three four](https://example.org/) five.", entries).build().clean();
    let (_, html) = built.body(PAGE).split_once('>').unwrap();
    assert_eq!(
        html.trim_end(),
        "One <em><mark class=\"passage is-context\" data-notes=\"1\">two</mark></em><mark class=\"passage is-context\" data-notes=\"1\"> </mark>\
         <a class=\"external\" rel=\"external noopener noreferrer\" href=\"https://example.org/\">\
         <mark class=\"passage is-context\" data-notes=\"1\">three four</mark></a><sup class=\"note-ref\"><a id=\"r-one\" \
         href=\"#a-one\" aria-label=\"Note 1: Context\">1</a></sup> five.</p>"
    );
}

/// Every note leads to its passage and every passage to its note.
#[test]
fn notes_and_passages_lead_to_each_other() {
    let text =
        "One two three.\n\nOne *two* four.\n\n```rust\nfn five() {}\n```\n\nSix[^1].\n\n[^1]: Seven.\n";
    let entries = "- id: own-name\n  quote: three\n- quote: four\n  note: See [[#part]].\n\
         - quote: five()\n- quote: Seven\n- quote: One two\n- quote: never said\n- quote: Six\n  id: p-1\n";
    let built = annotated(&format!("## Part\n\n{text}"), entries).build();
    let page = built.main(PAGE);
    let ids = notes(page);
    assert_eq!(ids.len(), 7);
    for (place, id) in ids.iter().enumerate() {
        let reference = id.replacen("a-", "r-", 1);
        let is_found = place < 5;
        for link in [format!("<a id=\"{reference}\" href=\"#{id}\""), format!("href=\"#{reference}\"")] {
            assert_eq!(page.matches(&link).count(), usize::from(is_found), "{link} in {page}");
        }
        let permanent = format!("<a class=\"permalink\" href=\"#{id}\"");
        assert_eq!(page.matches(&permanent).count(), 1, "{permanent}");
        assert!(
            built.text("annotations/index.html").contains(&format!("href=\"../articles/a/#{id}\"")),
            "{id}"
        );
    }
    assert!(page.contains("id=\"a-own-name\"") && page.contains("Notes whose passage was not found"));
    assert_sound(&built);
}

/// The ids of notes, of what stands in them, and of the text's own parts do not meet.
#[test]
fn no_id_stands_twice_whatever_notes_are_called() {
    let rich = "note: \"## Part\\n\\nA[^1].\\n\\n[^1]: B.\"";
    let mut wrong = Vec::new();
    for (heading, entries) in [
        ("A one", "- id: one\n  quote: One\n".to_owned()),
        ("R one", "- id: one\n  quote: One\n".to_owned()),
        ("Notes", "- id: notes\n  quote: One\n".to_owned()),
        ("Own {#a-one}", "- id: one\n  quote: One\n".to_owned()),
        ("Part", format!("- id: one\n  quote: One\n  {rich}\n- id: one-part\n  quote: two\n")),
        ("Part", format!("- id: one\n  quote: One\n  {rich}\n- id: one-fn-1\n  quote: two\n  {rich}\n")),
        (
            "A one part",
            format!("- id: one\n  quote: One\n  {rich}\n- quote: two\n  {rich}\n- quote: two\n  {rich}\n"),
        ),
    ] {
        let built = annotated(&format!("## {heading}\n\nOne two three[^1].\n\n[^1]: Five.\n"), &entries)
            .article("b", "", "One.\n")
            .file("content/articles/b.annotations.yaml", format!("- id: one\n  quote: One\n  {rich}\n"))
            .build();
        for page in [PAGE, "annotations/index.html"] {
            wrong.extend(
                fault(built.text(page)).map(|fault| format!("{heading}, {entries}: {page}: {fault}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Two notes of one id are both shown, the second one under another.
#[test]
fn an_id_that_stands_twice_is_reported_where_it_does() {
    let entries =
        "- quote: One\n  id: x\n- quote: two\n  id: x\n- id: x\n  quote: three\n- id: x-2\n  quote: One\n";
    let built = annotated("One two three.\n", entries).build();
    let places: Vec<String> =
        built.problems().iter().map(|problem| problem.split(": error").next().unwrap().to_owned()).collect();
    assert_eq!(
        places,
        [format!("{SIDECAR}:4:7"), format!("{SIDECAR}:5:7"), format!("{SIDECAR}:7:7")],
        "{:?}",
        built.problems()
    );
    assert!(built.problems().iter().all(|problem| problem.contains("[duplicate-id]")));
    assert_eq!(notes(built.main(PAGE)).len(), 4);
    assert_sound(&built);
}

/// A footnote that stands twice is shown once: what was said of the other one has no words.
#[test]
fn a_passage_in_what_is_not_shown_is_not_lost_in_silence() {
    for (text, words) in [
        ("One[^1].\n\n[^1]: Two.\n\n[^1]: Three.\n", "Three"),
        ("# A\n\nOne.\n", "A"),
        ("One.\n\n[^1]: Two.\n", "Two"),
        ("One <b title=\"two\">three</b>.\n", "two"),
        ("One ![two three](gate.png).\n", "two three"),
        ("> [!note] Two three\n> One.\n", "Two three"),
        ("<div>two three</div>\n", "two three"),
    ] {
        let built = site(text, &quote(words)).build();
        let is_marked = squeezed(&marked(built.main(PAGE), 1)) == squeezed(words);
        let is_reported = built.problems().iter().any(|problem| problem.contains("orphaned-annotation"));
        assert!(is_marked != is_reported, "{text:?}, {words:?}: {:?} {}", built.problems(), built.body(PAGE));
        assert_sound(&built);
    }
}

/// Mentions stay what they are under passages.
#[test]
fn mentions_are_found_under_passages() {
    let text = "Lu Kang met *Ida Holm*, and Lu Kang left.\n";
    let plain =
        site(text, "").file("content/people/ida-holm.md", "---\nname: Ida Holm\n---\n").build().clean();
    for words in ["Lu Kang met Ida", "Kang met", "Holm, and Lu", "Lu Kang left", text.trim()] {
        let words = words.replace('*', "");
        let site =
            site(text, &quote(&words)).file("content/people/ida-holm.md", "---\nname: Ida Holm\n---\n");
        let built = site.build().clean();
        for person in ["people/lu-kang/index.html", "people/ida-holm/index.html"] {
            assert_eq!(built.main(person), plain.main(person), "{words}");
        }
        assert_eq!(built.body(PAGE).matches("class=\"mention\"").count(), 3, "{words}");
        assert_eq!(squeezed(&marked(built.body(PAGE), 1)), squeezed(&words));
    }
}

/// A quote is found however its editor's program writes it.
#[test]
fn quotes_are_compared_without_their_typography() {
    let text = "He said: “It’s not – ever – a ‘camp’ …” and Köfler wrote soft\u{ad}ened\u{a0}words.\n";
    for words in [
        "It's not - ever - a 'camp' ...",
        "“It’s not — ever — a ‘camp’ …”",
        "It’s  not –\n ever – a",
        "Ko\u{308}fler wrote softened words",
        "K\u{f6}fler wrote soft\u{ad}ened\u{a0}words",
    ] {
        let built = annotated(text, &format!("- quote: {}\n", quoted(words))).build().clean();
        assert!(normal(&marked(built.body(PAGE), 1)).len() > 10, "{words}: {}", built.body(PAGE));
    }
}

/// What decides among several places with the same words, and what does not.
#[test]
fn prefix_suffix_and_start_choose_among_equal_words() {
    let text = "The camp opened. The camp closed. The camp opened again.\n\nThe camp was seen.\n";
    for (more, found) in [
        ("", None),
        ("suffix: \" closed\"", Some("closed")),
        ("suffix: \" opened again\"", Some("opened again")),
        ("prefix: \"opened. The \"", Some("closed")),
        ("suffix: \" opened\"", None),
        ("prefix: \"closed. The \"\n  suffix: \" opened\"", Some("opened again")),
        ("suffix: \" was seen\"", Some("was seen")),
        ("suffix: \" burnt\"", None),
    ] {
        let built = annotated(text, &format!("- quote: camp\n  {more}\n")).build();
        let body = built.body(PAGE);
        match found {
            Some(words) => {
                let after =
                    body.split("</sup>").nth(1).unwrap_or_else(|| panic!("{more}: {:?}", built.problems()));
                assert!(after.trim_start().starts_with(words), "{more}: {body}");
            }
            None => {
                assert!(!body.contains("<mark"), "{more}: {body}");
                assert_eq!(built.diagnostics.len(), 1, "{more}");
            }
        }
    }
}

/// What is known of a passage stays true when the text changes, or is said to be lost.
#[test]
fn a_passage_keeps_its_place_when_the_text_changes() {
    let sentence = "A member said in August that more than one million people were held in the camps there.";
    let entry = "- quote: more than one million people were held in the camps there\n  prefix: \"in August that \"\n  paragraph: 1\n  note: N\n";
    for (text, state, words) in [
        (format!("{sentence}\n"), "exact", "more than one million people were held in the camps there"),
        (
            format!("New.\n\n{sentence}\n"),
            "moved",
            "more than one million people were held in the camps there",
        ),
        (sentence.replace("in August that", "last week that"), "orphan", ""),
        (
            sentence.replace("people were", "people, were"),
            "fuzzy",
            "more than one million people, were held in the camps there",
        ),
        (sentence.replace("one million", "two million"), "orphan", ""),
        (sentence.replace("were held", "were not held"), "orphan", ""),
        ("Another text altogether.\n".to_owned(), "orphan", ""),
    ] {
        let built = annotated(&text, entry).build();
        let (page, codes) = (built.main(PAGE), built.problems().join("\n"));
        assert_eq!(marked(page, 1), words, "{text}: {codes}");
        assert_eq!(codes.contains("changed-passage"), state == "fuzzy", "{text}: {codes}");
        assert_eq!(codes.contains("orphaned-annotation"), state == "orphan", "{text}: {codes}");
        assert_eq!(page.contains("The words have changed since"), state == "fuzzy", "{text}");
        assert_eq!(page.contains("passage not found"), state == "orphan", "{text}");
        assert_eq!(codes.is_empty(), matches!(state, "exact" | "moved"), "{text}: {codes}");
        assert_sound(&built);
    }
}
