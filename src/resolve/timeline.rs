//! Dates → the timeline: one entry for each thing that happened, was said, was published, updated or
//! captured, in order, and which of them concern each item.
//!
//! Mixes no role with another: a report's date is never taken for that of what it tells of. Of a statement
//! without a date it says no more than that it was made on or before the day of the report.

use std::cmp::Ordering;

use crate::model::archive::{Archive, ArticleFacts, EventFacts, Facts, ItemId, NoteId};
use crate::model::draft::Statement;
use crate::model::kind::Kind;
use crate::model::timeline::{Entry, Known, Role, Subject, Timeline};
use crate::text::edtf::{Edtf, Group, SortKey};

/// The timeline of an archive whose references are made.
pub fn timeline(archive: &Archive) -> Timeline {
    let named = named_in(archive);
    let events = archive.events.iter().filter_map(|id| event(archive, *id));
    let notes = archive.articles.iter().flat_map(|id| archive.notes_of(*id));
    let statements = notes.filter_map(|id| statement(archive, id));
    let articles = archive.articles.iter().flat_map(|id| article(archive, *id, &named[id.0 as usize]));
    let entries = in_order(archive, events.chain(statements).chain(articles).collect());
    let dated = entries.partition_point(|entry| place(entry.date.as_ref()).is_some());
    let of = by_item(archive, &entries);
    let known = by_report(archive, &entries);
    let known_dated = known.iter().take_while(|known| !known.reports.is_empty()).count();
    Timeline { entries, dated, of, known, known_dated }
}

/// The entities that each article names, ascending; counts as the items do.
fn named_in(archive: &Archive) -> Vec<Vec<ItemId>> {
    let mut named = vec![Vec::new(); archive.items.len()];
    for entity in archive.ids() {
        for backlink in &archive.references(entity).articles {
            named[backlink.article.0 as usize].push(entity);
        }
    }
    named
}

fn event(archive: &Archive, id: ItemId) -> Option<Entry> {
    let item = archive.item(id);
    let Facts::Event(facts) = &item.details else {
        return None;
    };
    let given = given(archive, facts, id);
    let own = facts.date.clone().filter(|date| !date.is_unknown());
    let outlets = facts.articles.iter().filter_map(|article| facts_of(archive, *article)?.source);
    let concerns = each_once(item.listed.iter().copied().chain(outlets));
    let is_apart = |place: usize| given[place + 1..].iter().any(|other| given[place].is_apart(other));
    let disputed = if own.is_some() { !given.is_empty() } else { (0..given.len()).any(is_apart) };
    let is_given = own.is_none() && !given.is_empty();
    let from_passages = match &given[..] {
        [only] => Some(only.clone()),
        several => Edtf::any_of(several).or_else(|| several.first().cloned()),
    };
    let date = own.or(from_passages).or_else(|| facts.date.clone());
    Some(Entry {
        role: Role::Happened,
        subject: Subject::Item(id),
        date,
        is_given,
        disputed,
        given,
        concerns,
    })
}

/// The dates that passages give for an event, each once, in order: all where the archive has none of its
/// own, else those that exclude it or each other. One that is less exact disagrees with nothing, nor does one
/// of a part of what lasted.
fn given(archive: &Archive, facts: &EventFacts, id: ItemId) -> Vec<Edtf> {
    let attestations = archive.references(id).attestations.iter().map(|id| archive.annotation(*id));
    let standing = attestations.filter(|annotation| annotation.anchor.run().is_some());
    let dates = standing.filter_map(|annotation| annotation.evidence.event_date.as_ref());
    let mut given: Vec<Edtf> = dates.filter(|date| !date.is_unknown()).cloned().collect();
    given.sort_by_cached_key(Edtf::sort_key);
    given.dedup();
    let Some(own) = facts.date.as_ref().filter(|date| !date.is_unknown()) else {
        return given;
    };
    let lasts = own.is_interval();
    let is_told_otherwise = |date: &Edtf| given.iter().any(|other| other.is_apart(date));
    let disagrees = |date: &&Edtf| own.is_apart(date) || (!lasts && is_told_otherwise(date));
    given.iter().filter(disagrees).cloned().collect()
}

fn statement(archive: &Archive, id: NoteId) -> Option<Entry> {
    let annotation = archive.annotation(id);
    let statement = annotation.evidence.statement.as_ref()?;
    annotation.anchor.run()?;
    let facts = facts_of(archive, id.article)?;
    // A claim's people are no speakers: that it names them makes nobody else's words theirs.
    let claim = &archive.item(statement.claim).listed;
    let subjects = claim.places.iter().chain(&claim.topics).copied();
    let outlets = facts.source.iter().chain(&facts.via).chain(&statement.via).copied();
    Some(Entry {
        role: Role::Said,
        subject: Subject::Statement(id),
        date: said(statement, facts),
        is_given: false,
        disputed: false,
        given: Vec::new(),
        concerns: each_once(statement.speaker.into_iter().chain(outlets).chain(subjects)),
    })
}

/// When a statement was made. An outlet can report only what was said before: by the date on which it
/// published the article, or last changed it. Where nobody knows that date, nothing is known of this one.
fn said(statement: &Statement<ItemId>, facts: &ArticleFacts) -> Option<Edtf> {
    if let Some(said) = statement.said.as_ref().filter(|said| !said.is_unknown()) {
        return Some(said.clone());
    }
    let last = |date: &Edtf| date.latest().day();
    let reported = match (&facts.date, &facts.updated) {
        (Some(published), Some(updated)) if last(updated).is_some_and(|day| last(published) > Some(day)) => {
            published
        }
        (_, Some(updated)) => updated,
        (Some(published), None) => published,
        (None, None) => return None,
    };
    Edtf::on_or_before(reported)
}

/// An article's publication, and its update and capture where their dates are given.
fn article(archive: &Archive, id: ItemId, named: &[ItemId]) -> Vec<Entry> {
    let Some(facts) = facts_of(archive, id) else {
        return Vec::new();
    };
    let entry = |role: Role, date: Option<&Edtf>| Entry {
        role,
        subject: Subject::Item(id),
        date: date.cloned(),
        is_given: false,
        disputed: false,
        given: Vec::new(),
        concerns: named.to_vec(),
    };
    let further = [(Role::Updated, &facts.updated), (Role::Captured, &facts.captured)];
    let further = further.into_iter().filter(|(_, date)| date.is_some());
    [(Role::Published, &facts.date)]
        .into_iter()
        .chain(further)
        .map(|(role, date)| entry(role, date.as_ref()))
        .collect()
}

fn facts_of(archive: &Archive, id: ItemId) -> Option<&ArticleFacts> {
    match &archive.item(id).details {
        Facts::Article(facts) => Some(facts),
        _ => None,
    }
}

fn each_once(ids: impl Iterator<Item = ItemId>) -> Vec<ItemId> {
    let mut ids: Vec<ItemId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// By which an entry is filed; none for one without a place in time.
fn place(date: Option<&Edtf>) -> Option<(i64, u8)> {
    match date?.group() {
        Group::Month { year, month } => Some((year, month)),
        Group::Year { year } => Some((year, 0)),
        Group::Undated => None,
    }
}

/// What decides the order of an entry, but for its title: whether it is undated; year and month, what has
/// no month first; the days that its date can mean; its role; then doubt and time of day.
type Key = (bool, (i64, u8), (i64, i64), Role, Option<SortKey>);

fn key(entry: &Entry) -> Key {
    let place = place(entry.date.as_ref());
    let sort = entry.date.as_ref().filter(|_| place.is_some()).map(Edtf::sort_key);
    let days = sort.as_ref().map(SortKey::days).unwrap_or_default();
    (place.is_none(), place.unwrap_or_default(), days, entry.role, sort)
}

fn in_order(archive: &Archive, entries: Vec<Entry>) -> Vec<Entry> {
    let mut keyed: Vec<(Key, usize)> =
        entries.iter().enumerate().map(|(place, entry)| (key(entry), place)).collect();
    keyed.sort_unstable_by(|(key, place), (other_key, other)| {
        key.cmp(other_key).then_with(|| by_title(archive, &entries[*place], &entries[*other]))
    });
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    keyed.into_iter().filter_map(|(_, place)| entries[place].take()).collect()
}

fn by_title(archive: &Archive, entry: &Entry, other: &Entry) -> Ordering {
    let item = |entry: &Entry| match entry.subject {
        Subject::Item(id) => archive.item(id),
        Subject::Statement(id) => archive.item(id.article),
    };
    let (first, second) = (item(entry), item(other));
    // Ids may change from build to build with what else there is; slugs do not.
    first
        .title
        .cmp(&second.title)
        .then_with(|| first.slug.cmp(&second.slug))
        .then_with(|| entry.subject.cmp(&other.subject))
}

/// The entries that concern each item, ascending.
fn by_item(archive: &Archive, entries: &[Entry]) -> Vec<Vec<u32>> {
    let mut of = vec![Vec::new(); archive.items.len()];
    for (number, entry) in (0..).zip(entries) {
        if !matches!(entry.role, Role::Happened | Role::Said | Role::Published) {
            continue;
        }
        let claims: &[ItemId] = match entry.subject {
            Subject::Item(id) => &archive.references(id).claims,
            Subject::Statement(id) => {
                let statement = archive.annotation(id).evidence.statement.as_ref();
                statement.map(|statement| std::slice::from_ref(&statement.claim)).unwrap_or_default()
            }
        };
        for id in entry.concerns.iter().chain(claims) {
            of[id.0 as usize].push(number);
        }
    }
    of
}

/// The events in the order in which they were first reported.
fn by_report(archive: &Archive, entries: &[Entry]) -> Vec<Known> {
    let events = (0..).zip(entries).filter_map(|(number, entry)| match entry.subject {
        Subject::Item(id) if entry.role == Role::Happened => {
            Some(Known { entry: number, reports: first_reports(archive, id) })
        }
        _ => None,
    });
    let mut known: Vec<Known> = events.collect();
    // The sort is stable: what one report told first, or on one day, stays in the order of the events.
    known.sort_by_cached_key(|known| {
        let published = known.reports.first().and_then(|id| published(archive, *id));
        let place = place(published);
        (place.is_none(), place, published.map(|date| date.sort_key().days()))
    });
    known
}

/// The articles that can have been the first to tell of an event: those with a date that were not surely
/// published after another.
fn first_reports(archive: &Archive, event: ItemId) -> Vec<ItemId> {
    let Facts::Event(facts) = &archive.item(event).details else {
        return Vec::new();
    };
    let dated = facts.articles.iter().filter_map(|id| Some((published(archive, *id)?, *id)));
    let mut dated: Vec<(&Edtf, ItemId)> = dated.collect();
    dated.sort_by_cached_key(|(date, id)| (date.sort_key(), archive.item(*id).slug.clone()));
    let first = dated.iter().filter_map(|(date, _)| date.latest().day()).min();
    let can_be_first = |date: &Edtf| match (date.earliest().day(), first) {
        (Some(begin), Some(first)) => begin <= first,
        _ => true,
    };
    dated.into_iter().filter(|(date, _)| can_be_first(date)).map(|(_, id)| id).collect()
}

/// When an article was published, where that has a place in time.
fn published(archive: &Archive, id: ItemId) -> Option<&Edtf> {
    facts_of(archive, id)?.date.as_ref().filter(|date| !date.is_unknown())
}

/// Whether an item of a kind has a timeline of its own on its page.
pub fn has_timeline(kind: Kind) -> bool {
    kind.is_entity() || kind == Kind::Claim
}
