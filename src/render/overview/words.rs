//! The words of a picture: days, times and numbers, and the sentences that stand for all of it.

use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::render::overview::band::{Band, densest};
use crate::render::overview::scale::Scale;
use crate::render::overview::{Dated, Mark};
use crate::text::edtf::{Day, Edtf};

/// The text equivalent.
pub fn sentences(phrases: &Phrases, marks: &[Mark], dated: &[Dated], scale: &Scale) -> String {
    let (first, last) = scale.days();
    let span = span(phrases, first, last);
    let counts = phrases.all_of(&drawn(phrases, dated));
    let others = phrases.all_of(&not_drawn(phrases, marks));
    let values = [("span", span.as_str()), ("counts", &counts), ("others", &others)];
    let key = if others.is_empty() { "overview.drawn" } else { "overview.drawn_in_part" };
    let most = densest(dated, scale).filter(|(_, number)| *number > 1);
    let most = most.map(|(times, number)| times.densest(phrases, number));
    let sentences: Vec<String> = [phrases.fill(key, &values)]
        .into_iter()
        .chain(most)
        .chain(quiet_stretches(phrases, scale))
        .chain(doubts(phrases, dated))
        .collect();
    phrases.joined("list.sentences", &sentences)
}

/// `12 events`, `1 article published`
pub fn number_of(phrases: &Phrases, role: Role, number: usize) -> String {
    let key = match role {
        Role::Happened => "overview.happened",
        Role::Said => "overview.said",
        Role::Published => "overview.published",
        Role::Updated => "overview.updated",
        Role::Captured => "overview.captured",
    };
    phrases.count(key, number)
}

/// What a time from one day to another is called: the shortest name that holds both.
///
/// `5 December 2018`, `December 2018`, `October to December 2018`, `2018`, `2018 to 2020`.
pub fn time_name(phrases: &Phrases, first: i64, last: i64) -> String {
    let (from, to) = (Day::from_days(first), Day::from_days(last));
    if first == last {
        phrases.day(to)
    } else if from.year != to.year {
        let (start, end) = (phrases.year_title(from.year), phrases.year_title(to.year));
        phrases.form("date.to", "year", &[("start", &start), ("end", &end)])
    } else if from.month == to.month {
        phrases.month(to.year, to.month)
    } else if (from.month, to.month) == (1, 12) {
        phrases.year_title(to.year)
    } else {
        months_of_year(phrases, "date.months_of_year", from, to)
    }
}

fn months_of_year(phrases: &Phrases, key: &str, from: Day, to: Day) -> String {
    let (first, last) = (phrases.month_name_alone(from.month), phrases.month_name_alone(to.month));
    phrases.fill(key, &[("first", first), ("last", last), ("year", &phrases.year_title(to.year))])
}

/// `3 to 9 December 2018`, `31 December 2018 to 6 January 2019`
pub fn days_name(phrases: &Phrases, first: i64, last: i64) -> String {
    phrases.date(&Edtf::from_to(Day::from_days(first), Day::from_days(last)))
}

/// `15 quiet years`, `8 quiet months`
pub fn quiet_length(phrases: &Phrases, days: i64) -> String {
    length(phrases, days, ["overview.quiet_months", "overview.quiet_years"])
}

/// So many months or years, by phrases for each.
fn length(phrases: &Phrases, days: i64, [months, years]: [&str; 2]) -> String {
    // A mean Gregorian year has 365.2425 days.
    let (number, key) = match days {
        ..730 => ((days * 12 + 183) / 365, months),
        _ => ((days as f64 / 365.2425).round() as i64, years),
    };
    phrases.count(key, usize::try_from(number).unwrap_or_default())
}

/// At most so many characters.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => {
            let kept: String = text.chars().take(most.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

fn span(phrases: &Phrases, first: i64, last: i64) -> String {
    let (from, to) = (Day::from_days(first), Day::from_days(last));
    // The days of the bounds are nobody's: they are made of dates that may be known to the year.
    match (from.year == to.year, from.month == to.month) {
        (false, _) => {
            let (first, last) = (phrases.year_title(from.year), phrases.year_title(to.year));
            phrases.fill("overview.years", &[("first", &first), ("last", &last)])
        }
        (true, false) => months_of_year(phrases, "overview.months", from, to),
        (true, true) => phrases.fill("overview.month", &[("month", &phrases.month(to.year, to.month))]),
    }
}

/// `31 events`, `55 statements`, `5 articles published`
fn drawn(phrases: &Phrases, dated: &[Dated]) -> Vec<String> {
    let of = |role| (role, dated.iter().filter(|mark| mark.role == role).count());
    let counts = [Role::Happened, Role::Said, Role::Published].map(of);
    let counts = counts.into_iter().filter(|count| count.1 > 0);
    counts.map(|(role, number)| number_of(phrases, role, number)).collect()
}

/// `3 updates`; the marks without any day too.
fn not_drawn(phrases: &Phrases, marks: &[Mark]) -> Vec<String> {
    let is_undated = |mark: &&Mark| mark.from.is_none() && mark.to.is_none();
    let of = |role| (role, marks.iter().filter(|mark| mark.role == role && !is_undated(mark)).count());
    let counts = [Role::Updated, Role::Captured].map(of);
    let undated = marks.iter().filter(is_undated).count();
    let counts = counts.into_iter().filter(|count| count.1 > 0);
    let names = counts.map(|(role, number)| number_of(phrases, role, number));
    names.chain((undated > 0).then(|| phrases.count("overview.undated", undated))).collect()
}

fn quiet_stretches(phrases: &Phrases, scale: &Scale) -> Option<String> {
    let name = |from: i64, to: i64| {
        let length = length(phrases, to - from + 1, ["lag.months", "lag.years"]);
        let day = |day: i64| phrases.day(Day::from_days(day));
        let values = [("length", length.as_str()), ("first", &day(from)), ("last", &day(to))];
        phrases.fill("overview.stretch", &values)
    };
    let names: Vec<String> = scale.breaks().map(|quiet| name(quiet.from, quiet.to)).collect();
    let stretches = phrases.all_of(&names);
    (!names.is_empty()).then(|| phrases.fill("overview.quiet", &[("stretches", &stretches)]))
}

fn doubts(phrases: &Phrases, dated: &[Dated]) -> impl Iterator<Item = String> {
    let soft = dated.iter().filter(|mark| mark.soft).count();
    let ranges = dated.iter().filter(|mark| !mark.soft && mark.is_range_of_doubt()).count();
    let counts = [("overview.uncertain", soft), ("overview.not_to_the_day", ranges)];
    counts.into_iter().filter(|(_, number)| *number > 0).map(|(key, number)| phrases.count(key, number))
}

/// What the full height of the band stands for: `at most 12`, `in a month`.
pub fn measure(phrases: &Phrases, band: &Band) -> [String; 2] {
    [phrases.fill("overview.at_most", &[("n", &phrases.whole(band.most))]), band.span.within(phrases)]
}
