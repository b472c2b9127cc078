//! Records as CSL-JSON 1.0, which Zotero, Pandoc and citeproc read.
//!
//! Owns the fields. Each object is valid by the schema of CSL 1.0.2: an approximate or uncertain date has
//! `circa`, any that its parts do not exhaust has its words as `literal`, and its EDTF is in `note`.

use serde::Serialize;

use crate::export::citation::date::{Certain, certain, is_plain, remark, unmarked, words};
use crate::export::citation::name::{Name, name};
use crate::export::citation::record::{Author, Dated, Record};

/// Writes a `.json` file: an array of the records in their order.
pub fn csl_json<'a>(records: impl IntoIterator<Item = Record<'a>>) -> String {
    let texts: Vec<Texts> = records.into_iter().map(|record| Texts { note: note(&record), record }).collect();
    let items: Vec<Item<'_>> = texts.iter().map(Texts::item).collect();
    let mut json = serde_json::to_string_pretty(&items).expect("keys are texts and no value can fail");
    json.push('\n');
    json
}

struct Texts<'a> {
    record: Record<'a>,
    note: String,
}

impl Texts<'_> {
    fn item(&self) -> Item<'_> {
        let record = &self.record;
        let url = record.address();
        Item {
            id: if record.key.is_empty() { "record" } else { record.key },
            kind: record.kind.csl(),
            title: record.title,
            author: record.authors.iter().filter_map(person).collect(),
            container_title: record.outlet,
            issued: record.date.and_then(date),
            accessed: record.accessed.filter(|_| !url.is_empty()).and_then(date),
            url,
            language: record.lang,
            archive: record.archive_title,
            archive_location: record.archive_url,
            note: &self.note,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    container_title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(rename = "URL", skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    archive: &'a str,
    // The one name in CSL with an underscore.
    #[serde(rename = "archive_location", skip_serializing_if = "str::is_empty")]
    archive_location: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Person<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    family: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    given: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    non_dropping_particle: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    date_parts: Vec<Vec<i64>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    literal: String,
}

fn person<'a>(author: &Author<'a>) -> Option<Person<'a>> {
    let none = Person { family: "", given: "", non_dropping_particle: "", suffix: "", literal: "" };
    Some(match name(author)? {
        Name::Whole(literal) => Person { literal, ..none },
        Name::Person { given, particle, family, suffix } => {
            Person { family, given, non_dropping_particle: particle, suffix, ..none }
        }
    })
}

/// The date of a field; none where nothing is known of it.
fn date(date: Dated<'_>) -> Option<Date> {
    if date.edtf.is_unknown() {
        return None;
    }
    if is_plain(date.edtf) {
        return Some(Date { date_parts: spread(certain(date.edtf)), circa: false, literal: String::new() });
    }
    let circa = date.edtf.is_approximate() || date.edtf.is_uncertain();
    if let Some(day) = unmarked(date.edtf).filter(|_| circa) {
        return Some(Date { date_parts: spread(day), circa, literal: String::new() });
    }
    Some(Date { date_parts: spread(certain(date.edtf)), circa, literal: words(date) })
}

fn spread(parts: Certain) -> Vec<Vec<i64>> {
    let year = parts.year.filter(|year| *year != 0);
    let parts = [year, parts.month.map(i64::from), parts.day.map(i64::from)];
    let parts: Vec<i64> = parts.into_iter().map_while(|part| part).collect();
    if parts.is_empty() { Vec::new() } else { vec![parts] }
}

fn note(record: &Record<'_>) -> String {
    let via = (!record.via.is_empty()).then(|| format!("via {}", record.via.join(", ")));
    let date = record.date.filter(|date| !date.edtf.is_unknown() && !is_plain(date.edtf));
    let archived = Some(record.archived_url).filter(|url| !url.is_empty() && *url != record.address());
    let notes =
        [via, date.map(|date| remark("published", date)), archived.map(|url| format!("archived at {url}"))];
    notes.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
