//! Publications as a band: how many in each of the days, weeks, months or years along the axis.

use std::collections::BTreeMap;

use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::render::overview::Dated;
use crate::render::overview::scale::Scale;
use crate::render::overview::words::{days_name, time_name};
use crate::text::edtf::Day;

/// The band; no bins where nothing was published.
#[derive(Debug)]
pub struct Band {
    /// Those that hold something, in order.
    pub bins: Vec<Bin>,
    /// The most in one, and how long each is.
    pub most: usize,
    pub span: Span,
}

/// What was published in one part of time.
#[derive(Debug)]
pub struct Bin {
    pub times: Times,
    pub left: f64,
    pub right: f64,
    /// The number of the first mark in it.
    pub first: usize,
    /// The numbers of all marks in it, in the order of time.
    pub numbers: Vec<usize>,
    pub count: usize,
    /// How many of these are there in doubt: their date is uncertain or can also mean other bins.
    pub doubtful: usize,
}

/// A round part of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    span: Span,
    /// Its first day and the first one after it.
    from: i64,
    to: i64,
}

impl Band {
    /// Counts publications that are in the order of time, in at most about `most_bins` bins.
    pub fn of<'a>(dated: impl Iterator<Item = &'a Dated>, scale: &Scale, most_bins: usize) -> Band {
        let span = Span::finest(scale, most_bins);
        let mut bins: BTreeMap<i64, Bin> = BTreeMap::new();
        for mark in dated {
            let times = span.around(mark.middle());
            let bin = bins.entry(times.from).or_insert_with(|| Bin::of(times, mark, scale));
            bin.numbers.push(mark.number);
            bin.count += 1;
            bin.doubtful += usize::from(times.are_in_doubt_for(mark));
        }
        let bins: Vec<Bin> = bins.into_values().collect();
        let most = bins.iter().map(|bin| bin.count).max().unwrap_or(0);
        Band { bins, most, span }
    }
}

/// The month of most publications, or the day, week or years where these are what the band shows; the
/// first such.
pub fn densest(dated: &[Dated], scale: &Scale) -> Option<(Times, usize)> {
    let published = dated.iter().filter(|mark| mark.role == Role::Published);
    let band = Band::of(published, scale, 160);
    let first = band.bins.iter().find(|bin| bin.count == band.most);
    first.map(|bin| (bin.times, bin.count))
}

impl Bin {
    /// An empty one, drawn no farther than the piece of time that its first mark is in.
    fn of(times: Times, mark: &Dated, scale: &Scale) -> Bin {
        let piece = scale.piece_at(scale.x(mark.middle() as f64 + 0.5));
        let inside = |time: i64| scale.x(time as f64).clamp(piece.left, piece.right);
        let (left, right) = (inside(times.from), inside(times.to));
        Bin { times, left, right, first: mark.number, numbers: Vec::new(), count: 0, doubtful: 0 }
    }
}

impl Times {
    /// `5 December 2018`, `3 to 9 December 2018`, `December 2018`, `2018`, `2010 to 2019`.
    pub fn name(&self, phrases: &Phrases) -> String {
        let last = self.to - 1;
        match self.span {
            Span::Week => days_name(phrases, self.from, last),
            Span::Years(1) => phrases.year_title(Day::from_days(self.from).year),
            Span::Day | Span::Months(_) | Span::Years(_) => time_name(phrases, self.from, last),
        }
    }

    /// Its first and its last day.
    pub fn days(&self) -> (i64, i64) {
        (self.from, self.to - 1)
    }

    /// That the most was published then: so much.
    pub fn densest(&self, phrases: &Phrases, number: usize) -> String {
        let key = match self.span {
            Span::Day => "overview.densest.day",
            Span::Week => "overview.densest.week",
            Span::Months(1) => "overview.densest.month",
            Span::Months(_) => "overview.densest.quarter",
            Span::Years(1) => "overview.densest.year",
            Span::Years(_) => "overview.densest.years",
        };
        let (years, time) = (self.span.years(phrases), self.name(phrases));
        phrases.fill(key, &[("years", &years), ("time", &time), ("n", &phrases.whole(number))])
    }

    fn are_in_doubt_for(&self, mark: &Dated) -> bool {
        let is_open = mark.from.is_none() || mark.to.is_none();
        mark.soft || is_open || mark.first() < self.from || mark.last() >= self.to
    }
}

/// How long a bin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Day,
    /// From Monday.
    Week,
    Months(i64),
    Years(i64),
}

impl Span {
    /// The shortest of which no more than `most` have room.
    fn finest(scale: &Scale, most: usize) -> Span {
        let short = [Span::Day, Span::Week, Span::Months(1), Span::Months(3)];
        let years = (0..14).flat_map(|power| [1, 2, 5].map(|digit| Span::Years(digit * 10_i64.pow(power))));
        let has_room = |span: &Span| scale.drawn_days() / span.days() <= most as f64;
        short.into_iter().chain(years).find(has_room).unwrap_or(Span::Years(100_000_000_000_000))
    }

    fn days(self) -> f64 {
        match self {
            Span::Day => 1.0,
            Span::Week => 7.0,
            Span::Months(months) => months as f64 * 30.44,
            Span::Years(years) => years as f64 * 365.24,
        }
    }

    /// `in a month`, `in 10 years`
    pub fn within(self, phrases: &Phrases) -> String {
        let key = match self {
            Span::Day => "overview.in.day",
            Span::Week => "overview.in.week",
            Span::Months(1) => "overview.in.month",
            Span::Months(_) => "overview.in.quarter",
            Span::Years(1) => "overview.in.year",
            Span::Years(_) => "overview.in.years",
        };
        phrases.fill(key, &[("years", &self.years(phrases))])
    }

    fn years(self, phrases: &Phrases) -> String {
        match self {
            Span::Years(years) => phrases.grouped(&years.to_string()),
            Span::Day | Span::Week | Span::Months(_) => String::new(),
        }
    }

    /// The one that holds a day.
    fn around(self, day: i64) -> Times {
        let Day { year, month, .. } = Day::from_days(day);
        let (from, to) = match self {
            Span::Day => (day, day + 1),
            Span::Week => {
                // 1970-01-01 was a Thursday.
                let monday = (day + 3).div_euclid(7) * 7 - 3;
                (monday, monday + 7)
            }
            Span::Months(months) => {
                let first = (year * 12 + i64::from(month) - 1).div_euclid(months) * months;
                (first_day_of_month(first), first_day_of_month(first + months))
            }
            Span::Years(years) => {
                let first = year.div_euclid(years) * years;
                (first_day_of_month(first * 12), first_day_of_month((first + years) * 12))
            }
        };
        Times { span: self, from, to }
    }
}

/// The first day of a month that is counted from January of the year 0.
fn first_day_of_month(month: i64) -> i64 {
    let name = u8::try_from(month.rem_euclid(12) + 1).expect("a month is from 1 to 12");
    Day { year: month.div_euclid(12), month: name, day: 1 }.to_days()
}
