//! Folders and files on disk: finding and carrying over what no run of ours wrote, giving a file that
//! stays its second name, removing a tree.
//!
//! A file that stays is hard-linked, so the old and the new site share it: nothing here ever writes into
//! a file that already has a name. Symlinks are carried over as symlinks and never followed.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, FileType, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use crate::write::error::WriteError;
use crate::write::manifest::{Entry, MANIFEST, Manifest};
use crate::write::place::{Place, folders};
use crate::write::staging::Staging;

/// What stands in the old output and was not written by us, by its path there.
#[derive(Debug)]
pub struct Foreign {
    path: PathBuf,
    kind: FileType,
}

impl Foreign {
    pub fn is_file(&self) -> bool {
        !self.kind.is_dir()
    }
}

/// A look through the old output for what has to be carried over.
pub struct Survey<'a> {
    pub place: &'a Place,
    pub previous: &'a Manifest,
    pub files: &'a BTreeMap<String, Entry>,
    pub folders: &'a HashSet<&'a str>,
    /// Whether the new site's files replace what is in their way.
    pub force: bool,
}

impl Survey<'_> {
    /// Lists what to carry over, folders before what is in them.
    ///
    /// # Errors
    /// `InTheWay` for a file whose path the new site wants for other content, `MountPoint` for a folder
    /// that cannot be moved with the rest, `Io`.
    pub fn foreign(&self) -> Result<Vec<Foreign>, WriteError> {
        let device = self.read(Path::new(""))?.dev();
        let ours: HashSet<&str> = self.previous.files.keys().flat_map(|path| folders(path)).collect();
        let mut found = Vec::new();
        let mut open = vec![PathBuf::new()];
        while let Some(folder) = open.pop() {
            for entry in self.list(&folder)? {
                let (path, kind) = (folder.join(&entry.0), entry.1);
                if kind.is_dir() {
                    if self.read(&path)?.dev() != device {
                        return Err(WriteError::MountPoint { folder: self.place.shown.join(path) });
                    }
                    open.push(path.clone());
                    if self.is_free(&path) && !is_in(&path, |path| ours.contains(path)) {
                        found.push(Foreign { path, kind });
                    }
                } else if !self.is_ours(&path) && self.is_to_stay(&path, kind)? {
                    found.push(Foreign { path, kind });
                }
            }
        }
        Ok(found)
    }

    fn list(&self, folder: &Path) -> Result<Vec<(std::ffi::OsString, FileType)>, WriteError> {
        let failed = |cause| WriteError::io("read", &self.place.shown.join(folder))(cause);
        let listing = fs::read_dir(self.place.output.join(folder)).map_err(failed)?;
        listing
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))).map_err(failed))
            .collect()
    }

    fn read(&self, path: &Path) -> Result<Metadata, WriteError> {
        fs::symlink_metadata(self.place.output.join(path))
            .map_err(WriteError::io("read", &self.place.shown.join(path)))
    }

    fn is_ours(&self, path: &Path) -> bool {
        is_in(path, |path| path == MANIFEST || self.previous.files.contains_key(path))
    }

    /// Whether the new site has nothing at the path, nor a file where the path has a folder.
    fn is_free(&self, path: &Path) -> bool {
        !path.ancestors().any(|path| is_in(path, |path| self.files.contains_key(path)))
    }

    /// Whether a foreign file is to be carried over: not when the new site has its very bytes, or, with
    /// `force`, anything at its path.
    fn is_to_stay(&self, path: &Path, kind: FileType) -> Result<bool, WriteError> {
        if self.is_free(path) && !is_in(path, |path| self.folders.contains(path)) {
            return Ok(true);
        }
        if self.force || (kind.is_file() && self.is_same(path)?) {
            return Ok(false);
        }
        Err(WriteError::InTheWay { path: self.place.shown.join(path) })
    }

    fn is_same(&self, path: &Path) -> Result<bool, WriteError> {
        let Some(entry) = path.to_str().and_then(|path| self.files.get(path)) else {
            return Ok(false);
        };
        let content = hash_file(&self.place.output.join(path))
            .map_err(WriteError::io("read", &self.place.shown.join(path)))?;
        Ok(content == entry.content)
    }
}

/// Carries foreign files and folders over into the staged site.
pub fn carry(place: &Place, staging: &Staging, foreign: &[Foreign]) -> Result<(), WriteError> {
    for Foreign { path, kind } in foreign {
        carry_one(place, staging, path, *kind).map_err(WriteError::io("keep", &place.shown.join(path)))?;
    }
    // Last, and inmost first: a folder may be one that nobody may write to.
    for Foreign { path, .. } in foreign.iter().rev().filter(|foreign| foreign.kind.is_dir()) {
        copy_mode(&place.output.join(path), &place.staging.join(path))
            .map_err(WriteError::io("keep", &place.shown.join(path)))?;
    }
    Ok(())
}

fn carry_one(place: &Place, staging: &Staging, path: &Path, kind: FileType) -> io::Result<()> {
    // A folder whose name is not text is foreign itself, and has been made before what is in it.
    if let Some(folder) = path.parent().and_then(Path::to_str) {
        staging.make(folder)?;
    }
    let (from, to) = (place.output.join(path), place.staging.join(path));
    if kind.is_dir() {
        make_folder(&to)
    } else if kind.is_symlink() {
        symlink(fs::read_link(from)?, to)
    } else {
        link(&from, &to).map(drop)
    }
}

/// Gives a file a second name, or copies it where the file system has no hard links for it. Returns the
/// copy's time of modification, which may be coarser than the original's.
pub fn link(from: &Path, to: &Path) -> io::Result<Option<i64>> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(None),
        Err(error) if cannot_link(&error) => copy(from, to).map(Some),
        Err(error) => Err(error),
    }
}

fn cannot_link(error: &io::Error) -> bool {
    let no_links = [Errno::XDEV, Errno::PERM, Errno::MLINK, Errno::OPNOTSUPP, Errno::NOSYS];
    Errno::from_io_error(error).is_some_and(|errno| no_links.contains(&errno))
}

fn copy(from: &Path, to: &Path) -> io::Result<i64> {
    let meta = fs::symlink_metadata(from)?;
    if !meta.is_file() {
        return Err(io::Error::new(
            ErrorKind::Unsupported,
            "it is no regular file and cannot be hard-linked",
        ));
    }
    fs::copy(from, to)?;
    let file = File::open(to)?;
    file.set_modified(meta.modified()?)?;
    Ok(modified(&file.metadata()?))
}

/// Gives `to` the permissions of `from`.
pub fn copy_mode(from: &Path, to: &Path) -> io::Result<()> {
    let mode = fs::symlink_metadata(from)?.permissions();
    if fs::symlink_metadata(to)?.permissions() == mode { Ok(()) } else { fs::set_permissions(to, mode) }
}

/// Removes whatever stands at the path, if anything does.
pub fn remove_tree(path: &Path) -> io::Result<()> {
    match try_remove(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            make_writable(path)?;
            try_remove(path)
        }
        outcome => outcome,
    }
}

fn try_remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Lets the owner write to every folder of a tree, so that it can be removed.
fn make_writable(folder: &Path) -> io::Result<()> {
    let mode = fs::symlink_metadata(folder)?.permissions().mode();
    fs::set_permissions(folder, Permissions::from_mode(mode | 0o700))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}

/// The BLAKE3 hash of a file's bytes.
pub fn hash_file(path: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(*hasher.finalize().as_bytes())
}

/// Makes a folder, if none stands there.
pub fn make_folder(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        outcome => outcome,
    }
}

/// The time of modification in nanoseconds since 1970.
pub fn modified(meta: &Metadata) -> i64 {
    meta.mtime().saturating_mul(1_000_000_000).saturating_add(meta.mtime_nsec())
}

/// Whether `test` holds for the path; not when it is no text, as our paths are.
fn is_in(path: &Path, test: impl FnOnce(&str) -> bool) -> bool {
    path.to_str().is_some_and(test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_time_and_mode() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::write(&from, "text").unwrap();
        fs::set_permissions(&from, Permissions::from_mode(0o400)).unwrap();
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
        File::open(&from).unwrap().set_modified(time).unwrap();
        assert_eq!(copy(&from, &to).unwrap(), 1_000_000_000_000_000);
        assert_eq!(fs::read(&to).unwrap(), b"text");
        assert_eq!(fs::metadata(&to).unwrap().mode() & 0o777, 0o400);
        assert_ne!(fs::metadata(&to).unwrap().ino(), fs::metadata(&from).unwrap().ino());
    }

    #[test]
    fn where_hard_links_fail_the_file_is_copied() {
        for errno in [Errno::XDEV, Errno::PERM, Errno::MLINK] {
            assert!(cannot_link(&errno.into()));
        }
        for errno in [Errno::NOSPC, Errno::NOENT, Errno::EXIST, Errno::ACCESS] {
            assert!(!cannot_link(&errno.into()));
        }
    }

    #[test]
    fn a_tree_that_nobody_may_write_to_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let tree = folder.path().join("tree");
        fs::create_dir_all(tree.join("a/b")).unwrap();
        fs::write(tree.join("a/b/c"), "").unwrap();
        fs::set_permissions(tree.join("a"), Permissions::from_mode(0o500)).unwrap();
        fs::set_permissions(tree.join("a/b"), Permissions::from_mode(0o000)).unwrap();
        remove_tree(&tree).unwrap();
        assert!(!tree.exists());
        remove_tree(&tree).unwrap();
    }
}
