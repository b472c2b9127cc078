//! Puts a site on disk, whole or not at all.
//!
//! Owns the output folder: what may be written there, what an earlier run wrote, and the step in which
//! the new site takes the old one's place. Knows nothing of content: an output is a path, a fingerprint
//! of what it was rendered from, and bytes.
//!
//! [`Stage::open`] takes the lock and sets right what a killed run left; [`Stage::put`] decides for each
//! output whether the old file stays; [`Stage::commit`] completes the staged site and exchanges the two.
//! Until then the old site is not touched, and nothing is on disk before the first output that differs.
//! So a run that changes nothing costs one look at each file.

mod commit;
mod error;
mod exchange;
mod manifest;
mod place;
mod staging;
mod state;
mod tree;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use commit::Written;
pub use error::{PutError, WriteError};
pub use exchange::Exchange;
pub use manifest::{Entry, Fingerprint, MANIFEST, Manifest};

use crate::write::exchange::recover;
use crate::write::place::{Place, check_path, folders};
use crate::write::staging::Staging;
use crate::write::state::State;
use crate::write::tree::{hash_file, modified};

/// How much of an asset is in memory at a time.
const CHUNK: usize = 1 << 18;

/// What a run may do with its output folder.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Takes over a folder that no earlier run wrote; its files stay, except where the site has others.
    pub force: bool,
    /// Folders that the output must not be or hold: the site's root, its content. The home folder and
    /// `/` are always among them.
    pub protect: &'a [&'a Path],
    /// How the new site takes the old one's place.
    pub exchange: Exchange,
}

/// What became of one output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// The fingerprint is the old one: the old file stays, and the bytes were not asked for.
    Kept,
    /// The bytes are the old ones: the old file stays.
    Unchanged,
    /// The file is new or differs.
    Written,
}

/// One run's hold on an output folder. Dropped without [`commit`](Stage::commit), it leaves the old site
/// as it was and no trace beside it.
#[derive(Debug)]
pub struct Stage {
    // Before `state`: what is staged is removed while the lock is held.
    staging: Staging,
    place: Place,
    force: bool,
    exchange: Exchange,
    previous: Manifest,
    /// The old manifest file; `None` when there is none to build on.
    previous_bytes: Option<Vec<u8>>,
    claims: Mutex<Claims>,
    /// Whether the recorded times proved wrong for a file that is right, and should be recorded anew.
    times_stale: AtomicBool,
    state: State,
}

/// The paths that this run's outputs have taken.
#[derive(Debug, Default)]
struct Claims {
    /// `None` from the beginning of a put to its end.
    files: HashMap<String, Option<Output>>,
    folders: HashSet<String>,
}

#[derive(Debug, Clone, Copy)]
struct Output {
    entry: Entry,
    put: Put,
}

impl Stage {
    /// Opens the output folder for one run: checks that it is ours to write, takes its lock, undoes or
    /// removes what a killed run left, and reads the manifest. The folder itself need not exist.
    ///
    /// # Errors
    /// `NotOurs`, `Protected`, `NotAFolder`, `MountPoint`, `BadManifest`, `Busy`, `Io`. A refused folder
    /// and its neighbours are left as they were.
    pub fn open(output: &Path, options: &Options<'_>) -> Result<Self, WriteError> {
        let place = Place::find(output)?;
        place.check(options.protect, options.force)?;
        let mut state = State::lock(&place)?;
        recover(&place)?;
        // Again: between the look and the lock another run may have come and gone.
        place.check(options.protect, options.force)?;
        let (previous, previous_bytes) = read_previous(&place, &mut state)?;
        Ok(Self {
            staging: Staging::new(&place),
            place,
            force: options.force,
            exchange: options.exchange,
            previous,
            previous_bytes,
            claims: Mutex::default(),
            times_stale: AtomicBool::new(false),
            state,
        })
    }

    /// What the last run wrote; empty when there was none.
    pub fn previous(&self) -> &Manifest {
        &self.previous
    }

    /// Puts one output. `bytes` is called only when the old file does not do: the path is new, the
    /// fingerprint another, or somebody changed the file.
    ///
    /// # Errors
    /// `Source` when `bytes` fails: nothing is put then, and the path is free again. `Write` for a bad or
    /// doubly used path and for what the system refuses: the run cannot be committed then.
    pub fn put<B: AsRef<[u8]>, E>(
        &self,
        path: &str,
        fingerprint: Fingerprint,
        bytes: impl FnOnce() -> Result<B, E>,
    ) -> Result<Put, PutError<E>> {
        self.claim(path)?;
        let standing = self.standing(path)?;
        if let Some(entry) = standing.filter(|entry| entry.fingerprint == fingerprint) {
            return Ok(self.finish(path, entry, Put::Kept));
        }
        let bytes = bytes().map_err(|error| {
            self.claims().files.remove(path);
            PutError::Source(error)
        })?;
        let bytes = bytes.as_ref();
        let content = *blake3::hash(bytes).as_bytes();
        if let Some(entry) = standing.filter(|entry| entry.content == content) {
            return Ok(self.finish(path, Entry { fingerprint, ..entry }, Put::Unchanged));
        }
        let modified = self.write(path, |file| file.write_all(bytes))?;
        let entry = Entry { fingerprint, content, size: bytes.len() as u64, modified: Some(modified) };
        Ok(self.finish(path, entry, Put::Written))
    }

    /// Puts a copy of the file `source`, piece by piece. As [`put`](Stage::put) else.
    ///
    /// # Errors
    /// As `put`; the error for an unreadable source names the source.
    pub fn put_file(&self, path: &str, fingerprint: Fingerprint, source: &Path) -> Result<Put, WriteError> {
        self.claim(path)?;
        let standing = self.standing(path)?;
        if let Some(entry) = standing.filter(|entry| entry.fingerprint == fingerprint) {
            return Ok(self.finish(path, entry, Put::Kept));
        }
        let unreadable = |cause| WriteError::io("read", source)(cause);
        let meta = fs::metadata(source).map_err(unreadable)?;
        if !meta.is_file() {
            return Err(unreadable(io::Error::new(ErrorKind::InvalidInput, "it is not a file")));
        }
        if let Some(entry) = standing.filter(|entry| entry.size == meta.len())
            && hash_file(source).map_err(unreadable)? == entry.content
        {
            return Ok(self.finish(path, Entry { fingerprint, ..entry }, Put::Unchanged));
        }
        let entry = self.copy(path, fingerprint, source)?;
        Ok(self.finish(path, entry, Put::Written))
    }

    /// Copies and hashes in one pass: the source may change between two.
    fn copy(&self, path: &str, fingerprint: Fingerprint, source: &Path) -> Result<Entry, WriteError> {
        let unreadable = |cause| WriteError::io("read", source)(cause);
        let mut from = File::open(source).map_err(unreadable)?;
        let mut hasher = blake3::Hasher::new();
        let mut size = 0;
        let mut read_error = None;
        let outcome = self.write(path, |to| {
            let mut chunk = vec![0; CHUNK];
            loop {
                let length = match from.read(&mut chunk) {
                    Ok(0) => return Ok(()),
                    Ok(length) => length,
                    Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                    Err(error) => {
                        read_error = Some(error);
                        return Ok(());
                    }
                };
                hasher.update(&chunk[..length]);
                size += length as u64;
                to.write_all(&chunk[..length])?;
            }
        });
        match (outcome, read_error) {
            (_, Some(cause)) => Err(unreadable(cause)),
            (Err(error), None) => Err(error),
            (Ok(modified), None) => {
                let content = *hasher.finalize().as_bytes();
                Ok(Entry { fingerprint, content, size, modified: Some(modified) })
            }
        }
    }

    /// Makes one staged file and returns its time of modification.
    fn write(&self, path: &str, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<i64, WriteError> {
        let write = || {
            let mut file = File::create_new(self.staging.place_for(path)?)?;
            fill(&mut file)?;
            file.metadata().map(|meta| modified(&meta))
        };
        write().map_err(WriteError::io("write", &self.place.shown.join(path)))
    }

    /// The old file's entry, if the file is still as we wrote it.
    fn standing(&self, path: &str) -> Result<Option<Entry>, WriteError> {
        let Some(entry) = self.previous.files.get(path) else {
            return Ok(None);
        };
        self.verify(&self.place.output.join(path), entry)
            .map_err(WriteError::io("read", &self.place.shown.join(path)))
    }

    fn verify(&self, file: &Path, entry: &Entry) -> io::Result<Option<Entry>> {
        let meta = match fs::symlink_metadata(file) {
            Ok(meta) => meta,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let found = Entry { modified: Some(modified(&meta)), ..*entry };
        if !meta.is_file() || meta.len() != entry.size {
            return Ok(None);
        }
        if found.modified != entry.modified {
            if hash_file(file)? != entry.content {
                return Ok(None);
            }
            self.times_stale.store(true, Ordering::Relaxed);
        }
        Ok(Some(found))
    }

    /// Takes a path for an output.
    fn claim(&self, path: &str) -> Result<(), WriteError> {
        check_path(path)?;
        let mut claims = self.claims();
        if claims.files.contains_key(path) {
            return Err(WriteError::Twice { path: path.to_string() });
        }
        if claims.folders.contains(path) {
            return Err(WriteError::FileAndFolder { path: path.to_string() });
        }
        for folder in folders(path) {
            if claims.folders.contains(folder) {
                break;
            }
            if claims.files.contains_key(folder) {
                return Err(WriteError::FileAndFolder { path: folder.to_string() });
            }
            claims.folders.insert(folder.to_string());
        }
        claims.files.insert(path.to_string(), None);
        Ok(())
    }

    fn finish(&self, path: &str, entry: Entry, put: Put) -> Put {
        let mut claims = self.claims();
        let claim = claims.files.get_mut(path).expect("the put that ends here claimed the path");
        *claim = Some(Output { entry, put });
        put
    }

    /// A thread that panics while it holds the lock leaves the claims consistent.
    fn claims(&self) -> MutexGuard<'_, Claims> {
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads the old manifest and the times that go with it. One that cannot be understood stops the run,
/// forced or not: nobody could tell any more which old pages are to go.
fn read_previous(place: &Place, state: &mut State) -> Result<(Manifest, Option<Vec<u8>>), WriteError> {
    let (path, shown) = (place.output.join(MANIFEST), place.shown.join(MANIFEST));
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok((Manifest::default(), None));
        }
        Err(cause) => return Err(WriteError::io("read", &shown)(cause)),
    };
    match Manifest::parse(&bytes, |path| check_path(path).is_ok()) {
        Ok(mut manifest) => {
            state.fill_in(&mut manifest, &bytes)?;
            Ok((manifest, Some(bytes)))
        }
        Err(why) => Err(WriteError::BadManifest { path: shown, why }),
    }
}
