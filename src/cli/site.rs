//! What `build`, `serve` and `check` share: finding the site, reading it, showing problems.

use std::env;
use std::io::{IsTerminal, Write, stderr};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::build::{self, Sources};
use crate::cli::{ContentOptions, Ended, Failure, Globals};
use crate::config::{CONTENT, Config, FILE_NAME};
use crate::diag::Diagnostic;
use crate::load::SiteFolder;
use crate::report;
use crate::text::address::is_web_address;
use crate::text::edtf::Day;

/// The most problems that are shown to people at once.
const MAX_SHOWN: usize = 200;

/// Finds the site folder.
pub fn find(globals: &Globals) -> Result<SiteFolder, Failure> {
    let root = globals.root.clone();
    if !root.is_dir() {
        return Err(Failure::new(format!("there is no folder `{}`", root.display())));
    }
    let config = globals.config.clone().unwrap_or_else(|| root.join(FILE_NAME));
    if globals.config.is_some() && !config.is_file() {
        return Err(Failure::new(format!("there is no file `{}`", config.display())));
    }
    if !config.is_file() && !root.join(CONTENT).is_dir() {
        let message =
            format!("`{}` is not an archive: it has neither `{FILE_NAME}` nor `{CONTENT}/`", root.display());
        return Err(Failure::new(message)
            .help("name the folder of one with `--root DIR`, or make one with `archive init DIR`"));
    }
    Ok(SiteFolder { root, config })
}

/// Reads the site, with what the command line says over what the configuration says.
pub fn load(folder: &SiteFolder, options: &ContentOptions) -> Result<Sources, Failure> {
    let as_of = as_of(options)?;
    let base_url = base_url(options)?;
    Ok(build::load(folder, |config| adjust(config, options.drafts, as_of, base_url)))
}

fn adjust(config: &mut Config, drafts: bool, as_of: Day, base_url: Option<&str>) {
    config.drafts = drafts;
    config.as_of = as_of;
    if let Some(base_url) = base_url {
        config.set_base_url(base_url);
    }
}

fn base_url(options: &ContentOptions) -> Result<Option<&str>, Failure> {
    match options.base_url.as_deref() {
        Some(url) if !url.is_empty() && (!is_web_address(url) || url.contains(['?', '#'])) => {
            let help = "write the whole address: `--base-url https://example.org/archive/`";
            Err(Failure::new(format!("`{url}` is not a web address")).help(help))
        }
        url => Ok(url),
    }
}

/// The day given, that of `SOURCE_DATE_EPOCH` (reproducible-builds.org), or today (UTC).
fn as_of(options: &ContentOptions) -> Result<Day, Failure> {
    if let Some(day) = options.as_of {
        return Ok(day);
    }
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.trim().parse::<i64>().map_err(|_| {
            Failure::new(format!("SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds"))
        })?,
        Err(_) => now()?,
    };
    let day = Day::from_days(seconds.div_euclid(24 * 60 * 60));
    if !(1970..=9999).contains(&day.year) {
        return Err(Failure::new(format!("SOURCE_DATE_EPOCH is `{seconds}`, which is no date of this age")));
    }
    Ok(day)
}

fn now() -> Result<i64, Failure> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    seconds.ok_or_else(|| Failure::new("the clock of this machine stands before 1970"))
}

/// Whether people's terminal shows colours.
pub fn coloured() -> bool {
    env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && stderr().is_terminal()
}

/// Shows problems to people, on standard error.
pub fn show(diagnostics: &[Diagnostic]) {
    let mut out = stderr().lock();
    let coloured = coloured();
    for diagnostic in diagnostics.iter().take(MAX_SHOWN) {
        // Nobody is left to read when standard error is closed.
        let _ = writeln!(out, "{}\n", report::human(diagnostic, coloured));
    }
    if diagnostics.len() > MAX_SHOWN {
        let _ = writeln!(
            out,
            "… and {} more: `archive check --format json` lists all\n",
            diagnostics.len() - MAX_SHOWN
        );
    }
}

/// How a command ends that found these.
pub fn ended(diagnostics: &[Diagnostic]) -> Ended {
    if report::count(diagnostics).0 > 0 { Ended::WithProblems } else { Ended::Well }
}

/// A path as people wrote it, from the site folder where it is relative to it.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}
