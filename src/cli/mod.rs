//! The command line: arguments → options → one call, one file a verb.
//!
//! Exit status: 0 all is well, 1 there are problems in the content, 2 the command could not run.

/// Prints a line on standard output. A reader who has closed it, as `head` does, has seen enough.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

mod annotate;
mod build;
mod check;
mod completions;
mod desk;
mod export;
mod import;
mod import_events;
mod init;
mod new;
mod phrases;
mod reanchor;
mod schema;
mod search;
mod serve;
mod site;
mod starter;
mod theme;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::model::annotation::Remark;
use crate::model::kind::Kind;
use crate::text::edtf::Day;

/// Turns a folder of reports into a cross-linked, annotated website.
///
/// A reader of the site can check everything: who said what, when, where, in which report.
/// Start with `archive init my-archive`, then `archive serve --root my-archive`.
#[derive(Debug, Parser)]
#[command(name = "archive", version, about, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Args)]
struct Globals {
    /// The site folder: the one that holds `content/`
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The configuration file, where it is not `archive.yaml` in the site folder
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a small working archive in a folder
    Init {
        /// The folder; it may exist, and no file in it is overwritten
        #[arg(default_value = ".", value_name = "DIR")]
        folder: PathBuf,
    },
    /// Make a content file with its fields ready to fill in
    New {
        /// What to make
        #[arg(value_parser = kind_names())]
        kind: Kind,
        /// Its name or title
        name: String,
    },
    /// Write the site to a folder
    Build(BuildOptions),
    /// Show the site in a browser, and show it anew at every change
    Serve(ServeOptions),
    /// Look for problems without writing anything
    Check(CheckOptions),
    /// Search what is published, as the search page of the site does
    ///
    /// Words are found in all their forms, names in all their spellings. "Quoted words" are found as they
    /// stand; -word leaves out, `or` joins, word* begins; person:, org:, place:, topic:, source:, kind:, lang:
    /// and date:2018..2019 narrow down.
    Search(SearchOptions),
    /// Attach a note to a passage of an article, or bring selectors up to date
    ///
    /// The entry is added to the article's sidecar, with just enough of the words around the passage to
    /// tell it from others.
    Annotate(Box<AnnotateOptions>),
    /// Bring in what was made with other programs
    Import {
        #[command(subcommand)]
        what: ImportWhat,
    },
    /// Write what is published in a form for other programs
    Export {
        #[command(subcommand)]
        what: ExportWhat,
    },
    /// See what languages the interface can be in, or begin a file of phrases for one
    Phrases {
        #[command(subcommand)]
        what: PhrasesWhat,
    },
    /// See what themes there are, or begin one
    Theme {
        #[command(subcommand)]
        what: ThemeWhat,
    },
    /// Print the JSON Schema of a kind's front matter, for editors
    Schema {
        /// The kind; `config` is `archive.yaml`, `annotation` an article's sidecar
        #[arg(value_parser = schema_names())]
        kind: SchemaOf,
        /// Print the reference table in Markdown instead
        #[arg(long)]
        table: bool,
    },
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
struct BuildOptions {
    /// Where the site is written; `public` in the site folder if not given
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// Take over an output folder that archive did not write
    #[arg(long)]
    force: bool,
    /// Print what each stage took
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    content: ContentOptions,
}

#[derive(Debug, Args)]
struct ServeOptions {
    /// The address to listen at; others than loopback let the network see the site
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    interface: std::net::IpAddr,
    /// The port; the next free one is taken where it is in use
    #[arg(short, long, default_value_t = 1111)]
    port: u16,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    open: bool,
    #[command(flatten)]
    content: ContentOptions,
}

#[derive(Debug, Args)]
struct CheckOptions {
    /// How problems are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Take annotations whose passage is not found for errors
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    content: ContentOptions,
}

#[derive(Debug, Args)]
struct SearchOptions {
    /// What to look for
    #[arg(required = true, allow_hyphen_values = true)]
    query: Vec<String>,
    /// In what order results stand within their kind
    #[arg(short, long, value_enum, default_value_t = Sort::Relevance)]
    sort: Sort,
    /// The most results of a kind
    #[arg(short = 'n', long = "most", value_name = "NUMBER", default_value_t = 10)]
    most: usize,
    /// How results are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    content: ContentOptions,
}

/// The order of results, as a choice of arguments.
#[derive(Debug, Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Sort {
    /// What fits best first
    Relevance,
    /// As the archive lists them: articles newest first
    Date,
}

#[derive(Debug, Args)]
struct AnnotateOptions {
    /// The article, by slug, title or path; all articles for `--reanchor` if not given
    #[arg(required_unless_present = "reanchor")]
    article: Option<String>,
    /// The words of the passage, as they stand in the article's text
    #[arg(short, long, required_unless_present = "reanchor", allow_hyphen_values = true)]
    quote: Option<String>,
    /// Words before it, where the quote stands in several places
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    prefix: String,
    /// Words after it, where the quote stands in several places
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    suffix: String,
    /// What is to be said of it, in Markdown
    #[arg(short, long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    note: String,
    /// What the note is for
    #[arg(short, long, value_parser = remark_names())]
    kind: Option<Remark>,
    /// Who makes it; the site's author if not given
    #[arg(long)]
    by: Option<String>,
    /// When it was made (EDTF); today, or SOURCE_DATE_EPOCH, if not given
    #[arg(long)]
    date: Option<String>,
    /// A word to find it by; can be given several times
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// The event that the passage attests, by slug; can be given several times
    #[arg(long = "event", value_name = "EVENT")]
    events: Vec<String>,
    /// The entity that the passage names
    #[arg(long, default_value = "", hide_default_value = true)]
    entity: String,
    /// The claim that it is a statement on, by slug
    #[arg(long, requires = "position")]
    claim: Option<String>,
    /// The position that the speaker takes on the claim
    #[arg(long, requires = "claim")]
    position: Option<String>,
    /// Who takes it
    #[arg(long, requires = "claim", default_value = "", hide_default_value = true)]
    speaker: String,
    /// When it was said (EDTF)
    #[arg(long, requires = "claim", default_value = "", hide_default_value = true)]
    said: String,
    /// Show what has become of passages that moved or whose words changed, and write their new selectors
    #[arg(long, conflicts_with_all = ["quote", "note", "kind", "by", "date", "tags", "events", "claim"])]
    reanchor: bool,
    /// Write the new selectors without asking
    #[arg(short, long, requires = "reanchor")]
    yes: bool,
}

#[derive(Debug, Subcommand)]
enum ImportWhat {
    /// Annotations made with Hypothes.is or Recogito, or any W3C Web Annotations (JSON-LD)
    Annotations {
        /// The file that the other program wrote
        file: PathBuf,
        /// The article that all of them belong to, by slug, title or path; by their addresses if not given
        #[arg(short, long)]
        article: Option<String>,
    },
    /// Events of a timeline: TimelineJS JSON, its table, or any CSV with a title and a date
    ///
    /// Each becomes a file in `content/events/`. No file is overwritten, and what is there already, with the
    /// same title and date, is passed over.
    Events {
        /// The file that the other program wrote
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum ExportWhat {
    /// Annotations as W3C Web Annotations (JSON-LD), which `import annotations` reads
    Annotations {
        /// Those of one article, by slug, title or path
        #[arg(short, long)]
        article: Option<String>,
        /// The file to write; standard output if not given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        content: ContentOptions,
    },
    /// The timeline as TimelineJS JSON, iCalendar or CSV
    Timeline {
        /// The form: all that is dated, the dated events for calendars, or a table of everything
        #[arg(short, long, value_enum, default_value_t = TimelineForm::Json)]
        format: TimelineForm,
        /// The file to write; standard output if not given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        content: ContentOptions,
    },
    /// What was added to the archive and changed in it, as a table (CSV)
    Changes {
        /// The file to write; standard output if not given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        content: ContentOptions,
    },
    /// The records of all reports for reference managers
    Citations {
        /// The form
        #[arg(short, long, value_enum, default_value_t = CitationForm::Bibtex)]
        format: CitationForm,
        /// Write to this file instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        content: ContentOptions,
    },
}

#[derive(Debug, Subcommand)]
enum PhrasesWhat {
    /// List the shipped languages and those of the site's own files
    List,
    /// Make `i18n/LANG.yaml` with every phrase of the interface, to be changed or translated
    New {
        /// The language, as a tag (BCP 47): `fr`, `pt-BR`
        lang: String,
    },
}

#[derive(Debug, Subcommand)]
enum ThemeWhat {
    /// List the shipped themes and the site's own; a star marks the one in use
    List,
    /// Make the skeleton of a theme in `themes/`, which builds as it stands
    New {
        /// Its name, which is also its folder's
        name: String,
    },
}

/// A form of the timeline, as a choice of arguments.
#[derive(Debug, Clone, Copy, ValueEnum, PartialEq, Eq)]
enum TimelineForm {
    /// TimelineJS 3
    Json,
    /// iCalendar
    Ics,
    /// A table with all entries
    Csv,
}

/// A form of records, as a choice of arguments.
#[derive(Debug, Clone, Copy, ValueEnum, PartialEq, Eq)]
enum CitationForm {
    /// BibTeX, as BibLaTeX reads it too
    Bibtex,
    /// RIS
    Ris,
    /// CSL-JSON
    CslJson,
}

/// The kinds of notes by their names, as a choice of arguments.
fn remark_names() -> impl TypedValueParser<Value = Remark> {
    PossibleValuesParser::new(Remark::ALL.map(Remark::name))
        .map(|name| Remark::of_name(&name).expect("only names of kinds are among the choices"))
}

/// What decides on the content of a site, whatever is done with it.
#[derive(Debug, Args)]
struct ContentOptions {
    /// Where the site will be published, over what the configuration says
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// The day on which embargoes are judged (YYYY-MM-DD); today, or SOURCE_DATE_EPOCH, if not given
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    as_of: Option<Day>,
}

#[derive(Debug, Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

/// The kinds by their names, as a choice of arguments.
fn kind_names() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name)).map(|name| kind_named(&name))
}

fn kind_named(name: &str) -> Kind {
    Kind::of_name(name).expect("only names of kinds are among the choices")
}

/// What has a schema.
#[derive(Debug, Clone, Copy)]
enum SchemaOf {
    Config,
    Annotation,
    Kind(Kind),
}

fn schema_names() -> impl TypedValueParser<Value = SchemaOf> {
    let names = Kind::ALL.map(Kind::name).into_iter().chain([ANNOTATION, CONFIG]);
    PossibleValuesParser::new(names.collect::<Vec<_>>()).map(|name| match name.as_str() {
        CONFIG => SchemaOf::Config,
        ANNOTATION => SchemaOf::Annotation,
        kind => SchemaOf::Kind(kind_named(kind)),
    })
}

/// The name under which `archive.yaml` has its schema.
const CONFIG: &str = "config";

/// The name under which sidecars have theirs.
const ANNOTATION: &str = "annotation";

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| format!("`{text}` is not a day: write it as 2026-01-31"))
}

/// How a command ended, short of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Well,
    /// There are problems in the content.
    WithProblems,
}

/// Why a command could not run.
#[derive(Debug)]
struct Failure {
    message: String,
    help: String,
}

impl Failure {
    fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), help: String::new() }
    }

    fn help(mut self, help: impl Into<String>) -> Failure {
        self.help = help.into();
        self
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(&arguments) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithProblems) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("error: {}", failure.message);
            if !failure.help.is_empty() {
                eprintln!("help: {}", failure.help);
            }
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &Arguments) -> Result<Ended, Failure> {
    let globals = &arguments.globals;
    match &arguments.verb {
        Verb::Init { folder } => init::run(folder),
        Verb::New { kind, name } => new::run(globals, *kind, name),
        Verb::Build(options) => build::run(globals, options),
        Verb::Serve(options) => serve::run(globals, options),
        Verb::Check(options) => check::run(globals, options),
        Verb::Search(options) => search::run(globals, options),
        Verb::Annotate(options) if options.reanchor => reanchor::run(globals, options),
        Verb::Annotate(options) => annotate::run(globals, options),
        Verb::Import { what: ImportWhat::Annotations { file, article } } => {
            import::annotations(globals, file, article.as_deref())
        }
        Verb::Import { what: ImportWhat::Events { file } } => import_events::run(globals, file),
        Verb::Export { what: ExportWhat::Annotations { article, output, content } } => {
            export::annotations(globals, article.as_deref(), output.as_deref(), content)
        }
        Verb::Export { what: ExportWhat::Timeline { format, output, content } } => {
            export::timeline(globals, *format, output.as_deref(), content)
        }
        Verb::Export { what: ExportWhat::Changes { output, content } } => {
            export::changes(globals, output.as_deref(), content)
        }
        Verb::Export { what: ExportWhat::Citations { format, output, content } } => {
            export::citations(globals, *format, output.as_deref(), content)
        }
        Verb::Phrases { what: PhrasesWhat::List } => phrases::list(globals),
        Verb::Phrases { what: PhrasesWhat::New { lang } } => phrases::new(globals, lang),
        Verb::Theme { what: ThemeWhat::List } => theme::list(globals),
        Verb::Theme { what: ThemeWhat::New { name } } => theme::new(globals, name),
        Verb::Schema { kind, table } => schema::run(*kind, *table),
        Verb::Completions { shell } => completions::run(*shell),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_arguments_agree_with_each_other() {
        Arguments::command().debug_assert();
    }
}
