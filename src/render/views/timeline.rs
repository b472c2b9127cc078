//! The timeline's pages, and the small timeline of an item.

use std::ops::Range;

use serde::Serialize;

use crate::export::timeline::Format;
use crate::model::archive::{ItemId, NoteId};
use crate::model::kind::Kind;
use crate::model::timeline::{Entry, Known, Role, Subject};
use crate::plan::routes;
use crate::plan::timeline::{Division, MOST_ON_ITEM, Order, Part, listed_of_item, reported};
use crate::render::overview::{Mark, Overview, Size, overview};
use crate::render::view::{
    ItemTimelineView, LinkView, MonthView, Pager, PartView, RoleView, TimelineView, YearView,
};
use crate::render::views::entries::{Detail, Numbers, reach};
use crate::render::views::site::years_of;
use crate::render::views::{Views, script};
use crate::text::edtf::{Edtf, Group};

/// The most people, places and so on that the filters of a page offer, of each kind.
const MOST_OFFERED: usize = 500;

/// One entry of a page, with the date that it is filed by there.
#[derive(Clone, Copy)]
struct Row<'a> {
    /// Counts into the timeline's entries.
    number: u32,
    entry: &'a Entry,
    date: Option<&'a Edtf>,
    /// Year and month of that date: see [`filed`].
    filed: (i64, u8),
    known: Option<&'a Known>,
}

/// How the entries of a page are written.
#[derive(Clone, Copy)]
struct Manner<'a> {
    numbers: &'a Numbers,
    detail: Detail,
    /// Keeps their fragments apart from those of a text on the page.
    prefix: &'a str,
}

/// What the filters of a page can choose from, as its script reads it.
#[derive(Serialize)]
struct Facets<'a> {
    from: Option<i64>,
    to: Option<i64>,
    facets: Vec<Facet<'a>>,
    /// The script with what the pages of a divided timeline hold (from this page); empty for none.
    pages: String,
}

#[derive(Serialize)]
struct Facet<'a> {
    key: &'static str,
    title: &'a str,
    /// Slug and name of each.
    values: Vec<(&'a str, &'a str)>,
}

/// What the pages of a divided timeline hold, as the scripts read it.
#[derive(Serialize)]
struct Pages<'a> {
    /// Kind, slug and name of each.
    values: Vec<(&'static str, &'a str, &'a str)>,
    pages: Vec<Vec<Held>>,
}

/// Role (counted in their order), first and last day, and the values that an entry concerns.
type Held = (usize, Option<i64>, Option<i64>, Vec<usize>);

impl Views<'_> {
    fn rows(&self, order: Order, range: Range<usize>) -> Vec<Row<'_>> {
        let archive = self.shelf.archive;
        let timeline = &archive.timeline;
        let by_date = |place: usize| {
            let entry = &timeline.entries[place];
            let number = u32::try_from(place).expect("fewer than 4 billion entries");
            let date = entry.date.as_ref();
            Row { number, entry, date, filed: filed(date), known: None }
        };
        let by_report = |known: &'_ Known| known.entry as usize;
        match order {
            Order::ByDate => range.map(by_date).collect(),
            Order::Known => timeline.known[range]
                .iter()
                .map(|known| {
                    let date = reported(archive, known);
                    Row { date, filed: filed(date), known: Some(known), ..by_date(by_report(known)) }
                })
                .collect(),
        }
    }

    /// The whole timeline; of a divided one the overview and the list of its pages.
    pub(super) fn timeline(&self, order: Order) -> TimelineView {
        let division = self.plan.division(order);
        let total = division.parts.last().map_or(0, |part| part.entries.end);
        let rows = self.rows(order, 0..total);
        if !division.is_divided() {
            return self.timeline_of(order, &rows, Place::Whole);
        }
        let parts = division.parts.iter().map(|part| self.part_view(part)).collect();
        TimelineView { parts, ..self.timeline_of(order, &rows, Place::Above(division)) }
    }

    /// A page of a divided timeline.
    pub(super) fn timeline_part(&self, order: Order, number: usize) -> TimelineView {
        let division = self.plan.division(order);
        let part = &division.parts[number];
        let rows = self.rows(order, part.entries.clone());
        let path = |number: usize| self.path(&division.parts[number].folder);
        let pager = Pager {
            number: number + 1,
            of: division.parts.len(),
            previous: number.checked_sub(1).map(path),
            next: (number + 1 < division.parts.len()).then(|| path(number + 1)),
            first: path(0),
            last: path(division.parts.len() - 1),
        };
        let whole = Some(self.path(order.folder()));
        TimelineView { pager: Some(pager), whole, ..self.timeline_of(order, &rows, Place::Whole) }
    }

    /// A page of the timeline of an item that has too many entries for its own page.
    pub(super) fn item_timeline_page(&self, id: ItemId, number: usize) -> TimelineView {
        let all = listed_of_item(self.shelf.archive, id);
        let size = self.config.timeline_size;
        let start = (number - 1) * size;
        let rows: Vec<Row<'_>> = all[start..all.len().min(start + size)]
            .iter()
            .flat_map(|number| self.rows(Order::ByDate, *number as usize..*number as usize + 1))
            .collect();
        let of = all.len().div_ceil(size);
        let folder = routes::item_timeline(self.shelf.archive.item(id));
        let path = |number: usize| self.path(&routes::page_folder(&folder, number));
        let pager = (of > 1).then(|| Pager {
            number,
            of,
            previous: (number > 1).then(|| path(number - 1)),
            next: (number < of).then(|| path(number + 1)),
            first: path(1),
            last: path(of),
        });
        let view = self.timeline_of(Order::ByDate, &rows, Place::OfItem(id));
        TimelineView { total: all.len(), pager, of: Some(self.link(id)), data: Vec::new(), ..view }
    }

    fn timeline_of(&self, order: Order, rows: &[Row<'_>], place: Place<'_>) -> TimelineView {
        let (facets, numbers) = match place {
            Place::OfItem(_) => (String::new(), Numbers::new()),
            Place::Whole => self.facets(rows, None),
            Place::Above(_) => self.facets(rows, Some(order)),
        };
        let detail = if let Place::OfItem(id) = place { Detail::Brief(id) } else { Detail::Full };
        let manner = Manner { numbers: &numbers, detail, prefix: "" };
        let drawn = self.overview_of(rows, Size::Full, detail, &|row| self.place_of(&rows[row], row, place));
        let listed = if let Place::Above(_) = place { &rows[..0] } else { rows };
        let dated = listed.partition_point(|row| row.filed != UNDATED);
        let dates: Vec<&Edtf> = rows.iter().filter(tells).filter_map(|row| row.date).collect();
        TimelineView {
            is_known: order == Order::Known,
            total: rows.len(),
            span: years_of(self.phrases, &dates),
            roles: self.roles(rows, order),
            views: self.orders(),
            overview: drawn.as_ref().map(|drawn| drawn.svg.clone()).unwrap_or_default(),
            overview_text: drawn.map(|drawn| drawn.text).unwrap_or_default(),
            facets,
            years: self.years(&listed[..dated], manner),
            undated: self.entries(&listed[dated..], manner),
            undated_count: listed.len() - dated,
            parts: Vec::new(),
            pager: None,
            whole: None,
            of: None,
            data: self.data(),
        }
    }

    /// Both orders of the timeline.
    fn orders(&self) -> Vec<LinkView> {
        let of = |order: Order, title: &str| LinkView {
            kind: "section",
            title: title.to_owned(),
            path: self.path(order.folder()),
        };
        let orders = [
            of(Order::ByDate, self.phrases.say("timeline.by_date")),
            of(Order::Known, self.phrases.say("timeline.known")),
        ];
        if self.shelf.archive.timeline.known.is_empty() { Vec::new() } else { orders.into() }
    }

    /// The timeline for programs, where it is published.
    fn data(&self) -> Vec<LinkView> {
        let of = |format: Format| {
            let path = format!("{}{}", routes::TIMELINE, format.file_name());
            let title = match format {
                Format::Json => "TimelineJS",
                Format::Calendar => "iCalendar",
                Format::Csv => "CSV",
            };
            self.plan.at(&path).map(|_| LinkView {
                kind: "section",
                title: title.to_owned(),
                path: path.clone(),
            })
        };
        Format::ALL.into_iter().filter_map(of).collect()
    }

    fn part_view(&self, part: &Part) -> PartView {
        let title = self.part_title(part);
        PartView { title, path: self.path(&part.folder), count: part.entries.len() }
    }

    /// What a page of a divided timeline holds: `2018`, `2018, part 2`.
    pub(super) fn part_title(&self, part: &Part) -> String {
        let undated = || self.phrases.say("list_of_years.undated").to_owned();
        let year = part.year.map_or_else(undated, |year| self.phrases.year_title(year));
        if part.number == 1 {
            return year;
        }
        let number = self.phrases.whole(part.number);
        self.phrases.fill("timeline.part", &[("year", &year), ("number", &number)])
    }

    /// Where an entry of the overview is in the list.
    fn place_of(&self, row: &Row<'_>, place: usize, at: Place<'_>) -> String {
        match at {
            Place::Whole | Place::OfItem(_) => self.to_entry(&["#"], row.entry),
            Place::Above(division) => {
                self.to_entry(&[self.root, &self.path(division.folder_of(place)), "#"], row.entry)
            }
        }
    }

    /// The values that the filters of a page offer, as JSON for its script, and their numbers.
    /// `divided`: the order whose pages it stands above.
    fn facets(&self, rows: &[Row<'_>], divided: Option<Order>) -> (String, Numbers) {
        let values = self.offered(rows);
        let numbers: Numbers = values.iter().enumerate().map(|(number, id)| (*id, number)).collect();
        let archive = self.shelf.archive;
        let facet = |kind: Kind| Facet {
            key: kind.name(),
            title: self.phrases.section(kind.folder()),
            values: values
                .iter()
                .map(|id| archive.item(*id))
                .filter(|item| item.kind == kind)
                .map(|item| (item.slug.as_str(), item.title.as_str()))
                .collect(),
        };
        let days = |row: &Row<'_>| row.date.map(|date| reach(date, &row.entry.given));
        let years = |day: Option<i64>| day.map(|day| crate::text::edtf::Day::from_days(day).year);
        let facets = Facets {
            from: rows.iter().filter(tells).filter_map(|row| years(days(row)?.0)).min(),
            to: rows.iter().filter(tells).filter_map(|row| years(days(row)?.1)).max(),
            facets: Kind::ENTITIES.into_iter().map(facet).filter(|facet| !facet.values.is_empty()).collect(),
            pages: divided
                .map_or_else(String::new, |order| format!("{}{}", self.root, routes::timeline_pages(order))),
        };
        (script(&facets), numbers)
    }

    /// What the filters of a page offer: of each kind what most entries concern, in the order of the site's
    /// language. A page would grow with all of them, and each has a timeline of its own.
    fn offered(&self, rows: &[Row<'_>]) -> Vec<ItemId> {
        let all = self.concerned(rows.iter().map(|row| row.entry));
        let mut counts = vec![0_usize; self.shelf.archive.items.len()];
        rows.iter().flat_map(|row| &row.entry.concerns).for_each(|id| counts[id.0 as usize] += 1);
        let kind = |id: &ItemId| self.shelf.archive.item(*id).kind;
        let mut offered = Vec::new();
        for of_kind in all.chunk_by(|first, second| kind(first) == kind(second)) {
            let mut ranked: Vec<(usize, &ItemId)> = of_kind.iter().enumerate().collect();
            ranked.sort_by_key(|(place, id)| (std::cmp::Reverse(counts[id.0 as usize]), *place));
            ranked.truncate(MOST_OFFERED);
            ranked.sort_unstable_by_key(|(place, _)| *place);
            offered.extend(ranked.into_iter().map(|(_, id)| *id));
        }
        offered
    }

    /// The entities that entries concern, by kind, in the order of the site's language.
    fn concerned<'b>(&self, entries: impl Iterator<Item = &'b Entry>) -> Vec<ItemId> {
        let archive = self.shelf.archive;
        let mut concerned = vec![false; archive.items.len()];
        entries.flat_map(|entry| &entry.concerns).for_each(|id| concerned[id.0 as usize] = true);
        let all = Kind::ENTITIES.into_iter().flat_map(|kind| archive.of_kind(kind));
        all.filter(|id| concerned[id.0 as usize]).copied().collect()
    }

    fn years(&self, rows: &[Row<'_>], manner: Manner<'_>) -> Vec<YearView> {
        let years = rows.chunk_by(|first, second| first.filed.0 == second.filed.0);
        years.map(|rows| self.year_view(rows, manner)).collect()
    }

    fn year_view(&self, rows: &[Row<'_>], manner: Manner<'_>) -> YearView {
        let (year, _) = rows[0].filed;
        let months = rows.chunk_by(|first, second| first.filed == second.filed);
        let prefix = if manner.prefix.is_empty() { "" } else { "_" };
        let month = |rows: &[Row<'_>]| {
            let (_, month) = rows[0].filed;
            MonthView {
                title: match month {
                    0 => {
                        let year = self.phrases.year_title(year);
                        self.phrases.fill("list_of_years.month_unknown", &[("year", &year)])
                    }
                    month => self.phrases.month(year, month),
                },
                id: format!("{prefix}y{year}-{month:02}"),
                entries: self.entries(rows, manner),
            }
        };
        YearView {
            title: self.phrases.year_title(year),
            id: format!("{prefix}y{year}"),
            count: rows.len(),
            months: months.map(month).collect(),
        }
    }

    fn entries(&self, rows: &[Row<'_>], manner: Manner<'_>) -> String {
        let mut pen = self.pen(rows.len() * 640);
        for row in rows {
            match row.known {
                Some(known) => self.known_entry(&mut pen, known, manner.numbers),
                None => self.entry(&mut pen, row.entry, manner.numbers, manner.detail, manner.prefix),
            }
        }
        pen.html
    }

    /// Draws entries; none where there is nothing to see.
    fn overview_of(
        &self,
        rows: &[Row<'_>],
        size: Size,
        detail: Detail,
        href: &dyn Fn(usize) -> String,
    ) -> Option<Overview> {
        let marks: Vec<Mark> = rows.iter().map(mark).collect();
        let label = |place: usize| {
            let row = &rows[place];
            let date = self.phrases.date_or_unknown(row.entry.date.as_ref());
            self.phrases
                .fill("overview.entry", &[("date", &date), ("title", &self.title_of(row.entry, detail))])
        };
        overview(&marks, size, self.phrases, self.phrases.say("overview.title"), "_overview", href, &label)
    }

    fn title_of(&self, entry: &Entry, detail: Detail) -> String {
        let archive = self.shelf.archive;
        match entry.subject {
            Subject::Item(id) => archive.item(id).title.clone(),
            Subject::Statement(id) => self.title_of_statement(id, detail),
        }
    }

    /// `Lu Kang, denies: How many people are held?`; on the claim's own pages `Lu Kang, denies`.
    pub(super) fn title_of_statement(&self, id: NoteId, detail: Detail) -> String {
        let archive = self.shelf.archive;
        let Some(statement) = &archive.annotation(id).evidence.statement else {
            return String::new();
        };
        let nobody = self.phrases.say("passage.nobody");
        let speaker = statement.speaker.map_or(nobody, |id| archive.item(id).title.as_str());
        let position = self.phrases.position(&statement.position).to_lowercase();
        let claim = archive.item(statement.claim).title.as_str();
        let values = [("speaker", speaker), ("position", &position), ("claim", claim)];
        let is_here = detail == Detail::Brief(statement.claim);
        self.phrases.fill(if is_here { "entry.statement_here" } else { "entry.statement" }, &values)
    }

    /// All entries as a picture, for the home page.
    pub(super) fn home_overview(&self) -> Option<Overview> {
        let rows = self.rows(Order::ByDate, 0..self.shelf.archive.timeline.entries.len());
        self.overview_of(&rows, Size::Full, Detail::Full, &|row| self.entry_path(self.root, rows[row].number))
    }

    /// The small timeline of an item; none where nothing concerns it, or articles alone that its page lists
    /// anyway and that fill no picture.
    pub(super) fn item_timeline(&self, id: ItemId) -> Option<ItemTimelineView> {
        let archive = self.shelf.archive;
        let row = |number: &u32| self.rows(Order::ByDate, *number as usize..*number as usize + 1);
        let all: Vec<Row<'_>> = archive.timeline.of[id.0 as usize].iter().flat_map(row).collect();
        let numbers = listed_of_item(archive, id);
        let folder = routes::item_timeline(archive.item(id));
        let is_here = numbers.len() <= MOST_ON_ITEM;
        let href = |place: usize| {
            let Row { number, entry, .. } = all[place];
            match numbers.binary_search(&number) {
                Ok(_) if is_here => self.to_entry(&["#_"], entry),
                Ok(place) => {
                    let page = routes::page_folder(&folder, place / self.config.timeline_size + 1);
                    self.to_entry(&[self.root, &self.path(&page), "#"], entry)
                }
                Err(_) => self.entry_path(self.root, number),
            }
        };
        let drawn = self.overview_of(&all, Size::Small, Detail::Brief(id), &href);
        if numbers.is_empty() && drawn.is_none() {
            return None;
        }
        let listed: Vec<Row<'_>> = numbers.iter().filter(|_| is_here).flat_map(row).collect();
        let none = Numbers::new();
        let manner = Manner { numbers: &none, detail: Detail::Brief(id), prefix: "_" };
        let dated = listed.partition_point(|row| row.filed != UNDATED);
        Some(ItemTimelineView {
            total: all.len(),
            overview: drawn.as_ref().map(|drawn| drawn.svg.clone()).unwrap_or_default(),
            overview_text: drawn.map(|drawn| drawn.text).unwrap_or_default(),
            years: self.years(&listed[..dated], manner),
            undated: self.entries(&listed[dated..], manner),
            articles: if numbers.is_empty() { 0 } else { all.len() - numbers.len() },
            path: (!is_here).then(|| self.path(&folder)),
            listed: numbers.len(),
        })
    }

    /// The script with what the pages of a divided timeline hold.
    pub(super) fn timeline_pages(&self, order: Order) -> Vec<u8> {
        let archive = self.shelf.archive;
        let concerned = self.concerned(archive.timeline.entries.iter());
        let numbers: Numbers = concerned.iter().enumerate().map(|(number, id)| (*id, number)).collect();
        let held = |row: &Row<'_>| -> Held {
            let given: &[Edtf] = if row.known.is_some() { &[] } else { &row.entry.given };
            let (from, to) = row.date.map(|date| reach(date, given)).unwrap_or_default();
            let role = Role::ALL.iter().position(|role| *role == row.entry.role).unwrap_or_default();
            let concerns = row.entry.concerns.iter().filter_map(|id| numbers.get(id)).copied();
            (role, from, to, concerns.collect())
        };
        let page = |part: &Part| self.rows(order, part.entries.clone()).iter().map(held).collect();
        let value = |id: &ItemId| {
            let item = archive.item(*id);
            (item.kind.name(), item.slug.as_str(), item.title.as_str())
        };
        let pages = Pages {
            values: concerned.iter().map(value).collect(),
            pages: self.plan.division(order).parts.iter().map(page).collect(),
        };
        let detail = script(&pages);
        format!("document.dispatchEvent(new CustomEvent(\"timeline-pages\",{{detail:{detail}}}));\n")
            .into_bytes()
    }
}

/// What a page of the timeline is.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// It lists what it draws.
    Whole,
    /// So does the page of an item, in fewer words: there are many of them.
    OfItem(ItemId),
    /// It stands above the pages of a divided timeline.
    Above(&'a Division),
}

/// Year and month that an entry is filed by; a month that is not known is 0, and undated ones come last.
fn filed(date: Option<&Edtf>) -> (i64, u8) {
    match date.map(Edtf::group) {
        Some(Group::Month { year, month }) => (year, month),
        Some(Group::Year { year }) => (year, 0),
        Some(Group::Undated) | None => UNDATED,
    }
}

/// How what has no place in time is filed: last.
const UNDATED: (i64, u8) = (i64::MAX, 0);

/// Whether an entry is of the story, and not of its keeping.
fn tells(row: &&Row<'_>) -> bool {
    !matches!(row.entry.role, Role::Updated | Role::Captured)
}

fn mark(row: &Row<'_>) -> Mark {
    let role = row.entry.role;
    let undated = Mark { role, from: None, to: None, lasts: false, soft: true };
    let Some(date) = row.entry.date.as_ref().filter(|date| !date.is_unknown()) else {
        return undated;
    };
    let (from, to) = reach(date, &row.entry.given);
    let is_doubtful = !date.is_certain() || row.entry.disputed;
    if row.known.is_none() {
        return Mark { role, from, to, lasts: date.is_interval() || date.is_several(), soft: is_doubtful };
    }
    // From when it happened to when it was published, which can have been before; firm where both are days.
    let Some(published) = row.date.filter(|date| !date.is_unknown()) else {
        return undated;
    };
    let (first, last) = reach(published, &[]);
    let is_day = |date: &Edtf| date.plain_day().is_some();
    let soft = is_doubtful || !is_day(date) || !is_day(published);
    let begin = from.or(to).or(first);
    let (begin, last) = if begin > last && last.is_some() { (first.or(last), begin) } else { (begin, last) };
    Mark { role, from: begin, to: last, lasts: true, soft }
}

impl Views<'_> {
    fn roles(&self, rows: &[Row<'_>], order: Order) -> Vec<RoleView> {
        let of = |role: Role| RoleView {
            name: role.name(),
            title: self.phrases.named("roles", role.name()).unwrap_or(role.name()).to_owned(),
            count: rows.iter().filter(|row| row.entry.role == role).count(),
            // When a page was changed or copied is of use to few.
            shown: !matches!(role, Role::Updated | Role::Captured),
        };
        let roles: Vec<RoleView> = Role::ALL.into_iter().map(of).filter(|role| role.count > 0).collect();
        if order == Order::Known { Vec::new() } else { roles }
    }
}
