//! What the server shows: the last good site and the problems of the latest build.
//! Knows nothing of requests, sockets or how a site is built.

use std::sync::Arc;

use serde::Serialize;

/// A built site: the map of its outputs. Answers come from here and from nowhere else.
pub trait Outputs: Send + Sync + 'static {
    /// Returns the bytes of the output at `path`: site-relative, percent-decoded, with no leading
    /// slash (`people/jane/index.html`). `None` where there is no such output; `Some(Err(message))`
    /// where there is one that could not be rendered.
    fn read(&self, path: &str) -> Option<Result<Vec<u8>, String>>;

    /// Tells whether there is an output at `path`. Override it where reading is costly.
    fn has(&self, path: &str) -> bool {
        self.read(path).is_some()
    }
}

/// The outcome of one build.
pub struct Rebuilt {
    /// The new site; `None` when none could be built, and the last good one stays.
    pub outputs: Option<Arc<dyn Outputs>>,
    /// What the build found, in the order to show it.
    pub problems: Vec<Problem>,
    /// One line for the terminal; empty for none.
    pub summary: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// One problem as the page shows it, all of it plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    pub severity: Severity,
    /// The kebab-case code of the diagnostic; empty when it has none.
    pub code: String,
    pub message: String,
    /// The file's path as a person would type it.
    pub file: Option<String>,
    /// 1-based.
    pub line: Option<usize>,
    /// 1-based, in characters.
    pub column: Option<usize>,
    /// The text of that line, without its line end.
    pub source_line: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

/// What the server knows at one moment. Replaced as a whole, never changed.
#[derive(Clone)]
pub struct Snapshot {
    /// The last good site; `None` until a first build succeeds.
    pub outputs: Option<Arc<dyn Outputs>>,
    pub problems: Vec<Problem>,
    /// Differs whenever the outputs may differ, also between two runs of the server.
    pub version: Version,
}

impl Snapshot {
    /// Makes the snapshot of the first build. `run` tells this run of the server from others.
    pub fn first(rebuilt: Rebuilt, run: u64) -> Snapshot {
        Snapshot { outputs: rebuilt.outputs, problems: rebuilt.problems, version: Version { run, build: 1 } }
    }

    /// Makes the snapshot after a further build: its problems, and its outputs if it has any.
    pub fn followed_by(&self, rebuilt: Rebuilt) -> Snapshot {
        let Version { run, build } = self.version;
        let build = build + u64::from(rebuilt.outputs.is_some());
        Snapshot {
            outputs: rebuilt.outputs.or_else(|| self.outputs.clone()),
            problems: rebuilt.problems,
            version: Version { run, build },
        }
    }
}

/// Names one state of the outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    run: u64,
    build: u64,
}

impl std::fmt::Display for Version {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:x}-{}", self.run, self.build)
    }
}

#[cfg(test)]
mod tests {
    use super::{Outputs, Rebuilt, Snapshot};
    use std::sync::Arc;

    struct Nothing;
    impl Outputs for Nothing {
        fn read(&self, _path: &str) -> Option<Result<Vec<u8>, String>> {
            None
        }
    }

    fn rebuilt(good: bool) -> Rebuilt {
        Rebuilt {
            outputs: good.then(|| Arc::new(Nothing) as Arc<dyn Outputs>),
            problems: Vec::new(),
            summary: String::new(),
        }
    }

    #[test]
    fn a_failed_build_keeps_the_last_good_site_and_its_version() {
        let good = Snapshot::first(rebuilt(true), 7);
        let after = good.followed_by(rebuilt(false));
        assert!(after.outputs.is_some());
        assert_eq!(after.version, good.version);
        assert_ne!(after.followed_by(rebuilt(true)).version, good.version);
    }

    #[test]
    fn versions_of_two_runs_differ() {
        let versions = [1, 2].map(|run| Snapshot::first(rebuilt(true), run).version.to_string());
        assert_ne!(versions[0], versions[1]);
    }
}
