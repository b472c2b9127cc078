//! Addresses: which schemes may stand in a page, how a path is written into one, and how a
//! relative path is followed.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::text::scan::count;

/// What is escaped in the path of an address: everything that a browser, a feed reader or a shell
/// could take for something else. Letters of other scripts are escaped too (RFC 3986).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What an address in the content points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `http:` or `https:`, or `//host`.
    Web,
    /// `mailto:`
    Mail,
    /// No scheme: a path, a query or a fragment.
    Relative,
    /// Anything else (`javascript:`, `data:`, `file:`): never written into a page.
    Refused,
}

/// Tells the scheme of an address as a browser would read it: leading spaces and control
/// characters are passed over, tabs and line ends inside are ignored (WHATWG URL).
pub fn scheme(address: &str) -> Scheme {
    let clean = browser_reading(address);
    let mut letters = clean.chars();
    let is_slash = |letter: Option<char>| matches!(letter, Some('/' | '\\'));
    if is_slash(letters.next()) && is_slash(letters.next()) {
        return Scheme::Web;
    }
    let Some(end) = clean.find([':', '/', '?', '#', '\\']) else {
        return Scheme::Relative;
    };
    if !clean[end..].starts_with(':') {
        return Scheme::Relative;
    }
    match clean[..end].to_ascii_lowercase().as_str() {
        "http" | "https" => Scheme::Web,
        "mailto" => Scheme::Mail,
        _ => Scheme::Refused,
    }
}

fn browser_reading(address: &str) -> String {
    let trimmed = address.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

/// Escapes a path for an address.
pub fn encode_path(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    encode_into(path, &mut address);
    address
}

/// Appends a path, escaped for an address.
pub fn encode_into(path: &str, address: &mut String) {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() | (byte == b'-') | (byte == b'/') | (byte == b'.');
    if count(path.as_bytes(), stays) == path.len() {
        return address.push_str(path);
    }
    address.extend(utf8_percent_encode(path, PATH));
}

/// Undoes percent-encoding; text that is not UTF-8 afterwards is left as it was.
pub fn decode(address: &str) -> String {
    percent_decode_str(address).decode_utf8().map_or_else(|_| address.to_owned(), |text| text.into_owned())
}

/// Follows `path` from the folder `from` (both with `/`, no leading one); none where it leads
/// above the top.
pub fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The folder that a path lies in; empty at the top.
pub fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}

/// Splits `path#fragment`; an empty fragment is none.
pub fn split_fragment(address: &str) -> (&str, Option<&str>) {
    match address.split_once('#') {
        Some((path, "")) => (path, None),
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    }
}

/// Whether this is a complete address in the web, with a host.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !text.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        for web in
            ["https://example.org", "HTTP://x", "//example.org/x", "\\\\example.org", "/\\evil", "\\/evil"]
        {
            assert_eq!(scheme(web), Scheme::Web, "{web}");
        }
        for refused in [
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "file:///etc",
            "vbscript:x",
        ] {
            assert_eq!(scheme(refused), Scheme::Refused, "{refused:?}");
        }
        for relative in ["a/b.md", "#top", "?q=a:b", "../x", "/x:y", ""] {
            assert_eq!(scheme(relative), Scheme::Relative, "{relative}");
        }
        assert_eq!(scheme("mailto:a@example.org"), Scheme::Mail);
    }

    #[test]
    fn paths_are_followed_and_never_leave_the_top() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "./x/").as_deref(), Some("a/x"));
        assert_eq!(join("a", "../../x"), None);
    }

    #[test]
    fn every_script_survives_encoding() {
        let path = "people/新疆 100%/";
        assert_eq!(decode(&encode_path(path)), path);
        assert!(encode_path(path).is_ascii());
    }
}
