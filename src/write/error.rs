//! What can go wrong between a finished site and the disk, each with the path it concerns.
//!
//! Owns the wording. Content is unknown here: an output is a path and bytes.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure to put the site on disk. The old site stands as it was.
#[derive(Debug)]
pub enum WriteError {
    /// The system refused an operation on a file or folder.
    Io {
        /// What was to be done, as a verb: `write`, `read`, `remove`.
        verb: &'static str,
        /// The path as the user knows it (`public/x/index.html`), not its place while staged.
        path: PathBuf,
        cause: io::Error,
    },
    /// An output's path is not a plain relative path with `/` between its parts.
    BadPath { path: String, why: &'static str },
    /// Two outputs have one path.
    Twice { path: String },
    /// One output's path is a folder in another's: `a` beside `a/b`.
    FileAndFolder { path: String },
    /// The output folder holds files, and no manifest of ours.
    NotOurs { folder: PathBuf },
    /// The output folder's manifest cannot be understood.
    BadManifest { path: PathBuf, why: String },
    /// A file that no earlier run wrote stands where the new site wants another.
    InTheWay { path: PathBuf },
    /// Another run is writing the same folder.
    Busy { folder: PathBuf },
    /// Writing there would put `holds` (the site's sources, the home folder) inside the output.
    Protected { folder: PathBuf, holds: PathBuf },
    /// What stands at the output's path is no folder.
    NotAFolder { path: PathBuf },
    /// A mounted file system cannot change places with its neighbour.
    MountPoint { folder: PathBuf },
    /// An output was begun and not finished, so the site is not whole.
    Unfinished { path: String },
}

impl WriteError {
    /// Returns a function that turns a system error into "cannot `verb` `path`: cause".
    pub(super) fn io(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { verb, path: path.to_path_buf(), cause }
    }

    /// What the user can do about it, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NotOurs { .. } => {
                Some("choose another folder, or use `--force` to write beside what is there")
            }
            Self::BadManifest { .. } => {
                Some("empty the folder: nothing else tells which of its files are old pages that have to go")
            }
            Self::InTheWay { .. } => Some("move the file away, or use `--force` to replace it"),
            Self::Busy { .. } => Some("wait until the other run has ended"),
            Self::Protected { .. } => Some("choose a folder of its own, such as `public`"),
            Self::MountPoint { .. } => Some("write to a folder inside it"),
            _ => None,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { verb, path, cause } => {
                write!(out, "cannot {verb} `{}`: {}", path.display(), plain(cause))
            }
            Self::BadPath { path, why } => write!(out, "cannot write to the path {path:?}: {why}"),
            Self::Twice { path } => write!(out, "two outputs have the path `{path}`"),
            Self::FileAndFolder { path } => write!(out, "`{path}` is a file and a folder at once"),
            Self::NotOurs { folder } => {
                write!(out, "`{}` holds files that no earlier build wrote", folder.display())
            }
            Self::BadManifest { path, why } => {
                write!(out, "cannot understand `{}`: {why}", path.display())
            }
            Self::InTheWay { path } => {
                write!(out, "`{}` was not written by an earlier build and is in the way", path.display())
            }
            Self::Busy { folder } => write!(out, "another build is writing `{}`", folder.display()),
            Self::Protected { folder, holds } => {
                write!(out, "cannot write the site to `{}`: it holds `{}`", folder.display(), holds.display())
            }
            Self::NotAFolder { path } => write!(out, "`{}` is not a folder", path.display()),
            Self::MountPoint { folder } => {
                write!(out, "`{}` is a mount point and cannot be exchanged in one step", folder.display())
            }
            Self::Unfinished { path } => write!(out, "the output `{path}` was not finished"),
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

/// A failure to put one output: its bytes could not be had, or could not be written.
#[derive(Debug)]
pub enum PutError<E> {
    /// The caller's own error; the path is free again and the run may go on without it.
    Source(E),
    /// The stage's error; the run cannot be committed any more.
    Write(WriteError),
}

impl<E> From<WriteError> for PutError<E> {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl<E: fmt::Display> fmt::Display for PutError<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => error.fmt(out),
            Self::Write(error) => error.fmt(out),
        }
    }
}

impl<E: Error + 'static> Error for PutError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Write(error) => Some(error),
        }
    }
}

/// The cause in the style of our messages: "no space left on device", without the system's number.
fn plain(cause: &io::Error) -> String {
    let text = cause.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}
