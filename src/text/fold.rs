//! Names compared as a reader compares them: NFC, one space between words, case folded.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text in NFC; borrowed text that is already so is copied once.
pub fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

/// Text in NFC without characters that no page or feed may hold: control characters but line ends and
/// tabs, and the two that are no characters at all (XML 1.0, 2.2).
pub fn clean(text: &str) -> String {
    let is_refused =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.chars().any(is_refused) {
        return nfc(&text.replace("\r\n", "\n").replace('\r', "\n").replace(is_refused, ""));
    }
    nfc(text)
}

/// A name as people write it: NFC, trimmed, one space between words.
pub fn tidy(name: &str) -> String {
    clean(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A name for looking up: [`tidy`], lower-cased, with plain apostrophes and hyphens.
pub fn fold(name: &str) -> String {
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
}
