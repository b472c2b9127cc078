//! What leaves with a picture, and what does not.

use jpeg_encoder::{ColorType, Encoder};
use proptest::prelude::{any, prop_assert, proptest};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use crate::picture::{Format, clean, is_on_its_side, scaled};

/// Words that stand where a program tells of the picture.
const SECRET: &[u8] = b"51.5007N 0.1246W by A. Vik";

/// A picture that is dark at its left and light at its right, with segments put in behind its beginning.
fn jpeg(width: u16, height: u16, segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels: Vec<u8> = (0..height)
        .flat_map(|_| (0..width).flat_map(|x| [(u32::from(x) * 255 / u32::from(width)) as u8; 3]))
        .collect();
    Encoder::new(&mut bytes, 90).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    let mut told = Vec::new();
    for (marker, contents) in segments {
        told.extend([0xff, *marker]);
        told.extend((contents.len() as u16 + 2).to_be_bytes());
        told.extend(*contents);
    }
    bytes.splice(2..2, told);
    bytes
}

/// EXIF with an orientation and a description.
fn exif(orientation: u8) -> Vec<u8> {
    let mut bytes = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    bytes.extend([0x01, 0x0e, 0, 2, 0, 0, 0, SECRET.len() as u8, 0, 0, 0, 38]);
    bytes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    bytes.extend([0, 0, 0, 0]);
    bytes.extend(SECRET);
    bytes
}

fn tells(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET) || bytes.windows(4).any(|part| part == b"Exif")
}

fn pixels(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    (usize::from(info.width), usize::from(info.height), pixels)
}

#[test]
fn a_photograph_loses_what_it_tells_and_keeps_its_pixels() {
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat();
    let mut told = jpeg(
        40,
        20,
        &[(0xe1, &exif(1)), (0xe1, &xmp), (0xed, SECRET), (0xfe, SECRET), (0xe5, SECRET), (0xe2, b"MPF\0")],
    );
    told.extend(SECRET);
    assert!(tells(&told));
    let cleaned = clean(&told).unwrap();
    assert!(!tells(&cleaned) && cleaned.ends_with(&[0xff, 0xd9]));
    assert_eq!(pixels(&cleaned), pixels(&told), "not one pixel is another");
    assert_eq!(clean(&cleaned).unwrap(), cleaned, "nothing is left to clean");
}

#[test]
fn a_colour_profile_is_part_of_the_picture() {
    let profile = [b"ICC_PROFILE\0\x01\x01", &[7; 200][..]].concat();
    let cleaned = clean(&jpeg(8, 8, &[(0xe2, &profile), (0xe1, &exif(1))])).unwrap().into_owned();
    assert!(cleaned.windows(profile.len()).any(|part| part == profile) && !tells(&cleaned));
}

#[test]
fn scans_of_a_progressive_picture_stay_and_what_hides_between_them_goes() {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_progressive(true);
    encoder.encode(&[90; 64 * 64 * 3], 64, 64, ColorType::Rgb).unwrap();
    let scans: Vec<usize> =
        bytes.windows(2).enumerate().filter(|(_, pair)| pair == &[0xff, 0xda]).map(|(at, _)| at).collect();
    assert!(scans.len() > 3, "{scans:?}");
    let mut told = bytes.clone();
    let comment = [&[0xff, 0xfe, 0, SECRET.len() as u8 + 2][..], SECRET].concat();
    told.splice(scans[2]..scans[2], comment);
    assert!(tells(&told));
    assert_eq!(clean(&told).unwrap(), bytes);
}

#[test]
fn a_picture_on_its_side_is_turned() {
    for orientation in 1..=8 {
        let told = jpeg(48, 32, &[(0xe1, &exif(orientation))]);
        let cleaned = clean(&told).unwrap();
        let (width, height, pixels) = pixels(&cleaned);
        let is_on_side = orientation >= 5;
        assert_eq!((width, height), if is_on_side { (32, 48) } else { (48, 32) }, "{orientation}");
        assert_eq!(is_on_its_side(&told), is_on_side);
        assert!(!tells(&cleaned));
        // Where the dark side of the picture is seen, and where the light one.
        let at = |x: usize, y: usize| pixels[(y * width + x) * 3];
        let (dark, light) = match orientation {
            1 | 4 => (at(1, 16), at(46, 16)),
            2 | 3 => (at(46, 16), at(1, 16)),
            5 | 6 => (at(16, 1), at(16, 46)),
            _ => (at(16, 46), at(16, 1)),
        };
        assert!(dark < 30 && light > 220, "{orientation}: {dark} {light}");
    }
}

#[test]
fn smaller_pictures_are_of_the_picture_alone() {
    let told = jpeg(200, 100, &[(0xe1, &exif(6))]);
    let small = scaled(&told, 50).unwrap();
    let (width, height, _) = pixels(&small);
    assert_eq!((width, height), (50, 100), "upright, and in proportion");
    assert!(!tells(&small) && small.len() < told.len());
    assert_eq!(scaled(&told, 50).unwrap(), small, "the same bytes each time");
    assert!(scaled(b"GIF89a", 50).is_err());
}

/// A chunk of a PNG; its checksum is not looked at.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32).to_be_bytes()[..], kind, data, &[1, 2, 3, 4]].concat()
}

#[test]
fn png_keeps_the_chunks_of_the_picture() {
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    let of = |chunks: &[Vec<u8>]| [signature.clone(), chunks.concat()].concat();
    let picture =
        [chunk(b"IHDR", &[0; 13]), chunk(b"iCCP", b"p"), chunk(b"IDAT", &[9; 30]), chunk(b"IEND", b"")];
    let [head, profile, data, end] = picture.clone();
    let told = of(&[
        head,
        chunk(b"eXIf", SECRET),
        chunk(b"tEXt", SECRET),
        profile,
        chunk(b"zTXt", SECRET),
        chunk(b"tIME", b"1"),
        data,
        chunk(b"prVt", SECRET),
        end,
        SECRET.to_vec(),
    ]);
    assert_eq!(clean(&told).unwrap(), of(&picture));
    assert!(clean(&told[..60]).unwrap_err().message.contains("cut off"));
}

#[test]
fn webp_keeps_the_chunks_of_the_picture() {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let mut bytes = [&kind[..], &(data.len() as u32).to_le_bytes(), data].concat();
        bytes.extend(std::iter::repeat_n(0, data.len() % 2));
        bytes
    };
    let of = |chunks: &[Vec<u8>]| {
        let body = chunks.concat();
        [&b"RIFF"[..], &(body.len() as u32 + 4).to_le_bytes(), b"WEBP", &body].concat()
    };
    let frame = |chunks: &[Vec<u8>]| chunk(b"ANMF", &[vec![0; 16], chunks.concat()].concat());
    let told = of(&[
        chunk(b"VP8X", &[0b0010_1100, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
        chunk(b"ANIM", &[0; 6]),
        frame(&[chunk(b"VP8L", &[5; 7]), chunk(b"XXXX", SECRET)]),
        chunk(b"EXIF", SECRET),
        chunk(b"XMP ", SECRET),
        chunk(b"junk", SECRET),
    ]);
    let picture = of(&[
        chunk(b"VP8X", &[0b0010_0000, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
        chunk(b"ANIM", &[0; 6]),
        frame(&[chunk(b"VP8L", &[5; 7])]),
    ]);
    assert_eq!(clean(&[told.clone(), SECRET.to_vec()].concat()).unwrap(), picture);
    assert!(clean(&told[..50]).is_err());
}

#[test]
fn gif_keeps_its_frames_and_how_often_they_are_shown() {
    let head = [&b"GIF89a"[..], &[1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]].concat();
    let image = [&[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0][..]].concat();
    let control = vec![0x21, 0xf9, 4, 0, 0, 0, 0, 0];
    let repeat = [&[0x21, 0xff, 11][..], b"NETSCAPE2.0", &[3, 1, 0, 0, 0]].concat();
    let comment = [&[0x21, 0xfe, SECRET.len() as u8][..], SECRET, &[0]].concat();
    let xmp = [&[0x21, 0xff, 11][..], b"XMP DataXMP", &[SECRET.len() as u8], SECRET, &[0]].concat();
    let told = [
        head.clone(),
        repeat.clone(),
        comment,
        control.clone(),
        image.clone(),
        xmp,
        vec![0x3b],
        SECRET.to_vec(),
    ]
    .concat();
    assert_eq!(clean(&told).unwrap(), [head, repeat, control, image, vec![0x3b]].concat());
}

#[test]
fn what_cannot_be_taken_apart_is_refused_when_it_tells_something() {
    let tiff = |tag: [u8; 2]| {
        [&b"MM\0*\0\0\0\x08\0\x01"[..], &tag, &[0, 3, 0, 0, 0, 1, 0, 5, 0, 0, 0, 0, 0, 0]].concat()
    };
    assert!(clean(&tiff([0x01, 0x00])).is_ok(), "a width alone");
    let refused = clean(&tiff([0x01, 0x3b])).unwrap_err();
    assert!(refused.message.contains("EXIF") && refused.help.contains("JPEG"), "{refused:?}");
    let heif = [&[0, 0, 0, 16][..], b"ftypavif\0\0\0\0", b"<x:xmpmeta"].concat();
    assert!(clean(&heif).is_err());
}

#[test]
fn other_files_stay_as_they_are() {
    for bytes in [&b"%PDF-1.7"[..], b"<svg/>", b"", b"\xff\xd8"] {
        assert_eq!(clean(bytes).unwrap(), bytes);
        assert_eq!(Format::of(bytes), None);
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_strange(kind in 0..6_usize, rest: Vec<u8>, cut in any::<proptest::sample::Index>(), change: u8) {
        let heads: [&[u8]; 6] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"GIF89a", b"\0\0\0\x18ftypheic", b"II*\0"];
        let _ = clean(&[heads[kind], &rest].concat());
        let mut photo = jpeg(24, 16, &[(0xe1, &exif(6))]);
        let at = cut.index(photo.len());
        photo[at] = change;
        let _ = scaled(&photo, 7);
        if let Ok(cleaned) = clean(&photo) {
            prop_assert!(!cleaned.windows(4).any(|part| part == b"Exif") || photo[..4] != [0xff, 0xd8, 0xff, 0xe1]);
        }
    }
}
