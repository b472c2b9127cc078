//! The events of the timeline as iCalendar (RFC 5545), a `VEVENT` each.
//!
//! Leaves out what was said, published, updated and captured, undated events, and those before the year 1
//! or after 9999, which a calendar cannot hold. A calendar knows no doubt: an event covers all the days that
//! its date can mean, leaves them free for others, and says the date in words; so does its title, unless the
//! date is a day or the days from one to another. An end that is open or not known is left out.
//!
//! An archive without such events gives a calendar without components, which readers take although the
//! grammar asks for one.

use std::fmt::Write;

use crate::export::timeline::{End, Moment, ends, given_key, given_words};
use crate::model::kind::Kind;
use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::text::edtf::{Day, Edtf, Precision};
use crate::text::words::capitalized;

pub fn ics(phrases: &Phrases, title: &str, moments: &[Moment]) -> String {
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//annotated-archive//timeline//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    // RFC 7986, and the name that older programs look for.
    calendar.text("NAME", title);
    calendar.text("X-WR-CALNAME", title);
    for moment in moments.iter().filter(|moment| moment.role == Role::Happened) {
        calendar.event(phrases, moment);
    }
    calendar.line("END", "VCALENDAR");
    calendar.lines
}

#[derive(Default)]
struct Calendar {
    lines: String,
}

impl Calendar {
    fn event(&mut self, phrases: &Phrases, moment: &Moment) {
        let Some((date, days)) = moment.dated().and_then(|date| Some((date, days(date)?))) else {
            return;
        };
        self.line("BEGIN", "VEVENT");
        self.text("UID", &uid(moment));
        // When the entry was made is not known here, and no clock is read, so that the same archive gives
        // the same file: it is taken to be as old as what it tells of.
        self.line("DTSTAMP", &format!("{}T000000Z", basic(days.first)));
        self.line("DTSTART;VALUE=DATE", &basic(days.first));
        if let Some(end) = days.end {
            self.line("DTEND;VALUE=DATE", &basic(end));
        }
        self.text("SUMMARY", &summary(phrases, moment, date));
        self.text("DESCRIPTION", &description(phrases, moment, date));
        self.list("CATEGORIES", &moment.concerned(Kind::Topic).collect::<Vec<_>>());
        self.text("LOCATION", &moment.concerned(Kind::Place).collect::<Vec<_>>().join(", "));
        if authority(moment.url).is_some() {
            self.line("URL", moment.url);
        }
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
    }

    /// A property of text; none where there is none.
    fn text(&mut self, name: &str, words: &str) {
        if !words.trim().is_empty() {
            self.line(name, &escape(words));
        }
    }

    fn list(&mut self, name: &str, items: &[&str]) {
        if !items.is_empty() {
            let items: Vec<String> = items.iter().map(|item| escape(item)).collect();
            self.line(name, &items.join(","));
        }
    }

    /// A line, folded so that none is longer than 75 octets, the space before a continuation included (RFC
    /// 5545, 3.1). No character is cut.
    fn line(&mut self, name: &str, value: &str) {
        const LONGEST: usize = 75;
        let mut length = 0;
        for character in format!("{name}:{value}").chars() {
            if length + character.len_utf8() > LONGEST {
                self.lines.push_str("\r\n ");
                length = 1;
            }
            self.lines.push(character);
            length += character.len_utf8();
        }
        self.lines.push_str("\r\n");
    }
}

/// The days that an event covers.
struct Days {
    first: Day,
    /// The day after the last; none where the end is open, not known, or past what can be written.
    end: Option<Day>,
}

fn days(date: &Edtf) -> Option<Days> {
    let (start, end) = ends(date);
    let first = start.or(end)?.day;
    let last = start.and(end).map(|end| end.day);
    let fits = |day: &Day| (1..=9999).contains(&day.year);
    if !fits(&first) || !last.as_ref().is_none_or(fits) {
        return None;
    }
    let after = last.map(|day| Day::from_days(day.to_days() + 1));
    Some(Days { first, end: after.filter(fits) })
}

/// `20181205`.
fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// The same for the same event in every build, and in no other archive: several may share a host.
fn uid(moment: &Moment) -> String {
    match authority(moment.url) {
        Some(place) => format!("{}@{}", moment.id, place.trim_end_matches('/')),
        None => format!("urn:annotated-archive:{}", moment.id),
    }
}

/// A web address without its scheme.
fn authority(url: &str) -> Option<&str> {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))
}

/// Whether the days that the event covers say all that its date does: a day, or a time between two.
fn is_told_by_days(moment: &Moment, date: &Edtf) -> bool {
    let is_day = |end: Option<End>| end.is_some_and(|end| end.precision == Precision::Day);
    let (start, end) = ends(date);
    let is_span = date.plain_day().is_some() || date.is_interval();
    is_span && date.is_certain() && is_day(start) && is_day(end) && !moment.disputed && !moment.is_given
}

fn summary(phrases: &Phrases, moment: &Moment, date: &Edtf) -> String {
    if is_told_by_days(moment, date) {
        moment.title.to_owned()
    } else {
        phrases.fill("overview.entry", &[("date", &phrases.date(date)), ("title", moment.title)])
    }
}

fn description(phrases: &Phrases, moment: &Moment, date: &Edtf) -> String {
    let (mut words, edtf) = (capitalized(&phrases.date(date)), date.to_string());
    if words != edtf {
        write!(words, " ({edtf})").expect("a text can always grow");
    }
    for note in [moment.note, moment.summary] {
        if !note.is_empty() {
            words.push('\n');
            words.push_str(note);
        }
    }
    let given = given_words(phrases, moment);
    if !given.is_empty() {
        words.push('\n');
        words.push_str(&phrases.fill(given_key(moment), &[("words", &given)]));
    }
    for (passage, address) in moment.passages {
        write!(words, "\n“{passage}” {address}").expect("a text can always grow");
    }
    words
}

/// Text as a value (RFC 5545, 3.3.11), without the control characters that no value may hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => out.extend(['\\', character]),
            '\n' | '\r' => out.push_str("\\n"),
            _ if character.is_control() => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}
