//! `archive build`: writes the site.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::{Deserialize, Serialize};

use crate::build::{Cache, Site, build};
use crate::cli::{BuildOptions, Ended, Failure, Globals, site};
use crate::config::INPUTS;
use crate::load::SiteFolder;
use crate::report::{self, plural};
use crate::text::hash::Hash;
use crate::write::{MANIFEST, Options, PutError, Stage, WriteError};

/// How long a build takes before a person is shown its progress.
const PATIENCE: Duration = Duration::from_secs(1);

pub fn run(globals: &Globals, options: &BuildOptions) -> Result<Ended, Failure> {
    let begun = Instant::now();
    let folder = site::find(globals)?;
    let sources = site::load(&folder, &options.content)?;
    let loaded = begun.elapsed();
    let output = output_dir(&folder, options, &sources.config.output_dir);
    let remembered = Remembered::load(&folder);
    let fingerprint = sources.fingerprint();
    if remembered.is(&output, fingerprint) && is_intact(&folder, &output, options)? {
        let pages = remembered.pages;
        say!("{}", closing(pages, 0, begun.elapsed(), &remembered.held_back, ""));
        return Ok(Ended::Well);
    }
    let site = build(sources, &Cache::default());
    let stage = open(&folder, &output, options)?;
    let writing = Instant::now();
    let progress = Progress::new(site.plan.outputs.len(), begun);
    let written = site.write(stage, &|| progress.step()).map_err(failure)?;
    progress.finish();
    site::show(&written.diagnostics);
    written.warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));
    if options.force && written.foreign > 0 {
        let kept = plural(written.foreign, "file");
        eprintln!("warning: kept {kept} in `{}` that no build is known to have written", output.display());
        eprintln!("help: if old pages can be among them, empty the folder and build again\n");
    }
    let held_back = report::held_back(site.held_back);
    let problems = report::summary(&written.diagnostics);
    say!("{}", closing(written.pages, written.changed_pages, begun.elapsed(), &held_back, &problems));
    if options.timings {
        print_timings(loaded, &site, writing.elapsed());
    }
    let remembered = Remembered {
        manifest: manifest(&output),
        output,
        fingerprint: fingerprint.to_string(),
        pages: written.pages,
        held_back,
    };
    remember(&folder, written.diagnostics.is_empty().then_some(&remembered));
    // The process ends here, and with it the memory: to take a large archive apart piece by piece
    // would only make people wait.
    std::mem::forget(site);
    Ok(site::ended(&written.diagnostics))
}

fn output_dir(folder: &SiteFolder, options: &BuildOptions, configured: &str) -> PathBuf {
    options.output_dir.clone().unwrap_or_else(|| folder.root.join(configured))
}

fn open(folder: &SiteFolder, output: &Path, options: &BuildOptions) -> Result<Stage, Failure> {
    let inputs = INPUTS.map(|name| folder.root.join(name));
    if let Some(input) = inputs.iter().find(|input| lies_in(output, input)) {
        let message = format!("cannot write the site into `{}`, which it is made from", input.display());
        return Err(Failure::new(message).help("choose a folder of its own, such as `public`"));
    }
    let mut protect = vec![folder.root.as_path()];
    protect.extend(inputs.iter().map(PathBuf::as_path));
    let options = Options { force: options.force, protect: &protect, ..Options::default() };
    Stage::open(output, &options).map_err(failure)
}

/// Whether a path is or lies in a folder; neither need exist yet.
fn lies_in(path: &Path, folder: &Path) -> bool {
    absolute(path).starts_with(absolute(folder))
}

/// A path without symbolic links, as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        let existing = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        if let (Ok(existing), Ok(rest)) = (existing.canonicalize(), path.strip_prefix(above)) {
            return existing.join(rest);
        }
    }
    path.to_owned()
}

fn failure(error: WriteError) -> Failure {
    let help = error.help().unwrap_or_default().to_owned();
    Failure::new(error.to_string()).help(help)
}

/// Whether every file of the last build still stands as it was written.
fn is_intact(folder: &SiteFolder, output: &Path, options: &BuildOptions) -> Result<bool, Failure> {
    let stage = open(folder, output, options)?;
    let files: Vec<(String, [u8; 32])> =
        stage.previous().files.iter().map(|(path, entry)| (path.clone(), entry.fingerprint)).collect();
    for (path, fingerprint) in &files {
        match stage.put(path, *fingerprint, || Err::<Vec<u8>, ()>(())) {
            Ok(_) => {}
            Err(PutError::Source(())) => return Ok(false),
            Err(PutError::Write(error)) => return Err(failure(error)),
        }
    }
    Ok(!files.is_empty())
}

fn closing(pages: usize, changed: usize, took: Duration, held_back: &str, problems: &str) -> String {
    let mut line =
        format!("wrote {} ({changed} changed) in {:.2} s", plural(pages, "page"), took.as_secs_f64());
    if !problems.is_empty() {
        line.push_str(&format!(", {problems}"));
    }
    if !held_back.is_empty() {
        line.push_str(&format!(", held back: {held_back}"));
    }
    line
}

fn print_timings(loaded: Duration, site: &Site, writing: Duration) {
    let row = |stage: &str, took: Duration| say!("{stage:>10} {:>9.1} ms", took.as_secs_f64() * 1000.0);
    row("load", loaded);
    site.timings.iter().for_each(|(stage, took)| row(stage, *took));
    row("write", writing);
}

/// A progress bar, for builds that take longer than people like to wait in the dark.
struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    fn new(total: usize, begun: Instant) -> Progress {
        let target = ProgressDrawTarget::stderr_with_hz(10);
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} files").expect("the template is a constant");
        Progress { bar: bar.with_style(style), begun }
    }

    fn step(&self) {
        if self.begun.elapsed() > PATIENCE {
            self.bar.inc(1);
        } else {
            self.bar.update(|state| state.set_pos(state.pos() + 1));
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// What the last build was made of: if that is the same now, and the files still stand, there is
/// nothing to do.
#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    output: PathBuf,
    /// Of everything that the build read.
    fingerprint: String,
    /// Of the list of what it wrote: a build that was killed may have left another site there since.
    manifest: String,
    pages: usize,
    held_back: String,
}

impl Remembered {
    fn load(folder: &SiteFolder) -> Remembered {
        let text = fs::read_to_string(memory(folder)).unwrap_or_default();
        // A memory that cannot be read is none: the build is done in full.
        serde_json::from_str(&text).unwrap_or_default()
    }

    fn is(&self, output: &Path, fingerprint: Hash) -> bool {
        self.fingerprint == fingerprint.to_string()
            && self.output == output
            && self.manifest == manifest(output)
    }
}

/// The hash of the output's manifest; empty where there is none.
fn manifest(output: &Path) -> String {
    fs::read(output.join(MANIFEST)).map(|bytes| Hash::of(&bytes).to_string()).unwrap_or_default()
}

fn memory(folder: &SiteFolder) -> PathBuf {
    folder.root.join(".archive-cache").join("last-build.json")
}

/// Remembers a build that found nothing wrong; one with problems is done again, so that they are
/// said again.
fn remember(folder: &SiteFolder, remembered: Option<&Remembered>) {
    let path = memory(folder);
    let Some(remembered) = remembered else {
        let _ = fs::remove_file(path);
        return;
    };
    let text = serde_json::to_string(remembered).expect("plain data can be written as JSON");
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
    if let Err(error) = made {
        eprintln!("warning: the next build cannot be shortened: cannot write `{}`: {error}", path.display());
    }
}
