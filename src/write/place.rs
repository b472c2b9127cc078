//! Where a site goes: the output folder, the names beside it that a run uses, and what may be there.
//!
//! Owns the checks of paths: of the output folder (nothing that would swallow the sources or the home
//! folder) and of each output in it (plain and relative). Changes nothing on disk except to make the
//! parent of the output.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::write::error::WriteError;
use crate::write::manifest::MANIFEST;

/// The output folder and its neighbours. The neighbours' names are fixed: whoever holds the lock on
/// `state` owns them all, so whatever stands there when the lock is taken was left by a run now dead.
#[derive(Debug)]
pub struct Place {
    /// The output as the user named it, for messages.
    pub shown: PathBuf,
    /// The output folder itself; a symlink at `shown` is resolved, and stays.
    pub output: PathBuf,
    /// The new site until it is exchanged, and the old one after that: never the only whole site.
    pub staging: PathBuf,
    /// The old site, whole, between the two steps of a double rename, and at no other time. That it
    /// stands here while `output` does not exist is the journal: the second step did not happen.
    pub aside: PathBuf,
    /// The old site's folders, empty, for the next run.
    pub spare: PathBuf,
    /// Locked while a run is at work; keeps the times of the files it wrote.
    pub state: PathBuf,
}

impl Place {
    /// Finds the output folder's true path, and makes its parent.
    pub fn find(shown: &Path) -> Result<Self, WriteError> {
        let output = true_path(shown)?;
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(WriteError::Protected { folder: shown.to_path_buf(), holds: output });
        };
        let beside = |role: &str| {
            let mut beside = std::ffi::OsString::from(".");
            beside.push(name);
            beside.push(role);
            parent.join(beside)
        };
        Ok(Self {
            shown: shown.to_path_buf(),
            staging: beside(".archive-new"),
            aside: beside(".archive-old"),
            spare: beside(".archive-spare"),
            state: beside(".archive-state"),
            output,
        })
    }

    /// Refuses an output folder that is or holds a protected one, that is mounted, or that holds files
    /// and no manifest (unless `force`).
    pub fn check(&self, protect: &[&Path], force: bool) -> Result<(), WriteError> {
        self.check_protected(protect)?;
        if !self.exists()? {
            return Ok(());
        }
        let device =
            |path: &Path| fs::metadata(path).map(|meta| meta.dev()).map_err(WriteError::io("read", path));
        let parent = self.output.parent().expect("checked in `find`");
        if device(&self.output)? != device(parent)? {
            return Err(WriteError::MountPoint { folder: self.shown.clone() });
        }
        if force || self.output.join(MANIFEST).is_file() || self.is_empty()? {
            return Ok(());
        }
        Err(WriteError::NotOurs { folder: self.shown.clone() })
    }

    /// Whether anything stands at the output's path.
    pub fn exists(&self) -> Result<bool, WriteError> {
        stands(&self.output).map_err(WriteError::io("read", &self.shown))
    }

    fn is_empty(&self) -> Result<bool, WriteError> {
        let mut listing = fs::read_dir(&self.output).map_err(WriteError::io("read", &self.shown))?;
        Ok(listing.next().is_none())
    }

    fn check_protected(&self, protect: &[&Path]) -> Result<(), WriteError> {
        let home = std::env::home_dir();
        let protect = protect.iter().copied().chain(home.as_deref());
        for holds in protect {
            let path = fs::canonicalize(holds).unwrap_or_else(|_| holds.to_path_buf());
            if path.starts_with(&self.output) {
                return Err(WriteError::Protected { folder: self.shown.clone(), holds: holds.to_path_buf() });
            }
        }
        Ok(())
    }
}

/// Whether anything stands at `path`, a dangling symlink included.
pub fn stands(path: &Path) -> std::io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Refuses a path that is not plain, relative and inside the output on every system.
pub fn check_path(path: &str) -> Result<(), WriteError> {
    let why = if path.starts_with('/') {
        "it is absolute"
    } else if path.contains(['\0', '\\']) {
        "it holds a NUL or a backslash"
    } else if path.split('/').any(str::is_empty) {
        "a part of it is empty"
    } else if path.split('/').any(|part| part == "." || part == "..") {
        "it holds `.` or `..`"
    } else if path.split('/').next() == Some(MANIFEST) {
        "the manifest goes there"
    } else {
        return Ok(());
    };
    Err(WriteError::BadPath { path: path.to_string(), why })
}

/// The folders that a path lies in, innermost first, without the output itself: `a/b`, `a` for `a/b/c`.
pub fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}

/// The folder that a path lies in; `None` in the output itself.
pub fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

fn true_path(shown: &Path) -> Result<PathBuf, WriteError> {
    match fs::canonicalize(shown) {
        Ok(path) if path.is_dir() => Ok(path),
        Ok(_) => Err(WriteError::NotAFolder { path: shown.to_path_buf() }),
        Err(error) if error.kind() == ErrorKind::NotFound && !shown.is_symlink() => path_to_make(shown),
        Err(error) => Err(WriteError::io("read", shown)(error)),
    }
}

fn path_to_make(shown: &Path) -> Result<PathBuf, WriteError> {
    let Some(name) = shown.file_name() else {
        return Err(WriteError::BadPath { path: shown.display().to_string(), why: "it ends in `..`" });
    };
    let parent = shown.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(WriteError::io("create", parent))?;
    let parent = fs::canonicalize(parent).map_err(WriteError::io("read", parent))?;
    Ok(parent.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_relative_paths_are_taken() {
        for good in ["a", "a/b.html", ".nojekyll", "..a/b..", "é/ö", "a b"] {
            assert!(check_path(good).is_ok(), "{good}");
        }
        let bad = ["", "/a", "a/", "a//b", ".", "a/./b", "..", "a/../b", "a\0b", "a\\b", "../a", MANIFEST];
        for bad in bad {
            assert!(check_path(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn folders_go_outwards() {
        assert_eq!(folders("a/b/c").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders("a").count(), 0);
    }
}
