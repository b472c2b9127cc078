//! Pictures as they are published: without what they tell beside what they show, and in several sizes.
//!
//! A photograph can say where and when it was taken, with which camera, and hold a small picture of what
//! was cut away. Nothing of that leaves: of each format the parts that make up the picture are kept, all
//! others go, those that nobody knows among them. A picture whose other parts cannot be told apart is
//! refused. Pixels stay as they are, but where the picture has to be turned.

mod gif;
mod jpeg;
mod other;
mod png;
mod scale;
#[cfg(test)]
mod tests;
mod webp;

use std::borrow::Cow;

pub use crate::picture::scale::scaled;

/// How a picture is written in a file, told by how it begins, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    Webp,
    Gif,
    /// HEIF and AVIF.
    Heif,
    Tiff,
}

impl Format {
    /// None for a file that is no picture, or one that cannot hold more than a picture.
    pub fn of(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Format::Tiff),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heif(brand) => Some(Format::Heif),
            _ => None,
        }
    }
}

fn is_heif(brand: &[u8]) -> bool {
    const BRANDS: [&[u8; 4]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"];
    brand.get(..4).is_some_and(|brand| BRANDS.iter().any(|known| &known[..] == brand) || brand == b"avis")
}

/// Why a picture is not published, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub message: String,
    pub help: &'static str,
}

impl Refused {
    fn broken(what: &str) -> Refused {
        Refused {
            message: format!("the picture cannot be read: {what}"),
            help: "open it in another program and save it anew",
        }
    }
}

/// A file as it is published: of a picture only what makes up the picture; any other file as it is.
///
/// # Errors
/// The picture is broken, or tells more than it shows in a form that cannot be taken apart.
pub fn clean(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Refused> {
    let cleaned = match Format::of(bytes) {
        Some(Format::Jpeg) => jpeg::clean(bytes)?,
        Some(Format::Png) => png::clean(bytes)?,
        Some(Format::Webp) => webp::clean(bytes)?,
        Some(Format::Gif) => gif::clean(bytes)?,
        Some(Format::Heif | Format::Tiff) => {
            other::check(bytes)?;
            return Ok(Cow::Borrowed(bytes));
        }
        None => return Ok(Cow::Borrowed(bytes)),
    };
    Ok(if cleaned == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(cleaned) })
}

/// Whether a picture is stored on its side, so that its width is shown as its height.
pub fn is_on_its_side(head: &[u8]) -> bool {
    Format::of(head) == Some(Format::Jpeg) && jpeg::orientation(head) >= 5
}
