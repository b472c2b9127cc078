//! The fonts at hand: those that come with the program, then those of the site.

use std::borrow::Cow;

use harfrust::ShaperData;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use unicode_segmentation::UnicodeSegmentation;

use crate::card::one_line;
use crate::text::hash::Hash;

/// Fonts in the order in which they are asked for a letter.
pub struct Fonts {
    faces: Vec<Face>,
    /// Of the fonts that were added; those that come with the program change with its version.
    pub fingerprint: Hash,
}

/// A font that can be written with.
pub struct Face {
    bytes: Cow<'static, [u8]>,
    pub shaping: ShaperData,
    /// Units of its design in the size of a letter.
    pub units: f32,
}

/// A file that is no font, or one without outlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAFont;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Title,
    Text,
}

/// Libertinus Serif among the fonts of `typst-assets`: regular for texts, semibold for titles. It has the
/// Latin, Greek, Cyrillic and Hebrew scripts.
const TEXT: usize = 0;
const TITLE: usize = 4;

/// How many of the faces come with the program.
const CARRIED: usize = 2;

impl Default for Fonts {
    fn default() -> Fonts {
        let carried = |place| typst_assets::fonts().nth(place).expect("the crate carries 17 fonts");
        let faces = [carried(TEXT), carried(TITLE)];
        let face = |bytes| Face::new(Cow::Borrowed(bytes)).expect("a carried font can be read");
        Fonts { faces: faces.map(face).into(), fingerprint: Hash::of(&[]) }
    }
}

impl Fonts {
    /// Adds a font (TrueType or OpenType) for what the ones before it cannot write.
    ///
    /// # Errors
    /// It is no font.
    pub fn add(&mut self, bytes: Vec<u8>) -> Result<(), NotAFont> {
        let fingerprint = Hash::of_parts([&self.fingerprint.0[..], &bytes]);
        self.faces.push(Face::new(Cow::Owned(bytes)).ok_or(NotAFont)?);
        self.fingerprint = fingerprint;
        Ok(())
    }

    /// Whether a text has words, and a card can show them: each letter, with its marks, in one of the fonts.
    pub fn can_write(&self, text: &str) -> bool {
        let words = one_line(text);
        let can = |letter: &str| self.face_for(letter, Style::Text, None).is_some();
        words.contains(|c: char| !is_unseen(c)) && words.graphemes(true).all(can)
    }

    /// Whether a text can be written without the fonts of the site.
    pub fn carry(&self, text: &str) -> bool {
        let face = |letter| self.face_for(letter, Style::Text, None);
        text.graphemes(true).all(|letter| face(letter).is_some_and(|face| face < CARRIED))
    }

    pub fn face(&self, index: usize) -> &Face {
        &self.faces[index]
    }

    /// The first font that has a letter with all its marks; spaces and signs stay in the font before them.
    pub fn face_for(&self, letter: &str, style: Style, before: Option<usize>) -> Option<usize> {
        let is_sign = !letter.contains(char::is_alphanumeric);
        let first = match style {
            Style::Title => [1, 0],
            Style::Text => [0, 1],
        };
        let order = before.filter(|_| is_sign).into_iter().chain(first).chain(CARRIED..self.faces.len());
        order.into_iter().find(|index| self.faces[*index].has(letter))
    }
}

impl Face {
    fn new(bytes: Cow<'static, [u8]>) -> Option<Face> {
        let font = FontRef::from_index(&bytes, 0).ok()?;
        let units = font.head().ok()?.units_per_em();
        let has_outlines = font.outline_glyphs().format().is_some();
        if !(16..=16_384).contains(&units) || !has_outlines || !font.charmap().has_map() {
            return None;
        }
        let shaping = ShaperData::new(&font);
        Some(Face { bytes, shaping, units: f32::from(units) })
    }

    pub fn font(&self) -> FontRef<'_> {
        FontRef::from_index(&self.bytes, 0).expect("it was read when it was added")
    }

    fn has(&self, letter: &str) -> bool {
        let font = self.font();
        let charmap = font.charmap();
        letter.chars().all(|c| is_unseen(c) || charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0))
    }
}

/// Characters that show nothing by themselves: joiners, marks of direction, variants, soft hyphens.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
