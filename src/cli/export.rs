//! `archive export`: what is published, and nothing else, in forms for other programs.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::build::{Cache, Site, build};
use crate::cli::{CitationForm, ContentOptions, Ended, Failure, Globals, TimelineForm, site};
use crate::export::citation;
use crate::export::timeline::Format;
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
    write(globals, output, options, |site| {
        let make = match article {
            Some(name) => Make::WebAnnotations(find(site, name)?),
            None => Make::AllWebAnnotations,
        };
        Ok(Output { path: routes::all_web_annotations(), make })
    })
}

/// Writes the timeline, also where the site is built without these files.
pub fn timeline(
    globals: &Globals,
    form: TimelineForm,
    output: Option<&Path>,
    options: &ContentOptions,
) -> Result<Ended, Failure> {
    let format = match form {
        TimelineForm::Json => Format::Json,
        TimelineForm::Ics => Format::Calendar,
        TimelineForm::Csv => Format::Csv,
    };
    let path = format!("{}{}", routes::TIMELINE, format.file_name());
    write(globals, output, options, |_| Ok(Output { path, make: Make::TimelineData(format) }))
}

/// Writes all that was added and changed, newest first.
pub fn changes(globals: &Globals, output: Option<&Path>, options: &ContentOptions) -> Result<Ended, Failure> {
    let path = format!("{}changes.csv", routes::CHANGES);
    write(globals, output, options, |_| Ok(Output { path, make: Make::ChangesTable }))
}

/// Writes the records of all reports, also where the site is built without these files.
pub fn citations(
    globals: &Globals,
    form: CitationForm,
    output: Option<&Path>,
    options: &ContentOptions,
) -> Result<Ended, Failure> {
    let format = match form {
        CitationForm::Bibtex => citation::Format::Bibtex,
        CitationForm::Ris => citation::Format::Ris,
        CitationForm::CslJson => citation::Format::CslJson,
    };
    let path = routes::bibliography_file(format);
    write(globals, output, options, |_| Ok(Output { path, make: Make::BibliographyFile(format) }))
}

/// Makes one output of the site, and writes it to a file or to standard output.
fn write(
    globals: &Globals,
    file: Option<&Path>,
    options: &ContentOptions,
    output: impl FnOnce(&Site) -> Result<Output, Failure>,
) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    let site = build(site::load(&folder, options)?, &Cache::default());
    let diagnostics = site.diagnostics();
    site::show(&diagnostics);
    let bytes = site.render(&output(&site)?).map_err(|problem| Failure::new(problem.message))?;
    match file {
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
