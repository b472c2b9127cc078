//! Where everything of a chart stands, in units of its view box.
//!
//! Owns the measures of a chart and where dates and values fall; what falls on the same place is set
//! apart by [`place`].

use crate::model::annotation::Reach;
use crate::phrases::Phrases;
use crate::render::chart::Point;
use crate::render::chart::place::{Area, Label, place};
use crate::render::chart::scale::Values;
use crate::render::chart::time::{Extent, Tick, Times};

/// The width of a chart; its height depends on its key.
pub const WIDTH: f64 = 440.0;

/// The bottom of the scale of values, and the right edge of what is drawn above it.
pub const BOTTOM: f64 = 220.0;
pub const RIGHT: f64 = WIDTH - 6.0;

/// The radius of a dot, and the length of an arrow from its middle.
pub const DOT: f64 = 4.5;
pub const ARROW: f64 = 23.0;

/// How far the short ticks of `about` stand from the middle of their dot.
pub const ABOUT: f64 = 9.0;

/// The top of the scale, and of what is drawn above it.
const SCALE_TOP: f64 = 46.0;
pub const PLOT_TOP: f64 = 20.0;

/// How far an arrow may point below the bottom line.
const BELOW: f64 = 8.0;

/// The space between the edges and the first and last day.
const INSET: f64 = 16.0;

/// Where everything of a chart stands.
#[derive(Debug)]
pub struct Layout<'a> {
    pub unit: &'a str,
    pub phrases: &'a Phrases,
    /// The left edge of what is drawn above the bottom line.
    pub left: f64,
    pub values: Values,
    pub times: Times,
    /// In the order of time.
    pub marks: Vec<Mark<'a>>,
    /// How many have no room.
    pub crowded: usize,
}

/// One figure in its place.
#[derive(Debug)]
pub struct Mark<'a> {
    pub point: Point<'a>,
    /// How far it reaches beyond its numbers.
    pub reach: Reach,
    pub extent: Extent,
    /// The middle of its date, in days.
    pub middle: f64,
    /// Where its date would put it, and where it stands.
    pub due: f64,
    pub x: f64,
    /// Where its greatest and its least value stand; equal for a single one.
    pub top: f64,
    pub bottom: f64,
    /// Where its arrow ends, where it is open above or below.
    pub tip: Option<f64>,
    /// The days that its date can mean, where they are wider than the mark.
    pub whisker: Option<(f64, f64)>,
    pub label: Label,
}

impl<'a> Layout<'a> {
    /// Lays out figures that have dates with a place in time and values that can be drawn.
    pub fn of(points: &[Point<'a>], unit: &'a str, phrases: &'a Phrases) -> Layout<'a> {
        let numbers: Vec<f64> =
            points.iter().flat_map(|point| [point.figure.low, point.figure.high]).collect();
        let values = Values::over(&numbers);
        let widest = values.ticks.iter().map(|tick| width(&values.label(phrases, *tick))).fold(0.0, f64::max);
        let left = widest.ceil() + 10.0;
        let extents = || points.iter().filter_map(|point| Extent::of(point.date?));
        let times = Times::over(extents(), phrases, |ticks| stand_apart(ticks, left));
        let mut layout = Layout { unit, phrases, left, values, times, marks: Vec::new(), crowded: 0 };
        layout.marks = points.iter().filter_map(|point| layout.mark(*point)).collect();
        layout.marks.sort_by(|one, other| {
            one.middle.total_cmp(&other.middle).then(one.point.number.cmp(&other.point.number))
        });
        layout.crowded = place(&mut layout.marks, left, layout.times.is_one_day());
        layout
    }

    /// Gives where a value stands.
    pub fn y(&self, value: f64) -> f64 {
        BOTTOM - self.values.at(value) * (BOTTOM - SCALE_TOP)
    }

    /// Gives where a tick of time stands, by its part of the way.
    pub fn x(&self, at: f64) -> f64 {
        x_of(at, self.left)
    }

    fn mark(&self, point: Point<'a>) -> Option<Mark<'a>> {
        let extent = Extent::of(point.date?)?;
        let (low, high) = (point.figure.low.min(point.figure.high), point.figure.low.max(point.figure.high));
        let (top, bottom) = (self.y(high), self.y(low));
        let due = self.x(self.times.at(extent.middle()));
        let reach = self.phrases.reach(point.figure);
        Some(Mark {
            point,
            reach,
            extent,
            middle: extent.middle(),
            due,
            x: due,
            top,
            bottom,
            tip: tip(reach, top, bottom),
            whisker: self.whisker(extent),
            label: Label { text: number_text(&point), ..Label::default() },
        })
    }

    fn whisker(&self, extent: Extent) -> Option<(f64, f64)> {
        let end = |day: Option<i64>, edge| day.map_or(edge, |day| self.x(self.times.at(day as f64)));
        let (from, to) = (end(extent.from, self.left), end(extent.to, RIGHT));
        (to - from > 2.0 * DOT + 2.0).then_some((from, to))
    }
}

impl Mark<'_> {
    /// What the mark covers, its number apart.
    pub fn area(&self) -> Area {
        self.area_at(self.x)
    }

    /// What it would cover elsewhere.
    pub fn area_at(&self, x: f64) -> Area {
        let half = if self.is_about() { ABOUT + 1.0 } else { DOT + 1.0 };
        let tip = self.tip.unwrap_or(self.top);
        let (top, bottom) = ((self.top - half).min(tip), (self.bottom + half).max(tip));
        Area { left: x - 6.0, top, right: x + 6.0, bottom }
    }

    /// The height at which its date is shown.
    pub fn height(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }

    /// Tells whether it is drawn as a bar.
    pub fn is_range(&self) -> bool {
        self.point.figure.low != self.point.figure.high
    }

    pub fn is_about(&self) -> bool {
        self.reach == Reach::Around
    }
}

/// Gives at most how wide a text is in the size of a chart's text, of which the font is not known.
pub fn width(text: &str) -> f64 {
    text.chars().map(width_of).sum()
}

fn width_of(character: char) -> f64 {
    match character {
        ' ' | ',' | '.' | 'i' | 'l' | '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' => 5.6,
        'm' | 'w' | 'M' | 'W' => 14.0,
        '0'..='9' => 9.6,
        'a'..='z' => 9.0,
        ' '..='~' => 11.0,
        _ => 15.0,
    }
}

/// The number, with the sign of doubt where the date is in doubt.
fn number_text(point: &Point<'_>) -> String {
    let doubt = point.date.is_some_and(|date| date.is_uncertain() || date.is_approximate());
    format!("{}{}", point.number, if doubt { "?" } else { "" })
}

/// Where an arrow ends.
fn tip(reach: Reach, top: f64, bottom: f64) -> Option<f64> {
    match reach {
        Reach::Up => Some(top - ARROW),
        Reach::Down => Some((bottom + ARROW).min(BOTTOM + BELOW)),
        Reach::Given | Reach::Around => None,
    }
}

fn x_of(at: f64, left: f64) -> f64 {
    left + INSET + at * (RIGHT - left - 2.0 * INSET)
}

/// Tells whether the names of days can stand side by side, and those of their years below.
fn stand_apart(ticks: &[Tick], left: f64) -> bool {
    let apart = |name: fn(&Tick) -> &str| {
        let named: Vec<&Tick> = ticks.iter().filter(|tick| !name(tick).is_empty()).collect();
        named.windows(2).all(|pair| {
            let way = x_of(pair[1].at, left) - x_of(pair[0].at, left);
            way >= (width(name(pair[0])) + width(name(pair[1]))) / 2.0 + 8.0
        })
    };
    apart(|tick| &tick.label) && apart(|tick| &tick.below)
}
