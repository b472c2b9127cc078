//! The kinds of things that an archive holds, and what their folders are called.

/// What a content file describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Article,
    Person,
    Organization,
    Place,
    Topic,
    Source,
    Event,
    Claim,
    Page,
}

impl Kind {
    /// Every kind, in reading order.
    pub const ALL: [Kind; 9] = [
        Kind::Article,
        Kind::Event,
        Kind::Claim,
        Kind::Person,
        Kind::Organization,
        Kind::Place,
        Kind::Topic,
        Kind::Source,
        Kind::Page,
    ];

    /// The kinds that are entities: they have a name, other names and backlinks.
    pub const ENTITIES: [Kind; 5] =
        [Kind::Person, Kind::Organization, Kind::Place, Kind::Topic, Kind::Source];

    /// The word for one of them, as in templates and commands: `person`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Place => "place",
            Kind::Topic => "topic",
            Kind::Source => "source",
            Kind::Event => "event",
            Kind::Claim => "claim",
            Kind::Page => "page",
        }
    }

    /// The folder below `content/`, which is also the section of the site: `people`.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Article => "articles",
            Kind::Person => "people",
            Kind::Organization => "organizations",
            Kind::Place => "places",
            Kind::Topic => "topics",
            Kind::Source => "sources",
            Kind::Event => "events",
            Kind::Claim => "claims",
            Kind::Page => "pages",
        }
    }

    /// The heading of the section: `People`.
    pub fn heading(self) -> &'static str {
        match self {
            Kind::Article => "Articles",
            Kind::Person => "People",
            Kind::Organization => "Organizations",
            Kind::Place => "Places",
            Kind::Topic => "Topics",
            Kind::Source => "Sources",
            Kind::Event => "Events",
            Kind::Claim => "Claims",
            Kind::Page => "Pages",
        }
    }

    pub fn is_entity(self) -> bool {
        Kind::ENTITIES.contains(&self)
    }

    /// The kind that a folder below `content/` holds.
    pub fn of_folder(folder: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// The kind of that name, in the singular or plural.
    pub fn of_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name || kind.folder() == name)
    }
}
