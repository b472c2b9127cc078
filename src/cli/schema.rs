//! `archive schema`: the fields of a kind, for editors and for the documentation.

use crate::cli::{Ended, Failure, SchemaName};
use crate::config;
use crate::model::kind::Kind;
use crate::parse::fields::fields;
use crate::yaml::fields::Field;
use crate::yaml::schema::{json_schema, reference};

pub fn run(name: SchemaName, table: bool) -> Result<Ended, Failure> {
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

fn of(name: SchemaName) -> (&'static str, &'static [Field]) {
    let kind = match name {
        SchemaName::Config => return ("archive.yaml", config::FIELDS),
        SchemaName::Article => Kind::Article,
        SchemaName::Person => Kind::Person,
        SchemaName::Organization => Kind::Organization,
        SchemaName::Place => Kind::Place,
        SchemaName::Topic => Kind::Topic,
        SchemaName::Source => Kind::Source,
        SchemaName::Event => Kind::Event,
        SchemaName::Claim => Kind::Claim,
        SchemaName::Page => Kind::Page,
    };
    (kind.name(), fields(kind))
}
