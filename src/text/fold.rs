//! Names compared as a reader compares them: NFC, one space between words, case folded.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text in NFC; borrowed text that is already so is copied once.
pub fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

/// A name as people write it: NFC, trimmed, one space between words.
pub fn tidy(name: &str) -> String {
    nfc(&name.split_whitespace().collect::<Vec<_>>().join(" "))
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
