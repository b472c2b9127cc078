//! What stands on the timeline, under which date and in which order.

use super::{archive, entries, timeline, words};
use crate::site::{Site, between};

#[test]
fn five_roles_stand_in_one_order() {
    let built = archive().build();
    assert!(
        matches!(&built.problems()[..], [lost] if lost.contains("orphaned-annotation")),
        "the lost passage"
    );
    assert_eq!(
        timeline(&built),
        [
            // Dated by a passage alone.
            "happened | 2017 | The plan",
            "happened | about November 2018 (date uncertain) | The cracks",
            // On one day: by the days that the date can mean, then by role.
            "happened | 5 December 2018 (dates differ) | The closing",
            "said | 5 December 2018 | Ida Holm Denies The bridge was closed",
            "published | 5 December 2018, 18:30 (UTC+09:00) | Report A Gazette",
            "happened | 5 December 2018 to February 2019 | The repairs",
            "published | 6 December 2018 | Report B Herald",
            // Nobody says when: at the latest when the report was last changed.
            "said | on or before 7 December 2018 (date uncertain) | Nobody named Reports The bridge was closed",
            "updated | 7 December 2018 | Report A Gazette",
            "captured | 2 January 2019 | Report A Gazette",
            "happened | date unknown (date uncertain) | The rumour",
            "published | date unknown (date uncertain) | Report C",
        ]
    );
}

#[test]
fn what_is_withheld_or_lost_is_on_no_timeline() {
    let built = archive().build();
    for word in ["Kept back", "Secret", "2031", "words that stand nowhere"] {
        let places: Vec<&str> =
            built.places_of(word).into_iter().filter(|path| path.starts_with("timeline/")).collect();
        assert_eq!(places, [""; 0], "{word}");
    }
    assert_eq!(built.places_of("Kept back"), [""; 0]);
}

#[test]
fn an_event_names_its_passages_and_the_dates_that_differ() {
    let built = archive().build();
    let page = built.main("timeline/index.html");
    let closing = between(page, "id=\"e-happened-closing\"", "\n</li>");
    assert!(closing.contains("data-days=\"17869 17870\""), "it spans what passages give: {closing}");
    assert_eq!(
        words(between(closing, "<p class=\"entry-given\">", "</p>")),
        "Also dated 4 December 2018 by Gazette; 5 December 2018 by Herald"
    );
    assert!(closing.contains("The council says so."));
    let passages = between(closing, "<p class=\"entry-passages\">", "</p>");
    assert!(passages.contains("href=\"../articles/a/#a-tuesday\"") && passages.contains("#a-wednesday"));
    let said = between(page, "id=\"e-said-a--when\"", "\n</li>");
    assert!(
        said.contains("href=\"../articles/a/#a-when\"><q>Ida Holm denied that it was closed</q>"),
        "{said}"
    );
    let plan = between(page, "id=\"e-happened-plan\"", "\n</li>");
    assert_eq!(words(between(plan, "<p class=\"entry-given\">", "</p>")), "Dated 2017 by Herald");
}

#[test]
fn roles_are_counted_and_can_be_hidden_without_scripts() {
    let built = archive().build();
    let page = built.main("timeline/index.html");
    let roles = between(page, "<fieldset class=\"roles\">", "</fieldset>");
    let count = |role: &str| words(between(roles, &format!("<label class=\"{role}\">"), "</label>"));
    assert_eq!(
        ["happened", "said", "published", "updated", "captured"].map(count),
        ["Happened 5", "Said 2", "Published 3", "Updated 1", "Captured 1"]
    );
    assert!(roles.contains("value=\"said\" checked") && !roles.contains("value=\"captured\" checked"));
    let facets: serde_json::Value = serde_json::from_str(between(
        page,
        "<script type=\"application/json\" class=\"timeline-facets\">",
        "</script>",
    ))
    .expect("the filters are JSON");
    assert_eq!((&facets["from"], &facets["to"]), (&2017.into(), &2019.into()));
    let values: Vec<(String, String)> = facets["facets"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|facet| {
            facet["values"]
                .as_array()
                .unwrap()
                .iter()
                .map(|value| (facet["key"].to_string(), value[1].to_string()))
        })
        .collect();
    let shown: Vec<String> =
        values.iter().map(|(key, name)| format!("{key}:{name}").replace('"', "")).collect();
    assert_eq!(shown, ["person:Ida Holm", "place:Harbour", "source:Gazette", "source:Herald"]);
    let said = between(page, "id=\"e-said-a--when\"", ">");
    assert!(said.contains("data-f=\"0 2 1\""), "the speaker, the claim's place, the outlet: {said}");
}

#[test]
fn what_was_known_when_files_events_by_their_first_report() {
    let built = archive().build();
    let page = built.main("timeline/known/index.html");
    assert_eq!(
        entries(page),
        [
            "happened | 5 December 2018, 18:30 (UTC+09:00) | The cracks",
            "happened | 5 December 2018, 18:30 (UTC+09:00) | The closing",
            "happened | 6 December 2018 | The plan",
            "happened | date unknown (date uncertain) | The repairs",
            "happened | date unknown (date uncertain) | The rumour",
        ]
    );
    let lag = |event: &str| {
        words(between(
            between(page, &format!("id=\"e-happened-{event}\""), "\n</li>"),
            "<p class=\"entry-lag\">",
            "</p>",
        ))
    };
    assert_eq!(
        lag("cracks"),
        "Happened about November 2018 (date uncertain); first published about 5 to 34 days later by Gazette: Report A"
    );
    assert_eq!(
        lag("closing"),
        "Happened 5 December 2018; first published up to 1 day later by Gazette: Report A"
    );
    assert_eq!(
        lag("plan"),
        "Happened 2017; first published about 11 months to 23 months later by Herald: Report B"
            .replace("11 months to 23 months", "11 to 23 months")
    );
    assert_eq!(lag("rumour"), "Nobody says when it happened; no article with a date tells of it");
    assert!(built.main("timeline/index.html").contains("href=\"../timeline/known/\""));
}

#[test]
fn entities_and_claims_have_timelines_of_their_own() {
    let built = archive().build();
    let of = |page: &str| {
        let main = built.main(page);
        main.find("aria-labelledby=\"_timeline\"").map(|at| entries(&main[at..])).unwrap_or_default()
    };
    assert_eq!(
        of("people/ida-holm/index.html"),
        [
            "said | 5 December 2018 | Ida Holm Denies The bridge was closed",
            "published | 5 December 2018, 18:30 (UTC+09:00) | Report A Gazette",
            "published | 6 December 2018 | Report B Herald",
            "published | date unknown (date uncertain) | Report C",
        ]
    );
    assert_eq!(
        of("claims/closed/index.html"),
        [
            "said | 5 December 2018 | Ida Holm Denies",
            "published | 5 December 2018, 18:30 (UTC+09:00) | Report A Gazette",
            "said | on or before 7 December 2018 (date uncertain) | Nobody named Reports",
        ]
    );
    // A page does not say of each entry what it is about itself.
    assert!(
        built.main("claims/closed/index.html").contains("<title>5 December 2018: Ida Holm, denies</title>")
    );
    assert_eq!(of("places/harbour/index.html").len(), 3);
    assert!(built.main("people/ida-holm/index.html").contains("id=\"_e-said-a--when\""));
    assert_eq!(of("sources/herald/index.html").len(), 3);
}

#[test]
fn a_site_without_dates_has_an_empty_timeline() {
    let built = Site::titled().file("content/people/p.md", "---\nname: P\n---\n").build().clean();
    let page = built.main("timeline/index.html");
    assert!(page.contains("<span class=\"number\">0</span> entries"), "{page}");
    assert!(!page.contains("class=\"filters\"") && !built.has("timeline/timeline.csv"));
    assert!(!built.has("timeline/known/index.html"));
}

/// An event without a date of its own, an event that passages put elsewhere, and reports of doubtful dates.
fn doubtful() -> Site {
    let report = |fields: &str| {
        format!(
            "---\ntitle: Report\naccess: full\n{fields}---\n\nIt was here. It was there. Somebody spoke.\n"
        )
    };
    let notes = |slug: &str, here: &str, there: &str| {
        format!(
            "- {{id: {slug}-1, quote: It was here, event: none, event_date: \"{here}\"}}\n\
             - {{id: {slug}-2, quote: It was there, event: own, event_date: \"{there}\"}}\n\
             - {{id: {slug}-3, quote: Somebody spoke, claim: c, position: reports}}\n"
        )
    };
    Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\n")
        .file("content/claims/c.md", "---\ntitle: C\n---\n")
        .file("content/events/none.md", "---\ntitle: Without\ndate: XXXX\n---\n")
        .file("content/events/own.md", "---\ntitle: Disputed\ndate: 2018-12-01\n---\n")
        .file("content/articles/a.md", report("date: 2018~\nsource: First\n"))
        .file("content/articles/a.annotations.yaml", notes("a", "2018-12-01", "2018-12"))
        .file("content/articles/b.md", report("date: 2019-04-01\nupdated: XXXX\nsource: Second\n"))
        .file("content/articles/b.annotations.yaml", notes("b", "2019-03-03", "2003"))
        .file("content/articles/d.md", report("date: \"[2018-11-01..]\"\nsource: Third\n"))
}

#[test]
fn dates_of_passages_alone_are_never_the_archives_own() {
    let built = doubtful().build().clean();
    let page = built.main("timeline/index.html");
    assert!(
        timeline(&built).contains(
            &"happened | 1 December 2018 or 3 March 2019 (date uncertain) (dates differ) | Without"
                .to_owned()
        ),
        "{:#?}",
        timeline(&built)
    );
    let entry = between(page, "id=\"e-happened-none\"", "\n</li>");
    assert_eq!(
        words(between(entry, "<p class=\"entry-given\">", "</p>")),
        "Dated 1 December 2018 by First; 3 March 2019 by Second"
    );
    let disputed = between(page, "id=\"e-happened-own\"", "\n</li>");
    assert!(disputed.contains("(dates differ)"), "2003 excludes 2018: {disputed}");
    let row = |slug: &str| {
        let csv = built.text("timeline/timeline.csv");
        let line = csv.lines().find(|line| line.starts_with(&format!("happened-{slug},"))).unwrap();
        line.split(',').take(7).collect::<Vec<_>>().join(",")
    };
    assert_eq!(
        row("none"),
        "happened-none,happened,,2018-12-01,2019-03-03,no,1 December 2018 or 3 March 2019"
    );
    assert_eq!(row("own"), "happened-own,happened,2018-12-01,2018-12-01,2018-12-01,no,1 December 2018");
    let json: serde_json::Value = serde_json::from_str(built.text("timeline/timeline.json")).unwrap();
    let slide = json["events"]
        .as_array()
        .unwrap()
        .iter()
        .find(|slide| slide["unique_id"] == "happened-none")
        .unwrap();
    assert!(slide["archive"]["date"].is_null() && slide["archive"]["given"].as_array().unwrap().len() == 2);
    assert!(built.text("timeline/timeline.ics").contains("SUMMARY:1 December 2018 or 3 March 2019: Without"));
}

#[test]
fn what_a_statement_was_said_before_is_as_doubtful_as_the_report() {
    let built = doubtful().build().clean();
    let said: Vec<String> = timeline(&built).into_iter().filter(|entry| entry.starts_with("said")).collect();
    assert_eq!(
        said,
        [
            "said | in or before about 2018 (date uncertain) | Nobody named Reports C",
            // The report was changed, nobody knows when.
            "said | date unknown (date uncertain) | Nobody named Reports C",
        ]
    );
}

#[test]
fn which_report_was_first_is_left_open_where_it_is() {
    let built = doubtful()
        .file("content/events/told.md", "---\ntitle: Told\ndate: 2018-11-20~\narticles: [b, d]\n---\n")
        .build()
        .clean();
    let page = built.main("timeline/known/index.html");
    let lag = |event: &str| {
        words(between(
            between(page, &format!("id=\"e-happened-{event}\""), "\n</li>"),
            "<p class=\"entry-lag\">",
            "</p>",
        ))
    };
    assert_eq!(
        lag("told"),
        "Happened about 20 November 2018 (date uncertain); first published up to about 4 months later by Third: Report, or by Second: Report"
    );
    let none = between(page, "id=\"e-happened-none\"", "\n</li>");
    assert!(words(none).contains("Dated 1 December 2018 by First; 3 March 2019 by Second"), "{none}");
}
