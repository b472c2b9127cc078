//! What the pictures for links to pages say.

use crate::card::{Card, HEIGHT, WIDTH};
use crate::model::archive::{Facts, Item, ItemId};
use crate::plan::{Make, routes};
use crate::render::metadata::Image;
use crate::render::views::Views;
use crate::text::address::encode_path;

impl Views<'_> {
    /// The card of an item, or of the archive.
    pub fn card(&self, item: Option<ItemId>) -> Card {
        match item {
            Some(id) => self.card_of_item(self.shelf.archive.item(id)),
            None => Card {
                title: self.site.title.clone(),
                below: self.site.description.clone(),
                foot: self.address_in_words(),
                from_right: self.config.dir == "rtl",
                ..Card::default()
            },
        }
    }

    /// The site's address as people write it.
    fn address_in_words(&self) -> String {
        let address = self.config.base_url.split_once("://").map_or("", |(_, rest)| rest);
        address.trim_end_matches('/').to_owned()
    }

    fn card_of_item(&self, item: &Item) -> Card {
        let in_words =
            |when: &Option<_>| when.as_ref().map(|when| self.phrases.date(when)).unwrap_or_default();
        let kind = self.phrases.kind(item.kind.name()).to_owned();
        let (above, below) = match &item.details {
            Facts::Article(facts) => {
                let outlet = facts.source.filter(|source| self.is_known(*source));
                let outlet = outlet.map(|source| self.shelf.archive.item(source).title.clone());
                (outlet.unwrap_or_default(), in_words(&facts.date))
            }
            Facts::Event(facts) => (kind, in_words(&facts.date)),
            Facts::Entity(facts) => (kind, first_of([&facts.role, &item.summary])),
            Facts::Claim(facts) if facts.question == item.title => (kind, item.summary.clone()),
            Facts::Claim(facts) => (kind, first_of([&facts.question, &item.summary])),
            Facts::Page { .. } => (String::new(), item.summary.clone()),
        };
        Card {
            above,
            title: item.title.clone(),
            below,
            foot: self.site.title.clone(),
            from_right: self.dir_of(item) == "rtl",
        }
    }

    /// The picture for links to a page: its own, else that of the archive.
    pub(super) fn image_of(&self, make: &Make) -> Option<Image> {
        let item = match make {
            Make::Item(id, _) | Make::ItemTimeline(id, _) => Some(*id),
            _ => None,
        };
        let own = item.map(|id| (routes::card(&routes::item_folder(self.shelf.archive.item(id))), Some(id)));
        let all = own.into_iter().chain([(routes::card(""), None)]);
        let is_planned =
            |path: &str, item| self.plan.at(path).is_some_and(|output| output.make == Make::Card(item));
        let (path, item) = all.into_iter().find(|(path, item)| is_planned(path, *item))?;
        Some(Image {
            address: self.canonical(&encode_path(&path))?,
            width: WIDTH,
            height: HEIGHT,
            alt: self.card(item).words(),
        })
    }
}

/// The first text that says something.
fn first_of(texts: [&String; 2]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default()
}
