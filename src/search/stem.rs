//! What words are forms of, by the rules of their language (Snowball), for the languages that have rules.

use std::borrow::Cow;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::search::words::fold;

/// The rules of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// No rules are known: each word is a form of itself.
    None,
    Snowball(Algorithm),
    Uyghur,
}

impl Rules {
    /// The rules for a language tag (BCP 47).
    pub fn of(lang: &str) -> Rules {
        let language = lang.split('-').next().unwrap_or_default().to_ascii_lowercase();
        Rules::Snowball(match language.as_str() {
            "ar" => Algorithm::Arabic,
            "ca" => Algorithm::Catalan,
            "cs" => Algorithm::Czech,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "en" => Algorithm::English,
            "es" => Algorithm::Spanish,
            "et" => Algorithm::Estonian,
            "eu" => Algorithm::Basque,
            "fa" => Algorithm::Persian,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "ga" => Algorithm::Irish,
            "hi" => Algorithm::Hindi,
            "hu" => Algorithm::Hungarian,
            "hy" => Algorithm::Armenian,
            "id" => Algorithm::Indonesian,
            "it" => Algorithm::Italian,
            "lt" => Algorithm::Lithuanian,
            "ne" => Algorithm::Nepali,
            "nl" => Algorithm::Dutch,
            "no" | "nb" | "nn" => Algorithm::Norwegian,
            "pl" => Algorithm::Polish,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sr" => Algorithm::Serbian,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            "uk" => Algorithm::Ukrainian,
            "yi" => Algorithm::Yiddish,
            "ug" => return Rules::Uyghur,
            _ => return Rules::None,
        })
    }

    /// What a word is a form of, folded; the folded word itself where no rule applies.
    pub fn stem(self, word: &str) -> String {
        let lower = word.to_lowercase().replace('’', "'");
        let stem: Cow<'_, str> = match self {
            Rules::None => Cow::Borrowed(lower.as_str()),
            Rules::Snowball(algorithm) => Stemmer::create(algorithm).stem(&lower),
            Rules::Uyghur => Cow::Borrowed(uyghur(&lower)),
        };
        let folded = fold(&stem);
        if folded.is_empty() { fold(&lower).into_owned() } else { folded.into_owned() }
    }
}

/// Case and number of Uyghur nouns, as they follow each other: `شەھەرلەردىن` → `شەھەر`.
///
/// Snowball has no rules for Uyghur. These take the endings that every noun can have, and no others, so
/// that words which only look alike stay apart.
fn uyghur(word: &str) -> &str {
    const CASES: [&str; 12] = ["نىڭ", "دىن", "تىن", "دا", "دە", "تا", "تە", "غا", "گە", "قا", "كە", "نى"];
    const PLURALS: [&str; 2] = ["لار", "لەر"];
    let without_case = strip(word, &CASES);
    strip(without_case, &PLURALS)
}

/// A word without the first of some endings that it has, where enough of it is left.
fn strip<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    let rest = endings.iter().find_map(|ending| word.strip_suffix(ending));
    rest.filter(|rest| rest.chars().count() >= LEAST_STEM).unwrap_or(word)
}

/// The fewest letters that are left of a Uyghur word.
const LEAST_STEM: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: &str, words: &[&str]) {
        let stems: Vec<String> = words.iter().map(|word| Rules::of(lang).stem(word)).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
    }

    #[test]
    fn forms_of_a_word_meet() {
        check("en", &["detention", "detentions", "Detention’s"]);
        check("en-GB", &["camp", "camps"]);
        check("de", &["Lager", "Lagern", "lagers"]);
        check("ru", &["лагерь", "лагеря", "лагерей"]);
        check("ug", &["شەھەر", "شەھەرلەر", "شەھەرلەردىن", "شەھەرنىڭ"]);
        check("tlh", &["qapla", "Qapla"]);
    }

    #[test]
    fn other_words_stay_apart() {
        assert_ne!(Rules::of("en").stem("camp"), Rules::of("en").stem("campaign"));
        assert_ne!(Rules::of("ug").stem("ئۇيغۇر"), Rules::of("ug").stem("ئۇيغۇرچە"));
    }
}
