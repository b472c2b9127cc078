//! The pipeline: load → parse → withhold → resolve → plan → render → write.
//!
//! Holds the only parallel calls; every stage it calls is pure, save `load` and `write`.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::cache::Memo;
use crate::card::{self, Card, Fonts};
use crate::config::{CONTENT, Config, FILE_NAME, ForPrograms, STANDARD_STYLE, STANDARD_THEME};
use crate::diag::{Code, Diagnostic, Diagnostics, Outcome, Place, Problem};
use crate::export::citation;
use crate::load::{self, ContentFile, Fixed, FixedFiles, Listing, PhraseTexts, SiteFolder, Text, ThemeFiles};
use crate::model::archive::{Archive, ItemId};
use crate::model::draft::{Annotation, Dossier, Draft};
use crate::model::kind::Kind;
use crate::parse;
use crate::phrases::{PhraseFile, Phrases};
use crate::picture::{self, Refused};
use crate::plan::{Make, Output, Plan, plan};
use crate::render::templates::{TemplateFiles, Templates};
use crate::render::{Common, Renderer, Shared, Style};
use crate::resolve::{Attached, Identified, Kinship, TextFacts, assemble, identify, read_text};
use crate::search::{self, Catalogue, Engine, Index, Library, Part, Vocabulary};
use crate::text::address;
use crate::text::hash::Hash;
use crate::text::language;
use crate::text::near::nearest;
use crate::theme::Theme;
use crate::withhold::{HeldBack, Public, withhold};
use crate::write::{Put, PutError, Stage, WriteError};

thread_local! {
    /// Where pages are rendered: room for one is not asked for and given back again for each.
    static PAGE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Remembers parsed files between the builds of one process.
#[derive(Debug, Default)]
pub struct Cache {
    /// None where there will be no second build.
    parsed: Option<Parsed>,
}

#[derive(Debug, Default)]
struct Parsed {
    drafts: Memo<Outcome<Arc<Draft>>>,
    sidecars: Memo<Outcome<Arc<Vec<Annotation>>>>,
}

impl Cache {
    /// A cache that remembers; the default one does not.
    pub fn remembering() -> Cache {
        Cache { parsed: Some(Parsed::default()) }
    }
}

/// Everything that a build reads.
pub struct Sources {
    /// The configuration, the theme's description, then the content files: diagnostics count into this.
    pub texts: Vec<Text>,
    pub config: Config,
    theme: Theme,
    /// What the interface says.
    pub phrases: Arc<Phrases>,
    content: Vec<(ContentFile, u32)>,
    sidecars: Vec<(ContentFile, u32)>,
    /// Content files that could not be read.
    unread: Vec<ContentFile>,
    assets: BTreeMap<String, PathBuf>,
    fixed: FixedFiles,
    templates: Templates,
    style: Style,
    fonts: Fonts,
    problems: Vec<Problem>,
}

impl Sources {
    /// Of everything that a build depends on: the same means the same site.
    pub fn fingerprint(&self) -> Hash {
        let hash = |text: &Text| Hash::of_parts([text.path.as_bytes(), text.text.as_bytes()]);
        let texts: Vec<Hash> = self.texts.par_iter().map(hash).collect();
        let texts = load::fingerprint(&texts, &self.assets, &self.fixed, self.templates.fingerprint);
        let config = format!("{:?} {:?} {}", self.config, self.style, env!("CARGO_PKG_VERSION"));
        let problems = format!("{:?}", self.problems);
        Hash::of_parts([&texts.0[..], config.as_bytes(), problems.as_bytes(), &self.fonts.fingerprint.0])
    }
}

/// A site, ready to be written or shown.
pub struct Site {
    pub config: Config,
    pub archive: Archive,
    pub plan: Plan,
    pub held_back: HeldBack,
    catalogue: Catalogue,
    index: Index,
    assets: BTreeMap<String, PathBuf>,
    fixed: FixedFiles,
    templates: Templates,
    /// What the interface says.
    pub phrases: Arc<Phrases>,
    fonts: Fonts,
    shared: Shared,
    texts: Vec<Text>,
    diagnostics: Diagnostics,
    /// What each stage took.
    pub timings: Timings,
}

/// What writing a site came to.
pub struct Report {
    pub pages: usize,
    pub changed_pages: usize,
    /// How many files in the output no build wrote: they were kept.
    pub foreign: usize,
    /// What failed once the new site stood: it is whole all the same.
    pub warnings: Vec<String>,
    /// Everything that was found wrong with the content, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Names of stages and what they took, in order.
pub type Timings = Vec<(&'static str, Duration)>;

/// Reads a site folder; `adjust` sets what the command line says over what the file says.
pub fn load(folder: &SiteFolder, adjust: impl FnOnce(&mut Config)) -> Sources {
    let mut diagnostics = Diagnostics::default();
    let mut texts = Vec::new();
    let mut config = read_config(folder, &mut texts, &mut diagnostics);
    adjust(&mut config);
    let mut theme_files = find_theme(folder, &config, &mut diagnostics);
    diagnostics.extend(std::mem::take(&mut theme_files.problems));
    let theme = read_theme(&theme_files, &mut texts, &mut diagnostics);
    let phrases = Arc::new(read_phrases(folder, &config, &mut texts, &mut diagnostics));
    let templates = read_templates(folder, &mut theme_files, &phrases, &mut diagnostics);
    let style = find_style(folder, &config, &mut diagnostics);
    let fonts = read_fonts(folder, &config, &mut diagnostics);
    let (fixed, problems) = load::fixed_files(folder, theme_files);
    diagnostics.extend(problems);
    let Listing { files, sidecars, assets, problems } = load::list(folder);
    diagnostics.extend(problems);
    let (content, unread) = read_all(files, &mut texts, &mut diagnostics);
    // An article whose sidecar cannot be read is published without annotations.
    let (sidecars, _) = read_all(sidecars, &mut texts, &mut diagnostics);
    let problems = diagnostics.problems().to_vec();
    Sources {
        texts,
        config,
        theme,
        phrases,
        content,
        sidecars,
        unread,
        assets,
        fixed,
        templates,
        style,
        fonts,
        problems,
    }
}

fn read_config(folder: &SiteFolder, texts: &mut Vec<Text>, diagnostics: &mut Diagnostics) -> Config {
    let text = match load::read_config(folder) {
        Ok(Some(text)) => text,
        Ok(None) => Text { path: FILE_NAME.to_owned(), text: "".into() },
        Err(problem) => {
            diagnostics.extend([*problem]);
            Text { path: FILE_NAME.to_owned(), text: "".into() }
        }
    };
    let config = match text.text.is_empty() {
        // A folder that holds only `content/` is an archive too; it is called as its folder is.
        true => Config { title: folder_name(&folder.root), ..Config::default() },
        false => diagnostics.take(Config::parse(&text.text, 0)),
    };
    texts.push(text);
    config
}

/// The style in which reports are cited; where there is none of that name, the standard one.
fn find_style(folder: &SiteFolder, config: &Config, diagnostics: &mut Diagnostics) -> Style {
    let written = &config.citation_style;
    let mut refuse = |message: String, help: String| {
        diagnostics.extend([Problem::at(Code::UnknownValue, 0, written.span, message).help(help)]);
        Style::Named(STANDARD_STYLE.to_owned())
    };
    if !written.value.ends_with(".csl") {
        let names = citation::Style::names();
        if names.contains(&written.value.as_str()) {
            return Style::Named(written.value.clone());
        }
        let near = nearest(&written.value, names.iter().copied());
        let known = "write `harvard`, `apa`, `chicago-author-date`, `chicago-notes`, `mla`, or the path of a CSL file";
        let help = near.map_or_else(|| known.to_owned(), |near| format!("did you mean `{near}`?"));
        return refuse(format!("there is no citation style `{}`", written.value), help);
    }
    let Some(path) = address::join("", &written.value) else {
        return refuse(
            format!("`{}` leads out of the site", written.value),
            "keep the file in the site folder".to_owned(),
        );
    };
    let read = fs::read_to_string(folder.root.join(&path));
    let help =
        "styles are to be had from the Zotero Style Repository; keep the file in the site folder".to_owned();
    match read {
        Err(error) => refuse(format!("the citation style `{path}` cannot be read: {error}"), help),
        Ok(xml) => match citation::Style::from_csl(&xml, &config.lang) {
            Err(error) => refuse(format!("the citation style `{path}` cannot be used: {error}"), help),
            Ok(_) => Style::Own(xml),
        },
    }
}

/// The theme that the configuration names; where there is none of that name, the standard one.
fn find_theme(folder: &SiteFolder, config: &Config, diagnostics: &mut Diagnostics) -> ThemeFiles {
    load::read_theme(folder, &config.theme.value).unwrap_or_else(|help| {
        let message = format!("there is no theme `{}`", config.theme.value);
        diagnostics.extend([Problem::at(Code::BadTheme, 0, config.theme.span, message).help(help)]);
        load::read_theme(folder, STANDARD_THEME).unwrap_or_default()
    })
}

/// The fonts of the site, where something is drawn with them.
fn read_fonts(folder: &SiteFolder, config: &Config, diagnostics: &mut Diagnostics) -> Fonts {
    if config.base_url.is_empty() || config.social_cards == ForPrograms::Never {
        return Fonts::default();
    }
    let (fonts, problems) = load::read_fonts(folder);
    diagnostics.extend(problems);
    fonts
}

fn folder_name(root: &Path) -> String {
    let absolute = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    absolute.file_name().map_or_else(|| "Archive".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn read_theme(files: &ThemeFiles, texts: &mut Vec<Text>, diagnostics: &mut Diagnostics) -> Theme {
    let (path, text) = files.description.clone().unwrap_or_default();
    let theme = diagnostics.take(Theme::parse(&text, 1, |path| files.statics.contains_key(path)));
    texts.push(Text { path, text: text.into() });
    theme
}

/// What the interface says in the site's language, and its problems.
fn read_phrases(
    folder: &SiteFolder,
    config: &Config,
    texts: &mut Vec<Text>,
    diagnostics: &mut Diagnostics,
) -> Phrases {
    let PhraseTexts { own, shipped, problems } = load::read_phrases(folder);
    diagnostics.extend(problems);
    // A copy of a shipped file changes nothing.
    let is_own = |lang: &str, text: &Text| {
        shipped.iter().all(|(known, shipped)| known != lang || shipped.text != text.text)
    };
    let mut files = Vec::new();
    for (lang, text) in own.into_iter().filter(|(lang, text)| is_own(lang, text)) {
        let file = Some(u32::try_from(texts.len()).expect("fewer than 4 billion files"));
        files.push(PhraseFile { lang, text: Arc::clone(&text.text), file });
        texts.push(text);
    }
    let shipped: Vec<PhraseFile> =
        shipped.into_iter().map(|(lang, text)| PhraseFile { lang, text: text.text, file: None }).collect();
    let phrases = diagnostics.take(Phrases::new(&config.lang, &files, &shipped));
    if !language::is_same(phrases.lang(), &config.lang) {
        let message = format!("there are no phrases in `{}`: the interface is in English", config.lang);
        let help = format!("begin a file of them with `archive phrases new {}`", config.lang);
        diagnostics.extend([Problem::at(Code::NoPhrases, 0, config.lang_span, message).help(help)]);
    }
    phrases
}

fn read_templates(
    folder: &SiteFolder,
    theme: &mut ThemeFiles,
    phrases: &Arc<Phrases>,
    diagnostics: &mut Diagnostics,
) -> Templates {
    let (files, problems) = load::read_templates(folder);
    diagnostics.extend(problems);
    let files = TemplateFiles { theme: std::mem::take(&mut theme.templates), ..files };
    diagnostics.take(Templates::new(&files, phrases))
}

/// The files that could be read, with their numbers, and those that could not.
fn read_all(
    files: Vec<ContentFile>,
    texts: &mut Vec<Text>,
    diagnostics: &mut Diagnostics,
) -> (Vec<(ContentFile, u32)>, Vec<ContentFile>) {
    let read: Vec<Result<Text, Box<Problem>>> = files.par_iter().map(load::read).collect();
    let mut content = Vec::with_capacity(files.len());
    let mut unread = Vec::new();
    for (file, text) in files.into_iter().zip(read) {
        match text {
            Ok(text) => {
                content.push((file, u32::try_from(texts.len()).expect("fewer than 4 billion files")));
                texts.push(text);
            }
            Err(problem) => {
                diagnostics.extend([*problem]);
                unread.push(file);
            }
        }
    }
    (content, unread)
}

/// Makes a site of what was read.
pub fn build(sources: Sources, cache: &Cache) -> Site {
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(sources.problems.iter().cloned());
    let mut clock = Clock::default();
    let dossiers = clock.time("parse", || diagnostics.take(parse_all(&sources, cache)));
    let public: Public = clock.time("withhold", || diagnostics.take(withhold(dossiers, &sources.config)));
    let held_back = public.held_back();
    let mut assets = load::measure(&sources.assets);
    assets.retain(|path, _| !public.seals(path));
    let (identified, attached) =
        clock.time("identify", || diagnostics.take(identify(public, assets, &sources.config)));
    let texts = clock.time("mentions", || diagnostics.take(read_texts(&identified, attached)));
    let mut archive = clock.time("assemble", || assemble(identified, texts));
    archive.related = clock.time("related", || relate(&archive));
    let fixed: Vec<String> = sources.fixed.keys().cloned().collect();
    let mut plan =
        clock.time("plan", || diagnostics.take(plan(&archive, &fixed, &sources.config, &sources.fonts)));
    // The index is large: it is made when the texts are gone.
    let texts = texts_with_problems(sources.texts, diagnostics.problems());
    let catalogue = Catalogue::new(&archive, &sources.config);
    let library = Library::new(&archive, &sources.config, &sources.phrases, &catalogue);
    let index =
        clock.time("search", || if sources.config.search { index(&library) } else { Index::default() });
    // A theme that cannot search has no use for the files.
    if !sources.theme.search_scripts.is_empty() {
        diagnostics.extend(plan.add_index(index.paths()));
    }
    let common = Common {
        config: &sources.config,
        theme: &sources.theme,
        templates: &sources.templates,
        phrases: &sources.phrases,
        style: &sources.style,
    };
    let shared = Shared::new(&archive, &plan, &common);
    Site {
        config: sources.config,
        archive,
        plan,
        held_back,
        catalogue,
        index,
        assets: sources.assets,
        fixed: sources.fixed,
        templates: sources.templates,
        phrases: sources.phrases,
        fonts: sources.fonts,
        shared,
        texts,
        diagnostics,
        timings: clock.timings,
    }
}

/// Once the archive is resolved, a text is wanted only to show the line of a problem in it.
fn texts_with_problems(mut texts: Vec<Text>, problems: &[Problem]) -> Vec<Text> {
    let wanted: BTreeSet<u32> = problems
        .iter()
        .filter_map(|problem| match problem.place {
            Place::Source { file, .. } => Some(file),
            _ => None,
        })
        .collect();
    for (number, text) in (0..).zip(&mut texts) {
        if !wanted.contains(&number) {
            text.text = "".into();
        }
    }
    texts
}

#[derive(Default)]
struct Clock {
    timings: Timings,
}

impl Clock {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let value = work();
        self.timings.push((stage, begun.elapsed()));
        value
    }
}

fn parse_all(sources: &Sources, cache: &Cache) -> Outcome<Vec<Dossier>> {
    if let Some(memo) = &cache.parsed {
        memo.drafts.turn();
        memo.sidecars.turn();
    }
    let mut problems = Vec::new();
    let mut dossiers: Vec<Dossier> = sources
        .content
        .par_iter()
        .map(|(file, number)| parse_one(sources, cache, file, *number))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|outcome| {
            problems.extend(outcome.problems);
            Dossier { draft: outcome.value, sidecars: Vec::new() }
        })
        .collect();
    add_sidecars(sources, cache, &mut dossiers, &mut problems);
    let unread = sources.unread.iter().map(|file| Arc::new(parse::held(0, &file.path, file.kind)));
    dossiers.extend(unread.map(|draft| Dossier { draft, sidecars: Vec::new() }));
    Outcome::new(dossiers, problems)
}

impl Sources {
    /// The content as written, before anything is withheld: for commands that help an editor to write,
    /// never for what is published.
    pub fn dossiers(&self) -> Outcome<Vec<Dossier>> {
        parse_all(self, &Cache::default())
    }

    /// The sidecars of an article: their numbers among the texts, and their paths below `content/`.
    pub fn sidecars_of(&self, article: &str) -> Vec<(u32, &str)> {
        let beside = self.sidecars.iter().filter(|(file, _)| load::article_of(&file.path) == article);
        beside.map(|(file, number)| (*number, &*file.path)).collect()
    }
}

/// Puts annotations beside the articles that they lie beside.
fn add_sidecars(sources: &Sources, cache: &Cache, dossiers: &mut [Dossier], problems: &mut Vec<Problem>) {
    if sources.sidecars.is_empty() {
        return;
    }
    let parsed: Vec<_> = sources
        .sidecars
        .par_iter()
        .map(|(file, number)| (load::article_of(&file.path), parse_sidecar(sources, cache, file, *number)))
        .collect();
    let content = sources.content.iter().enumerate();
    let places: HashMap<&str, usize> = content
        .filter(|(_, (file, _))| file.kind == Kind::Article)
        .map(|(index, (file, _))| (&*file.path, index))
        .collect();
    for (article, outcome) in parsed {
        if let Some(place) = places.get(article.as_str()) {
            problems.extend(outcome.problems);
            dossiers[*place].sidecars.push(outcome.value);
        }
    }
}

fn parse_one(sources: &Sources, cache: &Cache, file: &ContentFile, number: u32) -> Outcome<Arc<Draft>> {
    let (text, config) = (&sources.texts[number as usize].text, &sources.config);
    remembered(cache.parsed.as_ref().map(|memo| &memo.drafts), sources, file, number, || {
        let outcome = parse::parse(number, &file.path, file.kind, text, config);
        Outcome::new(Arc::new(outcome.value), outcome.problems)
    })
}

fn parse_sidecar(
    sources: &Sources,
    cache: &Cache,
    file: &ContentFile,
    number: u32,
) -> Outcome<Arc<Vec<Annotation>>> {
    let text = &sources.texts[number as usize].text;
    remembered(cache.parsed.as_ref().map(|memo| &memo.sidecars), sources, file, number, || {
        let outcome = parse::annotations(number, text, &sources.config);
        Outcome::new(Arc::new(outcome.value), outcome.problems)
    })
}

/// What a file was parsed to: remembered, where there is a memory, by everything that it depends on.
fn remembered<T: Clone>(
    memo: Option<&Memo<Outcome<T>>>,
    sources: &Sources,
    file: &ContentFile,
    number: u32,
    parse: impl FnOnce() -> Outcome<T>,
) -> Outcome<T> {
    let (text, config) = (&sources.texts[number as usize].text, &sources.config);
    let Some(memo) = memo else {
        return parse();
    };
    let options = format!(
        "{} {} {} {:?}",
        config.smart_punctuation, config.strict_keys, config.trusts_html, config.positions
    );
    let key =
        Hash::of_parts([file.path.as_bytes(), &number.to_le_bytes(), options.as_bytes(), text.as_bytes()]);
    Outcome::clone(&memo.get(key, parse))
}

fn read_texts(identified: &Identified, attached: Vec<Attached>) -> Outcome<Vec<TextFacts>> {
    let items = (0..identified.len()).into_par_iter().zip(attached);
    let outcomes: Vec<Outcome<TextFacts>> =
        items.map(|(index, attached)| read_text(identified, index, attached)).collect();
    let mut problems = Vec::new();
    let mut facts = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        facts.push(outcome.value);
        problems.extend(outcome.problems);
    }
    Outcome::new(facts, problems)
}

fn relate(archive: &Archive) -> Vec<Vec<(ItemId, Vec<ItemId>)>> {
    let kinship = Kinship::new(archive);
    let ids: Vec<ItemId> = archive.ids().collect();
    ids.into_par_iter().map(|id| kinship.related(id)).collect()
}

/// Reads all documents in pieces, and binds what was read, on every core.
fn index(library: &Library<'_>) -> Index {
    let parts: Vec<Part> = library.pieces().into_par_iter().map(|piece| Part::read(library, piece)).collect();
    let vocabulary = Vocabulary::new(library, &parts);
    let runs = vocabulary.runs().into_par_iter().map(|run| vocabulary.bind(run)).collect();
    search::finish(library, &parts, runs)
}

impl Site {
    /// What was found so far, in order; rendering may find more.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.located(&self.diagnostics)
    }

    fn located(&self, diagnostics: &Diagnostics) -> Vec<Diagnostic> {
        diagnostics.locate(|file| {
            let text = &self.texts[file as usize];
            (&text.path, &text.text)
        })
    }

    fn renderer(&self) -> Renderer<'_> {
        Renderer {
            archive: &self.archive,
            plan: &self.plan,
            config: &self.config,
            templates: &self.templates,
            phrases: &self.phrases,
            shared: &self.shared,
        }
    }

    fn library(&self) -> Library<'_> {
        Library::new(&self.archive, &self.config, &self.phrases, &self.catalogue)
    }

    /// Answers a query from the index of the site, with at most so many results in each group.
    pub fn search(&self, query: &str, order: search::Order, most: usize) -> search::Answer {
        Engine::new(&(&self.index, &self.library())).search(query, order, most)
    }

    /// The bytes of one output.
    ///
    /// # Errors
    /// A template's error, or a file that cannot be read.
    pub fn render(&self, output: &Output) -> Result<Vec<u8>, Box<Problem>> {
        let read = |disk: &Path| fs::read(disk).map_err(|error| unreadable(disk, &error));
        match &output.make {
            Make::Asset(path) => read(&self.assets[path]).and_then(|bytes| cleaned(&asset(path), bytes)),
            Make::Scaled(path, width) => {
                let disk = &self.assets[path];
                read(disk).and_then(|bytes| {
                    picture::scaled(&bytes, *width).map_err(|refused| bad(&asset(path), refused))
                })
            }
            Make::Card(item) => Ok(self.drawn(&self.renderer().card(*item))),
            Make::Fixed(path) => match &self.fixed[path] {
                Fixed::Bytes(bytes) => Ok(bytes.to_vec()),
                Fixed::Disk(disk) => read(disk).and_then(|bytes| cleaned(path, bytes)),
            },
            Make::SearchFile(number) => Ok(self.index.write(&self.library(), *number)),
            _ => {
                let renderer = self.renderer();
                let prepared = renderer.prepare(output).expect("only copied files have no view");
                let mut page = Vec::new();
                renderer.render_to(&prepared, &mut page).map(|()| page)
            }
        }
    }

    fn drawn(&self, card: &Card) -> Vec<u8> {
        card::draw(card, &self.fonts).expect("no card is planned whose title cannot be written")
    }

    /// Renders every page without keeping it: what `check` does; returns all diagnostics. Nothing can be
    /// wrong with a card.
    pub fn check(&self) -> Vec<Diagnostic> {
        let found: Vec<Problem> = self
            .plan
            .outputs
            .par_iter()
            .filter(|output| !matches!(output.make, Make::Card(_)))
            .filter_map(|output| self.render(output).err())
            .map(|problem| *problem)
            .collect();
        self.with(found)
    }

    fn with(&self, found: Vec<Problem>) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(found);
        self.located(&diagnostics)
    }

    /// Writes the site through a stage, and commits it. `done` is called after each output.
    ///
    /// A page that cannot be rendered is left out and reported; the others are written.
    ///
    /// # Errors
    /// What the disk refuses: the old site is then as it was.
    pub fn write(&self, stage: Stage, done: &(dyn Fn() + Sync)) -> Result<Report, WriteError> {
        let found = Mutex::new(Vec::new());
        let changed_pages = AtomicUsize::new(0);
        self.heaviest_first().into_par_iter().with_max_len(8).try_for_each(|output| {
            let result = self.put(&stage, output);
            done();
            match result {
                Ok(put) => {
                    let is_changed_page = put == Put::Written && output.is_page();
                    changed_pages.fetch_add(usize::from(is_changed_page), Ordering::Relaxed);
                    Ok(())
                }
                Err(PutError::Write(error)) => Err(error),
                Err(PutError::Source(problem)) => {
                    found.lock().unwrap_or_else(PoisonError::into_inner).push(*problem);
                    Ok(())
                }
            }
        })?;
        let written = stage.commit(self.facts())?;
        let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Report {
            pages: self.plan.outputs.iter().filter(|output| output.is_page()).count(),
            changed_pages: changed_pages.into_inner(),
            foreign: written.foreign,
            warnings: written.warnings.iter().map(ToString::to_string).collect(),
            diagnostics: self.with(found),
        })
    }

    /// All outputs, with the long lists first: begun last, one of them would keep a single core busy
    /// while the others have nothing left to do.
    fn heaviest_first(&self) -> Vec<&Output> {
        let mut outputs: Vec<&Output> = self.plan.outputs.iter().collect();
        outputs.sort_by_key(|output| {
            !matches!(
                output.make,
                Make::Timeline(_)
                    | Make::TimelinePart(..)
                    | Make::TimelinePages(_)
                    | Make::TimelineData(_)
                    | Make::Index(..)
                    | Make::Sitemap
            )
        });
        outputs
    }

    fn put(&self, stage: &Stage, output: &Output) -> Result<Put, PutError<Box<Problem>>> {
        let of_bytes = |bytes: &[u8]| Hash::of(bytes).0;
        match &output.make {
            Make::Asset(path) => copy(stage, &output.path, &self.assets[path], &asset(path)),
            Make::Scaled(path, width) => {
                let disk = &self.assets[path];
                let bytes = fs::read(disk).map_err(|error| PutError::Source(unreadable(disk, &error)))?;
                let made = Hash::of_parts([&b"scaled 1"[..], &width.to_be_bytes(), &bytes]).0;
                stage.put(&output.path, made, || {
                    picture::scaled(&bytes, *width).map_err(|refused| bad(&asset(path), refused))
                })
            }
            Make::Card(item) => {
                let card = self.renderer().card(*item);
                let made = card.fingerprint(&self.fonts).0;
                stage.put(&output.path, made, || Ok(self.drawn(&card)))
            }
            Make::Fixed(path) => match &self.fixed[path] {
                Fixed::Bytes(bytes) => stage.put(&output.path, of_bytes(bytes), || Ok(bytes)),
                Fixed::Disk(disk) => copy(stage, &output.path, disk, path),
            },
            Make::SearchFile(number) => {
                let made = self.index.fingerprint(*number).0;
                stage.put(&output.path, made, || Ok(self.index.write(&self.library(), *number)))
            }
            _ => {
                let renderer = self.renderer();
                let prepared = renderer.prepare(output).expect("only copied files have no view");
                let mut page = PAGE.take();
                page.clear();
                let put = stage.put(&output.path, prepared.fingerprint.0, || {
                    renderer.render_to(&prepared, &mut page).map(|()| &page)
                });
                PAGE.set(page);
                put
            }
        }
    }

    /// What the manifest says of the build.
    fn facts(&self) -> BTreeMap<String, String> {
        BTreeMap::from([
            ("generator".to_owned(), format!("archive {}", env!("CARGO_PKG_VERSION"))),
            ("as_of".to_owned(), self.config.as_of.to_string()),
            ("base_url".to_owned(), self.config.base_url.clone()),
        ])
    }
}

/// Copies a file, which is its own fingerprint; of a picture what makes up the picture.
fn copy(stage: &Stage, path: &str, disk: &Path, shown: &str) -> Result<Put, PutError<Box<Problem>>> {
    let failed = |error: std::io::Error| PutError::Source(unreadable(disk, &error));
    let mut file = fs::File::open(disk).map_err(failed)?;
    let mut head = Vec::with_capacity(HEAD);
    (&mut file).take(HEAD as u64).read_to_end(&mut head).map_err(failed)?;
    if picture::Format::of(&head).is_some() {
        file.read_to_end(&mut head).map_err(failed)?;
        let made = Hash::of_parts([&b"picture 1"[..], &head]).0;
        return stage.put(path, made, || cleaned(shown, head));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head);
    std::io::copy(&mut file, &mut hasher).map_err(failed)?;
    stage.put_file(path, *hasher.finalize().as_bytes(), disk).map_err(PutError::Write)
}

/// How much of a file tells whether it is a picture.
const HEAD: usize = 64;

fn cleaned(shown: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Box<Problem>> {
    let changed = match picture::clean(&bytes).map_err(|refused| bad(shown, refused))? {
        Cow::Owned(changed) => Some(changed),
        Cow::Borrowed(_) => None,
    };
    Ok(changed.unwrap_or(bytes))
}

fn bad(shown: &str, refused: Refused) -> Box<Problem> {
    let place = Place::Path(shown.to_owned());
    Box::new(Problem::new(Code::BadPicture, place, refused.message).help(refused.help))
}

/// A file of the content folder, for messages.
fn asset(path: &str) -> String {
    format!("{CONTENT}/{path}")
}

fn unreadable(disk: &Path, error: &std::io::Error) -> Box<Problem> {
    let place = Place::Path(disk.to_string_lossy().into_owned());
    Box::new(Problem::new(Code::Unreadable, place, format!("cannot be read: {error}")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_plan_leaves_the_place_of_the_manifest_free() {
        assert_eq!(crate::plan::routes::MANIFEST, crate::write::MANIFEST);
    }
}
