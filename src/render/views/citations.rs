//! How the original reports are cited, and their records for reference managers.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::export::citation::{self, Author, Dated, Kind, Record, Style};
use crate::model::archive::{Facts, ItemId};
use crate::render::view::{CitationView, DownloadView};
use crate::render::views::Views;
use crate::render::views::rows::article_facts;

/// What stays as it is in a `data:` address.
const DATA: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A format that reference managers read.
#[derive(Debug, Clone, Copy)]
struct Format {
    title: &'static str,
    extension: &'static str,
    media_type: &'static str,
    write: fn(Record<'_>) -> String,
}

const FORMATS: [Format; 3] = [
    Format {
        title: "BibTeX",
        extension: "bib",
        media_type: "application/x-bibtex",
        write: |record| citation::bibtex([record]),
    },
    Format {
        title: "RIS",
        extension: "ris",
        media_type: "application/x-research-info-systems",
        write: |record| citation::ris([record]),
    },
    Format {
        title: "CSL-JSON",
        extension: "json",
        media_type: "application/vnd.citationstyles.csl+json",
        write: |record| citation::csl_json([record]),
    },
];

impl Views<'_> {
    /// How to cite the report of an article.
    pub fn citation(&self, article: ItemId, style: &Style) -> CitationView {
        let cited = self.with_record(article, |record| citation::cite(style, &record));
        let slug = &self.shelf.archive.item(article).slug;
        let download = |format: Format| {
            let content = self.with_record(article, format.write);
            DownloadView {
                title: format.title.to_owned(),
                name: format!("{slug}.{}", format.extension),
                href: format!(
                    "data:{};charset=utf-8,{}",
                    format.media_type,
                    utf8_percent_encode(&content, DATA)
                ),
            }
        };
        CitationView {
            html: cited.html,
            text: cited.text,
            style: style.title().to_owned(),
            files: FORMATS.into_iter().map(download).collect(),
        }
    }

    /// Gives the record of an article's report to whoever writes it.
    fn with_record<T>(&self, article: ItemId, write: impl FnOnce(Record<'_>) -> T) -> T {
        let archive = self.shelf.archive;
        let item = archive.item(article);
        let facts = article_facts(&item.details).expect("only articles are cited");
        let title = |id: ItemId| archive.item(id).title.as_str();
        let authors: Vec<Author<'_>> =
            facts.authors.iter().map(|name| self.author_of(article, name)).collect();
        let via: Vec<&str> = facts.via.iter().copied().filter(|via| self.is_known(*via)).map(title).collect();
        let outlet = facts.source.filter(|source| self.is_known(*source));
        let kind = outlet.map(|outlet| match &archive.item(outlet).details {
            Facts::Entity(facts) => Kind::of_outlet(&facts.role),
            _ => Kind::default(),
        });
        let path = self.plan.routes.item(article);
        write(Record {
            key: &item.slug,
            title: &item.title,
            authors: &authors,
            outlet: outlet.map_or("", title),
            via: &via,
            kind: kind.unwrap_or_default(),
            date: facts.date.as_ref().map(Dated::from),
            url: facts.url.as_deref().unwrap_or_default(),
            archived_url: facts.archived_url.as_deref().unwrap_or_default(),
            accessed: facts.captured.as_ref().map(Dated::from),
            lang: item.lang.as_deref().unwrap_or(&self.config.lang),
            archive_title: &self.config.title,
            archive_url: &self.canonical(path).unwrap_or_default(),
        })
    }

    /// An author of the byline: an organization, where the article names one of that name.
    fn author_of<'n>(&self, article: ItemId, name: &'n str) -> Author<'n> {
        let archive = self.shelf.archive;
        let organizations = archive.item(article).listed.organizations.iter();
        let is_named = organizations.map(|id| archive.item(*id)).any(|item| item.title == name);
        let facts = article_facts(&archive.item(article).details);
        let outlets = facts.into_iter().flat_map(|facts| facts.source.iter().chain(&facts.via));
        let is_outlet = outlets.map(|id| archive.item(*id)).any(|item| item.title == name);
        if is_named || is_outlet { Author::Organization(name) } else { Author::Name(name) }
    }
}
