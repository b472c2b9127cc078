//! What may be published, and nothing else: the one gate between a file and the site.
//!
//! Takes every [`Draft`] and yields [`Public`], whose items no other module can make. Drafts,
//! withheld and embargoed items are gone behind it, and so are the bodies, or the rest of the
//! bodies, that `access` holds back: with them go their links, images and files. It fails closed:
//! what is unclear is held back, and reported.
//!
//! A published item that lists a withheld one loses that name from the list; a published text that
//! names a withheld person, organization, place or topic is reported, and not changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::config::{Config, DefaultAccess};
use crate::diag::{Code, Outcome, Problem};
use crate::model::archive::Shown;
use crate::model::body::{Body, Written};
use crate::model::draft::{Access, Details, Draft, Publication, Record, TextKind};
use crate::model::kind::Kind;
use crate::model::tree::Tree;
use crate::parse::slug_of;
use crate::text::address::decode;
use crate::text::edtf::{Bound, Day, Edtf};
use crate::text::fold::fold;
use crate::text::slug::slugify;
use crate::text::span::{Span, Spanned};
use crate::text::words::{is_word, lower};

/// The items that may be published.
#[derive(Debug, Default)]
pub struct Public {
    items: Vec<Published>,
    /// Folders below `content/` of items that are held back.
    sealed: Vec<String>,
    held_back: HeldBack,
}

impl Public {
    pub fn items(&self) -> &[Published] {
        &self.items
    }

    pub fn held_back(&self) -> HeldBack {
        self.held_back
    }

    /// Whether a file lies in the folder of an item that is held back: for everybody else it is not
    /// there.
    pub fn seals(&self, path: &str) -> bool {
        self.sealed.iter().any(|folder| path.starts_with(folder.as_str()))
    }

    /// The items, given away.
    pub fn into_items(self) -> Vec<Published> {
        self.items
    }
}

/// An item that may be published, as far as it may be.
#[derive(Debug)]
pub struct Published {
    record: Record,
    shown: Shown,
    held_back: bool,
}

impl Published {
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// How far its text is shown.
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// Whether some of its text is kept back.
    pub fn held_back(&self) -> bool {
        self.held_back
    }

    pub fn into_record(self) -> Record {
        self.record
    }
}

/// How much was held back, and why: for the report, never for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeldBack {
    pub drafts: usize,
    pub withheld: usize,
    pub embargoed: usize,
    /// Items whose access could not be understood.
    pub unclear: usize,
    /// Texts of items that are published without them.
    pub texts: usize,
}

/// Lets through what may be published on the configuration's day.
pub fn withhold(drafts: Vec<Arc<Draft>>, config: &Config) -> Outcome<Public> {
    let mut public = Public::default();
    let mut problems = Vec::new();
    let mut secret = Vec::new();
    for draft in drafts {
        let (verdict, problem) = judge(&draft, config);
        problems.extend(problem);
        match verdict {
            Verdict::Draft => public.held_back.drafts += 1,
            Verdict::Withheld => public.held_back.withheld += 1,
            Verdict::Embargoed => public.held_back.embargoed += 1,
            Verdict::Unclear => public.held_back.unclear += 1,
            Verdict::Publish(shown) => {
                problems.extend(no_excerpt(&draft, shown));
                let published = publish(draft, shown);
                public.held_back.texts += usize::from(published.held_back);
                public.items.push(published);
                continue;
            }
        }
        if let Some(folder) = draft.record.path.strip_suffix("index.md")
            && folder.matches('/').count() > 1
        {
            public.sealed.push(folder.to_owned());
        }
        if verdict != Verdict::Draft {
            secret.push(draft);
        }
    }
    if !secret.is_empty() {
        problems.extend(forget(&mut public.items, &secret));
    }
    Outcome::new(public, problems)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Publish(Shown),
    Draft,
    Withheld,
    Embargoed,
    Unclear,
}

fn judge(draft: &Draft, config: &Config) -> (Verdict, Option<Problem>) {
    let publication = &draft.publication;
    if publication.unclear {
        return (Verdict::Unclear, None);
    }
    if access_of(publication) == Some(Access::Withheld) {
        return (Verdict::Withheld, None);
    }
    match embargo(publication, draft.record.file, config) {
        Embargo::Over => {}
        Embargo::Running => return (Verdict::Embargoed, None),
        Embargo::Unclear(problem) => return (Verdict::Unclear, Some(*problem)),
    }
    if publication.draft && !config.drafts {
        return (Verdict::Draft, None);
    }
    (Verdict::Publish(shown(publication, config)), None)
}

fn access_of(publication: &Publication) -> Option<Access> {
    publication.access.as_ref().map(|access| access.value)
}

enum Embargo {
    Over,
    Running,
    Unclear(Box<Problem>),
}

/// An embargo runs up to the last day that `available` may mean, whatever `access` says beside it.
fn embargo(publication: &Publication, file: u32, config: &Config) -> Embargo {
    let unclear = |span: Span, message: &str| {
        let help = "write the day on which the embargo ends: `available: 2030-01-31`; the item is held back until then";
        Embargo::Unclear(Box::new(Problem::at(Code::BadEmbargo, file, span, message).help(help)))
    };
    match &publication.available {
        None if access_of(publication) == Some(Access::Embargoed) => unclear(
            publication.access.as_ref().map(|access| access.span).unwrap_or_default(),
            "`access: embargoed` has no `available` to say until when",
        ),
        None => Embargo::Over,
        Some(available) => match last_day(available) {
            Some(day) if day <= config.as_of => Embargo::Over,
            Some(_) => Embargo::Running,
            None => unclear(available.span, "`available` is not a certain date"),
        },
    }
}

fn last_day(available: &Spanned<Edtf>) -> Option<Day> {
    let date = &available.value;
    match date.latest() {
        Bound::Day(day) if date.is_certain() => Some(day),
        _ => None,
    }
}

fn shown(publication: &Publication, config: &Config) -> Shown {
    match (access_of(publication), publication.text) {
        (Some(Access::Full), _) => Shown::Full,
        (Some(Access::Excerpt), _) => Shown::Excerpt,
        (Some(Access::Citation), _) => Shown::Citation,
        // An embargo that is over leaves no word on what may be shown: the careful default.
        (_, TextKind::Abstract) => Shown::Full,
        (_, TextKind::Excerpt) => Shown::Excerpt,
        (_, TextKind::Full) => match config.default_access {
            DefaultAccess::Full => Shown::Full,
            DefaultAccess::Excerpt => Shown::Excerpt,
            DefaultAccess::Citation => Shown::Citation,
        },
    }
}

/// An excerpt whose end nobody marked.
fn no_excerpt(draft: &Draft, shown: Shown) -> Option<Problem> {
    let record = &draft.record;
    let access = draft.publication.access.as_ref()?;
    let is_cut =
        shown == Shown::Excerpt && (record.kind != Kind::Article || draft.publication.text == TextKind::Full);
    let message = "`access: excerpt`, and the text does not say where the excerpt ends";
    let help = "put a line `<!-- more -->` behind what may be shown, outside lists and quotes; nothing of the text is shown until then";
    (is_cut && !record.body.is_empty() && record.body.more.is_none())
        .then(|| Problem::at(Code::NoExcerpt, record.file, access.span, message).help(help))
}

fn publish(draft: Arc<Draft>, shown: Shown) -> Published {
    // A draft that is remembered for the next build is copied, any other one is taken as it is.
    let Draft { mut record, publication } = Arc::unwrap_or_clone(draft);
    let is_own_text = record.kind == Kind::Article && publication.text != TextKind::Full;
    let whole = record.body.nodes.len();
    match shown {
        Shown::Full => {}
        Shown::Excerpt if is_own_text => {}
        Shown::Excerpt => record.body = Arc::new(record.body.excerpt()),
        Shown::Citation => record.body = Arc::new(Body::default()),
    }
    let held_back = record.body.nodes.len() < whole;
    Published { record, shown, held_back }
}

/// Takes withheld items out of what the published ones list, and reports where a published text
/// names one.
fn forget(items: &mut [Published], secret: &[Arc<Draft>]) -> Vec<Problem> {
    let secret = Secret::of(secret, items);
    let mut problems = Vec::new();
    for item in items.iter_mut() {
        let record = &mut item.record;
        let mut forget = Forget { secret: &secret, file: record.file, problems: &mut problems };
        forget.list("people", Kind::Person, &mut record.listed.people);
        forget.list("organizations", Kind::Organization, &mut record.listed.organizations);
        forget.list("places", Kind::Place, &mut record.listed.places);
        forget.list("topics", Kind::Topic, &mut record.listed.topics);
        forget.details(record.kind, &mut record.details);
        forget.texts(record);
    }
    problems
}

/// Why something is not published.
#[derive(Debug, Clone, Copy)]
enum Why {
    Withheld,
    /// Its file cannot be read, or does not say clearly what may be published.
    Unclear,
}

/// The names of what is withheld.
struct Secret {
    /// Folded names, slugs and paths: of entities without their kind, since a name is to be kept back
    /// whatever list it stands in; of other items with it.
    names: BTreeMap<(Option<Kind>, String), Why>,
    /// Names, slugs and paths that a published item of a kind has too: there they give nothing away.
    public: BTreeSet<(Kind, String)>,
    /// Looks for the names of withheld entities in texts, whatever their capitals.
    finder: Option<AhoCorasick>,
}

impl Secret {
    fn of(drafts: &[Arc<Draft>], items: &[Published]) -> Secret {
        let public: BTreeSet<(Kind, String)> = items
            .iter()
            .flat_map(|item| called(&item.record).into_iter().map(|name| (item.record.kind, fold(&name))))
            .collect();
        let titles: BTreeSet<String> = items.iter().map(|item| fold(&item.record.title.value)).collect();
        let mut names = BTreeMap::new();
        let mut words = Vec::new();
        for draft in drafts {
            let record = &draft.record;
            let why = if draft.publication.unclear { Why::Unclear } else { Why::Withheld };
            let kind = group(record.kind);
            names.extend(called(record).iter().map(|name| ((kind, fold(name)), why)));
            if record.kind.is_entity() {
                let is_public = |name: &String| titles.contains(&fold(name));
                let own = all_names(record).into_iter();
                words.extend(own.filter(|name| is_findable(name) && !is_public(name)));
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|name| lower(name)))
            .ok()
            .filter(|_| !words.is_empty());
        Secret { names, public, finder }
    }

    /// Why a name is to be kept out of a list of a kind; none where it need not be.
    fn why(&self, kind: Kind, name: &str) -> Option<Why> {
        let why = |name: String| {
            let why = self.names.get(&(group(kind), name.clone()))?;
            (!self.public.contains(&(kind, name))).then_some(*why)
        };
        why(fold(name)).or_else(|| why(slugify(name)))
    }

    /// The names in a text: (place in bytes, name).
    fn find<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let lowered = lower(text);
        let found = finder.find_iter(&lowered).map(|found| found.range());
        found
            .filter(|range| is_word(text, range.start, range.end))
            .map(|range| (range.start, &text[range]))
            .collect()
    }
}

/// Two letters of the Latin script stand in too many words; two of others can be a whole name.
fn is_findable(name: &str) -> bool {
    name.chars().count() > if name.is_ascii() { 2 } else { 1 }
}

fn group(kind: Kind) -> Option<Kind> {
    (!kind.is_entity()).then_some(kind)
}

/// Everything by which an item can be called: its names, its slugs, its path.
fn called(record: &Record) -> Vec<String> {
    let path = record.path.trim_end_matches(".md");
    let addresses =
        [record.slug.value.clone(), slug_of(&record.path), record.path.to_string(), path.to_owned()];
    all_names(record).into_iter().chain(addresses).collect()
}

fn all_names(record: &Record) -> Vec<String> {
    let mut names = vec![record.title.value.clone()];
    if let Details::Entity(entity) = &record.details {
        names.extend(entity.names.iter().map(|other| other.name.clone()));
    }
    names
}

struct Forget<'a> {
    secret: &'a Secret,
    file: u32,
    problems: &'a mut Vec<Problem>,
}

impl Forget<'_> {
    fn list(&mut self, field: &str, kind: Kind, names: &mut Vec<Spanned<String>>) {
        names.retain(|name| !self.is_secret(field, kind, name));
    }

    fn one(&mut self, field: &str, kind: Kind, name: &mut Option<Spanned<String>>) {
        if name.as_ref().is_some_and(|name| self.is_secret(field, kind, name)) {
            *name = None;
        }
    }

    fn is_secret(&mut self, field: &str, kind: Kind, name: &Spanned<String>) -> bool {
        let Some(why) = self.secret.why(kind, &name.value) else {
            return false;
        };
        let (state, help) = match why {
            Why::Withheld => (
                "withheld",
                "the name was left out of the page; take it out of the list, or publish its file",
            ),
            Why::Unclear => {
                ("held back", "the name was left out of the page; mend its own file, which is reported too")
            }
        };
        let message = format!("`{field}` names `{}`, which is {state}", name.value);
        self.problems.push(Problem::at(Code::NamesWithheld, self.file, name.span, message).help(help));
        true
    }

    fn details(&mut self, kind: Kind, details: &mut Details) {
        match details {
            Details::Article(article) => {
                self.one("source", Kind::Source, &mut article.source);
                self.list("via", Kind::Source, &mut article.via);
                self.one("translation_of", Kind::Article, &mut article.translation_of);
                article.authors.retain(|author| !self.is_secret("authors", Kind::Person, author));
            }
            Details::Entity(entity) => self.one("within", kind, &mut entity.within),
            Details::Event(event) => self.list("articles", Kind::Article, &mut event.articles),
            Details::Claim(claim) => self.list("articles", Kind::Article, &mut claim.articles),
            Details::Page(_) => {}
        }
    }

    /// Reports where anything else that is published of an item names something withheld.
    fn texts(&mut self, record: &Record) {
        let body = &record.body;
        for (at, name) in self.secret.find(&body.plain) {
            let start = body.origin(u32::try_from(at).unwrap_or(u32::MAX));
            self.report(name, Span::new(start, start + name.len()));
        }
        for (text, span) in other_texts(record) {
            if let Some((_, name)) = self.secret.find(&text).first() {
                self.report(name, span);
            }
        }
        // An address is made of a name: its hyphens stand for spaces.
        let addresses = addresses(record);
        for (address, span) in addresses {
            if let Some((_, name)) =
                self.secret.find(&address.replace(['-', '/', '_', '.', '?', '=', '&'], " ")).first()
            {
                self.report(name, span);
            }
        }
    }

    fn report(&mut self, name: &str, span: Span) {
        let message = format!("`{name}` is withheld, and this item names it");
        let help = "the item is published as it is: change it, or hold it back too";
        self.problems.push(Problem::at(Code::NamesWithheld, self.file, span, message).help(help));
    }
}

/// The addresses that are published of an item: its own, those it had, and those that it links to.
fn addresses(record: &Record) -> Vec<(String, Span)> {
    let title = record.title.span;
    let mut addresses = vec![(record.slug.value.clone(), title)];
    addresses.extend(record.aliases.iter().map(|alias| (alias.value.clone(), alias.span)));
    if let Details::Article(article) = &record.details {
        addresses.extend(
            [&article.url, &article.archived_url].into_iter().flatten().map(|url| (url.clone(), title)),
        );
    }
    let links = record.body.links.iter().chain(&record.body.raw_links);
    addresses.extend(links.filter_map(|link| match &link.target {
        Written::Address(address) | Written::Embedded(address) => Some((decode(address), link.span)),
        Written::Wiki { .. } => None,
    }));
    addresses.extend(record.body.images.iter().map(|image| (decode(&image.address), image.span)));
    addresses
}

/// Everything that is published of an item beside the words of its text and its addresses.
fn other_texts(record: &Record) -> Vec<(String, Span)> {
    let (title, body) = (record.title.span, &record.body);
    let mut texts = vec![
        (record.title.value.clone(), title),
        (record.summary.value.clone(), record.summary.span),
        (words_of(&record.extra), title),
        (body.raw.clone(), title),
    ];
    match &record.details {
        Details::Article(article) => {
            texts.push((article.rights.value.clone(), article.rights.span));
            texts.extend(article.authors.iter().map(|author| (author.value.clone(), author.span)));
        }
        Details::Entity(entity) => {
            texts.push((entity.role.value.clone(), entity.role.span));
            texts.extend(
                entity.names.iter().map(|other| (format!("{}\n{}", other.name, other.note), other.span)),
            );
        }
        Details::Event(event) => texts.push((event.date_note.value.clone(), event.date_note.span)),
        Details::Claim(claim) => texts.push((claim.question.value.clone(), claim.question.span)),
        Details::Page(_) => {}
    }
    texts.extend(body.callouts.iter().map(|callout| (callout.title.clone(), callout.span)));
    texts.extend(body.images.iter().map(|image| (format!("{}\n{}", image.alt, image.title), image.span)));
    texts
}

/// All texts in a tree, one a line.
fn words_of(tree: &Tree) -> String {
    match tree {
        Tree::Text(text) => format!("{text}\n"),
        Tree::List(values) => values.iter().map(words_of).collect(),
        Tree::Map(entries) => {
            entries.iter().map(|(key, value)| format!("{key}\n{}", words_of(value))).collect()
        }
        Tree::Null | Tree::Bool(_) | Tree::Integer(_) | Tree::Float(_) => String::new(),
    }
}
