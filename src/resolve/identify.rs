//! Gives every item an id, makes the entities that are only named, and ties names in front matter.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::config::Config;
use crate::diag::{Code, Outcome, Problem};
use crate::model::archive::{ArticleFacts, ClaimFacts, EntityFacts, EventFacts, Facts, Item, ItemId};
use crate::model::body::Body;
use crate::model::change::Change;
use crate::model::draft::{
    Annotation, ArticleDetails, Details, EntityDetails, Evidence, Legend, Listed, Record,
};
use crate::model::kind::Kind;
use crate::model::tree::Tree;
use crate::resolve::links::Fragments;
use crate::resolve::mentions::Finder;
use crate::resolve::names::{Meant, Names};
use crate::text::slug::slugify;
use crate::text::span::{Span, Spanned};
use crate::withhold::{Public, Published};

/// Files beside the texts: path below `content/` → width and height of an image.
pub type Assets = BTreeMap<String, Option<(u32, u32)>>;

/// All items with their ids, and all names.
pub struct Identified {
    pub(super) items: Vec<Item>,
    /// Paths below `content/`; counts as `items` does, for those that have a file.
    pub(super) paths: Vec<Arc<str>>,
    pub(super) names: Names,
    pub(super) finder: Finder,
    pub(super) assets: Assets,
    /// Fragments of each item's text, learnt when the first link asks; counts as `items` does.
    pub(super) fragments: Vec<OnceLock<Fragments>>,
    /// What each front matter says of pictures; counts as `items` does, for those that have a file.
    pub(super) legends: Vec<Vec<Legend>>,
    /// What became of the archive as a whole.
    pub(super) changes: Vec<Change>,
    /// A passage that is not found is an error.
    pub(super) is_strict: bool,
    pub(super) lang: String,
}

/// What is attached to an item's text, with what it is evidence of.
#[derive(Debug, Default)]
pub struct Attached(pub(super) Vec<Tied>);

/// An annotation whose evidence is tied to what it names.
#[derive(Debug)]
pub(super) struct Tied {
    pub annotation: Annotation,
    pub evidence: Evidence<ItemId>,
}

impl Identified {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// Gives items their ids and learns their names. With them comes what is attached to each item's text, item
/// by item, to be handed to whoever reads it.
pub fn identify(public: Public, assets: Assets, config: &Config) -> Outcome<(Identified, Vec<Attached>)> {
    let mut register = Register::default();
    for (index, published) in public.items().iter().enumerate() {
        register.learn(item_id(index), published.record());
    }
    register.next = public.items().len();
    let (published, changes) = public.into_parts();
    let legends = published.iter().map(|item| item.record().legends.clone()).collect();
    let paths = published.iter().map(|item| Arc::clone(&item.record().path)).collect();
    let mut attached = Vec::with_capacity(published.len());
    let mut items: Vec<Item> = published
        .into_iter()
        .map(|item| {
            let (item, annotations) = register.item(item);
            attached.push(annotations);
            item
        })
        .collect();
    // Only now every entity that is named anywhere is known.
    let mut attached: Vec<Attached> =
        attached.into_iter().map(|list| Attached(register.tie_all(list))).collect();
    items.append(&mut register.made);
    attached.resize_with(items.len(), Attached::default);
    let finder = Finder::new(&items, config);
    let fragments = items.iter().map(|_| OnceLock::new()).collect();
    let identified = Identified {
        fragments,
        legends,
        changes,
        is_strict: config.strict_annotations,
        items,
        paths,
        names: register.names,
        finder,
        assets,
        lang: config.lang.clone(),
    };
    Outcome::new((identified, attached), register.problems)
}

/// The id of the item at an index.
pub(super) fn item_id(index: usize) -> ItemId {
    ItemId(u32::try_from(index).expect("fewer than 4 billion items"))
}

#[derive(Default)]
pub(super) struct Register {
    pub(super) names: Names,
    /// Entities that have no file.
    made: Vec<Item>,
    next: usize,
    pub(super) problems: Vec<Problem>,
}

impl Register {
    fn learn(&mut self, id: ItemId, record: &Record) {
        self.names.add_name(record.kind, id, &record.title.value);
        self.names.add_slug(record.kind, id, &record.slug.value);
        self.names.add_slug(record.kind, id, &crate::parse::slug_of(&record.path));
        self.names.add_path(record.kind, id, &record.path);
        if let Details::Entity(entity) = &record.details {
            entity.names.iter().for_each(|other| self.names.add_name(record.kind, id, &other.name));
        }
    }

    fn item(&mut self, published: Published) -> (Item, Vec<Annotation>) {
        let (shown, held_back) = (published.shown(), published.held_back());
        let (record, annotations) = published.into_parts();
        let file = record.file;
        let details = match record.details {
            Details::Article(article) => {
                Facts::Article(Box::new(ArticleFacts { shown, held_back, ..self.article(file, *article) }))
            }
            Details::Entity(entity) => Facts::Entity(Box::new(self.entity(file, record.kind, *entity))),
            Details::Event(event) => Facts::Event(Box::new(EventFacts {
                articles: self.articles(file, &event.articles),
                date: event.date,
                date_note: event.date_note.value,
            })),
            Details::Claim(claim) => Facts::Claim(ClaimFacts {
                articles: self.articles(file, &claim.articles),
                question: claim.question.value,
            }),
            Details::Page(page) => Facts::Page { nav: page.nav },
        };
        let item = Item {
            kind: record.kind,
            slug: record.slug.value,
            slug_span: record.slug.span,
            title: record.title.value,
            summary: record.summary.value,
            lang: record.lang,
            dir: record.dir,
            aliases: record.aliases,
            listed: self.listed(file, &record.listed),
            changes: record.changes,
            extra: record.extra,
            details,
            body: record.body,
            links: Vec::new(),
            images: Vec::new(),
            raw_links: Vec::new(),
            mentions: Vec::new(),
            annotations: Vec::new(),
            assets: Vec::new(),
            file: Some(file),
        };
        (item, annotations)
    }

    fn article(&mut self, file: u32, article: ArticleDetails) -> ArticleFacts {
        let translation_of = article.translation_of.as_slice();
        ArticleFacts {
            source: article.source.as_ref().map(|source| self.entity_named(file, Kind::Source, source)),
            via: self.entities_named(file, Kind::Source, &article.via),
            translation_of: self.articles(file, translation_of).first().copied(),
            date: article.date,
            updated: article.updated,
            captured: article.captured,
            authors: article.authors.into_iter().map(|author| author.value).collect(),
            url: article.url,
            archived_url: article.archived_url,
            text: article.text,
            shown: crate::model::archive::Shown::Citation,
            held_back: true,
            rights: article.rights.value,
        }
    }

    fn entity(&mut self, file: u32, kind: Kind, entity: EntityDetails) -> EntityFacts {
        EntityFacts {
            within: entity.within.as_ref().map(|within| self.entity_named(file, kind, within)),
            names: entity.names,
            role: entity.role.value,
            url: entity.url,
            coordinates: entity.coordinates,
            autolink: entity.autolink,
            matching: entity.matching,
        }
    }

    fn listed(&mut self, file: u32, listed: &Listed<Spanned<String>>) -> Listed<ItemId> {
        Listed {
            people: self.entities_named(file, Kind::Person, &listed.people),
            organizations: self.entities_named(file, Kind::Organization, &listed.organizations),
            places: self.entities_named(file, Kind::Place, &listed.places),
            topics: self.entities_named(file, Kind::Topic, &listed.topics),
        }
    }

    pub(super) fn entities_named(&mut self, file: u32, kind: Kind, names: &[Spanned<String>]) -> Vec<ItemId> {
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            let id = self.entity_named(file, kind, name);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The entity of that name; one without a file is made, since a name is enough.
    fn entity_named(&mut self, file: u32, kind: Kind, name: &Spanned<String>) -> ItemId {
        match self.names.of_kind(kind, &name.value) {
            Meant::One(id) => id,
            Meant::Several(ids) => {
                let message = format!("`{}` fits {} {}", name.value, ids.len(), kind.folder());
                let help = "write the slug of the one that is meant; until then it is the first by file name";
                self.problems.push(Problem::at(Code::AmbiguousName, file, name.span, message).help(help));
                ids[0]
            }
            Meant::Nobody => {
                let folder = format!("{}/", kind.folder());
                self.make_entity(kind, name.value.strip_prefix(&folder).unwrap_or(&name.value))
            }
        }
    }

    fn make_entity(&mut self, kind: Kind, name: &str) -> ItemId {
        let id = item_id(self.next);
        self.next += 1;
        let slug =
            Some(slugify(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "untitled".to_owned());
        self.names.add_name(kind, id, name);
        self.names.add_slug(kind, id, &slug);
        let facts = EntityFacts { autolink: true, ..EntityFacts::default() };
        self.made.push(Item {
            kind,
            slug,
            slug_span: Span::default(),
            title: name.to_owned(),
            summary: String::new(),
            lang: None,
            dir: None,
            aliases: Vec::new(),
            listed: Listed::default(),
            changes: Vec::new(),
            extra: Tree::Null,
            details: Facts::Entity(Box::new(facts)),
            body: Arc::new(Body::default()),
            links: Vec::new(),
            images: Vec::new(),
            raw_links: Vec::new(),
            mentions: Vec::new(),
            annotations: Vec::new(),
            assets: Vec::new(),
            file: None,
        });
        id
    }

    /// Articles by slug, title or path; unknown ones are reported and left out.
    fn articles(&mut self, file: u32, names: &[Spanned<String>]) -> Vec<ItemId> {
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            match self.names.of_kind(Kind::Article, &name.value) {
                Meant::One(id) => ids.push(id),
                Meant::Several(found) => {
                    let message = format!("`{}` fits {} articles", name.value, found.len());
                    let problem = Problem::at(Code::AmbiguousName, file, name.span, message);
                    self.problems.push(problem.help("write the slug of the one that is meant").as_error());
                }
                Meant::Nobody => {
                    let message = format!("there is no article `{}`", name.value);
                    let help = match self.names.nearest(&name.value) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "write the name of its file without `.md`".to_owned(),
                    };
                    self.problems.push(Problem::at(Code::MissingTarget, file, name.span, message).help(help));
                }
            }
        }
        ids.dedup();
        ids
    }
}
