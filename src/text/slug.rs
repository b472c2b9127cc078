//! Slugs: the part of an address that names one page.
//!
//! Letters and digits of every script are kept (addresses are percent-encoded where they are
//! written), lower-cased and in NFC; everything else becomes a single hyphen.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::hash::Hash;
use crate::text::scan::count;

/// The most bytes a slug may have: a file name of 255 bytes is the limit of common file systems,
/// and an address grows threefold when it is percent-encoded.
pub const MAX_SLUG: usize = 120;

/// Makes a slug of any text; empty where the text holds no letter or digit.
pub fn slugify(text: &str) -> String {
    if is_plain_slug(text) {
        return text.to_owned();
    }
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.nfc().flat_map(char::to_lowercase) {
        let kept = character.is_alphanumeric() || (is_combining_mark(character) && !slug.is_empty());
        if !kept {
            gap = gap || !is_apostrophe(character);
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push(character);
    }
    shorten(slug)
}

/// Whether a text is a slug already, of small letters and digits of ASCII.
fn is_plain_slug(text: &str) -> bool {
    let stays = |byte: u8| byte.is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'-');
    text.len() <= MAX_SLUG
        && count(text.as_bytes(), stays) == text.len()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// "People's" is one word: `peoples`.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '‘')
}

/// Cuts an over-long slug at a word and adds a hash of the whole, so that two long titles with
/// the same beginning keep two addresses.
fn shorten(slug: String) -> String {
    if slug.len() <= MAX_SLUG {
        return slug;
    }
    let mut end = MAX_SLUG - 9;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    let cut = slug[..end].rfind('-').filter(|at| *at > end / 2).unwrap_or(end);
    format!("{}-{}", &slug[..cut], Hash::of(slug.as_bytes()).short(8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(slugify(text), expected);
    }

    #[test]
    fn keeps_letters_of_every_script() {
        check("Human Rights Council", "human-rights-council");
        check("People's Daily — Beijing!", "peoples-daily-beijing");
        check("新疆", "新疆");
        check("شىنجاڭ", "شىنجاڭ");
        check("Cafe\u{301} Noir", "café-noir");
        check("…", "");
        check("  a--b  ", "a-b");
        check("a-b1", "a-b1");
        check("a--b", "a-b");
        check("-a-", "a");
    }

    #[test]
    fn long_titles_stay_apart() {
        let long = "word ".repeat(60);
        let first = slugify(&format!("{long}one"));
        let second = slugify(&format!("{long}two"));
        assert!(first.len() <= MAX_SLUG && second.len() <= MAX_SLUG);
        assert_ne!(first, second);
    }
}
