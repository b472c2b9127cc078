//! What of a date is certain, and how to say the rest.
//!
//! Owns the line between the two. A part is certain when no digit of it is open and nothing in the date
//! puts it in doubt.

use crate::export::citation::record::Dated;
use crate::phrases::Phrases;
use crate::text::edtf::{Edtf, Precision};

/// The certain parts of a date, from the year down: a part is there only if those before it are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Certain {
    pub year: Option<i64>,
    /// From 1 to 12.
    pub month: Option<u8>,
    /// From 1 to 31.
    pub day: Option<u8>,
}

impl Certain {
    fn new(year: i64, month: Option<u8>, day: Option<u8>) -> Certain {
        Certain { year: Some(year), month, day: day.filter(|_| month.is_some()) }
    }
}

/// Gives the parts of a date that are certain; those in which its days agree, for more days than one.
///
/// ```text
/// 2018-12-05   2018, 12, 5        [2022-02-28..2022-03-07]   2022
/// 2018-12-?05  2018, 12           2018-12-05~                nothing
/// ```
pub fn certain(date: &Edtf) -> Certain {
    if date.is_uncertain() || date.is_approximate() {
        let is_single = !date.is_interval() && !date.is_set();
        return if is_single { before_doubt(&date.to_string()) } else { Certain::default() };
    }
    let (Some(first), Some(last)) = (date.earliest().day(), date.latest().day()) else {
        return Certain::default();
    };
    match (first.year == last.year, first.month == last.month, first.day == last.day) {
        (false, _, _) => Certain::default(),
        (true, false, _) => Certain::new(first.year, None, None),
        (true, true, same_day) => {
            Certain::new(first.year, Some(first.month), Some(first.day).filter(|_| same_day))
        }
    }
}

/// The parts of one date, as EDTF prints it, that stand before the first part in doubt: a sign after a
/// part is of it and all to its left, a sign before a part is of it alone.
fn before_doubt(text: &str) -> Certain {
    let parts: Vec<&str> = text.split('-').collect();
    if parts.iter().any(|part| part.ends_with(SIGNS)) {
        return Certain::default();
    }
    let mut plain = parts.iter().map_while(|part| part.parse::<i64>().ok());
    let Some(year) = plain.next().filter(|_| text.len() > 4 && text.as_bytes()[4] == b'-') else {
        return Certain::default();
    };
    let month = plain.next().and_then(|month| u8::try_from(month).ok()).filter(|month| *month <= 12);
    Certain::new(year, month, None)
}

/// Gives the parts of a single date of which every part is known, were it not for the doubt: those of
/// `2018-12-05~` and of `2018?`, nothing of `2018-XX`.
pub fn unmarked(date: &Edtf) -> Option<Certain> {
    let text = date.to_string().replace(SIGNS, "");
    let plain = Edtf::parse(&text).ok()?;
    is_plain(&plain).then(|| certain(&plain))
}

/// Whether a date is of EDTF's level 1 as biblatex reads it: digits left open from the right, one sign at
/// the end, seasons, and intervals of such dates, open or unknown at one end; years of four digits.
pub fn is_level_1(date: &Edtf) -> bool {
    if date.is_unknown() || date.is_set() || date.time().is_some() {
        return false;
    }
    let text = date.to_string();
    let ends = || text.split('/');
    ends().all(|end| matches!(end, "" | "..") || is_level_1_date(end))
}

fn is_level_1_date(text: &str) -> bool {
    let text = text.strip_suffix(SIGNS).unwrap_or(text);
    let digits = |part: &str, len: usize| {
        let known = part.trim_end_matches('X');
        part.len() == len && known.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = text.split('-');
    let is_year = parts.next().is_some_and(|year| digits(year, 4) && !year.starts_with('X'));
    let rest: Vec<&str> = parts.collect();
    let is_whole_or_open = |part: &&str| *part == "XX" || (digits(part, 2) && !part.contains('X'));
    let first_open = text.find('X').unwrap_or(text.len());
    let is_open_from_there = text[first_open..].chars().all(|char| matches!(char, 'X' | '-'));
    let is_part_of_year = rest.first().is_some_and(|month| *month > "24" && *month != "XX");
    is_year && rest.len() <= 2 && rest.iter().all(is_whole_or_open) && is_open_from_there && !is_part_of_year
}

const SIGNS: [char; 3] = ['?', '~', '%'];

/// How a date is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A plain day, month or year from 1 to 9999, in the style's own way.
    Plain(Certain),
    /// In these words.
    Words(String),
    /// Not at all: nothing is known of it.
    Unknown,
}

pub fn said(date: Option<Dated<'_>>) -> Said {
    let Some(date) = date.filter(|date| !date.edtf.is_unknown()) else { return Said::Unknown };
    if is_plain(date.edtf) { Said::Plain(certain(date.edtf)) } else { Said::Words(words(date)) }
}

/// Whether the parts of a date are all there is to say.
pub fn is_plain(date: &Edtf) -> bool {
    let is_whole = matches!(date.precision(), Precision::Day | Precision::Month | Precision::Year);
    let is_common = certain(date).year.is_some_and(|year| (1..10_000).contains(&year));
    is_whole && is_common && date.is_certain() && certain_as_precise(date)
}

fn certain_as_precise(date: &Edtf) -> bool {
    let certain = certain(date);
    match date.precision() {
        Precision::Day => certain.day.is_some(),
        Precision::Month => certain.month.is_some(),
        _ => certain.month.is_none(),
    }
}

/// The date in words: those that are given, else English ones as citations have them (`ca. 5 December 2018`).
pub fn words(date: Dated<'_>) -> String {
    if !date.words.is_empty() {
        return date.words.to_owned();
    }
    let sentence = Phrases::english().date(date.edtf);
    match sentence.strip_prefix("about ") {
        Some(rest) => format!("ca. {rest}"),
        None => sentence,
    }
}

/// What a note says of a date that its field cannot: `published ca. 5 December 2018 (EDTF 2018-12-05~)`.
pub fn remark(verb: &str, date: Dated<'_>) -> String {
    format!("{verb} {} (EDTF {})", words(date), date.edtf)
}
