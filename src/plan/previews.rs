//! What pages say of those that they link to lies in parts, so that a reader fetches little.

use crate::model::archive::{Archive, ItemId};
use crate::plan::{is_home, routes};

/// About how many pages a part tells of: some 40 kB.
const IN_A_PART: usize = 150;

/// How many parts there are; none for an archive without anything.
pub fn shards(archive: &Archive) -> usize {
    archive.items.len().div_ceil(IN_A_PART)
}

/// The file of a part.
pub fn path(shard: usize) -> String {
    format!("previews/{shard:02x}.js")
}

/// The part that tells of a page, by its path from the top of the site, decoded and without `index.html`:
/// FNV-1a of 32 bits, which a script computes as easily.
pub fn shard_of(path: &str, shards: usize) -> usize {
    let hash =
        path.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % shards.max(1)
}

/// The items that each part tells of: all but the home page.
pub fn divided(archive: &Archive) -> Vec<Vec<ItemId>> {
    let shards = shards(archive);
    let mut divided = vec![Vec::new(); shards];
    for id in archive.ids().filter(|id| !is_home(archive.item(*id))) {
        divided[shard_of(&routes::item_folder(archive.item(id)), shards)].push(id);
    }
    divided
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_a_hash_that_scripts_know() {
        assert_eq!(shard_of("a", 0x1_0000_0000), 0xe40c_292c);
        assert_eq!(shard_of("people/lu-kang/", 0x1_0000_0000), 3_837_123_537);
        assert_eq!(shard_of("people/lu-kang/", 4), 1);
        assert_eq!(
            (path(0), path(255), path(4096)),
            ("previews/00.js".to_owned(), "previews/ff.js".to_owned(), "previews/1000.js".to_owned())
        );
    }
}
