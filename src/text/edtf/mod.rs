//! EDTF dates (Extended Date/Time Format, Library of Congress 2019, ISO 8601-2), levels 0, 1 and 2.
//!
//! Owns reading and printing them, the days they can mean, and their order; their wording is the phrases'.
//! Refuses everything the specification does not allow, with the place of the fault: an abbreviated
//! `2019-1-7` is for [`suggest`], never for [`Edtf::parse`]. Reads no clock and no locale; a zone is kept
//! as written and never moves a day.
//!
//! Beyond the specification: `XXXX` alone is a date of which nothing is known; an interval must name at
//! least one date and must not end before it begins; qualifiers may also follow seasons and long years.

pub mod date;
pub mod day;
pub mod form;
mod lag;
mod parse;
pub mod print;
mod suggest;
#[cfg(test)]
pub mod tests;

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::str::FromStr;

use crate::text::edtf::date::Date;
use crate::text::edtf::form::{Choice, End, Form, Interval, Member, Set};

pub use crate::text::edtf::day::{Day, days_in_month, is_leap};
pub use crate::text::edtf::lag::Lag;
pub use crate::text::edtf::suggest::suggest;

/// A parsed EDTF date.
///
/// Equal when the dates say the same: `2004-06-11%` equals `%2004-%06-%11`, and `Y-17E7` equals
/// `Y-170000000`. [`Display`] prints the canonical text, which parses to an equal value.
///
/// ```
/// use annotated_archive::text::edtf::Edtf;
/// let date: Edtf = "2022-03~".parse().unwrap();
/// assert_eq!(date.to_string(), "2022-03~");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf(Form);

impl Edtf {
    /// Reads an EDTF string, which must fill `text` from end to end.
    ///
    /// # Errors
    /// What is wrong and where: anything outside the format, and days the calendar does not have.
    pub fn parse(text: &str) -> Result<Edtf, EdtfError> {
        parse::parse(text)
    }

    /// Gives the earliest day the date can mean.
    ///
    /// Qualifiers change no bound: `2022-03~` begins on 1 March, for how much "about" spans is not said.
    /// Seasons are taken by whole months, those without a hemisphere as northern ones: spring is March to
    /// May, winter December to February of the year after.
    pub fn earliest(&self) -> Bound {
        match &self.0 {
            Form::Date(date) => Bound::known(date.earliest()),
            Form::Timed(timed) => Bound::known(timed.date.earliest()),
            Form::Interval(interval) => interval.start.bound(Date::earliest),
            Form::Set(set) => set.earliest(),
        }
    }

    /// Gives the latest day the date can mean, by the rules of [`Edtf::earliest`].
    pub fn latest(&self) -> Bound {
        match &self.0 {
            Form::Date(date) => Bound::known(date.latest()),
            Form::Timed(timed) => Bound::known(timed.date.latest()),
            Form::Interval(interval) => interval.end.bound(Date::latest),
            Form::Set(set) => set.latest(),
        }
    }

    /// Tells how exactly the date is known; `2018-XX-12` is known to the year.
    pub fn precision(&self) -> Precision {
        match &self.0 {
            Form::Date(date) => date.precision(),
            Form::Timed(_) => Precision::Day,
            Form::Interval(_) => Precision::Interval,
            Form::Set(_) => Precision::Set,
        }
    }

    /// Tells whether nothing in the date is qualified, unspecified, estimated or unknown.
    ///
    /// An interval is certain when its ends are; an open end is certain, an unknown one is not. A set of
    /// which all are meant is certain when its members are; one of which one is meant never is.
    pub fn is_certain(&self) -> bool {
        match &self.0 {
            Form::Date(date) => date.is_certain(),
            Form::Timed(_) => true,
            Form::Interval(interval) => interval.start.is_certain() && interval.end.is_certain(),
            Form::Set(set) => set.choice == Choice::All && self.dates().all(Date::is_certain),
        }
    }

    /// Tells whether any part is marked uncertain (`?` or `%`).
    pub fn is_uncertain(&self) -> bool {
        self.dates().any(|date| date.marks.any_uncertain())
    }

    /// Tells whether any part is marked approximate (`~` or `%`) or estimated (`1950S2`).
    pub fn is_approximate(&self) -> bool {
        self.dates().any(|date| date.marks.any_approximate() || date.significant != 0)
    }

    /// Tells whether the date has no place in time: neither its earliest nor its latest day is known.
    pub fn is_unknown(&self) -> bool {
        self.anchor().is_none()
    }

    pub fn is_interval(&self) -> bool {
        matches!(self.0, Form::Interval(_))
    }

    /// Tells whether this is a set, of which one (`[..]`) or all (`{..}`) are meant.
    pub fn is_set(&self) -> bool {
        matches!(self.0, Form::Set(_))
    }

    /// Gives the calendar day, when the date is a plain one (with or without a time), nothing qualified.
    pub fn plain_day(&self) -> Option<Day> {
        match &self.0 {
            Form::Date(date) if date.is_plain() => date.known_day(),
            Form::Timed(timed) => timed.date.known_day(),
            _ => None,
        }
    }

    /// Tells where a timeline files the date: by its earliest day, or by its latest when that is open or
    /// unknown. Under a month only when that end is known to the month.
    pub fn group(&self) -> Group {
        match self.anchor() {
            None => Group::Undated,
            Some((day, Precision::Day | Precision::Month)) => {
                Group::Month { year: day.year, month: day.month }
            }
            Some((day, _)) => Group::Year { year: day.year },
        }
    }

    /// Gives the key that sorts dates.
    ///
    /// By earliest day (by latest, when the earliest is open or unknown); then by latest day, so that the
    /// more precise comes first and the open-ended last; then unqualified before approximate before
    /// uncertain; then plain dates before others; then by canonical text, which puts a day without a time
    /// before its times of day, as written. Dates without a place in time come last. Different dates have
    /// different keys, and the year of [`Edtf::group`] never falls in this order.
    pub fn sort_key(&self) -> SortKey {
        let doubt = u8::from(self.is_approximate()) + 2 * u8::from(self.is_uncertain());
        let text = if self.is_plain() { Box::default() } else { self.to_string().into_boxed_str() };
        let Some((anchor, _)) = self.anchor() else {
            return SortKey { undated: true, start: i64::MAX, end: i64::MAX, doubt, text };
        };
        let end = self.latest().day().map_or(i64::MAX, Day::to_days);
        SortKey { undated: false, start: anchor.to_days(), end, doubt, text }
    }

    /// Tells whether the date can mean the day, or extends over it.
    ///
    /// Unspecified digits must fit (`2018-XX-12` holds the 12th of each month), an open end holds every
    /// day beyond, an unknown end none past the other end's own date, a date of unknown year no day.
    /// A day that is held lies within the bounds.
    pub fn contains(&self, day: Day) -> bool {
        match &self.0 {
            Form::Date(date) => date.contains(day),
            Form::Timed(timed) => timed.date.contains(day),
            Form::Interval(interval) => interval.contains(day),
            Form::Set(set) => set.members.iter().any(|member| member.contains(day)),
        }
    }

    /// The date's shape, for who says it in words.
    pub fn form(&self) -> &Form {
        &self.0
    }

    /// Gives the value for HTML's `<time datetime>`, only where that is honest: plain days, months and
    /// years of our era, and days with a time, the hours of an offset completed with its minutes.
    pub fn html_datetime(&self) -> Option<String> {
        let mut text = String::new();
        self.push_html_datetime(&mut text).then_some(text)
    }

    /// Appends [`Edtf::html_datetime`]; tells whether there is any.
    pub fn push_html_datetime(&self, text: &mut String) -> bool {
        print::push_html_datetime(&self.0, text)
    }

    /// Gives the time of day with its zone, as written after the `T`.
    pub fn time(&self) -> Option<&str> {
        match &self.0 {
            Form::Timed(timed) => Some(&timed.time),
            _ => None,
        }
    }

    fn is_plain(&self) -> bool {
        matches!(&self.0, Form::Date(date) if date.is_plain())
    }

    /// The day by which the date is filed and sorted, and how exactly that end is known.
    fn anchor(&self) -> Option<(Day, Precision)> {
        let start = match self.earliest() {
            Bound::Day(day) => Some((day, Date::earliest as fn(&Date) -> Option<Day>)),
            Bound::Open | Bound::Unknown => None,
        };
        let (anchor, end_of) =
            start.or_else(|| Some((self.latest().day()?, Date::latest as fn(&Date) -> Option<Day>)))?;
        let dates = self.dates().filter(|date| end_of(date) == Some(anchor));
        Some((anchor, dates.map(Date::precision).min()?))
    }

    fn dates(&self) -> impl Iterator<Item = &Date> {
        let (first, second, members): (Option<&Date>, Option<&Date>, &[Member]) = match &self.0 {
            Form::Date(date) => (Some(date), None, &[]),
            Form::Timed(timed) => (Some(&timed.date), None, &[]),
            Form::Interval(interval) => (interval.start.date(), interval.end.date(), &[]),
            Form::Set(set) => (None, None, &set.members),
        };
        first.into_iter().chain(second).chain(members.iter().flat_map(Member::dates))
    }
}

impl Edtf {
    /// The date of something that was on a date or before it, nobody knows when: `[..2018-12-05]`; as
    /// doubtful as the date itself. None where the date has no end.
    pub fn on_or_before(date: &Edtf) -> Option<Edtf> {
        date.latest().day()?;
        let end = match &date.0 {
            Form::Date(date) => *date,
            Form::Timed(timed) => timed.date,
            Form::Interval(interval) => *interval.end.date()?,
            Form::Set(_) => *date.dates().max_by_key(|date| date.latest())?,
        };
        Some(Edtf::one_of(vec![Member::UpTo(end)]))
    }

    /// The interval from one day to another.
    pub fn from_to(first: Day, last: Day) -> Edtf {
        let end = |day: Day| End::Date(Date::of_day(day));
        Edtf(Form::Interval(Box::new(Interval { start: end(first), end: end(last) })))
    }

    /// The date of something that has one of several dates, nobody knows which: `[2018-12-01,2019-03]`, or
    /// the days between where there are many; none where they have no common bounds.
    pub fn any_of(dates: &[Edtf]) -> Option<Edtf> {
        const MOST: usize = 3;
        let plain = |date: &Edtf| match &date.0 {
            Form::Date(date) => Some(Member::Date(*date)),
            _ => None,
        };
        if let Some(members) = dates.iter().map(plain).collect::<Option<Vec<Member>>>()
            && (1..=MOST).contains(&members.len())
        {
            return Some(Edtf::one_of(members));
        }
        let ends: Option<Vec<(Day, Day)>> =
            dates.iter().map(|date| date.earliest().day().zip(date.latest().day())).collect();
        let ends = ends?;
        let first = ends.iter().map(|(first, _)| *first).min()?;
        let last = ends.iter().map(|(_, last)| *last).max()?;
        Some(Edtf::one_of(vec![Member::Range(Date::of_day(first), Date::of_day(last))]))
    }

    fn one_of(members: Vec<Member>) -> Edtf {
        Edtf(Form::Set(Box::new(Set { choice: Choice::One, members })))
    }

    /// Tells whether the two have no day in common, as far as both have bounds.
    pub fn is_apart(&self, other: &Edtf) -> bool {
        let before = |first: &Edtf, second: &Edtf| match (first.latest(), second.earliest()) {
            (Bound::Day(end), Bound::Day(begin)) => end < begin,
            _ => false,
        };
        before(self, other) || before(other, self)
    }

    /// Tells whether several dates are all meant (`{..}`).
    pub fn is_several(&self) -> bool {
        matches!(&self.0, Form::Set(set) if set.choice == Choice::All)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Edtf, EdtfError> {
        Edtf::parse(text)
    }
}

impl From<Day> for Edtf {
    fn from(day: Day) -> Edtf {
        Edtf(Form::Date(Date::of_day(day)))
    }
}

/// Prints the canonical text: no exponents, qualifiers in the shortest form.
impl Display for Edtf {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        self.0.fmt(out)
    }
}

/// Why a text is not an EDTF date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    /// Where the fault begins: byte offset in the text, 0-based; its length when something is missing.
    pub at: usize,
    /// What is wrong and what is expected, as a fragment of a sentence.
    pub message: String,
}

impl Display for EdtfError {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        out.write_str(&self.message)
    }
}

impl Error for EdtfError {}

/// One end of the days that a date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    Day(Day),
    /// There is no end (`..`).
    Open,
    /// There is an end, but it is not known.
    Unknown,
}

impl Bound {
    /// Gives the day, when there is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Bound::Day(day) => Some(day),
            Bound::Open | Bound::Unknown => None,
        }
    }

    fn known(day: Option<Day>) -> Bound {
        day.map_or(Bound::Unknown, Bound::Day)
    }
}

/// How exactly a date is known, from the finest to the coarsest; then what is no single date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    Day,
    Month,
    /// A season, quarter, third or half of a year.
    Season,
    Year,
    Decade,
    Century,
    /// A thousand years or more.
    Millennium,
    Interval,
    Set,
    /// The year is wholly unspecified.
    Unknown,
}

/// Where a timeline files a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Month { year: i64, month: u8 },
    Year { year: i64 },
    Undated,
}

/// Sorts dates: see [`Edtf::sort_key`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    // In the order of comparison.
    undated: bool,
    start: i64,
    end: i64,
    doubt: u8,
    text: Box<str>,
}

impl SortKey {
    /// The days by which the date is sorted, since 1970-01-01: the one that it is filed by, and its latest.
    pub fn days(&self) -> (i64, i64) {
        (self.start, self.end)
    }
}
