//! Watches the files a site is made from, and builds again when one changes: one build at a time,
//! and one more for all the changes that came meanwhile.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use notify::event::{MetadataKind, ModifyKind};
use notify::{Config, EventKind};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, RecommendedCache, new_debouncer_opt};

use crate::serve::server::Handle;
use crate::serve::site::Rebuilt;
use crate::serve::territory::{Territory, Watcher};
use crate::serve::{ServeError, ServeOptions};

type Say = Arc<dyn Fn(&str) + Send + Sync>;

/// A running watch, which ends when dropped.
pub struct Watching(Sender<News>);

enum News {
    Files(DebounceEventResult),
    End,
}

impl Watching {
    /// Watches what the options name and publishes each build to the server. A folder that cannot
    /// be watched is said and left.
    ///
    /// # Errors
    /// [`ServeError::Start`] when there is no thread to be had.
    pub fn start<R>(
        options: &ServeOptions,
        server: Handle,
        rebuild: R,
        say: Say,
    ) -> Result<Watching, ServeError>
    where
        R: FnMut(&[PathBuf]) -> Rebuilt + Send + 'static,
    {
        let (sender, news) = channel();
        let territory = Territory::new(&options.watch, &options.ignore);
        let watcher = start_watcher(options, sender.clone(), &say);
        let mut watch = Watch { territory, watcher, rebuild, server, say };
        watch.look_where_needed();
        thread::Builder::new()
            .name("rebuild".to_owned())
            .spawn(move || watch.run(&news))
            .map_err(ServeError::Start)?;
        Ok(Watching(sender))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // An error means that the thread has ended already.
        drop(self.0.send(News::End));
    }
}

fn start_watcher(options: &ServeOptions, sender: Sender<News>, say: &Say) -> Option<Watcher> {
    let tell = move |result| drop(sender.send(News::Files(result)));
    let config = Config::default().with_follow_symlinks(false);
    let debounce = options.limits.debounce;
    let watcher = new_debouncer_opt(debounce, None, tell, RecommendedCache::new(), config);
    watcher.inspect_err(|error| say(&format!("warning: changes are not noticed: {error}"))).ok()
}

struct Watch<R> {
    territory: Territory,
    /// `None` where the system cannot watch at all, which has been said.
    watcher: Option<Watcher>,
    rebuild: R,
    server: Handle,
    say: Say,
}

impl<R: FnMut(&[PathBuf]) -> Rebuilt> Watch<R> {
    fn run(mut self, news: &Receiver<News>) {
        while let Some(changed) = self.next_changes(news) {
            if !changed.is_empty() {
                self.build(&changed.into_iter().collect::<Vec<_>>());
            }
        }
    }

    /// Waits for news and takes all there is, so that what came during a build is one change.
    /// Returns `None` at the end.
    fn next_changes(&mut self, news: &Receiver<News>) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let first = news.recv().ok()?;
        for item in std::iter::once(first).chain(news.try_iter()) {
            match item {
                News::Files(Ok(events)) => self.note(&events, &mut changed),
                News::Files(Err(errors)) => self.say_all(&errors),
                News::End => return None,
            }
        }
        self.look_where_needed();
        Some(changed)
    }

    fn note(&mut self, events: &[DebouncedEvent], changed: &mut BTreeSet<PathBuf>) {
        for event in events.iter().filter(|event| changes_something(event.kind)) {
            if event.need_rescan() {
                changed.extend(self.territory.everything());
            }
            for path in &event.paths {
                let paths = self.territory.note(path, comes_or_goes(event.kind));
                changed.extend(paths);
            }
        }
    }

    fn look_where_needed(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let errors = self.territory.look_where_needed(watcher);
        self.say_all(&errors);
    }

    fn build(&mut self, changed: &[PathBuf]) {
        let rebuild = &mut self.rebuild;
        // A build that panics is a bug, but the last good site is there to be shown.
        match catch_unwind(AssertUnwindSafe(|| rebuild(changed))) {
            Ok(rebuilt) => {
                let summary = rebuilt.summary.clone();
                self.server.publish(rebuilt);
                if !summary.is_empty() {
                    (self.say)(&summary);
                }
            }
            Err(_) => (self.say)("error: the build broke off; the last good site is still shown"),
        }
    }

    fn say_all(&self, errors: &[notify::Error]) {
        for error in errors {
            (self.say)(&format!("warning: some changes may go unnoticed: {error}"));
        }
    }
}

/// Leaves out what a build does itself: reading.
fn changes_something(kind: EventKind) -> bool {
    let read = EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime));
    !kind.is_access() && kind != read
}

fn comes_or_goes(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Remove(_) => true,
        EventKind::Modify(change) => matches!(change, ModifyKind::Name(_)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::Watching;
    use crate::serve::{Rebuilt, ServeOptions, Server};

    /// Far longer than any change takes to be noticed; only a failure waits for it.
    const LONG: Duration = Duration::from_secs(60);

    fn nothing() -> Rebuilt {
        Rebuilt { outputs: None, problems: Vec::new(), summary: String::new() }
    }

    /// Watches a folder's `content`, `templates` and `archive.yaml`; each build sends its changes.
    fn watch(root: &Path, mut during: impl FnMut() + Send + 'static) -> (Watching, Receiver<Vec<PathBuf>>) {
        let options = ServeOptions {
            port: 0,
            watch: ["content", "templates", "archive.yaml"].map(|name| root.join(name)).into(),
            ..ServeOptions::default()
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
        let server = runtime.block_on(Server::bind(&options, nothing())).expect("a server");
        let (sender, builds) = channel();
        let rebuild = move |changed: &[PathBuf]| {
            drop(sender.send(changed.to_vec()));
            during();
            nothing()
        };
        let say = Arc::new(|_: &str| {});
        let watching = Watching::start(&options, server.handle(), rebuild, say).expect("a thread");
        (watching, builds)
    }

    /// Waits for a build that tells of `path`, and returns all that was told until then.
    fn until(builds: &Receiver<Vec<PathBuf>>, path: &Path) -> Vec<PathBuf> {
        let mut told = Vec::new();
        while !told.iter().any(|changed| changed == path) {
            told.extend(builds.recv_timeout(LONG).expect("a build"));
        }
        told
    }

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("a folder");
        fs::write(folder.path().join("archive.yaml"), "a").expect("a file");
        folder
    }

    #[test]
    fn changes_are_noticed_and_noise_is_not() {
        let folder = site();
        let (_watching, builds) = watch(folder.path(), || {});
        let content = folder.path().join("content");
        fs::write(content.join(".a.md.swp"), "x").expect("a file");
        fs::write(folder.path().join("other.txt"), "x").expect("a file");
        fs::create_dir(content.join("people")).expect("a folder");
        fs::write(content.join("a.md"), "x").expect("a file");
        let told = until(&builds, &content.join("a.md"));
        let noise = told.iter().any(|path| path.ends_with(".a.md.swp") || path.ends_with("other.txt"));
        assert!(!noise, "{told:?}");
    }

    #[test]
    fn a_replaced_file_stays_watched() {
        let folder = site();
        let (_watching, builds) = watch(folder.path(), || {});
        let file = folder.path().join("archive.yaml");
        for text in ["b", "c", "d"] {
            let new = folder.path().join("archive.yaml.new");
            fs::write(&new, text).expect("a file");
            fs::rename(&new, &file).expect("a renamed file");
            until(&builds, &file);
        }
    }

    #[test]
    fn folders_that_come_late_or_come_back_are_watched() {
        let folder = site();
        let (_watching, builds) = watch(folder.path(), || {});
        let templates = folder.path().join("templates");
        for _ in 0..2 {
            fs::create_dir(&templates).expect("a folder");
            until(&builds, &templates);
            fs::write(templates.join("page.html"), "x").expect("a file");
            until(&builds, &templates.join("page.html"));
            fs::remove_dir_all(&templates).expect("an empty place");
            until(&builds, &templates);
        }
    }

    #[test]
    fn changes_during_a_build_lead_to_one_more() {
        let folder = site();
        let (go, wait) = channel::<()>();
        let (_watching, builds) = watch(folder.path(), move || {
            assert!(wait.recv().is_err(), "nothing is sent, only let go");
        });
        let content = folder.path().join("content");
        fs::write(content.join("first.md"), "x").expect("a file");
        until(&builds, &content.join("first.md"));
        // The first build waits. What changes now is told by later ones, and by no other thread.
        fs::write(content.join("second.md"), "x").expect("a file");
        fs::write(content.join("third.md"), "x").expect("a file");
        assert!(builds.try_recv().is_err());
        drop(go);
        let told = until(&builds, &content.join("third.md"));
        assert!(told.contains(&content.join("second.md")), "{told:?}");
    }

    #[test]
    fn a_build_that_panics_is_not_the_last() {
        let folder = site();
        let mut first = true;
        let (_watching, builds) = watch(folder.path(), move || {
            assert!(!std::mem::take(&mut first), "a bug");
        });
        for name in ["a.md", "b.md"] {
            let file = folder.path().join("content").join(name);
            fs::write(&file, "x").expect("a file");
            until(&builds, &file);
        }
    }
}
