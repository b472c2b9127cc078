//! How much a passage differs from the quote that was made on it.

use crate::text::anchor::align::{Line, Step, steps};
use crate::text::anchor::meaning::{is_caseless, is_fixed, is_infixed, is_light};

/// From the least to the greatest; a passage has the greatest of its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Punctuation, hyphens, spelling, capitals where a sentence begins: the same words.
    Letters,
    /// Words came or went.
    Words,
    /// Words in the place of other words.
    Wording,
    /// The first or last word went: what stands there now could be anything.
    Edge,
    /// A number, a name, a negation or a quantity is another: no longer the same statement.
    Meaning,
}

/// The change from a quote to the words of a passage.
pub fn change(quote: Line, passage: Line) -> Change {
    let changes = steps(quote, passage).into_iter().map(|step| step_change(quote, passage, step));
    changes.max().unwrap_or(Change::Letters)
}

fn step_change(quote: Line, passage: Line, step: Step) -> Change {
    match step {
        Step::Same | Step::Joined => Change::Letters,
        Step::Case(i, j) => case_change(quote, i, passage, j),
        Step::Akin(i, j) => akin_change(quote.word(i), passage.word(j)),
        Step::Replaced(i, j) => replaced_change(quote.word(i), passage.word(j)),
        Step::Gone(i) if i == 0 || i + 1 == quote.words.len() => word_change(quote.word(i)).max(Change::Edge),
        Step::Gone(i) => word_change(quote.word(i)),
        Step::New(j) => word_change(passage.word(j)),
    }
}

/// A word that came or went.
fn word_change(word: &str) -> Change {
    if is_fixed(word) { Change::Meaning } else { Change::Words }
}

fn akin_change(one: &str, other: &str) -> Change {
    match (is_fixed(one) || is_fixed(other), is_caseless(one)) {
        (true, _) => Change::Meaning,
        (_, true) => Change::Wording,
        _ => Change::Letters,
    }
}

fn replaced_change(one: &str, other: &str) -> Change {
    let (light, is_kept) = (is_light(&one.to_lowercase()), is_light(&other.to_lowercase()));
    match () {
        () if light && is_kept => Change::Words,
        () if is_fixed(one) || is_fixed(other) => Change::Meaning,
        // Where names have no capitals, any other word can be another name.
        () if is_caseless(one) || is_caseless(other) => Change::Meaning,
        () if is_infixed(one, other) => Change::Meaning,
        () => Change::Wording,
    }
}

/// `The` and `the` are one word where a sentence begins; `may` and `May`, `us` and `US` are not.
fn case_change(quote: Line, i: usize, passage: Line, j: usize) -> Change {
    let (one, other) = (quote.word(i), passage.word(j));
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let rest = |word: &str| word.chars().skip(1).collect::<String>();
    let begins = if is_capital(one) { begins_sentence(quote, i) } else { begins_sentence(passage, j) };
    if rest(one) == rest(other) && (begins || is_light(&one.to_lowercase())) {
        return Change::Letters;
    }
    Change::Meaning
}

/// Whether a word begins a sentence, or the line's text.
fn begins_sentence(line: Line, index: usize) -> bool {
    let before =
        line.text[..line.words[index].start as usize].trim_end_matches(|c: char| " \"'([".contains(c));
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::anchor::words::words;

    #[track_caller]
    fn check(quote: &str, passage: &str, expected: Change) {
        let (one, other) = (words(quote), words(passage));
        let quote_line = Line { text: quote, words: &one };
        assert_eq!(
            change(quote_line, Line { text: passage, words: &other }),
            expected,
            "{quote} / {passage}"
        );
    }

    #[test]
    fn the_same_words() {
        check("the goverment of China, which", "the government of China - which", Change::Letters);
        check("re-education camps", "reeducation camps", Change::Letters);
        check("the camp was closed", "The camp was closed", Change::Letters);
    }

    #[test]
    fn other_words() {
        check("the camp was closed", "the old camp was closed", Change::Words);
        check("said that the camp", "said the camp", Change::Words);
        check("officials said the camp was closed", "officials said the school was closed", Change::Wording);
        check("officials said the camp was closed", "officials said the camp was", Change::Edge);
        check("the children stayed", "children stayed", Change::Edge);
    }

    #[test]
    fn another_statement() {
        check("about 12 people were held", "about 13 people were held", Change::Meaning);
        check("people were held in Hotan", "people were held in Kashgar", Change::Meaning);
        check("they were held there", "they were not held there", Change::Meaning);
        check("they did see it", "they didn't see it", Change::Meaning);
        check("China accused Turkey", "Turkey accused China", Change::Meaning);
        check("he did not say they were", "he did say they were not", Change::Meaning);
        check("the detention was legal then", "the detention was illegal then", Change::Meaning);
        check("some 50% of them", "some 50 of them", Change::Meaning);
        check("they came in May to see", "they came in may to see", Change::Meaning);
        check("他在喀什说", "他在和田说", Change::Meaning);
        check("он не был там", "он был там", Change::Meaning);
    }
}
