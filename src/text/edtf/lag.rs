//! The time from one date to another, in days and in words, with what is not known of either.

use crate::text::edtf::form::{Choice, End, Form};
use crate::text::edtf::{Bound, Edtf};

/// How many days lie between two dates: at least and at most; negative where the second comes first.
///
/// What lasts counts from its beginning. None where nothing bounds that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    pub least: Option<i64>,
    pub most: Option<i64>,
    /// Whether a date is approximate, and whether one is uncertain: the days then hold only as the dates do.
    pub approximate: bool,
    pub uncertain: bool,
}

impl Lag {
    /// The days from one date to another.
    pub fn between(from: &Edtf, to: &Edtf) -> Lag {
        Lag::among(&[from], &[to])
    }

    /// The days from something that has one of several dates to the first of several others, nobody knows
    /// which.
    pub fn among(from: &[&Edtf], to: &[&Edtf]) -> Lag {
        let from_first = least(from.iter().map(|date| beginning(date).0));
        let from_last = greatest(from.iter().map(|date| beginning(date).1));
        let to_first = least(to.iter().map(|date| beginning(date).0));
        // The first of them is no later than any of them.
        let to_last = to.iter().filter_map(|date| day(beginning(date).1)).min();
        let all = || from.iter().chain(to);
        Lag {
            least: to_first.zip(from_last).map(|(to, from)| to.saturating_sub(from)),
            most: to_last.zip(from_first).map(|(to, from)| to.saturating_sub(from)),
            approximate: all().any(|date| date.is_approximate()),
            uncertain: all().any(|date| date.is_uncertain()),
        }
    }

    /// Says it in English: `the same day`, `3 days later`, `up to 30 days later`; none where nothing bounds
    /// it. What is rounded, or counted from dates that are, is `about` so many days, months or years.
    pub fn sentence(self) -> Option<String> {
        let words = match (self.least, self.most) {
            (Some(0), Some(0)) => "the same day".to_owned(),
            (Some(least), Some(most)) if least == most && least < 0 => format!("{} before", length(-least)),
            (Some(least), Some(most)) if least == most => format!("{} later", length(least)),
            (Some(least), Some(most)) if least > 0 => format!("{} later", range(least, most)),
            (_, Some(most)) if most < 0 => format!("at least {} before", length(-most)),
            (_, Some(0)) => "the same day at the latest".to_owned(),
            (_, Some(most)) => format!("up to {} later", length(most)),
            (Some(least), None) if least > 0 => format!("at least {} later", length(least)),
            (_, None) => return None,
        };
        let is_exact = self.approximate && !words.contains("about ");
        let about = if is_exact { "about " } else { "" };
        let doubt = if self.uncertain { ", if the dates are right" } else { "" };
        Some(format!("{about}{words}{doubt}"))
    }
}

/// The first and the last day on which something can have begun.
fn beginning(date: &Edtf) -> (Bound, Bound) {
    match &date.0 {
        Form::Interval(interval) => match interval.start {
            End::Date(start) => (Bound::known(start.earliest()), Bound::known(start.latest())),
            End::Open => (Bound::Open, date.latest()),
            End::Unknown => (Bound::Unknown, date.latest()),
        },
        // Of several dates that are all meant, the first.
        Form::Set(set) if set.choice == Choice::All => {
            let first = date.dates().min_by_key(|date| date.earliest());
            (date.earliest(), first.map_or(date.latest(), |first| Bound::known(first.latest())))
        }
        _ => (date.earliest(), date.latest()),
    }
}

fn day(bound: Bound) -> Option<i64> {
    bound.day().map(|day| day.to_days())
}

/// The least day; none where one of them has no bound.
fn least(bounds: impl Iterator<Item = Bound>) -> Option<i64> {
    bounds.map(day).reduce(|first, second| Some(first?.min(second?))).flatten()
}

fn greatest(bounds: impl Iterator<Item = Bound>) -> Option<i64> {
    bounds.map(day).reduce(|first, second| Some(first?.max(second?))).flatten()
}

/// `3 to 33 days`, `about 15 to 16 years`, `20 days to 3 months`.
fn range(least: i64, most: i64) -> String {
    let (low, high) = (length(least), length(most));
    if low == high {
        return low;
    }
    let unit = |text: &str| text.rsplit(' ').next().unwrap_or_default().trim_end_matches('s').to_owned();
    let from =
        if unit(&low) == unit(&high) { low.rsplit_once(' ').map_or("", |(rest, _)| rest) } else { &low };
    format!("{from} to {}", high.trim_start_matches("about "))
}

/// From so many days on they are counted in months, and in years.
const MONTHS_FROM: i64 = 60;
const YEARS_FROM: i64 = 730;

fn length(days: i64) -> String {
    // In ten-thousandths of a day; there are dates so far away that 64 bits do not hold them.
    let rounded = |of: i128| (i128::from(days) * 10_000 + of / 2) / of;
    if days == 1 {
        "1 day".to_owned()
    } else if days < MONTHS_FROM {
        format!("{days} days")
    } else if days < YEARS_FROM {
        format!("about {} months", rounded(304_369))
    } else {
        format!("about {} years", rounded(3_652_425))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        let lag = Lag::between(&from.parse().unwrap(), &to.parse().unwrap());
        assert_eq!(lag.sentence().as_deref().unwrap_or("-"), expected, "{from} to {to}: {lag:?}");
    }

    #[test]
    fn a_lag_says_what_is_known_of_it() {
        check("2018-12-05", "2018-12-05", "the same day");
        check("2018-12-05", "2018-12-05T10:00:00Z", "the same day");
        check("2018-12-05", "2018-12-06", "1 day later");
        check("2018-12-05", "2018-11-30", "5 days before");
        check("2018-12-05", "2019-12-05", "about 12 months later");
        check("2003", "2018-12-05", "about 15 to 16 years later");
        check("2018-11", "2018-12-05", "5 to 34 days later");
        check("2018-11", "2018-11-15", "up to 14 days later");
        check("2018-11", "2018-11-01", "the same day at the latest");
        check("2018-09-01/2019-01", "2018-09-03", "2 days later");
        check("2018-09-01/..", "2018-09-03", "2 days later");
        check("/2018-09-01", "2018-09-03", "at least 2 days later");
        check("[..2018-09-01]", "2018-09-03", "at least 2 days later");
        check("2018-09-01", "[..2018-09-03]", "up to 2 days later");
        check("2018-12", "2018-01", "at least about 10 months before");
        check("{2018-12-05,2019-02-07}", "2018-12-07", "2 days later");
        check("XXXX", "2018", "-");
        check("-4713", "Y9E14", "about 900000000004712 to 900000000004714 years later");
    }

    #[test]
    fn a_lag_is_as_doubtful_as_its_dates() {
        check("2018-12-01~", "2018-12-05", "about 4 days later");
        check("2018-12-01?", "2018-12-05", "4 days later, if the dates are right");
        check("2018-12-01", "2018-12-01%", "about the same day, if the dates are right");
        check("2018-12-01~", "2020", "about 13 months to 2 years later");
    }

    #[test]
    fn a_lag_among_several_dates_spans_them() {
        let dates =
            |texts: &[&str]| -> Vec<Edtf> { texts.iter().map(|text| text.parse().unwrap()).collect() };
        let (from, to) = (dates(&["2018-12-01", "2018-12-04"]), dates(&["[2018-12-06..]", "2018-12-09"]));
        let (from, to): (Vec<&Edtf>, Vec<&Edtf>) = (from.iter().collect(), to.iter().collect());
        assert_eq!(Lag::among(&from, &to).sentence().as_deref(), Some("2 to 8 days later"));
        assert_eq!(Lag::among(&from, &to[..1]).sentence().as_deref(), Some("at least 2 days later"));
    }
}
