//! Two rows of words laid side by side.
//!
//! Owns the edit distance over words, weighted by what each word says, and the changes that lead from
//! one row to the other. Refuses to judge them.

use std::ops::Range;

use crate::text::anchor::words::{Word, is_akin};

/// A row of words and the text that they stand in.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
}

impl<'a> Line<'a> {
    pub fn word(&self, index: usize) -> &'a str {
        self.words[index].of(self.text)
    }

    pub fn weight(&self) -> u32 {
        self.words.iter().map(|word| word.weight).sum()
    }

    /// Whether two of its words make one of another line: `re-education` and `reeducation`.
    fn joins(&self, index: usize, other: Line, one: usize) -> bool {
        let length = |word: &Word| word.end - word.start;
        if length(&self.words[index]) + length(&self.words[index + 1]) != length(&other.words[one]) {
            return false;
        }
        let joined = other.word(one);
        joined.starts_with(self.word(index)) && joined.ends_with(self.word(index + 1))
    }
}

/// How two words compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    Same,
    /// In capitals or not.
    Case,
    /// One word in two spellings.
    Akin,
    Other,
}

pub fn pair(one: Line, i: usize, other: Line, j: usize) -> Pair {
    let (a, b) = (&one.words[i], &other.words[j]);
    if a.exact == b.exact && one.word(i) == other.word(j) {
        return Pair::Same;
    }
    if a.fold == b.fold {
        return Pair::Case;
    }
    let (x, y) = (one.word(i), other.word(j));
    let is_likely = a.weight.abs_diff(b.weight) <= 1
        && a.weight.max(b.weight) >= 6
        && x.chars().next() == y.chars().next();
    if is_likely && is_akin(x, y) { Pair::Akin } else { Pair::Other }
}

/// Costs are counted in parts of a unit of weight, for an order among ways that change as much: rather
/// a word put in than one gone, rather one gone than one in the place of another.
pub const PARTS: u32 = 16;

/// What a pair costs.
fn cost(one: Line, i: usize, other: Line, j: usize) -> u32 {
    match pair(one, i, other, j) {
        Pair::Same => 0,
        Pair::Case | Pair::Akin => PARTS,
        Pair::Other => PARTS * one.words[i].weight.max(other.words[j].weight) + 2,
    }
}

fn cost_gone(word: &Word) -> u32 {
    PARTS * word.weight + 1
}

fn cost_new(word: &Word) -> u32 {
    PARTS * word.weight
}

/// A passage that ends at some word: what it differs from the quote by, in [`PARTS`], and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub cost: u32,
    pub words: Range<usize>,
}

/// For each word of a stretch, the best passage that ends there. The work is the product of the two
/// lengths.
pub fn endings(quote: Line, stretch: Line) -> Vec<Ending> {
    let free = (0..=stretch.words.len()).map(|at| (0, at)).collect();
    let mut rows: [Vec<(u32, usize)>; 2] = [Vec::new(), free];
    for i in 0..quote.words.len() {
        let gone = cost_gone(&quote.words[i]);
        let mut row = Vec::with_capacity(stretch.words.len() + 1);
        row.push((rows[1][0].0 + gone, 0));
        for j in 0..stretch.words.len() {
            let plus = |(cost, start): (u32, usize), more: u32| (cost + more, start);
            let mut best = plus(rows[1][j], cost(quote, i, stretch, j));
            let mut offer = |offered: (u32, usize)| {
                if offered.0 < best.0 {
                    best = offered;
                }
            };
            offer(plus(rows[1][j + 1], gone));
            offer(plus(row[j], cost_new(&stretch.words[j])));
            if i > 0 && quote.joins(i - 1, stretch, j) {
                offer(rows[0][j]);
            }
            if j > 0 && stretch.joins(j - 1, quote, i) {
                offer(rows[1][j - 1]);
            }
            row.push(best);
        }
        rows = [std::mem::take(&mut rows[1]), row];
    }
    let ends = rows[1].iter().enumerate().filter(|(end, (_, start))| start < end);
    ends.map(|(end, (cost, start))| Ending { cost: *cost, words: *start..end }).collect()
}

/// What a whole passage differs from a quote by, in [`PARTS`].
pub fn distance(quote: Line, passage: Line) -> u32 {
    table(quote, passage).last().copied().unwrap_or(0)
}

/// One step from a quote to a passage; indices of words in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Same,
    /// Two words for one, with the same letters.
    Joined,
    Case(usize, usize),
    Akin(usize, usize),
    Replaced(usize, usize),
    Gone(usize),
    New(usize),
}

/// The cheapest way from a quote to a passage, in order.
pub fn steps(quote: Line, passage: Line) -> Vec<Step> {
    let table = table(quote, passage);
    let width = passage.words.len() + 1;
    let (mut i, mut j) = (quote.words.len(), passage.words.len());
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        let (step, up, left) = last_step(quote, passage, &table, i, j);
        debug_assert!(i * width + j < table.len());
        steps.push(step);
        i -= up;
        j -= left;
    }
    steps.reverse();
    steps
}

/// The costs of all beginnings of one row against all of the other.
fn table(quote: Line, passage: Line) -> Vec<u32> {
    let (height, width) = (quote.words.len() + 1, passage.words.len() + 1);
    let mut table = vec![0u32; height * width];
    for i in 0..height {
        for j in 0..width {
            table[i * width + j] =
                options(quote, passage, &table, i, j).map(|(cost, ..)| cost).min().unwrap_or(0);
        }
    }
    table
}

fn last_step(quote: Line, passage: Line, table: &[u32], i: usize, j: usize) -> (Step, usize, usize) {
    let (_, step, up, left) =
        options(quote, passage, table, i, j).min_by_key(|(cost, ..)| *cost).expect("there are words left");
    (step, up, left)
}

/// Every step that can end at a cell: what the whole way costs, the step, the words that it takes.
fn options(
    quote: Line,
    passage: Line,
    table: &[u32],
    i: usize,
    j: usize,
) -> impl Iterator<Item = (u32, Step, usize, usize)> {
    let width = passage.words.len() + 1;
    let at = |up: usize, left: usize| table[(i - up) * width + j - left];
    let matched = (i > 0 && j > 0).then(|| {
        let step = match pair(quote, i - 1, passage, j - 1) {
            Pair::Same => Step::Same,
            Pair::Case => Step::Case(i - 1, j - 1),
            Pair::Akin => Step::Akin(i - 1, j - 1),
            Pair::Other => Step::Replaced(i - 1, j - 1),
        };
        (at(1, 1) + cost(quote, i - 1, passage, j - 1), step, 1, 1)
    });
    let gone = (i > 0).then(|| (at(1, 0) + cost_gone(&quote.words[i - 1]), Step::Gone(i - 1), 1, 0));
    let new = (j > 0).then(|| (at(0, 1) + cost_new(&passage.words[j - 1]), Step::New(j - 1), 0, 1));
    let joined =
        (i > 1 && j > 0 && quote.joins(i - 2, passage, j - 1)).then(|| (at(2, 1), Step::Joined, 2, 1));
    let parted =
        (i > 0 && j > 1 && passage.joins(j - 2, quote, i - 1)).then(|| (at(1, 2), Step::Joined, 1, 2));
    [matched, gone, new, joined, parted].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::anchor::words::words;

    #[track_caller]
    fn check(quote: &str, text: &str, expected: &str, steps_expected: &[Step]) {
        let (one, other) = (words(quote), words(text));
        let (quote, text) = (Line { text: quote, words: &one }, Line { text, words: &other });
        let best = endings(quote, text).into_iter().min_by_key(|ending| ending.cost).expect("an ending");
        let passage = Line { text: text.text, words: &text.words[best.words.clone()] };
        let found: Vec<&str> = (0..passage.words.len()).map(|index| passage.word(index)).collect();
        assert_eq!(found.join(" "), expected);
        let changes: Vec<Step> =
            steps(quote, passage).into_iter().filter(|step| *step != Step::Same).collect();
        assert_eq!(changes, steps_expected);
    }

    #[test]
    fn passages_and_their_changes() {
        check("the camp was closed", "once the camp was closed, he", "the camp was closed", &[]);
        check(
            "the camp was closed",
            "once the old camp was closed",
            "the old camp was closed",
            &[Step::New(1)],
        );
        check("the old camp was closed", "once the camp was closed", "the camp was closed", &[Step::Gone(1)]);
        check("a re-education camp", "in a reeducation camp", "a reeducation camp", &[Step::Joined]);
        check("a reeducation camp", "in a re-education camp", "a re education camp", &[Step::Joined]);
        check(
            "the goverment said",
            "yes, The government said",
            "The government said",
            &[Step::Case(0, 0), Step::Akin(1, 1)],
        );
        check("it was closed today", "it was opened today", "it was opened today", &[Step::Replaced(2, 2)]);
    }
}
