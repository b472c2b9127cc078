//! The timeline: what happened, was said, was published, updated and captured, in one order.

use crate::model::archive::{ItemId, NoteId};
use crate::text::edtf::Edtf;

/// What a date on the timeline is of. The five are never mixed; on one day they stand in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// An event took place.
    Happened,
    /// A speaker took a position on a claim.
    Said,
    /// An outlet published an article.
    Published,
    /// The outlet changed it.
    Updated,
    /// The archive took its copy.
    Captured,
}

impl Role {
    pub const ALL: [Role; 5] = [Role::Happened, Role::Said, Role::Published, Role::Updated, Role::Captured];

    /// `happened`, `said`, `published`, `updated` or `captured`.
    pub fn name(self) -> &'static str {
        match self {
            Role::Happened => "happened",
            Role::Said => "said",
            Role::Published => "published",
            Role::Updated => "updated",
            Role::Captured => "captured",
        }
    }

    pub fn of_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// What an entry of the timeline tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An event ([`Role::Happened`]) or an article.
    Item(ItemId),
    /// A statement whose passage stands ([`Role::Said`]).
    Statement(NoteId),
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub role: Role,
    pub subject: Subject,
    /// By which it is filed; none, or without a place in time, for an undated one.
    ///
    /// An event's own date, else what passages give for it, of several one of them; for a statement of
    /// which it is not known when it was said, on or before the day of the report (`[..2018-12-05]`).
    pub date: Option<Edtf>,
    /// Whether the date comes from passages alone: the archive has none of its own.
    pub is_given: bool,
    /// Whether passages give dates that have no day in common with the archive's, or with each other.
    pub disputed: bool,
    /// The dates that passages give for an event, in order: all where the archive has none of its own, else
    /// those that exclude it or each other.
    pub given: Vec<Edtf>,
    /// The people, organizations, places, topics and sources that it concerns, ascending.
    pub concerns: Vec<ItemId>,
}

/// All entries in order: by date, then by role, then by title; undated ones last.
#[derive(Debug, Default)]
pub struct Timeline {
    pub entries: Vec<Entry>,
    /// How many are dated: the first ones.
    pub dated: usize,
    /// The entries that concern each item, ascending; counts as the items do. Those of an entity tell of
    /// what happened, was said and was published; those of a claim are the statements on it and the events
    /// and articles that speak to it.
    pub of: Vec<Vec<u32>>,
    /// The events by the date on which the archive's sources first published them; those without a dated
    /// report last, in their own order.
    pub known: Vec<Known>,
    /// How many of `known` are dated: the first ones.
    pub known_dated: usize,
}

/// When an event was first known to the archive's sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The event's entry, counted into [`Timeline::entries`].
    pub entry: u32,
    /// The articles that can have been published first of those that tell of it, in order; none where none
    /// has a date.
    pub reports: Vec<ItemId>,
}
