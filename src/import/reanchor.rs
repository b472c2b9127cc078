//! Writes new selectors into a sidecar's text, and leaves every other byte as its editor wrote it.

use std::ops::Range;

use crate::text::span::Span;
use crate::yaml::document::{self, Entry};

/// A selector that is to stand in the place of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Reanchored {
    /// Where the quote of the old one stands in the file.
    pub at: Span,
    pub quote: String,
    /// Empty where the quote is unique without it.
    pub prefix: String,
    pub suffix: String,
    /// From 1; written only where the entry gave one.
    pub paragraph: u32,
    /// In characters from 0; written only where the entry gave one.
    pub start: u32,
}

/// The sidecar with new selectors; entries that are not named stay as they are.
pub fn reanchor(text: &str, changes: &[Reanchored]) -> String {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let listed = document::parse_list(&text[start..], start, 0).value;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for entry in &listed {
        let quote = entry.entries.iter().find(|field| matches!(field.key.value.as_str(), "quote" | "exact"));
        let change = quote.and_then(|quote| changes.iter().find(|change| change.at == quote.node.span));
        if let Some((quote, change)) = quote.zip(change) {
            edits.extend(Edit { text, entries: &entry.entries, quote }.edits(change));
        }
    }
    // From the end on, so that places before an edit stay true.
    edits.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    let mut text = text.to_owned();
    edits.into_iter().for_each(|(range, new)| text.replace_range(range, &new));
    text
}

struct Edit<'a> {
    text: &'a str,
    entries: &'a [Entry],
    quote: &'a Entry,
}

impl Edit<'_> {
    fn edits(&self, change: &Reanchored) -> Vec<(Range<usize>, String)> {
        let mut edits = Vec::new();
        let mut behind_quote = String::new();
        for (name, words) in [("prefix", &change.prefix), ("suffix", &change.suffix)] {
            match self.field(name) {
                Some(field) if words.is_empty() => edits.push(self.without(field)),
                Some(field) => edits.push((value(field), spaced(field, &quoted(words)))),
                None if words.is_empty() => {}
                None => behind_quote.push_str(&self.new_field(name, words)),
            }
        }
        edits.push((
            value(self.quote),
            format!("{}{behind_quote}", spaced(self.quote, &quoted(&change.quote))),
        ));
        for (name, number) in [("paragraph", change.paragraph), ("start", change.start)] {
            edits.extend(self.field(name).map(|field| (value(field), spaced(field, &number.to_string()))));
        }
        edits
    }

    fn field(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|field| field.key.value == name)
    }

    /// What stands on the key's line before it.
    fn before<'t>(&'t self, field: &Entry) -> &'t str {
        let key = field.key.span.start as usize;
        let line = self.text[..key].rfind('\n').map_or(0, |end| end + 1);
        &self.text[line..key]
    }

    /// A field that has a line to itself goes with its line; another one becomes empty.
    fn without(&self, field: &Entry) -> (Range<usize>, String) {
        let before = self.before(field);
        let (start, end) = (field.key.span.start as usize - before.len(), field.node.span.end as usize);
        let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at + 1);
        let is_alone = before.trim().is_empty() && self.text[end..line_end].trim().is_empty();
        if is_alone { (start..line_end, String::new()) } else { (value(field), spaced(field, "\"\"")) }
    }

    /// A new field behind the quote: on a line of its own, or in the same brackets.
    fn new_field(&self, name: &str, words: &str) -> String {
        let before = self.before(self.quote);
        let is_block = before.chars().all(|c| c.is_whitespace() || c == '-');
        if !is_block {
            return format!(", {name}: {}", quoted(words));
        }
        let indent: String = before.chars().map(|c| if c == '-' { ' ' } else { c }).collect();
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        format!("{end}{indent}{name}: {}", quoted(words))
    }
}

fn value(field: &Entry) -> Range<usize> {
    field.node.span.range()
}

/// A value for a field; one that was empty wants a space after its colon.
fn spaced(field: &Entry, value: &str) -> String {
    let span = field.node.span;
    if span.start == span.end { format!(" {value}") } else { value.to_owned() }
}

/// A text as YAML takes it, in one line.
fn quoted(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", words.replace("\r\n", " ").replace(['\n', '\r', '\t'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, context: (&str, &str), expected: &str) {
        let listed = document::parse_list(before, 0, 0).value;
        let quote = listed[0].entries.iter().find(|field| field.key.value == "quote").unwrap();
        let change = Reanchored {
            at: quote.node.span,
            quote: "the \"new\" words".to_owned(),
            prefix: context.0.to_owned(),
            suffix: context.1.to_owned(),
            paragraph: 3,
            start: 70,
        };
        assert_eq!(reanchor(before, &[change]), expected);
    }

    #[test]
    fn only_the_selector_changes() {
        check(
            "# why\n- id: a\n  quote: old words # said\n  prefix: \"x\"\n  note: |\n    quote: old words\n- quote: old words\n",
            ("a b ", ""),
            "# why\n- id: a\n  quote: \"the \\\"new\\\" words\" # said\n  prefix: \"a b \"\n  note: |\n    quote: old words\n- quote: old words\n",
        );
        check(
            "- quote: old\n  prefix: x\n  by: E\n",
            ("", ""),
            "- quote: \"the \\\"new\\\" words\"\n  by: E\n",
        );
        check(
            "- quote: >-\n    old\n    words\n  paragraph: 1\n  start: 9",
            ("a", "b"),
            "- quote: \"the \\\"new\\\" words\"\n  prefix: \"a\"\n  suffix: \"b\"\n  paragraph: 3\n  start: 70",
        );
        check(
            "- {quote: old, prefix: x}\n",
            ("", "b"),
            "- {quote: \"the \\\"new\\\" words\", suffix: \"b\", prefix: \"\"}\n",
        );
        check(
            "- note: n\r\n  quote: old\r\n",
            ("p", ""),
            "- note: n\r\n  quote: \"the \\\"new\\\" words\"\r\n  prefix: \"p\"\r\n",
        );
    }
}
