//! WebP (RFC 9649): its chunks, and which of them make up the picture.

use crate::picture::Refused;

/// Pixels, transparency, colour profile, animation.
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// Those of a frame of an animation; what stands before them is 16 bytes long.
const IN_FRAME: [&[u8; 4]; 3] = [b"ALPH", b"VP8 ", b"VP8L"];
const FRAME_HEAD: usize = 16;

/// Bits of `VP8X` that promise EXIF and XMP.
const PROMISES: u8 = 0b0000_1100;

pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let cut = || Refused::broken("it is cut off");
    let size = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
    // What stands behind the end goes.
    let body = bytes.get(12..size.saturating_add(8)).ok_or_else(cut)?;
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    for (kind, data) in chunks(body)? {
        if !KEPT.iter().any(|known| &known[..] == kind) {
            continue;
        }
        match kind {
            b"VP8X" => {
                let mut data = data.to_vec();
                if let Some(flags) = data.first_mut() {
                    *flags &= !PROMISES;
                }
                put(&mut kept, kind, &data);
            }
            b"ANMF" => put(&mut kept, kind, &frame(data)?),
            _ => put(&mut kept, kind, data),
        }
    }
    let size = u32::try_from(kept.len() - 8).map_err(|_| cut())?;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    Ok(kept)
}

fn frame(data: &[u8]) -> Result<Vec<u8>, Refused> {
    let head = data.get(..FRAME_HEAD).ok_or_else(|| Refused::broken("a frame of it is cut off"))?;
    let mut kept = head.to_vec();
    for (kind, data) in chunks(&data[FRAME_HEAD..])? {
        if IN_FRAME.iter().any(|known| &known[..] == kind) {
            put(&mut kept, kind, data);
        }
    }
    Ok(kept)
}

/// A chunk: its kind, and what it holds.
type Chunk<'a> = (&'a [u8; 4], &'a [u8]);

fn chunks(mut rest: &[u8]) -> Result<Vec<Chunk<'_>>, Refused> {
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let cut = || Refused::broken("a part of it is cut off");
        let (kind, after) = rest.split_first_chunk::<4>().ok_or_else(cut)?;
        let (size, after) = after.split_first_chunk::<4>().ok_or_else(cut)?;
        let size = u32::from_le_bytes(*size) as usize;
        chunks.push((kind, after.get(..size).ok_or_else(cut)?));
        // Chunks are padded to an even length.
        rest = after.get(size + size % 2..).unwrap_or_default();
    }
    Ok(chunks)
}

fn put(kept: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    kept.extend(kind);
    kept.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    kept.extend(data);
    kept.extend(std::iter::repeat_n(0, data.len() % 2));
}
