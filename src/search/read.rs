//! The files of an index, read: what `bind` and `facets` wrote.

use crate::search::code::Bytes;
use crate::search::facets::FACETS;
use crate::search::files::{HASH, Name, Role};
use crate::search::layout::{BEGINS, ENDS, FIELDS, Field, KINDS};
use crate::search::words::is_run;

/// What leads to all other files.
#[derive(Default)]
pub struct Root {
    /// How many documents are of each kind, in their order.
    pub kinds: Vec<u32>,
    pub documents: u32,
    pub lengths: Option<Name>,
    pub dates: Option<Name>,
    pub facets: Vec<Name>,
    pub languages: Option<Name>,
    /// How many documents each directory of records tells of.
    pub directories: Vec<(u32, Name)>,
    /// With which form each file of the dictionary begins.
    pub dictionaries: Vec<(String, Name)>,
}

impl Root {
    pub fn read(bytes: &[u8]) -> Root {
        let mut bytes = Bytes::new(bytes);
        bytes.byte();
        let kinds: Vec<u32> = KINDS.iter().map(|_| bytes.number()).collect();
        for _ in 0..bytes.length() {
            bytes.signed();
            bytes.number();
        }
        Root {
            documents: kinds.iter().sum(),
            kinds,
            lengths: Some(name(&mut bytes, Role::Lengths)),
            dates: Some(name(&mut bytes, Role::Dates)),
            facets: FACETS.iter().map(|_| name(&mut bytes, Role::Facet)).collect(),
            languages: Some(name(&mut bytes, Role::Facet)),
            directories: list(&mut bytes, |bytes| (bytes.number(), name(bytes, Role::Directory))),
            dictionaries: list(&mut bytes, |bytes| (bytes.text().to_owned(), name(bytes, Role::Dictionary))),
        }
    }

    /// The place of a kind among the kinds of a document's number.
    pub fn kind_of(&self, document: u32) -> usize {
        let mut end = 0;
        let passed = self.kinds.iter().take_while(|count| {
            end += **count;
            end <= document
        });
        passed.count().min(KINDS.len() - 1)
    }

    /// The file of the dictionary that a form is in, if it is in any.
    pub fn dictionary_of(&self, form: &str) -> usize {
        self.dictionaries.partition_point(|(first, _)| first.as_str() <= form).saturating_sub(1)
    }
}

fn name(bytes: &mut Bytes<'_>, role: Role) -> Name {
    Name::of(role, bytes.take(HASH))
}

fn list<'a, T>(bytes: &mut Bytes<'a>, mut read: impl FnMut(&mut Bytes<'a>) -> T) -> Vec<T> {
    let length = bytes.length();
    let mut list = Vec::new();
    for _ in 0..length {
        if bytes.is_at_end() {
            break;
        }
        list.push(read(bytes));
    }
    list
}

/// Some forms of the dictionary, and the names that begin with them.
#[derive(Default)]
pub struct Dictionary {
    pub forms: Vec<Form>,
    /// Entities with their documents and spellings.
    pub entities: Vec<(u32, Vec<String>)>,
    /// Entity and spelling.
    pub keys: Vec<(usize, usize)>,
}

/// A form, and where to read of its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub text: String,
    pub documents: u32,
    pub entries: Piece,
    pub places: Piece,
    /// Other forms of the word: in the same file, and elsewhere.
    near: Vec<usize>,
    far: Vec<String>,
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub file: Name,
    pub start: usize,
    pub length: usize,
}

impl Dictionary {
    pub fn read(bytes: &[u8]) -> Dictionary {
        let mut bytes = Bytes::new(bytes);
        let count = bytes.length();
        let mut entries = Pieces::read(&mut bytes, Role::Entries);
        let mut places = Pieces::read(&mut bytes, Role::Places);
        let mut forms: Vec<Form> = Vec::new();
        for index in 0..count {
            if bytes.is_at_end() {
                break;
            }
            forms.push(form(&mut bytes, index, forms.last(), &mut entries, &mut places));
        }
        let entities =
            list(&mut bytes, |bytes| (bytes.number(), list(bytes, |bytes| bytes.text().to_owned())));
        let keys = list(&mut bytes, |bytes| (bytes.length(), bytes.length()));
        Dictionary { forms, entities, keys }
    }

    pub fn find(&self, text: &str) -> Option<&Form> {
        let index = self.forms.binary_search_by(|form| form.text.as_str().cmp(text)).ok()?;
        self.forms.get(index)
    }

    /// The other forms of a word: those of this file, and the texts of those of others.
    pub fn relatives<'a>(&'a self, form: &'a Form) -> (Vec<&'a Form>, &'a [String]) {
        (form.near.iter().filter_map(|index| self.forms.get(*index)).collect(), &form.far)
    }

    /// The forms that begin so, as far as they are in this file.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Form> {
        let start = self.forms.partition_point(|form| form.text.as_str() < prefix);
        self.forms[start..].iter().take_while(move |form| form.text.starts_with(prefix))
    }
}

fn form(
    bytes: &mut Bytes<'_>,
    index: usize,
    before: Option<&Form>,
    entries: &mut Pieces,
    places: &mut Pieces,
) -> Form {
    let shared = bytes.length();
    let own = bytes.length();
    let begins = before.map_or(&[][..], |form| &form.text.as_bytes()[..shared.min(form.text.len())]);
    let text = String::from_utf8([begins, bytes.take(own)].concat()).unwrap_or_default();
    let documents = bytes.number();
    let (entries, places) = (entries.next(bytes.length()), places.next(bytes.length()));
    let relatives = bytes.length();
    let near = (0..relatives / 2).map(|_| index.wrapping_add_signed(bytes.signed() as isize)).collect();
    let far = if relatives % 2 == 1 { list(bytes, |bytes| bytes.text().to_owned()) } else { Vec::new() };
    Form { text, documents, entries, places, near, far }
}

/// Files that forms are in one after the other, and how many are left in the first.
struct Pieces {
    files: std::vec::IntoIter<(Name, usize)>,
    file: Name,
    left: usize,
    at: usize,
}

impl Pieces {
    fn read(bytes: &mut Bytes<'_>, role: Role) -> Pieces {
        let files = list(bytes, |bytes| (name(bytes, role), bytes.length())).into_iter();
        Pieces { files, file: Name::of(role, &[]), left: 0, at: 0 }
    }

    fn next(&mut self, length: usize) -> Piece {
        while self.left == 0 {
            let Some((file, forms)) = self.files.next() else {
                break;
            };
            (self.file, self.left, self.at) = (file, forms, 0);
        }
        self.left = self.left.saturating_sub(1);
        let start = self.at;
        self.at += length;
        Piece { file: self.file, start, length }
    }
}

/// How often a form stands in each field of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub document: u32,
    pub counts: [u32; FIELDS],
}

/// The documents of a form.
pub fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut bytes = Bytes::new(bytes);
    let mut entries = Vec::new();
    let mut document = 0;
    while !bytes.is_at_end() {
        let number = bytes.number();
        document += number / 4;
        let mut counts = [0; FIELDS];
        match number % 4 {
            0 => counts[Field::Text as usize] = 1,
            1 => counts[Field::Text as usize] = bytes.number() + 2,
            _ => {
                let mask = bytes.byte();
                let is_in = |field: &usize| mask & 1 << *field != 0;
                for (_, count) in counts.iter_mut().enumerate().filter(|(field, _)| is_in(field)) {
                    *count = bytes.number() + 1;
                }
            }
        }
        entries.push(Entry { document, counts });
    }
    entries
}

/// A place of a form: document, field, place in it.
pub type Place = (u32, u8, u32);

/// The places of a form, in order, each with whether a word of a run begins and ends there.
pub fn places(form: &str, entries: &[Entry], bytes: &[u8]) -> Vec<(Place, u8)> {
    let is_pair = form.starts_with(is_run);
    let mut bytes = Bytes::new(bytes);
    let mut places = Vec::new();
    for entry in entries {
        for (field, count) in (0..).zip(entry.counts) {
            let mut place = 0;
            for _ in 0..count {
                let number = bytes.number();
                let bounds = if is_pair { (number & 3) as u8 & (BEGINS | ENDS) } else { BEGINS | ENDS };
                place += if is_pair { number / 4 } else { number };
                places.push(((entry.document, field, place), bounds));
            }
        }
    }
    places
}

/// The class of the length of each document.
pub fn lengths(bytes: &[u8]) -> impl Fn(u32) -> u8 + '_ {
    |document| {
        let two = bytes.get(document as usize / 2).copied().unwrap_or(0x88);
        if document.is_multiple_of(2) { two & 15 } else { two >> 4 }
    }
}

/// The documents of which the dates may lie between two days, ascending.
pub fn dated(bytes: &[u8], first: i32, last: i32) -> Vec<u32> {
    let mut bytes = Bytes::new(bytes);
    let mut found = Vec::new();
    let (mut document, mut from) = (0, 0_i32);
    while !bytes.is_at_end() {
        document += bytes.number();
        from = from.wrapping_add(bytes.signed());
        let to = from.saturating_add_unsigned(bytes.number());
        if from <= last && first <= to {
            found.push(document);
        }
    }
    found
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub slug: String,
    /// The first is shown.
    pub spellings: Vec<String>,
    pub documents: Vec<u32>,
}

/// The values of a facet.
pub fn values(bytes: &[u8]) -> Vec<Value> {
    let mut bytes = Bytes::new(bytes);
    list(&mut bytes, |bytes| {
        let slug = bytes.text().to_owned();
        let spellings = list(bytes, |bytes| bytes.text().to_owned());
        let mut documents = Vec::new();
        let mut behind = 0;
        for _ in 0..bytes.length() {
            let number = bytes.number();
            let start = behind + number / 2;
            let length = if number % 2 == 1 { bytes.number() + 2 } else { 1 };
            behind = start + length;
            documents.extend(start..behind);
        }
        Value { slug, spellings, documents }
    })
}

/// A document as it is shown among results.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    pub title: String,
    pub path: String,
    pub date: String,
    pub source: String,
    pub blocks: Vec<ReadBlock>,
}

/// Words of a document that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBlock {
    pub field: u8,
    pub fragment: String,
    pub text: String,
}

/// The record at a place among those of a file.
pub fn record(bytes: &[u8], place: u32) -> Record {
    let mut bytes = Bytes::new(bytes);
    let mut record = Record::default();
    for _ in 0..=place {
        record = Record {
            title: bytes.text().to_owned(),
            path: bytes.text().to_owned(),
            date: bytes.text().to_owned(),
            source: bytes.text().to_owned(),
            blocks: Vec::new(),
        };
        bytes.text();
        record.blocks = list(&mut bytes, |bytes| ReadBlock {
            field: bytes.byte() & 0x7f,
            fragment: bytes.text().to_owned(),
            text: bytes.text().to_owned(),
        });
    }
    record
}

/// The files of records that a directory lists, with how many documents each holds.
pub fn directory(bytes: &[u8]) -> Vec<(u32, Name)> {
    let mut bytes = Bytes::new(bytes);
    let mut files = Vec::new();
    while !bytes.is_at_end() {
        files.push((bytes.number(), name(&mut bytes, Role::Records)));
    }
    files
}
