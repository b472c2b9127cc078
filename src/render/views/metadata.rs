//! What each page says of itself to programs, filled in from the archive.

use crate::model::archive::{ArticleFacts, EntityFacts, Facts, Item, ItemId};
use crate::plan::{Make, is_home};
use crate::render::metadata::{
    Author, Crumb, Depicted, Described, Entity, Happening, Head, Named, Proposition, Report, Site, Subject,
    head, json_ld, meta_html,
};
use crate::render::view::PageView;
use crate::render::views::Views;
use crate::text::address::encode_path;
use crate::text::fold::fold;

/// The type of a source that stands for an outlet nobody knows.
const UNKNOWN: &str = "unknown";

/// What a page is about, with the facts of it.
enum Facted {
    Page,
    List,
    Archive,
    Report(Box<Report>),
    Entity(Box<Entity>),
    Event(Happening),
    Claim(Proposition),
}

impl Views<'_> {
    /// Adds to a page what it says of itself: `<meta>` elements and JSON-LD; nothing to what is no page.
    pub(super) fn describe(&self, make: &Make, page: &mut PageView) {
        let Some(facted) = self.facted(make) else {
            return;
        };
        let subject = match &facted {
            Facted::Page => Subject::Page,
            Facted::List => Subject::List,
            Facted::Archive => Subject::Archive { articles: self.shelf.archive.articles.len() },
            Facted::Report(report) => Subject::Report(report),
            Facted::Entity(entity) => Subject::Entity(entity),
            Facted::Event(event) => Subject::Event(event),
            Facted::Claim(claim) => Subject::Claim(claim),
        };
        let title = if page.title.is_empty() { self.site.title.clone() } else { page.title.clone() };
        page.meta = meta_html(&head(&Head {
            site_title: &self.site.title,
            title: &title,
            description: &page.description,
            lang: &page.lang,
            address: page.address.as_deref(),
            image: self.image_of(make),
            subject,
        }));
        let site = Site {
            title: self.site.title.clone(),
            description: self.site.description.clone(),
            lang: self.site.lang.clone(),
            editor: self.site.author.clone(),
            address: self.canonical(""),
        };
        page.json_ld = json_ld(&Described {
            site: &site,
            title,
            description: page.description.clone(),
            lang: page.lang.clone(),
            address: page.address.clone(),
            trail: self.trail(make, page),
            subject,
        });
    }

    /// The way from the home page to a page.
    fn trail(&self, make: &Make, page: &PageView) -> Vec<Crumb> {
        if matches!(make, Make::Home) {
            return Vec::new();
        }
        let home = Crumb { title: self.site.title.clone(), address: self.canonical("") };
        let above = page.breadcrumbs.iter();
        let above =
            above.map(|link| Crumb { title: link.title.clone(), address: self.canonical(&link.path) });
        std::iter::once(home).chain(above).collect()
    }

    fn facted(&self, make: &Make) -> Option<Facted> {
        Some(match make {
            Make::Home => Facted::Archive,
            Make::Item(id, _) => self.facted_item(*id),
            Make::Index(..) | Make::Timeline(_) | Make::TimelinePart(..) | Make::ItemTimeline(..) => {
                Facted::List
            }
            Make::Annotations(_) | Make::Bibliography(..) | Make::Changes(_) | Make::Search => Facted::List,
            _ => return None,
        })
    }

    fn facted_item(&self, id: ItemId) -> Facted {
        let item = self.shelf.archive.item(id);
        let references = self.shelf.archive.references(id);
        let address = self.thing(id).address;
        match &item.details {
            Facts::Article(facts) => Facted::Report(Box::new(self.report(id, item, facts))),
            Facts::Entity(facts) => Facted::Entity(Box::new(self.entity_facts(id, item, facts))),
            Facts::Event(facts) => Facted::Event(Happening {
                title: item.title.clone(),
                summary: item.summary.clone(),
                date: facts.date.clone(),
                about: self.things(item.listed.iter().copied()),
                told_in: self.things(facts.articles.iter().copied()),
                address,
            }),
            Facts::Claim(facts) => Facted::Claim(Proposition {
                title: item.title.clone(),
                question: facts.question.clone(),
                summary: item.summary.clone(),
                about: self.things(item.listed.iter().copied()),
                appears_in: self.things(
                    facts.articles.iter().copied().chain(references.statements.iter().map(|id| id.article)),
                ),
                address,
            }),
            Facts::Page { .. } if is_home(item) => Facted::Archive,
            Facts::Page { .. } => Facted::Page,
        }
    }

    fn report(&self, id: ItemId, item: &Item, facts: &ArticleFacts) -> Report {
        Report {
            title: item.title.clone(),
            lang: item.lang.clone().unwrap_or_else(|| self.config.lang.clone()),
            summary: item.summary.clone(),
            authors: facts.authors.iter().map(|name| self.author(item, name)).collect(),
            date: facts.date.clone(),
            updated: facts.updated.clone(),
            outlet: facts.source.filter(|source| self.is_known(*source)).map(|source| self.thing(source)),
            via: self.things(facts.via.iter().copied().filter(|via| self.is_known(*via))),
            url: facts.url.clone().unwrap_or_default(),
            archived_url: facts.archived_url.clone().unwrap_or_default(),
            rights: facts.rights.clone(),
            pictures: self.pictures(item),
            mentions: self.things(item.listed.iter().copied()),
            translation_of: facts.translation_of.map(|original| self.thing(original)),
            address: self.thing(id).address,
        }
    }

    /// The pictures of an item's text; none where they have no full address.
    fn pictures(&self, item: &Item) -> Vec<Depicted> {
        let mut seen: Vec<&str> = Vec::new();
        let pictures = item.images.iter().flatten().take(MOST_NAMED);
        let depicted = pictures.filter_map(|picture| {
            if seen.contains(&picture.asset.as_str()) {
                return None;
            }
            seen.push(&picture.asset);
            let (caption, credit) = (picture.caption.clone(), picture.credit.clone());
            Some(Depicted { address: self.canonical(&encode_path(&picture.asset))?, caption, credit })
        });
        depicted.collect()
    }

    /// An author of the byline; the person or organization of that name among those that the article lists
    /// or names.
    fn author(&self, item: &Item, name: &str) -> Author {
        let archive = self.shelf.archive;
        let named = item.listed.iter().copied().chain(item.mentions.iter().map(|mention| mention.entity));
        let is_author = |id: &ItemId| fold(&archive.item(*id).title) == fold(name);
        Author { name: name.to_owned(), entity: named.into_iter().find(is_author).map(|id| self.thing(id)) }
    }

    /// Whether an outlet is one, and not a name for not knowing it.
    pub(super) fn is_known(&self, source: ItemId) -> bool {
        !matches!(&self.shelf.archive.item(source).details, Facts::Entity(facts) if facts.role == UNKNOWN)
    }

    fn entity_facts(&self, id: ItemId, item: &Item, facts: &EntityFacts) -> Entity {
        let names = facts.names.iter();
        Entity {
            named: self.thing(id),
            names: names.map(|name| (name.name.clone(), name.lang.clone().unwrap_or_default())).collect(),
            summary: item.summary.clone(),
            role: facts.role.clone(),
            url: facts.url.clone().unwrap_or_default(),
            within: facts.within.map(|outer| self.thing(outer)),
            coordinates: facts.coordinates,
        }
    }

    fn things(&self, ids: impl Iterator<Item = ItemId>) -> Vec<Named> {
        let mut seen: Vec<ItemId> = Vec::new();
        for id in ids {
            if seen.len() == MOST_NAMED {
                break;
            }
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
        seen.into_iter().map(|id| self.thing(id)).collect()
    }

    fn thing(&self, id: ItemId) -> Named {
        let item = self.shelf.archive.item(id);
        let address = self.canonical(self.plan.routes.item(id));
        Named { kind: item.kind, name: item.title.clone(), address }
    }
}

/// The most things that a page names to programs; more are on the page itself.
const MOST_NAMED: usize = 50;
