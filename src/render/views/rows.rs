//! What several pages show of one item: links, dates, rows of lists.

use std::borrow::Cow;
use std::sync::Arc;

use tera::Context;

use crate::config::Config;
use crate::diag::Problem;
use crate::model::archive::{ArticleFacts, Facts, ItemId};
use crate::model::kind::Kind;
use crate::model::tree::Tree;
use crate::plan::routes;
use crate::render::html;
use crate::render::view::{
    ArticleRow, BodyView, ClaimRow, DateView, EntityRow, EventRow, HeadingView, LinkView, Pager, ReadyList,
};
use crate::render::views::Views;
use crate::text::edtf::Edtf;

/// The way from the first page of an item to the top of the site.
const OF_ITEMS: &str = "../../";

impl Views<'_> {
    /// A date in words, and for machines where that is honest.
    pub(super) fn date_view(&self, date: Option<&Edtf>) -> DateView {
        DateView {
            edtf: date.map_or_else(|| "XXXX".to_owned(), Edtf::to_string),
            text: self.phrases.date_or_unknown(date),
            datetime: date.and_then(Edtf::html_datetime),
            certain: date.is_some_and(Edtf::is_certain),
        }
    }

    pub(super) fn link(&self, id: ItemId) -> LinkView {
        let item = self.shelf.archive.item(id);
        LinkView {
            kind: item.kind.name(),
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
        }
    }

    pub(super) fn links(&self, ids: &[ItemId]) -> Vec<LinkView> {
        ids.iter().map(|id| self.link(*id)).collect()
    }

    pub(super) fn article_row(&self, id: ItemId) -> Arc<ArticleRow> {
        let row = &self.rows[id.0 as usize];
        Arc::clone(row.get_or_init(|| Arc::new(self.make_article_row(id))))
    }

    fn make_article_row(&self, id: ItemId) -> ArticleRow {
        let item = self.shelf.archive.item(id);
        let (lang, dir) = foreign(item.lang.as_deref(), self.dir_of(item), self.config);
        let facts = article_facts(&item.details);
        ArticleRow {
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            date: self.date_view(facts.and_then(|facts| facts.date.as_ref())),
            source: facts.and_then(|facts| facts.source).map(|source| self.link(source)),
            via: facts.map(|facts| self.links(&facts.via)).unwrap_or_default(),
            authors: facts.map(|facts| facts.authors.clone()).unwrap_or_default(),
            summary: item.summary.clone(),
            lang,
            dir,
        }
    }

    pub(super) fn article_rows(&self, ids: &[ItemId]) -> Vec<Arc<ArticleRow>> {
        ids.iter().map(|id| self.article_row(*id)).collect()
    }

    pub(super) fn entity_row(&self, id: ItemId) -> EntityRow {
        let item = self.shelf.archive.item(id);
        EntityRow {
            kind: item.kind.name(),
            name: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            summary: item.summary.clone(),
            articles: self.shelf.archive.references(id).articles.len(),
        }
    }

    pub(super) fn event_row(&self, id: ItemId) -> EventRow {
        let item = self.shelf.archive.item(id);
        let (when, articles) = match &item.details {
            Facts::Event(facts) => (facts.date.as_ref(), facts.articles.len()),
            _ => (None, 0),
        };
        EventRow {
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            date: self.date_view(when),
            summary: item.summary.clone(),
            articles,
        }
    }

    pub(super) fn claim_row(&self, id: ItemId) -> ClaimRow {
        let item = self.shelf.archive.item(id);
        let (question, articles) = match &item.details {
            Facts::Claim(facts) => (facts.question.clone(), facts.articles.len()),
            _ => (String::new(), 0),
        };
        ClaimRow {
            title: item.title.clone(),
            path: self.plan.routes.item(id).to_owned(),
            question,
            summary: item.summary.clone(),
            articles,
            spread: self.spread_of(id).clone(),
        }
    }

    pub(super) fn claim_rows(&self, ids: &[ItemId]) -> Vec<ClaimRow> {
        ids.iter().map(|id| self.claim_row(*id)).collect()
    }

    /// Rows of events or claims, as their components make them; none of none.
    pub(super) fn ready_rows(&self, ids: &[ItemId]) -> Option<ReadyList> {
        let html: String = ids.iter().map(|id| self.ready_row(*id)).collect();
        (!ids.is_empty()).then_some(ReadyList { count: ids.len(), html })
    }

    /// A row on the pages of items is made once: they are all as far from the top of the site, save the
    /// further pages of long ones.
    fn ready_row(&self, id: ItemId) -> Cow<'_, str> {
        if self.root != OF_ITEMS {
            return self.make_ready_row(id).map_or_else(|problem| self.fail(problem), Cow::Owned);
        }
        match self.ready[id.0 as usize].get_or_init(|| self.make_ready_row(id)) {
            Ok(row) => Cow::Borrowed(row),
            Err(problem) => self.fail(problem.clone()),
        }
    }

    /// The page cannot be made: the first reason is kept.
    fn fail(&self, problem: Box<Problem>) -> Cow<'static, str> {
        let _ = self.failed.set(problem);
        Cow::Borrowed("")
    }

    fn make_ready_row(&self, id: ItemId) -> Result<String, Box<Problem>> {
        let mut given = Context::new();
        let component = match self.shelf.archive.item(id).kind {
            Kind::Event => {
                given.insert("event", &self.event_row(id));
                "event_row"
            }
            _ => {
                given.insert("claim", &self.claim_row(id));
                "claim_row"
            }
        };
        self.templates.component(component, &given, &self.context())
    }

    pub(super) fn body(&self, id: ItemId) -> BodyView {
        let item = self.shelf.archive.item(id);
        let heading = |heading: &crate::model::body::Heading| HeadingView {
            level: heading.level,
            id: heading.id.clone(),
            title: item.body.words(heading.run).trim().to_owned(),
        };
        BodyView {
            html: html::body(&self.shelf, item, self.root),
            headings: item.body.headings.iter().map(heading).collect(),
        }
    }

    /// The pager of a list of `total` entries in a folder; none where one page holds them all.
    pub(super) fn pager(&self, folder: &str, number: usize, total: usize) -> Option<Pager> {
        let of = total.div_ceil(self.config.page_size);
        let path = |number: usize| self.path(&routes::page_folder(folder, number));
        (of > 1).then(|| Pager {
            number,
            of,
            previous: (number > 1).then(|| path(number - 1)),
            next: (number < of).then(|| path(number + 1)),
            first: path(1),
            last: path(of),
        })
    }

    /// The entries of one page of a list.
    pub(super) fn slice<'b, T>(&self, list: &'b [T], number: usize) -> &'b [T] {
        let start = ((number - 1) * self.config.page_size).min(list.len());
        &list[start..(start + self.config.page_size).min(list.len())]
    }
}

pub(super) fn article_facts(details: &Facts) -> Option<&ArticleFacts> {
    match details {
        Facts::Article(facts) => Some(facts),
        _ => None,
    }
}

/// Language and direction, where they are not the site's.
fn foreign(lang: Option<&str>, dir: &'static str, config: &Config) -> (String, &'static str) {
    let lang = lang.filter(|lang| *lang != config.lang).unwrap_or_default();
    (lang.to_owned(), if dir == config.dir { "" } else { dir })
}

/// A value of `extra`, as templates see it.
pub(super) fn json(tree: &Tree) -> serde_json::Value {
    match tree {
        Tree::Null => serde_json::Value::Null,
        Tree::Bool(value) => (*value).into(),
        Tree::Integer(value) => (*value).into(),
        Tree::Float(value) => (*value).into(),
        Tree::Text(value) => value.clone().into(),
        Tree::List(values) => values.iter().map(json).collect(),
        Tree::Map(entries) => entries.iter().map(|(key, value)| (key.clone(), json(value))).collect(),
    }
}
