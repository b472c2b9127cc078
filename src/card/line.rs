//! One line of text: its letters in the order in which they are seen, and where each stands.

use std::ops::Range;

use harfrust::{Direction, ShapeOptions, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use tiny_skia::PathBuilder;
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use crate::card::fonts::{Fonts, Style};

/// A line, ready to be drawn.
pub struct Line<'a> {
    fonts: &'a Fonts,
    size: f32,
    /// In pixels.
    pub width: f32,
    glyphs: Vec<Glyph>,
}

struct Glyph {
    face: usize,
    id: GlyphId,
    x: f32,
    y: f32,
}

impl<'a> Line<'a> {
    /// Sets a text in one line, whatever its width; letters that no font has are passed over.
    pub fn new(fonts: &'a Fonts, text: &str, style: Style, size: f32, from_right: bool) -> Line<'a> {
        let mut line = Line { fonts, size, width: 0.0, glyphs: Vec::new() };
        let level = if from_right { Level::rtl() } else { Level::ltr() };
        let order = BidiInfo::new(text, Some(level));
        for paragraph in &order.paragraphs {
            let (levels, runs) = order.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                line.run(text, run.clone(), style, levels[run.start].is_rtl());
            }
        }
        line
    }

    /// A part of the text that runs in one direction: each piece of it in the font that has it.
    fn run(&mut self, text: &str, run: Range<usize>, style: Style, from_right: bool) {
        let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, letter) in text[run.clone()].grapheme_indices(true) {
            let (start, end) = (run.start + at, run.start + at + letter.len());
            let before = pieces.last().map(|(face, _)| *face);
            let Some(face) = self.fonts.face_for(letter, style, before) else {
                continue;
            };
            match pieces.last_mut() {
                Some((last, range)) if *last == face && range.end == start => range.end = end,
                _ => pieces.push((face, start..end)),
            }
        }
        if from_right {
            pieces.reverse();
        }
        for (face, range) in pieces {
            self.shape(&text[range], face, from_right);
        }
    }

    fn shape(&mut self, text: &str, face: usize, from_right: bool) {
        let font = self.fonts.face(face);
        let scale = self.size / font.units;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(if from_right { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let shaper = font.shaping.shaper(&font.font()).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            self.glyphs.push(Glyph {
                face,
                id: GlyphId::new(glyph.glyph_id),
                x: self.width + place.x_offset as f32 * scale,
                y: place.y_offset as f32 * scale,
            });
            self.width += place.x_advance as f32 * scale;
        }
    }

    /// Font, number and place of each letter, from the left.
    #[cfg(test)]
    pub fn places(&self) -> Vec<(usize, u32, f32)> {
        self.glyphs.iter().map(|glyph| (glyph.face, glyph.id.to_u32(), glyph.x)).collect()
    }

    /// Adds the outlines of the letters to a path; the line stands on its base at a place.
    pub fn outline(&self, [x, y]: [f32; 2], path: &mut PathBuilder) {
        for glyph in &self.glyphs {
            let font = self.fonts.face(glyph.face).font();
            let outlines = font.outline_glyphs();
            if let Some(outline) = outlines.get(glyph.id) {
                let mut pen = Pen { path, x: x + glyph.x, y: y - glyph.y };
                let settings = DrawSettings::unhinted(Size::new(self.size), LocationRef::default());
                // A letter whose outline is broken stays white, as it does everywhere else.
                let _ = outline.draw(settings, &mut pen);
            }
        }
    }
}

/// Draws letters, whose outlines run upwards, on a page that runs downwards.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        let (cx, cy, dx, dy) = (self.x + cx, self.y - cy, self.x + dx, self.y - dy);
        self.path.cubic_to(cx, cy, dx, dy, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
