//! HEIF, AVIF and TIFF: their parts refer to each other by place, so that none can be taken out. One that
//! tells more than it shows is refused.

use std::io::Cursor;

use exif::{Context, Reader};

use crate::picture::Refused;

/// How XMP begins, in whatever it is packed.
const XMP: [&[u8]; 3] = [b"<x:xmpmeta", b"<rdf:RDF", b"ns.adobe.com"];

pub fn check(bytes: &[u8]) -> Result<(), Refused> {
    let has_xmp = XMP.iter().any(|mark| bytes.windows(mark.len()).any(|part| part == *mark));
    let exif = Reader::new().read_from_container(&mut Cursor::new(bytes));
    let tells = match exif {
        // The first directory of a TIFF is the picture itself.
        Ok(exif) => {
            exif.fields().any(|field| field.tag.context() != Context::Tiff || is_told(field.tag.number()))
        }
        Err(exif::Error::NotFound(_)) => false,
        // What cannot be read may be there.
        Err(_) => true,
    };
    if !tells && !has_xmp {
        return Ok(());
    }
    Err(Refused {
        message: "the picture holds more than it shows (EXIF or XMP, which can tell where it was taken), and in this format it cannot be taken out".to_owned(),
        help: "save it as JPEG, PNG or WebP, of which only the picture is published",
    })
}

/// Tags of a TIFF's directory that are no part of the picture: descriptions, makers, dates, persons.
fn is_told(tag: u16) -> bool {
    matches!(tag, 0x10d..=0x110 | 0x11d | 0x131 | 0x132 | 0x13b | 0x13c | 0x2bc | 0x8298 | 0x83bb | 0x8649 | 0x8769 | 0x8825 | 0xa005 | 0xc614..)
}
