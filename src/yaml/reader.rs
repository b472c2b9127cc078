//! Reads a mapping by a table of fields: unknown, doubled and misspelt keys, and values of the
//! wrong kind, each become a problem at its place; everything else is still read.

use std::slice::from_ref;

use crate::diag::{Code, Place, Problem};
use crate::model::draft::OtherName;
use crate::model::tree::Tree;
use crate::text::address::{self, Scheme};
use crate::text::comments;
use crate::text::edtf::{self, Edtf};
use crate::text::fold::{clean, tidy};
use crate::text::language;
use crate::text::near::nearest;
use crate::text::span::{Span, Spanned};
use crate::yaml::document::{Entry, Node, Number, Value};
use crate::yaml::fields::{Field, Shape};

/// A mapping being read. Every getter takes the field's name in the table.
#[derive(Debug)]
pub struct Reader {
    file: u32,
    /// What is being read, for messages.
    noun: &'static str,
    fields: &'static [Field],
    values: Vec<(&'static str, Node)>,
    /// What was found wrong so far.
    pub problems: Vec<Problem>,
    /// Whether a field that decides on publication could not be understood.
    pub unclear: bool,
    /// The year that a date without one is probably of.
    pub year_hint: Option<i64>,
}

impl Reader {
    /// Sorts entries into the fields of a table.
    pub fn new(fields: &'static [Field], entries: Vec<Entry>, file: u32) -> Reader {
        Reader::of("item", fields, entries, file)
    }

    /// Sorts entries of something that is called otherwise than an item.
    pub fn of(noun: &'static str, fields: &'static [Field], entries: Vec<Entry>, file: u32) -> Reader {
        let mut reader = Reader {
            file,
            noun,
            fields,
            values: Vec::with_capacity(entries.len()),
            problems: Vec::new(),
            unclear: false,
            year_hint: None,
        };
        for entry in entries {
            match field_of(fields, &entry.key.value) {
                Some(field) => reader.keep(field, entry),
                None => reader.unknown(&entry.key),
            }
        }
        reader
    }

    /// A reader of nothing.
    pub fn empty(fields: &'static [Field], file: u32) -> Reader {
        Reader::new(fields, Vec::new(), file)
    }

    fn keep(&mut self, field: &'static Field, entry: Entry) {
        if matches!(entry.node.value, Value::Null) && !field.guards {
            return;
        }
        let Some((_, first)) = self.values.iter().find(|(name, _)| *name == field.name) else {
            self.values.push((field.name, entry.node));
            return;
        };
        if same(&first.value, &entry.node.value) {
            return;
        }
        let key = &entry.key.value;
        let message = if key == field.name {
            format!("`{key}` stands twice, with different values")
        } else {
            format!("`{key}` means the same as `{}`, which stands here too with another value", field.name)
        };
        let problem = Problem::at(Code::DuplicateKey, self.file, entry.key.span, message);
        self.problems.push(problem.help("keep one of the two; the first one counts until then"));
        self.unclear |= field.guards;
    }

    fn unknown(&mut self, key: &Spanned<String>) {
        let names = self
            .fields
            .iter()
            .flat_map(|field| [field.name].into_iter().chain(field.synonyms.iter().copied()));
        let near = nearest(&key.value, names);
        let guard = near.and_then(|name| field_of(self.fields, name)).filter(|field| field.guards);
        let problem = match (guard, near) {
            _ if guards_exist(self.fields)
                && (may_keep_back(&key.value) || self.is_like_access(&key.value)) =>
            {
                self.keeps_back(key)
            }
            (Some(field), _) => self.misspelt_guard(key, field),
            (None, near) => {
                let message = format!("no field is called `{}`", key.value);
                let help = match near {
                    Some(name) => format!("did you mean `{name}`?"),
                    None if self.knows("extra") => "put fields of your own under `extra:`".to_owned(),
                    None => {
                        let names: Vec<String> =
                            self.fields.iter().map(|field| format!("`{}`", field.name)).collect();
                        format!("it can be {}", names.join(", "))
                    }
                };
                Problem::at(Code::UnknownField, self.file, key.span, message).help(help)
            }
        };
        self.problems.push(problem);
    }

    /// A key by which other programs keep something back.
    fn keeps_back(&mut self, key: &Spanned<String>) -> Problem {
        self.unclear = true;
        let noun = self.noun;
        let message = format!("`{}` means nothing here, and may be meant to keep the {noun} back", key.value);
        let ways = if self.knows("access") {
            "`draft: true`, `access: withheld`, or `access: embargoed` with `available:`"
        } else {
            "`draft: true`"
        };
        Problem::at(Code::UnclearAccess, self.file, key.span, message)
            .help(format!("write {ways}; the {noun} is held back until then"))
    }

    /// Whether a key looks like one that decides on publication elsewhere, and is not known here.
    fn is_like_access(&self, key: &str) -> bool {
        !self.knows("access") && nearest(key, ["access", "available"]).is_some()
    }

    fn misspelt_guard(&mut self, key: &Spanned<String>, field: &Field) -> Problem {
        self.unclear = true;
        let message = format!(
            "`{}` looks like a misspelt `{}`, which decides what is published",
            key.value, field.name
        );
        let or = if self.knows("extra") { ", or put an own field under `extra:`" } else { "" };
        Problem::at(Code::UnclearAccess, self.file, key.span, message)
            .help(format!("write `{}:`{or}; the {} is held back until then", field.name, self.noun))
    }

    fn knows(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// The number of the file being read.
    pub fn file(&self) -> u32 {
        self.file
    }

    /// Whether the field was written.
    pub fn has(&self, name: &str) -> bool {
        self.node(name).is_some()
    }

    /// Adds values to a list field, as from `taxonomies:`.
    pub fn node(&self, name: &str) -> Option<&Node> {
        debug_assert!(
            self.fields.iter().any(|field| field.name == name),
            "`{name}` is no field of this table"
        );
        self.values.iter().find(|(field, _)| *field == name).map(|(_, node)| node)
    }

    /// Takes a field out, so that another can have its value.
    pub fn remove(&mut self, name: &'static str) -> Option<Node> {
        let at = self.values.iter().position(|(field, _)| *field == name)?;
        Some(self.values.remove(at).1)
    }

    /// Gives a field a value if it has none.
    pub fn supply(&mut self, name: &'static str, node: Node) {
        if !self.has(name) {
            self.values.push((name, node));
        }
    }

    /// Says that a required field is missing; `span` is where the front matter stands.
    pub fn require(&mut self, span: Span) {
        for field in self.fields.iter().filter(|field| field.required) {
            if !self.has(field.name) {
                let message = format!("`{}` is missing", field.name);
                let problem = Problem::at(Code::MissingField, self.file, span, message);
                self.problems.push(problem.help(format!(
                    "add a line `{}: …` ({})",
                    field.name,
                    field.shape.words()
                )));
            }
        }
    }

    /// A text; a list of one text is that text.
    pub fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let node = self.node(name)?;
        let single = match &node.value {
            Value::List(nodes) if nodes.len() == 1 => &nodes[0],
            _ => node,
        };
        let Some(text) = published(single) else {
            let single = single.clone();
            return self.wrong(name, &single, "text");
        };
        Some(self.closed(text)).filter(|text| !text.value.is_empty())
    }

    /// The text of a field, empty where there is none.
    pub fn text_or_empty(&mut self, name: &str) -> String {
        self.text(name).map(|text| text.value).unwrap_or_default()
    }

    /// A list of texts; one text is a list of one, and empty ones are passed over.
    pub fn texts(&mut self, name: &str) -> Vec<Spanned<String>> {
        let nodes = match self.node(name) {
            Some(Node { value: Value::List(nodes), .. }) => &nodes[..],
            Some(node) => from_ref(node),
            None => return Vec::new(),
        };
        let is_empty = |node: &Node| match &node.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        let read = |node: &Node| published(node).ok_or_else(|| node.clone());
        let found: Vec<Result<Published, Node>> =
            nodes.iter().filter(|node| !is_empty(node)).map(read).collect();
        let mut texts = Vec::with_capacity(found.len());
        for text in found {
            match text {
                Ok(text) => texts.push(self.closed(text)),
                Err(node) => drop(self.wrong::<()>(name, &node, "a list of texts")),
            }
        }
        texts
    }

    /// Names, tidied; `[[Name]]` and `[[slug|Name]]`, as note-taking programs write them, are names.
    pub fn names(&mut self, name: &str) -> Vec<Spanned<String>> {
        let texts = self.texts(name);
        texts.into_iter().map(|text| text.map(|text| tidy(without_brackets(&text)))).collect()
    }

    /// One name.
    pub fn name(&mut self, name: &str) -> Option<Spanned<String>> {
        self.text(name).map(|text| text.map(|text| tidy(without_brackets(&text))))
    }

    /// A date.
    pub fn date(&mut self, name: &str) -> Option<Spanned<Edtf>> {
        let text = self.text(name)?;
        match Edtf::parse(&text.value) {
            Ok(date) => Some(Spanned::new(date, text.span)),
            Err(error) => {
                let message = format!("`{}` is not a date: {}", text.value, error.message);
                let help = match edtf::suggest(&text.value, self.year_hint) {
                    Some(form) => format!("write `{name}: {}`", quoted_date(&form)),
                    None => "write the date as YYYY-MM-DD, YYYY-MM or YYYY, `2022-03~` for about, `XXXX` for unknown".to_owned(),
                };
                self.problems.push(Problem::at(Code::BadDate, self.file, text.span, message).help(help));
                None
            }
        }
    }

    /// True or false; anything else is a problem, and none.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        match self.node(name)?.value {
            Value::Bool(value) => Some(value),
            _ => {
                self.guard(name);
                self.wrong_as_it_is(name, "`true` or `false`, without quotes")
            }
        }
    }

    pub fn integer(&mut self, name: &str) -> Option<i64> {
        match self.node(name)?.value {
            Value::Number { number: Number::Integer(value), .. } => Some(value),
            _ => self.wrong_as_it_is(name, "a whole number"),
        }
    }

    /// One of the words that the table allows, as the table writes it.
    pub fn choice(&mut self, name: &str) -> Option<&'static str> {
        let Some(Shape::Choice(words)) =
            self.fields.iter().find(|field| field.name == name).map(|field| field.shape)
        else {
            return None;
        };
        if self.node(name).is_some_and(|node| matches!(node.value, Value::Null)) {
            self.guard(name);
        }
        let Some(text) = self.text(name) else {
            if self.has(name) {
                self.guard(name);
            }
            return None;
        };
        if let Some(word) = words.iter().find(|word| **word == text.value) {
            return Some(word);
        }
        self.guard(name);
        let message = format!("`{name}` cannot be `{}`", text.value);
        let list: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let help = match nearest(&text.value, words.iter().copied()) {
            Some(word) => format!("did you mean `{word}`? it can be {}", list.join(", ")),
            None => format!("it can be {}", list.join(", ")),
        };
        self.problems.push(Problem::at(Code::UnknownValue, self.file, text.span, message).help(help));
        None
    }

    /// An address in the web.
    pub fn address(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if address::scheme(&text.value) == Scheme::Web && address::is_web_address(&text.value) {
            return Some(text.value);
        }
        let message = format!("`{}` is not a web address", text.value);
        let help = "write the whole address, beginning with `https://` or `http://`";
        self.problems.push(Problem::at(Code::BadAddress, self.file, text.span, message).help(help));
        None
    }

    /// Paths within the site, without slashes around them.
    pub fn paths(&mut self, name: &str) -> Vec<Spanned<String>> {
        let mut paths = Vec::new();
        for text in self.texts(name) {
            let folded = address::join("", &text.value).filter(|path| !path.is_empty());
            let is_odd = |c: char| c.is_control() || matches!(c, '\\' | '?' | '#' | ':');
            let is_path = text.value.contains('/') && !text.value.contains(is_odd);
            match folded.filter(|_| is_path) {
                Some(path) => paths.push(Spanned::new(path, text.span)),
                None => {
                    let message = format!("`{}` is not an address within the site", text.value);
                    let help =
                        "an address looks like `/old/address/`; other names of an entity go under `names:`";
                    self.problems
                        .push(Problem::at(Code::BadAddress, self.file, text.span, message).help(help));
                }
            }
        }
        paths
    }

    /// A language tag.
    pub fn language(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if language::is_tag(&text.value) {
            return Some(text.value);
        }
        let message = format!("`{}` is not a language tag", text.value);
        let help = "write the tag of the language: `en`, `ug`, `zh-Hans` (BCP 47)";
        self.problems.push(Problem::at(Code::UnknownValue, self.file, text.span, message).help(help));
        None
    }

    /// A script (ISO 15924).
    pub fn script(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if text.value.len() == 4 && text.value.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Some(text.value);
        }
        let message = format!("`{}` is not a script", text.value);
        let help = "write the script's four letters: `Arab`, `Cyrl`, `Hans` (ISO 15924)";
        self.problems.push(Problem::at(Code::UnknownValue, self.file, text.span, message).help(help));
        None
    }

    /// `[latitude, longitude]`, or the two in one text with a comma.
    pub fn coordinates(&mut self, name: &str) -> Option<[f64; 2]> {
        let node = self.node(name)?.clone();
        let texts: Vec<String> = match &node.value {
            Value::List(nodes) => nodes.iter().filter_map(Node::scalar).collect(),
            Value::Text(text) => text.split(',').map(|part| part.trim().to_owned()).collect(),
            _ => Vec::new(),
        };
        let numbers: Vec<f64> = texts.iter().filter_map(|text| text.parse().ok()).collect();
        match numbers[..] {
            [latitude, longitude] if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
                Some([latitude, longitude])
            }
            _ => self.wrong(name, &node, "`[latitude, longitude]` in degrees, as in `[43.8, 87.6]`"),
        }
    }

    /// Other names of an entity.
    pub fn other_names(&mut self, name: &str) -> Vec<OtherName> {
        let Some(node) = self.node(name).cloned() else {
            return Vec::new();
        };
        let nodes = match node.value {
            Value::List(nodes) => nodes,
            _ => vec![node],
        };
        nodes.into_iter().filter_map(|node| self.other_name(name, node)).collect()
    }

    fn other_name(&mut self, field: &str, node: Node) -> Option<OtherName> {
        if let Some(text) = node.scalar() {
            return Some(OtherName { name: tidy(&text), span: node.span, ..OtherName::default() })
                .filter(|other| !other.name.is_empty());
        }
        let span = node.span;
        let Value::Map(entries) = node.value else {
            return self.wrong(field, &node, "a list of names");
        };
        let mut inner = Reader::new(OTHER_NAME, entries, self.file);
        inner.require(span);
        let other = inner.name("name").map(|name| OtherName {
            span: name.span,
            name: name.value,
            lang: inner.language("lang"),
            script: inner.script("script"),
            note: inner.text_or_empty("note"),
        });
        // What cannot be told of a part cannot be told of the item.
        self.unclear |= inner.unclear;
        self.problems.extend(inner.problems);
        other
    }

    /// Anything, without places and without HTML comments.
    pub fn tree(&self, name: &str) -> Tree {
        self.node(name).map(|node| without_comments(node.tree())).unwrap_or_default()
    }

    /// Reports keys in a field of own values that decide on publication where they stand by themselves.
    pub fn check_own(&mut self, name: &str) {
        let Some(Value::Map(entries)) = self.node(name).map(|node| &node.value) else {
            return;
        };
        let misplaced = entries
            .iter()
            .filter(|entry| matches!(entry.key.value.as_str(), "access" | "available" | "draft"));
        let problems: Vec<Problem> = misplaced
            .map(|entry| {
                let message = format!("`{}` decides nothing within `{name}`", entry.key.value);
                Problem::at(Code::UnclearAccess, self.file, entry.key.span, message)
                    .help("write it outside, or call it something else; the item is held back until then")
            })
            .collect();
        self.unclear |= !problems.is_empty();
        self.problems.extend(problems);
    }

    /// A text that was without an open comment; one makes unclear what was to be published.
    fn closed(&mut self, text: Published) -> Spanned<String> {
        if text.is_open {
            let span = text.words.span;
            let problem = Problem::at(Code::OpenComment, self.file, span, "this comment is never closed");
            let help = format!("close it with `-->`; the {} is held back until then", self.noun);
            self.problems.push(problem.help(help));
            self.unclear = true;
        }
        text.words
    }

    /// Text in Markdown: its line ends and its comments stay, for the parser of texts.
    pub fn markdown(&mut self, name: &str) -> Option<Spanned<String>> {
        let node = self.node(name)?;
        match node.scalar() {
            Some(text) => Some(Spanned::new(text, node.span)).filter(|text| !text.value.trim().is_empty()),
            None => self.wrong_as_it_is(name, "text"),
        }
    }

    /// A whole number from 0 to 4 billion.
    pub fn natural(&mut self, name: &str) -> Option<u32> {
        let number = self.integer(name)?;
        u32::try_from(number)
            .ok()
            .or_else(|| self.wrong_as_it_is(name, "a whole number that is not negative"))
    }

    /// A number, or a list of two: the ends of a range, the lower one first. `1,000,000` and
    /// `1 000 000` are numbers too.
    pub fn numbers(&mut self, name: &str) -> Option<(f64, f64)> {
        let node = self.node(name)?.clone();
        let texts: Vec<String> = match &node.value {
            Value::List(nodes) => nodes.iter().filter_map(Node::scalar).collect(),
            _ => node.scalar().into_iter().collect(),
        };
        let numbers: Vec<f64> = texts.iter().filter_map(|text| number(text)).collect();
        match numbers[..] {
            [one] if texts.len() == 1 => Some((one, one)),
            [low, high] if texts.len() == 2 && low <= high => Some((low, high)),
            _ => self.wrong(name, &node, "a number, or the two ends of a range as `[1000, 2000]`"),
        }
    }

    /// The entries of a mapping field.
    pub fn group(&mut self, name: &str) -> Option<Vec<Entry>> {
        let node = self.node(name)?.clone();
        match node.value {
            Value::Map(entries) => Some(entries),
            _ => self.wrong(name, &node, "a mapping"),
        }
    }

    /// The entries of each mapping in a list, with its place; one mapping is a list of one.
    pub fn groups(&mut self, name: &str) -> Vec<(Vec<Entry>, Span)> {
        let Some(node) = self.node(name).cloned() else {
            return Vec::new();
        };
        let nodes = match node.value {
            Value::List(nodes) => nodes,
            _ => vec![node],
        };
        let mut groups = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node.value {
                Value::Map(entries) => groups.push((entries, node.span)),
                _ => drop(self.wrong::<()>(name, &node, "a list of mappings")),
            }
        }
        groups
    }

    pub(super) fn wrong<T>(&mut self, name: &str, node: &Node, wanted: &str) -> Option<T> {
        if matches!(node.value, Value::Null) && !self.guards(name) {
            return None;
        }
        let message = format!("`{name}` wants {wanted}, and this is {}", node.kind());
        self.problems.push(Problem::new(
            Code::WrongType,
            Place::Source { file: self.file, span: node.span },
            message,
        ));
        None
    }

    /// Reports the value of a field as a whole.
    fn wrong_as_it_is<T>(&mut self, name: &str, wanted: &str) -> Option<T> {
        let node = self.node(name)?.clone();
        self.wrong(name, &node, wanted)
    }

    fn guards(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name && field.guards)
    }

    fn guard(&mut self, name: &str) {
        self.unclear |= self.guards(name);
    }
}

/// Fields of an entry of `names:`.
pub const OTHER_NAME: &[Field] = &[
    Field::new("name", Shape::Text, "The name.").required(),
    Field::new("lang", Shape::Language, "The language that the name is in."),
    Field::new("script", Shape::Text, "Its script (ISO 15924: `Arab`, `Hans`)."),
    Field::new("note", Shape::Text, "Who uses it, or why it stands here."),
];

/// Words that keep something back, here or in other programs: never taken for an own field.
const KEEPS_BACK: &[&str] = &[
    "access",
    "available",
    "publish",
    "published",
    "unpublished",
    "is_draft",
    "visible",
    "noindex",
    "status",
    "wip",
    "internal",
    "sensitive",
    "password",
    "review",
    "private",
    "hidden",
    "embargo",
    "embargoed",
    "embargo_until",
    "withheld",
    "withhold",
    "visibility",
    "unlisted",
    "secret",
    "restricted",
    "confidential",
    "public",
    "expirydate",
    "publishdate",
];

/// Beginnings of such words.
const STEMS: &[&str] =
    &["publish", "unpublish", "embargo", "release", "withh", "visib", "draft", "expir", "<<"];

fn may_keep_back(key: &str) -> bool {
    let key = key.trim().to_lowercase().replace('-', "_");
    KEEPS_BACK.contains(&key.as_str()) || STEMS.iter().any(|stem| key.starts_with(stem))
}

fn guards_exist(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.guards && matches!(field.name, "access" | "draft"))
}

fn field_of(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    let named = fields.iter().find(|field| field.name == key);
    named.or_else(|| fields.iter().find(|field| field.synonyms.contains(&key)))
}

/// What is published of a scalar.
struct Published {
    words: Spanned<String>,
    /// A comment in it is never closed.
    is_open: bool,
}

/// A scalar, trimmed and without HTML comments; none for lists, mappings and nothing.
fn published(node: &Node) -> Option<Published> {
    let text = node.scalar_text()?;
    let may_have = text.as_bytes().contains(&b'<');
    let stripped = may_have.then(|| comments::strip_html(text));
    let kept = stripped.as_ref().map_or(text, |stripped| &stripped.text);
    let is_open = stripped.as_ref().is_some_and(|stripped| stripped.open.is_some());
    Some(Published { words: Spanned::new(clean(kept.trim()), node.span), is_open })
}

/// A finite number, with or without signs between its thousands.
fn number(text: &str) -> Option<f64> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether two values say the same, wherever they stand.
fn same(first: &Value, second: &Value) -> bool {
    let place = Span::default();
    let tree = |value: &Value| Node { value: value.clone(), span: place }.tree();
    tree(first) == tree(second)
}

/// A date as it must be written in YAML: brackets and braces open lists there.
fn quoted_date(date: &str) -> String {
    if date.starts_with(['[', '{', '?', '%']) { format!("\"{date}\"") } else { date.to_owned() }
}

/// `[[target#part|label]]` names its target.
fn without_brackets(text: &str) -> &str {
    match text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        Some(inner) => inner.split(['|', '#']).next().unwrap_or(inner),
        None => text,
    }
}

fn without_comments(tree: Tree) -> Tree {
    match tree {
        Tree::Text(text) => Tree::Text(comments::strip_html(&text).text),
        Tree::List(values) => Tree::List(values.into_iter().map(without_comments).collect()),
        Tree::Map(entries) => {
            Tree::Map(entries.into_iter().map(|(key, value)| (key, without_comments(value))).collect())
        }
        other => other,
    }
}
