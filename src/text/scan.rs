//! Questions about all bytes of a text, answered many bytes at a time.

/// How many bytes are such.
///
/// Without branches and in bytes, for which the compiler uses wide registers: counting is quicker than
/// looking for the first.
pub fn count(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    let of_part = |part: &[u8]| part.iter().map(|byte| u8::from(is_such(*byte))).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|part| usize::from(of_part(part))).sum()
}

/// Whether a text has printable ASCII characters only, single spaces between words and none around them.
pub fn is_plain_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_unusual = |byte: u8| !(0x20..0x7f).contains(&byte);
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    count(bytes, is_unusual) == 0
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
        && !pairs.fold(false, |any, (first, second)| any | ((*first == b' ') & (*second == b' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_are_counted() {
        for length in [0, 1, 254, 255, 256, 1000] {
            assert_eq!(count(&vec![b'a'; length], |byte| byte == b'a'), length);
            assert_eq!(count(&vec![b'a'; length], |byte| byte == b'b'), 0);
        }
    }

    #[test]
    fn plain_lines_are_told() {
        for plain in ["", "a", "two words", "~!"] {
            assert!(is_plain_line(plain), "{plain:?}");
        }
        for other in [" ", " a", "a ", "a  b", "a\tb", "a\nb", "é", "\u{7f}"] {
            assert!(!is_plain_line(other), "{other:?}");
        }
    }
}
