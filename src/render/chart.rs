//! Figures over time as a small picture: which are drawn, and the sentences that stand for it.
//!
//! Pure: the same figures give the same bytes on every machine. Draws what was said and no more: a
//! figure that is open above is an arrow, never a bar of invented length; a date that is not known to
//! the day is a line over the days that it can mean. What cannot be drawn is counted in the sentences
//! and left to the table. Refuses to compare: units are never mixed, and nothing is averaged.

mod layout;
mod place;
mod scale;
pub(in crate::render) mod svg;
#[cfg(test)]
mod tests;
pub(in crate::render) mod time;
pub(in crate::render) mod words;

use std::collections::BTreeMap;

use crate::model::annotation::Figure;
use crate::render::chart::layout::Layout;
use crate::text::edtf::Edtf;

pub use crate::render::chart::words::{number, words};

/// One figure, with when it was said.
#[derive(Debug, Clone, Copy)]
pub struct Point<'a> {
    pub figure: &'a Figure,
    /// When it was said, or the date of the article that gives it.
    pub date: Option<&'a Edtf>,
    /// Who gives it: `Liz Throssell, VOA`; can be empty.
    pub label: &'a str,
    /// The fragment or path that its mark links to, not escaped.
    pub href: &'a str,
    /// The row in the table beside the chart, from 1.
    pub number: usize,
}

/// A chart and the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// An `<svg>` element for HTML.
    pub svg: String,
    /// The text equivalent in a few sentences, not escaped; the SVG's description is the same.
    pub text: String,
}

/// Draws figures over time; `None` where fewer than two can be drawn.
///
/// `id` begins the ids of the elements and must be unique in the page. Drawn are the figures of the
/// commonest unit that have a date with a place in time, at most 200 of them, in their order.
pub fn chart(points: &[Point<'_>], title: &str, id: &str) -> Option<Chart> {
    let mut choice = Choice::of(points);
    if choice.drawn.len() < FEWEST {
        return None;
    }
    let layout = Layout::of(&choice.drawn, choice.unit);
    choice.crowded = layout.crowded;
    if layout.marks.len() < FEWEST {
        return None;
    }
    let text = sentences(&layout, &choice);
    let svg = svg::draw(&layout, title, &text, id);
    Some(Chart { svg, text })
}

const FEWEST: usize = 2;
const MOST: usize = 200;

/// The farthest from 0, and the nearest to it, that a value can be drawn.
const GREATEST: f64 = 1e300;
const LEAST: f64 = 1e-300;

/// The figures to draw, and how many are left to the table for which reason.
#[derive(Default)]
struct Choice<'a> {
    drawn: Vec<Point<'a>>,
    unit: &'a str,
    undated: usize,
    other_unit: usize,
    beyond: usize,
    surplus: usize,
    crowded: usize,
}

impl<'a> Choice<'a> {
    fn of(points: &[Point<'a>]) -> Choice<'a> {
        let unit = commonest_unit(points);
        let mut choice = Choice { unit, ..Choice::default() };
        for point in points {
            choice.add(*point);
        }
        choice
    }

    fn add(&mut self, point: Point<'a>) {
        if point.date.is_none_or(Edtf::is_unknown) {
            self.undated += 1;
        } else if !is_drawable(point.figure) {
            self.beyond += 1;
        } else if !same_unit(&point.figure.unit, self.unit) {
            self.other_unit += 1;
        } else if self.drawn.len() == MOST {
            self.surplus += 1;
        } else {
            self.drawn.push(point);
        }
    }

    /// `In the table only: 2 figures without a date, 1 for want of room.`; empty where none is left out.
    fn left_out(&self) -> String {
        let reasons = [
            (self.undated, "without a date"),
            (self.other_unit, "in other units"),
            (self.beyond, "beyond what can be drawn"),
            (self.surplus, "past the first 200"),
            (self.crowded, "for want of room"),
        ];
        let parts: Vec<String> = reasons
            .iter()
            .filter(|(count, _)| *count > 0)
            .enumerate()
            .map(|(at, (count, reason))| match (at, count) {
                (0, 1) => format!("1 figure {reason}"),
                (0, _) => format!("{} figures {reason}", words::count(*count)),
                _ => format!("{} {reason}", words::count(*count)),
            })
            .collect();
        if parts.is_empty() { String::new() } else { format!(" In the table only: {}.", parts.join(", ")) }
    }
}

/// The unit of most of the figures that could be drawn, the first such where several are as common.
fn commonest_unit<'a>(points: &[Point<'a>]) -> &'a str {
    let mut counts: BTreeMap<String, (usize, &'a str)> = BTreeMap::new();
    let mut best: (usize, &'a str) = (0, "");
    let dated = points.iter().filter(|point| point.date.is_some_and(|date| !date.is_unknown()));
    for point in dated.filter(|point| is_drawable(point.figure)) {
        counts.entry(unit_key(&point.figure.unit)).or_insert((0, point.figure.unit.trim())).0 += 1;
    }
    // In the order of the points, so that the first of the commonest wins.
    for point in points {
        let found = counts.get(&unit_key(&point.figure.unit)).copied().unwrap_or_default();
        if found.0 > best.0 {
            best = found;
        }
    }
    best.1
}

fn unit_key(unit: &str) -> String {
    unit.trim().to_lowercase()
}

fn same_unit(one: &str, other: &str) -> bool {
    unit_key(one) == unit_key(other)
}

fn is_drawable(figure: &Figure) -> bool {
    [figure.low, figure.high].iter().all(|value| *value == 0.0 || (LEAST..=GREATEST).contains(&value.abs()))
}

/// The text equivalent.
fn sentences(layout: &Layout<'_>, choice: &Choice<'_>) -> String {
    let points = || layout.marks.iter().map(|mark| &mark.point);
    let mut text =
        format!("{} figures by date. {}", words::count(layout.marks.len()), first_and_last(layout));
    let low = points().map(|point| point.figure.low.min(point.figure.high)).fold(f64::MAX, f64::min);
    let high = points().map(|point| point.figure.low.max(point.figure.high)).fold(f64::MIN, f64::max);
    text.push_str(&span(low, high, choice.unit));
    if layout.values.is_logarithmic() {
        text.push_str(" The scale is logarithmic.");
    }
    text.push_str(&choice.left_out());
    text
}

/// The figures at both ends of the time, by the middles of their dates.
fn first_and_last(layout: &Layout<'_>) -> String {
    let ends = layout.marks.first().zip(layout.marks.last());
    let (first, last) = ends.expect("a layout of fewer than two marks is not described");
    if layout.marks.iter().all(|mark| mark.point.date == first.point.date) {
        return format!("All have one date, {}.", said(first.point.date));
    }
    format!("The first is {}; the last is {}.", source(&first.point), source(&last.point))
}

fn span(low: f64, high: f64, unit: &str) -> String {
    let range = Figure {
        low,
        high,
        qualifier: String::new(),
        unit: unit.to_owned(),
        counts: String::new(),
        as_of: None,
    };
    let verb = if number(low) == number(high) { "All give the number" } else { "The numbers run from" };
    format!(" {verb} {}.", words(&range))
}

/// `more than 1,000,000 people (Liz Throssell, VOA, 5 December 2018)`
fn source(point: &Point<'_>) -> String {
    let date = said(point.date);
    match point.label.trim() {
        "" => format!("{} ({date})", words(point.figure)),
        label => format!("{} ({label}, {date})", words(point.figure)),
    }
}

fn said(date: Option<&Edtf>) -> String {
    date.map(Edtf::sentence).unwrap_or_default()
}
