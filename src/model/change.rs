//! What became of an item, or of the archive, since its readers have it: as its editor tells it.

use crate::text::edtf::Edtf;
use crate::text::slug::slugify;
use crate::text::span::Spanned;

/// One entry of `changes:`, or what `added:` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Unique among the changes of one file, and the same for as long as the entry keeps date and kind.
    pub id: String,
    /// None where it is not known.
    pub date: Option<Edtf>,
    pub kind: Alteration,
    /// Plain text; empty where nothing is said.
    pub note: Spanned<String>,
}

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Alteration {
    /// It entered the archive.
    Added,
    /// A mistake of the archive's was mended.
    Corrected,
    /// The archive gives it another date.
    Redated,
    /// There is more of it.
    Extended,
    /// Anything else.
    #[default]
    Revised,
    /// It, or a part of it, was taken out.
    Withdrawn,
    /// What was taken out is back.
    Restored,
}

impl Alteration {
    pub const ALL: [Alteration; 7] = [
        Alteration::Added,
        Alteration::Corrected,
        Alteration::Redated,
        Alteration::Extended,
        Alteration::Revised,
        Alteration::Withdrawn,
        Alteration::Restored,
    ];

    /// The words for them, as in an entry's `kind`; counts as [`Alteration::ALL`] does.
    pub const NAMES: [&str; 7] =
        ["added", "corrected", "re-dated", "extended", "revised", "withdrawn", "restored"];

    /// The word for it.
    pub fn name(self) -> &'static str {
        Alteration::NAMES[self as usize]
    }

    pub fn of_name(name: &str) -> Option<Alteration> {
        Alteration::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Change {
    /// A change that has no id yet: see [`name_all`].
    pub fn new(date: Option<Edtf>, kind: Alteration, note: Spanned<String>) -> Change {
        Change { id: String::new(), date, kind, note }
    }

    /// The fragment of its permanent link on the page that tells of it.
    pub fn fragment(&self) -> String {
        format!("_change-{}", self.id)
    }
}

/// When the archive took in what these changes are of; none where they do not say.
pub fn added(changes: &[Change]) -> Option<&Edtf> {
    let added = changes.iter().find(|change| change.kind == Alteration::Added);
    added.and_then(|change| change.date.as_ref()).filter(|date| !date.is_unknown())
}

/// Gives the changes of one file their ids: `2026-11-21-corrected`, and a number where several have one
/// date and kind.
pub fn name_all(changes: &mut [Change]) {
    let mut taken: Vec<String> = Vec::with_capacity(changes.len());
    for change in changes {
        let date = change.date.as_ref().filter(|date| !date.is_unknown());
        let date = date.map_or_else(|| "undated".to_owned(), |date| slugify(&date.to_string()));
        let plain = format!("{date}-{}", change.kind.name());
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let mut candidates = std::iter::once(plain.clone()).chain(numbered);
        let id = candidates.find(|id| !taken.contains(id)).expect("there is always another number");
        taken.push(id.clone());
        change.id = id;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_kinds_in_their_order() {
        for (kind, name) in Alteration::ALL.into_iter().zip(Alteration::NAMES) {
            assert_eq!((kind.name(), Alteration::of_name(name)), (name, Some(kind)));
        }
    }

    #[test]
    fn ids_are_of_date_and_kind_and_unique() {
        let change =
            |date: &str, kind: Alteration| Change::new(Edtf::parse(date).ok(), kind, Spanned::default());
        let mut changes = [
            change("2026-11-21", Alteration::Added),
            change("2026-11-21", Alteration::Redated),
            change("2026-11-21", Alteration::Redated),
            change("[..2026-11-20]", Alteration::Revised),
            change("XXXX", Alteration::Revised),
            change("", Alteration::Revised),
        ];
        name_all(&mut changes);
        let ids: Vec<&str> = changes.iter().map(|change| change.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "2026-11-21-added",
                "2026-11-21-re-dated",
                "2026-11-21-re-dated-2",
                "2026-11-20-revised",
                "undated-revised",
                "undated-revised-2"
            ]
        );
        assert_eq!(added(&changes), Edtf::parse("2026-11-21").ok().as_ref());
        assert_eq!(added(&changes[1..]), None);
    }
}
