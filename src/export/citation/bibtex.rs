//! Records as BibTeX, for biblatex and for classic BibTeX alike.
//!
//! Owns the escaping, so that no text of a record ends a field early, and the keys. `date` takes what
//! biblatex reads: EDTF of level 1. `year`, for classic BibTeX, is there only if it is certain; what
//! neither can say is in `note`.

use std::collections::BTreeMap;

use crate::export::citation::date::{Certain, certain, is_level_1, is_plain, remark};
use crate::export::citation::name::{Name, name};
use crate::export::citation::record::{Kind, Record};

/// Writes a `.bib` file, an entry for each record in their order. Keys are the records' with what BibTeX
/// does not allow spelt out, and no two are alike.
pub fn bibtex<'a>(records: impl IntoIterator<Item = Record<'a>>) -> String {
    let mut keys = Keys::new();
    let entries: Vec<String> =
        records.into_iter().map(|record| entry(&record, &unused(&mut keys, &key(record.key)))).collect();
    entries.join("\n")
}

fn entry(record: &Record<'_>, key: &str) -> String {
    let mut fields = Fields(String::new());
    fields.braced("author", &authors(record));
    if !record.title.trim().is_empty() {
        // A second pair of braces keeps the headline's capitals.
        fields.braced("title", &format!("{{{}}}", escaped(record.title)));
    }
    fields.text(outlet_field(record.kind), record.outlet);
    dates(record, &mut fields);
    fields.braced("url", &address(record.address()));
    if let Some(accessed) = record.accessed.filter(|date| is_level_1(date.edtf)) {
        fields.braced("urldate", &accessed.edtf.to_string());
    }
    match babel(record.lang) {
        Some(language) => fields.text("langid", language),
        None => fields.text("language", record.lang),
    }
    fields.text("note", &note(record));
    format!("@{}{{{key},\n{}}}\n", entry_type(record.kind), fields.0)
}

fn entry_type(kind: Kind) -> &'static str {
    match kind {
        Kind::NewspaperArticle | Kind::MagazineArticle | Kind::JournalArticle => "article",
        Kind::Report => "report",
        Kind::WebPage | Kind::BlogPost | Kind::Post => "online",
    }
}

fn outlet_field(kind: Kind) -> &'static str {
    match kind {
        Kind::NewspaperArticle | Kind::MagazineArticle | Kind::JournalArticle => "journal",
        Kind::Report => "institution",
        Kind::WebPage | Kind::BlogPost | Kind::Post => "organization",
    }
}

fn dates(record: &Record<'_>, fields: &mut Fields) {
    let Some(date) = record.date else { return };
    if is_level_1(date.edtf) {
        fields.braced("date", &date.edtf.to_string());
    }
    if let Certain { year: Some(year @ 1..), .. } = certain(date.edtf) {
        fields.braced("year", &year.to_string());
    }
}

/// What no field can say.
fn note(record: &Record<'_>) -> String {
    let date = record.date.filter(|date| !date.edtf.is_unknown() && !is_plain(date.edtf));
    let via = (!record.via.is_empty()).then(|| format!("via {}", record.via.join(", ")));
    let archived = Some(record.archived_url).filter(|url| !url.is_empty() && *url != record.address());
    let page = Some(record.archive_url).filter(|url| !url.is_empty() && *url != record.address());
    let notes = [
        via,
        date.map(|date| remark("published", date)),
        archived.map(|url| format!("archived at {url}")),
        page.map(|url| format!("record in {}: {url}", record.archive_title)),
    ];
    notes.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn authors(record: &Record<'_>) -> String {
    let names = record.authors.iter().filter_map(name).map(|name| match name {
        Name::Whole(text) => format!("{{{}}}", escaped(text)),
        Name::Person { given, particle, family, suffix } => {
            let family = [particle, guarded(family).as_str()].join(" ").trim().to_owned();
            let parts = [family, escaped(suffix), guarded(given)];
            let parts = parts.iter().filter(|part| !part.is_empty());
            parts.map(String::as_str).collect::<Vec<_>>().join(", ")
        }
    });
    names.collect::<Vec<_>>().join(" and ")
}

/// A part of a name; in braces where its words would be read as particles or joints.
fn guarded(part: &str) -> String {
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let text = escaped(part);
    if part.split_whitespace().any(is_small) { format!("{{{text}}}") } else { text }
}

struct Fields(String);

impl Fields {
    fn text(&mut self, field: &str, text: &str) {
        self.braced(field, &escaped(text));
    }

    /// Takes a value in which braces are in pairs.
    fn braced(&mut self, field: &str, value: &str) {
        if !value.is_empty() {
            self.0.push_str(&format!("  {field} = {{{value}}},\n"));
        }
    }
}

/// A text in one line in which TeX sees no command and BibTeX no brace. A brace is named: BibTeX counts
/// those that a backslash escapes, too.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match char {
            '\\' => escaped.push_str("{\\textbackslash}"),
            '{' => escaped.push_str("{\\textbraceleft}"),
            '}' => escaped.push_str("{\\textbraceright}"),
            '~' => escaped.push_str("{\\textasciitilde}"),
            '^' => escaped.push_str("{\\textasciicircum}"),
            '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', char]),
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}

/// An address, which TeX takes as it stands, with what would end the field as its bytes.
fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for char in url.trim().chars() {
        match char {
            '{' | '}' | '\\' | ' ' => address.push_str(&format!("%{:02X}", u32::from(char))),
            char if char.is_control() || char.is_whitespace() => {}
            char => address.push(char),
        }
    }
    address
}

/// A key of letters, figures and a few signs of ASCII; other characters as their numbers.
fn key(key: &str) -> String {
    let mut safe = String::with_capacity(key.len());
    for char in key.chars() {
        match char {
            '-' | '_' | '.' | '/' | ':' | '+' => safe.push(char),
            char if char.is_ascii_alphanumeric() => safe.push(char),
            char => safe.push_str(&format!("u{:x}", u32::from(char))),
        }
    }
    if safe.is_empty() { "record".to_owned() } else { safe }
}

/// Keys given so far, in small letters (BibTeX tells no capitals), and how often each was asked for.
type Keys = BTreeMap<String, u64>;

fn unused(keys: &mut Keys, key: &str) -> String {
    let asked = keys.entry(key.to_lowercase()).or_default();
    *asked += 1;
    if *asked == 1 {
        return key.to_owned();
    }
    let next = format!("{key}-{asked}");
    unused(keys, &next)
}

/// What babel and polyglossia call a language.
fn babel(lang: &str) -> Option<&'static str> {
    let base = lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    Some(match base.as_str() {
        "ar" => "arabic",
        "de" => "german",
        "en" => "english",
        "es" => "spanish",
        "fa" => "persian",
        "fr" => "french",
        "it" => "italian",
        "ja" => "japanese",
        "kk" => "kazakh",
        "ko" => "korean",
        "nl" => "dutch",
        "pl" => "polish",
        "pt" => "portuguese",
        "ru" => "russian",
        "tr" => "turkish",
        "ug" => "uyghur",
        "uk" => "ukrainian",
        "zh" => "chinese",
        _ => return None,
    })
}
