//! The way in for events: a timeline of another program → events to be written as files, as data.
//!
//! Reads TimelineJS 3 (its JSON, and the table that its spreadsheets are saved as), tables of events with a
//! column for the title and one for the date, and this program's own exports. Takes plain words only: HTML
//! becomes Markdown that holds none. Guesses no date: one that is not plain is left out, kept in the event's
//! note on the date, and told of. What has no field of its own is kept under `extra.imported`; nothing is
//! dropped in silence.

mod dates;
mod file;
mod html;
mod table;
#[cfg(test)]
mod tests;
mod timelinejs;

use std::str::from_utf8;

use crate::import::ImportError;
use crate::import::places::after_mark;
use crate::import::shorten;
use crate::text::edtf::Edtf;
use crate::text::words::one_line;

pub use crate::import::events::file::{slug, text};

/// What a file of events holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Events {
    pub form: Form,
    pub events: Vec<ImportedEvent>,
    /// Records of which no event could be made.
    pub skipped: Vec<Notice>,
    /// Events that come without a date, since theirs could not be read.
    pub undated: Vec<Notice>,
    /// What was left out as it should be, or read in one of several ways.
    pub remarks: Vec<Notice>,
}

/// Whose form a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// TimelineJS JSON.
    Slides,
    /// The table behind a TimelineJS spreadsheet.
    Sheet,
    /// Any other table.
    Table,
}

impl Form {
    /// The name of it, for people.
    pub fn name(self) -> &'static str {
        match self {
            Form::Slides => "TimelineJS JSON",
            Form::Sheet => "a TimelineJS table",
            Form::Table => "a table",
        }
    }
}

/// An event that was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ImportedEvent {
    /// One line of plain text; never empty.
    pub title: String,
    pub date: Option<Edtf>,
    /// Plain text: how the date was given, where the date alone does not say it.
    pub date_note: String,
    /// Plain text on one line.
    pub summary: String,
    /// Markdown.
    pub body: String,
    pub people: Vec<String>,
    pub organizations: Vec<String>,
    pub places: Vec<String>,
    pub topics: Vec<String>,
    /// What has no field of its own, by names in the order of the file.
    pub extra: Vec<(String, String)>,
    /// Where it stands in the file, from 1.
    pub line: usize,
}

/// Something to tell of a place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// From 1.
    pub line: usize,
    /// The title of the record, or its first words; empty where the notice is of the whole file.
    pub what: String,
    pub why: String,
}

/// Reads a file of events, telling its form by what it holds.
///
/// # Errors
/// The place of the fault where the file is not UTF-8, not JSON or no table of events.
pub fn read(bytes: &[u8]) -> Result<Events, ImportError> {
    let text = after_mark(from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?);
    match text.trim_start().chars().next() {
        None => Err(fault(1, 1, "the file is empty", FORMS)),
        Some('<') => Err(fault(1, 1, "this is a web page or XML, not JSON or a table", FORMS)),
        Some('{' | '[') => timelinejs::read(text),
        Some(_) => table::read(text),
    }
}

/// What can be imported, as help.
const FORMS: &str =
    "give TimelineJS JSON, or a table (CSV) with a header that names a column `title` and a column `date`";

fn fault(line: usize, column: usize, message: impl Into<String>, help: &str) -> ImportError {
    ImportError { line, column, message: message.into(), help: help.to_owned() }
}

fn not_utf8(bytes: &[u8], at: usize) -> ImportError {
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let message = if is_wide { "the file is UTF-16, not UTF-8" } else { "the file is not UTF-8" };
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    fault(line, column, message, "save it as UTF-8: spreadsheets offer “CSV UTF-8”")
}

/// An event as a file has it, on the way to an [`ImportedEvent`].
#[derive(Debug, Default)]
struct Record {
    event: ImportedEvent,
    /// Why its date could not be read.
    fault: Option<String>,
}

impl Events {
    fn new(form: Form) -> Events {
        Events { form, events: Vec::new(), skipped: Vec::new(), undated: Vec::new(), remarks: Vec::new() }
    }

    /// Adds an event, if there are words to call it by.
    fn add(&mut self, Record { mut event, fault }: Record) {
        event.settle();
        let line = event.line;
        if event.title.is_empty() {
            let what = event.extra.first().map(|(_, value)| shorten(value)).unwrap_or_default();
            let why = "it has neither a title nor a text".to_owned();
            return self.skipped.push(Notice { line, what, why });
        }
        if let Some(why) = fault {
            self.undated.push(Notice { line, what: shorten(&event.title), why });
        }
        for (name, value) in event.extra.extract_if(.., |(_, value)| value.len() > LONGEST) {
            let why = format!("`{name}` is left out: it has {} characters", value.chars().count());
            self.remarks.push(Notice { line, what: shorten(&event.title), why });
        }
        self.events.push(event);
    }

    fn remark(&mut self, line: usize, what: &str, why: impl Into<String>) {
        self.remarks.push(Notice { line, what: shorten(what), why: why.into() });
    }
}

/// The most bytes of a text in front matter, whose length as a whole is limited: pictures are sometimes
/// written out in full where their address should be.
const LONGEST: usize = 4096;

impl ImportedEvent {
    /// Gives it a title, and brings overlong words from the front matter into the text.
    fn settle(&mut self) {
        self.title = one_line(&self.title);
        self.summary = one_line(&self.summary);
        self.date_note = one_line(&self.date_note);
        if self.title.is_empty() {
            self.title = shorten(if self.summary.is_empty() { &self.body } else { &self.summary });
        }
        for words in [&mut self.date_note, &mut self.summary, &mut self.title] {
            if words.len() > LONGEST {
                let whole = html::escaped(words);
                self.body = if self.body.is_empty() { whole } else { format!("{whole}\n\n{}", self.body) };
                *words = shorten(words);
            }
        }
        self.extra.retain(|(_, value)| !value.trim().is_empty());
    }

    /// Keeps what has no field of its own; a name that is taken is numbered.
    fn keep(&mut self, name: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let is_free = |name: &String| self.extra.iter().all(|(taken, _)| taken != name);
        let free = std::iter::once(name.to_owned()).chain(numbered).find(is_free);
        self.extra.push((free.expect("there are more numbers than values"), value.trim().to_owned()));
    }

    fn note(&mut self, words: &str) {
        if !words.is_empty() {
            let space = if self.date_note.is_empty() { "" } else { " " };
            self.date_note = format!("{}{space}{words}", self.date_note);
        }
    }
}
