//! JPEG (ITU-T T.81): its segments, which of them make up the picture, and how it is to be turned.

use exif::{In, Reader, Tag};

use crate::picture::Refused;
use crate::picture::scale::turned;

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// The picture alone; turned upright, since nothing would say any more that it is to be turned.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    match orientation(bytes) {
        1 => stripped(bytes),
        orientation => turned(bytes, orientation),
    }
}

/// How the picture is to be turned (EXIF, 1 to 8); 1, upright, where it does not say.
pub fn orientation(bytes: &[u8]) -> u8 {
    let Some(exif) = segments(bytes).find_map(|segment| segment.contents.strip_prefix(b"Exif\0\0")) else {
        return 1;
    };
    let read = Reader::new().continue_on_error(true).read_raw(exif.to_vec());
    let fields = match read {
        Ok(fields) => fields,
        Err(exif::Error::PartialResult(partial)) => partial.into_inner().0,
        Err(_) => return 1,
    };
    let value = fields.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    value.and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=8).contains(value)).unwrap_or(1)
}

/// The segments before the first scan, as far as they can be read.
fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut rest = Rest { bytes, at: 2 };
    std::iter::from_fn(move || rest.segment().ok().flatten()).take_while(|segment| segment.marker != SOS)
}

/// A marker and what belongs to it.
struct Segment<'a> {
    marker: u8,
    /// Without marker and length.
    contents: &'a [u8],
    /// All of it.
    whole: &'a [u8],
}

impl Segment<'_> {
    /// Whether the picture needs it: tables, frames and scans, the way that colours are stored, and the
    /// colour profile; of what applications add nothing else.
    fn is_picture(&self) -> bool {
        match self.marker {
            // SOFn, DHT, DAC
            0xc0..=0xcf => self.marker != 0xc8,
            // SOS, DQT, DNL, DRI, DHP, EXP
            0xda..=0xdf => true,
            // A thumbnail of JFIF begins behind 14 bytes.
            APP0 => self.contents.starts_with(b"JFIF\0") && self.contents.len() == 14,
            APP2 => self.contents.starts_with(b"ICC_PROFILE\0"),
            APP14 => self.contents.starts_with(b"Adobe") && self.contents.len() == 12,
            _ => false,
        }
    }
}

struct Rest<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Rest<'a> {
    /// The next segment; none at the end of the picture.
    fn segment(&mut self) -> Result<Option<Segment<'a>>, Refused> {
        let cut = || Refused::broken("it is cut off");
        let start = self.at;
        if self.bytes.get(start) != Some(&0xff) {
            return Err(Refused::broken("there is no marker where one has to be"));
        }
        let fill = self.bytes[start..].iter().take_while(|byte| **byte == 0xff).count();
        let at = start + fill;
        let marker = *self.bytes.get(at).ok_or_else(cut)?;
        if marker == EOI {
            return Ok(None);
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            self.at = at + 1;
            let whole = &self.bytes[at - 1..self.at];
            return Ok(Some(Segment { marker, contents: &[], whole }));
        }
        let length = self.bytes.get(at + 1..at + 3).ok_or_else(cut)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let contents = self.bytes.get(at + 3..at + 1 + length.max(2)).ok_or_else(cut)?;
        self.at = at + 1 + length.max(2);
        Ok(Some(Segment { marker, contents, whole: &self.bytes[at - 1..self.at] }))
    }

    /// The coded pixels behind the head of a scan, up to the next marker.
    fn scan(&mut self) -> &'a [u8] {
        let start = self.at;
        while let Some(hit) = memchr(&self.bytes[self.at..]) {
            let at = self.at + hit;
            match self.bytes.get(at + 1) {
                Some(0x00 | 0xd0..=0xd7) => self.at = at + 2,
                Some(0xff) => self.at = at + 1,
                Some(_) | None => {
                    self.at = at;
                    return &self.bytes[start..at];
                }
            }
        }
        self.at = self.bytes.len();
        &self.bytes[start..]
    }
}

fn memchr(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == 0xff)
}

/// The segments that make up the picture; what stands behind its end goes too.
fn stripped(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut rest = Rest { bytes, at: 2 };
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend([0xff, SOI]);
    let mut scans = 0;
    // A picture that is cut off within its pixels is shown as far as it goes, by every browser.
    while rest.at < bytes.len()
        && let Some(segment) = rest.segment()?
    {
        if segment.is_picture() {
            kept.extend(segment.whole);
        }
        if segment.marker == SOS {
            scans += 1;
            kept.extend(rest.scan());
        }
    }
    if scans == 0 {
        return Err(Refused::broken("it has no pixels"));
    }
    kept.extend([0xff, EOI]);
    Ok(kept)
}
