//! JSON as other programs write it: read with the place of a fault, and asked without assuming a shape.

use serde_json::Value;

use crate::import::ImportError;

/// Parses a file.
pub fn parse(text: &str) -> Result<Value, ImportError> {
    let at_start = |message: &str, help: &str| ImportError {
        line: 1,
        column: 1,
        message: message.to_owned(),
        help: help.to_owned(),
    };
    match text.trim_start().chars().next() {
        None => return Err(at_start("the file is empty", FORMS)),
        Some('<') => return Err(at_start("this is a web page or XML, not JSON", FORMS)),
        _ => {}
    }
    serde_json::from_str(text).map_err(|error| syntax_error(text, &error))
}

/// What can be imported, as help.
pub const FORMS: &str =
    "give the JSON that Hypothes.is exports (sidebar or API), Recogito's JSON, or W3C Web Annotations";

fn syntax_error(text: &str, error: &serde_json::Error) -> ImportError {
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
    // The library counts columns in bytes.
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1));
    let column = before.map_or(error.column(), |before| before.chars().count() + 1);
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let help = if lines.clone().count() > 1
        && lines.clone().all(|line| serde_json::from_str::<Value>(line).is_ok())
    {
        "each line is JSON of its own: put them into one list, `[`, commas between them, `]`"
    } else {
        "the file may be cut off or edited: export it again"
    };
    ImportError {
        line: error.line().max(1),
        column: column.max(1),
        message: format!("this is not JSON: {message}"),
        help: help.to_owned(),
    }
}

/// The value of a key, `null` being none.
pub fn get<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    value.get(key).filter(|value| !value.is_null())
}

/// The text of a key.
pub fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    get(value, key)?.as_str()
}

/// The text of a key; empty where there is none.
pub fn text_or_empty<'v>(value: &'v Value, key: &str) -> &'v str {
    text(value, key).unwrap_or_default()
}

/// A list's values; any other value is a list of itself, and `null` of nothing.
pub fn list(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
    }
}

/// The texts of a key that holds one or several.
pub fn texts<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    list(value.get(key)).iter().filter_map(Value::as_str)
}

/// The identity of something: JSON-LD's `@id`, or `id`.
pub fn id(value: &Value) -> Option<&str> {
    let id = text(value, "id").or_else(|| text(value, "@id"));
    id.filter(|id| !id.is_empty())
}

/// Whether something is of a type: its name with or without a prefix (`oa:`) or an address before it.
pub fn is(value: &Value, kind: &str) -> bool {
    kinds(value).any(|found| found == kind)
}

/// The types of something, without prefixes.
pub fn kinds(value: &Value) -> impl Iterator<Item = &str> {
    texts(value, "type").chain(texts(value, "@type")).map(local)
}

/// The last part of a name: `Annotation` of `oa:Annotation` and of `http://www.w3.org/ns/oa#Annotation`.
pub fn local(name: &str) -> &str {
    name.rsplit(['#', '/', ':']).next().unwrap_or(name)
}

/// What a value is, for messages.
pub fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
