//! `archive import events`: the events of another program's timeline as files in `content/events/`.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::cli::desk::Desk;
use crate::cli::{Ended, Failure, Globals};
use crate::config::CONTENT;
use crate::import::ImportError;
use crate::import::events::{self, Events, ImportedEvent, Notice};
use crate::model::draft::{Details, Record};
use crate::model::kind::Kind;
use crate::parse::slug_of;
use crate::report::plural;
use crate::text::fold::fold;
use crate::text::words::one_line;

pub fn run(globals: &Globals, file: &Path) -> Result<Ended, Failure> {
    let bytes =
        fs::read(file).map_err(|error| Failure::new(format!("cannot read `{}`: {error}", file.display())))?;
    let read = events::read(&bytes).map_err(|error| unreadable(file, &bytes, &error))?;
    let desk = Desk::open(globals)?;
    let mut shelf = Shelf::of(&desk);
    for event in &read.events {
        shelf.put(event)?;
    }
    tell(file, &read);
    say!("{}", shelf.summary(&read));
    let is_whole = read.skipped.is_empty() && read.undated.is_empty();
    Ok(if is_whole { Ended::Well } else { Ended::WithProblems })
}

fn unreadable(file: &Path, bytes: &[u8], error: &ImportError) -> Failure {
    let text = String::from_utf8_lossy(bytes);
    let line = one_line(text.lines().nth(error.line - 1).unwrap_or_default());
    let line: String = line.chars().take(100).collect();
    let shown = if line.is_empty() { String::new() } else { format!("\n  | {line}") };
    let place = format!("{}:{}:{}", file.display(), error.line, error.column);
    Failure::new(format!("{place}: {}{shown}", error.message)).help(error.help.clone())
}

fn tell(file: &Path, read: &Events) {
    for notice in &read.remarks {
        say!("{}", sentence(file, "note", notice));
    }
    for notice in &read.undated {
        say!("{}; its words are in `date_note`: add a `date` to the file", sentence(file, "no date", notice));
    }
    for notice in &read.skipped {
        say!("{}", sentence(file, "not imported", notice));
    }
}

fn sentence(file: &Path, label: &str, notice: &Notice) -> String {
    let place = if notice.line > 0 { format!(":{}", notice.line) } else { String::new() };
    let what = one_line(&notice.what);
    let what = if what.is_empty() { String::new() } else { format!("“{what}”: ") };
    format!("{}{place}: {label}: {what}{}", file.display(), notice.why)
}

/// The events of the archive, and the folder that new ones go into.
struct Shelf {
    folder: PathBuf,
    /// Titles and dates, as they were before.
    known: HashSet<(String, String)>,
    /// Titles, whatever the date: an event without a date is there already once an editor has found its date.
    titles: HashSet<String>,
    /// The events of this run, so that one that stands in the file twice is written once.
    written: HashSet<ImportedEvent>,
    slugs: HashSet<String>,
    made: usize,
    there: usize,
}

impl Shelf {
    fn of(desk: &Desk) -> Shelf {
        let records: Vec<&Record> = desk.dossiers.iter().map(|dossier| &dossier.draft.record).collect();
        let events = || records.iter().filter(|record| record.kind == Kind::Event);
        Shelf {
            folder: desk.folder.root.join(CONTENT).join(Kind::Event.folder()),
            known: events().map(|record| (fold(&record.title.value), date_of(record))).collect(),
            titles: events().map(|record| fold(&record.title.value)).collect(),
            written: HashSet::new(),
            slugs: events()
                .flat_map(|record| [record.slug.value.clone(), slug_of(&record.path).to_string()])
                .collect(),
            made: 0,
            there: 0,
        }
    }

    /// Writes an event, unless it is there already.
    fn put(&mut self, event: &ImportedEvent) -> Result<(), Failure> {
        let title = fold(&event.title);
        let is_known = match &event.date {
            Some(date) => self.known.contains(&(title, date.to_string())),
            None => self.titles.contains(&title),
        };
        let nameless = ImportedEvent { line: 0, ..event.clone() };
        if is_known || self.written.contains(&nameless) {
            self.there += 1;
            return Ok(());
        }
        self.written.insert(nameless);
        self.made += 1;
        let text = events::text(event);
        let wanted = events::slug(event);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        for slug in std::iter::once(wanted.clone()).chain(numbered) {
            if self.slugs.contains(&slug) || self.folder.join(&slug).exists() {
                continue;
            }
            self.slugs.insert(slug.clone());
            if self.write(&slug, &text)? {
                break;
            }
        }
        Ok(())
    }

    /// Writes a new file; tells whether there was none of that name.
    fn write(&self, slug: &str, text: &str) -> Result<bool, Failure> {
        let path = self.folder.join(format!("{slug}.md"));
        let shown = format!("{CONTENT}/{}/{slug}.md", Kind::Event.folder());
        let cannot = |error| Failure::new(format!("cannot write `{shown}`: {error}"));
        fs::create_dir_all(&self.folder).map_err(cannot)?;
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        match file.and_then(|mut file| file.write_all(text.as_bytes())) {
            Ok(()) => {
                say!("made {shown}");
                Ok(true)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(cannot(error)),
        }
    }

    fn summary(&self, read: &Events) -> String {
        let mut parts = vec![format!("imported {} from {}", plural(self.made, "event"), read.form.name())];
        let others = [
            (self.there, "there already"),
            (read.undated.len(), "with a date that could not be read"),
            (read.skipped.len(), "not imported"),
        ];
        let told = others.iter().filter(|(count, _)| *count > 0);
        parts.extend(told.map(|(count, what)| format!("{count} {what}")));
        parts.join(", ")
    }
}

fn date_of(record: &Record) -> String {
    match &record.details {
        Details::Event(event) => event.date.as_ref().map(ToString::to_string).unwrap_or_default(),
        _ => String::new(),
    }
}
