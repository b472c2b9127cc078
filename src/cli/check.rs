//! `archive check`: looks for problems, writes nothing.

use std::time::Instant;

use crate::build::{Cache, build};
use crate::cli::{CheckOptions, Ended, Failure, Format, Globals, site};
use crate::report::{self, plural};

pub fn run(globals: &Globals, options: &CheckOptions) -> Result<Ended, Failure> {
    let begun = Instant::now();
    let folder = site::find(globals)?;
    let mut sources = site::load(&folder, &options.content)?;
    sources.config.strict_annotations = options.strict;
    let site = build(sources, &Cache::default());
    let diagnostics = site.check();
    match options.format {
        Format::Json => say!("{}", report::json(&diagnostics)),
        Format::Human => {
            site::show(&diagnostics);
            let mut parts = vec![format!("checked {}", plural(site.plan.outputs.len(), "file"))];
            let summary = report::summary(&diagnostics);
            parts.push(if summary.is_empty() { "no problems".to_owned() } else { summary });
            let held_back = report::held_back(site.held_back);
            if !held_back.is_empty() {
                parts.push(format!("held back: {held_back}"));
            }
            say!("{} ({:.2} s)", parts.join(", "), begun.elapsed().as_secs_f64());
        }
    }
    Ok(site::ended(&diagnostics))
}
