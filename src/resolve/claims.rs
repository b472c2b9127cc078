//! What annotations are evidence of, put together: the passages that attest each event, the statements
//! on each claim and those of each speaker and outlet.

use crate::model::archive::{Annotation, Archive, ArticleFacts, Facts, ItemId, NoteId};
use crate::text::edtf::{Edtf, SortKey};

/// Lists all annotations, and tells every item which of them speak of it.
pub fn refer_evidence(archive: &mut Archive) {
    let notes = notes_by_publication(archive);
    for id in &notes {
        refer(archive, *id);
    }
    order_statements(archive);
    archive.annotations = newest_first(archive, notes);
}

/// All annotations: by their articles, oldest first, and in each as they stand.
fn notes_by_publication(archive: &Archive) -> Vec<NoteId> {
    let of_article = |article: &ItemId| {
        let article = *article;
        let count = u32::try_from(archive.item(article).annotations.len()).unwrap_or(u32::MAX);
        (0..count).map(move |index| NoteId { article, index })
    };
    archive.articles.iter().rev().flat_map(of_article).collect()
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

fn newest_first(archive: &Archive, mut notes: Vec<NoteId>) -> Vec<NoteId> {
    let made = |annotation: &Annotation| -> Option<SortKey> {
        annotation.date.as_ref().filter(|date| !date.is_unknown()).map(Edtf::sort_key)
    };
    // Articles are in order already, newest first.
    let mut ranks = vec![0; archive.items.len()];
    archive.articles.iter().enumerate().for_each(|(rank, id)| ranks[id.0 as usize] = rank);
    notes.sort_by_cached_key(|id| {
        let key = made(archive.annotation(*id));
        (key.is_none(), key.map(std::cmp::Reverse), ranks[id.article.0 as usize], id.index)
    });
    notes
}

/// Where a statement comes from, as far as is known: the first that relayed it, else the first that the
/// article was relayed through, else the outlet. Copies of one wire have one origin.
pub fn origin_of(article: &ArticleFacts, via: &[ItemId]) -> Option<ItemId> {
    via.first().or(article.via.first()).copied().or(article.source)
}
