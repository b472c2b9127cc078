//! Annotations for programs: W3C Web Annotations in JSON-LD.
//!
//! Selectors and notes are made anew from what is published: the words around a passage as its editor
//! wrote them may be words that are not, and the source of a note may name what its page does not.

use crate::export::markdown::markdown;
use crate::export::web_annotation::{Exported, collection};
use crate::model::annotation::{Entry, EntryFigure, EntryStatement, Figure};
use crate::model::archive::{Annotation, Item, ItemId, Note, Target};
use crate::model::body::Run;
use crate::model::draft::Statement;
use crate::plan::routes;
use crate::render::views::Views;
use crate::text::address::encode_path;
use crate::text::edtf::Edtf;
use crate::text::words::one_line;

/// How many characters of the text stand in a selector before and after the passage, at most.
const REACH: usize = 32;

/// An annotation on its way out, with everything that it refers to.
struct Leaving {
    id: String,
    source: String,
    entry: Entry,
    note: String,
    position: Option<(u32, u32)>,
    links: Vec<(String, String)>,
}

impl Views<'_> {
    /// The annotations of an article.
    pub(super) fn web_annotations(&self, article: ItemId) -> Vec<u8> {
        let item = self.shelf.archive.item(article);
        self.write_collection(&routes::item_folder(item), &item.title, &[article])
    }

    /// All annotations, by their articles, newest first.
    pub(super) fn all_web_annotations(&self) -> Vec<u8> {
        let archive = self.shelf.archive;
        let annotated = archive.articles.iter().filter(|id| !archive.item(**id).annotations.is_empty());
        self.write_collection(routes::ANNOTATIONS, &self.site.title, &annotated.copied().collect::<Vec<_>>())
    }

    fn write_collection(&self, folder: &str, label: &str, articles: &[ItemId]) -> Vec<u8> {
        let leaving: Vec<Leaving> = articles.iter().flat_map(|article| self.leaving(*article)).collect();
        let items = leaving.iter().map(|leaving| Exported {
            entry: &leaving.entry,
            id: &leaving.id,
            source: &leaving.source,
            lang: &self.config.lang,
            note: &leaving.note,
            position: leaving.position,
            links: &leaving.links,
        });
        let id = self.web_address(&encode_path(&format!("{folder}{}", routes::WEB_ANNOTATIONS)));
        collection(&id, label, items).into_bytes()
    }

    fn leaving(&self, article: ItemId) -> Vec<Leaving> {
        let item = self.shelf.archive.item(article);
        let source = self.item_address(article);
        let mut characters = Characters { plain: &item.body.plain, byte: 0, count: 0 };
        let leave = |annotation: &Annotation| {
            let (statement, mut links) = match &annotation.evidence.statement {
                Some(statement) => self.entry_statement(statement),
                None => (None, Vec::new()),
            };
            let events: Vec<String> =
                annotation.evidence.events.iter().map(|id| self.name(*id, &mut links)).collect();
            let entity = annotation.evidence.entity.map(|id| self.name(id, &mut links));
            let entry =
                Entry { events, entity: entity.unwrap_or_default(), statement, ..entry(item, annotation) };
            Leaving {
                id: format!("{source}#{}", annotation.fragment()),
                source: source.clone(),
                note: self.note_markdown(&annotation.note, &source),
                position: annotation.anchor.run().map(|run| characters.position(run)),
                entry,
                links,
            }
        };
        item.annotations.iter().map(leave).collect()
    }

    fn entry_statement(
        &self,
        statement: &Statement<ItemId>,
    ) -> (Option<EntryStatement>, Vec<(String, String)>) {
        let mut links = Vec::new();
        let entry = EntryStatement {
            claim: self.name(statement.claim, &mut links),
            position: statement.position.clone(),
            speaker: statement.speaker.map(|speaker| self.name(speaker, &mut links)).unwrap_or_default(),
            role: statement.role.clone(),
            said: edtf(statement.said.as_ref()),
            via: statement.via.iter().map(|outlet| self.name(*outlet, &mut links)).collect(),
            figure: statement.figure.as_ref().map(entry_figure),
        };
        (Some(entry), links)
    }

    /// What an item is called in an entry: its path in the content, which is nobody else's; and its page.
    fn name(&self, id: ItemId, links: &mut Vec<(String, String)>) -> String {
        let item = self.shelf.archive.item(id);
        let name = format!("{}/{}", item.kind.folder(), item.slug);
        if links.iter().all(|(known, _)| *known != name) {
            links.push((name.clone(), self.item_address(id)));
        }
        name
    }

    /// A note in Markdown, its links as a reader of the site can follow them.
    fn note_markdown(&self, note: &Note, source: &str) -> String {
        let link = |index: usize| match note.links.get(index)? {
            Target::Item(id, None) => Some(self.item_address(*id)),
            Target::Item(id, Some(part)) => Some(format!("{}#{}", self.item_address(*id), encode_path(part))),
            Target::Here(part) => Some(format!("{source}#{}", encode_path(part))),
            Target::Asset(path) => Some(self.web_address(&encode_path(path))),
            Target::Site(path) if self.plan.leads_somewhere(path) => Some(self.web_address(path)),
            Target::Web(address) => Some(address.clone()),
            Target::Site(_) | Target::Nowhere => None,
        };
        markdown(&note.body, &link)
    }

    fn item_address(&self, id: ItemId) -> String {
        self.web_address(self.plan.routes.item(id).trim_end_matches("index.html"))
    }

    /// A full address; without a `base_url` one from the top of the site.
    fn web_address(&self, path: &str) -> String {
        if self.config.base_url.is_empty() {
            format!("/{path}")
        } else {
            format!("{}{path}", self.config.base_url)
        }
    }
}

/// An annotation as an entry, its evidence aside.
fn entry(item: &Item, annotation: &Annotation) -> Entry {
    let plain = &item.body.plain;
    let run = annotation.anchor.run();
    Entry {
        id: annotation.id.clone(),
        quote: one_line(run.map_or(&annotation.quote, |run| item.body.words(run))),
        prefix: run.map(|run| before(plain, run)).unwrap_or_default(),
        suffix: run.map(|run| after(plain, run)).unwrap_or_default(),
        kind: annotation.kind,
        by: annotation.by.clone(),
        date: edtf(annotation.date.as_ref()),
        tags: annotation.tags.clone(),
        origin: annotation.origin.clone(),
        event_date: edtf(annotation.evidence.event_date.as_ref()),
        ..Entry::default()
    }
}

/// The last words before a passage, white space as single spaces.
fn before(plain: &str, run: Run) -> String {
    let all = &plain[..run.start as usize];
    let start = all.char_indices().rev().take(REACH).last().map_or(all.len(), |(at, _)| at);
    let words = &all[start..];
    // A word that would be cut is left out, where there is another.
    let cut = if start > 0 { words.find(char::is_whitespace) } else { None };
    spaced(cut.map_or(words, |space| &words[space..]).trim_start())
}

/// The first words behind a passage.
fn after(plain: &str, run: Run) -> String {
    let all = &plain[run.end as usize..];
    let end = all.char_indices().nth(REACH).map_or(all.len(), |(at, _)| at);
    let words = &all[..end];
    let cut = if end < all.len() { words.rfind(char::is_whitespace) } else { None };
    spaced(cut.map_or(words, |space| &words[..space]).trim_end())
}

fn spaced(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            c if !c.is_whitespace() => text.push(c),
            _ if text.ends_with(' ') => {}
            _ => text.push(' '),
        }
    }
    text
}

fn edtf(date: Option<&Edtf>) -> String {
    date.map(Edtf::to_string).unwrap_or_default()
}

fn entry_figure(figure: &Figure) -> EntryFigure {
    let is_range = figure.low < figure.high;
    EntryFigure {
        value: (figure.low, is_range.then_some(figure.high)),
        qualifier: figure.qualifier.clone(),
        unit: figure.unit.clone(),
        counts: figure.counts.clone(),
        as_of: edtf(figure.as_of.as_ref()),
    }
}

/// Counts the characters of a text, each once: passages come in their order.
struct Characters<'a> {
    plain: &'a str,
    byte: usize,
    count: u32,
}

impl Characters<'_> {
    fn position(&mut self, run: Run) -> (u32, u32) {
        let (start, end) = (run.start as usize, run.end as usize);
        let length = |words: &str| u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        self.count += length(&self.plain[self.byte..start]);
        self.byte = start;
        (self.count, self.count + length(&self.plain[start..end]))
    }
}
