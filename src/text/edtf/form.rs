//! The shapes an EDTF date can take: one date, one with a time, an interval, a set.
//!
//! Owns how intervals and sets are made of dates. Does not read or print text.

use crate::text::edtf::Bound;
use crate::text::edtf::date::Date;
use crate::text::edtf::day::Day;

/// What an EDTF string holds. The rare shapes are boxed, so that a plain date stays small.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Date(Date),
    Timed(Box<Timed>),
    Interval(Box<Interval>),
    Set(Box<Set>),
}

/// A plain day with a time of day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timed {
    pub date: Date,
    /// `hh:mm:ss` and the zone, if any, as written.
    pub time: Box<str>,
}

/// From one date to another. At least one end is a date.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    pub start: End,
    pub end: End,
}

impl Interval {
    pub fn contains(&self, day: Day) -> bool {
        let after_start =
            self.start.allows(&self.end, |date| date.earliest().is_some_and(|first| first <= day));
        let before_end = self.end.allows(&self.start, |date| date.latest().is_some_and(|last| day <= last));
        after_start && before_end
    }
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    Date(Date),
    /// `..`: no end.
    Open,
    /// Nothing written: an end that is not known.
    Unknown,
}

impl End {
    pub fn date(&self) -> Option<&Date> {
        match self {
            End::Date(date) => Some(date),
            End::Open | End::Unknown => None,
        }
    }

    pub fn is_certain(&self) -> bool {
        match self {
            End::Date(date) => date.is_certain(),
            End::Open => true,
            End::Unknown => false,
        }
    }

    pub fn bound(&self, day_of: impl Fn(&Date) -> Option<Day>) -> Bound {
        match self {
            End::Date(date) => Bound::known(day_of(date)),
            End::Open => Bound::Open,
            End::Unknown => Bound::Unknown,
        }
    }

    /// Whether this end lets a day in; an unknown end reaches no further than the other end's date.
    fn allows(&self, other: &End, holds: impl Fn(&Date) -> bool) -> bool {
        match self {
            End::Date(date) if !date.year_is_unknown() => holds(date),
            End::Open => true,
            End::Date(_) | End::Unknown => other.date().is_some_and(holds),
        }
    }
}

/// Dates of which one is meant, or all. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Set {
    pub choice: Choice,
    pub members: Vec<Member>,
}

impl Set {
    /// The earliest day of all members: unknown when one of them is, else open when one of them is.
    pub fn earliest(&self) -> Bound {
        let bounds = self.members.iter().map(Member::earliest);
        bounds.reduce(|one, other| merge(one, other, Day::min)).unwrap_or(Bound::Unknown)
    }

    /// The latest day of all members, by the same rule.
    pub fn latest(&self) -> Bound {
        let bounds = self.members.iter().map(Member::latest);
        bounds.reduce(|one, other| merge(one, other, Day::max)).unwrap_or(Bound::Unknown)
    }
}

/// How many members of a set are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// `[..]`
    One,
    /// `{..}`
    All,
}

/// A member of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Member {
    Date(Date),
    /// `a..b`, both included.
    Range(Date, Date),
    /// `..b`, included.
    UpTo(Date),
    /// `a..`, included.
    From(Date),
}

impl Member {
    pub fn dates(&self) -> impl Iterator<Item = &Date> {
        let (first, second) = match self {
            Member::Date(date) | Member::UpTo(date) | Member::From(date) => (date, None),
            Member::Range(start, end) => (start, Some(end)),
        };
        [first].into_iter().chain(second)
    }

    pub fn contains(&self, day: Day) -> bool {
        let reaches = |date: &Date| date.earliest().is_some_and(|first| first <= day);
        let ends = |date: &Date| date.latest().is_some_and(|last| day <= last);
        match self {
            Member::Date(date) => date.contains(day),
            Member::Range(start, end) => reaches(start) && ends(end),
            Member::UpTo(date) => ends(date),
            Member::From(date) => reaches(date),
        }
    }

    fn earliest(&self) -> Bound {
        match self {
            Member::Date(date) | Member::From(date) | Member::Range(date, _) => Bound::known(date.earliest()),
            Member::UpTo(_) => Bound::Open,
        }
    }

    fn latest(&self) -> Bound {
        match self {
            Member::Date(date) | Member::UpTo(date) | Member::Range(_, date) => Bound::known(date.latest()),
            Member::From(_) => Bound::Open,
        }
    }
}

fn merge(one: Bound, other: Bound, outer: impl Fn(Day, Day) -> Day) -> Bound {
    match (one, other) {
        (Bound::Unknown, _) | (_, Bound::Unknown) => Bound::Unknown,
        (Bound::Open, _) | (_, Bound::Open) => Bound::Open,
        (Bound::Day(one), Bound::Day(other)) => Bound::Day(outer(one, other)),
    }
}
