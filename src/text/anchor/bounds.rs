//! Where a passage may begin and end: between words and numbers, never inside a character.

use unicode_segmentation::GraphemeCursor;

use crate::text::words::is_word;

/// Whether a place in a comparable text lies inside a word or a number: in `part`, `1,000`, `10 000`,
/// `can't`, behind `non-`. Before `'s` a word ends.
pub fn is_inside(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if !is_word(text, at, at) {
        return true;
    }
    let digit = |next: Option<char>| next.is_some_and(char::is_numeric);
    match (last, first) {
        (_, '.' | ',') if last.is_numeric() => digit(after.chars().nth(1)),
        ('.' | ',', _) if first.is_numeric() => digit(before.chars().rev().nth(1)),
        (_, '\'') => parts_negation(after),
        ('\'', _) if last_is_joined(before) => first == 't' && parts_negation(&text[at - 1..]),
        (_, ' ') if last.is_ascii_digit() => is_group(after) && is_head(before),
        (' ', _) if first.is_ascii_digit() => {
            is_group(&text[at - 1..]) && is_head(&before[..before.len() - 1])
        }
        ('-', _) if first.is_alphabetic() => is_prefix(before),
        _ => false,
    }
}

/// Whether a place in a text lies between characters as readers see them (grapheme clusters).
pub fn is_between(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if at == 0 || at >= bytes.len() {
        return at == 0 || at == bytes.len();
    }
    if bytes[at - 1].is_ascii() && bytes[at].is_ascii() {
        return !(bytes[at - 1] == b'\r' && bytes[at] == b'\n');
    }
    if !text.is_char_boundary(at) {
        return false;
    }
    // A stretch is enough: only runs of flags and of joined signs reach further back, and for them
    // any parting is as good as another.
    let mut start = at.saturating_sub(STRETCH);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let stretch = &text[start..];
    GraphemeCursor::new(at - start, stretch.len(), true).is_boundary(stretch, 0).unwrap_or(false)
}

/// Bytes of text looked at before a place.
const STRETCH: usize = 256;

/// Whether a text begins with the `'t` of `can't`.
fn parts_negation(text: &str) -> bool {
    text.strip_prefix("'t").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn last_is_joined(before: &str) -> bool {
    before.chars().rev().nth(1).is_some_and(char::is_alphabetic)
}

/// Whether a text begins with a space and a group of three digits.
fn is_group(text: &str) -> bool {
    let rest = text.strip_prefix(' ').unwrap_or_default().as_bytes();
    rest.len() >= 3
        && rest[..3].iter().all(u8::is_ascii_digit)
        && !rest.get(3).is_some_and(u8::is_ascii_digit)
}

/// Whether a text ends with one to three digits, as a number written in groups begins.
fn is_head(text: &str) -> bool {
    let digits = text.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
}

/// Whether a text ends with a prefix that turns the word behind it.
fn is_prefix(text: &str) -> bool {
    ["non-", "Non-", "anti-", "Anti-"].iter().any(|prefix| text.ends_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` marks the place.
    #[track_caller]
    fn check(marked: &str, inside: bool) {
        let at = marked.find('|').expect("a place is marked");
        assert_eq!(is_inside(&marked.replace('|', ""), at), inside, "{marked}");
    }

    #[test]
    fn words_and_numbers_are_whole() {
        for marked in [
            "p|art",
            "1|,000",
            "1,|000",
            "10| 000 people",
            "10 |000",
            "can|'t",
            "non-|state",
            "3|.5",
            "شىن|جاڭ",
        ] {
            check(marked, true);
        }
        for marked in [
            "the| art",
            "China|'s",
            "l'|art",
            "in 2018| 500 people",
            "5|, 6",
            "新|疆",
            "so-|called",
            "(|art",
            "|a",
            "a|",
        ] {
            check(marked, false);
        }
    }

    #[test]
    fn characters_are_whole() {
        let text = "👨\u{200d}👩 q\u{303}🇩🇪🇫🇷";
        let places: Vec<usize> = (0..=text.len()).filter(|at| is_between(text, *at)).collect();
        assert_eq!(places.len(), 6);
        assert!(!is_between("\r\n", 1));
    }
}
