//! Points in time as programs write them (RFC 3339, and what is near it), in UTC to the second.
//!
//! Reads no clock and no zone of the machine: a text without a zone stays without one.

use std::fmt::{Display, Formatter, Result as FmtResult};

use crate::text::edtf::Day;

/// A point in time, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00, in UTC where the zone is known.
    seconds: i64,
    /// Whether the text told its zone.
    pub zoned: bool,
}

impl Moment {
    /// Reads `2021-02-05T12:11:12.5+02:00`: `T` may be a space, the seconds may be left out, the zone too.
    /// A leap second is the second before it. Years are 0000 to 9999, before and after the zone is applied.
    pub fn parse(text: &str) -> Option<Moment> {
        let day = Day::parse(text.get(..10)?)?;
        let rest = text[10..].strip_prefix(['T', 't', ' '])?;
        let (hour, rest) = number(rest, 23)?;
        let (minute, rest) = number(rest.strip_prefix(':')?, 59)?;
        let (second, rest) = match rest.strip_prefix(':') {
            Some(rest) => number(rest, 60)?,
            None => (0, rest),
        };
        let (offset, zoned) = zone(without_fraction(rest)?)?;
        let clock = hour * 3600 + minute * 60 + second.min(59);
        let moment = Moment { seconds: day.to_days() * DAY + clock - offset, zoned };
        (0..=9999).contains(&moment.day().year).then_some(moment)
    }

    /// The beginning of a day, in UTC.
    pub fn beginning(day: Day) -> Moment {
        Moment { seconds: day.to_days().saturating_mul(DAY), zoned: true }
    }

    /// The day that it falls on.
    pub fn day(self) -> Day {
        Day::from_days(self.seconds.div_euclid(DAY))
    }

    pub fn is_midnight(self) -> bool {
        self.seconds.rem_euclid(DAY) == 0
    }
}

/// Prints `2021-02-05T10:11:12Z`; without the `Z` where the zone is not known.
impl Display for Moment {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        let clock = self.seconds.rem_euclid(DAY);
        let zone = if self.zoned { "Z" } else { "" };
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        write!(out, "{}T{hour:02}:{minute:02}:{second:02}{zone}", self.day())
    }
}

const DAY: i64 = 86_400;

/// A number of two digits, and what follows it.
fn number(text: &str, highest: i64) -> Option<(i64, &str)> {
    let digits = text.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let value = digits.parse().ok().filter(|value| *value <= highest)?;
    Some((value, &text[2..]))
}

fn without_fraction(text: &str) -> Option<&str> {
    let Some(fraction) = text.strip_prefix(['.', ',']) else {
        return Some(text);
    };
    let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < fraction.len()).then_some(rest)
}

/// How many seconds the zone is ahead of UTC, and whether there is one.
fn zone(text: &str) -> Option<(i64, bool)> {
    let sign = match text.chars().next() {
        None => return Some((0, false)),
        Some('Z' | 'z') => return (text.len() == 1).then_some((0, true)),
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return None,
    };
    let (hours, rest) = number(&text[1..], 23)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if rest.is_empty() { (0, rest) } else { number(rest, 59)? };
    rest.is_empty().then_some((sign * (hours * 3600 + minutes * 60), true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::edtf::Edtf;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = Moment::parse(text).map(|moment| moment.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
        assert!(found.is_none_or(|found| Edtf::parse(&found).is_ok()), "{text}");
    }

    #[test]
    fn zones_are_applied_and_fractions_dropped() {
        check("2021-02-05T10:11:12.123456+00:00", Some("2021-02-05T10:11:12Z"));
        check("2021-03-01T00:30:00+02:00", Some("2021-02-28T22:30:00Z"));
        check("2020-12-31t23:59:60-0130", Some("2021-01-01T01:29:59Z"));
        check("2021-02-05 10:11", Some("2021-02-05T10:11:00"));
        check("2021-02-05T10:11:12+08", Some("2021-02-05T02:11:12Z"));
    }

    #[test]
    fn what_is_no_point_in_time_is_none() {
        for text in [
            "",
            "2021-02-05",
            "2021-02-30T10:00:00Z",
            "2021-02-05T24:00:00Z",
            "2021-02-05T10:00:00ZZ",
            "2021-02-05T10:00:00.Z",
            "0000-01-01T00:00:00+02:00",
            "9999-12-31T23:00:00-02:00",
            "2021-02-05T1é:00",
            "2021-02-05Té",
            "yesterday",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_day_begins_at_midnight() {
        let day = Day::parse("2021-02-05").unwrap();
        let moment = Moment::beginning(day);
        assert_eq!(
            (moment.to_string().as_str(), moment.is_midnight(), moment.day()),
            ("2021-02-05T00:00:00Z", true, day)
        );
    }
}
