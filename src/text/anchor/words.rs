//! A comparable text as a row of words.
//!
//! Owns what a word is here and which two words are one word spelt differently. Punctuation is no
//! word; signs on which meaning turns (`%`, currency, question marks) are. Scripts without spaces
//! give a word for each character.

use unicode_normalization::char::is_combining_mark;

/// A word: bytes of the comparable text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub start: u32,
    pub end: u32,
    /// How much it says: its letters, a Han character counting as three of them, kana and hangul as
    /// two. At least 1.
    pub weight: u32,
    /// Hash of the word as it stands.
    pub exact: u64,
    /// Hash of the word in lower case.
    pub fold: u64,
}

impl Word {
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if is_sign(first) {
            words.push(word(text, start, start + first.len_utf8()));
            continue;
        }
        if !is_letter(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        while let Some(&(at, next)) = characters.peek() {
            if !continues(last, next, &text[at + next.len_utf8()..]) {
                break;
            }
            characters.next();
            end = at + next.len_utf8();
            if !is_combining_mark(next) {
                last = next;
            }
        }
        words.push(word(text, start, end));
    }
    words
}

/// How much a text says, as the sum of its words' weights.
pub fn weight(text: &str) -> u32 {
    words(text).iter().map(|word| word.weight).sum()
}

/// Whether two words in lower-case scripts or none are one word in two spellings: six letters or
/// more, one letter more, less, other, or two changed about, but not in the first place, and not in
/// the last, where another letter is another form of the word.
pub fn is_akin(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = one.len().min(other.len());
    if one.len().max(other.len()) < AKIN_LETTERS || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let front = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let tails = one.iter().rev().zip(other.iter().rev());
    let back = tails.take(shorter - front.min(shorter)).take_while(|(a, b)| a == b).count();
    let (left, right) = (&one[front..one.len() - back], &other[front..other.len() - back]);
    let is_turned = left.len() == 2 && right.len() == 2 && left[0] == right[1] && left[1] == right[0];
    front > 0 && (is_turned || back > 0 && left.len().max(right.len()) == 1)
}

/// The least letters of a word that can be recognised in another spelling.
const AKIN_LETTERS: usize = 6;

/// Han, kana, and the scripts of South East Asia and Tibet: no spaces between words.
pub fn is_alone(character: char) -> bool {
    matches!(u32::from(character),
        0x0E00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3040..=0x30FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Signs that are words: what they say is lost without them.
pub fn is_sign(character: char) -> bool {
    matches!(character, '%' | '‰' | '٪' | '$' | '£' | '¥' | '€' | '₽' | '₺' | '?' | '؟' | '？' | '°')
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || is_combining_mark(character)
}

/// Whether a character belongs to the word of the one before it.
fn continues(last: char, next: char, rest: &str) -> bool {
    let follows = |test: fn(char) -> bool| rest.chars().next().is_some_and(test);
    match next {
        _ if is_combining_mark(next) => true,
        '\'' => last.is_alphabetic() && follows(char::is_alphabetic),
        '.' | ',' => last.is_numeric() && follows(char::is_numeric),
        _ => is_letter(next) && !is_alone(last) && !is_alone(next),
    }
}

fn word(text: &str, start: usize, end: usize) -> Word {
    let narrow = |place: usize| u32::try_from(place).expect("a text is shorter than 4 GiB");
    let word = &text[start..end];
    let exact = hash(word.bytes());
    let fold = match word.bytes().any(|byte| byte.is_ascii_uppercase() || byte >= 0x80) {
        true => hash(word.to_lowercase().bytes()),
        false => exact,
    };
    let weight = word.chars().map(letter_weight).sum::<u32>().max(1);
    Word { start: narrow(start), end: narrow(end), weight, exact, fold }
}

fn letter_weight(character: char) -> u32 {
    match u32::from(character) {
        0x3040..=0x30FF | 0xAC00..=0xD7A3 => 2,
        0x3005..=0x3007 | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => 3,
        _ => u32::from(!is_combining_mark(character)),
    }
}

/// FNV-1a, 64 bits: for telling words apart quickly, not against anybody.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_script() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = words(text).iter().map(|word| word.of(text)).collect();
            assert_eq!(found, expected);
        };
        check(
            "He didn't say \"1,000.5\" - or 50%?",
            &["He", "didn't", "say", "1,000.5", "or", "50", "%", "?"],
        );
        check("在新疆的camps", &["在", "新", "疆", "的", "camps"]);
        check("شىنجاڭدا، 2018", &["شىنجاڭدا", "2018"]);
        check("q\u{303}a e\u{301}", &["q\u{303}a", "e\u{301}"]);
        check("'...' - ", &[]);
    }

    #[test]
    fn han_characters_say_more() {
        assert_eq!(weight("新疆"), 6);
        assert_eq!(weight("it is so"), 6);
    }

    #[test]
    fn spellings_are_akin_and_forms_are_not() {
        for (one, other) in [
            ("goverment", "government"),
            ("recieve", "receive"),
            ("centre", "center"),
            ("organise", "organize"),
        ] {
            assert!(is_akin(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("camps", "camp"),
            ("reports", "report"),
            ("moral", "amoral"),
            ("affect", "effect"),
            ("form", "from"),
            ("legal", "illegal"),
            ("prisons", "persons!"),
        ] {
            assert!(!is_akin(one, other), "{one} {other}");
        }
    }
}
