//! `archive serve`: the preview server over the last good site.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::build::{Cache, Site, build};
use crate::cli::{ContentOptions, Ended, Failure, Globals, ServeOptions, site};
use crate::config::{FILE_NAME, INPUTS};
use crate::diag::{Diagnostic, Severity};
use crate::load::SiteFolder;
use crate::plan::Make;
use crate::report::{self, plural};
use crate::serve::{self, Outputs, Problem, Rebuilt, ServeError};

pub fn run(globals: &Globals, options: &ServeOptions) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    let cache = Cache::remembering();
    let site = load(&folder, &options.content, &cache)?;
    let base_path = site.config.base_path();
    let output = folder.root.join(&site.config.output_dir);
    let open = !options.interface.is_loopback();
    let first = rebuilt(site, Instant::now(), open);
    let watch = INPUTS.map(|name| folder.root.join(name));
    let serve_options = serve::ServeOptions {
        interface: options.interface,
        port: options.port,
        open: options.open,
        base_path,
        watch: watch.into_iter().chain([folder.config.clone()]).collect(),
        ignore: vec![output, folder.root.join(".archive-cache")],
        ..serve::ServeOptions::default()
    };
    let content = ContentOptions {
        base_url: options.content.base_url.clone(),
        drafts: options.content.drafts,
        as_of: options.content.as_of,
    };
    let rebuild = move |_changed: &[PathBuf]| {
        let begun = Instant::now();
        match load(&folder, &content, &cache) {
            Ok(site) => rebuilt(site, begun, open),
            Err(failure) => {
                Rebuilt { outputs: None, problems: vec![no_site(&failure)], summary: failure.message }
            }
        }
    };
    serve::serve(&serve_options, first, rebuild, |line| say!("{line}")).map_err(|error: ServeError| {
        Failure::new(error.to_string())
            .help("another port is chosen with `--port`, another address with `--interface`")
    })?;
    Ok(Ended::Well)
}

fn load(folder: &SiteFolder, options: &ContentOptions, cache: &Cache) -> Result<Site, Failure> {
    Ok(build(site::load(folder, options)?, cache))
}

fn rebuilt(site: Site, begun: Instant, open: bool) -> Rebuilt {
    let diagnostics = site.diagnostics();
    site::show(&diagnostics);
    let mut summary = format!(
        "built {} in {:.2} s",
        plural(site.plan.outputs.len(), "file"),
        begun.elapsed().as_secs_f64()
    );
    for part in [report::summary(&diagnostics), report::held_back(site.held_back)] {
        if !part.is_empty() {
            summary.push_str(", ");
            summary.push_str(&part);
        }
    }
    // The lines of files that are held back are nobody's business in the network.
    let problems = match open && !diagnostics.is_empty() {
        true => vec![in_the_terminal(&diagnostics)],
        false => diagnostics.iter().map(problem).collect(),
    };
    Rebuilt { outputs: Some(Arc::new(Shown(site))), problems, summary }
}

/// A site as the server sees it: a map from paths to bytes.
struct Shown(Site);

impl Outputs for Shown {
    fn read(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        let output = self.0.plan.at(path)?;
        Some(self.0.render(output).map_err(|problem| match &problem.place {
            crate::diag::Place::Text { path, position } => {
                format!("{path}:{}:{}: {}", position.line, position.column, problem.message)
            }
            _ => problem.message,
        }))
    }

    fn has(&self, path: &str) -> bool {
        self.0.plan.at(path).is_some_and(|output| output.make != Make::Empty)
    }
}

fn problem(diagnostic: &Diagnostic) -> Problem {
    let position = diagnostic.position.as_ref();
    Problem {
        severity: match diagnostic.severity {
            Severity::Error => serve::Severity::Error,
            Severity::Warning => serve::Severity::Warning,
        },
        code: diagnostic.code.name().to_owned(),
        message: diagnostic.message.clone(),
        file: Some(diagnostic.path.clone()),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        source_line: position.map(|position| position.text.clone()),
        help: Some(diagnostic.help.clone()).filter(|help| !help.is_empty()),
    }
}

fn in_the_terminal(diagnostics: &[Diagnostic]) -> Problem {
    Problem {
        severity: serve::Severity::Warning,
        code: "problems".to_owned(),
        message: format!("{}: see the terminal that the preview runs in", report::summary(diagnostics)),
        file: None,
        line: None,
        column: None,
        source_line: None,
        help: None,
    }
}

fn no_site(failure: &Failure) -> Problem {
    Problem {
        severity: serve::Severity::Error,
        code: "no-site".to_owned(),
        message: failure.message.clone(),
        file: Some(FILE_NAME.to_owned()),
        line: None,
        column: None,
        source_line: None,
        help: Some(failure.help.clone()).filter(|help| !help.is_empty()),
    }
}
