//! Reads EDTF strings.
//!
//! Owns the grammar and the messages about what breaks it. Accepts nothing but the format itself: no
//! spaces, no abbreviated parts, no small letters.

use crate::text::edtf::date::{Date, Digits, Mark, Marks, width};
use crate::text::edtf::day::{Day, days_in_month};
use crate::text::edtf::form::{Choice, End, Form, Interval, Member, Set, Timed};
use crate::text::edtf::print::CLOCK;
use crate::text::edtf::{Edtf, EdtfError};

/// The farthest year from 0: days before and after it can still be counted in an `i64`.
const FARTHEST_YEAR: i64 = 999_999_999_999_999;

type Parsed<T> = Result<T, EdtfError>;

/// Reads a whole text as one EDTF date.
pub fn parse(text: &str) -> Parsed<Edtf> {
    if let Some(day) = Day::parse(text) {
        return Ok(Edtf(Form::Date(Date::of_day(day))));
    }
    let mut cursor = Cursor { text, at: 0 };
    let form = match cursor.peek() {
        None => {
            return Err(cursor.error("an empty date; write `XXXX` for a date that is not known"));
        }
        Some(b'[') => set(&mut cursor, Choice::One, b']')?,
        Some(b'{') => set(&mut cursor, Choice::All, b'}')?,
        Some(_) => date_or_interval(&mut cursor)?,
    };
    match cursor.peek() {
        None => Ok(Edtf(form)),
        Some(_) => Err(cursor.unexpected("the end of the date")),
    }
}

fn date_or_interval(cursor: &mut Cursor) -> Parsed<Form> {
    let start = end(cursor)?;
    match (start, cursor.peek()) {
        (_, Some(b'/')) => interval(cursor, start),
        (End::Date(date), Some(b'T')) => timed(cursor, date),
        (End::Date(date), None) => Ok(Form::Date(date)),
        (End::Date(date), Some(_)) => Err(cursor.unexpected(follow_up(&date))),
        _ => Err(cursor.unexpected("`/` and a date")),
    }
}

/// What may stand after a date that is not at its end.
fn follow_up(date: &Date) -> &'static str {
    match (date.month.is_absent(), date.day.is_absent()) {
        (true, _) if date.year.abs() > 9999 || date.significant != 0 => "the end of the date",
        (true, _) => {
            "`-` and a month of two digits, or the end of the date (a year past 9999 is written `Y12345`)"
        }
        (false, true) if date.part_of_year().is_none() => {
            "`-` and a day of two digits, or the end of the date"
        }
        (false, true) => "the end of the date",
        (false, false) => "the end of the date, or `T` and a time",
    }
}

fn interval(cursor: &mut Cursor, start: End) -> Parsed<Form> {
    cursor.at += 1;
    let from = cursor.at;
    let end = end(cursor)?;
    if cursor.peek() == Some(b'T') {
        return Err(cursor.error("an interval has no times of day"));
    }
    if start.date().is_none() && end.date().is_none() {
        return Err(error(
            0,
            "an interval names at least one date; write `XXXX` for a date that is not known",
        ));
    }
    if let (End::Date(start), End::Date(end)) = (&start, &end) {
        in_order(start, end, from)?;
    }
    Ok(Form::Interval(Box::new(Interval { start, end })))
}

fn end(cursor: &mut Cursor) -> Parsed<End> {
    match cursor.peek() {
        None | Some(b'/') => Ok(End::Unknown),
        Some(b'.') => dots(cursor).map(|()| End::Open),
        Some(_) => date(cursor).map(End::Date),
    }
}

fn in_order(start: &Date, end: &Date, at: usize) -> Parsed<()> {
    match (start.earliest(), end.latest()) {
        (Some(first), Some(last)) if last < first => {
            Err(error(at, format!("`{end}` is before `{start}`; the earlier date comes first")))
        }
        _ => Ok(()),
    }
}

fn dots(cursor: &mut Cursor) -> Parsed<()> {
    for _ in 0..2 {
        if !cursor.take(b'.') {
            return Err(cursor.unexpected("`..`, which leaves an end open"));
        }
    }
    Ok(())
}

fn set(cursor: &mut Cursor, choice: Choice, close: u8) -> Parsed<Form> {
    cursor.at += 1;
    let mut members = Vec::new();
    loop {
        let member = member(cursor, members.is_empty(), close)?;
        members.push(member);
        if cursor.take(close) {
            return Ok(Form::Set(Box::new(Set { choice, members })));
        }
        if matches!(member, Member::From(_)) {
            return Err(cursor
                .unexpected(&format!("`{}`: `..` without a date after it ends the set", char::from(close))));
        }
        if !cursor.take(b',') {
            return Err(cursor.unexpected(&format!("`,` and a date, `..`, or `{}`", char::from(close))));
        }
    }
}

fn member(cursor: &mut Cursor, is_first: bool, close: u8) -> Parsed<Member> {
    let from = cursor.at;
    if cursor.peek() == Some(b'.') {
        if !is_first {
            return Err(cursor.error("`..` without a date before it can only begin the set"));
        }
        dots(cursor)?;
        return range_date(cursor).map(Member::UpTo);
    }
    let start = date(cursor)?;
    if cursor.peek() != Some(b'.') {
        return Ok(Member::Date(start));
    }
    limit_of_range(&start, from)?;
    dots(cursor)?;
    if matches!(cursor.peek(), None | Some(b',')) || cursor.peek() == Some(close) {
        return Ok(Member::From(start));
    }
    let end = range_date(cursor)?;
    in_order(&start, &end, from)?;
    Ok(Member::Range(start, end))
}

fn range_date(cursor: &mut Cursor) -> Parsed<Date> {
    let from = cursor.at;
    let date = date(cursor)?;
    limit_of_range(&date, from)?;
    Ok(date)
}

fn limit_of_range(date: &Date, at: usize) -> Parsed<()> {
    if date.year_is_unknown() {
        return Err(error(at, "a date of unknown year cannot end a range"));
    }
    Ok(())
}

fn timed(cursor: &mut Cursor, date: Date) -> Parsed<Form> {
    if date.known_day().is_none() || !date.is_plain() {
        return Err(
            cursor.error("a time of day needs a full date with no qualifier and no unspecified digit")
        );
    }
    cursor.at += 1;
    let from = cursor.at;
    clock(cursor)?;
    zone(cursor)?;
    if cursor.peek() == Some(b'/') {
        return Err(error(from - 1, "an interval has no times of day"));
    }
    let time = cursor.text[from..cursor.at].into();
    Ok(Form::Timed(Box::new(Timed { date, time })))
}

fn clock(cursor: &mut Cursor) -> Parsed<()> {
    let from = cursor.at;
    number(cursor, 23, "an hour of two digits, `00` to `23`")?;
    colon(cursor, "minutes")?;
    number(cursor, 59, "minutes of two digits, `00` to `59`")?;
    colon(cursor, "seconds")?;
    number(cursor, 60, "seconds of two digits, `00` to `59`")?;
    if &cursor.text[cursor.at - 2..cursor.at] == "60" && &cursor.text[from + 3..from + 5] != "59" {
        return Err(error(cursor.at - 2, "a leap second `60` follows minute `59` only"));
    }
    debug_assert_eq!(cursor.at - from, CLOCK);
    Ok(())
}

fn colon(cursor: &mut Cursor, what: &str) -> Parsed<()> {
    if cursor.take(b':') {
        Ok(())
    } else {
        Err(cursor.unexpected(&format!("`:` and {what}; a time is written `hh:mm:ss`")))
    }
}

fn zone(cursor: &mut Cursor) -> Parsed<()> {
    match cursor.peek() {
        None | Some(b'/') => Ok(()),
        Some(b'Z') => {
            cursor.at += 1;
            Ok(())
        }
        Some(b'+' | b'-') => {
            cursor.at += 1;
            number(cursor, 23, "an offset in hours of two digits, `00` to `23`")?;
            if cursor.take(b':') { number(cursor, 59, "minutes of two digits, `00` to `59`") } else { Ok(()) }
        }
        Some(_) => Err(cursor.unexpected("the end of the time, `Z`, or an offset such as `+08:00`")),
    }
}

/// Reads a number of two digits, none of them unspecified.
fn number(cursor: &mut Cursor, highest: u8, expected: &str) -> Parsed<()> {
    let from = cursor.at;
    let mut value = 0;
    for _ in 0..2 {
        let digit = cursor.take_digit().ok_or_else(|| cursor.unexpected(expected))?;
        value = value * 10 + digit;
    }
    if value > highest {
        return Err(error(from, format!("`{value}` is out of range, expected {expected}")));
    }
    Ok(())
}

/// Reads one date and stops at what cannot belong to it.
fn date(cursor: &mut Cursor) -> Parsed<Date> {
    let mut marks = Marks::default();
    qualifier_before(cursor, 0, &mut marks)?;
    let mut date = year(cursor)?;
    qualifier_after(cursor, 0, &mut marks)?;
    if cursor.peek() == Some(b'-') {
        after_year(cursor, &mut date, &mut marks)?;
    }
    Ok(Date { marks, ..date })
}

fn after_year(cursor: &mut Cursor, date: &mut Date, marks: &mut Marks) -> Parsed<()> {
    if date.year.abs() > 9999 || date.significant != 0 {
        return Err(cursor.error("a year written with `Y` or `S` has no month"));
    }
    cursor.at += 1;
    qualifier_before(cursor, 1, marks)?;
    date.month = month(cursor)?;
    qualifier_after(cursor, 1, marks)?;
    if cursor.peek() != Some(b'-') {
        return Ok(());
    }
    if date.part_of_year().is_some() {
        return Err(cursor.error("a season or other part of a year has no day"));
    }
    cursor.at += 1;
    qualifier_before(cursor, 2, marks)?;
    let from = cursor.at;
    date.day = two_digits(cursor, "a day of two digits, such as `07`")?;
    check_day(date, from)?;
    qualifier_after(cursor, 2, marks)
}

fn month(cursor: &mut Cursor) -> Parsed<Digits> {
    let from = cursor.at;
    let month = two_digits(cursor, "a month of two digits, such as `07`")?;
    let is_month = !month.is_absent() && (1..=12).any(|number| month.fits(number));
    let is_part = month.value().is_some_and(|part| (21..=41).contains(&part));
    if is_month || is_part {
        return Ok(month);
    }
    Err(error(
        from,
        format!(
            "there is no month `{month}`, expected `01` to `12`, or `21` to `41` for a season or other part of a year"
        ),
    ))
}

fn check_day(date: &Date, at: usize) -> Parsed<()> {
    if !date.day.is_absent() && date.exists() {
        return Ok(());
    }
    let message = match (date.unspecified, date.month.value()) {
        (0, Some(month)) => {
            let month_text = Date { day: Digits::ABSENT, ..*date };
            format!(
                "there is no day `{}` in `{month_text}`, which has {} days",
                date.day,
                days_in_month(date.year, month)
            )
        }
        _ => format!("no date fits `{date}`: no such month has a day `{}`", date.day),
    };
    Err(error(at, message))
}

fn year(cursor: &mut Cursor) -> Parsed<Date> {
    let from = cursor.at;
    let date = if cursor.take(b'Y') { long_year(cursor, from)? } else { four_digit_year(cursor)? };
    if cursor.peek() == Some(b'S') { significant_digits(cursor, date) } else { Ok(date) }
}

fn four_digit_year(cursor: &mut Cursor) -> Parsed<Date> {
    let from = cursor.at;
    let negative = cursor.take(b'-');
    let (mut year, mut unspecified) = (0, 0);
    for place in (0..4).rev() {
        match cursor.peek() {
            Some(digit @ b'0'..=b'9') => year += i64::from(digit - b'0') * 10_i64.pow(place),
            Some(b'X') => unspecified |= 1 << place,
            _ => return Err(cursor.unexpected("a year of four digits, such as `2019`")),
        }
        cursor.at += 1;
    }
    if negative && unspecified == 0b1111 {
        return Err(error(from, "an unknown year has no sign, expected `XXXX`"));
    }
    if negative && year == 0 && unspecified == 0 {
        return Err(error(from, "year 0 has no sign, expected `0000`"));
    }
    let year = if negative { -year } else { year };
    Ok(Date { negative, unspecified, ..Date::of_year(year) })
}

/// Reads what follows the `Y` at `from`: digits, perhaps a power of ten.
fn long_year(cursor: &mut Cursor, from: usize) -> Parsed<Date> {
    let negative = cursor.take(b'-');
    let digits = plain_number(cursor, from)?;
    let power = if cursor.take(b'E') { plain_number(cursor, from)? } else { 0 };
    let scale = u32::try_from(power).ok().and_then(|power| 10_i64.checked_pow(power));
    let year = scale.and_then(|scale| digits.checked_mul(scale)).filter(|year| *year <= FARTHEST_YEAR);
    match year {
        None => Err(error(from, "the year is too far off, expected at most fifteen digits")),
        Some(0..=9999) => {
            Err(error(from, "a year with `Y` has more than four digits; others are written without it"))
        }
        Some(year) => Ok(Date::of_year(if negative { -year } else { year })),
    }
}

fn significant_digits(cursor: &mut Cursor, date: Date) -> Parsed<Date> {
    if date.unspecified != 0 {
        return Err(cursor.error("a year with unspecified digits has no significant digits"));
    }
    cursor.at += 1;
    let from = cursor.at;
    let digits = plain_number(cursor, from)?;
    let most = width(date.year);
    match u8::try_from(digits) {
        Ok(significant) if date.year != 0 && u32::from(significant) <= most => {
            Ok(Date { significant, ..date })
        }
        _ => {
            Err(error(from, format!("the year has {most} digits, which is the most that can be significant")))
        }
    }
}

/// Reads a number without sign, leading zero or unspecified digit. `from` is where the year begins.
fn plain_number(cursor: &mut Cursor, from: usize) -> Parsed<i64> {
    if cursor.peek() == Some(b'0') {
        return Err(cursor.error("a number here does not begin with `0`"));
    }
    let first = cursor.take_digit().ok_or_else(|| cursor.unexpected("a digit"))?;
    let mut number = i64::from(first);
    while let Some(digit) = cursor.take_digit() {
        let longer = number.checked_mul(10).and_then(|number| number.checked_add(i64::from(digit)));
        number = longer.ok_or_else(|| error(from, "the number has too many digits"))?;
    }
    Ok(number)
}

fn two_digits(cursor: &mut Cursor, expected: &str) -> Parsed<Digits> {
    let mut digit = || match cursor.peek() {
        Some(digit @ (b'0'..=b'9' | b'X')) => {
            cursor.at += 1;
            Ok((digit != b'X').then(|| digit - b'0'))
        }
        _ => Err(cursor.unexpected(expected)),
    };
    Ok(Digits::from_pair(digit()?, digit()?))
}

fn qualifier_before(cursor: &mut Cursor, part: usize, marks: &mut Marks) -> Parsed<()> {
    if let Some(mark) = qualifier(cursor)? {
        marks.add(part, mark);
    }
    Ok(())
}

/// A qualifier after a part is said of the part and of all before it.
fn qualifier_after(cursor: &mut Cursor, part: usize, marks: &mut Marks) -> Parsed<()> {
    if let Some(mark) = qualifier(cursor)? {
        (0..=part).for_each(|part| marks.add(part, mark));
    }
    Ok(())
}

fn qualifier(cursor: &mut Cursor) -> Parsed<Option<Mark>> {
    let mark = match cursor.peek() {
        Some(b'?') => Mark { uncertain: true, approximate: false },
        Some(b'~') => Mark { uncertain: false, approximate: true },
        Some(b'%') => Mark { uncertain: true, approximate: true },
        _ => return Ok(None),
    };
    cursor.at += 1;
    if matches!(cursor.peek(), Some(b'?' | b'~' | b'%')) {
        return Err(cursor.error("two qualifiers together; uncertain and approximate is written `%`"));
    }
    Ok(Some(mark))
}

/// A place in the text. Only ASCII is ever stepped over, so that `at` stays on a character boundary.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_here = self.peek() == Some(byte);
        self.at += usize::from(is_here);
        is_here
    }

    fn take_digit(&mut self) -> Option<u8> {
        let digit = self.peek().filter(u8::is_ascii_digit)?;
        self.at += 1;
        Some(digit - b'0')
    }

    fn error(&self, message: &str) -> EdtfError {
        error(self.at, message)
    }

    fn unexpected(&self, expected: &str) -> EdtfError {
        let message = match self.text[self.at..].chars().next() {
            None => format!("the date is cut short, expected {expected}"),
            Some(found @ ('x' | 'u')) => {
                format!("unexpected `{found}`, expected {expected}; an unspecified digit is written `X`")
            }
            Some(found) if found.is_whitespace() => format!("a space, expected {expected}"),
            Some(found) => format!("unexpected `{found}`, expected {expected}"),
        };
        self.error(&message)
    }
}

fn error(at: usize, message: impl Into<String>) -> EdtfError {
    EdtfError { at, message: message.into() }
}
