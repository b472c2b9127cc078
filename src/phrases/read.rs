//! A file of phrases → its entries, with what is wrong in it.

use std::collections::BTreeMap;

use crate::diag::{Code, Outcome, Problem};
use crate::phrases::pattern::Pattern;
use crate::phrases::{Entry, FORMS, OTHER};
use crate::text::near::nearest;
use crate::text::span::Span;
use crate::yaml::document::{self, Node, Value};

/// What a file says, by key, and where.
pub type Read = BTreeMap<String, (Entry, Span)>;

/// Reads a file of phrases; `file` is the number that problems give as their place.
pub fn read(text: &str, file: u32) -> Outcome<Read> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader { file, read: Read::new(), problems: Vec::new() };
    match document::parse(&text[start..], start, file) {
        Ok(entries) => {
            for entry in entries {
                reader.node(entry.key.value, &entry.node);
            }
        }
        Err(problem) => reader.problems.push(*problem),
    }
    Outcome::new(reader.read, reader.problems)
}

struct Reader {
    file: u32,
    read: Read,
    problems: Vec<Problem>,
}

impl Reader {
    fn node(&mut self, key: String, node: &Node) {
        match &node.value {
            Value::Map(forms) if forms.iter().any(|form| form.key.value == OTHER) => {
                self.forms(key, node, forms);
            }
            Value::Map(entries) => {
                entries.iter().for_each(|entry| self.node(format!("{key}.{}", entry.key.value), &entry.node));
            }
            Value::List(nodes) => {
                (1..).zip(nodes).for_each(|(number, node)| self.node(format!("{key}.{number}"), node));
            }
            _ => {
                if let Some(pattern) = self.pattern(node) {
                    self.read.insert(key, (Entry::one(pattern), node.span));
                }
            }
        }
    }

    /// A phrase in several forms.
    fn forms(&mut self, key: String, node: &Node, forms: &[document::Entry]) {
        let mut patterns = Vec::new();
        for form in forms {
            let name = &form.key.value;
            let Some(known) = FORMS.into_iter().find(|known| known == name) else {
                let help = nearest(name, FORMS).map_or_else(
                    || format!("a phrase can have the forms {}", FORMS.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("`{name}` is no form of a phrase");
                self.problems.push(problem(self.file, form.key.span, message).help(help));
                continue;
            };
            if let Some(pattern) = self.pattern(&form.node) {
                patterns.push((known, pattern));
            }
        }
        if let Some(place) = patterns.iter().position(|(form, _)| *form == OTHER) {
            let (_, other) = patterns.remove(place);
            self.read.insert(key, (Entry { forms: patterns, other }, node.span));
        }
    }

    fn pattern(&mut self, node: &Node) -> Option<Pattern> {
        let Some(text) = node.scalar_text() else {
            let message = format!("a phrase is a text, and this is {}", node.kind());
            self.problems.push(problem(self.file, node.span, message).help("write the words in quotes"));
            return None;
        };
        let parsed = Pattern::parse(text);
        if let Err(what) = &parsed {
            let help = "a value stands as `{name}`, with the names that the English phrase has";
            self.problems.push(problem(self.file, node.span, what.clone()).help(help));
        }
        parsed.ok()
    }
}

pub fn problem(file: u32, span: Span, message: impl Into<String>) -> Problem {
    Problem::at(Code::BadPhrase, file, span, message)
}
