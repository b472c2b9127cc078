//! A theme's description (`theme.yaml`): its style sheets, scripts and options.

use crate::diag::{Code, Outcome, Problem};
use crate::model::tree::Tree;
use crate::text::address;
use crate::text::span::Spanned;
use crate::yaml::document;
use crate::yaml::fields::{Field, Shape};
use crate::yaml::reader::Reader;

/// The name of a theme's description in its folder.
pub const FILE_NAME: &str = "theme.yaml";

/// What a theme says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Theme {
    pub name: String,
    pub description: String,
    /// Paths below the theme's `static/`, in the order in which pages load them.
    pub styles: Vec<String>,
    pub scripts: Vec<String>,
    /// What the search page loads besides the style sheets, and instead of the scripts.
    pub search_styles: Vec<String>,
    pub search_scripts: Vec<String>,
    /// What options a site can set, with what they are if it does not.
    pub options: Tree,
}

/// The fields of `theme.yaml`.
pub const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "The theme's name."),
    Field::new("description", Shape::Text, "What the theme is like."),
    Field::new("styles", Shape::Texts, "Style sheets in `static/`, in the order in which pages load them."),
    Field::new("scripts", Shape::Texts, "Scripts in `static/`, in the order in which pages load them."),
    Field::new(
        "search_styles",
        Shape::Texts,
        "Style sheets in `static/` that the search page alone loads, after the others.",
    ),
    Field::new(
        "search_scripts",
        Shape::Texts,
        "Scripts in `static/` that the search page loads instead of the others; without any the site has no search index.",
    ),
    Field::new(
        "options",
        Shape::Anything,
        "Options and their defaults; a site changes them under `theme_options`.",
    ),
];

impl Theme {
    /// Reads a description; `has` tells whether the theme has a file in its `static/`.
    pub fn parse(text: &str, file: u32, has: impl Fn(&str) -> bool) -> Outcome<Theme> {
        let entries = match document::parse(text, 0, file) {
            Ok(entries) => entries,
            Err(problem) => return Outcome::new(Theme::default(), vec![*problem]),
        };
        let mut reader = Reader::new(FIELDS, entries, file);
        let files = |reader: &mut Reader, field: &str| -> Vec<String> {
            let listed = reader.texts(field);
            listed.into_iter().filter_map(|path| existing(reader, path, &has)).collect()
        };
        let theme = Theme {
            name: reader.text_or_empty("name"),
            description: reader.text_or_empty("description"),
            styles: files(&mut reader, "styles"),
            scripts: files(&mut reader, "scripts"),
            search_styles: files(&mut reader, "search_styles"),
            search_scripts: files(&mut reader, "search_scripts"),
            options: reader.tree("options"),
        };
        Outcome::new(theme, reader.problems)
    }

    /// The options, as changed by a site.
    pub fn options_with(&self, changes: &Tree) -> Tree {
        merge(&self.options, changes)
    }
}

fn existing(reader: &mut Reader, path: Spanned<String>, has: &impl Fn(&str) -> bool) -> Option<String> {
    let inside = address::join("", &path.value).filter(|inside| has(inside));
    if inside.is_none() {
        let message = format!("the theme has no file `static/{}`", path.value);
        reader.problems.push(Problem::at(Code::BadTheme, reader.file(), path.span, message));
    }
    inside
}

fn merge(base: &Tree, changes: &Tree) -> Tree {
    match (base, changes) {
        (_, Tree::Null) => base.clone(),
        (Tree::Map(base), Tree::Map(changes)) => {
            let mut merged = base.clone();
            for (key, change) in changes {
                match merged.iter_mut().find(|(known, _)| known == key) {
                    Some((_, value)) => *value = merge(value, change),
                    None => merged.push((key.clone(), change.clone())),
                }
            }
            Tree::Map(merged)
        }
        _ => changes.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_changes_single_options() {
        let map = |pairs: &[(&str, i64)]| {
            Tree::Map(pairs.iter().map(|(k, v)| ((*k).to_owned(), Tree::Integer(*v))).collect())
        };
        assert_eq!(
            merge(&map(&[("a", 1), ("b", 2)]), &map(&[("b", 3), ("c", 4)])),
            map(&[("a", 1), ("b", 3), ("c", 4)])
        );
        assert_eq!(merge(&map(&[("a", 1)]), &Tree::Null), map(&[("a", 1)]));
    }

    #[test]
    fn files_that_are_not_there_are_reported() {
        let outcome = Theme::parse("styles: [a.css, ../b.css]\n", 0, |path| path == "a.css");
        assert_eq!(
            (outcome.value.styles, outcome.problems[0].code),
            (vec!["a.css".to_owned()], Code::BadTheme)
        );
    }
}
