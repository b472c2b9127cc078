//! The front-matter fields of each kind: the one table that parsing, "did you mean", the JSON
//! Schema and the documentation come from.

use crate::model::kind::Kind;
use crate::yaml::changes::CHANGE;
use crate::yaml::fields::{Field, Shape};

/// The fields of a kind.
pub fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Article => ARTICLE,
        Kind::Person => PERSON,
        Kind::Organization => ORGANIZATION,
        Kind::Place => PLACE,
        Kind::Topic => TOPIC,
        Kind::Source => SOURCE,
        Kind::Event => EVENT,
        Kind::Claim => CLAIM,
        Kind::Page => PAGE,
    }
}

const SUMMARY: Field =
    Field::new("summary", Shape::Text, "One or two sentences of plain text, shown in lists and previews.")
        .or(&["description"]);
const LANG: Field = Field::new(
    "lang",
    Shape::Language,
    "The language of the title and the text (BCP 47), where it is not the site's.",
)
.or(&["language"]);
const DIR: Field = Field::new(
    "dir",
    Shape::Choice(&["ltr", "rtl"]),
    "The direction of writing, where the language does not tell.",
);
const SLUG: Field =
    Field::new("slug", Shape::Text, "The last part of the page's address, where it is not the file's name.");
const ALIASES: Field = Field::new(
    "aliases",
    Shape::Paths,
    "Addresses that the page had before (`/old/address/`): each redirects here.",
);
const EXTRA: Field = Field::new("extra", Shape::Anything, "Anything, passed to templates.").or(&["params"]);
const IMAGES: Field = Field::new(
    "images",
    Shape::Legends,
    "What is to be said of images that the text shows: each a mapping with `file`, `alt`, `caption` and `credit`.",
);
const DRAFT: Field =
    Field::new("draft", Shape::Flag, "A draft is published with `--drafts` only.").guarding();
const ACCESS: Field = Field::new("access", Shape::Choice(&["full", "excerpt", "citation", "embargoed", "withheld"]), "What may be published: all; the text up to `<!-- more -->`; the record alone; nothing until `available`; nothing.").guarding();
const AVAILABLE: Field = Field::new(
    "available",
    Shape::Date,
    "The day on which an embargo ends. Until then nothing of the item is published.",
)
.guarding();
const ADDED: Field =
    Field::new("added", Shape::Date, "When it entered the archive.").or(&["date_added", "dateAdded"]);
const CHANGES: Field = Field::new(
    "changes",
    Shape::Groups(CHANGE),
    "What became of it since, as a list: its page and the page of all changes show it, and the feed of changes.",
)
.or(&["changelog"]);
const PEOPLE: Field = Field::new("people", Shape::Names(Kind::Person), "People that this is about.");
const ORGANIZATIONS: Field =
    Field::new("organizations", Shape::Names(Kind::Organization), "Organizations that this is about.")
        .or(&["organisations"]);
const PLACES: Field = Field::new("places", Shape::Names(Kind::Place), "Places that this is about.");
const TOPICS: Field =
    Field::new("topics", Shape::Names(Kind::Topic), "Topics.").or(&["tags", "categories", "keywords"]);
const TAXONOMIES: Field =
    Field::new("taxonomies", Shape::Group(TAXONOMY), "Lists of entities in Zola's manner.");
const URL: Field = Field::new("url", Shape::Address, "Its own address in the web.").or(&["website"]);
const NAME: Field =
    Field::new("name", Shape::Text, "The name that the archive uses.").required().or(&["title"]);
const NAMES: Field = Field::new(
    "names",
    Shape::OtherNames,
    "Other names and spellings, each a text or a mapping with `name`, `lang`, `script` and `note`.",
);
const AUTOLINK: Field = Field::new(
    "autolink",
    Shape::Flag,
    "Whether the names are looked for in the texts of articles; `true` if not given.",
);
const MATCH: Field = Field::new(
    "match",
    Shape::Choice(&["exact", "caseless"]),
    "Whether capital letters matter when names are looked for; `exact` if not given.",
);
const ARTICLES: Field =
    Field::new("articles", Shape::Articles, "Articles that speak of it, by slug, title or path.");
const TITLE: Field = Field::new("title", Shape::Text, "The title.").required();

/// Keys within `taxonomies:`.
pub const TAXONOMY: &[Field] = &[PEOPLE, ORGANIZATIONS, PLACES, TOPICS];

const ARTICLE: &[Field] = &[
    Field::new("title", Shape::Text, "The headline; where missing, the text's first heading, else the file's name."),
    Field::new("date", Shape::Date, "When it was published; where missing, the date that the file's name begins with.").or(&["published", "date_published", "datePublished", "published_date", "pubDate"]),
    Field::new("source", Shape::Name(Kind::Source), "The outlet that published it. A web address, as Obsidian's Web Clipper writes here, is taken as `url`.").or(&["outlet", "publisher"]),
    Field::new("via", Shape::Names(Kind::Source), "Wires or outlets that the report was relayed through.").or(&["wire"]),
    Field::new("authors", Shape::Texts, "Who wrote it, as printed.").or(&["author", "byline"]),
    Field::new("url", Shape::Address, "The address of the original.").or(&["link"]),
    Field::new("archived_url", Shape::Address, "The address of a kept copy."),
    Field::new("captured", Shape::Date, "When the archive took its copy.").or(&["created", "accessed"]),
    Field::new("updated", Shape::Date, "When the outlet last changed it.").or(&["modified", "lastmod"]),
    LANG,
    DIR,
    SUMMARY,
    Field::new("text", Shape::Choice(&["full", "excerpt", "abstract"]), "What the text below the front matter is: the report's own, a part of it, or the archive's summary in its own words. `full` if not given."),
    ACCESS,
    AVAILABLE,
    DRAFT,
    PEOPLE,
    ORGANIZATIONS,
    PLACES,
    TOPICS,
    TAXONOMIES,
    Field::new("translation_of", Shape::Articles, "The article that this one translates, by slug, title or path."),
    Field::new("rights", Shape::Text, "Who holds the rights, and on what terms this is shown.").or(&["copyright", "license"]),
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const PERSON: &[Field] = &[
    NAME,
    NAMES,
    Field::new("role", Shape::Text, "Who the person is, in a few words."),
    SUMMARY,
    URL,
    AUTOLINK,
    MATCH,
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const ORGANIZATION: &[Field] = &[
    NAME,
    NAMES,
    Field::new("type", Shape::Text, "What kind of body it is, in a few words."),
    Field::new("within", Shape::Name(Kind::Organization), "The organization that it is a part of.")
        .or(&["part_of"]),
    SUMMARY,
    URL,
    AUTOLINK,
    MATCH,
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const PLACE: &[Field] = &[
    NAME,
    NAMES,
    Field::new("within", Shape::Name(Kind::Place), "The place that it lies in."),
    Field::new("coordinates", Shape::Coordinates, "Latitude and longitude in degrees (WGS 84)."),
    SUMMARY,
    URL,
    AUTOLINK,
    MATCH,
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const TOPIC: &[Field] = &[
    NAME,
    NAMES,
    Field::new("within", Shape::Name(Kind::Topic), "The wider topic."),
    SUMMARY,
    URL,
    AUTOLINK,
    MATCH,
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const SOURCE: &[Field] = &[
    NAME,
    NAMES,
    Field::new("type", Shape::Text, "Newspaper, broadcaster, wire, website, unknown, …"),
    SUMMARY,
    URL,
    AUTOLINK,
    MATCH,
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const EVENT: &[Field] = &[
    TITLE,
    Field::new("date", Shape::Date, "When it happened, as precisely as is known."),
    Field::new("date_note", Shape::Text, "Why this date."),
    SUMMARY,
    ARTICLES,
    PEOPLE,
    ORGANIZATIONS,
    PLACES,
    TOPICS,
    TAXONOMIES,
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const CLAIM: &[Field] = &[
    TITLE,
    Field::new("question", Shape::Text, "The question on which accounts differ."),
    SUMMARY,
    ARTICLES,
    PEOPLE,
    ORGANIZATIONS,
    PLACES,
    TOPICS,
    TAXONOMIES,
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];

const PAGE: &[Field] = &[
    TITLE,
    SUMMARY,
    Field::new(
        "nav",
        Shape::Integer,
        "The page's place in the navigation, low first; a page without it is not there.",
    )
    .or(&["weight"]),
    LANG,
    DIR,
    ACCESS,
    AVAILABLE,
    DRAFT,
    ADDED,
    CHANGES,
    SLUG,
    ALIASES,
    IMAGES,
    EXTRA,
];
