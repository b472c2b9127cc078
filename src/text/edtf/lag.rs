//! The time from one date to another, in days and in words, with what is not known of either.

use crate::text::edtf::form::{End, Form};
use crate::text::edtf::{Bound, Edtf};

/// How many days lie between two dates: at least and at most; negative where the second comes first.
///
/// An interval counts from its beginning. None where nothing bounds that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    pub least: Option<i64>,
    pub most: Option<i64>,
}

impl Lag {
    /// The days from one date to another.
    pub fn between(from: &Edtf, to: &Edtf) -> Lag {
        let ((from_first, from_last), (to_first, to_last)) = (beginning(from), beginning(to));
        let days = |end: Bound, start: Bound| Some(end.day()?.to_days() - start.day()?.to_days());
        Lag { least: days(to_first, from_last), most: days(to_last, from_first) }
    }

    /// Says it in English: `the same day`, `3 days later`, `up to 30 days later`; what is rounded is `about`
    /// so many months or years.
    pub fn sentence(self) -> String {
        match (self.least, self.most) {
            (Some(0), Some(0)) => "the same day".to_owned(),
            (Some(least), Some(most)) if least == most => exactly(least),
            (Some(least), Some(most)) if least > 0 => format!("{} later", range(least, most)),
            (Some(_), Some(most)) if most < 0 => format!("at least {}", exactly(most)),
            (_, Some(0)) => "the same day at the latest".to_owned(),
            (_, Some(most)) if most > 0 => format!("up to {} later", length(most)),
            (Some(least), None) if least > 0 => format!("at least {} later", length(least)),
            _ => "how long after is not known".to_owned(),
        }
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
        _ => (date.earliest(), date.latest()),
    }
}

fn exactly(days: i64) -> String {
    if days < 0 { format!("{} before", length(-days)) } else { format!("{} later", length(days)) }
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
    let rounded = |days: i64, in_hundred: i64| (days * 100 + in_hundred / 2) / in_hundred;
    if days == 1 {
        "1 day".to_owned()
    } else if days < MONTHS_FROM {
        format!("{days} days")
    } else if days < YEARS_FROM {
        format!("about {} months", rounded(days, 3_044))
    } else {
        format!("about {} years", rounded(days, 36_525))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        let lag = Lag::between(&from.parse().unwrap(), &to.parse().unwrap());
        assert_eq!(lag.sentence(), expected, "{from} to {to}: {lag:?}");
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
        check("XXXX", "2018", "how long after is not known");
    }
}
