//! What Recogito exports: Web Annotations without the page's address, as RecogitoJS and Recogito Studio
//! write them, and the form that its editor keeps (`bodies`, selectors with `quote`, `start`, `end`).
//!
//! Positions count UTF-16 code units. Notes in Quill's form become their words.

use serde_json::{Value, json};

use crate::import::Read;
use crate::import::body::Said;
use crate::import::json::{get, list, text};
use crate::import::position::Unit;
use crate::import::web_annotation::{Manner, compose};

/// Reads one annotation.
pub fn read(value: &Value) -> Read {
    let mut said = Said::default();
    said.bodies(get(value, "body").or_else(|| get(value, "bodies")));
    let manner = Manner { prefix: "r-", unit: Unit::Utf16 };
    let target = get(value, "target").filter(|target| target.is_object());
    let Some(target) = target.filter(|target| list(get(target, "selector")).iter().any(is_kept_form)) else {
        return compose(value, said, &manner);
    };
    let mut plain = value.clone();
    for key in ["creator", "created"] {
        if let (None, Some(found)) = (get(value, key), get(target, key)) {
            plain[key] = found.clone();
        }
    }
    let selectors = list(get(target, "selector")).iter().flat_map(standard);
    plain["target"]["selector"] = Value::Array(selectors.collect());
    compose(&plain, said, &manner)
}

/// A selector as the editor keeps it: words and place in one.
fn is_kept_form(selector: &Value) -> bool {
    text(selector, "quote").is_some()
}

fn standard(selector: &Value) -> Vec<Value> {
    let Some(quote) = text(selector, "quote") else {
        return vec![selector.clone()];
    };
    let position =
        json!({"type": "TextPositionSelector", "start": selector.get("start"), "end": selector.get("end")});
    vec![json!({"type": "TextQuoteSelector", "exact": quote}), position]
}

#[cfg(test)]
mod tests {
    use crate::import::{Format, TextPosition, Unit, read};
    use crate::model::annotation::Remark;
    use serde_json::json;

    #[test]
    fn what_the_library_writes() {
        let file = json!([
            {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "#7c1d-4e",
             "body": [
                {"type": "TextualBody", "purpose": "commenting", "value": "Which *port*?\nAnd when?",
                 "creator": {"id": "https://example.org/u/1", "name": "Ada"}, "created": "2020-05-18T09:39:47.582Z"},
                {"type": "TextualBody", "purpose": "replying", "value": "The old one.", "creator": {"name": "Ben"}},
                {"type": "TextualBody", "purpose": "tagging", "value": "Place"}],
             "target": {"selector": [
                {"type": "TextQuoteSelector", "exact": "the port"},
                {"type": "TextPositionSelector", "start": 42, "end": 50}]}},
            {"type": "Annotation", "id": "#7c1d-4f", "body": [],
             "target": {"selector": [{"type": "TextPositionSelector", "start": 1, "end": 2}]}}
        ]);
        let import = read(&file.to_string()).unwrap();
        assert_eq!(import.format, Format::Recogito);
        let [found] = &import.annotations[..] else { panic!("{import:?}") };
        assert_eq!(found.position, Some(TextPosition { start: 42, end: 50, unit: Unit::Utf16 }));
        let entry = &found.entry;
        assert_eq!(
            (entry.id.as_str(), entry.quote.as_str(), found.target.as_str()),
            ("r-7c1d-4e", "the port", "")
        );
        assert_eq!(entry.note, "Which \\*port\\*?\\\nAnd when?\n\nThe old one.");
        assert_eq!((entry.by.as_str(), entry.date.as_str()), ("Ada, Ben", "2020-05-18T09:39:47Z"));
        assert_eq!((entry.kind, &entry.tags[..]), (Remark::Comment, &["Place".to_owned()][..]));
        assert!(import.skipped[0].why.starts_with("it gives the place of a passage without its words"));
    }

    #[test]
    fn what_the_studio_and_its_editor_write() {
        let delta = json!({"ops": [{"insert": "Which "}, {"insert": "port", "attributes": {"bold": true}}, {"insert": "?\n"}]});
        let file = json!([
            {"id": "0b5e", "type": "Annotation", "@context": "http://www.w3.org/ns/anno.jsonld",
             "created": "2023-01-02T03:04:05Z", "creator": {"id": "u1", "name": "Ada"},
             "body": [{"purpose": "commenting", "format": "Quill", "value": delta.to_string()},
                      {"purpose": "tagging", "source": {"id": "https://example.org/t/1", "label": "Harbour"}}],
             "target": {"annotation": "0b5e", "source": "https://example.org/d/1", "selector": [
                {"type": "TextQuoteSelector", "exact": "the port"}, {"type": "TextPositionSelector", "start": 4, "end": 12}]}},
            {"id": "0b5f", "bodies": [{"purpose": "highlighting"}],
             "target": {"annotation": "0b5f", "selector": [{"quote": "the quay", "start": 20, "end": 28}],
                        "creator": {"name": "Ben"}, "created": "2023-01-02T03:04:05Z"}}
        ]);
        let import = read(&file.to_string()).unwrap();
        assert_eq!((import.annotations.len(), import.skipped.len()), (2, 0), "{import:?}");
        let entry = &import.annotations[0].entry;
        assert_eq!(entry.note, "Which port?\n\n[Harbour](<https://example.org/t/1>)");
        assert_eq!(
            (&entry.tags[..], import.annotations[0].target.as_str()),
            (&["Harbour".to_owned()][..], "https://example.org/d/1")
        );
        let entry = &import.annotations[1].entry;
        assert_eq!(
            (entry.kind, entry.quote.as_str(), entry.by.as_str()),
            (Remark::Highlight, "the quay", "Ben")
        );
        assert_eq!(entry.date, "2023-01-02T03:04:05Z");
        assert_eq!(
            import.annotations[1].position.map(|position| (position.start, position.end)),
            Some((20, 28))
        );
    }
}
