//! One content file as its editor wrote it: every name still text, every value with its place.

use std::sync::Arc;

use crate::model::body::Body;
use crate::model::kind::Kind;
use crate::model::tree::Tree;
use crate::text::edtf::Edtf;
use crate::text::span::{Span, Spanned};

/// A file, parsed, with what it says of its own publication. Only `withhold` looks past it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub record: Record,
    pub publication: Publication,
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
    pub extra: Tree,
    pub details: Details,
    pub body: Arc<Body>,
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
