//! Keeps the names of what is withheld out of what is published, and reports where a text has one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diag::{Code, Problem};
use crate::model::body::{Body, Written};
use crate::model::change::Change;
use crate::model::draft::{Annotation, Details, Draft, Place, Record};
use crate::model::kind::Kind;
use crate::model::tree::Tree;
use crate::parse::slug_of;
use crate::text::address::decode;
use crate::text::fold::fold;
use crate::text::slug::slugify;
use crate::text::span::{Span, Spanned};
use crate::text::words::{is_word, lower};
use crate::withhold::Published;

/// The file of the configuration, for messages: the first of all.
const CONFIGURATION: u32 = 0;

/// Takes withheld items out of what the published ones list, and reports where a published text
/// names one. `changes` are those of the archive as a whole.
pub fn forget(items: &mut [Published], changes: &mut Vec<Change>, secret: &[Arc<Draft>]) -> Vec<Problem> {
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
        record.changes.retain(|change| !forget.change(change));
        forget.texts(record);
        item.annotations.retain(|annotation| !forget.annotation(annotation));
    }
    let mut forget = Forget { secret: &secret, file: CONFIGURATION, problems: &mut problems };
    changes.retain(|change| !forget.change(change));
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

    /// Whether an annotation names what is withheld: it is then left out, and reported. Unlike a text,
    /// it can be left out without harm to anything else.
    fn annotation(&mut self, annotation: &Annotation) -> bool {
        let file = std::mem::replace(&mut self.file, annotation.file);
        let is_secret = self.names_evidence(annotation) || self.names_in_note(annotation);
        self.file = file;
        is_secret
    }

    /// Whether a change names what is withheld: it is then left out, and reported, as an annotation is.
    fn change(&mut self, change: &Change) -> bool {
        let Some((_, name)) = self.secret.find(&change.note.value).first().copied() else {
            return false;
        };
        let message = format!("`{name}` is withheld, and this change names it");
        let help = "the change is left out: take the name out of it, or publish what it names";
        let problem = Problem::at(Code::NamesWithheld, self.file, change.note.span, message);
        self.problems.push(problem.help(help));
        true
    }

    fn names_evidence(&mut self, annotation: &Annotation) -> bool {
        let evidence = &annotation.evidence;
        let statement = evidence.statement.iter();
        let named: Vec<(&str, &[Kind], &Spanned<String>)> = evidence
            .events
            .iter()
            .map(|event| ("event", &[Kind::Event][..], event))
            .chain(evidence.entity.iter().map(|entity| ("entity", &Kind::ENTITIES[..], entity)))
            .chain(statement.flat_map(|statement| {
                let speaker = statement.speaker.iter().map(|name| ("speaker", &Kind::ENTITIES[..], name));
                let via = statement.via.iter().map(|name| ("via", &[Kind::Source][..], name));
                speaker.chain(via).chain([("claim", &[Kind::Claim][..], &statement.claim)])
            }))
            .collect();
        let mut is_secret = false;
        for (field, kinds, name) in named {
            if kinds.iter().all(|kind| self.secret.why(*kind, &name.value).is_some()) {
                let message = format!("`{field}` names `{}`, which is withheld", name.value);
                let help =
                    "the annotation is left out; publish what it names, or make the annotation a draft";
                let problem = Problem::at(Code::NamesWithheld, self.file, name.span, message);
                self.problems.push(problem.help(help));
                is_secret = true;
            }
        }
        is_secret
    }

    fn names_in_note(&mut self, annotation: &Annotation) -> bool {
        let texts = texts_of_annotation(annotation);
        let Some(name) = texts.iter().find_map(|text| Some(self.secret.find(text).first()?.1.to_owned()))
        else {
            return false;
        };
        let message = format!("`{name}` is withheld, and this annotation names it");
        let help = "the annotation is left out: take the name out of it, or publish what it names";
        self.problems.push(Problem::at(Code::NamesWithheld, self.file, annotation.span, message).help(help));
        true
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
    addresses.extend(addresses_in(&record.body));
    addresses
}

fn addresses_in(body: &Body) -> Vec<(String, Span)> {
    let links = body.links.iter().chain(&body.raw_links);
    let linked = links.filter_map(|link| match &link.target {
        Written::Address(address) | Written::Embedded(address) => Some((decode(address), link.span)),
        Written::Wiki { .. } => None,
    });
    linked.chain(body.images.iter().map(|image| (decode(&image.address), image.span))).collect()
}

/// Everything that an annotation would show.
fn texts_of_annotation(annotation: &Annotation) -> Vec<String> {
    let note = &annotation.note;
    let mut texts = vec![
        note.plain.clone(),
        annotation.by.clone(),
        annotation.tags.join("\n"),
        annotation.id.value.replace('-', " "),
    ];
    texts.extend(texts_in(note).into_iter().map(|(text, _)| text));
    let addresses =
        addresses_in(note).into_iter().map(|(address, _)| address).chain([annotation.origin.clone()]);
    texts.extend(addresses.map(|address| address.replace(['-', '/', '_', '.', '?', '=', '&'], " ")));
    if let Place::Sought(selector) = &annotation.place {
        texts.extend([selector.quote.value.clone(), selector.prefix.clone(), selector.suffix.clone()]);
    }
    if let Some(statement) = &annotation.evidence.statement {
        texts.push(statement.role.clone());
        let figure = statement.figure.iter();
        texts
            .extend(figure.map(|figure| format!("{}\n{}\n{}", figure.qualifier, figure.unit, figure.counts)));
    }
    texts
}

/// Everything that is published of an item beside the words of its text and its addresses.
fn other_texts(record: &Record) -> Vec<(String, Span)> {
    let title = record.title.span;
    let mut texts = vec![
        (record.title.value.clone(), title),
        (record.summary.value.clone(), record.summary.span),
        (words_of(&record.extra), title),
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
    let legends = record.legends.iter().flat_map(|legend| {
        [legend.alt.as_ref(), Some(&legend.caption), Some(&legend.credit)].into_iter().flatten()
    });
    texts.extend(legends.map(|text| (text.value.clone(), text.span)));
    texts.extend(texts_in(&record.body).into_iter().map(|(text, span)| (text, span.unwrap_or(title))));
    texts
}

/// What a body shows beside its words, and where; raw HTML has no place of its own.
fn texts_in(body: &Body) -> Vec<(String, Option<Span>)> {
    let callouts = body.callouts.iter().map(|callout| (callout.title.clone(), Some(callout.span)));
    let images =
        body.images.iter().map(|image| (format!("{}\n{}", image.alt, image.title), Some(image.span)));
    callouts.chain(images).chain([(body.raw.clone(), None)]).collect()
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
