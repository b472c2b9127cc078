//! Annotations, and what they are evidence of.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::annotation::{Figure, POSITIONS};
use crate::model::archive::{Anchor, Annotation, ArticleFacts, EventFacts, ItemId, NoteId};
use crate::model::draft::Statement;
use crate::plan::routes;
use crate::render::chart;
use crate::render::html;
use crate::render::html::pieces::Pen;
use crate::render::view::{
    AnnotationsView, FigureRow, GivenDate, LinkView, PositionView, ReadyList, SpreadView,
};
use crate::render::views::Views;
use crate::render::views::excerpt::around;
use crate::render::views::rows::article_facts;
use crate::render::views::site::years_of;
use crate::resolve::{origin_of, said};
use crate::text::edtf::Edtf;
use crate::text::words::one_line;

/// The page that an annotation is shown on.
#[derive(Clone, Copy)]
pub(super) enum Where {
    /// That of its article, or of its claim.
    Own,
    Elsewhere,
}

impl Views<'_> {
    /// The notes of an article whose passages were found, and those whose were not.
    pub(super) fn notes(&self, article: ItemId) -> (Option<ReadyList>, Option<ReadyList>) {
        let annotations = &self.shelf.archive.item(article).annotations;
        let found = annotations.iter().take_while(|annotation| annotation.anchor.run().is_some()).count();
        let notes = || self.shelf.archive.notes_of(article);
        let write = |pen: &mut Pen<'_>, id: NoteId| self.note(pen, id);
        (self.ready(notes().take(found), write), self.ready(notes().skip(found), write))
    }

    /// A list of so many entries, of which `write` opens each and says what is in it; none of none.
    fn ready<T>(
        &self,
        entries: impl ExactSizeIterator<Item = T>,
        mut write: impl FnMut(&mut Pen<'_>, T),
    ) -> Option<ReadyList> {
        let count = entries.len();
        let mut pen = self.pen(count * ENTRY);
        entries.for_each(|entry| {
            write(&mut pen, entry);
            pen.raw("\n</li>\n");
        });
        (count > 0).then_some(ReadyList { count, html: pen.html })
    }

    /// An annotation on the article's own page.
    fn note(&self, pen: &mut Pen<'_>, id: NoteId) {
        let annotation = self.shelf.archive.annotation(id);
        let number = id.index as usize + 1;
        pen.raw("<li class=\"note is-").raw(annotation.kind.name());
        pen.raw("\" id=\"a-").text(&annotation.id);
        if annotation.anchor.run().is_some() {
            pen.raw("\" value=\"").number(number);
        }
        pen.raw("\" tabindex=\"-1\">\n");
        self.note_head(pen, annotation, number);
        self.note_words(pen, id, Where::Own);
    }

    /// A note's number, which leads back to its passage, its kind, and the words that it was made on.
    fn note_head(&self, pen: &mut Pen<'_>, annotation: &Annotation, number: usize) {
        let lost = match annotation.anchor {
            Anchor::Ambiguous => Some("note.fits_several"),
            Anchor::Orphan => Some("note.not_found"),
            Anchor::Exact(_) | Anchor::Moved(_) | Anchor::Fuzzy(..) => None,
        };
        pen.raw("<p class=\"note-head\">");
        if lost.is_none() {
            pen.raw("<a class=\"note-back\" href=\"#r-").text(&annotation.id);
            pen.raw("\" aria-label=\"").phrase("note.back", |pen, _| {
                pen.number(number);
            });
            pen.raw("\">").number(number);
            pen.raw("</a> ");
        }
        pen.raw("<span class=\"note-kind\">").text(self.note_kind(annotation)).raw("</span>");
        if let Some(state) = lost {
            pen.raw(" <span class=\"note-state\">").say(state).raw("</span>");
        }
        pen.raw("</p>\n<p class=\"note-quote\" dir=\"auto\">");
        let quote = |pen: &mut Pen<'_>| {
            pen.raw("<q>").text(&one_line(&annotation.quote)).raw("</q>");
        };
        match lost {
            Some(_) => {
                pen.phrase("note.made_on", |pen, _| quote(pen));
            }
            None => quote(pen),
        }
        pen.raw("</p>\n");
    }

    /// The word for what an annotation does.
    pub(super) fn note_kind(&self, annotation: &Annotation) -> &str {
        let name = annotation.kind.name();
        self.phrases.named("note.kinds", name).unwrap_or(name)
    }

    /// What an annotation says, what its passage is evidence of, and who made it.
    fn note_words(&self, pen: &mut Pen<'_>, id: NoteId, page: Where) {
        let annotation = self.shelf.archive.annotation(id);
        let html = self.note_html(id, page);
        if !html.is_empty() {
            pen.raw("<div class=\"note-text\" dir=\"auto\">").raw(&html).raw("</div>\n");
        }
        self.evidence(pen, annotation);
        if let Anchor::Fuzzy(..) = annotation.anchor {
            pen.raw("<p class=\"note-doubt\">").phrase("note.changed", |pen, _| {
                pen.raw("<q>").text(&one_line(&annotation.quote)).raw("</q>");
            });
            pen.raw("</p>\n");
        }
        self.foot(pen, id, annotation, page);
    }

    /// What a passage is evidence of, as a list of terms.
    fn evidence(&self, pen: &mut Pen<'_>, annotation: &Annotation) {
        let evidence = &annotation.evidence;
        if evidence.is_empty() {
            return;
        }
        pen.raw("<dl class=\"evidence\">\n");
        if let Some(statement) = &evidence.statement {
            pen.raw("<div><dt>").say("note.statement_on").raw("</dt><dd>").link(statement.claim);
            pen.raw("</dd></div>\n<div><dt>").position(&statement.position).raw("</dt><dd>");
            self.speaker(pen, statement, "passage.nobody_within");
            if !statement.role.is_empty() {
                pen.between("list.apposition").raw("<span class=\"role-of\" dir=\"auto\">");
                pen.text(&statement.role).raw("</span>");
            }
            if statement.said.is_some() {
                pen.between("list.apposition").raw("<span class=\"said\">");
                pen.phrase_with_date("note.said", statement.said.as_ref()).raw("</span>");
            }
            pen.raw("</dd></div>\n");
            if let Some(figure) = &statement.figure {
                pen.raw("<div><dt>").say("note.figure").raw("</dt><dd>");
                figure_words(pen, figure);
                pen.raw("</dd></div>\n");
            }
        }
        if !evidence.events.is_empty() {
            pen.raw("<div><dt>").say("note.attests").raw("</dt><dd>").links(&evidence.events);
            if evidence.event_date.is_some() {
                pen.raw(" <span class=\"given\">");
                pen.phrase_with_date("note.given_as", evidence.event_date.as_ref());
                pen.raw("</span>");
            }
            pen.raw("</dd></div>\n");
        }
        if let Some(entity) = evidence.entity {
            pen.raw("<div><dt>").say("note.names").raw("</dt><dd>").link(entity).raw("</dd></div>\n");
        }
        pen.raw("</dl>\n");
    }

    /// Who made an annotation, when, and on its own page its permanent link: elsewhere its passage leads
    /// there.
    fn foot(&self, pen: &mut Pen<'_>, id: NoteId, annotation: &Annotation, page: Where) {
        let is_own = matches!(page, Where::Own);
        if !is_own && annotation.by.is_empty() && annotation.date.is_none() && annotation.tags.is_empty() {
            return;
        }
        pen.raw("<p class=\"note-foot\">");
        if !annotation.by.is_empty() {
            pen.raw("<bdi class=\"note-by\">").text(&annotation.by).raw("</bdi> ");
        }
        if annotation.date.is_some() {
            pen.date(annotation.date.as_ref()).raw(" ");
        }
        for tag in &annotation.tags {
            pen.raw("<span class=\"tag\">").text(tag).raw("</span> ");
        }
        if is_own {
            pen.raw("<a class=\"permalink\" href=\"#a-").text(&annotation.id);
            pen.raw("\" aria-label=\"");
            pen.phrase("note.link_to", |pen, _| {
                pen.number(id.index as usize + 1);
            });
            pen.raw("\">").say("note.link").raw("</a>");
        }
        pen.raw("</p>");
    }

    fn speaker(&self, pen: &mut Pen<'_>, statement: &Statement<ItemId>, nobody: &str) {
        match statement.speaker {
            Some(speaker) => pen.link(speaker),
            None => pen.unknown(nobody),
        };
    }

    pub(super) fn pen(&self, capacity: usize) -> Pen<'_> {
        Pen::new(self.links, self.phrases, self.root, capacity)
    }

    /// The permanent link of an annotation.
    pub(super) fn note_path(&self, id: NoteId) -> String {
        let article = self.plan.routes.item(id.article);
        [article, "#", &self.shelf.archive.annotation(id).fragment()].concat()
    }

    /// The same, from the page.
    pub(super) fn to_note(&self, pen: &mut Pen<'_>, id: NoteId) {
        let annotation = self.shelf.archive.annotation(id);
        pen.path_of(id.article).raw("#a-").text(&annotation.id);
    }

    /// The statements of a list on a page that is not their claim's.
    pub(super) fn statements(&self, ids: &[NoteId]) -> Option<ReadyList> {
        self.ready(self.stated(ids).into_iter(), |pen, (_, id, statement)| {
            pen.raw("<li class=\"row statement\">\n");
            self.statement(pen, id, statement, None);
        })
    }

    /// The statements of a list, numbered in its order.
    fn stated(&self, ids: &[NoteId]) -> Vec<(usize, NoteId, &Statement<ItemId>)> {
        let statement = |id: NoteId| self.shelf.archive.annotation(id).evidence.statement.as_deref();
        (1..).zip(ids).filter_map(|(number, id)| Some((number, *id, statement(*id)?))).collect()
    }

    /// A statement; with a number on the claim's own page, which shows neither claim nor position with each.
    fn statement(&self, pen: &mut Pen<'_>, id: NoteId, statement: &Statement<ItemId>, number: Option<usize>) {
        pen.raw("<p class=\"row-facts\">");
        match &statement.said {
            Some(said) => pen.date(Some(said)),
            None => pen.unknown("passage.when_not_stated"),
        };
        if number.is_none() {
            pen.raw(" ").position(&statement.position);
        }
        pen.raw("</p>\n<p class=\"row-title\">");
        match number {
            Some(number) => {
                pen.raw("<span class=\"statement-number\">").number(number).raw("</span> ");
                self.speaker(pen, statement, "passage.nobody");
            }
            None => {
                pen.link(statement.claim);
            }
        }
        pen.raw("</p>\n");
        if !statement.role.is_empty() {
            pen.raw("<p class=\"row-role\" dir=\"auto\">").text(&statement.role).raw("</p>\n");
        }
        if let Some(figure) = &statement.figure {
            pen.raw("<p class=\"row-figure\">");
            figure_words(pen, figure);
            pen.raw("</p>\n");
        }
        self.passage(pen, id);
        self.chain(pen, id, statement);
        self.article_of(pen, id.article);
    }

    /// A passage in its sentence, linked to its annotation; where it was not found, the words that the
    /// annotation was made on, and that they are not there.
    fn passage(&self, pen: &mut Pen<'_>, id: NoteId) {
        let item = self.shelf.archive.item(id.article);
        let annotation = self.shelf.archive.annotation(id);
        let row = self.article_row(id.article);
        pen.raw("<p class=\"kwic\"").lang(&row.lang, row.dir).raw(">");
        let run = annotation.anchor.run();
        let (before, after) = &self.contexts(id.article)[id.index as usize];
        let words = run.map_or(annotation.quote.as_str(), |run| item.body.words(run));
        pen.text(before).raw("<a href=\"");
        self.to_note(pen, id);
        pen.raw("\"><mark>").text(&one_line(words)).raw("</mark></a>").text(after).raw("</p>\n");
        if run.is_none() {
            pen.raw("<p class=\"note-doubt\">").say("passage.gone").raw("</p>\n");
        }
    }

    /// What stands around the passages of an article that are evidence of something that has a list of
    /// such passages: the pages of a claim, its speakers and outlets show the same ones.
    fn contexts(&self, article: ItemId) -> &[(String, String)] {
        let item = self.shelf.archive.item(article);
        let context = |annotation: &Annotation| {
            let evidence = &annotation.evidence;
            let is_listed = evidence.statement.is_some() || !evidence.events.is_empty();
            let run = annotation.anchor.run().filter(|_| is_listed);
            run.map(|run| around(&item.body.plain, run)).unwrap_or_default()
        };
        self.contexts[article.0 as usize].get_or_init(|| item.annotations.iter().map(context).collect())
    }

    /// Speaker → wire → outlet.
    fn chain(&self, pen: &mut Pen<'_>, id: NoteId, statement: &Statement<ItemId>) {
        let arrow = |pen: &mut Pen<'_>| {
            pen.raw(" <span class=\"arrow\" aria-hidden=\"true\">→</span><span class=\"visually-hidden\"> ");
            pen.say("passage.through").raw(" </span> ");
        };
        pen.raw("<p class=\"row-chain\"><span class=\"chain\">");
        self.speaker(pen, statement, "passage.nobody_within");
        let facts = article_facts(&self.shelf.archive.item(id.article).details);
        for outlet in facts.map(|facts| chain(facts, statement)).unwrap_or_default() {
            arrow(pen);
            pen.link(outlet);
        }
        if facts.is_none_or(|facts| facts.source.is_none()) {
            arrow(pen);
            pen.unknown("passage.outlet_not_named");
        }
        pen.raw("</span></p>\n");
    }

    /// The article that a statement stands in.
    fn article_of(&self, pen: &mut Pen<'_>, article: ItemId) {
        let item = self.shelf.archive.item(article);
        let published = article_facts(&item.details).and_then(|facts| facts.date.as_ref());
        pen.raw("<p class=\"row-article\">");
        pen.phrase("passage.in_article_of", |pen, name| match name {
            "article" => self.article_link(pen, article),
            _ => {
                pen.date(published);
            }
        });
        pen.raw("</p>");
    }

    pub(super) fn article_link(&self, pen: &mut Pen<'_>, article: ItemId) {
        let row = self.article_row(article);
        pen.raw("<a href=\"").path_of(article).raw("\"").lang(&row.lang, row.dir);
        pen.raw(">").title_of(article).raw("</a>");
    }

    /// The statements on a claim by position: those that every site has in their order, then the site's own.
    pub(super) fn positions(&self, ids: &[NoteId]) -> Vec<PositionView> {
        let mut by_position: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for stated in self.stated(ids) {
            by_position.entry(&stated.2.position).or_default().push(stated);
        }
        let own = self.config.positions.iter().map(String::as_str);
        let known = POSITIONS.into_iter().chain(own);
        known
            .filter_map(|position| {
                let statements =
                    self.ready(by_position.remove(position)?.into_iter(), |pen, (number, id, statement)| {
                        pen.raw("<li class=\"row statement\" id=\"_s-").number(number);
                        pen.raw("\" value=\"").number(number).raw("\">\n");
                        self.statement(pen, id, statement, Some(number));
                    })?;
                Some(PositionView { position: position.to_owned(), statements })
            })
            .collect()
    }

    /// How widely the statements on a claim are spread; counted once a build.
    pub(super) fn spread_of(&self, claim: ItemId) -> &SpreadView {
        let count = || self.spread(&self.shelf.archive.references(claim).statements);
        self.spreads[claim.0 as usize].get_or_init(count)
    }

    fn spread(&self, ids: &[NoteId]) -> SpreadView {
        let archive = self.shelf.archive;
        let mut speakers = BTreeSet::new();
        let mut outlets = BTreeSet::new();
        let mut unnamed = BTreeSet::new();
        for id in ids {
            let Some(statement) = &archive.annotation(*id).evidence.statement else {
                continue;
            };
            speakers.extend(statement.speaker);
            let origin = article_facts(&archive.item(id.article).details)
                .and_then(|facts| origin_of(facts, &statement.via));
            match origin {
                Some(outlet) => drop(outlets.insert(outlet)),
                None => drop(unnamed.insert(id.article)),
            }
        }
        let spread = SpreadView {
            statements: ids.len(),
            speakers: speakers.len(),
            outlets: outlets.len(),
            unnamed: unnamed.len(),
            span: self.span_of(ids),
            line: String::new(),
        };
        SpreadView { line: self.spread_line(&spread), ..spread }
    }

    fn spread_line(&self, spread: &SpreadView) -> String {
        let outlets = |pen: &mut Pen<'_>| match spread.unnamed {
            0 => drop(pen.counted("count.independent_outlets", spread.outlets)),
            unnamed => drop(pen.phrase("spread.outlets", |pen, name| match name {
                "unnamed" => drop(pen.counted("count.unnamed_outlets", unnamed)),
                _ => drop(pen.counted("count.independent_outlets", spread.outlets)),
            })),
        };
        let line = |pen: &mut Pen<'_>| {
            pen.phrase("spread.line", |pen, name| match name {
                "statements" => drop(pen.counted("count.statements", spread.statements)),
                "speakers" => drop(pen.counted("count.named_speakers", spread.speakers)),
                _ => outlets(pen),
            });
        };
        let mut pen = self.pen(SPREAD);
        if spread.span.is_empty() {
            line(&mut pen);
        } else {
            pen.phrase("spread.dated", |pen, name| match name {
                "span" => drop(pen.text(&spread.span)),
                _ => line(pen),
            });
        }
        pen.html
    }

    fn span_of(&self, ids: &[NoteId]) -> String {
        let dates: Vec<&Edtf> = ids.iter().filter_map(|id| said(self.shelf.archive, *id)).collect();
        let first = dates.iter().min_by_key(|date| date.sort_key());
        let last = dates.iter().max_by_key(|date| date.sort_key());
        match (first, last) {
            (Some(first), Some(last)) if first.to_string() == last.to_string() => self.phrases.date(first),
            (Some(first), Some(last)) => match (first.plain_day(), last.plain_day()) {
                (Some(first), Some(last)) => {
                    let (first, last) = (self.phrases.day(first), self.phrases.day(last));
                    self.phrases.form("date.to", "day", &[("start", &first), ("end", &last)])
                }
                _ => years_of(self.phrases, &dates),
            },
            _ => String::new(),
        }
    }

    /// The figures among the statements on a claim, in their order.
    pub(super) fn figures(&self, ids: &[NoteId]) -> Vec<FigureRow> {
        let row = |(place, id): (usize, &NoteId)| {
            let annotation = self.shelf.archive.annotation(*id);
            let statement = annotation.evidence.statement.as_ref()?;
            let figure = statement.figure.as_ref()?;
            let facts = article_facts(&self.shelf.archive.item(id.article).details);
            Some(FigureRow {
                number: place + 1,
                text: chart::words(self.phrases, figure),
                counts: figure.counts.clone(),
                as_of: figure.as_of.as_ref().map(|as_of| self.date_view(Some(as_of))),
                said: statement.said.as_ref().map(|said| self.date_view(Some(said))),
                speaker: statement.speaker.map(|speaker| self.link(speaker)),
                source: facts.and_then(|facts| facts.source).map(|source| self.link(source)),
                found: annotation.anchor.run().is_some(),
            })
        };
        ids.iter().enumerate().filter_map(row).collect()
    }

    /// The figures of a claim over time: those whose passages stand.
    pub(super) fn chart(&self, title: &str, ids: &[NoteId], rows: &[FigureRow]) -> Option<chart::Chart> {
        let archive = self.shelf.archive;
        let drawn: Vec<&FigureRow> = rows.iter().filter(|row| row.found).collect();
        let labels: Vec<String> = drawn.iter().map(|row| self.label(row)).collect();
        let hrefs: Vec<String> = drawn.iter().map(|row| format!("#_s-{}", row.number)).collect();
        let point = |(place, row): (usize, &&FigureRow)| {
            let id = ids[row.number - 1];
            let figure = archive.annotation(id).evidence.statement.as_ref()?.figure.as_ref()?;
            let (label, href) = (labels[place].as_str(), hrefs[place].as_str());
            Some(chart::Point { figure, date: said(archive, id), label, href, number: row.number })
        };
        let points: Vec<chart::Point<'_>> = drawn.iter().enumerate().filter_map(point).collect();
        chart::chart(&points, self.phrases, title, "_chart")
    }

    pub(super) fn attestations(&self, ids: &[NoteId]) -> Option<ReadyList> {
        self.ready(ids.iter(), |pen, id| {
            pen.raw("<li class=\"row article\">\n");
            self.attestation(pen, *id);
        })
    }

    fn attestation(&self, pen: &mut Pen<'_>, id: NoteId) {
        let item = self.shelf.archive.item(id.article);
        let facts = article_facts(&item.details);
        pen.raw("<p class=\"row-facts\">").date(facts.and_then(|facts| facts.date.as_ref()));
        if let Some(source) = facts.and_then(|facts| facts.source) {
            pen.raw(" <span class=\"outlet\">").link(source).raw("</span>");
        }
        let via = facts.map(|facts| facts.via.as_slice()).unwrap_or_default();
        if !via.is_empty() {
            pen.raw(" <span class=\"via\">");
            pen.phrase("passage.via", |pen, _| {
                pen.links(via);
            })
            .raw("</span>");
        }
        pen.raw("</p>\n<p class=\"row-title\">");
        self.article_link(pen, id.article);
        pen.raw("</p>\n");
        self.passage(pen, id);
        let given = &self.shelf.archive.annotation(id).evidence.event_date;
        if given.is_some() {
            pen.raw("<p class=\"row-count\">");
            pen.phrase_with_date("passage.gives", given.as_ref()).raw("</p>");
        }
    }

    /// The dates that passages give for an event, each with who gives it; none where all give one date
    /// and it is the archive's.
    pub(super) fn given_dates(&self, facts: &EventFacts, ids: &[NoteId]) -> Vec<GivenDate> {
        let archive = self.shelf.archive;
        let mut given: Vec<(&Edtf, Vec<ItemId>)> = Vec::new();
        for id in ids {
            let annotation = archive.annotation(*id);
            let Some(date) =
                annotation.evidence.event_date.as_ref().filter(|_| annotation.anchor.run().is_some())
            else {
                continue;
            };
            let source = article_facts(&archive.item(id.article).details).and_then(|facts| facts.source);
            let source = source.unwrap_or(id.article);
            match given.iter_mut().find(|(known, _)| *known == date) {
                Some((_, sources)) if sources.contains(&source) => {}
                Some((_, sources)) => sources.push(source),
                None => given.push((date, vec![source])),
            }
        }
        given.sort_by_key(|(date, _)| date.sort_key());
        let is_one = given.iter().all(|(date, _)| Some(*date) == facts.date.as_ref());
        if is_one {
            return Vec::new();
        }
        let view = |(given, sources): (&Edtf, Vec<ItemId>)| GivenDate {
            date: self.date_view(Some(given)),
            sources: self.links(&sources),
            differs: facts.date.as_ref().is_some_and(|date| date.is_apart(given)),
        };
        given.into_iter().map(view).collect()
    }

    pub(super) fn annotations(&self, number: usize) -> AnnotationsView {
        let all = &self.shelf.archive.annotations;
        let rows = self.slice(all, number).iter();
        AnnotationsView {
            total: all.len(),
            data: Some(routes::all_web_annotations()).filter(|path| self.plan.at(path).is_some()),
            rows: self.ready(rows, |pen, id| self.annotation_row(pen, *id)),
            pager: self.pager(routes::ANNOTATIONS, number, all.len()),
        }
    }
}

impl Views<'_> {
    fn annotation_row(&self, pen: &mut Pen<'_>, id: NoteId) {
        let annotation = self.shelf.archive.annotation(id);
        let facts = article_facts(&self.shelf.archive.item(id.article).details);
        pen.raw("<li class=\"row annotation is-").raw(annotation.kind.name()).raw("\">\n");
        pen.raw("<p class=\"row-facts\"><span class=\"note-kind\">");
        pen.text(self.note_kind(annotation)).raw("</span>");
        if let Some(source) = facts.and_then(|facts| facts.source) {
            pen.raw(" <span class=\"outlet\">").link(source).raw("</span>");
        }
        pen.raw("</p>\n<p class=\"row-title\"><a href=\"");
        self.to_note(pen, id);
        pen.raw("\" dir=\"auto\"><q>").text(&one_line(&annotation.quote));
        pen.raw("</q></a></p>\n<p class=\"row-article\">");
        pen.phrase("passage.in_article", |pen, _| self.article_link(pen, id.article)).raw("</p>\n");
        let doubt = match annotation.anchor {
            Anchor::Ambiguous => "passage.several",
            Anchor::Orphan => "passage.gone",
            Anchor::Exact(_) | Anchor::Moved(_) | Anchor::Fuzzy(..) => "",
        };
        if !doubt.is_empty() {
            pen.raw("<p class=\"note-doubt\">").say(doubt).raw("</p>\n");
        }
        self.note_words(pen, id, Where::Elsewhere);
    }

    /// What an annotation says.
    fn note_html(&self, id: NoteId, page: Where) -> String {
        let annotation = self.shelf.archive.annotation(id);
        if let Some(html) = html::plain_note(&annotation.note) {
            return html;
        }
        let fragment = annotation.fragment();
        // No id holds two hyphens in a row, nor begins with an underscore: parts of notes meet nothing.
        let (prefix, home) = match page {
            Where::Own => (["_", fragment.as_str(), "--"].concat(), None),
            Where::Elsewhere => {
                let slug = &self.shelf.archive.item(id.article).slug;
                (["_", slug, "--", &fragment, "--"].concat(), Some(self.plan.routes.item(id.article)))
            }
        };
        html::note(&self.shelf, &annotation.note, &prefix, home, self.root)
    }
}

/// About how many bytes an entry of a ready-made list takes.
const ENTRY: usize = 1280;

/// About how many bytes tell how widely statements are spread.
const SPREAD: usize = 320;

/// From the speaker's side to the outlet that the archive has it from, each once; an outlet that speaks
/// itself does not stand between.
fn chain(article: &ArticleFacts, statement: &Statement<ItemId>) -> Vec<ItemId> {
    let relays = if statement.via.is_empty() { &article.via[..] } else { &statement.via[..] };
    let mut chain: Vec<ItemId> = Vec::new();
    for outlet in relays.iter().copied().chain(article.source) {
        if !chain.contains(&outlet) && statement.speaker != Some(outlet) {
            chain.push(outlet);
        }
    }
    chain
}

fn figure_words(pen: &mut Pen<'_>, figure: &Figure) {
    let words = chart::words(pen.phrases, figure);
    pen.raw("<span class=\"figure-words\">").text(&words).raw("</span>");
    if !figure.counts.is_empty() {
        pen.between("list.apposition").raw("<span class=\"counts\">").text(&figure.counts).raw("</span>");
    }
    if figure.as_of.is_some() {
        pen.between("list.apposition").raw("<span class=\"as-of\">");
        pen.phrase_with_date("figure.as_of", figure.as_of.as_ref()).raw("</span>");
    }
}

impl Views<'_> {
    /// Who gives a figure, and where.
    fn label(&self, row: &FigureRow) -> String {
        let named = row.speaker.iter().chain(&row.source).map(|link: &LinkView| link.title.clone());
        self.phrases.joined("list.apposition", &named.collect::<Vec<_>>())
    }
}
