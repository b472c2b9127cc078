//! The list of what a run wrote, kept in the output as `.archive-manifest.json`.
//!
//! It is part of the site, so it holds nothing that differs between two builds of the same content:
//! no times, no folder names. One entry a line, sorted, so that a change to it reads well in a diff.
//! It is published with the site: a fingerprint must be made only of what is published too.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// The manifest's path in the output.
pub const MANIFEST: &str = ".archive-manifest.json";

const FORMAT: u32 = 1;

/// A BLAKE3 hash of everything that a file was rendered from: its view, its templates, the program.
pub type Fingerprint = [u8; 32];

/// What a run wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    #[serde(default)]
    format: u32,
    /// What the caller wants to know of that run: the date it was built for, the program's version.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// One entry an output, by its path.
    #[serde(default)]
    pub files: BTreeMap<String, Entry>,
}

/// What is known of one output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// What the file was rendered from.
    #[serde(deserialize_with = "hash")]
    pub fingerprint: Fingerprint,
    /// The BLAKE3 hash of its bytes.
    #[serde(deserialize_with = "hash")]
    pub content: [u8; 32],
    /// Its length in bytes.
    pub size: u64,
    /// When it was last modified, in nanoseconds since 1970. Not in the manifest: it differs from build
    /// to build, and comes from the state file. `None`: only the content hash can tell.
    #[serde(skip)]
    pub modified: Option<i64>,
}

impl Manifest {
    pub(super) fn new(facts: BTreeMap<String, String>, files: BTreeMap<String, Entry>) -> Self {
        Self { format: FORMAT, facts, files }
    }

    /// Reads a manifest. `check` refuses a path that an output cannot have: the file may come from
    /// anywhere.
    ///
    /// # Errors
    /// A sentence for people when it is no manifest, or one of a later version.
    pub(super) fn parse(bytes: &[u8], check: impl Fn(&str) -> bool) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if manifest.format != FORMAT {
            return Err(format!("its format is {}, this version knows {FORMAT}", manifest.format));
        }
        match manifest.files.keys().find(|path| !check(path)) {
            Some(path) => Err(format!("{path:?} is not a path in the output")),
            None => Ok(manifest),
        }
    }

    /// The bytes of the manifest file; the same manifest gives the same bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let facts = self.facts.iter().map(|(name, fact)| format!("{}: {}", quoted(name), quoted(fact)));
        let files = self.files.iter().map(|(path, entry)| format!("{}: {}", quoted(path), entry.to_line()));
        format!(
            "{{\n\"format\": {},\n\"facts\": {},\n\"files\": {}\n}}\n",
            self.format,
            lines(facts),
            lines(files)
        )
        .into_bytes()
    }
}

impl Entry {
    fn to_line(self) -> String {
        let (fingerprint, content) = (hex(&self.fingerprint), hex(&self.content));
        format!("{{\"fingerprint\": \"{fingerprint}\", \"content\": \"{content}\", \"size\": {}}}", self.size)
    }
}

/// An object with one member a line.
fn lines(members: impl Iterator<Item = String>) -> String {
    let members: Vec<String> = members.collect();
    if members.is_empty() { "{}".into() } else { format!("{{\n{}\n}}", members.join(",\n")) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

pub(super) fn hex(hash: &[u8; 32]) -> String {
    blake3::Hash::from_bytes(*hash).to_hex().to_string()
}

fn hash<'de, D: Deserializer<'de>>(source: D) -> Result<[u8; 32], D::Error> {
    let text = Cow::<str>::deserialize(source)?;
    let hash = blake3::Hash::from_hex(text.as_bytes()).map_err(serde::de::Error::custom)?;
    Ok(*hash.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let entry =
            |byte| Entry { fingerprint: [byte; 32], content: [byte + 1; 32], size: 7, modified: None };
        let files = [("z \"q\".html".to_string(), entry(1)), ("a/é.html".to_string(), entry(171))];
        Manifest::new([("as_of".to_string(), "2024-01-01".to_string())].into(), files.into())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let manifest = sample();
        assert_eq!(Manifest::parse(&manifest.to_bytes(), |_| true), Ok(manifest));
        let empty = Manifest::new(BTreeMap::new(), BTreeMap::new());
        assert_eq!(Manifest::parse(&empty.to_bytes(), |_| true), Ok(empty));
    }

    #[test]
    fn entries_stand_one_a_line_and_sorted() {
        let text = String::from_utf8(sample().to_bytes()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "\"format\": 1,");
        assert_eq!(lines[3], "\"as_of\": \"2024-01-01\"");
        assert!(lines[6].starts_with("\"a/é.html\": {\"fingerprint\": \"abab"), "{}", lines[6]);
        assert!(lines[7].ends_with("\", \"size\": 7}"), "{}", lines[7]);
    }

    #[test]
    fn what_is_no_manifest_of_ours_is_refused() {
        assert!(Manifest::parse(b"{}", |_| true).is_err());
        assert!(Manifest::parse(b"not json", |_| true).is_err());
        assert!(Manifest::parse(b"{\"format\": 2}", |_| true).unwrap_err().contains("format is 2"));
        assert!(
            Manifest::parse(&sample().to_bytes(), |path| !path.starts_with("a/"))
                .unwrap_err()
                .contains("a/é")
        );
    }
}
