//! The whole archive, resolved: every name an id, every link a target. Immutable once made.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::annotation::Remark;
use crate::model::body::{Body, Run};
use crate::model::change::Change;
use crate::model::draft::{Evidence, Listed, Matching, OtherName, TextKind};
use crate::model::kind::Kind;
use crate::model::timeline::Timeline;
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
    /// All annotations by the dates of their making, newest first; undated ones last.
    pub annotations: Vec<NoteId>,
    pub timeline: Timeline,
    /// What became of the archive as a whole, as its configuration has it.
    pub own_changes: Vec<Change>,
    /// All that was added and changed, newest first; undated ones last.
    pub changes: Vec<Changed>,
}

/// One change of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Changed {
    /// Of the archive as a whole; counts into [`Archive::own_changes`].
    Archive(u32),
    /// Of an item; counts into its [`Item::changes`].
    Item(ItemId, u32),
    /// A correction with a date, noted beside a passage.
    Note(NoteId),
}

/// One annotation of the archive: the article that it stands in, and its place among the article's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId {
    pub article: ItemId,
    pub index: u32,
}

impl Archive {
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0 as usize]
    }

    pub fn references(&self, id: ItemId) -> &References {
        &self.references[id.0 as usize]
    }

    pub fn annotation(&self, id: NoteId) -> &Annotation {
        &self.item(id.article).annotations[id.index as usize]
    }

    /// The annotations of an article, as they stand there.
    pub fn notes_of(&self, article: ItemId) -> impl ExactSizeIterator<Item = NoteId> + use<> {
        let count = u32::try_from(self.item(article).annotations.len());
        let count = count.expect("an article has fewer than 4 billion annotations");
        (0..count).map(move |index| NoteId { article, index })
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
    /// As the file has them, when it entered the archive among them.
    pub changes: Vec<Change>,
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
    /// What editors attached to passages of the body, in the order of the passages; those whose passage
    /// was not found come last. Articles only.
    pub annotations: Vec<Annotation>,
    /// Files that the body and its notes show or link to, below `content/`.
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
    /// What it shows, where the front matter says so; an image of the text may have other words.
    pub alt: String,
    /// Empty where the front matter gives none.
    pub caption: String,
    /// Who made it, or who has the rights; empty likewise.
    pub credit: String,
}

/// One place in an article's text where an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    pub entity: ItemId,
    pub run: Run,
    /// Whether the editor linked it: then the renderer adds no link of its own.
    pub linked: bool,
}

/// What an editor attached to a passage.
#[derive(Debug)]
pub struct Annotation {
    /// Unique among the article's; the fragment is `a-` and this.
    pub id: String,
    pub anchor: Anchor,
    /// The words that it was made on.
    pub quote: String,
    pub note: Note,
    pub kind: Remark,
    pub by: String,
    pub date: Option<Edtf>,
    pub tags: Vec<String>,
    pub origin: String,
    pub evidence: Evidence<ItemId>,
}

impl Annotation {
    /// The fragment of its permanent link.
    pub fn fragment(&self) -> String {
        ["a-", self.id.as_str()].concat()
    }
}

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchor {
    /// The words stand where they stood.
    Exact(Run),
    /// The words stand elsewhere, or among others.
    Moved(Run),
    /// The words have changed; how far they still agree, from 0 to 1.
    Fuzzy(Run, f64),
    /// Several passages fit as well.
    Ambiguous,
    /// No passage fits.
    Orphan,
}

impl Anchor {
    /// The passage, where there is one.
    pub fn run(self) -> Option<Run> {
        match self {
            Anchor::Exact(run) | Anchor::Moved(run) | Anchor::Fuzzy(run, _) => Some(run),
            Anchor::Ambiguous | Anchor::Orphan => None,
        }
    }

    /// `exact`, `moved`, `fuzzy`, `ambiguous` or `orphan`.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Exact(_) => "exact",
            Anchor::Moved(_) => "moved",
            Anchor::Fuzzy(..) => "fuzzy",
            Anchor::Ambiguous => "ambiguous",
            Anchor::Orphan => "orphan",
        }
    }
}

/// The text of a note, and where its links lead.
#[derive(Debug, Default)]
pub struct Note {
    pub body: Arc<Body>,
    /// Each counts as its list in the body does.
    pub links: Vec<Target>,
    pub images: Vec<Option<Picture>>,
    pub raw_links: Vec<Target>,
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
    /// On a claim: the statements on it, in the order in which they were said. On an entity: those that
    /// it made, relayed or published.
    pub statements: Vec<NoteId>,
    /// Passages that attest an event, in order of publication.
    pub attestations: Vec<NoteId>,
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
