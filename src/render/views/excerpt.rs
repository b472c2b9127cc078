//! A mention in its sentence (keyword in context).

use unicode_segmentation::UnicodeSegmentation;

use crate::model::body::Run;
use crate::text::span::floor_boundary;

/// The most characters that are shown on each side of a mention.
const REACH: usize = 160;

/// What stands before and after a run within its sentence, cut with "…" where that is long.
pub fn around(plain: &str, run: Run) -> (String, String) {
    let start = plain[..run.start as usize].rfind("\n\n").map_or(0, |at| at + 2);
    let end = plain[run.end as usize..].find("\n\n").map_or(plain.len(), |at| run.end as usize + at);
    // No more than this is shown, however long the block is.
    let start = start.max(floor_boundary(plain, (run.start as usize).saturating_sub(REACH * 8)));
    let end = end.min(floor_boundary(plain, run.end as usize + REACH * 8));
    let (start, end) = sentence(plain, start, end, run);
    let before = plain[start..run.start as usize].trim_start();
    let after = plain[run.end as usize..end].trim_end();
    (cut_front(before), cut_back(after))
}

/// The sentence of a block that a run lies in (UAX #29).
///
/// A sentence can end only behind a mark that ends sentences: the rules are asked about the words
/// around each such mark, from the run outwards, and not about the whole block.
fn sentence(plain: &str, start: usize, end: usize, run: Run) -> (usize, usize) {
    let (from, to) = (run.start as usize, run.end as usize);
    let marks_before = plain[start..from].char_indices().rev().filter(|(_, c)| may_end(*c));
    let begin = marks_before.map(|(at, _)| start + at).find_map(|mark| end_after(plain, mark, start, to));
    let begin = begin.filter(|begin| *begin <= from);
    let marks_after = plain[to..end].char_indices().filter(|(_, c)| may_end(*c));
    let stop = marks_after
        .map(|(at, _)| to + at)
        .find_map(|mark| end_after(plain, mark, begin.unwrap_or(start), end));
    (begin.unwrap_or(start), stop.unwrap_or(end))
}

/// Where a sentence ends because of the mark at a place, looking no further than from `start` to `end`.
fn end_after(plain: &str, mark: usize, start: usize, end: usize) -> Option<usize> {
    if is_plain_end(&plain.as_bytes()[mark..end]) {
        return Some(mark + 2);
    }
    let near = floor_boundary(plain, mark.saturating_sub(BEFORE_MARK)).max(start);
    let far = floor_boundary(plain, (mark + BEHIND_MARK).min(end));
    boundaries(plain, near, far).find(|at| *at > mark && *at < far)
}

/// Whether a sentence surely ends behind the space behind a mark: another begins there with a capital letter
/// (rules SB8 to SB11). Most do, and the rules take a hundred times as long to say so.
fn is_plain_end(from_mark: &[u8]) -> bool {
    matches!(from_mark, [b'.' | b'!' | b'?', b' ', b'A'..=b'Z', ..])
}

/// How many bytes before and behind a mark decide whether a sentence ends there.
const BEFORE_MARK: usize = 16;
const BEHIND_MARK: usize = 40;

fn boundaries(plain: &str, start: usize, end: usize) -> impl Iterator<Item = usize> {
    plain[start..end].split_sentence_bound_indices().map(move |(at, _)| start + at)
}

/// Marks that can end a sentence, in the scripts of the world; the rules decide whether they do.
fn may_end(character: char) -> bool {
    if character.is_ascii() {
        return matches!(character, '.' | '!' | '?' | '\n');
    }
    matches!(
        character,
        '…' | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '。'
            | '！'
            | '？'
            | '．'
            | '｡'
            | '؟'
            | '۔'
            | '؝'
            | '։'
            | '।'
            | '॥'
            | '။'
            | '።'
            | '፧'
            | '។'
            | '៕'
            | '᠃'
            | '᠉'
            | '꘎'
            | '꘏'
    )
}

fn cut_front(text: &str) -> String {
    match text.char_indices().nth_back(REACH) {
        None => text.to_owned(),
        Some((at, _)) => {
            let word = text[at..].find(' ').map_or(at, |space| at + space + 1);
            format!("… {}", &text[word..])
        }
    }
}

fn cut_back(text: &str) -> String {
    match text.char_indices().nth(REACH) {
        None => text.to_owned(),
        Some((at, _)) => {
            let word = text[..at].rfind(' ').unwrap_or(at);
            format!("{} …", &text[..word])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(plain: &str, name: &str, expected: (&str, &str)) {
        let at = plain.find(name).expect("the name stands in the text");
        let (before, after) = around(plain, Run::new(at, at + name.len()));
        assert_eq!((before.as_str(), after.as_str()), expected);
    }

    #[test]
    fn a_mention_stands_in_its_sentence() {
        check("One. She met Lu Kang there. Three.", "Lu Kang", ("She met ", " there."));
        check("Other\n\nLu Kang spoke.\n\nMore", "Lu Kang", ("", " spoke."));
        check(
            "It met at 3 p.m. in Hotan. So Lu Kang of the U.S. said. End.",
            "Lu Kang",
            ("So ", " of the U.S. said."),
        );
        check("“Who?” she asked. Lu Kang left! No.", "Lu Kang", ("", " left!"));
        // The short way agrees with the rules.
        for text in ["He left. She came in", "Who? She", "No! A", "It met at 3. The end", "In the U.S. Mr. X"]
        {
            let marks = text.char_indices().filter(|(_, c)| may_end(*c));
            for (mark, _) in marks.filter(|(mark, _)| is_plain_end(&text.as_bytes()[*mark..])) {
                assert!(boundaries(text, 0, text.len()).any(|at| at == mark + 2), "{text:?}, {mark}");
            }
        }
        check("قال لو. Lu Kang قال ذلك؟ نعم.", "Lu Kang", ("", " قال ذلك؟"));
        check("他访问了新疆。然后离开。", "新疆", ("他访问了", "。"));
    }

    #[test]
    fn long_sentences_are_cut_at_words() {
        let long = format!("{}Lu Kang{}", "word ".repeat(100), " word".repeat(100));
        let at = long.find("Lu").unwrap();
        let (before, after) = around(&long, Run::new(at, at + 7));
        assert!(
            before.starts_with("… word")
                && before.len() < 180
                && after.ends_with("word …")
                && after.len() < 180
        );
    }
}
