//! What annotations are evidence of: the pages of claims, events, people and outlets, put together from
//! passages.

use crate::annotations::{assert_sound, marked, notes};
use crate::site::{Built, Site, between};

/// Five reports on one camp: two of them copies of one wire, one without an outlet, one without a date.
fn archive() -> Site {
    Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\n")
        .file("content/people/ida-holm.md", "---\nname: Ida Holm\n---\n")
        .file("content/organizations/ministry.md", "---\nname: Ministry\n---\n")
        .file("content/claims/how-many.md", "---\ntitle: How many\nquestion: How many are held?\narticles: [e]\n---\n")
        .file("content/claims/other.md", "---\ntitle: Other\n---\n")
        .file("content/events/opening.md", "---\ntitle: The opening\ndate: 2019-01\narticles: [a, e]\n---\n")
        .file("content/articles/a.md", report("A", "date: 2020-01-10\nsource: Gazette\nvia: [Wire]\n", "Ida Holm said that some 300 people were held. It began on 1 January."))
        .file("content/articles/b.md", report("B", "date: 2020-01-11\nsource: Herald\nvia: [Wire]\n", "The engineer said that 300 to 500 people were held. The camp opened in February."))
        .file("content/articles/c.md", report("C", "date: 2021\nsource: Radio\n", "The ministry denied that anyone was held. Nobody could verify it. It was opened."))
        .file("content/articles/d.md", report("D", "", "It is said that thousands were held."))
        .file("content/articles/e.md", report("E", "date: 2022\nsource: Gazette\n", "A report without evidence."))
        .file(
            "content/articles/a.annotations.yaml",
            "- id: a-one\n  quote: some 300 people were held\n  claim: how-many\n  position: asserts\n  speaker: Ida Holm\n  role: engineer\n  said: 2020-01-09\n  figure: {value: 300, qualifier: some, unit: people, counts: held in the camp, as_of: 2019}\n\
             - id: a-two\n  quote: It began on 1 January\n  event: opening\n  event_date: 2019-01-01\n",
        )
        .file(
            "content/articles/b.annotations.yaml",
            "- id: b-one\n  quote: 300 to 500 people were held\n  claim: how-many\n  position: asserts\n  speaker: ida-holm\n  said: 2020-01-08~\n  figure: {value: [300, 500], unit: people}\n\
             - id: b-two\n  quote: The engineer\n  entity: Ida Holm\n\
             - id: b-three\n  quote: The camp opened in February\n  event: opening\n  event_date: 2019-02\n  note: Of a *later* date.\n",
        )
        .file(
            "content/articles/c.annotations.yaml",
            "- id: c-one\n  quote: denied that anyone was held\n  claim: How many\n  position: denies\n  speaker: Ministry\n  said: 2019-12\n  via: [Agency, Wire Two]\n\
             - id: c-two\n  quote: Nobody could verify it\n  claim: how-many\n  position: cannot-verify\n\
             - id: c-three\n  quote: It was opened\n  event: opening\n",
        )
        .file("content/articles/d.annotations.yaml", "- id: d-one\n  quote: thousands were held\n  claim: claims/how-many\n  position: reports\n")
}

fn report(title: &str, fields: &str, text: &str) -> String {
    format!("---\ntitle: Report {title}\naccess: full\n{fields}---\n\n{text}\n")
}

/// What a reader reads in a piece of a page, one line for each of its lines.
fn lines(html: &str) -> Vec<String> {
    let html = html.replace("<span class=\"doubt\" aria-hidden=\"true\">?</span>", "");
    let words = |line: &str| -> String {
        let parts = line.split('<').enumerate();
        parts
            .map(
                |(place, part)| {
                    if place == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) }
                },
            )
            .collect()
    };
    html.lines().map(words).map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn part<'a>(built: &'a Built, page: &str, id: &str) -> &'a str {
    between(built.main(page), &format!("aria-labelledby=\"{id}\">"), "\n</section>\n<")
        .split("<section class=\"part")
        .next()
        .unwrap()
}

#[test]
fn a_claim_lists_its_statements_by_position_in_the_order_in_which_they_were_said() {
    let built = archive().build().clean();
    let page = built.main("claims/how-many/index.html");
    let groups: Vec<String> = page
        .split("<section class=\"position-group\"")
        .skip(1)
        .map(|group| lines(between(group, "<h3 ", "</h3>").split_once('>').unwrap().1).join(""))
        .collect();
    assert_eq!(
        groups,
        ["Asserts 2 statements", "Reports 1 statement", "Denies 1 statement", "Cannot verify 1 statement"]
    );
    let rows: Vec<Vec<String>> = page
        .split("<li class=\"row statement\"")
        .skip(1)
        .map(|row| lines(row.split("</li>").next().unwrap().split_once('>').unwrap().1))
        .collect();
    assert_eq!(
        rows[0],
        [
            "about 8 January 2020 (date uncertain)",
            "2 Ida Holm",
            "300 to 500 people",
            "The engineer said that 300 to 500 people were held.",
            "Ida Holm → through  Wire → through  Herald",
            "in Report B, 11 January 2020",
        ]
    );
    assert_eq!(
        rows[1],
        [
            "9 January 2020",
            "3 Ida Holm",
            "engineer",
            "some 300 people, held in the camp, as of 2019",
            "Ida Holm said that some 300 people were held.",
            "Ida Holm → through  Wire → through  Gazette",
            "in Report A, 10 January 2020",
        ]
    );
    assert_eq!(rows[2][..2], ["when is not stated", "5 Nobody named"]);
    assert_eq!(rows[2][3], "nobody named → through  outlet not named");
    assert_eq!(rows[3][..2], ["December 2019", "1 Ministry"]);
    assert_eq!(rows[3][3], "Ministry → through  Agency → through  Wire Two → through  Radio");
    assert_eq!(rows[4][..2], ["when is not stated", "4 Nobody named"]);
    assert_eq!(rows.len(), 5);
    assert_sound(&built);
}

/// Each row leads to its passage, which is marked there, and from its note back to the claim.
#[test]
fn each_statement_leads_to_its_passage() {
    let built = archive().build().clean();
    let page = built.main("claims/how-many/index.html");
    for (article, id, words) in [
        ("a", "a-one", "some 300 people were held"),
        ("b", "b-one", "300 to 500 people were held"),
        ("c", "c-one", "denied that anyone was held"),
        ("c", "c-two", "Nobody could verify it"),
        ("d", "d-one", "thousands were held"),
    ] {
        let link = format!(
            "<a href=\"../../articles/{article}/#a-{}\"><mark>{words}</mark></a>",
            id.trim_start_matches("a-")
        );
        assert!(page.contains(&link), "{link} in {page}");
        let report = built.main(&format!("articles/{article}/index.html"));
        assert!(report.contains("<a class=\"to-claim\" href=\"../../claims/how-many/\">"), "{report}");
        assert!((1..=3).any(|number| marked(report, number) == words), "{words} in {report}");
    }
}

/// Copies of one wire are one outlet; a report without an outlet is told apart.
#[test]
fn independent_outlets_are_counted() {
    let built = archive().build().clean();
    let spread = "5 statements by 2 named speakers, through 3 independent outlets and 1 article whose outlet is not known; \
                  2019 to 2021";
    let of_claim =
        between(built.main("claims/how-many/index.html"), "<p class=\"row-count spread\">", "</p>");
    assert_eq!(lines(of_claim), [spread]);
    let index = built.main("claims/index.html");
    assert_eq!(lines(between(index, "<p class=\"row-count spread\">", "</p>")), [spread]);
    assert_eq!(index.matches("spread").count(), 1, "a claim without statements has no numbers");
    // The same wire, named by the statement or by the article, is the same outlet.
    let site = archive();
    site.put(
        "content/articles/d.annotations.yaml",
        "- quote: thousands were held\n  claim: how-many\n  position: reports\n  via: [Wire]\n",
    );
    let built = site.build().clean();
    let of_claim =
        between(built.main("claims/how-many/index.html"), "<p class=\"row-count spread\">", "</p>");
    assert!(lines(of_claim)[0].contains("through 3 independent outlets; 2019"), "{of_claim}");
}

#[test]
fn figures_stand_in_a_table_and_a_chart() {
    let built = archive().build().clean();
    let page = built.main("claims/how-many/index.html");
    let table = between(page, "aria-label=\"Table of figures\">", "</table>");
    let rows: Vec<String> = table
        .split("<tr>")
        .skip(2)
        .map(|row| row.replace("</td>", " | ").replace("</th>", " | "))
        .map(|row| lines(&row).join(""))
        .collect();
    assert_eq!(
        rows,
        [
            "2 | 300 to 500 people |  | not stated | about 8 January 2020 (date uncertain) | Ida Holm | Herald |",
            "3 | some 300 people | held in the camp | 2019 | 9 January 2020 | Ida Holm | Gazette |",
        ]
    );
    let chart = between(page, "<svg ", "</svg>");
    for (number, words) in [(2, "300 to 500 people"), (3, "some 300 people")] {
        let mark = between(chart, &format!("href=\"#_s-{number}\""), "</a>");
        assert!(mark.contains(&format!("<title>{number}: {words}")), "{mark}");
    }
    assert!(chart.contains("<title id=") && chart.contains("<desc id="), "{chart}");
    let without = Site::titled()
        .article("a", "", "One two.\n")
        .file("content/claims/c.md", "---\ntitle: C\n---\n")
        .file("content/articles/a.annotations.yaml", "- quote: One\n  claim: c\n  position: asserts\n")
        .build()
        .clean();
    assert!(!without.main("claims/c/index.html").contains("<svg"));
    assert!(!without.main("claims/c/index.html").contains("_figures"));
}

/// Articles that an editor listed and that say nothing on the claim stand by themselves.
#[test]
fn articles_without_statements_are_listed_apart() {
    let built = archive().build().clean();
    for (page, title) in [
        ("claims/how-many/index.html", "Other articles that speak to it"),
        ("events/opening/index.html", "Other articles that tell of it"),
    ] {
        let rows = lines(part(&built, page, "_articles"));
        assert_eq!(rows[0], title);
        assert!(rows.contains(&"Report E".to_owned()) && !rows.contains(&"Report A".to_owned()), "{rows:?}");
    }
}

#[test]
fn an_event_lists_the_passages_that_attest_it_and_the_dates_that_they_give() {
    let built = archive().build().clean();
    let page = built.main("events/opening/index.html");
    assert_eq!(
        lines(between(page, "<h2 id=\"_dates\">", "</section>").split_once("</h2>").unwrap().1),
        ["1 January 2019 by Gazette", "February 2019 by Herald differs from the archive’s date"]
    );
    let passages: Vec<String> = page
        .split("<li class=\"row article\"")
        .skip(1)
        .filter(|row| row.contains("class=\"kwic\""))
        .map(|row| lines(between(row, "<p class=\"kwic\">", "</p>")).join(""))
        .collect();
    assert_eq!(
        passages,
        [
            "Ida Holm said that some 300 people were held. It began on 1 January.",
            "The engineer said that 300 to 500 people were held. The camp opened in February.",
            "Nobody could verify it. It was opened.",
        ]
        .map(|sentence| sentence.rsplit_once(". ").map_or(sentence, |(_, last)| last))
    );
    for link in ["articles/a/#a-two", "articles/b/#a-b-three", "articles/c/#a-c-three"] {
        assert!(page.contains(&format!("href=\"../../{link}\"")), "{link} in {page}");
    }
    assert!(page.contains("Gives <time class=\"date\" datetime=\"2019-02\">"));
    let events = built.main("events/index.html");
    assert!(lines(events).contains(&"Told in 4 articles".to_owned()), "{:?}", lines(events));
    assert!(built.main("articles/b/index.html").contains("Events it tells of"));
}

/// Where all passages agree with the archive, there is nothing to tell of dates.
#[test]
fn dates_that_agree_are_not_told() {
    for (given, is_told, differs) in [
        ("2020-05-02", false, false),
        ("2020-05", true, false),
        ("2020-05-02~", true, false),
        ("2020-05-03", true, true),
        ("XXXX", true, false),
    ] {
        let built = Site::titled()
            .article("a", "source: Gazette\n", "It was opened.\n")
            .file("content/events/e.md", "---\ntitle: E\ndate: 2020-05-02\n---\n")
            .file(
                "content/articles/a.annotations.yaml",
                format!("- quote: It was opened\n  event: e\n  event_date: {given}\n"),
            )
            .build()
            .clean();
        let page = built.main("events/e/index.html");
        assert_eq!(page.contains("Dates given"), is_told, "{given}");
        assert_eq!(page.contains("differs from"), differs, "{given}");
    }
}

/// One passage can attest several events, and several passages of one article the same event.
#[test]
fn attestations_may_be_many() {
    let built = Site::titled()
        .article("a", "source: Gazette\n", "It was opened. It was closed.\n")
        .file("content/events/e.md", "---\ntitle: E\n---\n")
        .file("content/events/f.md", "---\ntitle: F\n---\n")
        .file("content/articles/a.annotations.yaml", "- quote: It was opened. It was closed\n  event: [e, f, e]\n- quote: opened\n  event: e\n- quote: closed\n  events: F\n")
        .build()
        .clean();
    for (page, count) in [("events/e/index.html", 2), ("events/f/index.html", 2)] {
        let main = built.main(page);
        assert_eq!(main.matches("class=\"kwic\"").count(), count, "{main}");
        assert!(!main.contains("Other articles"), "{main}");
    }
    assert!(lines(built.main("events/index.html")).contains(&"Told in 1 article".to_owned()));
    assert_sound(&built);
}

#[test]
fn people_and_outlets_have_their_statements() {
    let built = archive().build().clean();
    let statements = |page: &str| -> Vec<String> {
        let main = built.main(page);
        main.split("<li class=\"row statement\"")
            .skip(1)
            .map(|row| lines(between(row, "<p class=\"kwic\">", "</p>")).join(""))
            .collect()
    };
    let (a, b) = (
        "Ida Holm said that some 300 people were held.",
        "The engineer said that 300 to 500 people were held.",
    );
    assert_eq!(statements("people/ida-holm/index.html"), [b, a]);
    assert_eq!(statements("sources/wire/index.html"), [b, a]);
    assert_eq!(statements("sources/gazette/index.html"), [a]);
    assert_eq!(statements("sources/herald/index.html"), [b]);
    assert_eq!(statements("sources/agency/index.html"), ["The ministry denied that anyone was held."]);
    assert_eq!(
        statements("organizations/ministry/index.html"),
        ["The ministry denied that anyone was held."]
    );
    assert_eq!(statements("sources/radio/index.html").len(), 2);
    let page = built.main("people/ida-holm/index.html");
    assert!(page.contains("<a class=\"to-claim\" href=\"../../claims/how-many/\">"), "{page}");
    assert_sound(&built);
}

/// A description that an editor tied to a person is a spelling of that person.
#[test]
fn identified_names_join_the_spellings() {
    let built = archive().build().clean();
    let page = built.main("people/ida-holm/index.html");
    let table = between(page, "aria-label=\"Table of spellings\">", "</table>");
    let rows: Vec<String> = table.split("<tr>").skip(2).map(|row| lines(row).join("")).collect();
    assert_eq!(rows, ["Ida Holm1Gazette (1)", "The engineer1Herald (1)"]);
    assert!(
        page.contains("Named in <span class=\"count\"><span class=\"number\">2</span> articles"),
        "{page}"
    );
    let report = built.body("articles/b/index.html");
    let mention =
        between(report, "<a class=\"mention\" data-kind=\"person\" href=\"../../people/ida-holm/\">", "</a>");
    assert_eq!(lines(mention), ["The engineer"]);
}

/// What an editor says goes before what was found, and changes nothing where both say the same.
#[test]
fn an_identified_name_takes_the_place_of_the_one_that_was_found() {
    let people = |site: Site| {
        site.file("content/people/wang-yi.md", "---\nname: Wang Yi\nnames: [Wang]\n---\n")
            .file("content/people/wang-wenbin.md", "---\nname: Wang Wenbin\n---\n")
            .file("content/places/hotan.md", "---\nname: Hotan\n---\n")
    };
    let named = |built: &Built, page: &str| built.has(page) && built.main(page).contains("Named in");
    let text = "Then Wang spoke in Hotan.\n";
    let plain = people(Site::titled().article("a", "", text)).build().clean();
    assert!(named(&plain, "people/wang-yi/index.html"));
    let site = people(Site::titled().article("a", "", text))
        .file("content/articles/a.annotations.yaml", "- quote: Wang\n  entity: Wang Wenbin\n");
    let built = site.build().clean();
    assert!(!named(&built, "people/wang-yi/index.html") && named(&built, "people/wang-wenbin/index.html"));
    for entity in ["Wang Yi", "wang-yi", "people/wang-yi", "\"[[Wang Yi]]\""] {
        let site = people(Site::titled().article("a", "", text))
            .file("content/articles/a.annotations.yaml", format!("- quote: Wang\n  entity: {entity}\n"));
        let built = site.build().clean();
        assert_eq!(
            built.main("people/wang-yi/index.html"),
            plain.main("people/wang-yi/index.html"),
            "{entity}"
        );
    }
}

/// Evidence whose passage is not found, or fits several, is shown for what it is, and marks no words.
#[test]
fn lost_evidence_is_shown_as_lost() {
    for (text, state) in [
        ("Nothing of that.\n", "passage not found"),
        ("Many were held. And we were held.\n", "fits several passages"),
    ] {
        let built = Site::titled()
            .article("a", "source: Gazette\n", text)
            .file("content/people/ida-holm.md", "---\nname: Ida Holm\n---\n")
            .file("content/claims/c.md", "---\ntitle: C\n---\n")
            .file("content/events/e.md", "---\ntitle: E\ndate: 2020-05-02\n---\n")
            .file(
                "content/articles/a.annotations.yaml",
                "- id: x\n  quote: were held\n  claim: c\n  position: asserts\n  speaker: Ida Holm\n  figure: {value: 5}\n  event: e\n  event_date: 2019\n  entity: Ida Holm\n",
            )
            .build();
        assert_eq!(built.diagnostics.len(), 1, "{:?}", built.problems());
        let report = built.main("articles/a/index.html");
        assert!(report.contains(state) && !report.contains("data-notes"), "{report}");
        assert_eq!(notes(report), ["a-x"]);
        for page in ["claims/c/index.html", "events/e/index.html", "people/ida-holm/index.html"] {
            assert!(built.main(page).contains("<p class=\"note-doubt\">"), "{page}: {}", built.main(page));
        }
        assert!(!built.main("people/ida-holm/index.html").contains("_spellings"), "no spelling");
        for (page, list) in [("events/e/index.html", "_dates"), ("claims/c/index.html", "_figures")] {
            let list = built.main(page).split_once(&format!("<h2 id=\"{list}\">"));
            let list = list.map_or("", |(_, list)| list.split("</section>").next().unwrap_or_default());
            assert!(
                list.is_empty() || list.contains("note-doubt"),
                "{page}: what nothing gives any more: {list}"
            );
        }
        assert_sound(&built);
    }
}

/// A name that nobody has does not become nobody: the statement is left out, and the note stays.
#[test]
fn evidence_that_names_nobody_known_is_left_out() {
    let site = archive();
    site.put("content/articles/d.annotations.yaml", "- quote: thousands were held\n  claim: how-many\n  position: reports\n  speaker: Ida Hollm\n  note: N\n");
    let built = site.build();
    assert_eq!(built.diagnostics.len(), 1, "{:?}", built.problems());
    assert!(!built.main("claims/how-many/index.html").contains("Report D"));
    assert!(built.main("articles/d/index.html").contains("<p>N</p>"));
}
