//! How the original reports are cited, and their records for reference managers.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::export::citation::{self, Author, Cited, Dated, Format, Kind, Record, Style};
use crate::model::archive::{Facts, ItemId};
use crate::model::change::added;
use crate::model::kind::Kind as ItemKind;
use crate::phrases::ENGLISH;
use crate::plan::bibliography::Order;
use crate::plan::{Make, routes};
use crate::render::view::{BibliographyView, CitationView, DownloadView, LinkView, ReferenceRow};
use crate::render::views::Views;
use crate::render::views::rows::article_facts;
use crate::text::edtf::Edtf;
use crate::text::fold::fold;
use crate::text::language;

/// What stays as it is in a `data:` address.
const DATA: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The orders of the bibliography.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Author,
    Outlet,
}

impl Views<'_> {
    /// How to cite the report of an article.
    pub fn citation(&self, article: ItemId, style: &Style) -> CitationView {
        let cited = self.cited(article, style);
        let slug = &self.shelf.archive.item(article).slug;
        let download = |format: Format| {
            let content = self.with_record(article, |record| format.write([record]));
            // Within an address every space of an indentation counts for three.
            let lines = content.split('\n').map(|line| line.trim_start_matches(' '));
            let content = lines.collect::<Vec<_>>().join("\n");
            let content = utf8_percent_encode(&content, DATA);
            DownloadView {
                title: format.title().to_owned(),
                name: format!("{slug}.{}", format.extension()),
                href: format!("data:{};charset=utf-8,{content}", format.media_type()),
            }
        };
        CitationView {
            html: cited.html.clone(),
            text: cited.text.clone(),
            record: self.with_record(article, |record| Some(citation::cite(style, &record.page()?).html)),
            style: style.title().to_owned(),
            files: Format::ALL.into_iter().map(download).collect(),
        }
    }

    fn cited(&self, article: ItemId, style: &Style) -> &Cited {
        let cite = || self.with_record(article, |record| citation::cite(style, &record));
        self.cited[article.0 as usize].get_or_init(cite)
    }

    /// Gives the records that a page cites, as texts for its fingerprint: its view does not hold all of them.
    pub fn feed_records(&self, make: &Make, feed: &mut dyn FnMut(&str)) {
        let cited = match make {
            Make::Item(id, _) if self.shelf.archive.item(*id).kind == ItemKind::Article => {
                std::slice::from_ref(id)
            }
            Make::Bibliography(order, number) => {
                self.slice(&self.orders_of_bibliography()[*order as usize], *number)
            }
            _ => &[],
        };
        cited.iter().for_each(|id| feed(&self.with_record(*id, |record| format!("{record:?}"))));
    }

    /// A page of the bibliography; its citations are made with the page.
    pub(super) fn bibliography(&self, order: Order, number: usize) -> BibliographyView {
        let all = &self.orders_of_bibliography()[order as usize];
        let rows = self.slice(all, number).iter().map(|id| self.reference(*id)).collect();
        let title = |order: Order| {
            self.phrases.say(match order {
                Order::ByAuthor => "bibliography.by_author",
                Order::ByDate => "bibliography.by_date",
                Order::ByOutlet => "bibliography.by_outlet",
            })
        };
        let link = |order: Order| LinkView {
            kind: "section",
            title: title(order).to_owned(),
            path: self.path(order.folder()),
        };
        let file = |format: Format| {
            let path = routes::bibliography_file(format);
            self.plan.at(&path).map(|_| LinkView {
                kind: "section",
                title: format.title().to_owned(),
                path: path.clone(),
            })
        };
        BibliographyView {
            total: all.len(),
            order: title(order).to_owned(),
            orders: Order::ALL.map(link).into(),
            rows,
            files: Format::ALL.into_iter().filter_map(file).collect(),
            pager: self.pager(order.folder(), number, all.len()),
        }
    }

    fn reference(&self, id: ItemId) -> ReferenceRow {
        let facts = article_facts(&self.shelf.archive.item(id).details);
        let row = self.article_row(id);
        ReferenceRow {
            slug: self.shelf.archive.item(id).slug.clone(),
            path: row.path.clone(),
            title: row.title.clone(),
            authors: row.authors.clone(),
            date: row.date.clone(),
            source: row.source.clone(),
            via: row.via.clone(),
            url: facts.and_then(|facts| facts.url.clone()).unwrap_or_default(),
            captured: facts
                .and_then(|facts| facts.captured.as_ref())
                .map(|captured| self.date_view(Some(captured))),
            html: String::new(),
        }
    }

    /// Fills in what a page of the bibliography cites.
    pub fn cite_all(&self, view: &mut BibliographyView, order: Order, number: usize, style: &Style) {
        let ids = self.slice(&self.orders_of_bibliography()[order as usize], number);
        for (row, id) in view.rows.iter_mut().zip(ids) {
            row.html = self.cited(*id, style).html.clone();
        }
    }

    /// All articles by author, by date, by outlet; put in order when the first page asks.
    fn orders_of_bibliography(&self) -> &[Vec<ItemId>; 3] {
        self.bibliographies.get_or_init(|| {
            let archive = self.shelf.archive;
            let by = |key: Key| {
                let mut ids = archive.articles.clone();
                // The sort is stable: what has one author stays in order of publication, newest first.
                ids.sort_by_cached_key(|id| self.key_of(*id, key));
                ids
            };
            [by(Key::Author), archive.articles.clone(), by(Key::Outlet)]
        })
    }

    /// By what a report stands in the bibliography: its first author, else its outlet, else its title; or the
    /// outlet at once.
    fn key_of(&self, id: ItemId, key: Key) -> String {
        let archive = self.shelf.archive;
        let item = archive.item(id);
        let facts = article_facts(&item.details);
        let outlet = facts.and_then(|facts| facts.source).filter(|source| self.is_known(*source));
        let outlet = outlet.map(|source| archive.item(source).title.clone());
        let author = facts.and_then(|facts| facts.authors.first()).map(|name| family_first(name));
        let name = match key {
            Key::Author => author.or(outlet),
            Key::Outlet => outlet,
        };
        fold(name.as_deref().unwrap_or(&item.title))
    }

    /// The whole bibliography in a format.
    pub(super) fn bibliography_file(&self, format: Format) -> Vec<u8> {
        let mut text = String::new();
        let ids = &self.shelf.archive.articles;
        if format == Format::CslJson {
            let records: Vec<String> = ids
                .iter()
                .map(|id| self.with_record(*id, |record| format.write([record])))
                .map(|list| list.trim().trim_start_matches('[').trim_end_matches(']').trim().to_owned())
                .collect();
            text.push_str(&format!("[\n{}\n]\n", records.join(",\n")));
        } else {
            ids.iter().for_each(|id| text.push_str(&self.with_record(*id, |record| format.write([record]))));
        }
        text.into_bytes()
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
        let dates = [facts.date.as_ref(), facts.captured.as_ref(), added(&item.changes)];
        // In English a citation has words of its own (`ca. 2018`).
        let is_english = language::is_same(self.phrases.lang(), ENGLISH);
        let say = |date: &Edtf| if is_english { String::new() } else { self.phrases.date(date) };
        let words = dates.map(|date| date.map(say).unwrap_or_default());
        let dated = |place: usize| dates[place].map(|edtf| Dated { edtf, words: &words[place] });
        write(Record {
            key: &item.slug,
            title: &item.title,
            authors: &authors,
            outlet: outlet.map_or("", title),
            via: &via,
            kind: kind.unwrap_or_default(),
            date: dated(0),
            url: facts.url.as_deref().unwrap_or_default(),
            archived_url: facts.archived_url.as_deref().unwrap_or_default(),
            accessed: dated(1),
            recorded: dated(2),
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

/// A name as lists have it: `Brugen, Isabel van` for `Isabel van Brugen`; a handle stands by its letters.
fn family_first(name: &str) -> String {
    let name = name.trim().trim_start_matches('@');
    match name.rsplit_once(' ') {
        Some((rest, family)) if !name.contains(',') => format!("{family}, {rest}"),
        _ => name.to_owned(),
    }
}
