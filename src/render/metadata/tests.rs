//! Exact outputs for the cases that differ, and what holds for all. Here are the facts that they share.

mod elements;
mod feeds;
mod graphs;

use crate::model::kind::Kind;
use crate::render::metadata::head::Meta;
use crate::render::metadata::{Author, Crumb, Described, Head, Named, Report, Site, Subject, head};
use crate::text::edtf::Edtf;

const BASE: &str = "https://example.org/archive/";

fn site() -> Site {
    Site {
        title: "Access".to_owned(),
        description: "Five reports.".to_owned(),
        lang: "en".to_owned(),
        editor: "The editors".to_owned(),
        address: Some(BASE.to_owned()),
    }
}

fn named(kind: Kind, name: &str, path: &str) -> Named {
    Named { kind, name: name.to_owned(), address: Some(format!("{BASE}{path}")) }
}

fn author(name: &str) -> Author {
    Author { name: name.to_owned(), entity: None }
}

fn date(text: &str) -> Option<Edtf> {
    Some(Edtf::parse(text).expect("the tests' dates are well formed"))
}

/// Outlet and wire, two authors, a certain day.
fn certain() -> Report {
    let jane = named(Kind::Person, "Jane Doe", "people/jane/");
    Report {
        title: "A visit".to_owned(),
        lang: "en-GB".to_owned(),
        summary: "What was said.".to_owned(),
        authors: vec![Author { name: "Jane Doe".to_owned(), entity: Some(jane.clone()) }, author("Staff")],
        date: date("2019-01-07"),
        updated: date("2019-01-08?"),
        outlet: Some(named(Kind::Source, "Coast Post", "sources/coast-post/")),
        via: vec![named(Kind::Source, "Wire Service", "sources/wire/")],
        url: "https://coast.example/visit".to_owned(),
        archived_url: "https://kept.example/1".to_owned(),
        rights: String::new(),
        pictures: Vec::new(),
        mentions: vec![jane, named(Kind::Place, "Geneva", "places/geneva/")],
        translation_of: None,
        address: Some(format!("{BASE}articles/visit/")),
    }
}

/// No author, no outlet, no address of the original, and about a day.
fn uncertain() -> Report {
    Report {
        title: "A visit".to_owned(),
        lang: "en".to_owned(),
        date: date("2018-12-05~"),
        via: vec![named(Kind::Source, "Wire Service", "sources/wire/")],
        ..Report::default()
    }
}

fn article_page<'a>(site: &'a Site, report: &'a Report) -> Described<'a> {
    let address = site.address.as_ref();
    Described {
        site,
        title: report.title.clone(),
        description: report.summary.clone(),
        lang: report.lang.clone(),
        address: report.address.clone(),
        trail: vec![
            Crumb { title: site.title.clone(), address: address.cloned() },
            Crumb {
                title: "Articles".to_owned(),
                address: address.map(|address| format!("{address}articles/")),
            },
        ],
        subject: Subject::Report(report),
    }
}

fn head_of(report: &Report) -> Vec<Meta> {
    head(&Head {
        site_title: "Access",
        title: &report.title,
        description: &report.summary,
        lang: &report.lang,
        address: report.address.as_deref(),
        image: None,
        subject: Subject::Report(report),
    })
}
