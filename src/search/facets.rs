//! What the files hold beside words: the root, records of documents, their lengths, dates and facets.

use std::fmt::Write;

use crate::model::archive::ItemId;
use crate::model::kind::Kind;
use crate::search::bind::Binder;
use crate::search::code::{push_length, push_number, push_signed, push_text};
use crate::search::documents::{Block, Library, Span};
use crate::search::files::{Content, HASH, Index, Name, Role, Shard};
use crate::search::layout::{Field, VERSION, length_class};
use crate::search::part::Part;
use crate::text::edtf::{Edtf, Group};

/// How many bytes of records a file has at least, not packed: a report, or some short pages.
const RECORDS: usize = 4 * 1024;

/// How many files of records one directory lists.
const IN_A_DIRECTORY: usize = 256;

/// The kinds by which results can be narrowed down, in the order of their files; languages come last.
pub const FACETS: [Kind; 5] = Kind::ENTITIES;

/// Makes the remaining files, and the root that leads to all.
pub fn finish(library: &Library<'_>, parts: &[Part], runs: Vec<Binder>) -> Index {
    let mut files = Vec::new();
    let mut root = vec![VERSION];
    library.kinds().iter().for_each(|count| push_number(&mut root, *count));
    push_years(&mut root, library);
    for file in [lengths(parts), dates(library)] {
        push_name(&mut root, &file.name);
        files.push(file);
    }
    for kind in FACETS {
        let file = facet(&entities(library, kind));
        push_name(&mut root, &file.name);
        files.push(file);
    }
    let file = facet(&languages(library));
    push_name(&mut root, &file.name);
    files.push(file);
    push_directories(&mut root, parts, &mut files);
    push_length(&mut root, runs.len());
    for run in runs {
        push_text(&mut root, &run.first);
        push_name(&mut root, run.name());
        files.push(run.dictionary);
        files.extend(run.others);
    }
    Index::new(root, files, library.config.portable)
}

fn push_name(bytes: &mut Vec<u8>, name: &Name) {
    bytes.extend_from_slice(&name.hash[..HASH]);
}

/// The years of articles in the order of documents: how many are of each. Undated ones have year 0.
fn push_years(root: &mut Vec<u8>, library: &Library<'_>) {
    let year = |id: &ItemId| {
        let date = library.number(*id).and_then(|number| library.date(number)).map(Edtf::group);
        match date {
            Some(Group::Month { year, .. } | Group::Year { year }) => i32::try_from(year).unwrap_or(0),
            Some(Group::Undated) | None => 0,
        }
    };
    let years: Vec<i32> = library.archive.articles.iter().map(year).collect();
    let runs: Vec<&[i32]> = years.chunk_by(|left, right| left == right).collect();
    push_length(root, runs.len());
    for run in runs {
        push_signed(root, run[0]);
        push_length(root, run.len());
    }
}

/// The class of each document's length, two in a byte.
fn lengths(parts: &[Part]) -> Shard {
    let lengths: Vec<u32> = parts.iter().flat_map(|part| part.lengths.iter().copied()).collect();
    let total: f64 = lengths.iter().map(|length| f64::from(*length)).sum();
    let average = total / (lengths.len().max(1) as f64);
    let classes: Vec<u8> = lengths.iter().map(|length| length_class(*length, average)).collect();
    let bytes = classes.chunks(2).map(|two| two[0] | two.get(1).copied().unwrap_or(0) << 4);
    Shard::new(Role::Lengths, bytes.collect())
}

/// The first and last day of each document that has a date.
fn dates(library: &Library<'_>) -> Shard {
    let mut bytes = Vec::new();
    let (mut last_document, mut last_day) = (0, 0);
    for document in 0..library.len() {
        let Some((first, last)) = library.days(document) else {
            continue;
        };
        push_number(&mut bytes, document - last_document);
        push_signed(&mut bytes, first - last_day);
        push_number(&mut bytes, last.saturating_sub(first).max(0) as u32);
        (last_document, last_day) = (document, first);
    }
    Shard::new(Role::Dates, bytes)
}

/// A value of a facet: its spellings, the one that is shown first, its other name in addresses, and the
/// documents that have it.
struct Value<'a> {
    spellings: Vec<&'a str>,
    slug: &'a str,
    documents: Vec<u32>,
}

fn entities<'a>(library: &Library<'a>, kind: Kind) -> Vec<Value<'a>> {
    let value = |id: &ItemId| {
        let item = library.archive.item(*id);
        let number = library.number(*id)?;
        let documents = library.concerning(*id);
        Some(Value { spellings: library.spellings(number), slug: &item.slug, documents })
    };
    library.archive.of_kind(kind).iter().filter_map(value).collect()
}

fn languages<'a>(library: &Library<'a>) -> Vec<Value<'a>> {
    let mut by_tag: std::collections::BTreeMap<&str, Vec<u32>> = std::collections::BTreeMap::new();
    for document in 0..library.len() {
        by_tag.entry(library.lang(document)).or_default().push(document);
    }
    by_tag.into_iter().map(|(tag, documents)| Value { spellings: vec![tag], slug: tag, documents }).collect()
}

/// The documents of each value: how many numbers in a row, after how many that have it not.
fn facet(values: &[Value<'_>]) -> Shard {
    let mut bytes = Vec::new();
    push_length(&mut bytes, values.len());
    for value in values {
        push_text(&mut bytes, value.slug);
        push_length(&mut bytes, value.spellings.len());
        value.spellings.iter().for_each(|spelling| push_text(&mut bytes, spelling));
        let rows: Vec<&[u32]> = value.documents.chunk_by(|left, right| left + 1 == *right).collect();
        push_length(&mut bytes, rows.len());
        let mut behind = 0;
        for row in rows {
            push_number(&mut bytes, (row[0] - behind) * 2 + u32::from(row.len() > 1));
            if row.len() > 1 {
                push_length(&mut bytes, row.len() - 2);
            }
            behind = row[0] + row.len() as u32;
        }
    }
    Shard::new(Role::Facet, bytes)
}

/// The files of records, and the directories that tell which documents are in which.
fn push_directories(root: &mut Vec<u8>, parts: &[Part], files: &mut Vec<Shard>) {
    let records: Vec<Shard> = record_files(parts);
    let directories: Vec<&[Shard]> = records.chunks(IN_A_DIRECTORY).collect();
    push_length(root, directories.len());
    for directory in directories {
        let mut bytes = Vec::new();
        let mut total = 0;
        for file in directory {
            let Content::Records(span) = &file.content else {
                continue;
            };
            push_number(&mut bytes, span.end - span.start);
            push_name(&mut bytes, &file.name);
            total += span.end - span.start;
        }
        let file = Shard::new(Role::Directory, bytes);
        push_number(root, total);
        push_name(root, &file.name);
        files.push(file);
    }
    files.extend(records);
}

fn record_files(parts: &[Part]) -> Vec<Shard> {
    let mut files = Vec::new();
    let mut hasher = blake3::Hasher::new();
    let (mut start, mut bytes) = (0, 0);
    let records: Vec<&(usize, [u8; 32])> = parts.iter().flat_map(|part| &part.records).collect();
    let last = records.len();
    for (document, (length, hash)) in (1..).zip(records) {
        hasher.update(hash);
        bytes += length;
        if bytes >= RECORDS || document as usize == last {
            let name = Name::of(Role::Records, hasher.finalize().as_bytes());
            files.push(Shard { name, content: Content::Records(start..document) });
            hasher = blake3::Hasher::new();
            (start, bytes) = (document, 0);
        }
    }
    files
}

impl Library<'_> {
    /// Records of some documents, one after the other.
    pub(super) fn records(&self, span: Span) -> Vec<u8> {
        span.flat_map(|document| self.record(document, &self.blocks(document))).collect()
    }

    /// What is shown of a document among results, and the text that excerpts are taken from.
    pub(super) fn record(&self, document: u32, blocks: &[Block<'_>]) -> Vec<u8> {
        let item = self.item(document);
        let (date, source) = self.facts(document);
        let mut record = Vec::with_capacity(item.body.plain.len() + 200);
        push_text(&mut record, &item.title);
        push_text(&mut record, self.path(document));
        push_text(&mut record, &date);
        push_text(&mut record, source);
        push_text(&mut record, item.lang.as_deref().unwrap_or_default());
        let shown: Vec<&Block<'_>> =
            blocks.iter().filter(|block| !matches!(block.field, Field::Title | Field::Source)).collect();
        push_length(&mut record, shown.len());
        let mut place = String::new();
        for block in shown {
            record.push(block.field as u8 | u8::from(block.is_own) << 7);
            place.clear();
            // Writing to a string cannot fail.
            let _ = write!(place, "{}", block.place);
            push_text(&mut record, &place);
            push_text(&mut record, &block.text);
        }
        record
    }
}
