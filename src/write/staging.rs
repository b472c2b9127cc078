//! The folder in which the new site grows, and the empty folders kept for it from the last one.
//!
//! With an address of its own for each page, a site has as many folders as pages, and a folder cannot be
//! hard-linked. Making and removing all of them for one changed page would cost more than writing every
//! file anew; and ext4 does not use the inode of a removed folder again for some minutes but looks past
//! each of them, so that a run after a run would cost seconds. So the old site's folders are emptied
//! and kept beside the output for the next run. No file is kept, nor a folder that the new site lacks:
//! what is withheld from a site must not live on next to it.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::write::place::{Place, parent};
use crate::write::tree::{make_folder, remove_tree};

/// A site with fewer folders than this leaves none: to make them costs some milliseconds.
const SPARE_FROM: usize = 100;

/// A folder being filled from several threads. Nothing is on disk until the first file comes; what is
/// there goes when this value does. After the exchange there is nothing at its path.
#[derive(Debug)]
pub struct Staging {
    root: PathBuf,
    spare: PathBuf,
    /// The folders that stand, by their path in the output; `""` is the root. Empty: not begun.
    made: Mutex<HashSet<String>>,
}

impl Staging {
    pub fn new(place: &Place) -> Self {
        Self { root: place.staging.clone(), spare: place.spare.clone(), made: Mutex::default() }
    }

    /// The place of an output, its folder made.
    pub fn place_for(&self, path: &str) -> io::Result<PathBuf> {
        self.make(parent(path).unwrap_or(""))?;
        Ok(self.root.join(path))
    }

    /// Makes the folder and those it lies in, each once.
    pub fn make(&self, folder: &str) -> io::Result<()> {
        if self.begun()?.contains(folder) {
            return Ok(());
        }
        self.make(parent(folder).unwrap_or(""))?;
        make_folder(&self.root.join(folder))?;
        self.made().insert(folder.to_string());
        Ok(())
    }

    /// Removes the spare folders that the new site has no use for.
    pub fn prune(&self, wanted: &HashSet<&str>) -> io::Result<()> {
        let mut made = self.begun()?;
        let (kept, unused): (Vec<_>, Vec<_>) =
            made.drain().partition(|folder| folder.is_empty() || wanted.contains(folder.as_str()));
        made.extend(kept);
        remove_folders(&self.root, unused)
    }

    /// The folders that stand, the root at least. Other threads wait while the first one begins.
    fn begun(&self) -> io::Result<MutexGuard<'_, HashSet<String>>> {
        let mut made = self.made();
        if made.is_empty() {
            *made = self.begin()?;
        }
        Ok(made)
    }

    fn begin(&self) -> io::Result<HashSet<String>> {
        match fs::rename(&self.spare, &self.root) {
            Ok(()) => {
                if let Some(folders) = empty_folders(&self.root)? {
                    return Ok(folders);
                }
                remove_tree(&self.root)?;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        fs::create_dir(&self.root)?;
        Ok([String::new()].into())
    }

    fn made(&self) -> MutexGuard<'_, HashSet<String>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next run tries again and tells.
        drop(remove_tree(&self.root));
    }
}

/// Removes the old site, which stands at `place.staging` since the exchange, but for the folders that
/// the new site has too.
pub fn retire_old(place: &Place, folders: &HashSet<&str>) -> io::Result<()> {
    // When a folder cannot be emptied in this simple way, the thorough one has the last word.
    if folders.len() >= SPARE_FROM && keep_spare(place, folders).is_ok() {
        return Ok(());
    }
    remove_tree(&place.staging)
}

fn keep_spare(place: &Place, folders: &HashSet<&str>) -> io::Result<()> {
    let mut unused = Vec::new();
    walk(&place.staging, |path, is_folder| match path.to_str() {
        Some(folder) if is_folder && folders.contains(folder) => Ok(()),
        Some(folder) if is_folder => {
            unused.push(folder.to_string());
            Ok(())
        }
        _ => fs::remove_file(place.staging.join(path)),
    })?;
    remove_folders(&place.staging, unused)?;
    fs::rename(&place.staging, &place.spare)
}

/// The folders of a tree, the root as `""`; `None` if there is anything else in it.
fn empty_folders(root: &Path) -> io::Result<Option<HashSet<String>>> {
    if !fs::symlink_metadata(root)?.is_dir() {
        return Ok(None);
    }
    let mut folders = HashSet::from([String::new()]);
    let mut is_clean = true;
    walk(root, |path, is_folder| {
        match path.to_str() {
            Some(folder) if is_folder => drop(folders.insert(folder.to_string())),
            _ => is_clean = false,
        }
        Ok(())
    })?;
    Ok(is_clean.then_some(folders))
}

/// Calls `visit` with each path below the root and whether it is a folder, folders before their content.
fn walk(root: &Path, mut visit: impl FnMut(&Path, bool) -> io::Result<()>) -> io::Result<()> {
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let (path, is_folder) = (folder.join(entry.file_name()), entry.file_type()?.is_dir());
            visit(&path, is_folder)?;
            if is_folder {
                open.push(path);
            }
        }
    }
    Ok(())
}

/// Removes empty folders, inmost first.
fn remove_folders(root: &Path, mut folders: Vec<String>) -> io::Result<()> {
    folders.sort_unstable_by(|one, other| other.cmp(one));
    folders.iter().try_for_each(|folder| fs::remove_dir(root.join(folder)))
}
