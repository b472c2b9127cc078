//! PNG (W3C, third edition): its chunks, and which of them make up the picture.

use crate::picture::Refused;

const SIGNATURE: usize = 8;

/// Pixels, palette, transparency, colour space, density, animation. Texts, times, EXIF and whatever
/// programs add have no place here.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut kept = bytes[..SIGNATURE].to_vec();
    let mut at = SIGNATURE;
    loop {
        let cut = || Refused::broken("it is cut off");
        let head = bytes.get(at..at + 8).ok_or_else(cut)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let end = at.checked_add(length).and_then(|end| end.checked_add(12)).ok_or_else(cut)?;
        let chunk = bytes.get(at..end).ok_or_else(cut)?;
        let kind = &head[4..8];
        if KEPT.iter().any(|known| &known[..] == kind) {
            kept.extend(chunk);
        }
        if kind == b"IEND" {
            return Ok(kept);
        }
        at = end;
    }
}
