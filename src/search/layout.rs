//! What both ends of the index agree on: the fields of documents, how they weigh, and how lengths are
//! rounded.

use crate::model::kind::Kind;

/// The version of the files; a script refuses others.
pub const VERSION: u8 = 1;

/// Where in a document a word stands. The numbers are those of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The text of a report, or of the page of anything else.
    Text = 0,
    Title = 1,
    /// An entity's names; the names of those that an article lists, and of its authors.
    Names = 2,
    Heading = 3,
    Summary = 4,
    /// Notes by the archive's editors.
    Note = 5,
    /// What passages are evidence of, in the archive's words.
    Statement = 6,
    /// Outlets of an article.
    Source = 7,
}

/// How much a word in each field counts, in the order of the fields' numbers.
pub const WEIGHTS: [f64; FIELDS] = [1.0, 6.0, 3.0, 2.5, 2.0, 1.0, 1.0, 0.5];
pub const FIELDS: usize = 8;

/// How much another form of a word counts beside the word itself.
pub const OTHER_FORM: f64 = 0.8;

/// How much a run of characters counts that is only a part of words.
pub const PART_OF_WORD: f64 = 0.25;

/// Saturation of repeated words, and how much the length of a document counts (BM25).
pub const K1: f64 = 1.2;
pub const B: f64 = 0.75;

/// The class of the length of a document among sixteen, each √2 times the one before; the average is 8.
pub fn length_class(words: u32, average: f64) -> u8 {
    let ratio = (f64::from(words) / average.max(1.0)).max(1e-9);
    // Exactness does not matter here: the class is written into the files, and only read from them.
    (ratio.log2() * 2.0 + 8.0).round().clamp(0.0, 15.0) as u8
}

/// The length of a document of a class, of the average; exact in both languages.
pub fn length_of_class(class: u8) -> f64 {
    const LENGTHS: [f64; 16] = [
        0.0625, 0.088, 0.125, 0.177, 0.25, 0.354, 0.5, 0.707, 1.0, 1.414, 2.0, 2.828, 4.0, 5.657, 8.0, 11.314,
    ];
    LENGTHS[usize::from(class & 15)]
}

/// How each document's words are stored: the kinds in this order, and within them in that of the archive.
pub const KINDS: [Kind; 9] = Kind::ALL;

/// Which part of the characters of a run begins or ends a word; the bits of a place in the files.
pub const BEGINS: u8 = 1;
pub const ENDS: u8 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_classes() {
        assert_eq!(
            [1, 50, 99, 141, 200, 400, 100_000].map(|words| length_class(words, 100.0)),
            [0, 6, 8, 9, 10, 12, 15]
        );
        assert_eq!(length_of_class(length_class(200, 100.0)), 2.0);
    }
}
