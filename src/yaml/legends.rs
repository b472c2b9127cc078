//! Reads what a front matter says of the pictures of its text.

use crate::diag::{Code, Problem};
use crate::model::draft::Legend;
use crate::text::span::Spanned;
use crate::yaml::document::{Entry, Node, Value};
use crate::yaml::fields::{Field, Shape};
use crate::yaml::reader::Reader;

/// Fields of an entry of `images:`.
pub const LEGEND: &[Field] = &[
    Field::new("file", Shape::Text, "The image, as the text names it: `gate.jpg`.").required().or(&["src"]),
    Field::new(
        "alt",
        Shape::Text,
        "What it shows, for those who cannot see it; `\"\"` where it is mere decoration.",
    ),
    Field::new("caption", Shape::Text, "Stands below it."),
    Field::new("credit", Shape::Text, "Who made it, or who has the rights.").or(&["attribution", "attr"]),
];

impl Reader {
    /// What is said of pictures; a text alone is a file of which nothing is said.
    pub fn legends(&mut self, name: &str) -> Vec<Legend> {
        let Some(node) = self.node(name).cloned() else {
            return Vec::new();
        };
        let nodes = match node.value {
            Value::List(nodes) => nodes,
            _ => vec![node],
        };
        nodes.into_iter().filter_map(|node| self.legend(name, node)).collect()
    }

    fn legend(&mut self, field: &str, node: Node) -> Option<Legend> {
        if let Some(text) = node.scalar() {
            let file = Spanned::new(text.trim().to_owned(), node.span);
            return Some(Legend { file, ..Legend::default() }).filter(|legend| !legend.file.value.is_empty());
        }
        let span = node.span;
        let Value::Map(entries) = node.value else {
            return self.wrong(field, &node, "a list of images");
        };
        self.check_entries(field, &entries);
        let mut inner = Reader::new(LEGEND, entries, self.file());
        inner.require(span);
        let legend = inner.text("file").map(|file| Legend {
            file,
            alt: inner
                .text("alt")
                .or_else(|| inner.node("alt").map(|node| Spanned::new(String::new(), node.span))),
            caption: inner.text("caption").unwrap_or_default(),
            credit: inner.text("credit").unwrap_or_default(),
        });
        self.unclear |= inner.unclear;
        self.problems.extend(inner.problems);
        legend
    }

    /// Whoever wants to keep back a picture must not see it published because the key has no meaning here.
    fn check_entries(&mut self, field: &str, entries: &[Entry]) {
        for key in entries.iter().map(|entry| &entry.key) {
            if matches!(key.value.as_str(), "access" | "available" | "draft") {
                let message = format!("`{}` decides nothing within `{field}`", key.value);
                let help = "take the image out of the text to keep it back; the item is held back until then";
                let problem = Problem::at(Code::UnclearAccess, self.file(), key.span, message);
                self.problems.push(problem.help(help));
                self.unclear = true;
            }
        }
    }
}
