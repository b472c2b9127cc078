//! What a person typed, as a tree.
//!
//! ```text
//! query       = { alternative }                  all of them
//! alternative = term { "or" term }               any of them
//! term        = [ "-" ] atom                     - : without it
//! atom        = key ":" value | phrase | prefix | words
//! phrase      = '"' words '"'                    these words in this order, no other forms of them
//! prefix      = word "*"                         at least two letters
//! key         = person | organization | org | place | topic | source | kind | lang | date
//! value       = phrase | everything up to the next space
//! ```
//!
//! Whatever is typed has a meaning: a quotation mark that is never closed ends at the end, a key that is
//! not known is a word, and what has no letter or digit is passed over. A piece of several words
//! (`well-known`) is a phrase behind `-` and `or`, and else each of them.

use crate::model::kind::Kind;
use crate::search::words::{fold, is_run, pairs, words};
use crate::text::edtf::Day;

/// The most characters of a query that are read, and the most terms.
pub const MOST_CHARACTERS: usize = 500;
pub const MOST_TERMS: usize = 32;

/// Quotation marks, which open and close as people's keyboards have them.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// A query: every group must be met, each by one of its terms.
pub type Query = Vec<Vec<Term>>;

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub without: bool,
    pub atom: Atom,
}

/// What a document must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    /// A word in any of its forms, or a run of characters; folded.
    Word(String),
    /// Words or runs in this order, as they stand.
    Phrase(Vec<String>),
    /// A word that begins so.
    Prefix(String),
    Filter(Filter),
}

/// A condition on what a document is, or is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// An entity of a kind, by its name.
    Entity(Kind, String),
    /// The name of a kind; nothing is of a kind that is not known.
    Kind(String),
    Lang(String),
    /// Days since 1970, both included; dates that may lie between them.
    Date(i32, i32),
}

/// Reads a query.
pub fn parse(text: &str) -> Query {
    let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(end, _)| end);
    let mut reader = Reader { rest: &text[..end], terms: 0, query: Vec::new(), joins: false };
    while reader.term() {}
    reader.query
}

/// The folded words and runs of a text.
pub fn units(text: &str) -> Vec<String> {
    let folded = words(text).map(|word| fold(&text[word.range]).into_owned());
    folded.filter(|unit| !unit.is_empty()).collect()
}

/// The form by which a unit is found in the dictionary: itself, or the first pair of a run.
pub fn first_form(unit: &str) -> &str {
    if unit.starts_with(is_run) { pairs(unit).next().unwrap_or(unit) } else { unit }
}

struct Reader<'a> {
    rest: &'a str,
    terms: usize,
    query: Query,
    /// Whether an "or" stands before the next term.
    joins: bool,
}

impl<'a> Reader<'a> {
    /// Reads the next term; false at the end.
    fn term(&mut self) -> bool {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() || self.terms >= MOST_TERMS {
            return false;
        }
        let signed = self.rest.strip_prefix('-').filter(|rest| !rest.starts_with(char::is_whitespace));
        let without = signed.is_some();
        self.rest = signed.unwrap_or(self.rest);
        if self.rest.starts_with(QUOTES) {
            let phrase = units(self.quoted());
            self.phrase(without, phrase);
            return true;
        }
        let ends = |c: char| c.is_whitespace() || QUOTES.contains(&c);
        let (piece, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        if !without && piece.eq_ignore_ascii_case("or") {
            self.joins = !self.query.is_empty();
            return true;
        }
        let filter = piece.split_once(':').and_then(|(key, value)| self.filter(key, value));
        match filter {
            Some(filter) => self.add(without, Atom::Filter(filter)),
            None => self.words(without, piece),
        }
        true
    }

    /// What is asked for by a key; none where the key or the date is not known.
    fn filter(&mut self, key: &str, value: &str) -> Option<Filter> {
        let key = key.to_ascii_lowercase();
        let known =
            ["kind", "lang", "language", "date"].contains(&key.as_str()) || entity_kind(&key).is_some();
        if !known {
            return None;
        }
        let value = match value {
            "" if self.rest.starts_with(QUOTES) => self.quoted().to_owned(),
            value => value.to_owned(),
        };
        match key.as_str() {
            "kind" => Some(Filter::Kind(kind_name(&value))),
            "lang" | "language" => Some(Filter::Lang(value.to_lowercase())),
            "date" => days(&value).map(|(first, last)| Filter::Date(first, last)),
            key => entity_kind(key).map(|kind| Filter::Entity(kind, value)),
        }
    }

    /// What stands between quotation marks, of which the first comes next.
    fn quoted(&mut self) -> &'a str {
        let opening = self.rest.chars().next().map_or(0, char::len_utf8);
        let inner = &self.rest[opening..];
        let end = inner.find(QUOTES).unwrap_or(inner.len());
        let behind = inner[end..].chars().next().map_or(0, char::len_utf8);
        self.rest = &inner[end + behind..];
        &inner[..end]
    }

    fn words(&mut self, without: bool, piece: &str) {
        let mut found = units(piece);
        let prefix = piece.ends_with('*').then(|| found.pop()).flatten();
        let prefix = prefix.map(|word| match word.chars().nth(1) {
            Some(_) if !word.starts_with(is_run) => Atom::Prefix(word),
            _ => Atom::Word(word),
        });
        if prefix.is_none() && found.len() > 1 && (without || self.joins) {
            return self.phrase(without, found);
        }
        for atom in found.into_iter().map(Atom::Word).chain(prefix) {
            self.add(without, atom);
        }
    }

    fn phrase(&mut self, without: bool, words: Vec<String>) {
        if !words.is_empty() {
            self.add(without, Atom::Phrase(words));
        }
    }

    fn add(&mut self, without: bool, atom: Atom) {
        self.terms += 1;
        let term = Term { without, atom };
        let joins = std::mem::take(&mut self.joins);
        match self.query.last_mut().filter(|_| joins) {
            Some(group) => group.push(term),
            None => self.query.push(vec![term]),
        }
    }
}

fn entity_kind(key: &str) -> Option<Kind> {
    let key = match key {
        "org" | "organisation" => "organization",
        key => key,
    };
    Kind::ENTITIES.into_iter().find(|kind| kind.name() == key)
}

fn kind_name(value: &str) -> String {
    let value = value.to_lowercase();
    Kind::of_name(&value).map_or(value, |kind| kind.name().to_owned())
}

/// The first and last day of `2018`, `2018-12`, `2018-12-05`, and of two of them with `..` or `/` between.
fn days(value: &str) -> Option<(i32, i32)> {
    let (from, to) = match value.split_once('/') {
        // `2018/..` is EDTF for "since 2018".
        Some((from, to)) => (from.trim_matches('.'), to.trim_matches('.')),
        None => value.split_once("..").unwrap_or((value, value)),
    };
    let first = if from.is_empty() { Some(i32::MIN / 4) } else { date(from).map(|(first, _)| first) };
    let last = if to.is_empty() { Some(i32::MAX / 4) } else { date(to).map(|(_, last)| last) };
    if from.is_empty() && to.is_empty() { None } else { first.zip(last) }
}

/// The first and last day of a date; its signs of doubt are passed over.
fn date(text: &str) -> Option<(i32, i32)> {
    let text = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && !year.starts_with('0')).and_then(number)?;
    let month = parts.next().map(|month| if month.len() == 2 { number(month) } else { None });
    let day = parts.next().map(|day| if day.len() == 2 { number(day) } else { None });
    if parts.next().is_some() {
        return None;
    }
    let (first, last) = match (month, day) {
        (None, _) => ((1, 1), (12, 31)),
        (Some(month), None) => ((month?, 1), (month?, last_day(year, month?))),
        (Some(month), Some(day)) => ((month?, day?), (month?, day?)),
    };
    let days = |(month, day): (u32, u32)| {
        let day = Day::new(i64::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        i32::try_from(day.to_days()).ok()
    };
    days(first).zip(days(last))
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn last_day(year: u32, month: u32) -> u32 {
    let fits = |day: &u8| Day::new(i64::from(year), u8::try_from(month).unwrap_or(0), *day).is_some();
    u32::from((28..=31).rev().find(fits).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown: Vec<String> =
            parse(text).iter().map(|group| group.iter().map(show).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(shown.join(" "), expected, "{text}");
    }

    fn show(term: &Term) -> String {
        let atom = match &term.atom {
            Atom::Word(word) => word.clone(),
            Atom::Phrase(words) => format!("[{}]", words.join(",")),
            Atom::Prefix(word) => format!("{word}*"),
            Atom::Filter(Filter::Entity(kind, name)) => format!("{}={name}", kind.name()),
            Atom::Filter(Filter::Kind(kind)) => format!("kind={kind}"),
            Atom::Filter(Filter::Lang(lang)) => format!("lang={lang}"),
            Atom::Filter(Filter::Date(first, last)) => format!("date={first}..{last}"),
        };
        if term.without { format!("-{atom}") } else { atom }
    }

    #[test]
    fn queries_are_read() {
        check("Camps in Xinjiang", "camps in xinjiang");
        check("camps or centres xinjiang", "camps|centres xinjiang");
        check("or camps OR", "camps");
        check("\"Human rights\" -\"no access\" -tour", "[human,rights] -[no,access] -tour");
        check("“Lu Kang” „a” «b»", "[lu,kang] [a] [b]");
        check("xin* x* 新*", "xin* x 新");
        check("well-known a or well-known -well-known", "well known a|[well,known] -[well,known]");
        check("新疆，人权 uyghurs", "新疆 人权 uyghurs");
        check("- -- \"\" * -", "");
    }

    #[test]
    fn filters_are_read() {
        check("person:\"Lu Kang\" org:UN -place:hotan", "person=Lu Kang organization=UN -place=hotan");
        check("kind:Articles or kind:event lang:zh-Hans", "kind=article|kind=event lang=zh-hans");
        check(
            "date:1970 date:1970-01-02..1970-02 date:1970/.. date:..1970-01-01",
            "date=0..364 date=1..58 date=0..536870911 date=-536870912..0",
        );
        check("date:2018-13 date:x date:.. http://example.org/", "date 2018 13 date x date http example org");
        check("person:", "person=");
    }

    #[test]
    fn anything_can_be_typed() {
        check("<script>alert(1)</script> .*+?^${}()|[]\\", "script alert 1 script");
        check("\"never closed", "[never,closed]");
        let long = "word ".repeat(10_000);
        assert_eq!(parse(&long).len(), MOST_TERMS);
        assert_eq!(parse(&"x".repeat(100_000)).len(), 1);
    }
}
