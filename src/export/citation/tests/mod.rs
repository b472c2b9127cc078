//! The five reports of the demonstration archive, cited, written and read back.

mod dates;
mod exchange;
mod fuzz;
mod names;
mod snapshots;
mod styles;

use crate::export::citation::{Author, Dated, Kind, Record};
use crate::text::edtf::Edtf;

pub fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).expect("the tests' dates are EDTF")
}

pub fn bare<'a>(title: &'a str) -> Record<'a> {
    Record {
        key: "key",
        title,
        authors: &[],
        outlet: "",
        via: &[],
        kind: Kind::NewspaperArticle,
        date: None,
        url: "",
        archived_url: "",
        accessed: None,
        recorded: None,
        lang: "en",
        archive_title: "",
        archive_url: "",
    }
}

/// Runs a test on the five: no author and an approximate date; an author and an open date; a wire and an
/// outlet both; no outlet; no author and a span.
pub fn with_five<T>(test: impl FnOnce(&[Record<'_>]) -> T) -> T {
    let dates = [
        "2018-12-05~",
        "[2019-01-07..]",
        "2021-02-05",
        "[2022-03-08..2022-03-31]",
        "[2022-02-28..2022-03-07]",
    ]
    .map(edtf);
    let captured = edtf("[..2026-11-20]");
    let record = |key, title, outlet, date| Record {
        key,
        outlet,
        date: Some(Dated::from(date)),
        accessed: Some(Dated::from(&captured)),
        archive_title: "Access to Xinjiang",
        ..bare(title)
    };
    let [first, second, third, fourth, fifth] = &dates;
    test(&[
        record(
            "2018-12-un-wants-access-to-xinjiang-camps",
            "UN wants access to China’s Xinjiang ‘re-education camps’",
            "CNN",
            first,
        ),
        Record {
            authors: &[Author::Name("Isabel van Brugen")],
            ..record(
                "2019-01-china-invites-un-officials-to-xinjiang",
                "China Invites UN Officials to Visit Its ‘Vocational Re-education’ Centers in Xinjiang",
                "The Epoch Times",
                second,
            )
        },
        Record {
            authors: &[Author::Name("@FahadShabbir")],
            via: &["Sputnik"],
            ..record(
                "2021-02-05-un-spokesman-calls-for-xinjiang-visit",
                "UN spokesman calls for the High Commissioner’s visit to Xinjiang after a BBC report",
                "UrduPoint",
                third,
            )
        },
        record(
            "2022-03-un-rights-office-to-visit-xinjiang",
            "U.N. Human Rights to visit Xinjiang",
            "",
            fourth,
        ),
        record(
            "2022-un-urged-to-publish-xinjiang-report",
            "US Activists and Politicians Urge UN Publishes Human Rights Report in Xinjiang",
            "VOA",
            fifth,
        ),
    ])
}
