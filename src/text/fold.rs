//! Names compared as a reader compares them: NFC, one space between words, case folded.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::scan::{count, is_plain_line};
use crate::text::words::one_line;

/// Text in NFC; borrowed text that is already so is copied once.
pub fn nfc(text: &str) -> String {
    // Every text of characters before U+0300 is in NFC, and no other has a byte from 0xcc on.
    if text.bytes().all(|byte| byte < 0xcc) {
        return text.to_owned();
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

/// Text in NFC without characters that no page or feed may hold: control characters but line ends and
/// tabs, and the two that are no characters at all (XML 1.0, 2.2).
pub fn clean(text: &str) -> String {
    let is_usual = |byte: u8| (b' '..=b'~').contains(&byte) | (byte == b'\n') | (byte == b'\t');
    if count(text.as_bytes(), is_usual) == text.len() {
        return text.to_owned();
    }
    let is_refused =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.chars().any(is_refused) {
        return nfc(&text.replace("\r\n", "\n").replace('\r', "\n").replace(is_refused, ""));
    }
    nfc(text)
}

/// A name as people write it: NFC, trimmed, one space between words.
pub fn tidy(name: &str) -> String {
    if is_plain_line(name) { name.to_owned() } else { clean(&one_line(name)) }
}

/// A name for looking up: [`tidy`], lower-cased, with plain apostrophes and hyphens.
pub fn fold(name: &str) -> String {
    if is_plain_line(name) {
        return name.to_ascii_lowercase();
    }
    tidy(name)
        .chars()
        .map(|character| match character {
            '’' | '‘' | 'ʼ' => '\'',
            '‐' | '‑' | '–' => '-',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(fold("  Barbel\u{308}  KOFLER "), fold("Barbel̈ Kofler"));
        assert_eq!(fold("O’Brien"), fold("o'brien"));
    }

    #[test]
    fn what_no_page_may_hold_goes() {
        assert_eq!(clean("a\u{7f}b\r\nc\td\u{85}\u{ffff}e\rf"), "ab\nc\tde\nf");
        assert_eq!((clean("a b\tc\n"), tidy(" a \u{a0}b\n c ")), ("a b\tc\n".to_owned(), "a b c".to_owned()));
    }

    #[test]
    fn characters_before_the_combining_ones_are_in_nfc() {
        let all: String = ('\0'..'\u{300}').collect();
        assert_eq!(all.nfc().collect::<String>(), all);
        assert!(!"\u{300}".bytes().all(|byte| byte < 0xcc));
    }
}
