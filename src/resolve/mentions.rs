//! Finds the names of entities in the texts of articles: all names at once, the longest first, at
//! the boundaries of words in any script, and not in code, links or headings.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::{Code, Outcome, Problem};
use crate::model::archive::{Facts, Item, ItemId, Mention, Target};
use crate::model::body::{Body, Run};
use crate::model::draft::Matching;
use crate::model::kind::Kind;
use crate::resolve::identify::{Identified, item_id};
use crate::text::fold::fold;
use crate::text::span::Span;
use crate::text::words::{is_word, lower};
use aho_corasick::AhoCorasick;

/// Looks for all names.
#[derive(Debug, Default)]
pub struct Finder {
    exact: Option<Automaton>,
    caseless: Option<Automaton>,
}

#[derive(Debug)]
struct Automaton {
    automaton: AhoCorasick,
    /// Whose name each pattern is.
    whose: Vec<Vec<ItemId>>,
}

impl Automaton {
    fn new(names: BTreeMap<String, BTreeSet<ItemId>>) -> Option<Automaton> {
        if names.is_empty() {
            return None;
        }
        let automaton = AhoCorasick::new(names.keys()).ok()?;
        Some(Automaton {
            automaton,
            whose: names.into_values().map(|ids| ids.into_iter().collect()).collect(),
        })
    }
}

impl Finder {
    /// Learns the names of all entities that are to be found.
    pub fn new(items: &[Item], config: &Config) -> Finder {
        if !config.autolink {
            return Finder::default();
        }
        let stop: BTreeSet<String> = config.stop_names.iter().map(|name| fold(name)).collect();
        let mut exact: BTreeMap<String, BTreeSet<ItemId>> = BTreeMap::new();
        let mut caseless: BTreeMap<String, BTreeSet<ItemId>> = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            let Facts::Entity(facts) = &item.details else {
                continue;
            };
            if !facts.autolink {
                continue;
            }
            let names = std::iter::once(&item.title).chain(facts.names.iter().map(|other| &other.name));
            for name in names.filter(|name| name.chars().count() > 1 && !stop.contains(&fold(name))) {
                let id = item_id(index);
                for spelling in apostrophes(name) {
                    match facts.matching {
                        Matching::Exact => exact.entry(spelling).or_default().insert(id),
                        Matching::Caseless => caseless.entry(lower(&spelling)).or_default().insert(id),
                    };
                }
            }
        }
        Finder { exact: Automaton::new(exact), caseless: Automaton::new(caseless) }
    }

    /// Every name in a text: (start, end, whose), unsorted, overlaps included.
    fn candidates(&self, text: &str) -> Vec<(usize, usize, &[ItemId])> {
        let mut found = Vec::new();
        let look = |automaton: &Option<Automaton>, text: &str| -> Vec<(usize, usize, usize)> {
            let Some(automaton) = automaton else {
                return Vec::new();
            };
            let matches = automaton.automaton.find_overlapping_iter(text);
            matches.map(|found| (found.start(), found.end(), found.pattern().as_usize())).collect()
        };
        let exact = look(&self.exact, text);
        let caseless = if self.caseless.is_some() { look(&self.caseless, &lower(text)) } else { Vec::new() };
        let lists = [(&self.exact, exact), (&self.caseless, caseless)];
        for (automaton, matches) in lists {
            let Some(automaton) = automaton else {
                continue;
            };
            let named = matches.into_iter().filter(|(start, end, _)| is_word(text, *start, *end));
            found
                .extend(named.map(|(start, end, pattern)| (start, end, automaton.whose[pattern].as_slice())));
        }
        found
    }
}

/// The mentions in one item's text, in order; `links` are its links, followed.
pub fn find(identified: &Identified, index: usize, links: &[Target]) -> Outcome<Vec<Mention>> {
    let item = &identified.items[index];
    if item.kind != Kind::Article || item.body.is_empty() {
        return Outcome::default();
    }
    let mut mentions = linked(identified, &item.body, links);
    let mut problems = Vec::new();
    let mut candidates = identified.finder.candidates(&item.body.plain);
    candidates.sort_by_key(|(start, end, _)| (*start, usize::MAX - end));
    let quiet = Quiet::new(&item.body.quiet);
    let mut free = 0;
    let mut reported = BTreeSet::new();
    for (start, end, whose) in candidates {
        let run = Run::new(start, end);
        if start < free || quiet.overlaps(run) {
            continue;
        }
        free = end;
        match choose(whose, item) {
            Some(entity) => mentions.push(Mention { entity, run, linked: false }),
            None if reported.insert(item.body.words(run)) => {
                problems.push(ambiguous(identified, item, run, whose))
            }
            None => {}
        }
    }
    mentions.sort_by_key(|mention| mention.run);
    Outcome::new(mentions, problems)
}

/// Links that the editor made to entities are mentions too.
fn linked(identified: &Identified, body: &Body, links: &[Target]) -> Vec<Mention> {
    let entity = |target: &Target| match target {
        Target::Item(id, _) if identified.items[id.0 as usize].kind.is_entity() => Some(*id),
        _ => None,
    };
    let pairs = body.links.iter().zip(links);
    pairs
        .filter(|(link, _)| link.run.start < link.run.end)
        .filter_map(|(link, target)| Some(Mention { entity: entity(target)?, run: link.run, linked: true }))
        .collect()
}

/// Who of several is meant: the only one that the front matter lists.
fn choose(whose: &[ItemId], item: &Item) -> Option<ItemId> {
    if let [only] = whose {
        return Some(*only);
    }
    let is_listed = |id: &&ItemId| {
        let source = match &item.details {
            Facts::Article(article) => article.source == Some(**id) || article.via.contains(id),
            _ => false,
        };
        source || item.listed.iter().any(|listed| listed == *id)
    };
    let mut listed = whose.iter().filter(is_listed);
    listed.next().filter(|_| listed.next().is_none()).copied()
}

fn ambiguous(identified: &Identified, item: &Item, run: Run, whose: &[ItemId]) -> Problem {
    let name = item.body.words(run);
    let titles: Vec<String> = whose
        .iter()
        .take(4)
        .map(|id| &identified.items[id.0 as usize])
        .map(|item| format!("{} `{}`", item.kind.name(), item.slug))
        .collect();
    let at = item.body.origin(run.start);
    let span = Span::new(at, at + run.range().len());
    let file = item.file.expect("an item with a text has a file");
    Problem::at(Code::AmbiguousName, file, span, format!("`{name}` fits {}", titles.join(" and ")))
        .help("list the one that is meant in the front matter, link it by `[[slug|…]]`, or set `autolink: false` in the other's file")
}

/// Runs without names, none overlapping another.
struct Quiet {
    runs: Vec<Run>,
}

impl Quiet {
    fn new(sorted: &[Run]) -> Quiet {
        let mut runs: Vec<Run> = Vec::with_capacity(sorted.len());
        for run in sorted {
            match runs.last_mut() {
                Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
                _ => runs.push(*run),
            }
        }
        Quiet { runs }
    }

    fn overlaps(&self, run: Run) -> bool {
        let next = self.runs.partition_point(|quiet| quiet.end <= run.start);
        self.runs.get(next).is_some_and(|quiet| quiet.overlaps(run))
    }
}

/// A name with either apostrophe.
fn apostrophes(name: &str) -> Vec<String> {
    let mut spellings = vec![name.to_owned()];
    for (from, to) in [('\'', "’"), ('’', "'")] {
        if name.contains(from) {
            spellings.push(name.replace(from, to));
        }
    }
    spellings
}
