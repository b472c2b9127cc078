//! An event as the text of its content file: front matter and text, written as an editor would write it.

use crate::import::events::ImportedEvent;
use crate::text::slug::slugify;
use crate::yaml::scalar::{in_flow, plain_or_quoted};

/// The whole file. What is not known has no line.
pub fn text(event: &ImportedEvent) -> String {
    let mut lines = String::from("---\n");
    let date = event.date.as_ref().map(ToString::to_string).unwrap_or_default();
    push(&mut lines, "title", &event.title);
    push(&mut lines, "date", &date);
    push(&mut lines, "date_note", &event.date_note);
    push(&mut lines, "summary", &event.summary);
    push_list(&mut lines, "people", &event.people);
    push_list(&mut lines, "organizations", &event.organizations);
    push_list(&mut lines, "places", &event.places);
    push_list(&mut lines, "topics", &event.topics);
    if !event.extra.is_empty() {
        lines.push_str("extra:\n  imported:\n");
    }
    for (name, value) in &event.extra {
        lines.push_str("    ");
        push(&mut lines, &plain_or_quoted(name), value);
    }
    lines.push_str("---\n");
    if !event.body.is_empty() {
        lines.push('\n');
        lines.push_str(&event.body);
        lines.push('\n');
    }
    lines
}

/// The name that the file of an event gets, where no other file has it.
pub fn slug(event: &ImportedEvent) -> String {
    let slug = slugify(&event.title);
    if slug.is_empty() { "event".to_owned() } else { slug }
}

fn push(lines: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        lines.push_str(&format!("{name}: {}\n", plain_or_quoted(value)));
    }
}

fn push_list(lines: &mut String, name: &str, values: &[String]) {
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| in_flow(value)).collect();
        lines.push_str(&format!("{name}: [{}]\n", values.join(", ")));
    }
}
