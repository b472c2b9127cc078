//! One content file as its editor wrote it: every name still text, every value with its place.

use std::sync::Arc;

use crate::model::annotation::{Figure, Remark};
use crate::model::body::{Body, Run};
use crate::model::change::Change;
use crate::model::kind::Kind;
use crate::model::tree::Tree;
use crate::text::anchor;
use crate::text::edtf::Edtf;
use crate::text::span::{Span, Spanned};

/// A file, parsed, with what it says of its own publication. Only `withhold` looks past it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub record: Record,
    pub publication: Publication,
    /// Notes typed in the text, in order; articles only.
    pub typed: Vec<Annotation>,
}

/// A file with the annotations that lie beside it.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub draft: Arc<Draft>,
    pub sidecars: Vec<Arc<Vec<Annotation>>>,
}

/// What an editor attached to a passage, its names still text.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// The file that holds it, and where.
    pub file: u32,
    pub span: Span,
    /// As written, or made of its selector and note.
    pub id: Spanned<String>,
    pub place: Place,
    /// Empty where nothing but evidence is given.
    pub note: Arc<Body>,
    pub kind: Remark,
    pub by: String,
    pub date: Option<Edtf>,
    pub tags: Vec<String>,
    /// Where it was imported from.
    pub origin: String,
    pub evidence: Evidence<Spanned<String>>,
    /// Not to be published; also where that could not be understood.
    pub draft: bool,
}

/// Where an annotation's passage is.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// To be found by its selector.
    Sought(Selector),
    /// Marked in the text itself.
    Marked(Run),
}

/// How a passage is found: the W3C's TextQuoteSelector, and hints.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selector {
    pub quote: Spanned<String>,
    pub prefix: String,
    pub suffix: String,
    /// From 1.
    pub paragraph: Option<u32>,
    /// Characters (Unicode scalar values) of the article's text before it.
    pub start: Option<u32>,
}

impl Selector {
    /// The selector as the search for passages takes it.
    pub fn sought(&self) -> anchor::Selector<'_> {
        anchor::Selector {
            quote: &self.quote.value,
            prefix: &self.prefix,
            suffix: &self.suffix,
            paragraph: self.paragraph,
            start: self.start,
        }
    }
}

/// What a passage is evidence of; `T` is how events, entities and claims are named.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence<T> {
    /// Events that it attests.
    pub events: Vec<T>,
    /// The date that it gives for them.
    pub event_date: Option<Edtf>,
    /// The entity that it names.
    pub entity: Option<T>,
    pub statement: Option<Box<Statement<T>>>,
}

impl<T> Default for Evidence<T> {
    fn default() -> Evidence<T> {
        Evidence { events: Vec::new(), event_date: None, entity: None, statement: None }
    }
}

impl<T> Evidence<T> {
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.entity.is_none() && self.statement.is_none()
    }
}

/// One speaker's position on a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<T> {
    pub claim: T,
    /// `asserts`, `denies`, … or one of the site's own.
    pub position: String,
    /// None where nobody is named.
    pub speaker: Option<T>,
    /// In what role.
    pub role: String,
    pub said: Option<Edtf>,
    /// Wires or outlets that it was relayed through, from the speaker on.
    pub via: Vec<T>,
    pub figure: Option<Figure>,
}

/// What a file says of whether, when and how far it may be published.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Publication {
    pub draft: bool,
    pub access: Option<Spanned<Access>>,
    /// When an embargo ends.
    pub available: Option<Spanned<Edtf>>,
    /// What the body is.
    pub text: TextKind,
    /// Something about publication could not be understood: nothing of the item is published.
    pub unclear: bool,
}

/// The editor's word on access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Full,
    Excerpt,
    Citation,
    Embargoed,
    Withheld,
}

/// What a body is, compared with the report it records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextKind {
    /// The report's own text; also where nothing is said, which is the careful reading.
    #[default]
    Full,
    Excerpt,
    Abstract,
}

impl TextKind {
    pub fn name(self) -> &'static str {
        match self {
            TextKind::Full => "full",
            TextKind::Excerpt => "excerpt",
            TextKind::Abstract => "abstract",
        }
    }
}

/// What a file says, its publication aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Counts into the loaded sources.
    pub file: u32,
    /// Below `content/`: `articles/2018-12-05-visit.md`.
    pub path: Arc<str>,
    pub kind: Kind,
    /// The last part of the page's address, and where the file says it.
    pub slug: Spanned<String>,
    /// An article's headline, an entity's name.
    pub title: Spanned<String>,
    pub summary: Spanned<String>,
    pub lang: Option<String>,
    /// `ltr` or `rtl`, where the file says so.
    pub dir: Option<&'static str>,
    /// Addresses that the page had before, without a leading slash.
    pub aliases: Vec<Spanned<String>>,
    pub listed: Listed<Spanned<String>>,
    /// What it says of pictures that the text shows.
    pub legends: Vec<Legend>,
    /// As the file has them, when it entered the archive among them.
    pub changes: Vec<Change>,
    pub extra: Tree,
    pub details: Details,
    pub body: Arc<Body>,
}

/// What a front matter says of a picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Legend {
    /// As written: found as an image of the text is.
    pub file: Spanned<String>,
    /// For those who cannot see it: empty for mere decoration, none where nothing is said.
    pub alt: Option<Spanned<String>>,
    pub caption: Spanned<String>,
    /// Who made it, or who has the rights.
    pub credit: Spanned<String>,
}

/// The entities that a front matter lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    pub people: Vec<T>,
    pub organizations: Vec<T>,
    pub places: Vec<T>,
    pub topics: Vec<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Listed<T> {
        Listed { people: Vec::new(), organizations: Vec::new(), places: Vec::new(), topics: Vec::new() }
    }
}

impl<T> Listed<T> {
    /// Each list with the kind it holds.
    pub fn by_kind(&self) -> [(Kind, &Vec<T>); 4] {
        [
            (Kind::Person, &self.people),
            (Kind::Organization, &self.organizations),
            (Kind::Place, &self.places),
            (Kind::Topic, &self.topics),
        ]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.by_kind().into_iter().flat_map(|(_, list)| list)
    }
}

/// What only some kinds have.
#[derive(Debug, Clone, PartialEq)]
pub enum Details {
    Article(Box<ArticleDetails>),
    Entity(Box<EntityDetails>),
    Event(Box<EventDetails>),
    Claim(ClaimDetails),
    Page(PageDetails),
}

/// An article's own fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArticleDetails {
    /// When it was published.
    pub date: Option<Edtf>,
    pub updated: Option<Edtf>,
    pub captured: Option<Edtf>,
    pub source: Option<Spanned<String>>,
    pub via: Vec<Spanned<String>>,
    pub authors: Vec<Spanned<String>>,
    pub url: Option<String>,
    pub archived_url: Option<String>,
    pub text: TextKind,
    pub translation_of: Option<Spanned<String>>,
    pub rights: Spanned<String>,
}

/// An entity's own fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntityDetails {
    pub names: Vec<OtherName>,
    /// A person's role, a source's or organization's type.
    pub role: Spanned<String>,
    pub url: Option<String>,
    pub within: Option<Spanned<String>>,
    /// Latitude and longitude, degrees, WGS 84.
    pub coordinates: Option<[f64; 2]>,
    /// Whether its names are looked for in texts.
    pub autolink: bool,
    pub matching: Matching,
}

/// How names are compared with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matching {
    #[default]
    Exact,
    Caseless,
}

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OtherName {
    pub name: String,
    pub lang: Option<String>,
    pub script: Option<String>,
    pub note: String,
    pub span: Span,
}

/// An event's own fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventDetails {
    /// When it happened.
    pub date: Option<Edtf>,
    pub date_note: Spanned<String>,
    pub articles: Vec<Spanned<String>>,
}

/// A claim's own fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimDetails {
    pub question: Spanned<String>,
    pub articles: Vec<Spanned<String>>,
}

/// An ordinary page's own fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageDetails {
    /// Its place in the navigation, low first; none keeps it out.
    pub nav: Option<i64>,
}
