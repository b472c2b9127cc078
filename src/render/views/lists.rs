//! Pages that list: the home page, the indexes, the timeline.

use crate::model::archive::{Facts, ItemId};
use crate::model::kind::Kind;
use crate::plan::{is_home, routes};
use crate::render::view::{ArticlesView, ClaimsView, EntitiesView, EventsView, Group, HomeView, SectionView};
use crate::render::views::Views;
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
        let drawn = self.home_overview();
        HomeView {
            overview: drawn.as_ref().map(|drawn| drawn.svg.clone()).unwrap_or_default(),
            overview_text: drawn.map(|drawn| drawn.text).unwrap_or_default(),
            body: home.map(|id| self.body(*id).html).unwrap_or_default(),
            changes: home.map(|id| self.changes_of(*id)).unwrap_or_default(),
            latest: archive.articles.iter().take(HOME_ARTICLES).map(|id| self.article_row(*id)).collect(),
            events: self.ready_rows(&latest_events),
            claims: self.ready_rows(&archive.claims[..archive.claims.len().min(HOME_CLAIMS)]),
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
            title: self.phrases.section(kind.folder()).to_owned(),
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
                    title: year.map_or_else(
                        || self.phrases.say("list_of_years.undated").to_owned(),
                        |year| self.phrases.year_title(year),
                    ),
                    id: year.map_or_else(|| "_undated".to_owned(), |year| format!("y{year}")),
                    rows: ids.iter().map(|id| row(*id)).collect(),
                }
            })
            .collect()
    }
}
