//! Which paths matter, and where the system must look to learn of their changes. Files are
//! watched through their folder, because editors replace a file rather than write into it;
//! folders that do not exist yet are waited for in the nearest one that does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use notify::{Error, ErrorKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{Debouncer, RecommendedCache};

/// The system's own way to tell of changes.
pub type Watcher = Debouncer<RecommendedWatcher, RecommendedCache>;

/// The watched files and folders, and the ignored ones within.
pub struct Territory {
    roots: Vec<Root>,
    ignored: Vec<PathBuf>,
    /// Where the system looks now: true for everything below as well.
    posts: BTreeMap<PathBuf, bool>,
}

/// One path to watch.
struct Root {
    /// As it was given, and as changes below it are told.
    given: PathBuf,
    /// As the system tells it: absolute, without symbolic links as far as it exists.
    real: PathBuf,
}

impl Territory {
    /// Takes the paths to watch and the paths within them to ignore; none need exist.
    pub fn new(watch: &[PathBuf], ignore: &[PathBuf]) -> Territory {
        let roots = watch.iter().map(|given| Root { given: given.clone(), real: real_path(given) });
        Territory {
            roots: roots.collect(),
            ignored: ignore.iter().map(|path| real_path(path)).collect(),
            posts: BTreeMap::new(),
        }
    }

    /// Returns every watched path, for when it is unknown which changed.
    pub fn everything(&self) -> Vec<PathBuf> {
        self.roots.iter().map(|root| root.given.clone()).collect()
    }

    /// Takes note of a change at a real path, and returns the paths that it means for the site:
    /// none where it does not matter. `comes_or_goes` tells that something was made, removed or
    /// renamed there, and not just written to.
    pub fn note(&mut self, path: &Path, comes_or_goes: bool) -> Vec<PathBuf> {
        let holds_root = |root: &Root| root.real.starts_with(path);
        if comes_or_goes && self.roots.iter().any(holds_root) {
            // Posts at a folder that was removed or replaced are void.
            self.posts.retain(|post, _| !post.starts_with(path));
        }
        if self.ignored.iter().any(|ignored| path.starts_with(ignored)) {
            return Vec::new();
        }
        let roots = self.roots.iter();
        roots.filter_map(|root| root.change_at(path, comes_or_goes)).collect()
    }

    /// Has the system look at each place where a change can show, and nowhere twice. Returns what
    /// went wrong; each such place is tried once.
    pub fn look_where_needed(&mut self, watcher: &mut Watcher) -> Vec<Error> {
        let wanted = self.wanted_posts();
        let mut problems = Vec::new();
        for (post, deep) in &self.posts {
            if wanted.get(post) != Some(deep) {
                problems.extend(leave(watcher, post));
            }
        }
        for (post, deep) in &wanted {
            if self.posts.get(post) != Some(deep) {
                problems.extend(look(watcher, post, *deep));
            }
        }
        self.posts = wanted;
        problems
    }

    fn wanted_posts(&self) -> BTreeMap<PathBuf, bool> {
        let folders: BTreeSet<&Path> =
            self.roots.iter().map(|root| root.real.as_path()).filter(|path| path.is_dir()).collect();
        let mut posts: BTreeMap<PathBuf, bool> = BTreeMap::new();
        for root in &self.roots {
            let mut parents = root.real.ancestors().skip(1);
            if let Some(parent) = parents.find(|parent| parent.is_dir()) {
                posts.insert(parent.to_owned(), false);
            }
        }
        for folder in &folders {
            posts.insert((*folder).to_owned(), true);
        }
        let below = |post: &Path| post.ancestors().skip(1).any(|up| folders.contains(up));
        posts.retain(|post, _| !below(post));
        posts
    }
}

impl Root {
    /// Returns what a change at `path` means for this root: the same path as it was given, the
    /// root itself where it or a folder above it came or went, or nothing.
    fn change_at(&self, path: &Path, comes_or_goes: bool) -> Option<PathBuf> {
        match path.strip_prefix(&self.real) {
            Ok(rest) if rest.as_os_str().is_empty() => Some(self.given.clone()),
            Ok(rest) => (!is_noise(rest)).then(|| self.given.join(rest)),
            // On some systems a folder is told as changed whenever a file in it is.
            Err(_) if !comes_or_goes => None,
            Err(_) => self.real.starts_with(path).then(|| self.given.clone()),
        }
    }
}

/// Has the system look at a folder, or at all below it. Not finding it is no problem: its parent is
/// looked at as well, and tells when it comes back.
fn look(watcher: &mut Watcher, post: &Path, deep: bool) -> Option<Error> {
    let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
    // The system may still hold a post for a folder of this name that is no more.
    let left = leave(watcher, post);
    let looked = watcher.watch(post, mode).err();
    left.or(looked.filter(|error| !is_gone(error)))
}

fn leave(watcher: &mut Watcher, post: &Path) -> Option<Error> {
    watcher.unwatch(post).err().filter(|error| !is_gone(error))
}

/// Resolves the part of a path that exists, so that it compares with what the system tells.
fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for existing in absolute.ancestors() {
        if let Ok(real) = existing.canonicalize() {
            let rest = absolute.strip_prefix(existing).unwrap_or(Path::new(""));
            return real.components().chain(rest.components()).collect();
        }
    }
    absolute
}

fn is_gone(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Tells whether a path below a root is of no account: version control, or an editor's own file.
fn is_noise(path: &Path) -> bool {
    path.components().any(|part| match part {
        Component::Normal(name) => is_noise_name(&name.to_string_lossy()),
        _ => false,
    })
}

fn is_noise_name(name: &str) -> bool {
    const NAMES: [&str; 6] = [".git", ".hg", ".svn", ".jj", ".DS_Store", "4913"];
    const BEGINNINGS: [&str; 4] = [".#", ".goutputstream-", ".~lock.", "~$"];
    const ENDS: [&str; 8] =
        ["~", ".swp", ".swo", ".swx", ".swpx", ".kate-swp", "___jb_tmp___", "___jb_old___"];
    NAMES.contains(&name)
        || BEGINNINGS.iter().any(|start| name.starts_with(start))
        || ENDS.iter().any(|end| name.ends_with(end))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::Territory;
    use std::fs::{create_dir, write};
    use std::path::{Path, PathBuf};

    fn site() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().canonicalize().expect("a path");
        create_dir(real.join("content")).expect("a folder");
        write(real.join("archive.yaml"), "").expect("a file");
        (folder, real)
    }

    fn territory(root: &Path) -> Territory {
        let watch = ["archive.yaml", "content", "templates", "themes/own"];
        let ignore = ["content/cache"];
        Territory::new(&watch.map(|name| root.join(name)), &ignore.map(|name| root.join(name)))
    }

    #[test]
    fn only_changes_that_matter_are_told() {
        let (_folder, root) = site();
        let mut territory = territory(&root);
        let matters = [
            "archive.yaml",
            "content/a.md",
            "content/new/b.md",
            "templates/page.html",
            "themes/own/static/a.css",
        ];
        for name in matters {
            assert_eq!(territory.note(&root.join(name), false), [root.join(name)]);
        }
        let other = [
            "archive.yaml.bak",
            "public/index.html",
            "themes/other/a.css",
            "content/cache/x",
            "content/.a.md.swp",
            "content/a.md~",
            "content/.#a.md",
            "content/#a.md#",
            "content/4913",
            "content/.git/index",
        ];
        for name in other {
            assert!(territory.note(&root.join(name), true).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_folder_above_matters_when_it_comes_or_goes() {
        let (_folder, root) = site();
        let mut territory = territory(&root);
        let themes = root.join("themes");
        assert!(territory.note(&themes, false).is_empty());
        assert_eq!(territory.note(&themes, true), [root.join("themes/own")]);
    }

    #[test]
    fn posts_are_few_and_follow_what_exists() {
        let (_folder, root) = site();
        let territory = territory(&root);
        let posts = |territory: &Territory| territory.wanted_posts().into_iter().collect::<Vec<_>>();
        let content = (root.join("content"), true);
        assert_eq!(posts(&territory), [(root.clone(), false), content.clone()]);
        create_dir(root.join("templates")).expect("a folder");
        let templates = (root.join("templates"), true);
        assert_eq!(posts(&territory), [(root.clone(), false), content, templates]);
    }

    #[test]
    fn a_root_that_holds_the_others_is_looked_at_alone() {
        let (_folder, root) = site();
        let territory = Territory::new(&[root.join("content"), root.clone()], &[]);
        let posts = territory.wanted_posts();
        assert_eq!(posts.get(&root), Some(&true));
        assert!(!posts.contains_key(&root.join("content")));
    }
}
