//! How the timeline is divided into pages: one page as long as all entries fit it, else one for each year,
//! and more where a year has too many.

use std::ops::Range;

use crate::config::Config;
use crate::model::archive::{Archive, Facts, ItemId};
use crate::model::timeline::{Known, Role};
use crate::plan::routes;
use crate::resolve::has_timeline;
use crate::text::edtf::{Edtf, Group};

/// The two orders of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Everything by its own date.
    ByDate,
    /// Events by the date on which the archive's sources first published them.
    Known,
}

impl Order {
    pub fn folder(self) -> &'static str {
        match self {
            Order::ByDate => routes::TIMELINE,
            Order::Known => routes::KNOWN,
        }
    }
}

/// The pages of one order of the timeline.
#[derive(Debug, Default)]
pub struct Division {
    /// Where all entries stand on one page, the only part.
    pub parts: Vec<Part>,
}

/// A page of the timeline.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    pub folder: String,
    /// Its year; none for undated entries, and for the only part of an undivided timeline.
    pub year: Option<i64>,
    /// Which page of its year it is, from 1.
    pub number: usize,
    /// Its entries, counted in the order.
    pub entries: Range<usize>,
}

impl Division {
    pub fn is_divided(&self) -> bool {
        self.parts.len() > 1
    }

    /// The part that an entry stands on, by its place in the order.
    pub fn part_of(&self, place: usize) -> usize {
        self.parts.partition_point(|part| part.entries.end <= place)
    }

    /// The folder of the page that an entry stands on, by its place in the order.
    pub fn folder_of(&self, place: usize) -> &str {
        self.parts.get(self.part_of(place)).map_or(routes::TIMELINE, |part| &part.folder)
    }
}

/// The timeline by date.
pub fn by_date(archive: &Archive, config: &Config) -> Division {
    let entries = &archive.timeline.entries;
    divide(Order::ByDate, entries.len(), config, |place| year(entries[place].date.as_ref()))
}

/// The timeline by first reports.
pub fn by_report(archive: &Archive, config: &Config) -> Division {
    let known = &archive.timeline.known;
    divide(Order::Known, known.len(), config, |place| year(reported(archive, &known[place])))
}

/// When an event was first reported: the date by which it is filed.
pub fn reported<'a>(archive: &'a Archive, known: &Known) -> Option<&'a Edtf> {
    let published = |id: ItemId| match &archive.item(id).details {
        Facts::Article(facts) => facts.date.as_ref(),
        _ => None,
    };
    known.reports.first().copied().and_then(published)
}

fn year(date: Option<&Edtf>) -> Option<i64> {
    match date?.group() {
        Group::Month { year, .. } | Group::Year { year } => Some(year),
        Group::Undated => None,
    }
}

fn divide(order: Order, total: usize, config: &Config, year: impl Fn(usize) -> Option<i64>) -> Division {
    if total <= config.timeline_size {
        let part = Part { folder: order.folder().to_owned(), year: None, number: 1, entries: 0..total };
        return Division { parts: vec![part] };
    }
    let mut parts = Vec::new();
    let mut start = 0;
    while start < total {
        let of = year(start);
        let end = start + (start..total).take_while(|place| year(*place) == of).count();
        let name = of.map_or_else(|| "undated".to_owned(), |year| year.to_string());
        let folder = format!("{}{name}/", order.folder());
        for (number, from) in (start..end).step_by(config.timeline_size).enumerate() {
            let entries = from..end.min(from + config.timeline_size);
            let number = number + 1;
            parts.push(Part { folder: routes::page_folder(&folder, number), year: of, number, entries });
        }
        start = end;
    }
    Division { parts }
}

/// The most entries that an item's own page lists.
pub const MOST_ON_ITEM: usize = 60;

/// The entries that the timeline of an item lists: all, as long as its page holds them; else what happened
/// and was said, since the item's page lists the articles anyway.
pub fn listed_of_item(archive: &Archive, id: ItemId) -> Vec<u32> {
    let all = &archive.timeline.of[id.0 as usize];
    let is_story = |number: &u32| archive.timeline.entries[*number as usize].role != Role::Published;
    let story: Vec<u32> = all.iter().copied().filter(is_story).collect();
    // Articles alone are no story.
    if all.len() > MOST_ON_ITEM || story.is_empty() { story } else { all.clone() }
}

/// How many pages the timeline of an item has of its own: none where the item's page lists it.
pub fn pages_of_item(archive: &Archive, id: ItemId, config: &Config) -> usize {
    if !has_timeline(archive.item(id).kind) {
        return 0;
    }
    let entries = listed_of_item(archive, id).len();
    if entries > MOST_ON_ITEM { entries.div_ceil(config.timeline_size) } else { 0 }
}
