//! A YAML document as a tree with places.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_yaml::Value as Parsed;

use crate::diag::{Code, Outcome, Problem};
use crate::model::tree::Tree;
use crate::text::scan::count;
use crate::text::span::{Span, Spanned};
use crate::yaml::{places, plain};

/// The most bytes that front matter or a configuration may have: the parser's time grows with the
/// square of nested brackets, and nobody writes more by hand.
pub const MAX_BYTES: usize = 64 * 1024;

/// How deep brackets and dashes may nest.
pub const MAX_DEPTH: usize = 64;

/// A value and where it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub value: Value,
    pub span: Span,
}

/// A YAML value. Numbers and dates keep their text: `title: 1.10` is "1.10".
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number { written: String, number: Number },
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A number as a template sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    Integer(i64),
    Float(f64),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: Spanned<String>,
    pub node: Node,
}

impl Node {
    /// What kind of value it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number { .. } => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// A scalar as written; none for lists, mappings and nothing.
    pub fn scalar(&self) -> Option<String> {
        self.scalar_text().map(str::to_owned)
    }

    /// [`Node::scalar`], without a copy of it.
    pub fn scalar_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Number { written, .. } => Some(written),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The value without places.
    pub fn tree(&self) -> Tree {
        match &self.value {
            Value::Null => Tree::Null,
            Value::Bool(value) => Tree::Bool(*value),
            Value::Number { number: Number::Integer(value), .. } => Tree::Integer(*value),
            Value::Number { number: Number::Float(value), .. } => Tree::Float(*value),
            Value::Text(text) => Tree::Text(text.clone()),
            Value::List(nodes) => Tree::List(nodes.iter().map(Node::tree).collect()),
            Value::Map(entries) => {
                Tree::Map(entries.iter().map(|entry| (entry.key.value.clone(), entry.node.tree())).collect())
            }
        }
    }
}

/// Parses the mapping that `yaml` holds; `offset` is where it begins in the file, in bytes.
///
/// Keys that stand twice are kept, in order. An empty document is an empty mapping.
///
/// # Errors
/// One problem, at its place: not YAML, not a mapping, or larger than the limits.
pub fn parse(yaml: &str, offset: usize, file: u32) -> Result<Vec<Entry>, Box<Problem>> {
    check_size(yaml, offset, file)?;
    let mut located = by_library(yaml).map_err(|(error, source)| bad_yaml(&error, &source, offset, file))?;
    located.iter_mut().for_each(|entry| shift(entry, offset));
    Ok(located)
}

/// An entry of a list as [`parse`] reads it; the library is asked only where it is not plainly written.
fn parse_listed(yaml: &str, offset: usize, file: u32) -> Result<Vec<Entry>, Box<Problem>> {
    check_size(yaml, offset, file)?;
    let Some(mut entries) = plain::entries(yaml) else {
        return parse(yaml, offset, file);
    };
    entries.iter_mut().for_each(|entry| shift(entry, offset));
    Ok(entries)
}

/// The entries that the library reads, with places in `yaml`; else its error and what it was given.
pub(super) fn by_library(yaml: &str) -> Result<Vec<Entry>, (serde_yaml::Error, Cow<'_, str>)> {
    let source = spaces_for_tabs(yaml);
    match serde_yaml::from_str::<Entries>(&source) {
        Ok(entries) => Ok(places::entries(&entries.0, &source)),
        Err(error) => Err((error, source)),
    }
}

/// An entry of a list: its mapping, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub entries: Vec<Entry>,
    pub span: Span,
}

/// Parses a list of mappings; `offset` is where it begins in the file, in bytes.
///
/// Each entry is read by itself, so that one that is not YAML does not lose the others. An empty
/// document is an empty list.
pub fn parse_list(yaml: &str, offset: usize, file: u32) -> Outcome<Vec<Listed>> {
    let yaml = &yaml[..places::document_end(yaml)];
    let begin = places::first_content(yaml);
    if yaml[begin..].starts_with('[') {
        return flow_list(yaml, offset, file);
    }
    let items = places::top_items(yaml);
    let mut outcome = Outcome::<Vec<Listed>>::default();
    let first = items.first().map_or(yaml.len(), |item| item.start);
    if begin < first {
        let span = Span::new(offset + begin, offset + begin + 1);
        let problem = Problem::at(Code::WrongType, file, span, "this is not a list");
        outcome
            .problems
            .push(problem.help("begin each entry on a line of its own: `- quote: \"the words\"`"));
    }
    for item in items {
        let end = item.start + yaml[item.clone()].trim_end().len();
        let span = Span::new(offset + item.start, offset + end);
        let (line, text) = mapping_of(yaml, &item);
        match parse_listed(&text, offset + line, file) {
            Ok(entries) => outcome.value.push(Listed { entries, span }),
            Err(problem) => outcome.problems.push(tab_in(&text, offset + line, file).unwrap_or(*problem)),
        }
    }
    outcome
}

/// The mapping of an item as a text of its own, and where its first line begins.
pub(super) fn mapping_of(yaml: &str, item: &Range<usize>) -> (usize, String) {
    let line = yaml[..item.start].rfind('\n').map_or(0, |end| end + 1);
    // A space for the dash: the keys of the mapping then stand in one column.
    (line, [&yaml[line..item.start], " ", &yaml[item.start + 1..item.end]].concat())
}

/// The tab that indents a line of an entry: how far, nobody can tell.
fn tab_in(entry: &str, offset: usize, file: u32) -> Option<Problem> {
    let indents = entry.match_indices('\n').map(|(end, _)| end + 1);
    let at = indents.filter_map(|start| {
        let indent = entry[start..].len() - entry[start..].trim_start_matches([' ', '\t']).len();
        entry[start..start + indent].find('\t').map(|tab| start + tab)
    });
    let span = at.map(|at| Span::new(offset + at, offset + at + 1)).next()?;
    let problem = Problem::at(Code::BadYaml, file, span, "a tab indents this line");
    Some(problem.help("indent the fields of an entry with spaces, two for each"))
}

/// A list in brackets, as JSON has it.
fn flow_list(yaml: &str, offset: usize, file: u32) -> Outcome<Vec<Listed>> {
    const KEY: &str = "x: ";
    let mut outcome = Outcome::<Vec<Listed>>::default();
    // Offsets are counted from behind the key that makes a mapping of the list.
    let entries = match parse(&format!("{KEY}{yaml}"), offset, file) {
        Ok(entries) => entries,
        Err(problem) => return Outcome::new(Vec::new(), vec![*problem]),
    };
    let nodes = entries.into_iter().flat_map(|entry| match entry.node.value {
        Value::List(nodes) => nodes,
        _ => Vec::new(),
    });
    for mut node in nodes {
        unshift_node(&mut node, KEY.len());
        match node.value {
            Value::Map(entries) => outcome.value.push(Listed { entries, span: node.span }),
            _ => {
                let message = format!("an entry is a mapping, and this is {}", node.kind());
                outcome.problems.push(Problem::at(Code::WrongType, file, node.span, message));
            }
        }
    }
    outcome
}

fn check_size(yaml: &str, offset: usize, file: u32) -> Result<(), Box<Problem>> {
    let too_large = |at: usize, message: String| {
        let help = "move long texts below the front matter";
        Err(Box::new(Problem::at(Code::TooLarge, file, Span::at(offset + at), message).help(help)))
    };
    if yaml.len() > MAX_BYTES {
        return too_large(0, format!("the front matter has {} bytes, more than {MAX_BYTES}", yaml.len()));
    }
    match too_deep(yaml) {
        Some(at) => too_large(at, format!("the front matter is nested deeper than {MAX_DEPTH} levels")),
        None => Ok(()),
    }
}

fn too_deep(yaml: &str) -> Option<usize> {
    // Most texts have not even so many signs that nest.
    let nests = |byte: u8| (byte == b'[') | (byte == b'{') | (byte == b'-') | (byte == b'?');
    if count(yaml.as_bytes(), nests) <= MAX_DEPTH {
        return None;
    }
    let mut depth = 0usize;
    let mut dashes = 0usize;
    for (at, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' => dashes = 0,
            b'-' | b'?' => dashes += 1,
            b' ' => {}
            _ => dashes = dashes.min(MAX_DEPTH / 2),
        }
        if depth > MAX_DEPTH || (dashes > MAX_DEPTH && yaml[at..].starts_with("- ")) {
            return Some(at);
        }
    }
    None
}

/// YAML refuses tabs as indentation; what an editor means by them is plain. One space for one tab
/// keeps every place.
fn spaces_for_tabs(yaml: &str) -> Cow<'_, str> {
    if !yaml.contains('\t') {
        return Cow::Borrowed(yaml);
    }
    let mut leading = true;
    let spaced = yaml.chars().map(|character| {
        leading = character == '\n' || (leading && matches!(character, ' ' | '\t'));
        if leading && character == '\t' { ' ' } else { character }
    });
    Cow::Owned(spaced.collect())
}

fn bad_yaml(error: &serde_yaml::Error, source: &str, offset: usize, file: u32) -> Box<Problem> {
    let at = error.location().map_or(0, |place| byte_offset(source, place.line(), place.column()));
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text).to_lowercase();
    let help = if message.contains("mapping values are not allowed") {
        "a value with a colon in it wants quotes: `title: \"Visit: what we know\"`"
    } else if message.contains("could not find expected ':'") {
        "a line before this one lacks its colon: write `key: value`"
    } else if message.contains("found character that cannot start any token") {
        "a value that begins with `@`, `` ` ``, `%` or a tab wants quotes"
    } else {
        "write one `key: value` a line, and put quotes around values with `:`, `#`, `[` or `{`"
    };
    Box::new(
        Problem::at(Code::BadYaml, file, Span::at(offset + at), format!("not YAML: {message}")).help(help),
    )
}

/// The byte offset of a line and column, both from 1 in characters.
fn byte_offset(source: &str, line: usize, column: usize) -> usize {
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &source[start..];
    rest.char_indices().nth(column.saturating_sub(1)).map_or(source.len(), |(at, _)| start + at)
}

fn shift(entry: &mut Entry, offset: usize) {
    entry.key.span = entry.key.span.shifted(offset);
    shift_node(&mut entry.node, offset);
}

fn shift_node(node: &mut Node, offset: usize) {
    node.span = node.span.shifted(offset);
    match &mut node.value {
        Value::List(nodes) => nodes.iter_mut().for_each(|node| shift_node(node, offset)),
        Value::Map(entries) => entries.iter_mut().for_each(|entry| shift(entry, offset)),
        _ => {}
    }
}

fn unshift_node(node: &mut Node, by: usize) {
    let back = |span: Span| {
        Span::new((span.start as usize).saturating_sub(by), (span.end as usize).saturating_sub(by))
    };
    node.span = back(node.span);
    match &mut node.value {
        Value::List(nodes) => nodes.iter_mut().for_each(|node| unshift_node(node, by)),
        Value::Map(entries) => {
            for entry in entries {
                entry.key.span = back(entry.key.span);
                unshift_node(&mut entry.node, by);
            }
        }
        _ => {}
    }
}

/// The top mapping with keys that stand twice.
struct Entries(Vec<(Parsed, Parsed)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
        struct Mapping;
        impl<'de> Visitor<'de> for Mapping {
            type Value = Entries;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("fields, one `key: value` a line")
            }

            fn visit_none<E>(self) -> Result<Entries, E> {
                Ok(Entries(Vec::new()))
            }

            fn visit_unit<E>(self) -> Result<Entries, E> {
                Ok(Entries(Vec::new()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_any(Mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(yaml: &str, expected: &[(&str, &str)]) {
        let entries = parse(yaml, 0, 0).unwrap();
        let found: Vec<(String, &str)> =
            entries.iter().map(|entry| (entry.key.value.clone(), &yaml[entry.node.span.range()])).collect();
        let expected: Vec<(String, &str)> = expected.iter().map(|(k, v)| ((*k).to_owned(), *v)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn values_know_their_places() {
        check("a: 1\nb: two words # why\n", &[("a", "1"), ("b", "two words")]);
        check(
            "a: \"x: y\"\n\n# note\nb:\n  - one\n  - two\nc: [x, 'y, z']\n",
            &[("a", "\"x: y\""), ("b", "- one\n  - two"), ("c", "[x, 'y, z']")],
        );
        check("t: >\n  long\n  text\nu: v", &[("t", ">\n  long\n  text"), ("u", "v")]);
        check("a:\nb: 2", &[("a", ""), ("b", "2")]);
        check("a:\n- x\n- y\nb: 1", &[("a", "- x\n- y"), ("b", "1")]);
    }

    #[test]
    fn items_of_lists_know_their_places() {
        let yaml =
            "people: [Ann, \"Bo, Jr\"]\nnames:\n  - Lu\n  - name: Loz # misspelt\n    note: as in VOA\n";
        let entries = parse(yaml, 0, 0).unwrap();
        let Value::List(people) = &entries[0].node.value else { panic!("a list") };
        assert_eq!(&yaml[people[1].span.range()], "\"Bo, Jr\"");
        let Value::List(names) = &entries[1].node.value else { panic!("a list") };
        assert_eq!(&yaml[names[0].span.range()], "Lu");
        let Value::Map(entries) = &names[1].value else { panic!("a mapping") };
        assert_eq!(&yaml[entries[0].node.span.range()], "Loz");
        assert_eq!(&yaml[entries[1].node.span.range()], "as in VOA");
    }

    #[test]
    fn a_list_is_read_entry_by_entry() {
        let yaml = "# notes\n- quote: a\n  note: |\n    - one\n\n    two: three\n-\n  quote: \"b: c\"\n- quote: d: e\n- quote: f\n";
        let outcome = parse_list(yaml, 5, 0);
        assert_eq!((outcome.value.len(), outcome.problems.len()), (3, 1));
        let place = |at: usize, entry: usize| {
            let span = outcome.value[at].entries[entry].node.span;
            &yaml[span.start as usize - 5..span.end as usize - 5]
        };
        assert_eq!((place(0, 0), place(1, 0), place(2, 0)), ("a", "\"b: c\"", "f"));
        assert_eq!(outcome.value[0].entries[1].node.scalar().unwrap(), "- one\n\ntwo: three\n");
        for empty in ["", "# only a comment\n", "---\n"] {
            assert_eq!((parse_list(empty, 0, 0).value.len(), parse_list(empty, 0, 0).problems.len()), (0, 0));
        }
        for wrong in ["quote: a\n", "words\n", "[a]"] {
            assert_eq!(parse_list(wrong, 0, 0).problems.len(), 1, "{wrong}");
        }
        let indented = parse_list("  - quote: a\n    note: b\n  - quote: c\n...\n", 0, 0);
        assert_eq!((indented.value.len(), indented.value[0].entries[1].node.span), (2, Span::new(23, 24)));
        assert_eq!((parse_list("...\n", 0, 0).problems.len(), indented.problems.len()), (0, 0));
        let tab = &parse_list("- quote: a\n\tnote: b\n", 4, 0).problems[0];
        assert_eq!(tab.place, crate::diag::Place::Source { file: 0, span: Span::new(15, 16) });
        let flow = parse_list("[{\"quote\": \"a\"}]", 0, 0);
        assert_eq!(flow.value[0].entries[0].node.span, Span::new(11, 14));
    }

    #[test]
    fn an_empty_document_is_an_empty_mapping() {
        for yaml in ["", "\n", "# only a comment\n", "~\n"] {
            assert_eq!(parse(yaml, 0, 0).unwrap(), [], "{yaml:?}");
        }
    }

    #[test]
    fn numbers_keep_their_text_and_keys_their_doubles() {
        let entries = parse("title: 1.10\nyear: 2003\ntitle: 007\n", 10, 0).unwrap();
        let texts: Vec<_> = entries.iter().map(|entry| entry.node.scalar().unwrap()).collect();
        assert_eq!(texts, ["1.10", "2003", "007"]);
        assert_eq!(entries[2].key.span.start, 10 + 23);
    }

    #[test]
    fn a_number_is_never_more_than_itself() {
        let yaml = "summary: \"one\ntwo: three\"\ntitle: 2019\n# secret\nrights: &x 5\n";
        let entries = parse(yaml, 0, 0).unwrap();
        let texts: Vec<_> = entries.iter().filter_map(|entry| entry.node.scalar()).collect();
        assert_eq!(texts[1..], ["2019", "5"]);
    }

    #[test]
    fn tabs_serve_as_indentation() {
        check("a:\n\t- x\n\t- y\n", &[("a", "- x\n\t- y")]);
    }

    #[test]
    fn nesting_and_size_are_limited() {
        assert_eq!(parse(&format!("a: {}", "[".repeat(10_000)), 0, 0).unwrap_err().code, Code::TooLarge);
        assert_eq!(parse(&format!("a:\n{}x", "- ".repeat(10_000)), 0, 0).unwrap_err().code, Code::TooLarge);
        assert_eq!(parse(&"a: b\n".repeat(20_000), 0, 0).unwrap_err().code, Code::TooLarge);
    }

    #[test]
    fn errors_have_a_place() {
        let problem = parse("a: 1\ntitle: Visit: what\n", 4, 0).unwrap_err();
        let crate::diag::Place::Source { span, .. } = problem.place else { panic!("in the source") };
        assert_eq!((problem.code, span.start > 4 + 5), (Code::BadYaml, true));
    }
}
