//! Says EDTF dates in words, for people.
//!
//! Says what the date says and no more: nothing is rounded, doubt is always named. Owns which phrase says
//! what; the phrases are the language's.

use crate::phrases::{OTHER, Part, Phrases};
use crate::text::edtf::date::{Date, Digits, Mark, Marks};
use crate::text::edtf::day::Day;
use crate::text::edtf::form::{Choice, End, Form, Interval, Member, Set, Timed};
use crate::text::edtf::print::{CLOCK, push_digits};
use crate::text::edtf::{Edtf, Precision};

impl Phrases {
    /// Says a date: `5 December 2018`, `about March 2022`, `between 28 February and 7 March 2022`,
    /// `since 2017`, `2018, month and day unknown`.
    ///
    /// `[..1984]`, which includes 1984, is `in or before 1984`. Years before 1 are counted BC, so that
    /// `-0043` is `44 BC`.
    pub fn date(&self, date: &Edtf) -> String {
        match date.form() {
            Form::Date(date) => self.phrase(date).alone(self),
            Form::Timed(timed) => self.timed(timed),
            Form::Interval(interval) => self.interval(interval),
            Form::Set(set) => self.set(set),
        }
    }

    /// A date, or that it is not known.
    pub fn date_or_unknown(&self, date: Option<&Edtf>) -> String {
        date.map_or_else(|| self.say(UNKNOWN).to_owned(), |date| self.date(date))
    }

    /// The form of a phrase in which a date stands: `day`, `month`, `season`, `year`, or `other`.
    pub fn form_of(date: Option<&Edtf>) -> &'static str {
        match date.map(Edtf::form) {
            Some(Form::Date(date)) if !date.year_is_unknown() && date.marks.is_empty() => form_of(date),
            Some(Form::Timed(_)) => "day",
            _ => OTHER,
        }
    }

    /// Appends [`Phrases::date_or_unknown`].
    pub fn push_date(&self, date: Option<&Edtf>, words: &mut String) {
        let day = match date.map(Edtf::form) {
            Some(Form::Date(date)) => common_day(date),
            _ => None,
        };
        match day {
            Some(day) => self.days.push(day, words),
            None => words.push_str(&self.date_or_unknown(date)),
        }
    }

    /// A plain day: `5 December 2018`.
    pub fn day(&self, day: Day) -> String {
        if is_common(day) {
            let mut words = String::with_capacity(24);
            self.days.push(day, &mut words);
            return words;
        }
        self.head_of_year(&Head::Day(day.month, day.day), &self.year(day.year))
    }

    /// A day of a year that is said elsewhere: `5 December`.
    pub fn day_of_month(&self, month: u8, day: u8) -> String {
        let number = self.day_number(day);
        self.fill("date.day_month", &[("day", &number), ("month", self.month_name(month))])
    }

    /// A month: `December 2018`.
    pub fn month(&self, year: i64, month: u8) -> String {
        let month = self.month_name_alone(month);
        self.fill("date.month", &[("month", month), ("year", &self.year(year))])
    }

    /// A year, as headings have it: `2018`, `44 BC` (year 0 is 1 BC).
    pub fn year_title(&self, year: i64) -> String {
        let number = |year: i64| if year > 9999 { self.grouped(&year.to_string()) } else { year.to_string() };
        if year > 0 {
            self.fill("date.year", &[("n", &number(year))])
        } else {
            self.fill("date.year_bc", &[("n", &number(1 - year))])
        }
    }

    /// What a month (1 to 12) is called beside its day.
    pub fn month_name(&self, month: u8) -> &str {
        self.say(MONTHS[usize::from(month.clamp(1, 12)) - 1])
    }

    /// What a month is called without a day.
    pub fn month_name_alone(&self, month: u8) -> &str {
        self.say(MONTHS_ALONE[usize::from(month.clamp(1, 12)) - 1])
    }

    /// What a month is called where there is little room.
    pub fn month_name_short(&self, month: u8) -> &str {
        self.say(MONTHS_SHORT[usize::from(month.clamp(1, 12)) - 1])
    }

    /// `12 April 1985, 23:20:30 (UTC-04)`: the seconds are left out when they are 0, the zone is as written.
    fn timed(&self, timed: &Timed) -> String {
        let day = self.phrase(&timed.date).alone(self);
        let (clock, zone) = timed.time.split_at(CLOCK);
        let clock = clock.strip_suffix(":00").unwrap_or(clock);
        let zone = if zone == "Z" { "UTC".to_owned() } else { format!("UTC{zone}") };
        let key = if timed.time.len() == CLOCK { "date.time" } else { "date.time_in_zone" };
        self.fill(key, &[("date", &day), ("time", clock), ("zone", &zone)])
    }

    fn interval(&self, interval: &Interval) -> String {
        let said = |key: &str, date: &Date| {
            self.form(key, form_of(date), &[("date", &self.phrase(date).within(self))])
        };
        match (self.known(interval.start), self.known(interval.end)) {
            (End::Date(start), End::Date(end)) => self.span(&start, &end),
            (End::Date(start), End::Open) => said("date.since", &start),
            (End::Date(start), End::Unknown) => said("date.from_unknown_end", &start),
            (End::Open, End::Date(end)) => said("date.until", &end),
            (End::Unknown, End::Date(end)) => said("date.until_unknown_start", &end),
            (End::Open | End::Unknown, End::Open | End::Unknown) => self.say(UNKNOWN).to_owned(),
        }
    }

    /// An end of which nothing is known, however it is written (`XXXX`), is an unknown end.
    fn known(&self, end: End) -> End {
        match end {
            End::Date(date) if self.unqualified(&date).is_unknown => End::Unknown,
            other => other,
        }
    }

    /// `28 February to 7 March 2022`; with `from` where an end is more than a plain phrase.
    fn span(&self, start: &Date, end: &Date) -> String {
        if let Some(joined) = self.joined_dates(start, end, Join::To) {
            return joined.words;
        }
        let form = common_form(start, end);
        let (start, end) = (self.phrase(start), self.phrase(end));
        let key = if start.is_simple() && end.is_simple() { "date.to" } else { "date.from_to" };
        self.form(key, form, &[("start", &start.within(self)), ("end", &end.within(self))])
    }

    fn set(&self, set: &Set) -> String {
        let said = |key: &str, date: &Date| {
            self.form(key, form_of(date), &[("date", &self.phrase(date).within(self))])
        };
        match (set.choice, set.members.as_slice()) {
            (Choice::One, [Member::Range(start, end)]) => self.either(start, end),
            (Choice::One, [Member::UpTo(date)]) => said("date.or_before", date),
            (Choice::One, [Member::From(date)]) => said("date.or_after", date),
            (choice, members) => {
                let texts: Vec<String> = members.iter().map(|member| self.member(choice, member)).collect();
                match (choice, texts.is_empty()) {
                    (_, true) => self.say(UNKNOWN).to_owned(),
                    (Choice::One, _) => self.one_of(&texts),
                    (Choice::All, _) => self.all_of(&texts),
                }
            }
        }
    }

    fn either(&self, start: &Date, end: &Date) -> String {
        if let Some(joined) = self.joined_dates(start, end, Join::Between) {
            return joined.words;
        }
        let form = common_form(start, end);
        let (start, end) = (self.phrase(start).within(self), self.phrase(end).within(self));
        self.form("date.between", form, &[("start", &start), ("end", &end)])
    }

    fn member(&self, choice: Choice, member: &Member) -> String {
        let said = |key: &str, date: &Date| {
            self.form(key, form_of(date), &[("date", &self.phrase(date).within(self))])
        };
        match (choice, member) {
            (_, Member::Date(date)) => self.phrase(date).within(self),
            (_, Member::Range(start, end)) => self.span(start, end),
            (Choice::One, Member::UpTo(date)) => said("date.or_earlier", date),
            (Choice::One, Member::From(date)) => said("date.or_later", date),
            (Choice::All, Member::UpTo(date)) => said("date.all_up_to", date),
            (Choice::All, Member::From(date)) => said("date.all_from", date),
        }
    }

    /// Joins two plain dates of one kind and says once what they share; `None` for others.
    fn joined_dates(&self, start: &Date, end: &Date, join: Join) -> Option<Joined> {
        if !start.is_plain() || !end.is_plain() || start.precision() != end.precision() {
            return None;
        }
        if start == end {
            return Some(Joined { words: self.phrase(end).alone(self), is_between: false });
        }
        let pick = |to: &'static str, between: &'static str| if join == Join::To { to } else { between };
        let months = (start.month.value(), end.month.value());
        let days = (start.day.value(), end.day.value());
        let same_year = start.year == end.year;
        let words = match (days, months) {
            ((Some(first), Some(last)), (Some(month), Some(end_month))) if same_year => {
                let (first, last) = (self.day_number(first), self.day_number(last));
                let year = self.year(end.year);
                if month == end_month {
                    let key = pick("date.days_of_month", "date.between_days_of_month");
                    let month = self.month_name(month);
                    self.fill(key, &[("first", &first), ("last", &last), ("month", month), ("year", &year)])
                } else {
                    let key = pick("date.days_of_year", "date.between_days_of_year");
                    let (first_month, last_month) = (self.month_name(month), self.month_name(end_month));
                    self.fill(
                        key,
                        &[
                            ("first", &first),
                            ("first_month", first_month),
                            ("last", &last),
                            ("last_month", last_month),
                            ("year", &year),
                        ],
                    )
                }
            }
            ((None, None), (Some(first), Some(last))) if same_year => {
                let key = pick("date.months_of_year", "date.between_months_of_year");
                let (first, last) = (self.month_name_alone(first), self.month_name_alone(last));
                self.fill(key, &[("first", first), ("last", last), ("year", &self.year(end.year))])
            }
            _ => {
                let (first, last) = (self.phrase(start).alone(self), self.phrase(end).alone(self));
                let key = pick("date.to", "date.between");
                self.form(key, common_form(start, end), &[("start", &first), ("end", &last)])
            }
        };
        Some(Joined { words, is_between: join == Join::Between })
    }

    fn phrase(&self, date: &Date) -> Phrase {
        if let Some(day) = common_day(date) {
            return Phrase::plain(self.day(day));
        }
        let unqualified = self.unqualified(date);
        if date.marks.is_empty() || unqualified.is_unknown {
            return unqualified;
        }
        let given = 1 + usize::from(!date.month.is_absent()) + usize::from(!date.day.is_absent());
        let marked = marked_parts(date.marks, given);
        match marked.as_slice() {
            [(mark, parts)] if parts.len() == given => self.qualified(*mark, form_of(date), unqualified),
            _ => {
                let notes = marked.iter().map(|(mark, parts)| self.part_note(*mark, parts));
                let notes = unqualified.notes.iter().cloned().chain(notes).collect();
                Phrase { notes, ..unqualified }
            }
        }
    }

    fn qualified(&self, mark: Mark, form: &str, phrase: Phrase) -> Phrase {
        let mut main = phrase.main.clone();
        if mark.approximate && phrase.is_between {
            main = self.form("date.roughly", form, &[("date", &main)]);
        } else if mark.approximate && !phrase.is_about {
            main = self.form("date.about", form, &[("date", &main)]);
        }
        if mark.uncertain {
            main = self.form("date.possibly", form, &[("date", &main)]);
        }
        let is_between = phrase.is_between;
        Phrase { main, is_between, begins_between: false, ..phrase }
    }

    fn part_note(&self, mark: Mark, parts: &[usize]) -> String {
        const NAMES: [&str; 3] = ["date.parts.year", "date.parts.month", "date.parts.day"];
        let names: Vec<String> = parts.iter().map(|part| self.say(NAMES[*part]).to_owned()).collect();
        let key = match (mark.uncertain, mark.approximate) {
            (true, true) => "date.uncertain_and_approximate",
            (true, false) => "date.uncertain",
            _ => "date.approximate",
        };
        let form = match parts {
            [part] => ["year", "month", "day"][*part],
            _ => OTHER,
        };
        self.form(key, form, &[("parts", &self.all_of(&names))])
    }

    fn unqualified(&self, date: &Date) -> Phrase {
        if is_partial(date.month) || is_partial(date.day) {
            return self.partly_known(date);
        }
        let head = self.head(date);
        let year = self.year_phrase(date);
        let mut phrase = match (year, head) {
            (Year::Unknown, Head::None) => {
                return Phrase { is_unknown: true, ..Phrase::plain(self.say(UNKNOWN)) };
            }
            (Year::Unknown, head) => Phrase::plain(self.head_alone(&head)),
            (Year::Estimate(main, range), _) => {
                return Phrase { notes: vec![range], is_about: true, ..Phrase::plain(main) };
            }
            (Year::Range(year), Head::None) => {
                Phrase { is_between: true, begins_between: true, ..Phrase::plain(year) }
            }
            (Year::Exact(year) | Year::Decade(year), Head::None) => Phrase::plain(year),
            (Year::Exact(year), head) => Phrase::plain(self.head_of_year(&head, &year)),
            (Year::Decade(decade), head) => {
                let part = self.head_alone(&head);
                Phrase::plain(self.fill("date.in_decade", &[("part", &part), ("decade", &decade)]))
            }
            (Year::Range(years), head) => {
                let part = self.head_alone(&head);
                let words = self.fill("date.of_a_year", &[("part", &part), ("years", &years)]);
                Phrase { is_between: true, ..Phrase::plain(words) }
            }
        };
        phrase.notes = [self.hemisphere(date), self.missing_parts(date), irregular(date)]
            .into_iter()
            .flatten()
            .collect();
        phrase
    }

    /// What stands beside the year, on its own: `25 December`, `December`, `spring`, `the second quarter`.
    fn head_alone(&self, head: &Head) -> String {
        match head {
            Head::None => String::new(),
            Head::Day(month, day) => self.day_of_month(*month, *day),
            Head::Month(month) => self.month_name_alone(*month).to_owned(),
            Head::Season(name) | Head::Part(name) => name.clone(),
            Head::DayOfUnknownMonth(day) => {
                self.fill("date.day_of_unknown_month", &[("day", &self.day_number(*day))])
            }
        }
    }

    fn head_of_year(&self, head: &Head, year: &str) -> String {
        match head {
            Head::Day(month, day) => {
                let (day, month) = (self.day_number(*day), self.month_name(*month));
                self.fill("date.day", &[("day", &day), ("month", month), ("year", year)])
            }
            Head::Month(month) => {
                self.fill("date.month", &[("month", self.month_name_alone(*month)), ("year", year)])
            }
            Head::Season(name) => self.fill("date.season", &[("part", name), ("year", year)]),
            head => self.fill("date.part", &[("part", &self.head_alone(head)), ("year", year)]),
        }
    }

    fn head(&self, date: &Date) -> Head {
        match (date.month.value(), date.day.value()) {
            (Some(month @ 1..=12), Some(day)) => Head::Day(month, day),
            (Some(month @ 1..=12), None) => Head::Month(month),
            (Some(part @ 21..=32), _) => {
                Head::Season(self.say(SEASONS[usize::from((part - 21) % 4)]).to_owned())
            }
            (Some(part @ 33..=41), _) => Head::Part(self.say(PARTS[usize::from(part - 33)]).to_owned()),
            (Some(_), _) | (None, None) => Head::None,
            (None, Some(day)) => Head::DayOfUnknownMonth(day),
        }
    }

    /// A month or day of which one digit is known: the days or months between which it lies.
    fn partly_known(&self, date: &Date) -> Phrase {
        let (Some(first), Some(last)) = (date.earliest(), date.latest()) else {
            let notes = vec![date_text(date)];
            return Phrase { notes, ..Phrase::plain(self.say("date.known_in_part")) };
        };
        let of_month = |day: Day| Date { month: Digits::of(day.month), ..Date::of_year(day.year) };
        let by_months = date.day.is_absent() || date.day.is_unknown();
        let joined = if by_months {
            self.joined_dates(&of_month(first), &of_month(last), Join::Between)
        } else {
            self.joined_dates(&Date::of_day(first), &Date::of_day(last), Join::Between)
        };
        let (main, is_between) = joined.map(|joined| (joined.words, joined.is_between)).unwrap_or_default();
        let is_run = date.unspecified == 0
            && if by_months {
                date.month.tens().is_some()
            } else {
                date.month.value().is_some() && date.day.tens().is_some()
            };
        let pattern = (!is_run).then(|| date_text(date));
        let notes = self.missing_parts(date).into_iter().chain(pattern).collect();
        Phrase { notes, is_between, begins_between: is_between, ..Phrase::plain(main) }
    }

    /// Names the wholly unspecified parts: `month and day unknown`. An unknown month with a known day is in
    /// the head already.
    fn missing_parts(&self, date: &Date) -> Option<String> {
        let month = date.month.is_unknown() && date.day.value().is_none();
        let key = match (date.day.is_unknown(), month, date.year_is_unknown()) {
            (false, false, false) => return None,
            (true, false, false) => "date.missing.day",
            (false, true, false) => "date.missing.month",
            (true, true, false) => "date.missing.month_and_day",
            (false, false, true) => "date.missing.year",
            (true, false, true) => "date.missing.day_and_year",
            (false, true, true) => "date.missing.month_and_year",
            (true, true, true) => "date.missing.all",
        };
        Some(self.say(key).to_owned())
    }

    fn hemisphere(&self, date: &Date) -> Option<String> {
        match date.part_of_year() {
            Some(25..=28) => Some(self.say("date.northern").to_owned()),
            Some(29..=32) => Some(self.say("date.southern").to_owned()),
            _ => None,
        }
    }

    fn year_phrase(&self, date: &Date) -> Year {
        if date.year_is_unknown() {
            return Year::Unknown;
        }
        let (first, last) = date.years();
        if first == last {
            return Year::Exact(self.year(first));
        }
        let ends = (self.year(first), self.year(last));
        let range = self.form("date.between", "year", &[("start", &ends.0), ("end", &ends.1)]);
        if date.significant != 0 {
            let year = self.year(date.year);
            return Year::Estimate(self.form("date.about", "year", &[("date", &year)]), range);
        }
        if date.unspecified == 1 && first >= 100 {
            Year::Decade(self.fill("date.decade", &[("n", &first.to_string())]))
        } else {
            Year::Range(range)
        }
    }

    /// A year within a date.
    fn year(&self, year: i64) -> String {
        let (key, number) = match year {
            10_000.. => ("date.year_long", i128::from(year)),
            1_000.. => ("date.year", i128::from(year)),
            1.. => ("date.year_ad", i128::from(year)),
            _ => ("date.year_bc", 1 - i128::from(year)),
        };
        self.fill(key, &[("n", &number.to_string())])
    }

    fn day_number(&self, day: u8) -> String {
        let form = if day == 1 { "one" } else { OTHER };
        self.form("date.day_number", form, &[("n", &day.to_string())])
    }
}

/// What plain days of years of four digits are said with. Most dates are such: the general way takes ten
/// times as long.
#[derive(Default)]
pub(super) struct Days {
    parts: Vec<DayPart>,
    numbers: Vec<String>,
    months: Vec<String>,
}

/// A piece of such a day.
enum DayPart {
    Text(String),
    Day,
    Month,
    Year,
}

impl Days {
    pub fn of(phrases: &Phrases) -> Days {
        let text = |text: &String| DayPart::Text(text.clone());
        let year = |part: &Part| match part {
            Part::Text(words) => text(words),
            Part::Value(_) => DayPart::Year,
        };
        let parts = phrases.pattern("date.day").parts().iter().flat_map(|part| match part {
            Part::Text(words) => vec![text(words)],
            Part::Value(name) if name == "day" => vec![DayPart::Day],
            Part::Value(name) if name == "month" => vec![DayPart::Month],
            Part::Value(_) => phrases.pattern("date.year").parts().iter().map(year).collect(),
        });
        Days {
            parts: parts.collect(),
            numbers: (1..=31).map(|day| phrases.day_number(day)).collect(),
            months: (1..=12).map(|month| phrases.month_name(month).to_owned()).collect(),
        }
    }

    fn push(&self, day: Day, words: &mut String) {
        for part in &self.parts {
            match part {
                DayPart::Text(text) => words.push_str(text),
                DayPart::Day => words.push_str(&self.numbers[usize::from(day.day) - 1]),
                DayPart::Month => words.push_str(&self.months[usize::from(day.month) - 1]),
                DayPart::Year => push_digits(day.year.unsigned_abs(), 4, words),
            }
        }
    }
}

fn common_day(date: &Date) -> Option<Day> {
    Some(date).filter(|date| date.is_plain()).and_then(Date::known_day).filter(|day| is_common(*day))
}

fn is_common(day: Day) -> bool {
    (1_000..10_000).contains(&day.year) && (1..=12).contains(&day.month) && (1..=31).contains(&day.day)
}

/// What two dates are joined by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    To,
    Between,
}

struct Joined {
    words: String,
    is_between: bool,
}

/// What is said of one date: the words for it, and what must be added to them.
struct Phrase {
    main: String,
    notes: Vec<String>,
    /// Nothing is known.
    is_unknown: bool,
    /// The words name two bounds, and perhaps begin with them.
    is_between: bool,
    begins_between: bool,
    /// The words say already that they are not exact.
    is_about: bool,
}

impl Phrase {
    fn plain(main: impl Into<String>) -> Phrase {
        Phrase {
            main: main.into(),
            notes: Vec::new(),
            is_unknown: false,
            is_between: false,
            begins_between: false,
            is_about: false,
        }
    }

    fn is_simple(&self) -> bool {
        self.notes.is_empty() && !self.is_between
    }

    /// The phrase on its own.
    fn alone(self, phrases: &Phrases) -> String {
        self.noted("date.noted", phrases)
    }

    /// The phrase within a longer one, where a comma would mislead.
    fn within(mut self, phrases: &Phrases) -> String {
        if self.begins_between {
            self.main = phrases.fill("date.some_time", &[("date", &self.main)]);
        }
        self.noted("date.noted_within", phrases)
    }

    fn noted(self, key: &str, phrases: &Phrases) -> String {
        if self.notes.is_empty() {
            return self.main;
        }
        let notes = phrases.joined("list.semicolon", &self.notes);
        phrases.fill(key, &[("date", &self.main), ("notes", &notes)])
    }
}

/// What stands beside the year.
enum Head {
    None,
    Day(u8, u8),
    Month(u8),
    Season(String),
    Part(String),
    DayOfUnknownMonth(u8),
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

/// Shows the year as written where its unspecified digits leave more than a run of years open.
fn irregular(date: &Date) -> Option<String> {
    let is_run = (date.unspecified + 1).is_power_of_two();
    (!is_run).then(|| date_text(&Date { month: Digits::ABSENT, day: Digits::ABSENT, ..*date }))
}

fn date_text(date: &Date) -> String {
    Date { marks: Marks::default(), ..*date }.to_string()
}

fn is_partial(digits: Digits) -> bool {
    digits.has_unspecified() && !digits.is_unknown()
}

/// The form of a phrase that a date stands in.
fn form_of(date: &Date) -> &'static str {
    match date.precision() {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Season => "season",
        Precision::Year => "year",
        _ => OTHER,
    }
}

/// The form of a phrase that two dates stand in.
fn common_form(start: &Date, end: &Date) -> &'static str {
    let form = form_of(start);
    if form_of(end) == form { form } else { OTHER }
}

/// The phrase for a date of which nothing is known.
const UNKNOWN: &str = "date.unknown";

const MONTHS: [&str; 12] = [
    "date.months.1",
    "date.months.2",
    "date.months.3",
    "date.months.4",
    "date.months.5",
    "date.months.6",
    "date.months.7",
    "date.months.8",
    "date.months.9",
    "date.months.10",
    "date.months.11",
    "date.months.12",
];

const MONTHS_ALONE: [&str; 12] = [
    "date.months_alone.1",
    "date.months_alone.2",
    "date.months_alone.3",
    "date.months_alone.4",
    "date.months_alone.5",
    "date.months_alone.6",
    "date.months_alone.7",
    "date.months_alone.8",
    "date.months_alone.9",
    "date.months_alone.10",
    "date.months_alone.11",
    "date.months_alone.12",
];

const MONTHS_SHORT: [&str; 12] = [
    "date.months_short.1",
    "date.months_short.2",
    "date.months_short.3",
    "date.months_short.4",
    "date.months_short.5",
    "date.months_short.6",
    "date.months_short.7",
    "date.months_short.8",
    "date.months_short.9",
    "date.months_short.10",
    "date.months_short.11",
    "date.months_short.12",
];

const SEASONS: [&str; 4] = ["date.seasons.1", "date.seasons.2", "date.seasons.3", "date.seasons.4"];

const PARTS: [&str; 9] = [
    "date.part_names.1",
    "date.part_names.2",
    "date.part_names.3",
    "date.part_names.4",
    "date.part_names.5",
    "date.part_names.6",
    "date.part_names.7",
    "date.part_names.8",
    "date.part_names.9",
];
