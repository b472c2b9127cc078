//! JSON Schema (2020-12) and reference tables made of tables of fields.

use serde_json::{Map, Value, json};

use crate::yaml::fields::{Field, Shape};
use crate::yaml::legends::LEGEND;
use crate::yaml::reader::OTHER_NAME;

/// The JSON Schema of a mapping with these fields; editors with a YAML language server complete
/// and check front matter by it.
pub fn json_schema(title: &str, fields: &[Field]) -> Value {
    let mut schema = object(fields);
    let map = schema.as_object_mut().expect("object() makes an object");
    map.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    map.insert("title".to_owned(), json!(title));
    schema
}

/// The JSON Schema of a list of such mappings.
pub fn list_schema(title: &str, fields: &[Field]) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "array",
        "items": object(fields),
    })
}

fn object(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    for field in fields {
        properties.insert(field.name.to_owned(), property(field, field.help.to_owned()));
        for synonym in field.synonyms {
            properties.insert(
                (*synonym).to_owned(),
                property(field, format!("The same as `{}`. {}", field.name, field.help)),
            );
        }
    }
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.required && field.synonyms.is_empty())
        .map(|field| field.name)
        .collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn property(field: &Field, description: String) -> Value {
    let mut schema = shape(field.shape);
    let map = schema.as_object_mut().expect("shape() makes an object");
    map.insert("description".to_owned(), json!(description));
    schema
}

fn shape(shape: Shape) -> Value {
    let text = json!({ "type": ["string", "number"] });
    let one_or_many = |item: &Value| json!({ "anyOf": [item, { "type": "array", "items": item }] });
    match shape {
        Shape::Text | Shape::Markdown | Shape::Date | Shape::Name(_) | Shape::AnyName => text,
        Shape::Language => json!({ "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" }),
        Shape::Texts | Shape::Names(_) | Shape::Articles | Shape::EventNames | Shape::Paths => {
            one_or_many(&text)
        }
        Shape::Numbers => {
            let number = json!({ "type": ["number", "string"] });
            json!({ "anyOf": [number, { "type": "array", "items": number, "minItems": 2, "maxItems": 2 }] })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Address => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::OtherNames => one_or_many(&json!({ "anyOf": [text, object(OTHER_NAME)] })),
        Shape::Legends => one_or_many(&json!({ "anyOf": [text, object(LEGEND)] })),
        Shape::Coordinates => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
        Shape::Group(fields) => object(fields),
        Shape::Groups(fields) => one_or_many(&object(fields)),
        Shape::Anything => json!({}),
    }
}

/// The fields as a table in Markdown, for the documentation.
pub fn reference(fields: &[Field]) -> String {
    let mut table = String::from("| field | what it holds | meaning |\n|---|---|---|\n");
    for field in fields {
        let needed = if field.required { " (needed)" } else { "" };
        let synonyms: Vec<String> = field.synonyms.iter().map(|name| format!("`{name}`")).collect();
        let also = if synonyms.is_empty() {
            String::new()
        } else {
            format!(" Also written {}.", synonyms.join(", "))
        };
        table.push_str(&format!(
            "| `{}`{needed} | {} | {}{also} |\n",
            field.name,
            field.shape.words(),
            field.help
        ));
    }
    table
}
