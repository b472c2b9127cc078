//! Sets of documents with their scores, ascending by number.

use crate::search::layout::{B, K1, WEIGHTS, length_of_class};
use crate::search::read::Entry;

/// Documents and their scores.
pub type Matches = Vec<(u32, f64)>;

/// Those of both; scores are added.
pub fn both(left: &Matches, right: &Matches) -> Matches {
    let mut found = Vec::new();
    let mut rest = right.iter().peekable();
    for (document, score) in left {
        while rest.next_if(|(other, _)| other < document).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| other == document) {
            found.push((*document, score + other));
        }
    }
    found
}

/// Those of either; scores of both are added.
pub fn either(left: &Matches, right: &Matches) -> Matches {
    let mut found = Vec::with_capacity(left.len().max(right.len()));
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (None, None) => return found,
            (Some((document, _)), None) | (None, Some((document, _))) => *document,
            (Some((one, _)), Some((other, _))) => *one.min(other),
        };
        let score = |side: &mut std::iter::Peekable<std::slice::Iter<'_, (u32, f64)>>| {
            side.next_if(|(document, _)| *document == next).map_or(0.0, |(_, score)| *score)
        };
        let (one, other) = (score(&mut left), score(&mut right));
        found.push((next, one + other));
    }
}

/// Those of all documents that are not among these.
pub fn none(of: &Matches, documents: u32) -> Matches {
    let mut rest = of.iter().peekable();
    let is_free = |document: &u32| rest.next_if(|(other, _)| other == document).is_none();
    (0..documents).filter(is_free).map(|document| (document, 0.0)).collect()
}

/// How much the counts of a form in the fields of a document weigh.
pub fn weight(entry: &Entry) -> f64 {
    let fields = entry.counts.iter().zip(WEIGHTS);
    fields.fold(0.0, |sum, (count, weight)| sum + f64::from(*count) * weight)
}

/// Scores of documents by how much a word weighs in each (BM25 over weighted fields).
pub fn scored(weights: Matches, documents: u32, class: impl Fn(u32) -> u8) -> Matches {
    let found = weights.len() as f64;
    let rarity = (1.0 + (f64::from(documents) - found + 0.5) / (found + 0.5)).ln();
    let score = |document: u32, weight: f64| {
        let length = length_of_class(class(document));
        rarity * weight * (K1 + 1.0) / (weight + K1 * (1.0 - B + B * length))
    };
    weights.into_iter().map(|(document, weight)| (document, score(document, weight))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_joined() {
        let (left, right) =
            (vec![(1, 1.0), (3, 1.0), (5, 1.0)], vec![(0, 2.0), (3, 2.0), (5, 2.0), (9, 2.0)]);
        assert_eq!(both(&left, &right), [(3, 3.0), (5, 3.0)]);
        assert_eq!(either(&left, &right), [(0, 2.0), (1, 1.0), (3, 3.0), (5, 3.0), (9, 2.0)]);
        assert_eq!(none(&left, 6), [(0, 0.0), (2, 0.0), (4, 0.0)]);
    }

    #[test]
    fn rare_words_in_short_documents_score_more() {
        let score = |found: usize, class: u8| {
            let weights = (0..found as u32).map(|document| (document, 1.0)).collect();
            scored(weights, 100, |_| class)[0].1
        };
        assert!(score(1, 8) > score(50, 8) && score(1, 4) > score(1, 12) && score(100, 8) > 0.0);
    }
}
