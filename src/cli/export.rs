//! `archive export`: what is published, and nothing else, in forms for other programs.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::build::{Cache, Site, build};
use crate::cli::{ContentOptions, Ended, Failure, Globals, site};
use crate::model::archive::ItemId;
use crate::model::kind::Kind;
use crate::plan::{Make, Output, routes};
use crate::text::fold::fold;
use crate::text::near::nearest;

pub fn annotations(
    globals: &Globals,
    article: Option<&str>,
    output: Option<&Path>,
    options: &ContentOptions,
) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    let site = build(site::load(&folder, options)?, &Cache::default());
    let diagnostics = site.diagnostics();
    site::show(&diagnostics);
    let make = match article {
        Some(name) => Make::WebAnnotations(find(&site, name)?),
        None => Make::AllWebAnnotations,
    };
    let bytes = site
        .render(&Output { path: routes::all_web_annotations(), make })
        .map_err(|problem| Failure::new(problem.message))?;
    match output {
        Some(path) => fs::write(path, &bytes)
            .map_err(|error| Failure::new(format!("cannot write `{}`: {error}", path.display())))?,
        // A reader who has closed it has seen enough.
        None => drop(io::stdout().lock().write_all(&bytes)),
    }
    Ok(site::ended(&diagnostics))
}

/// The published article of that slug or title.
fn find(site: &Site, name: &str) -> Result<ItemId, Failure> {
    let plain = name.trim_start_matches("content/").trim_start_matches("articles/").trim_end_matches(".md");
    let plain = plain.trim_end_matches("/index");
    let articles = site.archive.of_kind(Kind::Article);
    let is_called = |id: &&ItemId| {
        let item = site.archive.item(**id);
        item.slug == plain || fold(&item.title) == fold(name)
    };
    articles.iter().find(is_called).copied().ok_or_else(|| {
        let failure = Failure::new(format!("no article `{name}` is published"));
        let slugs = articles.iter().map(|id| site.archive.item(*id).slug.as_str());
        match nearest(plain, slugs) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("write the name of its file in `content/articles/`, without `.md`"),
        }
    })
}
