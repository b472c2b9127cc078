//! The context of a passage: the least that tells it from others with the same words, or more.

use crate::text::anchor::bounds::is_inside;
use crate::text::anchor::limits::MAX_CONTEXT;
use crate::text::anchor::words::is_alone;

/// What a passage has in common with another place of its quote: bytes before and after both; nothing
/// where the passage's own text ends before they differ, so that no context on that side tells them
/// apart.
pub struct Common {
    pub before: Option<usize>,
    pub after: Option<usize>,
}

impl Common {
    /// `places` are where the passage and the other place begin; `length` is the quote's, in bytes.
    pub fn of(text: &str, place: usize, other: usize, length: usize) -> Common {
        let bytes = text.as_bytes();
        let same = |a: &u8, b: &u8| a == b;
        let backwards = bytes[..place].iter().rev().zip(bytes[..other].iter().rev());
        let before = backwards.take(MAX_CONTEXT).take_while(|(a, b)| same(a, b)).count();
        let (behind, behind_other) = (&bytes[place + length..], &bytes[other + length..]);
        let after = behind.iter().zip(behind_other).take(MAX_CONTEXT).take_while(|(a, b)| same(a, b)).count();
        let telling =
            |common: usize, there: usize| (common < there && common < MAX_CONTEXT).then_some(common);
        Common { before: telling(before, place), after: telling(after, behind.len()) }
    }
}

/// The least text around a passage, as the range of both contexts and the passage, that tells it from
/// all others; the most that is allowed where none does. Ends between words; includes the rest of a
/// word that the passage begins or ends in.
pub fn least(text: &str, passage: (usize, usize), others: &[Common]) -> (usize, usize) {
    let (start, end) = passage;
    let own = (widen_left(text, start, start), widen_right(text, end, end));
    let mut best: Option<(usize, usize)> = None;
    let mut lengths: Vec<Option<usize>> = others.iter().filter_map(|other| other.before).map(Some).collect();
    lengths.push(None);
    lengths.sort_unstable();
    lengths.dedup();
    for length in lengths {
        let left = length.map_or(own.0, |length| own.0.min(widen_left(text, start - length - 1, start)));
        let is_left = |other: &&Common| other.before.is_none_or(|before| start - left <= before);
        let rest: Vec<&Common> = others.iter().filter(is_left).collect();
        if rest.iter().any(|other| other.after.is_none()) {
            continue;
        }
        let reach = rest.iter().filter_map(|other| other.after).max();
        let right = reach.map_or(own.1, |length| own.1.max(widen_right(text, end + length + 1, end)));
        if best.is_none_or(|best| right - left < best.1 - best.0) {
            best = Some((left, right));
        }
    }
    best.unwrap_or_else(|| most(text, passage))
}

/// The text around a passage for at least so many characters, whole words, as far as the text goes.
pub fn around(text: &str, (start, end): (usize, usize), characters: usize) -> (usize, usize) {
    let before = text[..start].char_indices().rev().nth(characters.saturating_sub(1));
    let after = text[end..].char_indices().nth(characters);
    let (left, right) = (before.map_or(0, |(at, _)| at), after.map_or(text.len(), |(at, _)| end + at));
    (widen_left(text, left, start), widen_right(text, right, end))
}

/// The most context that is given.
fn most(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let most = MAX_CONTEXT / 8;
    (widen_left(text, start.saturating_sub(most), start), widen_right(text, text.len().min(end + most), end))
}

/// The begin of the word at or before a place; the passage's own begin if that is no place in a word.
fn widen_left(text: &str, mut place: usize, start: usize) -> usize {
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    while place > 0 && !(begins(text, place) || place == start && !is_inside(text, place)) {
        place = text[..place].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    place
}

fn widen_right(text: &str, mut place: usize, end: usize) -> usize {
    while !text.is_char_boundary(place) {
        place += 1;
    }
    while place < text.len() && !(ends(text, place) || place == end && !is_inside(text, place)) {
        place += text[place..].chars().next().map_or(1, char::len_utf8);
    }
    place
}

/// Whether whole words begin at a place: behind a space, or at any character of a script without spaces.
fn begins(text: &str, place: usize) -> bool {
    let next = text[place..].chars().next();
    next.is_some_and(|c| !c.is_whitespace())
        && !is_inside(text, place)
        && (text[..place].ends_with(' ') || next.is_some_and(is_alone))
}

fn ends(text: &str, place: usize) -> bool {
    let last = text[..place].chars().next_back();
    last.is_some_and(|c| !c.is_whitespace())
        && !is_inside(text, place)
        && (text[place..].starts_with(' ') || last.is_some_and(is_alone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: usize, quote: &str, expected: (&str, &str)) {
        assert!(text[place..].starts_with(quote));
        let all = text.match_indices(quote).map(|(at, _)| at).filter(|at| *at != place);
        let others: Vec<Common> = all.map(|other| Common::of(text, place, other, quote.len())).collect();
        let end = place + quote.len();
        let (left, right) = least(text, (place, end), &others);
        assert_eq!((&text[left..place], &text[end..right]), expected);
    }

    #[test]
    fn just_enough() {
        check("the camp and the school", 4, "camp", ("", ""));
        check("the camp and one camp", 4, "camp", ("", " and"));
        check("a camp of the camp in it", 2, "camp", ("a ", ""));
        check("a camp of it and a camp in it", 2, "camp", ("", " of"));
        check("x a y, x a z, w a y", 2, "a", ("", " y,"));
        check("in x a y on, z x a z, w a y on", 5, "a", ("x ", " y"));
        check("a a a", 2, "a", ("a ", " a"));
        check("part of art", 1, "art", ("p", ""));
        check("在新疆和从新疆来", 3, "新疆", ("", "和"));
    }
}
