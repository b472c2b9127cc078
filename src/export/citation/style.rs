//! The styles that citations are written in: the bundled ones, and a site's own CSL file.
//!
//! Owns their names, and the language of their words (`ca.`, `accessed`, names of months). A style is
//! loaded once and kept by the caller; there is no hidden store of them. The bundled styles and words are
//! data of the Citation Style Language project under CC BY-SA 3.0, inside the processor's crate.

use std::fmt::{Display, Formatter, Result as FmtResult};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{
    IndependentStyle, Locale, LocaleCode, Style as CslStyle, StyleClass, TermForm,
};

use crate::export::citation::cite::cite;
use crate::export::citation::macros::endless_macro;
use crate::export::citation::quotes::{Nesting, Quotes};
use crate::export::citation::record::{Kind, Record};

/// A citation style in a language, ready for use.
#[derive(Debug)]
pub struct Style {
    pub(super) csl: IndependentStyle,
    /// The style without a word in its citations or its list: the processor makes both whenever it makes
    /// one, and a page needs one.
    pub(super) silent: IndependentStyle,
    /// The language of its words; none where the style's own is to stay.
    pub(super) locale: Option<LocaleCode>,
    /// The words of that language, and English ones for what it lacks.
    pub(super) words: Vec<Locale>,
    /// Whether titles of articles are set in quotation marks.
    quotes_titles: bool,
}

/// Short names for what most people call these styles.
const SHORT: [(&str, &str); 5] = [
    ("harvard", "harvard-cite-them-right"),
    ("chicago", "chicago-author-date"),
    ("gb-7714", "gb-7714-2015-author-date"),
    ("iso-690", "iso-690-author-date"),
    ("mhra", "modern-humanities-research-association"),
];

impl Style {
    /// Loads a bundled style (`apa`, `chicago-author-date`, `chicago-notes`, `mla`, `harvard`, …) with the
    /// words of a language (BCP 47); none where no style has the name. A language without words of its own
    /// gets the style's, mostly English.
    pub fn named(name: &str, lang: &str) -> Option<Style> {
        Style::bundled(name, lang, locales)
    }

    /// The same with given words; they are asked for only when there is such a style.
    pub(super) fn bundled(name: &str, lang: &str, words: impl FnOnce() -> Vec<Locale>) -> Option<Style> {
        let name = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| long);
        match ArchivedStyle::by_name(name)?.get() {
            CslStyle::Independent(csl) if is_british(name) && lang == "en" => {
                Some(Style::new(csl, "en-GB", words()))
            }
            CslStyle::Independent(csl) => Some(Style::new(csl, lang, words())),
            CslStyle::Dependent(_) => None,
        }
    }

    /// All names that [`Style::named`] knows, sorted.
    pub fn names() -> Vec<&'static str> {
        let bundled = ArchivedStyle::all().iter().flat_map(|style| style.names()).copied();
        let mut names: Vec<&str> = SHORT.iter().map(|(short, _)| *short).chain(bundled).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Reads a style from a CSL 1.0 file.
    ///
    /// # Errors
    /// What is wrong with it: not CSL, too large, only a pointer to another style, or endless.
    pub fn from_csl(xml: &str, lang: &str) -> Result<Style, StyleError> {
        if xml.len() > MAX_BYTES {
            return Err(StyleError::TooLarge);
        }
        if depth(xml) > MAX_DEPTH {
            return Err(StyleError::TooDeep);
        }
        match CslStyle::from_xml(xml.trim_start_matches('\u{FEFF}')) {
            Ok(CslStyle::Independent(csl)) => match endless_macro(&csl) {
                Some(name) => Err(StyleError::Endless(name.to_owned())),
                None => Ok(Style::new(csl, lang, locales())),
            },
            Ok(CslStyle::Dependent(csl)) => Err(StyleError::Dependent(csl.parent_link.href)),
            Err(error) => {
                let place = error.path.as_ref().map(ToString::to_string).unwrap_or_default();
                Err(StyleError::NotCsl { place, cause: error.source.to_string() })
            }
        }
    }

    /// What the style calls itself.
    pub fn title(&self) -> &str {
        &self.csl.info.title.value
    }

    /// Whether the style cites in notes, so that [`note`](crate::export::citation::note) has something to
    /// say.
    pub fn has_notes(&self) -> bool {
        self.csl.settings.class == StyleClass::Note
    }

    fn new(csl: IndependentStyle, lang: &str, mut words: Vec<Locale>) -> Style {
        let own = csl.default_locale.clone().unwrap_or_else(LocaleCode::en_us);
        let is_own = is_same_language(&own.0, lang) && !lang.contains('-');
        let chosen = if is_own { Some(own) } else { choose(&words, lang) };
        let kept =
            [chosen.clone(), chosen.as_ref().and_then(LocaleCode::fallback), Some(LocaleCode::en_us())];
        let is_kept = |locale: &Locale| kept.contains(&locale.lang);
        words.retain(|locale| locale.lang.is_some() && is_kept(locale));
        let mut style = Style { silent: silent(&csl), csl, locale: chosen, words, quotes_titles: false };
        style.quotes_titles = quotes_titles(&style);
        style
    }

    /// What becomes of quotation marks in the title of such a thing.
    pub(super) fn nesting(&self, kind: Kind) -> Option<Nesting> {
        (self.quotes_titles && kind.is_article()).then(|| Nesting::of(&self.quotes())).flatten()
    }

    /// A word of its language.
    pub(super) fn term(&self, term: OtherTerm) -> Option<String> {
        let term = Term::Other(term);
        self.locales().find_map(|locale| locale.term(term, TermForm::Long)?.single().map(str::to_owned))
    }

    fn locales(&self) -> impl Iterator<Item = &Locale> {
        self.words.iter().filter(|locale| locale.lang == self.locale).chain(&self.words)
    }

    /// The quotation marks of its language.
    pub(super) fn quotes(&self) -> Quotes {
        let is_inside = |locale: &Locale| locale.style_options?.punctuation_in_quote;
        Quotes {
            open: self.term(OtherTerm::OpenQuote).unwrap_or_else(|| "“".to_owned()),
            close: self.term(OtherTerm::CloseQuote).unwrap_or_else(|| "”".to_owned()),
            is_stop_inside: self.locales().find_map(is_inside).unwrap_or(false),
        }
    }
}

/// Tries it, since no field of a style says so.
fn quotes_titles(style: &Style) -> bool {
    let article = Record {
        key: "",
        title: "Title",
        authors: &[],
        outlet: "Outlet",
        via: &[],
        kind: Kind::NewspaperArticle,
        date: None,
        url: "",
        archived_url: "",
        accessed: None,
        recorded: None,
        lang: "",
        archive_title: "",
        archive_url: "",
    };
    let quoted = format!("{}Title", style.quotes().open);
    cite(style, &article).text.contains(&quoted)
}

fn silent(csl: &IndependentStyle) -> IndependentStyle {
    let mut silent = csl.clone();
    silent.bibliography = None;
    silent.citation.sort = None;
    silent.citation.layout.elements.clear();
    silent
}

/// Styles whose quotation marks and dates are British, which their files do not say.
fn is_british(name: &str) -> bool {
    name == "harvard-cite-them-right" || name.starts_with("modern-humanities-research-association")
}

/// The bundled words that fit a language best: those of the very code, those of the country that the
/// language is named for (`de-DE`), any of the language.
fn choose(words: &[Locale], lang: &str) -> Option<LocaleCode> {
    let base = base(lang);
    let wanted = match lang.to_lowercase() {
        lang if base == "zh" && ["hant", "tw", "hk", "mo"].iter().any(|part| lang.contains(part)) => {
            "zh-tw".to_owned()
        }
        _ if base == "zh" => "zh-cn".to_owned(),
        _ if base == "no" => "nb-no".to_owned(),
        lang => lang,
    };
    let home = format!("{base}-{base}");
    let codes = || words.iter().filter_map(|locale| locale.lang.as_ref());
    let named = |name: &str| codes().find(|code| code.0.eq_ignore_ascii_case(name));
    named(&wanted)
        .or_else(|| named(&home))
        .or_else(|| named(&base))
        .or_else(|| {
            codes().filter(|code| is_same_language(&code.0, &base)).min_by_key(|code| code.0.as_str())
        })
        .cloned()
}

fn is_same_language(one: &str, other: &str) -> bool {
    base(one) == base(other)
}

fn base(lang: &str) -> String {
    lang.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// Styles that come with citation programs have at most a few hundred kilobytes.
const MAX_BYTES: usize = 1 << 20;
/// The deepest of them nest some 20 elements; the parser calls itself for each.
const MAX_DEPTH: usize = 100;

/// How deep elements lie within each other, counted on the safe side.
fn depth(xml: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in xml.split('<').skip(1) {
        let is_empty = tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        match tag.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) if is_empty => {}
            Some(_) => depth += 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Why a file is no style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleError {
    TooLarge,
    TooDeep,
    /// It only points at the style with this address.
    Dependent(String),
    /// This macro calls itself.
    Endless(String),
    /// The place is a path of elements, empty where it is not known.
    NotCsl {
        place: String,
        cause: String,
    },
}

impl Display for StyleError {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        match self {
            StyleError::TooLarge => out.write_str("the style has more than 1 MiB"),
            StyleError::TooDeep => write!(out, "the style nests more than {MAX_DEPTH} elements"),
            StyleError::Dependent(parent) => {
                write!(out, "the style is only a pointer to another one, `{parent}`: save that one instead")
            }
            StyleError::Endless(name) => write!(out, "the macro `{name}` calls itself"),
            StyleError::NotCsl { place, cause } if place.is_empty() || place == "." => {
                write!(out, "not a CSL style: {cause}")
            }
            StyleError::NotCsl { place, cause } => write!(out, "not a CSL style: {cause}, in `{place}`"),
        }
    }
}

impl std::error::Error for StyleError {}
