//! Ids of entries (letters `a` to `z`, digits, hyphens) made of the ids that other programs give.
//!
//! The same id gives the same one always, and different ones stay apart, also where they differ only in
//! the case of a letter.

use crate::text::hash::Hash;

/// An id that begins with `prefix`; empty for an empty id. One that has to be changed gets a hash of what
/// it was.
pub fn id(prefix: &str, given: &str) -> String {
    let name = given.trim_start_matches("urn:uuid:").trim_start_matches('#');
    if is_id(name) && name.len() <= LONGEST && !name.ends_with('-') {
        return format!("{prefix}{name}");
    }
    if given.is_empty() {
        return String::new();
    }
    let hash = Hash::of(given.as_bytes()).short(8);
    let last = name.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or_default();
    match tidy(last).as_str() {
        "" => format!("{prefix}{hash}"),
        words => format!("{prefix}{words}-{hash}"),
    }
}

/// Whether a text is an id as entries have it.
pub fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(fits)
}

const LONGEST: usize = 64;

/// The letters and digits of a text, what is between them a hyphen, cut to the longest that an id has.
fn tidy(text: &str) -> String {
    let mut id = String::new();
    for character in text.chars() {
        let fits = character.is_ascii_alphanumeric();
        if fits {
            id.push(character.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(LONGEST);
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_fit_stay() {
        assert_eq!(id("h-", "abc-1"), "h-abc-1");
        assert_eq!(id("r-", "#a4ea53d4-69f3"), "r-a4ea53d4-69f3");
        assert_eq!(id("w-", "urn:uuid:a4ea53d4"), "w-a4ea53d4");
        assert_eq!(id("w-", ""), "");
    }

    #[test]
    fn others_are_made_to_fit_and_stay_apart() {
        let given = [
            "AbC_-x",
            "abC_-x",
            "abc_-x",
            "_",
            "__",
            "é",
            "http://example.org/annos/Ab",
            "http://example.com/annos/Ab",
        ];
        let ids: std::collections::BTreeSet<String> = given.iter().map(|given| id("h-", given)).collect();
        assert_eq!(ids.len(), given.len());
        assert!(ids.iter().all(|id| is_id(id)), "{ids:?}");
        assert_eq!(id("h-", "AbC_-x"), id("h-", "AbC_-x"));
        assert!(id("w-", "http://example.org/annos/Ab").starts_with("w-ab-"));
        assert!(id("w-", &"x".repeat(1000)).len() < 80);
    }
}
