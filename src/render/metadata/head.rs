//! The `<meta>` elements of a page: Highwire, PRISM, Dublin Core, OpenGraph, Twitter.
//!
//! Owns their names and order, and what reference managers make of them. Zotero's "Embedded Metadata"
//! reads them as statements on one thing and takes the first field that is filled: so a field that would
//! be filled wrongly is left out, and what it would otherwise guess from the page is said.

use serde::Serialize;

use crate::render::metadata::dates::{plain_day, slashed};
use crate::render::metadata::node::clean;
use crate::render::metadata::{Named, Report, Subject};
use crate::text::address::is_web_address;
use crate::text::edtf::Edtf;

/// The EDTF date of which nothing is known.
const NO_DATE: &str = "XXXX";

/// What the head of a page is made from.
#[derive(Debug, Clone)]
pub struct Head<'a> {
    /// The archive's name.
    pub site_title: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    /// The language of the page's main text (BCP 47).
    pub lang: &'a str,
    /// The page's own full address, also where `canonical` points to the original.
    pub address: Option<&'a str>,
    pub image: Option<Image>,
    pub subject: Subject<'a>,
}

/// The picture for previews of a link.
#[derive(Debug, Clone)]
pub struct Image {
    /// The full address.
    pub address: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

/// One `<meta>` element. Its content is plain text, to be escaped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    pub attribute: Attribute,
    pub name: &'static str,
    pub content: String,
}

/// The attribute that names a `<meta>` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Attribute {
    Name,
    /// RDFa: OpenGraph's.
    Property,
}

/// Gives the elements in order: the citation of an article's original first, then the page.
pub fn head(page: &Head) -> Vec<Meta> {
    let mut metas = Metas::default();
    if let Subject::Report(report) = page.subject {
        citation(&mut metas, report);
        dublin_core(&mut metas, report);
    }
    open_graph(&mut metas, page);
    picture(&mut metas, page.image.as_ref());
    metas.0
}

/// Writes the elements as HTML, one a line, escaped.
pub fn meta_html(metas: &[Meta]) -> String {
    let mut html = String::new();
    for meta in metas {
        let attribute = match meta.attribute {
            Attribute::Name => "name",
            Attribute::Property => "property",
        };
        let content = escaped(&meta.content);
        html.push_str(&format!("<meta {attribute}=\"{}\" content=\"{content}\">\n", meta.name));
    }
    html
}

/// Elements in the making; those without content are left out.
#[derive(Default)]
struct Metas(Vec<Meta>);

impl Metas {
    fn name(&mut self, name: &'static str, content: &str) {
        self.add(Attribute::Name, name, content);
    }

    fn property(&mut self, name: &'static str, content: &str) {
        self.add(Attribute::Property, name, content);
    }

    fn add(&mut self, attribute: Attribute, name: &'static str, content: &str) {
        let content = clean(content);
        if !content.is_empty() {
            self.0.push(Meta { attribute, name, content });
        }
    }
}

/// The type comes first: `citation_title` alone would make Zotero's item a journal article, and
/// `citation_journal_title` always does, so the outlet is named in PRISM.
fn citation(metas: &mut Metas, report: &Report) {
    metas.name("z:itemType", "newspaperArticle");
    metas.name("citation_title", &report.title);
    report.authors.iter().for_each(|author| metas.name("citation_author", &author.name));
    metas.name("citation_publication_date", &report.date.as_ref().and_then(slashed).unwrap_or_default());
    metas.name("prism.publicationName", outlet(report));
    metas.name("citation_language", &report.lang);
    metas.name("citation_public_url", original(report));
}

/// Of the original report. The date is given even where nothing is known of it: without one, Zotero
/// takes the first `<time>` of the page, which may be that of a note.
///
/// There is no `DC.description`, which Zotero keeps as a remark on the item; the summary is
/// `og:description`. There is no `DC.contributor`, which it takes for an author.
fn dublin_core(metas: &mut Metas, report: &Report) {
    metas.name("DC.type", "newspaperArticle");
    metas.name("DC.title", &report.title);
    report.authors.iter().for_each(|author| metas.name("DC.creator", &author.name));
    metas.name("DC.date", &report.date.as_ref().map_or_else(|| NO_DATE.to_owned(), Edtf::to_string));
    metas.name("DC.publisher", outlet(report));
    sources(report).iter().for_each(|source| metas.name("DC.source", &source.name));
    metas.name("DC.language", &report.lang);
    metas.name(
        "DC.identifier",
        Some(original(report)).filter(|url| !reads_as_number(url)).unwrap_or_default(),
    );
    metas.name("DC.rights", &report.rights);
}

/// Without an outlet no wire is named: Zotero would take it for the newspaper.
fn sources(report: &Report) -> &[Named] {
    if report.outlet.is_some() { &report.via } else { &[] }
}

/// Of the page. On an article whose outlet is not known the archive's name is left out: Zotero would
/// take it for the newspaper.
fn open_graph(metas: &mut Metas, page: &Head) {
    let kind = match page.subject {
        Subject::Report(_) => "article",
        _ => "website",
    };
    metas.property("og:type", kind);
    metas.property("og:title", page.title);
    metas.property("og:description", page.description);
    metas.property("og:url", page.address.unwrap_or_default());
    match page.subject {
        Subject::Report(report) => article(metas, report, page.site_title),
        _ => metas.property("og:site_name", page.site_title),
    }
    metas.property("og:locale", &locale(page.lang).unwrap_or_default());
}

fn article(metas: &mut Metas, report: &Report, site_title: &str) {
    if report.outlet.is_some() {
        metas.property("og:site_name", site_title);
    }
    let day = |date: &Option<Edtf>| date.as_ref().and_then(plain_day).unwrap_or_default();
    metas.property("article:published_time", &day(&report.date));
    metas.property("article:modified_time", &day(&report.updated));
}

fn picture(metas: &mut Metas, image: Option<&Image>) {
    let Some(image) = image else {
        metas.name("twitter:card", "summary");
        return;
    };
    metas.property("og:image", &image.address);
    metas.property("og:image:width", &image.width.to_string());
    metas.property("og:image:height", &image.height.to_string());
    metas.property("og:image:alt", &image.alt);
    metas.name("twitter:card", "summary_large_image");
}

fn outlet(report: &Report) -> &str {
    report.outlet.as_ref().map_or("", |outlet| &outlet.name)
}

/// Where the original can be read: its address, or that of a kept copy.
fn original(report: &Report) -> &str {
    let addresses = [report.url.as_str(), report.archived_url.as_str()];
    addresses.into_iter().find(|url| is_web_address(url)).unwrap_or_default()
}

/// Whether an address holds the eight places of an ISSN in a row, hyphens aside, as one with a date does
/// (`/2019-01-07/`): Zotero looks for such numbers in identifiers, and 2019-01-07 happens to be one.
fn reads_as_number(url: &str) -> bool {
    let mut digits = 0;
    url.chars().filter(|c| !matches!(c, '-' | '\u{AD}' | '\u{2010}'..='\u{2015}')).any(|c| {
        let is_check = digits >= 7 && c.eq_ignore_ascii_case(&'x');
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 8 || is_check
    })
}

/// `language_TERRITORY`, where the tag names a territory: none is guessed.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let is_territory = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    let territory = parts.take_while(|part| part.len() > 1).find(is_territory)?;
    Some(format!("{language}_{}", territory.to_ascii_uppercase()))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
