//! What was added and changed, of all items and of the archive as a whole, in one order.
//!
//! Takes only what an editor wrote: `added:` and `changes:` of each file and of the configuration, and notes
//! that are corrections and carry a date. Nothing is derived from files, clocks or earlier builds.

use std::cmp::Reverse;

use crate::model::annotation::Remark;
use crate::model::archive::{Archive, Changed, ItemId, NoteId};
use crate::text::edtf::Edtf;

/// All changes, newest first: on one day those of the archive as a whole, of its items, and corrections
/// beside passages. Undated ones come last.
pub fn all_changes(archive: &Archive) -> Vec<Changed> {
    let own = (0..archive.own_changes.len()).map(|index| Changed::Archive(counted(index)));
    let of_items = archive.ids().flat_map(|id| listed(archive, id));
    let notes = archive.annotations.iter().filter(|id| is_correction(archive, **id));
    let mut changes: Vec<Changed> = own.chain(of_items).chain(notes.map(|id| Changed::Note(*id))).collect();
    put_in_order(archive, &mut changes);
    changes
}

/// The changes of one item, in the same order.
pub fn changes_of(archive: &Archive, id: ItemId) -> Vec<Changed> {
    let notes = archive.notes_of(id).filter(|note| is_correction(archive, *note)).map(Changed::Note);
    let mut changes: Vec<Changed> = listed(archive, id).chain(notes).collect();
    put_in_order(archive, &mut changes);
    changes
}

/// When something was changed; none where that is not known.
pub fn date_of_change(archive: &Archive, changed: Changed) -> Option<&Edtf> {
    let date = match changed {
        Changed::Archive(index) => &archive.own_changes[index as usize].date,
        Changed::Item(id, index) => &archive.item(id).changes[index as usize].date,
        Changed::Note(id) => &archive.annotation(id).date,
    };
    date.as_ref().filter(|date| !date.is_unknown())
}

fn listed(archive: &Archive, id: ItemId) -> impl Iterator<Item = Changed> + use<> {
    (0..archive.item(id).changes.len()).map(move |index| Changed::Item(id, counted(index)))
}

fn is_correction(archive: &Archive, id: NoteId) -> bool {
    let annotation = archive.annotation(id);
    annotation.kind == Remark::Correction && annotation.date.is_some()
}

fn counted(index: usize) -> u32 {
    u32::try_from(index).expect("a file has fewer than 4 billion entries")
}

fn put_in_order(archive: &Archive, changes: &mut [Changed]) {
    changes.sort_by_cached_key(|changed| {
        let key = date_of_change(archive, *changed).map(|date| Reverse(date.sort_key()));
        (key.is_none(), key, on_one_day(*changed))
    });
}

/// The order on one day: of one file the entry that stands last is the newest.
fn on_one_day(changed: Changed) -> (u8, u32, Reverse<u32>) {
    match changed {
        Changed::Archive(index) => (0, 0, Reverse(index)),
        Changed::Item(id, index) => (1, id.0, Reverse(index)),
        Changed::Note(id) => (2, id.article.0, Reverse(id.index)),
    }
}
