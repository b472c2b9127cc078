//! Which pages have a picture of their own for links to them.

use crate::card::Fonts;
use crate::config::{Config, ForPrograms};
use crate::model::archive::{Archive, ItemId};
use crate::plan::is_home;

/// The most pages that have cards of their own unless the configuration says otherwise: a card takes some 6 ms
/// and 12 kB, so many of them 6 s on two slow cores and 24 MB when all are drawn for the first time.
pub const MOST: usize = 2_000;

/// Whether the archive as a whole has a card: a picture is named by its full address.
pub fn has_general(config: &Config, fonts: &Fonts) -> bool {
    let is_wanted = !config.base_url.is_empty() && config.social_cards != ForPrograms::Never;
    is_wanted && fonts.can_write(&config.title)
}

/// The items whose pages have cards of their own: those whose titles can be written.
pub fn of_items(archive: &Archive, config: &Config, fonts: &Fonts) -> Vec<ItemId> {
    let is_wanted = !config.base_url.is_empty();
    if !is_wanted || !config.social_cards.allows_up_to(MOST, archive.items.len()) {
        return Vec::new();
    }
    let can = |id: &ItemId| !is_home(archive.item(*id)) && fonts.can_write(&archive.item(*id).title);
    archive.ids().filter(can).collect()
}
