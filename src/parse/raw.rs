//! Raw HTML in a text: what in it matters to the archive. Looks only; what may stay is decided when
//! the page is made, and comments are gone before.

use std::ops::Range;

/// The value of a `src` or `href`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Where it stands, without its quotes, in bytes.
    pub value: Range<usize>,
    /// `src`: something that the page would show.
    pub shows: bool,
}

/// The values of `src` and `href` in the tags, in order; quoted or not, empty ones left out.
pub fn addresses(html: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|length| at + length) {
        let begins_tag = html[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
        at = if begins_tag { attributes(html, open + 1, &mut found) } else { open + 1 };
    }
    found
}

/// Reads the attributes of a tag whose name begins at `at`; returns where the tag ends.
fn attributes(html: &str, at: usize, found: &mut Vec<Address>) -> usize {
    let is_name = |c: char| !c.is_whitespace() && !matches!(c, '>' | '/' | '=' | '"' | '\'');
    let skip = |at: usize, wanted: &dyn Fn(char) -> bool| {
        at + html[at..].find(|c: char| !wanted(c)).unwrap_or(html.len() - at)
    };
    let mut at = skip(at, &is_name);
    loop {
        at = skip(at, &|c| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
        if at >= html.len() || html[at..].starts_with('>') {
            return (at + 1).min(html.len());
        }
        let end = skip(at, &is_name);
        let name = html[at..end].to_ascii_lowercase();
        let equals = skip(end, &char::is_whitespace);
        if !html[equals..].starts_with('=') {
            at = end;
            continue;
        }
        let value = value_at(html, skip(equals + 1, &char::is_whitespace));
        at = value.end;
        if matches!(name.as_str(), "src" | "href") && !html[value.clone()].trim().is_empty() {
            found.push(Address { shows: name == "src", value });
        }
    }
}

/// The value that begins at `at`, without its quotes; one whose quote is never closed goes to the end.
fn value_at(html: &str, at: usize) -> Range<usize> {
    let rest = &html[at..];
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let length = rest[1..].find(quote).unwrap_or(rest.len() - 1);
            at + 1..at + 1 + length
        }
        _ => at..at + rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len()),
    }
}

/// How deep the elements nest once a piece of raw HTML is read, and how deep they do in it at the most,
/// beginning from a depth. Elements whose end is never written, or need not be, count nothing: they
/// nest only in others that do.
pub fn nesting(html: &str, from: usize) -> (usize, usize) {
    const UNCOUNTED: [&str; 31] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "li", "p", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
        "option", "optgroup", "rt", "rp", "caption", "body",
    ];
    let (mut depth, mut deepest) = (from, from);
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let closes = rest.starts_with('/');
        let name = rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).take(12);
        let name = name.collect::<String>().to_ascii_lowercase();
        if name.is_empty() || UNCOUNTED.contains(&name.as_str()) {
            continue;
        }
        // A tag that ends in `/>` closes itself where that means anything, as in a drawing.
        let is_alone =
            rest.bytes().take(4096).position(|b| b == b'>').is_some_and(|end| rest[..end].ends_with('/'));
        match (closes, is_alone) {
            (true, _) => depth = depth.saturating_sub(1),
            (false, true) => {}
            (false, false) => depth += 1,
        }
        deepest = deepest.max(depth);
    }
    (depth, deepest)
}

/// A value as a browser reads it: character references become characters, the named ones as far as
/// an address can need them.
pub fn decode_entities(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((character, length)) => {
                decoded.push(character);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character that a reference at the beginning of a text stands for, and the reference's length.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(11).position(|byte| byte == b';')?;
    let character = match &text[1..end] {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, end + 1))
}

/// The first element or attribute that no page may have, and where it stands.
pub fn unsafe_part(html: &str) -> Option<(usize, String)> {
    const ELEMENTS: [&str; 11] = [
        "<script", "<style", "<iframe", "<object", "<embed", "<form", "<button", "<meta", "<link", "<base",
        "<svg",
    ];
    let lower = html.to_ascii_lowercase();
    let element = ELEMENTS.iter().filter_map(|name| Some((lower.find(name)?, (*name).to_owned()))).min();
    let handler = lower.match_indices(" on").find_map(|(at, _)| {
        let name: String = lower[at + 1..].chars().take_while(char::is_ascii_alphabetic).collect();
        let is_handler =
            lower[at + 1 + name.len()..].trim_start().starts_with('=') && lower[..at].contains('<');
        (is_handler && name.len() > 3).then_some((at + 1, name))
    });
    element.into_iter().chain(handler).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_quoted_and_not() {
        let html = "<img SRC='a.png'><a href = \"b\"><img data-src=\"x\" src=c.png><p title=\"src\">";
        let found: Vec<(&str, bool)> =
            addresses(html).iter().map(|found| (&html[found.value.clone()], found.shows)).collect();
        assert_eq!(found, [("a.png", true), ("b", false), ("c.png", true)]);
        for html in [
            "<code>&lt;a href=\"x\"> src=foo</code>",
            "<div title=\"> href='x'\">",
            "<img src=\"\">",
            "word href=\"x",
        ] {
            assert_eq!(addresses(html), [], "{html}");
        }
        assert_eq!(addresses("<a title=x href=\"é\n<a href='x'>").len(), 1);
    }

    #[test]
    fn nesting_is_counted() {
        assert_eq!(nesting("<div><p><br><b>x</b>", 0), (1, 2));
        assert_eq!(nesting("</div></div><div>", 0), (1, 1));
        assert_eq!(nesting(&"<path d=\"é\"/>".repeat(300), 3), (3, 3));
        assert_eq!(nesting(&"<tr><td>a<td>b".repeat(300), 1), (1, 1));
        assert_eq!(nesting(&("<i>".repeat(9) + &"</i>".repeat(9)), 0), (0, 9));
    }

    #[test]
    fn references_become_characters() {
        assert_eq!(decode_entities("?a=1&amp;b=2&c&#47;d&#x2F;&nbsp;&"), "?a=1&b=2&c/d/&nbsp;&");
    }

    #[test]
    fn unsafe_parts_are_named_and_words_are_not() {
        let name = |html: &str| unsafe_part(html).map(|(_, name)| name);
        assert_eq!(name("<p ONCLICK=x>").as_deref(), Some("onclick"));
        assert_eq!(name("<Script>").as_deref(), Some("<script"));
        assert_eq!(name("<b>based on facts</b>"), None);
    }
}
