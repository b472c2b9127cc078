//! The words of a text, indexed, and the passages that come nearest to a quote.
//!
//! Owns which stretches of a text are compared with a quote at all. A passage that holds more than
//! half of the quote's words, by weight, holds one of its rarest words; the stretches around those are
//! compared, the most promising first. Work is bounded (see `limits`); where a bound is met the answer
//! says so, as what was not looked at could be the better passage.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::anchor::align::{Line, PARTS, endings};
use crate::text::anchor::limits::{
    FEW_STRETCHES, MARGIN, MAX_PAIRS, MAX_SEEDS, MAX_STRETCHES, MAX_UNKNOWN, MAX_WORDS, POOR_SCORE,
};
use crate::text::anchor::words::{Word, is_akin, words};

/// The words of a text and where each stands.
#[derive(Debug)]
pub struct Index {
    pub words: Vec<Word>,
    /// Hash of the word in lower case, place among the words; ascending.
    places: Vec<(u64, u32)>,
    /// Where in `places` each different word begins.
    kinds: Vec<u32>,
}

/// A passage near to a quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// Places among the text's words.
    pub words: Range<usize>,
    /// 1 for the same words, 0 for none of them.
    pub score: f64,
}

/// The passages nearest to a quote, best first, none overlapping a better one.
#[derive(Debug, Default)]
pub struct Nearest {
    pub found: Vec<Near>,
    /// Whether there may be others as good that were not looked at.
    pub is_crowded: bool,
}

impl Index {
    pub fn new(text: &str) -> Index {
        let words = words(text);
        let narrow = |place: usize| u32::try_from(place).expect("a text has fewer than 2^32 words");
        let mut places: Vec<(u64, u32)> =
            words.iter().enumerate().map(|(at, word)| (word.fold, narrow(at))).collect();
        places.sort_unstable();
        let is_first = |at: usize| at == 0 || places[at - 1].0 != places[at].0;
        let kinds = (0..places.len()).filter(|at| is_first(*at)).map(narrow).collect();
        Index { words, places, kinds }
    }

    /// The passages nearest to a quote, at most `limit`.
    pub fn nearest(&self, text: &str, quote: Line, limit: usize) -> Nearest {
        if quote.words.is_empty() || quote.words.len() > MAX_WORDS {
            return Nearest { found: Vec::new(), is_crowded: true };
        }
        let seeds = self.seeds(text, quote);
        let slack = (quote.words.len() / 3).max(6);
        let total = f64::from(quote.weight());
        let mut nearest = Nearest { found: Vec::new(), is_crowded: seeds.is_crowded };
        let mut pairs = 0;
        for (count, (begin, weight)) in seeds.stretches(slack).into_iter().enumerate() {
            let possible = f64::from(weight + seeds.unseeded) / total;
            let is_full = nearest.found.len() == limit && nearest.found[limit - 1].score >= possible;
            if is_full || count >= FEW_STRETCHES && possible < POOR_SCORE {
                break;
            }
            let stretch = self.stretch(begin, quote.words.len() + 3 * slack);
            pairs += quote.words.len() * stretch.len();
            if count == MAX_STRETCHES || count > 1 && pairs > MAX_PAIRS {
                let best = nearest.found.first().map_or(0.0, |near| near.score);
                nearest.is_crowded |= possible > best - 2.0 * MARGIN;
                break;
            }
            let line = Line { text, words: &self.words[stretch.clone()] };
            for ending in endings(quote, line) {
                let score = 1.0 - f64::from(ending.cost) / f64::from(PARTS) / total;
                let words = stretch.start + ending.words.start..stretch.start + ending.words.end;
                if score > 0.0 {
                    nearest.found.push(Near { words, score });
                }
            }
            nearest.found = best_apart(std::mem::take(&mut nearest.found), limit);
        }
        nearest
    }

    /// The words from a place on, that may lie before the text.
    fn stretch(&self, begin: i64, length: usize) -> Range<usize> {
        let clamp = |place: i64| usize::try_from(place).unwrap_or(0).min(self.words.len());
        let length = i64::try_from(length).expect("a quote is short");
        clamp(begin)..clamp(begin + length)
    }

    /// Where the rarest words of a quote stand in the text.
    fn seeds(&self, text: &str, quote: Line) -> Seeds {
        let mut known: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        let mut unknown = MAX_UNKNOWN;
        for (at, word) in quote.words.iter().enumerate() {
            known
                .entry(word.fold)
                .or_insert_with(|| self.spellings(text, quote.word(at), word, &mut unknown));
        }
        let mut order: Vec<usize> = (0..quote.words.len()).collect();
        order.sort_by_key(|at| (known[&quote.words[*at].fold].len(), *at));
        let mut seeds = Seeds { hits: Vec::new(), unseeded: quote.weight(), is_crowded: false };
        let enough = quote.weight() * 2 / 5;
        for at in order {
            let places = &known[&quote.words[at].fold];
            if seeds.unseeded < enough {
                break;
            }
            if seeds.hits.len() + places.len() > MAX_SEEDS {
                seeds.is_crowded |= seeds.unseeded > quote.weight() / 2;
                seeds.add(
                    at,
                    quote.words[at].weight,
                    &places[..places.len().min(MAX_SEEDS - seeds.hits.len())],
                );
                break;
            }
            seeds.unseeded -= quote.words[at].weight;
            seeds.add(at, quote.words[at].weight, places);
        }
        seeds
    }

    /// The places of a word; of words spelt nearly so where it does not occur.
    fn spellings(&self, text: &str, written: &str, word: &Word, unknown: &mut usize) -> Vec<u32> {
        let start = self.places.partition_point(|place| place.0 < word.fold);
        let same = self.places[start..].iter().take_while(|place| place.0 == word.fold);
        let found: Vec<u32> = same.map(|place| place.1).take(MAX_SEEDS + 1).collect();
        if !found.is_empty() || *unknown == 0 || word.weight < 5 {
            return found;
        }
        *unknown -= 1;
        let lower = written.to_lowercase();
        let mut akin: Vec<u32> = Vec::new();
        for (kind, begin) in self.kinds.iter().enumerate() {
            let begin = *begin as usize;
            let other = &self.words[self.places[begin].1 as usize];
            if other.weight.abs_diff(word.weight) <= 1 && is_akin(&lower, &other.of(text).to_lowercase()) {
                let end = self.kinds.get(kind + 1).map_or(self.places.len(), |end| *end as usize);
                akin.extend(self.places[begin..end].iter().map(|place| place.1).take(MAX_SEEDS));
            }
        }
        akin
    }
}

/// Where words of a quote stand in a text.
struct Seeds {
    /// Place in the text, place in the quote, weight.
    hits: Vec<(u32, u32, u32)>,
    /// Weight of the quote's words that were not looked for.
    unseeded: u32,
    is_crowded: bool,
}

impl Seeds {
    fn add(&mut self, at: usize, weight: u32, places: &[u32]) {
        let at = u32::try_from(at).expect("a quote is short");
        self.hits.extend(places.iter().map(|place| (*place, at, weight)));
    }

    /// Where the quote would begin, by its words that stand there, and their weight; the best first.
    ///
    /// Each begin stands for those up to `2 * slack` words on, and they overlap by half.
    fn stretches(&self, slack: usize) -> Vec<(i64, u32)> {
        let slack = i64::try_from(slack).expect("a quote is short");
        let mut votes: Vec<(i64, u32, u32)> = Vec::with_capacity(2 * self.hits.len());
        for (place, at, weight) in &self.hits {
            let bin = (i64::from(*place) - i64::from(*at)).div_euclid(slack);
            votes.extend([(bin, *at, *weight), (bin - 1, *at, *weight)]);
        }
        votes.sort_unstable();
        votes.dedup();
        let mut bins: Vec<(i64, u32)> = Vec::new();
        for (bin, _, weight) in votes {
            match bins.last_mut() {
                Some(last) if last.0 == bin => last.1 += weight,
                _ => bins.push((bin, weight)),
            }
        }
        bins.sort_by_key(|(bin, weight)| (u32::MAX - weight, *bin));
        bins.into_iter().map(|(bin, weight)| (bin * slack - slack / 2, weight)).collect()
    }
}

/// The best, best first and then by place, without those that overlap a better one.
fn best_apart(mut all: Vec<Near>, limit: usize) -> Vec<Near> {
    all.sort_by(|a, b| {
        let place = |near: &Near| (near.words.start, near.words.end);
        b.score.total_cmp(&a.score).then(place(a).cmp(&place(b)))
    });
    let mut best: Vec<Near> = Vec::new();
    for near in all {
        let is_apart =
            |other: &Near| near.words.end <= other.words.start || other.words.end <= near.words.start;
        if best.iter().all(is_apart) {
            best.push(near);
            if best.len() == limit {
                break;
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(text: &str, quote: &str) -> (Vec<(String, f64)>, bool) {
        let index = Index::new(text);
        let row = words(quote);
        let nearest = index.nearest(text, Line { text: quote, words: &row }, 3);
        let passage = |near: &Near| {
            let (first, last) = (index.words[near.words.start], index.words[near.words.end - 1]);
            text[first.start as usize..last.end as usize].to_owned()
        };
        (nearest.found.iter().map(|near| (passage(near), near.score)).collect(), nearest.is_crowded)
    }

    #[test]
    fn the_nearest_come_first() {
        let text =
            "On Monday the camp was closed by troops. The old camp was closed by the police. Nothing else.";
        let (found, crowded) = nearest(text, "the old camp was closed by troops");
        assert!(!crowded);
        assert_eq!(found[0].0, "the camp was closed by troops");
        assert!(found[1].0.starts_with("The old camp was closed by"));
        assert!(found[0].1 > found[1].1);
    }

    #[test]
    fn unknown_words_lead_to_their_spellings() {
        assert_eq!(nearest("People in Xinjiang said so.", "Xinjang").0[0].0, "Xinjiang");
        assert!(nearest("People in Xinjiang said so.", "weather").0.is_empty());
        assert!(nearest("", "weather").0.is_empty());
    }

    #[test]
    fn the_same_over_and_over_is_crowded() {
        let text = "the camp was closed by troops on that day. ".repeat(5000);
        let (found, crowded) = nearest(&text, "the camp was opened by troops on that day");
        assert!(crowded);
        assert_eq!(found.len(), 3);
        assert!(nearest(&"a ".repeat(50_000), "a a a b a a a").1);
    }
}
