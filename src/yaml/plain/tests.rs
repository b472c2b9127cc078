//! What is read here is what the library reads, values and places; and it is read here mostly.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use super::entries;
use crate::yaml::document::{by_library, mapping_of};
use crate::yaml::places;

/// The demonstration's sidecars.
const SIDECARS: [&str; 5] = [
    include_str!("../../../content/articles/2018-12-un-wants-access-to-xinjiang-camps.annotations.yaml"),
    include_str!("../../../content/articles/2019-01-china-invites-un-officials-to-xinjiang.annotations.yaml"),
    include_str!(
        "../../../content/articles/2021-02-05-un-spokesman-calls-for-xinjiang-visit.annotations.yaml"
    ),
    include_str!("../../../content/articles/2022-03-un-rights-office-to-visit-xinjiang.annotations.yaml"),
    include_str!("../../../content/articles/2022-un-urged-to-publish-xinjiang-report.annotations.yaml"),
];

/// Their entries, each as a mapping.
fn written() -> Vec<String> {
    let entries =
        |text: &str| places::top_items(text).iter().map(|item| mapping_of(text, item).1).collect::<Vec<_>>();
    SIDECARS.iter().flat_map(|text| entries(text)).collect()
}

/// Whether it is read here; then the library reads the same.
fn is_read(text: &str) -> Result<bool, TestCaseError> {
    let Some(found) = entries(text) else { return Ok(false) };
    let expected =
        by_library(text).map_err(|(error, _)| TestCaseError::fail(format!("{text:?}: {error}")))?;
    if found != expected {
        return Err(TestCaseError::fail(format!("{text:?}\n{found:#?}\n{expected:#?}")));
    }
    Ok(true)
}

#[track_caller]
fn check(texts: &[&str], read: bool) {
    for text in texts {
        assert_eq!(is_read(text).map_err(|error| error.to_string()), Ok(read), "{text:?}");
    }
}

/// What entries are built of, well written and not.
const KEYS: &[&str] =
    &["quote: ", "note: ", "figure:", "event: ", "tags: ", "a_B: ", "via:", "null: ", "id:  "];
const VALUES: &[&str] = &[
    "",
    "words",
    "two words",
    "a:b",
    "a#b",
    "a # b",
    "# c",
    "a: b",
    "x:",
    "~",
    "null",
    "True",
    "false",
    "no",
    "0",
    "7",
    "-5",
    "+5",
    "007",
    "1.5",
    "1.50",
    "0.5",
    "1.",
    ".5",
    "1e3",
    "0x1F",
    "0o17",
    "0b1",
    "1_000",
    "1,000",
    ".inf",
    ".nan",
    "-.inf",
    "inf",
    "nan",
    "2018",
    "2018-12-05",
    "2018-12-05~",
    "XXXX-09-03",
    "[..2018]",
    "123456789012345678",
    "12345678901234567890",
    "99999999999999999999999",
    "1.2345678901234567",
    "\"a\"",
    "\"a: b # c\"",
    "\"a\" # b",
    "\"a\"#b",
    "\"\\\"\\\\\\n\\t\\/\\u00e9\"",
    "\"\\u0000\\uD800\"",
    "\"\\x41\"",
    "\"a",
    "\"  a  \"",
    "'a'",
    "'it''s'",
    "'a' b",
    "''",
    "[a, b]",
    "[a,b]",
    "[]",
    "[ 'a' , \"b, c\" ] # d",
    "[a b, 1, 2.50, ~]",
    "[a: b]",
    "[a, ]",
    "[http://a/b, c:d]",
    "[a]b",
    "{value: 1000000, unit: people}",
    "{value: [1, 2.0], a: \"b, c\"}",
    "{}",
    "{a: b, a: b}",
    "{a:b}",
    "{a}",
    "{true: 1}",
    "|\n    a\n    b",
    "|-\n    a\n\n\n    b\n",
    ">\n    a\n    b\n\n    c\n\n",
    ">-\n    a\n\n    b",
    ">\n    a\n      b\n    c",
    "|\n\n    a\n     \n      b",
    "|+\n    a\n",
    "|2\n    a",
    "| # c\n    a",
    ">\n     a\n    b",
    "|\n    # a\n    - b: c\n   # d",
    "\n    - a\n    - \"b\"",
    "\n  - a\n  - b # c",
    "\n    - a: b",
    "\n    - - a",
    "\n    -",
    "\n    a: 1\n    b: [c]",
    "\n    # c\n    a: 1.50\n# c\n    b: x\n# it's",
    "\n    a:\n      b: 1",
    "\n    - a\n   - b",
    "a\n    b",
    "a\n# c",
    "5.10\n# c",
    "*a",
    "&a b",
    "!t a",
    "@a",
    "`a",
    "%a",
    "- a",
    "-a",
    "? a",
    "?a",
    ":a",
    "| a",
    "> a",
    "é",
    "a\u{a0}",
    "…",
    "“a”",
    "=",
    "<<",
];
/// What is thrown into them.
const PIECES: &[&str] = &[
    "\n", " ", "  ", "\n  ", "\n    ", "\n\n", " #", "#", ": ", ":", "- ", "-", "\"", "'", "''", "\\", "[",
    "]", "{", "}", ",", ", ", "|", ">", "|-", "+", "&", "*", "!", "%", "@", "`", "?", "? ", "~", "=", "<",
    "/", ".", "0", "1", "9", "e", "x", "_", "a", "n", "u00e9", "\t", "\r", "\r\n", "\0", "\u{7f}", "\u{85}",
    "\u{a0}", "\u{2028}", "\u{2029}", "\u{3000}", "\u{feff}", "\u{fffe}", "\u{ffff}", "é", "字", "🦀",
    "\n...\n", "\n---\n", "\n# c\n", "\n  k: v", "\n  - v", "null", "1.10", "0x1F", "\n   ", "     ",
];

type Edit = (u16, u8, u16);

fn built(choices: &[(u16, u16)]) -> String {
    let lines = choices.iter().map(|(key, value)| {
        let (key, value) = (KEYS[*key as usize % KEYS.len()], VALUES[*value as usize % VALUES.len()]);
        let gap = if key.ends_with(' ') || value.starts_with('\n') || value.is_empty() { "" } else { " " };
        format!("  {key}{gap}{value}\n")
    });
    lines.collect()
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (place, kind, choice) in edits {
        let at = *place as usize % (characters.len() + 1);
        let length = (*choice as usize % 4).min(characters.len() - at);
        match kind % 6 {
            0..=2 => drop(characters.splice(at..at, PIECES[*choice as usize % PIECES.len()].chars())),
            3 => drop(characters.drain(at..at + length)),
            4 => drop(
                characters.splice(at..at + length.min(1), PIECES[*choice as usize % PIECES.len()].chars()),
            ),
            _ if characters.is_empty() => {}
            _ => {
                let (first, second) = (at % characters.len(), *choice as usize % characters.len());
                characters.swap(first, second);
            }
        }
    }
    characters.into_iter().collect()
}

/// Reads that many entries, built or written and then edited; how many of them were read here.
fn compare(cases: u32, seed: RngSeed) -> u32 {
    let written = written();
    let mut runner =
        TestRunner::new(Config { cases, rng_seed: seed, failure_persistence: None, ..Config::default() });
    let edits = vec(any::<Edit>(), 0..5);
    let case = (any::<u16>(), vec(any::<(u16, u16)>(), 1..4), edits);
    let read = std::cell::Cell::new(0);
    let outcome = runner.run(&case, |(seed, choices, edits)| {
        let text = match written.get(seed as usize % (3 * written.len())) {
            Some(text) => edited(text, &edits),
            None => edited(&built(&choices), &edits[..edits.len().saturating_sub(1)]),
        };
        read.set(read.get() + u32::from(is_read(&text)?));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    read.get()
}

#[test]
fn what_is_read_here_is_what_the_library_reads() {
    let cases = 2_500;
    let read = compare(cases, RngSeed::Fixed(7));
    assert!(read > cases / 8, "only {read} of {cases} were read");
}

#[test]
#[ignore = "takes minutes: for changes of this file, in release"]
fn what_is_read_here_is_what_the_library_reads_in_millions() {
    let read = compare(5_000_000, RngSeed::Random);
    assert!(read > 500_000, "only {read} were read");
}

#[test]
fn every_value_alone_is_read_as_the_library_reads_it() {
    for value in VALUES {
        for text in [
            format!("  quote: {value}"),
            format!("  quote: {value}\n"),
            format!("note: {value}\n\n# c\nby: 1.0"),
        ] {
            is_read(&text).unwrap();
        }
    }
}

#[test]
fn the_demonstration_is_read_here() {
    let written = written();
    let read = written.iter().filter(|text| is_read(text).unwrap()).count();
    assert!(written.len() > 50 && read * 100 >= written.len() * 95, "{read} of {}", written.len());
}

#[test]
fn usual_entries_are_read_here() {
    check(
        &[
            "  quote: \"a: b\"\n  start: 210\n  draft: true\n",
            "  id: a\n  figure: {value: [1, 2.5], unit: 'it''s', counts: \"b, c\"} # d\n",
            "  tags: [a, \"b, c\"]\n  event:\n    - a\n    - 'b'\n  via:\n  - c\n  by:\n",
            "  note: >-\n    a “b”\n    c\n\n    d\n\n  date: 2018-12-05~\n",
            "  note: |\n    - a\n      b: c\n\n    # d\n# e\n  figure:\n    value: 1000000\n    unit: people",
        ],
        true,
    );
}

#[test]
fn what_is_not_sure_is_left_to_the_library() {
    check(
        &[
            "",
            "# c",
            "a",
            "a: b: c",
            "a: b\n  c",
            "a: b\n c: d",
            "a: \"b\n  c\"",
            "a: *b",
            "a: &b c",
            "a: !b c",
            "a: b\na: b",
            "a: {b: c, b: c}",
            "null: a",
            "a: 007",
            "a: 1e3",
            "a: -5",
            "a: b\tc",
            "a: b\r\n",
            "a: \u{feff}b",
            "a: b\u{85}c",
            "a: |+\n  b",
            "a: |2\n  b",
            "a: >\n  b\n    c\n",
            "a: |\n    \n  b",
            "a: [b: c]",
            "a: [b, ]",
            "a: \"\\x41\"",
            "a: \"b\"#c",
            "? a",
            "{a: b}",
            "- a",
            "a:b",
            "a: b\n---\n",
            "a: 1.50\n# c\nb: d",
        ],
        false,
    );
}
