//! GIF (89a): its blocks, and which of them make up the picture.

use crate::picture::Refused;

const IMAGE: u8 = 0x2c;
const EXTENSION: u8 = 0x21;
const TRAILER: u8 = 0x3b;
const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let cut = || Refused::broken("it is cut off");
    let head = 13 + colours(*bytes.get(10).ok_or_else(cut)?);
    let mut kept = bytes.get(..head).ok_or_else(cut)?.to_vec();
    let mut at = head;
    loop {
        let start = at;
        match bytes.get(at) {
            Some(&IMAGE) => {
                let flags = *bytes.get(at + 9).ok_or_else(cut)?;
                // The descriptor, its colours, the size of the codes, the pixels.
                at = end_of_blocks(bytes, at + 10 + colours(flags) + 1)?;
                kept.extend(&bytes[start..at]);
            }
            Some(&EXTENSION) => {
                let label = *bytes.get(at + 1).ok_or_else(cut)?;
                at = end_of_blocks(bytes, at + 2)?;
                // How often an animation is repeated is all that an application may say.
                let is_loop =
                    label == APPLICATION && bytes[start + 2..at].starts_with(b"\x0bNETSCAPE2.0\x03\x01");
                if label == GRAPHIC_CONTROL || (is_loop && at - start == 19) {
                    kept.extend(&bytes[start..at]);
                }
            }
            Some(&TRAILER) | None => {
                kept.push(TRAILER);
                return Ok(kept);
            }
            Some(_) => return Err(Refused::broken("there is no block where one has to be")),
        }
    }
}

/// The bytes of a table of colours.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The end of blocks of data, each of which begins with its length.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Result<usize, Refused> {
    loop {
        match bytes.get(at) {
            Some(0) => return Ok(at + 1),
            Some(length) => at += 1 + usize::from(*length),
            None => return Err(Refused::broken("it is cut off")),
        }
    }
}
