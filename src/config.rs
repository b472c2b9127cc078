//! The site's configuration (`archive.yaml`) and what a command adds to it for one build.
//!
//! Everything that a stage may depend on besides the content is here, today's date included, so
//! that the stages need no clock, environment or locale.

use crate::diag::{Code, Outcome, Problem};
use crate::model::change::Change;
use crate::model::tree::Tree;
use crate::text::address;
use crate::text::edtf::Day;
use crate::text::language;
use crate::text::span::{Span, Spanned};
use crate::yaml::changes::{CHANGE, own_changes};
use crate::yaml::document;
use crate::yaml::fields::{Field, Shape};
use crate::yaml::reader::Reader;

/// The name of the configuration file.
pub const FILE_NAME: &str = "archive.yaml";

/// The theme of a site that names none.
pub const STANDARD_THEME: &str = "reading-room";

/// The folder of the content, below the site folder.
pub const CONTENT: &str = "content";

/// Files that are copied to the top of the site as they are (a `CNAME`, an icon).
pub const STATIC: &str = "static";

/// Fonts for the letters of social cards that those of the program do not have.
pub const FONTS: &str = "fonts";

/// Every folder of a site that a build reads, below the site folder.
pub const INPUTS: [&str; 6] = [CONTENT, "i18n", "templates", "themes", STATIC, FONTS];

/// The style in which reports are cited unless the configuration says otherwise.
pub const STANDARD_STYLE: &str = "harvard";

/// How a site is to be built.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub title: String,
    pub description: String,
    pub author: String,
    /// BCP 47, and where the configuration says it.
    pub lang: String,
    pub lang_span: Span,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Where the site is published, with a closing slash; empty where it is not known.
    pub base_url: String,
    /// The theme's name, and where the configuration says it.
    pub theme: Spanned<String>,
    pub theme_options: Tree,
    /// Links name `index.html`, so that the site opens from a disk.
    pub portable: bool,
    pub default_access: DefaultAccess,
    /// Unknown keys in front matter are errors.
    pub strict_keys: bool,
    /// Raw HTML in texts is not sanitized.
    pub trusts_html: bool,
    pub smart_punctuation: bool,
    /// Names of entities are looked for in texts.
    pub autolink: bool,
    /// Names that are not looked for.
    pub stop_names: Vec<String>,
    /// Positions that a speaker can take on a claim, beside those that every site has.
    pub positions: Vec<String>,
    /// Whether annotations are published for programs too (JSON-LD).
    pub web_annotations: ForPrograms,
    /// Whether the timeline is published for programs too (JSON, iCalendar, CSV).
    pub timeline_data: ForPrograms,
    /// The most entries on one page of the timeline.
    pub timeline_size: usize,
    /// Whether pages have pictures of their own for links to them.
    pub social_cards: ForPrograms,
    /// Which address search engines are told to keep of a report's page.
    pub canonical: Canonical,
    /// The style in which reports are cited: its name, or a CSL file below the site folder.
    pub citation_style: Spanned<String>,
    /// The most entries on one page of a list.
    pub page_size: usize,
    /// The most entries of a feed.
    pub feed_size: usize,
    /// Whether the site can be searched.
    pub search: bool,
    /// Where the site is written, relative to the site folder.
    pub output_dir: String,
    /// What became of the archive as a whole. Only `withhold` reads them: a note may name what is withheld.
    pub changes: Vec<Change>,
    pub extra: Tree,
    /// Drafts are published too: for preview.
    pub drafts: bool,
    /// An annotation whose passage is not found is an error.
    pub strict_annotations: bool,
    /// The day on which embargoes are judged.
    pub as_of: Day,
}

/// Whether something is published for programs too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ForPrograms {
    /// As long as there is no more of it than [`ForPrograms::MOST`].
    #[default]
    Auto,
    Always,
    Never,
}

impl ForPrograms {
    /// Beyond this many annotations or entries their files cost more than all the rest of a site, and the
    /// one that holds all of them is more than a host takes: they are then written on demand.
    pub const MOST: usize = 5_000;

    /// Whether so many are published.
    pub fn allows(self, count: usize) -> bool {
        self.allows_up_to(ForPrograms::MOST, count)
    }

    /// Whether so many are published of what is too much beyond another number.
    pub fn allows_up_to(self, most: usize, count: usize) -> bool {
        match self {
            ForPrograms::Always => true,
            ForPrograms::Never => false,
            ForPrograms::Auto => count <= most,
        }
    }

    fn of(choice: Option<&str>) -> ForPrograms {
        match choice {
            Some("always") => ForPrograms::Always,
            Some("never") => ForPrograms::Never,
            _ => ForPrograms::Auto,
        }
    }
}

/// What `text: full` without `access` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DefaultAccess {
    #[default]
    Citation,
    Excerpt,
    Full,
}

/// Which address search engines are told to keep of a page that shows somebody else's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Canonical {
    /// The page's own.
    #[default]
    Archive,
    /// The original's, where the article has a `url`.
    Original,
}

/// The fields of `archive.yaml`.
pub const FIELDS: &[Field] = &[
    Field::new("title", Shape::Text, "The archive's name.").required(),
    Field::new("description", Shape::Text, "One or two sentences on what the archive is."),
    Field::new("author", Shape::Text, "Who edits the archive: the author of its feeds."),
    Field::new("lang", Shape::Language, "The language of the site and its interface (BCP 47); `en` if not given.").or(&["default_language", "language"]),
    Field::new("base_url", Shape::Address, "Where the site is published, as `https://example.org/archive/`. Needed for feeds, the sitemap, social cards and canonical links; links within the site do not depend on it.").or(&["baseURL", "baseurl"]),
    Field::new("theme", Shape::Text, "The theme: a folder of `themes/`, or a shipped one; `reading-room` if not given."),
    Field::new("theme_options", Shape::Anything, "Options of the theme."),
    Field::new("portable", Shape::Flag, "Links name `index.html`, so that the site opens from a USB stick; `false` if not given."),
    Field::new("default_access", Shape::Choice(&["citation", "excerpt", "full"]), "What is shown of an article with `text: full` and no `access`; `citation` if not given, since the text is usually somebody else's.").guarding(),
    Field::new("unknown_keys", Shape::Choice(&["warn", "error"]), "Whether an unknown key in front matter is a warning or an error; `warn` if not given."),
    Field::new("raw_html", Shape::Choice(&["sanitize", "trust"]), "Whether HTML in texts is cleaned of scripts, styles and forms; `sanitize` if not given."),
    Field::new("smart_punctuation", Shape::Flag, "Straight quotes, `--` and `...` become typographic ones; `false` if not given."),
    Field::new("autolink", Shape::Flag, "Names of entities are found in the texts of articles; `true` if not given."),
    Field::new("stop_names", Shape::Texts, "Names that are not looked for in texts."),
    Field::new("positions", Shape::Texts, "Positions that a speaker can take on a claim, beside `asserts`, `reports`, `denies`, `disputes`, `cannot-verify` and `retracts`."),
    Field::new("web_annotations", Shape::Choice(&["auto", "always", "never"]), "Whether annotations are published for programs too, as W3C Web Annotations (JSON-LD), for each article and in one file; `auto`, if not given, does so up to 5,000 annotations. `archive export annotations` writes them in any case."),
    Field::new("timeline_data", Shape::Choice(&["auto", "always", "never"]), "Whether the timeline is published for programs too: as TimelineJS JSON, iCalendar and CSV; `auto`, if not given, does so up to 5,000 entries. `archive export timeline` writes them in any case."),
    Field::new("timeline_size", Shape::Integer, "The most entries on one page of the timeline, 50 to 2000; with more it has a page for each year. 600 if not given."),
    Field::new("social_cards", Shape::Choice(&["auto", "always", "never"]), "Whether each page has a picture of its own, drawn of its title, outlet and date, for where links to it are shared (`og:image`; needs `base_url`); `auto`, if not given, does so up to 2,000 pages, and beyond them all pages share one picture of the archive."),
    Field::new("canonical", Shape::Choice(&["archive", "original"]), "Which page search engines are to keep of an article that has a `url`: the archive's, or the original's; the sitemap then leaves the article out. `archive` if not given."),
    Field::new("citation_style", Shape::Text, "The style in which reports are cited: `harvard`, `apa`, `chicago-author-date`, `chicago-notes`, `mla` and others by their CSL names, or the path of a CSL file of the site, as `styles/own.csl`; `harvard` if not given."),
    Field::new("page_size", Shape::Integer, "The most entries on one page of a list, 10 to 1000; 100 if not given.").or(&["paginate_by", "paginate"]),
    Field::new("feed_size", Shape::Integer, "The most entries of a feed, 1 to 500; 30 if not given.").or(&["feed_limit"]),
    Field::new("search", Shape::Flag, "Whether the site has a search page and the index that it searches; `true` if not given."),
    Field::new("output_dir", Shape::Text, "The folder that the site is written to; `public` if not given.").or(&["publishDir"]),
    Field::new("changes", Shape::Groups(CHANGE), "What became of the archive as a whole, or of something that is no longer in it, as a list. Nothing is added to what stands here: of an item that was taken out, say what its readers may know.").or(&["changelog"]),
    Field::new("extra", Shape::Anything, "Anything, passed to templates as `site.extra`.").or(&["params"]),
];

impl Default for Config {
    fn default() -> Config {
        Config {
            title: "Archive".to_owned(),
            description: String::new(),
            author: String::new(),
            lang: "en".to_owned(),
            lang_span: Span::default(),
            dir: "ltr",
            base_url: String::new(),
            theme: Spanned::new(STANDARD_THEME.to_owned(), Span::default()),
            theme_options: Tree::Null,
            portable: false,
            default_access: DefaultAccess::Citation,
            strict_keys: false,
            trusts_html: false,
            smart_punctuation: false,
            autolink: true,
            stop_names: Vec::new(),
            positions: Vec::new(),
            web_annotations: ForPrograms::Auto,
            timeline_data: ForPrograms::Auto,
            timeline_size: 600,
            social_cards: ForPrograms::Auto,
            canonical: Canonical::Archive,
            citation_style: Spanned::new(STANDARD_STYLE.to_owned(), Span::default()),
            page_size: 100,
            feed_size: 30,
            search: true,
            output_dir: "public".to_owned(),
            changes: Vec::new(),
            extra: Tree::Null,
            drafts: false,
            strict_annotations: false,
            as_of: Day { year: 1970, month: 1, day: 1 },
        }
    }
}

impl Config {
    /// Reads a configuration; `file` is the number that problems give as their place.
    pub fn parse(text: &str, file: u32) -> Outcome<Config> {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        match document::parse(&text[start..], start, file) {
            Ok(entries) => read(Reader::new(FIELDS, entries, file), file),
            Err(problem) => Outcome::new(Config::default(), vec![*problem]),
        }
    }

    /// The path of the site on its host, with slashes around it: `/repo/`.
    pub fn base_path(&self) -> String {
        let rest = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }

    /// Sets where the site is published.
    pub fn set_base_url(&mut self, base_url: &str) {
        let base_url = base_url.trim_end_matches('/');
        self.base_url = if base_url.is_empty() { String::new() } else { format!("{base_url}/") };
    }
}

fn read(mut reader: Reader, file: u32) -> Outcome<Config> {
    reader.require(Span::default());
    let standard = Config::default();
    let mut config = Config {
        title: reader.text("title").map_or(standard.title, |title| title.value),
        description: reader.text_or_empty("description"),
        author: reader.text_or_empty("author"),
        lang_span: reader.node("lang").map(|node| node.span).unwrap_or_default(),
        lang: reader.language("lang").unwrap_or(standard.lang),
        theme: reader.text("theme").unwrap_or(standard.theme),
        theme_options: reader.tree("theme_options"),
        portable: reader.flag("portable").unwrap_or(standard.portable),
        default_access: match reader.choice("default_access") {
            Some("full") => DefaultAccess::Full,
            Some("excerpt") => DefaultAccess::Excerpt,
            _ => DefaultAccess::Citation,
        },
        strict_keys: reader.choice("unknown_keys") == Some("error"),
        trusts_html: reader.choice("raw_html") == Some("trust"),
        smart_punctuation: reader.flag("smart_punctuation").unwrap_or(standard.smart_punctuation),
        autolink: reader.flag("autolink").unwrap_or(standard.autolink),
        stop_names: reader.texts("stop_names").into_iter().map(|name| name.value).collect(),
        positions: positions(&mut reader),
        web_annotations: ForPrograms::of(reader.choice("web_annotations")),
        timeline_data: ForPrograms::of(reader.choice("timeline_data")),
        timeline_size: count(&mut reader, "timeline_size", 50..=2000, standard.timeline_size),
        social_cards: ForPrograms::of(reader.choice("social_cards")),
        canonical: match reader.choice("canonical") {
            Some("original") => Canonical::Original,
            _ => Canonical::Archive,
        },
        citation_style: reader.text("citation_style").unwrap_or(standard.citation_style),
        page_size: count(&mut reader, "page_size", 10..=1000, standard.page_size),
        feed_size: count(&mut reader, "feed_size", 1..=500, standard.feed_size),
        search: reader.flag("search").unwrap_or(standard.search),
        output_dir: reader.text("output_dir").map_or(standard.output_dir, |folder| folder.value),
        changes: own_changes(&mut reader),
        extra: reader.tree("extra"),
        ..Config::default()
    };
    config.dir = language::direction(&config.lang);
    if let Some(base_url) = reader.address("base_url") {
        if base_url.contains(['?', '#']) {
            let span = reader.node("base_url").map(|node| node.span).unwrap_or_default();
            let message = "`base_url` cannot have a query or a fragment";
            let help = "write the address of the site's top folder, as `https://example.org/archive/`";
            reader.problems.push(Problem::at(Code::BadAddress, file, span, message).help(help));
        } else {
            config.set_base_url(&base_url);
        }
    }
    check_theme(&config, &reader, file).into_iter().for_each(|problem| reader.problems.push(problem));
    Outcome::new(config, reader.problems)
}

/// Positions as sidecars write them: small letters, hyphens for spaces.
fn positions(reader: &mut Reader) -> Vec<String> {
    let texts = reader.texts("positions").into_iter();
    texts.map(|text| text.value.to_lowercase().replace([' ', '_'], "-")).collect()
}

/// A theme is a folder's name: a path would read from anywhere.
fn check_theme(config: &Config, reader: &Reader, file: u32) -> Option<Problem> {
    let is_name = address::join("", &config.theme.value).as_deref() == Some(&config.theme.value)
        && !config.theme.value.contains(['/', '\\']);
    let span = reader.node("theme").map(|node| node.span).unwrap_or_default();
    (!is_name).then(|| {
        Problem::at(
            Code::BadTheme,
            file,
            span,
            format!("`{}` is not the name of a theme", config.theme.value),
        )
        .help("write the name of a folder in `themes/`, or of a shipped theme: `reading-room`")
    })
}

fn count(
    reader: &mut Reader,
    name: &'static str,
    range: std::ops::RangeInclusive<i64>,
    standard: usize,
) -> usize {
    let Some(number) = reader.integer(name) else {
        return standard;
    };
    match usize::try_from(number) {
        Ok(count) if range.contains(&number) => count,
        _ => {
            let message = format!("`{name}` cannot be {number}");
            let span = reader.node(name).map(|node| node.span).unwrap_or_default();
            let place = crate::diag::Place::Source { file: reader.file(), span };
            let help = format!("write a number from {} to {}", range.start(), range.end());
            reader.problems.push(Problem::new(Code::UnknownValue, place, message).help(help));
            standard
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_configuration_with_words_of_other_programs() {
        let outcome =
            Config::parse("title: T\nbaseURL: https://example.org/repo\nlang: ug\npaginate_by: 20\n", 0);
        assert_eq!(outcome.problems, []);
        let config = outcome.value;
        assert_eq!(
            (config.base_url.as_str(), config.base_path()),
            ("https://example.org/repo/", "/repo/".to_owned())
        );
        assert_eq!((config.dir, config.page_size), ("rtl", 20));
    }

    #[test]
    fn unknown_keys_and_values_are_reported() {
        let outcome = Config::parse("title: T\ndefault_acces: full\npage_size: 0\ntheme: ../x\n", 0);
        let codes: Vec<_> = outcome.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::UnclearAccess, Code::UnknownValue, Code::BadTheme]);
        assert_eq!(outcome.value.default_access, DefaultAccess::Citation);
    }
}
