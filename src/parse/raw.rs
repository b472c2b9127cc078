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

/// The values of `src` and `href`, in order; quoted or not.
pub fn addresses(html: &str) -> Vec<Address> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    for (name, shows) in [("src", true), ("href", false)] {
        let attributes = lower.match_indices(name).filter(|(at, _)| begins_attribute(&lower, *at));
        found.extend(attributes.filter_map(|(at, _)| {
            let value = value_after(html, at + name.len())?;
            Some(Address { value, shows })
        }));
    }
    found.sort_by_key(|address| address.value.start);
    found
}

fn begins_attribute(html: &str, at: usize) -> bool {
    html[..at].chars().next_back().is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'))
}

/// The value of an attribute whose name ends at `at`.
fn value_after(html: &str, at: usize) -> Option<Range<usize>> {
    let value = html[at..].trim_start().strip_prefix('=')?.trim_start();
    let start = html.len() - value.len();
    match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let length = value[1..].find(quote)?;
            Some(start + 1..start + 1 + length)
        }
        _ => {
            let length = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
            (length > 0).then(|| start..start + length)
        }
    }
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
    let end = text.find(';').filter(|end| *end <= 10)?;
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
