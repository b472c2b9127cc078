//! Where words begin and end, in any script.

use unicode_normalization::char::is_combining_mark;

use crate::text::scan::is_plain_line;

/// Words in one line: single spaces for all white space, and none around them.
pub fn one_line(words: &str) -> String {
    if is_plain_line(words) {
        return words.to_owned();
    }
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Words with a capital letter at the beginning.
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whether a run of a text is whole words.
pub fn is_word(text: &str, start: usize, end: usize) -> bool {
    parts(text[..start].chars().next_back(), text[start..].chars().next())
        && parts(text[..end].chars().next_back(), text[end..].chars().next())
}

/// Whether a word may end between two characters.
fn parts(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return true;
    };
    if is_combining_mark(after) {
        return false;
    }
    let in_word = |c: char| c.is_alphanumeric() || c == '_' || is_combining_mark(c);
    !in_word(before) || !in_word(after) || writes_without_spaces(before) || writes_without_spaces(after)
}

/// Scripts that put no spaces between words: Han, kana, Thai, Lao, Tibetan, Myanmar, Khmer.
pub fn writes_without_spaces(character: char) -> bool {
    matches!(u32::from(character),
        0x0E00..=0x0EFF | 0x0F00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007
        | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Lower case letter by letter, where that keeps the number of bytes: so every place is the same
/// in both texts. The few letters that it does not fit (`İ`, `ẞ`) are compared as they are.
pub fn lower(text: &str) -> String {
    text.chars()
        .map(|character| {
            let mut lowered = character.to_lowercase();
            match (lowered.next(), lowered.next()) {
                (Some(single), None) if single.len_utf8() == character.len_utf8() => single,
                _ => character,
            }
        })
        .collect()
}

/// A text cut at a word, with "…" where it is long.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
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
    fn check(text: &str, name: &str, expected: bool) {
        let start = text.find(name).expect("the name stands in the text");
        assert_eq!(is_word(text, start, start + name.len()), expected, "{name} in {text}");
    }

    #[test]
    fn words_end_where_readers_see_them_end() {
        check("in Xinjiang's west", "Xinjiang", true);
        check("the Uyghurs of", "Uyghur", false);
        check("(Lu Kang)", "Lu Kang", true);
        check("Lu Kangxi", "Lu Kang", false);
        check("在新疆的", "新疆", true);
        check("شىنجاڭدا", "شىنجاڭ", false);
        check("شىنجاڭ، ", "شىنجاڭ", true);
        check("ประเทศไทยมี", "ไทย", true);
        check("Jose\u{301}", "Jose", false);
    }

    #[test]
    fn lower_case_keeps_places() {
        for text in ["İstanbul ẞ ÀÉ Ω", "ΣΊΣΥΦΟΣ", "K"] {
            assert_eq!(lower(text).len(), text.len(), "{text}");
        }
        assert_eq!(lower("Ürümqi CAMP"), "ürümqi camp");
    }
}
