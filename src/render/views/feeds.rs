//! Feeds: what each follows, and its newest entries, once for Atom and JSON Feed.

use crate::model::archive::{Annotation, Changed, ItemId, NoteId};
use crate::model::change::Alteration;
use crate::model::kind::Kind;
use crate::plan::{Followed, routes};
use crate::render::chart;
use crate::render::metadata::{Feed, FeedItem, json_feed};
use crate::render::view::{FeedEntry, FeedView};
use crate::render::views::Views;
use crate::render::views::changes::note_words;
use crate::render::views::rows::article_facts;
use crate::resolve::{date_of_change, said};
use crate::text::address::encode_path;
use crate::text::edtf::{Bound, Edtf};
use crate::text::words::{capitalized, one_line};

/// What Atom's obligatory date says where nothing is known.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

impl Views<'_> {
    /// The feed as Atom (RFC 4287).
    pub(super) fn atom_feed(&self, followed: Followed) -> FeedView {
        let feed = self.feed(followed, routes::ATOM_FEED);
        let entries: Vec<FeedEntry> = feed.items.into_iter().map(entry).collect();
        let newest = entries.iter().map(|entry| entry.updated.as_str()).max();
        FeedView {
            title: feed.title,
            url: feed.url,
            page_url: feed.page_url,
            updated: newest.unwrap_or(NO_DATE).to_owned(),
            entries,
        }
    }

    /// The same as a JSON Feed.
    pub(super) fn json_feed(&self, followed: Followed) -> Vec<u8> {
        json_feed(&self.feed(followed, routes::JSON_FEED)).into_bytes()
    }

    /// A feed under a name in the folder of what it follows.
    fn feed(&self, followed: Followed, name: &str) -> Feed {
        let (title, folder) = self.followed(followed);
        let is_whole = followed == Followed::Archive;
        let address = |path: &str| format!("{}{}", self.config.base_url, encode_path(path));
        Feed {
            title: if is_whole { title } else { format!("{title} · {}", self.site.title) },
            description: if is_whole { self.site.description.clone() } else { String::new() },
            url: address(&format!("{folder}{name}")),
            page_url: address(&folder),
            lang: self.site.lang.clone(),
            authors: Some(self.site.author.clone()).filter(|author| !author.is_empty()).into_iter().collect(),
            items: self.newest(followed),
        }
    }

    /// What a feed follows: its name and its folder.
    fn followed(&self, followed: Followed) -> (String, String) {
        match followed {
            Followed::Archive => (self.site.title.clone(), String::new()),
            Followed::Item(id) => {
                let item = self.shelf.archive.item(id);
                (item.title.clone(), routes::item_folder(item))
            }
            Followed::Annotations => self.list("sections.annotations", routes::ANNOTATIONS),
            Followed::Changes => self.list("changes.title", routes::CHANGES),
        }
    }

    fn list(&self, title: &str, folder: &str) -> (String, String) {
        (self.phrases.say(title).to_owned(), folder.to_owned())
    }

    /// The entries of a feed, newest first, no more than the configuration says.
    fn newest(&self, followed: Followed) -> Vec<FeedItem> {
        let (archive, size) = (self.shelf.archive, self.config.feed_size);
        match followed {
            Followed::Archive => {
                archive.articles.iter().take(size).map(|id| self.article_item(*id)).collect()
            }
            Followed::Item(id) if archive.item(id).kind == Kind::Claim => self.newest_statements(id),
            Followed::Item(id) => {
                let backlinks = archive.references(id).articles.iter().take(size);
                backlinks.map(|backlink| self.article_item(backlink.article)).collect()
            }
            Followed::Annotations => {
                archive.annotations.iter().take(size).map(|id| self.annotation_item(*id)).collect()
            }
            Followed::Changes => {
                let changes = archive.changes.iter().take(size).enumerate();
                changes.map(|(place, changed)| self.change_item(place, *changed)).collect()
            }
        }
    }

    /// The last statements on a claim: its list has them in the order in which they were said, undated ones
    /// at the end.
    fn newest_statements(&self, claim: ItemId) -> Vec<FeedItem> {
        let archive = self.shelf.archive;
        let statements = &archive.references(claim).statements;
        let dated = statements.partition_point(|id| said(archive, *id).is_some());
        let (dated, undated) = statements.split_at(dated);
        let newest = dated.iter().rev().chain(undated).take(self.config.feed_size);
        newest.filter_map(|id| self.statement_item(*id)).collect()
    }

    fn article_item(&self, id: ItemId) -> FeedItem {
        let archive = self.shelf.archive;
        let item = archive.item(id);
        let facts = article_facts(&item.details);
        let url = self.canonical(self.plan.routes.item(id)).unwrap_or_default();
        FeedItem {
            id: url.clone(),
            url,
            title: item.title.clone(),
            summary: item.summary.clone(),
            date: facts.and_then(|facts| facts.date.clone()),
            updated: facts.and_then(|facts| facts.updated.clone()),
            authors: facts.map(|facts| facts.authors.clone()).unwrap_or_default(),
            lang: item.lang.clone().unwrap_or_default(),
            tags: item.listed.iter().map(|id| archive.item(*id).title.clone()).collect(),
            ..self.report_of(id)
        }
    }

    fn annotation_item(&self, id: NoteId) -> FeedItem {
        let annotation = self.shelf.archive.annotation(id);
        let article = self.shelf.archive.item(id.article);
        FeedItem {
            title: self.phrases.fill(
                "note.on_article",
                &[("kind", self.note_kind(annotation)), ("article", &article.title)],
            ),
            summary: annotation_words(annotation),
            date: annotation.date.clone(),
            ..self.noted(id)
        }
    }

    /// A statement: who takes which position, the words, and where they stand.
    fn statement_item(&self, id: NoteId) -> Option<FeedItem> {
        let archive = self.shelf.archive;
        let annotation = archive.annotation(id);
        let statement = annotation.evidence.statement.as_ref()?;
        let article = archive.item(id.article);
        let speaker = match statement.speaker {
            Some(speaker) => archive.item(speaker).title.clone(),
            // Where nobody is named, the role says who is meant.
            None if !statement.role.is_empty() => capitalized(&statement.role),
            None => self.phrases.say("passage.nobody").to_owned(),
        };
        let words = annotation.anchor.run().map_or(annotation.quote.as_str(), |run| article.body.words(run));
        let words = one_line(words);
        let outlet = self.report_of(id.article).outlet;
        let values = [("words", words.as_str()), ("article", &article.title), ("outlet", &outlet)];
        let key = if outlet.is_empty() { "statement.passage" } else { "statement.passage_of" };
        let passage = self.phrases.fill(key, &values);
        let summary = match &statement.figure {
            Some(figure) => {
                let figure = chart::words(self.phrases, figure);
                self.phrases.fill("statement.with_figure", &[("passage", &passage), ("figure", &figure)])
            }
            None => passage,
        };
        let position = self.phrases.position(&statement.position);
        Some(FeedItem {
            title: self.phrases.fill("statement.title", &[("speaker", &speaker), ("position", &position)]),
            summary,
            date: statement.said.clone(),
            // A statement of which nobody says when it was made is no newer than its report.
            updated: annotation.date.clone().or_else(|| said(archive, id).cloned()),
            ..self.noted(id)
        })
    }

    /// What every entry of an annotation has.
    fn noted(&self, id: NoteId) -> FeedItem {
        let annotation = self.shelf.archive.annotation(id);
        let page = self.canonical(self.plan.routes.item(id.article)).unwrap_or_default();
        let url = format!("{page}#{}", annotation.fragment());
        FeedItem {
            id: url.clone(),
            url,
            authors: Some(annotation.by.clone()).filter(|by| !by.is_empty()).into_iter().collect(),
            tags: annotation.tags.clone(),
            ..self.report_of(id.article)
        }
    }

    /// What an entry tells of the report that it is about or stands in.
    fn report_of(&self, article: ItemId) -> FeedItem {
        let archive = self.shelf.archive;
        let facts = article_facts(&archive.item(article).details);
        let title = |id: ItemId| archive.item(id).title.clone();
        FeedItem {
            original: facts.and_then(|facts| facts.url.clone()).unwrap_or_default(),
            outlet: facts.and_then(|facts| facts.source).map(title).unwrap_or_default(),
            via: facts.map(|facts| facts.via.iter().map(|via| title(*via)).collect()).unwrap_or_default(),
            ..FeedItem::default()
        }
    }

    /// A change; `place` is its own among all.
    pub(super) fn change_item(&self, place: usize, changed: Changed) -> FeedItem {
        let archive = self.shelf.archive;
        let date = date_of_change(archive, changed).cloned();
        match changed {
            Changed::Archive(index) => {
                let change = &archive.own_changes[index as usize];
                let fragment = change.fragment();
                let page = |number: usize| {
                    let folder = routes::page_folder(routes::CHANGES, number);
                    let page = self.canonical(&self.path(&folder)).unwrap_or_default();
                    format!("{page}#{fragment}")
                };
                FeedItem {
                    id: page(1),
                    url: page(place / self.config.page_size + 1),
                    title: self.what(change.kind.name()).to_owned(),
                    summary: change.note.value.clone(),
                    date,
                    ..FeedItem::default()
                }
            }
            Changed::Item(id, index) => {
                let (item, change) = (archive.item(id), &archive.item(id).changes[index as usize]);
                let page = self.canonical(self.plan.routes.item(id)).unwrap_or_default();
                let place = format!("{page}#{}", change.fragment());
                // What is new is to be read from its beginning.
                let url = if change.kind == Alteration::Added { page } else { place.clone() };
                FeedItem {
                    id: place,
                    url,
                    title: self.change_of(change.kind.name(), &item.title),
                    summary: change.note.value.clone(),
                    date,
                    ..FeedItem::default()
                }
            }
            Changed::Note(id) => FeedItem {
                title: self.change_of(archive.annotation(id).kind.name(), &archive.item(id.article).title),
                summary: note_words(archive.annotation(id)),
                date,
                ..self.noted(id)
            },
        }
    }

    fn change_of(&self, kind: &str, title: &str) -> String {
        self.phrases.fill("changes.entry", &[("kind", self.what(kind)), ("title", title)])
    }
}

/// An entry as Atom has it: its dates are obligatory, and without doubt.
fn entry(item: FeedItem) -> FeedEntry {
    let updated = item.updated.as_ref().or(item.date.as_ref());
    FeedEntry {
        updated: updated.and_then(instant).unwrap_or_else(|| NO_DATE.to_owned()),
        published: item.date.as_ref().filter(|date| date.plain_day().is_some()).and_then(instant),
        title: item.title,
        id: item.id,
        url: item.url,
        authors: item.authors,
        summary: item.summary,
        lang: item.lang,
        categories: item.tags,
    }
}

/// What an annotation says, after the words that it was made on.
fn annotation_words(annotation: &Annotation) -> String {
    let (quote, note) = (one_line(&annotation.quote), one_line(&annotation.note.body.plain));
    if note.is_empty() { format!("“{quote}”") } else { format!("“{quote}”: {note}") }
}

/// The first moment of the earliest day that a date allows (RFC 3339).
fn instant(date: &Edtf) -> Option<String> {
    match date.earliest() {
        Bound::Day(day) if (0..=9999).contains(&day.year) => Some(format!("{day}T00:00:00Z")),
        _ => None,
    }
}
