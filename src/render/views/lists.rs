//! Pages that list: the home page, the indexes, the timeline.

use crate::model::archive::{Facts, ItemId};
use crate::model::kind::Kind;
use crate::plan::{is_home, routes};
use crate::render::view::{
    ArticlesView, ClaimsView, EntitiesView, EntryView, EventsView, Group, HomeView, MonthView, SectionView,
    TimelineView, YearView,
};
use crate::render::views::Views;
use crate::render::views::rows::article_facts;
use crate::resolve::initial;
use crate::text::edtf::{self, Edtf};

/// How much the home page shows of each.
const HOME_ARTICLES: usize = 10;
const HOME_EVENTS: usize = 8;
const HOME_CLAIMS: usize = 8;
const HOME_ENTITIES: usize = 12;

impl Views<'_> {
    pub(super) fn home(&self) -> HomeView {
        let archive = self.shelf.archive;
        let home = archive.pages.iter().find(|id| is_home(archive.item(**id)));
        let dated = |id: &&ItemId| self.date(**id).is_some_and(|date| !date.is_unknown());
        let latest_events: Vec<ItemId> =
            archive.events.iter().filter(dated).rev().take(HOME_EVENTS).copied().collect();
        HomeView {
            body: home.map(|id| self.body(*id).html).unwrap_or_default(),
            latest: archive.articles.iter().take(HOME_ARTICLES).map(|id| self.article_row(*id)).collect(),
            events: self.event_rows(&latest_events),
            claims: archive.claims.iter().take(HOME_CLAIMS).map(|id| self.claim_row(*id)).collect(),
            entities: Kind::ENTITIES.into_iter().filter_map(|kind| self.section(kind)).collect(),
        }
    }

    /// The entities of a kind that most articles name.
    fn section(&self, kind: Kind) -> Option<SectionView> {
        let ids = self.shelf.archive.of_kind(kind);
        let mut ranked: Vec<(usize, usize)> = ids
            .iter()
            .enumerate()
            .map(|(place, id)| (self.shelf.archive.references(*id).articles.len(), place))
            .collect();
        ranked.sort_by_key(|(count, place)| (usize::MAX - count, *place));
        let rows = ranked.iter().take(HOME_ENTITIES).map(|(_, place)| self.entity_row(ids[*place])).collect();
        (!ids.is_empty()).then(|| SectionView {
            title: kind.heading().to_owned(),
            path: self.path(&routes::section(kind)),
            count: ids.len(),
            rows,
        })
    }

    pub(super) fn articles(&self, number: usize) -> ArticlesView {
        let all = &self.shelf.archive.articles;
        let ids = self.slice(all, number);
        ArticlesView {
            total: all.len(),
            groups: self.by_year(ids, |id| self.article_row(id)),
            pager: self.pager(&routes::section(Kind::Article), number, all.len()),
        }
    }

    pub(super) fn events(&self, number: usize) -> EventsView {
        let all = &self.shelf.archive.events;
        let ids = self.slice(all, number);
        EventsView {
            total: all.len(),
            groups: self.by_year(ids, |id| self.event_row(id)),
            pager: self.pager(&routes::section(Kind::Event), number, all.len()),
        }
    }

    pub(super) fn claims(&self, number: usize) -> ClaimsView {
        let all = &self.shelf.archive.claims;
        ClaimsView {
            total: all.len(),
            rows: self.claim_rows(self.slice(all, number)),
            pager: self.pager(&routes::section(Kind::Claim), number, all.len()),
        }
    }

    pub(super) fn entities(&self, kind: Kind, number: usize) -> EntitiesView {
        let all = self.shelf.archive.of_kind(kind);
        let ids = self.slice(all, number);
        let title = |id: &ItemId| initial(&self.shelf.archive.item(*id).title);
        let groups = ids
            .chunk_by(|first, second| title(first) == title(second))
            .enumerate()
            .map(|(place, ids)| Group {
                title: title(&ids[0]),
                id: format!("_letter-{}", place + 1),
                rows: ids.iter().map(|id| self.entity_row(*id)).collect(),
            })
            .collect();
        EntitiesView {
            kind: kind.name(),
            total: all.len(),
            groups,
            pager: self.pager(&routes::section(kind), number, all.len()),
        }
    }

    fn date(&self, id: ItemId) -> Option<&Edtf> {
        match &self.shelf.archive.item(id).details {
            Facts::Article(facts) => facts.date.as_ref(),
            Facts::Event(facts) => facts.date.as_ref(),
            _ => None,
        }
    }

    fn year(&self, id: ItemId) -> Option<i64> {
        self.date(id).and_then(|date| match date.group() {
            edtf::Group::Month { year, .. } | edtf::Group::Year { year } => Some(year),
            edtf::Group::Undated => None,
        })
    }

    fn by_year<T>(&self, ids: &[ItemId], row: impl Fn(ItemId) -> T) -> Vec<Group<T>> {
        ids.chunk_by(|first, second| self.year(*first) == self.year(*second))
            .map(|ids| {
                let year = self.year(ids[0]);
                Group {
                    title: year.map_or_else(|| "Undated".to_owned(), year_title),
                    id: year.map_or_else(|| "_undated".to_owned(), |year| format!("y{year}")),
                    rows: ids.iter().map(|id| row(*id)).collect(),
                }
            })
            .collect()
    }

    pub(super) fn timeline(&self) -> TimelineView {
        let archive = self.shelf.archive;
        let (dated, undated): (Vec<ItemId>, Vec<ItemId>) =
            archive.events.iter().chain(&archive.articles).copied().partition(|id| self.year(*id).is_some());
        let mut dated: Vec<(edtf::Group, ItemId)> =
            self.in_order(dated).into_iter().filter_map(|id| Some((self.date(id)?.group(), id))).collect();
        // Within a year what has no month stands first; otherwise the order by date stays.
        dated.sort_by_key(|(group, _)| group_key(*group));
        let years = dated.chunk_by(|first, second| group_key(first.0).0 == group_key(second.0).0);
        TimelineView {
            total: dated.len() + undated.len(),
            span: self.site.span.clone(),
            years: years.map(|entries| self.year_view(entries)).collect(),
            undated: undated.into_iter().map(|id| self.entry(id)).collect(),
        }
    }

    /// By date; on one date events stand before publications, then by title.
    fn in_order(&self, mut ids: Vec<ItemId>) -> Vec<ItemId> {
        ids.sort_by_cached_key(|id| {
            let item = self.shelf.archive.item(*id);
            (self.date(*id).map(Edtf::sort_key), item.kind != Kind::Event, item.title.clone(), *id)
        });
        ids
    }

    fn year_view(&self, entries: &[(edtf::Group, ItemId)]) -> YearView {
        let (year, _) = group_key(entries[0].0);
        let months = entries.chunk_by(|first, second| group_key(first.0) == group_key(second.0));
        YearView {
            title: year_title(year),
            id: format!("y{year}"),
            count: entries.len(),
            months: months
                .map(|entries| {
                    let (_, month) = group_key(entries[0].0);
                    MonthView {
                        title: match month {
                            0 => format!("{}, month not known", year_title(year)),
                            month => format!("{} {}", edtf::month_name(month), year_title(year)),
                        },
                        id: format!("y{year}-{month:02}"),
                        entries: entries.iter().map(|(_, id)| self.entry(*id)).collect(),
                    }
                })
                .collect(),
        }
    }

    fn entry(&self, id: ItemId) -> EntryView {
        let item = self.shelf.archive.item(id);
        let row = self.article_row(id);
        let is_event = article_facts(&item.details).is_none();
        EntryView {
            role: if is_event { "happened" } else { "published" },
            date: super::rows::date(self.date(id)),
            title: row.title.clone(),
            path: row.path.clone(),
            summary: row.summary.clone(),
            source: row.source.clone(),
            lang: row.lang.clone(),
            dir: row.dir,
        }
    }
}

/// Year and month of a group; a month that is not known is 0.
fn group_key(group: edtf::Group) -> (i64, u8) {
    match group {
        edtf::Group::Month { year, month } => (year, month),
        edtf::Group::Year { year } => (year, 0),
        edtf::Group::Undated => (i64::MAX, 0),
    }
}

/// A year for people: `2018`, `44 BC` (year 0 is 1 BC).
fn year_title(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}
