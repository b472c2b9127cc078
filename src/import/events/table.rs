//! Events in a table: CSV, semicolons or tabs between the cells, the first line naming the columns.
//!
//! Owns the names of columns: those of TimelineJS's spreadsheets, those of this program's own export, and
//! the plain ones (`title`, `date` or `start` and `end`, `summary`, `text`, `people`, `places`, …). Columns
//! of other names are not taken, and told of. A cell is plain text, but for the headline and text of
//! a TimelineJS table, which are HTML.

use csv::{ReaderBuilder, StringRecord};

use crate::import::ImportError;
use crate::import::events::dates::{Dated, Parts, from_parts, from_words, month_first, shown};
use crate::import::events::{Events, Form, ImportedEvent, Notice, Record, fault, html};
use crate::import::shorten;
use crate::model::timeline::Role;
use crate::text::near::nearest;
use crate::text::slug::slugify;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    Start,
    End,
    /// A part of the date: year, month, day, time; then those of its end.
    Part(usize),
    Shown,
    Title,
    Summary,
    Text,
    DateNote,
    People,
    Organizations,
    Places,
    Topics,
    /// Topics between commas.
    Tags,
    Kind,
    /// Kept under that name.
    Extra(&'static str),
    /// Says nothing that the other columns of this program's own table do not.
    Derived,
    Role,
}

/// Every name that a column can have: small letters, spaces.
const NAMES: [(&str, Column); 76] = [
    ("title", Column::Title),
    ("headline", Column::Title),
    ("name", Column::Title),
    ("event", Column::Title),
    ("date", Column::Date),
    ("edtf", Column::Date),
    ("when", Column::Date),
    ("event date", Column::Date),
    ("start", Column::Start),
    ("start date", Column::Start),
    ("from", Column::Start),
    ("begin", Column::Start),
    ("end", Column::End),
    ("end date", Column::End),
    ("to", Column::End),
    ("until", Column::End),
    ("year", Column::Part(0)),
    ("month", Column::Part(1)),
    ("day", Column::Part(2)),
    ("time", Column::Part(3)),
    ("end year", Column::Part(4)),
    ("end month", Column::Part(5)),
    ("end day", Column::Part(6)),
    ("end time", Column::Part(7)),
    ("display date", Column::Shown),
    ("date note", Column::DateNote),
    ("summary", Column::Summary),
    ("text", Column::Text),
    ("description", Column::Text),
    ("body", Column::Text),
    ("details", Column::Text),
    ("content", Column::Text),
    ("people", Column::People),
    ("person", Column::People),
    ("persons", Column::People),
    ("organizations", Column::Organizations),
    ("organisations", Column::Organizations),
    ("organization", Column::Organizations),
    ("organisation", Column::Organizations),
    ("places", Column::Places),
    ("place", Column::Places),
    ("location", Column::Places),
    ("locations", Column::Places),
    ("topics", Column::Topics),
    ("topic", Column::Topics),
    ("group", Column::Topics),
    ("tag", Column::Topics),
    ("category", Column::Topics),
    ("tags", Column::Tags),
    ("keywords", Column::Tags),
    ("categories", Column::Tags),
    ("type", Column::Kind),
    ("url", Column::Extra("url")),
    ("link", Column::Extra("url")),
    ("source", Column::Extra("source")),
    ("sources", Column::Extra("sources")),
    ("note", Column::Extra("note")),
    ("notes", Column::Extra("note")),
    ("id", Column::Extra("id")),
    ("media", Column::Extra("media")),
    ("media credit", Column::Extra("media_credit")),
    ("media caption", Column::Extra("media_caption")),
    ("media thumbnail", Column::Extra("media_thumbnail")),
    ("alt text", Column::Extra("media_alt")),
    ("background", Column::Extra("background")),
    // Of this program's own table.
    ("given dates", Column::Extra("given_dates")),
    ("passages", Column::Extra("passages")),
    ("speaker", Column::Extra("speaker")),
    ("position", Column::Extra("position")),
    ("claim", Column::Extra("claim")),
    ("role", Column::Role),
    ("earliest", Column::Derived),
    ("latest", Column::Derived),
    ("certain", Column::Derived),
    ("date words", Column::Derived),
    ("coordinates", Column::Extra("coordinates")),
];

/// Reads a file that is a table.
pub fn read(text: &str) -> Result<Events, ImportError> {
    let (text, offset) = after_separator_line(text);
    let delimiter = delimiter(text);
    if let Some(line) = open_quote(text, delimiter) {
        let help = "close it with `\"`; a quote within a cell is written twice, `\"\"`";
        return Err(fault(line + offset, 1, "a cell begins with a quote that is never closed", help));
    }
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().cloned().map_err(|error| unreadable(&error, offset))?;
    let table = Table::of(&header, offset + 1)?;
    let mut events = Events::new(table.form());
    table.tell_of_strangers(&mut events);
    let mut others = [0_usize; Role::ALL.len()];
    for row in reader.records() {
        let row = row.map_err(|error| unreadable(&error, offset))?;
        let line = row.position().map_or(1, |place| place.line() as usize) + offset;
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match table.other_role(&row) {
            Some(role) => others[role as usize] += 1,
            None => table.read_row(&row, line, &mut events),
        }
    }
    events.leave_out(others);
    Ok(events)
}

impl Events {
    /// Tells of records of this program's own that are no events, by their roles.
    pub(super) fn leave_out(&mut self, counts: [usize; Role::ALL.len()]) {
        for (role, count) in Role::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            self.remark(0, "", format!("{count} of role `{}`: only events are imported", role.name()));
        }
    }
}

/// Spreadsheets write `sep=;` before the header; the text behind it, and how many lines that is.
fn after_separator_line(text: &str) -> (&str, usize) {
    match text.split_once('\n') {
        Some((first, rest)) if first.to_ascii_lowercase().starts_with("sep=") => (rest, 1),
        _ => (text, 0),
    }
}

/// What stands between the cells: the one of comma, semicolon and tab that the header has most of.
fn delimiter(text: &str) -> u8 {
    let mut in_quotes = false;
    let mut counts = [(0_usize, b','), (0, b';'), (0, b'\t')];
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' | b'\r' if !in_quotes => break,
            _ if in_quotes => {}
            _ => counts.iter_mut().filter(|(_, known)| *known == byte).for_each(|(count, _)| *count += 1),
        }
    }
    // The first of several that are equal: a comma, where there is but one column.
    counts.iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, delimiter)| *delimiter)
}

/// The line of a quote that opens a cell and is never closed: the rest of the file would be one cell.
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut opened) = (1, None);
    let mut before = b'\n';
    for byte in text.bytes() {
        let begins_cell = before == delimiter || matches!(before, b'\n' | b'\r');
        match (opened, byte) {
            (None, b'"') if begins_cell || before == b'"' => opened = Some(line),
            (Some(_), b'"') => opened = None,
            _ => {}
        }
        line += usize::from(byte == b'\n');
        // A quote that follows a closing one goes on with the same cell.
        before = if opened.is_some() { 0 } else { byte };
    }
    opened
}

fn unreadable(error: &csv::Error, offset: usize) -> ImportError {
    let line = error.position().map_or(1, |place| place.line() as usize) + offset;
    fault(line, 1, format!("this is no table: {error}"), "save it as CSV again")
}

/// The columns of a file.
struct Table {
    columns: Vec<(String, Option<Column>)>,
    /// The line of the header.
    line: usize,
}

impl Table {
    fn of(header: &StringRecord, line: usize) -> Result<Table, ImportError> {
        let mut columns: Vec<(String, Option<Column>)> =
            header.iter().map(|name| (name.trim().to_owned(), known(name))).collect();
        let has =
            |columns: &[(String, Option<Column>)], column| columns.iter().any(|(_, c)| *c == Some(column));
        let is_own = has(&columns, Column::Role) && has(&columns, Column::Derived);
        for (name, column) in &mut columns {
            match (name.as_str(), is_own) {
                ("id", true) => *column = Some(Column::Derived),
                ("note", true) => *column = Some(Column::DateNote),
                (_, false) if matches!(column, Some(Column::Role | Column::Derived)) => *column = None,
                _ => {}
            }
        }
        let table = Table { columns, line };
        let says = [Column::Title, Column::Text, Column::Summary];
        if says.into_iter().any(|column| table.has(column)) { Ok(table) } else { Err(table.no_title()) }
    }

    fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|(_, known)| *known == Some(column))
    }

    fn form(&self) -> Form {
        let is_sheet = self.columns.iter().any(|(name, _)| plain(name) == "headline")
            && (self.has(Column::Part(0)) || self.has(Column::Start));
        if is_sheet { Form::Sheet } else { Form::Table }
    }

    fn no_title(&self) -> ImportError {
        let names: Vec<String> =
            self.columns.iter().map(|(name, _)| format!("`{}`", shorten(name))).collect();
        let near = self.columns.iter().find_map(|(name, _)| {
            let near = nearest(&plain(name), ["title", "headline", "name", "event"])?;
            Some(format!("did you mean `{near}` by `{}`?", shorten(name)))
        });
        let help = near.unwrap_or_else(|| {
            "the first line has to name the columns: `title` and `date`, and others as there are".to_owned()
        });
        fault(self.line, 1, format!("no column is a title, of {}", names.join(", ")), &help)
    }

    fn tell_of_strangers(&self, events: &mut Events) {
        for (name, _) in self.columns.iter().filter(|(name, column)| column.is_none() && !name.is_empty()) {
            let near = nearest(&plain(name), NAMES.iter().map(|(known, _)| *known));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            events.remark(self.line, "", format!("the column `{}` is not taken{hint}", shorten(name)));
        }
    }

    /// The role of a row of this program's own table that is no event.
    fn other_role(&self, row: &StringRecord) -> Option<Role> {
        let at = self.columns.iter().position(|(_, column)| *column == Some(Column::Role))?;
        Role::of_name(row.get(at)?.trim()).filter(|role| *role != Role::Happened)
    }

    fn read_row(&self, row: &StringRecord, line: usize, events: &mut Events) {
        let mut cells = Cells { is_html: events.form == Form::Sheet, ..Cells::default() };
        cells.event.line = line;
        for ((name, column), cell) in self.columns.iter().zip(row) {
            if let Some(column) = column {
                cells.take(*column, name, unguarded(cell.trim()));
            }
        }
        if cells.kind == "title" {
            return events.remark(line, &cells.event.title, "the title of the timeline is no event");
        }
        let beyond: Vec<&str> =
            row.iter().skip(self.columns.len()).filter(|cell| !cell.trim().is_empty()).collect();
        let record = cells.record();
        let what = shorten(&record.event.title);
        events.add(record);
        if !beyond.is_empty() {
            let why = format!(
                "of the row, which has more cells than the header has columns, “{}”: a cell with a comma wants quotes",
                shorten(&beyond.join(" "))
            );
            events.skipped.push(Notice { line, what, why });
        }
    }
}

/// The cells of a row, as they are taken.
#[derive(Default)]
struct Cells {
    event: ImportedEvent,
    is_html: bool,
    kind: String,
    date: String,
    start: String,
    end: String,
    parts: [String; 8],
    shown: String,
}

impl Cells {
    fn take(&mut self, column: Column, name: &str, cell: &str) {
        if cell.is_empty() {
            return;
        }
        let event = &mut self.event;
        match column {
            Column::People => return event.people.extend(listed(cell, ';')),
            Column::Organizations => return event.organizations.extend(listed(cell, ';')),
            Column::Places => return event.places.extend(listed(cell, ';')),
            Column::Topics => return event.topics.extend(listed(cell, ';')),
            Column::Tags => {
                return event.topics.extend(listed(cell, if cell.contains(';') { ';' } else { ',' }));
            }
            Column::Extra(name) => return event.keep(name, cell),
            Column::Derived | Column::Role => return,
            _ => {}
        }
        let is_html = self.is_html;
        let (place, value) = match column {
            Column::Title if is_html => (&mut event.title, html::plain(cell)),
            Column::Text if is_html => (&mut event.body, html::markdown(cell)),
            Column::Text => (&mut event.body, html::escaped(cell)),
            Column::Title => (&mut event.title, cell.to_owned()),
            Column::Summary => (&mut event.summary, cell.to_owned()),
            Column::DateNote => (&mut event.date_note, cell.to_owned()),
            Column::Kind => (&mut self.kind, cell.to_lowercase()),
            Column::Date => (&mut self.date, cell.to_owned()),
            Column::Start => (&mut self.start, cell.to_owned()),
            Column::End => (&mut self.end, cell.to_owned()),
            Column::Part(number) => (&mut self.parts[number], cell.to_owned()),
            _ => (&mut self.shown, cell.to_owned()),
        };
        // Of two columns for one thing the first is taken, and the other is kept.
        if place.is_empty() {
            *place = value;
        } else if *place != value {
            event.keep(&slugify(name), cell);
        }
    }

    fn record(mut self) -> Record {
        let mut dated = self.dated();
        shown(&mut dated, &html::plain(&self.shown));
        self.event.date = dated.date;
        self.event.note(&dated.note);
        self.event.keep("type", &self.kind);
        Record { event: self.event, fault: dated.fault }
    }

    fn dated(&self) -> Dated {
        let [year, month, day, time, end @ ..] = &self.parts;
        let start = Parts { year: year.clone(), month: month.clone(), day: day.clone(), time: time.clone() };
        let [year, month, day, time] = end;
        let end = Parts { year: year.clone(), month: month.clone(), day: day.clone(), time: time.clone() };
        let begins = if self.date.is_empty() { &self.start } else { &self.date };
        if begins.is_empty() && self.end.is_empty() {
            return from_parts(&start, &end);
        }
        let first = month_first(begins).filter(|_| self.is_html);
        let last = if self.end.is_empty() { Some(Parts::default()) } else { month_first(&self.end) };
        match (first, last) {
            (Some(first), Some(last)) => from_parts(&Parts { time: start.time, ..first }, &last),
            _ => {
                let mut dated = from_words(begins, &self.end);
                let time = start.time.trim();
                if !time.is_empty() {
                    dated.note = format!("{} Time: {time}.", dated.note).trim().to_owned();
                }
                dated
            }
        }
    }
}

fn known(name: &str) -> Option<Column> {
    let name = plain(name);
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

/// A column's name in small letters, with single spaces.
fn plain(name: &str) -> String {
    let spaced = name.to_lowercase().replace(['_', '-', '.'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
fn unguarded(cell: &str) -> &str {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let is_guarded = cell.trim_start_matches('\'').starts_with(SIGNS);
    if is_guarded { cell.strip_prefix('\'').unwrap_or(cell) } else { cell }
}

/// The values of a cell; `\` before a character takes away its meaning.
fn listed(cell: &str, separator: char) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        let last = values.last_mut().expect("there is always a value");
        match character {
            '\\' => match characters.next() {
                Some(next @ ('\\' | ';')) => last.push(next),
                Some(next) => last.extend(['\\', next]),
                None => last.push('\\'),
            },
            _ if character == separator => values.push(String::new()),
            _ => last.push(character),
        }
    }
    let trimmed = values.iter().map(|value| value.trim().to_owned());
    trimmed.filter(|value| !value.is_empty()).collect()
}
