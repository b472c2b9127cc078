//! Puts the staged site in the old one's place, and sets right what a killed run left.
//!
//! Where the system can exchange two names in one step, there is no moment without a whole site. Where
//! it cannot, two renames do it: the old site steps aside, the new one takes its place. A run killed
//! between the two leaves no site under the output's name; the name under which the old one then stands
//! is the journal, from which the next start puts it back. Back and not forward, because the old site
//! has surely reached the disk.
//!
//! Nothing is flushed to the disk here: a kill loses nothing, and after a power cut the sizes and times
//! of the files tell the next run which to write anew.

use std::fs;
use std::io;
use std::path::Path;

use crate::write::error::WriteError;
use crate::write::place::{Place, stands};
use crate::write::tree::remove_tree;

/// How the new site takes the old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Exchange {
    /// In one step where system and file system can, else by a double rename.
    #[default]
    InOneStep,
    /// Always by a double rename.
    DoubleRename,
}

/// Restores the old site if a run died between two renames, and removes what else it left.
/// The caller holds the lock.
pub fn recover(place: &Place) -> Result<(), WriteError> {
    let failed = |path| WriteError::io("restore", path);
    if stands(&place.aside).map_err(failed(&place.aside))? {
        if place.exists()? {
            remove(&place.staging)?;
            retire(place)?;
        } else {
            fs::rename(&place.aside, &place.output).map_err(failed(&place.shown))?;
        }
    }
    remove(&place.staging)
}

/// Gives the staged site the output's name. What stood there before stands at `place.staging` then.
pub fn exchange(place: &Place, how: Exchange) -> Result<(), WriteError> {
    let failed = WriteError::io("exchange", &place.shown);
    if !place.exists()? {
        return fs::rename(&place.staging, &place.output).map_err(failed);
    }
    let done = match how {
        Exchange::InOneStep => swap(&place.staging, &place.output).map_err(failed)?,
        Exchange::DoubleRename => false,
    };
    if done { Ok(()) } else { double_rename(place) }
}

fn double_rename(place: &Place) -> Result<(), WriteError> {
    let failed = WriteError::io("exchange", &place.shown);
    fs::rename(&place.output, &place.aside).map_err(WriteError::io("exchange", &place.shown))?;
    if let Err(cause) = fs::rename(&place.staging, &place.output) {
        fs::rename(&place.aside, &place.output).map_err(WriteError::io("restore", &place.shown))?;
        return Err(failed(cause));
    }
    retire(place)
}

/// Takes the old site's name from it once the new one stands. It is renamed before it is removed,
/// because what stands at `aside` must be whole.
fn retire(place: &Place) -> Result<(), WriteError> {
    fs::rename(&place.aside, &place.staging).map_err(WriteError::io("remove", &place.aside))
}

fn remove(path: &Path) -> Result<(), WriteError> {
    remove_tree(path).map_err(WriteError::io("remove", path))
}

/// Exchanges two names in one step. `false`: this system or file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(new: &Path, old: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // `PERM` is how some sandboxes answer to a call they do not know.
        Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP | Errno::PERM) => Ok(false),
        Err(errno) => Err(errno.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_new: &Path, _old: &Path) -> io::Result<bool> {
    Ok(false)
}
