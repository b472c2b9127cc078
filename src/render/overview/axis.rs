//! What is named below the axis: round dates, and how long each quiet stretch is. No two names touch.

use crate::phrases::Phrases;
use crate::render::chart::time::{Step, steps};
use crate::render::overview::detail::Sheet;
use crate::render::overview::scale::{Piece, Scale};
use crate::render::overview::words::quiet_length;
use crate::text::edtf::Day;

/// A round date, or the name of a piece of time that has none.
#[derive(Debug, Clone)]
pub struct Tick {
    /// Where it is marked; none for the name of a piece.
    pub mark: Option<f64>,
    pub label: Label,
}

/// A text and where its middle stands.
#[derive(Debug, Clone)]
pub struct Label {
    pub x: f64,
    /// 0 for the first line of its kind.
    pub line: usize,
    pub text: String,
}

/// The size of texts, in units of the view box.
pub const SIZE: f64 = 12.0;

/// The least way from one round date to the next, so that they do not crowd.
const APART: f64 = 54.0;

/// The least space between two names.
const SPACE: f64 = 8.0;

/// The most round dates that are tried.
const MOST: f64 = 40.0;

impl Label {
    /// A text at a place, or as near as keeps it on the sheet.
    fn at(x: f64, text: String, sheet: &Sheet) -> Label {
        let half = width(&text) / 2.0;
        Label { x: x.min(sheet.width - half).max(half), line: 0, text }
    }

    pub fn left(&self) -> f64 {
        self.x - width(&self.text) / 2.0
    }

    pub fn right(&self) -> f64 {
        self.x + width(&self.text) / 2.0
    }
}

/// At most how wide a text is, of which the font is not known.
pub fn width(text: &str) -> f64 {
    let width = |character| match character {
        ' ' => 4.5,
        // From the first script whose letters are as wide as they are high.
        '\u{1100}'.. => SIZE,
        _ => 7.0,
    };
    text.chars().map(width).sum()
}

/// The finest round dates that have room, in order.
pub fn ticks(phrases: &Phrases, scale: &Scale, sheet: &Sheet) -> Vec<Tick> {
    let is_few = |step: &Step| scale.drawn_days() / step.days() <= MOST;
    let place = Place { phrases, scale, sheet };
    let ticks = |step| scale.pieces.iter().flat_map(|piece| of_piece(piece, step, &place)).collect();
    let mut steps = steps().filter(is_few).map(ticks);
    let bare = || scale.pieces.iter().filter_map(|piece| name(piece, &place)).collect();
    steps.find(|ticks: &Vec<Tick>| stand_apart(ticks)).unwrap_or_else(bare)
}

/// How long the quiet stretches are, each below its break.
pub fn breaks(phrases: &Phrases, scale: &Scale, sheet: &Sheet) -> Vec<Label> {
    let mut ends = [f64::MIN; 2];
    let mut labels = Vec::new();
    for quiet in scale.breaks() {
        let text = quiet_length(phrases, quiet.to - quiet.from + 1);
        let mut label = Label::at((quiet.left + quiet.right) / 2.0, text, sheet);
        label.line = usize::from(ends[0] + SPACE > label.left());
        ends[label.line] = label.right();
        labels.push(label);
    }
    labels
}

/// What names are made by.
struct Place<'a> {
    phrases: &'a Phrases,
    scale: &'a Scale,
    sheet: &'a Sheet,
}

fn of_piece(piece: &Piece, step: Step, place: &Place<'_>) -> Vec<Tick> {
    let Place { phrases, scale, sheet } = *place;
    // A day is named below its middle; a month or a year where it begins.
    let is_days = matches!(step, Step::Days(_));
    let middle = if is_days { 0.5 } else { 0.0 };
    let (first, end) = piece.shown();
    let last = end - i64::from(is_days);
    let days: Vec<Day> = step
        .near(Day::from_days(first), Day::from_days(last))
        .into_iter()
        .filter(|day| (first..=last).contains(&day.to_days()))
        .collect();
    let before = [None].into_iter().chain(days.iter().copied().map(Some));
    let tick = |(day, before): (&Day, Option<Day>)| {
        let x = scale.x(day.to_days() as f64 + middle);
        Tick { mark: Some(x), label: Label::at(x, date_name(phrases, *day, step, before), sheet) }
    };
    let ticks: Vec<Tick> = days.iter().zip(before).map(tick).collect();
    // A date beside the only dated ones would be misread as theirs.
    let is_dated = days.iter().any(|day| (piece.from..=piece.to).contains(&day.to_days()));
    if is_dated { ticks } else { name(piece, place).into_iter().collect() }
}

/// `2019`, `Apr`, `5`; with its year and month where they are not those of the date before.
fn date_name(phrases: &Phrases, day: Day, step: Step, before: Option<Day>) -> String {
    let (year, month) = (phrases.year_title(day.year), phrases.month_name_short(day.month));
    let number = day.day.to_string();
    let said = |key| phrases.fill(key, &[("day", &number), ("month", month), ("year", &year)]);
    let same_year = before.is_some_and(|before| before.year == day.year);
    let same_month = same_year && before.is_some_and(|before| before.month == day.month);
    match step {
        Step::Years(_) => year.clone(),
        Step::Months(_) if day.month == 1 => year.clone(),
        Step::Months(_) if same_year => month.to_owned(),
        Step::Months(_) => said("date.month_short"),
        Step::Days(_) if same_month => number.clone(),
        Step::Days(_) if same_year => said("date.day_month_short"),
        Step::Days(_) => said("date.day_short"),
    }
}

/// The year or years of a piece whose days hold no round date; none where it would have no room.
fn name(piece: &Piece, place: &Place<'_>) -> Option<Tick> {
    let Place { phrases, sheet, .. } = *place;
    let (from, to) = (Day::from_days(piece.from), Day::from_days(piece.to));
    let (first, last) = (phrases.year_title(from.year), phrases.year_title(to.year));
    let name = if from.year == to.year { first } else { format!("{first}–{last}") };
    // The halves of the breaks on both sides have nothing else on this line.
    let has_room = width(&name) + SPACE <= piece.right - piece.left + 30.0;
    let label = Label::at((piece.left + piece.right) / 2.0, name, sheet);
    has_room.then_some(Tick { mark: None, label })
}

fn stand_apart(ticks: &[Tick]) -> bool {
    ticks.windows(2).all(|pair| {
        let is_crowded = match (pair[0].mark, pair[1].mark) {
            (Some(one), Some(other)) => other - one < APART,
            _ => false,
        };
        !is_crowded && pair[0].label.right() + SPACE <= pair[1].label.left()
    })
}
