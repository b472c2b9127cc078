//! What all pages share.

use std::collections::BTreeMap;

use crate::model::archive::{Archive, Facts};
use crate::model::kind::Kind;
use crate::phrases::Phrases;
use crate::plan::{Plan, bibliography, previews, routes};
use crate::render::Common;
use crate::render::view::{NavView, SiteView};
use crate::render::views::rows::json;
use crate::text::edtf::{Bound, Edtf};

/// Makes `site`.
pub fn site(archive: &Archive, plan: &Plan, common: &Common<'_>) -> SiteView {
    let Common { config, theme, phrases, .. } = common;
    let themed = |paths: &[String]| -> Vec<String> {
        paths
            .iter()
            .map(|path| crate::text::address::encode_path(&format!("{}{path}", routes::THEME)))
            .collect()
    };
    let has_code = plan.at(routes::CODE_LIGHT).is_some();
    let code_styles = [routes::CODE_LIGHT, routes::CODE_DARK].into_iter().filter(|_| has_code);
    let has_search = plan.at(&routes::file(routes::SEARCH)).is_some() && !theme.search_scripts.is_empty();
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        lang: config.lang.clone(),
        dir: config.dir,
        author: config.author.clone(),
        base_url: config.base_url.clone(),
        nav: nav(archive, plan, phrases),
        counts: Kind::ALL
            .into_iter()
            .map(|kind| (kind.folder(), archive.of_kind(kind).len()))
            .collect::<BTreeMap<_, _>>(),
        span: span(archive, phrases),
        styles: themed(&theme.styles),
        scripts: themed(&theme.scripts),
        search: has_search.then(|| plan.routes.path(routes::SEARCH)),
        search_styles: themed(&theme.search_styles),
        search_scripts: themed(&theme.search_scripts),
        script_phrases: routes::PHRASES,
        code_styles: code_styles.map(str::to_owned).collect(),
        feed: (!config.base_url.is_empty()).then(|| routes::ATOM_FEED.to_owned()),
        json_feed: (!config.base_url.is_empty()).then(|| routes::JSON_FEED.to_owned()),
        changes: (!archive.changes.is_empty()).then(|| plan.routes.path(routes::CHANGES)),
        preview_shards: previews::shards(archive),
        generator: format!("archive {}", env!("CARGO_PKG_VERSION")),
        theme: json(&theme.options_with(&config.theme_options)),
        extra: json(&config.extra),
    }
}

fn nav(archive: &Archive, plan: &Plan, phrases: &Phrases) -> Vec<NavView> {
    let entry = |kind: Kind| NavView {
        section: kind.folder().to_owned(),
        title: phrases.section(kind.folder()).to_owned(),
        path: plan.routes.path(&routes::section(kind)),
        count: Some(archive.of_kind(kind).len()),
    };
    let mut nav = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page && !archive.of_kind(*kind).is_empty())
    {
        nav.push(entry(kind));
        if kind == Kind::Article {
            nav.push(timeline(plan, phrases));
        }
    }
    if !archive.articles.is_empty() {
        nav.push(NavView {
            section: "bibliography".to_owned(),
            title: phrases.say("sections.bibliography").to_owned(),
            path: plan.routes.path(bibliography::Order::ByAuthor.folder()),
            count: None,
        });
    }
    if !archive.annotations.is_empty() {
        nav.push(annotations(archive, plan, phrases));
    }
    let mut pages: Vec<(i64, NavView)> = Vec::new();
    for id in &archive.pages {
        let item = archive.item(*id);
        if let Facts::Page { nav: Some(place) } = item.details {
            let path = plan.routes.item(*id).to_owned();
            pages.push((
                place,
                NavView { section: "page".to_owned(), title: item.title.clone(), path, count: None },
            ));
        }
    }
    pages.sort_by_key(|(place, _)| *place);
    nav.extend(pages.into_iter().map(|(_, page)| page));
    nav
}

fn annotations(archive: &Archive, plan: &Plan, phrases: &Phrases) -> NavView {
    NavView {
        section: "annotations".to_owned(),
        title: phrases.say("sections.annotations").to_owned(),
        path: plan.routes.path(routes::ANNOTATIONS),
        count: Some(archive.annotations.len()),
    }
}

fn timeline(plan: &Plan, phrases: &Phrases) -> NavView {
    NavView {
        section: "timeline".to_owned(),
        title: phrases.say("sections.timeline").to_owned(),
        path: plan.routes.path(routes::TIMELINE),
        count: None,
    }
}

/// The years that articles and events span.
fn span(archive: &Archive, phrases: &Phrases) -> String {
    let dates = archive.items.iter().filter_map(|item| match &item.details {
        Facts::Article(facts) => facts.date.as_ref(),
        Facts::Event(facts) => facts.date.as_ref(),
        _ => None,
    });
    years_of(phrases, &dates.collect::<Vec<_>>())
}

/// The years that dates span, in words; empty without dates.
pub(super) fn years_of(phrases: &Phrases, dates: &[&Edtf]) -> String {
    let year = |bound: Bound| match bound {
        Bound::Day(day) => Some(day.year),
        Bound::Open | Bound::Unknown => None,
    };
    let years = |date: &Edtf| {
        let (earliest, latest) = (year(date.earliest()), year(date.latest()));
        [earliest, latest]
    };
    let years: Vec<i64> = dates.iter().copied().flat_map(years).flatten().collect();
    match (years.iter().min(), years.iter().max()) {
        (Some(first), Some(last)) if first == last => phrases.year_title(*first),
        (Some(first), Some(last)) => {
            let (first, last) = (phrases.year_title(*first), phrases.year_title(*last));
            phrases.fill("list_of_years.span", &[("first", &first), ("last", &last)])
        }
        _ => String::new(),
    }
}
