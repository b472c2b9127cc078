//! Finds the passages of an article's annotations, and follows the links of their notes.
//!
//! An annotation whose passage is not found, or fits several places, is attached to nothing, and
//! reported with what would mend it.

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Outcome, Problem};
use crate::model::archive::{Anchor, Annotation, Mention, Note, Target};
use crate::model::body::{Body, Run};
use crate::model::draft::{self, Place, Selector};
use crate::model::kind::Kind;
use crate::resolve::identify::{Attached, Identified, Tied};
use crate::resolve::links;
use crate::text::anchor::{self, Candidate, Haystack};
use crate::text::fold::fold;
use crate::text::words::one_line;

/// The annotations of one item, in the order of their passages.
pub fn attach(identified: &Identified, index: usize, attached: Attached) -> Outcome<Vec<Annotation>> {
    let Attached(tied) = attached;
    if tied.is_empty() {
        return Outcome::default();
    }
    let body = &identified.items[index].body;
    let search = Search { body, haystack: body.haystack(), is_strict: identified.is_strict };
    let mut problems = Vec::new();
    let mut ids = Ids { taken: ids_of_headings(body), numbers: HashMap::new() };
    let mut annotations: Vec<Annotation> = tied
        .into_iter()
        .map(|tied| {
            let anchor = search.anchor(&tied.annotation, &mut problems);
            let id = ids.give(&tied.annotation, &mut problems);
            let note = links::follow_note(identified, index, &tied.annotation, &mut problems);
            annotation(tied, id, anchor, note, body)
        })
        .collect();
    // The sort is stable: on one passage notes stand as they were written.
    annotations.sort_by_key(|annotation| {
        annotation.anchor.run().map_or((true, 0, 0), |run| (false, run.start, u32::MAX - run.end))
    });
    Outcome::new(annotations, problems)
}

fn annotation(tied: Tied, id: String, anchor: Anchor, note: Note, body: &Body) -> Annotation {
    let written = tied.annotation;
    let quote = match written.place {
        Place::Sought(selector) => selector.quote.value,
        Place::Marked(run) => body.words(run).to_owned(),
    };
    Annotation {
        id,
        anchor,
        quote,
        note,
        kind: written.kind,
        by: written.by,
        date: written.date,
        tags: written.tags,
        origin: written.origin,
        evidence: tied.evidence,
    }
}

/// Ids that would make a fragment which a heading of the text has.
fn ids_of_headings(body: &Body) -> HashSet<String> {
    let ids = body.headings.iter().map(|heading| heading.id.as_str());
    ids.filter_map(|id| id.strip_prefix("a-").or_else(|| id.strip_prefix("r-"))).map(str::to_owned).collect()
}

/// The ids of an article's annotations so far.
struct Ids {
    taken: HashSet<String>,
    /// The last number that was added to an id.
    numbers: HashMap<String, u32>,
}

impl Ids {
    /// An id that no other annotation of the article has, and no heading.
    fn give(&mut self, written: &draft::Annotation, problems: &mut Vec<Problem>) -> String {
        let wanted = &written.id.value;
        if self.taken.insert(wanted.clone()) {
            return wanted.clone();
        }
        let is_given =
            matches!(&written.place, Place::Sought(selector) if selector.quote.span != written.id.span);
        if is_given {
            let message =
                format!("the id `{wanted}` is taken by another annotation or a heading of this article");
            let problem = Problem::at(Code::DuplicateId, written.file, written.id.span, message);
            problems.push(problem.help("give this one another id"));
        }
        let number = self.numbers.entry(wanted.clone()).or_insert(1);
        loop {
            *number += 1;
            let id = format!("{wanted}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

struct Search<'a> {
    body: &'a Body,
    haystack: Haystack<'a>,
    is_strict: bool,
}

impl Search<'_> {
    fn anchor(&self, written: &draft::Annotation, problems: &mut Vec<Problem>) -> Anchor {
        let selector = match &written.place {
            Place::Marked(run) => return Anchor::Exact(*run),
            Place::Sought(selector) => selector,
        };
        let run = |range: std::ops::Range<usize>| Run::new(range.start, range.end);
        match self.haystack.find(&selector.sought()) {
            anchor::Anchor::Exact(range) => Anchor::Exact(run(range)),
            anchor::Anchor::Moved(range) => Anchor::Moved(run(range)),
            anchor::Anchor::Fuzzy { range, score } => {
                problems.push(self.changed(written.file, selector, &range));
                Anchor::Fuzzy(run(range), score)
            }
            anchor::Anchor::Ambiguous(candidates) => {
                problems.push(self.ambiguous(written.file, selector, &candidates));
                Anchor::Ambiguous
            }
            anchor::Anchor::Orphan(candidates) => {
                problems.push(self.orphaned(written.file, selector, &candidates));
                Anchor::Orphan
            }
        }
    }

    fn changed(&self, file: u32, selector: &Selector, range: &std::ops::Range<usize>) -> Problem {
        let message = "the words of this passage have changed since";
        let help = format!(
            "it now reads “{}”: see whether the note still holds, then write `quote: {}`, or let `archive annotate --reanchor` do it",
            shortened(&self.body.plain[range.clone()]),
            quoted(&self.body.plain[range.clone()])
        );
        Problem::at(Code::ChangedPassage, file, selector.quote.span, message).help(help)
    }

    fn ambiguous(&self, file: u32, selector: &Selector, candidates: &[Candidate]) -> Problem {
        let message = "this passage fits several places in the article";
        let places: Vec<String> =
            candidates.iter().take(3).map(|candidate| self.telling(&candidate.range)).collect();
        let help = format!("tell which is meant: {}", places.join("; or "));
        self.severe(Problem::at(Code::AmbiguousAnnotation, file, selector.quote.span, message).help(help))
    }

    /// What tells a place from the others.
    fn telling(&self, range: &std::ops::Range<usize>) -> String {
        let (prefix, suffix) = self.haystack.context(range.clone());
        let field =
            |name: &str, text: &str| (!text.is_empty()).then(|| format!("`{name}: {}`", quoted(text)));
        let fields: Vec<String> =
            field("prefix", &prefix).into_iter().chain(field("suffix", &suffix)).collect();
        let paragraph = self.body.paragraphs.partition_point(|(start, _)| *start as usize <= range.start);
        let place =
            if paragraph > 0 { format!("in paragraph {paragraph}") } else { "at the beginning".to_owned() };
        if fields.is_empty() {
            format!("`paragraph: {}`", paragraph.max(1))
        } else {
            format!("{} {place}", fields.join(" and "))
        }
    }

    fn orphaned(&self, file: u32, selector: &Selector, candidates: &[Candidate]) -> Problem {
        let same = |candidate: &&Candidate| {
            fold(&self.body.plain[candidate.range.clone()]) == fold(&selector.quote.value)
        };
        if let Some(candidate) = candidates.iter().find(same) {
            return self.elsewhere(file, selector, candidate);
        }
        let message = "the article's text has no such passage";
        let help = match candidates.first() {
            _ if self.body.is_empty() => "the article has no text here; an annotation needs words to stand on".to_owned(),
            Some(nearest) => {
                let words = &self.body.plain[nearest.range.clone()];
                format!(
                    "the nearest is “{}”: if that is meant, write `quote: {}`; it is attached to no words until then",
                    shortened(words),
                    quoted(words)
                )
            }
            None => "write the words as they stand in the text, or take the annotation out; it is attached to no words until then".to_owned(),
        };
        self.severe(Problem::at(Code::OrphanedAnnotation, file, selector.quote.span, message).help(help))
    }

    /// The words stand in the text, and not among the words that the selector has around them.
    fn elsewhere(&self, file: u32, selector: &Selector, candidate: &Candidate) -> Problem {
        let message = "the article's text has these words, but among others than `prefix` and `suffix` say";
        let (before, behind) = (self.before(candidate.range.start), self.behind(candidate.range.end));
        let help = format!(
            "they stand at “{before} … {behind}”: if that is meant, write what is around them there, or take `prefix` and `suffix` out; it is attached to no words until then",
        );
        self.severe(Problem::at(Code::OrphanedAnnotation, file, selector.quote.span, message).help(help))
    }

    /// The last words before a place.
    fn before(&self, at: usize) -> String {
        let mut words: Vec<&str> = self.body.plain[..at].split_whitespace().rev().take(BESIDE).collect();
        words.reverse();
        words.join(" ")
    }

    /// The first words behind a place.
    fn behind(&self, at: usize) -> String {
        self.body.plain[at..].split_whitespace().take(BESIDE).collect::<Vec<_>>().join(" ")
    }

    fn severe(&self, problem: Problem) -> Problem {
        if self.is_strict { problem.as_error() } else { problem }
    }
}

/// How many words a message shows on each side of a passage.
const BESIDE: usize = 4;

/// The most characters of a passage that a message shows.
const SHOWN: usize = 100;

fn shortened(words: &str) -> String {
    let words = one_line(words);
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}

/// A text as YAML takes it.
fn quoted(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
    format!("\"{words}\"")
}

/// Names that editors have pointed out are mentions, in the place of what was found there.
pub fn identify_names(
    identified: &Identified,
    index: usize,
    annotations: &[Annotation],
    mentions: &mut Vec<Mention>,
) {
    let item = &identified.items[index];
    if item.kind != Kind::Article {
        return;
    }
    let mut is_changed = false;
    for annotation in annotations {
        let Some((entity, run)) = annotation.evidence.entity.zip(annotation.anchor.run()) else {
            continue;
        };
        let is_known = |mention: &Mention| {
            mention.run.overlaps(run) && (mention.linked || mention.entity == entity && mention.run == run)
        };
        if mentions.iter().any(is_known) {
            continue;
        }
        mentions.retain(|mention| !mention.run.overlaps(run));
        // Within a link, a heading or code a name is no link of its own.
        let linked = item.body.quiet.iter().any(|quiet| quiet.overlaps(run));
        mentions.push(Mention { entity, run, linked });
        is_changed = true;
    }
    if is_changed {
        mentions.sort_by_key(|mention| mention.run);
    }
}

/// Where the links of all notes lead.
pub fn note_targets(annotations: &[Annotation]) -> impl Iterator<Item = &Target> {
    annotations.iter().flat_map(|annotation| annotation.note.links.iter().chain(&annotation.note.raw_links))
}
