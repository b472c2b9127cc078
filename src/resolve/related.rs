//! Articles about the same things: weighted so that a name in every article counts little.

use std::collections::BTreeMap;

use crate::model::archive::{Archive, ItemId};
use crate::model::kind::Kind;

/// How many articles an article is related to at the most.
const RELATED: usize = 6;

/// How many shared entities are named at the most.
const SHARED: usize = 4;

/// On each side of an article in the dated list of an entity's articles, how many are compared:
/// bounds the work to the number of mentions, and favours what was published near it.
const WINDOW: usize = 12;

/// Related articles of each article, the nearest first, with the rarest entities they share.
///
/// The weight of a shared entity is the logarithm of how rare it is (inverse document frequency).
pub fn related(archive: &Archive) -> BTreeMap<ItemId, Vec<(ItemId, Vec<ItemId>)>> {
    let named = named(archive);
    let rank: BTreeMap<ItemId, usize> =
        archive.articles.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
    archive
        .articles
        .iter()
        .map(|id| (*id, nearest(archive, &named, &rank, *id)))
        .filter(|(_, list)| !list.is_empty())
        .collect()
}

/// For each article the entities that it names, and its place in the list of each.
fn named(archive: &Archive) -> BTreeMap<ItemId, Vec<(ItemId, usize)>> {
    let mut named: BTreeMap<ItemId, Vec<(ItemId, usize)>> = BTreeMap::new();
    for entity in archive
        .ids()
        .filter(|id| archive.item(*id).kind.is_entity() && archive.item(*id).kind != Kind::Source)
    {
        for (place, backlink) in archive.references(entity).articles.iter().enumerate() {
            named.entry(backlink.article).or_default().push((entity, place));
        }
    }
    named
}

fn nearest(
    archive: &Archive,
    named: &BTreeMap<ItemId, Vec<(ItemId, usize)>>,
    rank: &BTreeMap<ItemId, usize>,
    id: ItemId,
) -> Vec<(ItemId, Vec<ItemId>)> {
    let mut pairs: Vec<(ItemId, ItemId)> = Vec::new();
    for (entity, place) in named.get(&id).into_iter().flatten() {
        let articles = &archive.references(*entity).articles;
        let window = place.saturating_sub(WINDOW)..(place + WINDOW + 1).min(articles.len());
        pairs.extend(
            articles[window].iter().filter(|other| other.article != id).map(|other| (other.article, *entity)),
        );
    }
    pairs.sort_unstable();
    let total = archive.articles.len() as f64;
    let frequency = |entity: &ItemId| archive.references(*entity).articles.len();
    let mut scored: Vec<(f64, ItemId, Vec<ItemId>)> = pairs
        .chunk_by(|first, second| first.0 == second.0)
        .map(|chunk| {
            let shared: Vec<ItemId> = chunk.iter().map(|(_, entity)| *entity).collect();
            let score = shared.iter().map(|entity| (1.0 + total / frequency(entity) as f64).ln()).sum();
            (score, chunk[0].0, shared)
        })
        .collect();
    scored.sort_by(|first, second| {
        second.0.total_cmp(&first.0).then_with(|| rank[&first.1].cmp(&rank[&second.1]))
    });
    scored.truncate(RELATED);
    scored
        .into_iter()
        .map(|(_, article, mut shared)| {
            shared.sort_by_key(|entity| (frequency(entity), *entity));
            shared.truncate(SHARED);
            (article, shared)
        })
        .collect()
}
