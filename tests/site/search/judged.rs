//! Queries whose results people have judged, on an archive in many scripts and on the demonstration archive.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use annotated_archive::build::{self, Cache};
use annotated_archive::load::SiteFolder;
use annotated_archive::search::{Answer, Order};

use crate::site::TODAY;

const JUDGED: &str = include_str!("judged.txt");

fn made(root: &Path) -> build::Site {
    let folder = SiteFolder { root: root.to_owned(), config: root.join("archive.yaml") };
    build::build(build::load(&folder, |config| config.as_of = TODAY), &Cache::default())
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The queries of a section, each with what is expected.
fn judged(section: &str) -> Vec<(&'static str, &'static str)> {
    let heading = format!("[{section}]");
    let lines = JUDGED.lines().skip_while(|line| **line != heading).skip(1);
    let own = lines.take_while(|line| !(line.starts_with('[') && line.ends_with(']')));
    let queries = own.filter(|line| !line.is_empty() && !line.starts_with('#'));
    queries.map(|line| line.rsplit_once(" | ").expect("a query and what is expected")).collect()
}

fn page(path: &str) -> &str {
    path.split('#').next().unwrap_or_default().trim_end_matches('/')
}

fn pages(answer: &Answer) -> BTreeSet<&str> {
    answer.groups.iter().flat_map(|group| &group.hits).map(|hit| page(&hit.path)).collect()
}

/// What is wrong with an answer; nothing where it is as expected.
fn wrong(answer: &Answer, expected: &str) -> Option<String> {
    let found = pages(answer);
    let (kind, paths) = expected.split_once(':').unwrap_or((expected, ""));
    let paths: BTreeSet<&str> = paths.split_whitespace().collect();
    let is_right = match kind {
        "all" => found == paths,
        "with" => paths.is_subset(&found),
        "first" => answer.groups.iter().any(|group| paths.contains(page(&group.hits[0].path))),
        "none" => found.is_empty(),
        _ => panic!("`{kind}` is no way to judge"),
    };
    (!is_right).then(|| format!("expected {expected}, found {found:?}, read as {:?}", answer.readings))
}

#[track_caller]
fn check(section: &str, root: &Path) {
    let site = made(root);
    let check = |(query, expected): (&str, &str)| {
        let answer = site.search(query, Order::Relevance, usize::MAX);
        wrong(&answer, expected).map(|wrong| format!("{query}: {wrong}"))
    };
    let wrong: Vec<String> = judged(section).into_iter().filter_map(check).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_archive_in_many_scripts_is_searched_as_people_expect() {
    check("scripts", &repository().join("tests/site/search/archive"));
}

#[test]
fn the_demonstration_archive_is_searched_as_people_expect() {
    check("demonstration", repository());
}

#[test]
fn enough_queries_are_judged() {
    assert!(judged("scripts").len() + judged("demonstration").len() >= 60);
}

#[test]
fn every_path_that_is_expected_is_one_of_a_page() {
    for (section, root) in [("scripts", "tests/site/search/archive"), ("demonstration", "")] {
        for path in judged(section).iter().flat_map(|(_, expected)| expected.split_whitespace().skip(1)) {
            let file = repository().join(root).join("content").join(format!("{path}.md"));
            assert!(fs::exists(&file).unwrap(), "{}", file.display());
        }
    }
}
