//! Positions in a text in the units that programs count in, and whether one fits a quote.

/// Where a passage stood in a page's text, end exclusive, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextPosition {
    pub start: u64,
    pub end: u64,
    pub unit: Unit,
}

/// What a position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// UTF-16 code units, as scripts in browsers count.
    Utf16,
    /// Characters (Unicode scalar values), as the W3C's model and RFC 5147 ask.
    CodePoints,
    /// One or the other.
    #[default]
    Unknown,
}

/// Where the quote begins in `plain`, in characters, if the position leads to its words; white space may
/// differ. A position of unknown unit is tried in both.
pub fn place(position: &TextPosition, plain: &str, quote: &str) -> Option<u32> {
    let units: &[Unit] = match position.unit {
        Unit::Unknown => &[Unit::CodePoints, Unit::Utf16],
        Unit::CodePoints => &[Unit::CodePoints],
        Unit::Utf16 => &[Unit::Utf16],
    };
    units.iter().find_map(|unit| place_in(position.start, position.end, *unit, plain, quote))
}

fn place_in(start: u64, end: u64, unit: Unit, plain: &str, quote: &str) -> Option<u32> {
    let (from, to, before) = slice(plain, start, end, unit)?;
    let words = &plain[from..to];
    let fits = quote.split_whitespace().eq(words.split_whitespace());
    if !fits || quote.trim().is_empty() {
        return None;
    }
    let space = words.chars().take_while(|c| c.is_whitespace()).count();
    let skipped = if quote.starts_with(char::is_whitespace) { 0 } else { space };
    u32::try_from(before + skipped).ok()
}

/// The bytes of a position, and the characters before it; none where it cuts a character in two or ends
/// before it begins.
fn slice(plain: &str, start: u64, end: u64, unit: Unit) -> Option<(usize, usize, usize)> {
    let mut from = None;
    let mut counted = 0;
    for (characters, (at, character)) in plain.char_indices().enumerate() {
        if counted == start {
            from = from.or(Some((at, characters)));
        }
        if counted == end {
            return from.map(|(from, before)| (from, at, before));
        }
        counted += if unit == Unit::Utf16 { character.len_utf16() as u64 } else { 1 };
    }
    from.filter(|_| counted == end).map(|(from, before)| (from, plain.len(), before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: (u64, u64), unit: Unit, plain: &str, quote: &str, expected: Option<u32>) {
        let position = TextPosition { start: range.0, end: range.1, unit };
        assert_eq!(place(&position, plain, quote), expected);
    }

    #[test]
    fn units_are_told_apart_by_the_quote() {
        let plain = "😀😀 one  two\n\nthree";
        check((5, 13), Unit::Utf16, plain, "one two", Some(3));
        check((3, 11), Unit::CodePoints, plain, "one two", Some(3));
        for range in [(5, 13), (3, 11)] {
            check(range, Unit::Unknown, plain, "one two", Some(3));
        }
        check((3, 11), Unit::Utf16, plain, "one two", None);
        check((2, 18), Unit::CodePoints, plain, "one two three", Some(3));
        check((13, 18), Unit::CodePoints, plain, "three", Some(13));
    }

    #[test]
    fn what_does_not_fit_has_no_place() {
        for range in [(0, 3), (1, 4), (9, 4), (0, u64::MAX), (u64::MAX, u64::MAX), (0, 0)] {
            check(range, Unit::Utf16, "😀 one", "one", None);
        }
        check((1, 2), Unit::CodePoints, "a b", " ", None);
        check((0, 0), Unit::Unknown, "", "", None);
    }
}
