//! Parts bound together: the dictionary of all forms in files by their beginnings, and the files of where
//! each form stands.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::search::code::{push_length, push_number, push_signed, push_text};
use crate::search::documents::Library;
use crate::search::files::{Name, Role, Shard};
use crate::search::part::{Part, Piece};
use crate::search::query::{first_form, units};

/// About how many bytes a file of the dictionary has.
const DICTIONARY: usize = 8 * 1024;

/// How many bytes a file of entries or places has at least, where it holds more than one form.
const ENTRIES: usize = 12 * 1024;
const PLACES: usize = 24 * 1024;

/// All forms of all parts, and which belong together.
pub struct Vocabulary<'a> {
    /// Sorted; of each form its pieces, part by part.
    entries: Vec<Entry<'a>>,
    names: Names,
}

struct Entry<'a> {
    text: &'a str,
    pieces: Vec<Piece<'a>>,
    /// Other forms of the same word, ascending.
    relatives: Vec<u32>,
}

/// Entities that have more than one spelling, by the first form of each spelling.
#[derive(Default)]
struct Names {
    /// Document and spellings.
    entities: Vec<(u32, Vec<String>)>,
    /// Entity and spelling.
    by_first: BTreeMap<String, Vec<(usize, usize)>>,
}

/// The files of a run of forms.
pub struct Binder {
    /// The first form of the dictionary's file.
    pub(super) first: String,
    pub(super) dictionary: Shard,
    pub(super) others: Vec<Shard>,
}

impl<'a> Vocabulary<'a> {
    pub fn new(library: &Library<'_>, parts: &'a [Part]) -> Vocabulary<'a> {
        let mut pieces: Vec<Piece<'_>> = parts.iter().flat_map(Part::pieces).collect();
        // Parts are sorted: a stable sort joins them, and keeps pieces of one form in order of documents.
        pieces.sort_by(|left, right| left.text().cmp(right.text()));
        let same = pieces.chunk_by(|left, right| left.text() == right.text());
        let mut entries: Vec<Entry<'_>> = same
            .map(|pieces| Entry { text: pieces[0].text(), pieces: pieces.to_vec(), relatives: Vec::new() })
            .collect();
        relate(&mut entries);
        Vocabulary { entries, names: names(library) }
    }

    /// The forms of each file of the dictionary.
    pub fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let (mut start, mut bytes) = (0, 0);
        for (index, entry) in self.entries.iter().enumerate() {
            bytes += entry.text.len() / 2 + 6;
            if bytes >= DICTIONARY {
                runs.push(start..index + 1);
                (start, bytes) = (index + 1, 0);
            }
        }
        if start < self.entries.len() {
            runs.push(start..self.entries.len());
        }
        runs
    }

    /// Makes the files of a run of forms.
    pub fn bind(&self, run: Range<usize>) -> Binder {
        let forms = &self.entries[run.clone()];
        let mut entries = Pile::new(Role::Entries, ENTRIES);
        let mut places = Pile::new(Role::Places, PLACES);
        let mut listed = Vec::new();
        let mut before = "";
        for (index, form) in (run.start..).zip(forms) {
            let shared = shared(before, form.text);
            push_length(&mut listed, shared);
            push_text_bytes(&mut listed, &form.text.as_bytes()[shared..]);
            push_number(&mut listed, form.pieces.iter().map(|piece| piece.form.documents).sum());
            push_length(&mut listed, entries.add(|bytes| join(&form.pieces, bytes)));
            let add_places = |bytes: &mut Vec<u8>| {
                form.pieces.iter().for_each(|piece| bytes.extend_from_slice(piece.places()));
            };
            push_length(&mut listed, places.add(add_places));
            self.push_relatives(&mut listed, index, &run);
            before = form.text;
        }
        let (entries, places) = (entries.finish(), places.finish());
        let mut dictionary = Vec::new();
        push_length(&mut dictionary, forms.len());
        for pile in [&entries, &places] {
            push_length(&mut dictionary, pile.len());
            for (file, forms) in pile {
                dictionary.extend_from_slice(&file.name.hash);
                push_length(&mut dictionary, *forms);
            }
        }
        dictionary.extend(listed);
        self.push_names(&mut dictionary, forms);
        Binder {
            first: forms.first().map(|form| form.text.to_owned()).unwrap_or_default(),
            dictionary: Shard::new(Role::Dictionary, dictionary),
            others: entries.into_iter().chain(places).map(|(file, _)| file).collect(),
        }
    }

    fn push_relatives(&self, listed: &mut Vec<u8>, index: usize, run: &Range<usize>) {
        let relatives = &self.entries[index].relatives;
        let is_near = |other: &&u32| run.contains(&(**other as usize));
        let far: Vec<&u32> = relatives.iter().filter(|other| !is_near(other)).collect();
        let near = relatives.len() - far.len();
        push_length(listed, near * 2 + usize::from(!far.is_empty()));
        for other in relatives.iter().filter(is_near) {
            push_signed(listed, *other as i32 - index as i32);
        }
        if !far.is_empty() {
            push_length(listed, far.len());
            far.iter().for_each(|other| push_text(listed, self.entries[**other as usize].text));
        }
    }

    /// The names of which the first form is in a file.
    fn push_names(&self, dictionary: &mut Vec<u8>, forms: &[Entry<'_>]) {
        let (Some(first), Some(last)) = (forms.first(), forms.last()) else {
            return;
        };
        let within = self
            .names
            .by_first
            .range::<str, _>((std::ops::Bound::Included(first.text), std::ops::Bound::Included(last.text)));
        let keys: Vec<(usize, usize)> = within.flat_map(|(_, keys)| keys.iter().copied()).collect();
        let entities: BTreeSet<usize> = keys.iter().map(|(entity, _)| *entity).collect();
        push_length(dictionary, entities.len());
        for entity in &entities {
            let (document, spellings) = &self.names.entities[*entity];
            push_number(dictionary, *document);
            push_length(dictionary, spellings.len());
            spellings.iter().for_each(|spelling| push_text(dictionary, spelling));
        }
        push_length(dictionary, keys.len());
        for (entity, spelling) in keys {
            push_length(dictionary, entities.iter().position(|other| *other == entity).unwrap_or(0));
            push_length(dictionary, spelling);
        }
    }
}

/// Finds the forms that have a stem in common.
fn relate(entries: &mut [Entry<'_>]) {
    let mut families: HashMap<&str, Vec<u32>> = HashMap::new();
    for (index, entry) in (0..).zip(entries.iter()) {
        for stem in entry.pieces.iter().flat_map(|piece| piece.stems()) {
            let family = families.entry(stem).or_default();
            if family.last() != Some(&index) {
                family.push(index);
            }
        }
    }
    let mut relatives: Vec<Vec<u32>> = vec![Vec::new(); entries.len()];
    for family in families.values().filter(|family| family.len() > 1) {
        for index in family {
            relatives[*index as usize].extend(family.iter().filter(|other| *other != index));
        }
    }
    for (entry, mut relatives) in entries.iter_mut().zip(relatives) {
        relatives.sort_unstable();
        relatives.dedup();
        entry.relatives = relatives;
    }
}

fn names(library: &Library<'_>) -> Names {
    let mut names = Names::default();
    for document in 0..library.len() {
        let spellings = library.spellings(document);
        let folded: Vec<Vec<String>> = spellings.iter().map(|spelling| units(spelling)).collect();
        let differing: BTreeSet<&Vec<String>> = folded.iter().filter(|units| !units.is_empty()).collect();
        if differing.len() < 2 {
            continue;
        }
        let entity = names.entities.len();
        let mut kept: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for (spelling, units) in spellings.iter().zip(&folded).filter(|(_, units)| !units.is_empty()) {
            if seen.insert(units) {
                let first = first_form(&units[0]).to_owned();
                names.by_first.entry(first).or_default().push((entity, kept.len()));
                kept.push((*spelling).to_owned());
            }
        }
        names.entities.push((document, kept));
    }
    names
}

/// How many bytes two texts begin with alike.
fn shared(left: &str, right: &str) -> usize {
    left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count()
}

fn push_text_bytes(bytes: &mut Vec<u8>, text: &[u8]) {
    push_length(bytes, text.len());
    bytes.extend_from_slice(text);
}

/// Entries of a form from its pieces, each of which leaves out the number of its first document.
fn join(pieces: &[Piece<'_>], bytes: &mut Vec<u8>) {
    let mut last = 0;
    for piece in pieces {
        push_number(bytes, (piece.form.first - last) * 4 + piece.form.first_code);
        bytes.extend_from_slice(piece.entries());
        last = piece.form.last;
    }
}

/// Files that are filled one after the other.
struct Pile {
    role: Role,
    least: usize,
    open: Vec<u8>,
    forms: usize,
    done: Vec<(Shard, usize)>,
}

impl Pile {
    fn new(role: Role, least: usize) -> Pile {
        Pile { role, least, open: Vec::new(), forms: 0, done: Vec::new() }
    }

    /// Adds what `write` writes; how long that is.
    fn add(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> usize {
        let before = self.open.len();
        write(&mut self.open);
        self.forms += 1;
        let length = self.open.len() - before;
        if self.open.len() >= self.least {
            self.close();
        }
        length
    }

    fn close(&mut self) {
        let bytes = std::mem::take(&mut self.open);
        self.done.push((Shard::new(self.role, bytes), std::mem::take(&mut self.forms)));
    }

    fn finish(mut self) -> Vec<(Shard, usize)> {
        if self.forms > 0 {
            self.close();
        }
        self.done
    }
}

impl Binder {
    pub(super) fn name(&self) -> &Name {
        &self.dictionary.name
    }
}
