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
use crate::phrases::Phrases;
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
pub fn chart(points: &[Point<'_>], phrases: &Phrases, title: &str, id: &str) -> Option<Chart> {
    let mut choice = Choice::of(points);
    if choice.drawn.len() < FEWEST {
        return None;
    }
    let layout = Layout::of(&choice.drawn, choice.unit, phrases);
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

    /// `In the table only: 2 figures without a date, 1 figure for want of room.`; none where all are drawn.
    fn left_out(&self, phrases: &Phrases) -> Option<String> {
        let reasons = [
            (self.undated, "chart.undated"),
            (self.other_unit, "chart.other_unit"),
            (self.beyond, "chart.beyond"),
            (self.surplus, "chart.surplus"),
            (self.crowded, "chart.crowded"),
        ];
        let given = reasons.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = given.map(|(count, key)| phrases.count(key, *count)).collect();
        let reasons = phrases.joined("list.comma", &parts);
        (!parts.is_empty()).then(|| phrases.fill("chart.left_out", &[("reasons", &reasons)]))
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
    let phrases = layout.phrases;
    let points = || layout.marks.iter().map(|mark| &mark.point);
    let low = points().map(|point| point.figure.low.min(point.figure.high)).fold(f64::MAX, f64::min);
    let high = points().map(|point| point.figure.low.max(point.figure.high)).fold(f64::MIN, f64::max);
    let count = phrases.count("chart.count", layout.marks.len());
    let scale = layout.values.is_logarithmic().then(|| phrases.say("chart.scale_is_logarithmic").to_owned());
    let sentences: Vec<String> = [count, first_and_last(layout), span(phrases, low, high, choice.unit)]
        .into_iter()
        .chain(scale)
        .chain(choice.left_out(phrases))
        .collect();
    phrases.joined("list.sentences", &sentences)
}

/// The figures at both ends of the time, by the middles of their dates.
fn first_and_last(layout: &Layout<'_>) -> String {
    let phrases = layout.phrases;
    let ends = layout.marks.first().zip(layout.marks.last());
    let (first, last) = ends.expect("a layout of fewer than two marks is not described");
    if layout.marks.iter().all(|mark| mark.point.date == first.point.date) {
        return phrases.fill("chart.one_date", &[("date", &said(phrases, first.point.date))]);
    }
    let (first, last) = (source(phrases, &first.point), source(phrases, &last.point));
    phrases.fill("chart.ends", &[("first", &first), ("last", &last)])
}

fn span(phrases: &Phrases, low: f64, high: f64, unit: &str) -> String {
    let range = Figure {
        low,
        high,
        qualifier: String::new(),
        unit: unit.to_owned(),
        counts: String::new(),
        as_of: None,
    };
    let key = if number(phrases, low) == number(phrases, high) { "chart.same" } else { "chart.span" };
    phrases.fill(key, &[("figure", &words(phrases, &range))])
}

/// `more than 1,000,000 people (Liz Throssell, VOA, 5 December 2018)`
fn source(phrases: &Phrases, point: &Point<'_>) -> String {
    let (figure, date) = (words(phrases, point.figure), said(phrases, point.date));
    match point.label.trim() {
        "" => phrases.fill("chart.source_unnamed", &[("figure", &figure), ("date", &date)]),
        label => phrases.fill("chart.source", &[("figure", &figure), ("label", label), ("date", &date)]),
    }
}

fn said(phrases: &Phrases, date: Option<&Edtf>) -> String {
    date.map(|date| phrases.date(date)).unwrap_or_default()
}
