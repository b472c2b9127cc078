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
    /// The whole line, without its end.
    pub text: String,
}

/// Finds the line and column of a byte offset; an offset past the end is the end.
///
/// `\n`, `\r\n` and a lone `\r` end a line, as in YAML and CommonMark.
pub fn position(text: &str, offset: usize) -> Position {
    let offset = floor_boundary(text, offset);
    let mut line = 1;
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes[..offset].iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if ends {
            line += 1;
            start = at + 1;
        }
    }
    let rest = &text[start..];
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let before = text[start..offset].trim_start_matches('\u{feff}');
    Position {
        line,
        column: before.chars().count() + 1,
        text: rest[..end].trim_start_matches('\u{feff}').to_owned(),
    }
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
    }
}
