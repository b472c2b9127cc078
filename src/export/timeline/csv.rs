//! The whole timeline as a table (RFC 4180: CRLF, UTF-8, a header): every entry, undated ones too.
//!
//! Owns the columns. Several values of one cell are joined by `; `, a semicolon within one is written
//! `\;`. A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-`, `@`, a tab or a line
//! end: such a cell gets an apostrophe in front, which the import takes off again. The columns of dates have
//! none: a date before the year 1 begins with `-`, can call nothing, and is to be read by programs.

use crate::export::timeline::{Moment, ends};
use crate::model::kind::Kind;
use crate::phrases::Phrases;
use crate::text::edtf::Edtf;

/// The names of the columns, in order.
pub const COLUMNS: [&str; 22] = [
    "id",
    "role",
    "date",
    "earliest",
    "latest",
    "certain",
    "date_words",
    "title",
    "summary",
    "url",
    "source",
    "speaker",
    "position",
    "claim",
    "given_dates",
    "people",
    "organizations",
    "places",
    "topics",
    "sources",
    "passages",
    "note",
];

pub fn csv(phrases: &Phrases, moments: &[Moment]) -> String {
    let mut table = COLUMNS.join(",") + "\r\n";
    for moment in moments {
        let cells: Vec<String> = row(phrases, moment).iter().map(|cell| quoted(cell)).collect();
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    }
    table
}

fn row(phrases: &Phrases, moment: &Moment) -> [String; COLUMNS.len()] {
    let (earliest, latest) = moment.dated().map_or((None, None), ends);
    let given: Vec<String> = moment.given.iter().map(Edtf::to_string).collect();
    let names = |kind| guarded(&joined(moment.concerned(kind)));
    [
        guarded(moment.id),
        moment.role.name().to_owned(),
        moment.own().map(Edtf::to_string).unwrap_or_default(),
        earliest.map(|end| end.day.to_string()).unwrap_or_default(),
        latest.map(|end| end.day.to_string()).unwrap_or_default(),
        moment.date.map(|date| certain(moment, date).to_owned()).unwrap_or_default(),
        moment.date.map(|date| phrases.date(date)).unwrap_or_default(),
        guarded(moment.title),
        guarded(moment.summary),
        guarded(moment.url),
        guarded(moment.source),
        guarded(moment.speaker),
        guarded(moment.position),
        guarded(moment.claim),
        given.join(" "),
        names(Kind::Person),
        names(Kind::Organization),
        names(Kind::Place),
        names(Kind::Topic),
        names(Kind::Source),
        guarded(&joined(moment.passages.iter().map(|(_, address)| address.as_str()))),
        guarded(moment.note),
    ]
}

fn certain(moment: &Moment, date: &Edtf) -> &'static str {
    if date.is_certain() && !moment.disputed && !moment.is_given { "yes" } else { "no" }
}

fn joined<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.map(|value| value.replace('\\', "\\\\").replace(';', "\\;")).collect();
    values.join("; ")
}

/// A cell that no spreadsheet computes. Full-width signs count as the plain ones do in some.
pub(in crate::export) fn guarded(cell: &str) -> String {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    // An apostrophe that was there before is told from ours by a second one.
    let is_formula = cell.trim_start_matches('\'').starts_with(SIGNS);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

/// In quotes where the cell needs them; a negative year too, which says that it is text.
pub(in crate::export) fn quoted(cell: &str) -> String {
    let is_special = cell.contains([',', '"', '\r', '\n', ';', '\t']);
    if is_special || cell.starts_with([' ', '-']) || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
