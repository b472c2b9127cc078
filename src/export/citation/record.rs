//! What a citation is made of.
//!
//! Owns the fields and the kinds of published things. Nothing here is optional by accident: an empty text
//! or list means that the archive does not know.

use crate::text::edtf::Edtf;

/// The bibliographic facts of one report.
///
/// Texts are plain, without markup; one that is not known is empty.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// What the record is called within the archive: the slug of its page.
    pub key: &'a str,
    pub title: &'a str,
    pub authors: &'a [Author<'a>],
    /// Who published it.
    pub outlet: &'a str,
    /// The agencies by way of which the outlet had it.
    pub via: &'a [&'a str],
    pub kind: Kind,
    /// When it was published.
    pub date: Option<Dated<'a>>,
    pub url: &'a str,
    /// A copy at a web archive.
    pub archived_url: &'a str,
    /// When the page was seen.
    pub accessed: Option<Dated<'a>>,
    /// The language of the report (BCP 47).
    pub lang: &'a str,
    /// When the archive took it in.
    pub recorded: Option<Dated<'a>>,
    /// The archive that holds the record, and the whole address of the record's page there.
    pub archive_title: &'a str,
    pub archive_url: &'a str,
}

impl<'a> Record<'a> {
    /// The address under which the report itself can be read: its own, else that of a copy.
    pub fn address(&self) -> &'a str {
        if self.url.is_empty() { self.archived_url } else { self.url }
    }

    /// The record of the archive's own page about the report; none when the page has no whole address.
    ///
    /// It has no authors, and the date on which the archive took the report in, where that is known: authors
    /// and date of the report are not the page's.
    pub fn page(&self) -> Option<Record<'a>> {
        (!self.archive_url.is_empty()).then_some(Record {
            authors: &[],
            outlet: self.archive_title,
            via: &[],
            kind: Kind::WebPage,
            date: self.recorded,
            url: self.archive_url,
            archived_url: "",
            accessed: None,
            recorded: None,
            ..*self
        })
    }
}

/// Who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author<'a> {
    /// As printed: `Isabel van Brugen` or `van Brugen, Isabel`. A handle, a single word, a name that reads
    /// like an organization's, and names in scripts whose order is not given then family stay whole.
    Name(&'a str),
    Organization(&'a str),
}

/// A date, and what the site calls it.
#[derive(Debug, Clone, Copy)]
pub struct Dated<'a> {
    pub edtf: &'a Edtf,
    /// The date in the language of the citation, for where a style cannot say it; said in English when
    /// empty.
    pub words: &'a str,
}

impl<'a> From<&'a Edtf> for Dated<'a> {
    fn from(edtf: &'a Edtf) -> Dated<'a> {
        Dated { edtf, words: "" }
    }
}

/// What kind of thing was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Anything of a news outlet, an agency or a broadcaster; also what is not known.
    #[default]
    NewspaperArticle,
    MagazineArticle,
    JournalArticle,
    Report,
    WebPage,
    BlogPost,
    /// On a social network.
    Post,
}

impl Kind {
    /// What an outlet of a type publishes, from the words that an editor used for the type: `news website`
    /// and `broadcaster` publish news, a plain `website` pages.
    pub fn of_outlet(outlet_type: &str) -> Kind {
        let words = outlet_type.to_lowercase();
        let names = |list: &[&str]| list.iter().any(|word| words.contains(word));
        match () {
            () if names(&["magazine", "weekly"]) => Kind::MagazineArticle,
            () if names(&["journal"]) => Kind::JournalArticle,
            () if names(&["news", "wire", "agency", "broadcast", "radio", "television"]) => {
                Kind::NewspaperArticle
            }
            () if names(&["blog"]) => Kind::BlogPost,
            () if names(&["social"]) => Kind::Post,
            () if names(&["report", "think tank", "ngo", "human rights", "government"]) => Kind::Report,
            () if names(&["website", "web site", "site", "web page", "webpage"]) => Kind::WebPage,
            () => Kind::NewspaperArticle,
        }
    }

    /// Whether it is a part of a newspaper or periodical.
    pub(super) fn is_article(self) -> bool {
        matches!(self, Kind::NewspaperArticle | Kind::MagazineArticle | Kind::JournalArticle)
    }

    /// The type of CSL 1.0.2.
    pub fn csl(self) -> &'static str {
        match self {
            Kind::NewspaperArticle => "article-newspaper",
            Kind::MagazineArticle => "article-magazine",
            Kind::JournalArticle => "article-journal",
            Kind::Report => "report",
            Kind::WebPage => "webpage",
            Kind::BlogPost => "post-weblog",
            Kind::Post => "post",
        }
    }
}

impl<'a> Author<'a> {
    /// The name as printed.
    pub fn text(&self) -> &'a str {
        match self {
            Author::Name(text) | Author::Organization(text) => text,
        }
    }
}
