//! Texts made comparable, with a map back: the same words, whatever the typography.
//!
//! Owns what counts as the same text: NFC; one space for any white space; plain quotation marks,
//! apostrophes and hyphens, one hyphen for a run of them; three full stops for an ellipsis; nothing
//! for what has no width. Never folds case, and knows nothing of words.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in its comparable form, and where each piece of it stands in the text itself.
#[derive(Debug)]
pub struct Normal<'a> {
    pub text: Cow<'a, str>,
    /// Ascending; empty where the two texts are the same.
    steps: Vec<Step>,
}

/// A piece of the comparable text, up to the next step.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Where it begins in the comparable text.
    at: u32,
    /// Where it begins in the text itself.
    from: u32,
    /// 0: byte for byte the same up to the next step. Otherwise the piece stands for this many bytes
    /// of the text, and cannot be parted.
    width: u32,
}

impl<'a> Normal<'a> {
    /// Longer texts than 4 GiB are not expected here: the places of a body are 32 bits wide.
    pub fn new(source: &'a str) -> Normal<'a> {
        let clean = clean_run(source, 0);
        if clean == source.len() {
            return Normal { text: Cow::Borrowed(source), steps: Vec::new() };
        }
        let mut writer =
            Writer { source, from: 0, text: String::with_capacity(source.len()), steps: Vec::new() };
        writer.keep(clean);
        while writer.from < source.len() {
            writer.piece();
            if !writer.repeats() {
                writer.keep(clean_run(source, writer.from));
            }
        }
        Normal { text: Cow::Owned(writer.text), steps: writer.steps }
    }

    /// Where a run that begins here begins in the text itself; nothing inside what cannot be parted.
    pub fn start(&self, at: usize) -> Option<usize> {
        let Some(step) = self.steps.partition_point(|step| step.at as usize <= at).checked_sub(1) else {
            return Some(at);
        };
        let Step { at: begin, from, width } = self.steps[step];
        let into = at - begin as usize;
        (width == 0 || into == 0).then_some(from as usize + into)
    }

    /// Where a run that ends here ends in the text itself, without what is skipped behind it; nothing
    /// inside what cannot be parted.
    pub fn end(&self, at: usize) -> Option<usize> {
        let Some(step) = self.steps.partition_point(|step| (step.at as usize) < at).checked_sub(1) else {
            return Some(at);
        };
        let Step { at: begin, from, width } = self.steps[step];
        if width == 0 {
            return Some(from as usize + at - begin as usize);
        }
        (at == self.begin(step + 1)).then_some((from + width) as usize)
    }

    /// The run of the comparable text for a run of the text itself: what it touches, whole, without
    /// white space at its ends.
    pub fn run(&self, range: Range<usize>) -> Range<usize> {
        let start = self.reach(range.start, false);
        let end = self.reach(range.end, true).max(start);
        let run = &self.text[start..end];
        let trimmed = run.trim_start();
        let start = start + run.len() - trimmed.len();
        start..start + trimmed.trim_end().len()
    }

    /// The place in the comparable text for a place in the text itself; outwards where it is within
    /// something that cannot be parted.
    fn reach(&self, place: usize, is_end: bool) -> usize {
        let before =
            |step: &Step| if is_end { (step.from as usize) < place } else { step.from as usize <= place };
        let Some(step) = self.steps.partition_point(before).checked_sub(1) else {
            return place.min(self.text.len());
        };
        let Step { at, from, width } = self.steps[step];
        let into = place - from as usize;
        let next = self.begin(step + 1);
        match width {
            0 => (at as usize + into).min(next),
            _ if !is_end && into < width as usize => at as usize,
            _ => next,
        }
    }

    fn begin(&self, step: usize) -> usize {
        self.steps.get(step).map_or(self.text.len(), |step| step.at as usize)
    }
}

/// The comparable form alone, without white space at its ends.
pub fn plain(text: &str) -> Cow<'_, str> {
    match Normal::new(text).text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Whether a character is left out of comparable texts: soft hyphens, joiners, marks of direction,
/// selectors of variants.
pub fn is_ignored(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What a typographic character is compared as; hyphens are found by [`is_hyphen`].
fn plainer(character: char) -> Option<&'static str> {
    Some(match character {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '…' => "...",
        '‥' => "..",
        _ => return None,
    })
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// The end of the run that begins here and is the same in its comparable form: ASCII without control
/// characters, without two spaces or hyphens in a row, and not the base of a combining mark.
fn clean_run(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while bytes[at..].first_chunk().is_some_and(are_clean) {
        at += BLOCK;
    }
    while at < bytes.len() && is_clean(bytes[at], bytes.get(at + 1).copied().unwrap_or_default()) {
        at += 1;
    }
    match text[at..].chars().next() {
        Some(next) if at > from && !next.is_ascii() && joins(next) => at - 1,
        _ => at,
    }
}

/// Bytes looked at together: enough for the compiler to use wide registers.
const BLOCK: usize = 32;

/// Whether all bytes but the last are clean; the last is looked at as a neighbour only.
fn are_clean(bytes: &[u8; BLOCK + 1]) -> bool {
    // Counted, not sought: so every byte is looked at, many at once.
    let pairs = bytes[..BLOCK].iter().zip(&bytes[1..]);
    pairs.map(|(byte, next)| u8::from(!is_clean(*byte, *next))).sum::<u8>() == 0
}

#[inline]
fn is_clean(byte: u8, next: u8) -> bool {
    let is_usual = (0x20..0x7f).contains(&byte);
    let is_repeated = (byte == next) & ((byte == b' ') | (byte == b'-'));
    is_usual & !is_repeated
}

/// Whether a character can change with what stands before it in NFC.
fn joins(character: char) -> bool {
    if character < '\u{300}' || matches!(character, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') {
        return false;
    }
    match is_nfc_quick(std::iter::once(character)) {
        IsNormalized::Yes => canonical_combining_class(character) != 0,
        IsNormalized::Maybe => true,
        IsNormalized::No => {
            let mut first = None;
            decompose_canonical(character, |part| first = first.or(Some(part)));
            first.is_some_and(|first| canonical_combining_class(first) != 0)
        }
    }
}

/// Writes the comparable form of a text, piece by piece.
struct Writer<'a> {
    source: &'a str,
    /// How much of the text is done.
    from: usize,
    text: String,
    steps: Vec<Step>,
}

impl Writer<'_> {
    /// One character that is not clean, or one base with its marks.
    fn piece(&mut self) {
        let mut characters = self.source[self.from..].chars();
        let first = characters.next().expect("there is more text");
        let width = first.len_utf8();
        if first.is_whitespace() {
            self.put_once(' ', width);
        } else if is_hyphen(first) {
            let run: usize = characters.take_while(|next| is_hyphen(*next)).map(char::len_utf8).sum();
            self.put_once('-', width + run);
        } else if is_ignored(first) {
            self.from += width;
        } else if let Some(plainer) = plainer(first) {
            self.put(plainer, width);
        } else {
            let marks: usize = characters.take_while(|next| joins(*next)).map(char::len_utf8).sum();
            self.compose(width + marks);
        }
    }

    /// A base with its marks, in NFC.
    fn compose(&mut self, width: usize) {
        let piece = &self.source[self.from..self.from + width];
        if is_nfc_quick(piece.chars()) == IsNormalized::Yes {
            return self.keep(self.from + width);
        }
        let composed: String = piece.nfc().collect();
        if composed == piece {
            return self.keep(self.from + width);
        }
        self.put(&composed, width);
    }

    /// Whether a space follows a space, or a hyphen a hyphen, across what was skipped.
    fn repeats(&self) -> bool {
        let next = self.source.as_bytes().get(self.from);
        next == self.text.as_bytes().last() && matches!(next, Some(b' ' | b'-'))
    }

    /// The text as it is, up to a place.
    fn keep(&mut self, to: usize) {
        if to == self.from {
            return;
        }
        let continues = self.steps.last().map_or(self.from == self.text.len(), |last| {
            last.width == 0 && self.text.len() - last.at as usize == self.from - last.from as usize
        });
        if !continues {
            self.step(0);
        }
        self.text.push_str(&self.source[self.from..to]);
        self.from = to;
    }

    /// Something else in the place of so many bytes.
    fn put(&mut self, text: &str, width: usize) {
        self.step(width);
        self.text.push_str(text);
        self.from += width;
    }

    /// One character in the place of so many bytes, unless it is there already.
    fn put_once(&mut self, character: char, width: usize) {
        if self.text.ends_with(character) {
            self.from += width;
        } else if self.source[self.from..].starts_with(character) && width == 1 {
            self.keep(self.from + 1);
        } else {
            self.put(character.encode_utf8(&mut [0; 4]), width);
        }
    }

    fn step(&mut self, width: usize) {
        let narrow = |place: usize| u32::try_from(place).expect("a text is shorter than 4 GiB");
        if self.steps.is_empty() && self.from > 0 && !self.text.is_empty() {
            self.steps.push(Step { at: 0, from: 0, width: 0 });
        }
        self.steps.push(Step { at: narrow(self.text.len()), from: narrow(self.from), width: narrow(width) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        assert_eq!(Normal::new(source).text, expected, "{source:?}");
    }

    #[test]
    fn the_same_words_look_the_same() {
        check("plain text, nothing to do", "plain text, nothing to do");
        check("two\n\nparagraphs  and\u{a0}a\r\nline", "two paragraphs and a line");
        check("“don’t” – he said—“now”…", "\"don't\" - he said-\"now\"...");
        check("a -- b --- c", "a - b - c");
        check("re\u{ad}edu\u{200b}cation", "reeducation");
        check("Jose\u{301} e\u{323}\u{302}", "José ệ");
        check("<\u{338} = ≮", "≮ = ≮");
        check("\u{1112}\u{1161}\u{11ab}", "한");
        check("شىنجاڭ\u{200c}دا", "شىنجاڭدا");
        check("a \u{200b} b", "a b");
        check("\u{feff}start", "start");
    }

    #[test]
    fn places_lead_back() {
        let source = "é “one”  two\u{ad}s e\u{301}nd…";
        let normal = Normal::new(source);
        assert_eq!(normal.text, "é \"one\" twos énd...");
        for (word, expected) in
            [("one", "one"), ("\"one\"", "“one”"), ("twos", "two\u{ad}s"), ("énd...", "e\u{301}nd…")]
        {
            let at = normal.text.find(word).expect("the word is there");
            let range = normal.start(at).expect("a start")..normal.end(at + word.len()).expect("an end");
            assert_eq!(&source[range.clone()], expected);
            assert_eq!(normal.run(range), at..at + word.len());
        }
        let dots = normal.text.find("...").expect("the dots are there");
        assert_eq!(normal.start(dots + 1), None);
        assert_eq!(normal.end(dots + 1), None);
        let skipped = source.find('\u{ad}').expect("the soft hyphen is there");
        assert_eq!(normal.run(skipped..skipped + 2), normal.run(skipped..skipped), "nothing to see");
    }
}
