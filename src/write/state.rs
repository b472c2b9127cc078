//! The file beside the output that keeps two runs apart and remembers when each output was written.
//!
//! An output that somebody changed by hand must be found and written anew, without reading ten thousand
//! files in each run. As in `make` and `git`, a file whose size and time of modification are those
//! recorded when it was written counts as untouched; any other is read and compared with the content
//! hash in the manifest. The times stand here and not in the manifest, because the output must not
//! differ between two builds of one content; and files keep the honest time of their writing, because
//! web servers send it as `Last-Modified`.
//!
//! The times hold only for the manifest whose hash stands with them. Without them, or with those of
//! another manifest (the run was killed after the exchange, the site was copied from elsewhere), every
//! file is read once: a lost state costs time, never correctness. So it is written in place, under the
//! lock that is held on it: half a state does not parse.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use crate::write::error::WriteError;
use crate::write::manifest::{Manifest, hex};
use crate::write::place::Place;

/// The state file, locked for as long as this value lives. The system lets go of the lock when the
/// process ends, however it ends.
#[derive(Debug)]
pub struct State {
    file: File,
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Times {
    /// The hash of the manifest file that the times belong to.
    manifest: String,
    /// One time for each file of the manifest, in its order.
    modified: Vec<i64>,
}

impl State {
    /// Takes the lock.
    ///
    /// # Errors
    /// `Busy` when another run holds it.
    pub fn lock(place: &Place) -> Result<Self, WriteError> {
        let failed = |errno: Errno| WriteError::io("lock", &place.state)(errno.into());
        loop {
            let flags = OFlags::RDWR | OFlags::CREATE | OFlags::CLOEXEC | OFlags::NOFOLLOW;
            let file = open(&place.state, flags, Mode::from_raw_mode(0o666)).map_err(failed)?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(Errno::WOULDBLOCK) => {
                    return Err(WriteError::Busy { folder: place.shown.clone() });
                }
                Err(errno) => return Err(failed(errno)),
            }
            let file = File::from(file);
            if is_at(&file, &place.state).map_err(WriteError::io("lock", &place.state))? {
                return Ok(Self { file, path: place.state.clone() });
            }
        }
    }

    /// Gives each file of the manifest its time, if the state belongs to this manifest.
    pub fn fill_in(&mut self, manifest: &mut Manifest, manifest_bytes: &[u8]) -> Result<(), WriteError> {
        let mut text = Vec::new();
        self.file.read_to_end(&mut text).map_err(WriteError::io("read", &self.path))?;
        let Ok(times) = serde_json::from_slice::<Times>(&text) else {
            return Ok(());
        };
        if times.manifest == hash_of(manifest_bytes) {
            for (entry, modified) in manifest.files.values_mut().zip(times.modified) {
                entry.modified = Some(modified);
            }
        }
        Ok(())
    }

    /// Records the times of the files of `manifest`.
    pub fn record(&mut self, manifest: &Manifest, manifest_bytes: &[u8]) -> Result<(), WriteError> {
        let modified = manifest.files.values().map(|entry| entry.modified.unwrap_or(i64::MIN)).collect();
        let times = Times { manifest: hash_of(manifest_bytes), modified };
        let text = serde_json::to_vec(&times).expect("text and numbers make JSON");
        self.replace(&text).map_err(WriteError::io("write", &self.path))
    }

    fn replace(&mut self, text: &[u8]) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(text)
    }
}

impl Drop for State {
    /// Lets go of the lock; and takes the file away before that when there is nothing in it: this run
    /// failed and no earlier one wrote here.
    fn drop(&mut self) {
        // Nothing can be done about a failure here: an empty state file harms nobody, and the lock ends
        // with the process. It does not end with this file: a process that another thread is about to
        // start holds the same one for a moment.
        if self.file.metadata().is_ok_and(|meta| meta.len() == 0) {
            drop(fs::remove_file(&self.path));
        }
        let _ = flock(&self.file, FlockOperation::Unlock);
    }
}

/// Whether the locked file is the one that stands at `path`: the run that held the lock may have taken
/// it away since it was opened.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let held = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(found.dev() == held.dev() && found.ino() == held.ino()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn hash_of(bytes: &[u8]) -> String {
    hex(blake3::hash(bytes).as_bytes())
}
