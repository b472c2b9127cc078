//! Puts the archive together: orders, and what refers to what.

use std::collections::BTreeMap;

use crate::model::archive::{Archive, Backlink, Facts, Item, ItemId, References, Target};
use crate::model::kind::Kind;
use crate::resolve::TextFacts;
use crate::resolve::annotations::note_targets;
use crate::resolve::changes::all_changes;
use crate::resolve::claims::refer_evidence;
use crate::resolve::identify::Identified;
use crate::resolve::order::Collation;
use crate::resolve::timeline::timeline;
use crate::text::edtf::Edtf;

/// The archive, from its items and what their texts say; `texts` counts as the items do.
pub fn assemble(identified: Identified, texts: Vec<TextFacts>) -> Archive {
    let collation = Collation::of(&identified.lang);
    let mut items = identified.items;
    for (item, text) in items.iter_mut().zip(texts) {
        item.links = text.links;
        item.images = text.images;
        item.raw_links = text.raw_links;
        item.mentions = text.mentions;
        item.annotations = text.annotations;
        item.assets = text.assets;
    }
    let references = items.iter().map(|_| References::default()).collect();
    let mut archive = Archive { items, references, ..Archive::default() };
    put_in_order(&mut archive, &collation);
    refer_articles(&mut archive);
    refer_evidence(&mut archive);
    refer_events_and_claims(&mut archive);
    refer_links(&mut archive);
    archive.translations = translations(&archive);
    archive.timeline = timeline(&archive);
    archive.own_changes = identified.changes;
    archive.changes = all_changes(&archive);
    archive
}

/// The date by which an item stands in order.
fn date(item: &Item) -> Option<&Edtf> {
    match &item.details {
        Facts::Article(article) => article.date.as_ref(),
        Facts::Event(event) => event.date.as_ref(),
        _ => None,
    }
    .filter(|date| !date.is_unknown())
}

fn put_in_order(archive: &mut Archive, collation: &Collation) {
    let of_kind =
        |kind: Kind| -> Vec<ItemId> { archive.ids().filter(|id| archive.item(*id).kind == kind).collect() };
    let by_title = |kind: Kind| {
        let mut ids = of_kind(kind);
        ids.sort_by(|a, b| {
            collation.compare(&archive.item(*a).title, &archive.item(*b).title).then(a.cmp(b))
        });
        ids
    };
    let mut articles = of_kind(Kind::Article);
    articles.sort_by_cached_key(|id| {
        let key = date(archive.item(*id)).map(|date| std::cmp::Reverse(date.sort_key()));
        (key.is_none(), key, archive.item(*id).slug.clone())
    });
    let mut events = of_kind(Kind::Event);
    events.sort_by_cached_key(|id| {
        let key = date(archive.item(*id)).map(Edtf::sort_key);
        (key.is_none(), key, archive.item(*id).slug.clone())
    });
    let (claims, pages) = (by_title(Kind::Claim), by_title(Kind::Page));
    let entities = Kind::ENTITIES.into_iter().map(|kind| (kind, by_title(kind))).collect();
    (archive.articles, archive.events, archive.claims, archive.pages, archive.entities) =
        (articles, events, claims, pages, entities);
}

/// Which articles name which entities; from the newest on, so that each list is in that order.
fn refer_articles(archive: &mut Archive) {
    for article in archive.articles.clone() {
        for (entity, (count, first)) in named(archive.item(article)) {
            archive.references[entity.0 as usize].articles.push(Backlink { article, count, first });
        }
    }
}

/// The entities that an article names, how often its text does, and where first.
fn named(item: &Item) -> BTreeMap<ItemId, (u32, Option<u32>)> {
    let mut named: BTreeMap<ItemId, (u32, Option<u32>)> = BTreeMap::new();
    let listed = item.listed.iter().copied();
    let outlets = match &item.details {
        Facts::Article(article) => article.source.iter().chain(&article.via).copied().collect(),
        _ => Vec::new(),
    };
    for entity in listed.chain(outlets) {
        named.entry(entity).or_default();
    }
    for (index, mention) in item.mentions.iter().enumerate() {
        let entry = named.entry(mention.entity).or_default();
        entry.0 += 1;
        entry.1 = entry.1.or(u32::try_from(index).ok());
    }
    named
}

fn refer_events_and_claims(archive: &mut Archive) {
    let mut newness = vec![0; archive.items.len()];
    archive.articles.iter().enumerate().for_each(|(rank, id)| newness[id.0 as usize] = rank);
    for event in archive.events.clone() {
        for target in described(archive, event, &newness) {
            archive.references[target.0 as usize].events.push(event);
        }
    }
    for claim in archive.claims.clone() {
        for target in described(archive, claim, &newness) {
            archive.references[target.0 as usize].claims.push(claim);
        }
    }
}

/// What an event or claim lists: its articles and entities, each once. Puts its articles in order
/// of publication on the way.
fn described(archive: &mut Archive, id: ItemId, newness: &[usize]) -> Vec<ItemId> {
    let mut articles = match &archive.item(id).details {
        Facts::Event(event) => event.articles.clone(),
        Facts::Claim(claim) => claim.articles.clone(),
        _ => Vec::new(),
    };
    articles.sort_by_key(|article| std::cmp::Reverse(newness[article.0 as usize]));
    articles.dedup();
    let mut targets: Vec<ItemId> =
        articles.iter().copied().chain(archive.item(id).listed.iter().copied()).collect();
    targets.sort_unstable();
    targets.dedup();
    match &mut archive.items[id.0 as usize].details {
        Facts::Event(event) => event.articles = articles,
        Facts::Claim(claim) => claim.articles = articles,
        _ => {}
    }
    targets
}

/// Links between pages that are not mentions, and places within places.
fn refer_links(archive: &mut Archive) {
    let mut links: Vec<(ItemId, ItemId)> = Vec::new();
    for from in archive.ids() {
        let item = archive.item(from);
        let targets = item.links.iter().chain(&item.raw_links).chain(note_targets(&item.annotations));
        links.extend(targets.filter_map(|target| match target {
            Target::Item(to, _) if *to != from => Some((*to, from)),
            _ => None,
        }));
    }
    links.sort_unstable();
    links.dedup();
    for (to, from) in links {
        let is_mention = archive.item(from).kind == Kind::Article && archive.item(to).kind.is_entity();
        if !is_mention {
            archive.references[to.0 as usize].linked_from.push(from);
        }
    }
    for inner in archive.ids() {
        if let Facts::Entity(facts) = &archive.item(inner).details
            && let Some(outer) = facts.within
        {
            archive.references[outer.0 as usize].contains.push(inner);
        }
    }
}

/// Groups of articles that are one text in several languages: the original, then by language.
fn translations(archive: &Archive) -> BTreeMap<ItemId, Vec<ItemId>> {
    let original = |id: ItemId| match &archive.item(id).details {
        Facts::Article(article) => article.translation_of.filter(|original| *original != id),
        _ => None,
    };
    let mut groups: BTreeMap<ItemId, Vec<ItemId>> = BTreeMap::new();
    for id in &archive.articles {
        if let Some(first) = original(*id) {
            let root = original(first).unwrap_or(first);
            groups.entry(root).or_insert_with(|| vec![root]).push(*id);
        }
    }
    let mut found = BTreeMap::new();
    for mut group in groups.into_values() {
        group[1..].sort_by_key(|id| (archive.item(*id).lang.clone(), archive.item(*id).slug.clone()));
        group.dedup();
        found.extend(group.iter().map(|id| (*id, group.clone())));
    }
    found
}
