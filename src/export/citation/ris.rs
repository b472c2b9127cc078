//! Records as RIS, the tagged format that reference managers have in common.
//!
//! Owns the tags. Lines end with CR and LF, values are of one line. `PY` and `DA` hold certain parts of a
//! date only; a date that is more or less than its certain parts is in a note, as EDTF too.

use crate::export::citation::date::{Certain, certain, is_plain, remark};
use crate::export::citation::name::{Name, name};
use crate::export::citation::record::{Author, Kind, Record};

/// Writes a `.ris` file, the records in their order.
pub fn ris<'a>(records: impl IntoIterator<Item = Record<'a>>) -> String {
    let mut out = String::new();
    for record in records {
        put_record(&mut out, &record);
    }
    out
}

fn put_record(out: &mut String, record: &Record<'_>) {
    put(out, "TY", reference_type(record.kind));
    put(out, "ID", record.key);
    put(out, "TI", record.title);
    for author in record.authors {
        put(out, "AU", &author_text(author));
    }
    put(out, "T2", record.outlet);
    put_dates(out, record);
    put(out, "UR", record.address());
    put(out, "LA", record.lang);
    put(out, "DB", record.archive_title);
    put_notes(out, record);
    out.push_str("ER  - \r\n\r\n");
}

fn put_dates(out: &mut String, record: &Record<'_>) {
    if let Some(certain) = record.date.map(|date| certain(date.edtf)) {
        if let Some(year @ 1..=9_999) = certain.year {
            put(out, "PY", &format!("{year:04}"));
        }
        put(out, "DA", &slashed(certain));
    }
    if let Some(accessed) = record.accessed.filter(|_| !record.address().is_empty()) {
        put(out, "Y2", &slashed(certain(accessed.edtf)));
    }
}

/// `2021/02/05/`: year, month, day and whatever else, those not known empty.
fn slashed(certain: Certain) -> String {
    let two = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    match certain.year {
        Some(year @ 1..=9_999) => format!("{year:04}/{}/{}/", two(certain.month), two(certain.day)),
        _ => String::new(),
    }
}

fn put_notes(out: &mut String, record: &Record<'_>) {
    if !record.via.is_empty() {
        put(out, "N1", &format!("via {}", record.via.join(", ")));
    }
    if let Some(date) = record.date.filter(|date| !date.edtf.is_unknown() && !is_plain(date.edtf)) {
        put(out, "N1", &remark("published", date));
    }
    let differs = |url: &&str| !url.is_empty() && *url != record.address();
    if let Some(url) = Some(record.archived_url).filter(differs) {
        put(out, "N1", &format!("archived at {url}"));
    }
    if let Some(url) = Some(record.archive_url).filter(differs) {
        put(out, "N1", &format!("record in {}: {url}", record.archive_title));
    }
}

fn reference_type(kind: Kind) -> &'static str {
    match kind {
        Kind::NewspaperArticle => "NEWS",
        Kind::MagazineArticle => "MGZN",
        Kind::JournalArticle => "JOUR",
        Kind::Report => "RPRT",
        Kind::WebPage | Kind::Post => "ELEC",
        Kind::BlogPost => "BLOG",
    }
}

/// `van Brugen, Isabel`; a name that is whole has no comma to be divided at.
fn author_text(author: &Author<'_>) -> String {
    match name(author) {
        None => String::new(),
        Some(Name::Whole(text)) => text.replace(", ", " ").replace(',', " "),
        Some(Name::Person { given, particle, family, suffix }) => {
            let family = [particle, family].join(" ");
            let parts = [family.trim(), given, suffix];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    }
}

fn put(out: &mut String, tag: &str, value: &str) {
    let value: String = value.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if !value.is_empty() {
        out.push_str(&format!("{tag}  - {value}\r\n"));
    }
}
