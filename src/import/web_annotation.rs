//! W3C Web Annotations, and this program's own among them, read back as they were.
//!
//! A motivation of the five that notes have gives the kind of the note. `tagging`, `linking` and
//! `replying` are plain from what the annotation holds; every other one makes a comment, and its word is
//! kept as a tag. An annotation of several passages becomes one for each.

use serde_json::Value;

use crate::import::body::{Said, names};
use crate::import::id::{id as entry_id, is_id};
use crate::import::json::{describe, get, id, local, text, text_or_empty, texts};
use crate::import::position::Unit;
use crate::import::selector::{Passage, passage, targets};
use crate::import::{Aside, Imported, Read};
use crate::model::annotation::{Entry, Remark};
use crate::text::address::is_web_address;
use crate::text::edtf::Edtf;
use crate::text::moment::Moment;

/// Reads one annotation.
pub fn read(value: &Value, is_own: bool) -> Read {
    let unit = if is_own { Unit::CodePoints } else { Unit::Unknown };
    let mut said = Said { is_own, ..Said::default() };
    if let Some(words) = text(value, "bodyValue") {
        said.plain(words);
    }
    said.bodies(get(value, "body"));
    compose(value, said, &Manner { prefix: "w-", unit })
}

/// How annotations of one origin are read.
pub struct Manner {
    /// What ids begin with.
    pub prefix: &'static str,
    /// What positions count.
    pub unit: Unit,
}

/// The annotations that a value with these bodies stands for.
pub fn compose(value: &Value, said: Said, manner: &Manner) -> Read {
    if !value.is_object() {
        return Read::skip(value.to_string(), format!("{} is no annotation", describe(value)));
    }
    let words = said.notes.first().or(said.tags.first()).cloned().unwrap_or_default();
    let Some(target) = get(value, "target") else {
        return Read::skip(words, "it has no `target`");
    };
    let mut read = Read::default();
    let (entry, asides) = entry(value, said, manner);
    read.skipped = asides;
    for (at, target) in targets(target).into_iter().enumerate() {
        match passage(target, manner.unit) {
            Ok(found) if found.quote.exact.trim().is_empty() && !manner.is_own() => {
                read.skipped.push(Aside {
                    what: words.clone(),
                    why: "the words of its passage are empty".to_owned(),
                });
            }
            Ok(found) => read.annotations.push(imported(&entry, found, target, at)),
            Err(why) => read.skipped.push(Aside { what: words.clone(), why }),
        }
    }
    if read.annotations.is_empty() && read.skipped.is_empty() {
        return Read::skip(words, "its `target` is empty");
    }
    read
}

impl Manner {
    /// Only own annotations are known to count characters.
    fn is_own(&self) -> bool {
        self.unit == Unit::CodePoints
    }
}

/// The entry without a passage, and what was left out of it.
fn entry(value: &Value, said: Said, manner: &Manner) -> (Entry, Vec<Aside>) {
    let (kind, more_tags) = kind(value, &said);
    let Said { notes, mut tags, by, created, evidence, mut asides, is_own, .. } = said;
    if !is_own {
        tags.extend(more_tags);
    }
    let date = date(value, &created, is_own, &mut asides);
    let mut entry = Entry { note: notes.join("\n\n"), tags, kind, date, ..evidence };
    entry.by = author(value, by, is_own);
    let iri = id(value).unwrap_or_default();
    entry.id = match iri.rsplit_once("#a-") {
        Some((_, own)) if is_own && is_id(own) => own.to_owned(),
        Some((_, "")) if is_own => String::new(),
        _ => entry_id(manner.prefix, iri),
    };
    let via = texts(value, "via").find(|via| is_own || is_web_address(via)).unwrap_or_default();
    let is_kept = is_web_address(iri) || iri.starts_with("urn:");
    entry.origin = if is_own || !is_kept { via.to_owned() } else { iri.to_owned() };
    (entry, asides)
}

/// Who made it; those who made its bodies, where that is all that is told.
fn author(value: &Value, mut bodies: Vec<String>, is_own: bool) -> String {
    let creator = get(value, "creator");
    if is_own {
        return creator.map(|creator| text_or_empty(creator, "name")).unwrap_or_default().to_owned();
    }
    let names: Vec<String> = names(creator).collect();
    bodies.dedup();
    if names.is_empty() { bodies.join(", ") } else { names.join(", ") }
}

fn imported(entry: &Entry, found: Passage, target: &Value, at: usize) -> Imported {
    let number = |key: &str| get(target, key)?.as_u64().and_then(|number| u32::try_from(number).ok());
    let mut entry = entry.clone();
    (entry.quote, entry.prefix, entry.suffix) = (found.quote.exact, found.quote.prefix, found.quote.suffix);
    entry.paragraph = number("archive:paragraph");
    entry.start = number("archive:start");
    if at > 0 && !entry.id.is_empty() {
        entry.id = format!("{}-{}", entry.id, at + 1);
    }
    Imported { entry, target: found.source, position: found.position }
}

/// The kind of the note, and the words of motivations that are no kind.
fn kind(value: &Value, said: &Said) -> (Remark, Vec<String>) {
    const PLAIN: [&str; 3] = ["tagging", "linking", "replying"];
    let motivations: Vec<&str> =
        texts(value, "motivation").chain(texts(value, "motivatedBy")).map(local).collect();
    // Elsewhere, an annotation that links says what with.
    let is_kind = |remark: &Remark| said.is_own || *remark != Remark::Evidence;
    let known = motivations.iter().filter_map(|word| Remark::of_motivation(word)).filter(is_kind);
    let known: Vec<Remark> = known.collect();
    let others =
        motivations.iter().filter(|word| Remark::of_motivation(word).is_none() && !PLAIN.contains(word));
    let others: Vec<String> = others
        .map(|word| (*word).to_owned())
        .filter(|word| !word.is_empty() && !said.tags.contains(word))
        .collect();
    let spoken = known.iter().copied().find(|remark| *remark != Remark::Highlight);
    let is_highlight = known.contains(&Remark::Highlight) || said.is_empty() && motivations.is_empty();
    let kind = match (spoken, is_highlight, said.remark) {
        (Some(remark), _, _) => remark,
        (None, true, _) => Remark::Highlight,
        (None, false, remark) => remark.unwrap_or_default(),
    };
    (kind, others)
}

/// When the note was made, as EDTF: in UTC, to the second. An own annotation keeps its date as it was.
fn date(value: &Value, created: &str, is_own: bool, asides: &mut Vec<Aside>) -> String {
    if let Some(own) = text(value, "archive:date").filter(|_| is_own) {
        return own.to_owned();
    }
    let given = [text_or_empty(value, "created"), created, text_or_empty(value, "modified")];
    let given = given.into_iter().find(|date| !date.is_empty()).unwrap_or_default();
    match Moment::parse(given.trim()) {
        Some(moment) if is_own && moment.is_midnight() => moment.day().to_string(),
        Some(moment) => moment.to_string(),
        None if given.is_empty() || Edtf::parse(given).is_ok() => given.to_owned(),
        None => {
            asides.push(Aside {
                what: given.to_owned(),
                why: "its date cannot be read, and was left out".to_owned(),
            });
            String::new()
        }
    }
}
