//! Social cards: the picture that goes with a link to a page where links are shared.
//!
//! Owns how a card looks and what is done about words that no font at hand can write: such a line is left
//! out, and a card whose title is one is not drawn at all. Takes words and gives a PNG; asks for no font of
//! the system, so that a card has the same bytes on any machine.
//!
//! The letters are laid out here, as outlines, and not by a renderer of SVG: that takes every line for one
//! that runs from the left, and draws boxes where a line wants two fonts.

mod fonts;
mod image;
mod line;
#[cfg(test)]
mod tests;
mod wrap;

pub use crate::card::fonts::{Fonts, NotAFont};

use crate::card::fonts::Style;
use crate::card::image::{Ink, Page};
use crate::card::line::Line;
use crate::card::wrap::{cut, lines};
use crate::text::hash::Hash;

/// The size of every card in pixels, which is what most readers of links ask for.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// What a card says. Lines without words are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Card {
    /// Above the title: who published it, or what kind of thing it is.
    pub above: String,
    pub title: String,
    /// Below the title: a date, a role, a question.
    pub below: String,
    /// At the foot: the archive's name.
    pub foot: String,
    /// Whether the title is written from right to left: the card then is laid out so.
    pub from_right: bool,
}

/// The space at both sides, and how long a line is. All measures are in pixels.
const EDGE: f32 = 92.0;
const MEASURE: f32 = WIDTH as f32 - 2.0 * EDGE;

/// From the top: a short bar, the base of the line above the title, where the title begins below it or
/// without it, the rule above the foot, and the base of the foot.
const BAR: f32 = 78.0;
const ABOVE: f32 = 142.0;
const TITLE: f32 = 170.0;
const TITLE_ALONE: f32 = 116.0;
const RULE: f32 = 524.0;
const FOOT: f32 = 576.0;

/// Sizes of letters: of the foot, and of the lines around the title.
const FOOT_SIZE: f32 = 30.0;
const SMALL: f32 = 34.0;
/// From line to line of what stands below the title.
const SMALL_STEP: f32 = 46.0;

/// Sizes of the title, and how many lines it may have at each.
const TITLES: [(f32, usize); 5] = [(96.0, 1), (84.0, 2), (74.0, 3), (62.0, 4), (54.0, 4)];

/// Counts up whenever cards come to look otherwise.
const LOOK: &[u8] = b"card 1";

impl Card {
    /// Of everything that the bytes of its picture depend on.
    pub fn fingerprint(&self, fonts: &Fonts) -> Hash {
        let words = [&self.above, &self.title, &self.below, &self.foot].map(|words| words.as_bytes());
        let rest = [LOOK, &[u8::from(self.from_right)][..], &fonts.fingerprint.0];
        Hash::of_parts(words.into_iter().chain(rest))
    }

    /// Its words in one line, for those who cannot see it.
    pub fn words(&self) -> String {
        let lines = [&self.above, &self.title, &self.below, &self.foot].map(|line| one_line(line));
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// Draws a card; none where the title cannot be written with the fonts.
pub fn draw(card: &Card, fonts: &Fonts) -> Option<Vec<u8>> {
    let set = Setting::new(card, fonts);
    let (title, end) = set.title(&card.title, fonts.can_write(&card.below))?;
    let mut page = Page::new();
    page.block([set.start(64.0), BAR], [64.0, 6.0], Ink::Accent);
    set.write(&mut page, &set.text(&card.above, SMALL, 1), ABOVE, Ink::Accent);
    title.iter().for_each(|(line, base)| set.write(&mut page, std::slice::from_ref(line), *base, Ink::Text));
    let below = set.text(&card.below, SMALL, set.room_below(end));
    set.write(&mut page, &below, end + SMALL_STEP, Ink::Soft);
    page.block([EDGE, RULE], [MEASURE, 2.0], Ink::Rule);
    set.write(&mut page, &set.text(&card.foot, FOOT_SIZE, 1), FOOT, Ink::Soft);
    Some(page.png())
}

/// How the lines of a card are set.
struct Setting<'a> {
    fonts: &'a Fonts,
    from_right: bool,
    /// Where the title begins.
    top: f32,
}

impl<'a> Setting<'a> {
    fn new(card: &Card, fonts: &'a Fonts) -> Setting<'a> {
        let top = if fonts.can_write(&card.above) { TITLE } else { TITLE_ALONE };
        Setting { fonts, from_right: card.from_right, top }
    }

    /// Where something of a width begins: at the edge from which people read.
    fn start(&self, width: f32) -> f32 {
        if self.from_right { WIDTH as f32 - EDGE - width } else { EDGE }
    }

    fn write(&self, page: &mut Page, lines: &[Line<'_>], base: f32, ink: Ink) {
        for (line, nth) in lines.iter().zip(0_u8..) {
            page.write(line, [self.start(line.width), base + f32::from(nth) * SMALL_STEP], ink);
        }
    }

    /// The lines of the title and their bases, in the largest letters in which they are few enough and leave
    /// room for a line below them; what is too long in the smallest letters is cut. Then where it ends.
    fn title(&self, title: &str, has_below: bool) -> Option<(Vec<(Line<'_>, f32)>, f32)> {
        if !self.fonts.can_write(title) {
            return None;
        }
        let words = one_line(title);
        let style = if self.fonts.carry(&words) { Style::Title } else { Style::Text };
        let width = |text: &str| self.width(text, style);
        let end = RULE - if has_below { SMALL_STEP + SMALL } else { SMALL };
        let most = |size: f32, most: usize| most.min(((end - self.top) / self.step(size)) as usize);
        let found = TITLES.into_iter().find_map(|(size, lines_at_most)| {
            let broken = lines(&words, MEASURE / size, &width)?;
            (broken.len() <= most(size, lines_at_most)).then_some((size, broken))
        });
        let (size, lines) = found.unwrap_or_else(|| {
            let (size, lines_at_most) = TITLES[TITLES.len() - 1];
            (size, cut(&words, MEASURE / size, most(size, lines_at_most), &width))
        });
        let bases = (0_u8..).map(|nth| self.top + self.step(size) * f32::from(nth) + size * 0.82);
        let end = self.top + self.step(size) * lines.len() as f32;
        Some((lines.iter().map(|line| self.line(line, style, size)).zip(bases).collect(), end))
    }

    /// From line to line of the title: the scripts that run from the right reach further up and down.
    fn step(&self, size: f32) -> f32 {
        size * if self.from_right { 1.36 } else { 1.16 }
    }

    /// How many lines there is room for below a title that ends there.
    fn room_below(&self, end: f32) -> usize {
        ((RULE - SMALL / 2.0 - end) / SMALL_STEP) as usize
    }

    /// A text in as many lines as it may have; none where it cannot be written.
    fn text(&self, text: &str, size: f32, most: usize) -> Vec<Line<'_>> {
        if most == 0 || !self.fonts.can_write(text) {
            return Vec::new();
        }
        let width = |text: &str| self.width(text, Style::Text);
        let lines = cut(&one_line(text), MEASURE / size, most, &width);
        lines.iter().map(|line| self.line(line, Style::Text, size)).collect()
    }

    /// In units of the letters' size.
    fn width(&self, text: &str, style: Style) -> f32 {
        self.line(text, style, 1.0).width
    }

    fn line(&self, text: &str, style: Style, size: f32) -> Line<'_> {
        Line::new(self.fonts, text, style, size, self.from_right)
    }
}

/// The words with one space between them, as many as a card could ever hold.
fn one_line(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || c.is_control();
    let words = text.split(is_gap).filter(|word| !word.is_empty());
    words.take(MOST).collect::<Vec<_>>().join(" ").chars().take(MOST).collect()
}

/// Characters: some more than the narrowest letters would fill a title with.
const MOST: usize = 600;
