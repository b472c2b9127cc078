//! The timeline: five roles never mixed, one order, doubt kept, pages that stay small.

mod demonstration;
mod division;
mod roles;

use crate::site::{Built, Site, between};

/// An entry of a list as a reader reads it: `2018-12-05 said Ida Holm Denies The claim`.
pub fn entries(html: &str) -> Vec<String> {
    html.split("<li class=\"entry ").skip(1).map(entry).collect()
}

fn entry(html: &str) -> String {
    let html = html.split("\n</li>").next().unwrap_or_default();
    let role = html.split([' ', '"']).next().unwrap_or_default();
    let date = words(between(html, "<p class=\"entry-date\">", "</p>"));
    let title = words(between(html, "<p class=\"row-title\">", "</p>"));
    format!("{role} | {date} | {}", title.split_once(' ').map_or("", |(_, rest)| rest))
}

/// The words of a piece of HTML.
pub fn words(html: &str) -> String {
    let html = html.replace("<span class=\"doubt\" aria-hidden=\"true\">?</span>", "");
    let text: String = html
        .split('<')
        .enumerate()
        .map(
            |(place, part)| {
                if place == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) }
            },
        )
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All five roles, an interval, an approximate date, a disputed one, an undated report, a withheld one.
pub fn archive() -> Site {
    let report = |title: &str, fields: &str, text: &str| {
        format!("---\ntitle: {title}\naccess: full\n{fields}---\n\n{text}\n")
    };
    Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\n")
        .file("content/people/ida-holm.md", "---\nname: Ida Holm\n---\n")
        .file("content/claims/closed.md", "---\ntitle: The bridge was closed\nplaces: [Harbour]\n---\n")
        .file("content/events/closing.md", "---\ntitle: The closing\ndate: 2018-12-05\ndate_note: The council says so.\nplaces: [Harbour]\n---\n")
        .file("content/events/repairs.md", "---\ntitle: The repairs\ndate: 2018-12-05/2019-02\n---\n")
        .file("content/events/cracks.md", "---\ntitle: The cracks\ndate: 2018-11~\narticles: [a]\n---\n")
        .file("content/events/rumour.md", "---\ntitle: The rumour\n---\n")
        .file("content/events/plan.md", "---\ntitle: The plan\n---\n")
        .file("content/articles/a.md", report("Report A", "date: 2018-12-05T18:30:00+09:00\nupdated: 2018-12-07\ncaptured: 2019-01-02\nsource: Gazette\n", "Ida Holm denied that it was closed. Nobody said when. It was closed on Tuesday."))
        .file("content/articles/b.md", report("Report B", "date: 2018-12-06\nsource: Herald\n", "It was closed on Wednesday. The plan is older. Ida Holm spoke."))
        .file("content/articles/c.md", report("Report C", "", "An undated text of Ida Holm."))
        .file("content/articles/d.md", "---\ntitle: Kept back\ndate: 2018-12-05\naccess: withheld\nsource: Secret\n---\n\nText with a word.\n")
        .file("content/articles/d.annotations.yaml", "- quote: a word\n  event: rumour\n  event_date: 2031-07-23\n")
        .file(
            "content/articles/a.annotations.yaml",
            "- id: when\n  quote: Ida Holm denied that it was closed\n  claim: closed\n  position: denies\n  speaker: Ida Holm\n  said: 2018-12-05\n\
             - id: never\n  quote: Nobody said when\n  claim: closed\n  position: reports\n\
             - id: tuesday\n  quote: closed on Tuesday\n  event: closing\n  event_date: 2018-12-04\n\
             - id: lost\n  quote: words that stand nowhere\n  claim: closed\n  position: asserts\n  said: 2018-12-01\n",
        )
        .file(
            "content/articles/b.annotations.yaml",
            "- id: wednesday\n  quote: closed on Wednesday\n  event: closing\n  event_date: 2018-12-05\n\
             - id: older\n  quote: The plan is older\n  event: plan\n  event_date: 2017\n",
        )
}

pub fn timeline(built: &Built) -> Vec<String> {
    entries(built.main("timeline/index.html"))
}
