//! Problems in the content, as data: a stage returns what it made together with what is wrong.
//!
//! Nothing here prints. A [`Problem`] says where and what; [`Diagnostics::locate`] adds line and
//! column once, at the end, for `report` to show. `Err` is not for the content: it is for disks
//! and sockets.

use std::collections::BTreeMap;
use std::fmt;

use crate::text::span::{Lines, Position, Span, floor_boundary};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is wrong or was held back: the exit status is 1.
    Error,
    /// Something is probably not as it was meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident => $code:literal, $severity:ident; )+) => {
        /// What kind of problem it is. The text of each is its page in the documentation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[doc = $doc])+ $name, )+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[ $( Code::$name, )+ ];

            /// The name that people see and search for.
            pub fn name(self) -> &'static str {
                match self { $( Code::$name => $code, )+ }
            }

            /// How much it matters unless the configuration says otherwise.
            pub fn severity(self) -> Severity {
                match self { $( Code::$name => Severity::$severity, )+ }
            }

            /// What it means and what to do, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $( Code::$name => concat!($($doc, "\n"),+), )+ }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 text. Save it as UTF-8 in your editor; the message names the first
    /// byte that is not.
    NotUtf8 => "not-utf8", Error;
    /// The name of the file is not UTF-8, so no address can be made of it. Rename the file.
    BadFileName => "bad-file-name", Error;
    /// The file or folder is a symbolic link that leads out of the site, in a circle, or nowhere.
    /// Content is read from the site folder only, so that a build publishes nothing by accident.
    BadLink => "bad-symlink", Error;
    /// The file lies in no folder that `archive` knows. Put it into `content/articles/`, `people/`,
    /// `organizations/`, `places/`, `topics/`, `sources/`, `events/`, `claims/` or `pages/`.
    Misplaced => "misplaced-file", Warning;
    /// The file could not be read.
    Unreadable => "unreadable", Error;
    /// The front matter opens with `---` and is never closed. Put `---` on a line of its own after
    /// the last field. The item is held back, since nobody can tell what may be published of it.
    UnclosedFrontMatter => "unclosed-front-matter", Error;
    /// The front matter is not YAML. The item is held back. Often a value with a colon wants quotes:
    /// `title: "Visit: what we know"`.
    BadYaml => "bad-yaml", Error;
    /// The front matter is longer than 64 KiB or nested deeper than 64 levels.
    TooLarge => "front-matter-too-large", Error;
    /// A key stands twice with different values; the first one counts.
    DuplicateKey => "duplicate-key", Error;
    /// No field of that name is known for this kind of file. Own fields go under `extra:`.
    UnknownField => "unknown-field", Warning;
    /// A key looks like a misspelt `access`, `available` or `draft`. The item is held back until
    /// it is spelt out.
    UnclearAccess => "unclear-access", Error;
    /// A field has a value of the wrong kind.
    WrongType => "wrong-type", Error;
    /// A field that is needed is missing.
    MissingField => "missing-field", Error;
    /// A field allows only certain values, and this is none of them.
    UnknownValue => "unknown-value", Error;
    /// A date is not EDTF (ISO 8601-2). `2018-12-05`, `2022-03`, `2003~` (about), `2018-09/2019-01`,
    /// `XXXX` (unknown) are.
    BadDate => "bad-date", Error;
    /// An address has a scheme other than http, https or mailto, or is not an address.
    BadAddress => "bad-address", Error;
    /// Two files, or a file and a redirect, want the same page. The first one keeps it.
    DuplicatePath => "duplicate-path", Error;
    /// Two addresses differ only in capital letters: on a file system that ignores them one page
    /// would overwrite the other.
    CaseCollision => "case-collision", Error;
    /// An address, or the name of a file that would be copied, is one that cannot be written: over-long,
    /// with a backslash, or a file where a folder must be.
    BadPath => "bad-path", Error;
    /// A comment is opened and never closed; everything after it is left out.
    OpenComment => "open-comment", Error;
    /// A `[[link]]`, a link to a file or a name in a list leads to nothing.
    MissingTarget => "missing-target", Error;
    /// A `[[link]]` or a name fits more than one page.
    AmbiguousName => "ambiguous-name", Warning;
    /// A link leads to a page that exists and a heading that does not.
    MissingFragment => "missing-fragment", Error;
    /// An image or file that a text shows or links to is not there.
    MissingAsset => "missing-asset", Error;
    /// An image on another host. Pages ask nothing of other hosts: keep a copy beside the text.
    RemoteImage => "remote-image", Error;
    /// An image without a text for those who cannot see it. Write what it shows: `![what it shows](image.jpg)`,
    /// or under `images:` in the front matter, with the file's name and `alt:`. An image that is mere
    /// decoration is listed there with `alt: ""`.
    MissingAlt => "missing-alt", Warning;
    /// A picture cannot be read, or tells more than it shows (EXIF or XMP, which can say where it was taken)
    /// in a format from which that cannot be taken out. It is not published.
    BadPicture => "bad-picture", Error;
    /// A file in `fonts/` is no font that letters can be drawn with. Put TrueType or OpenType fonts there, with
    /// outlines (`.ttf`, `.otf`); fonts for the web (`.woff2`) are to be unpacked.
    BadFont => "bad-font", Error;
    /// Something published names or links to something withheld. The name in the list or the link
    /// is left out; the text itself is not changed: read it.
    NamesWithheld => "names-withheld", Error;
    /// The template cannot be read or used.
    BadTemplate => "bad-template", Error;
    /// The theme has no such file, or its description is wrong.
    BadTheme => "bad-theme", Error;
    /// A file of phrases, `i18n/LANG.yaml`, has a phrase that cannot be used: it names a value that the
    /// phrase does not have, or no phrase is called so. The shipped phrase is used in its place.
    BadPhrase => "bad-phrase", Warning;
    /// There are no phrases in the site's language, so that the interface is in English. `archive phrases
    /// new LANG` begins a file of them, `i18n/LANG.yaml`.
    NoPhrases => "no-phrases", Warning;
    /// The end of an embargo is not a certain day, or is missing.
    BadEmbargo => "bad-embargo", Error;
    /// The article has `access: excerpt`, and its text does not say where the excerpt ends: nothing of it
    /// is shown. Put a line `<!-- more -->` behind what may be published, outside lists and quotes.
    NoExcerpt => "no-excerpt", Warning;
    /// A mark of CriticMarkup in a text is never closed, or stands where no text is. The notes of an
    /// editor are written `{==words==}{>>note<<}` or `{>>note<<}`, in the texts of articles.
    BadMark => "bad-mark", Warning;
    /// A sidecar, `SLUG.annotations.yaml`, lies beside no article: nothing of it is used.
    StraySidecar => "stray-sidecar", Error;
    /// Two annotations of one article have the same `id`. The second one gets another.
    DuplicateId => "duplicate-id", Error;
    /// The passage that an annotation was made on is not in the article's text. The annotation is attached
    /// to no words: the article's page lists it by itself, with the words that it was made on.
    OrphanedAnnotation => "orphaned-annotation", Warning;
    /// Several passages fit an annotation as well as each other. It is attached to none of them until
    /// its `prefix` or `suffix` tells them apart.
    AmbiguousAnnotation => "ambiguous-annotation", Warning;
    /// The words of an annotated passage have changed since the annotation was made, and it was found by
    /// what is left of them. See whether the note still holds; `archive annotate --reanchor` then
    /// writes the new words into the sidecar.
    ChangedPassage => "changed-passage", Warning;
    /// Raw HTML in a text was changed, since parts of it are not allowed in pages.
    UnsafeHtml => "unsafe-html", Warning;
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a file that was loaded.
    Source { file: u32, span: Span },
    /// In some other text, with its own position.
    Text { path: String, position: Position },
    /// A path as a whole.
    Path(String),
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    pub severity: Severity,
    pub place: Place,
    /// One terse fact, lower case, names in backticks.
    pub message: String,
    /// What to do about it; empty where the message says it all.
    pub help: String,
}

impl Problem {
    /// A problem with the code's own severity.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Problem {
        Problem { code, severity: code.severity(), place, message: message.into(), help: String::new() }
    }

    /// A problem at a run of bytes of a loaded file.
    pub fn at(code: Code, file: u32, span: Span, message: impl Into<String>) -> Problem {
        Problem::new(code, Place::Source { file, span }, message)
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = help.into();
        self
    }

    /// Raises a warning to an error.
    pub fn as_error(mut self) -> Problem {
        self.severity = Severity::Error;
        self
    }
}

/// What a stage made, and what it found wrong on the way.
#[derive(Debug, Clone, Default)]
pub struct Outcome<T> {
    pub value: T,
    pub problems: Vec<Problem>,
}

impl<T> Outcome<T> {
    pub fn new(value: T, problems: Vec<Problem>) -> Outcome<T> {
        Outcome { value, problems }
    }
}

/// All problems of one build.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    problems: Vec<Problem>,
}

impl Diagnostics {
    /// Keeps the problems, hands on the value.
    pub fn take<T>(&mut self, outcome: Outcome<T>) -> T {
        self.problems.extend(outcome.problems);
        outcome.value
    }

    /// Adds problems.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.problems.extend(problems);
    }

    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Finds line and column of each, and sorts by file, place and code; what stands twice is
    /// said once. `source` gives path and text of a loaded file.
    pub fn locate<'a>(&self, source: impl Fn(u32) -> (&'a str, &'a str)) -> Vec<Diagnostic> {
        let mut lines: BTreeMap<u32, Lines<'a>> = BTreeMap::new();
        let mut located: Vec<Diagnostic> = Vec::with_capacity(self.problems.len());
        for problem in &self.problems {
            let (path, place) = match &problem.place {
                Place::Source { file, span } => {
                    let (path, text) = source(*file);
                    let found =
                        lines.entry(*file).or_insert_with(|| Lines::of(text)).position(span.start as usize);
                    let length = marked(text, *span, &found);
                    (path.to_owned(), Some((found, length)))
                }
                Place::Text { path, position } => (path.clone(), Some((position.clone(), 1))),
                Place::Path(path) => (path.clone(), None),
            };
            located.push(Diagnostic::new(problem, path, place));
        }
        located.sort();
        located.dedup();
        located
    }
}

/// How many characters of the kept line the span covers, at least one.
fn marked(text: &str, span: Span, found: &Position) -> usize {
    let end = floor_boundary(text, span.end as usize);
    let run = text.get(span.start as usize..end).unwrap_or_default();
    let run = run.split(['\n', '\r']).next().unwrap_or_default();
    let rest = (found.from + found.text.chars().count()).saturating_sub(found.column);
    run.chars().take(rest.max(1)).count().max(1)
}

/// A problem with its line: what people and machines are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Relative to the site folder, with `/`.
    pub path: String,
    /// None where the problem concerns the file as a whole.
    pub position: Option<Position>,
    /// How many characters are meant, from the column on; 0 without a position.
    pub length: usize,
    pub code: Code,
    pub severity: Severity,
    pub message: String,
    pub help: String,
}

impl Diagnostic {
    fn new(problem: &Problem, path: String, place: Option<(Position, usize)>) -> Diagnostic {
        let (position, length) = place.map_or((None, 0), |(position, length)| (Some(position), length));
        Diagnostic {
            path,
            position,
            length,
            code: problem.code,
            severity: problem.severity,
            message: problem.message.clone(),
            help: problem.help.clone(),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.path)?;
        if let Some(position) = &self.position {
            write!(formatter, ":{}:{}", position.line, position.column)?;
        }
        write!(formatter, ": {}[{}]: {}", self.severity.name(), self.code.name(), self.message)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn problems_are_located_sorted_and_said_once() {
        let mut diagnostics = Diagnostics::default();
        let at = |start, end| Problem::at(Code::BadDate, 0, Span::new(start, end), "no date");
        diagnostics.extend([at(9, 30), at(2, 3), at(9, 30)]);
        let located = diagnostics.locate(|_| ("a.md", "---\ndate: soon\n"));
        let places: Vec<String> = located.iter().map(ToString::to_string).collect();
        assert_eq!(places, ["a.md:1:3: error[bad-date]: no date", "a.md:2:6: error[bad-date]: no date"]);
        assert_eq!(located[1].length, 5);
    }

    #[test]
    fn codes_have_names_of_their_own() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
