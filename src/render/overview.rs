//! Marks in time as one wide picture, and the sentences that stand for it: a map of a timeline.
//!
//! Pure: the same marks give the same bytes on every machine. Publications are a band whose height is
//! their number; events and statements are marks in a lane each, told apart by their shape; what lasts
//! is a bar; what is in doubt has soft edges over the days that it can mean. Long quiet stretches are
//! drawn short, with a visible break. What has no room of its own is put together and counted.
//!
//! Refuses to invent: an end that is not known fades and is never drawn as a day. Refuses to grow: any
//! number of marks gives at most [`BUDGET`] bytes. Knows no colours.

mod axis;
mod band;
mod detail;
mod lanes;
mod scale;
mod svg;
#[cfg(test)]
mod tests;
mod words;

use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::render::overview::band::Band;
use crate::render::overview::detail::{Detail, Sheet};
use crate::render::overview::lanes::Lane;
use crate::render::overview::scale::Scale;
use crate::render::overview::svg::{Drawing, Names};

/// One thing to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Updates and captures are not drawn, only counted in the text.
    pub role: Role,
    /// The first and the last day that it can mean, in days since 1970-01-01; none where that end is open
    /// or not known. A mark without either is not drawn.
    pub from: Option<i64>,
    pub to: Option<i64>,
    /// Whether it took all the days between (an interval), or one moment among them that is not known.
    pub lasts: bool,
    /// Whether its date is not certain.
    pub soft: bool,
}

/// How large a picture is, in units of its view box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 960 wide and at most 260 high.
    Full,
    /// 720 wide and at most 120 high.
    Small,
}

/// A picture and the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// An `<svg>` element for HTML, of at most [`BUDGET`] bytes.
    pub svg: String,
    /// The text equivalent in two to five sentences, not escaped; the SVG's description is the same.
    pub text: String,
}

/// The most bytes that a picture has.
pub const BUDGET: usize = 98_000;

/// Draws the events, statements and publications among some marks.
///
/// `title` is what the picture is called and `id` the prefix of the identifiers in it; `href` gives where
/// the mark of a number (its place in `marks`, from 0) leads, and `label` what it is called: `5 December
/// 2018: Title`. Both are asked for drawn marks only. No text is escaped yet; long ones are cut.
///
/// `None` where there is nothing to map: fewer than two marks that are drawn, or all on one day.
pub fn overview(
    marks: &[Mark],
    size: Size,
    phrases: &Phrases,
    title: &str,
    id: &str,
    href: &dyn Fn(usize) -> String,
    label: &dyn Fn(usize) -> String,
) -> Option<Overview> {
    let dated = Dated::all(marks);
    let sheet = Sheet::of(size);
    let scale = Scale::over(&dated, &sheet)?;
    let text = words::sentences(phrases, marks, &dated, &scale);
    let names = Names { phrases, title, text: &text, id, href, label };
    let drawn = |detail: &Detail| draw(&dated, &scale, &sheet, detail, &names);
    let svg = Detail::LEVELS.iter().map(drawn).find(|svg| svg.len() <= BUDGET)?;
    Some(Overview { svg, text })
}

fn draw(dated: &[Dated], scale: &Scale, sheet: &Sheet, detail: &Detail, names: &Names<'_>) -> String {
    let of = |role| dated.iter().filter(move |mark| mark.role == role);
    let drawing = Drawing {
        scale,
        sheet,
        detail,
        lanes: [Role::Happened, Role::Said].map(|role| (role, Lane::of(of(role), scale, sheet, detail))),
        band: Band::of(of(Role::Published), scale, detail.bins),
    };
    svg::draw(&drawing, names)
}

/// The farthest day that is drawn from 1970; beyond, whole days are lost in the numbers of a drawing.
const FARTHEST: i64 = 4_000_000_000_000_000;

/// A mark that is drawn, its days in order.
#[derive(Debug, Clone, Copy)]
struct Dated {
    /// Its place among all marks.
    number: usize,
    role: Role,
    /// At least one is known.
    from: Option<i64>,
    to: Option<i64>,
    lasts: bool,
    soft: bool,
}

impl Dated {
    /// The marks that are drawn, in the order of time.
    fn all(marks: &[Mark]) -> Vec<Dated> {
        let mut dated: Vec<Dated> =
            marks.iter().enumerate().filter_map(|(number, mark)| Dated::of(number, mark)).collect();
        dated.sort_by_key(Dated::order);
        dated
    }

    fn of(number: usize, mark: &Mark) -> Option<Dated> {
        let near = |day: Option<i64>| day.map(|day| day.clamp(-FARTHEST, FARTHEST));
        let (from, to) = match (near(mark.from), near(mark.to)) {
            (None, None) => return None,
            (Some(from), Some(to)) => (Some(from.min(to)), Some(from.max(to))),
            ends => ends,
        };
        let is_drawn = matches!(mark.role, Role::Happened | Role::Said | Role::Published);
        let Mark { role, lasts, soft, .. } = *mark;
        is_drawn.then_some(Dated { number, role, from, to, lasts, soft })
    }

    fn order(&self) -> (i64, i64, usize) {
        (self.first(), self.last(), self.number)
    }

    /// The first known day.
    fn first(&self) -> i64 {
        self.from.or(self.to).expect("a dated mark has a first or a last day")
    }

    fn last(&self) -> i64 {
        self.to.or(self.from).expect("a dated mark has a first or a last day")
    }

    /// The day in the middle, or the one that is known.
    fn middle(&self) -> i64 {
        (self.first() + self.last()).div_euclid(2)
    }

    /// Tells whether it is one moment of which the day is not known.
    fn is_range_of_doubt(&self) -> bool {
        !self.lasts && self.from != self.to
    }
}
