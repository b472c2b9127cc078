//! How well passages are found again after edits: hundreds of edits whose true place is known.
//!
//! The table of outcomes by kind of edit is printed (`cargo test --test site anchors -- --nocapture`).
//! Nothing may be attached to wrong words, in no case; recall may not fall below what was measured.

mod edits;
mod texts;

use std::collections::BTreeMap;
use std::ops::Range;

use annotated_archive::text::anchor::{Anchor, Haystack, Selector};

use self::edits::{Base, Edit, Edited};
use self::texts::TEXTS;

/// Kinds of edit, and the least share of the passages, in hundredths, that is found after it: what was
/// measured, rounded down. Where it is all, there may be nothing to find.
const KINDS: &[(&str, Edit, usize)] = &[
    ("nothing changed", edits::nothing, 100),
    ("typography, white space", edits::typography, 100),
    ("punctuation in the passage", edits::punctuation, 89),
    ("spelling corrected", edits::spelling, 100),
    ("edits elsewhere", edits::elsewhere, 100),
    ("paragraphs added", edits::paragraphs_added, 96),
    ("neighbours changed or gone", edits::neighbours, 74),
    ("paragraph split", edits::paragraph_split, 100),
    ("paragraphs merged", edits::paragraphs_merged, 100),
    ("paragraph moved", edits::paragraph_moved, 76),
    ("sentence moved", edits::sentence_moved, 46),
    ("word put in", edits::word_put_in, 39),
    ("word taken out", edits::word_taken_out, 37),
    ("word replaced", edits::word_replaced, 34),
    ("words swapped", edits::words_swapped, 34),
    ("much at once", edits::much, 44),
    ("twin added", edits::twin_added, 61),
    ("twin gone", edits::twin_gone, 100),
    ("word changed, twin stays", edits::changed_twin_stays, 35),
    ("gone, twin stays", edits::gone_twin_stays, 100),
    ("gone", edits::gone, 100),
    ("gone, one like it added", edits::gone_like_added, 100),
    ("number changed", edits::number_changed, 100),
    ("name changed", edits::name_changed, 100),
    ("denied", edits::denied, 100),
    ("another text", another, 100),
];

/// What is known of a passage, in the ways in which annotations are made.
struct Known {
    way: &'static str,
    quote: String,
    prefix: String,
    suffix: String,
    paragraph: Option<u32>,
    start: Option<u32>,
}

/// Outcomes of one kind of edit.
#[derive(Default)]
struct Row {
    cases: usize,
    exact: usize,
    moved: usize,
    fuzzy: usize,
    ambiguous: usize,
    orphan: usize,
    wrong: usize,
    right: usize,
    /// Cases in which the passage is there to be found.
    there: usize,
}

/// The report is another one.
fn another(base: &Base, _: &Range<usize>) -> Vec<Edited> {
    let own = TEXTS.iter().position(|text| text.name == base.text.name).expect("it is one of them");
    let other = Base::new(&TEXTS[(own + 1) % TEXTS.len()]);
    [other]
        .iter()
        .map(|other| Edited { text: other.string(0..other.characters.len()), truth: None })
        .collect()
}

#[test]
fn passages_are_found_again_or_not_at_all() {
    let bases: Vec<Base> = TEXTS.iter().map(Base::new).collect();
    let mut problems = Vec::new();
    println!("{}", header());
    let mut total = Row::default();
    let mut ways: BTreeMap<&'static str, Row> = BTreeMap::new();
    for (kind, edit, least) in KINDS {
        let mut row = Row::default();
        for base in &bases {
            for passage in &base.passages {
                let known = ways_to_know(base, passage);
                for edited in edit(base, passage) {
                    problems.extend(
                        row.add_all(&known, &edited, &mut ways)
                            .iter()
                            .map(|wrong| format!("{kind}: {wrong}")),
                    );
                }
            }
        }
        println!("{}", row.line(kind));
        if row.recall() < *least {
            problems.push(format!("{kind}: recall {} is less than {least}", row.recall()));
        }
        total.join(&row);
    }
    println!("{}", total.line("all"));
    for (way, row) in &ways {
        println!("{}", row.line(way));
    }
    assert!(total.cases >= 300, "{} cases", total.cases);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// What this program writes itself; the same with hints; what other programs write; words alone.
fn ways_to_know(base: &Base, passage: &Range<usize>) -> Vec<Known> {
    let text = base.string(0..base.characters.len());
    let range = base.string(0..passage.start).len()..base.string(0..passage.end).len();
    let begins = paragraphs(&text);
    let haystack = Haystack::new(&text, &begins);
    let (prefix, suffix) = haystack.context(range.clone());
    let number = begins.iter().filter(|begin| **begin as usize <= range.start).count();
    let (paragraph, start) = (u32::try_from(number).ok(), u32::try_from(passage.start).ok());
    let quote = base.string(passage.clone());
    let end = base.characters.len();
    let (before, after) = haystack.surroundings(range.clone(), 32);
    let cut = |range: Range<usize>| base.string(range);
    let known = |way, (prefix, suffix): (String, String), paragraph, start| Known {
        way,
        quote: quote.clone(),
        prefix,
        suffix,
        paragraph,
        start,
    };
    let bare = || (String::new(), String::new());
    let least = (prefix, suffix);
    let others =
        (cut(passage.start.saturating_sub(32)..passage.start), cut(passage.end..end.min(passage.end + 32)));
    let mut ways = vec![
        known("  by surroundings", (before, after), None, None),
        known("  by 32 characters and hints", others, paragraph, start),
    ];
    // Words that stand twice are not known by themselves.
    match least == bare() {
        true => ways.push(known("  by words and hints", bare(), paragraph, start)),
        false => ways.push(known("  by least context and hints", least.clone(), paragraph, start)),
    }
    ways.push(known("  by words, least context", least, None, None));
    ways
}

fn paragraphs(text: &str) -> Vec<u32> {
    let begins = text.match_indices("\n\n").map(|(at, _)| at + 2);
    std::iter::once(0).chain(begins).map(|at| u32::try_from(at).unwrap()).collect()
}

impl Row {
    /// Looks for the passage in every way; what went wrong.
    fn add_all(
        &mut self,
        known: &[Known],
        edited: &Edited,
        ways: &mut BTreeMap<&'static str, Row>,
    ) -> Vec<String> {
        let haystack = Haystack::new(&edited.text, &paragraphs(&edited.text));
        let mut wrong = Vec::new();
        for Known { way, quote, prefix, suffix, paragraph, start } in known {
            let (paragraph, start) = (*paragraph, *start);
            let anchor = haystack.find(&Selector { quote, prefix, suffix, paragraph, start });
            ways.entry(way).or_default().add(&anchor, edited);
            if !self.add(&anchor, edited) {
                let found = anchor.range().map(|range| &edited.text[range]);
                let truth = edited.truth.clone().map(|range| &edited.text[range]);
                wrong.push(format!(
                    "{way}: {prefix:?} {quote:?} {suffix:?} led to {found:?}, not to {truth:?}"
                ));
            }
        }
        wrong
    }

    /// Counts an outcome; whether it is not wrong.
    fn add(&mut self, anchor: &Anchor, edited: &Edited) -> bool {
        self.cases += 1;
        self.there += usize::from(edited.truth.is_some());
        *match anchor {
            Anchor::Exact(_) => &mut self.exact,
            Anchor::Moved(_) => &mut self.moved,
            Anchor::Fuzzy { .. } => &mut self.fuzzy,
            Anchor::Ambiguous(_) => &mut self.ambiguous,
            Anchor::Orphan(_) => &mut self.orphan,
        } += 1;
        let Some(found) = anchor.range() else {
            return true;
        };
        let is_right = edited.truth.as_ref().is_some_and(|truth| is_half(&found, truth));
        self.right += usize::from(is_right);
        self.wrong += usize::from(!is_right);
        is_right
    }

    fn join(&mut self, other: &Row) {
        self.cases += other.cases;
        self.exact += other.exact;
        self.moved += other.moved;
        self.fuzzy += other.fuzzy;
        self.ambiguous += other.ambiguous;
        self.orphan += other.orphan;
        self.wrong += other.wrong;
        self.right += other.right;
        self.there += other.there;
    }

    /// In hundredths, rounded down; all where there was nothing to find.
    fn recall(&self) -> usize {
        (100 * self.right).checked_div(self.there).unwrap_or(100)
    }

    fn precision(&self) -> usize {
        (100 * self.right).checked_div(self.right + self.wrong).unwrap_or(100)
    }

    fn line(&self, kind: &str) -> String {
        let Row { cases, exact, moved, fuzzy, ambiguous, orphan, wrong, .. } = self;
        format!(
            "{kind:28} {cases:6} {exact:6} {moved:6} {fuzzy:6} {ambiguous:9} {orphan:7} {wrong:6} {:9.2} {:7.2}",
            self.precision() as f64 / 100.0,
            self.recall() as f64 / 100.0
        )
    }
}

fn header() -> String {
    let columns = ["cases", "exact", "moved", "fuzzy", "ambiguous", "orphan", "wrong", "precision", "recall"];
    let [cases, exact, moved, fuzzy, ambiguous, orphan, wrong, precision, recall] = columns;
    format!(
        "{:28} {cases:>6} {exact:>6} {moved:>6} {fuzzy:>6} {ambiguous:>9} {orphan:>7} {wrong:>6} {precision:>9} {recall:>7}",
        "kind of edit"
    )
}

/// Whether two ranges share at least half of each.
fn is_half(one: &Range<usize>, other: &Range<usize>) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    2 * shared >= one.len() && 2 * shared >= other.len()
}
