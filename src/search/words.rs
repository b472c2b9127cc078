//! Words of a text and of a query: where they begin and end, and what of their spelling counts.
//!
//! A word is a run of letters, marks and digits (Unicode's `Alphabetic`, `N` and `M`). An apostrophe
//! between letters does not end it, nor does a point or comma between digits. Scripts that put no spaces
//! between words, and Korean, which hangs particles on them, come as whole runs: they are searched by pairs
//! of characters, so that every part of a run is found, whatever a dictionary thinks of its bounds.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::words::writes_without_spaces;

/// A word as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether it is a run of a script that is searched by pairs of characters.
    pub is_run: bool,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let rest = &self.text[self.at..];
        let (skipped, first) = rest.char_indices().find(|(_, c)| is_letter(*c))?;
        let start = self.at + skipped;
        let is_run = is_run(first);
        let end = start + length(&self.text[start..], is_run);
        self.at = end;
        Some(Word { range: start..end, is_run })
    }
}

/// The bytes of the word that a text begins with.
fn length(text: &str, of_run: bool) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    let mut before = ' ';
    loop {
        // Nearly all letters are these.
        while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric() && !of_run) {
            before = char::from(*byte);
            end += 1;
        }
        let Some(next) = text[end..].chars().next() else {
            return end;
        };
        let belongs = if is_letter(next) {
            is_run(next) == of_run
        } else {
            let after = text[end + next.len_utf8()..].chars().next().unwrap_or(' ');
            !of_run && joins(before, next, after)
        };
        if !belongs {
            return end;
        }
        before = next;
        end += next.len_utf8();
    }
}

/// Whether a character between two others does not end a word.
fn joins(before: char, between: char, after: char) -> bool {
    match between {
        '\'' | '’' => is_letter(before) && is_letter(after) && !is_run(after),
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric()
        || is_combining_mark(character)
        || matches!(character, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Whether a letter is of a script that is searched by pairs of characters.
pub fn is_run(character: char) -> bool {
    writes_without_spaces(character) || matches!(character, '\u{ac00}'..='\u{d7a3}' | '\u{ff66}'..='\u{ff9f}')
}

/// What of a word's spelling counts: small letters without diacritics, one shape for each Arabic letter.
///
/// Empty where nothing of it counts.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        let kept = word.bytes().filter(|byte| !matches!(byte, b'\'' | b','));
        return Cow::Owned(kept.map(|byte| char::from(byte.to_ascii_lowercase())).collect());
    }
    let mut folded = String::with_capacity(word.len());
    for character in without_seat(word).chars().flat_map(char::to_lowercase).nfkd() {
        push_folded(&mut folded, character);
    }
    Cow::Owned(folded.nfc().collect())
}

/// In Uyghur a vowel at the beginning of a word stands on a hamza, which many do not type.
fn without_seat(word: &str) -> &str {
    match word.strip_prefix('\u{626}') {
        Some(rest) if !rest.is_empty() => rest,
        _ => word,
    }
}

fn push_folded(folded: &mut String, character: char) {
    match character {
        // Diacritics of Latin, Greek and Cyrillic; points of Hebrew; vowel signs of Arabic.
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' => {}
        // Lengthened letters, joiners, soft hyphens, apostrophes; commas in numbers.
        '\u{640}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2b9}'..='\u{2bf}' | '\'' | '’' | ',' => {}
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'đ' | 'ð' => folded.push('d'),
        'ł' => folded.push('l'),
        'ı' => folded.push('i'),
        'ς' => folded.push('σ'),
        '\u{671}' => folded.push('\u{627}'),
        // Yeh with and without dots, kaf of Arabic and of Persian.
        '\u{649}' | '\u{6cc}' => folded.push('\u{64a}'),
        '\u{6a9}' => folded.push('\u{643}'),
        // Every shape of heh, the Uyghur vowel that is written with it, and teh marbuta.
        '\u{629}' | '\u{6d5}' | '\u{6be}' | '\u{6c1}' => folded.push('\u{647}'),
        '\u{660}'..='\u{669}' => folded.push(digit(character, 0x660)),
        '\u{6f0}'..='\u{6f9}' => folded.push(digit(character, 0x6f0)),
        other => folded.push(other),
    }
}

fn digit(character: char, zero: u32) -> char {
    char::from_digit(u32::from(character) - zero, 10).expect("the range holds ten digits")
}

/// The pairs of characters of a folded run, with the place of each in characters; the last character
/// stands alone at the end.
pub fn pairs(run: &str) -> impl Iterator<Item = &str> {
    let starts = run.char_indices().map(|(at, _)| at);
    starts.map(move |at| {
        let ends = run[at..].char_indices().nth(2).map_or(run.len(), |(end, _)| at + end);
        &run[at..ends]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text).map(|word| fold(&text[word.range]).into_owned()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        check("The camps, in Xinjiang!", &["the", "camps", "in", "xinjiang"]);
        check("Xi’an's people's don't 'quoted'", &["xians", "peoples", "dont", "quoted"]);
        check(
            "1,000,000 people; 3.5 per cent. U.S. a.b",
            &["1000000", "people", "3.5", "per", "cent", "u", "s", "a", "b"],
        );
        check("Ürümqi Straße Đà Łódź İstanbul", &["urumqi", "strasse", "da", "lodz", "istanbul"]);
        check("A新疆B 在", &["a", "新疆", "b", "在"]);
        check("신장의 카", &["신장의", "카"]);
        check("ＡＢＣ ﬁne", &["abc", "fine"]);
        check("<b>&amp;</b> .*+?^${}()|[]\\", &["b", "amp", "b"]);
        check("…\u{ad}", &[""]);
    }

    #[test]
    fn arabic_letters_have_one_shape() {
        check("أَحمد إلى آخر مكتبة", &["احمد", "الي", "اخر", "مكتبه"]);
        check("ئۇيغۇر ۇيغۇر", &["ۇيغۇر", "ۇيغۇر"]);
        check("شىنجاڭ شينجاڭ", &["شينجاڭ", "شينجاڭ"]);
        check("٢٠١٨ ۲۰۱۸ كتــاب", &["2018", "2018", "كتاب"]);
    }

    #[test]
    fn runs_are_cut_into_pairs() {
        assert_eq!(pairs("新疆的").collect::<Vec<_>>(), ["新疆", "疆的", "的"]);
        assert_eq!(pairs("新").collect::<Vec<_>>(), ["新"]);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for word in ["Straße", "ئۇيغۇر", "مُؤْمِن", "がぎ", "한국", "ΣΊΣΥΦΟΣ", "Ångström"]
        {
            let once = fold(word).into_owned();
            assert_eq!(fold(&once), once, "{word}");
        }
    }
}
