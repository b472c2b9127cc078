//! What Hypothes.is gives: rows of its API, and the file that its client exports.
//!
//! Notes that not everybody may read become drafts: only what is shared with `group:__world__` is public
//! for certain, for of any other group a row does not tell who can read it. A reply stands on the passage
//! of the annotation that it answers, and is a draft where that is one.

use serde_json::Value;

use crate::import::body::{account, visible};
use crate::import::detect::Batch;
use crate::import::id::id as entry_id;
use crate::import::json::{get, id, list, text, text_or_empty, texts};
use crate::import::position::Unit;
use crate::import::selector::{Passage, passage};
use crate::import::{Aside, Imported, Read};
use crate::model::annotation::{Entry, Remark};
use crate::text::address::is_web_address;
use crate::text::moment::Moment;

/// Reads one row.
pub fn read(row: &Value, batch: &Batch) -> Read {
    let note = text_or_empty(row, "text");
    if !row.is_object() || get(row, "uri").is_none() && get(row, "target").is_none() {
        return Read::skip(note, "it is no row of Hypothes.is: it has neither `uri` nor `target`");
    }
    let ancestors: Vec<&Value> = ancestors(row, batch);
    let is_reply = texts(row, "references").next().is_some();
    if is_reply && note.trim().is_empty() {
        return Read::skip(note, "it is a reply without words");
    }
    let found = match of_row(row) {
        Err(_) if is_reply => of_answered(&ancestors),
        found => found,
    };
    let passage = match found {
        Ok(passage) if !passage.quote.exact.trim().is_empty() => passage,
        Ok(_) => return Read::skip(note, "the words of its passage are empty"),
        Err(why) => return Read::skip(note, why),
    };
    let is_draft = is_private(row) || ancestors.iter().any(|row| is_private(row));
    let (date, asides) = date(row);
    let (address, position) = (address(row, &passage), passage.position);
    let entry = Entry { date, draft: is_draft, ..entry(row, passage, is_reply) };
    Read { annotations: vec![Imported { entry, target: address, position }], skipped: asides }
}

fn entry(row: &Value, passage: Passage, is_reply: bool) -> Entry {
    let note = visible(text_or_empty(row, "text").trim_end());
    let is_highlight = note.trim().is_empty() && !is_reply;
    let given = id(row).unwrap_or_default();
    Entry {
        id: entry_id("h-", given),
        quote: passage.quote.exact,
        prefix: passage.quote.prefix,
        suffix: passage.quote.suffix,
        kind: if is_highlight { Remark::Highlight } else { Remark::Comment },
        note: if is_highlight { String::new() } else { note },
        by: author(row),
        tags: tags(row),
        origin: origin(row, given),
        ..Entry::default()
    }
}

/// The rows that a reply answers, as far as they are in the file, the first one first.
fn ancestors<'v>(row: &Value, batch: &Batch<'v>) -> Vec<&'v Value> {
    texts(row, "references").filter_map(|wanted| batch.by_id(wanted)).collect()
}

fn of_row(row: &Value) -> Result<Passage, String> {
    match list(get(row, "target")).first() {
        Some(target) => passage(target, Unit::Utf16),
        None => Err("it is on a whole page, not on a passage".to_owned()),
    }
}

fn of_answered(ancestors: &[&Value]) -> Result<Passage, String> {
    match ancestors.iter().find_map(|row| of_row(row).ok()) {
        Some(passage) => Ok(passage),
        None if ancestors.is_empty() => Err("it answers an annotation that is not in the file".to_owned()),
        None => Err("it answers an annotation without a passage".to_owned()),
    }
}

/// Whether not everybody may read it, for certain.
fn is_private(row: &Value) -> bool {
    let is_public =
        get(row, "permissions").is_some_and(|found| texts(found, "read").any(|who| who == "group:__world__"));
    let is_hidden = get(row, "hidden").is_some_and(|hidden| hidden != &Value::Bool(false));
    let is_held =
        text(row, "moderation_status").is_some_and(|status| !status.eq_ignore_ascii_case("approved"));
    !is_public || is_hidden || is_held
}

fn address(row: &Value, passage: &Passage) -> String {
    text(row, "uri").map_or_else(|| passage.source.clone(), str::to_owned)
}

fn author(row: &Value) -> String {
    let shown = get(row, "user_info").and_then(|info| text(info, "display_name"));
    let shown = shown.map(str::trim).filter(|name| !name.is_empty());
    shown.map_or_else(|| account(text_or_empty(row, "user")), str::to_owned)
}

fn tags(row: &Value) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in texts(row, "tags").map(str::trim) {
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn origin(row: &Value, given: &str) -> String {
    let links = get(row, "links");
    let link = links.and_then(|links| text(links, "html").or_else(|| text(links, "incontext")));
    let link = link.filter(|link| is_web_address(link));
    match link {
        Some(link) => link.to_owned(),
        None if given.is_empty() => String::new(),
        None => format!("https://hypothes.is/a/{given}"),
    }
}

fn date(row: &Value) -> (String, Vec<Aside>) {
    let given = text(row, "created").or_else(|| text(row, "updated")).unwrap_or_default();
    match Moment::parse(given) {
        Some(moment) => (moment.to_string(), Vec::new()),
        None if given.is_empty() => (String::new(), Vec::new()),
        None => {
            let why = "its date cannot be read, and was left out".to_owned();
            (String::new(), vec![Aside { what: given.to_owned(), why }])
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::import::{Format, Import, TextPosition, Unit, read};
    use crate::model::annotation::Remark;
    use serde_json::{Value, json};

    fn row(id: &str, more: &Value) -> Value {
        let mut row = json!({
            "id": id,
            "created": "2021-02-05T10:11:12.123456+00:00",
            "updated": "2021-03-05T10:11:12.123456+00:00",
            "user": "acct:harbour@hypothes.is",
            "user_info": {"display_name": null},
            "uri": "https://example.org/news/1",
            "text": "Who *counted*?",
            "tags": ["figures", "figures", " "],
            "group": "__world__",
            "permissions": {"read": ["group:__world__"], "update": ["acct:harbour@hypothes.is"]},
            "target": [{"source": "https://example.org/news/1", "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 1, "endOffset": 9},
                {"type": "TextPositionSelector", "start": 412, "end": 430},
                {"type": "TextQuoteSelector", "exact": "eleven boats", "prefix": "of ", "suffix": " in"}]}],
            "document": {"title": ["Boats"]},
            "links": {"html": format!("https://hypothes.is/a/{id}"), "incontext": format!("https://hyp.is/{id}/example.org")},
            "flagged": false, "hidden": false
        });
        for (key, value) in more.as_object().unwrap() {
            row[key] = value.clone();
        }
        row
    }

    fn import(rows: &[Value]) -> Import {
        read(&json!({"total": rows.len(), "rows": rows}).to_string()).unwrap()
    }

    #[test]
    fn a_row_becomes_an_entry() {
        let import = import(&[row("abc", &json!({}))]);
        assert_eq!((import.format, import.skipped.len()), (Format::Hypothesis, 0));
        let [found] = &import.annotations[..] else { panic!("{import:?}") };
        assert_eq!(found.target, "https://example.org/news/1");
        assert_eq!(found.position, Some(TextPosition { start: 412, end: 430, unit: Unit::Utf16 }));
        let entry = &found.entry;
        assert_eq!((entry.id.as_str(), entry.by.as_str()), ("h-abc", "harbour"));
        assert_eq!(
            (entry.quote.as_str(), entry.prefix.as_str(), entry.suffix.as_str()),
            ("eleven boats", "of ", " in")
        );
        assert_eq!((entry.date.as_str(), entry.note.as_str()), ("2021-02-05T10:11:12Z", "Who *counted*?"));
        assert_eq!(
            (entry.kind, entry.draft, &entry.tags[..]),
            (Remark::Comment, false, &["figures".to_owned()][..])
        );
        assert_eq!(entry.origin, "https://hypothes.is/a/abc");
    }

    #[test]
    fn every_shape_of_file_is_read_alike() {
        let rows = [row("abc", &json!({})), row("AbC", &json!({}))];
        let expected = import(&rows).annotations;
        assert_eq!(expected.len(), 2);
        assert_ne!(expected[0].entry.id, expected[1].entry.id);
        let export = json!({"export_date": "2024-01-02T03:04:05.678Z", "export_userid": "acct:harbour@hypothes.is",
            "client_version": "1.1500.0", "uri": "https://example.org/news/1", "title": "Boats",
            "groups": [], "annotations": rows});
        for text in [json!(rows).to_string(), export.to_string(), format!("\u{feff}{export:#}")] {
            assert_eq!(read(&text).unwrap().annotations, expected);
        }
        assert_eq!(read(&rows[0].to_string()).unwrap().annotations[..], expected[..1]);
    }

    #[test]
    fn what_not_everybody_may_read_is_a_draft() {
        for more in [
            json!({"permissions": {"read": ["acct:harbour@hypothes.is"]}}),
            json!({"permissions": {"read": ["group:Xy12"]}, "group": "Xy12"}),
            json!({"permissions": null}),
            json!({"hidden": true}),
            json!({"moderation_status": "DENIED"}),
        ] {
            assert!(import(&[row("abc", &more)]).annotations[0].entry.draft, "{more}");
        }
        assert!(!import(&[row("abc", &json!({"moderation_status": "APPROVED"}))]).annotations[0].entry.draft);
    }

    #[test]
    fn replies_stand_on_the_passage_that_they_answer() {
        let page = json!([{"source": "https://example.org/news/1"}]);
        let reply =
            |id: &str, to: &[&str]| row(id, &json!({"references": to, "target": page, "text": "Yes."}));
        let private = row("root", &json!({"permissions": {"read": ["acct:harbour@hypothes.is"]}}));
        let import = import(&[
            reply("first", &["root"]),
            private,
            reply("second", &["root", "first"]),
            reply("lost", &["gone"]),
            row("note", &json!({"target": page})),
            reply("third", &["note"]),
        ]);
        let found: Vec<(&str, bool)> =
            import.annotations.iter().map(|found| (found.entry.quote.as_str(), found.entry.draft)).collect();
        assert_eq!(found, [("eleven boats", true); 3]);
        let why: Vec<&str> = import.skipped.iter().map(|skipped| skipped.why.as_str()).collect();
        assert_eq!(
            why,
            [
                "it answers an annotation that is not in the file",
                "it is on a whole page, not on a passage",
                "it answers an annotation without a passage",
            ]
        );
        assert_eq!(
            (import.skipped[1].which.as_str(), import.skipped[1].what.as_str()),
            ("note", "Who *counted*?")
        );
    }

    #[test]
    fn highlights_and_odd_rows() {
        let import = import(&[
            row("light", &json!({"text": "", "tags": []})),
            row(
                "named",
                &json!({"user_info": {"display_name": "The Harbour"}, "text": "90%% of", "links": {}}),
            ),
            row("cut", &json!({"target": [{"source": "x", "selector": [{"type": "RangeSelector"}]}]})),
            row(
                "wrong",
                &json!({"target": [{"source": "x", "selector": [{"type": "TextQuoteSelector", "exact": 5}]}]}),
            ),
            json!("words"),
            row("when", &json!({"created": "yesterday"})),
            row("light", &json!({"text": "", "tags": []})),
        ]);
        let entries: Vec<_> = import.annotations.iter().map(|found| &found.entry).collect();
        assert_eq!((entries[0].kind, entries[0].note.as_str()), (Remark::Highlight, ""));
        assert_eq!((entries[1].by.as_str(), entries[1].note.as_str()), ("The Harbour", "90\\%\\% of"));
        assert_eq!(entries[1].origin, "https://hypothes.is/a/named");
        assert_eq!((entries[2].id.as_str(), entries[2].date.as_str()), ("h-when", ""));
        assert_eq!(entries.len(), 3);
        let why: Vec<&str> = import.skipped.iter().map(|skipped| skipped.why.as_str()).collect();
        assert_eq!(
            why,
            [
                "it does not quote the words of its passage, but has only `RangeSelector`",
                "`exact` of its `TextQuoteSelector` is a number, not text",
                "it is no row of Hypothes.is: it has neither `uri` nor `target`",
                "its date cannot be read, and was left out",
                "it stands in the file twice",
            ]
        );
        assert_eq!(import.skipped[2].which, "number 5");
    }
}
