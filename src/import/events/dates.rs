//! Dates of other programs as EDTF: from their parts, or from words.
//!
//! Owns the reading, and the note that is kept of what was written. A date that says more than its parts, or
//! other than they do, keeps its words; one that cannot be read keeps them alone.

use crate::phrases::Phrases;
use crate::text::edtf::{Edtf, suggest};
use crate::text::fold::fold;
use crate::text::words::one_line;

/// A date as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dated {
    pub date: Option<Edtf>,
    /// Sentences on how it was given; empty where the date says it all.
    pub note: String,
    /// Why there is none, although one was given.
    pub fault: Option<String>,
}

/// The parts of a date as written; empty where not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// Years before 1 are counted BC: `-44` is 44 BC, and there is no year 0.
    pub year: String,
    pub month: String,
    pub day: String,
    /// `10:30`, `10:30:00`, `10:30 pm`, in the time of the place.
    pub time: String,
}

impl Parts {
    pub fn is_empty(&self) -> bool {
        [&self.year, &self.month, &self.day, &self.time].iter().all(|part| part.trim().is_empty())
    }

    /// As it was given, for people.
    fn words(&self) -> String {
        let parts = [&self.year, &self.month, &self.day].map(|part| part.trim()).into_iter();
        let date = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        one_line(&format!("{date} {}", self.time))
    }

    /// EDTF without the time; a day of a month that is not known is one of its year (`2018-XX-12`).
    fn edtf(&self) -> Result<String, String> {
        let year = edtf_year(number("year", &self.year)?.ok_or("it has no year")?)?;
        let month = number("month", &self.month)?;
        let day = number("day", &self.day)?;
        let date = match (month, day) {
            (None, None) => year,
            (Some(month), None) => format!("{year}-{month:02}"),
            (None, Some(day)) => format!("{year}-XX-{day:02}"),
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        };
        parse(&date).map(|_| date)
    }
}

/// A whole number, as spreadsheets write it: `1,984` and `1984.0` are 1984.
fn number(name: &str, text: &str) -> Result<Option<i64>, String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let whole = plain.split_once('.').filter(|(_, rest)| rest.bytes().all(|byte| byte == b'0'));
    let digits = whole.map_or(plain.as_str(), |(whole, _)| whole);
    if digits.is_empty() {
        return Ok(None);
    }
    digits.parse().map(Some).map_err(|_| format!("its {name} `{}` is not a whole number", one_line(text)))
}

fn edtf_year(year: i64) -> Result<String, String> {
    let year = match year {
        0 => return Err("there is no year 0 in this form: 1 BC is `-1`".to_owned()),
        ..0 => year + 1,
        _ => year,
    };
    Ok(match year {
        -9999..0 => format!("-{:04}", -year),
        0..=9999 => format!("{year:04}"),
        _ => format!("Y{year}"),
    })
}

fn parse(text: &str) -> Result<Edtf, String> {
    Edtf::parse(text).map_err(|error| format!("`{text}` is no date: {error}"))
}

/// Reads a date in parts, and where it ends.
pub fn from_parts(start: &Parts, end: &Parts) -> Dated {
    if start.is_empty() && end.is_empty() {
        return Dated::default();
    }
    let read = || -> Result<(Edtf, String), String> {
        let first = start.edtf()?;
        let last = if end.is_empty() { first.clone() } else { end.edtf()? };
        let times = [start.time.trim(), end.time.trim()];
        if first != last {
            return Ok((parse(&format!("{first}/{last}"))?, note_of_times(times)));
        }
        match (clock(times[0]), times[1]) {
            (Some(time), "") if Edtf::parse(&format!("{first}T{time}")).is_ok() => {
                Ok((parse(&format!("{first}T{time}"))?, String::new()))
            }
            _ => Ok((parse(&first)?, note_of_times(times))),
        }
    };
    match read() {
        Ok((date, note)) => Dated { date: Some(date), note, fault: None },
        Err(fault) => {
            let words =
                if end.is_empty() { start.words() } else { format!("{} to {}", start.words(), end.words()) };
            Dated { date: None, note: given(&words), fault: Some(fault) }
        }
    }
}

/// Times of day that no date can hold.
fn note_of_times(times: [&str; 2]) -> String {
    match times {
        ["", ""] => String::new(),
        [time, ""] => format!("Time: {}.", one_line(time)),
        ["", time] => format!("Time: until {}.", one_line(time)),
        [from, to] => format!("Time: {} to {}.", one_line(from), one_line(to)),
    }
}

/// `hh:mm:ss`, of a time that has at least an hour and a minute. The seconds of one without are 00, as
/// EDTF demands; people are shown none then.
fn clock(time: &str) -> Option<String> {
    let lower = time.trim().to_lowercase().replace('.', "");
    let (plain, shift) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(plain), _) => (plain, Some(0)),
        (_, Some(plain)) => (plain, Some(12)),
        _ => (lower.as_str(), None),
    };
    let parts: Vec<u8> = plain.trim().split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let ([hour, minute] | [hour, minute, _]) = parts[..] else { return None };
    let hour = match shift {
        Some(shift) if (1..=12).contains(&hour) => hour % 12 + shift,
        Some(_) => return None,
        None => hour,
    };
    let second = parts.get(2).copied().unwrap_or_default();
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

/// Reads a date in words or EDTF, and where it ends.
pub fn from_words(start: &str, end: &str) -> Dated {
    let (start, end) = (start.trim(), end.trim());
    if end.is_empty() || start == end {
        return from_text(start);
    }
    let (first, last) = (from_text(start), from_text(end));
    let words = if start.is_empty() { format!("until {end}") } else { format!("{start} to {end}") };
    let ends = [first.date.as_ref(), last.date.as_ref()].map(|date| date.map(day_text).unwrap_or_default());
    let is_read = (start.is_empty() || first.date.is_some()) && last.date.is_some();
    match Edtf::parse(&ends.join("/")) {
        Ok(date) if is_read => {
            let note = if ends == [start, end] { String::new() } else { given(&words) };
            Dated { date: Some(date), note, fault: None }
        }
        _ => {
            let both = first.fault.or(last.fault);
            let fault = both.unwrap_or_else(|| "its beginning and its end make no interval".to_owned());
            Dated { date: None, note: given(&words), fault: Some(fault) }
        }
    }
}

/// A date without its time of day, which no interval can have.
fn day_text(date: &Edtf) -> String {
    let text = date.to_string();
    text.split_once('T').map_or(text.clone(), |(day, _)| day.to_owned())
}

fn from_text(text: &str) -> Dated {
    if text.is_empty() {
        return Dated::default();
    }
    if let Ok(date) = Edtf::parse(text) {
        return Dated { date: Some(date), ..Dated::default() };
    }
    let note = given(text);
    match suggest(text, None).and_then(|text| Edtf::parse(&text).ok()) {
        Some(date) if says(text, &date) => Dated { date: Some(date), ..Dated::default() },
        Some(date) => Dated { date: Some(date), note, fault: None },
        None => {
            let fault = format!("the date “{}” can be read in no way, or in several", one_line(text));
            Dated { date: None, note, fault: Some(fault) }
        }
    }
}

/// Reads `7/4/1976` and `7/1976` as TimelineJS does in its first spreadsheets, with the month first; other
/// words as they are.
pub fn month_first(text: &str) -> Option<Parts> {
    let parts: Vec<&str> = text.trim().split('/').collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let (month, day, year) = match parts[..] {
        [month, day, year] if parts.iter().all(is_number) => (month, day, year),
        [month, year] if parts.iter().all(is_number) && year.len() == 4 && month.len() < 3 => {
            (month, "", year)
        }
        _ => return None,
    };
    let [month, day, year] = [month, day, year].map(str::to_owned);
    Some(Parts { year, month, day, time: String::new() })
}

/// Keeps the words that are shown for a date, where they say anything but the date.
pub fn shown(dated: &mut Dated, words: &str) {
    let words = one_line(words);
    let says_it = dated.date.as_ref().is_some_and(|date| says(&words, date));
    if words.is_empty() || says_it || dated.note.contains(&format!("“{words}”")) {
        return;
    }
    let space = if dated.note.is_empty() { "" } else { " " };
    dated.note = format!("{}{space}{}", dated.note, given(&words));
}

/// Whether words say what a date says, and no more.
fn says(words: &str, date: &Edtf) -> bool {
    let year = date.earliest().day().map(|day| day.year);
    let read = suggest(words, year).and_then(|text| Edtf::parse(&text).ok());
    let is_same = |read: &Edtf| read == date || date.time().is_some() && read.plain_day() == date.plain_day();
    fold(words) == fold(&Phrases::english().date(date)) || read.as_ref().is_some_and(is_same)
}

fn given(words: &str) -> String {
    format!("Given as “{}”.", one_line(words))
}
