//! What the interface says, in the site's language.
//!
//! Owns every word that the program itself puts on a page, and the wording of dates, times and numbers. A
//! phrase has a key (`timeline.said`), one or several forms, and places for values (`{n} articles`). The
//! words come from files, `i18n/LANG.yaml`: the shipped ones, changed phrase by phrase by those of the site;
//! what neither says is said in English. Refuses what is the archive's own: names, titles and texts are
//! never translated here.
//!
//! A form is chosen by a number (the plural categories of CLDR: `one`, `few`, `other` …) or by what a date
//! is known to (`day`, `month`, `year`); where a phrase lacks the form, `other` serves.

mod date;
mod figure;
mod lag;
mod number;
mod pattern;
mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::{Debug, Formatter, Result as FmtResult};
use std::sync::{Arc, LazyLock};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use crate::diag::{Outcome, Problem};
use crate::phrases::figure::Qualifier;
use crate::phrases::read::Read;
use crate::text::hash::Hash;
use crate::text::near::nearest;
use crate::text::words::capitalized;

pub use crate::phrases::lag::Since;
pub use crate::phrases::pattern::{Part, Pattern};

/// The folder of the site's own files of phrases.
pub const FOLDER: &str = "i18n";

/// The language that every phrase is in.
pub const ENGLISH: &str = "en";

/// The form that every phrase has.
pub const OTHER: &str = "other";

/// Every form that a phrase can have.
pub const FORMS: [&str; 13] = [
    "zero", "one", "two", "few", "many", OTHER, // of numbers
    "day", "month", "season", "year", // of dates and their parts
    "began", "happened", // of times
    "none",
];

/// A phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    forms: Vec<(&'static str, Pattern)>,
    other: Pattern,
}

impl Entry {
    fn one(pattern: Pattern) -> Entry {
        Entry { forms: Vec::new(), other: pattern }
    }

    /// The form of that name, else the one that serves for all.
    pub fn form(&self, name: &str) -> &Pattern {
        self.forms.iter().find(|(form, _)| *form == name).map_or(&self.other, |(_, pattern)| pattern)
    }

    fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.forms.iter().map(|(_, pattern)| pattern).chain([&self.other])
    }
}

/// A file of phrases.
#[derive(Debug, Clone)]
pub struct PhraseFile {
    /// The language that it is named for: `pt-BR`.
    pub lang: String,
    pub text: Arc<str>,
    /// Its number in problems; none for a shipped one, which has no problems.
    pub file: Option<u32>,
}

/// Phrases by their keys: looked up for every word on every page, so not with the hasher that is slow by
/// design.
type Entries = HashMap<String, Entry, ahash::RandomState>;

/// The phrases of a language.
pub struct Phrases {
    /// The language that most of them are in (BCP 47): that of the file they come from.
    lang: String,
    entries: Entries,
    plurals: PluralRules,
    numbers: number::Marks,
    days: date::Days,
    /// What the qualifiers of figures mean, in this language and in English.
    qualifiers: HashMap<String, Qualifier>,
    /// Of all that they say: what pages depend on.
    pub fingerprint: Hash,
}

impl Debug for Phrases {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        write!(out, "Phrases({}, {})", self.lang, self.entries.len())
    }
}

impl Phrases {
    /// The phrases for a site in a language: those of the files that serve it, the site's own first.
    ///
    /// `zh-Hans-CN` is served by files named `zh-Hans-CN`, `zh-Hans` and `zh`, in that order. What is wrong
    /// in the site's files is told, and what it concerns is said as if it were not there.
    pub fn new(lang: &str, site: &[PhraseFile], shipped: &[PhraseFile]) -> Outcome<Phrases> {
        let english = english_entries();
        let mut problems = Vec::new();
        let mut entries = Entries::default();
        let mut served = None;
        for (name, file) in served_by(lang, site, shipped) {
            let outcome = read::read(&file.text, file.file.unwrap_or_default());
            if let Some(number) = file.file {
                problems.extend(outcome.problems);
                problems.extend(wrong(&outcome.value, english, number));
            }
            served.get_or_insert(name);
            for (key, (entry, _)) in outcome.value {
                let fits = english.get(&key).is_none_or(|meant| has_values_of(&entry, meant));
                if fits {
                    entries.entry(key).or_insert(entry);
                }
            }
        }
        for (key, entry) in english {
            entries.entry(key.clone()).or_insert_with(|| entry.clone());
        }
        Outcome::new(Phrases::of(served.unwrap_or_else(|| ENGLISH.to_owned()), entries), problems)
    }

    /// The English phrases: for messages, and for what has no language of its own.
    pub fn english() -> &'static Phrases {
        static ENGLISH_PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
            Phrases::of(ENGLISH.to_owned(), english_entries().clone().into_iter().collect())
        });
        &ENGLISH_PHRASES
    }

    fn of(lang: String, entries: Entries) -> Phrases {
        let numbers = number::Marks::of(&entries);
        let sorted: BTreeMap<&String, &Entry> = entries.iter().collect();
        let fingerprint = Hash::of_parts([lang.as_bytes(), format!("{sorted:?}").as_bytes()]);
        let qualifiers = figure::qualifiers(&entries);
        let days = date::Days::default();
        let plurals = plural_rules(&lang);
        let mut phrases = Phrases { plurals, lang, entries, numbers, days, qualifiers, fingerprint };
        phrases.days = date::Days::of(&phrases);
        phrases
    }

    /// The one among shipped languages that serves another best; none where English would have to.
    pub fn serving<'a>(lang: &str, shipped: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let shipped: Vec<&str> = shipped.filter(|known| fits_script(lang, known)).collect();
        let known = |name: &str| shipped.iter().find(|known| known.eq_ignore_ascii_case(name)).copied();
        shorter_and_shorter(lang).into_iter().find_map(known)
    }

    /// The language that most phrases are in.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// A phrase, where there is one of that key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    fn entry(&self, key: &str) -> &Entry {
        // Tests look for every key that the code names among the English phrases.
        self.entries.get(key).unwrap_or_else(|| panic!("no phrase has the key `{key}`"))
    }

    /// A phrase without values.
    pub fn say(&self, key: &str) -> &str {
        self.entry(key).other.text().unwrap_or_default()
    }

    /// The phrase of a group for something with a name of its own (`kinds`, `person`); none where the group
    /// has no such phrase.
    pub fn named(&self, group: &str, name: &str) -> Option<&str> {
        // Asked by the hundred thousand: a key of usual length is no text of its own.
        let mut room = [b'.'; 64];
        let behind = group.len() + 1;
        let entry = match room.get_mut(..behind + name.len()) {
            Some(key) => {
                key[..group.len()].copy_from_slice(group.as_bytes());
                key[behind..].copy_from_slice(name.as_bytes());
                self.entries.get(str::from_utf8(key).ok()?)
            }
            None => self.entries.get(&[group, ".", name].concat()),
        };
        entry?.other.text()
    }

    /// What stands between two of several, by a phrase for two of them: `, `.
    pub fn separator(&self, pair: &str) -> &str {
        let parts = self.pattern(pair).parts();
        let between = parts.windows(3).find_map(|three| match three {
            [Part::Value(_), Part::Text(between), Part::Value(_)] => Some(between.as_str()),
            _ => None,
        });
        between.unwrap_or(" ")
    }

    /// The heading of a list of things of a kind, by their folder: `People`.
    pub fn section<'a>(&'a self, folder: &'a str) -> &'a str {
        self.named("sections", folder).unwrap_or(folder)
    }

    /// The word for one thing of a kind: `Person`.
    pub fn kind<'a>(&'a self, name: &'a str) -> &'a str {
        self.named("kinds", name).unwrap_or(name)
    }

    /// The word for a position on a claim; a site's own position is called as the site writes it.
    pub fn position(&self, position: &str) -> Cow<'_, str> {
        let own = || capitalized(&position.replace('-', " ")).into();
        self.named("positions", position).map_or_else(own, Cow::Borrowed)
    }

    /// A phrase with its values.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.entry(key).other.fill(values)
    }

    /// A phrase in the form of that name.
    pub fn form(&self, key: &str, form: &str, values: &[(&str, &str)]) -> String {
        self.entry(key).form(form).fill(values)
    }

    /// A phrase in the form that a number wants; `{n}` in it is the number.
    pub fn count(&self, key: &str, number: usize) -> String {
        self.count_with(key, number, &[])
    }

    /// The same with other values beside the number.
    pub fn count_with(&self, key: &str, number: usize, values: &[(&str, &str)]) -> String {
        let written = self.whole(number);
        let values: Vec<(&str, &str)> =
            [("n", written.as_str())].into_iter().chain(values.iter().copied()).collect();
        self.numbered(key, number).fill(&values)
    }

    /// The form of a phrase that a number wants, not filled in.
    pub fn numbered(&self, key: &str, number: usize) -> &Pattern {
        self.entry(key).form(self.category(number))
    }

    /// A phrase, not filled in.
    pub fn pattern(&self, key: &str) -> &Pattern {
        &self.entry(key).other
    }

    /// The plural category of a number (CLDR).
    pub fn category(&self, number: usize) -> &'static str {
        match self.plurals.category_for(number) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => OTHER,
        }
    }

    /// `a, b and c`
    pub fn all_of(&self, names: &[String]) -> String {
        self.listed("list.and", names)
    }

    /// `a, b or c`
    pub fn one_of(&self, names: &[String]) -> String {
        self.listed("list.or", names)
    }

    fn listed(&self, last_pair: &str, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => {
                let before = self.joined("list.comma", first);
                self.fill(last_pair, &[("first", &before), ("last", last)])
            }
        }
    }

    /// All of several, joined by a phrase for two of them.
    pub fn joined(&self, pair: &str, names: &[String]) -> String {
        let join = |first: String, next: &String| self.fill(pair, &[("first", &first), ("last", next)]);
        names.split_first().map(|(first, rest)| rest.iter().fold(first.clone(), join)).unwrap_or_default()
    }

    /// The phrases whose keys begin with a prefix: by the rest of their keys, in order, each with its forms
    /// as they are written.
    pub fn below(&self, prefix: &str) -> BTreeMap<&str, BTreeMap<&'static str, String>> {
        let below = self.entries.iter().filter_map(|(key, entry)| Some((key.strip_prefix(prefix)?, entry)));
        below
            .map(|(key, entry)| {
                let forms = entry.forms.iter().map(|(form, pattern)| (*form, pattern.source()));
                (key, forms.chain([(OTHER, entry.other.source())]).collect())
            })
            .collect()
    }
}

fn english_entries() -> &'static BTreeMap<String, Entry> {
    static ENTRIES: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
        let outcome = read::read(include_str!("../../i18n/en.yaml"), 0);
        debug_assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
        outcome.value.into_iter().map(|(key, (entry, _))| (key, entry)).collect()
    });
    &ENTRIES
}

/// The files that serve a language, the nearest first; each with the language that it is in.
fn served_by<'a>(
    lang: &str,
    site: &'a [PhraseFile],
    shipped: &'a [PhraseFile],
) -> Vec<(String, &'a PhraseFile)> {
    let names = shorter_and_shorter(lang);
    let is = |file: &&PhraseFile, name: &str| file.lang.eq_ignore_ascii_case(name);
    let of_site = names.iter().filter_map(|name| site.iter().find(|file| is(file, name)));
    let of_shipped = names
        .iter()
        .filter_map(|name| shipped.iter().find(|file| is(file, name)))
        .filter(|file| fits_script(lang, &file.lang));
    of_site.chain(of_shipped).map(|file| (file.lang.clone(), file)).collect()
}

/// Traditional characters are not served by simplified ones.
fn fits_script(lang: &str, shipped: &str) -> bool {
    !(is_traditional(lang) && shipped == "zh")
}

/// `zh-Hans-CN`, `zh-Hans`, `zh`
fn shorter_and_shorter(lang: &str) -> Vec<&str> {
    let shorter = |tag: &&'_ str| tag.rfind('-').map(|end| &lang[..end]);
    std::iter::successors(Some(lang), shorter).collect()
}

fn is_traditional(lang: &str) -> bool {
    let lower = lang.to_ascii_lowercase();
    let mut parts = lower.split('-');
    parts.next() == Some("zh")
        && parts.clone().all(|part| part != "hans")
        && parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"))
}

/// Tells whether a translation has no values but those that the English phrase has.
fn has_values_of(entry: &Entry, english: &Entry) -> bool {
    entry.patterns().all(|pattern| stray_value(pattern, english).is_none())
}

fn stray_value<'a>(pattern: &'a Pattern, english: &Entry) -> Option<&'a str> {
    pattern.values().find(|value| english.patterns().all(|meant| meant.values().all(|known| known != *value)))
}

/// What is wrong in a file of the site: values that the phrase does not have, keys that are nearly known.
fn wrong(read: &Read, english: &BTreeMap<String, Entry>, file: u32) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (key, (entry, span)) in read {
        let Some(meant) = english.get(key) else {
            if let Some(near) = nearest(key, english.keys().map(String::as_str)) {
                let message = format!("no phrase has the key `{key}`");
                problems.push(read::problem(file, *span, message).help(format!("did you mean `{near}`?")));
            }
            continue;
        };
        if let Some(value) = entry.patterns().find_map(|pattern| stray_value(pattern, meant)) {
            let message = format!("`{key}` has no value `{{{value}}}`");
            let help = format!("the English phrase is `{}`", meant.other.source());
            problems.push(read::problem(file, *span, message).help(help));
        }
    }
    problems
}

/// The plural rules of a language; those of English where ICU does not know it.
fn plural_rules(lang: &str) -> PluralRules {
    let rules = |lang: &str| {
        let locale: Locale = lang.parse().ok()?;
        PluralRules::try_new((&locale).into(), PluralRulesOptions::default()).ok()
    };
    rules(lang).or_else(|| rules(ENGLISH)).expect("the rules of English are compiled in")
}
