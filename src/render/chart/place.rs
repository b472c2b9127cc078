//! Marks that fall on the same place, set apart; and each number put where it covers nothing.
//!
//! Refuses to draw over: a mark for which there is no room is taken out and counted. Refuses to mislead:
//! no mark goes far from its date, unless its date extends as far.

use std::collections::BTreeMap;

use crate::render::chart::layout::{BOTTOM, DOT, Mark, PLOT_TOP, RIGHT, WIDTH, width};

/// The number beside a mark.
#[derive(Debug, Clone, Default)]
pub struct Label {
    pub text: String,
    pub anchor: Anchor,
    pub x: f64,
    /// The base line of its text.
    pub y: f64,
}

/// Which part of a text stands at its x.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// A box; y grows downwards.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    pub fn with(&self, other: &Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Sets marks apart, which are in the order of time, and gives how many had to be taken out.
///
/// `left` is the left edge of what is drawn; `one_day` tells that all have one day, so that no place is
/// the place of another day.
pub fn place(marks: &mut Vec<Mark<'_>>, left: f64, one_day: bool) -> usize {
    let count = marks.len();
    let mut table = Table { left, one_day, bodies: vec![None; count], labels: vec![None; count], marks };
    table.set_apart();
    table.put_in_order();
    table.put_numbers();
    table.put_the_rest();
    let mut has_room: Vec<bool> = table.labels.iter().map(Option::is_some).collect();
    has_room.reverse();
    marks.retain(|_| has_room.pop().unwrap_or(false));
    count - marks.len()
}

/// How far apart marks are set, and the farthest from their date.
const APART: f64 = 12.25;
const FARTHEST: f64 = 7.0 * APART;

/// From one line of numbers above or below marks to the next.
const LINE: f64 = 14.0;

struct Table<'m, 'a> {
    left: f64,
    one_day: bool,
    marks: &'m mut Vec<Mark<'a>>,
    /// What each mark and its number cover; none where they have no place yet.
    bodies: Vec<Option<Area>>,
    labels: Vec<Option<Area>>,
}

impl Table<'_, '_> {
    /// Moves marks aside until none meets another.
    fn set_apart(&mut self) {
        for at in 0..self.marks.len() {
            let free = self.spots(at).into_iter().find(|x| self.is_free(&self.marks[at].area_at(*x), at));
            if let Some(x) = free {
                self.stand(at, x);
            }
        }
    }

    /// Lets marks that fall on the same place follow each other as in the table.
    fn put_in_order(&mut self) {
        let mut alike: BTreeMap<[u64; 4], Vec<usize>> = BTreeMap::new();
        for at in (0..self.marks.len()).filter(|at| self.bodies[*at].is_some()) {
            let mark = &self.marks[at];
            let place = [mark.due, mark.top, mark.bottom, mark.tip.unwrap_or(0.0)];
            alike.entry(place.map(f64::to_bits)).or_default().push(at);
        }
        for group in alike.values() {
            let mut places: Vec<f64> = group.iter().map(|at| self.marks[*at].x).collect();
            places.sort_by(f64::total_cmp);
            for (at, x) in group.iter().zip(places) {
                self.stand(*at, x);
            }
        }
    }

    /// Puts each number beside its mark where it covers nothing, off the lines too if it can be.
    fn put_numbers(&mut self) {
        for at in 0..self.marks.len() {
            if self.bodies[at].is_some() {
                self.put_number(at);
            }
        }
    }

    /// Finds places for those whose numbers had none, where both have room.
    fn put_the_rest(&mut self) {
        for at in 0..self.marks.len() {
            if self.labels[at].is_some() {
                continue;
            }
            self.bodies[at] = None;
            for x in self.spots(at) {
                if self.is_free(&self.marks[at].area_at(x), at) {
                    self.stand(at, x);
                    if self.put_number(at) {
                        break;
                    }
                    self.bodies[at] = None;
                }
            }
        }
    }

    fn put_number(&mut self, at: usize) -> bool {
        let places = places(&self.marks[at]);
        let free = |label: &&Label| {
            let area = label.area();
            let is_beside = label.anchor != Anchor::Middle;
            self.room().holds(&area)
                && self.is_free(&area, at)
                && (is_beside || self.is_free(&way_to(&area, &self.marks[at]), at))
        };
        let off_lines = places.iter().filter(free).find(|label| !self.is_on_line(&label.area()));
        let Some(label) = off_lines.or_else(|| places.iter().find(free)) else { return false };
        self.labels[at] = Some(label.area());
        self.marks[at].label = label.clone();
        true
    }

    fn stand(&mut self, at: usize, x: f64) {
        self.marks[at].x = x;
        self.bodies[at] = Some(self.marks[at].area());
    }

    /// Where a mark can stand: at its date, then by turns to the right and the left, ever farther.
    fn spots(&self, at: usize) -> Vec<f64> {
        let mark = &self.marks[at];
        let (due, (from, to)) = (mark.due, mark.whisker.unwrap_or((mark.due, mark.due)));
        let may_stand = |x: &f64| {
            let is_near = (x - due).abs() <= FARTHEST || (from..=to).contains(x) || self.one_day;
            is_near && self.left < x - DOT && x + DOT < RIGHT
        };
        let steps = (1..=(WIDTH / APART) as i32).map(|step| f64::from(step) * APART);
        let asides = steps.flat_map(|step| [due + step, due - step]);
        [due].into_iter().chain(asides.filter(may_stand)).collect()
    }

    fn is_free(&self, area: &Area, at: usize) -> bool {
        let meets = |(of, other): (usize, &Option<Area>), own: bool| {
            (own || of != at) && other.is_some_and(|other| other.meets(area))
        };
        !self.bodies.iter().enumerate().any(|body| meets(body, false))
            && !self.labels.iter().enumerate().any(|label| meets(label, true))
    }

    fn is_on_line(&self, area: &Area) -> bool {
        self.marks.iter().any(|mark| lines(mark).any(|line| line.meets(area)))
    }

    /// Where numbers can stand.
    fn room(&self) -> Area {
        Area { left: self.left, top: PLOT_TOP, right: WIDTH - 1.0, bottom: BOTTOM }
    }
}

/// The thin lines that belong to a mark.
fn lines(mark: &Mark<'_>) -> impl Iterator<Item = Area> {
    let aside = (mark.x != mark.due).then_some((mark.x.min(mark.due), mark.x.max(mark.due)));
    let y = mark.height();
    let area = move |(left, right): (f64, f64)| Area { left, top: y - 1.5, right, bottom: y + 1.5 };
    mark.whisker.into_iter().chain(aside).map(area)
}

/// The strip from a number above or below a mark to the mark; what stood in it would seem to have the number.
fn way_to(number: &Area, mark: &Mark<'_>) -> Area {
    let (top, bottom) = (number.top.min(mark.top), number.bottom.max(mark.bottom));
    Area { left: mark.x - 2.0, top, right: mark.x + 2.0, bottom }
}

/// Where a mark's number can stand, from the best.
fn places(mark: &Mark<'_>) -> Vec<Label> {
    let (area, y) = (mark.area(), mark.height());
    let (right, left) = (area.right + 1.5, area.left - 1.5);
    [
        (Anchor::Start, right, y + 5.0),
        (Anchor::Start, right, y - 3.5),
        (Anchor::End, left, y + 5.0),
        (Anchor::End, left, y - 3.5),
        (Anchor::Start, right, y + 14.5),
        (Anchor::End, left, y + 14.5),
        (Anchor::Middle, mark.x, area.top - 3.0),
        (Anchor::Middle, mark.x, area.bottom + 13.0),
        (Anchor::Middle, mark.x, area.top - 3.0 - LINE),
        (Anchor::Middle, mark.x, area.bottom + 13.0 + LINE),
    ]
    .into_iter()
    .map(|(anchor, x, y)| Label { text: mark.label.text.clone(), anchor, x, y })
    .collect()
}

impl Label {
    /// What its text covers: digits stand on the base line.
    pub fn area(&self) -> Area {
        let width = width(&self.text);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Area { left, top: self.y - 12.0, right: left + width, bottom: self.y + 1.5 }
    }
}
