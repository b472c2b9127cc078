//! What annotations are evidence of, put together: the passages that attest each event, the statements
//! on each claim and those of each speaker and outlet.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::archive::{Archive, ArticleFacts, Facts, ItemId, NoteId};
use crate::text::edtf::Edtf;

/// Lists all annotations, and tells every item which of them speak of it.
pub fn refer_evidence(archive: &mut Archive) {
    // By their articles, oldest first, and in each as they stand.
    for article in archive.articles.clone().into_iter().rev() {
        archive.notes_of(article).for_each(|id| refer(archive, id));
    }
    order_statements(archive);
    archive.annotations = newest_first(archive);
}

fn refer(archive: &mut Archive, id: NoteId) {
    let item = archive.item(id.article);
    let evidence = &item.annotations[id.index as usize].evidence;
    let events = evidence.events.clone();
    let mut concerned: Vec<ItemId> = Vec::new();
    let mut claim = None;
    if let Some(statement) = &evidence.statement {
        claim = Some(statement.claim);
        concerned.extend(statement.speaker);
        concerned.extend(&statement.via);
        if let Facts::Article(article) = &item.details {
            concerned.extend(article.source);
            concerned.extend(&article.via);
        }
    }
    concerned.sort_unstable();
    concerned.dedup();
    for target in claim.into_iter().chain(concerned) {
        archive.references[target.0 as usize].statements.push(id);
    }
    for event in events {
        archive.references[event.0 as usize].attestations.push(id);
        if let Facts::Event(facts) = &mut archive.items[event.0 as usize].details {
            facts.articles.push(id.article);
        }
    }
    if let Some(claim) = claim
        && let Facts::Claim(facts) = &mut archive.items[claim.0 as usize].details
    {
        facts.articles.push(id.article);
    }
}

/// Statements in the order in which they were said, as far as it is known; others when they were published.
fn order_statements(archive: &mut Archive) {
    let mut references = std::mem::take(&mut archive.references);
    for list in references.iter_mut().map(|references| &mut references.statements) {
        // The sort is stable: on one day, what was published first stands first.
        list.sort_by_cached_key(|id| {
            let key = said(archive, *id).map(Edtf::sort_key);
            (key.is_none(), key)
        });
    }
    archive.references = references;
}

/// When a statement was made: when it was said, else when it was published.
pub fn said(archive: &Archive, id: NoteId) -> Option<&Edtf> {
    let item = archive.item(id.article);
    let statement = item.annotations[id.index as usize].evidence.statement.as_ref();
    let said = statement.and_then(|statement| statement.said.as_ref());
    let published = match &item.details {
        Facts::Article(facts) => facts.date.as_ref(),
        _ => None,
    };
    said.or(published).filter(|date| !date.is_unknown())
}

/// All annotations by when they were made; those of one day as their articles are in order, newest first.
fn newest_first(archive: &Archive) -> Vec<NoteId> {
    // Many are made on few days: sorting the days is quicker than sorting the annotations.
    let mut made: HashMap<Option<&Edtf>, Vec<NoteId>> = HashMap::new();
    for id in archive.articles.iter().flat_map(|article| archive.notes_of(*article)) {
        let date = archive.annotation(id).date.as_ref().filter(|date| !date.is_unknown());
        made.entry(date).or_default().push(id);
    }
    let mut made: Vec<(Option<&Edtf>, Vec<NoteId>)> = made.into_iter().collect();
    made.sort_by_cached_key(|(date, _)| (date.is_none(), date.map(|date| Reverse(date.sort_key()))));
    made.into_iter().flat_map(|(_, notes)| notes).collect()
}

/// Where a statement comes from, as far as is known: the first that relayed it, else the first that the
/// article was relayed through, else the outlet. Copies of one wire have one origin.
pub fn origin_of(article: &ArticleFacts, via: &[ItemId]) -> Option<ItemId> {
    via.first().or(article.via.first()).copied().or(article.source)
}
