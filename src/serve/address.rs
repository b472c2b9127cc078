//! From a request's path to a place in the site: percent-decoded once, checked, and without the
//! base path. Text to text: nothing here knows of files, and a decoded path is only ever looked up.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a path in a `Location` header may hold as it is; all else is percent-encoded.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path under which the site is served: decoded, beginning and ending with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Takes the path of the site's `base_url` (`/repo/`, `repo`, empty), percent-encoded or not.
    pub fn new(path: &str) -> Base {
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let segments = decoded.split(['/', '\\']).filter(|segment| !segment.is_empty());
        let mut base = String::from("/");
        for segment in segments {
            base.push_str(segment);
            base.push('/');
        }
        Base(base)
    }

    /// Returns the address, percent-encoded, of a site-relative path (empty for the front page).
    pub fn address_of(&self, path: &str) -> String {
        let whole = format!("{}{path}", self.0);
        utf8_percent_encode(&whole, PLAIN).to_string()
    }
}

/// Where in the site a request's path points.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// Under the base path: the rest of the path, empty or ending in a slash for a folder.
    Inside(String),
    /// `/`, where the site itself is below.
    Root,
    /// The base path without its last slash.
    BareBase,
    /// Anywhere else.
    Outside,
}

/// Finds the place of a request's path, as sent.
///
/// Returns `None` for a path that no honest client sends: without a leading slash, with an
/// unfinished percent sign, not UTF-8 once decoded, or with a control character, a backslash, or
/// a `.` or `..` segment.
pub fn place_of(path: &str, base: &Base) -> Option<Place> {
    let decoded = decode(path)?;
    let place = match decoded.strip_prefix(base.0.as_str()) {
        Some(inside) => Place::Inside(inside.to_owned()),
        None if decoded == "/" => Place::Root,
        None if base.0.strip_suffix('/') == Some(decoded.as_str()) => Place::BareBase,
        None => Place::Outside,
    };
    Some(place)
}

fn decode(path: &str) -> Option<String> {
    if !path.starts_with('/') || !percent_signs_are_whole(path) {
        return None;
    }
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    let decoded = String::from_utf8(bytes).ok()?;
    let foul = |letter: char| letter.is_control() || letter == '\\';
    let climbs = decoded.split('/').any(|part| part == "." || part == "..");
    (!decoded.contains(foul) && !climbs).then_some(decoded)
}

fn percent_signs_are_whole(path: &str) -> bool {
    path.split('%').skip(1).all(|after| {
        let digits = after.as_bytes();
        digits.len() >= 2 && digits[..2].iter().all(u8::is_ascii_hexdigit)
    })
}

#[cfg(test)]
mod tests {
    use super::{Base, Place, place_of};

    fn inside(path: &str) -> Option<Place> {
        Some(Place::Inside(path.to_owned()))
    }

    #[test]
    fn bases_get_their_slashes() {
        for given in ["/repo/", "repo", "/repo", "//repo//"] {
            assert_eq!(Base::new(given).address_of(""), "/repo/", "{given}");
        }
        for given in ["", "/", "//"] {
            assert_eq!(Base::new(given).address_of(""), "/", "{given}");
        }
        assert_eq!(Base::new("/a%20b/").address_of("é/"), "/a%20b/%C3%A9/");
        assert_eq!(Base::new("\\\\evil\\x").address_of(""), "/evil/x/");
    }

    #[test]
    fn paths_lose_the_base() {
        let base = Base::new("/repo/");
        let place = |path| place_of(path, &base);
        assert_eq!(place("/repo/"), inside(""));
        assert_eq!(place("/repo/a/%C3%A9.png"), inside("a/é.png"));
        assert_eq!(place("/repo"), Some(Place::BareBase));
        assert_eq!(place("/"), Some(Place::Root));
        assert_eq!(place("/repository/"), Some(Place::Outside));
        assert_eq!(place("//repo/"), Some(Place::Outside));
    }

    #[test]
    fn paths_are_decoded_once() {
        let base = Base::new("/");
        assert_eq!(place_of("/%252e%252e/x", &base), inside("%2e%2e/x"));
        assert_eq!(place_of("/a%2Fb", &base), inside("a/b"));
        assert_eq!(place_of("/...", &base), inside("..."));
    }

    #[test]
    fn foul_paths_are_refused() {
        let foul = [
            "",
            "*",
            "a",
            "/..",
            "/a/../b",
            "/%2e%2E/b",
            "/.",
            "/a%2f..%2fb",
            "/a\\b",
            "/a%5Cb",
            "/%00",
            "/a%0d%0ab",
            "/%7f",
            "/%",
            "/%2",
            "/%zz",
            "/%ff",
            "/%c0%af",
        ];
        for path in foul {
            assert_eq!(place_of(path, &Base::new("/")), None, "{path}");
        }
    }
}
