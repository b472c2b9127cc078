//! A record as the item that the citation processor takes.
//!
//! Owns the ways around what the processor does not know. It has no doubt and no span in its dates: such a
//! date goes in as a year that stands nowhere in the record, and its words take the year's place
//! afterwards. It makes `Mcdonald` of `McDonald` when it sets a title in capitals, and takes every `van`
//! from its name: such words go in as single characters for private use.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use hayagriva::citationberg::json::VecDateRange;
use hayagriva::citationberg::json::{DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate};

use crate::export::citation::date::{Certain, Said, said};
use crate::export::citation::line::Line;
use crate::export::citation::name::{Name, name};
use crate::export::citation::quotes::Nesting;
use crate::export::citation::record::{Author, Record};

/// Words that stand for a year in what the processor writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    field: &'static str,
    pub year: String,
    words: String,
}

impl Stand {
    /// What a style makes of the year that writes two figures of each.
    pub fn short(&self) -> &str {
        &self.year[self.year.len() - 2..]
    }
}

/// An item, and the words to be put into its citation.
pub struct Prepared {
    pub item: Item,
    pub stands: Vec<Stand>,
    /// What each character for private use stands for.
    guarded: Vec<(char, String)>,
    /// The texts of the record, a line each.
    texts: String,
}

/// Makes the item of a record. Where its title is going to be set in quotation marks, such marks in it
/// become those that are used within them.
pub fn prepare(record: &Record<'_>, nesting: Option<Nesting>) -> Prepared {
    let item = Item(BTreeMap::new());
    let mut prepared = Prepared { item, stands: Vec::new(), guarded: Vec::new(), texts: texts(record) };
    let texts = [
        ("id", record.key),
        ("type", record.kind.csl()),
        ("URL", record.address()),
        ("language", record.lang),
    ];
    for (field, text) in texts {
        prepared.text(field, text);
    }
    let title = nesting.map_or_else(|| record.title.to_owned(), |nesting| nesting.within(record.title));
    let title = prepared.guard_mixed(&title);
    prepared.text("title", &title);
    let container = prepared.guard(&container(record));
    prepared.text("container-title", &container);
    prepared.names(record);
    prepared.date("issued", said(record.date));
    // Without an address there is nothing that was accessed.
    if !record.address().is_empty() {
        prepared.date("accessed", said(record.accessed));
    }
    prepared
}

fn texts(record: &Record<'_>) -> String {
    let mut texts = vec![record.key, record.title, record.outlet, record.address(), record.lang];
    texts.extend(record.via);
    texts.extend(record.authors.iter().map(Author::text));
    texts.join("\n")
}

/// The outlet, and by way of whom: `UrduPoint, via Sputnik`.
fn container(record: &Record<'_>) -> String {
    let via = record.via.join(", ");
    match (record.outlet, via.as_str()) {
        (outlet, "") => outlet.to_owned(),
        ("", via) => format!("via {via}"),
        (outlet, via) => format!("{outlet}, via {via}"),
    }
}

impl Prepared {
    /// Whether the record itself has the text somewhere.
    pub fn contains(&self, text: &str) -> bool {
        self.texts.contains(text)
    }

    /// Whether a text is the title, in whatever capitals.
    pub fn is_title(&self, text: &str) -> bool {
        self.field("title").is_some_and(|title| title.to_lowercase() == text.to_lowercase())
    }

    /// Whether the outlet has taken the author's place.
    pub fn leads_with_outlet(&self, line: &Line) -> bool {
        !self.item.0.contains_key("author")
            && self.field("container-title").is_some_and(|container| line.starts_with(container))
    }

    /// Whether it is said when the page was seen.
    pub fn is_accessed(&self) -> bool {
        self.item.0.contains_key("accessed")
    }

    /// Puts the words in that others stand for.
    pub fn put_words(&self, text: &mut String) {
        for stand in self.stands.iter() {
            if text.contains(&stand.year) {
                *text = text.replace(&stand.year, &stand.words);
            }
        }
        for (char, words) in &self.guarded {
            if text.contains(*char) {
                *text = text.replace(*char, words);
            }
        }
    }

    /// Takes away the dates that words stand for, but for those kept.
    pub fn keep(&mut self, kept: Vec<Stand>) {
        for stand in self.stands.iter().filter(|stand| !kept.contains(stand)) {
            self.item.0.remove(stand.field);
        }
        self.stands = kept;
    }

    fn field(&self, field: &str) -> Option<&str> {
        match self.item.0.get(field) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    fn text(&mut self, field: &str, text: &str) {
        // Breaks of lines are of no meaning in any of these.
        let text = one_line(text);
        if !text.is_empty() {
            self.item.0.insert(field.to_owned(), Value::String(text));
        }
    }

    /// Guards a text from its first letter or figure to its last: what follows may matter to the style,
    /// which sets no full stop after another.
    fn guard(&mut self, text: &str) -> String {
        let is_core = |char: char| char.is_alphanumeric();
        let (Some(start), Some((last, end))) =
            (text.find(is_core), text.char_indices().rfind(|(_, char)| is_core(*char)))
        else {
            return text.to_owned();
        };
        let end = last + end.len_utf8();
        let used = self.guarded.len();
        let Some(char) = private().filter(|char| !self.texts.contains(*char)).nth(used) else {
            return text.to_owned();
        };
        self.guarded.push((char, one_line(&text[start..end])));
        format!("{}{char}{}", &text[..start], &text[end..])
    }

    /// Guards the words that have capitals after their first letter and small letters too.
    fn guard_mixed(&mut self, text: &str) -> String {
        let is_mixed = |word: &str| {
            let core = word.trim_matches(|char: char| !char.is_alphanumeric());
            core.chars().skip(1).any(char::is_uppercase) && core.chars().any(char::is_lowercase)
        };
        let guarded = text.split_whitespace().map(|word| match word {
            word if is_mixed(word) => self.guard(word),
            word => word.to_owned(),
        });
        guarded.collect::<Vec<_>>().join(" ")
    }

    fn names(&mut self, record: &Record<'_>) {
        let names: Vec<Name<'_>> = record.authors.iter().filter_map(name).collect();
        let values: Vec<NameValue> = names.iter().map(|name| self.name_value(name)).collect();
        if !values.is_empty() {
            self.item.0.insert("author".to_owned(), Value::Names(values));
        }
    }

    fn name_value(&mut self, name: &Name<'_>) -> NameValue {
        match *name {
            Name::Whole(text) => NameValue::Literal(LiteralName { literal: one_line(text) }),
            Name::Person { given, particle, family, suffix } => {
                let whole = [particle, family].join(" ").trim().to_owned();
                let is_several = whole.contains(char::is_whitespace);
                NameValue::Item(NameItem {
                    family: if is_several { self.guard(&whole) } else { whole },
                    given: some(given),
                    non_dropping_particle: None,
                    dropping_particle: None,
                    suffix: some(suffix),
                    comma_suffix: None,
                })
            }
        }
    }

    fn date(&mut self, field: &'static str, said: Said) {
        let parts = match said {
            Said::Unknown => return,
            Said::Plain(certain) => parts(certain),
            Said::Words(words) => {
                let is_free = |year: &i16| !self.texts.contains(&year.to_string());
                let Some(year) = STANDS.filter(is_free).nth(self.stands.len()) else { return };
                self.stands.push(Stand { field, year: year.to_string(), words });
                vec![year]
            }
        };
        let date_parts = VecDateRange(vec![VecDate(parts)]);
        let date = DateValue::DateParts { date_parts, literal: None, season: None, circa: false };
        self.item.0.insert(field.to_owned(), Value::Date(date));
    }
}

/// Years of five digits, which no plain date has.
const STANDS: RangeInclusive<i16> = 20_011..=i16::MAX;

/// Characters that are nobody's letters, without capitals and without meaning to the processor.
fn private() -> impl Iterator<Item = char> {
    '\u{E000}'..='\u{F8FF}'
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parts(certain: Certain) -> Vec<i16> {
    let year = certain.year.and_then(|year| i16::try_from(year).ok());
    let month = certain.month.map(i16::from);
    [year, month, certain.day.map(i16::from)].into_iter().map_while(|part| part).collect()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| one_line(text))
}
