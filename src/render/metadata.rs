//! What a page says of itself to programs: JSON-LD, `<meta>` elements, JSON Feed.
//!
//! Owns the vocabularies: which fact goes into which field of which standard. Takes plain facts and
//! gives text; reads no archive, no template, no clock. Refuses to guess: a date with any doubt stays out
//! of fields that hold plain dates only and stands as EDTF in those that can hold it; an outlet or an
//! author that is not known is nowhere named.
//!
//! Two things are told apart throughout: the *original report*, which people cite, and the *page* about
//! it in this archive. Citation fields describe the first, OpenGraph and `WebPage` the second.

mod dates;
mod feed;
mod head;
mod json_ld;
mod node;
#[cfg(test)]
mod tests;

use crate::model::kind::Kind;
use crate::text::edtf::Edtf;

pub use crate::render::metadata::feed::{Feed, FeedItem, json_feed};
pub use crate::render::metadata::head::{Head, Image, head, meta_html};
pub use crate::render::metadata::json_ld::json_ld;

/// The archive as a whole. Empty text means "not given" here and in all that follows.
#[derive(Debug, Clone, Default)]
pub struct Site {
    pub title: String,
    pub description: String,
    /// BCP 47.
    pub lang: String,
    /// Who edits the archive.
    pub editor: String,
    /// The home page's full address; none where the site has no base address.
    pub address: Option<String>,
}

/// A thing with a page of its own, as another page names it.
#[derive(Debug, Clone)]
pub struct Named {
    pub kind: Kind,
    pub name: String,
    /// The full address of its (first) page; none where the site has no base address.
    pub address: Option<String>,
}

/// An author as the byline names it.
#[derive(Debug, Clone)]
pub struct Author {
    pub name: String,
    /// The person, organization or source of that name in the archive. Without it nothing is said on
    /// whether the byline is a person's.
    pub entity: Option<Named>,
}

/// The original report that an article's page is about.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub title: String,
    pub lang: String,
    pub summary: String,
    pub authors: Vec<Author>,
    /// When it was published; none where nothing is known.
    pub date: Option<Edtf>,
    pub updated: Option<Edtf>,
    /// The outlet that published it.
    pub outlet: Option<Named>,
    /// The wires or outlets that it came through.
    pub via: Vec<Named>,
    /// The original's address.
    pub url: String,
    /// The address of a kept copy.
    pub archived_url: String,
    pub rights: String,
    /// The pictures of it that the page shows, in reading order.
    pub pictures: Vec<Depicted>,
    /// What the front matter lists, in reading order.
    pub mentions: Vec<Named>,
    /// The article that this one translates.
    pub translation_of: Option<Named>,
    /// The full address of its page in the archive.
    pub address: Option<String>,
}

/// A picture that a page shows.
#[derive(Debug, Clone, Default)]
pub struct Depicted {
    /// The full address of the file.
    pub address: String,
    pub caption: String,
    /// Who made it, or who has the rights.
    pub credit: String,
}

/// A person, an organization, a place, a topic or a source.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its kind, name and the address of its first page.
    pub named: Named,
    /// Other names, each with its language (BCP 47).
    pub names: Vec<(String, String)>,
    pub summary: String,
    /// A person's role, an organization's type.
    pub role: String,
    /// Its own address in the web.
    pub url: String,
    /// The place that a place lies in.
    pub within: Option<Named>,
    /// Latitude and longitude in degrees (WGS 84).
    pub coordinates: Option<[f64; 2]>,
}

/// Something that happened.
#[derive(Debug, Clone, Default)]
pub struct Happening {
    pub title: String,
    pub summary: String,
    pub date: Option<Edtf>,
    /// The people, organizations, places and topics that it concerns.
    pub about: Vec<Named>,
    /// The articles that tell of it, in order of publication.
    pub told_in: Vec<Named>,
    pub address: Option<String>,
}

/// A proposition or a question on which accounts differ.
#[derive(Debug, Clone, Default)]
pub struct Proposition {
    pub title: String,
    pub question: String,
    pub summary: String,
    pub about: Vec<Named>,
    /// The articles that speak to it, in order of publication.
    pub appears_in: Vec<Named>,
    pub address: Option<String>,
}

/// What a page is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// Nothing but its own text.
    Page,
    /// A list of the archive's holdings.
    List,
    /// The archive itself (the home page), with the number of its articles.
    Archive {
        articles: usize,
    },
    Report(&'a Report),
    Entity(&'a Entity),
    Event(&'a Happening),
    Claim(&'a Proposition),
}

/// One step of the way from the home page to a page.
#[derive(Debug, Clone)]
pub struct Crumb {
    pub title: String,
    pub address: Option<String>,
}

/// A page and what it is about, for [`json_ld`].
#[derive(Debug, Clone)]
pub struct Described<'a> {
    pub site: &'a Site,
    pub title: String,
    pub description: String,
    /// The language of the page's main text.
    pub lang: String,
    /// The page's own full address, also where `canonical` points to the original.
    pub address: Option<String>,
    /// From the home page down to the page above this one; empty on the home page.
    pub trail: Vec<Crumb>,
    pub subject: Subject<'a>,
}
