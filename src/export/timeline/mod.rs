//! The timeline for other programs: TimelineJS JSON, iCalendar, CSV.
//!
//! Pure: writes what it is given, in the order in which it is given. What may leave is decided before.
//! Doubt leaves too: each form has the date as the archive says it (EDTF, or in words), and none invents
//! a day or a month that is not known. Each form says what it leaves out.

pub(in crate::export) mod csv;
mod ics;
#[cfg(test)]
mod tests;
mod timelinejs;

use crate::model::kind::Kind;
use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::text::edtf::{Bound, Day, Edtf, Precision};

pub use crate::export::timeline::csv::csv;
pub use crate::export::timeline::ics::ics;
pub use crate::export::timeline::timelinejs::json;

/// A form that the timeline is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// TimelineJS 3: all dated entries.
    Json,
    /// iCalendar (RFC 5545): dated events.
    Calendar,
    /// CSV (RFC 4180): all entries.
    Csv,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Json, Format::Calendar, Format::Csv];

    pub fn file_name(self) -> &'static str {
        match self {
            Format::Json => "timeline.json",
            Format::Calendar => "timeline.ics",
            Format::Csv => "timeline.csv",
        }
    }
}

/// An entry of the timeline on its way out. All words are plain text; what is not known is empty.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    pub role: Role,
    /// Of this entry alone, and the same in every build: `happened-SLUG`.
    pub id: &'a str,
    /// None for an undated entry; one without a place in time counts as none.
    pub date: Option<&'a Edtf>,
    /// Whether passages alone give the date, and the archive none of its own.
    pub is_given: bool,
    /// Whether the dates have no day in common.
    pub disputed: bool,
    /// Other dates that passages give.
    pub given: &'a [Edtf],
    pub title: &'a str,
    pub summary: &'a str,
    /// The address of its page; relative where the site has no address of its own.
    pub url: &'a str,
    /// The outlet.
    pub source: &'a str,
    pub speaker: &'a str,
    pub position: &'a str,
    pub claim: &'a str,
    /// The words of each attesting passage, and its address.
    pub passages: &'a [(String, String)],
    /// The kind of each thing that it concerns (`person` or `people`), and its title.
    pub concerns: &'a [(&'static str, &'a str)],
    /// Why this date.
    pub note: &'a str,
}

impl<'a> Moment<'a> {
    /// The date, where it has a place in time.
    fn dated(&self) -> Option<&'a Edtf> {
        self.date.filter(|date| !date.is_unknown())
    }

    /// The archive's own date; none where passages alone give one.
    fn own(&self) -> Option<&'a Edtf> {
        self.date.filter(|_| !self.is_given)
    }

    /// The titles of what it concerns of one kind.
    fn concerned(&self, kind: Kind) -> impl Iterator<Item = &'a str> {
        let concerns = self.concerns.iter();
        concerns.filter(move |(name, _)| Kind::of_name(name) == Some(kind)).map(|(_, title)| *title)
    }
}

/// The phrase that says what dates passages give beside the archive's own, or in want of one.
fn given_key(moment: &Moment) -> &'static str {
    if moment.is_given { "data.dated" } else { "data.also_dated" }
}

/// The dates that passages give; empty for none.
fn given_words(phrases: &Phrases, moment: &Moment) -> String {
    let given: Vec<String> = moment.given.iter().map(|date| phrases.date(date)).collect();
    phrases.joined("list.semicolon", &given)
}

/// One end of a date, and how exactly it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    day: Day,
    precision: Precision,
}

/// The first and the last day that a date can mean; none for an end that is open or not known.
fn ends(date: &Edtf) -> (Option<End>, Option<End>) {
    let text = date.to_string();
    let parts: Vec<Edtf> = text
        .split(['/', ',', '[', ']', '{', '}'])
        .flat_map(|part| part.split(".."))
        .filter_map(|part| Edtf::parse(part).ok())
        .collect();
    (end(date, &parts, Edtf::earliest), end(date, &parts, Edtf::latest))
}

/// An end of the whole, as exactly as the parts that have it.
fn end(date: &Edtf, parts: &[Edtf], bound: impl Fn(&Edtf) -> Bound) -> Option<End> {
    let whole = bound(date);
    let same = parts.iter().filter(|part| bound(part) == whole);
    let precision = same.map(Edtf::precision).min().unwrap_or(date.precision());
    whole.day().map(|day| End { day, precision })
}
