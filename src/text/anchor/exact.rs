//! The places of one text in another, byte for byte.

use memchr::memmem::Finder;

/// Where `needle` stands in `text`, overlapping places too, ascending; at most `limit` of them.
///
/// Work is linear in the text for each place found, and for any text whatever.
pub fn occurrences(text: &str, needle: &str, limit: usize) -> Vec<usize> {
    let mut found = Vec::new();
    if needle.is_empty() {
        return found;
    }
    let finder = Finder::new(needle);
    let mut from = 0;
    while found.len() < limit
        && let Some(hit) = finder.find(&text.as_bytes()[from..])
    {
        found.push(from + hit);
        from += hit + 1;
    }
    found
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
