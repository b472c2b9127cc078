//! Values as YAML: plain where no reader could take them for anything else, quoted otherwise.

use std::fmt::Write;

/// A text in double quotes, on one line. What cannot be seen, moves other text or ends a line for some
/// reader is escaped.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if !is_seen(character) => push_code(&mut out, character),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A text as it is where that is safe, in double quotes otherwise.
pub fn plain_or_quoted(text: &str) -> String {
    if is_plain(text) || is_web_address(text) { text.to_owned() } else { quoted(text) }
}

/// The same within brackets or braces.
pub fn in_flow(text: &str) -> String {
    if is_plain(text) && !text.contains(',') { text.to_owned() } else { quoted(text) }
}

/// A text of several lines as a literal block; none where that would not keep it exactly, or would not show
/// all of it.
pub fn block(text: &str, indent: &str) -> Option<String> {
    let (lines, header) = match text.strip_suffix('\n') {
        Some(lines) => (lines, "|"),
        None => (text, "|-"),
    };
    let is_kept = |line: &str| {
        line.chars().all(|c| c == '\t' || is_seen(c)) && (line.is_empty() || !line.trim().is_empty())
    };
    // White space before the first line would be taken for the block's indentation, and empty lines at the
    // end for none.
    let begins = lines.starts_with(|c: char| !c.is_whitespace());
    let ends = !lines.ends_with('\n');
    if !text.contains('\n') || !begins || !ends || !lines.split('\n').all(is_kept) {
        return None;
    }
    let mut out = header.to_owned();
    for line in lines.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    Some(out)
}

/// A number without an exponent.
pub fn number(number: f64) -> String {
    if number.is_nan() {
        return ".nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let digits = number.to_string();
    // A whole number that no integer of 64 bits holds has to be seen to be a fraction.
    let is_long = number.abs() >= 9e15 && !digits.contains('.');
    if is_long || digits == "-0" { digits + ".0" } else { digits }
}

/// Whether a character is shown as itself, and is not taken for the end of a line.
fn is_seen(character: char) -> bool {
    let is_control = character.is_control() || character == '\u{ad}';
    let is_mark = matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let is_none = u32::from(character) & 0xfffe == 0xfffe;
    !is_control && !is_mark && !is_none
}

fn push_code(out: &mut String, character: char) {
    let code = u32::from(character);
    let written = match code {
        0..=0xff => write!(out, "\\x{code:02X}"),
        0x100..=0xffff => write!(out, "\\u{code:04X}"),
        _ => write!(out, "\\U{code:08X}"),
    };
    written.expect("a text can always grow");
}

/// Whether a text is words that YAML reads as themselves: a letter first, then letters, digits, single
/// spaces and a few signs that mean nothing there; or a date.
fn is_plain(text: &str) -> bool {
    if is_date(text) {
        return true;
    }
    let fits = |c: char| c.is_alphanumeric() || " -.,'()/_–’".contains(c);
    let begins = text.starts_with(char::is_alphabetic);
    begins && text.chars().all(fits) && !text.contains("  ") && !text.ends_with(' ') && !is_word_of_yaml(text)
}

/// Words that some version of YAML takes for a truth value, a number or nothing.
fn is_word_of_yaml(text: &str) -> bool {
    const WORDS: [&str; 13] =
        ["y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "infinity", "none"];
    WORDS.contains(&text.to_lowercase().as_str())
}

/// `2018-12` or `2018-12-05`. A year alone would be a number.
fn is_date(text: &str) -> bool {
    let is_part = |(at, part): (usize, &str)| {
        part.len() == if at == 0 { 4 } else { 2 } && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(text.len(), 7 | 10) && text.split('-').enumerate().all(is_part)
}

/// An address in the web, of signs that mean nothing in YAML.
fn is_web_address(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "/.:_~%?=&+@-".contains(c);
    (text.starts_with("https://") || text.starts_with("http://"))
        && text.chars().all(fits)
        && !text.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(plain_or_quoted(text), expected);
    }

    #[test]
    fn words_are_plain_and_pitfalls_are_quoted() {
        for text in [
            "Liz Throssell",
            "a-b",
            "O'Brien",
            "新疆",
            "U.S. (n)",
            "2018-12-05",
            "https://example.org/a?b=c%20d",
        ] {
            check(text, text);
        }
        for text in [
            "",
            " a",
            "a ",
            "a  b",
            "yes",
            "NULL",
            "1",
            "2018",
            "1e6",
            "a: b",
            "a #b",
            "- a",
            "~",
            "*a",
            "@a",
            "`a",
            "%a",
            "2018-1",
            ".nan",
            "[a]",
            "https://a b",
            "12:30:45",
        ] {
            check(text, &format!("\"{text}\""));
        }
        check("a\"\\\n\t\r", r#""a\"\\\n\t\r""#);
        check(
            "\u{0}\u{85}\u{2028}\u{202e}\u{feff}\u{1fffe}é😀",
            r#""\x00\x85\u2028\u202E\uFEFF\U0001FFFEé😀""#,
        );
        assert_eq!(in_flow("a, b"), "\"a, b\"");
    }

    #[test]
    fn blocks_hold_what_they_show() {
        assert_eq!(block("a\n\n b\n", "  ").as_deref(), Some("|\n  a\n\n   b"));
        assert_eq!(block("a\nb", "  ").as_deref(), Some("|-\n  a\n  b"));
        for text in ["", "a", " a\nb", "\na", "a\n\n", "a\n \nb", "a\r\nb", "a\u{2028}\nb", "\ta\nb"] {
            assert_eq!(block(text, "  "), None, "{text:?}");
        }
    }

    #[test]
    fn numbers_have_no_exponent() {
        for (value, expected) in
            [(1e6, "1000000"), (0.1, "0.1"), (1e-7, "0.0000001"), (-3.0, "-3"), (1e16, "10000000000000000.0")]
        {
            assert_eq!(number(value), expected);
        }
    }
}
