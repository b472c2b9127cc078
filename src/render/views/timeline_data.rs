//! The timeline for programs: every entry with its addresses, handed to the forms that write it.

use crate::export::timeline::{self, Format, Moment};
use crate::model::archive::{Facts, ItemId, NoteId};
use crate::model::timeline::{Entry, Subject};
use crate::render::views::Views;
use crate::render::views::entries::Detail;
use crate::render::views::rows::article_facts;
use crate::text::words::one_line;

/// What an entry says, with the texts that are made for it.
#[derive(Default)]
struct Told<'a> {
    title: String,
    summary: &'a str,
    path: String,
    source: &'a str,
    speaker: &'a str,
    position: &'a str,
    claim: &'a str,
    passages: Vec<(String, String)>,
    note: &'a str,
}

impl Views<'_> {
    /// The whole timeline in a form for programs.
    pub(super) fn timeline_data(&self, format: Format) -> Vec<u8> {
        let archive = self.shelf.archive;
        let entries = &archive.timeline.entries;
        let ids: Vec<String> =
            entries.iter().map(|entry| self.entry_id(entry).split_off("e-".len())).collect();
        let told: Vec<Told<'_>> = entries.iter().map(|entry| self.told(entry)).collect();
        let urls: Vec<String> = told.iter().map(|told| self.address(&told.path)).collect();
        let concerns: Vec<Vec<(&'static str, &str)>> =
            entries.iter().map(|entry| self.named(&entry.concerns)).collect();
        let moment = |place: usize| {
            let (entry, told) = (&entries[place], &told[place]);
            Moment {
                role: entry.role,
                id: &ids[place],
                date: entry.date.as_ref(),
                is_given: entry.is_given,
                disputed: entry.disputed,
                given: &entry.given,
                title: &told.title,
                summary: told.summary,
                url: &urls[place],
                source: told.source,
                speaker: told.speaker,
                position: told.position,
                claim: told.claim,
                passages: &told.passages,
                concerns: &concerns[place],
                note: told.note,
            }
        };
        let moments: Vec<Moment<'_>> = (0..entries.len()).map(moment).collect();
        let text = match format {
            Format::Json => timeline::json(self.phrases, &self.config.title, &moments),
            Format::Calendar => timeline::ics(self.phrases, &self.config.title, &moments),
            Format::Csv => timeline::csv(self.phrases, &moments),
        };
        text.into_bytes()
    }

    fn told(&self, entry: &Entry) -> Told<'_> {
        match entry.subject {
            Subject::Item(id) => self.told_of_item(id),
            Subject::Statement(id) => self.told_of_statement(id),
        }
    }

    fn told_of_item(&self, id: ItemId) -> Told<'_> {
        let archive = self.shelf.archive;
        let item = archive.item(id);
        let note = match &item.details {
            Facts::Event(facts) => facts.date_note.as_str(),
            _ => "",
        };
        let standing = |id: &&NoteId| archive.annotation(**id).anchor.run().is_some();
        let passages = archive.references(id).attestations.iter().filter(standing);
        Told {
            title: item.title.clone(),
            summary: &item.summary,
            path: self.plan.routes.item(id).to_owned(),
            source: self.name_of_outlet(id),
            passages: passages.map(|id| self.passage_of(*id)).collect(),
            note,
            ..Told::default()
        }
    }

    fn told_of_statement(&self, id: NoteId) -> Told<'_> {
        let archive = self.shelf.archive;
        let Some(statement) = &archive.annotation(id).evidence.statement else {
            return Told::default();
        };
        Told {
            title: self.title_of_statement(id, Detail::Full),
            path: self.plan.routes.item(statement.claim).to_owned(),
            source: self.name_of_outlet(id.article),
            speaker: statement.speaker.map_or("", |speaker| &archive.item(speaker).title),
            position: &statement.position,
            claim: &archive.item(statement.claim).title,
            passages: vec![self.passage_of(id)],
            ..Told::default()
        }
    }

    fn name_of_outlet(&self, article: ItemId) -> &str {
        let archive = self.shelf.archive;
        let source = article_facts(&archive.item(article).details).and_then(|facts| facts.source);
        source.map_or("", |source| &archive.item(source).title)
    }

    /// The words of a passage, and the address of its annotation.
    fn passage_of(&self, id: NoteId) -> (String, String) {
        let archive = self.shelf.archive;
        let annotation = archive.annotation(id);
        let item = archive.item(id.article);
        let words = annotation.anchor.run().map_or(annotation.quote.as_str(), |run| item.body.words(run));
        (one_line(words), self.address(&self.note_path(id)))
    }

    /// A full address where the site has one; else the way from the folder of the timeline.
    fn address(&self, path: &str) -> String {
        let (page, fragment) = path.split_once('#').map_or((path, None), |(page, part)| (page, Some(part)));
        let address = self.canonical(page).unwrap_or_else(|| format!("{}{page}", self.root));
        match fragment {
            Some(fragment) => format!("{address}#{fragment}"),
            None => address,
        }
    }

    fn named(&self, ids: &[ItemId]) -> Vec<(&'static str, &str)> {
        let item = |id: &ItemId| self.shelf.archive.item(*id);
        ids.iter().map(item).map(|item| (item.kind.name(), item.title.as_str())).collect()
    }
}
