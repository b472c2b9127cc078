//! The layers of templates: the site's own, the theme's, the built-in ones.
//!
//! A template is looked for by its name in that order (Tera's fallback prefixes). The lower layers
//! can be named: a site's `article.html` extends `theme/article.html` or `builtin/article.html`.
//! A site's template that is the same as the built-in one is no override.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use crate::diag::{Code, Outcome, Place, Problem};
use crate::phrases::Phrases;
use crate::render::functions;
use crate::text::hash::Hash;
use crate::text::span::Position;

/// What to do about an error in a template.
const CONTRACT: &str =
    "the names that a template can use are listed in the documentation of the template contract";

/// A template's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFile {
    /// Below its `templates/` folder: `article.html`.
    pub name: String,
    /// For messages: `templates/article.html`, `themes/plain/templates/base.html`.
    pub path: String,
    pub text: String,
}

/// The layers, highest first.
#[derive(Debug, Clone, Default)]
pub struct TemplateFiles {
    pub site: Vec<TemplateFile>,
    pub theme: Vec<TemplateFile>,
    pub builtin: Vec<TemplateFile>,
}

/// Templates ready for use.
pub struct Templates {
    tera: Tera,
    /// Tera's name of a template → its file.
    paths: BTreeMap<String, String>,
    /// Of all texts: what pages depend on.
    pub fingerprint: Hash,
}

impl TemplateFiles {
    /// What Tera is given: (name with its layer, text), and which file each is.
    fn layered(&self) -> Vec<(String, &TemplateFile)> {
        let same = |file: &TemplateFile| {
            self.builtin.iter().any(|other| other.name == file.name && other.text == file.text)
        };
        let builtin = self.builtin.iter().map(|file| (format!("builtin/{}", file.name), file));
        let theme = self.theme.iter().map(|file| (format!("theme/{}", file.name), file));
        let site = self.site.iter().filter(|file| !same(file)).map(|file| (file.name.clone(), file));
        builtin.chain(theme).chain(site).collect()
    }
}

impl Templates {
    /// Compiles all templates. One that has an error is reported and left out, so that the layer
    /// below serves in its place and all other errors are found too.
    pub fn new(files: &TemplateFiles, phrases: &Arc<Phrases>) -> Outcome<Templates> {
        let mut layered = files.layered();
        let mut problems = Vec::new();
        let paths: BTreeMap<String, String> =
            layered.iter().map(|(name, file)| (name.clone(), file.path.clone())).collect();
        let tera = loop {
            match compile(&layered, phrases) {
                Ok(tera) => break tera,
                Err(error) => {
                    let (guilty, found) = blame(&error, &layered, &paths);
                    problems.extend(found);
                    layered.retain(|(name, _)| !guilty.contains(name));
                }
            }
        };
        let parts = layered.iter().flat_map(|(name, file)| [name.as_bytes(), file.text.as_bytes()]);
        Outcome::new(Templates { tera, paths, fingerprint: Hash::of_parts(parts) }, problems)
    }

    /// Renders a template of that name from the highest layer that has it, and appends what it makes.
    ///
    /// # Errors
    /// A problem with the place in the template; what was made until there is appended.
    pub fn render_to(&self, name: &str, context: &Context, page: &mut Vec<u8>) -> Result<(), Box<Problem>> {
        self.tera.render_to(name, context, page).map_err(|error| self.blamed(&error))
    }

    /// Renders a component of that name from the highest layer that has it, with the arguments that it is
    /// given and what it takes from the page by itself.
    ///
    /// # Errors
    /// A problem with the place in the template.
    pub fn component(&self, name: &str, given: &Context, page: &Context) -> Result<String, Box<Problem>> {
        let made = self.tera.render_component_with_implicits(name, given, page, None, true);
        made.map_err(|error| self.blamed(&error))
    }

    fn blamed(&self, error: &tera::Error) -> Box<Problem> {
        Box::new(problem(error, &self.paths).1)
    }
}

fn compile(layered: &[(String, &TemplateFile)], phrases: &Arc<Phrases>) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    functions::register(&mut tera, phrases);
    tera.set_fallback_prefixes(["theme/", "builtin/"])?;
    tera.autoescape_on([".html", ".xml"]);
    let given: BTreeSet<&str> = layered.iter().map(|(name, _)| name.as_str()).collect();
    // A site may extend `theme/…` whether or not the theme has that template.
    let stand_ins = layered.iter().filter_map(|(name, _)| {
        let plain = name.strip_prefix("builtin/")?;
        let theme = format!("theme/{plain}");
        let wanted =
            plain.ends_with(".html") && plain != "components.html" && !given.contains(theme.as_str());
        wanted.then(|| (theme, format!("{{% extends \"{name}\" %}}")))
    });
    let texts = layered.iter().map(|(name, file)| (name.clone(), file.text.clone()));
    tera.add_raw_templates(texts.chain(stand_ins).collect::<Vec<_>>())?;
    Ok(tera)
}

/// Which templates to leave out so that the rest compiles: those that the error is in, else the
/// highest layer.
fn blame(
    error: &tera::Error,
    layered: &[(String, &TemplateFile)],
    paths: &BTreeMap<String, String>,
) -> (BTreeSet<String>, Vec<Problem>) {
    let found = match error.kind() {
        ErrorKind::Msg(report) => reported(report, paths),
        _ => Vec::new(),
    };
    let found = if found.is_empty() { vec![problem(error, paths)] } else { found };
    let is_known = |name: &String| layered.iter().any(|(known, _)| known == name);
    let named: BTreeSet<String> =
        found.iter().filter_map(|(name, _)| name.clone()).filter(is_known).collect();
    let problems = found.into_iter().map(|(_, problem)| problem).collect();
    if !named.is_empty() {
        return (named, problems);
    }
    let layer = |name: &str| match name {
        name if name.starts_with("builtin/") => 0,
        name if name.starts_with("theme/") => 1,
        _ => 2,
    };
    let highest = layered.iter().map(|(name, _)| layer(name)).max().unwrap_or(0);
    let guilty = layered.iter().map(|(name, _)| name).filter(|name| layer(name) == highest);
    (guilty.cloned().collect(), problems)
}

/// Tera tells unknown filters, tests, functions and components of all templates in one text: for each
/// `error: what`, ` --> template:line:column`, and the line.
fn reported(report: &str, paths: &BTreeMap<String, String>) -> Vec<(Option<String>, Problem)> {
    let blocks = report.split("error: ").skip(1);
    blocks
        .filter_map(|block| {
            let message = block.lines().next()?;
            let place = block.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
            let mut parts = place.trim().rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let name = parts.next()?.to_owned();
            let position = Position { line, column, text: source_line(block, line), from: 1 };
            let path = paths.get(&name).cloned().unwrap_or_else(|| format!("templates/{name}"));
            let problem =
                Problem::new(Code::BadTemplate, Place::Text { path, position }, lower_first(message));
            Some((Some(name), problem.help(CONTRACT)))
        })
        .collect()
}

/// An error of Tera as a problem, and the template that it is in.
fn problem(error: &tera::Error, paths: &BTreeMap<String, String>) -> (Option<String>, Problem) {
    let path = |name: &str| paths.get(name).cloned().unwrap_or_else(|| format!("templates/{name}"));
    let plain = |name: &str, message: String| {
        (Some(name.to_owned()), Problem::new(Code::BadTemplate, Place::Path(path(name)), message))
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let text = source_line(&error.to_string(), span.start_line);
            let position = Position { line: span.start_line, column: span.start_col + 1, text, from: 1 };
            let place = Place::Text { path: path(report.filename()), position };
            let message = lower_first(report.message());
            (
                Some(report.filename().to_owned()),
                Problem::new(Code::BadTemplate, place, message).help(CONTRACT),
            )
        }
        ErrorKind::CircularExtend { tpl, .. } => plain(tpl, "the template extends itself".to_owned()),
        ErrorKind::CircularInclude { tpl, .. } => plain(tpl, "the template includes itself".to_owned()),
        ErrorKind::MissingParent { current, parent } => {
            plain(current, format!("the template extends `{parent}`, which does not exist"))
        }
        other => (
            None,
            Problem::new(
                Code::BadTemplate,
                Place::Path("templates".to_owned()),
                lower_first(&other.to_string()),
            ),
        ),
    }
}

/// Tera keeps the source to itself; its report shows the line as `12 | text`.
fn source_line(report: &str, line: usize) -> String {
    let mark = format!("{line} | ");
    report.lines().find_map(|text| text.trim_start().strip_prefix(&mark)).unwrap_or_default().to_owned()
}

fn lower_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Arc<Phrases> {
        Arc::new(Phrases::new("en", &[], &[]).value)
    }

    fn file(layer: &str, name: &str, text: &str) -> TemplateFile {
        TemplateFile { name: name.to_owned(), path: format!("{layer}/{name}"), text: text.to_owned() }
    }

    fn builtin() -> Vec<TemplateFile> {
        vec![
            file("builtin", "base.html", "<{% block main %}base{% endblock main %}>"),
            file(
                "builtin",
                "page.html",
                "{% extends \"base.html\" %}{% block main %}page {{ name }}{% endblock main %}",
            ),
        ]
    }

    fn page(templates: &Templates, context: &Context) -> String {
        let mut page = Vec::new();
        templates.render_to("page.html", context, &mut page).unwrap();
        String::from_utf8(page).unwrap()
    }

    #[track_caller]
    fn check(files: TemplateFiles, expected: &str, problems: &[&str]) {
        let outcome = Templates::new(&files, &english());
        let found: Vec<String> = outcome
            .problems
            .iter()
            .map(|problem| match &problem.place {
                Place::Text { path, position } => format!("{path}:{}:{}", position.line, position.column),
                place => format!("{place:?}"),
            })
            .collect();
        assert_eq!(found, problems);
        let mut context = Context::new();
        context.insert("name", "<x>");
        assert_eq!(page(&outcome.value, &context), expected);
    }

    #[test]
    fn each_layer_stands_on_the_one_below() {
        check(TemplateFiles { builtin: builtin(), ..TemplateFiles::default() }, "<page &lt;x&gt;>", &[]);
        let theme = vec![file("theme", "base.html", "[{% block main %}{% endblock main %}]")];
        check(
            TemplateFiles { builtin: builtin(), theme: theme.clone(), ..TemplateFiles::default() },
            "[page &lt;x&gt;]",
            &[],
        );
        for below in ["theme", "builtin"] {
            let text = format!(
                "{{% extends \"{below}/page.html\" %}}{{% block main %}}my {{{{ super() }}}}{{% endblock main %}}"
            );
            let site = vec![file("site", "page.html", &text)];
            check(
                TemplateFiles { builtin: builtin(), theme: theme.clone(), site },
                "[my page &lt;x&gt;]",
                &[],
            );
        }
    }

    #[test]
    fn a_copy_of_a_built_in_template_is_no_override() {
        let theme = vec![file("theme", "base.html", "[{% block main %}{% endblock main %}]")];
        check(TemplateFiles { builtin: builtin(), theme, site: builtin() }, "[page &lt;x&gt;]", &[]);
    }

    #[test]
    fn every_unknown_filter_is_told_at_its_place() {
        let site = vec![
            file("site", "page.html", "a\n{{ name | nothing }}"),
            file("site", "x.html", "{{ name | nix }}"),
        ];
        let outcome = Templates::new(
            &TemplateFiles { builtin: builtin(), site, ..TemplateFiles::default() },
            &english(),
        );
        let mut places: Vec<String> = outcome
            .problems
            .iter()
            .map(|problem| match &problem.place {
                Place::Text { path, position } => format!("{path}:{} {}", position.line, position.text),
                place => format!("{place:?}"),
            })
            .collect();
        places.sort();
        assert_eq!(places, ["site/page.html:2 {{ name | nothing }}", "site/x.html:1 {{ name | nix }}"]);
    }

    #[test]
    fn a_broken_template_gives_way_to_the_layer_below() {
        let site = vec![
            file("site", "page.html", "a\n{{ x +"),
            file("site", "base.html", "{% block main %}{% endblock nain %}"),
        ];
        let files = TemplateFiles { builtin: builtin(), site, ..TemplateFiles::default() };
        let outcome = Templates::new(&files, &english());
        assert_eq!(outcome.problems.len(), 2, "{:?}", outcome.problems);
        let mut context = Context::new();
        context.insert("name", "n");
        assert_eq!(page(&outcome.value, &context), "<page n>");
    }
}
