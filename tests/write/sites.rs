//! Small sites, building them, and looking at what stands on disk.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use annotated_archive::write::{MANIFEST, Options, Put, PutError, Stage, WriteError, Written};
use tempfile::TempDir;

pub type Site<'a> = &'a [(&'a str, &'a str)];

pub const OLD: Site = &[("index.html", "home"), ("a/index.html", "first"), ("a/b/c.html", "deep")];
pub const NEW: Site = &[("index.html", "home"), ("a/index.html", "second"), ("feed.xml", "feed")];

/// A place to build in, and the output's path there.
pub fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    (folder, output)
}

pub fn fingerprint(text: &str) -> [u8; 32] {
    *blake3::hash(text.as_bytes()).as_bytes()
}

pub fn put(stage: &Stage, path: &str, text: &str) -> Result<Put, WriteError> {
    match stage.put(path, fingerprint(text), || Ok::<_, Infallible>(text)) {
        Ok(put) => Ok(put),
        Err(PutError::Write(error)) => Err(error),
    }
}

pub fn build_with(output: &Path, site: Site, options: &Options) -> Result<Written, WriteError> {
    let stage = Stage::open(output, options)?;
    for (path, text) in site {
        put(&stage, path, text)?;
    }
    let written = stage.commit(BTreeMap::new())?;
    assert!(written.warnings.is_empty(), "{:?}", written.warnings);
    Ok(written)
}

pub fn build(output: &Path, site: Site) -> Result<Written, WriteError> {
    build_with(output, site, &Options::default())
}

pub fn forced() -> Options<'static> {
    Options { force: true, ..Options::default() }
}

/// What files, changed, removed.
pub fn counts(written: &Written) -> (usize, usize, usize) {
    (written.files, written.changed, written.removed)
}

/// Everything below a folder: a file's bytes, a symlink's target, `None` for a folder.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_path_buf();
            if path.is_symlink() {
                found.insert(name, Some(fs::read_link(&path).unwrap().as_os_str().as_bytes().to_vec()));
            } else if path.is_dir() {
                found.insert(name, None);
                open.push(path);
            } else {
                found.insert(name, Some(fs::read(&path).unwrap()));
            }
        }
    }
    found
}

/// The files below a folder, without the manifest.
pub fn files(folder: &Path) -> Vec<(String, String)> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let all = tree(folder).into_iter().filter_map(|(path, bytes)| Some((path, bytes?)));
    all.map(|(path, bytes)| (path.to_str().unwrap().to_string(), text(bytes)))
        .filter(|file| file.0 != MANIFEST)
        .collect()
}

pub fn sorted(site: Site) -> Vec<(String, String)> {
    let mut site: Vec<_> = site.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    site.sort();
    site
}

/// Identity and times of everything in and beside the output.
pub fn stamps(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, i64, i64)> {
    let stamp = |path: &Path| {
        let meta = fs::symlink_metadata(folder.join(path)).unwrap();
        (meta.ino(), meta.mtime(), meta.mtime_nsec(), meta.ctime(), meta.ctime_nsec())
    };
    let paths = tree(folder).into_keys().chain([PathBuf::new()]);
    paths.map(|path| (path.clone(), stamp(&path))).collect()
}

pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub fn inode(path: PathBuf) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}
