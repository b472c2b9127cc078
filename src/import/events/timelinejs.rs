//! Events in TimelineJS 3's JSON (timeline.knightlab.com/docs/json-format.html), this program's own among it.
//!
//! Slides become events, and so do eras, which are marked as such. The title slide is no event. Headlines
//! and texts are HTML there. A slide of this program's own has its words and dates beside it, exactly: those
//! are taken, and what is no event (said, published, …) is left out.

use serde_json::{Map, Value};

use crate::import::ImportError;
use crate::import::events::dates::{Dated, Parts, from_parts, from_words, shown};
use crate::import::events::{Events, FORMS, Form, ImportedEvent, Notice, Record, fault, html};
use crate::import::json::{self, describe, get, text_or_empty, texts};
use crate::import::places::Places;
use crate::import::shorten;
use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::text::edtf::Edtf;

/// Reads a file that is JSON.
pub fn read(text: &str) -> Result<Events, ImportError> {
    let value = json::parse(text)?;
    let slides = slides(&value)?;
    let mut events = Events::new(Form::Slides);
    let path: &[&str] = if value.is_array() { &[] } else { &["events"] };
    read_slides(&mut events, slides, Places::new(text, path, true), "");
    if let Some(Value::Array(eras)) = get(&value, "eras") {
        read_slides(&mut events, eras, Places::new(text, &["eras"], true), "era");
    }
    if get(&value, "title").is_some() {
        let (line, _) = Places::new(text, &["title"], false).next();
        let title = &value["title"];
        let headline = get(title, "text").map_or("", |text| text_or_empty(text, "headline"));
        events.remark(line, &html::plain(headline), "the title of the timeline is no event");
    }
    Ok(events)
}

fn slides(value: &Value) -> Result<&[Value], ImportError> {
    if get(value, "timeline").is_some_and(|timeline| get(timeline, "date").is_some()) {
        let help =
            "open it in the newest TimelineJS, or bring it into a table with the columns `title` and `date`";
        return Err(fault(1, 1, "this is the JSON of TimelineJS 2, which has another form", help));
    }
    match get(value, "events").unwrap_or(value) {
        Value::Array(slides) => Ok(slides),
        other => {
            let message = format!("`events` is {}, not a list of slides", describe(other));
            let message = if get(value, "events").is_some() { &message } else { "there is no list `events`" };
            Err(fault(1, 1, message, FORMS))
        }
    }
}

fn read_slides(events: &mut Events, slides: &[Value], mut places: Places, kind: &str) {
    let mut others = [0_usize; Role::ALL.len()];
    for slide in slides {
        let (line, _) = places.next();
        let own =
            get(slide, "archive").and_then(|own| Some((own, Role::of_name(text_or_empty(own, "role"))?)));
        match (slide, own) {
            (_, Some((own, Role::Happened))) => events.add(own_event(own, line)),
            (_, Some((_, role))) => others[role as usize] += 1,
            (Value::Object(slide), None) => {
                let (record, left) = event(slide, line, kind);
                let title = record.event.title.clone();
                events.add(record);
                if !left.is_empty() {
                    events.remark(line, &title, format!("not taken: {}", left.join(", ")));
                }
            }
            (other, None) => {
                let why = format!("it is {}, not a slide", describe(other));
                events.skipped.push(Notice { line, what: shorten(&other.to_string()), why });
            }
        }
    }
    events.leave_out(others);
}

/// A slide that this program wrote.
fn own_event(own: &Value, line: usize) -> Record {
    let text = |key| text_or_empty(own, key).to_owned();
    let names = |key| texts(own, key).map(str::to_owned).collect();
    let Dated { date, note, fault } = from_words(text_or_empty(own, "date"), "");
    let mut event = ImportedEvent {
        title: text("title"),
        date,
        date_note: text("date_note"),
        summary: text("summary"),
        people: names("people"),
        organizations: names("organizations"),
        places: names("places"),
        topics: names("topics"),
        line,
        ..ImportedEvent::default()
    };
    event.note(&note);
    event.keep("url", text_or_empty(own, "url"));
    event.keep("given_dates", &texts(own, "given").collect::<Vec<_>>().join(" "));
    Record { event, fault }
}

/// Any other slide, and the keys of it that were not taken.
fn event(slide: &Map<String, Value>, line: usize, kind: &str) -> (Record, Vec<String>) {
    let mut record = Record::default();
    let event = &mut record.event;
    event.line = line;
    event.keep("type", kind);
    let mut left = Vec::new();
    for (key, value) in slide {
        match (key.as_str(), value) {
            ("start_date" | "end_date" | "display_date" | "autolink", _) | (_, Value::Null) => {}
            ("text", Value::Object(words)) => {
                event.title = html::plain(&scalar(words.get("headline")));
                event.body = html::markdown(&scalar(words.get("text")));
            }
            ("text", Value::String(words)) => event.body = html::markdown(words),
            ("headline", Value::String(words)) if event.title.is_empty() => event.title = html::plain(words),
            ("group", Value::String(name)) => event.topics.extend(topic(name)),
            ("unique_id", Value::String(id)) => event.keep("id", id),
            ("media", Value::Object(media)) => left.extend(kept(event, "media", media)),
            ("background", Value::Object(parts)) => left.extend(kept(event, "background", parts)),
            (key, value @ (Value::String(_) | Value::Number(_))) => event.keep(key, &scalar(Some(value))),
            (key, _) => left.push(format!("`{key}`")),
        }
    }
    let mut dated = dated(slide);
    shown(&mut dated, &html::plain(&scalar(slide.get("display_date"))));
    for key in ["start_date", "end_date"] {
        let words = slide.get(key).map(|date| html::plain(text_or_empty(date, "display_date")));
        shown_of_end(&mut dated, &words.unwrap_or_default(), slide.get("end_date").is_some());
    }
    event.date = dated.date;
    event.note(&dated.note);
    record.fault = dated.fault;
    (record, left)
}

/// The words that are shown for one end say the whole date only where there is no other.
fn shown_of_end(dated: &mut Dated, words: &str, is_interval: bool) {
    let is_in = |date: &Edtf| is_interval && Phrases::english().date(date).contains(words);
    if !words.is_empty() && !dated.date.as_ref().is_some_and(is_in) {
        shown(dated, words);
    }
}

/// Keeps the parts of something, the first of which has its name; gives what could not be kept.
fn kept(event: &mut ImportedEvent, name: &str, parts: &Map<String, Value>) -> Vec<String> {
    let mut left = Vec::new();
    for (key, value) in parts {
        let full = if key == "url" { name.to_owned() } else { format!("{name}_{key}") };
        match value {
            Value::Null => {}
            Value::String(_) | Value::Number(_) | Value::Bool(_) if key == "url" => {
                event.keep(&full, &scalar(Some(value)))
            }
            Value::String(words) => event.keep(&full, &html::markdown(words)),
            Value::Number(_) | Value::Bool(_) => event.keep(&full, &scalar(Some(value))),
            Value::Array(_) | Value::Object(_) => left.push(format!("`{name}.{key}`")),
        }
    }
    left
}

fn dated(slide: &Map<String, Value>) -> Dated {
    let (start, end) = (slide.get("start_date"), slide.get("end_date"));
    match (start, end) {
        (Some(Value::String(start)), end) => from_words(start, &scalar(end)),
        _ => from_parts(&parts(start), &parts(end)),
    }
}

fn parts(date: Option<&Value>) -> Parts {
    let part = |key: &str| date.map(|date| scalar(date.get(key))).unwrap_or_default();
    let clock: Vec<String> = ["hour", "minute", "second"].map(part).into_iter().collect();
    let given = clock.iter().take_while(|part| !part.trim().is_empty());
    let time = given.map(|part| format!("{:0>2}", part.trim())).collect::<Vec<_>>().join(":");
    Parts { year: part("year"), month: part("month"), day: part("day"), time }
}

/// A text or a number as it is written; empty where there is neither.
fn scalar(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        _ => String::new(),
    }
}

/// The lane of a slide, as a topic.
fn topic(name: &str) -> Option<String> {
    Some(html::plain(name)).filter(|name| !name.is_empty())
}
