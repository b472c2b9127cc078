//! Entries of the timeline as HTML: made by the ten thousand, so not by a template for each.

use std::collections::HashMap;

use crate::model::archive::{Facts, ItemId, NoteId};
use crate::model::timeline::{Entry, Known, Role, Subject};
use crate::plan::timeline::reported;
use crate::render::html::pieces::Pen;
use crate::render::views::Views;
use crate::render::views::rows::article_facts;
use crate::text::address::encode_path;
use crate::text::edtf::{Bound, Edtf, Lag};
use crate::text::words::{capitalized, cut, one_line};

/// How much is said of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// On the timeline: all, with the passages.
    Full,
    /// On an item's page: a line.
    Brief,
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
            Subject::Item(id) => format!("e-{role}-{}", archive.item(id).slug),
            Subject::Statement(id) => {
                format!("e-{role}-{}--{}", archive.item(id.article).slug, archive.annotation(id).id)
            }
        }
    }

    /// The path of an entry on the timeline of the site.
    pub(super) fn entry_path(&self, number: u32) -> String {
        let place = number as usize;
        let fragment = encode_path(&self.entry_id(&self.shelf.archive.timeline.entries[place]));
        format!("{}#{fragment}", self.path(self.plan.timeline.folder_of(place)))
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
            pen.raw("<span class=\"differ\"> (dates differ)</span>");
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
            pen.raw(" data-days=\"").raw(&day(from)).raw(" ").raw(&day(to)).raw("\"");
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
        role_word(pen, Role::Happened);
        pen.link(id).raw("</p>\n");
        if detail == Detail::Brief {
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
        pen.raw("<p class=\"entry-given\">").raw(if entry.is_given { "Dated " } else { "Also dated " });
        for (place, given) in entry.given.iter().enumerate() {
            pen.raw(if place > 0 { "; " } else { "" }).date(Some(given)).raw(" by ");
            pen.links(&self.who_gives(id, given));
        }
        pen.raw("</p>\n");
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
        pen.raw("<p class=\"entry-passages\">Attested by ");
        for (place, id) in passages.iter().take(MOST_PASSAGES).enumerate() {
            let facts = article_facts(&archive.item(id.article).details);
            let named = self.outlet_of(id.article).unwrap_or(id.article);
            pen.raw(if place > 0 { "; " } else { "" })
                .raw("<a href=\"")
                .path(&self.note_path(*id))
                .raw("\">");
            pen.text(&archive.item(named).title);
            if let Some(date) = facts.and_then(|facts| facts.date.as_ref()) {
                pen.raw(", ").text(&date.sentence());
            }
            pen.raw("</a>");
        }
        if passages.len() > MOST_PASSAGES {
            pen.raw("; <a href=\"").path(self.plan.routes.item(event)).raw("\">");
            pen.number(passages.len() - MOST_PASSAGES).raw(" more</a>");
        }
        pen.raw("</p>\n");
    }

    fn was_said(&self, pen: &mut Pen<'_>, id: NoteId, detail: Detail) {
        let archive = self.shelf.archive;
        let annotation = archive.annotation(id);
        let Some(statement) = &annotation.evidence.statement else {
            return;
        };
        role_word(pen, Role::Said);
        match statement.speaker {
            Some(speaker) => pen.link(speaker),
            None => pen.unknown("Nobody named"),
        };
        pen.raw(" ").position(&statement.position).raw(" ").link(statement.claim).raw("</p>\n");
        let item = archive.item(id.article);
        let words = annotation.anchor.run().map_or(annotation.quote.as_str(), |run| item.body.words(run));
        let row = self.article_row(id.article);
        pen.raw("<p class=\"entry-passages\">");
        if detail == Detail::Full {
            pen.raw("<a href=\"").path(&self.note_path(id)).raw("\"").lang(&row.lang, row.dir).raw("><q>");
            pen.text(&cut(&one_line(words), MOST_SUMMARY)).raw("</q></a> ");
        } else {
            pen.raw("<a href=\"").path(&self.note_path(id)).raw("\">passage</a> in ");
        }
        match self.outlet_of(id.article) {
            Some(source) => pen.raw("<span class=\"outlet\">").link(source).raw("</span>"),
            None => pen.link(id.article),
        };
        pen.raw("</p>\n");
    }

    /// An article that was published, updated or captured.
    fn appeared(&self, pen: &mut Pen<'_>, role: Role, id: ItemId, detail: Detail) {
        let row = self.article_row(id);
        role_word(pen, role);
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
        role_word(pen, Role::Happened);
        pen.link(event).raw("</p>\n<p class=\"entry-lag\">");
        let happened = entry.date.as_ref().filter(|date| !date.is_unknown());
        match happened {
            Some(date) => drop(pen.raw("Happened ").date(Some(date))),
            None => drop(pen.raw("Nobody says when it happened")),
        }
        if known.reports.is_empty() {
            pen.raw("; no article with a date tells of it");
        } else {
            self.first_published(pen, entry, known);
        }
        pen.raw("</p>\n");
        self.dates_given(pen, entry, event);
        pen.raw("</div>\n</li>\n");
    }

    /// `; first published 3 days later by the Gazette: Report`. Where the reports' dates leave open which was
    /// first, all that can have been.
    fn first_published(&self, pen: &mut Pen<'_>, entry: &Entry, known: &Known) {
        let archive = self.shelf.archive;
        let dates =
            known.reports.iter().filter_map(|id| article_facts(&archive.item(*id).details)?.date.as_ref());
        let published: Vec<&Edtf> = dates.collect();
        let happened: Vec<&Edtf> =
            entry.date.iter().filter(|date| !date.is_unknown()).chain(&entry.given).collect();
        pen.raw("; first published");
        let lag = if happened.is_empty() { None } else { Lag::among(&happened, &published).sentence() };
        if let Some(lag) = lag {
            let lasts = entry.date.as_ref().is_some_and(Edtf::is_interval);
            pen.raw(" <strong class=\"lag\">").text(&placed(&lag, lasts)).raw("</strong>");
        }
        for (place, report) in known.reports.iter().take(MOST_PASSAGES).enumerate() {
            pen.raw(if place > 0 { ", or by " } else { " by " });
            if let Some(source) = self.outlet_of(*report) {
                pen.raw("<span class=\"outlet\">").link(source).raw("</span>: ");
            }
            self.article_link(pen, *report);
        }
        if known.reports.len() > MOST_PASSAGES {
            pen.raw(", or by ").number(known.reports.len() - MOST_PASSAGES).raw(" others");
        }
    }
}

/// What a time is counted from: what lasts, from its beginning; what was published before, before what.
fn placed(lag: &str, lasts: bool) -> String {
    let event = if lasts { "it began" } else { "it happened" };
    if lasts && lag.contains(" later") {
        lag.replace(" later", &format!(" after {event}"))
    } else {
        lag.replace(" before", &format!(" before {event}"))
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

fn day(day: Option<i64>) -> String {
    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

fn role_word(pen: &mut Pen<'_>, role: Role) {
    pen.raw("<p class=\"row-title\"><span class=\"role\">").raw(&capitalized(role.name())).raw("</span> ");
}

fn summary(pen: &mut Pen<'_>, text: &str) {
    if !text.is_empty() {
        pen.raw("<p class=\"row-summary\" dir=\"auto\">").text(&cut(text, MOST_SUMMARY)).raw("</p>\n");
    }
}
