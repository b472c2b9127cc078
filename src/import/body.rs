//! What an annotation says: notes, tags and own evidence (W3C Web Annotation Data Model, 3.2: Bodies).
//!
//! Bodies whose purpose is tagging become tags, all others the note. A note is Markdown: text in another
//! form is escaped, so that it reads as it was written. Of a choice the first is taken, and the others are
//! told of. A body that is a page elsewhere becomes a link.

use serde_json::Value;

use crate::import::Aside;
use crate::import::json::{describe, get, id, is, kinds, list, local, text, text_or_empty, texts};
use crate::model::annotation::{Entry, EntryFigure, EntryStatement, Remark};
use crate::text::markup::escape;

/// What bodies say.
#[derive(Debug, Default)]
pub struct Said {
    pub notes: Vec<String>,
    pub tags: Vec<String>,
    /// What the notes are for, as far as their purposes say.
    pub remark: Option<Remark>,
    /// Who wrote the bodies, and when the first was written.
    pub by: Vec<String>,
    pub created: String,
    /// Evidence, in the fields of an entry.
    pub evidence: Entry,
    pub asides: Vec<Aside>,
    /// The bodies are this program's own: taken as they are.
    pub is_own: bool,
}

impl Said {
    /// Adds one body or several.
    pub fn bodies(&mut self, value: Option<&Value>) {
        list(value).iter().for_each(|body| self.body(body));
    }

    /// Adds plain text.
    pub fn plain(&mut self, words: &str) {
        self.note(escape(words), None);
    }

    pub fn is_empty(&self) -> bool {
        let evidence = &self.evidence;
        let has_evidence = !evidence.events.is_empty()
            || !evidence.event_date.is_empty()
            || !evidence.entity.is_empty()
            || evidence.statement.is_some();
        self.notes.is_empty() && self.tags.is_empty() && !has_evidence
    }

    fn body(&mut self, body: &Value) {
        match body {
            Value::String(address) if is_address(address) => self.note(link(address, ""), None),
            Value::String(words) => self.plain(words),
            Value::Object(_) if self.is_own && self.evidence(body) => {}
            Value::Object(_) => self.object(body),
            other => {
                self.aside(other.to_string(), format!("a body is {}, not text or an object", describe(other)))
            }
        }
    }

    fn object(&mut self, body: &Value) {
        self.by.extend(names(get(body, "creator")));
        if self.created.is_empty() {
            text_or_empty(body, "created").clone_into(&mut self.created);
        }
        let items = list(get(body, "items").or_else(|| get(body, "item")));
        if is(body, "Choice") && !items.is_empty() {
            return self.choice(items);
        }
        if !items.is_empty() {
            return items.iter().for_each(|item| self.body(item));
        }
        if let Some(value) = get(body, "value").or_else(|| get(body, "chars")) {
            return self.textual(body, value);
        }
        if let Some(source) = get(body, "source") {
            return self.resource(body, source);
        }
        match id(body) {
            Some(address) => self.page(body, address, text_or_empty(body, "label")),
            None if self.has_purpose(body, "highlighting") => {}
            None => self
                .aside(body.to_string(), "a body says nothing: it has no `value`, no `source` and no `id`"),
        }
    }

    fn choice(&mut self, items: &[Value]) {
        let (first, others) = items.split_first().expect("a choice without items is none");
        self.body(first);
        for other in others {
            let mut said = Said::default();
            said.body(other);
            let words = said.notes.into_iter().chain(said.tags).collect::<Vec<_>>().join(" ");
            self.aside(words, "one of several bodies to choose from: the first was taken");
        }
    }

    fn textual(&mut self, body: &Value, value: &Value) {
        let words = match value {
            Value::String(words) => words.clone(),
            Value::Object(_) if text(value, "@value").is_some() => text_or_empty(value, "@value").to_owned(),
            Value::Object(_) if text(value, "label").is_some() => text_or_empty(value, "label").to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Object(_) if get(value, "ops").is_some() => value.to_string(),
            other => {
                return self
                    .aside(other.to_string(), format!("`value` of a body is {}, not text", describe(other)));
            }
        };
        if self.has_purpose(body, "tagging") {
            return self.tag(words);
        }
        let note = if self.is_own { words } else { markdown(words, text_or_empty(body, "format")) };
        self.note(note, self.purpose(body));
    }

    /// A part of a page, or a page with more said of it.
    fn resource(&mut self, body: &Value, source: &Value) {
        for selector in list(get(body, "selector")) {
            if let Some(words) = text(selector, "exact") {
                self.note(format!("> {}", escape(words).replace('\n', "\n> ")), None);
            }
        }
        match source {
            Value::String(address) => self.page(body, address, ""),
            Value::Object(_) => match (id(source), text(source, "label").or_else(|| text(source, "value"))) {
                (Some(address), label) => self.page(body, address, label.unwrap_or_default()),
                (None, Some(words)) if self.has_purpose(body, "tagging") => self.tag(words.to_owned()),
                (None, Some(_)) => self.body(source),
                (None, None) => self.aside(source.to_string(), "the `source` of a body has no `id`"),
            },
            other => self.aside(other.to_string(), format!("the `source` of a body is {}", describe(other))),
        }
    }

    /// A page elsewhere: a link; as a tag its label, where it has one.
    fn page(&mut self, body: &Value, address: &str, label: &str) {
        match (self.has_purpose(body, "tagging"), label) {
            (true, "") => self.tag(address.to_owned()),
            (true, label) => {
                self.tag(label.to_owned());
                self.note(link(address, label), None);
            }
            (false, label) => self.note(link(address, label), self.purpose(body)),
        }
    }

    fn note(&mut self, note: String, remark: Option<Remark>) {
        self.remark = self.remark.or(remark);
        if self.is_own || !note.trim().is_empty() {
            self.notes.push(note);
        }
    }

    fn tag(&mut self, tag: String) {
        let tidy = if self.is_own { tag } else { tag.trim().to_owned() };
        if self.is_own || !tidy.is_empty() && !self.tags.contains(&tidy) {
            self.tags.push(tidy);
        }
    }

    fn aside(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.asides.push(Aside { what: what.into(), why: why.into() });
    }

    fn has_purpose(&self, body: &Value, purpose: &str) -> bool {
        texts(body, "purpose").any(|found| local(found) == purpose)
    }

    fn purpose(&self, body: &Value) -> Option<Remark> {
        let remarks = texts(body, "purpose").filter_map(|purpose| Remark::of_motivation(local(purpose)));
        remarks.into_iter().find(|remark| *remark != Remark::Evidence)
    }

    /// Reads a body of an own type; tells whether it is one.
    fn evidence(&mut self, body: &Value) -> bool {
        let own = |key: &str| text_or_empty(body, key).to_owned();
        let evidence = &mut self.evidence;
        match kinds(body).find(|kind| ["Attestation", "Identification", "Statement"].contains(kind)) {
            Some("Attestation") => {
                evidence.events.extend(text(body, "archive:event").map(str::to_owned));
                evidence.event_date = own("archive:eventDate");
            }
            Some("Identification") => evidence.entity = own("archive:entity"),
            Some("Statement") => {
                evidence.statement = Some(EntryStatement {
                    claim: own("archive:claim"),
                    position: own("archive:position"),
                    speaker: own("archive:speaker"),
                    role: own("archive:role"),
                    said: own("archive:said"),
                    via: texts(body, "archive:via").map(str::to_owned).collect(),
                    figure: get(body, "archive:figure").and_then(figure),
                });
            }
            _ => return false,
        }
        true
    }
}

fn figure(value: &Value) -> Option<EntryFigure> {
    let number = |key: &str| match get(value, key)? {
        Value::String(digits) => digits.parse::<f64>().ok().filter(|number| number.is_finite()),
        other => other.as_f64(),
    };
    let own = |key: &str| text_or_empty(value, key).to_owned();
    Some(EntryFigure {
        value: (number("archive:low")?, number("archive:high")),
        qualifier: own("archive:qualifier"),
        unit: own("archive:unit"),
        counts: own("archive:counts"),
        as_of: own("archive:asOf"),
    })
}

/// The names of those who made something: a text, an object, or several of them.
pub fn names(creators: Option<&Value>) -> impl Iterator<Item = String> {
    let given = |creator: &Value| {
        let keys = ["name", "nickname", "nick", "displayName", "email"];
        let known = keys
            .into_iter()
            .find_map(|key| get(creator, key).and_then(|name| list(Some(name)).first()?.as_str()));
        creator.as_str().or(known).or_else(|| id(creator)).map(account)
    };
    list(creators).iter().filter_map(given).filter(|name| !name.is_empty())
}

/// The name in `acct:name@host` and `mailto:name@host`; any other text as it is.
pub fn account(text: &str) -> String {
    match text.strip_prefix("acct:").or_else(|| text.strip_prefix("mailto:")) {
        Some(rest) => rest.split('@').next().unwrap_or(rest).to_owned(),
        None => text.to_owned(),
    }
}

/// Whether a text is an address: a scheme, and no space.
pub fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(fits)
        && text.len() > scheme.len() + 1
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn link(address: &str, label: &str) -> String {
    let safe = address
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('\\', "%5C")
        .replace(char::is_whitespace, "%20");
    match label {
        "" if is_address(address) => format!("<{safe}>"),
        "" => escape(address),
        label => format!("[{}](<{safe}>)", escape(label).replace('\n', " ")),
    }
}

/// A text as Markdown, by its media type; without one it is plain.
fn markdown(words: String, format: &str) -> String {
    match format {
        "text/markdown" | "text/x-markdown" => visible(&words),
        "text/html" | "application/xhtml+xml" => words,
        _ => match delta(&words) {
            Some(inserted) => escape(&inserted),
            None => escape(&words),
        },
    }
}

/// Markdown of other programs, in which `%%` hides nothing.
pub fn visible(markdown: &str) -> String {
    if !markdown.contains("%%") {
        return markdown.to_owned();
    }
    let mut out = String::with_capacity(markdown.len() + 8);
    for part in markdown.split_inclusive(|c| c != '%') {
        let signs = part.len() - part.trim_start_matches('%').len();
        match signs {
            0 | 1 => out.push_str(part),
            _ => {
                out.push_str(&"\\%".repeat(signs));
                out.push_str(&part[signs..]);
            }
        }
    }
    out
}

/// The words of a Quill document (`{"ops": [{"insert": "words"}]}`), as Recogito Studio keeps its notes.
fn delta(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok().filter(Value::is_object)?;
    let operations = get(&value, "ops")?.as_array()?;
    Some(operations.iter().filter_map(|operation| self::text(operation, "insert")).collect())
}
