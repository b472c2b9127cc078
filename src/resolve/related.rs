//! Articles about the same things: weighted so that a name in every article counts little.

use crate::model::archive::{Archive, ItemId};
use crate::model::kind::Kind;

/// How many articles an article is related to at the most.
const RELATED: usize = 6;

/// How many shared entities are named at the most.
const SHARED: usize = 4;

/// On each side of an article in the dated list of an entity's articles, how many are compared:
/// bounds the work to the number of mentions, and favours what was published near it.
const WINDOW: usize = 12;

/// What is needed to find related articles: made once, then asked for each article.
pub struct Kinship<'a> {
    archive: &'a Archive,
    /// For each article the entities that it names, and its place in the list of each; counts as the
    /// items do.
    named: Vec<Vec<(ItemId, u32)>>,
    /// The weight of each entity: the logarithm of how rare it is (inverse document frequency).
    weights: Vec<f64>,
}

impl<'a> Kinship<'a> {
    pub fn new(archive: &'a Archive) -> Kinship<'a> {
        let mut kinship = Kinship {
            archive,
            named: vec![Vec::new(); archive.items.len()],
            weights: vec![0.0; archive.items.len()],
        };
        let total = archive.articles.len() as f64;
        for entity in archive.ids() {
            let kind = archive.item(entity).kind;
            let articles = &archive.references(entity).articles;
            // That two reports are of one outlet says nothing about what they report.
            if !kind.is_entity() || kind == Kind::Source || articles.len() < 2 {
                continue;
            }
            kinship.weights[entity.0 as usize] = (1.0 + total / articles.len() as f64).ln();
            for (place, backlink) in (0..).zip(articles) {
                kinship.named[backlink.article.0 as usize].push((entity, place));
            }
        }
        kinship
    }

    /// Related articles, the nearest first, with the rarest entities that they share.
    pub fn related(&self, id: ItemId) -> Vec<(ItemId, Vec<ItemId>)> {
        let mut pairs: Vec<(ItemId, ItemId)> = Vec::new();
        for (entity, place) in &self.named[id.0 as usize] {
            let articles = &self.archive.references(*entity).articles;
            let place = *place as usize;
            let window = place.saturating_sub(WINDOW)..(place + WINDOW + 1).min(articles.len());
            pairs.extend(
                articles[window]
                    .iter()
                    .filter(|other| other.article != id)
                    .map(|other| (other.article, *entity)),
            );
        }
        pairs.sort_unstable();
        let weight = |pair: &(ItemId, ItemId)| self.weights[pair.1.0 as usize];
        let mut scored: Vec<(f64, &[(ItemId, ItemId)])> = pairs
            .chunk_by(|first, second| first.0 == second.0)
            .map(|shared| (shared.iter().map(weight).sum(), shared))
            .collect();
        let order = |first: &(f64, &[(ItemId, ItemId)]), second: &(f64, &[(ItemId, ItemId)])| {
            second.0.total_cmp(&first.0).then(first.1[0].0.cmp(&second.1[0].0))
        };
        if scored.len() > RELATED {
            scored.select_nth_unstable_by(RELATED, order);
            scored.truncate(RELATED);
        }
        scored.sort_unstable_by(order);
        scored.into_iter().map(|(_, shared)| (shared[0].0, self.rarest(shared))).collect()
    }

    fn rarest(&self, shared: &[(ItemId, ItemId)]) -> Vec<ItemId> {
        let mut entities: Vec<ItemId> = shared.iter().map(|(_, entity)| *entity).collect();
        let weight = |entity: &ItemId| self.weights[entity.0 as usize];
        entities.sort_by(|first, second| weight(second).total_cmp(&weight(first)).then(first.cmp(second)));
        entities.truncate(SHARED);
        entities
    }
}
