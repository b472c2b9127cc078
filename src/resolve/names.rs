//! Every name by which an item can be called, and who is meant by one.

use std::collections::HashMap;

use crate::model::archive::ItemId;
use crate::model::kind::Kind;
use crate::text::fold::fold;
use crate::text::near::nearest;
use crate::text::slug::slugify;

/// Names of all items.
#[derive(Debug, Default)]
pub struct Names {
    /// Folded titles, names and other names.
    called: HashMap<String, Vec<(Kind, ItemId)>>,
    slugs: HashMap<String, Vec<(Kind, ItemId)>>,
    /// Paths below `content/`, without `.md`, folded.
    paths: HashMap<String, (Kind, ItemId)>,
    /// Names as written, by their first letter, for "did you mean".
    written: HashMap<char, Vec<String>>,
}

/// Who a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    One(ItemId),
    Several(Vec<ItemId>),
    Nobody,
}

impl Names {
    pub fn add_name(&mut self, kind: Kind, id: ItemId, name: &str) {
        let list = self.called.entry(fold(name)).or_default();
        if !list.contains(&(kind, id)) {
            list.push((kind, id));
            self.written.entry(first_letter(name)).or_default().push(name.to_owned());
        }
    }

    pub fn add_slug(&mut self, kind: Kind, id: ItemId, slug: &str) {
        // `people/lu-kang` leads there whether or not there is such a file.
        self.paths.entry(format!("{}/{slug}", kind.folder())).or_insert((kind, id));
        let list = self.slugs.entry(slug.to_owned()).or_default();
        if !list.contains(&(kind, id)) {
            list.push((kind, id));
        }
    }

    pub fn add_path(&mut self, kind: Kind, id: ItemId, path: &str) {
        let path = fold(path.trim_end_matches(".md"));
        if let Some(folder) = path.strip_suffix("/index") {
            self.paths.insert(folder.to_owned(), (kind, id));
        }
        self.paths.insert(path, (kind, id));
    }

    /// Who of a kind is meant: by name, else by slug, else by path.
    pub fn of_kind(&self, kind: Kind, name: &str) -> Meant {
        self.find(name, |found| found == kind)
    }

    /// Who of any kind is meant.
    pub fn of_any(&self, name: &str) -> Meant {
        self.find(name, |_| true)
    }

    /// Which entity is meant, of whatever kind.
    pub fn of_entities(&self, name: &str) -> Meant {
        self.find(name, Kind::is_entity)
    }

    /// The item of a content file.
    pub fn at_path(&self, path: &str) -> Option<ItemId> {
        self.paths.get(&fold(path.trim_end_matches(".md"))).map(|(_, id)| *id)
    }

    fn find(&self, name: &str, wanted: impl Fn(Kind) -> bool) -> Meant {
        let pick = |list: Option<&Vec<(Kind, ItemId)>>| -> Vec<ItemId> {
            list.into_iter().flatten().filter(|(kind, _)| wanted(*kind)).map(|(_, id)| *id).collect()
        };
        let plain = name.trim().trim_end_matches(".md").trim_matches('/');
        if let Some((_, id)) = self.path_ending(plain).filter(|(kind, _)| wanted(*kind)) {
            return Meant::One(id);
        }
        let called = pick(self.called.get(&fold(name)));
        if let [only] = called[..] {
            return Meant::One(only);
        }
        // A title that several have may be the slug of one.
        let mut slugs = pick(self.slugs.get(plain));
        if slugs.is_empty() {
            slugs = pick(self.slugs.get(&slugify(plain)));
        }
        match (&slugs[..], called.is_empty()) {
            ([only], _) => Meant::One(*only),
            ([], true) => Meant::Nobody,
            (_, true) => Meant::Several(slugs),
            (_, false) => Meant::Several(called),
        }
    }

    /// A path with its folder: `people/lu-kang`; a bare word is no path.
    fn path_ending(&self, plain: &str) -> Option<(Kind, ItemId)> {
        if !plain.contains('/') {
            return None;
        }
        let path = plain.strip_prefix("content/").unwrap_or(plain);
        self.paths.get(&fold(path)).copied()
    }

    /// The known name nearest to one that nobody has, among those with the same first letter: to
    /// compare with each of 100,000 names would cost more than the rest of the build.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let near_length = |candidate: &&String| candidate.len().abs_diff(name.len()) <= name.len() / 3 + 1;
        let alike = self.written.get(&first_letter(name))?;
        nearest(name, alike.iter().filter(near_length).map(String::as_str))
    }
}

fn first_letter(name: &str) -> char {
    name.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next()).unwrap_or(' ')
}
