//! Entries of the timeline as HTML: made by the ten thousand, so not by a template for each.

use std::collections::HashMap;

use crate::model::archive::{Facts, ItemId, NoteId};
use crate::model::timeline::{Entry, Known, Role, Subject};
use crate::phrases::Since;
use crate::plan::timeline::reported;
use crate::render::html::pieces::Pen;
use crate::render::views::Views;
use crate::render::views::rows::article_facts;
use crate::text::address::encode_into;
use crate::text::edtf::{Bound, Edtf, Lag};
use crate::text::words::{cut, one_line};

/// How much is said of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// On the timeline: all, with the passages.
    Full,
    /// On a page of that item: a line, which does not name the item itself where it is a claim.
    Brief(ItemId),
}

/// The numbers by which the entries of a page name what they concern.
pub(super) type Numbers = HashMap<ItemId, usize>;

/// The most attesting passages that an entry links to; the event's page has all.
const MOST_PASSAGES: usize = 3;

/// The most characters of a summary.
const MOST_SUMMARY: usize = 240;

impl Views<'_> {
    /// The fragment of an entry on a timeline page.
    pub(super) fn entry_id(&self, entry: &Entry) -> String {
        let archive = self.shelf.archive;
        let role = entry.role.name();
        match entry.subject {
            Subject::Item(id) => ["e-", role, "-", archive.item(id).slug.as_str()].concat(),
            Subject::Statement(id) => {
                let (slug, note) = (&archive.item(id.article).slug, &archive.annotation(id).id);
                ["e-", role, "-", slug, "--", note].concat()
            }
        }
    }

    /// The path of an entry on the timeline of the site, behind the way to its top.
    pub(super) fn entry_path(&self, root: &str, number: u32) -> String {
        let place = number as usize;
        let timeline = self.path(self.plan.timeline.folder_of(place));
        self.to_entry(&[root, &timeline, "#"], &self.shelf.archive.timeline.entries[place])
    }

    /// The address of an entry on a page.
    pub(super) fn to_entry(&self, page: &[&str], entry: &Entry) -> String {
        let mut address = page.concat();
        encode_into(&self.entry_id(entry), &mut address);
        address
    }

    /// An entry as a list item; `prefix` keeps its fragment apart from those of a text on the same page.
    pub(super) fn entry(
        &self,
        pen: &mut Pen<'_>,
        entry: &Entry,
        numbers: &Numbers,
        detail: Detail,
        prefix: &str,
    ) {
        self.open_entry(pen, entry, (entry.date.as_ref(), &entry.given), numbers, prefix);
        pen.raw("<p class=\"entry-date\">").date(entry.date.as_ref());
        if entry.disputed {
            pen.raw("<span class=\"differ\"> ").say("entry.differ").raw("</span>");
        }
        pen.raw("</p>\n<div class=\"entry-what\">");
        match entry.subject {
            Subject::Item(id) if entry.role == Role::Happened => self.happened(pen, entry, id, detail),
            Subject::Item(id) => self.appeared(pen, entry.role, id, detail),
            Subject::Statement(id) => self.was_said(pen, id, detail),
        }
        pen.raw("</div>\n</li>\n");
    }

    fn open_entry(
        &self,
        pen: &mut Pen<'_>,
        entry: &Entry,
        (date, given): (Option<&Edtf>, &[Edtf]),
        numbers: &Numbers,
        prefix: &str,
    ) {
        pen.raw("<li class=\"entry ").raw(entry.role.name());
        if date.is_some_and(Edtf::is_interval) {
            pen.raw(" lasts");
        }
        if !date.is_some_and(Edtf::is_certain) {
            pen.raw(" uncertain");
        }
        if entry.disputed {
            pen.raw(" disputed");
        }
        pen.raw("\" id=\"").raw(prefix).text(&self.entry_id(entry)).raw("\"");
        if let Some(date) = date.filter(|date| !date.is_unknown()) {
            let (from, to) = reach(date, given);
            pen.raw(" data-days=\"");
            day(pen, from);
            pen.raw(" ");
            day(pen, to);
            pen.raw("\"");
        }
        let mut concerns = entry.concerns.iter().filter_map(|id| numbers.get(id)).peekable();
        if concerns.peek().is_some() {
            pen.raw(" data-f=\"");
            let mut first = true;
            for number in concerns {
                pen.raw(if first { "" } else { " " }).number(*number);
                first = false;
            }
            pen.raw("\"");
        }
        pen.raw(">\n");
    }

    fn happened(&self, pen: &mut Pen<'_>, entry: &Entry, id: ItemId, detail: Detail) {
        let item = self.shelf.archive.item(id);
        self.role_word(pen, Role::Happened);
        pen.link(id).raw("</p>\n");
        if let Detail::Brief(_) = detail {
            return;
        }
        summary(pen, &item.summary);
        if let Facts::Event(facts) = &item.details {
            if !facts.date_note.is_empty() {
                pen.raw("<p class=\"entry-note\" dir=\"auto\">").text(&facts.date_note).raw("</p>\n");
            }
            self.dates_given(pen, entry, id);
        }
        self.attesting(pen, id);
    }

    /// The dates that passages give for an event, each with the outlets that give it.
    fn dates_given(&self, pen: &mut Pen<'_>, entry: &Entry, id: ItemId) {
        if entry.given.is_empty() {
            return;
        }
        let dates = |pen: &mut Pen<'_>| {
            for (place, given) in entry.given.iter().enumerate() {
                if place > 0 {
                    pen.between("list.semicolon");
                }
                pen.phrase("entry.dated_by", |pen, name| match name {
                    "date" => {
                        pen.date(Some(given));
                    }
                    _ => {
                        pen.links(&self.who_gives(id, given));
                    }
                });
            }
        };
        let key = if entry.is_given { "entry.dated" } else { "entry.also_dated" };
        pen.raw("<p class=\"entry-given\">").phrase(key, |pen, _| dates(pen)).raw("</p>\n");
    }

    /// The outlets whose passages give a date for an event; articles where no outlet is named.
    fn who_gives(&self, event: ItemId, date: &Edtf) -> Vec<ItemId> {
        let archive = self.shelf.archive;
        let attestations = archive.references(event).attestations.iter();
        let giving = attestations.filter(|id| {
            let annotation = archive.annotation(**id);
            annotation.anchor.run().is_some() && annotation.evidence.event_date.as_ref() == Some(date)
        });
        let mut sources: Vec<ItemId> =
            giving.map(|id| self.outlet_of(id.article).unwrap_or(id.article)).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    fn outlet_of(&self, article: ItemId) -> Option<ItemId> {
        article_facts(&self.shelf.archive.item(article).details).and_then(|facts| facts.source)
    }

    /// Links to the passages that attest an event, each named by its outlet and date.
    fn attesting(&self, pen: &mut Pen<'_>, event: ItemId) {
        let archive = self.shelf.archive;
        let standing = |id: &&NoteId| archive.annotation(**id).anchor.run().is_some();
        let passages: Vec<NoteId> =
            archive.references(event).attestations.iter().filter(standing).copied().collect();
        if passages.is_empty() {
            return;
        }
        pen.raw("<p class=\"entry-passages\">");
        pen.phrase("entry.attested", |pen, _| self.attesting_passages(pen, event, &passages)).raw("</p>\n");
    }

    fn attesting_passages(&self, pen: &mut Pen<'_>, event: ItemId, passages: &[NoteId]) {
        let archive = self.shelf.archive;
        for (place, id) in passages.iter().take(MOST_PASSAGES).enumerate() {
            let facts = article_facts(&archive.item(id.article).details);
            let named = self.outlet_of(id.article).unwrap_or(id.article);
            if place > 0 {
                pen.between("list.semicolon");
            }
            pen.raw("<a href=\"");
            self.to_note(pen, *id);
            pen.raw("\">");
            pen.title_of(named);
            if let Some(date) = facts.and_then(|facts| facts.date.as_ref()) {
                pen.between("list.apposition").text(&self.phrases.date(date));
            }
            pen.raw("</a>");
        }
        if passages.len() > MOST_PASSAGES {
            let more = self.phrases.whole(passages.len() - MOST_PASSAGES);
            pen.between("list.semicolon").raw("<a href=\"").path_of(event).raw("\">");
            pen.text(&self.phrases.fill("entry.more", &[("n", &more)])).raw("</a>");
        }
    }

    fn was_said(&self, pen: &mut Pen<'_>, id: NoteId, detail: Detail) {
        let archive = self.shelf.archive;
        let annotation = archive.annotation(id);
        let Some(statement) = &annotation.evidence.statement else {
            return;
        };
        self.role_word(pen, Role::Said);
        match statement.speaker {
            Some(speaker) => pen.link(speaker),
            None => pen.unknown("passage.nobody"),
        };
        pen.raw(" ").position(&statement.position);
        if detail != Detail::Brief(statement.claim) {
            pen.raw(" ").link(statement.claim);
        }
        pen.raw("</p>\n");
        let item = archive.item(id.article);
        let words = annotation.anchor.run().map_or(annotation.quote.as_str(), |run| item.body.words(run));
        let row = self.article_row(id.article);
        pen.raw("<p class=\"entry-passages\">");
        if detail == Detail::Full {
            pen.raw("<a href=\"");
            self.to_note(pen, id);
            pen.raw("\"").lang(&row.lang, row.dir).raw("><q>");
            pen.text(&cut(&one_line(words), MOST_SUMMARY)).raw("</q></a> ");
            self.outlet_or_article(pen, id.article);
        } else {
            pen.phrase("entry.passage_in", |pen, name| match name {
                "passage" => {
                    pen.raw("<a href=\"");
                    self.to_note(pen, id);
                    pen.raw("\">").say("entry.passage").raw("</a>");
                }
                _ => self.outlet_or_article(pen, id.article),
            });
        }
        pen.raw("</p>\n");
    }

    fn outlet_or_article(&self, pen: &mut Pen<'_>, article: ItemId) {
        match self.outlet_of(article) {
            Some(source) => pen.raw("<span class=\"outlet\">").link(source).raw("</span>"),
            None => pen.link(article),
        };
    }

    fn role_word(&self, pen: &mut Pen<'_>, role: Role) {
        pen.raw("<p class=\"row-title\"><span class=\"role\">");
        pen.text(self.phrases.named("roles", role.name()).unwrap_or(role.name())).raw("</span> ");
    }

    /// An article that was published, updated or captured.
    fn appeared(&self, pen: &mut Pen<'_>, role: Role, id: ItemId, detail: Detail) {
        let row = self.article_row(id);
        self.role_word(pen, role);
        self.article_link(pen, id);
        if let Some(source) = self.outlet_of(id) {
            pen.raw(" <span class=\"outlet\">").link(source).raw("</span>");
        }
        pen.raw("</p>\n");
        if detail == Detail::Full && role == Role::Published {
            summary(pen, &row.summary);
        }
    }

    /// An event under the date on which it was first published.
    pub(super) fn known_entry(&self, pen: &mut Pen<'_>, known: &Known, numbers: &Numbers) {
        let archive = self.shelf.archive;
        let entry = &archive.timeline.entries[known.entry as usize];
        let Subject::Item(event) = entry.subject else {
            return;
        };
        let published = reported(archive, known);
        self.open_entry(pen, entry, (published, &[]), numbers, "");
        pen.raw("<p class=\"entry-date\">").date(published).raw("</p>\n<div class=\"entry-what\">");
        self.role_word(pen, Role::Happened);
        pen.link(event).raw("</p>\n<p class=\"entry-lag\">");
        let happened = entry.date.as_ref().filter(|date| !date.is_unknown());
        let when = |pen: &mut Pen<'_>| match happened {
            Some(date) => {
                pen.phrase_with_date("entry.happened", Some(date));
            }
            None => {
                pen.say("entry.happened_unknown");
            }
        };
        let lag = self.lag_of(entry, known);
        let key = match (known.reports.is_empty(), &lag) {
            (true, _) => "entry.not_published",
            (false, Some(_)) => "entry.first_published",
            (false, None) => "entry.published_by",
        };
        pen.phrase(key, |pen, name| match name {
            "happened" => when(pen),
            "lag" => {
                let lag = lag.as_deref().unwrap_or_default();
                pen.raw("<strong class=\"lag\">").text(lag).raw("</strong>");
            }
            _ => self.first_reports(pen, known),
        });
        pen.raw("</p>\n");
        self.dates_given(pen, entry, event);
        pen.raw("</div>\n</li>\n");
    }

    /// The time from an event to the first report of it.
    fn lag_of(&self, entry: &Entry, known: &Known) -> Option<String> {
        let archive = self.shelf.archive;
        let dates =
            known.reports.iter().filter_map(|id| article_facts(&archive.item(*id).details)?.date.as_ref());
        let published: Vec<&Edtf> = dates.collect();
        let happened: Vec<&Edtf> =
            entry.date.iter().filter(|date| !date.is_unknown()).chain(&entry.given).collect();
        if happened.is_empty() || published.is_empty() {
            return None;
        }
        let lasts = entry.date.as_ref().is_some_and(Edtf::is_interval);
        let since = if lasts { Since::Began } else { Since::Happened };
        self.phrases.lag(Lag::among(&happened, &published), since)
    }

    /// `the Gazette: Report`. Where the reports' dates leave open which was first, all that can have been.
    fn first_reports(&self, pen: &mut Pen<'_>, known: &Known) {
        for (place, report) in known.reports.iter().take(MOST_PASSAGES).enumerate() {
            if place > 0 {
                pen.between("entry.or_by");
            }
            match self.outlet_of(*report) {
                None => self.article_link(pen, *report),
                Some(source) => {
                    pen.phrase("entry.report_of", |pen, name| match name {
                        "outlet" => {
                            pen.raw("<span class=\"outlet\">").link(source).raw("</span>");
                        }
                        _ => self.article_link(pen, *report),
                    });
                }
            }
        }
        if known.reports.len() > MOST_PASSAGES {
            pen.between("entry.or_by").count("entry.others", known.reports.len() - MOST_PASSAGES);
        }
    }
}

/// The first and last day of an entry: of its date, and of those that passages give, as far as they are
/// known; none for an end of its own date that is open or not known.
pub(super) fn reach(date: &Edtf, given: &[Edtf]) -> (Option<i64>, Option<i64>) {
    let days = |bound: Bound| bound.day().map(|day| day.to_days());
    let first = given.iter().filter_map(|given| days(given.earliest())).min();
    let last = given.iter().filter_map(|given| days(given.latest())).max();
    let from = days(date.earliest()).map(|day| day.min(first.unwrap_or(day)));
    let to = days(date.latest()).map(|day| day.max(last.unwrap_or(day)));
    (from, to)
}

fn day(pen: &mut Pen<'_>, day: Option<i64>) {
    match day {
        Some(day) => pen.number(day),
        None => pen.raw("-"),
    };
}

fn summary(pen: &mut Pen<'_>, text: &str) {
    if !text.is_empty() {
        pen.raw("<p class=\"row-summary\" dir=\"auto\">").text(&cut(text, MOST_SUMMARY)).raw("</p>\n");
    }
}
