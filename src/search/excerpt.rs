//! Which words of a document are shown beside it: the block that has most of what was looked for, cut
//! around it, with the found words marked.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::search::layout::Field;
use crate::search::read::ReadBlock;
use crate::search::words::{fold, words};

/// About how many characters are shown before what was found, and in all.
const BEFORE: usize = 80;
const LENGTH: usize = 240;

/// What is marked: forms of words, what words begin with, and runs of characters.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub forms: BTreeSet<String>,
    pub prefixes: BTreeSet<String>,
    pub runs: BTreeSet<String>,
}

impl Wanted {
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.prefixes.is_empty() && self.runs.is_empty()
    }
}

/// A piece of a text, and whether it was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub is_found: bool,
}

/// Where in a text wanted words stand, with the number of the word or character and what was wanted.
struct Mark {
    range: Range<usize>,
    place: usize,
    behind: usize,
    what: String,
}

fn marks(text: &str, wanted: &Wanted) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut place = 0;
    for word in words(text) {
        let written = &text[word.range.clone()];
        let folded = fold(written);
        if word.is_run {
            let of_run = in_run(written, word.range.start, place, wanted);
            marks.extend(of_run);
            place += written.chars().count();
            continue;
        }
        let prefix = || wanted.prefixes.iter().find(|prefix| folded.starts_with(prefix.as_str()));
        let is_form = wanted.forms.contains(&*folded);
        let what = if is_form { Some(folded.to_string()) } else { prefix().cloned() };
        if let Some(what) = what {
            marks.push(Mark { range: word.range, place, behind: place + 1, what });
        }
        place += 1;
    }
    marks
}

/// Where wanted runs stand in a run: characters are compared one by one.
fn in_run(written: &str, start: usize, place: usize, wanted: &Wanted) -> Vec<Mark> {
    let characters: Vec<(usize, String)> =
        written.char_indices().map(|(at, c)| (at, fold(c.encode_utf8(&mut [0; 4])).into_owned())).collect();
    let mut marks = Vec::new();
    let mut from = 0;
    while from < characters.len() {
        let longest =
            wanted.runs.iter().filter_map(|run| Some((length_at(&characters[from..], run)?, run))).max();
        let Some((length, run)) = longest else {
            from += 1;
            continue;
        };
        let end = characters.get(from + length).map_or(written.len(), |(at, _)| *at);
        let range = start + characters[from].0..start + end;
        marks.push(Mark { range, place: place + from, behind: place + from + length, what: run.clone() });
        from += length;
    }
    marks
}

/// How many characters a run takes at the beginning of others; none where it does not stand there.
fn length_at(characters: &[(usize, String)], run: &str) -> Option<usize> {
    let mut rest = run;
    for (length, (_, character)) in characters.iter().enumerate() {
        if rest.is_empty() {
            return Some(length);
        }
        rest = rest.strip_prefix(character.as_str())?;
    }
    rest.is_empty().then_some(characters.len())
}

/// The block that is shown, and its words; none where nothing that was looked for stands in any.
pub fn choose<'a>(blocks: &'a [ReadBlock], wanted: &Wanted) -> Option<(&'a ReadBlock, Vec<Piece>)> {
    let mut best: Option<((usize, usize), &ReadBlock, Vec<Mark>)> = None;
    for block in blocks {
        let marks = marks(&block.text, wanted);
        if marks.is_empty() {
            continue;
        }
        let differing = marks.iter().map(|mark| &mark.what).collect::<BTreeSet<_>>().len();
        let value = (differing + longest_row(&marks).len(), preference(block.field));
        if best.as_ref().is_none_or(|(other, ..)| value > *other) {
            best = Some((value, block, marks));
        }
    }
    let (_, block, marks) = best?;
    Some((block, cut(&block.text, &marks)))
}

/// What a reader would rather see, where fields have as much of what was looked for.
fn preference(field: u8) -> usize {
    match field {
        _ if field == Field::Text as u8 => 3,
        _ if field == Field::Names as u8 => 0,
        _ if field == Field::Summary as u8 => 2,
        _ => 1,
    }
}

/// The marks that stand side by side, the first of the longest rows.
fn longest_row(marks: &[Mark]) -> Range<usize> {
    let mut best = 0..1;
    let mut start = 0;
    for index in 1..=marks.len() {
        if index < marks.len() && marks[index].place == marks[index - 1].behind {
            continue;
        }
        if index - start > best.len() {
            best = start..index;
        }
        start = index;
    }
    best
}

/// The words around the longest row of marks.
fn cut(text: &str, marks: &[Mark]) -> Vec<Piece> {
    let found = marks[longest_row(marks).start].range.start;
    let start = start_before(text, found);
    let limit = text[start..].char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| start + at);
    let end = if limit == text.len() {
        limit
    } else {
        text[..limit].rfind(' ').filter(|at| *at > found).unwrap_or(limit)
    };
    let mut pieces = Vec::new();
    let mut push = |text: &str, is_found: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), is_found });
        }
    };
    if start > 0 {
        push("… ", false);
    }
    let mut at = start;
    for mark in marks.iter().filter(|mark| mark.range.start >= start && mark.range.end <= end) {
        push(&text[at..mark.range.start], false);
        push(&text[mark.range.clone()], true);
        at = mark.range.end;
    }
    push(&text[at.min(end)..end], false);
    if end < text.len() {
        push(" …", false);
    }
    pieces
}

/// Where to begin, some words before what was found.
fn start_before(text: &str, found: usize) -> usize {
    match text[..found].char_indices().nth_back(BEFORE) {
        None => 0,
        Some((at, _)) => text[at..found].find(' ').map_or(at, |space| at + space + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(forms: &[&str], runs: &[&str]) -> Wanted {
        let set = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Wanted { forms: set(forms), prefixes: BTreeSet::new(), runs: set(runs) }
    }

    #[track_caller]
    fn check(texts: &[&str], wanted: &Wanted, expected: &str) {
        let blocks: Vec<ReadBlock> = texts
            .iter()
            .map(|text| ReadBlock { field: 0, fragment: String::new(), text: (*text).to_owned() })
            .collect();
        let shown = choose(&blocks, wanted).map(|(_, pieces)| {
            let piece =
                |piece: &Piece| if piece.is_found { format!("[{}]", piece.text) } else { piece.text.clone() };
            pieces.iter().map(piece).collect::<String>()
        });
        assert_eq!(shown.unwrap_or_default(), expected);
    }

    #[test]
    fn the_block_with_most_is_shown() {
        let words = wanted(&["camps", "access"], &[]);
        check(
            &["The camps.", "Access to Camps, camps.", "No access."],
            &words,
            "[Access] to [Camps], [camps].",
        );
        check(&["to camps of access", "camps access"], &words, "[camps] [access]");
        check(&["nothing"], &words, "");
    }

    #[test]
    fn long_blocks_are_cut_at_words() {
        let text = format!("{}camps{}", "word ".repeat(60), " word".repeat(60));
        let blocks = [ReadBlock { field: 0, fragment: String::new(), text }];
        let (_, pieces) = choose(&blocks, &wanted(&["camps"], &[])).unwrap();
        let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(shown.starts_with("… word") && shown.ends_with("word …") && shown.len() < 260, "{shown}");
    }

    #[test]
    fn runs_are_found_within_runs() {
        check(&["他访问了新疆，然后离开新疆。"], &wanted(&[], &["新疆"]), "他访问了[新疆]，然后离开[新疆]。");
    }
}
