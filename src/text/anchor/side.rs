//! Whether the words that stood before or after a quote stand before or after a place.

use crate::text::anchor::align::{Line, Pair, pair};
use crate::text::anchor::limits::{ELSEWHERE_WEIGHT, MAX_SIDE, NEAR_WEIGHT};
use crate::text::anchor::words::{Word, weight, words};

/// How a prefix or suffix agrees with a place; from the worst to the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    Gone,
    /// Half of its words, by weight, stand there in their order, and its far end with them: a prefix
    /// and its twin differ there first. Too few words are all there or gone.
    Half,
    /// All its words stand there, in other spelling or with other punctuation.
    Near,
    /// It stands there, but for white space between it and the quote.
    Loose,
    Full,
}

impl Agreement {
    /// 0 to 1.
    pub fn score(self) -> f64 {
        match self {
            Agreement::Gone => 0.0,
            Agreement::Half => 0.4,
            Agreement::Near => 0.9,
            Agreement::Loose | Agreement::Full => 1.0,
        }
    }
}

/// Which side of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

impl Side {
    /// Whether the given words stand at the place exactly, or but for white space.
    pub fn stands(self, given: &str, around: &str) -> Option<Agreement> {
        let (full, loose) = match self {
            Side::Before => (around.ends_with(given), around.trim_end().ends_with(given.trim())),
            Side::After => (around.starts_with(given), around.trim_start().starts_with(given.trim())),
        };
        if full { Some(Agreement::Full) } else { loose.then_some(Agreement::Loose) }
    }

    /// The given text up to the first space behind what is not one, from the quote outwards.
    pub fn nearest(self, given: &str) -> &str {
        match self {
            Side::Before => &given[given.trim_end().rfind(' ').map_or(0, |space| space + 1)..],
            Side::After => {
                let lead = given.len() - given.trim_start().len();
                &given[..given[lead..].find(' ').map_or(given.len(), |space| lead + space)]
            }
        }
    }

    /// How the given words agree with the text on this side of a place.
    pub fn agreement(self, given: &str, around: &str) -> Agreement {
        self.stands(given, around).unwrap_or_else(|| self.changed(given, around))
    }

    fn changed(self, given: &str, around: &str) -> Agreement {
        self.compare(given, around, Agreement::Gone, |sought, there| {
            if sought.weight() >= NEAR_WEIGHT && self.all_stand(sought, there) {
                return Agreement::Near;
            }
            let is_half = 2 * self.common(sought, there) >= sought.weight();
            if is_half && sought.weight() >= ELSEWHERE_WEIGHT { Agreement::Half } else { Agreement::Gone }
        })
    }

    /// The share of the given words, by weight, that stands on this side of a place, in order.
    pub fn likeness(self, given: &str, around: &str) -> f64 {
        self.compare(given, around, 0.0, |sought, there| {
            let common = common(sought, there).last().copied().unwrap_or(0);
            f64::from(common) / f64::from(sought.weight().max(1))
        })
    }

    /// Compares the words, outwards from the quote; something else where there are too many of them.
    fn compare<T>(self, given: &str, around: &str, otherwise: T, by: impl Fn(Line, Line) -> T) -> T {
        if given.len() > MAX_SIDE {
            return otherwise;
        }
        let around = self.near_part(around, given.len() + 64);
        let (sought, there) = (self.outwards(given), self.outwards(around));
        by(Line { text: given, words: &sought }, Line { text: around, words: &there })
    }

    /// The nearest bytes on this side, whole characters.
    fn near_part(self, around: &str, bytes: usize) -> &str {
        match self {
            Side::Before => {
                let start = (around.len().saturating_sub(bytes)..).find(|at| around.is_char_boundary(*at));
                &around[start.unwrap_or(around.len())..]
            }
            Side::After => {
                let end = (bytes.min(around.len())..).find(|at| around.is_char_boundary(*at));
                &around[..end.unwrap_or(around.len())]
            }
        }
    }

    /// The words, the nearest to the quote first.
    fn outwards(self, text: &str) -> Vec<Word> {
        let mut words = words(text);
        if self == Side::Before {
            words.reverse();
        }
        words
    }

    /// Whether all words stand there, from the quote outwards, with nothing between. Words put in are not
    /// allowed for: what tells a place from its twin may be just such a word.
    fn all_stand(self, sought: Line, there: Line) -> bool {
        let count = sought.words.len();
        let is_met = |i: usize| self.is_met(sought, i, there, i, i + 1 == count);
        count > 0 && count <= there.words.len() && (0..count).all(is_met)
    }

    /// Whether a given word stands at some place; the outermost can be cut.
    fn is_met(self, sought: Line, i: usize, there: Line, j: usize, is_last: bool) -> bool {
        let (one, other) = (sought.word(i), there.word(j));
        let is_cut = match self {
            Side::Before => other.ends_with(one),
            Side::After => other.starts_with(one),
        };
        matches!(pair(sought, i, there, j), Pair::Same | Pair::Akin) || is_last && is_cut && weight(one) >= 3
    }

    /// The weight of the words that both have, in order, with the two outermost of those given side by
    /// side: they are what a twin does not have. 0 where they do not stand there.
    fn common(self, sought: Line, there: Line) -> u32 {
        let Some(inner) = sought.words.len().checked_sub(2) else {
            return 0;
        };
        let row = common(Line { words: &sought.words[..inner], ..sought }, there);
        let stand = |j: &usize| {
            self.is_met(sought, inner, there, *j, false)
                && self.is_met(sought, inner + 1, there, *j + 1, true)
        };
        let outer: u32 = sought.words[inner..].iter().map(|word| word.weight).sum();
        (0..there.words.len().saturating_sub(1)).filter(stand).map(|j| row[j] + outer).max().unwrap_or(0)
    }
}

/// The weight of the words that a row has in common with each beginning of another, in order.
fn common(one: Line, other: Line) -> Vec<u32> {
    let mut row = vec![0u32; other.words.len() + 1];
    for i in 0..one.words.len() {
        let mut diagonal = 0;
        for j in 0..other.words.len() {
            let above = row[j + 1];
            let met = matches!(pair(one, i, other, j), Pair::Same | Pair::Akin);
            row[j + 1] = if met { diagonal + one.words[i].weight } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn before(given: &str, around: &str, expected: Agreement) {
        assert_eq!(Side::Before.agreement(given, around), expected, "{given:?} at the end of {around:?}");
    }

    #[test]
    fn prefixes() {
        before("on Monday, officials said ", "It was on Monday, officials said ", Agreement::Full);
        before("on Monday, officials said", "It was on Monday, officials said ", Agreement::Loose);
        before("Monday, officials said ", "on Monday, officials also said ", Agreement::Half);
        before("Monday, the goverment said ", "on Monday, the government said ", Agreement::Near);
        before("Monday, officials said ", "on Sunday, officials said ", Agreement::Gone);
        before("Monday, officials said ", "on Monday, soldiers said ", Agreement::Gone);
        before("Monday, officials said ", "It was a fine day. ", Agreement::Gone);
        before("the ", "on the very large ", Agreement::Gone);
        before("icials said, the ", "and officials said the ", Agreement::Near);
        before("x", "", Agreement::Gone);
        before("...", "a", Agreement::Gone);
    }

    #[test]
    fn suffixes() {
        let after = |given, around, expected| assert_eq!(Side::After.agreement(given, around), expected);
        after(" were held there", " were held there, he said", Agreement::Full);
        after(" were held there in", " were held, there, in 2018", Agreement::Near);
        after("在那里", "在那里说", Agreement::Full);
        after("在那里的人", "在那个里的人说", Agreement::Half);
    }
}
