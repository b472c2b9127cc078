//! Reads a site folder: the only place where content files are read.
//!
//! Nothing is interpreted here beyond which file is of which kind. A file that cannot be read is a
//! problem, not the end: everything else is still built. Symbolic links that lead out of the site
//! are refused.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_embed::RustEmbed;
use walkdir::{DirEntry, WalkDir};

use crate::card::Fonts;
use crate::config::{CONTENT, FONTS, INPUTS, STATIC};
use crate::diag::{Code, Place, Problem};
use crate::model::kind::Kind;
use crate::phrases;
use crate::picture;
use crate::plan::routes::MANIFEST;
use crate::render::templates::{TemplateFile, TemplateFiles};
use crate::resolve::Assets;
use crate::text::fold::nfc;
use crate::text::hash::Hash;
use crate::text::near::nearest;
use crate::text::span::position;
use crate::theme;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct BuiltinTemplates;

#[derive(RustEmbed)]
#[folder = "i18n/"]
struct ShippedPhrases;

#[derive(RustEmbed)]
#[folder = "themes/"]
struct ShippedThemes;

/// Where a build's files are.
#[derive(Debug, Clone)]
pub struct SiteFolder {
    pub root: PathBuf,
    /// The configuration file; it may be missing.
    pub config: PathBuf,
}

/// A file with a text, numbered by its place among the texts.
#[derive(Debug, Clone)]
pub struct Text {
    /// Relative to the site folder, with `/`: for messages.
    pub path: String,
    pub text: Arc<str>,
}

/// What the content folder holds, before any of it is read.
#[derive(Debug, Default)]
pub struct Listing {
    /// Content files in order of their paths.
    pub files: Vec<ContentFile>,
    /// Annotations that lie beside articles, in order of their paths.
    pub sidecars: Vec<ContentFile>,
    /// Files beside the texts, below `content/`, and where they are.
    pub assets: BTreeMap<String, PathBuf>,
    pub problems: Vec<Problem>,
}

/// A content file that was found.
#[derive(Debug, Clone)]
pub struct ContentFile {
    pub kind: Kind,
    /// Below `content/`, with `/`, in NFC.
    pub path: Arc<str>,
    disk: PathBuf,
}

/// A file that is copied to the site as it is.
#[derive(Debug, Clone)]
pub enum Fixed {
    Bytes(Cow<'static, [u8]>),
    Disk(PathBuf),
}

/// Files of the theme and of the site's `static/`, by their path in the site.
pub type FixedFiles = BTreeMap<String, Fixed>;

/// A theme's files.
#[derive(Debug, Default)]
pub struct ThemeFiles {
    /// The text of its `theme.yaml`, and the path for messages.
    pub description: Option<(String, String)>,
    pub templates: Vec<TemplateFile>,
    /// Below its `static/`.
    pub statics: BTreeMap<String, Cow<'static, [u8]>>,
    pub problems: Vec<Problem>,
}

/// Lists the content folder.
pub fn list(folder: &SiteFolder) -> Listing {
    let mut listing = Listing::default();
    let content = folder.root.join(CONTENT);
    if !content.is_dir() {
        return listing;
    }
    for (path, disk) in walk(&folder.root, CONTENT, &mut listing.problems) {
        match what_is(&path) {
            What::Content(kind) => listing.files.push(ContentFile { kind, path: path.into(), disk }),
            What::Asset => drop(listing.assets.insert(path, disk)),
            What::Sidecar => {
                listing.sidecars.push(ContentFile { kind: Kind::Article, path: path.into(), disk })
            }
            What::Misplaced => listing.problems.push(misplaced(&path)),
        }
    }
    listing.files.sort_by(|first, second| first.path.cmp(&second.path));
    let files = listing.files.iter().filter(|file| file.kind == Kind::Article);
    let articles: HashSet<&str> = files.map(|file| &*file.path).collect();
    let is_beside = |path: &str| articles.contains(article_of(path).as_str());
    let stray = listing.sidecars.iter().filter(|file| !is_beside(&file.path));
    listing.problems.extend(stray.map(|file| stray_sidecar(&file.path, &listing.files)));
    listing
}

/// The article that a sidecar lies beside: `articles/visit.md`, or `articles/visit/index.md`.
pub fn article_of(sidecar: &str) -> String {
    let (folder, name) = sidecar.rsplit_once('/').unwrap_or(("", sidecar));
    let stem = name.len().checked_sub(ANNOTATIONS.len() + 1).map_or("index", |length| &name[..length]);
    format!("{folder}/{stem}.md")
}

/// What a sidecar is called, behind the name of its article.
pub const ANNOTATIONS: &str = "annotations.yaml";

fn stray_sidecar(path: &str, files: &[ContentFile]) -> Problem {
    let wanted = article_of(path);
    let is_article = wanted.starts_with("articles/");
    let near =
        nearest(&wanted, files.iter().filter(|file| file.kind == Kind::Article).map(|file| &*file.path));
    let help = match near {
        _ if !is_article => "annotations belong to articles: put the file beside one".to_owned(),
        Some(near) => {
            format!(
                "did you mean `{}.{ANNOTATIONS}`?",
                near.trim_end_matches(".md").trim_end_matches("/index")
            )
        }
        None => format!("call it as its article is called: `SLUG.{ANNOTATIONS}` beside `SLUG.md`"),
    };
    let place = Place::Path(format!("{CONTENT}/{path}"));
    Problem::new(Code::StraySidecar, place, format!("there is no article `{CONTENT}/{wanted}`")).help(help)
}

/// Reads a content file.
///
/// # Errors
/// A problem: unreadable, or not UTF-8.
pub fn read(file: &ContentFile) -> Result<Text, Box<Problem>> {
    read_text(&file.disk, format!("{CONTENT}/{}", file.path))
}

/// Width and height of the images among files; the others have none.
pub fn measure(assets: &BTreeMap<String, PathBuf>) -> Assets {
    let is_image = |path: &str| {
        let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "heic")
    };
    assets
        .iter()
        .map(|(path, disk)| {
            // An image whose head cannot be read is still published; it only has no size.
            let size = if is_image(path) { imagesize::size(disk).ok() } else { None };
            let pixels = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
            let seen = |size: imagesize::ImageSize| {
                let (width, height) = (pixels(size.width), pixels(size.height));
                if is_on_its_side(disk) { (height, width) } else { (width, height) }
            };
            (path.clone(), size.map(seen))
        })
        .collect()
}

/// Whether a picture is stored on its side: a photograph says so at its beginning.
fn is_on_its_side(disk: &Path) -> bool {
    const HEAD: u64 = 256 * 1024;
    let mut head = Vec::new();
    let read = fs::File::open(disk).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && picture::is_on_its_side(&head)
}

/// Reads the configuration; none where there is no such file.
///
/// # Errors
/// A problem: unreadable, or not UTF-8.
pub fn read_config(folder: &SiteFolder) -> Result<Option<Text>, Box<Problem>> {
    if !folder.config.exists() {
        return Ok(None);
    }
    let shown = folder.config.strip_prefix(&folder.root).unwrap_or(&folder.config);
    read_text(&folder.config, shown.to_string_lossy().replace('\\', "/")).map(Some)
}

/// The fonts for social cards: those of the program, then those of the site in order of their names.
pub fn read_fonts(folder: &SiteFolder) -> (Fonts, Vec<Problem>) {
    let (mut fonts, mut problems) = (Fonts::default(), Vec::new());
    for (path, disk) in walk(&folder.root, FONTS, &mut problems) {
        let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        // Licences lie there too.
        if !matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "woff" | "woff2") {
            continue;
        }
        let shown = format!("{FONTS}/{path}");
        match fs::read(&disk) {
            Ok(bytes) => problems.extend(fonts.add(bytes).err().map(|_| bad_font(&shown))),
            Err(error) => problems.push(unreadable(&shown, &error)),
        }
    }
    (fonts, problems)
}

fn bad_font(shown: &str) -> Problem {
    let problem = Problem::new(Code::BadFont, Place::Path(shown.to_owned()), "the font cannot be used");
    problem.help("put a TrueType or OpenType font there (`.ttf`, `.otf`), or take the file away")
}

/// The site's own templates and the built-in ones; the theme's are [`read_theme`]'s.
pub fn read_templates(folder: &SiteFolder) -> (TemplateFiles, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut site = Vec::new();
    for (path, disk) in walk(&folder.root, "templates", &mut problems) {
        match read_text(&disk, format!("templates/{path}")) {
            Ok(text) => site.push(TemplateFile { name: path, path: text.path, text: text.text.to_string() }),
            Err(problem) => problems.push(*problem),
        }
    }
    let builtin = embedded_templates::<BuiltinTemplates>("", "builtin/");
    (TemplateFiles { site, theme: Vec::new(), builtin }, problems)
}

/// The site's own files of phrases, by language, and the shipped ones.
pub fn read_phrases(folder: &SiteFolder) -> PhraseTexts {
    let mut problems = Vec::new();
    let mut own = Vec::new();
    for (path, disk) in walk(&folder.root, phrases::FOLDER, &mut problems) {
        let Some(lang) = path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml")) else {
            continue;
        };
        match read_text(&disk, format!("{}/{path}", phrases::FOLDER)) {
            Ok(text) => own.push((lang.to_owned(), text)),
            Err(problem) => problems.push(*problem),
        }
    }
    PhraseTexts { own, shipped: shipped_phrases(), problems }
}

/// Files of phrases, each with its language.
pub struct PhraseTexts {
    pub own: Vec<(String, Text)>,
    pub shipped: Vec<(String, Text)>,
    pub problems: Vec<Problem>,
}

/// The shipped files of phrases, by language.
pub fn shipped_phrases() -> Vec<(String, Text)> {
    let file = |path: Cow<'static, str>| {
        let lang = path.strip_suffix(".yaml")?.to_owned();
        let text = String::from_utf8(ShippedPhrases::get(&path)?.data.into_owned()).ok()?;
        Some((lang, Text { path: format!("{}/{path}", phrases::FOLDER), text: text.into() }))
    };
    ShippedPhrases::iter().filter_map(file).collect()
}

/// The files of a theme: from the site's `themes/`, else a shipped one.
///
/// # Errors
/// What to do where there is no theme of that name.
pub fn read_theme(folder: &SiteFolder, name: &str) -> Result<ThemeFiles, String> {
    let base = format!("themes/{name}");
    if !name.is_empty() && folder.root.join(&base).is_dir() {
        return Ok(read_theme_folder(folder, &base));
    }
    let prefix = format!("{name}/");
    let description = ShippedThemes::get(&format!("{prefix}{}", theme::FILE_NAME));
    let Some(description) = description.filter(|_| !name.contains('/')) else {
        return Err(instead_of(name));
    };
    let text = String::from_utf8_lossy(&description.data).into_owned();
    let statics_prefix = format!("{prefix}static/");
    let statics = ShippedThemes::iter()
        .filter_map(|path| {
            Some((path.strip_prefix(&statics_prefix)?.to_owned(), ShippedThemes::get(&path)?.data))
        })
        .collect();
    Ok(ThemeFiles {
        description: Some((format!("{base}/{}", theme::FILE_NAME), text)),
        templates: embedded_templates::<ShippedThemes>(
            &format!("{prefix}templates/"),
            &format!("{base}/templates/"),
        ),
        statics,
        problems: Vec::new(),
    })
}

fn instead_of(name: &str) -> String {
    let mut known: Vec<String> =
        ShippedThemes::iter().filter_map(|path| path.split('/').next().map(str::to_owned)).collect();
    known.dedup();
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put it into `themes/{name}/`, or use a shipped one: {}", known.join(", ")),
    }
}

fn read_theme_folder(folder: &SiteFolder, base: &str) -> ThemeFiles {
    let mut files = ThemeFiles::default();
    let mut problems = Vec::new();
    for (path, disk) in walk(&folder.root, base, &mut problems) {
        let shown = format!("{base}/{path}");
        if let Some(inside) = path.strip_prefix("static/") {
            match fs::read(&disk) {
                Ok(bytes) => drop(files.statics.insert(inside.to_owned(), Cow::Owned(bytes))),
                Err(error) => problems.push(unreadable(&shown, &error)),
            }
            continue;
        }
        let is_template = path.starts_with("templates/");
        if !is_template && path != theme::FILE_NAME {
            continue;
        }
        match read_text(&disk, shown) {
            Err(problem) => problems.push(*problem),
            Ok(text) if is_template => {
                let name = path.trim_start_matches("templates/").to_owned();
                files.templates.push(TemplateFile { name, path: text.path, text: text.text.to_string() });
            }
            Ok(text) => files.description = Some((text.path, text.text.to_string())),
        }
    }
    if files.description.is_none() {
        let place = Place::Path(format!("{base}/{}", theme::FILE_NAME));
        let help = "a theme says there which style sheets it has: `styles: [style.css]`";
        problems.push(Problem::new(Code::BadTheme, place, "the theme has no description").help(help));
    }
    ThemeFiles { problems, ..files }
}

fn embedded_templates<T: RustEmbed>(prefix: &str, shown: &str) -> Vec<TemplateFile> {
    let file = |path: Cow<'static, str>| {
        let name = path.strip_prefix(prefix)?.to_owned();
        let text = String::from_utf8(T::get(&path)?.data.into_owned()).ok()?;
        Some(TemplateFile { path: format!("{shown}{name}"), name, text })
    };
    T::iter().filter_map(file).collect()
}

/// Files that are copied as they are: the theme's and those of the site's `static/`.
pub fn fixed_files(folder: &SiteFolder, theme: ThemeFiles) -> (FixedFiles, Vec<Problem>) {
    let mut problems = Vec::new();
    let themed =
        theme.statics.into_iter().map(|(path, bytes)| (format!("theme/{path}"), Fixed::Bytes(bytes)));
    let mut fixed: FixedFiles = themed.collect();
    for (path, disk) in walk(&folder.root, STATIC, &mut problems) {
        fixed.insert(path, Fixed::Disk(disk));
    }
    (fixed, problems)
}

enum What {
    Content(Kind),
    Asset,
    /// Annotations of an article, which later stages read with it.
    Sidecar,
    Misplaced,
}

fn what_is(path: &str) -> What {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_lowercase();
    let kind = path.split_once('/').and_then(|(folder, _)| Kind::of_folder(folder));
    if lower == ANNOTATIONS || lower.ends_with(&format!(".{ANNOTATIONS}")) {
        return What::Sidecar;
    }
    match (lower.ends_with(".md"), kind) {
        (true, Some(kind)) if !name.starts_with('_') => What::Content(kind),
        (true, _) => What::Misplaced,
        (false, _) => What::Asset,
    }
}

fn misplaced(path: &str) -> Problem {
    let place = Place::Path(format!("{CONTENT}/{path}"));
    let name = path.rsplit('/').next().unwrap_or(path);
    let (message, help) = if name.starts_with('_') {
        let help = "pages of lists are made by themselves; put a text of your own into `content/pages/`";
        (format!("`{name}` is a section file of other programs, and is not used"), help.to_owned())
    } else {
        let first = path.split('/').next().unwrap_or_default();
        let near = nearest(first, Kind::ALL.map(Kind::folder)).filter(|_| path.contains('/'));
        let folders = Kind::ALL.map(|kind| format!("`{}/`", kind.folder())).join(", ");
        let help = near.map_or_else(
            || format!("put it into one of {folders}"),
            |near| format!("did you mean `{CONTENT}/{near}/`?"),
        );
        (format!("`{path}` lies in no folder that archive knows"), help)
    };
    Problem::new(Code::Misplaced, place, message).help(help)
}

/// All files below a folder of the site, sorted, hidden ones left out: (path below the folder, file).
fn walk(root: &Path, below: &str, problems: &mut Vec<Problem>) -> Vec<(String, PathBuf)> {
    let base = root.join(below);
    let mut found = Vec::new();
    if !base.exists() {
        return found;
    }
    let walker = WalkDir::new(&base).follow_links(true).sort_by_file_name();
    let mut entries = walker.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(walk_problem(root, &error));
                continue;
            }
        };
        let wrong = if entry.path_is_symlink() { bad_target(root, &base, entry.path()) } else { None };
        if let Some(what) = wrong {
            problems.push(bad_link(root, entry.path(), what));
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            match relative(&base, entry.path()) {
                Some(path) => found.push((path, entry.into_path())),
                None => problems.push(bad_name(root, entry.path())),
            }
        }
    }
    found.sort();
    found
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// What is wrong with where a symbolic link leads.
fn bad_target(root: &Path, link_base: &Path, link: &Path) -> Option<&'static str> {
    let (Ok(root), Ok(base), Ok(target)) =
        (root.canonicalize(), link_base.canonicalize(), link.canonicalize())
    else {
        return Some("leads nowhere");
    };
    if !target.starts_with(&root) {
        return Some("leads out of the site");
    }
    // Below the base the walk itself notices.
    if base.starts_with(&target) {
        return Some("leads back to a folder that it lies in");
    }
    if is_built_or_hidden(&root, &target) {
        return Some("leads to files that are no content");
    }
    let part = |path: &Path, base: &Path| path.strip_prefix(base).ok()?.iter().next().map(OsStr::to_owned);
    let inputs = INPUTS.map(|name| root.join(name));
    let same = match inputs.iter().find(|input| target.starts_with(input)) {
        // A folder of the site that is nothing else may be shared from.
        None => true,
        Some(input) => {
            base.starts_with(input)
                && (base != root.join(CONTENT) || part(link, link_base) == part(&target, &base))
        }
    };
    (!same).then_some("leads to files of another kind")
}

/// Whether a file lies in a folder that a build wrote, or in a hidden one such as `.git`.
fn is_built_or_hidden(root: &Path, target: &Path) -> bool {
    let hidden = target
        .strip_prefix(root)
        .is_ok_and(|rest| rest.iter().any(|part| part.as_encoded_bytes().starts_with(b".")));
    let below_root = target.ancestors().take_while(|above| *above != root);
    hidden || below_root.into_iter().any(|above| above.join(MANIFEST).is_file())
}

fn relative(base: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(base).ok()?.iter().map(|part| part.to_str()).collect();
    Some(nfc(&parts?.join("/")))
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn bad_name(root: &Path, path: &Path) -> Problem {
    Problem::new(Code::BadFileName, Place::Path(shown(root, path)), "the file's name is not UTF-8")
        .help("rename the file: no address can be made of its name")
}

fn bad_link(root: &Path, path: &Path, what: &str) -> Problem {
    Problem::new(Code::BadLink, Place::Path(shown(root, path)), format!("the symbolic link {what}"))
        .help("put the file itself into the site folder, or remove the link")
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(root);
    if error.loop_ancestor().is_some() {
        return bad_link(root, path, "leads back to a folder that it lies in");
    }
    if path.is_symlink() {
        return bad_link(root, path, "leads nowhere");
    }
    let cause = error.io_error().map_or_else(|| "unknown cause".to_owned(), ToString::to_string);
    Problem::new(Code::Unreadable, Place::Path(shown(root, path)), format!("cannot be read: {cause}"))
}

fn unreadable(path: &str, error: &std::io::Error) -> Problem {
    Problem::new(Code::Unreadable, Place::Path(path.to_owned()), format!("cannot be read: {error}"))
}

fn read_text(disk: &Path, path: String) -> Result<Text, Box<Problem>> {
    let bytes = fs::read(disk).map_err(|error| Box::new(unreadable(&path, &error)))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { path, text: text.into() }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            let byte = error.as_bytes()[at];
            let place = Place::Text { path, position: position(&text, at) };
            let problem = Problem::new(
                Code::NotUtf8,
                place,
                format!("the file is not UTF-8: byte {byte:#04x} fits no character"),
            );
            Err(Box::new(problem.help("save the file as UTF-8 in your editor")))
        }
    }
}

/// A fingerprint of everything that a build reads, texts by their hashes, other files by size and time.
pub fn fingerprint(
    texts: &[Hash],
    assets: &BTreeMap<String, PathBuf>,
    fixed: &FixedFiles,
    templates: Hash,
) -> Hash {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(&templates.0);
    for text in texts {
        add(&text.0);
    }
    for (path, disk) in assets {
        add(path.as_bytes());
        add(&stamp(disk));
    }
    for (path, file) in fixed {
        add(path.as_bytes());
        match file {
            Fixed::Bytes(bytes) => add(bytes),
            Fixed::Disk(disk) => add(&stamp(disk)),
        }
    }
    Hash(*hasher.finalize().as_bytes())
}

/// When a file's content or name was last touched, which no copying tool can set back.
#[cfg(unix)]
fn changed(meta: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{}.{}", meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_meta: &fs::Metadata) -> String {
    String::new()
}

/// Size and times of a file; nothing for one that is gone.
fn stamp(disk: &Path) -> Vec<u8> {
    let Ok(meta) = fs::metadata(disk) else {
        return Vec::new();
    };
    let time = meta.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    format!("{} {} {}", meta.len(), time.map_or(0, |time| time.as_nanos()), changed(&meta)).into_bytes()
}
