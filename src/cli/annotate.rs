//! `archive annotate`: adds an entry to an article's sidecar.

use std::ops::Range;

use crate::cli::desk::{Desk, SURROUNDINGS, free_id};
use crate::cli::{AnnotateOptions, Ended, Failure, Globals};
use crate::import::sidecar;
use crate::model::annotation::{Entry, EntryStatement, POSITIONS, Remark};
use crate::model::draft::Record;
use crate::model::kind::Kind;
use crate::parse::annotations::made_id;
use crate::text::anchor::{Anchor, Candidate, Haystack, Selector};
use crate::text::edtf::Edtf;
use crate::text::words::one_line;

pub fn run(globals: &Globals, options: &AnnotateOptions) -> Result<Ended, Failure> {
    let desk = Desk::open(globals)?;
    let name = options.article.as_deref().expect("the arguments demand an article");
    let dossier = desk.article(name)?;
    let record = &dossier.draft.record;
    check(&desk, options)?;
    let haystack = record.body.haystack();
    let quote = options.quote.as_deref().expect("the arguments demand a quote");
    let range = passage(record, &haystack, quote, options)?;
    let mut entry = entry(&desk, record, &haystack, range, options);
    let beside = dossier.sidecars.iter().flat_map(|list| list.iter());
    let ids: Vec<String> = beside.map(|annotation| annotation.id.value.clone()).collect();
    entry.id = free_id(&entry.id, &ids);
    let sidecar = desk.sidecar(record);
    let text = sidecar::append(&sidecar.text, std::slice::from_ref(&entry))
        .map_err(|error| sidecar.refuses(&error))?;
    sidecar.write(&text)?;
    say!("added to {}\n\n{}", sidecar.shown, sidecar::yaml(&entry).trim_end());
    Ok(Ended::Well)
}

/// What the options name must be there.
fn check(desk: &Desk, options: &AnnotateOptions) -> Result<(), Failure> {
    for event in &options.events {
        desk.know(&[Kind::Event], event)?;
    }
    for name in [&options.entity, &options.speaker].into_iter().filter(|name| !name.is_empty()) {
        desk.know(&Kind::ENTITIES, name)?;
    }
    options.claim.iter().try_for_each(|claim| desk.know(&[Kind::Claim], claim))?;
    let dates = options.date.iter().chain(Some(&options.said).filter(|said| !said.is_empty()));
    for date in dates {
        Edtf::parse(date)
            .map_err(|error| Failure::new(format!("`{date}` is not a date: {}", error.message)))?;
    }
    let own = &desk.sources.config.positions;
    match &options.position {
        Some(position) if !POSITIONS.contains(&position.as_str()) && !own.contains(position) => {
            let known: Vec<&str> = POSITIONS.into_iter().chain(own.iter().map(String::as_str)).collect();
            Err(Failure::new(format!("`{position}` is no position"))
                .help(format!("it can be {}", known.join(", "))))
        }
        _ => Ok(()),
    }
}

/// Where the passage is; a quote that does not occur is refused, and so is one that occurs more than once
/// and is not told apart.
fn passage(
    record: &Record,
    haystack: &Haystack<'_>,
    quote: &str,
    options: &AnnotateOptions,
) -> Result<Range<usize>, Failure> {
    let selector =
        Selector { quote, prefix: &options.prefix, suffix: &options.suffix, paragraph: None, start: None };
    let title = &record.title.value;
    match haystack.find(&selector) {
        Anchor::Exact(range) | Anchor::Moved(range) => Ok(range),
        Anchor::Ambiguous(candidates) => {
            let message = format!("the words stand in {} places of “{title}”", candidates.len());
            let help =
                format!("tell which is meant with `--prefix` or `--suffix`:{}", shown(record, &candidates));
            Err(Failure::new(message).help(help))
        }
        Anchor::Fuzzy { .. } | Anchor::Orphan(_) => {
            let mut near = haystack.nearest(quote, 3);
            let best = near.first().map_or(0.0, |candidate| candidate.score);
            near.retain(|candidate| candidate.score * 2.0 > best);
            let failure = Failure::new(format!("“{title}” has no such words"));
            if record.body.is_empty() {
                return Err(failure.help("the article has no text"));
            }
            if near.is_empty() {
                return Err(failure.help("quote them as they stand in its text"));
            }
            Err(failure.help(format!("the nearest passages are:{}", shown(record, &near))))
        }
    }
}

/// Passages with a few words around them, one a line.
fn shown(record: &Record, candidates: &[Candidate]) -> String {
    let plain = &record.body.plain;
    let lines = candidates.iter().take(5).map(|candidate| {
        let Range { start, end } = candidate.range;
        let mut before: Vec<&str> = plain[..start].split_whitespace().rev().take(BESIDE).collect();
        before.reverse();
        let after: Vec<&str> = plain[end..].split_whitespace().take(BESIDE).collect();
        let space = |is: bool| if is { " " } else { "" };
        format!(
            "\n  {}{}[{}]{}{}",
            before.join(" "),
            space(plain[..start].ends_with(char::is_whitespace) && !before.is_empty()),
            one_line(&plain[start..end]),
            space(plain[end..].starts_with(char::is_whitespace) && !after.is_empty()),
            after.join(" ")
        )
    });
    lines.collect()
}

/// How many words are shown on each side of a passage.
const BESIDE: usize = 4;

fn entry(
    desk: &Desk,
    record: &Record,
    haystack: &Haystack<'_>,
    range: Range<usize>,
    options: &AnnotateOptions,
) -> Entry {
    let quote = one_line(&record.body.plain[range.clone()]);
    let (prefix, suffix) = haystack.surroundings(range, SURROUNDINGS);
    let config = &desk.sources.config;
    let is_evidence = !options.events.is_empty() || !options.entity.is_empty() || options.claim.is_some();
    let silent = if is_evidence { Remark::Evidence } else { Remark::Highlight };
    Entry {
        id: made_id(&quote, &options.note),
        quote,
        prefix,
        suffix,
        note: options.note.clone(),
        kind: options.kind.unwrap_or(if options.note.is_empty() { silent } else { Remark::Comment }),
        by: options.by.clone().unwrap_or_else(|| config.author.clone()),
        date: options.date.clone().unwrap_or_else(|| config.as_of.to_string()),
        tags: options.tags.clone(),
        events: options.events.clone(),
        entity: options.entity.clone(),
        statement: options.claim.as_ref().map(|claim| EntryStatement {
            claim: claim.clone(),
            position: options.position.clone().unwrap_or_default(),
            speaker: options.speaker.clone(),
            said: options.said.clone(),
            ..EntryStatement::default()
        }),
        ..Entry::default()
    }
}
