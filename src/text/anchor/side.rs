//! Whether the words that stood before or after a quote stand before or after a place.

use crate::text::anchor::align::{Line, Pair, pair};
use crate::text::anchor::limits::{ELSEWHERE_WEIGHT, INSERTED, MAX_SIDE};
use crate::text::anchor::meaning::is_light;
use crate::text::anchor::words::{Word, weight, words};

/// How a prefix or suffix agrees with a place; from the worst to the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    Gone,
    /// Half of its words, by weight, stand there in their order; too few words are all there or gone.
    Half,
    /// All its words stand there in their order, others may have come between. Its far end counts
    /// most: a prefix is made as short as it can be, so that its first word is the one that tells
    /// the place from another.
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

    /// How the given words agree with the text on this side of a place.
    pub fn agreement(self, given: &str, around: &str) -> Agreement {
        self.stands(given, around).unwrap_or_else(|| self.changed(given, around))
    }

    fn changed(self, given: &str, around: &str) -> Agreement {
        if given.len() > MAX_SIDE {
            return Agreement::Gone;
        }
        let around = self.near_part(around, 2 * given.len() + 64);
        let (sought, there) = (self.outwards(given), self.outwards(around));
        let (sought, there) = (Line { text: given, words: &sought }, Line { text: around, words: &there });
        if self.all_stand(sought, there) {
            return Agreement::Near;
        }
        let total = sought.weight();
        if total >= ELSEWHERE_WEIGHT && 2 * common(sought, there) >= total {
            Agreement::Half
        } else {
            Agreement::Gone
        }
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

    /// Whether all words stand there, from the quote outwards, without too much between.
    fn all_stand(self, sought: Line, there: Line) -> bool {
        let allowed = (INSERTED * f64::from(sought.weight())) as u32;
        let (mut at, mut inserted) = (0, 0);
        for i in 0..sought.words.len() {
            let is_last = i + 1 == sought.words.len();
            let (from, before) = (at, inserted);
            while at < there.words.len() && inserted <= allowed && !self.is_met(sought, i, there, at, is_last)
            {
                inserted += there.words[at].weight;
                at += 1;
            }
            if at < there.words.len() && inserted <= allowed {
                at += 1;
            } else if !is_last && is_light(sought.word(i)) {
                (at, inserted) = (from, before);
            } else {
                return false;
            }
        }
        !sought.words.is_empty()
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
}

/// The weight of the words that two rows have in common, in order.
fn common(one: Line, other: Line) -> u32 {
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
    row[other.words.len()]
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
        before("Monday, officials said ", "on Monday, the officials also said ", Agreement::Near);
        before("Monday, the goverment said ", "on Monday, the government said ", Agreement::Near);
        before("Monday, officials said ", "on Sunday, officials said ", Agreement::Half);
        before("Monday, officials said ", "on Monday, soldiers said ", Agreement::Half);
        before("Monday, officials said ", "It was a fine day. ", Agreement::Gone);
        before("the ", "on the very large ", Agreement::Gone);
        before("icials said the ", "and officials have said the ", Agreement::Near);
        before("x", "", Agreement::Gone);
        before("...", "a", Agreement::Gone);
    }

    #[test]
    fn suffixes() {
        let after = |given, around, expected| assert_eq!(Side::After.agreement(given, around), expected);
        after(" were held there", " were held there, he said", Agreement::Full);
        after(" were held there in", " were all held there in 2018", Agreement::Near);
        after("在那里", "在那里说", Agreement::Full);
        after("在那里的人", "在那个里的人说", Agreement::Near);
    }
}
