//! `archive import annotations`: foreign annotations into the sidecars of the articles they belong to.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use crate::cli::desk::{Desk, free_id};
use crate::cli::{Ended, Failure, Globals};
use crate::import::{self, Import, Imported, sidecar};
use crate::model::annotation::Entry;
use crate::model::draft::{Annotation, Details, Dossier, Place, Record};
use crate::report::plural;
use crate::text::anchor::{Anchor, Selector};
use crate::text::fold::fold;
use crate::text::words::one_line;

pub fn annotations(globals: &Globals, file: &Path, article: Option<&str>) -> Result<Ended, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", file.display())))?;
    let foreign = import::read(&text).map_err(|error| {
        Failure::new(format!("{}:{}:{}: {}", file.display(), error.line, error.column, error.message))
            .help(error.help)
    })?;
    let desk = Desk::open(globals)?;
    let only = article.map(|name| desk.article(name)).transpose()?;
    let Import { annotations, skipped, .. } = foreign;
    let addresses = Addresses::of(&desk);
    let mut sorted = Sorted::default();
    for imported in annotations {
        match only.or_else(|| addresses.article(&imported.target)) {
            Some(dossier) => sorted.add(dossier, imported),
            None => sorted.homeless.push(imported),
        }
    }
    let counts = sorted.write(&desk)?;
    for skipped in &skipped {
        say!("not imported: {} “{}”: {}", skipped.which, one_line(&skipped.what), skipped.why);
    }
    tell_homeless(&sorted.homeless);
    let left_out = skipped.len() + sorted.homeless.len();
    say!("{}", counts.summary(left_out));
    Ok(if left_out > 0 { Ended::WithProblems } else { Ended::Well })
}

/// Lists what belongs to no article, by the addresses that were annotated.
fn tell_homeless(homeless: &[Imported]) {
    let mut by_address: BTreeMap<&str, Vec<&Imported>> = BTreeMap::new();
    homeless.iter().for_each(|imported| by_address.entry(&imported.target).or_default().push(imported));
    for (address, list) in by_address {
        let count = plural(list.len(), "annotation");
        say!(
            "not imported: {count} of `{address}`, which is no article's address; name one with `--article`:"
        );
        list.iter().for_each(|imported| say!("  “{}”", one_line(&imported.entry.quote)));
    }
}

/// Imported annotations by the articles they belong to.
#[derive(Default)]
struct Sorted<'a> {
    by_article: BTreeMap<String, (Option<&'a Dossier>, Vec<Imported>)>,
    homeless: Vec<Imported>,
}

#[derive(Default)]
struct Counts {
    added: usize,
    known: usize,
    drafts: usize,
    lost: usize,
}

impl Counts {
    fn summary(&self, left_out: usize) -> String {
        let mut parts = vec![format!("imported {}", plural(self.added, "annotation"))];
        let others = [
            (self.drafts, "of them as drafts, since not everybody may read them where they come from"),
            (self.known, "there already"),
            (self.lost, "on passages that the text does not have: see `archive check`"),
            (left_out, "not imported"),
        ];
        parts.extend(
            others.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")),
        );
        parts.join(", ")
    }
}

impl<'a> Sorted<'a> {
    fn add(&mut self, dossier: &'a Dossier, imported: Imported) {
        let path = dossier.draft.record.path.to_string();
        let (known, list) = self.by_article.entry(path).or_default();
        *known = Some(dossier);
        list.push(imported);
    }

    /// Adds what is new to the sidecars.
    fn write(&mut self, desk: &Desk) -> Result<Counts, Failure> {
        let mut counts = Counts::default();
        for (dossier, list) in std::mem::take(&mut self.by_article).into_values() {
            let Some(dossier) = dossier else { continue };
            let entries = new_entries(dossier, list, &mut counts);
            if entries.is_empty() {
                continue;
            }
            let sidecar = desk.sidecar(&dossier.draft.record);
            let text = sidecar::append(&sidecar.text, &entries).map_err(|error| sidecar.refuses(&error))?;
            sidecar.write(&text)?;
            say!("{}: {} added", sidecar.shown, entries.len());
        }
        Ok(counts)
    }
}

/// The entries that an article does not have yet: known ones stay as their editor has them by now.
fn new_entries(dossier: &Dossier, list: Vec<Imported>, counts: &mut Counts) -> Vec<Entry> {
    let record = &dossier.draft.record;
    let haystack = record.body.haystack();
    let beside = dossier.sidecars.iter().flat_map(|list| list.iter());
    let there: Vec<&Annotation> = beside.chain(&dossier.draft.typed).collect();
    let mut ids: Vec<String> = there.iter().map(|annotation| annotation.id.value.clone()).collect();
    // Of one annotation on several passages each has an entry, with one origin.
    let known: Vec<(&str, String)> =
        there.iter().map(|annotation| (annotation.origin.as_str(), quote_of(annotation))).collect();
    let mut entries = Vec::new();
    for Imported { mut entry, position, .. } in list {
        let is_same =
            |(origin, quote): &(&str, String)| *origin == entry.origin && *quote == fold(&entry.quote);
        let is_known = match entry.origin.as_str() {
            "" => ids.contains(&entry.id),
            _ => {
                known.iter().any(is_same)
                    || there.iter().any(|annotation| {
                        annotation.id.value == entry.id && annotation.origin == entry.origin
                    })
            }
        };
        if is_known {
            counts.known += 1;
            continue;
        }
        entry.id = free_id(&entry.id, &ids);
        entry.start =
            position.and_then(|position| import::place(&position, &record.body.plain, &entry.quote));
        let selector = Selector {
            quote: &entry.quote,
            prefix: &entry.prefix,
            suffix: &entry.suffix,
            paragraph: None,
            start: entry.start,
        };
        counts.lost +=
            usize::from(matches!(haystack.find(&selector), Anchor::Orphan(_) | Anchor::Ambiguous(_)));
        counts.added += 1;
        counts.drafts += usize::from(entry.draft);
        ids.push(entry.id.clone());
        entries.push(entry);
    }
    entries
}

/// The words of a passage, to be compared.
fn quote_of(annotation: &Annotation) -> String {
    match &annotation.place {
        Place::Sought(selector) => fold(&selector.quote.value),
        Place::Marked(_) => String::new(),
    }
}

/// The articles by their addresses.
struct Addresses<'a> {
    /// By those of the originals and kept copies, in their bare form.
    elsewhere: HashMap<String, &'a Dossier>,
    by_slug: HashMap<&'a str, &'a Dossier>,
}

impl<'a> Addresses<'a> {
    fn of(desk: &'a Desk) -> Addresses<'a> {
        let mut found = Addresses { elsewhere: HashMap::new(), by_slug: HashMap::new() };
        for dossier in desk.articles() {
            let record = &dossier.draft.record;
            found.by_slug.insert(&record.slug.value, dossier);
            found.elsewhere.extend(addresses(record).map(|address| (bare(address), dossier)));
        }
        found
    }

    /// The article that has an address: the original's, the kept copy's, or the one in this archive.
    fn article(&self, address: &str) -> Option<&'a Dossier> {
        let wanted = bare(address);
        // An archive can be published anywhere, and moves: its pages are known by the end of their path.
        let own = || wanted.rsplit_once("articles/").and_then(|(_, slug)| self.by_slug.get(slug));
        self.elsewhere.get(&wanted).or_else(own).copied()
    }
}

fn addresses(record: &Record) -> impl Iterator<Item = &str> {
    let urls = match &record.details {
        Details::Article(article) => [article.url.as_deref(), article.archived_url.as_deref()],
        _ => [None, None],
    };
    urls.into_iter().flatten()
}

/// An address without what differs between two ways of writing the same one: scheme, `www.`, fragment,
/// a closing slash, the proxy that Hypothes.is reads pages through.
fn bare(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let address = address.strip_prefix("https://via.hypothes.is/").unwrap_or(address);
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address);
    address.trim_end_matches("index.html").trim_end_matches('/').to_owned()
}
