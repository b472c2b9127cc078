//! The places of one text in another, byte for byte.
//!
//! Owns the search and its bounds; knows nothing of words. Work is linear in the text for each place
//! found, and for any text whatever: see [`occurrences`].

/// Where `needle` stands in `text`, overlapping places too, ascending; at most `limit` of them.
///
/// Looks for the needle's rarest character and compares there. A text made of that character would
/// make this quadratic: after eight texts' worth of comparing, the rest is left to the standard
/// library's search, which is linear.
pub fn occurrences(text: &str, needle: &str, limit: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let Some((offset, rarest)) = rarest(needle) else {
        return found;
    };
    let mut allowance = 8 * text.len() + 4096;
    let mut from = 0;
    while let Some(hit) = text[from..].find(rarest) {
        let at = from + hit;
        from = at + rarest.len_utf8();
        let Some(start) = at.checked_sub(offset) else {
            continue;
        };
        if text.as_bytes()[start..].starts_with(needle.as_bytes()) {
            found.push(start);
            if found.len() == limit {
                break;
            }
        }
        if needle.len() > allowance {
            linear(text, needle, limit, start + 1, &mut found);
            break;
        }
        allowance -= needle.len();
    }
    found
}

/// The same, from a place on, by the standard library.
fn linear(text: &str, needle: &str, limit: usize, from: usize, found: &mut Vec<usize>) {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let mut from = boundary(from.min(text.len()));
    while found.len() < limit
        && let Some(hit) = text[from..].find(needle)
    {
        found.push(from + hit);
        from = boundary(from + hit + 1);
    }
}

/// The character of a text that other texts hold least often, and where it stands.
fn rarest(needle: &str) -> Option<(usize, char)> {
    needle.char_indices().min_by_key(|(_, character)| commonness(*character))
}

/// How common a character is: a rank for the letters of European languages, and one for all others,
/// that are looked for by their last byte.
fn commonness(character: char) -> u8 {
    match character {
        'e' | ' ' => 12,
        't' | 'a' | 'o' | 'i' | 'n' => 11,
        's' | 'r' | 'h' => 10,
        'd' | 'l' | 'u' | 'c' => 9,
        'm' | 'f' | 'g' | 'p' | 'w' | 'y' => 8,
        '\u{80}'.. => 7,
        'b' | 'v' | '.' | ',' => 6,
        'k' | '-' | '\'' | '"' => 5,
        'A'..='Z' | '0'..='9' => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found() {
        assert_eq!(occurrences("aXaXa", "aXa", 9), [0, 2]);
        assert_eq!(occurrences("在新疆的新疆", "新疆", 9), [3, 12]);
        assert_eq!(occurrences("né né", "é", 9), [1, 5]);
        assert_eq!(occurrences("aaaa", "a", 3), [0, 1, 2]);
        assert!(occurrences("aaaa", "", 3).is_empty());
        assert!(occurrences("", "a", 3).is_empty());
    }

    #[test]
    fn one_letter_over_and_over_is_no_trap() {
        let text = "a".repeat(20_000);
        let needle = "a".repeat(10_000);
        assert_eq!(occurrences(&text, &needle, 5), [0, 1, 2, 3, 4]);
        let needle = "a".repeat(9_999) + "b" + &"a".repeat(9_999);
        assert!(occurrences(&text, &needle, 5).is_empty());
        let text = "ab".repeat(20_000);
        let needle = "ab".repeat(5_000) + "b";
        assert!(occurrences(&text, &needle, 5).is_empty());
        assert_eq!(occurrences(&("ab".repeat(20_000) + "b"), &needle, 5), [30_000]);
    }
}
