//! The timeline as TimelineJS 3 reads it (timeline.knightlab.com/docs/json-format.html).
//!
//! Leaves out undated entries: every slide needs a year. A date has a month and a day only where they are
//! known; what is shown for it is always our own wording, in which doubt can be read. Years before 1 are
//! counted BC there (`-44` is 44 BC, and there is no year 0). Headlines and texts are HTML there: all
//! words are escaped, and links lead to the archive's own pages.
//!
//! Each slide has one property more than the format knows, which TimelineJS passes over: `archive`, with
//! what its own properties cannot hold, so that an import gives the same event back.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::RangeInclusive;

use serde::Serialize;

use crate::export::timeline::{End, Moment, ends, given_key, given_words};
use crate::model::kind::Kind;
use crate::phrases::Phrases;
use crate::text::edtf::{Edtf, Precision};
use crate::text::words::capitalized;

/// The timeline, one slide a line.
pub fn json(phrases: &Phrases, title: &str, moments: &[Moment]) -> String {
    let slides: Vec<Slide> = moments.iter().filter_map(|moment| slide(phrases, moment)).collect();
    let years = slides.iter().flat_map(|slide| [Some(&slide.start_date), slide.end_date.as_ref()]);
    let is_far = years.flatten().any(|date| !HUMAN_YEARS.contains(&date.year));
    let scale = if is_far { "cosmological" } else { "human" };
    let title = Title { unique_id: "archive", text: Text { headline: escape(title), text: String::new() } };
    let lines: Vec<String> = slides.iter().map(line).collect();
    format!(
        "{{\"title\":{},\n\"scale\":\"{scale}\",\n\"events\":[\n{}\n]}}\n",
        line(&title),
        lines.join(",\n")
    )
}

/// The years that the scale for people can hold: those of a JavaScript `Date`, less the broken ones.
const HUMAN_YEARS: RangeInclusive<i64> = -271_820..=275_759;

#[derive(Serialize)]
struct Title<'a> {
    unique_id: &'a str,
    text: Text,
}

#[derive(Serialize)]
struct Slide<'a> {
    unique_id: &'a str,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    display_date: String,
    text: Text,
    group: String,
    autolink: bool,
    archive: Own<'a>,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Serialize, PartialEq, Eq, Default)]
struct Date {
    year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hour: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minute: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<u8>,
}

/// What the format has no place for.
#[derive(Serialize)]
struct Own<'a> {
    role: &'static str,
    /// EDTF, as are those of `given`; none where passages alone give a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    given: Vec<String>,
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date_note: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    organizations: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<&'a str>,
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts, numbers and lists of them are JSON")
}

fn slide<'a>(phrases: &Phrases, moment: &Moment<'a>) -> Option<Slide<'a>> {
    let date = moment.dated()?;
    let (start_date, end_date) = span(date)?;
    Some(Slide {
        unique_id: moment.id,
        start_date,
        end_date,
        display_date: escape(&capitalized(&phrases.date(date))),
        text: Text { headline: escape(moment.title), text: text(phrases, moment) },
        group: phrases.named("roles", moment.role.name()).unwrap_or_default().to_owned(),
        autolink: false,
        archive: own(moment),
    })
}

fn own<'a>(moment: &Moment<'a>) -> Own<'a> {
    Own {
        role: moment.role.name(),
        date: moment.own().map(Edtf::to_string),
        given: moment.given.iter().map(Edtf::to_string).collect(),
        url: moment.url,
        title: moment.title,
        summary: moment.summary,
        date_note: moment.note,
        people: moment.concerned(Kind::Person).collect(),
        organizations: moment.concerned(Kind::Organization).collect(),
        places: moment.concerned(Kind::Place).collect(),
        topics: moment.concerned(Kind::Topic).collect(),
    }
}

/// Where the date begins and ends; one that is open at the beginning stands at its end.
fn span(date: &Edtf) -> Option<(Date, Option<Date>)> {
    match ends(date) {
        (Some(start), Some(end)) => {
            let (mut start, end) = (parts(start), parts(end));
            if let Some(time) = date.time() {
                set_clock(&mut start, time);
                return Some((start, None));
            }
            let is_one = start == end;
            Some((start, Some(end).filter(|_| !is_one)))
        }
        (Some(only), None) | (None, Some(only)) => Some((parts(only), None)),
        (None, None) => None,
    }
}

fn parts(end: End) -> Date {
    let year = if end.day.year > 0 { end.day.year } else { end.day.year.saturating_sub(1) };
    let month = (end.precision <= Precision::Season).then_some(end.day.month);
    let day = (end.precision == Precision::Day).then_some(end.day.day);
    Date { year, month, day, ..Date::default() }
}

/// Adds the time of day, as its place has it: the format knows no zones.
fn set_clock(date: &mut Date, time: &str) {
    let digits = |from: usize| time.get(from..from + 2).and_then(|digits| digits.parse().ok());
    (date.hour, date.minute) = (digits(0), digits(3));
    // The seconds that are not known are written as 0.
    date.second = digits(6).filter(|second| *second > 0);
}

fn text(phrases: &Phrases, moment: &Moment) -> String {
    let mut html = String::new();
    let mut paragraph = |words: &str| {
        if !words.is_empty() {
            write!(html, "<p>{}</p>", escape(words)).expect("a text can always grow");
        }
    };
    paragraph(moment.summary);
    let position =
        if moment.position.is_empty() { Cow::Borrowed("") } else { phrases.position(moment.position) };
    for (key, words) in [
        ("data.source", moment.source),
        ("data.speaker", moment.speaker),
        ("data.position", &position),
        ("data.claim", moment.claim),
        (given_key(moment), &given_words(phrases, moment)),
        ("data.date_note", moment.note),
    ] {
        if !words.is_empty() {
            paragraph(&phrases.fill(key, &[("words", words)]));
        }
    }
    for (words, address) in moment.passages {
        write!(html, "<p>{}</p>", link(&format!("“{words}”"), address)).expect("a text can always grow");
    }
    html + &format!("<p>{}</p>", link(phrases.say("data.in_the_archive"), moment.url))
}

fn link(words: &str, address: &str) -> String {
    if address.is_empty() {
        return escape(words);
    }
    format!("<a href=\"{}\">{}</a>", escape(address), escape(words))
}

/// Plain text as HTML, also within the quotes of an attribute.
fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
