//! Which passage an annotation is of: its page, its words, and where they stood (W3C Web Annotation Data
//! Model, 4: Specific Resources).
//!
//! Words are taken from the `TextQuoteSelector`, wherever it stands; one that refines another is meant.
//! A text fragment in an address (`#:~:text=…`) holds words too. Everything else is no more than a hint.

use serde_json::Value;

use crate::import::json::{describe, get, id, is, kinds, list, text};
use crate::import::position::{TextPosition, Unit};
use crate::text::address::decode;

/// A passage of a page.
#[derive(Debug, Default, PartialEq)]
pub struct Passage {
    /// The page's address, as given; empty where none is given.
    pub source: String,
    pub quote: Quote,
    pub position: Option<TextPosition>,
}

/// The words of a passage, and those around it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quote {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
}

/// The targets of an annotation, those in lists of several kinds taken apart. Of a choice the first counts.
pub fn targets(value: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    for target in list(Some(value)) {
        let several = is(target, "List") || is(target, "Composite") || is(target, "Independents");
        let items = list(get(target, "items").or_else(|| get(target, "item")));
        match items.first() {
            Some(_) if several => found.extend(items.iter().flat_map(targets)),
            Some(first) if is(target, "Choice") => found.extend(targets(first)),
            _ => found.push(target),
        }
    }
    found
}

/// The passage that a target is.
///
/// # Errors
/// Why it is none: it names a whole page, or a passage by something else than its words.
pub fn passage(target: &Value, unit: Unit) -> Result<Passage, String> {
    let mut finder = Finder { unit, ..Finder::default() };
    let address = match target {
        Value::String(address) => address.as_str(),
        Value::Object(_) => source(target).or_else(|| id(target)).unwrap_or_default(),
        other => return Err(format!("its target is {}, not an address or an object", describe(other))),
    };
    for selector in list(get(target, "selector")) {
        finder.selector(selector)?;
    }
    let (source, fragment) = address.split_once('#').unwrap_or((address, ""));
    finder.fragment(fragment);
    let source = if finder.used_fragment { source } else { address };
    finder.finish(source)
}

/// The address of the page that a target is a part of.
fn source(target: &Value) -> Option<&str> {
    let source = list(get(target, "source")).first()?;
    source.as_str().or_else(|| id(source))
}

#[derive(Default)]
struct Finder<'v> {
    quote: Option<Quote>,
    /// Words of an address, which only count where no selector has some.
    hint: Option<Quote>,
    position: Option<TextPosition>,
    used_fragment: bool,
    unit: Unit,
    /// The selectors without words.
    others: Vec<&'v str>,
}

impl<'v> Finder<'v> {
    fn selector(&mut self, selector: &'v Value) -> Result<(), String> {
        let found = quote(selector, 0)?;
        self.quote = self.quote.take().or(found);
        if self.position.is_none() && is(selector, "TextPositionSelector") {
            self.position = position(selector, self.unit);
        }
        if is(selector, "FragmentSelector") {
            let value = text(selector, "value").unwrap_or_default();
            self.fragment(value.trim_start_matches('#'));
        }
        if selector.is_string() {
            self.others.push("a selector in another file");
        }
        self.others.extend(kinds(selector));
        Ok(())
    }

    /// What the fragment of an address says: `char=10,20` (RFC 5147), `:~:text=before-,words,-after`.
    fn fragment(&mut self, fragment: &str) {
        if let Some((_, directive)) = fragment.split_once(":~:") {
            self.used_fragment = true;
            let directive = directive.split('&').find_map(|part| part.strip_prefix("text="));
            self.hint = self.hint.take().or(directive.and_then(text_directive));
        } else if let Some(range) = fragment.strip_prefix("char=") {
            self.used_fragment = true;
            let range = range.split(';').next().and_then(|range| range.split_once(','));
            let range = range.and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
            let found = range.map(|(start, end)| TextPosition { start, end, unit: Unit::CodePoints });
            self.position = self.position.or(found);
        }
    }

    fn finish(self, source: &str) -> Result<Passage, String> {
        match self.quote.or(self.hint) {
            Some(quote) => Ok(Passage { source: source.to_owned(), quote, position: self.position }),
            None if self.position.is_some() => Err(WORDLESS.to_owned()),
            None if self.others.is_empty() => Err("it is on a whole page, not on a passage".to_owned()),
            None => {
                let others = named(&self.others);
                Err(format!("it does not quote the words of its passage, but has only {others}"))
            }
        }
    }
}

/// Without words, nothing could show whether what stands at a place is what was meant.
const WORDLESS: &str = "it gives the place of a passage without its words, which cannot be checked";

fn named(kinds: &[&str]) -> String {
    kinds.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ")
}

/// The words of a selector, or of one that refines it. `nested` is how deep it stands in others.
fn quote(selector: &Value, nested: usize) -> Result<Option<Quote>, String> {
    // The JSON is not nested deeper than this: its parser refuses that.
    if nested > 128 {
        return Ok(None);
    }
    let mut inner = None;
    for refining in list(get(selector, "refinedBy")) {
        inner = inner.or(quote(refining, nested + 1)?);
    }
    let has_words = is(selector, "TextQuoteSelector")
        || kinds(selector).next().is_none() && get(selector, "exact").is_some();
    if !has_words {
        return Ok(inner);
    }
    let outer = Quote {
        exact: words(selector, "exact")?,
        prefix: words(selector, "prefix")?,
        suffix: words(selector, "suffix")?,
    };
    let cut = list(get(selector, "refinedBy")).iter().find(|refining| is(refining, "TextPositionSelector"));
    let found = match (inner, cut) {
        (Some(inner), _) => within(&outer, inner),
        (None, Some(cut)) => part(&outer, cut).unwrap_or(outer),
        (None, None) => outer,
    };
    Ok(Some(found))
}

fn words(selector: &Value, key: &str) -> Result<String, String> {
    match get(selector, key) {
        Some(Value::String(words)) => Ok(words.clone()),
        None if key != "exact" => Ok(String::new()),
        None => Err("its `TextQuoteSelector` has no `exact`".to_owned()),
        Some(other) => Err(format!("`{key}` of its `TextQuoteSelector` is {}, not text", describe(other))),
    }
}

/// Words within other words: these tell where they are meant, where they hold them once.
fn within(outer: &Quote, inner: Quote) -> Quote {
    let mut places = outer.exact.match_indices(&inner.exact);
    match (places.next(), places.next()) {
        (Some((at, _)), None) if inner.prefix.is_empty() && inner.suffix.is_empty() => {
            cut(outer, at, at + inner.exact.len())
        }
        _ => inner,
    }
}

/// The part of a quote that a position in it names, in characters.
fn part(outer: &Quote, selector: &Value) -> Option<Quote> {
    let position = position(selector, Unit::CodePoints)?;
    let byte = |count: u64| {
        let ends = outer.exact.char_indices().map(|(at, _)| at).chain([outer.exact.len()]);
        ends.clone().nth(usize::try_from(count).ok()?)
    };
    let (start, end) = (byte(position.start)?, byte(position.end)?);
    (start < end).then(|| cut(outer, start, end))
}

/// A part of a quote by its bytes; what is cut away joins the words around it.
fn cut(outer: &Quote, start: usize, end: usize) -> Quote {
    Quote {
        exact: outer.exact[start..end].to_owned(),
        prefix: format!("{}{}", outer.prefix, &outer.exact[..start]),
        suffix: format!("{}{}", &outer.exact[end..], outer.suffix),
    }
}

fn position(selector: &Value, unit: Unit) -> Option<TextPosition> {
    let number = |key: &str| get(selector, key)?.as_u64();
    let (start, end) = (number("start")?, number("end")?);
    (start <= end).then_some(TextPosition { start, end, unit })
}

/// `before-,words,-after`; none where only the first and the last words of a passage are given.
fn text_directive(directive: &str) -> Option<Quote> {
    let mut parts: Vec<&str> = directive.split(',').collect();
    let mut quote = Quote::default();
    if let Some(prefix) = parts.first().and_then(|part| part.strip_suffix('-')) {
        quote.prefix = decode(prefix);
        parts.remove(0);
    }
    if let Some(suffix) = parts.last().and_then(|part| part.strip_prefix('-')) {
        quote.suffix = decode(suffix);
        parts.pop();
    }
    match parts[..] {
        [words] if !words.is_empty() => Some(Quote { exact: decode(words), ..quote }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn quoted(exact: &str, prefix: &str, suffix: &str) -> Quote {
        Quote { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned() }
    }

    #[track_caller]
    fn check(target: Value, expected: Quote) {
        assert_eq!(passage(&target, Unit::Unknown).unwrap().quote, expected);
    }

    #[test]
    fn refining_selectors_are_meant() {
        let inner = json!({"type": "TextQuoteSelector", "exact": "river", "prefix": "the "});
        check(
            json!({"source": "x", "selector": {"type": "FragmentSelector", "value": "part2", "refinedBy": inner}}),
            quoted("river", "the ", ""),
        );
        let outer = |refining: Value| {
            json!({"source": "x", "selector": {
            "type": "TextQuoteSelector", "exact": "by the river bank", "suffix": ".", "refinedBy": refining}})
        };
        check(
            outer(json!({"type": "TextQuoteSelector", "exact": "river"})),
            quoted("river", "by the ", " bank."),
        );
        check(
            outer(json!({"type": "TextPositionSelector", "start": 7, "end": 12})),
            quoted("river", "by the ", " bank."),
        );
        check(
            outer(json!({"type": "TextPositionSelector", "start": 7, "end": 99})),
            quoted("by the river bank", "", "."),
        );
    }

    #[test]
    fn addresses_can_hold_words() {
        check(
            json!("https://example.org/a#:~:text=by%20the-,river,-bank"),
            quoted("river", "by the", "bank"),
        );
        check(json!("https://example.org/a#x:~:text=old%2C%20river"), quoted("old, river", "", ""));
        let found = passage(&json!("https://example.org/a#:~:text=river"), Unit::Unknown).unwrap();
        assert_eq!(found.source, "https://example.org/a");
        assert!(passage(&json!("https://example.org/a#:~:text=from,to"), Unit::Unknown).is_err());
        let both = json!({"source": "https://example.org/a#part", "selector": [
            {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc5147", "value": "char=4,9"},
            {"type": "TextQuoteSelector", "exact": "river"}]});
        let found = passage(&both, Unit::Utf16).unwrap();
        assert_eq!(found.position, Some(TextPosition { start: 4, end: 9, unit: Unit::CodePoints }));
    }
}
