//! What of each item of the archive is searched: its words, field by field, and where each leads.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::ops::Range;

use crate::config::Config;
use crate::model::archive::{Archive, ArticleFacts, EntityFacts, Facts, Item, ItemId};
use crate::model::body::{Anchor, Body};
use crate::model::kind::Kind;
use crate::phrases::Phrases;
use crate::plan::routes::Routes;
use crate::search::layout::{Field, KINDS};
use crate::text::edtf::{Bound, Edtf};

/// Documents from one number to another.
pub type Span = Range<u32>;

/// The items of an archive in the order of documents, and their addresses.
#[derive(Debug, Default)]
pub struct Catalogue {
    routes: Routes,
    /// By number of the document.
    documents: Vec<ItemId>,
    /// By item.
    numbers: HashMap<ItemId, u32>,
}

/// The archive as search sees it.
#[derive(Clone, Copy)]
pub struct Library<'a> {
    pub(super) archive: &'a Archive,
    pub(super) config: &'a Config,
    phrases: &'a Phrases,
    catalogue: &'a Catalogue,
}

/// Words that stand together: no phrase reaches over the end of a block.
pub(super) struct Block<'a> {
    pub field: Field,
    pub place: Place<'a>,
    pub text: Cow<'a, str>,
    /// Whether it is in the language of the item, and not in the site's.
    pub is_own: bool,
}

/// A place of a document's page, which a block leads to.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Top,
    Paragraph(Anchor),
    /// By its fragment.
    Heading(&'a str),
    /// The note of an annotation, by the id of that.
    Note(&'a str),
    /// A statement on a claim, by its number.
    Statement(usize),
}

impl Display for Place<'_> {
    /// The fragment; empty for the top.
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        match self {
            Place::Top => Ok(()),
            Place::Paragraph(anchor) => write!(out, "{anchor}"),
            Place::Heading(id) => out.write_str(id),
            Place::Note(id) => write!(out, "a-{id}"),
            Place::Statement(number) => write!(out, "_s-{number}"),
        }
    }
}

impl Catalogue {
    pub fn new(archive: &Archive, config: &Config) -> Catalogue {
        let documents: Vec<ItemId> =
            KINDS.into_iter().flat_map(|kind| archive.of_kind(kind).iter().copied()).collect();
        let numbers = (0..).zip(&documents).map(|(number, id)| (*id, number)).collect();
        Catalogue { routes: Routes::new(archive, config), documents, numbers }
    }
}

impl<'a> Library<'a> {
    pub fn new(
        archive: &'a Archive,
        config: &'a Config,
        phrases: &'a Phrases,
        catalogue: &'a Catalogue,
    ) -> Library<'a> {
        Library { archive, config, phrases, catalogue }
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> u32 {
        self.catalogue.documents.len() as u32
    }

    pub(super) fn id(&self, document: u32) -> ItemId {
        self.catalogue.documents[document as usize]
    }

    /// The path of a document's page.
    pub(super) fn path(&self, document: u32) -> &'a str {
        self.catalogue.routes.item(self.id(document))
    }

    /// All documents in pieces that are read one by one: the same on every machine, whatever its cores.
    pub fn pieces(&self) -> Vec<Span> {
        let starts = (0..self.len()).step_by(IN_A_PIECE as usize);
        starts.map(|start| start..(start + IN_A_PIECE).min(self.len())).collect()
    }

    pub(super) fn item(&self, document: u32) -> &'a Item {
        self.archive.item(self.id(document))
    }

    pub(super) fn number(&self, id: ItemId) -> Option<u32> {
        self.catalogue.numbers.get(&id).copied()
    }

    /// The documents of each kind, in the order of kinds.
    pub(super) fn kinds(&self) -> [u32; KINDS.len()] {
        KINDS.map(|kind| self.archive.of_kind(kind).len() as u32)
    }

    /// The date of a document: an article's publication, an event's own.
    pub(super) fn date(&self, document: u32) -> Option<&'a Edtf> {
        match &self.item(document).details {
            Facts::Article(facts) => facts.date.as_ref(),
            Facts::Event(facts) => facts.date.as_ref(),
            Facts::Entity(_) | Facts::Claim(_) | Facts::Page { .. } => None,
        }
    }

    pub(super) fn lang(&self, document: u32) -> &'a str {
        self.item(document).lang.as_deref().unwrap_or(&self.config.lang)
    }

    fn title(&self, id: ItemId) -> &'a str {
        &self.archive.item(id).title
    }

    /// All that is searched of a document.
    pub(super) fn blocks(&self, document: u32) -> Vec<Block<'a>> {
        let id = self.id(document);
        let item = self.archive.item(id);
        let mut blocks = vec![own(Field::Title, &item.title)];
        match &item.details {
            Facts::Article(facts) => self.article(item, facts, &mut blocks),
            Facts::Entity(facts) => entity(facts, &mut blocks),
            Facts::Event(facts) => blocks.push(own(Field::Text, &facts.date_note)),
            Facts::Claim(facts) => {
                blocks.push(own(Field::Summary, &facts.question));
                self.statements(id, &mut blocks);
            }
            Facts::Page { .. } => {}
        }
        blocks.push(own(Field::Summary, &item.summary));
        body(&item.body, &mut blocks);
        self.notes(item, &mut blocks);
        blocks.retain(|block| !block.text.is_empty());
        blocks
    }

    fn article(&self, item: &'a Item, facts: &'a ArticleFacts, blocks: &mut Vec<Block<'a>>) {
        let listed = &item.listed;
        let lists = [&listed.people, &listed.organizations, &listed.places, &listed.topics];
        let names = lists.into_iter().flatten().map(|id| self.title(*id));
        blocks.extend(names.map(|name| others(Field::Names, Place::Top, name)));
        blocks.extend(facts.authors.iter().map(|name| own(Field::Names, name)));
        let outlets = facts.source.iter().chain(&facts.via).map(|id| self.title(*id));
        blocks.extend(outlets.map(|name| others(Field::Source, Place::Top, name)));
    }

    /// What editors noted beside an article's passages, and what these are evidence of.
    fn notes(&self, item: &'a Item, blocks: &mut Vec<Block<'a>>) {
        for annotation in &item.annotations {
            let place = Place::Note(&annotation.id);
            let note = annotation.note.body.plain.as_str();
            blocks.push(others(Field::Note, place, note));
            let evidence = &annotation.evidence;
            for event in &evidence.events {
                blocks.push(others(Field::Statement, place, self.title(*event)));
            }
            if let Some(statement) = &evidence.statement {
                let claim = self.title(statement.claim);
                let speaker = statement.speaker.map_or("", |speaker| self.title(speaker));
                let text = match speaker {
                    "" => claim.to_owned(),
                    speaker => format!("{speaker}: {claim}"),
                };
                blocks.push(Block { text: Cow::Owned(text), ..others(Field::Statement, place, "") });
            }
        }
    }

    /// What was said on a claim.
    fn statements(&self, claim: ItemId, blocks: &mut Vec<Block<'a>>) {
        for (place, id) in self.archive.references(claim).statements.iter().enumerate() {
            let annotation = self.archive.annotation(*id);
            let speaker = annotation.evidence.statement.as_ref().and_then(|statement| statement.speaker);
            let text = match speaker {
                Some(speaker) => Cow::Owned(format!("{}: {}", self.title(speaker), annotation.quote)),
                None => Cow::Borrowed(annotation.quote.as_str()),
            };
            blocks.push(Block { text, ..others(Field::Statement, Place::Statement(place + 1), "") });
        }
    }

    /// An entity's spellings, its title first; none of anything else.
    pub(super) fn spellings(&self, document: u32) -> Vec<&'a str> {
        let item = self.item(document);
        match &item.details {
            Facts::Entity(facts) => {
                let others = facts.names.iter().map(|other| other.name.as_str());
                std::iter::once(item.title.as_str()).chain(others).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The documents that concern an entity, ascending: what its page lists.
    pub(super) fn concerning(&self, entity: ItemId) -> Vec<u32> {
        let references = self.archive.references(entity);
        let articles = references.articles.iter().map(|backlink| backlink.article);
        let statements = references.statements.iter().map(|note| note.article);
        let others = references.events.iter().chain(&references.claims).chain(&references.contains).copied();
        let mut numbers: Vec<u32> = articles
            .chain(statements)
            .chain(others)
            .chain([entity])
            .filter_map(|id| self.number(id))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// What the record of a document says of its date, and of its outlet.
    pub(super) fn facts(&self, document: u32) -> (String, &'a str) {
        let item = self.item(document);
        let is_dated = matches!(item.kind, Kind::Article | Kind::Event);
        let date = match self.date(document) {
            None if !is_dated => String::new(),
            date => self.phrases.date_or_unknown(date),
        };
        let source = match &item.details {
            Facts::Article(facts) => facts.source.map_or("", |source| self.title(source)),
            _ => "",
        };
        (date, source)
    }

    /// The first and the last day of a document, in days since 1970; the ends of time where they are open.
    pub(super) fn days(&self, document: u32) -> Option<(i32, i32)> {
        let date = self.date(document)?;
        let first = day(date.earliest(), i32::MIN / 4);
        let last = day(date.latest(), i32::MAX / 4);
        if date.is_unknown() { None } else { Some((first, last)) }
    }
}

/// How many documents are read in one piece.
const IN_A_PIECE: u32 = 1024;

/// Days beyond these say nothing to a reader, and all days fit in 30 bits.
fn day(bound: Bound, open: i32) -> i32 {
    match bound {
        Bound::Day(day) => i32::try_from(day.to_days()).unwrap_or(open).clamp(i32::MIN / 4, i32::MAX / 4),
        Bound::Open | Bound::Unknown => open,
    }
}

fn own(field: Field, text: &str) -> Block<'_> {
    Block { field, place: Place::Top, text: Cow::Borrowed(text), is_own: true }
}

/// Words in the site's language.
fn others<'a>(field: Field, place: Place<'a>, text: &'a str) -> Block<'a> {
    Block { field, place, text: Cow::Borrowed(text), is_own: false }
}

fn entity<'a>(facts: &'a EntityFacts, blocks: &mut Vec<Block<'a>>) {
    blocks.extend(facts.names.iter().map(|other| own(Field::Names, &other.name)));
    blocks.push(own(Field::Summary, &facts.role));
}

/// A text, block by block, each with the place that leads nearest to it.
fn body<'a>(body: &'a Body, blocks: &mut Vec<Block<'a>>) {
    let mut paragraphs = body.paragraphs.iter().peekable();
    let mut headings = body.headings.iter().peekable();
    let mut place = Place::Top;
    let mut start = 0;
    for text in body.plain.split("\n\n") {
        let end = start + text.len();
        while let Some((_, anchor)) = paragraphs.next_if(|(at, _)| (*at as usize) < end.max(start + 1)) {
            place = Place::Paragraph(*anchor);
        }
        let mut field = Field::Text;
        while let Some(heading) =
            headings.next_if(|heading| (heading.run.start as usize) < end.max(start + 1))
        {
            (field, place) = (Field::Heading, Place::Heading(&heading.id));
        }
        blocks.push(Block { field, place, text: Cow::Borrowed(text), is_own: true });
        start = end + 2;
    }
    for callout in &body.callouts {
        blocks.push(own(Field::Text, &callout.title));
    }
}
