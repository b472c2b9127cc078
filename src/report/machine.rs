//! Diagnostics as JSON: one object with a list, for editors and continuous integration.

use serde_json::json;

use crate::diag::Diagnostic;

/// All diagnostics as one JSON document; lines and columns count from 1, columns in
/// characters. `source` is the line, or what stands around the place in a long one; `source_column` is
/// the column that it begins at.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let list: Vec<serde_json::Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let position = diagnostic.position.as_ref();
            json!({
                "severity": diagnostic.severity.name(),
                "code": diagnostic.code.name(),
                "message": diagnostic.message,
                "help": diagnostic.help,
                "file": diagnostic.path,
                "line": position.map(|position| position.line),
                "column": position.map(|position| position.column),
                "length": diagnostic.length,
                "source": position.map(|position| &position.text),
                "source_column": position.map(|position| position.from),
            })
        })
        .collect();
    let (errors, warnings) = super::count(diagnostics);
    let document = json!({ "version": 1, "errors": errors, "warnings": warnings, "diagnostics": list });
    serde_json::to_string_pretty(&document).expect("plain data can be written as JSON")
}
