//! Edits of a report that know where each character came from, so that the true place of a passage
//! is known after them.

use std::ops::Range;

use super::texts::Text;

/// A report in characters, before any edit.
pub struct Base {
    pub text: &'static Text,
    pub characters: Vec<char>,
    pub passages: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    /// Without the empty lines between them.
    paragraphs: Vec<Range<usize>>,
}

/// A report while it is edited: each character, and its place before all edits.
#[derive(Clone)]
pub struct Draft<'b> {
    base: &'b Base,
    characters: Vec<(char, Option<usize>)>,
}

/// An edited report.
pub struct Edited {
    pub text: String,
    /// Bytes of the text, if the passage is still there.
    pub truth: Option<Range<usize>>,
}

/// An edit, or several ways of doing it; none where the passage gives no occasion.
pub type Edit = fn(&Base, &Range<usize>) -> Vec<Edited>;

impl Base {
    pub fn new(text: &'static Text) -> Base {
        let mut base = Base {
            text,
            characters: Vec::new(),
            passages: Vec::new(),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
        };
        for paragraph in text.paragraphs {
            if !base.paragraphs.is_empty() {
                base.characters.extend("\n\n".chars());
            }
            let start = base.characters.len();
            for (index, sentence) in paragraph.iter().enumerate() {
                base.add(if index > 0 { text.space } else { "" }, sentence);
            }
            base.paragraphs.push(start..base.characters.len());
        }
        base
    }

    fn add(&mut self, space: &str, sentence: &str) {
        self.characters.extend(space.chars());
        let start = self.characters.len();
        let mut open = 0;
        for character in sentence.chars() {
            match character {
                '⟦' => open = self.characters.len(),
                '⟧' => self.passages.push(open..self.characters.len()),
                _ => self.characters.push(character),
            }
        }
        self.sentences.push(start..self.characters.len());
    }

    pub fn string(&self, range: Range<usize>) -> String {
        self.characters[range].iter().collect()
    }

    fn draft(&self) -> Draft<'_> {
        let characters =
            self.characters.iter().enumerate().map(|(at, character)| (*character, Some(at))).collect();
        Draft { base: self, characters }
    }

    /// The sentence of a passage: its place among the sentences.
    fn sentence(&self, passage: &Range<usize>) -> usize {
        self.sentences
            .iter()
            .position(|sentence| passage.start < sentence.end)
            .expect("passages are in sentences")
    }

    fn paragraph(&self, passage: &Range<usize>) -> usize {
        self.paragraphs.iter().position(|paragraph| passage.start < paragraph.end).expect("in a paragraph")
    }

    /// Other places where a passage's words stand.
    fn twins(&self, passage: &Range<usize>) -> Vec<Range<usize>> {
        let quote = &self.characters[passage.clone()];
        let last = self.characters.len() - quote.len();
        (0..=last)
            .filter(|at| *at != passage.start && self.characters[*at..].starts_with(quote))
            .map(|at| at..at + quote.len())
            .collect()
    }

    /// The words of a range; characters where the script has no spaces.
    fn words(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let is_word = |c: char| c.is_alphanumeric();
        let mut words: Vec<Range<usize>> = Vec::new();
        for at in range.clone().filter(|at| is_word(self.characters[*at])) {
            match words.last_mut() {
                Some(last) if last.end == at && !self.text.space.is_empty() => last.end = at + 1,
                _ => words.push(at..at + 1),
            }
        }
        words
    }

    /// The first place of a word within a range, whole words only.
    fn find(&self, range: &Range<usize>, word: &str) -> Option<Range<usize>> {
        let word: Vec<char> = word.chars().collect();
        let parted = |at: usize| {
            let letter = |at: usize| self.characters.get(at).is_some_and(|c| c.is_alphanumeric());
            self.text.space.is_empty() || at == 0 || !(letter(at - 1) && letter(at))
        };
        (range.start..range.end.saturating_sub(word.len() - 1))
            .map(|at| at..at + word.len())
            .find(|at| self.characters[at.clone()] == word && parted(at.start) && parted(at.end))
    }
}

impl Draft<'_> {
    /// Where the characters of a range of the base are now; those between them are with them.
    fn now(&self, range: &Range<usize>) -> Range<usize> {
        let is_in = |(_, from): &(char, Option<usize>)| from.is_some_and(|from| range.contains(&from));
        let start = self.characters.iter().position(is_in).expect("the range is still there");
        start..self.characters.iter().rposition(is_in).expect("the range is still there") + 1
    }

    /// Other characters in the place of a range of the base; they count as what they replace.
    fn replace(mut self, range: &Range<usize>, by: &str) -> Self {
        let now = self.now(range);
        self.characters.splice(now, by.chars().map(|character| (character, Some(range.start))));
        self
    }

    fn remove(mut self, range: &Range<usize>) -> Self {
        let now = self.now(range);
        self.characters.drain(now);
        self
    }

    /// New characters before a place of the base.
    fn insert(mut self, at: usize, text: &str) -> Self {
        let now = if at == self.base.characters.len() {
            self.characters.len()
        } else {
            self.now(&(at..at + 1)).start
        };
        self.characters.splice(now..now, text.chars().map(|character| (character, None)));
        self
    }

    /// A sentence without the space behind it, or before it where it is the last.
    fn remove_sentence(self, index: usize) -> Self {
        let (sentences, space) = (&self.base.sentences, self.base.text.space.chars().count());
        let mut range = sentences[index].clone();
        let next = sentences.get(index + 1).is_some_and(|next| next.start == range.end + space);
        let previous = index > 0 && sentences[index - 1].end + space == range.start;
        match (next, previous) {
            (true, _) => range.end += space,
            (_, true) => range.start -= space,
            _ => {
                let paragraph = self.base.paragraph(&range);
                return self.remove_paragraph(paragraph);
            }
        }
        self.remove(&range)
    }

    fn remove_paragraph(self, index: usize) -> Self {
        let paragraphs = &self.base.paragraphs;
        let mut range = paragraphs[index].clone();
        match paragraphs.get(index + 1) {
            Some(next) => range.end = next.start,
            None => range.start = paragraphs[index - 1].end,
        }
        self.remove(&range)
    }

    /// A range of the base to before another place of it, with new characters around it.
    fn carry(mut self, range: &Range<usize>, to: usize, before: &str, after: &str) -> Self {
        let now = self.now(range);
        let moved: Vec<(char, Option<usize>)> = self.characters.drain(now).collect();
        let to = if to >= self.base.characters.len() {
            self.characters.len()
        } else {
            self.now(&(to..to + 1)).start
        };
        let new = |text: &str| text.chars().map(|character| (character, None)).collect::<Vec<_>>();
        self.characters.splice(to..to, [new(before), moved, new(after)].concat());
        self
    }

    /// Each character by itself, with its place in the base.
    fn map(mut self, by: impl Fn(usize, char) -> String) -> Self {
        let mapped = self.characters.iter().enumerate().flat_map(|(at, (character, from))| {
            by(at, *character).chars().map(|character| (character, *from)).collect::<Vec<_>>()
        });
        self.characters = mapped.collect();
        self
    }

    /// The edited report, and the passage where more than half of its characters are left.
    fn done(self, passage: &Range<usize>) -> Edited {
        let is_in = |from: &Option<usize>| from.is_some_and(|from| passage.contains(&from));
        let left = self.characters.iter().filter(|(_, from)| is_in(from)).count();
        let bytes =
            |until: usize| self.characters[..until].iter().map(|(character, _)| character.len_utf8()).sum();
        let truth = (2 * left > passage.len()).then(|| {
            let now = self.now(passage);
            bytes(now.start)..bytes(now.end)
        });
        Edited { text: self.characters.iter().map(|(character, _)| character).collect(), truth }
    }

    /// The same, where nothing may be attached: the passage is gone, or says something else.
    fn lost(self, passage: &Range<usize>) -> Edited {
        Edited { truth: None, ..self.done(passage) }
    }
}

/// Sentences apart from a passage's own and its neighbours, and from its twins.
fn far(base: &Base, passage: &Range<usize>) -> Vec<Range<usize>> {
    let own = base.sentence(passage);
    let twins: Vec<usize> = base.twins(passage).iter().map(|twin| base.sentence(twin)).collect();
    (0..base.sentences.len())
        .filter(|at| at.abs_diff(own) > 2 && twins.iter().all(|twin| at.abs_diff(*twin) > 2))
        .map(|at| base.sentences[at].clone())
        .collect()
}

fn put_in(base: &Base, word: usize) -> String {
    format!("{}{}", base.text.fillers[word % base.text.fillers.len()], base.text.space)
}

pub fn nothing(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    vec![base.draft().done(passage)]
}

/// Words put in, taken out and changed in other sentences, and sentences added.
pub fn elsewhere(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let far = far(base, passage);
    let Some((first, last)) = far.first().zip(far.last()) else {
        return Vec::new();
    };
    let middle = |sentence: &Range<usize>| {
        let words = base.words(sentence);
        words[words.len() / 2].clone()
    };
    let more = format!("{}{}", base.text.sentences[0], base.text.space);
    vec![
        base.draft().insert(middle(first).start, &put_in(base, 0)).done(passage),
        base.draft().replace(&middle(last), base.text.fillers[1]).insert(first.start, &more).done(passage),
        far.iter()
            .fold(base.draft(), |draft, sentence| draft.replace(&middle(sentence), base.text.fillers[2]))
            .done(passage),
    ]
}

pub fn paragraphs_added(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let new = base.text.sentences.join(base.text.space) + "\n\n";
    let own = base.paragraphs[base.paragraph(passage)].start;
    vec![
        base.draft().insert(0, &new).done(passage),
        base.draft().insert(0, &new.repeat(3)).done(passage),
        base.draft().insert(own, &new).done(passage),
    ]
}

/// The words beside the passage changed, and the sentences beside it taken out.
pub fn neighbours(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let own = base.sentence(passage);
    let mut edited = vec![base.draft().insert(passage.start, &put_in(base, 3)).done(passage)];
    let before = base.words(&(0..passage.start));
    let after = base.words(&(passage.end..base.characters.len()));
    edited.extend(before.last().map(|word| base.draft().replace(word, base.text.fillers[1]).done(passage)));
    edited.extend(after.first().map(|word| base.draft().replace(word, base.text.fillers[2]).done(passage)));
    if own > 0 {
        edited.push(base.draft().remove_sentence(own - 1).done(passage));
    }
    if own + 1 < base.sentences.len() {
        edited.push(base.draft().remove_sentence(own + 1).done(passage));
    }
    edited
}

pub fn word_put_in(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let words = base.words(passage);
    let at = |share: usize| words[(words.len() * share / 4).max(1).min(words.len() - 1)].start;
    let two = base.draft().insert(at(1), &put_in(base, 1)).insert(at(3), &put_in(base, 2));
    let one = |share| base.draft().insert(at(share), &put_in(base, share)).done(passage);
    vec![one(1), one(2), one(3), two.done(passage)]
}

pub fn word_taken_out(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let words = base.words(passage);
    if words.len() < 4 {
        return Vec::new();
    }
    let out = |at: usize| base.draft().remove(&(words[at].start..words[at + 1].start)).done(passage);
    vec![out(0), out(words.len() / 3), out(words.len() / 2), out(words.len() - 2)]
}

fn replaced(base: &Base, passage: &Range<usize>, pairs: &[(&str, &str)]) -> Vec<Edited> {
    let found = pairs.iter().filter_map(|(word, other)| base.find(passage, word).map(|at| (at, other)));
    found.map(|(at, other)| base.draft().replace(&at, other).done(passage)).collect()
}

fn turned(base: &Base, passage: &Range<usize>, pairs: &[(&str, &str)]) -> Vec<Edited> {
    replaced(base, passage, pairs).into_iter().map(|edited| Edited { truth: None, ..edited }).collect()
}

pub fn word_replaced(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    replaced(base, passage, base.text.others)
}

pub fn words_swapped(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let words = base.words(passage);
    let swap = |at: usize| {
        let (one, other) = (words[at].clone(), words[at + 1].clone());
        let turned =
            [base.string(other.clone()), base.string(one.end..other.start), base.string(one.clone())]
                .concat();
        base.draft().replace(&(one.start..other.end), &turned).done(passage)
    };
    if words.len() < 4 { Vec::new() } else { vec![swap(words.len() / 2), swap(0)] }
}

pub fn spelling(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    replaced(base, passage, base.text.spellings)
}

/// Quotation marks, hyphens, spaces that do not break, soft hyphens, marks that are characters of
/// their own, other white space.
pub fn typography(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let marks = |_, c: char| match c {
        '“' | '”' | '„' => "\"".to_owned(),
        ' ' => "\u{a0}".to_owned(),
        'ü' => "u\u{308}".to_owned(),
        'ö' => "o\u{308}".to_owned(),
        c => c.to_string(),
    };
    let soft = |at: usize, c: char| match c {
        'a' | 'e' | 'i' if at.is_multiple_of(3) => format!("{c}\u{ad}"),
        'ا' | 'ى' => format!("{c}\u{200c}"),
        ' ' if at.is_multiple_of(2) => "  \n".to_owned(),
        c => c.to_string(),
    };
    vec![base.draft().map(marks).done(passage), base.draft().map(soft).done(passage)]
}

/// Commas taken out or put in, in the passage too.
pub fn punctuation(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let words = base.words(passage);
    let comma = if base.text.space.is_empty() { "，" } else { ", " };
    let at = words[words.len() / 2].start;
    let is_comma = |c: char| ",，、،".contains(c);
    let mut edited = vec![base.draft().insert(at, comma).done(passage)];
    if passage.clone().any(|at| is_comma(base.characters[at])) {
        let digit = |at: usize| base.characters.get(at).is_some_and(char::is_ascii_digit);
        let out =
            |at: usize, c: char| if is_comma(c) && !digit(at + 1) { String::new() } else { c.to_string() };
        edited.push(base.draft().map(out).done(passage));
    }
    edited
}

pub fn sentence_moved(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let (own, space) = (base.sentences[base.sentence(passage)].clone(), base.text.space);
    let mut edited = vec![base.draft().carry(&own, base.characters.len(), space, "").done(passage)];
    if own.start > 0 {
        edited.push(base.draft().carry(&own, 0, "", space).done(passage));
    }
    edited
}

pub fn paragraph_moved(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let own = base.paragraphs[base.paragraph(passage)].clone();
    let mut edited = vec![base.draft().carry(&own, base.characters.len(), "\n\n", "").done(passage)];
    if own.start > 0 {
        edited.push(base.draft().carry(&own, 0, "", "\n\n").done(passage));
    }
    edited
}

pub fn paragraph_split(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let own = base.sentence(passage);
    let breaks = [base.sentences[own].start, base.sentences[own].end, passage.start];
    breaks.iter().filter(|at| **at > 0).map(|at| base.draft().insert(*at, "\n\n").done(passage)).collect()
}

pub fn paragraphs_merged(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let own = base.paragraph(passage);
    let joints = base.paragraphs.windows(2).skip(own.saturating_sub(1)).take(2);
    joints.map(|pair| base.draft().replace(&(pair[0].end..pair[1].start), " ").done(passage)).collect()
}

/// The passage's sentence written once more somewhere else; not beside it, where both are the same.
pub fn twin_added(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let own = base.sentences[base.sentence(passage)].clone();
    let copy = base.string(own.clone());
    let (space, end) = (base.text.space, base.characters.len());
    let other = (base.paragraph(passage) + 2) % base.paragraphs.len();
    vec![
        base.draft().insert(0, &format!("{copy}{space}")).done(passage),
        base.draft().insert(end, &format!("{space}{copy}")).done(passage),
        base.draft().insert(base.paragraphs[other].start, &format!("{copy}{space}")).done(passage),
    ]
}

pub fn twin_gone(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let twins = base.twins(passage).into_iter();
    twins.map(|twin| base.draft().remove_sentence(base.sentence(&twin)).done(passage)).collect()
}

/// The passage's words stand elsewhere; its own sentence, paragraph, or both its neighbours too, are gone.
pub fn gone_twin_stays(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    if base.twins(passage).is_empty() { Vec::new() } else { gone_ways(base, passage) }
}

pub fn gone(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    if base.twins(passage).is_empty() { gone_ways(base, passage) } else { Vec::new() }
}

fn gone_ways(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let own = base.sentence(passage);
    let mut ways = vec![
        base.draft().remove_sentence(own).lost(passage),
        base.draft().remove_paragraph(base.paragraph(passage)).lost(passage),
        base.draft().remove(passage).lost(passage),
        base.draft().replace(&base.sentences[own], base.text.sentences[0]).lost(passage),
        base.draft().replace(passage, base.text.sentences[1]).lost(passage),
    ];
    if own > 0 && own + 1 < base.sentences.len() && base.paragraph(passage) > 0 {
        let wide = base.sentences[own - 1].start..base.sentences[own + 1].end;
        ways.push(base.draft().replace(&wide, base.text.sentences[2]).lost(passage));
    }
    ways
}

/// The passage is gone, and a sentence that differs from it in a word is somewhere else.
pub fn gone_like_added(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let own = base.sentence(passage);
    let sentence = base.sentences[own].clone();
    let words = base.words(passage);
    let middle = words[words.len() / 2].clone();
    let with = |start: &str| {
        [&base.string(sentence.start..middle.start), start, &base.string(middle.end..sentence.end)].concat()
    };
    let word = base.string(middle.clone());
    let (space, filler) = (base.text.space, base.text.fillers[0]);
    let likes = [with(filler), with(&format!("{filler}{space}{word}"))];
    let to = if base.paragraph(passage) == 0 { base.characters.len() } else { 0 };
    let add = |like: &String| {
        let like = if to == 0 { format!("{like}{space}") } else { format!("{space}{like}") };
        base.draft().insert(to, &like).remove_sentence(own).lost(passage)
    };
    likes.iter().map(add).collect()
}

/// A word changed in the passage, while its words stand elsewhere.
pub fn changed_twin_stays(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    if base.twins(passage).is_empty() {
        return Vec::new();
    }
    let mut edited = word_put_in(base, passage);
    edited.extend(word_taken_out(base, passage));
    edited.extend(word_replaced(base, passage));
    edited
}

pub fn number_changed(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    turned(base, passage, base.text.numbers)
}

pub fn name_changed(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    turned(base, passage, base.text.names)
}

pub fn denied(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    turned(base, passage, base.text.denials)
}

/// All at once: a word in the passage, words elsewhere, a paragraph above.
pub fn much(base: &Base, passage: &Range<usize>) -> Vec<Edited> {
    let words = base.words(passage);
    let start = words[words.len() / 2].start;
    let new = base.text.sentences.join(base.text.space) + "\n\n";
    let far = far(base, passage);
    let changed = far
        .iter()
        .fold(base.draft(), |draft, sentence| draft.replace(&base.words(sentence)[0], base.text.fillers[2]));
    vec![changed.insert(start, &put_in(base, 1)).insert(0, &new).done(passage)]
}
