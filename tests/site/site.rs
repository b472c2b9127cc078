//! A site folder made of inline files, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Output;

use annotated_archive::build::{self, Cache};
use annotated_archive::config::Config;
use annotated_archive::diag::Diagnostic;
use annotated_archive::load::SiteFolder;
use annotated_archive::text::edtf::Day;
use annotated_archive::withhold::HeldBack;
use annotated_archive::write::{Options, Stage};
use assert_cmd::Command;
use flate2::read::DeflateDecoder;
use tempfile::TempDir;

/// The day of every build whose test does not choose another.
pub const TODAY: Day = Day { year: 2026, month: 1, day: 1 };

/// Everything below a folder: a file's path with `/`, and its bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A site folder that is gone at the end of the test.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// An empty folder; its name is the same in every test, for the title of a site without one.
    pub fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        Site { folder }
    }

    /// A folder with a configuration that says no more than it must.
    pub fn titled() -> Site {
        Site::new().file("archive.yaml", "title: T\n")
    }

    /// With a file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Site {
        self.put(path, text);
        self
    }

    /// With an article that is shown in full: `fields` are lines of front matter.
    pub fn article(self, name: &str, fields: &str, body: &str) -> Site {
        self.file(&format!("content/articles/{name}.md"), article(fields, body))
    }

    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Builds by the library on [`TODAY`].
    #[track_caller]
    pub fn build(&self) -> Built {
        self.build_with(|_| {})
    }

    /// Builds by the library, with other settings than the file's.
    #[track_caller]
    pub fn build_with(&self, adjust: impl FnOnce(&mut Config)) -> Built {
        let site = self.made_with(adjust);
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("out");
        let stage = Stage::open(&output, &Options::default()).unwrap();
        let diagnostics = site.write(stage, &|| {}).unwrap().diagnostics;
        Built { files: tree(&output), diagnostics, held_back: site.held_back }
    }

    /// The site in memory, built by the library on [`TODAY`].
    pub fn made(&self) -> build::Site {
        self.made_with(|_| {})
    }

    fn made_with(&self, adjust: impl FnOnce(&mut Config)) -> build::Site {
        let folder = SiteFolder { root: self.root(), config: self.path("archive.yaml") };
        let sources = build::load(&folder, |config| {
            config.as_of = TODAY;
            adjust(config);
        });
        build::build(sources, &Cache::default())
    }

    /// The program, told to work on this folder.
    pub fn archive<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = archive(["--root".as_ref(), self.root().as_os_str()]);
        command.args(arguments);
        command
    }

    /// What the program wrote to `public/`.
    pub fn public(&self) -> Tree {
        tree(&self.path("public"))
    }
}

/// With an item of every kind, all of them referring to each other.
pub fn every_kind(site: Site) -> Site {
    let lists = "people: [Lu Kang, Ida Holm]\norganizations: [Ministry]\nplaces: [Hotan]\ntopics: [Access]\n";
    site.article(
        "a",
        &format!("source: Gazette\nvia: [Wire]\n{lists}url: https://example.org/a\n"),
        "Lu Kang of the Ministry, in Hotan.\n\n## Part\n\n[[c]], [[e]], [[about]][^1].\n\n[^1]: Note.\n",
    )
    .file("content/articles/b.md", "---\ntitle: B\ndate: 2021\naccess: full\nsource: Gazette\nlang: ug\ntranslation_of: a\n---\n\nLu Kang.\n")
    .file(
        "content/events/e.md",
        format!("---\ntitle: E\ndate: 2019-12\narticles: [a, b]\n{lists}---\n\n## When\n\nText.\n"),
    )
    .file("content/events/f.md", "---\ntitle: F\n---\n")
    .file(
        "content/claims/c.md",
        format!("---\ntitle: C\nquestion: What?\narticles: [a]\n{lists}---\n\nText.\n"),
    )
    .file(
        "content/people/lu-kang.md",
        "---\nname: Lu Kang\nnames: [Mr Lu]\nrole: Spokesman\naliases: [/lu/]\n---\n\nOf the [[Ministry]].\n",
    )
    .file("content/organizations/ministry.md", "---\nname: Ministry\nwithin: Government\n---\n")
    .file("content/places/hotan.md", "---\nname: Hotan\ncoordinates: [37.1, 79.9]\n---\n")
    .file("content/topics/access.md", "---\nname: Access\n---\n\nSee [[Hotan]].\n")
    .file("content/sources/gazette.md", "---\nname: Gazette\nurl: https://example.org/\n---\n")
    .file("content/pages/about.md", "---\ntitle: About\nnav: 1\n---\n\nSee [the timeline](/timeline/).\n")
}

/// The repository as the archive that it is.
#[track_caller]
pub fn demonstration() -> Built {
    demonstration_with("")
}

/// The same, configured otherwise.
#[track_caller]
pub fn demonstration_with(configuration: &str) -> Built {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = fs::read_to_string(repository.join("archive.yaml")).unwrap();
    let site = Site::new().file("archive.yaml", format!("{own}{configuration}"));
    for (path, bytes) in tree(&repository.join("content")) {
        site.put(&format!("content/{path}"), bytes);
    }
    site.build().clean()
}

/// An article's file, shown in full.
pub fn article(fields: &str, body: &str) -> String {
    format!("---\ntitle: A\ndate: 2020-01-01\naccess: full\n{fields}---\n\n{body}")
}

/// The program, in a clean environment.
pub fn archive<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR").args(arguments);
    command
}

/// What a run of the program said and how it ended.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            status: output.status.code().expect("the program ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

/// A site that was built.
pub struct Built {
    pub files: Tree,
    pub diagnostics: Vec<Diagnostic>,
    pub held_back: HeldBack,
}

impl Built {
    /// The problems, one a line.
    pub fn problems(&self) -> Vec<String> {
        self.diagnostics.iter().map(ToString::to_string).collect()
    }

    /// Demands that nothing was found wrong.
    #[track_caller]
    pub fn clean(self) -> Built {
        assert_eq!(self.problems(), [""; 0]);
        self
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The text of an output.
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path);
        let bytes = bytes.unwrap_or_else(|| panic!("no `{path}` among {:#?}", self.paths()));
        std::str::from_utf8(bytes).unwrap()
    }

    /// The main part of a page, without its head, navigation and foot.
    #[track_caller]
    pub fn main(&self, path: &str) -> &str {
        between(self.text(path), "<main id=\"main\" tabindex=\"-1\">", "</main>")
    }

    /// An item's own text on its page.
    #[track_caller]
    pub fn body(&self, path: &str) -> &str {
        let main = self.main(path);
        let from = main.find("<div class=\"text\"").unwrap_or_else(|| panic!("no text in {main}"));
        let text = main[from..].split_once('>').unwrap().1;
        let mut depth = 0;
        let closes = text.match_indices("div").find(|(at, _)| {
            match (text[..*at].ends_with('<'), text[..*at].ends_with("</")) {
                (true, _) => depth += 1,
                (_, true) => depth -= 1,
                _ => {}
            }
            depth < 0
        });
        &text[..closes.expect("the text ends").0 - 2]
    }

    pub fn paths(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    /// Where a word stands: in the bytes or the path of an output, in any writing that a page uses.
    pub fn places_of(&self, word: &str) -> Vec<&str> {
        let forms = [word.to_owned(), word.to_lowercase(), encoded(word), encoded(&word.to_lowercase())];
        let holds = |path: &str, bytes: &[u8]| {
            forms.iter().any(|form| path.contains(form) || contains(bytes, form.as_bytes()))
        };
        self.files.iter().filter(|(path, bytes)| holds(path, bytes)).map(|(path, _)| path.as_str()).collect()
    }
}

/// What stands between two texts; panics where they do not.
#[track_caller]
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("no `{start}` in {text}")) + start.len();
    let to = text[from..].find(end).unwrap_or_else(|| panic!("no `{end}` after `{start}` in {text}"));
    &text[from..from + to]
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    !word.is_empty() && bytes.windows(word.len()).any(|window| window == word)
}

fn encoded(word: &str) -> String {
    let escape = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => (byte as char).to_string(),
        other => format!("%{other:02X}"),
    };
    word.bytes().map(escape).collect()
}

/// Makes the records of the search index readable, in which texts lie packed: what is in them is looked for
/// as it is in pages.
fn unpack(path: &str, bytes: &mut Vec<u8>) {
    let name = path.rsplit_once("search/r").map(|(_, name)| name);
    let is_record = name.is_some_and(|name| name.len() == "0123456789ab.bin".len());
    if is_record && path.ends_with(".bin") {
        let mut unpacked = Vec::new();
        DeflateDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
        *bytes = unpacked;
    }
}

/// All files below a folder; records of the search index as [`unpack`] makes them.
pub fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                let mut bytes = fs::read(&path).unwrap();
                unpack(&name, &mut bytes);
                found.insert(name, bytes);
            }
        }
    }
    found
}

/// Demands that two trees are the same; shows the first difference instead of both.
#[track_caller]
pub fn assert_same(found: &Tree, expected: &Tree, why: &str) {
    let paths: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let mut differing: Vec<&String> =
        paths.into_iter().filter(|path| found.get(*path) != expected.get(*path)).collect();
    // The manifest differs whenever anything does.
    differing.sort_by_key(|path| path.starts_with('.'));
    let Some(path) = differing.first() else {
        return;
    };
    let (left, right) = (found.get(*path), expected.get(*path));
    let same = match (left, right) {
        (Some(left), Some(right)) => left.iter().zip(right).take_while(|(left, right)| left == right).count(),
        _ => 0,
    };
    let around = |bytes: Option<&Vec<u8>>| match bytes {
        Some(bytes) => {
            let (from, to) = (same.saturating_sub(60).min(bytes.len()), (same + 120).min(bytes.len()));
            String::from_utf8_lossy(&bytes[from..to]).into_owned()
        }
        None => "no such file".to_owned(),
    };
    panic!("{why}: {differing:?} differ; `{path}` is\n{}\nand not\n{}", around(left), around(right));
}
