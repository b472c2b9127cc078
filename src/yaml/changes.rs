//! `added:` and `changes:`, which every kind of item has, and the archive as a whole.

use crate::model::change::{Alteration, Change, name_all};
use crate::text::span::{Span, Spanned};
use crate::yaml::document::Entry;
use crate::yaml::fields::{Field, Shape};
use crate::yaml::reader::Reader;

/// The fields of an entry of `changes:`.
pub const CHANGE: &[Field] = &[
    Field::new("date", Shape::Date, "When it was changed.").required(),
    Field::new(
        "kind",
        Shape::Choice(&Alteration::NAMES),
        "What was done: `added`, it entered the archive; `corrected`, a mistake of the archive’s was mended; `re-dated`, the archive gives it another date; `extended`, there is more of it; `withdrawn`, it or a part of it was taken out; `restored`, that is back; `revised`, anything else, and what counts if not given.",
    ),
    Field::new("note", Shape::Text, "What was changed, and why: plain text, published as it stands."),
];

/// The changes that a file tells of, `added` first; those that are not clear are left out, and with them
/// the item is held back.
pub fn changes(reader: &mut Reader) -> Vec<Change> {
    let mut changes = listed(reader);
    if let Some(date) = reader.date("added") {
        // An entry may say more of it: one addition is told once.
        let is_told =
            |change: &Change| change.kind == Alteration::Added && change.date.as_ref() == Some(&date.value);
        if !changes.iter().any(is_told) {
            changes.insert(0, Change::new(Some(date.value), Alteration::Added, Spanned::default()));
        }
    }
    name_all(&mut changes);
    changes
}

/// The changes of what has no `added:` of its own.
pub fn own_changes(reader: &mut Reader) -> Vec<Change> {
    let mut changes = listed(reader);
    name_all(&mut changes);
    changes
}

fn listed(reader: &mut Reader) -> Vec<Change> {
    let entries = reader.groups("changes");
    entries.into_iter().filter_map(|(entries, span)| change(reader, entries, span)).collect()
}

fn change(reader: &mut Reader, entries: Vec<Entry>, span: Span) -> Option<Change> {
    let mut inner = Reader::of("change", CHANGE, entries, reader.file());
    inner.year_hint = reader.year_hint;
    inner.require(span);
    let kind = inner.choice("kind").and_then(Alteration::of_name).unwrap_or_default();
    let date = inner.date("date").map(|date| date.value);
    let note = inner.text("note").unwrap_or_default();
    reader.unclear |= inner.unclear;
    reader.problems.append(&mut inner.problems);
    (!inner.unclear).then(|| Change::new(date, kind, note))
}
