//! Plain words written as Markdown that reads as those words: nothing in them is taken for markup.
//!
//! Also for what this program reads beyond CommonMark: wikilinks, tables, footnotes, strikethrough,
//! CriticMarkup, and comments (`<!--`, `%%`).

/// Plain text as Markdown: lines stay lines, empty lines part paragraphs.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut blank = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\\\n" });
        }
        blank = false;
        push_words(&mut out, line, true);
    }
    out
}

/// Adds words of one line, `begins_line` telling whether they stand first in it. Control characters
/// become spaces.
pub fn push_words(out: &mut String, words: &str, begins_line: bool) {
    let special = if begins_line { opening_mark(words) } else { None };
    let mut before = ' ';
    let mut rest = words.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        if special == Some(at) || is_mark(character, before, next) {
            out.push('\\');
        }
        out.push(if character.is_control() { ' ' } else { character });
        before = character;
    }
}

/// Where a line's beginning has to be escaped: the sign of a heading, quote, list, rule or definition.
fn opening_mark(words: &str) -> Option<usize> {
    if words.starts_with(['#', '>', '+', '-', '=', ':']) {
        return Some(0);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && words[digits..].starts_with(['.', ')'])).then_some(digits)
}

/// Whether a character would be read as markup wherever it stands.
fn is_mark(character: char, before: char, next: Option<char>) -> bool {
    match character {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '{' => true,
        '%' => before == '%' || next == Some('%'),
        '&' => next.is_some_and(|next| next == '#' || next.is_alphanumeric()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escape(text), expected);
    }

    #[test]
    fn marks_lose_their_meaning() {
        check("*a* [b] <c> {>>d<<} {==e==}", "\\*a\\* \\[b\\] \\<c> \\{>>d\\<\\<} \\{==e==}");
        check("5 % of 7%%, AT&T &copy; & co.", "5 % of 7\\%\\%, AT\\&T \\&copy; & co.");
        check("<!-- x --> %%y%%", "\\<!-- x --> \\%\\%y\\%\\%");
    }

    #[test]
    fn lines_stay_lines() {
        check("a\n  # b\r\n\n\n1. c\n1990) d\n2e\n", "a\\\n\\# b\n\n1\\. c\\\n1990\\) d\\\n2e");
        check(" \n \n", "");
    }
}
