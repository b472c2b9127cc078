//! Untyped values: what an editor wrote under `extra:`, handed to templates untouched.

/// A value of a YAML document, with mappings in the order written.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Tree {
    #[default]
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}
