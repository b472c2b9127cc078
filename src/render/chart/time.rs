//! The scale of time: where a day stands between both edges, and which round days are named below.

use crate::phrases::Phrases;
use crate::render::chart::scale::MOST_TICKS;
use crate::text::edtf::{Day, Edtf};

/// The days that a date can mean; at least one end is known.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Days since 1970-01-01; none where the end is open or unknown.
    pub from: Option<i64>,
    pub to: Option<i64>,
}

impl Extent {
    pub fn of(date: &Edtf) -> Option<Extent> {
        let extent = Extent {
            from: date.earliest().day().map(Day::to_days),
            to: date.latest().day().map(Day::to_days),
        };
        (extent.from.is_some() || extent.to.is_some()).then_some(extent)
    }

    /// The day in the middle, or the end that is known.
    pub fn middle(self) -> f64 {
        let (from, to) = (self.from.or(self.to), self.to.or(self.from));
        (from.unwrap_or(0) as f64 + to.unwrap_or(0) as f64) / 2.0
    }

    pub fn is_open(self) -> bool {
        self.from.is_none() || self.to.is_none()
    }
}

/// The days from one edge of a chart to the other.
#[derive(Debug)]
pub struct Times {
    from: i64,
    to: i64,
    one_day: bool,
    pub ticks: Vec<Tick>,
}

/// A day that is named below the chart.
#[derive(Debug)]
pub struct Tick {
    /// 0 at the left edge, 1 at the right.
    pub at: f64,
    /// `2019`, `Dec` or `5`.
    pub label: String,
    /// What it is of, for the line below: `2018` or `Dec 2018`; empty where it is as for the tick before.
    pub below: String,
}

impl Times {
    /// Makes the scale that holds every extent; `fits` tells whether ticks can be named without touching.
    pub fn over(
        extents: impl Iterator<Item = Extent>,
        phrases: &Phrases,
        fits: impl Fn(&[Tick]) -> bool,
    ) -> Times {
        let (mut from, mut to) = (i64::MAX, i64::MIN);
        for day in extents.flat_map(|extent| [extent.from, extent.to]).flatten() {
            (from, to) = (from.min(day), to.max(day));
        }
        let one_day = from == to;
        if to.saturating_sub(from) < 2 {
            (from, to) = (from.saturating_sub(1), to.saturating_add(1));
        }
        let mut times = Times { from, to, one_day, ticks: Vec::new() };
        let mut ticks = steps().filter_map(|step| times.ticks_by(step, phrases));
        times.ticks = ticks.find(|ticks| fits(ticks)).unwrap_or_default();
        times
    }

    /// Tells whether all have one day, which is then the only one that is named.
    pub fn is_one_day(&self) -> bool {
        self.one_day
    }

    /// Gives where a day of the scale stands: 0 at the left edge, 1 at the right.
    pub fn at(&self, day: f64) -> f64 {
        (day - self.from as f64) / (self.to as f64 - self.from as f64)
    }

    /// The named days of one step; `None` where they are too many.
    fn ticks_by(&self, step: Step, phrases: &Phrases) -> Option<Vec<Tick>> {
        let span = self.to as f64 - self.from as f64;
        if span / step.days() > 1.0 + MOST_TICKS as f64 {
            return None;
        }
        let days: Vec<Day> = step
            .near(Day::from_days(self.from), Day::from_days(self.to))
            .into_iter()
            .filter(|day| self.names(day.to_days()))
            .collect();
        let before = [None].into_iter().chain(days.iter().copied().map(Some));
        let ticks: Vec<Tick> =
            days.iter().zip(before).map(|(day, before)| self.tick(*day, step, before, phrases)).collect();
        (ticks.len() <= MOST_TICKS).then_some(ticks)
    }

    fn names(&self, day: i64) -> bool {
        let around = i64::from(self.one_day);
        (self.from + around..=self.to - around).contains(&day)
    }

    fn tick(&self, day: Day, step: Step, before: Option<Day>, phrases: &Phrases) -> Tick {
        let month = phrases.month_name_short(day.month).to_owned();
        let year = if before.is_some_and(|before| before.year == day.year) {
            String::new()
        } else {
            phrases.year_title(day.year)
        };
        let of_month = match before {
            Some(before) if (before.year, before.month) == (day.year, day.month) => String::new(),
            _ if year.is_empty() => month.clone(),
            _ => phrases.fill("date.month_short", &[("month", &month), ("year", &year)]),
        };
        let at = self.at(day.to_days() as f64);
        match step {
            Step::Days(_) => Tick { at, label: day.day.to_string(), below: of_month },
            Step::Months(_) => Tick { at, label: month, below: year },
            Step::Years(_) => Tick { at, label: phrases.year_title(day.year), below: String::new() },
        }
    }
}

/// How far the named days are apart.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    Days(u8),
    Months(i64),
    Years(i64),
}

/// Every step, from the finest.
pub fn steps() -> impl Iterator<Item = Step> {
    let days = [1, 2, 5, 10].map(Step::Days);
    let months = [1, 2, 3, 6].map(Step::Months);
    let years = (0..18).flat_map(|power| [1, 2, 5].map(|digit| Step::Years(digit * 10_i64.pow(power))));
    days.into_iter().chain(months).chain(years)
}

impl Step {
    pub fn days(self) -> f64 {
        match self {
            Step::Days(days) => f64::from(days),
            Step::Months(months) => months as f64 * 30.4,
            Step::Years(years) => years as f64 * 365.24,
        }
    }

    /// The round days between two days, perhaps with some before and after them.
    pub fn near(self, from: Day, to: Day) -> Vec<Day> {
        let months = from.year * 12 + i64::from(from.month) - 1..=to.year * 12 + i64::from(to.month) - 1;
        match self {
            Step::Days(step) => months.flat_map(|month| days_of_month(month, step)).collect(),
            Step::Months(step) => months
                .filter(|month| month.rem_euclid(step) == 0)
                .filter_map(|month| day_of(month, 1))
                .collect(),
            Step::Years(step) => round_years(from.year, to.year, step)
                .into_iter()
                .filter_map(|year| Day::new(year, 1, 1))
                .collect(),
        }
    }
}

/// The 1st, 6th, 11th … for a step of 5; none so late that the next month's first would crowd it.
fn days_of_month(month: i64, step: u8) -> Vec<Day> {
    let last = if step == 1 { 31 } else { 31 - step };
    (1..=last).step_by(usize::from(step)).filter_map(|day| day_of(month, day)).collect()
}

/// A day of a month that is counted from January of the year 0.
fn day_of(month: i64, day: u8) -> Option<Day> {
    let name = u8::try_from(month.rem_euclid(12) + 1).expect("a month is from 1 to 12");
    Day::new(month.div_euclid(12), name, day)
}

/// The years whose names are round: 200 BC, 100 BC, 100, 200.
fn round_years(from: i64, to: i64, step: i64) -> Vec<i64> {
    let multiples = from.div_euclid(step) - 1..=to.div_euclid(step) + 1;
    let years = multiples.filter_map(|multiple| match multiple {
        ..0 => Some(multiple * step + 1),
        0 => None,
        _ => Some(multiple * step),
    });
    years.collect()
}

#[cfg(test)]
mod tests {
    use super::{Extent, Times};
    use crate::phrases::Phrases;
    use crate::text::edtf::Edtf;

    fn labels(dates: &[&str]) -> String {
        let extents = dates.iter().map(|date| {
            Extent::of(&Edtf::parse(date).expect("the table holds dates")).expect("they have a place in time")
        });
        let times = Times::over(extents, Phrases::english(), |ticks| ticks.len() < 7);
        let named =
            times.ticks.iter().map(|tick| format!("{} {}", tick.label, tick.below).trim_end().to_owned());
        named.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn days_months_and_years_are_round() {
        for (dates, expected) in [
            (&["2018-12-05"][..], "5 Dec 2018"),
            (&["2018-12-28", "2019-01-06"], "29 Dec 2018 | 1 Jan 2019 | 3 | 5"),
            (&["2018-12-05", "2019-01-20"], "11 Dec 2018 | 21 | 1 Jan 2019 | 11"),
            (&["2019-01-12", "2019-02-13"], "16 Jan 2019 | 21 | 26 | 1 Feb | 6 | 11"),
            (&["2018-12-05", "2019-04"], "Jan 2019 | Feb | Mar | Apr"),
            (&["2018-08", "2019-12-31"], "Oct 2018 | Jan 2019 | Apr | Jul | Oct"),
            (&["2018-12-05", "2022-03-07"], "2019 | 2020 | 2021 | 2022"),
            (&["1789", "2022"], "1800 | 1850 | 1900 | 1950 | 2000"),
            (&["-0002", "0003"], "3 BC | 2 BC | 1 BC | 1 | 2 | 3"),
            (&["-0299", "0299"], "300 BC | 200 BC | 100 BC | 100 | 200"),
            (&["Y-12000", "Y12000"], "10,000 BC | 5000 BC | 5000 | 10,000"),
        ] {
            assert_eq!(labels(dates), expected, "{dates:?}");
        }
    }
}
