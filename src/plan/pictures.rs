//! In which sizes a picture is published.

use std::collections::BTreeMap;

use crate::model::archive::{Archive, Item, Picture};

/// Widths in pixels: a phone, a phone with a fine screen or a column of text, a column on a fine screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// The widths that a picture is made smaller to, ascending; none for one that would lose little, or that is
/// no photograph: lines and screens are best as they are.
pub fn widths(picture: &Picture) -> impl Iterator<Item = u32> + use<> {
    let extension = picture.asset.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_photograph = matches!(extension.as_str(), "jpg" | "jpeg");
    let width = picture.size.filter(|_| is_photograph).map_or(0, |(width, _)| width);
    WIDTHS.into_iter().filter(move |smaller| smaller + smaller / 4 <= width)
}

/// The pictures that texts and notes show, each once, with an item that shows it.
pub fn shown(archive: &Archive) -> impl Iterator<Item = (&Picture, &Item)> {
    let mut shown: BTreeMap<&str, (&Picture, &Item)> = BTreeMap::new();
    for item in &archive.items {
        let noted = item.annotations.iter().flat_map(|annotation| &annotation.note.images);
        for picture in item.images.iter().chain(noted).flatten() {
            shown.entry(&picture.asset).or_insert((picture, item));
        }
    }
    shown.into_values()
}
