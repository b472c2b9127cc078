//! Says EDTF dates in English, for people.
//!
//! Owns the wording. Says what the date says and no more: nothing is rounded, doubt is always named.

use crate::text::edtf::Precision;
use crate::text::edtf::date::{Date, Digits, Mark, Marks};
use crate::text::edtf::day::Day;
use crate::text::edtf::form::{Choice, End, Form, Interval, Member, Set, Timed};
use crate::text::edtf::print::CLOCK;

/// Says a date: `5 December 2018`, `about March 2022`, `2018, month and day unknown`.
pub fn sentence(form: &Form) -> String {
    match form {
        Form::Date(date) => phrase(date).alone(),
        Form::Timed(timed) => timed_sentence(timed),
        Form::Interval(interval) => interval_sentence(interval),
        Form::Set(set) => set_sentence(set),
    }
}

/// `12 April 1985, 23:20:30 (UTC-04)`: the seconds are left out when they are 0, the zone is as written.
fn timed_sentence(timed: &Timed) -> String {
    let day = phrase(&timed.date).alone();
    let (clock, zone) = timed.time.split_at(CLOCK);
    let clock = clock.strip_suffix(":00").unwrap_or(clock);
    match zone {
        "" => format!("{day}, {clock}"),
        "Z" => format!("{day}, {clock} (UTC)"),
        _ => format!("{day}, {clock} (UTC{zone})"),
    }
}

fn interval_sentence(interval: &Interval) -> String {
    match (known(interval.start), known(interval.end)) {
        (End::Date(start), End::Date(end)) => span(&start, &end),
        (End::Date(start), End::Open) => format!("since {}", phrase(&start).within()),
        (End::Date(start), End::Unknown) => {
            format!("from {}, end unknown", phrase(&start).within())
        }
        (End::Open, End::Date(end)) => format!("until {}", phrase(&end).within()),
        (End::Unknown, End::Date(end)) => format!("until {}, start unknown", phrase(&end).within()),
        (End::Open | End::Unknown, End::Open | End::Unknown) => UNKNOWN.to_owned(),
    }
}

/// An end of which nothing is known, however it is written (`XXXX`), is an unknown end.
fn known(end: End) -> End {
    match end {
        End::Date(date) if phrase(&date).main == UNKNOWN => End::Unknown,
        other => other,
    }
}

/// `28 February to 7 March 2022`; with `from` where an end is more than a plain phrase.
fn span(start: &Date, end: &Date) -> String {
    if let Some(text) = joined(start, end, " to ") {
        return text;
    }
    let (start, end) = (phrase(start), phrase(end));
    let from = if start.is_simple() && end.is_simple() { "" } else { "from " };
    format!("{from}{} to {}", start.within(), end.within())
}

fn set_sentence(set: &Set) -> String {
    match (set.choice, set.members.as_slice()) {
        (Choice::One, [Member::Range(start, end)]) => either(start, end),
        (Choice::One, [Member::UpTo(date)]) => {
            format!("{} or before {}", preposition(date), phrase(date).within())
        }
        (Choice::One, [Member::From(date)]) => {
            format!("{} or after {}", preposition(date), phrase(date).within())
        }
        (choice, members) => listed(choice, members),
    }
}

fn either(start: &Date, end: &Date) -> String {
    joined(start, end, " and ").map_or_else(
        || format!("between {} and {}", phrase(start).within(), phrase(end).within()),
        |text| {
            if text.contains(" and ") { format!("between {text}") } else { text }
        },
    )
}

fn listed(choice: Choice, members: &[Member]) -> String {
    let word = if choice == Choice::One { "or" } else { "and" };
    let texts: Vec<String> = members.iter().map(|member| member_text(choice, member)).collect();
    match texts.as_slice() {
        [] => UNKNOWN.to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

fn member_text(choice: Choice, member: &Member) -> String {
    match (choice, member) {
        (_, Member::Date(date)) => phrase(date).within(),
        (_, Member::Range(start, end)) => span(start, end),
        (Choice::One, Member::UpTo(date)) => format!("{} or earlier", phrase(date).within()),
        (Choice::One, Member::From(date)) => format!("{} or later", phrase(date).within()),
        (Choice::All, Member::UpTo(date)) => format!("all {} up to {}", units(date), phrase(date).within()),
        (Choice::All, Member::From(date)) => format!("all {} from {}", units(date), phrase(date).within()),
    }
}

fn preposition(date: &Date) -> &'static str {
    if date.precision() == Precision::Day { "on" } else { "in" }
}

fn units(date: &Date) -> &'static str {
    match date.precision() {
        Precision::Day => "days",
        Precision::Month => "months",
        Precision::Year => "years",
        _ => "dates",
    }
}

/// Joins two plain dates of one kind and says once what they share; `None` for others.
fn joined(start: &Date, end: &Date, word: &str) -> Option<String> {
    if !start.is_plain() || !end.is_plain() || start.precision() != end.precision() {
        return None;
    }
    let text = phrase(end).alone();
    if start == end {
        return Some(text);
    }
    let same_year = start.year == end.year;
    let first = match (start.day.value(), start.month.value()) {
        (Some(day), Some(_)) if same_year && start.month == end.month => day.to_string(),
        (Some(day), Some(month)) if same_year => format!("{day} {}", month_name(month)),
        (None, Some(month)) if same_year => month_name(month).to_owned(),
        _ => phrase(start).alone(),
    };
    Some(format!("{first}{word}{text}"))
}

/// What is said of one date: the words for it, and what must be added to them.
struct Phrase {
    main: String,
    notes: Vec<String>,
}

impl Phrase {
    fn plain(main: impl Into<String>) -> Phrase {
        Phrase { main: main.into(), notes: Vec::new() }
    }

    fn noted(main: impl Into<String>, note: impl Into<String>) -> Phrase {
        Phrase { main: main.into(), notes: vec![note.into()] }
    }

    fn is_between(&self) -> bool {
        self.main.contains("between ")
    }

    fn is_simple(&self) -> bool {
        self.notes.is_empty() && !self.is_between()
    }

    /// The phrase on its own.
    fn alone(self) -> String {
        if self.notes.is_empty() { self.main } else { format!("{}, {}", self.main, self.notes.join("; ")) }
    }

    /// The phrase within a longer one, where a comma would mislead.
    fn within(self) -> String {
        let some = if self.main.starts_with("between ") { "some time " } else { "" };
        let notes =
            if self.notes.is_empty() { String::new() } else { format!(" ({})", self.notes.join("; ")) };
        format!("{some}{}{notes}", self.main)
    }
}

fn phrase(date: &Date) -> Phrase {
    if let Some(words) = common_day(date) {
        return Phrase::plain(words);
    }
    let unqualified = unqualified(date);
    if date.marks.is_empty() || unqualified.main == UNKNOWN {
        return unqualified;
    }
    let given = 1 + usize::from(!date.month.is_absent()) + usize::from(!date.day.is_absent());
    let marked = marked_parts(date.marks, given);
    match marked.as_slice() {
        [(mark, parts)] if parts.len() == given => qualified(*mark, unqualified),
        _ => {
            let notes = unqualified
                .notes
                .into_iter()
                .chain(marked.iter().map(|(mark, parts)| part_note(*mark, parts)));
            Phrase { main: unqualified.main, notes: notes.collect() }
        }
    }
}

/// A plain day of a year of four digits, which most dates are: the general way takes ten times as long.
fn common_day(date: &Date) -> Option<String> {
    let day = Some(date).filter(|date| date.is_plain()).and_then(Date::known_day)?;
    let year = Some(day.year).filter(|year| (1_000..10_000).contains(year))?;
    Some([&day.day.to_string(), " ", month_name(day.month), " ", &year.to_string()].concat())
}

fn qualified(mark: Mark, phrase: Phrase) -> Phrase {
    let possibly = if mark.uncertain { "possibly " } else { "" };
    let about = match mark.approximate {
        true if phrase.is_between() => "roughly ",
        true if !phrase.main.starts_with("about ") => "about ",
        _ => "",
    };
    Phrase { main: format!("{possibly}{about}{}", phrase.main), ..phrase }
}

/// Gathers the qualified parts of a date by qualifier.
fn marked_parts(marks: Marks, given: usize) -> Vec<(Mark, Vec<usize>)> {
    let mut gathered: Vec<(Mark, Vec<usize>)> = Vec::new();
    for part in 0..given {
        let mark = marks.of(part);
        match gathered.iter_mut().find(|(known, _)| *known == mark) {
            _ if mark == Mark::default() => {}
            Some((_, parts)) => parts.push(part),
            None => gathered.push((mark, vec![part])),
        }
    }
    gathered
}

fn part_note(mark: Mark, parts: &[usize]) -> String {
    let names: Vec<&str> = parts.iter().map(|part| ["year", "month", "day"][*part]).collect();
    let doubt = match (mark.uncertain, mark.approximate) {
        (true, true) => "uncertain and approximate",
        (true, false) => "uncertain",
        _ => "approximate",
    };
    format!("{} {doubt}", names.join(" and "))
}

fn unqualified(date: &Date) -> Phrase {
    if is_partial(date.month) || is_partial(date.day) {
        return partly_known(date);
    }
    let head = head(date);
    let missing = missing_parts(date);
    let main = match (year_phrase(date), head.as_str()) {
        (Year::Unknown, "") => return Phrase::plain(UNKNOWN),
        (Year::Unknown, head) => head.to_owned(),
        (Year::Estimate(main, range), _) => return Phrase::noted(main, range),
        (Year::Exact(year) | Year::Decade(year) | Year::Range(year), "") => year,
        (Year::Exact(year), head)
            if head.contains(' ') && date.month.value().is_none_or(|month| month > 12) =>
        {
            format!("{head} of {year}")
        }
        (Year::Exact(year), head) => format!("{head} {year}"),
        (Year::Decade(year), head) => format!("{head} in {year}"),
        (Year::Range(year), head) => format!("{head} of a year {year}"),
    };
    Phrase { main, notes: [hemisphere(date), missing, irregular(date)].into_iter().flatten().collect() }
}

/// A month or day of which one digit is known: the days or months between which it lies.
fn partly_known(date: &Date) -> Phrase {
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else {
        return Phrase::noted("date known only in part", date_text(date));
    };
    let of_month = |day: Day| Date { month: Digits::of(day.month), ..Date::of_year(day.year) };
    let by_months = date.day.is_absent() || date.day.is_unknown();
    let text = if by_months {
        joined(&of_month(first), &of_month(last), " and ")
    } else {
        joined(&Date::of_day(first), &Date::of_day(last), " and ")
    };
    let text = text.unwrap_or_default();
    let main = if text.contains(" and ") { format!("between {text}") } else { text };
    let is_run = date.unspecified == 0
        && if by_months {
            date.month.tens().is_some()
        } else {
            date.month.value().is_some() && date.day.tens().is_some()
        };
    let pattern = (!is_run).then(|| date_text(date));
    Phrase { main, notes: missing_parts(date).into_iter().chain(pattern).collect() }
}

fn date_text(date: &Date) -> String {
    Date { marks: Marks::default(), ..*date }.to_string()
}

fn is_partial(digits: Digits) -> bool {
    digits.has_unspecified() && !digits.is_unknown()
}

/// What stands before the year: `25 December`, `December`, `spring`, `the second quarter`, or nothing.
fn head(date: &Date) -> String {
    match (date.month.value(), date.day.value()) {
        (Some(month), Some(day)) => format!("{day} {}", month_name(month)),
        (Some(month), None) => month_name(month).to_owned(),
        (None, Some(day)) => format!("day {day} of an unknown month"),
        (None, None) => String::new(),
    }
}

/// Names the wholly unspecified parts: `month and day unknown`. An unknown month with a known day is in
/// the head already.
fn missing_parts(date: &Date) -> Option<String> {
    let month = date.month.is_unknown() && date.day.value().is_none();
    let parts = [(date.day.is_unknown(), "day"), (month, "month"), (date.year_is_unknown(), "year")];
    let mut names: Vec<&str> =
        parts.iter().filter(|(is_missing, _)| *is_missing).map(|(_, name)| *name).collect();
    if !date.year_is_unknown() {
        names.reverse();
    }
    (!names.is_empty()).then(|| format!("{} unknown", names.join(" and ")))
}

fn hemisphere(date: &Date) -> Option<String> {
    match date.part_of_year() {
        Some(25..=28) => Some("northern hemisphere".to_owned()),
        Some(29..=32) => Some("southern hemisphere".to_owned()),
        _ => None,
    }
}

/// Shows the year as written where its unspecified digits leave more than a run of years open.
fn irregular(date: &Date) -> Option<String> {
    let is_run = (date.unspecified + 1).is_power_of_two();
    (!is_run).then(|| date_text(&Date { month: Digits::ABSENT, day: Digits::ABSENT, ..*date }))
}

enum Year {
    Unknown,
    Exact(String),
    /// `the 2010s`
    Decade(String),
    /// `between 1900 and 1999`
    Range(String),
    /// `about 1950`, and the range
    Estimate(String, String),
}

fn year_phrase(date: &Date) -> Year {
    if date.year_is_unknown() {
        return Year::Unknown;
    }
    let (first, last) = date.years();
    if first == last {
        return Year::Exact(year_text(first));
    }
    let range = format!("between {} and {}", year_text(first), year_text(last));
    if date.significant != 0 {
        return Year::Estimate(format!("about {}", year_text(date.year)), range);
    }
    if date.unspecified == 1 && first >= 100 {
        Year::Decade(format!("the {first}s"))
    } else {
        Year::Range(range)
    }
}

fn year_text(year: i64) -> String {
    match year {
        10_000.. => format!("the year {year}"),
        1_000.. => year.to_string(),
        1.. => format!("AD {year}"),
        _ => format!("{} BC", 1 - i128::from(year)),
    }
}

/// What a month (1 to 12), a season or another part of a year (21 to 41) is called.
pub fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match month {
        1..=12 => NAMES[usize::from(month) - 1],
        21 | 25 | 29 => "spring",
        22 | 26 | 30 => "summer",
        23 | 27 | 31 => "autumn",
        24 | 28 | 32 => "winter",
        33 => "the first quarter",
        34 => "the second quarter",
        35 => "the third quarter",
        36 => "the fourth quarter",
        37 => "the first four months",
        38 => "the middle four months",
        39 => "the last four months",
        40 => "the first half",
        41 => "the second half",
        _ => "an unknown month",
    }
}

const UNKNOWN: &str = "date unknown";
