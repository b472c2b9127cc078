//! JSON objects that leave out what is not given, and the nodes of a JSON-LD graph.
//!
//! Owns identifiers: every node with an `@id` stands once in a graph. Knows no vocabulary but the types
//! of the archive's kinds.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::model::kind::Kind;
use crate::render::metadata::Named;
use crate::text::scan::is_plain_line;
use crate::text::words::one_line;

/// At most so many things in one list of a graph: it describes a page and is no index.
const MOST: usize = 50;

/// A JSON object in the making.
#[derive(Debug, Default)]
pub struct Node(Map<String, Value>);

impl Node {
    pub fn new(kind: &str) -> Node {
        Node::default().with("@type", Some(kind))
    }

    /// Adds a value where there is one.
    pub fn with(mut self, key: &str, value: Option<impl Into<Value>>) -> Node {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
        self
    }

    /// Adds words, in one line; nothing where there are none.
    pub fn text(self, key: &str, words: &str) -> Node {
        self.with(key, Some(clean(words)).filter(|words| !words.is_empty()))
    }

    /// Adds a list: the thing itself where there is only one, nothing where there is none.
    pub fn list(self, key: &str, mut values: Vec<Value>) -> Node {
        match values.len() {
            0 => self,
            1 => self.with(key, values.pop()),
            _ => self.with(key, Some(values)),
        }
    }

    pub fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// Words in one line, without control characters.
pub fn clean(words: &str) -> String {
    if is_plain_line(words) {
        return words.to_owned();
    }
    one_line(words).chars().filter(|c| !c.is_control()).collect()
}

/// The nodes of one page.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: Vec<Value>,
    /// Things of other pages, after the page's own.
    others: Vec<Value>,
    known: BTreeSet<String>,
}

impl Graph {
    /// Makes a graph with the identifiers of the page's own nodes, which are then not described twice.
    pub fn with_own(ids: impl IntoIterator<Item = String>) -> Graph {
        Graph { known: ids.into_iter().collect(), ..Graph::default() }
    }

    pub fn push(&mut self, node: Node) {
        self.nodes.push(node.done());
    }

    /// Refers to a thing and, the first time, adds what it is and is called. Without an address it has
    /// no identifier, and is described where it is named.
    pub fn refer(&mut self, named: &Named) -> Value {
        let described = Node::new(type_of(named.kind)).text(name_of(named.kind), &named.name);
        let Some(address) = &named.address else {
            return described.done();
        };
        let id = identifier(Some(address), named.kind.name());
        if self.known.insert(id.clone()) {
            self.others.push(described.with("@id", Some(id.as_str())).done());
        }
        json!({ "@id": id })
    }

    pub fn refer_all(&mut self, all: &[Named]) -> Vec<Value> {
        all.iter().take(MOST).map(|named| self.refer(named)).collect()
    }

    pub fn into_nodes(mut self) -> Vec<Value> {
        self.nodes.append(&mut self.others);
        self.nodes
    }
}

/// The identifier of a thing: a fragment of its page's address, or a blank node of this graph where the
/// site has no base address and nothing can be named for the whole web.
pub fn identifier(address: Option<&String>, fragment: &str) -> String {
    match address {
        Some(address) => format!("{address}#{fragment}"),
        None => format!("_:{fragment}"),
    }
}

/// The schema.org type of a kind.
pub fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "NewsArticle",
        Kind::Person => "Person",
        Kind::Organization | Kind::Source => "Organization",
        Kind::Place => "Place",
        Kind::Topic => "DefinedTerm",
        Kind::Event => "Event",
        Kind::Claim => "Claim",
        Kind::Page => "WebPage",
    }
}

fn name_of(kind: Kind) -> &'static str {
    if kind == Kind::Article { "headline" } else { "name" }
}
