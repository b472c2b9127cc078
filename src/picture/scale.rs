//! Pictures made smaller, and turned upright.

use std::io::Cursor;

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use jpeg_encoder::{ColorType, Encoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::picture::{Format, Refused, jpeg};

/// Of 100: what is made smaller is looked at, what is turned is kept.
const QUALITY: u8 = 80;
const QUALITY_OF_TURNED: u8 = 92;

/// The most pixels that are decoded: 200 megapixels take 600 MB.
const MOST_PIXELS: usize = 200_000_000;

/// Rows of red, green and blue, or of grey.
struct Pixels {
    width: usize,
    height: usize,
    /// Bytes of a pixel: 1 or 3.
    depth: usize,
    bytes: Vec<u8>,
    profile: Option<Vec<u8>>,
}

/// A JPEG or PNG made so wide, its height in proportion; the picture alone, upright.
///
/// # Errors
/// The picture is broken, or of another format.
pub fn scaled(bytes: &[u8], width: u32) -> Result<Vec<u8>, Refused> {
    match Format::of(bytes) {
        Some(Format::Jpeg) => {
            let pixels = upright(decoded(bytes)?, jpeg::orientation(bytes));
            encoded(&resized(pixels, width)?, QUALITY)
        }
        _ => Err(Refused::broken("only JPEG can be made smaller")),
    }
}

/// A JPEG turned upright, without anything but the picture.
pub fn turned(bytes: &[u8], orientation: u8) -> Result<Vec<u8>, Refused> {
    encoded(&upright(decoded(bytes)?, orientation), QUALITY_OF_TURNED)
}

fn decoded(bytes: &[u8]) -> Result<Pixels, Refused> {
    let broken = |error: zune_jpeg::errors::DecodeErrors| Refused::broken(&error.to_string());
    let options = DecoderOptions::default().set_max_width(65_535).set_max_height(65_535);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let info = decoder.info().ok_or_else(|| Refused::broken("it has no size"))?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    if width * height > MOST_PIXELS {
        return Err(Refused {
            message: format!("the picture has {width} by {height} pixels: too many"),
            help: "make it smaller",
        });
    }
    let is_grey = info.components == 1;
    let space = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let profile = decoder.icc_profile();
    let bytes = decoder.decode().map_err(broken)?;
    // A picture of four inks is given as three colours: its profile would be of something else.
    let profile = profile.filter(|_| info.components < 4);
    Ok(Pixels { width, height, depth: if is_grey { 1 } else { 3 }, bytes, profile })
}

/// The pixels in the order in which they are to be seen (EXIF orientation 1 to 8).
fn upright(pixels: Pixels, orientation: u8) -> Pixels {
    if !(2..=8).contains(&orientation) {
        return pixels;
    }
    let Pixels { width, height, depth, .. } = pixels;
    let (seen_width, seen_height) = if orientation >= 5 { (height, width) } else { (width, height) };
    let mut bytes = Vec::with_capacity(pixels.bytes.len());
    for y in 0..seen_height {
        for x in 0..seen_width {
            let (from_x, from_y) = match orientation {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                _ => (width - 1 - y, x),
            };
            let at = (from_y * width + from_x) * depth;
            bytes.extend_from_slice(&pixels.bytes[at..at + depth]);
        }
    }
    Pixels { width: seen_width, height: seen_height, bytes, ..pixels }
}

fn resized(pixels: Pixels, width: u32) -> Result<Pixels, Refused> {
    let failed = |error: &dyn std::fmt::Display| Refused::broken(&error.to_string());
    let of = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let height = (u64::from(width) * pixels.height as u64 + pixels.width as u64 / 2) / pixels.width as u64;
    let height = u32::try_from(height.max(1)).unwrap_or(u32::MAX);
    let kind = if pixels.depth == 1 { PixelType::U8 } else { PixelType::U8x3 };
    let source = Image::from_vec_u8(of(pixels.width), of(pixels.height), pixels.bytes, kind)
        .map_err(|error| failed(&error))?;
    let mut small = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&source, &mut small, &options).map_err(|error| failed(&error))?;
    Ok(Pixels { width: width as usize, height: height as usize, bytes: small.into_vec(), ..pixels })
}

fn encoded(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Refused> {
    let failed = |error: jpeg_encoder::EncodingError| Refused::broken(&error.to_string());
    let of = |length: usize| u16::try_from(length).map_err(|_| Refused::broken("it is too large"));
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_progressive(true);
    if let Some(profile) = &pixels.profile {
        encoder.add_icc_profile(profile).map_err(failed)?;
    }
    let kind = if pixels.depth == 1 { ColorType::Luma } else { ColorType::Rgb };
    encoder.encode(&pixels.bytes, of(pixels.width)?, of(pixels.height)?, kind).map_err(failed)?;
    Ok(bytes)
}
