//! What was added to the archive and changed in it.

use crate::export;
use crate::export::changes::Row;
use crate::model::archive::{Annotation, Changed, ItemId};
use crate::model::change::Change;
use crate::plan::routes;
use crate::render::metadata::FeedItem;
use crate::render::view::{ChangeRow, ChangesView, Group, LinkView};
use crate::render::views::Views;
use crate::resolve;
use crate::text::edtf;
use crate::text::words::{cut, one_line};

/// The most characters of a note beside a passage: its page has all of it.
const MOST_NOTE: usize = 240;

impl Views<'_> {
    pub(super) fn changes(&self, number: usize) -> ChangesView {
        let all = &self.shelf.archive.changes;
        let months = self.slice(all, number).chunk_by(|one, other| self.month(*one) == self.month(*other));
        let group = |changes: &[Changed]| {
            let (title, id) = self.heading(self.month(changes[0]));
            Group { title, id, rows: changes.iter().map(|changed| self.change_row(*changed)).collect() }
        };
        ChangesView {
            total: all.len(),
            groups: months.map(group).collect(),
            pager: self.pager(routes::CHANGES, number, all.len()),
        }
    }

    /// What became of an item, for its own page.
    pub(super) fn changes_of(&self, id: ItemId) -> Vec<ChangeRow> {
        let changes = resolve::changes_of(self.shelf.archive, id).into_iter();
        changes.map(|changed| ChangeRow { about: None, ..self.change_row(changed) }).collect()
    }

    /// All changes as a table: what the feed says of the newest.
    pub(super) fn changes_table(&self) -> Vec<u8> {
        let archive = self.shelf.archive;
        let items: Vec<FeedItem> =
            (0..).zip(&archive.changes).map(|(place, changed)| self.change_item(place, *changed)).collect();
        let rows = archive.changes.iter().zip(&items).map(|(changed, item)| {
            let (kind, about) = match *changed {
                Changed::Archive(index) => (archive.own_changes[index as usize].kind.name(), None),
                Changed::Item(id, index) => (archive.item(id).changes[index as usize].kind.name(), Some(id)),
                Changed::Note(id) => (archive.annotation(id).kind.name(), Some(id.article)),
            };
            let about = about.map(|id| archive.item(id));
            Row {
                date: item.date.as_ref(),
                kind,
                what: about.map(|item| item.kind.name()).unwrap_or_default(),
                title: about.map(|item| item.title.as_str()).unwrap_or_default(),
                url: &item.url,
                note: &item.summary,
            }
        });
        export::changes::csv(rows).into_bytes()
    }

    fn change_row(&self, changed: Changed) -> ChangeRow {
        let archive = self.shelf.archive;
        match changed {
            Changed::Archive(index) => self.own_row(&archive.own_changes[index as usize], None),
            Changed::Item(id, index) => {
                self.own_row(&archive.item(id).changes[index as usize], Some(self.link(id)))
            }
            Changed::Note(id) => {
                let annotation = archive.annotation(id);
                ChangeRow {
                    kind: annotation.kind.name(),
                    what: self.what(annotation.kind.name()).to_owned(),
                    id: String::new(),
                    date: self.date_view(annotation.date.as_ref()),
                    note: note_words(annotation),
                    about: Some(self.link(id.article)),
                    passage: Some(self.note_path(id)),
                }
            }
        }
    }

    fn own_row(&self, change: &Change, about: Option<LinkView>) -> ChangeRow {
        ChangeRow {
            kind: change.kind.name(),
            what: self.what(change.kind.name()).to_owned(),
            id: change.fragment(),
            date: self.date_view(change.date.as_ref()),
            note: change.note.value.clone(),
            about,
            passage: None,
        }
    }

    /// What was done, in words: a correction beside a passage corrects the report, not the archive.
    pub(super) fn what<'k>(&'k self, kind: &'k str) -> &'k str {
        self.phrases.named("changes.kinds", kind).unwrap_or(kind)
    }

    /// The heading of a month, and its fragment.
    fn heading(&self, month: edtf::Group) -> (String, String) {
        match month {
            edtf::Group::Month { year, month } => {
                (self.phrases.month(year, month), format!("m{year}-{month:02}"))
            }
            edtf::Group::Year { year } => (self.phrases.year_title(year), format!("y{year}")),
            edtf::Group::Undated => {
                (self.phrases.say("list_of_years.undated").to_owned(), "_undated".to_owned())
            }
        }
    }

    fn month(&self, changed: Changed) -> edtf::Group {
        let date = resolve::date_of_change(self.shelf.archive, changed);
        date.map_or(edtf::Group::Undated, edtf::Edtf::group)
    }
}

/// What a note beside a passage says, else the words that it was made on.
pub(super) fn note_words(annotation: &Annotation) -> String {
    let note = one_line(&annotation.note.body.plain);
    if note.is_empty() { format!("“{}”", one_line(&annotation.quote)) } else { cut(&note, MOST_NOTE) }
}
