//! `archive schema`: the fields of a kind, for editors and for the documentation.

use serde_json::Value;

use crate::cli::{Ended, Failure, SchemaOf};
use crate::config;
use crate::parse::annotations::ANNOTATION;
use crate::parse::fields::fields;
use crate::yaml::fields::Field;
use crate::yaml::schema::{json_schema, list_schema, reference};

pub fn run(name: SchemaOf, table: bool) -> Result<Ended, Failure> {
    if table {
        say!("{}", reference(table_of(name)).trim_end());
    } else {
        say!("{}", text(name));
    }
    Ok(Ended::Well)
}

/// A schema as text.
pub fn text(name: SchemaOf) -> String {
    let schema: Value = match name {
        SchemaOf::Config => json_schema("archive.yaml", table_of(name)),
        SchemaOf::Annotation => list_schema("annotations", table_of(name)),
        SchemaOf::Kind(kind) => json_schema(kind.name(), table_of(name)),
    };
    serde_json::to_string_pretty(&schema).expect("plain data can be written as JSON")
}

fn table_of(name: SchemaOf) -> &'static [Field] {
    match name {
        SchemaOf::Config => config::FIELDS,
        SchemaOf::Annotation => ANNOTATION,
        SchemaOf::Kind(kind) => fields(kind),
    }
}
