//! One EDTF date: a year, perhaps a month or a part of the year, perhaps a day; any digit of them may be
//! unspecified and each of them qualified.
//!
//! Owns what such a date can mean on the calendar. Does not read or print text.

use crate::text::edtf::Precision;
use crate::text::edtf::day::{Day, days_in_month};

/// One date, without time of day.
///
/// Built by the parser only, which checks it against the calendar with [`Date::exists`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// Astronomical year; an unspecified digit counts as 0.
    pub year: i64,
    /// Whether the year is written with `-`: needed for `-00XX`, whose known digits have no sign.
    pub negative: bool,
    /// The unspecified digits of a four-digit year, bit 0 for the last digit.
    pub unspecified: u8,
    /// The significant digits of an estimated year, 0 when it is not one.
    pub significant: u8,
    /// The month, or 21 to 41 for a part of the year.
    pub month: Digits,
    pub day: Digits,
    pub marks: Marks,
}

impl Date {
    /// Makes the date of a plain calendar day.
    pub fn of_day(day: Day) -> Date {
        Date { month: Digits::of(day.month), day: Digits::of(day.day), ..Date::of_year(day.year) }
    }

    /// Makes the date of a plain year.
    pub fn of_year(year: i64) -> Date {
        Date {
            year,
            negative: year < 0,
            unspecified: 0,
            significant: 0,
            month: Digits::ABSENT,
            day: Digits::ABSENT,
            marks: Marks::default(),
        }
    }

    /// Tells whether nothing at all is known of the year (`XXXX`).
    pub fn year_is_unknown(&self) -> bool {
        self.unspecified == 0b1111
    }

    /// Gives the part of the year (21 to 41) that stands in place of the month.
    pub fn part_of_year(&self) -> Option<u8> {
        self.month.value().filter(|month| *month > 12)
    }

    /// Tells whether this is a plain calendar day, month or year: all known, nothing qualified.
    pub fn is_plain(&self) -> bool {
        self.is_certain() && self.part_of_year().is_none()
    }

    /// Tells whether every part is known and nothing is qualified or estimated.
    pub fn is_certain(&self) -> bool {
        self.unspecified == 0
            && self.significant == 0
            && self.marks.is_empty()
            && !self.month.has_unspecified()
            && !self.day.has_unspecified()
    }

    /// Gives the calendar day, when the date is known to the day; qualified or not.
    pub fn known_day(&self) -> Option<Day> {
        if self.unspecified != 0 {
            return None;
        }
        Some(Day { year: self.year, month: self.month.value()?, day: self.day.value()? })
    }

    /// Tells how exactly the date is known.
    pub fn precision(&self) -> Precision {
        if self.year_is_unknown() {
            return Precision::Unknown;
        }
        if self.unspecified != 0 || self.significant != 0 {
            return self.precision_of_year();
        }
        match (self.month.value(), self.day.value()) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(1..=12), None) => Precision::Month,
            (Some(_), None) => Precision::Season,
            (None, _) => Precision::Year,
        }
    }

    /// Gives the earliest day the date can mean; `None` when the year is unknown.
    pub fn earliest(&self) -> Option<Day> {
        if self.year_is_unknown() {
            return None;
        }
        self.known_day().or_else(|| self.first_possible())
    }

    /// Gives the latest day the date can mean; `None` when the year is unknown.
    pub fn latest(&self) -> Option<Day> {
        if self.year_is_unknown() {
            return None;
        }
        let (first, last) = self.years();
        let years = (first..=last).rev().filter(|year| self.fits_year(*year));
        self.known_day().or_else(|| years.into_iter().find_map(|year| self.last_day_in(year)))
    }

    /// Tells whether the calendar has a day that fits: false for `2019-02-29` and for `19X1-02-29`.
    pub fn exists(&self) -> bool {
        self.first_possible().is_some()
    }

    /// Tells whether the date can mean the day, or extends over it; never when the year is unknown.
    pub fn contains(&self, day: Day) -> bool {
        if self.year_is_unknown() {
            return false;
        }
        if self.part_of_year().is_some() {
            return self.part_contains(day);
        }
        self.fits_year(day.year) && self.month.fits(day.month) && self.day.fits(day.day)
    }

    /// Gives the first and the last year the date can mean; 0 and 9999 for `XXXX`.
    pub fn years(&self) -> (i64, i64) {
        let (low, high) = self.magnitudes();
        if self.negative { (-high, -low) } else { (low, high) }
    }

    fn precision_of_year(&self) -> Precision {
        let (first, last) = self.years();
        match last - first {
            0 => Precision::Year,
            1..=9 => Precision::Decade,
            10..=99 => Precision::Century,
            _ => Precision::Millennium,
        }
    }

    /// The bounds of the year without its sign.
    fn magnitudes(&self) -> (i64, i64) {
        let known = self.year.abs();
        if self.significant != 0 {
            let unit = 10_i64.pow(width(known).saturating_sub(u32::from(self.significant)));
            let low = known - known % unit;
            return (low, low + unit - 1);
        }
        let open: i64 = (0..4)
            .filter(|place| self.unspecified >> place & 1 == 1)
            .map(|place| 9 * 10_i64.pow(place))
            .sum();
        (known, known + open)
    }

    fn fits_year(&self, year: i64) -> bool {
        let (first, last) = self.years();
        (first..=last).contains(&year) && (self.unspecified == 0 || self.fits_digits(year.abs()))
    }

    fn fits_digits(&self, magnitude: i64) -> bool {
        (0..4).all(|place| {
            let unit = 10_i64.pow(place);
            self.unspecified >> place & 1 == 1 || magnitude / unit % 10 == self.year.abs() / unit % 10
        })
    }

    fn first_possible(&self) -> Option<Day> {
        let (first, last) = self.years();
        (first..=last).filter(|year| self.fits_year(*year)).find_map(|year| self.first_day_in(year))
    }

    fn first_day_in(&self, year: i64) -> Option<Day> {
        if let Some(part) = self.part_of_year() {
            return Some(Day { year, month: months_of(part).0, day: 1 });
        }
        let fits = |month: &u8| self.month.fits(*month);
        (1..=12).filter(fits).find_map(|month| {
            let day = (1..=days_in_month(year, month)).find(|day| self.day.fits(*day))?;
            Some(Day { year, month, day })
        })
    }

    fn last_day_in(&self, year: i64) -> Option<Day> {
        if let Some(part) = self.part_of_year() {
            return Some(last_day_of_part(year, part));
        }
        let fits = |month: &u8| self.month.fits(*month);
        (1..=12).rev().filter(fits).find_map(|month| {
            let day = (1..=days_in_month(year, month)).rev().find(|day| self.day.fits(*day))?;
            Some(Day { year, month, day })
        })
    }

    /// A winter may reach into the next year, so that both the day's year and the one before can hold it.
    fn part_contains(&self, day: Day) -> bool {
        let spans = |year| {
            let (first, last) = (self.first_day_in(year), self.last_day_in(year));
            first.is_some_and(|first| first <= day) && last.is_some_and(|last| day <= last)
        };
        [day.year, day.year.saturating_sub(1)].into_iter().any(|year| self.fits_year(year) && spans(year))
    }
}

/// Two digits, either of which may be unspecified; or no digits at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digits(u8);

impl Digits {
    /// No digits: the part is not given.
    pub const ABSENT: Digits = Digits(0);

    /// Makes the two digits of a number below 100.
    pub fn of(number: u8) -> Digits {
        Digits(((number / 10 % 10) << 4) | (number % 10))
    }

    /// Makes two digits; `None` is an unspecified one.
    pub fn from_pair(tens: Option<u8>, units: Option<u8>) -> Digits {
        Digits(
            tens.map_or(UNSPECIFIED, |digit| digit % 10) << 4 | units.map_or(UNSPECIFIED, |digit| digit % 10),
        )
    }

    pub fn is_absent(self) -> bool {
        self == Digits::ABSENT
    }

    /// Tells whether both digits are unspecified.
    pub fn is_unknown(self) -> bool {
        self.tens().is_none() && self.units().is_none()
    }

    pub fn has_unspecified(self) -> bool {
        self.tens().is_none() || self.units().is_none()
    }

    pub fn tens(self) -> Option<u8> {
        Some(self.0 >> 4).filter(|digit| *digit != UNSPECIFIED)
    }

    pub fn units(self) -> Option<u8> {
        Some(self.0 & 0xF).filter(|digit| *digit != UNSPECIFIED)
    }

    /// Gives the number, when both digits are given and known.
    pub fn value(self) -> Option<u8> {
        if self.is_absent() {
            return None;
        }
        Some(self.tens()? * 10 + self.units()?)
    }

    /// Tells whether the number agrees with the digits that are known; digits not given agree with all.
    pub fn fits(self, number: u8) -> bool {
        self.is_absent()
            || self.tens().is_none_or(|digit| digit == number / 10)
                && self.units().is_none_or(|digit| digit == number % 10)
    }
}

const UNSPECIFIED: u8 = 0xF;

/// How a part of a date is qualified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mark {
    pub uncertain: bool,
    pub approximate: bool,
}

/// The qualifiers of the three parts of a date: bits 0 to 2 uncertain, 3 to 5 approximate, year first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks(u8);

impl Marks {
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn any_uncertain(self) -> bool {
        self.0 & 0b000_111 != 0
    }

    pub fn any_approximate(self) -> bool {
        self.0 & 0b111_000 != 0
    }

    /// Gives the qualifier of a part: 0 year, 1 month, 2 day.
    pub fn of(self, part: usize) -> Mark {
        Mark { uncertain: self.0 >> part & 1 == 1, approximate: self.0 >> (part + 3) & 1 == 1 }
    }

    /// Adds a qualifier to a part, keeping those it has.
    pub fn add(&mut self, part: usize, mark: Mark) {
        self.0 |= u8::from(mark.uncertain) << part | u8::from(mark.approximate) << (part + 3);
    }
}

/// Gives the first month and the number of months of a part of the year.
///
/// Seasons without a hemisphere are read as northern ones, by whole months (spring is March to May), as
/// in meteorology. A winter of December to February belongs to the year in which it begins.
fn months_of(part: u8) -> (u8, u8) {
    match part {
        21 | 25 | 31 => (3, 3),
        22 | 26 | 32 => (6, 3),
        23 | 27 | 29 => (9, 3),
        24 | 28 | 30 => (12, 3),
        33..=36 => (1 + 3 * (part - 33), 3),
        37..=39 => (1 + 4 * (part - 37), 4),
        40 | 41 => (1 + 6 * (part - 40), 6),
        _ => (1, 12),
    }
}

fn last_day_of_part(year: i64, part: u8) -> Day {
    let (first, count) = months_of(part);
    let month = first + count - 1;
    let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
    Day { year, month, day: days_in_month(year, month) }
}

/// Counts the digits of a number; 1 for 0.
pub fn width(number: i64) -> u32 {
    number.unsigned_abs().checked_ilog10().map_or(1, |power| power + 1)
}
