//! Annotations, and what they are evidence of.

use std::collections::BTreeSet;

use crate::model::annotation::{Figure, POSITIONS};
use crate::model::archive::{Annotation, ArticleFacts, EventFacts, ItemId, NoteId};
use crate::model::draft::Statement;
use crate::plan::routes;
use crate::render::chart;
use crate::render::html;
use crate::render::view::{
    AnnotationRow, AnnotationsView, AttestationView, ContextView, FigureView, GivenDate, LinkView, NoteView,
    PositionView, SpreadView, StatementRow, StatementView,
};
use crate::render::views::Views;
use crate::render::views::excerpt::around;
use crate::render::views::rows::{article_facts, date};
use crate::render::views::site::years_of;
use crate::resolve::{origin_of, said};
use crate::text::edtf::{Bound, Edtf};

/// The page that an annotation is shown on.
#[derive(Clone, Copy)]
enum Where {
    /// That of its article.
    Own,
    Elsewhere,
}

impl Views<'_> {
    /// The notes of an article whose passages were found, and those whose were not.
    pub(super) fn notes(&self, article: ItemId) -> (Vec<NoteView>, Vec<NoteView>) {
        let annotations = &self.shelf.archive.item(article).annotations;
        let found = annotations.iter().take_while(|annotation| annotation.anchor.run().is_some()).count();
        let mut notes: Vec<NoteView> =
            (0..annotations.len()).map(|index| self.note(note_id(article, index), Where::Own)).collect();
        let lost = notes.split_off(found);
        (notes, lost)
    }

    /// An annotation, on the article's own page or on another.
    fn note(&self, id: NoteId, page: Where) -> NoteView {
        let annotation = self.shelf.archive.annotation(id);
        let evidence = &annotation.evidence;
        let fragment = annotation.fragment();
        // No id holds two hyphens in a row, nor begins with an underscore: parts of notes meet nothing.
        let (prefix, home) = match page {
            Where::Own => (format!("_{fragment}--"), None),
            Where::Elsewhere => {
                let slug = &self.shelf.archive.item(id.article).slug;
                (format!("_{slug}--{fragment}--"), Some(self.plan.routes.item(id.article)))
            }
        };
        NoteView {
            number: id.index as usize + 1,
            path: self.note_path(id),
            state: annotation.anchor.name(),
            quote: one_line(&annotation.quote),
            kind: annotation.kind.name(),
            html: html::note(&self.shelf, &annotation.note, &prefix, home, self.root),
            id: fragment,
            passage: format!("r-{}", annotation.id),
            by: annotation.by.clone(),
            date: annotation.date.as_ref().map(|made| date(Some(made))),
            tags: annotation.tags.clone(),
            events: self.links(&evidence.events),
            event_date: evidence.event_date.as_ref().map(|given| date(Some(given))),
            entity: evidence.entity.map(|entity| self.link(entity)),
            statement: evidence.statement.as_ref().map(|statement| self.statement(id, statement)),
        }
    }

    /// The permanent link of an annotation.
    fn note_path(&self, id: NoteId) -> String {
        let article = self.plan.routes.item(id.article);
        format!("{article}#{}", self.shelf.archive.annotation(id).fragment())
    }

    fn statement(&self, id: NoteId, statement: &Statement<ItemId>) -> StatementView {
        let facts = article_facts(&self.shelf.archive.item(id.article).details);
        let chain = facts.map(|facts| chain(facts, statement)).unwrap_or_default();
        StatementView {
            claim: self.link(statement.claim),
            position: statement.position.clone(),
            speaker: statement.speaker.map(|speaker| self.link(speaker)),
            role: statement.role.clone(),
            said: statement.said.as_ref().map(|said| date(Some(said))),
            chain: self.links(&chain),
            unnamed: facts.is_none_or(|facts| facts.source.is_none()),
            figure: statement.figure.as_ref().map(figure),
        }
    }

    /// The statements of a list, numbered in its order.
    pub(super) fn statement_rows(&self, ids: &[NoteId]) -> Vec<StatementRow> {
        let rows = ids.iter().enumerate().filter_map(|(place, id)| {
            let annotation = self.shelf.archive.annotation(*id);
            let statement = annotation.evidence.statement.as_ref()?;
            Some(StatementRow {
                number: place + 1,
                statement: self.statement(*id, statement),
                context: self.passage(*id, annotation),
                found: annotation.anchor.run().is_some(),
                article: self.article_row(id.article),
            })
        });
        rows.collect()
    }

    /// A passage in its sentence; where it was not found, the words that the annotation was made on.
    fn passage(&self, id: NoteId, annotation: &Annotation) -> ContextView {
        let item = self.shelf.archive.item(id.article);
        let path = self.note_path(id);
        let Some(run) = annotation.anchor.run() else {
            let spelling = one_line(&annotation.quote);
            return ContextView { before: String::new(), spelling, after: String::new(), path };
        };
        let (before, after) = around(&item.body.plain, run);
        ContextView { before, spelling: one_line(item.body.words(run)), after, path }
    }

    /// The statements on a claim by position: those that every site has in their order, then the site's own.
    pub(super) fn positions(&self, rows: &[StatementRow]) -> Vec<PositionView> {
        let own = self.config.positions.iter().map(String::as_str);
        let known = POSITIONS.into_iter().chain(own.filter(|own| !POSITIONS.contains(own)));
        let view = |position: &str| PositionView {
            position: position.to_owned(),
            statements: rows.iter().filter(|row| row.statement.position == position).cloned().collect(),
        };
        known.map(view).filter(|group| !group.statements.is_empty()).collect()
    }

    /// How widely the statements on a claim are spread; counted once a build.
    pub(super) fn spread_of(&self, claim: ItemId) -> &SpreadView {
        let count = || self.spread(&self.shelf.archive.references(claim).statements);
        self.spreads[claim.0 as usize].get_or_init(count)
    }

    fn spread(&self, ids: &[NoteId]) -> SpreadView {
        let archive = self.shelf.archive;
        let mut speakers = BTreeSet::new();
        let mut outlets = BTreeSet::new();
        let mut unnamed = BTreeSet::new();
        for id in ids {
            let Some(statement) = &archive.annotation(*id).evidence.statement else {
                continue;
            };
            speakers.extend(statement.speaker);
            let origin = article_facts(&archive.item(id.article).details)
                .and_then(|facts| origin_of(facts, &statement.via));
            match origin {
                Some(outlet) => drop(outlets.insert(outlet)),
                None => drop(unnamed.insert(id.article)),
            }
        }
        SpreadView {
            statements: ids.len(),
            speakers: speakers.len(),
            outlets: outlets.len(),
            unnamed: unnamed.len(),
            span: self.span_of(ids),
        }
    }

    fn span_of(&self, ids: &[NoteId]) -> String {
        let dates: Vec<&Edtf> = ids.iter().filter_map(|id| said(self.shelf.archive, *id)).collect();
        let first = dates.iter().min_by_key(|date| date.sort_key());
        let last = dates.iter().max_by_key(|date| date.sort_key());
        match (first, last) {
            (Some(first), Some(last)) if first.to_string() == last.to_string() => first.sentence(),
            (Some(first), Some(last)) if first.plain_day().is_some() && last.plain_day().is_some() => {
                format!("{} to {}", first.sentence(), last.sentence())
            }
            (Some(_), Some(_)) => years_of(&dates),
            _ => String::new(),
        }
    }

    /// The figures of a claim over time: those whose passages stand.
    pub(super) fn chart(&self, title: &str, ids: &[NoteId], rows: &[StatementRow]) -> Option<chart::Chart> {
        let archive = self.shelf.archive;
        let labels: Vec<String> = rows.iter().map(label).collect();
        let hrefs: Vec<String> = rows.iter().map(|row| format!("#_s-{}", row.number)).collect();
        let points: Vec<chart::Point<'_>> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.found)
            .filter_map(|(place, row)| {
                let id = ids[row.number - 1];
                let figure = archive.annotation(id).evidence.statement.as_ref()?.figure.as_ref()?;
                let (label, href) = (labels[place].as_str(), hrefs[place].as_str());
                Some(chart::Point { figure, date: said(archive, id), label, href, number: row.number })
            })
            .collect();
        chart::chart(&points, title, "_chart")
    }

    pub(super) fn attestations(&self, ids: &[NoteId]) -> Vec<AttestationView> {
        let view = |id: &NoteId| {
            let annotation = self.shelf.archive.annotation(*id);
            AttestationView {
                context: self.passage(*id, annotation),
                found: annotation.anchor.run().is_some(),
                article: self.article_row(id.article),
                date: annotation.evidence.event_date.as_ref().map(|given| date(Some(given))),
            }
        };
        ids.iter().map(view).collect()
    }

    /// The dates that passages give for an event, each with who gives it; none where all give one date
    /// and it is the archive's.
    pub(super) fn given_dates(&self, facts: &EventFacts, ids: &[NoteId]) -> Vec<GivenDate> {
        let archive = self.shelf.archive;
        let mut given: Vec<(&Edtf, Vec<ItemId>)> = Vec::new();
        for id in ids {
            let annotation = archive.annotation(*id);
            let Some(date) =
                annotation.evidence.event_date.as_ref().filter(|_| annotation.anchor.run().is_some())
            else {
                continue;
            };
            let source = article_facts(&archive.item(id.article).details).and_then(|facts| facts.source);
            let source = source.unwrap_or(id.article);
            match given.iter_mut().find(|(known, _)| *known == date) {
                Some((_, sources)) if sources.contains(&source) => {}
                Some((_, sources)) => sources.push(source),
                None => given.push((date, vec![source])),
            }
        }
        given.sort_by_key(|(date, _)| date.sort_key());
        let is_one = given.iter().all(|(date, _)| Some(*date) == facts.date.as_ref());
        if is_one {
            return Vec::new();
        }
        let view = |(given, sources): (&Edtf, Vec<ItemId>)| GivenDate {
            date: date(Some(given)),
            sources: self.links(&sources),
            differs: facts.date.as_ref().is_some_and(|date| are_apart(date, given)),
        };
        given.into_iter().map(view).collect()
    }

    pub(super) fn annotations(&self, number: usize) -> AnnotationsView {
        let all = &self.shelf.archive.annotations;
        let rows = self.slice(all, number).iter();
        AnnotationsView {
            total: all.len(),
            data: Some(routes::all_web_annotations()).filter(|path| self.plan.at(path).is_some()),
            rows: rows
                .map(|id| AnnotationRow {
                    note: self.note(*id, Where::Elsewhere),
                    article: self.article_row(id.article),
                })
                .collect(),
            pager: self.pager(routes::ANNOTATIONS, number, all.len()),
        }
    }
}

/// The annotation of an article at a place.
fn note_id(article: ItemId, index: usize) -> NoteId {
    NoteId { article, index: u32::try_from(index).expect("an article has fewer than 4 billion annotations") }
}

/// From the speaker's side to the outlet that the archive has it from, each once; an outlet that speaks
/// itself does not stand between.
fn chain(article: &ArticleFacts, statement: &Statement<ItemId>) -> Vec<ItemId> {
    let relays = if statement.via.is_empty() { &article.via[..] } else { &statement.via[..] };
    let mut chain: Vec<ItemId> = Vec::new();
    for outlet in relays.iter().copied().chain(article.source) {
        if !chain.contains(&outlet) && statement.speaker != Some(outlet) {
            chain.push(outlet);
        }
    }
    chain
}

pub(super) fn figure(figure: &Figure) -> FigureView {
    FigureView {
        text: chart::words(figure),
        counts: figure.counts.clone(),
        as_of: figure.as_of.as_ref().map(|as_of| date(Some(as_of))),
    }
}

/// Who gives a figure, and where.
fn label(row: &StatementRow) -> String {
    let speaker = row.statement.speaker.iter().map(|speaker| speaker.title.as_str());
    let outlet = row.article.source.iter().map(|source: &LinkView| source.title.as_str());
    let names: Vec<&str> = speaker.chain(outlet).collect();
    if names.is_empty() { row.article.title.clone() } else { names.join(", ") }
}

/// Whether two dates have no day in common.
fn are_apart(first: &Edtf, second: &Edtf) -> bool {
    let before = |first: &Edtf, second: &Edtf| match (first.latest(), second.earliest()) {
        (Bound::Day(end), Bound::Day(begin)) => end < begin,
        _ => false,
    };
    before(first, second) || before(second, first)
}

/// Words in one line: a passage may cross paragraphs.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
