//! `archive phrases`: the languages that the interface can be in, and the beginning of a file for one.
//!
//! A new file holds every phrase, in the shipped translation where there is one and in English where there
//! is none. It never overwrites a file.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};

use crate::cli::{Ended, Failure, Globals, site};
use crate::load::{self, PhraseTexts};
use crate::phrases::{ENGLISH, FOLDER, Phrases};
use crate::text::language;

/// Prints the languages, and what the site's own files add to them.
pub fn list(globals: &Globals) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    let PhraseTexts { own, shipped, .. } = load::read_phrases(&folder);
    let mut origins: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (lang, _) in &shipped {
        origins.entry(lang).or_default().push("shipped");
    }
    let is_copy = |lang: &str, text: &str| {
        shipped.iter().any(|(known, shipped)| known == lang && &*shipped.text == text)
    };
    for (lang, text) in own.iter().filter(|(lang, text)| !is_copy(lang, &text.text)) {
        let origin = if text.text.is_empty() { "empty" } else { "own" };
        origins.entry(lang).or_default().push(origin);
    }
    let widest = origins.keys().map(|lang| lang.len()).max().unwrap_or_default();
    for (lang, origins) in origins {
        say!("{lang:widest$}  {}", origins.join(", "));
    }
    Ok(Ended::Well)
}

/// Makes `i18n/LANG.yaml`.
pub fn new(globals: &Globals, lang: &str) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    if !language::is_tag(lang) {
        return Err(Failure::new(format!("`{lang}` is not a language tag"))
            .help("write it as in BCP 47: `fr`, `pt-BR`, `zh-Hant`"));
    }
    let shipped = load::shipped_phrases();
    let served = Phrases::serving(lang, shipped.iter().map(|(lang, _)| lang.as_str()));
    let from = served.unwrap_or(ENGLISH);
    let text = shipped.iter().find(|(known, _)| known == from).map(|(_, text)| &*text.text);
    let text = text.ok_or_else(|| Failure::new("the English phrases are missing"))?;
    let directory = folder.root.join(FOLDER);
    let path = directory.join(format!("{lang}.yaml"));
    let shown = site::shown(&path);
    fs::create_dir_all(&directory)
        .map_err(|error| Failure::new(format!("cannot make `{}`: {error}", site::shown(&directory))))?;
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            say!("made {shown}, which says everything as the shipped `{from}` does");
            Ok(Ended::Well)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Failure::new(format!("`{shown}` is there already")).help("open it"))
        }
        Err(error) => Err(Failure::new(format!("cannot write `{shown}`: {error}"))),
    }
}
