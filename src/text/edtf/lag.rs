//! The time from one date to another in days, with what is not known of either.

use crate::text::edtf::form::{Choice, End, Form};
use crate::text::edtf::{Bound, Edtf};

/// How many days lie between two dates: at least and at most; negative where the second comes first.
///
/// What lasts counts from its beginning. None where nothing bounds that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    pub least: Option<i64>,
    pub most: Option<i64>,
    /// Whether a date is approximate, and whether one is uncertain: the days then hold only as the dates do.
    pub approximate: bool,
    pub uncertain: bool,
}

impl Lag {
    /// The days from one date to another.
    pub fn between(from: &Edtf, to: &Edtf) -> Lag {
        Lag::among(&[from], &[to])
    }

    /// The days from something that has one of several dates to the first of several others, nobody knows
    /// which.
    pub fn among(from: &[&Edtf], to: &[&Edtf]) -> Lag {
        let from_first = least(from.iter().map(|date| beginning(date).0));
        let from_last = greatest(from.iter().map(|date| beginning(date).1));
        let to_first = least(to.iter().map(|date| beginning(date).0));
        // The first of them is no later than any of them.
        let to_last = to.iter().filter_map(|date| day(beginning(date).1)).min();
        let all = || from.iter().chain(to);
        Lag {
            least: to_first.zip(from_last).map(|(to, from)| to.saturating_sub(from)),
            most: to_last.zip(from_first).map(|(to, from)| to.saturating_sub(from)),
            approximate: all().any(|date| date.is_approximate()),
            uncertain: all().any(|date| date.is_uncertain()),
        }
    }
}

/// The first and the last day on which something can have begun.
fn beginning(date: &Edtf) -> (Bound, Bound) {
    match &date.0 {
        Form::Interval(interval) => match interval.start {
            End::Date(start) => (Bound::known(start.earliest()), Bound::known(start.latest())),
            End::Open => (Bound::Open, date.latest()),
            End::Unknown => (Bound::Unknown, date.latest()),
        },
        // Of several dates that are all meant, the first.
        Form::Set(set) if set.choice == Choice::All => {
            let first = date.dates().min_by_key(|date| date.earliest());
            (date.earliest(), first.map_or(date.latest(), |first| Bound::known(first.latest())))
        }
        _ => (date.earliest(), date.latest()),
    }
}

fn day(bound: Bound) -> Option<i64> {
    bound.day().map(|day| day.to_days())
}

/// The least day; none where one of them has no bound.
fn least(bounds: impl Iterator<Item = Bound>) -> Option<i64> {
    bounds.map(day).reduce(|first, second| Some(first?.min(second?))).flatten()
}

fn greatest(bounds: impl Iterator<Item = Bound>) -> Option<i64> {
    bounds.map(day).reduce(|first, second| Some(first?.max(second?))).flatten()
}
