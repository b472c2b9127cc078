//! `archive annotate --reanchor`: brings the selectors of passages up to date that have moved, or whose
//! words have changed.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::cli::desk::{Desk, SURROUNDINGS, Sidecar};
use crate::cli::{AnnotateOptions, Ended, Failure, Globals};
use crate::import::reanchor::{Reanchored, reanchor};
use crate::model::draft::{Dossier, Place, Selector};
use crate::report::plural;
use crate::text::anchor::Anchor;
use crate::text::words::one_line;

pub fn run(globals: &Globals, options: &AnnotateOptions) -> Result<Ended, Failure> {
    let desk = Desk::open(globals)?;
    let articles: Vec<&Dossier> = match &options.article {
        Some(name) => vec![desk.article(name)?],
        None => desk.articles().collect(),
    };
    let mut changed: Vec<(Sidecar, String)> = Vec::new();
    let mut count = 0;
    for dossier in articles {
        for (number, path) in desk.sources.sidecars_of(&dossier.draft.record.path) {
            let text = desk.sources.texts[number as usize].text.to_string();
            let found = changes(dossier, number);
            if found.is_empty() {
                continue;
            }
            let sidecar = desk.sidecar_at(path, text);
            count += found.len();
            found.iter().for_each(|change| show(&sidecar, change));
            let changes: Vec<Reanchored> = found.into_iter().map(|change| change.new).collect();
            let new = reanchor(&sidecar.text, &changes);
            changed.push((sidecar, new));
        }
    }
    if changed.is_empty() {
        say!("every passage that was found stands where its selector says");
        return Ok(Ended::Well);
    }
    if !options.yes && !is_agreed(count)? {
        say!("nothing was written");
        return Ok(Ended::Well);
    }
    changed.iter().try_for_each(|(sidecar, text)| sidecar.write(text))?;
    say!("wrote {} into {}", plural(count, "selector"), plural(changed.len(), "file"));
    Ok(Ended::Well)
}

/// A selector that no longer says where its passage is.
struct Change {
    /// `moved`, or `changed`.
    what: &'static str,
    old: Selector,
    new: Reanchored,
}

/// The changes that a sidecar needs.
fn changes(dossier: &Dossier, sidecar: u32) -> Vec<Change> {
    let record = &dossier.draft.record;
    let haystack = record.body.haystack();
    let annotations = dossier.sidecars.iter().flat_map(|list| list.iter());
    let of_file = annotations.filter(|annotation| annotation.file == sidecar);
    let mut changes = Vec::new();
    for annotation in of_file {
        let Place::Sought(selector) = &annotation.place else {
            continue;
        };
        let (what, range) = match haystack.find(&selector.sought()) {
            Anchor::Moved(range) => ("moved", range),
            Anchor::Fuzzy { range, .. } => ("changed", range),
            Anchor::Exact(_) | Anchor::Ambiguous(_) | Anchor::Orphan(_) => continue,
        };
        let (prefix, suffix) = haystack.surroundings(range.clone(), SURROUNDINGS);
        let paragraph = record.body.paragraphs.partition_point(|(start, _)| *start as usize <= range.start);
        let new = Reanchored {
            at: selector.quote.span,
            quote: one_line(&record.body.plain[range.clone()]),
            prefix,
            suffix,
            paragraph: u32::try_from(paragraph.max(1)).unwrap_or(u32::MAX),
            start: u32::try_from(record.body.plain[..range.start].chars().count()).unwrap_or(u32::MAX),
        };
        changes.push(Change { what, old: selector.clone(), new });
    }
    changes
}

/// Shows what a change does, as `diff` does.
fn show(sidecar: &Sidecar, change: &Change) {
    let line = crate::text::span::position(&sidecar.text, change.old.quote.span.start as usize).line;
    say!("{}:{}: the passage has {}", sidecar.shown, line, change.what);
    say!("  - {}", in_context(&change.old.quote.value, &change.old.prefix, &change.old.suffix));
    say!("  + {}\n", in_context(&change.new.quote, &change.new.prefix, &change.new.suffix));
}

/// A quote among the words that tell it from others.
fn in_context(quote: &str, prefix: &str, suffix: &str) -> String {
    let quote = format!("[{}]", one_line(quote));
    let parts = [one_line(prefix), quote, one_line(suffix)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Asks whoever sits at the terminal; without one, `--yes` must have been said.
fn is_agreed(count: usize) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::new(format!("{} would be written", plural(count, "selector")))
            .help("read what is shown above, then run the command with `--yes`"));
    }
    print_question(count);
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| Failure::new(format!("cannot read the answer: {error}")))?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn print_question(count: usize) {
    let mut out = io::stdout().lock();
    // Without anybody to see the question nobody answers it.
    drop(write!(out, "write {}? [y/N] ", plural(count, "selector")).and_then(|()| out.flush()));
}
