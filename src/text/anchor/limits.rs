//! Every threshold and bound of finding passages, in one place.
//!
//! The thresholds are set from measurements: on the fixtures in `tests/site/anchors.rs` (some ten
//! thousand cases), where none may attach to wrong words, and on random reports of forty different
//! words in which every third sentence has a twin, with random edits, where wrong ones are counted.
//! Each doc comment says what was seen on either side of the value. Weights are those of words:
//! letters, a Han character counting as three.

/// The least weight of a quote that can be found when its words have changed. At 8 there are 24 wrong
/// ones among the fixtures, at 12 none; 20 is four or five words, below which a quote soon meets
/// passages that differ from it in the one word that matters.
pub const MIN_WEIGHT: u32 = 20;

/// The least share of a quote's words, by weight, that a passage must hold. At 0.80 and below there
/// are 2 wrong ones among the fixtures, at 0.85 none.
pub const MIN_SCORE: f64 = 0.85;

/// The same where both the prefix and the suffix stand around the passage. Down to 0.40 none is wrong
/// among the fixtures and 35 more of some 2,000 are found; among random reports wrong ones grow by 4
/// in 100, and a passage that has lost a third of its words is hardly the one that was annotated.
pub const MIN_SCORE_BETWEEN: f64 = 0.70;

/// How far the best passage must lead over the next. With 0.05 wrong ones among random reports grow
/// by 3 in 100; with 0.20, 44 of 1,221 fuzzy ones among the fixtures become ambiguous.
pub const MARGIN: f64 = 0.10;

/// The least words that a passage whose words have changed must have of the first and of the last block
/// that it reaches into: a word or two of another block stand there by chance, in the place of what is gone.
pub const MIN_OF_BLOCK: usize = 3;

/// What quote, context and position count for in that lead; those not given count for nothing.
pub const SHARES: [f64; 3] = [0.6, 0.3, 0.1];

/// The least weight of prefix and suffix together that can vouch for a changed passage between them,
/// and of either. Some four words: fewer stand around many places.
pub const BETWEEN_WEIGHT: (u32, u32) = (16, 4);

/// The least weight of a prefix or suffix that can vouch for a place when nothing else does: about
/// the 32 characters that other programs keep.
pub const SIDE_WEIGHT: u32 = 20;

/// The least weight of a quote together with a prefix or suffix that vouches for it alone. At 30 and
/// below wrong ones among random reports grow by 9 in 100, and nothing is gained on the fixtures but 4.
pub const STRETCH_WEIGHT: u32 = 40;

/// The least weight of a prefix or suffix whose standing elsewhere says that the passage stood there,
/// and of one that can be half there.
pub const ELSEWHERE_WEIGHT: u32 = 8;

/// Bytes between a place that stands exactly where a hint says and all others, for the hint to
/// decide: nearer ones may have come by a doubled sentence.
pub const HINT_GAP: usize = 400;

/// Bytes from a position from which on a place contradicts it.
pub const FAR: usize = 600;

/// The most occurrences of a quote, within longer words too, that are looked at.
pub const MAX_OCCURRENCES: usize = 20_000;

/// Bound: places of a quote that are looked at. With more, only prefix, quote and suffix in one
/// piece are looked for.
pub const MAX_PLACES: usize = 1000;

/// Bound: places whose surroundings are compared word by word.
pub const MAX_COMPARED: usize = 64;

/// Bound: candidates handed back with an ambiguous quote, and with an orphan.
pub const MAX_CANDIDATES: usize = 10;
pub const MAX_NEAREST: usize = 3;

/// Bound: bytes of a prefix or suffix that are compared word by word; of one made by `context`.
pub const MAX_SIDE: usize = 400;
pub const MAX_CONTEXT: usize = 4000;

/// Bound: words of a quote that is looked for when its words have changed.
pub const MAX_WORDS: usize = 600;

/// Bound: places of single words that lead to candidates.
pub const MAX_SEEDS: usize = 8192;

/// Bound: unknown words of a quote for which all words of the text are looked through.
pub const MAX_UNKNOWN: usize = 8;

/// Passages of this score or less are neither attached nor in the way of others: after a few
/// stretches that can hold no better ones, the rest is not looked at.
pub const POOR_SCORE: f64 = 0.5;
pub const FEW_STRETCHES: usize = 4;

/// Bound: stretches of the text compared with a quote, and pairs of words in them.
pub const MAX_STRETCHES: usize = 32;
pub const MAX_PAIRS: usize = 2_000_000;

/// The least weight that words beside a quote have to have where their punctuation or spelling differs: a
/// dash can be all that tells one short neighbour from another.
pub const NEAR_WEIGHT: u32 = 10;
