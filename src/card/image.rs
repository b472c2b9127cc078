//! The page that a card is drawn on, and its PNG: sixteen colours, half a byte a pixel.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use tiny_skia::{FillRule, Mask, PathBuilder, Transform};

use crate::card::line::Line;
use crate::card::{HEIGHT, WIDTH};

/// The colours of the theme `reading-room` on a light ground.
const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf6];
const TEXT: [u8; 3] = [0x1c, 0x1a, 0x17];
const SOFT: [u8; 3] = [0x4a, 0x45, 0x3d];
const ACCENT: [u8; 3] = [0x7b, 0x23, 0x18];
const RULE: [u8; 3] = [0xdd, 0xd7, 0xca];

/// What something is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Text,
    Soft,
    Accent,
    Rule,
}

impl Ink {
    const ALL: [Ink; 4] = [Ink::Text, Ink::Soft, Ink::Accent, Ink::Rule];

    fn colour(self) -> [u8; 3] {
        match self {
            Ink::Text => TEXT,
            Ink::Soft => SOFT,
            Ink::Accent => ACCENT,
            Ink::Rule => RULE,
        }
    }

    /// In how many steps it goes from the paper to its whole colour. With the paper they are sixteen.
    fn steps(self) -> u8 {
        match self {
            Ink::Text => 6,
            Ink::Soft => 4,
            Ink::Accent => 4,
            Ink::Rule => 1,
        }
    }

    /// The number of its first colour.
    fn first(self) -> u8 {
        let before = Ink::ALL.into_iter().take_while(|ink| *ink != self);
        1 + before.map(Ink::steps).sum::<u8>()
    }
}

/// A page, each pixel the number of its colour.
pub struct Page {
    pixels: Vec<u8>,
    mask: Mask,
}

impl Page {
    /// Empty paper.
    pub fn new() -> Page {
        let mask = Mask::new(WIDTH, HEIGHT).expect("a card is neither empty nor huge");
        Page { pixels: vec![0; (WIDTH * HEIGHT) as usize], mask }
    }

    /// Writes a line, its base at a place.
    pub fn write(&mut self, line: &Line, place: [f32; 2], ink: Ink) {
        let mut path = PathBuilder::new();
        line.outline(place, &mut path);
        let Some(path) = path.finish() else {
            return;
        };
        self.mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
        let bounds = path.bounds();
        let row = |y: f32| (y.clamp(0.0, HEIGHT as f32)) as usize * WIDTH as usize;
        let rows = row(bounds.top().floor())..row(bounds.bottom().ceil());
        let (first, steps) = (ink.first(), u16::from(ink.steps()));
        let covers = &mut self.mask.data_mut()[rows.clone()];
        for (pixel, cover) in self.pixels[rows].iter_mut().zip(covers) {
            let step = (u16::from(std::mem::take(cover)) * steps + 127) / 255;
            if step > 0 {
                *pixel = first + (step - 1) as u8;
            }
        }
    }

    /// Fills an oblong of whole pixels.
    pub fn block(&mut self, [x, y]: [f32; 2], [width, height]: [f32; 2], ink: Ink) {
        let colour = ink.first() + ink.steps() - 1;
        for row in y as usize..(y + height) as usize {
            let start = row * WIDTH as usize + x as usize;
            self.pixels[start..start + width as usize].fill(colour);
        }
    }

    /// The page as a PNG.
    pub fn png(&self) -> Vec<u8> {
        let packed: Vec<u8> = self.pixels.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, WIDTH, HEIGHT);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(palette());
        encoder.set_compression(Compression::Balanced);
        encoder.set_filter(Filter::NoFilter);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&packed));
        written.expect("a page has as many pixels as it says, and memory takes any bytes");
        bytes
    }
}

/// Red, green and blue of all colours, in the order of their numbers.
fn palette() -> Vec<u8> {
    let mut palette = PAPER.to_vec();
    for ink in Ink::ALL {
        for step in 1..=u16::from(ink.steps()) {
            let steps = u16::from(ink.steps());
            let mixed = PAPER.into_iter().zip(ink.colour()).map(|(paper, ink)| {
                ((u16::from(paper) * (steps - step) + u16::from(ink) * step + steps / 2) / steps) as u8
            });
            palette.extend(mixed);
        }
    }
    palette
}
