//! Prints dates as canonical EDTF and as HTML's `datetime`.
//!
//! Owns every character of both. Wording for people is the sentence's.

use std::fmt::{Display, Formatter, Result as FmtResult, Write};

use crate::text::edtf::date::{Date, Digits, Mark};
use crate::text::edtf::day::Day;
use crate::text::edtf::form::{Choice, End, Form, Interval, Member, Set, Timed};

/// Appends the value of HTML's `<time datetime>`; nothing, and false, where HTML cannot say the date.
pub fn push_html_datetime(form: &Form, text: &mut String) -> bool {
    match form {
        Form::Date(date) => push_html_date(date, text),
        Form::Timed(timed) => push_html_timed(timed, text),
        Form::Interval(_) | Form::Set(_) => false,
    }
}

fn push_html_date(date: &Date, text: &mut String) -> bool {
    if !date.is_plain() || date.year < 1 {
        return false;
    }
    match date.known_day().filter(|day| day.year < 10_000) {
        Some(day) => push_day(day, text),
        None => text.push_str(date.to_string().trim_start_matches('Y')),
    }
    true
}

/// Appends a day of the years 0 to 9999 as ISO 8601 writes it: `2018-12-05`.
fn push_day(day: Day, text: &mut String) {
    push_digits(day.year.unsigned_abs(), 4, text);
    for part in [day.month, day.day] {
        text.push('-');
        push_digits(part.into(), 2, text);
    }
}

/// Appends the last digits of a number: without the machinery for numbers, as every page has many dates.
pub fn push_digits(number: u64, digits: u32, text: &mut String) {
    for place in (0..digits).rev() {
        text.push(char::from(b'0' + (number / 10_u64.pow(place) % 10) as u8));
    }
}

/// HTML knows no leap second and no offset of hours alone: the first leaves the day, the second gets `:00`.
fn push_html_timed(timed: &Timed, text: &mut String) -> bool {
    let Some((clock, zone)) = timed.time.split_at_checked(CLOCK) else {
        return false;
    };
    let has_date = push_html_date(&timed.date, text);
    if has_date && !clock.ends_with(":60") {
        let minutes = if zone.len() == 3 { ":00" } else { "" };
        text.extend(["T", clock, zone, minutes]);
    }
    has_date
}

/// The length of `hh:mm:ss`.
pub const CLOCK: usize = 8;

impl Display for Form {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        match self {
            Form::Date(date) => date.fmt(out),
            Form::Timed(timed) => write!(out, "{}T{}", timed.date, timed.time),
            Form::Interval(interval) => interval.fmt(out),
            Form::Set(set) => set.fmt(out),
        }
    }
}

impl Display for Interval {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        write!(out, "{}/{}", self.start, self.end)
    }
}

impl Display for End {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        match self {
            End::Date(date) => date.fmt(out),
            End::Open => out.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

impl Display for Set {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        let (open, close) = match self.choice {
            Choice::One => ('[', ']'),
            Choice::All => ('{', '}'),
        };
        for (index, member) in self.members.iter().enumerate() {
            write!(out, "{}{member}", if index == 0 { open } else { ',' })?;
        }
        out.write_char(close)
    }
}

impl Display for Member {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        match self {
            Member::Date(date) => date.fmt(out),
            Member::Range(start, end) => write!(out, "{start}..{end}"),
            Member::UpTo(date) => write!(out, "..{date}"),
            Member::From(date) => write!(out, "{date}.."),
        }
    }
}

impl Display for Date {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        let grouped = grouped_parts(self);
        for (part, digits) in [None, Some(self.month), Some(self.day)].into_iter().enumerate() {
            if digits.is_some_and(Digits::is_absent) {
                break;
            }
            let mark = self.marks.of(part);
            out.write_str(if part == 0 { "" } else { "-" })?;
            out.write_str(if part < grouped { "" } else { sign(mark) })?;
            match digits {
                None => write_year(self, out)?,
                Some(digits) => digits.fmt(out)?,
            }
            out.write_str(if part + 1 == grouped { sign(mark) } else { "" })?;
        }
        Ok(())
    }
}

impl Display for Digits {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        for digit in [self.tens(), self.units()] {
            out.write_char(digit.map_or('X', |digit| char::from(b'0' + digit)))?;
        }
        Ok(())
    }
}

/// Counts the parts from the left that share the year's qualifier, so that one sign after them says it.
fn grouped_parts(date: &Date) -> usize {
    let year = date.marks.of(0);
    if year == Mark::default() {
        return 0;
    }
    let given = 1 + usize::from(!date.month.is_absent()) + usize::from(!date.day.is_absent());
    (1..given).find(|part| date.marks.of(*part) != year).unwrap_or(given)
}

fn sign(mark: Mark) -> &'static str {
    match (mark.uncertain, mark.approximate) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    }
}

fn write_year(date: &Date, out: &mut Formatter<'_>) -> FmtResult {
    let magnitude = date.year.unsigned_abs();
    if magnitude > 9999 {
        write!(out, "Y{}", date.year)?;
    } else {
        out.write_str(if date.negative { "-" } else { "" })?;
        for place in (0..4).rev() {
            let digit = b'0' + (magnitude / 10_u64.pow(place) % 10) as u8;
            let unspecified = date.unspecified >> place & 1 == 1;
            out.write_char(if unspecified { 'X' } else { char::from(digit) })?;
        }
    }
    if date.significant == 0 { Ok(()) } else { write!(out, "S{}", date.significant) }
}
