//! Diagnostics → text for people, JSON for machines. Decides nothing about them.

mod human;
mod machine;

pub use human::human;
pub use machine::json;

use crate::diag::{Diagnostic, Severity};
use crate::withhold::HeldBack;

/// How many errors and warnings there are.
pub fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    (errors, diagnostics.len() - errors)
}

/// "2 errors, 1 warning"; empty where there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let (errors, warnings) = count(diagnostics);
    let parts = [(errors, "error"), (warnings, "warning")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| plural(count, word)).collect();
    parts.join(", ")
}

/// What was held back, in words; empty where nothing was.
pub fn held_back(held_back: HeldBack) -> String {
    let parts = [
        (held_back.withheld, "withheld item"),
        (held_back.embargoed, "embargoed item"),
        (held_back.unclear, "item with unclear access"),
        (held_back.drafts, "draft"),
        (held_back.texts, "text"),
        (held_back.annotations, "annotation"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| match words.split_once(' ') {
            Some(("item", rest)) => format!("{} {rest}", plural(count, "item")),
            _ => plural(count, words),
        })
        .collect();
    parts.join(", ")
}

/// "1 page", "2 pages".
pub fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
