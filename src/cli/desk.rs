//! What `annotate` and `import` share: the articles as they are written, and their sidecars.

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::build::Sources;
use crate::cli::{ContentOptions, Failure, Globals, site};
use crate::config::CONTENT;
use crate::import::sidecar::AppendError;
use crate::load::{ANNOTATIONS, SiteFolder};
use crate::model::draft::{Dossier, Record};
use crate::model::kind::Kind;
use crate::parse::slug_of;
use crate::text::fold::fold;
use crate::text::near::nearest;

/// How many characters around a passage are written into a selector, at least: with fewer, a passage whose
/// words change is seldom found again.
pub const SURROUNDINGS: usize = 32;

/// The articles of a site as their editors wrote them.
pub struct Desk {
    pub folder: SiteFolder,
    pub sources: Sources,
    pub dossiers: Vec<Dossier>,
}

/// A sidecar, which need not be there yet.
pub struct Sidecar {
    /// Below the site folder, for messages.
    pub shown: String,
    pub path: PathBuf,
    /// Empty where there is no such file yet.
    pub text: String,
}

impl Desk {
    pub fn open(globals: &Globals) -> Result<Desk, Failure> {
        let folder = site::find(globals)?;
        let options = ContentOptions { base_url: None, drafts: true, as_of: None };
        let sources = site::load(&folder, &options)?;
        // What is wrong with other files is for `archive check` to say.
        let dossiers = sources.dossiers().value;
        Ok(Desk { folder, sources, dossiers })
    }

    pub fn articles(&self) -> impl Iterator<Item = &Dossier> {
        self.dossiers.iter().filter(|dossier| dossier.draft.record.kind == Kind::Article)
    }

    /// The article of that slug, title or path.
    pub fn article(&self, name: &str) -> Result<&Dossier, Failure> {
        let found: Vec<&Dossier> =
            self.articles().filter(|dossier| is_called(&dossier.draft.record, name)).collect();
        match found[..] {
            [only] => Ok(only),
            [] => Err(self.no_such(Kind::Article, name)),
            _ => Err(Failure::new(format!("`{name}` fits {} articles", found.len()))
                .help("write the path of the one that is meant, as `articles/visit.md`")),
        }
    }

    /// Whether there is an item of a kind with that name.
    pub fn know(&self, kinds: &[Kind], name: &str) -> Result<(), Failure> {
        let records = self.dossiers.iter().map(|dossier| &dossier.draft.record);
        let mut same = records.filter(|record| kinds.contains(&record.kind) && is_called(record, name));
        same.next().map(drop).ok_or_else(|| self.no_such(kinds[0], name))
    }

    fn no_such(&self, kind: Kind, name: &str) -> Failure {
        let records = self.dossiers.iter().map(|dossier| &dossier.draft.record);
        let same = records.filter(|record| record.kind == kind);
        let slugs: Vec<String> = same.map(|record| record.slug.value.clone()).collect();
        let failure = Failure::new(format!("there is no {} `{name}`", kind.name()));
        match nearest(name, slugs.iter().map(String::as_str)) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure
                .help(format!("write the name of its file in `{CONTENT}/{}/`, without `.md`", kind.folder())),
        }
    }

    /// The sidecar that new entries of an article go into: the one that is there, else one to be made.
    pub fn sidecar(&self, record: &Record) -> Sidecar {
        let there = self.sources.sidecars_of(&record.path).first().copied();
        let path = there.map_or_else(|| new_sidecar(&record.path), |(_, path)| path.to_owned());
        let text = there.map(|(number, _)| self.sources.texts[number as usize].text.to_string());
        self.sidecar_at(&path, text.unwrap_or_default())
    }

    /// A sidecar at a path below `content/`.
    pub fn sidecar_at(&self, path: &str, text: String) -> Sidecar {
        let shown = format!("{CONTENT}/{path}");
        Sidecar { path: self.folder.root.join(&shown), shown, text }
    }
}

impl Sidecar {
    /// Why nothing can be added.
    pub fn refuses(&self, error: &AppendError) -> Failure {
        Failure::new(format!("{}:{}: {}", self.shown, error.line, error.message)).help(error.help.clone())
    }

    /// Writes a new text in the place of the old one: all of it, or nothing.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        let beside = self.path.with_extension("yaml.new");
        let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &self.path));
        written.map_err(|error: io::Error| {
            // The failed write is what matters; what it left behind may stay.
            drop(fs::remove_file(&beside));
            Failure::new(format!("cannot write `{}`: {error}", self.shown))
        })
    }
}

/// `articles/visit.md` has `articles/visit.annotations.yaml`, `articles/visit/index.md` has
/// `articles/visit/annotations.yaml`.
fn new_sidecar(article: &str) -> String {
    match article.strip_suffix("/index.md") {
        Some(folder) => format!("{folder}/{ANNOTATIONS}"),
        None => format!("{}.{ANNOTATIONS}", article.trim_end_matches(".md")),
    }
}

fn is_called(record: &Record, name: &str) -> bool {
    let plain = name.trim_start_matches("content/").trim_start_matches("./content/").trim_end_matches(".md");
    let path = record.path.trim_end_matches(".md");
    record.slug.value == plain
        || slug_of(&record.path) == plain
        || path == plain
        || path.strip_suffix("/index") == Some(plain)
        || fold(&record.title.value) == fold(name)
}

/// An id that no annotation of the article has.
pub fn free_id(wanted: &str, ids: &[String]) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|id| !ids.contains(id))
        .expect("there are more numbers than annotations")
}
