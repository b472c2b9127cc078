//! Properties of finding passages, on generated texts and edits.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index as Pick, select};
use proptest::test_runner::{Config, RngSeed};

use super::*;

/// Words, and what stands between them, of all kinds; they repeat, so that there are twins.
const PIECES: [&str; 44] = [
    "the",
    "camp",
    "a",
    "1,000",
    "10 000",
    "don't",
    "can",
    "can't",
    "China's",
    "re-education",
    "Ürümqi",
    "Jose\u{301}",
    "q\u{303}x",
    "e\u{323}\u{302}",
    "신장",
    "\u{1112}\u{1161}\u{11ab}",
    "新疆",
    "的",
    "がくせい",
    "か\u{3099}",
    "شىنجاڭ",
    "مُحَمَّد",
    "می\u{200c}خواهم",
    "ไทย",
    "क्षि",
    "👨\u{200d}👩\u{200d}👧",
    "🇩🇪🇫🇷",
    "re\u{ad}port",
    "“yes”",
    "‘no’",
    "wait…",
    "...",
    "—",
    "--",
    "-",
    ",",
    ".",
    "«",
    "ﬁn",
    "Å",
    "\u{212b}",
    "\u{feff}",
    "x\u{fe0f}",
    "≮",
];

const SPACES: [&str; 9] = [" ", " ", " ", "", "\n\n", "\n", "\u{a0}", " \u{200b} ", "\u{3000}"];

fn piece() -> impl Strategy<Value = String> {
    (select(&PIECES[..]), select(&SPACES[..])).prop_map(|(piece, space)| format!("{piece}{space}"))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![vec(piece(), 1..60).prop_map(|pieces| pieces.concat()), "\\PC{0,60}", "[ab \u{301}-]{0,40}"]
}

/// A word that stands nowhere else: letters by the number that is given to it.
fn word(number: usize) -> String {
    let letters = "bdfgklmnprstvz".as_bytes();
    let vowels = "aeiou".as_bytes();
    let mut number = number + 17;
    let mut word = String::new();
    while number > 0 || word.len() < 4 {
        word.push(char::from(letters[number % letters.len()]));
        word.push(char::from(vowels[number / letters.len() % vowels.len()]));
        number /= letters.len() * vowels.len();
    }
    word
}

/// Sentences of numbered words, all different; some sentences are written again, with a word changed.
fn report() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let likes = vec((any::<Pick>(), any::<Pick>()), 1..4);
    (vec(5..14_usize, 3..8), likes).prop_map(|(lengths, likes)| {
        let mut next = 0..;
        let mut all: Vec<Vec<usize>> =
            lengths.iter().map(|length| next.by_ref().take(*length).collect()).collect();
        for (which, place) in likes {
            let mut like = all[which.index(all.len())].clone();
            let place = place.index(like.len());
            like[place] = next.next().expect("numbers do not end");
            all.push(like);
        }
        all
    })
}

fn written(words: &[usize]) -> String {
    words.iter().map(|number| word(*number)).collect::<Vec<String>>().join(" ")
}

/// The place of some words among the numbered words of a text.
fn bytes(words: &[usize], range: Range<usize>) -> Range<usize> {
    let until = |at: usize| written(&words[..at]).len();
    let start = if range.start == 0 { 0 } else { until(range.start) + 1 };
    start..until(range.end)
}

/// A change of one word: what takes its place.
fn change() -> impl Strategy<Value = (Pick, Vec<usize>)> {
    let by = prop_oneof![Just(Vec::new()), vec(1000..2000_usize, 1..3)];
    (any::<Pick>(), by)
}

fn find(text: &str, quote: &str, (prefix, suffix): &(String, String)) -> Anchor {
    Haystack::new(text, &[0]).find(&Selector { quote, prefix, suffix, paragraph: None, start: None })
}

fn config() -> Config {
    Config { cases: 200, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_passage_is_found_exactly_by_its_least_context(text in text(), from in any::<Pick>(), to in any::<Pick>()) {
        let places: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let (from, to) = (*from.get(&places), *to.get(&places));
        let haystack = Haystack::new(&text, &[0]);
        let passage = haystack.passage(from.min(to)..from.max(to));
        if !passage.is_empty() {
            let (prefix, suffix) = haystack.context(passage.clone());
            let selector = Selector { quote: &text[passage.clone()], prefix: &prefix, suffix: &suffix, ..Selector::default() };
            prop_assert_eq!(haystack.find(&selector), Anchor::Exact(passage), "{:?}", selector);
        }
    }

    #[test]
    fn anything_at_all_is_looked_for_without_panic(text in text(), quote in text(), prefix in text(), suffix in text()) {
        let haystack = Haystack::new(&text, &[0]);
        let selector = Selector { quote: &quote, prefix: &prefix, suffix: &suffix, paragraph: Some(1), start: Some(3) };
        if let Some(range) = haystack.find(&selector).range() {
            let passage = &text[range];
            prop_assert!(!passage.is_empty() && passage.trim() == passage);
        }
        for candidate in haystack.nearest(&quote, 3) {
            prop_assert!((0.0..=1.0).contains(&candidate.score) && !text[candidate.range].is_empty());
        }
    }

    #[test]
    fn edits_elsewhere_change_nothing(
        report in report(), from in any::<Pick>(), length in 1..20_usize, changes in vec(change(), 1..6),
    ) {
        let mut words = report.concat();
        let from = from.index(words.len());
        let passage = from..words.len().min(from + length);
        let text = written(&words);
        let quote = &text[bytes(&words, passage.clone())];
        let context = Haystack::new(&text, &[0]).context(bytes(&words, passage.clone()));
        let count = |side: &str| side.split_whitespace().count();
        let kept = passage.start - count(&context.0)..passage.end + count(&context.1);
        let (mut kept, mut moved) = (kept, passage);
        for (place, by) in changes {
            let place = place.index(words.len());
            if by.is_empty() || kept.contains(&place) {
                continue;
            }
            words.splice(place..=place, by.iter().copied());
            if place < kept.start {
                let shift = by.len() - 1;
                kept = kept.start + shift..kept.end + shift;
                moved = moved.start + shift..moved.end + shift;
            }
        }
        let anchor = find(&written(&words), quote, &context);
        prop_assert_eq!(anchor, Anchor::Exact(bytes(&words, moved)));
    }

    #[test]
    fn edits_inside_never_lead_elsewhere(
        report in report(), from in any::<Pick>(), length in 4..20_usize, changes in vec(change(), 1..4),
        characters in 0..60_usize,
    ) {
        let mut words = report.concat();
        let from = from.index(words.len());
        let passage = from..words.len().min(from + length);
        let text = written(&words);
        let haystack = Haystack::new(&text, &[0]);
        let place = bytes(&words, passage.clone());
        let quote = &text[place.clone()];
        let contexts = [haystack.context(place.clone()), haystack.surroundings(place, characters)];
        let mut truth = passage;
        for (place, by) in changes {
            if truth.len() > 1 {
                let place = truth.start + place.index(truth.len());
                words.splice(place..=place, by.iter().copied());
                truth.end = truth.end + by.len() - 1;
            }
        }
        let (text, truth) = (written(&words), bytes(&words, truth));
        for context in contexts {
            if let Some(found) = find(&text, quote, &context).range() {
                let shared = found.end.min(truth.end).saturating_sub(found.start.max(truth.start));
                prop_assert!(2 * shared >= truth.len() && 2 * shared >= found.len(), "{quote:?} {context:?} {found:?} {truth:?}");
            }
        }
    }
}
