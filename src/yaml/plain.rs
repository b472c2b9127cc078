//! Reads a mapping written as people and this program write an entry of a sidecar, without the YAML
//! library: one `key: value` a line, quoted words, lists and mappings in brackets on one line, lists and
//! one level of mappings in lines of their own, and blocks of text.
//!
//! It refuses whatever it is not sure to read exactly as the library does, and knows no errors: what it
//! refuses is the library's to read or to report.

use crate::text::scan::count;
use crate::text::span::{Span, Spanned};
use crate::yaml::document::{Entry, Node, Number, Value};
use crate::yaml::places;

/// The most bytes of a key: the library knows no longer ones than 1024.
const MAX_KEY: usize = 100;

/// The most bytes of a number, so that it is exact.
const MAX_DIGITS: usize = 18;

/// The entries of a mapping in block style, with places in `text`; none where it is not written as plainly
/// as that.
///
/// No key stands twice in a mapping.
pub fn entries(text: &str) -> Option<Vec<Entry>> {
    if !has_only_usual_characters(text) {
        return None;
    }
    let mut lines = Lines { text, at: 0, peeked: None };
    let indent = lines.peek()?.indent;
    let entries = mapping(&mut lines, indent, Within::Entry)?;
    lines.peek().is_none().then_some(entries)
}

/// Whether a text is free of tabs, of control characters, and of what some take for line ends or a mark of
/// the byte order.
fn has_only_usual_characters(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_control = |byte: u8| (byte < b' ') & (byte != b'\n') | (byte == 0x7f);
    count(bytes, is_control) == 0 && (text.is_ascii() || has_only_usual_letters(bytes))
}

fn has_only_usual_letters(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        0xc2 => bytes[at + 1] >= 0xa0,
        0xe2 => bytes[at + 1] != 0x80 || !matches!(bytes[at + 2], 0xa8 | 0xa9),
        0xef => !matches!(bytes[at + 1..at + 3], [0xbb, 0xbf] | [0xbf, 0xbe | 0xbf]),
        _ => true,
    })
}

/// The lines of a text, read one by one.
struct Lines<'a> {
    text: &'a str,
    /// Where the next line begins.
    at: usize,
    /// The next line that holds something, if it has been looked for.
    peeked: Option<Line>,
}

/// A line that holds something other than a comment.
#[derive(Clone, Copy)]
struct Line {
    /// The first byte that is no space.
    start: usize,
    /// The end, without the line's end.
    end: usize,
    indent: usize,
}

impl Lines<'_> {
    /// The next line that holds something, empty ones and comments passed over.
    fn peek(&mut self) -> Option<Line> {
        while self.peeked.is_none() && self.at < self.text.len() {
            let line = self.raw();
            if line.start < line.end && self.text.as_bytes()[line.start] != b'#' {
                self.peeked = Some(line);
            } else {
                self.pass(line);
            }
        }
        self.peeked
    }

    /// The next line, whatever it holds.
    fn raw(&self) -> Line {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').unwrap_or(rest.len());
        let indent = rest.bytes().take(end).take_while(|byte| *byte == b' ').count();
        Line { start: self.at + indent, end: self.at + end, indent }
    }

    fn pass(&mut self, line: Line) {
        self.at = (line.end + 1).min(self.text.len());
        self.peeked = None;
    }

    /// Where the next line that holds something begins, else the end of the text.
    fn next_start(&mut self) -> usize {
        self.peek().map_or(self.text.len(), |line| line.start)
    }

    /// The place of a list or a block of text that begins at `start` and has been read: up to what follows
    /// it, white space left out and comments not.
    fn span_from(&mut self, start: usize) -> Span {
        let end = self.next_start();
        Span::new(start, start + self.text[start..end].trim_end().len())
    }
}

/// What a mapping stands in.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Entry,
    Field,
}

fn mapping(lines: &mut Lines, indent: usize, within: Within) -> Option<Vec<Entry>> {
    let mut entries = Vec::with_capacity(12);
    while let Some(line) = lines.peek().filter(|line| line.indent >= indent) {
        if line.indent > indent {
            return None;
        }
        let key = key(lines.text, line.start, line.end)?;
        lines.pass(line);
        let after = key.span.end as usize + 1;
        let node = value(lines, &key, Line { start: after, ..line }, within)?;
        add(&mut entries, key, node)?;
    }
    Some(entries)
}

fn add(entries: &mut Vec<Entry>, key: Spanned<String>, node: Node) -> Option<()> {
    let is_new = entries.iter().all(|entry| entry.key.value != key.value);
    is_new.then(|| entries.push(Entry { key, node }))
}

/// The key at the start of a line or a part, with its colon and a space or the line's end behind it.
fn key(text: &str, start: usize, end: usize) -> Option<Spanned<String>> {
    let bytes = &text.as_bytes()[start..end];
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'_').count();
    let is_key = (1..=MAX_KEY).contains(&length)
        && bytes.get(length) == Some(&b':')
        && matches!(bytes.get(length + 1), None | Some(b' '));
    let word = &text[start..start + length];
    let is_text = is_key && special(word).is_none();
    is_text.then(|| Spanned::new(word.to_owned(), Span::new(start, start + length)))
}

/// The value of a key; `line` is what stands behind the colon, its `indent` that of the key.
fn value(lines: &mut Lines, key: &Spanned<String>, line: Line, within: Within) -> Option<Node> {
    let start = past_spaces(lines.text, line.start, line.end);
    match lines.text.as_bytes()[start..line.end].first() {
        None | Some(b'#') => below(lines, key, line.indent, within),
        Some(b'|' | b'>') => {
            let text = block(lines, Line { start, ..line })?;
            Some(Node { value: Value::Text(text), span: lines.span_from(start) })
        }
        Some(b'[') => {
            let (nodes, after) = flow_list(lines.text, start, line.end)?;
            is_end(lines.text, after, line.end)?;
            Some(Node { value: Value::List(nodes), span: lines.span_from(start) })
        }
        Some(b'{') => {
            let (entries, after) = flow_mapping(lines.text, start, line.end)?;
            is_end(lines.text, after, line.end)?;
            Some(Node { value: Value::Map(entries), span: lines.span_from(start) })
        }
        Some(_) => scalar(lines, start, line.end),
    }
}

/// The value of a key behind which nothing stands: what is below it and further in, or nothing.
fn below(lines: &mut Lines, key: &Spanned<String>, indent: usize, within: Within) -> Option<Node> {
    let nothing = Node { value: Value::Null, span: Span::at(key.span.end as usize) };
    let Some(first) = lines.peek().filter(|line| line.indent >= indent) else {
        return Some(nothing);
    };
    let value = if is_item(lines.text, first) {
        Value::List(list(lines, first.indent)?)
    } else if first.indent == indent {
        return Some(nothing);
    } else if within == Within::Entry {
        Value::Map(mapping(lines, first.indent, Within::Field)?)
    } else {
        return None;
    };
    Some(Node { value, span: lines.span_from(first.start) })
}

fn is_item(text: &str, line: Line) -> bool {
    text[line.start..line.end].starts_with("- ")
}

fn list(lines: &mut Lines, indent: usize) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    while let Some(line) = lines.peek().filter(|line| line.indent == indent && is_item(lines.text, *line)) {
        lines.pass(line);
        let start = past_spaces(lines.text, line.start + 1, line.end);
        nodes.push(scalar(lines, start, line.end)?);
    }
    Some(nodes)
}

/// A scalar in block style, which ends with its line.
fn scalar(lines: &mut Lines, start: usize, end: usize) -> Option<Node> {
    let (value, after) = match *lines.text.as_bytes()[start..end].first()? {
        b'"' => double_quoted(lines.text, start, end)?,
        b'\'' => single_quoted(lines.text, start, end)?,
        _ => plain(lines.text, start, end)?,
    };
    is_end(lines.text, after, end)?;
    let line_end = lines.at;
    let next = lines.next_start();
    let mut place = start..after;
    if lines.text[line_end..next].contains('#') {
        // Of comments below a plain scalar, those at the very beginning of a line count as part of it.
        place = places::scalar(lines.text, start..start + lines.text[start..next].trim_end().len());
    }
    // The library then has the number written as it writes it itself.
    let is_sure = place.end == after || !matches!(value, Value::Number { .. });
    is_sure.then(|| Node { value, span: Span::new(place.start, place.end) })
}

/// Nothing but spaces, or a comment behind one, stands from `at` to the end of the line.
fn is_end(text: &str, at: usize, end: usize) -> Option<()> {
    let start = past_spaces(text, at, end);
    (start == end || (start > at && text.as_bytes()[start] == b'#')).then_some(())
}

fn past_spaces(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].bytes().take_while(|byte| *byte == b' ').count()
}

/// A scalar without quotes, and where it ends.
fn plain(text: &str, start: usize, end: usize) -> Option<(Value, usize)> {
    let bytes = &text.as_bytes()[..end];
    begins_plain(&bytes[start..])?;
    let mut at = start;
    while at < end {
        match bytes[at] {
            b':' if matches!(bytes.get(at + 1), None | Some(b' ')) => return None,
            b'#' if bytes[at - 1] == b' ' => break,
            _ => at += 1,
        }
    }
    resolved(text, start, at)
}

/// A scalar without quotes within brackets.
fn flow_plain(text: &str, start: usize, end: usize) -> Option<(Value, usize)> {
    let bytes = &text.as_bytes()[..end];
    begins_plain(&bytes[start..])?;
    let mut at = start;
    while at < end {
        match bytes[at] {
            b':' if !bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'/') => {
                return None;
            }
            b'#' if bytes[at - 1] == b' ' => return None,
            b',' | b'[' | b']' | b'{' | b'}' => break,
            _ => at += 1,
        }
    }
    resolved(text, start, at)
}

/// A scalar without quotes begins with no sign that means something in YAML.
fn begins_plain(bytes: &[u8]) -> Option<()> {
    match bytes {
        [b'-', next, ..] => next.is_ascii_alphanumeric(),
        [first, ..] => !b" -?:,[]{}#&*!|>'\"%@`".contains(first),
        [] => false,
    }
    .then_some(())
}

/// What the words of a plain scalar mean, the spaces behind them left out.
fn resolved(text: &str, start: usize, end: usize) -> Option<(Value, usize)> {
    let words = text[start..end].trim_end_matches(' ');
    // Other white space belongs to the words, and not to their place.
    if words.trim().len() != words.len() {
        return None;
    }
    let value = match special(words) {
        Some(value) => value,
        None if words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) => {
            number(words)?
        }
        None => Value::Text(words.to_owned()),
    };
    Some((value, start + words.len()))
}

fn special(words: &str) -> Option<Value> {
    match words {
        "null" | "Null" | "NULL" | "~" => Some(Value::Null),
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// What begins as a number does: a whole or decimal number as everybody writes it, or text that surely is
/// none, such as a date.
fn number(words: &str) -> Option<Value> {
    let bytes = words.as_bytes();
    let whole = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let decimals = bytes[whole..].iter().skip(1).filter(|byte| byte.is_ascii_digit()).count();
    let has_zeros = whole > 1 && bytes[0] == b'0';
    let is_short = bytes.len() <= MAX_DIGITS && whole > 0 && !has_zeros;
    let written = |number: Number| Some(Value::Number { written: words.to_owned(), number });
    if is_short && whole == bytes.len() {
        return written(Number::Integer(words.parse().ok()?));
    }
    if is_short && bytes[whole] == b'.' && decimals > 0 && whole + 1 + decimals == bytes.len() {
        return written(Number::Float(words.parse().ok()?));
    }
    // No number has a hyphen behind a decimal digit, nor a character that is none of these.
    let is_date = whole > 0 && bytes.get(whole) == Some(&b'-');
    let is_of_numbers = |byte: &u8| byte.is_ascii_hexdigit() || b"+-.oxinIN".contains(byte);
    (is_date || !bytes.iter().all(is_of_numbers)).then(|| Value::Text(words.to_owned()))
}

/// A scalar in double quotes, and the place behind them.
fn double_quoted(text: &str, start: usize, end: usize) -> Option<(Value, usize)> {
    let bytes = &text.as_bytes()[..end];
    let mut value = String::new();
    let mut kept = start + 1;
    let mut at = kept;
    loop {
        match bytes.get(at)? {
            b'"' => {
                value.push_str(&text[kept..at]);
                return Some((Value::Text(value), at + 1));
            }
            b'\\' => {
                value.push_str(&text[kept..at]);
                let (character, length) = escaped(text.get(at + 1..end)?)?;
                value.push(character);
                at += 1 + length;
                kept = at;
            }
            _ => at += 1,
        }
    }
}

/// The character that is written behind a backslash, and how many bytes write it.
fn escaped(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().first()? {
        quoted @ (b'"' | b'\\' | b'/') => Some((char::from(*quoted), 1)),
        b'n' => Some(('\n', 1)),
        b't' => Some(('\t', 1)),
        b'u' => {
            let digits =
                text.get(1..5).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
            Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, 5))
        }
        _ => None,
    }
}

/// A scalar in single quotes, of which two stand for one, and the place behind them.
fn single_quoted(text: &str, start: usize, end: usize) -> Option<(Value, usize)> {
    let mut value = String::new();
    let mut kept = start + 1;
    loop {
        let at = kept + text[kept..end].find('\'')?;
        value.push_str(&text[kept..at]);
        if !text[at + 1..end].starts_with('\'') {
            return Some((Value::Text(value), at + 1));
        }
        value.push('\'');
        kept = at + 2;
    }
}

/// The items between brackets, and the place behind them.
fn flow_list(text: &str, start: usize, end: usize) -> Option<(Vec<Node>, usize)> {
    let bytes = &text.as_bytes()[..end];
    let mut nodes = Vec::new();
    let mut at = past_spaces(text, start + 1, end);
    if bytes.get(at) == Some(&b']') {
        return Some((nodes, at + 1));
    }
    loop {
        let (node, after) = flow_scalar(text, at, end)?;
        nodes.push(node);
        at = past_spaces(text, after, end);
        match bytes.get(at)? {
            b',' => at = past_spaces(text, at + 1, end),
            b']' => return Some((nodes, at + 1)),
            _ => return None,
        }
    }
}

/// The entries between braces, and the place behind them.
fn flow_mapping(text: &str, start: usize, end: usize) -> Option<(Vec<Entry>, usize)> {
    let bytes = &text.as_bytes()[..end];
    let mut entries = Vec::new();
    let mut at = past_spaces(text, start + 1, end);
    if bytes.get(at) == Some(&b'}') {
        return Some((entries, at + 1));
    }
    loop {
        let key = key(text, at, end)?;
        let value = past_spaces(text, key.span.end as usize + 1, end);
        let (node, after) = if bytes.get(value) == Some(&b'[') {
            let (nodes, after) = flow_list(text, value, end)?;
            (Node { value: Value::List(nodes), span: Span::new(value, after) }, after)
        } else {
            flow_scalar(text, value, end)?
        };
        add(&mut entries, key, node)?;
        at = past_spaces(text, after, end);
        match bytes.get(at)? {
            b',' => at = past_spaces(text, at + 1, end),
            b'}' => return Some((entries, at + 1)),
            _ => return None,
        }
    }
}

fn flow_scalar(text: &str, start: usize, end: usize) -> Option<(Node, usize)> {
    let (value, after) = match *text.as_bytes()[start..end].first()? {
        b'"' => double_quoted(text, start, end)?,
        b'\'' => single_quoted(text, start, end)?,
        _ => flow_plain(text, start, end)?,
    };
    Some((Node { value, span: Span::new(start, after) }, after))
}

/// The text of a block, whose sign `line` begins with; its `indent` is that of the key.
fn block(lines: &mut Lines, line: Line) -> Option<String> {
    let is_folded = lines.text.as_bytes()[line.start] == b'>';
    let is_stripped = match lines.text[line.start + 1..line.end].trim_end_matches(' ') {
        "" => false,
        "-" => true,
        _ => return None,
    };
    let (mut value, is_ended) = block_lines(lines, is_folded, line.indent + 1)?;
    if !is_stripped && is_ended {
        value.push('\n');
    }
    Some(value)
}

/// The lines of a block, without the end of the last one, and whether it has one.
///
/// Lines of a literal block (`|`) stay; those of a folded one (`>`) become one, with as many line ends as
/// empty lines stood between them. A folded block with lines further in is refused.
fn block_lines(lines: &mut Lines, is_folded: bool, least: usize) -> Option<(String, bool)> {
    let text = lines.text;
    let mut value = String::new();
    let mut indent = None;
    let (mut empty, mut most_spaces, mut is_ended) = (0, 0, false);
    while lines.at < text.len() {
        let line = lines.raw();
        let ends = line.end < text.len();
        if line.start == line.end {
            most_spaces = most_spaces.max(line.indent);
            empty += usize::from(ends);
            lines.pass(line);
            continue;
        }
        let column = *indent.get_or_insert(line.indent);
        if line.indent < column {
            break;
        }
        if column < least || (is_folded && line.indent > column) {
            return None;
        }
        match (value.is_empty(), is_folded, empty) {
            (false, true, 0) => value.push(' '),
            (false, false, _) => value.push('\n'),
            _ => {}
        }
        value.extend(std::iter::repeat_n('\n', empty));
        value.push_str(&text[line.start - line.indent + column..line.end]);
        (empty, is_ended) = (0, ends);
        lines.pass(line);
    }
    (most_spaces <= indent?).then_some((value, is_ended))
}

#[cfg(test)]
mod tests;
