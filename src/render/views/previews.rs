//! What pages say of those that they link to, for the cards beside links.

use std::collections::BTreeMap;

use crate::model::archive::{Facts, ItemId};
use crate::plan::{previews, routes};
use crate::render::views::Views;
use crate::render::views::script;
use crate::text::words::cut;

/// The most characters of a summary.
const MOST_SUMMARY: usize = 200;

impl Views<'_> {
    /// A part of all previews: by path kind, title, date, outlet, summary.
    pub(super) fn previews(&self, shard: usize) -> Vec<u8> {
        let items = &self.previewed.get_or_init(|| previews::divided(self.shelf.archive))[shard];
        let of = |id: &ItemId| (routes::item_folder(self.shelf.archive.item(*id)), self.preview(*id));
        let told: BTreeMap<String, [String; 5]> = items.iter().map(of).collect();
        let detail = script(&told);
        format!("document.dispatchEvent(new CustomEvent(\"previews\",{{detail:{detail}}}));\n").into_bytes()
    }

    fn preview(&self, id: ItemId) -> [String; 5] {
        let archive = self.shelf.archive;
        let item = archive.item(id);
        let (date, source) = match &item.details {
            Facts::Article(facts) => (facts.date.as_ref(), facts.source),
            Facts::Event(facts) => (facts.date.as_ref(), None),
            Facts::Entity(_) | Facts::Claim(_) | Facts::Page { .. } => (None, None),
        };
        let is_dated = matches!(&item.details, Facts::Article(_) | Facts::Event(_));
        let undated = if is_dated { self.phrases.date_or_unknown(None) } else { String::new() };
        [
            self.phrases.kind(item.kind.name()).to_owned(),
            item.title.clone(),
            date.map_or(undated, |date| self.phrases.date(date)),
            source.map(|source| archive.item(source).title.clone()).unwrap_or_default(),
            cut(&item.summary, MOST_SUMMARY),
        ]
    }
}
