//! Conditional and range requests (RFC 9110, sections 13 and 14) over bytes that are in hand.
//! There are entity tags and no dates: an output has no time of change.

use hyper::HeaderMap;
use hyper::header::{HeaderName, IF_NONE_MATCH, IF_RANGE, RANGE};

/// Makes the strong entity tag of some bytes.
pub fn entity_tag(bytes: &[u8]) -> String {
    format!("\"{}\"", &blake3::hash(bytes).to_hex()[..32])
}

/// Tells whether the client already has what `tag` names (`If-None-Match`).
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(IF_NONE_MATCH).iter();
    let mut tags =
        values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The part of some bytes that a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// First and last byte, both included, 0-based.
    Range(usize, usize),
    /// No byte of it exists.
    Unsatisfiable,
}

/// Finds the part that `Range` and `If-Range` ask of `length` bytes under `tag`.
///
/// A header that is malformed, or that asks for several ranges, asks for the whole, as the
/// standard allows.
pub fn part(headers: &HeaderMap, tag: &str, length: usize) -> Part {
    let fresh = headers.get(IF_RANGE).is_none_or(|value| value == tag);
    let Some(range) = text(headers, RANGE).filter(|_| fresh) else {
        return Part::Whole;
    };
    match range.split_once('=') {
        Some((unit, spec)) if unit.trim().eq_ignore_ascii_case("bytes") => single_range(spec.trim(), length),
        _ => Part::Whole,
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn single_range(spec: &str, length: usize) -> Part {
    let Some((first, last)) = spec.split_once('-') else {
        return Part::Whole;
    };
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => clip(first, last, length),
        (Some(first), None) if last.is_empty() => clip(first, usize::MAX, length),
        (None, Some(0)) if first.is_empty() => Part::Unsatisfiable,
        (None, Some(count)) if first.is_empty() => clip(length.saturating_sub(count), usize::MAX, length),
        _ => Part::Whole,
    }
}

fn clip(first: usize, last: usize, length: usize) -> Part {
    if first < length { Part::Range(first, last.min(length - 1)) } else { Part::Unsatisfiable }
}

/// Reads digits only; a number past the largest is the largest.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Part, entity_tag, is_known, part};
    use hyper::HeaderMap;
    use hyper::header::{HeaderName, HeaderValue};

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        list.iter()
            .map(|(name, value)| {
                let value = HeaderValue::from_str(value).expect("a header value");
                (HeaderName::from_static(name), value)
            })
            .collect()
    }

    #[test]
    fn ranges_are_read() {
        let cases = [
            ("bytes=0-3", Part::Range(0, 3)),
            ("Bytes=0-0", Part::Range(0, 0)),
            ("bytes=4-", Part::Range(4, 9)),
            ("bytes=-3", Part::Range(7, 9)),
            ("bytes=-99", Part::Range(0, 9)),
            ("bytes=8-99999999999999999999999", Part::Range(8, 9)),
            ("bytes=10-", Part::Unsatisfiable),
            ("bytes=99999999999999999999999-", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=3-1", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=1-2", Part::Whole),
            ("garbage", Part::Whole),
        ];
        for (value, expected) in cases {
            assert_eq!(part(&headers(&[("range", value)]), "\"t\"", 10), expected, "{value}");
        }
        assert_eq!(part(&headers(&[("range", "bytes=0-")]), "\"t\"", 0), Part::Unsatisfiable);
    }

    #[test]
    fn a_range_of_something_else_is_the_whole() {
        let asked = |condition| headers(&[("range", "bytes=0-3"), ("if-range", condition)]);
        assert_eq!(part(&asked("\"t\""), "\"t\"", 10), Part::Range(0, 3));
        assert_eq!(part(&asked("\"old\""), "\"t\"", 10), Part::Whole);
        assert_eq!(part(&asked("W/\"t\""), "\"t\"", 10), Part::Whole);
        let date = "Wed, 05 Dec 2018 00:00:00 GMT";
        assert_eq!(part(&asked(date), "\"t\"", 10), Part::Whole);
    }

    #[test]
    fn known_tags_are_found() {
        let tag = entity_tag(b"page");
        for value in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            assert!(is_known(&headers(&[("if-none-match", &value)]), &tag), "{value}");
        }
        let other = headers(&[("if-none-match", "\"x\"")]);
        assert!(!is_known(&other, &tag));
        assert!(!is_known(&headers(&[]), &tag));
        assert_ne!(tag, entity_tag(b"other"));
    }
}
