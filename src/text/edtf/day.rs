//! A day of the proleptic Gregorian calendar, and the arithmetic on it.
//!
//! Owns leap years, month lengths and day counts. Knows nothing of EDTF, of times of day or of zones.

use std::fmt::{Display, Formatter, Result as FmtResult};

/// A day of the proleptic Gregorian calendar, years counted astronomically (year 0 is 1 BC).
///
/// Ordered by time. `month` runs from 1 to 12, `day` from 1 to the length of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    pub year: i64,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// Makes a day, or `None` when the calendar has no such day.
    pub fn new(year: i64, month: u8, day: u8) -> Option<Day> {
        (1..=days_in_month(year, month)).contains(&day).then_some(Day { year, month, day })
    }

    /// Reads a plain `YYYY-MM-DD`, nothing around it; `None` for anything else, also for `2019-02-29`.
    pub fn parse(text: &str) -> Option<Day> {
        let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
        if bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = digits(&bytes[..4])?;
        let month = u8::try_from(digits(&bytes[5..7])?).ok()?;
        let day = u8::try_from(digits(&bytes[8..])?).ok()?;
        Day::new(year, month, day)
    }

    /// Counts the days since 1970-01-01, negative before it.
    ///
    /// Days further off than an `i64` can count give its nearest value.
    pub fn to_days(self) -> i64 {
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted = i128::from(self.year) - i128::from(self.month <= 2);
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (i128::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i128::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_ERA;
        i64::try_from(days).unwrap_or(if days < 0 { i64::MIN } else { i64::MAX })
    }

    /// Gives the day that lies `days` days after 1970-01-01: the inverse of [`Day::to_days`].
    pub fn from_days(days: i64) -> Day {
        let days = i128::from(days) + EPOCH_FROM_ERA;
        let era = days.div_euclid(DAYS_PER_ERA);
        let day_of_era = days.rem_euclid(DAYS_PER_ERA);
        let leap_days = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
        let year_of_era = (day_of_era - leap_days) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + i128::from(month <= 2);
        Day { year: narrow(year), month: narrow(month), day: narrow(day) }
    }
}

/// Prints `YYYY-MM-DD`; a year before 0 with `-`, a year past 9999 with all its digits.
impl Display for Day {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(out, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

/// Counts the days of a month; 0 for a month that does not exist.
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Tells whether the year has a 29 February.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The days of 400 years.
const DAYS_PER_ERA: i128 = 146_097;

/// The days from 0000-03-01 to 1970-01-01.
const EPOCH_FROM_ERA: i128 = 719_468;

fn digits(bytes: &[u8]) -> Option<i64> {
    bytes.iter().try_fold(0, |number, byte| match byte {
        b'0'..=b'9' => Some(number * 10 + i64::from(byte - b'0')),
        _ => None,
    })
}

fn narrow<T: TryFrom<i128>>(number: i128) -> T {
    T::try_from(number).ok().expect("an `i64` of days gives a year, a month and a day in range")
}

#[cfg(test)]
mod tests {
    use super::{Day, is_leap};

    #[test]
    fn days_count_from_1970() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("0000-03-01", -719_468),
            ("9999-12-31", 2_932_896),
        ] {
            let day = Day::parse(text).expect("the table holds real days");
            assert_eq!(day.to_days(), days, "{text}");
            assert_eq!(Day::from_days(days), day, "{text}");
            assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let first = Day::new(-1, 1, 1).expect("1 January exists").to_days();
        for days in first..first + 2 * 146_097 {
            let (day, next) = (Day::from_days(days), Day::from_days(days + 1));
            assert_eq!(day.to_days(), days);
            assert!(day < next && Day::new(day.year, day.month, day.day).is_some());
        }
    }

    #[test]
    fn far_years_keep_their_digits_and_never_overflow() {
        let day = Day::new(-170_000_002, 7, 9).expect("9 July exists");
        assert_eq!(Day::from_days(day.to_days()), day);
        assert_eq!(day.to_string(), "-170000002-07-09");
        assert_eq!(Day { year: i64::MAX, month: 1, day: 1 }.to_days(), i64::MAX);
        assert_eq!(Day { year: i64::MIN, month: 1, day: 1 }.to_days(), i64::MIN);
        assert_eq!(Day::from_days(i64::MAX).to_days(), i64::MAX);
        assert_eq!(Day::from_days(i64::MIN).to_days(), i64::MIN);
    }

    #[test]
    fn only_real_plain_days_parse() {
        for text in [
            "2019-02-29",
            "2019-13-01",
            "2019-00-10",
            "2019-1-07",
            "2019-01-07 ",
            "",
            "2019/01/07",
            "+019-01-07",
            "20é9-01-1",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(is_leap(2000) && is_leap(0) && is_leap(-4) && !is_leap(1900) && !is_leap(2019));
    }
}
