//! Says the time from one date to another.

use crate::phrases::Phrases;
use crate::text::edtf::Lag;

/// What a time is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Something that is said beside it.
    Said,
    /// What happened: an event of which it is told.
    Happened,
    /// The beginning of what lasted.
    Began,
}

impl Phrases {
    /// Says a time: `the same day`, `3 days later`, `up to 30 days later`; none where nothing bounds it.
    ///
    /// What is rounded, or counted from dates that are, is `about` so many days, months or years.
    pub fn lag(&self, lag: Lag, since: Since) -> Option<String> {
        let later = if since == Since::Began { "began" } else { "other" };
        let before = match since {
            Since::Said => "other",
            Since::Happened => "happened",
            Since::Began => "began",
        };
        let said = |key: &str, form: &str, time: &Time| self.form(key, form, &[("time", &time.words)]);
        let (words, is_about) = match (lag.least, lag.most) {
            (Some(0), Some(0)) => (self.say("lag.same_day").to_owned(), false),
            (Some(least), Some(most)) if least == most && least < 0 => {
                let time = self.length(-least);
                (said("lag.before", before, &time), time.is_about)
            }
            (Some(least), Some(most)) if least == most => {
                let time = self.length(least);
                (said("lag.later", later, &time), time.is_about)
            }
            (Some(least), Some(most)) if least > 0 => {
                let time = self.range(least, most);
                (said("lag.later", later, &time), time.is_about)
            }
            (_, Some(most)) if most < 0 => {
                let time = self.length(-most);
                (said("lag.at_least_before", before, &time), time.is_about)
            }
            (_, Some(0)) => (self.say("lag.same_day_at_the_latest").to_owned(), false),
            (_, Some(most)) => {
                let time = self.length(most);
                (said("lag.up_to_later", later, &time), time.is_about)
            }
            (Some(least), None) if least > 0 => {
                let time = self.length(least);
                (said("lag.at_least_later", later, &time), time.is_about)
            }
            (_, None) => return None,
        };
        let words =
            if lag.approximate && !is_about { self.fill("lag.about", &[("time", &words)]) } else { words };
        Some(if lag.uncertain { self.fill("lag.if_right", &[("time", &words)]) } else { words })
    }

    /// `3 to 33 days`, `about 15 to 16 years`, `20 days to 3 months`.
    fn range(&self, least: i64, most: i64) -> Time {
        let (low, high) = (Length::of(least), Length::of(most));
        if low == high {
            return self.length(least);
        }
        let from = if low.unit == high.unit { self.number(low.number) } else { self.bare(low) };
        let to = self.bare(high);
        self.rounded(self.fill("lag.range", &[("from", &from), ("to", &to)]), low)
    }

    fn length(&self, days: i64) -> Time {
        let length = Length::of(days);
        self.rounded(self.bare(length), length)
    }

    fn rounded(&self, words: String, length: Length) -> Time {
        let is_about = length.unit != Unit::Days;
        let words = if is_about { self.fill("lag.about_so_long", &[("time", &words)]) } else { words };
        Time { words, is_about }
    }

    fn bare(&self, length: Length) -> String {
        let key = match length.unit {
            Unit::Days => "lag.days",
            Unit::Months => "lag.months",
            Unit::Years => "lag.years",
        };
        let form = self.category(usize::try_from(length.number).unwrap_or(usize::MAX));
        self.form(key, form, &[("n", &self.number(length.number))])
    }

    fn number(&self, number: i128) -> String {
        number.to_string()
    }
}

/// A time in words, and whether they say that it is not exact.
struct Time {
    words: String,
    is_about: bool,
}

/// So many days, months or years.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Length {
    number: i128,
    unit: Unit,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Months,
    Years,
}

/// From so many days on they are counted in months, and in years.
const MONTHS_FROM: i64 = 60;
const YEARS_FROM: i64 = 730;

impl Length {
    fn of(days: i64) -> Length {
        // In ten-thousandths of a day; there are dates so far away that 64 bits do not hold them.
        let rounded = |of: i128| (i128::from(days) * 10_000 + of / 2) / of;
        match days {
            ..MONTHS_FROM => Length { number: i128::from(days), unit: Unit::Days },
            MONTHS_FROM..YEARS_FROM => Length { number: rounded(304_369), unit: Unit::Months },
            _ => Length { number: rounded(3_652_425), unit: Unit::Years },
        }
    }
}
