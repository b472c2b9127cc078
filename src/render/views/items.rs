//! The pages of single items.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::archive::{
    ArticleFacts, Backlink, ClaimFacts, EntityFacts, EventFacts, Facts, Item, ItemId, Mention, NoteId,
};
use crate::model::body::Run;
use crate::model::draft::OtherName;
use crate::plan::routes;
use crate::render::view::{
    ArticleView, ClaimView, ContextView, EntityView, EventView, LinkView, MentionView, NameView, RelatedView,
    SpellingSource, SpellingView, TextView, TranslationView,
};
use crate::render::views::Views;
use crate::render::views::excerpt::around;
use crate::render::views::rows::{article_facts, json};
use crate::text::address::encode_path;
use crate::text::fold::fold;
use crate::text::language;

impl Views<'_> {
    pub(super) fn article(&self, id: ItemId, facts: &ArticleFacts) -> ArticleView {
        let archive = self.shelf.archive;
        let item = archive.item(id);
        let references = archive.references(id);
        let (earlier, later) = self.neighbours(id, facts);
        let (notes, lost) = self.notes(id);
        ArticleView {
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            date: self.date_view(facts.date.as_ref()),
            updated: facts.updated.as_ref().map(|updated| self.date_view(Some(updated))),
            captured: facts.captured.as_ref().map(|captured| self.date_view(Some(captured))),
            source: facts.source.map(|source| self.link(source)),
            via: self.links(&facts.via),
            authors: facts.authors.clone(),
            url: facts.url.clone().unwrap_or_default(),
            archived_url: facts.archived_url.clone().unwrap_or_default(),
            summary: item.summary.clone(),
            text: facts.text.name(),
            access: facts.shown.name(),
            held_back: facts.held_back,
            body: self.body(id),
            people: self.links(&item.listed.people),
            organizations: self.links(&item.listed.organizations),
            places: self.links(&item.listed.places),
            topics: self.links(&item.listed.topics),
            mentioned: self.mentioned(item, facts),
            annotations: Some(format!("{}{}", routes::item_folder(item), routes::WEB_ANNOTATIONS))
                .filter(|path| self.plan.at(path).is_some())
                .map(|path| encode_path(&path)),
            notes,
            lost,
            events: self.ready_rows(&references.events),
            claims: self.ready_rows(&references.claims),
            rights: facts.rights.clone(),
            language: self.language_of(item),
            translations: self.translations(id),
            earlier: earlier.map(|id| self.article_row(id)),
            later: later.map(|id| self.article_row(id)),
            related: self.related(id),
            changes: self.changes_of(id),
            extra: json(&item.extra),
        }
    }

    /// The articles published before and after; undated ones have no place in the story.
    fn neighbours(&self, id: ItemId, facts: &ArticleFacts) -> (Option<ItemId>, Option<ItemId>) {
        let archive = self.shelf.archive;
        let is_dated = |id: &ItemId| {
            article_facts(&archive.item(*id).details)
                .is_some_and(|facts| facts.date.as_ref().is_some_and(|date| !date.is_unknown()))
        };
        if facts.date.is_none() || !is_dated(&id) {
            return (None, None);
        }
        let Some(rank) = self.shelf.ranks.get(id.0 as usize).copied().map(|rank| rank as usize) else {
            return (None, None);
        };
        let later = rank.checked_sub(1).and_then(|rank| archive.articles.get(rank)).copied();
        let earlier = archive.articles.get(rank + 1).copied().filter(is_dated);
        (earlier, later)
    }

    fn mentioned(&self, item: &Item, facts: &ArticleFacts) -> Vec<LinkView> {
        let mut ids: Vec<ItemId> = Vec::new();
        for mention in &item.mentions {
            let id = mention.entity;
            let is_listed = item.listed.iter().any(|listed| *listed == id)
                || facts.source == Some(id)
                || facts.via.contains(&id);
            if !is_listed && !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.links(&ids)
    }

    fn language_of(&self, item: &Item) -> String {
        let lang = item.lang.as_deref().unwrap_or(&self.config.lang);
        language::autonym(lang).unwrap_or(lang).to_owned()
    }

    fn translations(&self, id: ItemId) -> Vec<TranslationView> {
        let group = self.shelf.archive.translations.get(&id).map(Vec::as_slice).unwrap_or_default();
        let view = |(place, other): (usize, &ItemId)| {
            let item = self.shelf.archive.item(*other);
            TranslationView {
                language: self.language_of(item),
                lang: item.lang.clone().unwrap_or_else(|| self.config.lang.clone()),
                dir: self.dir_of(item),
                title: item.title.clone(),
                path: self.plan.routes.item(*other).to_owned(),
                original: place == 0,
            }
        };
        group.iter().enumerate().filter(|(_, other)| **other != id).map(view).collect()
    }

    fn related(&self, id: ItemId) -> Vec<RelatedView> {
        let list = self.shelf.archive.related.get(id.0 as usize).map(Vec::as_slice).unwrap_or_default();
        list.iter()
            .map(|(article, shared)| RelatedView {
                article: self.article_row(*article),
                shared: self.links(shared),
            })
            .collect()
    }

    pub(super) fn entity(&self, id: ItemId, facts: &EntityFacts, number: usize) -> EntityView {
        let archive = self.shelf.archive;
        let item = archive.item(id);
        let references = archive.references(id);
        let is_first = number == 1;
        let once = |ids: &[ItemId]| if is_first { ids.to_vec() } else { Vec::new() };
        EntityView {
            kind: item.kind.name(),
            name: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            names: facts.names.iter().map(name).collect(),
            summary: item.summary.clone(),
            role: facts.role.clone(),
            url: facts.url.clone().unwrap_or_default(),
            within: facts.within.map(|within| self.link(within)),
            contains: self.links(&once(&references.contains)),
            coordinates: facts.coordinates,
            body: if is_first { self.body(id) } else { Default::default() },
            total: references.articles.len(),
            mentions: self
                .slice(&references.articles, number)
                .iter()
                .map(|backlink| self.mention(backlink))
                .collect(),
            pager: self.pager(&routes::item_folder(item), number, references.articles.len()),
            spellings: if is_first { self.spellings(id, &references.articles) } else { Vec::new() },
            published: references.articles.iter().filter(|backlink| self.published(id, backlink)).count(),
            events: self.ready_rows(&once(&references.events)),
            claims: self.ready_rows(&once(&references.claims)),
            statements: self.statements(if is_first { self.slice(&references.statements, 1) } else { &[] }),
            statements_total: references.statements.len(),
            timeline: if is_first { self.item_timeline(id) } else { None },
            linked_from: self.links(&once(&references.linked_from)),
            changes: if is_first { self.changes_of(id) } else { Vec::new() },
            extra: json(&item.extra),
        }
    }

    fn published(&self, source: ItemId, backlink: &Backlink) -> bool {
        let facts = article_facts(&self.shelf.archive.item(backlink.article).details);
        facts.is_some_and(|facts| facts.source == Some(source) || facts.via.contains(&source))
    }

    fn mention(&self, backlink: &Backlink) -> MentionView {
        let item = self.shelf.archive.item(backlink.article);
        let context = backlink.first.map(|first| {
            let run = item.mentions[first as usize].run;
            let (before, after) = around(&item.body.plain, run);
            let path = self.plan.routes.item(backlink.article);
            let path =
                paragraph_of(item, run).map_or_else(|| path.to_owned(), |anchor| format!("{path}#{anchor}"));
            ContextView { before, spelling: item.body.words(run).to_owned(), after, path }
        });
        MentionView { article: self.article_row(backlink.article), count: backlink.count as usize, context }
    }

    /// How the texts spell the entity's name, by source: the most usual spelling first.
    fn spellings(&self, id: ItemId, articles: &[Backlink]) -> Vec<SpellingView> {
        let archive = self.shelf.archive;
        let names = folded_names(archive.item(id));
        let mut found: BTreeMap<&str, BTreeMap<Option<ItemId>, usize>> = BTreeMap::new();
        for backlink in articles.iter().filter(|backlink| backlink.count > 0) {
            let item = archive.item(backlink.article);
            let source = article_facts(&item.details).and_then(|facts| facts.source);
            // The words of a link are the editor's choice, and a spelling only where they are a name.
            let is_spelling = |mention: &&Mention| {
                mention.entity == id
                    && (!mention.linked || names.contains(&fold(item.body.words(mention.run))))
            };
            let own = item.mentions.iter().filter(is_spelling);
            let mut spellings: Vec<&str> = own.map(|mention| item.body.words(mention.run)).collect();
            spellings.sort_unstable();
            spellings.dedup();
            for spelling in spellings {
                *found.entry(spelling).or_default().entry(source).or_default() += 1;
            }
        }
        let mut views: Vec<SpellingView> = found
            .into_iter()
            .map(|(spelling, sources)| SpellingView {
                spelling: spelling.to_owned(),
                articles: sources.values().sum(),
                sources: self.spelling_sources(sources),
            })
            .collect();
        views.sort_by_key(|view| std::cmp::Reverse(view.articles));
        views
    }

    fn spelling_sources(&self, sources: BTreeMap<Option<ItemId>, usize>) -> Vec<SpellingSource> {
        let mut sources: Vec<(Option<ItemId>, usize)> = sources.into_iter().collect();
        sources.sort_by_key(|(source, count)| (usize::MAX - count, *source));
        sources
            .into_iter()
            .map(|(source, articles)| SpellingSource { source: source.map(|id| self.link(id)), articles })
            .collect()
    }

    pub(super) fn event(&self, id: ItemId, facts: &EventFacts) -> EventView {
        let archive = self.shelf.archive;
        let item = archive.item(id);
        let (earlier, later) = self.event_neighbours(id, facts);
        let attestations = &archive.references(id).attestations;
        let silent = silent(&facts.articles, attestations);
        EventView {
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            date: self.date_view(facts.date.as_ref()),
            date_note: facts.date_note.clone(),
            summary: item.summary.clone(),
            body: self.body(id),
            people: self.links(&item.listed.people),
            organizations: self.links(&item.listed.organizations),
            places: self.links(&item.listed.places),
            topics: self.links(&item.listed.topics),
            attestations: self.attestations(attestations),
            dates: self.given_dates(facts, attestations),
            articles: self.article_rows(&silent),
            claims: self.ready_rows(&archive.references(id).claims),
            linked_from: self.links(&archive.references(id).linked_from),
            earlier: earlier.map(|id| self.event_row(id)),
            later: later.map(|id| self.event_row(id)),
            changes: self.changes_of(id),
            extra: json(&item.extra),
        }
    }

    /// The events before and after; undated ones have no place in time.
    fn event_neighbours(&self, id: ItemId, facts: &EventFacts) -> (Option<ItemId>, Option<ItemId>) {
        let archive = self.shelf.archive;
        let is_dated = |facts: &EventFacts| facts.date.as_ref().is_some_and(|date| !date.is_unknown());
        let is_dated_event =
            |id: &ItemId| matches!(&archive.item(*id).details, Facts::Event(facts) if is_dated(facts));
        if !is_dated(facts) {
            return (None, None);
        }
        let rank = self.shelf.ranks[id.0 as usize] as usize;
        let earlier = rank.checked_sub(1).and_then(|rank| archive.events.get(rank)).copied();
        (earlier, archive.events.get(rank + 1).copied().filter(is_dated_event))
    }

    pub(super) fn claim(&self, id: ItemId, facts: &ClaimFacts) -> ClaimView {
        let item = self.shelf.archive.item(id);
        let references = self.shelf.archive.references(id);
        let figures = self.figures(&references.statements);
        let chart = self.chart(&item.title, &references.statements, &figures);
        let (chart, chart_text) = chart.map(|chart| (chart.svg, chart.text)).unwrap_or_default();
        ClaimView {
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            question: facts.question.clone(),
            summary: item.summary.clone(),
            body: self.body(id),
            people: self.links(&item.listed.people),
            organizations: self.links(&item.listed.organizations),
            places: self.links(&item.listed.places),
            topics: self.links(&item.listed.topics),
            positions: self.positions(&references.statements),
            spread: self.spread_of(id).clone(),
            figures,
            chart,
            chart_text,
            articles: self.article_rows(&silent(&facts.articles, &references.statements)),
            events: self.ready_rows(&references.events),
            timeline: self.item_timeline(id),
            linked_from: self.links(&references.linked_from),
            changes: self.changes_of(id),
            extra: json(&item.extra),
        }
    }

    pub(super) fn text(&self, id: ItemId) -> TextView {
        let item = self.shelf.archive.item(id);
        TextView {
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            summary: item.summary.clone(),
            body: self.body(id),
            linked_from: self.links(&self.shelf.archive.references(id).linked_from),
            changes: self.changes_of(id),
            extra: json(&item.extra),
        }
    }
}

/// The articles of a list that have none of these passages.
fn silent(articles: &[ItemId], notes: &[NoteId]) -> Vec<ItemId> {
    let speaking: BTreeSet<ItemId> = notes.iter().map(|id| id.article).collect();
    articles.iter().filter(|article| !speaking.contains(article)).copied().collect()
}

fn name(other: &OtherName) -> NameView {
    let lang = match (&other.lang, &other.script) {
        (Some(lang), Some(script)) if !lang.contains('-') => format!("{lang}-{script}"),
        (Some(lang), _) => lang.clone(),
        (None, Some(script)) => format!("und-{script}"),
        (None, None) => String::new(),
    };
    let dir = if lang.is_empty() { "" } else { language::direction(&lang) };
    NameView { name: other.name.clone(), lang, dir, note: other.note.clone() }
}

fn folded_names(item: &Item) -> BTreeSet<String> {
    let others = match &item.details {
        Facts::Entity(facts) => facts.names.as_slice(),
        _ => &[],
    };
    std::iter::once(&item.title)
        .chain(others.iter().map(|other| &other.name))
        .map(|name| fold(name))
        .collect()
}

/// The fragment of the paragraph that a run lies in.
fn paragraph_of(item: &Item, run: Run) -> Option<String> {
    let paragraphs = &item.body.paragraphs;
    let next = paragraphs.partition_point(|(start, _)| *start <= run.start);
    next.checked_sub(1).map(|last| paragraphs[last].1.id())
}
