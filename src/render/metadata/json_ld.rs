//! One JSON-LD graph for a page, in the vocabulary of schema.org.
//!
//! Owns which of its types and properties say what the archive knows. Dates in EDTF have no property
//! there: they stand in `dcterms:issued` and `dcterms:date`, typed as the Library of Congress names them.

use serde_json::{Value, json};

use crate::render::metadata::dates::{bounds, plain};
use crate::render::metadata::node::{Graph, Node, clean, identifier, type_of};
use crate::render::metadata::{Author, Depicted, Described, Entity, Happening, Proposition, Report, Subject};
use crate::text::address::is_web_address;
use crate::text::edtf::Edtf;
use crate::text::language::is_tag;
use crate::text::scan::count;

/// Gives the page's graph (JSON-LD 1.1), safe inside `<script type="application/ld+json">`.
///
/// An identifier is the address of a page with a fragment for the thing (`…/people/jane/#person`): the
/// same on every page of the site. On a site without a base address the page's own nodes are blank nodes
/// (`_:article`), and things of other pages have none.
pub fn json_ld(page: &Described) -> String {
    let graph = json!({
        "@context": [
            "https://schema.org",
            { "dcterms": "http://purl.org/dc/terms/", "edtf": "http://id.loc.gov/datatypes/edtf/" }
        ],
        "@graph": nodes(page),
    });
    let json = serde_json::to_string(&graph).expect("plain data can always be written");
    safe_in_script(json)
}

fn nodes(page: &Described) -> Vec<Value> {
    let ids = Ids::of(page);
    let mut graph = Graph::with_own(ids.own());
    graph.push(web_page(page, &ids));
    match page.subject {
        Subject::Page | Subject::List => {}
        Subject::Archive { .. } => graph.push(web_site(page, &ids)),
        Subject::Report(report) => add(&mut graph, |graph| article(graph, report, &ids)),
        Subject::Entity(entity) => add(&mut graph, |graph| thing(graph, entity, &ids)),
        Subject::Event(event) => add(&mut graph, |graph| happening(graph, event, &ids)),
        Subject::Claim(claim) => add(&mut graph, |graph| proposition(graph, claim, &ids)),
    }
    graph.push(collection(page, &ids));
    if !page.trail.is_empty() {
        graph.push(breadcrumbs(page, &ids));
    }
    graph.into_nodes()
}

fn add(graph: &mut Graph, describe: impl FnOnce(&mut Graph) -> Node) {
    let node = describe(graph);
    graph.push(node);
}

/// The identifiers of a page's own nodes.
struct Ids {
    page: String,
    /// What the page is about; none where that is nothing but its own text.
    subject: Option<String>,
    collection: String,
    site: String,
    breadcrumbs: String,
}

impl Ids {
    fn of(page: &Described) -> Ids {
        let site = page.site.address.as_ref();
        let collection = identifier(site, "collection");
        Ids {
            page: page.address.clone().unwrap_or_else(|| "_:page".to_owned()),
            subject: match page.subject {
                Subject::Page | Subject::List => None,
                Subject::Archive { .. } => Some(collection.clone()),
                Subject::Report(report) => Some(identifier(report.address.as_ref(), "article")),
                Subject::Entity(entity) => {
                    Some(identifier(entity.named.address.as_ref(), entity.named.kind.name()))
                }
                Subject::Event(event) => Some(identifier(event.address.as_ref(), "event")),
                Subject::Claim(claim) => Some(identifier(claim.address.as_ref(), "claim")),
            },
            collection,
            site: identifier(site, "website"),
            breadcrumbs: identifier(page.address.as_ref(), "breadcrumbs"),
        }
    }

    fn own(&self) -> Vec<String> {
        let own = [&self.page, &self.collection, &self.site, &self.breadcrumbs];
        own.into_iter().chain(&self.subject).cloned().collect()
    }

    /// The node of what the page is about, with what all such nodes have.
    fn subject(&self, kind: &str) -> Node {
        Node::new(kind).with("@id", self.subject.as_deref()).with("mainEntityOfPage", Some(link(&self.page)))
    }
}

fn web_page(page: &Described, ids: &Ids) -> Node {
    let kind = match page.subject {
        Subject::List | Subject::Archive { .. } => "CollectionPage",
        _ => "WebPage",
    };
    let original = match page.subject {
        Subject::Report(report) => web(&report.url),
        _ => None,
    };
    Node::new(kind)
        .with("@id", Some(ids.page.as_str()))
        .with("url", page.address.as_deref())
        .text("name", &page.title)
        .text("description", &page.description)
        .text("inLanguage", &page.lang)
        .with("isPartOf", Some(link(&ids.collection)))
        .with("isBasedOn", original)
        .with("mainEntity", ids.subject.as_deref().map(link))
        .with("breadcrumb", (!page.trail.is_empty()).then(|| link(&ids.breadcrumbs)))
}

/// The original report. Nothing here is the archive's but the collection that it is part of.
fn article(graph: &mut Graph, report: &Report, ids: &Ids) -> Node {
    let authors = report.authors.iter().map(|author| byline(graph, author)).collect();
    ids.subject("NewsArticle")
        .text("headline", &report.title)
        .text("description", &report.summary)
        .text("inLanguage", &report.lang)
        .list("author", authors)
        .with("publisher", report.outlet.as_ref().map(|outlet| graph.refer(outlet)))
        .list("sourceOrganization", graph.refer_all(&report.via))
        .with("datePublished", report.date.as_ref().and_then(plain))
        .with("dateModified", report.updated.as_ref().and_then(plain))
        .with("dcterms:issued", report.date.as_ref().map(edtf))
        .with("url", web(&report.url))
        .with("archivedAt", web(&report.archived_url))
        .text("copyrightNotice", &report.rights)
        .list("image", report.pictures.iter().map(image).collect())
        .with("isPartOf", Some(link(&ids.collection)))
        .list("mentions", graph.refer_all(&report.mentions))
        .with("translationOfWork", report.translation_of.as_ref().map(|work| graph.refer(work)))
}

fn image(picture: &Depicted) -> Value {
    Node::new("ImageObject")
        .with("contentUrl", Some(picture.address.as_str()))
        .text("caption", &picture.caption)
        .text("creditText", &picture.credit)
        .done()
}

/// A byline that is nobody's in the archive has no type: it may be a person's or a newsroom's.
fn byline(graph: &mut Graph, author: &Author) -> Value {
    match &author.entity {
        Some(entity) => graph.refer(entity),
        None => Node::default().text("name", &author.name).done(),
    }
}

fn thing(graph: &mut Graph, entity: &Entity, ids: &Ids) -> Node {
    let names = entity.names.iter().filter(|(name, _)| !name.is_empty());
    let names = names.map(|(name, lang)| in_language(name, lang)).collect();
    ids.subject(type_of(entity.named.kind))
        .text("name", &entity.named.name)
        .list("alternateName", names)
        .text("disambiguatingDescription", &entity.role)
        .text("description", &entity.summary)
        .with("sameAs", web(&entity.url))
        .with("containedInPlace", entity.within.as_ref().map(|place| graph.refer(place)))
        .with("geo", entity.coordinates.and_then(geo))
}

fn happening(graph: &mut Graph, event: &Happening, ids: &Ids) -> Node {
    let (start, end) = event.date.as_ref().map(bounds).unwrap_or_default();
    ids.subject("Event")
        .text("name", &event.title)
        .text("description", &event.summary)
        .with("startDate", start)
        .with("endDate", end)
        .with("dcterms:date", event.date.as_ref().map(edtf))
        .list("about", graph.refer_all(&event.about))
        .list("subjectOf", graph.refer_all(&event.told_in))
}

fn proposition(graph: &mut Graph, claim: &Proposition, ids: &Ids) -> Node {
    ids.subject("Claim")
        .text("name", &claim.title)
        .text("alternativeHeadline", &claim.question)
        .text("description", &claim.summary)
        .with("isPartOf", Some(link(&ids.collection)))
        .list("about", graph.refer_all(&claim.about))
        .list("appearance", graph.refer_all(&claim.appears_in))
}

/// The archive: in a few words, save on its home page.
fn collection(page: &Described, ids: &Ids) -> Node {
    let node = Node::new("Collection")
        .with("@id", Some(ids.collection.as_str()))
        .text("name", &page.site.title)
        .with("url", page.site.address.as_deref());
    let Subject::Archive { articles } = page.subject else {
        return node;
    };
    let editor = Node::default().text("name", &page.site.editor).done();
    node.text("description", &page.site.description)
        .text("inLanguage", &page.site.lang)
        .with("collectionSize", Some(articles))
        .with("editor", (!page.site.editor.is_empty()).then_some(editor))
        .with("mainEntityOfPage", Some(link(&ids.page)))
}

fn web_site(page: &Described, ids: &Ids) -> Node {
    Node::new("WebSite")
        .with("@id", Some(ids.site.as_str()))
        .with("url", page.site.address.as_deref())
        .text("name", &page.site.title)
        .text("inLanguage", &page.site.lang)
        .with("about", Some(link(&ids.collection)))
}

fn breadcrumbs(page: &Described, ids: &Ids) -> Node {
    let trail = page.trail.iter().map(|crumb| (crumb.title.as_str(), crumb.address.as_ref()));
    let steps = trail.chain([(page.title.as_str(), page.address.as_ref())]);
    let items: Vec<Value> = steps
        .zip(1..)
        .map(|((title, address), position)| {
            Node::new("ListItem")
                .with("position", Some(position))
                .text("name", title)
                .with("item", address.map(String::as_str))
                .done()
        })
        .collect();
    Node::new("BreadcrumbList")
        .with("@id", Some(ids.breadcrumbs.as_str()))
        .with("itemListElement", Some(items))
}

fn link(id: &str) -> Value {
    json!({ "@id": id })
}

/// The date as the editor gave it, doubt included.
fn edtf(date: &Edtf) -> Value {
    json!({ "@type": "edtf:EDTF", "@value": date.to_string() })
}

fn in_language(words: &str, lang: &str) -> Value {
    match is_tag(lang) {
        true => json!({ "@language": lang, "@value": clean(words) }),
        false => Value::from(clean(words)),
    }
}

fn geo([latitude, longitude]: [f64; 2]) -> Option<Value> {
    let is_real = latitude.is_finite() && longitude.is_finite();
    is_real.then(|| json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude }))
}

/// An address in the web; none for anything else.
fn web(address: &str) -> Option<&str> {
    Some(address).filter(|address| is_web_address(address))
}

/// JSON in which no character can end a script or open a comment: all of these stand inside strings.
fn safe_in_script(json: String) -> String {
    // U+2028 and U+2029 begin with the byte 0xe2.
    if count(json.as_bytes(), |byte| matches!(byte, b'<' | b'>' | b'&' | 0xe2)) == 0 {
        return json;
    }
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => safe.push(other),
        }
    }
    safe
}
