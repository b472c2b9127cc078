//! `archive theme`: the themes that a site can choose from, and the beginning of a new one.
//!
//! A new theme is the shipped theme `plain` under another name, with a template to begin from. It
//! never overwrites a file, and never takes the name of a shipped theme, which it would hide.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::cli::{Ended, Failure, Globals, site};
use crate::config::{Config, STANDARD_THEME};
use crate::load::{self, SiteFolder, ThemeFiles};
use crate::text::slug::slugify;
use crate::theme::Theme;

/// The folder of a site's own themes.
const THEMES: &str = "themes";

/// The themes that the program brings along.
const SHIPPED: [&str; 2] = ["plain", "reading-room"];

/// The most characters of a theme's name.
const MAX_NAME: usize = 64;

/// A theme that can be chosen, as `list` shows it.
struct Choice {
    name: String,
    /// What it is of: shipped, or the site's own.
    origin: &'static str,
    description: String,
}

/// Prints the themes by name, the one in use marked.
pub fn list(globals: &Globals) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    let used = used(&folder)?;
    let choices = choices(&folder)?;
    let widest = choices.iter().map(|choice| choice.name.chars().count()).max().unwrap_or_default();
    for Choice { name, origin, description } in &choices {
        let mark = if *name == used { "*" } else { " " };
        let line = format!("{mark} {name:widest$}  {origin:8}  {description}");
        say!("{}", line.trim_end());
    }
    if choices.iter().all(|choice| choice.name != used) {
        say!("\nthe configuration names `{used}`, which is none of these: `{STANDARD_THEME}` is used");
    }
    Ok(Ended::Well)
}

/// Makes `themes/NAME`, which builds as it stands.
pub fn new(globals: &Globals, name: &str) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    allow(name)?;
    let target = folder.root.join(THEMES).join(name);
    let shown = site::shown(&target);
    if target.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("`{shown}` is there already"))
            .help("choose another name, or remove it first"));
    }
    for (path, text) in skeleton(name) {
        let path = target.join(path);
        write_new(&path, &text)?;
        say!("made {}", site::shown(&path));
    }
    say!("\nuse it with `theme: {name}` in the configuration, look at it with `archive serve`");
    Ok(Ended::Well)
}

fn used(folder: &SiteFolder) -> Result<String, Failure> {
    let text = load::read_config(folder).map_err(|problem| Failure::new(problem.message.clone()))?;
    let config = text.map_or_else(Config::default, |text| Config::parse(&text.text, 0).value);
    Ok(config.theme.value)
}

/// All themes by name; the site's own stands before a shipped one of the same name.
fn choices(folder: &SiteFolder) -> Result<Vec<Choice>, Failure> {
    let own = own_names(&folder.root.join(THEMES))?;
    let shipped = SHIPPED.map(str::to_owned).into_iter().filter(|name| !own.contains(name));
    let shipped: Vec<String> = shipped.collect();
    let named = |name: String, origin| {
        let files = load::read_theme(folder, &name).unwrap_or_default();
        Choice { description: description(&files), name, origin }
    };
    let shipped = shipped.into_iter().map(|name| named(name, "shipped"));
    let mut choices: Vec<Choice> = shipped.chain(own.into_iter().map(|name| named(name, "own"))).collect();
    choices.sort_by(|first, second| first.name.cmp(&second.name));
    Ok(choices)
}

/// The folders in the site's `themes/`, hidden ones left out.
fn own_names(themes: &Path) -> Result<Vec<String>, Failure> {
    let unreadable = |error| Failure::new(format!("cannot read `{}`: {error}", site::shown(themes)));
    let entries = match fs::read_dir(themes) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            names.push(name);
        }
    }
    Ok(names)
}

/// What a theme says of itself, in one line.
fn description(files: &ThemeFiles) -> String {
    let Some((_, text)) = &files.description else {
        return "(no theme.yaml)".to_owned();
    };
    let theme = Theme::parse(text, 0, |path| files.statics.contains_key(path)).value;
    theme.description.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Refuses a name that is no plain folder name everywhere, or that a shipped theme has.
fn allow(name: &str) -> Result<(), Failure> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_fit = name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.len() <= MAX_NAME;
    if !is_fit || !name.chars().all(is_plain) {
        let slug: String = slugify(name).chars().take(MAX_NAME).filter(|c| is_plain(*c)).collect();
        let help = match slug.trim_matches('-') {
            "" => "use letters from a to z, digits, `-` and `_`".to_owned(),
            slug => format!("use letters from a to z, digits, `-` and `_`: `{slug}`"),
        };
        return Err(Failure::new(format!("`{name}` cannot be the name of a theme")).help(help));
    }
    if SHIPPED.iter().any(|shipped| shipped.eq_ignore_ascii_case(name)) {
        let help = format!("choose another name, such as `my-{}`", name.to_ascii_lowercase());
        return Err(Failure::new(format!("`{name}` is a theme that comes with archive")).help(help));
    }
    Ok(())
}

/// The files of a new theme: path in its folder, and text.
fn skeleton(name: &str) -> [(String, String); 3] {
    [
        ("theme.yaml".to_owned(), DESCRIPTION.replace("NAME", name)),
        (format!("static/{name}.css"), format!("{SHEET_HEAD}{SHEET}")),
        ("templates/base.html".to_owned(), TEMPLATE.to_owned()),
    ]
}

fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| {
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
    });
    written.map_err(|error| Failure::new(format!("cannot write `{}`: {error}", site::shown(path))))
}

/// The style sheet of `plain`, from which a new theme begins.
const SHEET: &str = include_str!("../../themes/plain/static/plain.css");

const SHEET_HEAD: &str = "\
/* Begun from the theme `plain`. The custom properties below are the look: colours, type and measures.
   Instead of the system's colours give two of your own, light and dark:
     --paper: light-dark(#fffdf8, #17181c);
     --ink: light-dark(#1d1b18, #e8e4da);
   Keep a contrast of 7:1 between --ink or --soft and --paper, in both. */

";

const DESCRIPTION: &str = "\
name: NAME
description: What it is like, in one line.

# Style sheets and scripts in the order in which pages load them; paths inside static/.
styles:
  - NAME.css
scripts: []

# What a site can change under `theme_options` in its configuration; templates see it as `site.theme`.
options:
  # A text with this many headings or more gets a table of contents.
  contents_from: 4
";

const TEMPLATE: &str = "\
{#- A template in this folder stands before the built-in one of the same name; whatever is not here
    is built in. It extends the one that it replaces, and says only the blocks that differ:
    title, metadata, styles, scripts, head, header, nav, controls, breadcrumbs, main, aside, footer. -#}
{% extends \"builtin/base.html\" %}

{#- `super()` is what the block held before. Write above or below it what is to be on every page. -#}
{% block footer %}
{{- super() -}}
{% endblock footer %}
";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_shipped_themes_are_those_of_the_repository() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(THEMES);
        let names: BTreeSet<String> = own_names(&folder).unwrap().into_iter().collect();
        assert_eq!(names, SHIPPED.map(str::to_owned).into());
    }

    #[test]
    fn names_are_plain_and_new() {
        for name in ["mine", "my-theme_2", "2024"] {
            assert!(allow(name).is_ok(), "{name}");
        }
        for name in
            ["", ".", "..", "a/b", "a\\b", ".hidden", "-x", "my theme", "тема", "plain", "Reading-Room"]
        {
            assert!(allow(name).is_err(), "{name}");
        }
        assert!(allow("My Theme").unwrap_err().help.ends_with(": `my-theme`"));
    }
}
