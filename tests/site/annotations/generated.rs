//! Any passage of any article: it is found again, and the words that its page marks are its words. After a
//! change elsewhere it is at the same words, and after a change to itself never at others.

use std::ops::Range;

use annotated_archive::config::Config;
use annotated_archive::parse::markdown;
use annotated_archive::text::anchor::Haystack;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index, select};
use proptest::test_runner::TestCaseError;

use crate::annotations::{assert_sound, marked, quoted, squeezed};
use crate::site::{Built, Site, between};

/// Few words, so that many stand in several places.
const WORDS: &[&str] = &[
    "the",
    "camp",
    "was",
    "opened",
    "in",
    "August",
    "a",
    "million",
    "people",
    "not",
    "held",
    "said",
    "Ministry,",
    "“denied”",
    "it’s",
    "visit.",
    "Köfler",
    "新疆",
    "مليون",
    "–",
    "e\u{301}te\u{301}",
    "soft\u{ad}ly",
    "👩‍👩‍👧",
    "2018",
    "no\u{a0}one",
    "&amp;",
    "&lt;b&gt;",
    "\\*",
    "three-day",
    "U.N.",
];

/// A few words with what can stand in a line of Markdown.
fn inline() -> impl Strategy<Value = String> {
    let words = || proptest::collection::vec(select(WORDS), 1..5).prop_map(|words| words.join(" "));
    prop_oneof![
        6 => words(),
        1 => words().prop_map(|words| format!("*{words}*")),
        1 => words().prop_map(|words| format!("**{words}**")),
        1 => words().prop_map(|words| format!("~~{words}~~")),
        1 => words().prop_map(|words| format!("**in *{words}* out**")),
        1 => words().prop_map(|words| format!("[{words}](https://example.org/)")),
        1 => words().prop_map(|words| format!("[the *{words}*](https://example.org/)")),
        1 => select(&["[[Lu Kang]]", "[[Lu Kang|the spokesman]]", "Lu Kang", "*Lu* Kang", "`let x = 1;`", "`a < b`"][..]).prop_map(str::to_owned),
        1 => Just("<b>bold</b>".to_owned()),
        1 => Just("one  \ntwo".to_owned()),
        1 => Just("{==marked==}{>>A *note*<<}".to_owned()),
        1 => Just("word[^1]".to_owned()),
    ]
}

fn line() -> impl Strategy<Value = String> {
    proptest::collection::vec(inline(), 1..6).prop_map(|pieces| pieces.join(" "))
}

/// A block of a text.
fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => line(),
        1 => line().prop_map(|line| format!("## {}", line.replace('\n', " "))),
        1 => (line(), line()).prop_map(|(one, two)| format!("- {}\n- {}", one.replace('\n', " "), two.replace('\n', " "))),
        1 => line().prop_map(|line| format!("> {}", line.replace('\n', " "))),
        1 => line().prop_map(|line| format!("> [!note] Title\n> {}", line.replace('\n', " "))),
        1 => (line(), line()).prop_map(|(one, two)| format!("| {} | b |\n|---|---|\n| c | {} |", one.replace(['\n', '|'], " "), two.replace(['\n', '|'], " "))),
        1 => select(&["```rust\nfn camp() {}\nlet a = 2018;\n```", "    the camp\n    was opened", "---"][..]).prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(block(), 1..7)
}

/// Blocks as a text, with the footnote that they may refer to.
fn joined(blocks: &[String]) -> String {
    format!("{}\n\n[^1]: A note on the camp.\n", blocks.join("\n\n"))
}

/// The words that a reader reads.
fn plain(text: &str) -> (String, Vec<u32>) {
    let body = markdown::parse(text, 0, 0, &Config::default()).body;
    (body.plain, body.paragraphs.iter().map(|(start, _)| *start).collect())
}

/// Where the words of a text stand.
fn words(text: &str) -> Vec<Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}

/// What stands around a passage, as the program writes it into an entry, or as much as tells it from others.
fn context(haystack: &Haystack<'_>, range: Range<usize>, is_least: bool) -> (String, String) {
    if is_least { haystack.context(range) } else { haystack.surroundings(range, 32) }
}

/// An entry for a passage.
fn entry(id: &str, (prefix, suffix): &(String, String), text: &str, range: Range<usize>) -> String {
    let one_line = text[range].split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "- id: {id}\n  quote: {}\n  prefix: {}\n  suffix: {}\n",
        quoted(&one_line),
        quoted(prefix),
        quoted(suffix)
    )
}

fn site() -> Site {
    Site::titled().file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
}

/// The words that are marked for an annotation, where any are.
fn found(page: &str, id: &str) -> Option<String> {
    let note = page.split("<li class=\"note ").find(|note| note.contains(&format!("id=\"a-{id}\"")))?;
    let head = note.split('>').next().unwrap_or_default();
    let number = head.split_once("value=\"")?.1.split('"').next()?.parse().ok()?;
    Some(marked(page, number))
}

fn problems(built: &Built) -> Vec<String> {
    // A raw element that a passage cannot be blamed for, and names that stand for nobody, are not at issue.
    built
        .problems()
        .into_iter()
        .filter(|problem| problem.contains("-annotation]") || problem.contains("[changed"))
        .collect()
}

/// The blocks of a text, and the first and last words of passages.
type Annotated = (Vec<String>, Vec<(Index, Index)>);

fn check_every_passage(texts: &[Annotated]) -> Result<(), TestCaseError> {
    let mut site = site();
    let mut expected = Vec::new();
    for (number, (blocks, passages)) in texts.iter().enumerate() {
        let text = joined(blocks);
        let (plain, paragraphs) = plain(&text);
        let (haystack, words) = (Haystack::new(&plain, &paragraphs), words(&plain));
        let mut entries = String::new();
        for (place, (from, to)) in passages.iter().enumerate() {
            let (from, to) = (from.index(words.len()), to.index(words.len()));
            let range = words[from.min(to)].start..words[from.max(to)].end;
            if haystack.passage(range.clone()).is_empty() {
                continue;
            }
            let around = context(&haystack, range.clone(), place % 2 == 0);
            entries.push_str(&entry(&format!("p{place}"), &around, &plain, range.clone()));
            expected.push((number, format!("p{place}"), squeezed(&plain[range])));
        }
        site = site
            .article(&format!("t{number}"), "", &text)
            .file(&format!("content/articles/t{number}.annotations.yaml"), entries);
    }
    let built = site.build();
    prop_assert_eq!(problems(&built), [""; 0]);
    for (number, id, words) in expected {
        let page = built.main(&format!("articles/t{number}/index.html"));
        let marked = found(page, &id).map(|words| squeezed(&words));
        prop_assert_eq!(marked, Some(words), "{} of {:?}", id, texts[number].0);
    }
    assert_sound(&built);
    Ok(())
}

/// A change to a text.
#[derive(Debug, Clone)]
enum Edit {
    Remove(Index),
    Insert(Index, String),
    Swap(Index, Index),
    Reword(Index, Index, &'static str),
    /// Of the passage's own block.
    Own(Index, &'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    use proptest::arbitrary::any;
    prop_oneof![
        any::<Index>().prop_map(Edit::Remove),
        (any::<Index>(), block()).prop_map(|(at, block)| Edit::Insert(at, block)),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Edit::Swap(one, other)),
        (any::<Index>(), any::<Index>(), select(WORDS))
            .prop_map(|(at, word, new)| Edit::Reword(at, word, new)),
        (any::<Index>(), select(WORDS)).prop_map(|(word, new)| Edit::Own(word, new)),
    ]
}

/// The block that a passage is in, told by a word of its own; what the others hold does not matter.
const OWN: &str = "Zweihundert";

/// Makes a change; says whether the passage's own block was spared.
fn change(blocks: &mut Vec<String>, edit: &Edit) -> bool {
    let is_own = |block: &String| block.contains(OWN);
    match edit {
        Edit::Remove(at) => {
            let at = at.index(blocks.len());
            if !is_own(&blocks[at]) {
                blocks.remove(at);
            }
        }
        Edit::Insert(at, block) => blocks.insert(at.index(blocks.len() + 1), block.clone()),
        Edit::Swap(one, other) => {
            let (one, other) = (one.index(blocks.len()), other.index(blocks.len()));
            blocks.swap(one, other);
        }
        Edit::Reword(at, word, new) => {
            let at = at.index(blocks.len());
            // Without its fence a block of code would swallow the others, as a note would without its end.
            if !is_own(&blocks[at]) && !blocks[at].starts_with("```") && !blocks[at].contains("{>>") {
                reword(&mut blocks[at], *word, new);
            }
        }
        Edit::Own(word, new) => {
            let at = blocks.iter().position(is_own).expect("no change removes it");
            reword(&mut blocks[at], *word, new);
            return false;
        }
    }
    true
}

fn reword(block: &mut String, word: Index, new: &str) {
    let words = words(block);
    let old = words[word.index(words.len())].clone();
    if !block[old.clone()].contains(OWN) {
        block.replace_range(old, new);
    }
}

/// A passage of a paragraph, and what becomes of it.
#[derive(Debug, Clone)]
struct Case {
    before: Vec<String>,
    own: Vec<&'static str>,
    after: Vec<String>,
    from: Index,
    to: Index,
    edits: Vec<Edit>,
}

fn case() -> impl Strategy<Value = Case> {
    use proptest::arbitrary::any;
    let blocks = || proptest::collection::vec(block(), 0..4);
    let own = proptest::collection::vec(select(WORDS), 4..16);
    (blocks(), own, blocks(), any::<Index>(), any::<Index>(), proptest::collection::vec(edit(), 1..5))
        .prop_map(|(before, own, after, from, to, edits)| Case { before, own, after, from, to, edits })
}

fn check_edits(cases: &[Case]) -> Result<(), TestCaseError> {
    let mut site = site();
    let mut expected = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let own = format!("{} {OWN} {}", case.own[..2].join(" "), case.own[2..].join(" "));
        let mut blocks = [&case.before[..], &[own][..], &case.after[..]].concat();
        let (before, paragraphs) = plain(&joined(&blocks));
        let haystack = Haystack::new(&before, &paragraphs);
        let range = passage(&before, case);
        if haystack.passage(range.clone()).is_empty() {
            continue;
        }
        let around = context(&haystack, range.clone(), number % 2 == 0);
        let entries = entry("p", &around, &before, range.clone());
        let (prefix, suffix) = around;
        let is_unique = prefix.is_empty() && suffix.is_empty();
        let mut is_spared = true;
        for edit in &case.edits {
            is_spared &= change(&mut blocks, edit);
        }
        let text = joined(&blocks);
        site = site
            .article(&format!("t{number}"), "", &text)
            .file(&format!("content/articles/t{number}.annotations.yaml"), entries);
        let words = squeezed(&before[range]);
        let after = squeezed(&plain(&text).0);
        // A dash alone stands in other words too.
        let is_word = words.chars().any(char::is_alphanumeric);
        let is_there = is_word && is_spared && is_unique && after.matches(&words).count() == 1;
        // The same words in the same context elsewhere, and no longer in their own place, are beyond
        // telling for anybody.
        let (whole, own) =
            (squeezed(&format!("{prefix}{words}{suffix}")), squeezed(&own_block(&plain(&text).0)));
        let is_twin = after.contains(&whole) && !own.contains(&whole);
        expected.push((number, words, is_spared, is_there, is_twin));
    }
    let built = site.build();
    for (number, words, is_spared, is_there, is_twin) in expected {
        let page = built.main(&format!("articles/t{number}/index.html"));
        let case = &cases[number];
        match found(page, "p") {
            None => prop_assert!(!is_there, "{words} is not found in {page}, {case:?}"),
            Some(marked) => {
                let body = built.body(&format!("articles/t{number}/index.html"));
                let own = body.split("<p ").find(|part| part.contains(OWN)).unwrap_or_default();
                let own = own.split("</p>").next().unwrap_or_default();
                if is_twin && !own.contains("<mark ") {
                    continue;
                }
                prop_assert!(own.contains("<mark "), "{words} stands at other words: {body}, {case:?}");
                prop_assert!(!is_spared || squeezed(&marked) == words, "{marked} is not {words}: {case:?}");
                prop_assert!(
                    squeezed(&unmarked(own)).contains(&squeezed(&marked)),
                    "{marked} is in {own}: {case:?}"
                );
            }
        }
    }
    assert_sound(&built);
    Ok(())
}

/// The words of an element, without the numbers of notes.
fn unmarked(html: &str) -> String {
    let html = html
        .split("<sup ")
        .map(|part| part.split_once("</sup>").map_or(part, |(_, rest)| rest))
        .collect::<String>();
    let parts = format!("<p {html}");
    let words: String =
        parts.split('<').map(|part| part.split_once('>').map_or("", |(_, words)| words)).collect();
    crate::annotations::unescaped(&words)
}

/// Where the passage's own block stands in a text.
fn own_range(plain: &str) -> Range<usize> {
    let at = plain.find(OWN).expect("its block is there");
    let start = plain[..at].rfind("\n\n").map_or(0, |gap| gap + 2);
    start..plain[at..].find("\n\n").map_or(plain.len(), |gap| at + gap)
}

fn own_block(plain: &str) -> String {
    plain[own_range(plain)].to_owned()
}

/// The passage of a case: some words of its own block.
fn passage(plain: &str, case: &Case) -> Range<usize> {
    let own = own_range(plain);
    let words = words(&plain[own.clone()]);
    let (from, to) = (case.from.index(words.len()), case.to.index(words.len()));
    own.start + words[from.min(to)].start..own.start + words[from.max(to)].end
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_passage_of_any_article_is_found_and_marked(
        texts in proptest::collection::vec((text(), proptest::collection::vec(proptest::arbitrary::any::<(Index, Index)>(), 1..5)), 1..8)
    ) {
        check_every_passage(&texts)?;
    }

    #[test]
    fn after_changes_a_passage_is_at_its_words_or_at_none(cases in proptest::collection::vec(case(), 1..12)) {
        check_edits(&cases)?;
    }
}

/// The checks above can fail.
#[test]
fn a_passage_at_other_words_is_seen() {
    let page = "<mark data-notes=\"1\">one</mark> two <ol><li class=\"note is-x\" id=\"a-p\" value=\"1\" tabindex=\"-1\">x</li></ol>";
    assert_eq!(found(page, "p").as_deref(), Some("one"));
    assert_eq!(found(page, "q"), None);
    assert_eq!(
        unmarked(between("<p id=\"x\">a <mark>b</mark><sup class=\"x\"><a>1</a></sup> c</p>", "<p ", "</p>")),
        "a b c"
    );
}
