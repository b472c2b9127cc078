//! A file's front matter and what is to be read from it.

use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Code, Outcome, Problem, Severity};
use crate::model::annotation::Remark;
use crate::model::draft::{
    Access, Annotation, ArticleDetails, ClaimDetails, Details, Draft, EntityDetails, EventDetails, Evidence,
    Listed, Matching, PageDetails, Place, Publication, Record, TextKind,
};
use crate::model::kind::Kind;
use crate::parse::annotations::made_id;
use crate::parse::fields::{TAXONOMY, fields};
use crate::parse::markdown::{self, Parsed};
use crate::text::address;
use crate::text::edtf::Edtf;
use crate::text::slug::slugify;
use crate::text::span::{Span, Spanned};
use crate::text::words::capitalized;
use crate::yaml::changes::changes;
use crate::yaml::document::{self, Entry, Value};
use crate::yaml::reader::Reader;

/// Parses one content file. `path` is below `content/`.
///
/// A file whose front matter cannot be read comes back as [`held`] does: nobody can tell what may be
/// published of it.
pub fn parse(file: u32, path: &Arc<str>, kind: Kind, text: &str, config: &Config) -> Outcome<Draft> {
    let read =
        split(text, file).and_then(|parts| Ok((document::parse(parts.yaml, parts.yaml_at, file)?, parts)));
    let (mut entries, parts) = match read {
        Ok(read) => read,
        Err(problem) => return Outcome::new(held(file, path, kind), vec![*problem]),
    };
    let published = if kind == Kind::Article { jekylls_published(&mut entries, file) } else { None };
    let mut reader = Reader::new(fields(kind), entries, file);
    reader.unclear |= published.is_some();
    reader.problems.extend(published);
    reader.year_hint = year_in(path).or_else(|| first_year(parts.yaml));
    let mut body = markdown::parse(parts.body, parts.body_at, file, config);
    let mut draft = read_draft(&mut reader, &mut body, kind, path, parts.place());
    let typed = typed(&parts, &mut body, &draft, config);
    draft.publication.unclear |= typed.value.iter().any(|annotation| annotation.draft);
    draft.typed = typed.value;
    let mut problems = reader.problems;
    problems.extend(typed.problems);
    if config.strict_keys {
        problems
            .iter_mut()
            .filter(|p| p.code == Code::UnknownField)
            .for_each(|p| p.severity = Severity::Error);
    }
    problems.append(&mut body.problems);
    Outcome::new(draft, problems)
}

/// The draft of a file that could not be read: its name is all that is known, and that is to be kept
/// back wherever it stands.
pub fn held(file: u32, path: &Arc<str>, kind: Kind) -> Draft {
    let mut reader = Reader::empty(fields(kind), file);
    let mut draft = read_draft(&mut reader, &mut Parsed::default(), kind, path, Span::default());
    draft.publication.unclear = true;
    draft
}

/// The slug that a path gives: its file's name, or its folder's for an `index.md`.
pub fn slug_of(path: &str) -> String {
    slugify(stem(path))
}

fn stem(path: &str) -> &str {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match folder.rsplit_once('/') {
        // `articles/visit/index.md` is called as its folder is; `pages/index.md` is the home page.
        Some((_, name)) if file == "index.md" => name,
        _ => file.strip_suffix(".md").unwrap_or(file),
    }
}

struct Parts<'a> {
    /// Where the front matter opens.
    opening: usize,
    yaml: &'a str,
    yaml_at: usize,
    body: &'a str,
    body_at: usize,
}

impl Parts<'_> {
    /// Where a missing field is reported: the line that opens the front matter.
    fn place(&self) -> Span {
        Span::at(self.opening)
    }
}

fn split(text: &str, file: u32) -> Result<Parts<'_>, Box<Problem>> {
    let start = text.len() - text.trim_start_matches(is_invisible).len();
    let blank: usize =
        text[start..].split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let (begin, start) = (start, start + blank);
    let mut lines = text[start..].split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != "---" {
        check_no_front_matter(opening, start, file)?;
        return Ok(Parts { opening: begin, yaml: "", yaml_at: begin, body: &text[begin..], body_at: begin });
    }
    let yaml_at = start + opening.len();
    let mut at = yaml_at;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            let body_at = at + line.len();
            return Ok(Parts {
                opening: start,
                yaml: &text[yaml_at..at],
                yaml_at,
                body: &text[body_at..],
                body_at,
            });
        }
        at += line.len();
    }
    let problem = Problem::at(
        Code::UnclosedFrontMatter,
        file,
        Span::new(start, start + 3),
        "the front matter is never closed",
    );
    Err(Box::new(
        problem.help("put `---` on a line of its own after the last field; the item is held back until then"),
    ))
}

/// Characters that no editor shows: a byte order mark, zero-width spaces and joiners, soft hyphens,
/// marks of direction.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What looks like front matter and is not read as such may say that the item is to be kept back.
fn check_no_front_matter(line: &str, at: usize, file: u32) -> Result<(), Box<Problem>> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
    let is_like =
        line.starts_with("---") || line.starts_with("+++") || line == "{" || line.starts_with("{\"");
    if !is_like {
        return Ok(());
    }
    let span = Span::new(at, at + line.len());
    let message = format!(
        "`{}` looks like the beginning of front matter, and is none",
        line.chars().take(20).collect::<String>()
    );
    Err(Box::new(Problem::at(Code::UnclosedFrontMatter, file, span, message).help(
        "begin the file with a line `---`, then YAML, then `---`; a text that begins with a rule wants an empty front matter before it; the item is held back until then",
    )))
}

fn read_draft(reader: &mut Reader, body: &mut Parsed, kind: Kind, path: &Arc<str>, place: Span) -> Draft {
    spread_taxonomies(reader, kind);
    if kind == Kind::Article {
        address_as_url(reader);
    }
    reader.require(place);
    reader.check_own("extra");
    let publication = publication(reader, kind, body.unclear);
    let title = title(reader, body, kind, path);
    let record = Record {
        file: reader.file(),
        path: Arc::clone(path),
        kind,
        slug: slug(reader, path, &title.value),
        title,
        summary: reader.text("summary").unwrap_or_default(),
        lang: reader.language("lang"),
        dir: reader.choice("dir"),
        aliases: reader.paths("aliases"),
        listed: listed(reader, kind),
        legends: reader.legends("images"),
        changes: changes(reader),
        extra: reader.tree("extra"),
        details: details(reader, kind, path, publication.text),
        body: Arc::new(std::mem::take(&mut body.body)),
    };
    Draft {
        record,
        publication: Publication { unclear: publication.unclear || reader.unclear, ..publication },
        typed: Vec::new(),
    }
}

/// The annotations that are typed in a text. One that leaves a comment open is a draft: what was meant
/// to be published of the item is not clear.
fn typed(parts: &Parts<'_>, body: &mut Parsed, draft: &Draft, config: &Config) -> Outcome<Vec<Annotation>> {
    let (record, mut outcome) = (&draft.record, Outcome::<Vec<Annotation>>::default());
    for typed in std::mem::take(&mut body.typed) {
        let quote = record.body.plain.get(typed.run.range()).unwrap_or_default();
        if record.kind != Kind::Article || quote.trim().is_empty() {
            let message = match record.kind {
                Kind::Article => "no words stand where this note is made",
                _ => "notes are made in the texts of articles, and this one is left out",
            };
            outcome.problems.push(Problem::at(Code::BadMark, record.file, typed.span, message));
            continue;
        }
        let (words, at) = match &typed.note {
            Some(inside) => (&parts.body[inside.clone()], parts.body_at + inside.start),
            None => ("", 0),
        };
        let mut note = markdown::parse(words, at, record.file, config);
        outcome.problems.append(&mut note.problems);
        let quote = Spanned::new(quote.to_owned(), typed.span);
        outcome.value.push(Annotation {
            file: record.file,
            span: typed.span,
            id: Spanned::new(made_id(&quote.value, words), typed.span),
            kind: if note.body.is_empty() { Remark::Highlight } else { Remark::Comment },
            note: Arc::new(note.body),
            place: Place::Marked(typed.run),
            by: String::new(),
            date: None,
            tags: Vec::new(),
            origin: String::new(),
            evidence: Evidence::default(),
            draft: note.unclear,
        });
    }
    outcome
}

fn publication(reader: &mut Reader, kind: Kind, unclear: bool) -> Publication {
    let span = reader.node("access").map(|node| node.span).unwrap_or_default();
    let access = reader.choice("access").map(|word| match word {
        "full" => Access::Full,
        "excerpt" => Access::Excerpt,
        "citation" => Access::Citation,
        "embargoed" => Access::Embargoed,
        _ => Access::Withheld,
    });
    let access = access.map(|access| Spanned::new(access, span));
    let available = reader.date("available");
    let unclear_date = reader.has("available") && available.is_none();
    Publication {
        draft: reader.flag("draft").unwrap_or(false),
        access,
        available,
        text: if kind == Kind::Article { text_kind(reader) } else { TextKind::Abstract },
        unclear: unclear || unclear_date,
    }
}

fn text_kind(reader: &mut Reader) -> TextKind {
    match reader.choice("text") {
        Some("abstract") => TextKind::Abstract,
        Some("excerpt") => TextKind::Excerpt,
        _ => TextKind::Full,
    }
}

fn title(reader: &mut Reader, body: &mut Parsed, kind: Kind, path: &str) -> Spanned<String> {
    let field = if kind.is_entity() { "name" } else { "title" };
    let written = reader.text(field);
    let heading = body.take_title(written.as_ref().map(|title| title.value.as_str()));
    written.or(heading).unwrap_or_else(|| {
        let words =
            stem(path).trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').replace(['-', '_'], " ");
        let words = if words.trim().is_empty() { stem(path).to_owned() } else { words };
        Spanned::new(capitalized(words.trim()), Span::default())
    })
}

fn slug(reader: &mut Reader, path: &str, title: &str) -> Spanned<String> {
    let written = reader.text("slug").map(|slug| slug.map(|slug| slugify(&slug)));
    let made = [slug_of(path), slugify(title), "untitled".to_owned()]
        .map(|slug| Spanned::new(slug, Span::default()));
    let candidates = written.into_iter().chain(made);
    candidates.into_iter().find(|slug| !slug.value.is_empty()).expect("the last candidate is not empty")
}

fn listed(reader: &mut Reader, kind: Kind) -> Listed<Spanned<String>> {
    if !matches!(kind, Kind::Article | Kind::Event | Kind::Claim) {
        return Listed::default();
    }
    Listed {
        people: reader.names("people"),
        organizations: reader.names("organizations"),
        places: reader.names("places"),
        topics: reader.names("topics"),
    }
}

fn details(reader: &mut Reader, kind: Kind, path: &str, text: TextKind) -> Details {
    match kind {
        Kind::Article => Details::Article(Box::new(article(reader, path, text))),
        Kind::Event => Details::Event(Box::new(EventDetails {
            date: reader.date("date").map(|date| date.value),
            date_note: reader.text("date_note").unwrap_or_default(),
            articles: reader.names("articles"),
        })),
        Kind::Claim => Details::Claim(ClaimDetails {
            question: reader.text("question").unwrap_or_default(),
            articles: reader.names("articles"),
        }),
        Kind::Page => Details::Page(PageDetails { nav: reader.integer("nav") }),
        _ => Details::Entity(Box::new(entity(reader, kind))),
    }
}

fn article(reader: &mut Reader, path: &str, text: TextKind) -> ArticleDetails {
    let date = if reader.has("date") { reader.date("date").map(|date| date.value) } else { date_in(path) };
    ArticleDetails {
        date,
        updated: reader.date("updated").map(|date| date.value),
        captured: reader.date("captured").map(|date| date.value),
        source: reader.name("source"),
        via: reader.names("via"),
        authors: reader.names("authors"),
        url: reader.address("url"),
        archived_url: reader.address("archived_url"),
        text,
        translation_of: reader.name("translation_of"),
        rights: reader.text("rights").unwrap_or_default(),
    }
}

fn entity(reader: &mut Reader, kind: Kind) -> EntityDetails {
    let role = match kind {
        Kind::Person => "role",
        Kind::Organization | Kind::Source => "type",
        _ => "",
    };
    let has_within = matches!(kind, Kind::Organization | Kind::Place | Kind::Topic);
    EntityDetails {
        names: reader.other_names("names"),
        role: if role.is_empty() { Spanned::default() } else { reader.text(role).unwrap_or_default() },
        url: reader.address("url"),
        within: if has_within { reader.name("within") } else { None },
        coordinates: if kind == Kind::Place { reader.coordinates("coordinates") } else { None },
        autolink: reader.flag("autolink").unwrap_or(true),
        matching: match reader.choice("match") {
            Some("caseless") => Matching::Caseless,
            _ => Matching::Exact,
        },
    }
}

/// Zola's `taxonomies: {tags: […]}` means `tags: […]`.
fn spread_taxonomies(reader: &mut Reader, kind: Kind) {
    if !matches!(kind, Kind::Article | Kind::Event | Kind::Claim) {
        return;
    }
    let Some(entries) = reader.group("taxonomies") else {
        return;
    };
    let mut inner = Reader::new(TAXONOMY, entries, reader.file());
    for field in TAXONOMY {
        if let Some(node) = inner.remove(field.name) {
            reader.supply(field.name, node);
        }
    }
    reader.problems.append(&mut inner.problems);
}

/// Jekyll's `published: false` keeps a page back; here the key is the date of publication.
fn jekylls_published(entries: &mut Vec<Entry>, file: u32) -> Option<Problem> {
    let is_flag =
        |entry: &Entry| entry.key.value == "published" && matches!(entry.node.value, Value::Bool(_));
    let entry = entries.remove(entries.iter().position(is_flag)?);
    let message = "`published` is a date here, and this is true or false";
    let help = "write `draft: true` or `access: withheld` to keep the item back; it is held back until then";
    Some(Problem::at(Code::UnclearAccess, file, entry.node.span, message).help(help))
}

/// Obsidian's Web Clipper writes the address of the page under `source`.
fn address_as_url(reader: &mut Reader) {
    let is_address = reader
        .node("source")
        .and_then(|node| node.scalar())
        .is_some_and(|text| address::is_web_address(text.trim()));
    if is_address && let Some(node) = reader.remove("source") {
        reader.supply("url", node);
    }
}

/// The date that a file's or folder's name begins with: `2018-12-05-visit.md`, `2018-12-visit.md`.
fn date_in(path: &str) -> Option<Edtf> {
    let stem = stem(path);
    let ends_word = |length: usize| stem[length..].is_empty() || stem[length..].starts_with(['-', '_', ' ']);
    [10, 7, 4]
        .into_iter()
        .filter(|length| stem.is_char_boundary(*length) && stem.len() >= *length && ends_word(*length))
        .find_map(|length| {
            Edtf::parse(&stem[..length]).ok().filter(|_| stem[..4].bytes().all(|b| b.is_ascii_digit()))
        })
}

/// The first year from 1000 to 2999 in the front matter: the one that a date without a year is most
/// likely of.
fn first_year(yaml: &str) -> Option<i64> {
    let numbers = yaml.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).find(|year| (1000..3000).contains(year))
}

fn year_in(path: &str) -> Option<i64> {
    stem(path)
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|year| year.parse().ok())
}
