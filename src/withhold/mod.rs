//! What may be published, and nothing else: the one gate between a file and the site.
//!
//! Takes every [`Draft`] and yields [`Public`], whose items no other module can make. Drafts,
//! withheld and embargoed items are gone behind it, and so are the bodies, or the rest of the
//! bodies, that `access` holds back: with them go their links, images and files. It fails closed:
//! what is unclear is held back, and reported.
//!
//! An annotation goes with its passage: where the words are held back, so is all that was said of
//! them, and so is one that names what is withheld; so too a change, of an item or of the archive.
//!
//! A published item that lists a withheld one loses that name from the list; a published text that
//! names a withheld person, organization, place or topic is reported, and not changed.

mod annotations;
mod forget;

use std::sync::Arc;

use crate::config::{Config, DefaultAccess};
use crate::diag::{Code, Outcome, Problem};
use crate::model::archive::Shown;
use crate::model::body::Body;
use crate::model::change::Change;
use crate::model::draft::{Access, Annotation, Dossier, Draft, Publication, Record, TextKind};
use crate::model::kind::Kind;
use crate::text::edtf::{Bound, Day, Edtf};
use crate::text::span::{Span, Spanned};
use crate::withhold::annotations::publishable;
use crate::withhold::forget::forget;

/// The items that may be published.
#[derive(Debug, Default)]
pub struct Public {
    items: Vec<Published>,
    /// What became of the archive as a whole.
    changes: Vec<Change>,
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

    /// The items and the changes of the archive as a whole, given away.
    pub fn into_parts(self) -> (Vec<Published>, Vec<Change>) {
        (self.items, self.changes)
    }
}

/// An item that may be published, as far as it may be.
#[derive(Debug)]
pub struct Published {
    record: Record,
    annotations: Vec<Annotation>,
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

    /// What may be published of the item, given away.
    pub fn into_parts(self) -> (Record, Vec<Annotation>) {
        (self.record, self.annotations)
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
    /// Annotations that are drafts, or speak of text that is held back.
    pub annotations: usize,
}

/// Lets through what may be published on the configuration's day.
pub fn withhold(dossiers: Vec<Dossier>, config: &Config) -> Outcome<Public> {
    let mut public = Public { changes: config.changes.clone(), ..Public::default() };
    let mut problems = Vec::new();
    let mut secret = Vec::new();
    for Dossier { draft, sidecars } in dossiers {
        let (verdict, problem) = judge(&draft, config);
        problems.extend(problem);
        match verdict {
            Verdict::Draft => public.held_back.drafts += 1,
            Verdict::Withheld => public.held_back.withheld += 1,
            Verdict::Embargoed => public.held_back.embargoed += 1,
            Verdict::Unclear => public.held_back.unclear += 1,
            Verdict::Publish(shown) => {
                problems.extend(no_excerpt(&draft, shown));
                let (published, annotations) = publish(draft, sidecars, shown, config);
                public.held_back.annotations += annotations;
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
        problems.extend(forget(&mut public.items, &mut public.changes, &secret));
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

/// What may be published of an item, and how many of its annotations may not.
fn publish(
    draft: Arc<Draft>,
    sidecars: Vec<Arc<Vec<Annotation>>>,
    shown: Shown,
    config: &Config,
) -> (Published, usize) {
    // A draft that is remembered for the next build is copied, any other one is taken as it is.
    let Draft { mut record, publication, typed } = Arc::unwrap_or_clone(draft);
    let is_own_text = record.kind == Kind::Article && publication.text != TextKind::Full;
    let whole = Arc::clone(&record.body);
    match shown {
        Shown::Full => {}
        Shown::Excerpt if is_own_text => {}
        Shown::Excerpt => record.body = Arc::new(whole.excerpt()),
        Shown::Citation => record.body = Arc::new(Body::default()),
    }
    if record.body.images.is_empty() {
        record.legends.clear();
    }
    let held_back = record.body.nodes.len() < whole.nodes.len();
    let beside = sidecars.into_iter().flat_map(Arc::unwrap_or_clone);
    let all: Vec<Annotation> = typed.into_iter().chain(beside).collect();
    let total = all.len();
    let annotations = publishable(all, &whole, held_back.then_some(&*record.body), config);
    let left_out = total - annotations.len();
    (Published { record, annotations, shown, held_back }, left_out)
}
