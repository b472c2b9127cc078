//! The order of names in the site's language (UCA with CLDR's tailorings, by ICU4X).

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;

/// Compares names as a reader of one language expects.
pub struct Collation {
    collator: CollatorBorrowed<'static>,
}

impl Collation {
    /// The order of a language (BCP 47); of no language in particular where there is none for it.
    pub fn of(lang: &str) -> Collation {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let locale = Locale::try_from_str(lang).unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new(locale.into(), options)
            .or_else(|_| Collator::try_new(Locale::UNKNOWN.into(), options))
            .expect("the data of the root collation is compiled in");
        Collation { collator }
    }

    /// The order of two names; names that a reader cannot tell apart keep the order of their code points.
    pub fn compare(&self, first: &str, second: &str) -> Ordering {
        self.collator.compare(first, second).then_with(|| first.cmp(second))
    }
}

/// The letter under which a name is filed: its first letter or digit, without marks, in upper case.
pub fn initial(name: &str) -> String {
    let first = name.chars().find(|character| character.is_alphanumeric());
    let Some(first) = first else {
        return "#".to_owned();
    };
    if first.is_numeric() {
        return "0–9".to_owned();
    }
    let base = std::iter::once(first).nfd().next().unwrap_or(first);
    base.to_uppercase().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_language() {
        let sorted = |lang: &str| {
            let mut names = ["Öst", "Zebra", "Oslo", "Åland"];
            names.sort_by(|a, b| Collation::of(lang).compare(a, b));
            names
        };
        assert_eq!(sorted("de"), ["Åland", "Oslo", "Öst", "Zebra"]);
        assert_eq!(sorted("sv"), ["Oslo", "Zebra", "Åland", "Öst"]);
        assert_eq!(sorted("tlh"), sorted("de"));
    }

    #[test]
    fn initials() {
        let found: Vec<String> =
            ["Élodie", "“Zed”", "7 News", "新疆", "…", "ئۈرۈمچى"].iter().map(|name| initial(name)).collect();
        assert_eq!(found, ["E", "Z", "0–9", "新", "#", "ي"]);
    }
}
