//! The files of an index: their names, and how they are written for fetching and for pages on a disk.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use flate2::{Compress, Compression, FlushCompress, Status};

use crate::plan::routes::SEARCH;
use crate::search::documents::Library;
use crate::text::hash::{Hash, hex};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What leads to all others; the only one whose name says nothing of what is in it.
    Root,
    Dictionary,
    Entries,
    Places,
    Facet,
    Lengths,
    Dates,
    Directory,
    Records,
}

impl Role {
    fn letter(self) -> char {
        match self {
            Role::Root => unreachable!("the root has a name of its own"),
            Role::Dictionary => 'w',
            Role::Entries => 'e',
            Role::Places => 'p',
            Role::Facet => 'f',
            Role::Lengths => 'l',
            Role::Dates => 'd',
            Role::Directory => 'y',
            Role::Records => 'r',
        }
    }
}

/// How many bytes of a hash name a file.
pub const HASH: usize = 6;

/// The name of a file: its role, and the hash of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    pub role: Role,
    pub hash: [u8; HASH],
}

impl Name {
    pub const ROOT: Name = Name { role: Role::Root, hash: [0; HASH] };

    /// The name of a role and the hash that another file gives.
    pub fn of(role: Role, hash: &[u8]) -> Name {
        let mut bytes = [0; HASH];
        bytes[..hash.len().min(HASH)].copy_from_slice(&hash[..hash.len().min(HASH)]);
        Name { role, hash: bytes }
    }

    /// Without folder and ending: `w3fa2c1…`.
    pub fn stem(&self) -> String {
        match self.role {
            Role::Root => "root".to_owned(),
            role => format!("{}{}", role.letter(), hex(&self.hash)),
        }
    }
}

/// A file of the index: a part of it, small enough to be fetched for one query.
pub struct Shard {
    pub name: Name,
    pub(super) content: Content,
}

/// What is in a file.
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// Records of these documents, packed when the file is written: they are most of an index, and on a
    /// second build most of them are there already.
    Records(std::ops::Range<u32>),
}

impl Shard {
    pub(super) fn new(role: Role, bytes: Vec<u8>) -> Shard {
        let name = Name::of(role, &Hash::of(&bytes).0);
        Shard { name, content: Content::Bytes(bytes) }
    }
}

/// An index, ready to be written or searched.
#[derive(Default)]
pub struct Index {
    files: Vec<Shard>,
    by_name: HashMap<Name, usize>,
    is_for_disks: bool,
    /// Of all that the files hold.
    root: Hash,
    packers: Packers,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "an index of {} files, {:?}", self.files.len(), self.root)
    }
}

impl Index {
    pub(super) fn new(root: Vec<u8>, mut files: Vec<Shard>, is_for_disks: bool) -> Index {
        let hash = Hash::of(&root);
        files.push(Shard { name: Name::ROOT, content: Content::Bytes(root) });
        // What is alike has one name, and is one file.
        let mut by_name = HashMap::new();
        files.retain(|file| {
            let place = by_name.len();
            let is_new = !by_name.contains_key(&file.name);
            by_name.entry(file.name).or_insert(place);
            is_new
        });
        Index { files, by_name, is_for_disks, root: hash, packers: Packers::default() }
    }

    /// The paths of all files, in order.
    pub fn paths(&self) -> Vec<String> {
        self.files.iter().map(|file| self.path(&file.name)).collect()
    }

    fn path(&self, name: &Name) -> String {
        let ending = if self.is_for_disks { "js" } else { "bin" };
        format!("{SEARCH}{}.{ending}", name.stem())
    }

    /// Of what is in a file, without making it.
    pub fn fingerprint(&self, number: usize) -> Hash {
        let name = &self.files[number].name;
        let ending: &[u8] = if self.is_for_disks { b"script" } else { b"bytes" };
        match name.role {
            Role::Root => Hash::of_parts([&self.root.0[..], ending]),
            _ => Hash::of_parts([name.stem().as_bytes(), ending]),
        }
    }

    /// A file as it is written: its bytes, or a script that brings them to a page on a disk.
    pub fn write(&self, library: &Library<'_>, number: usize) -> Vec<u8> {
        let file = &self.files[number];
        let bytes = match &file.content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Records(span) => self.packers.pack(&library.records(span.clone())),
        };
        if self.is_for_disks { script(&file.name, &bytes) } else { bytes }
    }
}

/// Where the engine finds files.
pub trait Shelf {
    /// What is in a file; records unpacked. None where there is no such file.
    fn read(&self, name: &Name) -> Option<Vec<u8>>;
}

/// An index in memory.
impl Shelf for (&Index, &Library<'_>) {
    fn read(&self, name: &Name) -> Option<Vec<u8>> {
        let (index, library) = self;
        let file = &index.files[*index.by_name.get(name)?];
        Some(match &file.content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Records(span) => library.records(span.clone()),
        })
    }
}

/// How hard records are packed, of 9: beyond this each percent costs a fifth more time.
const PACKING: u32 = 3;

/// Packs records (DEFLATE, RFC 1951), as browsers unpack them.
///
/// What packs has hundreds of kilobytes of its own, which take longer to make ready than a file to be
/// packed: it is kept from file to file.
#[derive(Default)]
struct Packers {
    idle: Mutex<Vec<Compress>>,
}

impl Packers {
    fn pack(&self, bytes: &[u8]) -> Vec<u8> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = idle().pop();
        let mut packer = kept.unwrap_or_else(|| Compress::new(Compression::new(PACKING), false));
        let mut packed = vec![0; bytes.len() + bytes.len() / 8 + 64];
        let mut done = Status::Ok;
        while done != Status::StreamEnd {
            let (read, written) = (packer.total_in() as usize, packer.total_out() as usize);
            if written == packed.len() {
                packed.resize(2 * packed.len(), 0);
            }
            let step = packer.compress(&bytes[read..], &mut packed[written..], FlushCompress::Finish);
            done = step.expect("memory takes any number of bytes");
        }
        packed.truncate(packer.total_out() as usize);
        packer.reset();
        idle().push(packer);
        packed
    }
}

/// A script that hands bytes to whoever waits for them on the page.
fn script(name: &Name, bytes: &[u8]) -> Vec<u8> {
    let mut script =
        format!("document.dispatchEvent(new CustomEvent(\"search-file\",{{detail:[\"{}\",\"", name.stem())
            .into_bytes();
    push_base64(&mut script, bytes);
    script.extend_from_slice(b"\"]}));\n");
    script
}

/// RFC 4648, with padding.
fn push_base64(text: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let word =
            three.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for digit in 0..4 {
            let is_there = digit <= three.len();
            let value = (word >> (18 - 6 * digit)) as usize & 63;
            text.push(if is_there { DIGITS[value] } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;

    use super::*;

    #[test]
    fn bytes_are_written_as_text() {
        let written = |bytes: &[u8]| {
            let mut text = Vec::new();
            push_base64(&mut text, bytes);
            String::from_utf8(text).unwrap()
        };
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|text| written(text.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }

    #[test]
    fn what_is_packed_does_not_depend_on_what_was_packed_before() {
        let unpacked = |packed: &[u8]| {
            let mut bytes = Vec::new();
            DeflateDecoder::new(packed).read_to_end(&mut bytes).unwrap();
            bytes
        };
        // Nothing, what packs well, and what does not pack at all.
        let noise: Vec<u8> = (0..4_000_u32).flat_map(|number| Hash::of(&number.to_le_bytes()).0).collect();
        let texts = [Vec::new(), b"again and again ".repeat(5_000), noise, b"short".to_vec()];
        let packers = Packers::default();
        for text in texts.iter().chain(texts.iter().rev()) {
            let packed = packers.pack(text);
            assert_eq!(packed, Packers::default().pack(text));
            assert!(unpacked(&packed) == *text, "{} bytes", text.len());
        }
        assert_eq!(packers.idle.into_inner().unwrap().len(), 1);
    }

    #[test]
    fn names_tell_what_files_are_for() {
        assert_eq!(Name::ROOT.stem(), "root");
        assert_eq!(Name::of(Role::Records, &[0xab, 1, 2, 3, 4, 5, 6, 7]).stem(), "rab0102030405");
    }
}
