//! `archive schema`: the fields of a kind, for editors and for the documentation.

use crate::cli::{Ended, Failure, SchemaOf};
use crate::config;
use crate::parse::fields::fields;
use crate::yaml::fields::Field;
use crate::yaml::schema::{json_schema, reference};

pub fn run(name: SchemaOf, table: bool) -> Result<Ended, Failure> {
    let (title, fields) = of(name);
    if table {
        say!("{}", reference(fields).trim_end());
    } else {
        say!("{}", text(title, fields));
    }
    Ok(Ended::Well)
}

/// A schema as text.
pub fn text(title: &str, fields: &[Field]) -> String {
    serde_json::to_string_pretty(&json_schema(title, fields)).expect("plain data can be written as JSON")
}

fn of(name: SchemaOf) -> (&'static str, &'static [Field]) {
    match name {
        SchemaOf::Config => ("archive.yaml", config::FIELDS),
        SchemaOf::Kind(kind) => (kind.name(), fields(kind)),
    }
}
