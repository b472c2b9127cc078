//! Timelines of many entries: pages by year, within bounds, each entry where links to it lead.

use std::collections::BTreeSet;

use super::entries;
use crate::site::{Built, Site, between};

/// 130 reports of 2018, 30 of 2019, one of 44 BC, two undated; an event, and a person whom all name.
fn large() -> Site {
    let date = |number: usize| match number {
        0..130 => format!("date: 2018-{:02}-{:02}\n", number % 12 + 1, number % 28 + 1),
        130..160 => format!("date: 2019-{:02}\n", number % 12 + 1),
        160 => "date: -0043\n".to_owned(),
        _ => String::new(),
    };
    let site = Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\ntimeline_size: 50\n")
        .file(
            "content/events/e.md",
            "---\ntitle: The event\ndate: 2018-06\npeople: [Ida Holm]\narticles: [n5]\n---\n",
        );
    (0..163).fold(site, |site, number| {
        let path = format!("content/articles/n{number}.md");
        site.file(&path, format!("---\ntitle: Report {number}\n{}people: [Ida Holm]\n---\n", date(number)))
    })
}

fn parts(built: &Built) -> Vec<(String, String)> {
    let list = between(built.main("timeline/index.html"), "<ol class=\"timeline-pages\"", "</ol>");
    let part =
        |part: &str| (between(part, "href=\"", "\"").to_owned(), super::words(between(part, "\">", "</li>")));
    list.split("<li ").skip(1).map(|html| part(&format!("<li {html}"))).collect()
}

#[test]
fn beyond_a_page_there_is_one_for_each_year() {
    let built = large().build().clean();
    let shown: Vec<String> =
        parts(&built).into_iter().map(|(href, words)| format!("{href} {words}")).collect();
    assert_eq!(
        shown,
        [
            "../timeline/-43/ 44 BC 1 entry",
            "../timeline/2018/ 2018 50 entries",
            "../timeline/2018/page/2/ 2018, part 2 50 entries",
            "../timeline/2018/page/3/ 2018, part 3 31 entries",
            "../timeline/2019/ 2019 30 entries",
            "../timeline/undated/ Undated 2 entries",
        ]
    );
    let pages =
        parts(&built).into_iter().map(|(href, _)| format!("{}index.html", href.trim_start_matches("../")));
    let listed: Vec<usize> = pages.map(|page| entries(built.main(&page)).len()).collect();
    assert_eq!(listed, [1, 50, 50, 31, 30, 2]);
    assert_eq!(entries(built.main("timeline/index.html")).len(), 0);
    let second = built.text("timeline/2018/page/2/index.html");
    for link in [
        "rel=\"prev\" href=\"../../../../timeline/2018/\"",
        "rel=\"next\" href=\"../../../../timeline/2018/page/3/\"",
        "<title>Timeline: 2018, part 2",
    ] {
        assert!(second.contains(link), "{link}");
    }
}

/// The filters above a divided timeline count with this.
#[test]
fn the_pages_of_a_divided_timeline_are_listed_for_its_filters() {
    let built = large().build().clean();
    let script = built.text("timeline/pages.js");
    let detail: serde_json::Value =
        serde_json::from_str(between(script, "{detail:", "}));")).expect("it is JSON");
    let pages = detail["pages"].as_array().unwrap();
    let held: Vec<usize> = pages.iter().map(|page| page.as_array().unwrap().len()).collect();
    assert_eq!(held, [1, 50, 50, 31, 30, 2]);
    assert_eq!(detail["values"], serde_json::json!([["person", "ida-holm", "Ida Holm"]]));
    let roles: BTreeSet<u64> =
        pages[1].as_array().unwrap().iter().map(|entry| entry[0].as_u64().unwrap()).collect();
    assert_eq!(roles, BTreeSet::from([2]), "publications");
    assert!(built.text("timeline/index.html").contains("\"pages\":\"../timeline/pages.js\""));
}

/// Events by their first reports are divided otherwise, and counted so.
#[test]
fn each_order_has_the_pages_of_its_own() {
    let site = (0..120).fold(large(), |site, number| {
        let path = format!("content/events/e{number}.md");
        site.file(&path, format!("---\ntitle: Event {number}\ndate: 2017\narticles: [n{number}]\n---\n"))
    });
    let built = site.build().clean();
    let known = built.text("timeline/known/index.html");
    assert!(known.contains("\"pages\":\"../../timeline/known/pages.js\""), "{known}");
    let script = built.text("timeline/known/pages.js");
    let detail: serde_json::Value = serde_json::from_str(between(script, "{detail:", "}));")).unwrap();
    let held: Vec<usize> =
        detail["pages"].as_array().unwrap().iter().map(|page| page.as_array().unwrap().len()).collect();
    assert_eq!(held.iter().sum::<usize>(), 121);
    assert_eq!(known.matches("data-page=").count(), held.len());
    assert_eq!(entries(built.main("timeline/known/2018/index.html")).len(), held[0]);
}

#[test]
fn each_entry_is_where_the_picture_says() {
    let built = large().build().clean();
    let page = built.main("timeline/index.html");
    let hrefs: Vec<&str> = page
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|href| href.contains("#e-"))
        .collect();
    assert!(hrefs.len() > 3, "the picture links to entries: {hrefs:?}");
    for href in hrefs {
        let (path, fragment) = href.trim_start_matches("../").split_once('#').unwrap();
        let target = built.main(&format!("{path}index.html"));
        assert!(target.contains(&format!("id=\"{fragment}\"")), "{href}");
    }
}

/// An item's page lists its articles anyway: a long timeline lists what happened and was said.
#[test]
fn an_item_with_many_entries_lists_what_happened_and_was_said() {
    let built = large().build().clean();
    let person = built.main("people/ida-holm/index.html");
    let timeline = between(person, "aria-labelledby=\"_timeline\"", "</section>\n<section");
    assert_eq!(entries(timeline), ["happened | June 2018 | The event"]);
    assert!(super::words(timeline).contains("The picture shows 163 articles too"), "{timeline}");
    assert!(!built.has("people/ida-holm/timeline/index.html"));
    let entries_of = |path: &str| entries(built.main(path));
    let many = (0..70).fold(large(), |site, number| {
        let path = format!("content/events/e{number}.md");
        site.file(&path, format!("---\ntitle: Event {number}\ndate: 2018-06\npeople: [Ida Holm]\n---\n"))
    });
    let built_many = many.build().clean();
    let person = built_many.main("people/ida-holm/index.html");
    assert!(
        person
            .contains("href=\"../../people/ida-holm/timeline/\">All that happened and was said: 71 entries")
    );
    let listed = ["timeline/index.html", "timeline/page/2/index.html"]
        .map(|page| entries(built_many.main(&format!("people/ida-holm/{page}"))));
    assert_eq!(listed.each_ref().map(Vec::len), [50, 21]);
    let all: BTreeSet<&String> = listed.iter().flatten().collect();
    assert_eq!(all.len(), 71);
    assert_eq!(entries_of("timeline/undated/index.html").len(), 2);
}

#[test]
fn data_for_programs_is_a_choice() {
    let with = |line: &str| {
        let config = format!("title: T\n{line}\n");
        Site::new().file("archive.yaml", config).article("a", "", "Text.\n").build().clean()
    };
    assert!(with("timeline_data: auto").has("timeline/timeline.ics"));
    assert!(with("timeline_data: always").has("timeline/timeline.json"));
    let never = with("timeline_data: never");
    assert!(
        !never.has("timeline/timeline.csv") && !never.main("timeline/index.html").contains("timeline-data")
    );
}
