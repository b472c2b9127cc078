//! "Did you mean": the nearest known word to one that is not known.

/// The known word nearest to `word`, if it is near enough to be what was meant.
///
/// Near is a Damerau-Levenshtein distance of at most a third of the word's length, and at least
/// one; letters of either case, `-` and `_` count as the same. Ties go to the earlier word.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_misspellings_and_refuses_strangers() {
        let known = ["access", "available", "draft", "title"];
        assert_eq!(nearest("acess", known), Some("access"));
        assert_eq!(nearest("Drfat", known), Some("draft"));
        assert_eq!(nearest("availble", known), Some("available"));
        assert_eq!(nearest("weather", known), None);
    }
}
