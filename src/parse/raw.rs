//! Raw HTML in a text: its comments taken out, and what in it matters to the archive found.
//!
//! Looks, and cuts comments; what may stay is decided when the page is made.

/// HTML without its comments, and where one opens that is never closed.
pub fn without_comments(html: &str) -> (String, Option<usize>) {
    let mut clean = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(open) = html[at..].find("<!--").map(|found| at + found) {
        clean.push_str(&html[at..open]);
        match html[open..].find("-->") {
            Some(close) => at = open + close + 3,
            None => return (clean, Some(open)),
        }
    }
    clean.push_str(&html[at..]);
    (clean, None)
}

/// HTML with its comments blanked, so that every place stays.
pub fn masked(html: &str) -> String {
    let mut masked = html.to_owned();
    let mut at = 0;
    while let Some(open) = masked[at..].find("<!--").map(|found| at + found) {
        let close = masked[open..].find("-->").map_or(masked.len(), |length| open + length + 3);
        masked.replace_range(open..close, &" ".repeat(close - open));
        at = close;
    }
    masked
}

/// The first element or attribute in raw HTML that no page may have, and where it stands.
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

/// The values of `src` and `href` in raw HTML: (start, end) in bytes, and whether it is `src`.
pub fn addresses(html: &str) -> Vec<(usize, usize, bool)> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    for name in ["src", "href"] {
        for (at, _) in lower.match_indices(name) {
            let rest = &html[at + name.len()..];
            let Some(value) = rest.trim_start().strip_prefix('=') else {
                continue;
            };
            let value = value.trim_start();
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                continue;
            };
            let start = html.len() - value.len() + 1;
            if let Some(length) = html[start..].find(quote) {
                found.push((start, start + length, name == "src"));
            }
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_an_open_one_is_told() {
        assert_eq!(without_comments("a<!-- b -->c"), ("ac".to_owned(), None));
        assert_eq!(without_comments("a<!-- b"), ("a".to_owned(), Some(1)));
        assert_eq!(masked("a<!-- é -->c").len(), "a<!-- é -->c".len());
    }

    #[test]
    fn addresses_are_found_in_either_quotes_and_not_in_comments() {
        let html = "<img SRC='a.png'><a href = \"b\"><!-- <img src=\"c\"> -->";
        let found: Vec<(&str, bool)> =
            addresses(&masked(html)).into_iter().map(|(from, to, shows)| (&html[from..to], shows)).collect();
        assert_eq!(found, [("a.png", true), ("b", false)]);
    }

    #[test]
    fn unsafe_parts_are_named_and_words_are_not() {
        let name = |html: &str| unsafe_part(html).map(|(_, name)| name);
        assert_eq!(name("<p ONCLICK=x>").as_deref(), Some("onclick"));
        assert_eq!(name("<Script>").as_deref(), Some("<script"));
        assert_eq!(name("<b>based on facts</b>"), None);
    }
}
