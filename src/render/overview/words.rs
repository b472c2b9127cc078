//! The words of a picture: days, times and numbers, and the sentences that stand for all of it.

use crate::model::timeline::Role;
use crate::render::chart::time::year_name;
use crate::render::chart::words::count;
use crate::render::overview::band::densest;
use crate::render::overview::scale::Scale;
use crate::render::overview::{Dated, Mark};
use crate::text::edtf::{Day, month_name};

/// The text equivalent.
pub fn sentences(marks: &[Mark], dated: &[Dated], scale: &Scale) -> String {
    let (first, last) = scale.days();
    let mut text = format!("{}: {}{}.", span(first, last), drawn(dated), counted(marks));
    if let Some((times, number)) = densest(dated, scale).filter(|(_, number)| *number > 1) {
        let span = times.step_name();
        text.push_str(&format!(
            " The {span} with the most publications: {}, with {}.",
            times.name(),
            count(number)
        ));
    }
    text.push_str(&quiet_stretches(scale));
    text.push_str(&doubts(dated));
    text
}

/// `12 events`, `1 article published`
pub fn number_of(role: Role, number: usize) -> String {
    let (one, more, end) = match role {
        Role::Happened => ("event", "events", ""),
        Role::Said => ("statement", "statements", ""),
        Role::Published => ("article", "articles", " published"),
        Role::Updated => ("update", "updates", ""),
        Role::Captured => ("capture", "captures", ""),
    };
    format!("{} {}{end}", count(number), if number == 1 { one } else { more })
}

/// `5 December 2018`
pub fn day_name(day: i64) -> String {
    let Day { year, month, day } = Day::from_days(day);
    format!("{day} {} {}", month_name(month), year_name(year))
}

/// What a time from one day to another is called: the shortest name that holds both.
///
/// `5 December 2018`, `December 2018`, `October to December 2018`, `2018`, `2018 to 2020`.
pub fn time_name(first: i64, last: i64) -> String {
    if first == last {
        return day_name(first);
    }
    let (from, to) = (Day::from_days(first), Day::from_days(last));
    let year = year_name(to.year);
    if from.year != to.year {
        format!("{} to {year}", year_name(from.year))
    } else if from.month == to.month {
        format!("{} {year}", month_name(from.month))
    } else if (from.month, to.month) == (1, 12) {
        year
    } else {
        format!("{} to {} {year}", month_name(from.month), month_name(to.month))
    }
}

/// `15 quiet years`, `8 quiet months`; `of` stands between number and unit.
pub fn length_name(days: i64, of: &str) -> String {
    // A mean Gregorian year has 365.2425 days.
    let (number, unit) = match days {
        ..730 => ((days * 12 + 183) / 365, "months"),
        _ => ((days as f64 / 365.2425).round() as i64, "years"),
    };
    format!("{}{of} {unit}", count(usize::try_from(number).unwrap_or_default()))
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

fn span(first: i64, last: i64) -> String {
    let (first, last) = (Day::from_days(first), Day::from_days(last));
    let (begin, end) = (month_name(first.month), month_name(last.month));
    // The days of the bounds are nobody's: they are made of dates that may be known to the year.
    match (first.year == last.year, first.month == last.month) {
        (false, _) => format!("From {} to {}", year_name(first.year), year_name(last.year)),
        (true, false) => format!("From {begin} to {end} {}", year_name(last.year)),
        (true, true) => format!("In {end} {}", year_name(last.year)),
    }
}

/// `31 events, 55 statements and 5 articles published`
fn drawn(dated: &[Dated]) -> String {
    let of = |role| (role, dated.iter().filter(|mark| mark.role == role).count());
    let counts = [Role::Happened, Role::Said, Role::Published].map(of);
    listed(counts.into_iter().filter(|count| count.1 > 0).map(|(role, number)| number_of(role, number)))
}

/// `; not drawn: 3 updates`; the marks without any day too.
fn counted(marks: &[Mark]) -> String {
    let is_undated = |mark: &&Mark| mark.from.is_none() && mark.to.is_none();
    let of = |role| (role, marks.iter().filter(|mark| mark.role == role && !is_undated(mark)).count());
    let counts = [Role::Updated, Role::Captured].map(of);
    let undated = marks.iter().filter(is_undated).count();
    let names = counts.into_iter().filter(|count| count.1 > 0).map(|(role, number)| number_of(role, number));
    let undated = (undated > 0).then(|| format!("{} undated", count(undated)));
    let names: Vec<String> = names.chain(undated).collect();
    if names.is_empty() { String::new() } else { format!("; not drawn: {}", listed(names.into_iter())) }
}

fn quiet_stretches(scale: &Scale) -> String {
    let names: Vec<String> = scale
        .breaks()
        .map(|quiet| {
            let length = length_name(quiet.to - quiet.from + 1, "");
            format!("{length} from {} to {}", day_name(quiet.from), day_name(quiet.to))
        })
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!(" Drawn short, for no date begins or ends in them: {}.", listed(names.into_iter()))
}

fn doubts(dated: &[Dated]) -> String {
    let soft = dated.iter().filter(|mark| mark.soft).count();
    let ranges = dated.iter().filter(|mark| !mark.soft && mark.is_range_of_doubt()).count();
    let verb = |number| if number == 1 { "is" } else { "are" };
    let of_range = format!("{} {} not known to the day", count(ranges), verb(ranges));
    match (soft, ranges) {
        (0, 0) => String::new(),
        (0, 1) => " 1 date is not known to the day.".to_owned(),
        (0, _) => format!(" {} dates are not known to the day.", count(ranges)),
        (1, 0) => " 1 date is uncertain.".to_owned(),
        (_, 0) => format!(" {} dates are uncertain.", count(soft)),
        (1, _) => format!(" 1 date is uncertain, and {of_range}."),
        _ => format!(" {} dates are uncertain, and {of_range}.", count(soft)),
    }
}

/// `a, b and c`
fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}
