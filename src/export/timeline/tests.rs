//! Each form as its standard has it: the days it covers, what it leaves out, what it escapes.

use serde_json::{Map, Value};

use super::*;

const BARE: Moment = Moment {
    role: Role::Happened,
    id: "happened-opening",
    date: None,
    is_given: false,
    disputed: false,
    given: &[],
    title: "The opening",
    summary: "",
    url: "https://example.org/t/events/opening/",
    source: "",
    speaker: "",
    position: "",
    claim: "",
    passages: &[],
    concerns: &[],
    note: "",
};

fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The only slide of a timeline with one dated event.
fn slide(text: &str) -> Map<String, Value> {
    let date = date(text);
    let written = json(Phrases::english(), "T", &[Moment { date: Some(&date), ..BARE }]);
    let value: Value = serde_json::from_str(&written).unwrap();
    follows_the_rules(&value);
    value["events"][0].as_object().unwrap_or_else(|| panic!("no slide for {text}")).clone()
}

/// Demands what TimelineJS documents of its format: which keys there are, which must be, and of what type.
fn follows_the_rules(timeline: &Value) {
    let keys = |value: &Value, allowed: &[&str]| {
        for key in value.as_object().expect("an object").keys() {
            assert!(allowed.contains(&key.as_str()), "`{key}` in {value}");
        }
    };
    keys(timeline, &["title", "scale", "events", "eras"]);
    assert!(["human", "cosmological"].contains(&timeline["scale"].as_str().unwrap()));
    assert!(timeline["title"].get("start_date").is_none());
    let mut ids = vec![timeline["title"]["unique_id"].as_str().unwrap()];
    for slide in timeline["events"].as_array().expect("a list") {
        let known = ["unique_id", "start_date", "end_date", "display_date", "text", "group", "autolink"];
        keys(slide, &[&known[..], &["archive"]].concat());
        keys(&slide["text"], &["headline", "text"]);
        assert!(slide["text"]["headline"].is_string() && slide["text"]["text"].is_string());
        assert!(slide["display_date"].is_string() && slide["group"].is_string());
        assert_eq!(slide["autolink"], Value::Bool(false));
        let id = slide["unique_id"].as_str().unwrap();
        assert!(!ids.contains(&id), "{id} stands twice");
        ids.push(id);
        for date in [Some(&slide["start_date"]), slide.get("end_date")].into_iter().flatten() {
            follows_the_rules_of_dates(date);
        }
    }
}

fn follows_the_rules_of_dates(date: &Value) {
    let number = |key: &str| date.get(key).map(|value| value.as_i64().expect("a number"));
    assert!(number("year").is_some_and(|year| year != 0), "{date}");
    assert!(number("month").is_none_or(|month| (1..=12).contains(&month)), "{date}");
    assert!(number("day").is_none_or(|day| (1..=31).contains(&day)), "{date}");
    assert!(date.get("day").is_none() || date.get("month").is_some(), "{date}");
    assert!(number("hour").is_none_or(|hour| (0..24).contains(&hour)), "{date}");
    assert!(number("minute").is_none_or(|minute| (0..60).contains(&minute)), "{date}");
}

#[test]
fn slides_name_no_day_or_month_that_is_not_known() {
    for (text, start, end) in [
        ("2018-12-05", r#"{"year":2018,"month":12,"day":5}"#, ""),
        ("2018-12", r#"{"year":2018,"month":12}"#, ""),
        ("2022-03~", r#"{"year":2022,"month":3}"#, ""),
        ("2018", r#"{"year":2018}"#, ""),
        ("2018-XX-12", r#"{"year":2018}"#, ""),
        ("201X", r#"{"year":2010}"#, r#"{"year":2019}"#),
        ("2018-21", r#"{"year":2018,"month":3}"#, r#"{"year":2018,"month":5}"#),
        ("2018-09/2019-01-07", r#"{"year":2018,"month":9}"#, r#"{"year":2019,"month":1,"day":7}"#),
        ("2018/..", r#"{"year":2018}"#, ""),
        ("../1984-03", r#"{"year":1984,"month":3}"#, ""),
        ("[..2018-12-05]", r#"{"year":2018,"month":12,"day":5}"#, ""),
        (
            "[2022-03-07,2022-03-08]",
            r#"{"year":2022,"month":3,"day":7}"#,
            r#"{"year":2022,"month":3,"day":8}"#,
        ),
        ("[1667-12-01..1760]", r#"{"year":1667,"month":12,"day":1}"#, r#"{"year":1760}"#),
        (
            "1985-04-12T23:20:30+01",
            r#"{"year":1985,"month":4,"day":12,"hour":23,"minute":20,"second":30}"#,
            "",
        ),
        ("1985-04-12T23:20:00Z", r#"{"year":1985,"month":4,"day":12,"hour":23,"minute":20}"#, ""),
        ("-0043-03", r#"{"year":-44,"month":3}"#, ""),
        ("0000", r#"{"year":-1}"#, ""),
        ("Y-300000", r#"{"year":-300001}"#, ""),
    ] {
        let slide = slide(text);
        let parse = |json: &str| (!json.is_empty()).then(|| serde_json::from_str::<Value>(json).unwrap());
        assert_eq!(slide.get("start_date"), parse(start).as_ref(), "{text}");
        assert_eq!(slide.get("end_date"), parse(end).as_ref(), "{text}");
        assert_eq!(slide["archive"]["date"], date(text).to_string());
    }
    assert_eq!(slide("2022-03~")["display_date"], "About March 2022");
}

#[test]
fn undated_entries_have_no_slide() {
    let unknown = date("XXXX");
    let recurring = date("XXXX-12-25");
    let moments = [BARE, Moment { date: Some(&unknown), ..BARE }, Moment { date: Some(&recurring), ..BARE }];
    let value: Value = serde_json::from_str(&json(Phrases::english(), "T", &moments)).unwrap();
    assert_eq!(value["events"], Value::Array(Vec::new()));
    assert!(!ics(Phrases::english(), "T", &moments).contains("VEVENT"));
    assert_eq!(csv(Phrases::english(), &moments).lines().count(), 4, "a table has them");
}

#[test]
fn the_scale_is_of_the_furthest_date() {
    let (near, far) = (date("2018"), date("Y-300000"));
    let near = Moment { date: Some(&near), id: "a", ..BARE };
    assert!(json(Phrases::english(), "T", &[near]).contains("\"scale\":\"human\""));
    let both = [near, Moment { date: Some(&far), id: "b", ..BARE }];
    assert!(json(Phrases::english(), "T", &both).contains("\"scale\":\"cosmological\""));
}

#[test]
fn words_in_slides_are_no_html() {
    let on = date("2018");
    let passages = [("a \"b\" <i>".to_owned(), "/x/?a=1&b='2'".to_owned())];
    let moment = Moment {
        date: Some(&on),
        title: "<script>alert('1')</script> & co.",
        summary: "<img src=x onerror=y>",
        passages: &passages,
        role: Role::Said,
        speaker: "Lu <b>",
        given: &[date("2019~")],
        ..BARE
    };
    let value: Value = serde_json::from_str(&json(Phrases::english(), "<b>", &[moment])).unwrap();
    follows_the_rules(&value);
    let slide = &value["events"][0];
    assert_eq!(slide["text"]["headline"], "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; co.");
    assert_eq!(
        slide["text"]["text"],
        "<p>&lt;img src=x onerror=y&gt;</p><p>Speaker: Lu &lt;b&gt;</p><p>Also dated: about 2019</p>\
         <p><a href=\"/x/?a=1&amp;b=&#39;2&#39;\">“a &quot;b&quot; &lt;i&gt;”</a></p>\
         <p><a href=\"https://example.org/t/events/opening/\">In the archive</a></p>"
    );
    assert_eq!((&slide["group"], &value["title"]["text"]["headline"]), (&"Said".into(), &"&lt;b&gt;".into()));
}

/// The lines of the only event of a calendar, unfolded.
fn calendar(moment: Moment) -> Vec<String> {
    let written = ics(Phrases::english(), "T", &[moment]);
    assert!(written.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(written.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
    for line in written.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let unfolded = written.replace("\r\n ", "");
    let lines = unfolded.lines().map(str::to_owned);
    lines.skip_while(|line| line != "BEGIN:VEVENT").take_while(|line| line != "END:VEVENT").skip(1).collect()
}

#[test]
fn events_cover_all_days_that_their_dates_can_mean() {
    for (text, start, end) in [
        ("2018-12-05", "20181205", "20181206"),
        ("2018-12-31T10:00:00Z", "20181231", "20190101"),
        ("2020-02", "20200201", "20200301"),
        ("2018~", "20180101", "20190101"),
        ("2018-09-03/2019-01", "20180903", "20190201"),
        ("[2022-03-07,2022-03-10]", "20220307", "20220311"),
        ("2018/..", "20180101", ""),
        ("2018-03/", "20180301", ""),
        ("../1984", "19841231", ""),
        ("0001", "00010101", "00020101"),
        ("9999-12-31", "99991231", ""),
    ] {
        let date = date(text);
        let lines = calendar(Moment { date: Some(&date), ..BARE });
        assert!(lines.contains(&format!("DTSTART;VALUE=DATE:{start}")), "{text}: {lines:#?}");
        assert!(lines.contains(&format!("DTSTAMP:{start}T000000Z")), "{text}: {lines:#?}");
        let found = lines.iter().find_map(|line| line.strip_prefix("DTEND;VALUE=DATE:"));
        assert_eq!(found.unwrap_or_default(), end, "{text}");
        for line in ["TRANSP:TRANSPARENT", "URL:https://example.org/t/events/opening/"] {
            assert!(lines.contains(&line.to_owned()), "{text}: {lines:#?}");
        }
    }
    for text in ["0000", "-0043", "Y12018", "9999/Y10001", "Y-17E7/2018"] {
        let date = date(text);
        assert_eq!(calendar(Moment { date: Some(&date), ..BARE }), [""; 0], "{text}");
    }
}

#[test]
fn a_calendar_has_events_only_and_says_their_doubt() {
    let on = date("2022-03~");
    let concerns = [("topic", "A, b"), ("places", "Hotan; x"), ("topic", "C")];
    let passages = [("they came".to_owned(), "/a/#p".to_owned())];
    let moment = Moment {
        date: Some(&on),
        title: "A; b, c\\d",
        summary: "One\ntwo\u{7}.",
        note: "It says “March”.",
        given: &[date("2022")],
        concerns: &concerns,
        passages: &passages,
        ..BARE
    };
    let lines = calendar(moment);
    for line in [
        "UID:happened-opening@example.org/t/events/opening",
        "SUMMARY:about March 2022: A\\; b\\, c\\\\d",
        "DESCRIPTION:About March 2022 (2022-03~)\\nIt says “March”.\\nOne\\ntwo .\\nAlso dated: 2022\\n“they came” /a/#p",
        "CATEGORIES:A\\, b,C",
        "LOCATION:Hotan\\; x",
    ] {
        assert!(lines.contains(&line.to_owned()), "{line} in {lines:#?}");
    }
    for role in [Role::Said, Role::Published, Role::Updated, Role::Captured] {
        assert_eq!(calendar(Moment { role, ..moment }), [""; 0]);
    }
    let elsewhere = calendar(Moment { url: "../events/opening/", ..moment });
    assert!(elsewhere.contains(&"UID:urn:annotated-archive:happened-opening".to_owned()));
    assert!(!elsewhere.iter().any(|line| line.starts_with("URL")), "a relative address is none");
}

#[test]
fn long_lines_are_folded_between_characters() {
    let on = date("2018-12-05");
    for title in ["x".repeat(300), "新疆".repeat(60), "a😀é".repeat(50)] {
        let lines = calendar(Moment { date: Some(&on), title: &title, ..BARE });
        assert!(lines.contains(&format!("SUMMARY:{title}")), "{lines:#?}");
    }
}

/// The cells of the only row of a table by their columns.
fn cells(moment: Moment) -> Vec<(String, String)> {
    let written = csv(Phrases::english(), &[moment]);
    assert_eq!(written.matches("\r\n").count(), 2, "{written}");
    let (header, row) = written.split_once("\r\n").unwrap();
    let (names, row) = (split(header), split(row.strip_suffix("\r\n").unwrap()));
    assert_eq!(names.len(), row.len(), "{written}");
    names.into_iter().zip(row).collect()
}

/// The cells of a row as RFC 4180 has them.
fn split(row: &str) -> Vec<String> {
    let (mut cells, mut in_quotes) = (vec![String::new()], false);
    for (at, character) in row.char_indices() {
        match character {
            '"' => {
                in_quotes = !in_quotes;
                if in_quotes && row[..at].ends_with('"') {
                    cells.last_mut().unwrap().push('"');
                }
            }
            ',' if !in_quotes => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(character),
        }
    }
    assert!(!in_quotes, "{row}");
    cells
}

fn cell(cells: &[(String, String)], name: &str) -> String {
    cells.iter().find(|(column, _)| column == name).expect("there is such a column").1.clone()
}

#[test]
fn a_table_has_every_role_and_all_that_is_known() {
    let on = date("2018-09/2019-01");
    let concerns = [("person", "Lu Kang"), ("person", "A; \"B\" \\ C"), ("source", "CNN")];
    let passages = [("a".to_owned(), "/a/#1".to_owned()), ("b".to_owned(), "/b/#2".to_owned())];
    let row = cells(Moment {
        role: Role::Said,
        date: Some(&on),
        given: &[date("2018~"), date("2019")],
        speaker: "Lu, Kang",
        position: "denies",
        claim: "How\nmany?",
        concerns: &concerns,
        passages: &passages,
        ..BARE
    });
    for (name, expected) in [
        ("role", "said"),
        ("date", "2018-09/2019-01"),
        ("earliest", "2018-09-01"),
        ("latest", "2019-01-31"),
        ("certain", "yes"),
        ("date_words", "September 2018 to January 2019"),
        ("speaker", "Lu, Kang"),
        ("claim", "How\nmany?"),
        ("given_dates", "2018~ 2019"),
        ("people", "Lu Kang; A\\; \"B\" \\\\ C"),
        ("sources", "CNN"),
        ("passages", "/a/#1; /b/#2"),
    ] {
        assert_eq!(cell(&row, name), expected, "{name}");
    }
    let open = date("../1984?");
    let row = cells(Moment { date: Some(&open), ..BARE });
    assert_eq!((cell(&row, "earliest"), cell(&row, "latest")), (String::new(), "1984-12-31".to_owned()));
    assert_eq!(cell(&row, "certain"), "no");
    let row = cells(BARE);
    assert_eq!((cell(&row, "date"), cell(&row, "certain")), (String::new(), String::new()));
}

#[test]
fn no_cell_is_a_formula_but_dates_are_dates() {
    let before = date("-0043-03-15");
    let title = |title| cell(&cells(Moment { title, date: Some(&before), ..BARE }), "title");
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "''-x"] {
        assert_eq!(title(formula), format!("'{formula}"));
    }
    for text in ["a=1", "'tis", " =1", "", "新疆"] {
        assert_eq!(title(text), text);
    }
    let row = csv(Phrases::english(), &[Moment { date: Some(&before), ..BARE }]);
    assert!(row.contains(",\"-0043-03-15\",\"-0043-03-15\",\"-0043-03-15\",yes,"), "{row}");
}
