//! Places in a file: byte spans, and the line and column that a person looks for.

use std::ops::Range;

/// A run of bytes in a file: 0-based, end exclusive, front matter included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one; equal to `start` for a place between two bytes.
    pub end: u32,
}

impl Span {
    /// Makes a span; offsets past 4 GiB are cut to that, as no file of that size is ever read.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: saturate(start), end: saturate(end.max(start)) }
    }

    /// The place before the byte at `offset`.
    pub fn at(offset: usize) -> Span {
        Span::new(offset, offset)
    }

    /// The same run counted from `offset` bytes further on.
    pub fn shifted(self, offset: usize) -> Span {
        Span::new(self.start as usize + offset, self.end as usize + offset)
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

fn saturate(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A place as editors count it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters (Unicode scalar values), a byte order mark not counted.
    pub column: usize,
    /// The line without its end; of a long line, what stands around the column.
    pub text: String,
    /// The column of the first character of `text`.
    pub from: usize,
}

/// How many characters of a long line are kept on each side of the column.
const REACH: usize = 120;

/// Where the lines of a text begin: made once for all places in it.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// `\n`, `\r\n` and a lone `\r` end a line, as in YAML and CommonMark.
    pub fn of(text: &'a str) -> Lines<'a> {
        let bytes = text.as_bytes();
        let ends =
            |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let starts = (0..bytes.len()).filter(ends).map(|at| at + 1);
        Lines { text, starts: std::iter::once(0).chain(starts).collect() }
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let whole = self.text[start..end.max(start)].trim_end_matches(['\n', '\r']);
        let mark = whole.len() - whole.trim_start_matches('\u{feff}').len();
        let at = (offset - start).min(whole.len()).max(mark);
        let (before, after) = (&whole[mark..at], &whole[at..]);
        let first = before.char_indices().nth_back(REACH - 1).map_or(0, |(at, _)| at);
        let last = after.char_indices().nth(REACH).map_or(after.len(), |(at, _)| at);
        let column = before.chars().count() + 1;
        Position {
            line,
            column,
            text: format!("{}{}", &before[first..], &after[..last]),
            from: column - before[first..].chars().count(),
        }
    }
}

/// Finds the line and column of one byte offset.
pub fn position(text: &str, offset: usize) -> Position {
    Lines::of(text).position(offset)
}

/// The nearest character boundary at or before `offset`.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: usize, expected: (usize, usize, &str)) {
        let found = position(text, offset);
        assert_eq!((found.line, found.column, found.text.as_str()), expected);
    }

    #[test]
    fn counts_lines_and_characters_from_one() {
        check("ab\ncd", 0, (1, 1, "ab"));
        check("ab\ncd", 4, (2, 2, "cd"));
        check("ab\r\ncd\r\n", 4, (2, 1, "cd"));
        check("ab\rcd", 3, (2, 1, "cd"));
        check("é€x", 5, (1, 3, "é€x"));
        check("\u{feff}title: x", 3, (1, 1, "title: x"));
        check("ab", 99, (1, 3, "ab"));
        check("", 0, (1, 1, ""));
        check("a\n", 2, (2, 1, ""));
    }

    #[test]
    fn of_a_long_line_what_stands_around_is_kept() {
        let found = position(&format!("{}é!{}", "a".repeat(300), "b".repeat(300)), 300);
        assert_eq!((found.column, found.from, found.text.chars().count()), (301, 181, 240));
        assert_eq!(found.text.chars().nth(found.column - found.from), Some('é'));
    }
}
