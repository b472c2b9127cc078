//! The whole timeline of the demonstration archive, and of the small one that has what it lacks: line by
//! line, with what is doubtful of each date.

use std::collections::BTreeSet;

use super::words;
use crate::site::{Built, between, demonstration};

/// An entry as a line tells it: date, role, what; interval, doubt, and the dates that passages give.
struct Line {
    date: String,
    role: String,
    title: String,
    lasts: bool,
    uncertain: bool,
    given: Option<String>,
}

impl Line {
    fn of(html: &str) -> Line {
        let classes: Vec<&str> = html.split('"').next().unwrap_or_default().split(' ').collect();
        let title = words(between(html, "<p class=\"row-title\">", "</p>"));
        let given = html.contains("<p class=\"entry-given\">");
        Line {
            date: plain(between(html, "<p class=\"entry-date\">", "</p>")),
            role: classes[0].to_owned(),
            title: title.split_once(' ').expect("the role stands before the title").1.to_owned(),
            lasts: classes.contains(&"lasts"),
            uncertain: classes.contains(&"uncertain"),
            given: given.then(|| plain(between(html, "<p class=\"entry-given\">", "</p>"))),
        }
    }

    fn text(&self) -> String {
        let marks = [(self.lasts, "interval"), (self.uncertain, "uncertain")];
        let marks = marks.iter().filter(|(has, _)| *has).map(|(_, mark)| *mark).chain(self.given.as_deref());
        let marks: Vec<&str> = marks.collect();
        let line = format!("{} | {} | {} | {}", self.date, self.role, self.title, marks.join(", "));
        line.trim_end_matches(" | ").to_owned()
    }
}

/// The words of a piece of HTML, without the sign of doubt for screen readers: a line has its own.
fn plain(html: &str) -> String {
    words(html).replace(" (date uncertain)", "")
}

fn lines(built: &Built) -> Vec<Line> {
    let page = built.main("timeline/index.html");
    let entries = page.split("<li class=\"entry ").skip(1);
    entries.map(|html| Line::of(html.split("\n</li>").next().unwrap_or_default())).collect()
}

fn listing(lines: &[Line]) -> String {
    lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
}

fn roles(lines: &[Line]) -> BTreeSet<&str> {
    lines.iter().map(|line| line.role.as_str()).collect()
}

#[test]
fn the_demonstration_tells_its_story_in_order_with_its_doubts() {
    let built = demonstration();
    let lines = lines(&built);
    insta::assert_snapshot!(listing(&lines));
    assert!(lines.len() >= 35, "{} entries", lines.len());
    // Nothing is known of changes by the outlets, and nothing is said of them.
    assert_eq!(roles(&lines), BTreeSet::from(["happened", "said", "published", "captured"]));
    let is_some =
        |role: &str, is: &dyn Fn(&Line) -> bool| lines.iter().any(|line| line.role == role && is(line));
    assert!(is_some("happened", &|line| line.lasts && !line.uncertain), "an interval");
    assert!(
        is_some("published", &|line| line.uncertain && line.date.starts_with("about ")),
        "an approximate date"
    );
    assert!(is_some("happened", &|line| line.given.is_some()), "passages that give other dates");
}

/// Nobody noted on which day the copies came: no day is made up for it.
#[test]
fn the_demonstration_says_no_more_of_its_copies_than_is_known() {
    let built = demonstration();
    let captured: Vec<Line> = lines(&built).into_iter().filter(|line| line.role == "captured").collect();
    assert_eq!(captured.len(), 5);
    for line in &captured {
        assert_eq!(
            (line.date.as_str(), line.uncertain),
            ("on or before 20 November 2026", true),
            "{}",
            line.title
        );
    }
}

#[test]
fn all_five_roles_an_undated_report_and_a_disputed_date() {
    let built = super::archive().build();
    let lines = lines(&built);
    insta::assert_snapshot!(listing(&lines), @"
    2017 | happened | The plan | Dated 2017 by Herald
    about November 2018 | happened | The cracks | uncertain
    5 December 2018 (dates differ) | happened | The closing | Also dated 4 December 2018 by Gazette; 5 December 2018 by Herald
    5 December 2018 | said | Ida Holm Denies The bridge was closed
    5 December 2018, 18:30 (UTC+09:00) | published | Report A Gazette
    5 December 2018 to February 2019 | happened | The repairs | interval
    6 December 2018 | published | Report B Herald
    on or before 7 December 2018 | said | Nobody named Reports The bridge was closed | uncertain
    7 December 2018 | updated | Report A Gazette
    2 January 2019 | captured | Report A Gazette
    date unknown | happened | The rumour | uncertain
    date unknown | published | Report C | uncertain
    ");
    assert_eq!(roles(&lines), BTreeSet::from(["happened", "said", "published", "updated", "captured"]));
    let undated = |line: &&Line| line.role == "published" && line.date == "date unknown";
    assert_eq!(lines.iter().filter(undated).count(), 1);
    assert_eq!(lines.iter().filter(|line| line.given.is_some()).count(), 2);
}
