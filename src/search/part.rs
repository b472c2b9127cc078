//! The words of some documents: each form with the documents and places where it stands.

use std::collections::HashMap;

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use crate::model::body::Run;
use crate::search::code::push_number;
use crate::search::documents::{Block, Library, Span};
use crate::search::layout::{BEGINS, ENDS, Field};
use crate::search::stem::Rules;
use crate::search::words::{Word, fold, pairs, words};

/// The forms of some documents, sorted.
///
/// An archive of ten thousand reports has some hundred thousand of these: their texts and bytes lie together,
/// since a piece of memory for each would take more room than they do.
pub struct Part {
    pub(super) forms: Vec<Form>,
    texts: String,
    bytes: Vec<u8>,
    /// How many words each document has, in order.
    pub(super) lengths: Vec<u32>,
    /// What the record of each document is, in bytes, and a hash of it.
    pub(super) records: Vec<(usize, [u8; 32])>,
}

/// A spelling, folded, and where it stands.
pub(super) struct Form {
    text: Run,
    /// What it is a form of, in each language that it is met in, with line ends between.
    stems: Run,
    /// Of each document its distance from the last one, and how often the form stands in which fields.
    entries: Run,
    /// Of each document the places in each of these fields.
    places: Run,
    pub documents: u32,
    /// The first and last document, and the code of the first, whose number is not in `entries`.
    pub first: u32,
    pub last: u32,
    pub first_code: u32,
}

/// A form with the part that it is in.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    part: &'a Part,
    pub form: &'a Form,
}

impl<'a> Piece<'a> {
    pub fn text(self) -> &'a str {
        &self.part.texts[self.form.text.range()]
    }

    pub fn stems(self) -> impl Iterator<Item = &'a str> {
        self.part.texts[self.form.stems.range()].lines()
    }

    pub fn entries(self) -> &'a [u8] {
        &self.part.bytes[self.form.entries.range()]
    }

    pub fn places(self) -> &'a [u8] {
        &self.part.bytes[self.form.places.range()]
    }
}

/// A form that is being gathered.
struct Open {
    text: Box<str>,
    stems: Vec<String>,
    documents: u32,
    first: u32,
    last: u32,
    first_code: u32,
    entries: Vec<u8>,
    places: Vec<u8>,
}

/// A place of a form in the document that is being read.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
struct Token {
    form: u32,
    field: Field,
    place: u32,
    /// Of a run's pair, whether it begins and ends words.
    bounds: u8,
}

impl Part {
    /// Reads some documents.
    pub fn read(library: &Library<'_>, span: Span) -> Part {
        let mut reader = Reader::new(library);
        for document in span {
            reader.document(document);
        }
        let Reader { mut forms, lengths, records, .. } = reader;
        forms.sort_unstable_by(|left, right| left.text.cmp(&right.text));
        let (texts, bytes) = (String::new(), Vec::new());
        let mut part = Part { forms: Vec::with_capacity(forms.len()), texts, bytes, lengths, records };
        forms.into_iter().for_each(|form| part.close(&form));
        part.texts.shrink_to_fit();
        part.bytes.shrink_to_fit();
        part
    }

    fn close(&mut self, open: &Open) {
        let (text, stems) = (self.keep(&open.text), self.keep(&open.stems.join("\n")));
        let mut bytes = |bytes: &[u8]| {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(bytes);
            Run::new(start, self.bytes.len())
        };
        let (entries, places) = (bytes(&open.entries), bytes(&open.places));
        let Open { documents, first, last, first_code, .. } = *open;
        self.forms.push(Form { text, stems, entries, places, documents, first, last, first_code });
    }

    fn keep(&mut self, text: &str) -> Run {
        let start = self.texts.len();
        self.texts.push_str(text);
        Run::new(start, self.texts.len())
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.forms.iter().map(|form| Piece { part: self, form })
    }
}

/// The forms of words as they were met, by one language's rules; none for a word of which nothing counts.
type Known = HashMap<Box<str>, Option<u32>>;

struct Reader<'a> {
    library: &'a Library<'a>,
    segmenter: WordSegmenterBorrowed<'static>,
    /// Rules of the site's language.
    site: Rules,
    forms: Vec<Open>,
    by_text: HashMap<Box<str>, u32>,
    known: Vec<(Rules, Known)>,
    tokens: Vec<Token>,
    lengths: Vec<u32>,
    records: Vec<(usize, [u8; 32])>,
}

impl<'a> Reader<'a> {
    fn new(library: &'a Library<'a>) -> Reader<'a> {
        Reader {
            library,
            segmenter: WordSegmenter::new_dictionary(Default::default()),
            site: Rules::of(&library.config.lang),
            forms: Vec::new(),
            by_text: HashMap::new(),
            known: Vec::new(),
            tokens: Vec::new(),
            lengths: Vec::new(),
            records: Vec::new(),
        }
    }

    fn document(&mut self, document: u32) {
        let own = Rules::of(self.library.lang(document));
        let blocks = self.library.blocks(document);
        let record = self.library.record(document, &blocks);
        self.records.push((record.len(), *blake3::hash(&record).as_bytes()));
        let mut places = [0_u32; crate::search::layout::FIELDS];
        for block in &blocks {
            let rules = if block.is_own { own } else { self.site };
            let place = &mut places[block.field as usize];
            *place = self.block(block, rules, *place) + 1;
        }
        self.lengths.push(u32::try_from(self.tokens.len()).unwrap_or(u32::MAX));
        self.enter(document);
    }

    /// Reads a block from a place on; the place behind it.
    fn block(&mut self, block: &Block<'_>, rules: Rules, mut place: u32) -> u32 {
        let known = self.known_of(rules);
        for word in words(&block.text) {
            let written = &block.text[word.range.clone()];
            if word.is_run {
                place = self.run(&block.text, &word, block.field, place);
                continue;
            }
            let form = match self.known[known].1.get(written) {
                Some(form) => *form,
                None => self.learn(known, written),
            };
            if let Some(form) = form {
                self.tokens.push(Token { form, field: block.field, place, bounds: 0 });
                place += 1;
            }
        }
        place
    }

    fn known_of(&mut self, rules: Rules) -> usize {
        if let Some(known) = self.known.iter().position(|(known, _)| *known == rules) {
            return known;
        }
        self.known.push((rules, HashMap::new()));
        self.known.len() - 1
    }

    fn learn(&mut self, known: usize, written: &str) -> Option<u32> {
        let folded = fold(written);
        let form = (!folded.is_empty()).then(|| {
            let form = self.form(&folded);
            // Rules that know no accents see another word where there is one.
            for word in [written, &folded] {
                let stem = self.known[known].0.stem(word);
                let stems = &mut self.forms[form as usize].stems;
                if !stems.contains(&stem) {
                    stems.push(stem);
                }
            }
            form
        });
        self.known[known].1.insert(written.into(), form);
        form
    }

    fn form(&mut self, text: &str) -> u32 {
        if let Some(form) = self.by_text.get(text) {
            return *form;
        }
        let form = self.forms.len() as u32;
        self.by_text.insert(text.into(), form);
        self.forms.push(Open {
            text: text.into(),
            stems: Vec::new(),
            documents: 0,
            first: 0,
            last: 0,
            first_code: 0,
            entries: Vec::new(),
            places: Vec::new(),
        });
        form
    }

    /// Reads a run of a script without spaces: by pairs of characters, each with what a dictionary says of
    /// the bounds of words there.
    fn run(&mut self, text: &str, word: &Word, field: Field, place: u32) -> u32 {
        let written = &text[word.range.clone()];
        let run = fold(written).into_owned();
        let count = run.chars().count();
        let bounds = self.bounds(written, count);
        for (index, pair) in pairs(&run).enumerate() {
            let behind = (index + pair.chars().count()).min(count);
            let begins = if bounds[index] { BEGINS } else { 0 };
            let ends = if bounds[behind] { ENDS } else { 0 };
            let form = self.form(pair);
            self.tokens.push(Token { form, field, place: place + index as u32, bounds: begins | ends });
        }
        place + count as u32
    }

    /// Before which characters of a run, and behind the last, a word ends or begins.
    fn bounds(&self, written: &str, count: usize) -> Vec<bool> {
        let mut bounds = vec![false; count + 1];
        (bounds[0], bounds[count]) = (true, true);
        // Folding has changed how many characters there are: a dictionary's places would be wrong ones.
        if written.chars().count() != count {
            return bounds;
        }
        let mut starts: Vec<usize> = written.char_indices().map(|(at, _)| at).collect();
        starts.push(written.len());
        for at in self.segmenter.segment_str(written) {
            if let Ok(index) = starts.binary_search(&at) {
                bounds[index] = true;
            }
        }
        bounds
    }

    /// Adds the document's tokens to its forms.
    fn enter(&mut self, document: u32) {
        self.tokens.sort_unstable();
        let tokens = std::mem::take(&mut self.tokens);
        for of_form in tokens.chunk_by(|left, right| left.form == right.form) {
            self.forms[of_form[0].form as usize].enter(document, of_form);
        }
        self.tokens = tokens;
        self.tokens.clear();
    }
}

impl Open {
    fn enter(&mut self, document: u32, tokens: &[Token]) {
        let is_plain = tokens.iter().all(|token| token.field == Field::Text);
        let code = match tokens.len() {
            1 if is_plain => 0,
            _ if is_plain => 1,
            _ => 2,
        };
        if self.documents == 0 {
            (self.first, self.first_code) = (document, code);
        } else {
            push_number(&mut self.entries, (document - self.last) * 4 + code);
        }
        self.last = document;
        self.documents += 1;
        if code == 1 {
            push_number(&mut self.entries, tokens.len() as u32 - 2);
        }
        if code == 2 {
            self.entries.push(tokens.iter().fold(0, |mask, token| mask | 1 << token.field as u8));
        }
        for of_field in tokens.chunk_by(|left, right| left.field == right.field) {
            if code == 2 {
                push_number(&mut self.entries, of_field.len() as u32 - 1);
            }
            self.enter_places(of_field);
        }
    }

    fn enter_places(&mut self, tokens: &[Token]) {
        let is_pair = self.text.chars().next().is_some_and(crate::search::words::is_run);
        let mut last = 0;
        for token in tokens {
            let distance = token.place - last;
            let number = if is_pair { distance * 4 + u32::from(token.bounds) } else { distance };
            push_number(&mut self.places, number);
            last = token.place;
        }
    }
}
