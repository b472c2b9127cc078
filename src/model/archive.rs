//! The whole archive, resolved: every name an id, every link a target. Immutable once made.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::body::{Body, Run};
use crate::model::draft::{Listed, Matching, OtherName, TextKind};
use crate::model::kind::Kind;
use crate::model::tree::Tree;
use crate::text::edtf::Edtf;
use crate::text::span::{Span, Spanned};

/// Counts into [`Archive::items`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u32);

/// Everything that may be published.
#[derive(Debug, Default)]
pub struct Archive {
    pub items: Vec<Item>,
    /// Articles by date of publication, newest first; undated ones last.
    pub articles: Vec<ItemId>,
    /// Events in order of their dates; undated ones last.
    pub events: Vec<ItemId>,
    /// Claims, and ordinary pages, in order of their titles.
    pub claims: Vec<ItemId>,
    pub pages: Vec<ItemId>,
    /// Entities of each kind in the order of the site's language.
    pub entities: BTreeMap<Kind, Vec<ItemId>>,
    /// What refers to each item; counts as `items` does.
    pub references: Vec<References>,
    /// Related articles of each item, nearest first, with the entities they share; counts as `items`
    /// does, and is empty for all but articles.
    pub related: Vec<Vec<(ItemId, Vec<ItemId>)>>,
    /// Articles that are one text in several languages; each group in order of language.
    pub translations: BTreeMap<ItemId, Vec<ItemId>>,
}

impl Archive {
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0 as usize]
    }

    pub fn references(&self, id: ItemId) -> &References {
        &self.references[id.0 as usize]
    }

    pub fn ids(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..self.items.len()).map(|index| ItemId(u32::try_from(index).expect("fewer than 4 billion items")))
    }

    /// The items of a kind in their order.
    pub fn of_kind(&self, kind: Kind) -> &[ItemId] {
        match kind {
            Kind::Article => &self.articles,
            Kind::Event => &self.events,
            Kind::Claim => &self.claims,
            Kind::Page => &self.pages,
            entity => self.entities.get(&entity).map_or(&[], Vec::as_slice),
        }
    }
}

/// One thing with a page.
#[derive(Debug)]
pub struct Item {
    pub kind: Kind,
    pub slug: String,
    /// Where the file gives its slug; its beginning where it does not.
    pub slug_span: Span,
    pub title: String,
    pub summary: String,
    /// Where it is not the site's.
    pub lang: Option<String>,
    pub dir: Option<&'static str>,
    /// Addresses that the page had before.
    pub aliases: Vec<Spanned<String>>,
    pub listed: Listed<ItemId>,
    pub extra: Tree,
    pub details: Facts,
    pub body: Arc<Body>,
    /// Where the links of the body lead; counts as `body.links` does.
    pub links: Vec<Target>,
    /// The images of the body; counts as `body.images` does.
    pub images: Vec<Option<Picture>>,
    /// Where the addresses in the body's raw HTML lead; counts as `body.raw_links` does.
    pub raw_links: Vec<Target>,
    /// Where the body names entities, in order, none overlapping another; articles only.
    pub mentions: Vec<Mention>,
    /// Files that the body shows or links to, below `content/`.
    pub assets: Vec<String>,
    /// The content file, for messages; none for an entity that is only named.
    pub file: Option<u32>,
}

/// What only some kinds have.
#[derive(Debug)]
pub enum Facts {
    Article(Box<ArticleFacts>),
    Entity(Box<EntityFacts>),
    Event(Box<EventFacts>),
    Claim(ClaimFacts),
    Page { nav: Option<i64> },
}

/// How far an article's text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Full,
    Excerpt,
    Citation,
}

impl Shown {
    pub fn name(self) -> &'static str {
        match self {
            Shown::Full => "full",
            Shown::Excerpt => "excerpt",
            Shown::Citation => "citation",
        }
    }
}

#[derive(Debug)]
pub struct ArticleFacts {
    pub date: Option<Edtf>,
    pub updated: Option<Edtf>,
    pub captured: Option<Edtf>,
    pub source: Option<ItemId>,
    pub via: Vec<ItemId>,
    pub authors: Vec<String>,
    pub url: Option<String>,
    pub archived_url: Option<String>,
    pub text: TextKind,
    pub shown: Shown,
    /// Whether some of the text is kept back.
    pub held_back: bool,
    pub rights: String,
    pub translation_of: Option<ItemId>,
}

#[derive(Debug, Default)]
pub struct EntityFacts {
    pub names: Vec<OtherName>,
    pub role: String,
    pub url: Option<String>,
    pub within: Option<ItemId>,
    pub coordinates: Option<[f64; 2]>,
    pub autolink: bool,
    pub matching: Matching,
}

#[derive(Debug)]
pub struct EventFacts {
    pub date: Option<Edtf>,
    pub date_note: String,
    /// In order of publication.
    pub articles: Vec<ItemId>,
}

#[derive(Debug)]
pub struct ClaimFacts {
    pub question: String,
    /// In order of publication.
    pub articles: Vec<ItemId>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the archive, and a fragment of it.
    Item(ItemId, Option<String>),
    /// A place on the same page.
    Here(String),
    /// A file beside the text, below `content/`.
    Asset(String),
    /// A path from the top of the site, checked against all outputs.
    Site(String),
    /// Another site, or a mail address.
    Web(String),
    /// Nowhere: the words stay, the link goes.
    Nowhere,
}

/// An image that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Below `content/`.
    pub asset: String,
    /// Width and height in pixels, where the file tells.
    pub size: Option<(u32, u32)>,
}

/// One place in an article's text where an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    pub entity: ItemId,
    pub run: Run,
    /// Whether the editor linked it: then the renderer adds no link of its own.
    pub linked: bool,
}

/// What refers to an item.
#[derive(Debug, Default)]
pub struct References {
    /// Articles that mention or list an entity, or that a source published or relayed; newest first.
    pub articles: Vec<Backlink>,
    /// Events in order of their dates.
    pub events: Vec<ItemId>,
    pub claims: Vec<ItemId>,
    /// Other pages whose texts link here.
    pub linked_from: Vec<ItemId>,
    /// Places that lie in this one.
    pub contains: Vec<ItemId>,
}

/// An article that names an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlink {
    pub article: ItemId,
    /// How often its text names the entity.
    pub count: u32,
    /// The first mention, counted into the article's `mentions`; none where only the front matter
    /// names the entity.
    pub first: Option<u32>,
}
