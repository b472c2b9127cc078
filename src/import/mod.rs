//! The ways in: annotations of other programs → entries of a sidecar, and timelines of other programs →
//! events (see [`events`]), as data.
//!
//! Of annotations, reads what Hypothes.is gives (its API and its client's export), what Recogito gives,
//! and W3C Web Annotations, this program's own among them. Nothing is dropped in silence: what cannot
//! become an entry is listed with the reason. Nothing is looked up and nothing is written; whether
//! a passage stands in an article's text is for later to find. An annotation that names a passage by
//! anything but its words is not taken: it could only be attached unseen.

mod body;
mod detect;
pub mod events;
mod hypothesis;
mod id;
mod json;
mod places;
mod position;
pub mod reanchor;
mod recogito;
mod selector;
pub mod sidecar;
mod web_annotation;

use std::collections::HashMap;
use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::mem::take;

use crate::import::detect::{Batch, batches};
use crate::import::places::{Places, after_mark};
use crate::model::annotation::Entry;
use crate::text::hash::Hash;
use crate::text::words::one_line;

pub use crate::import::position::{TextPosition, Unit, place};

/// What a file of annotations holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    pub format: Format,
    pub annotations: Vec<Imported>,
    /// What could not become an annotation or a part of one.
    pub skipped: Vec<Skipped>,
}

/// Whose form a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Hypothesis,
    Recogito,
    WebAnnotation,
}

impl Format {
    /// The name of it, for people.
    pub fn name(self) -> &'static str {
        match self {
            Format::Hypothesis => "Hypothes.is",
            Format::Recogito => "Recogito",
            Format::WebAnnotation => "W3C Web Annotation",
        }
    }
}

/// An annotation that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub entry: Entry,
    /// The address of the annotated page, as given; empty where none is given.
    pub target: String,
    /// Where the passage stood: a hint, in the text of that page and not of the article.
    pub position: Option<TextPosition>,
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The annotation's id; its number in the file (from 1) where it has none.
    pub which: String,
    /// Its words, shortened.
    pub what: String,
    pub why: String,
    /// Where it stands in the file, both from 1; the column in characters.
    pub line: usize,
    pub column: usize,
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub message: String,
    pub help: String,
}

impl Display for ImportError {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        write!(out, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

impl Error for ImportError {}

/// Reads a file of annotations, telling its form by what it holds.
///
/// # Errors
/// The place of the fault where the file is not JSON, and what was found where it is not of a known form.
pub fn read(text: &str) -> Result<Import, ImportError> {
    let text = after_mark(text);
    let value = json::parse(text)?;
    let (format, batches) = batches(&value).map_err(|shape| shape.error(text))?;
    let mut import = Import { format, annotations: Vec::new(), skipped: Vec::new() };
    let mut places = Vec::new();
    let mut number = 0;
    for batch in &batches {
        read_batch(batch, text, &mut number, &mut import, &mut places);
    }
    import.settle_ids(&places);
    Ok(import)
}

/// `found` is where each annotation stands that was read.
fn read_batch(
    batch: &Batch,
    text: &str,
    number: &mut usize,
    import: &mut Import,
    found: &mut Vec<(usize, usize)>,
) {
    let mut places = Places::new(text, &batch.path, batch.is_list);
    for item in &batch.items {
        *number += 1;
        let read = match import.format {
            Format::Hypothesis => hypothesis::read(item, batch),
            Format::Recogito => recogito::read(item),
            Format::WebAnnotation => web_annotation::read(item, batch.is_own),
        };
        let (line, column) = places.next();
        let which = json::id(item).map_or_else(|| format!("number {number}"), str::to_owned);
        import.annotations.extend(read.annotations);
        found.resize(import.annotations.len(), (line, column));
        let skipped = read.skipped.into_iter().map(|Aside { what, why }| {
            let (which, what) = (which.clone(), shorten(&what));
            Skipped { which, what, why, line, column }
        });
        import.skipped.extend(skipped);
    }
    for page in &batch.elsewhere {
        let (line, column) = Places::new(text, &batch.path, false).next();
        let why = "more annotations stand in another file: download it and import it too".to_owned();
        let what = (*page).to_owned();
        import.skipped.push(Skipped { which: "next page".to_owned(), what, why, line, column });
    }
}

/// What one annotation of a file gives.
#[derive(Debug, Default)]
struct Read {
    annotations: Vec<Imported>,
    skipped: Vec<Aside>,
}

impl Read {
    fn skip(what: impl Into<String>, why: impl Into<String>) -> Read {
        Read { annotations: Vec::new(), skipped: vec![Aside { what: what.into(), why: why.into() }] }
    }
}

/// Something left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Aside {
    what: String,
    why: String,
}

impl Import {
    /// Gives each annotation of a page an id of its own: one without gets it from its words, and so does
    /// one whose id another one of the same page has. What stands in the file twice is taken once.
    fn settle_ids(&mut self, places: &[(usize, usize)]) {
        let mut seen: HashMap<(String, String), usize> = HashMap::new();
        let mut kept: Vec<Imported> = Vec::with_capacity(self.annotations.len());
        for (mut imported, place) in take(&mut self.annotations).into_iter().zip(places) {
            if imported.entry.id.is_empty() {
                imported.entry.id = format!("w-{}", fingerprint(&imported).short(12));
            }
            let key = |imported: &Imported| (imported.target.clone(), imported.entry.id.clone());
            let same = seen.get(&key(&imported)).copied();
            if same.is_some_and(|at| kept[at] != imported) {
                imported.entry.id = format!("{}-{}", imported.entry.id, fingerprint(&imported).short(8));
            }
            if seen.contains_key(&key(&imported)) {
                self.skipped.push(twice(&imported, *place));
                continue;
            }
            seen.insert(key(&imported), kept.len());
            kept.push(imported);
        }
        self.annotations = kept;
    }
}

fn twice(imported: &Imported, (line, column): (usize, usize)) -> Skipped {
    let (which, what) = (imported.entry.id.clone(), shorten(&imported.entry.quote));
    Skipped { which, what, why: "it stands in the file twice".to_owned(), line, column }
}

fn fingerprint(imported: &Imported) -> Hash {
    let Entry { quote, prefix, suffix, note, by, date, origin, tags, .. } = &imported.entry;
    let parts = [&imported.target, quote, prefix, suffix, note, by, date, origin];
    Hash::of_parts(parts.into_iter().chain(tags).map(|part| part.as_bytes()))
}

/// The first words of a text, on one line.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = one_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
