//! The scale of time: pieces of one scale with quiet stretches between them cut short.
//!
//! One unit is as many days in every piece, so that lengths can be compared; only the breaks are not to
//! scale. A stretch is quiet when nothing is dated in it. What merely passes through (an interval of
//! years, a date of which only the century is known) does not keep a stretch long: it is drawn across.

use crate::render::overview::Dated;
use crate::render::overview::detail::Sheet;

/// Where days stand.
#[derive(Debug)]
pub struct Scale {
    /// At least one, in order.
    pub pieces: Vec<Piece>,
    /// How wide a day is.
    pub day: f64,
}

/// A part of time that is drawn to scale.
#[derive(Debug)]
pub struct Piece {
    /// The first and the last day that anything in it has.
    pub from: i64,
    pub to: i64,
    /// Its edges.
    pub left: f64,
    pub right: f64,
    /// The day at its left edge, and at its right.
    start: f64,
    end: f64,
}

/// A quiet stretch that is drawn short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Break {
    pub left: f64,
    pub right: f64,
    /// Its first and its last day, both quiet.
    pub from: i64,
    pub to: i64,
}

/// The width of a break, the least width of a piece, and the room in it before the first and after the
/// last day.
///
/// A quiet stretch is cut from an eighth of what is drawn, at least 45 units with as many breaks as there
/// may be: more than what pieces on both sides take of it for their room, so that these never meet.
const BREAK: f64 = 34.0;
const LEAST: f64 = 40.0;
const INSET: f64 = 14.0;

/// The shortest stretch that is cut, in days.
const SHORTEST_QUIET: i64 = 60;

/// The longest time whose every day counts as busy; of longer ones only the ends count.
const YEAR: i64 = 366;

impl Scale {
    /// Makes the scale that holds marks which are in the order of time; `None` for fewer than two marks or
    /// two days.
    pub fn over(dated: &[Dated], sheet: &Sheet) -> Option<Scale> {
        let busy = busy_times(dated);
        let (first, last) = (busy.first()?.0, busy.last()?.1);
        if dated.len() < 2 || first == last {
            return None;
        }
        let quiet = cut(&busy, sheet.most_breaks);
        let starts = [first].into_iter().chain(quiet.iter().map(|(_, to)| to + 1));
        let ends = quiet.iter().map(|(from, _)| from - 1).chain([last]);
        let times: Vec<(i64, i64)> = starts.zip(ends).collect();
        let day = width_of_day(&times, sheet);
        let mut left = sheet.left;
        let mut piece = |(from, to): &(i64, i64)| {
            let piece = Piece::at(left, *from, *to, day);
            left = piece.right + BREAK;
            piece
        };
        Some(Scale { pieces: times.iter().map(&mut piece).collect(), day })
    }

    /// Where a time stands, in days: the number of a day is its beginning. Times before the first piece and
    /// after the last stand at the edges.
    pub fn x(&self, time: f64) -> f64 {
        let mut before: Option<&Piece> = None;
        for piece in &self.pieces {
            if time <= piece.end {
                return match before {
                    _ if time >= piece.start => piece.x(time, self.day),
                    None => piece.left,
                    Some(before) => {
                        let part = (time - before.end) / (piece.start - before.end);
                        before.right + part * (piece.left - before.right)
                    }
                };
            }
            before = Some(piece);
        }
        self.right()
    }

    pub fn right(&self) -> f64 {
        self.pieces[self.pieces.len() - 1].right
    }

    /// The piece that a place is in or next to.
    pub fn piece_at(&self, x: f64) -> &Piece {
        let next = self.pieces.partition_point(|piece| piece.right + BREAK / 2.0 < x);
        &self.pieces[next.min(self.pieces.len() - 1)]
    }

    /// The first and the last day of all.
    pub fn days(&self) -> (i64, i64) {
        (self.pieces[0].from, self.pieces[self.pieces.len() - 1].to)
    }

    /// How many days are drawn to scale, the room around them too.
    pub fn drawn_days(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.end - piece.start).sum()
    }

    pub fn breaks(&self) -> impl Iterator<Item = Break> {
        self.pieces.windows(2).map(|pair| Break {
            left: pair[0].right,
            right: pair[1].left,
            from: pair[0].to + 1,
            to: pair[1].from - 1,
        })
    }
}

impl Piece {
    fn at(left: f64, from: i64, to: i64, day: f64) -> Piece {
        let right = left + width_of_piece((from, to), day);
        let middle = (from as f64 + to as f64 + 1.0) / 2.0;
        let half = (right - left) / 2.0 / day;
        Piece { from, to, left, right, start: middle - half, end: middle + half }
    }

    fn x(&self, time: f64, day: f64) -> f64 {
        (self.left + (time - self.start) * day).clamp(self.left, self.right)
    }

    /// The first and the last day that are drawn, the room around the dated ones too.
    pub fn shown(&self) -> (i64, i64) {
        (self.start.ceil() as i64, self.end.floor() as i64)
    }
}

/// The times in which something is dated, in order and apart.
fn busy_times(dated: &[Dated]) -> Vec<(i64, i64)> {
    // What can mean any day of years says little of where things are: it is left out where it reaches
    // over what is better known, and counts like anything else where it stands alone.
    let is_vague = |mark: &&Dated| mark.is_range_of_doubt() && mark.last() - mark.first() > YEAR;
    let known = || dated.iter().filter(|mark| !is_vague(mark));
    let first = known().map(Dated::first).min().unwrap_or(i64::MAX);
    let last = known().map(Dated::last).max().unwrap_or(i64::MIN);
    let has_place = |mark: &&Dated| !is_vague(mark) || mark.last() < first || mark.first() > last;
    let mut times: Vec<(i64, i64)> = dated.iter().filter(has_place).flat_map(ends).collect();
    times.sort_unstable();
    merged(&times)
}

/// The time of a mark, or its first and its last day where they are far apart.
fn ends(mark: &Dated) -> [(i64, i64); 2] {
    let (first, last) = (mark.first(), mark.last());
    if last - first > YEAR { [(first, first), (last, last)] } else { [(first, last); 2] }
}

fn merged(times: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (from, to) in times {
        match merged.last_mut() {
            Some(last) if *from <= last.1 + 1 => last.1 = last.1.max(*to),
            _ => merged.push((*from, *to)),
        }
    }
    merged
}

/// The quiet stretches to cut, in order: the longest first, each while it is more than an eighth of what
/// is still drawn, three times as long as the usual one (the median), and two months.
///
/// The share is of what is left, so that one early event does not hide that the rest has a gap; the
/// median keeps evenly spaced things as they are. With one stretch alone, nothing would be left to show.
fn cut(busy: &[(i64, i64)], most: usize) -> Vec<(i64, i64)> {
    let mut quiet: Vec<(i64, i64)> = busy.windows(2).map(|pair| (pair[0].1 + 1, pair[1].0 - 1)).collect();
    let length = |stretch: &(i64, i64)| stretch.1 - stretch.0 + 1;
    quiet.sort_by_key(|stretch| (-length(stretch), stretch.0));
    let usual = quiet.get(quiet.len() / 2).map_or(0, length);
    let mut drawn = busy.last().map_or(0, |last| last.1 - busy[0].0 + 1);
    let mut is_cut = |stretch: &(i64, i64)| {
        let days = length(stretch);
        let cuts = days >= SHORTEST_QUIET && days > drawn / 8 && days / 3 > usual;
        drawn -= if cuts { days } else { 0 };
        cuts
    };
    let is_many = quiet.len() > 1;
    let count = quiet.iter().take(most).take_while(|stretch| is_many && is_cut(stretch)).count();
    quiet.truncate(count);
    quiet.sort_unstable();
    quiet
}

/// How wide a day can be so that all pieces and breaks fill the sheet.
fn width_of_day(times: &[(i64, i64)], sheet: &Sheet) -> f64 {
    let room = sheet.right - sheet.left - BREAK * (times.len() - 1) as f64;
    // Pieces that are widened leave less for the others, which may then have to be widened too.
    let mut day = f64::MAX;
    for _ in 0..=times.len() {
        let is_wide = |time: &&(i64, i64)| count(**time) * day + 2.0 * INSET >= LEAST;
        let wide: Vec<f64> = times.iter().filter(is_wide).map(|time| count(*time)).collect();
        let least = LEAST * (times.len() - wide.len()) as f64;
        day = (room - least - 2.0 * INSET * wide.len() as f64) / wide.iter().sum::<f64>();
    }
    day
}

fn width_of_piece(time: (i64, i64), day: f64) -> f64 {
    (count(time) * day + 2.0 * INSET).max(LEAST)
}

/// How many days a time has.
fn count(time: (i64, i64)) -> f64 {
    (time.1 - time.0 + 1) as f64
}
