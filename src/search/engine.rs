//! Answers queries from the files of an index alone.
//!
//! A word is looked for in all its forms; a name in all its spellings. A word that is nowhere in the
//! archive is taken for the beginning of one, or for a misspelling: [`Reading`] says what was done.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::model::kind::Kind;
use crate::search::edit::{forgiven, mistakes};
use crate::search::excerpt::{Piece, Wanted, choose};
use crate::search::facets::FACETS;
use crate::search::files::{Name, Shelf};
use crate::search::layout::{BEGINS, ENDS, KINDS, OTHER_FORM, PART_OF_WORD, WEIGHTS};
use crate::search::matches::{Matches, both, either, none, scored, weight};
use crate::search::query::{Atom, Filter, Query, Term, first_form, parse, units};
use crate::search::read::{self, Dictionary, Entry, Form, Place, Record, Root, Value};
use crate::search::words::{is_run, pairs};

/// In what order documents of a kind come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    Relevance,
    /// As the archive lists them: articles newest first, events in order of time.
    Date,
}

/// What a query led to.
#[derive(Debug, Default)]
pub struct Answer {
    pub total: usize,
    /// How the query was read, where that is not as it was typed.
    pub readings: Vec<Reading>,
    /// Groups that are not empty: names, articles, events, claims, pages.
    pub groups: Vec<Group>,
}

/// Results of one group of kinds.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub name: &'static str,
    pub total: usize,
    /// The first of them.
    pub hits: Vec<Hit>,
}

/// One result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub document: u32,
    pub kind: &'static str,
    pub title: String,
    pub date: String,
    pub source: String,
    /// The path of its page, with the fragment of the place that is shown.
    pub path: String,
    /// Whether the words shown are the archive's notes on the text.
    pub is_note: bool,
    pub excerpt: Vec<Piece>,
}

/// What was searched instead of what was typed, or beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Other spellings of a name.
    Names { typed: String, also: Vec<String> },
    /// A misspelling of a word.
    Corrected { typed: String, searched: String },
    /// The beginning of words.
    Begins { typed: String },
    /// Nothing: the archive has no such word.
    Unknown { typed: String },
    /// Nothing: there is no such person, place and so on.
    NoValue { key: String, value: String },
}

/// The groups in which results stand.
const GROUPS: [(&str, &[Kind]); 5] = [
    ("names", &Kind::ENTITIES),
    ("articles", &[Kind::Article]),
    ("events", &[Kind::Event]),
    ("claims", &[Kind::Claim]),
    ("pages", &[Kind::Page]),
];

/// Answers queries.
pub struct Engine<'a, S> {
    shelf: &'a S,
    root: Root,
    lengths: Vec<u8>,
    dictionaries: RefCell<HashMap<usize, Rc<Dictionary>>>,
}

/// A query on its way to an answer.
#[derive(Default)]
struct Progress {
    readings: Vec<Reading>,
    wanted: Wanted,
}

/// A word as it is searched.
#[derive(Clone)]
enum Word {
    /// A form, with those that it stands for.
    Known(String),
    /// The beginning of words.
    Begins(String),
    Unknown,
}

impl<'a, S: Shelf> Engine<'a, S> {
    pub fn new(shelf: &'a S) -> Engine<'a, S> {
        let root = Root::read(&shelf.read(&Name::ROOT).unwrap_or_default());
        let lengths = root.lengths.and_then(|name| shelf.read(&name)).unwrap_or_default();
        Engine { shelf, root, lengths, dictionaries: RefCell::default() }
    }

    /// Answers a query, with at most so many results in each group.
    pub fn search(&self, text: &str, order: Order, most: usize) -> Answer {
        let query = parse(text);
        let mut progress = Progress::default();
        let matches = self.query(&query, &mut progress);
        let mut answer = Answer { total: matches.len(), readings: progress.readings, groups: Vec::new() };
        for (name, kinds) in GROUPS {
            let is_of_group = |document: u32| kinds.contains(&KINDS[self.root.kind_of(document)]);
            let mut of_group: Matches =
                matches.iter().filter(|(document, _)| is_of_group(*document)).copied().collect();
            if of_group.is_empty() {
                continue;
            }
            if order == Order::Relevance {
                // Rounded, so that sums in another order make no difference.
                let rounded = |score: f64| (score * 1e6).round() as i64;
                of_group.sort_by_key(|(document, score)| (-rounded(*score), *document));
            }
            let hits = of_group.iter().take(most).map(|(document, _)| self.hit(*document, &progress.wanted));
            answer.groups.push(Group { name, total: of_group.len(), hits: hits.collect() });
        }
        answer
    }

    /// The documents that meet a query, ascending.
    pub fn documents(&self, text: &str) -> Vec<u32> {
        let matches = self.query(&parse(text), &mut Progress::default());
        matches.into_iter().map(|(document, _)| document).collect()
    }

    fn query(&self, query: &Query, progress: &mut Progress) -> Matches {
        let mut found: Option<Matches> = None;
        let mut index = 0;
        while index < query.len() {
            let (matches, taken) = match self.named(&query[index..], progress) {
                Some((matches, taken)) => (matches, taken),
                None => (self.group(&query[index], progress), 1),
            };
            found = Some(found.map_or_else(|| matches.clone(), |found| both(&found, &matches)));
            index += taken;
        }
        found.unwrap_or_default()
    }

    fn group(&self, group: &[Term], progress: &mut Progress) -> Matches {
        let matches = group.iter().map(|term| self.term(term, progress));
        matches.reduce(|left, right| either(&left, &right)).unwrap_or_default()
    }

    fn term(&self, term: &Term, progress: &mut Progress) -> Matches {
        if term.without {
            // What is not wanted is neither corrected nor marked.
            let matches = match &term.atom {
                Atom::Word(word) => self.word(&Word::Known(word.clone()), &mut Progress::default()),
                atom => self.atom(atom, &mut Progress::default()),
            };
            return none(&matches, self.root.documents);
        }
        self.atom(&term.atom, progress)
    }

    fn atom(&self, atom: &Atom, progress: &mut Progress) -> Matches {
        match atom {
            Atom::Word(word) => {
                let word = self.known(word, &mut progress.readings);
                self.word(&word, progress)
            }
            Atom::Phrase(words) => self.exact_phrase(words, progress),
            Atom::Prefix(prefix) => self.word(&Word::Begins(prefix.clone()), progress),
            Atom::Filter(filter) => self.filter(filter, progress),
        }
    }
}

impl<S: Shelf> Engine<'_, S> {
    fn dictionary(&self, number: usize) -> Rc<Dictionary> {
        if let Some(known) = self.dictionaries.borrow().get(&number) {
            return Rc::clone(known);
        }
        let name = self.root.dictionaries.get(number).map(|(_, name)| name);
        let bytes = name.and_then(|name| self.shelf.read(name)).unwrap_or_default();
        let dictionary = Rc::new(Dictionary::read(&bytes));
        self.dictionaries.borrow_mut().insert(number, Rc::clone(&dictionary));
        dictionary
    }

    fn form(&self, text: &str) -> Option<Form> {
        self.dictionary(self.root.dictionary_of(text)).find(text).cloned()
    }

    /// A form and the other forms of its word.
    fn family(&self, text: &str) -> Vec<Form> {
        let dictionary = self.dictionary(self.root.dictionary_of(text));
        let Some(form) = dictionary.find(text) else {
            return Vec::new();
        };
        let (near, far) = dictionary.relatives(form);
        let far: Vec<Form> = far.iter().filter_map(|text| self.form(text)).collect();
        std::iter::once(form).chain(near).cloned().chain(far).collect()
    }

    /// All forms that begin so.
    fn beginning(&self, prefix: &str) -> Vec<Form> {
        let mut found = Vec::new();
        for number in self.root.dictionary_of(prefix)..self.root.dictionaries.len() {
            let begins = self.root.dictionaries[number].0.as_str();
            if begins > prefix && !begins.starts_with(prefix) {
                break;
            }
            found.extend(self.dictionary(number).beginning(prefix).cloned());
        }
        found
    }

    /// How a word is searched that may be nowhere in the archive.
    fn known(&self, word: &str, readings: &mut Vec<Reading>) -> Word {
        if word.starts_with(is_run) || self.form(word).is_some() {
            return Word::Known(word.to_owned());
        }
        let (typed, letters) = (word.to_owned(), word.chars().count());
        let begun = if letters < LEAST_BEGINNING { Vec::new() } else { self.beginning(word) };
        let one_more = begun.iter().filter(|form| form.text.chars().count() == letters + 1);
        // Of several the one of most documents, and of those the first.
        if let Some(form) = one_more.rev().max_by_key(|form| form.documents) {
            readings.push(Reading::Corrected { typed, searched: form.text.clone() });
            return Word::Known(form.text.clone());
        }
        if !begun.is_empty() {
            readings.push(Reading::Begins { typed });
            return Word::Begins(word.to_owned());
        }
        match self.nearest(word).or_else(|| self.shortened(word)) {
            Some(searched) => {
                readings.push(Reading::Corrected { typed, searched: searched.clone() });
                Word::Known(searched)
            }
            None => {
                readings.push(Reading::Unknown { typed });
                Word::Unknown
            }
        }
    }

    /// The form with the fewest mistakes between it and a word, of several the one of most documents, near
    /// where the word would stand in the dictionary.
    fn nearest(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        let most = forgiven(letters.len());
        if most == 0 {
            return None;
        }
        let own = self.root.dictionary_of(word);
        let numbers = own.saturating_sub(1)..(own + 2).min(self.root.dictionaries.len());
        let mut best: Option<(usize, u32, String)> = None;
        for number in numbers {
            for form in self.dictionary(number).forms.iter().filter(|form| !form.text.starts_with(is_run)) {
                let others: Vec<char> = form.text.chars().collect();
                let Some(found) = mistakes(&letters, &others, most) else {
                    continue;
                };
                let is_better = best.as_ref().is_none_or(|(least, documents, _)| {
                    found < *least || (found == *least && form.documents > *documents)
                });
                if is_better {
                    best = Some((found, form.documents, form.text.clone()));
                }
            }
        }
        best.map(|(_, _, text)| text)
    }

    /// The longest form that a word begins with: another form of it, as far as can be told from its letters.
    fn shortened(&self, word: &str) -> Option<String> {
        let letters = word.chars().count();
        let ends = word.char_indices().rev().take(MOST_OF_ENDING).enumerate();
        let long = ends.filter(|(index, _)| letters - index > LEAST_BEGINNING + 1);
        long.map(|(_, (end, _))| &word[..end]).find(|begins| self.form(begins).is_some()).map(str::to_owned)
    }

    fn word(&self, word: &Word, progress: &mut Progress) -> Matches {
        match word {
            Word::Known(run) if run.starts_with(is_run) => {
                progress.wanted.runs.insert(run.clone());
                self.run(run)
            }
            Word::Known(text) => {
                let forms = self.family(text);
                progress.wanted.forms.extend(forms.iter().map(|form| form.text.clone()));
                let weighed = |form: &Form| if form.text == *text { 1.0 } else { OTHER_FORM };
                self.forms(&forms, weighed)
            }
            Word::Begins(prefix) => {
                progress.wanted.prefixes.insert(prefix.clone());
                self.forms(&self.beginning(prefix), |_| 1.0)
            }
            Word::Unknown => Matches::new(),
        }
    }

    /// Documents in which any of some forms stands.
    fn forms(&self, forms: &[Form], weighed: impl Fn(&Form) -> f64) -> Matches {
        let mut weights = Matches::new();
        for form in forms {
            let of_form = self
                .entries(form)
                .iter()
                .map(|entry| (entry.document, weight(entry) * weighed(form)))
                .collect();
            weights = if weights.is_empty() { of_form } else { either(&weights, &of_form) };
        }
        self.scored(weights)
    }

    fn scored(&self, weights: Matches) -> Matches {
        scored(weights, self.root.documents, read::lengths(&self.lengths))
    }

    fn entries(&self, form: &Form) -> Vec<Entry> {
        let piece = &form.entries;
        let file = self.shelf.read(&piece.file).unwrap_or_default();
        read::entries(file.get(piece.start..piece.start + piece.length).unwrap_or_default())
    }

    /// Where any of some forms stands, in order.
    fn places(&self, forms: &[Form]) -> Vec<(Place, u8)> {
        let mut places = Vec::new();
        for form in forms {
            let piece = &form.places;
            let file = self.shelf.read(&piece.file).unwrap_or_default();
            let bytes = file.get(piece.start..piece.start + piece.length).unwrap_or_default();
            places.extend(read::places(&form.text, &self.entries(form), bytes));
        }
        if forms.len() > 1 {
            places.sort_unstable();
        }
        places
    }
}

/// The fewest letters of a word that is taken for the beginning of others.
const LEAST_BEGINNING: usize = 3;

/// The most letters that an ending has which makes one form of a word of another.
const MOST_OF_ENDING: usize = 3;

/// A step of a phrase: how many places behind its beginning, and which forms may stand there.
type Step = (u32, Vec<Form>);

impl<S: Shelf> Engine<'_, S> {
    /// Words or runs in this order, as they stand.
    fn exact_phrase(&self, words: &[String], progress: &mut Progress) -> Matches {
        for word in words {
            let marked =
                if word.starts_with(is_run) { &mut progress.wanted.runs } else { &mut progress.wanted.forms };
            marked.insert(word.clone());
        }
        self.phrase(words, |word| self.form(word).into_iter().collect())
    }

    fn phrase(&self, words: &[String], forms: impl Fn(&str) -> Vec<Form>) -> Matches {
        if let [word] = words {
            let is_word = !word.starts_with(is_run);
            return if is_word { self.forms(&forms(word), |_| 1.0) } else { self.run(word) };
        }
        let mut steps: Vec<Step> = Vec::new();
        let mut behind = 0;
        for word in words {
            if word.starts_with(is_run) {
                steps.extend(self.steps(word).into_iter().map(|(place, forms)| (behind + place, forms)));
                behind += word.chars().count() as u32;
            } else {
                steps.push((behind, forms(word)));
                behind += 1;
            }
        }
        let found = self.follow(&steps).into_iter().map(|(place, _, _)| (place, 1.0));
        self.scored(summed(found))
    }

    /// A run of characters, wherever it stands; where it is whole words it counts more.
    fn run(&self, run: &str) -> Matches {
        let steps = self.steps(run);
        let found = self.follow(&steps).into_iter().map(|(place, begins, ends)| {
            let is_whole = begins & BEGINS != 0 && (ends & ENDS != 0 || steps[0].1.len() > 1);
            (place, if is_whole { 1.0 } else { PART_OF_WORD })
        });
        self.scored(summed(found))
    }

    /// The steps of a run: its pairs, or for a single character all pairs that begin with it.
    fn steps(&self, run: &str) -> Vec<Step> {
        let pairs: Vec<&str> = pairs(run).collect();
        if pairs.len() == 1 {
            return vec![(0, self.beginning(run))];
        }
        let all_but_last = &pairs[..pairs.len() - 1];
        (0..).zip(all_but_last).map(|(place, pair)| (place, self.form(pair).into_iter().collect())).collect()
    }

    /// Where a phrase begins, with the bounds of its first and of its last step.
    fn follow(&self, steps: &[Step]) -> Vec<(Place, u8, u8)> {
        let Some(((_, first), rest)) = steps.split_first() else {
            return Vec::new();
        };
        let mut found: Vec<(Place, u8, u8)> =
            self.places(first).into_iter().map(|(place, bounds)| (place, bounds, bounds)).collect();
        for (distance, forms) in rest {
            if found.is_empty() {
                break;
            }
            let places = self.places(forms);
            let mut next = places.iter().peekable();
            let mut kept = Vec::new();
            for ((document, field, place), begins, _) in found {
                let wanted = (document, field, place + distance);
                while next.next_if(|(other, _)| *other < wanted).is_some() {}
                if let Some((_, ends)) = next.peek().filter(|(other, _)| *other == wanted) {
                    kept.push(((document, field, place), begins, *ends));
                }
            }
            found = kept;
        }
        found
    }
}

/// What is found in each document, by how much its fields weigh.
fn summed(found: impl Iterator<Item = (Place, f64)>) -> Matches {
    let mut weights = Matches::new();
    for ((document, field, _), count) in found {
        let weight = WEIGHTS[usize::from(field)] * count;
        match weights.last_mut().filter(|(last, _)| *last == document) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((document, weight)),
        }
    }
    weights
}

impl<S: Shelf> Engine<'_, S> {
    /// The longest name that plain words at the beginning of a query are, in all its spellings; how many
    /// words it has.
    fn named(&self, query: &[Vec<Term>], progress: &mut Progress) -> Option<(Matches, usize)> {
        let plain = query.iter().map_while(|group| match group.as_slice() {
            [Term { without: false, atom: Atom::Word(word) }] => Some(word),
            _ => None,
        });
        let mut unsaid = Vec::new();
        let mut typed: Vec<String> = Vec::new();
        for word in plain.take(MOST_WORDS_OF_NAME) {
            match self.known(word, &mut unsaid) {
                Word::Known(word) => typed.push(word),
                Word::Begins(_) | Word::Unknown => break,
            }
        }
        let first = typed.first()?;
        let dictionary = self.dictionary(self.root.dictionary_of(first_form(first)));
        let families: Vec<BTreeSet<String>> = typed.iter().map(|word| self.spellings_of(word)).collect();
        let mut taken = 0;
        let mut entities: BTreeSet<usize> = BTreeSet::new();
        for (entity, spelling) in &dictionary.keys {
            let words = units(&dictionary.entities[*entity].1[*spelling]);
            let fits = words.len() <= typed.len()
                && words.iter().zip(&families).all(|(word, family)| family.contains(word));
            if !fits || words.len() < taken {
                continue;
            }
            if words.len() > taken {
                (taken, entities) = (words.len(), BTreeSet::new());
            }
            entities.insert(*entity);
        }
        if taken == 0 {
            return None;
        }
        // Corrections are told of the words that are taken, and once.
        query[..taken].iter().flatten().for_each(|term| {
            if let Atom::Word(word) = &term.atom {
                self.known(word, &mut progress.readings);
            }
        });
        let spellings: Vec<&str> =
            entities.iter().flat_map(|entity| &dictionary.entities[*entity].1).map(String::as_str).collect();
        Some((self.all_spellings(&typed[..taken], &spellings, progress), taken))
    }

    fn spellings_of(&self, word: &str) -> BTreeSet<String> {
        let family = self.family(word).into_iter().map(|form| form.text);
        family.chain([word.to_owned()]).collect()
    }

    /// Documents with all of the typed words, and those with a spelling of the name that they are.
    fn all_spellings(&self, typed: &[String], spellings: &[&str], progress: &mut Progress) -> Matches {
        let words = typed.iter().map(|word| self.word(&Word::Known(word.clone()), progress));
        let mut found = words.reduce(|left, right| both(&left, &right)).unwrap_or_default();
        let mut also: Vec<String> = Vec::new();
        let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
        for spelling in spellings {
            let words = units(spelling);
            if !seen.insert(words.clone()) {
                continue;
            }
            if words != typed {
                also.push((*spelling).to_owned());
            } else if words.len() == 1 {
                continue;
            }
            for word in &words {
                let is_run = word.starts_with(is_run);
                let marked = if is_run { &mut progress.wanted.runs } else { &mut progress.wanted.forms };
                if is_run {
                    marked.insert(word.clone());
                } else {
                    marked.extend(self.spellings_of(word));
                }
            }
            found = either(&found, &self.phrase(&words, |word| self.family(word)));
        }
        if !also.is_empty() {
            progress.readings.push(Reading::Names { typed: typed.join(" "), also });
        }
        found
    }
}

/// The most words of a query that are looked at as one name.
const MOST_WORDS_OF_NAME: usize = 8;

impl<S: Shelf> Engine<'_, S> {
    fn filter(&self, filter: &Filter, progress: &mut Progress) -> Matches {
        let documents = match filter {
            Filter::Kind(name) => self.of_kind(name),
            Filter::Date(first, last) => {
                let bytes = self.root.dates.and_then(|name| self.shelf.read(&name)).unwrap_or_default();
                read::dated(&bytes, *first, *last)
            }
            Filter::Lang(tag) => {
                let fits = |value: &Value| {
                    let own = value.slug.to_lowercase();
                    own == *tag || own.strip_prefix(tag.as_str()).is_some_and(|rest| rest.starts_with('-'))
                };
                let name = self.root.languages;
                joined(self.values(name).iter().filter(|value| fits(value)))
            }
            Filter::Entity(kind, name) => self.of_entity(*kind, name, progress),
        };
        documents.into_iter().map(|document| (document, 0.0)).collect()
    }

    fn of_kind(&self, name: &str) -> Vec<u32> {
        let is_of_kind = |document: &u32| KINDS[self.root.kind_of(*document)].name() == name;
        (0..self.root.documents).filter(is_of_kind).collect()
    }

    fn values(&self, name: Option<Name>) -> Vec<Value> {
        read::values(&name.and_then(|name| self.shelf.read(&name)).unwrap_or_default())
    }

    /// The documents that concern the entities of a name; else those whose names have all its words.
    fn of_entity(&self, kind: Kind, name: &str, progress: &mut Progress) -> Vec<u32> {
        let facet = FACETS.iter().position(|facet| *facet == kind);
        let values = self.values(facet.and_then(|facet| self.root.facets.get(facet).copied()));
        let wanted = units(name);
        let spelt = |value: &Value, fits: &dyn Fn(&[String]) -> bool| {
            value.spellings.iter().any(|spelling| fits(&units(spelling)))
        };
        let is_called = |value: &&Value| value.slug == name || spelt(value, &|words| words == wanted);
        let has_words = |value: &&Value| {
            !wanted.is_empty() && spelt(value, &|words| wanted.iter().all(|word| words.contains(word)))
        };
        let mut chosen: Vec<&Value> = values.iter().filter(is_called).collect();
        if chosen.is_empty() {
            chosen = values.iter().filter(has_words).collect();
        }
        if chosen.is_empty() {
            let (key, value) = (kind.name().to_owned(), name.to_owned());
            progress.readings.push(Reading::NoValue { key, value });
        }
        joined(chosen.into_iter())
    }

    /// A result as it is shown.
    fn hit(&self, document: u32, wanted: &Wanted) -> Hit {
        let record = self.record(document);
        let chosen = if wanted.is_empty() { None } else { choose(&record.blocks, wanted) };
        let (fragment, field, excerpt) = match chosen {
            Some((block, excerpt)) => (block.fragment.as_str(), block.field, excerpt),
            None => ("", 0, Vec::new()),
        };
        let separator = if fragment.is_empty() { "" } else { "#" };
        Hit {
            document,
            kind: KINDS[self.root.kind_of(document)].name(),
            path: format!("{}{separator}{fragment}", record.path),
            is_note: matches!(field, 5 | 6),
            title: record.title,
            date: record.date,
            source: record.source,
            excerpt,
        }
    }

    fn record(&self, document: u32) -> Record {
        let mut place = document;
        for (count, directory) in &self.root.directories {
            if place >= *count {
                place -= count;
                continue;
            }
            for (count, file) in read::directory(&self.shelf.read(directory).unwrap_or_default()) {
                if place < count {
                    return read::record(&self.shelf.read(&file).unwrap_or_default(), place);
                }
                place -= count;
            }
        }
        Record::default()
    }
}

fn joined<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<u32> {
    let documents: BTreeSet<u32> = values.flat_map(|value| value.documents.iter().copied()).collect();
    documents.into_iter().collect()
}
