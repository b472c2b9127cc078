//! What may be published, and nothing else: the one gate between a file and the site.
//!
//! Takes every [`Draft`] and yields [`Public`], whose items no other module can make. Drafts,
//! withheld and embargoed items are gone behind it, and so are the bodies, or the rest of the
//! bodies, that `access` holds back: with them go their links, images and files. It fails closed:
//! what is unclear is held back, and reported.
//!
//! A published item that lists a withheld one loses that name from the list; a published text that
//! names a withheld person, organization, place or topic is reported, and not changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::config::{Config, DefaultAccess};
use crate::diag::{Code, Outcome, Problem};
use crate::model::archive::Shown;
use crate::model::body::Body;
use crate::model::draft::{Access, Details, Draft, Publication, Record, TextKind};
use crate::model::kind::Kind;
use crate::text::edtf::{Bound, Edtf};
use crate::text::fold::fold;
use crate::text::slug::slugify;
use crate::text::span::{Span, Spanned};

/// The items that may be published.
#[derive(Debug, Default)]
pub struct Public {
    items: Vec<Published>,
    held_back: HeldBack,
}

impl Public {
    pub fn items(&self) -> &[Published] {
        &self.items
    }

    pub fn held_back(&self) -> HeldBack {
        self.held_back
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
                let published = publish(draft, shown);
                public.held_back.texts += usize::from(published.held_back);
                public.items.push(published);
                continue;
            }
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
    if publication.access == Some(Access::Withheld) {
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
        None if publication.access == Some(Access::Embargoed) => {
            unclear(Span::default(), "`access: embargoed` has no `available` to say until when")
        }
        None => Embargo::Over,
        Some(available) => match last_day(available) {
            Some(day) if day <= config.as_of => Embargo::Over,
            Some(_) => Embargo::Running,
            None => unclear(available.span, "`available` is not a certain date"),
        },
    }
}

fn last_day(available: &Spanned<Edtf>) -> Option<crate::text::edtf::Day> {
    let date = &available.value;
    match date.latest() {
        Bound::Day(day) if date.is_certain() => Some(day),
        _ => None,
    }
}

fn shown(publication: &Publication, config: &Config) -> Shown {
    match (publication.access, publication.text) {
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
    let secret = Secret::of(secret);
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

/// The names of what is withheld.
struct Secret {
    /// Folded names, slugs and paths by kind.
    names: BTreeMap<(Kind, String), ()>,
    /// Looks for the names of withheld entities in texts.
    finder: Option<AhoCorasick>,
}

impl Secret {
    fn of(drafts: &[Arc<Draft>]) -> Secret {
        let mut names = BTreeMap::new();
        let mut words = Vec::new();
        for draft in drafts {
            let record = &draft.record;
            let own = all_names(record);
            let addresses = [
                record.slug.clone(),
                record.path.to_string(),
                record.path.trim_end_matches(".md").to_owned(),
            ];
            names.extend(own.iter().chain(&addresses).map(|name| ((record.kind, fold(name)), ())));
            if record.kind.is_entity() {
                words.extend(own.into_iter().filter(|name| name.chars().count() > 2));
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok();
        Secret { names, finder: finder.filter(|_| !words.is_empty()) }
    }

    fn holds(&self, kind: Kind, name: &str) -> bool {
        let key = |name: String| self.names.contains_key(&(kind, name));
        key(fold(name)) || key(slugify(name))
    }
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
        let held = self.secret.holds(kind, &name.value);
        if held {
            let message = format!("`{field}` names `{}`, which is withheld", name.value);
            let help = "the name was left out of the page; take it out of the list, or publish its file";
            self.problems.push(Problem::at(Code::NamesWithheld, self.file, name.span, message).help(help));
        }
        held
    }

    fn details(&mut self, kind: Kind, details: &mut Details) {
        match details {
            Details::Article(article) => {
                self.one("source", Kind::Source, &mut article.source);
                self.list("via", Kind::Source, &mut article.via);
                self.one("translation_of", Kind::Article, &mut article.translation_of);
            }
            Details::Entity(entity) => self.one("within", kind, &mut entity.within),
            Details::Event(event) => self.list("articles", Kind::Article, &mut event.articles),
            Details::Claim(claim) => self.list("articles", Kind::Article, &mut claim.articles),
            Details::Page(_) => {}
        }
    }

    /// Reports where the title, the summary or the text names something withheld.
    fn texts(&mut self, record: &Record) {
        let Some(finder) = &self.secret.finder else {
            return;
        };
        let body = &record.body;
        let mut report = |name: &str, span: Span| {
            let message = format!("the text names `{name}`, which is withheld");
            let help = "the text is published as it is: change it, or hold this item back too";
            self.problems.push(Problem::at(Code::NamesWithheld, self.file, span, message).help(help));
        };
        for field in [&record.title.value, &record.summary] {
            if let Some(found) = finder.find(field.as_str()) {
                report(&field[found.range()], record.title.span);
            }
        }
        for found in finder.find_iter(&body.plain) {
            let at = body.origin(u32::try_from(found.start()).unwrap_or(u32::MAX));
            report(&body.plain[found.range()], Span::new(at, at + found.len()));
        }
    }
}
