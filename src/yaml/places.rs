//! Finds the places of parsed values in their source.
//!
//! The YAML library says what a document means, not where: this walks the parsed value and the
//! source side by side, by indentation, dashes and brackets. Where the two do not agree (anchors,
//! unusual line breaks in brackets) a value takes the place of the one around it, so that a
//! message may point at a whole field but never at another one.

use std::ops::Range;

use memchr::memmem;
use serde_yaml::Value as Parsed;

use crate::text::span::{Span, Spanned};
use crate::yaml::document::{Entry, Node, Number, Value};

/// Places of the entries of the top mapping.
pub fn entries(parsed: &[(Parsed, Parsed)], source: &str) -> Vec<Entry> {
    let pairs: Vec<(&Parsed, &Parsed)> = parsed.iter().map(|(key, value)| (key, value)).collect();
    mapping(&pairs, source, 0..source.len())
}

/// Where the first line stands that holds something other than a comment or a `---`.
pub fn first_content(source: &str) -> usize {
    let is_mark = |line: &Line| source[line.start..].starts_with("---");
    lines(source, 0..source.len()).find(|line| !is_mark(line)).map_or(source.len(), |line| line.start)
}

/// Where a document ends: at a line `...`, else at the end of the source.
pub fn document_end(source: &str) -> usize {
    let begins_line = |at: &usize| *at == 0 || source.as_bytes()[at - 1] == b'\n';
    let is_end = |at: &usize| source[*at..].lines().next().is_some_and(|line| line.trim_end() == "...");
    memmem::find_iter(source.as_bytes(), "...").filter(begins_line).find(is_end).unwrap_or(source.len())
}

/// The items of a list in block style that is the whole document, each from its dash to the next.
pub fn top_items(source: &str) -> Vec<Range<usize>> {
    let items = block_items(source, first_content(source)..source.len());
    let starts: Vec<usize> = items.iter().map(|item| item.start - 1).collect();
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

fn node(parsed: &Parsed, source: &str, range: Range<usize>) -> Node {
    let range = content(source, range);
    let value = match parsed {
        Parsed::Null => Value::Null,
        Parsed::Bool(value) => Value::Bool(*value),
        Parsed::Number(number) => number_value(number, source, &range),
        Parsed::String(text) => Value::Text(text.clone()),
        Parsed::Sequence(items) => Value::List(sequence(items, source, range.clone())),
        Parsed::Mapping(map) => {
            let pairs: Vec<(&Parsed, &Parsed)> = map.iter().collect();
            Value::Map(mapping(&pairs, source, range.clone()))
        }
        Parsed::Tagged(tagged) => return node(&tagged.value, source, range),
    };
    let is_scalar = !matches!(value, Value::List(_) | Value::Map(_));
    let range = if is_scalar { scalar(source, range) } else { range };
    Node { value, span: Span::new(range.start, range.end) }
}

/// The most bytes of a number as somebody writes it.
const MAX_NUMBER: usize = 40;

fn number_value(parsed: &serde_yaml::Number, source: &str, range: &Range<usize>) -> Value {
    let plain = &source[scalar(source, range.clone())];
    let number = match parsed.as_i64() {
        Some(integer) => Number::Integer(integer),
        None => Number::Float(parsed.as_f64().unwrap_or(f64::NAN)),
    };
    // Where the place is that of something larger, the source there is not this number.
    let is_one = plain.len() <= MAX_NUMBER && !plain.contains('\n');
    let is_it =
        is_one && serde_yaml::from_str::<serde_yaml::Number>(plain).is_ok_and(|found| found == *parsed);
    let written = if is_it { plain.to_owned() } else { parsed.to_string() };
    Value::Number { written, number }
}

fn mapping(pairs: &[(&Parsed, &Parsed)], source: &str, range: Range<usize>) -> Vec<Entry> {
    let range = content(source, range);
    let found = if source[range.clone()].starts_with('{') {
        flow_parts(source, range.clone()).into_iter().filter_map(|part| flow_pair(source, part)).collect()
    } else {
        block_pairs(source, range.clone())
    };
    let agrees = found.len() == pairs.len()
        && found
            .iter()
            .zip(pairs)
            .all(|((key, _), (parsed, _))| unquoted(&source[key.clone()]) == key_text(parsed));
    pairs
        .iter()
        .enumerate()
        .map(|(index, (key, value))| {
            let (key_range, value_range) =
                if agrees { found[index].clone() } else { (range.clone(), range.clone()) };
            let key = Spanned::new(key_text(key), Span::new(key_range.start, key_range.end));
            let mut entry = Entry { key, node: node(value, source, value_range) };
            if entry.node.span.start == entry.node.span.end {
                entry.node.span = Span::at(entry.key.span.end as usize);
            }
            entry
        })
        .collect()
}

fn sequence(items: &[Parsed], source: &str, range: Range<usize>) -> Vec<Node> {
    let found = if source[range.clone()].starts_with('[') {
        flow_parts(source, range.clone())
    } else {
        block_items(source, range.clone())
    };
    let agrees = found.len() == items.len();
    let place = |index: usize| if agrees { found[index].clone() } else { range.clone() };
    items.iter().enumerate().map(|(index, item)| node(item, source, place(index))).collect()
}

fn key_text(key: &Parsed) -> String {
    match key {
        Parsed::String(text) => text.clone(),
        Parsed::Number(number) => number.to_string(),
        Parsed::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}

fn unquoted(key: &str) -> String {
    let inner = |quote: char| key.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(key).to_owned()
}

/// The range without white space, and without comments before it.
fn content(source: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    loop {
        let rest = &source[start..range.end];
        start += rest.len() - rest.trim_start().len();
        if !source[start..range.end].starts_with('#') {
            break;
        }
        start += source[start..range.end].find('\n').unwrap_or(range.end - start);
    }
    let end = start + source[start..range.end].trim_end().len();
    start..end
}

/// The scalar that begins at the start of the range.
pub fn scalar(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    match text.bytes().next() {
        Some(quote @ (b'"' | b'\'')) => range.start..range.start + quoted_length(text, quote),
        Some(b'|' | b'>') | None => range,
        Some(_) => {
            let comment = text.find(" #").or_else(|| text.find("\t#"));
            let end = comment.unwrap_or(text.len());
            range.start..range.start + text[..end].trim_end().len()
        }
    }
}

/// The length of a quoted scalar, quotes included; the whole text where it is not closed.
fn quoted_length(text: &str, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// A line of a range: where its content begins and how far it is indented.
struct Line {
    start: usize,
    indent: usize,
}

/// The lines of a range that hold something other than a comment.
fn lines(source: &str, range: Range<usize>) -> impl Iterator<Item = Line> {
    let mut line_start = source[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let rest = &source[at..range.end];
            let blank = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let end = rest.find('\n').map_or(range.end, |length| at + length + 1);
            let line = Line { start: at + blank, indent: at + blank - line_start };
            (at, line_start) = (end, end);
            let rest = &source[line.start..end];
            if !rest.starts_with('#') && !rest.trim_start().is_empty() {
                return Some(line);
            }
        }
        None
    })
}

/// Keys and values of a mapping in block style.
fn block_pairs(source: &str, range: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut lines = lines(source, range.clone()).peekable();
    let Some(indent) = lines.peek().map(|line| line.indent) else {
        return Vec::new();
    };
    let is_key = |line: &Line| line.indent == indent && key_end(&source[line.start..range.end]).is_some();
    let starts: Vec<usize> = lines.filter(is_key).map(|line| line.start).collect();
    let ends = starts.iter().skip(1).copied().chain([range.end]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| {
            let colon = start + key_end(&source[*start..end])?;
            Some((*start..*start + source[*start..colon].trim_end().len(), colon + 1..end))
        })
        .collect()
}

/// Where the colon after a key stands.
fn key_end(text: &str) -> Option<usize> {
    if text.starts_with("- ") || text.starts_with("-\n") {
        return None;
    }
    let skip = match text.bytes().next()? {
        quote @ (b'"' | b'\'') => quoted_length(text, quote),
        _ => 0,
    };
    let line_end = text.find('\n').unwrap_or(text.len());
    let after = |at: usize| text[at + 1..].chars().next().is_none_or(char::is_whitespace);
    text.get(skip..line_end)?.match_indices(':').map(|(at, _)| skip + at).find(|at| after(*at))
}

/// Items of a list in block style.
fn block_items(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = lines(source, range.clone()).peekable();
    let Some(indent) = lines.peek().map(|line| line.indent) else {
        return Vec::new();
    };
    let is_item = |line: &Line| {
        let rest = &source[line.start..range.end];
        line.indent == indent
            && rest.starts_with('-')
            && rest[1..].chars().next().is_none_or(char::is_whitespace)
    };
    let starts: Vec<usize> = lines.filter(is_item).map(|line| line.start + 1).collect();
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([range.end]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The parts between the commas of `[a, b]` or `{a: b}`.
fn flow_parts(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = range.start + 1;
    let mut at = range.start;
    // Whether the part holds anything yet: a quote or a comment sign means one only at its beginning.
    let mut begun = true;
    while at < range.end {
        let byte = source.as_bytes()[at];
        match byte {
            b'"' | b'\'' if !begun => {
                at += quoted_length(&source[at..range.end], byte);
                begun = true;
                continue;
            }
            b'#' if !begun => {
                at += source[at..range.end].find('\n').unwrap_or(range.end - at);
                continue;
            }
            b'[' | b'{' => {
                depth += 1;
                begun = false;
            }
            b']' | b'}' => depth -= 1,
            b',' => {
                if depth == 1 {
                    parts.push(start..at);
                    start = at + 1;
                }
                begun = false;
            }
            b':' if depth > 0 => begun = false,
            _ => begun = begun || !byte.is_ascii_whitespace(),
        }
        if depth == 0 {
            break;
        }
        at += 1;
    }
    if !source[start.min(at)..at].trim().is_empty() {
        parts.push(start..at);
    }
    parts
}

fn flow_pair(source: &str, part: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let part = content(source, part);
    let colon = part.start + key_end(&source[part.clone()])?;
    Some((part.start..part.start + source[part.start..colon].trim_end().len(), colon + 1..part.end))
}
