//! Numbers and texts as bytes: what both ends of the index's files share.
//!
//! Numbers are coded with seven bits a byte, low bits first, the high bit for "more follows" (LEB128);
//! texts are their length in bytes and UTF-8.

/// Appends a number.
pub fn push_number(bytes: &mut Vec<u8>, number: u32) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

/// Appends a length or place in memory.
pub fn push_length(bytes: &mut Vec<u8>, length: usize) {
    push_number(bytes, u32::try_from(length).expect("an index has fewer than 4 billion of anything"));
}

/// Appends a number that may be negative: 0, -1, 1, -2 … are 0, 1, 2, 3 …
pub fn push_signed(bytes: &mut Vec<u8>, number: i32) {
    push_number(bytes, ((number << 1) ^ (number >> 31)) as u32);
}

/// Appends a text.
pub fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_length(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads what the functions above wrote.
///
/// Beyond the end there are zeros and empty texts: files of an index that do not fit each other give
/// fewer results, not a panic.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    pub fn new(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes { bytes, at: 0 }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    pub fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte();
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }

    pub fn length(&mut self) -> usize {
        self.number() as usize
    }

    pub fn signed(&mut self) -> i32 {
        let number = self.number();
        (number >> 1) as i32 ^ -((number & 1) as i32)
    }

    pub fn take(&mut self, length: usize) -> &'a [u8] {
        let start = self.at.min(self.bytes.len());
        let end = start.saturating_add(length).min(self.bytes.len());
        self.at = end;
        &self.bytes[start..end]
    }

    pub fn text(&mut self) -> &'a str {
        let length = self.length();
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_written_is_read(numbers: Vec<u32>, signed: Vec<i32>, text: String) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| push_number(&mut bytes, *number));
            signed.iter().for_each(|number| push_signed(&mut bytes, *number));
            push_text(&mut bytes, &text);
            let mut read = Bytes::new(&bytes);
            prop_assert!(numbers.iter().all(|number| read.number() == *number));
            prop_assert!(signed.iter().all(|number| read.signed() == *number));
            prop_assert_eq!(read.text(), text);
            prop_assert!(read.is_at_end());
        }

        #[test]
        fn any_bytes_can_be_read(bytes: Vec<u8>) {
            let mut read = Bytes::new(&bytes);
            while !read.is_at_end() {
                read.number();
                read.text();
            }
            prop_assert_eq!(read.number(), 0);
        }
    }
}
