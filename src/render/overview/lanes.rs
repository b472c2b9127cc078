//! Events or statements in their lane: bars in rows of their own, marks in the rows below, and what
//! would cover each other put together.

use crate::render::overview::Dated;
use crate::render::overview::detail::{Detail, HALF, Sheet};
use crate::render::overview::scale::{Piece, Scale};

/// What is drawn in a lane.
#[derive(Debug)]
pub struct Lane {
    /// In the order of time.
    pub signs: Vec<Sign>,
    /// How many rows the bars have, and how many the marks below them; both 0 where there is nothing.
    pub bar_rows: usize,
    pub mark_rows: usize,
}

/// One thing that is drawn.
#[derive(Debug)]
pub struct Sign {
    /// The first, and the first and last day of all.
    pub first: Dated,
    pub days: (i64, i64),
    /// The numbers of all that were put together, in order; none where it stands for one.
    pub numbers: Vec<usize>,
    pub shape: Shape,
    pub left: f64,
    pub right: f64,
    /// Counted from the top among bars, from the bottom among marks; 0 for what was put together.
    pub row: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A day, or so few that they are no wider than the mark.
    Mark {
        x: f64,
        /// The side to which it could also be.
        tail: Option<Side>,
    },
    /// More days, to where they are known or as far as there is room.
    Bar { opens_left: bool, opens_right: bool },
    /// So many put together.
    Heap { count: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// The most rows of bars, and of marks below them.
const MOST_BAR_ROWS: usize = 2;
const MOST_MARK_ROWS: usize = 4;

/// The length of a tail beyond its mark, and of a bar that has one known end.
pub const TAIL: f64 = 9.0;
const OPEN_BAR: f64 = 40.0;

/// The least space between two bars.
const SPACE: f64 = 3.0;

/// The room from which marks are put together into a heap, and that of each digit of its number.
const HEAP: f64 = 30.0;
const DIGIT: f64 = 7.0;

impl Lane {
    /// Lays out marks that are in the order of time.
    pub fn of<'a>(
        dated: impl Iterator<Item = &'a Dated>,
        scale: &Scale,
        sheet: &Sheet,
        detail: &Detail,
    ) -> Lane {
        let rows = sheet.rows.min(detail.rows);
        let (mut bars, mut marks) = (Vec::new(), Vec::new());
        for dated in dated {
            let item = Item::of(dated, scale, detail);
            if item.is_bar() { bars.push(item) } else { marks.push(item) }
        }
        let most_bars = (rows - 1).clamp(1, MOST_BAR_ROWS);
        let (mut signs, bar_rows) = pack_bars(bars, most_bars, &mut marks, detail);
        marks.sort_by(|one, other| {
            one.left.total_cmp(&other.left).then_with(|| one.dated.order().cmp(&other.dated.order()))
        });
        let mut packing = Packing { items: &marks, groups: Vec::new(), scale, detail };
        let mark_rows = packing.pack(rows.saturating_sub(bar_rows).clamp(1, MOST_MARK_ROWS));
        signs.extend(packing.groups.iter().map(|group| packing.sign(group)));
        signs.sort_by_key(|sign| sign.first.order());
        Lane { signs, bar_rows, mark_rows }
    }
}

/// A mark and what it covers.
#[derive(Debug, Clone, Copy)]
struct Item {
    dated: Dated,
    shape: Shape,
    left: f64,
    right: f64,
    /// Whether it cannot be drawn as what it is: a bar without a row.
    must_join: bool,
}

impl Item {
    fn of(dated: &Dated, scale: &Scale, detail: &Detail) -> Item {
        let (first, last) = (dated.first() as f64, dated.last() as f64 + 1.0);
        let (left, right) = (scale.x(first), scale.x(last));
        let bar = |left, right, opens_left, opens_right| Item {
            dated: *dated,
            shape: Shape::Bar { opens_left, opens_right },
            left,
            right,
            must_join: false,
        };
        let piece = scale.piece_at((left + right) / 2.0);
        match (dated.from, dated.to) {
            (Some(from), Some(to)) if from < to && right - left >= 2.0 * HALF => {
                bar(left, right, from < scale.days().0, to > scale.days().1)
            }
            (Some(_), None) if dated.lasts => bar(left, piece.right.min(left + OPEN_BAR), false, true),
            (None, Some(_)) if dated.lasts => bar(piece.left.max(right - OPEN_BAR), right, true, false),
            (Some(_), Some(_)) => Item::mark(dated, (left + right) / 2.0, None, detail),
            (Some(_), None) => Item::mark(dated, (left + right) / 2.0, Some(Side::Right), detail),
            (None, _) => Item::mark(dated, (left + right) / 2.0, Some(Side::Left), detail),
        }
    }

    fn mark(dated: &Dated, x: f64, tail: Option<Side>, detail: &Detail) -> Item {
        let before = if tail == Some(Side::Left) { TAIL } else { 0.0 };
        let after = if tail == Some(Side::Right) { TAIL } else { 0.0 };
        let (left, right) = (x - detail.half - before, x + detail.half + after);
        Item { dated: *dated, shape: Shape::Mark { x, tail }, left, right, must_join: false }
    }

    /// A bar as a mark that is put together with others.
    fn joining(&self, detail: &Detail) -> Item {
        let middle = (self.left + (self.left + 2.0 * HALF).min(self.right)) / 2.0;
        Item { must_join: true, ..Item::mark(&self.dated, middle, None, detail) }
    }

    fn is_bar(&self) -> bool {
        matches!(self.shape, Shape::Bar { .. })
    }

    fn middle(&self) -> f64 {
        match self.shape {
            Shape::Mark { x, .. } => x,
            Shape::Bar { .. } | Shape::Heap { .. } => (self.left + self.right) / 2.0,
        }
    }

    fn sign(&self, row: usize) -> Sign {
        let days = (self.dated.first(), self.dated.last());
        let (first, numbers) = (self.dated, Vec::new());
        Sign { first, days, numbers, shape: self.shape, left: self.left, right: self.right, row }
    }
}

/// Puts bars into rows, and those for which there is no row among the marks; gives how many rows there are.
///
/// Where most have no row, none has: the few that came first would seem to be all.
fn pack_bars(
    mut bars: Vec<Item>,
    most_rows: usize,
    marks: &mut Vec<Item>,
    detail: &Detail,
) -> (Vec<Sign>, usize) {
    bars.sort_by(|one, other| {
        one.left.total_cmp(&other.left).then_with(|| one.dated.order().cmp(&other.dated.order()))
    });
    let (mut signs, mut ends, mut left_over) = (Vec::new(), Vec::new(), Vec::new());
    for bar in &bars {
        let is_long = bar.right - bar.left >= 2.0 * detail.half;
        match free_row(&ends, most_rows, bar.left).filter(|_| is_long) {
            Some(row) => {
                set_end(&mut ends, row, bar.right + SPACE);
                signs.push(bar.sign(row));
            }
            None => left_over.push(*bar),
        }
    }
    if left_over.len() > signs.len() {
        (signs, ends, left_over) = (Vec::new(), Vec::new(), bars);
    }
    marks.extend(left_over.iter().map(|bar| bar.joining(detail)));
    (signs, ends.len())
}

/// The first row that is free from a place on; a new one where there may be one more.
fn free_row(ends: &[f64], most: usize, left: f64) -> Option<usize> {
    let free = ends.iter().position(|end| *end <= left);
    free.or_else(|| (ends.len() < most).then_some(ends.len()))
}

fn set_end(ends: &mut Vec<f64>, row: usize, end: f64) {
    if row == ends.len() {
        ends.push(end);
    } else {
        ends[row] = end;
    }
}

/// Marks that are put into rows from left to right.
struct Packing<'a> {
    /// By their left edges.
    items: &'a [Item],
    groups: Vec<Group>,
    scale: &'a Scale,
    detail: &'a Detail,
}

/// Items that stand as one sign: a single one in its row, or a heap.
#[derive(Debug)]
struct Group {
    start: usize,
    end: usize,
    left: f64,
    right: f64,
    row: usize,
    is_heap: bool,
}

impl Packing<'_> {
    /// Makes the groups and gives how many rows they need.
    fn pack(&mut self, most_rows: usize) -> usize {
        let (mut ends, mut rows, mut at) = (vec![f64::MIN; most_rows], 0, 0);
        while let Some(item) = self.items.get(at) {
            match free_row(&ends, most_rows, item.left).filter(|_| !item.must_join) {
                Some(row) => {
                    ends[row] = item.right;
                    rows = rows.max(row + 1);
                    let (left, right) = (item.left, item.right);
                    self.groups.push(Group { start: at, end: at + 1, left, right, row, is_heap: false });
                    at += 1;
                }
                None => {
                    at = self.heap(at);
                    ends.fill(self.groups[self.groups.len() - 1].right);
                    rows = rows.max(1);
                }
            }
        }
        rows
    }

    /// Puts an item together with what it covers and what is near, and gives the next one.
    fn heap(&mut self, at: usize) -> usize {
        let item = &self.items[at];
        if self.joins_last_heap(item.left, at + 1) {
            return at + 1;
        }
        let start = self.take_back(item.left, at);
        let left = self.items[start].left;
        let limit = left + HEAP.max(4.0 * self.detail.half);
        let piece = self.scale.piece_at(item.middle());
        let is_near = |item: &&Item| item.left < limit && item.middle() <= piece.right;
        let end = at + self.items[at..].iter().take_while(is_near).count().max(1);
        let (left, right) = self.room(start, end, (left, limit), piece);
        if !self.joins_last_heap(left, end) {
            let start = self.take_back(left, start);
            if !self.joins_last_heap(left, end) {
                self.groups.push(Group { start, end, left, right, row: 0, is_heap: true });
            }
        }
        end
    }

    /// Where a heap of items stands: in their middle, inside its limits and its piece of time.
    fn room(&self, start: usize, end: usize, limits: (f64, f64), piece: &Piece) -> (f64, f64) {
        let half = heap_width(end - start) / 2.0;
        let items = &self.items[start..end];
        let first = items.iter().map(Item::middle).fold(f64::MAX, f64::min);
        let last = items.iter().map(Item::middle).fold(f64::MIN, f64::max);
        let (least, most) = (limits.0 + half, (limits.1 - half).min(piece.right + HALF - half));
        let middle = ((first + last) / 2.0).max(least).min(most);
        (middle - half, middle + half)
    }

    /// Adds the items up to `end` to the last heap, if it reaches past a place.
    fn joins_last_heap(&mut self, left: f64, end: usize) -> bool {
        let last = self.groups.last_mut().filter(|last| last.is_heap && last.right > left);
        if let Some(last) = last {
            last.end = end;
            return true;
        }
        false
    }

    /// Takes back the single items that reach past a place, and gives the first of the items from it on.
    fn take_back(&mut self, left: f64, at: usize) -> usize {
        // Groups are in the order of their left edges, and single ones are about as wide as each other.
        let near = 4 * (self.detail.rows + 1);
        let since = self.groups.len().saturating_sub(near);
        let singles = self.groups[since..].iter().enumerate().filter(|(_, group)| !group.is_heap);
        let Some(first) = singles.filter(|(_, group)| group.right > left).map(|(at, _)| since + at).next()
        else {
            return at;
        };
        let start = self.groups[first].start;
        self.groups.truncate(first);
        start
    }

    fn sign(&self, group: &Group) -> Sign {
        let items = &self.items[group.start..group.end];
        if !group.is_heap {
            return items[0].sign(group.row);
        }
        let in_order = items.iter().min_by_key(|item| item.dated.order());
        let first = in_order.expect("a group has an item").dated;
        let begin = items.iter().map(|item| item.dated.first()).min();
        let end = items.iter().map(|item| item.dated.last()).max();
        let days = (begin.unwrap_or_default(), end.unwrap_or_default());
        let shape = Shape::Heap { count: items.len() };
        let mut numbers: Vec<usize> = items.iter().map(|item| item.dated.number).collect();
        numbers.sort_unstable();
        Sign { first, days, numbers, shape, left: group.left, right: group.right, row: 0 }
    }
}

/// How wide a heap is drawn.
fn heap_width(count: usize) -> f64 {
    14.0 + DIGIT * count.to_string().len() as f64
}
