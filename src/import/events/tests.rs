//! Files of events as people have them, and as nobody does: what is taken, what is told, what comes back.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

use super::*;
use crate::export::timeline::{Moment, csv, json};
use crate::model::timeline::Role;
use crate::phrases::Phrases;

#[track_caller]
fn events(file: &str) -> Events {
    read(file.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// The only event of a file.
#[track_caller]
fn event(file: &str) -> ImportedEvent {
    let mut events = events(file);
    assert_eq!(events.skipped, []);
    assert_eq!(events.events.len(), 1, "{events:?}");
    events.events.remove(0)
}

/// The date and the note of the only event of a file.
#[track_caller]
fn date(file: &str) -> (String, String) {
    let event = event(file);
    (event.date.map(|date| date.to_string()).unwrap_or_default(), event.date_note)
}

#[track_caller]
fn refused(file: impl AsRef<[u8]>) -> (usize, usize, String, String) {
    let error = read(file.as_ref()).expect_err("this is no file of events");
    (error.line, error.column, error.message, error.help)
}

fn slide(dates: &str) -> String {
    format!("{{\"events\":[{{{dates},\"text\":{{\"headline\":\"A\"}}}}]}}")
}

#[test]
fn dates_in_parts_are_as_exact_as_their_parts() {
    for (dates, expected, note) in [
        (r#""start_date":{"year":2018,"month":12,"day":5}"#, "2018-12-05", ""),
        (r#""start_date":{"year":"2018","month":"12","day":""}"#, "2018-12", ""),
        (r#""start_date":{"year":"1,984"}"#, "1984", ""),
        (r#""start_date":{"year":1984.0}"#, "1984", ""),
        (r#""start_date":{"year":-44}"#, "-0043", ""),
        (r#""start_date":{"year":-1}"#, "0000", ""),
        (r#""start_date":{"year":-300001}"#, "Y-300000", ""),
        (r#""start_date":{"year":18}"#, "0018", ""),
        (r#""start_date":{"year":2018,"day":5}"#, "2018-XX-05", ""),
        (r#""start_date":{"year":2018},"end_date":{"year":2019,"month":1}"#, "2018/2019-01", ""),
        (r#""start_date":{"year":2018},"end_date":{"year":2018}"#, "2018", ""),
        (r#""start_date":{"year":2018},"end_date":{"year":""}"#, "2018", ""),
        (r#""start_date":{"year":2018,"month":1,"day":2,"hour":9,"minute":5}"#, "2018-01-02T09:05:00", ""),
        (r#""start_date":{"year":2018,"month":1,"day":2,"hour":9}"#, "2018-01-02", "Time: 09."),
        (
            r#""start_date":{"year":2018,"month":1,"day":2,"hour":9,"minute":5},"end_date":{"year":2018,"month":1,"day":2,"hour":10,"minute":0}"#,
            "2018-01-02",
            "Time: 09:05 to 10:00.",
        ),
        (r#""start_date":{"year":2018},"display_date":"2018""#, "2018", ""),
        (r#""start_date":{"year":2018,"month":3},"display_date":"March 2018""#, "2018-03", ""),
        (r#""start_date":{"year":2018,"month":3,"day":4},"display_date":"March 4""#, "2018-03-04", ""),
        (r#""start_date":{"year":2018},"display_date":"c. <i>2018</i>""#, "2018", "Given as “c. 2018”."),
        (r#""start_date":{"year":2018,"display_date":"Lent"}"#, "2018", "Given as “Lent”."),
        (r#""start_date":"2018-03~""#, "2018-03~", ""),
    ] {
        assert_eq!(date(&slide(dates)), (expected.to_owned(), note.to_owned()), "{dates}");
    }
}

#[test]
fn dates_that_cannot_be_read_are_left_out_kept_and_told_of() {
    for (dates, note, why) in [
        (r#""start_date":{"year":0}"#, "Given as “0”.", "there is no year 0"),
        (r#""start_date":{"year":"MMX"}"#, "Given as “MMX”.", "`MMX` is not a whole number"),
        (r#""start_date":{"year":2018,"month":13}"#, "Given as “2018-13”.", "`2018-13` is no date"),
        (r#""start_date":{"year":2019,"month":2,"day":29}"#, "Given as “2019-2-29”.", "`2019-02-29`"),
        (r#""start_date":{"month":3}"#, "Given as “3”.", "it has no year"),
        (
            r#""start_date":{"year":2019},"end_date":{"year":2018}"#,
            "Given as “2019 to 2018”.",
            "`2019/2018` is no date",
        ),
        (r#""start_date":"7.1.2019""#, "Given as “7.1.2019”.", "in several"),
    ] {
        let read = events(&slide(dates));
        assert_eq!((&read.events[0].date, read.events[0].date_note.as_str()), (&None, note), "{dates}");
        assert!(read.undated[0].why.contains(why), "{dates}: {}", read.undated[0].why);
        assert_eq!((read.undated[0].line, read.undated[0].what.as_str()), (1, "A"));
    }
}

#[test]
fn dates_in_words_are_read_where_they_are_plain() {
    for (header, row, expected, note) in [
        ("date", "2018-09/2019-01", "2018-09/2019-01", ""),
        ("date", "2022-03~", "2022-03~", ""),
        ("date", "[2018,2019]", "", ""),
        ("date", "5 December 2018", "2018-12-05", ""),
        ("date", "about 1984", "1984~", ""),
        ("Start Date,end_date", "2018-03-01,2018-04", "2018-03-01/2018-04", ""),
        ("start,end", "2018,", "2018", ""),
        ("start,end", ",2018", "/2018", ""),
        ("start,end", "March 2018,April 2018", "2018-03/2018-04", "Given as “March 2018 to April 2018”."),
        ("date,time", "2018-03-01,9 am", "2018-03-01", "Time: 9 am."),
        ("date,display date", "2018,around Easter", "2018", "Given as “around Easter”."),
        ("year,month,day,time", "2018,3,1,9:05 pm", "2018-03-01T21:05:00", ""),
    ] {
        let (expected, row) = match row {
            "[2018,2019]" => ("[2018,2019]", "\"[2018,2019]\""),
            row => (expected, row),
        };
        assert_eq!(
            date(&format!("title,{header}\nA,{row}\n")),
            (expected.to_owned(), note.to_owned()),
            "{row}"
        );
    }
    // The month comes first in TimelineJS's oldest tables only.
    assert_eq!(date("Start Date,End Date,Headline\n7/4/1976,8/1976,A\n").0, "1976-07-04/1976-08");
    assert_eq!(events("start,end,title\n7/4/1976,,A\n").undated.len(), 1);
}

#[test]
fn a_slide_keeps_all_that_it_says() {
    let file = r#"{
  "title": {"text": {"headline": "The <b>story</b>"}},
  "events": [
    {
      "start_date": {"year": 2018},
      "text": {"headline": "A &amp; <i>b</i>", "text": "<p>One <a href='https://example.org/?a=1&amp;b'>link</a>.</p>"},
      "media": {"url": "https://example.org/p.jpg", "credit": "C", "caption": "<b>D</b>"},
      "group": "Camps", "background": {"color": "red"}, "unique_id": "x", "odd": [1]
    },
    7,
    {"start_date": {"year": 2019}}
  ],
  "eras": [{"start_date": {"year": 2000}, "end_date": {"year": 2010}, "text": {"headline": "Era"}}]
}"#;
    let read = events(file);
    let first = &read.events[0];
    assert_eq!((first.title.as_str(), first.line), ("A & b", 4));
    assert_eq!(first.body, "One [link](<https://example.org/?a=1&b>).");
    assert_eq!(first.topics, ["Camps"]);
    let mut extra: Vec<String> = first.extra.iter().map(|(name, value)| format!("{name}={value}")).collect();
    extra.sort();
    let expected = [
        "background_color=red",
        "id=x",
        "media=https://example.org/p.jpg",
        "media_caption=D",
        "media_credit=C",
    ];
    assert_eq!(extra, expected);
    let era = &read.events[1];
    assert_eq!((era.title.as_str(), era.date.as_ref().unwrap().to_string()), ("Era", "2000/2010".to_owned()));
    assert_eq!(era.extra, [("type".to_owned(), "era".to_owned())]);
    let skipped: Vec<(usize, &str)> = read.skipped.iter().map(|s| (s.line, s.why.as_str())).collect();
    assert_eq!(skipped, [(10, "it is a number, not a slide"), (11, "it has neither a title nor a text")]);
    let remarks: Vec<(usize, &str, &str)> =
        read.remarks.iter().map(|r| (r.line, r.what.as_str(), r.why.as_str())).collect();
    let expected =
        [(4, "A & b", "not taken: `odd`"), (2, "The story", "the title of the timeline is no event")];
    assert_eq!(remarks, expected);
}

#[test]
fn html_becomes_markdown_without_any() {
    for (given, expected) in [
        ("a  b\nc", "a b c"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a\n\nb", "a\n\nb"),
        ("a<br/>b", "a\\\nb"),
        ("a<br>", "a"),
        ("<ul><li>a<li>b <em>c</em></ul>d", "- a\n\n- b c\n\nd"),
        ("<script>alert('<p>')</script>a<style>b</style>", "a"),
        ("<script>never closed", ""),
        ("a <!-- b --> c <!-- d", "a c"),
        (
            "1 < 2 & 3 > 2 &lt;b&gt; &amp;lt; &rsquo; &#x41;&#66; &nope;",
            "1 \\< 2 & 3 > 2 \\<b> \\&lt; ’ AB \\&nope;",
        ),
        ("<b>1</b>. a", "1\\. a"),
        ("&amp;<b>amp;</b>", "\\&amp;"),
        ("*a* _b_ [c](d) # {{e}} {==f==}", "\\*a\\* \\_b\\_ \\[c\\](d) # \\{\\{e}} \\{==f==}"),
        ("<a href=\"https://e.org/a b><\">x [y]</a>!", "[x \\[y\\]](<https://e.org/a%20b%3E%3C>)!"),
        ("Oh!<a href=//e.org>^1</a>", "Oh\\![\\^1](<https://e.org>)"),
        ("<a href=\"javascript:alert(1)\">x</a> <a href='/y'>y</a>", "x y"),
        ("<a href=mailto:a@e.org>x</a>", "[x](<mailto:a@e.org>)"),
        ("<img src='https://e.org/i.png' alt='An \"i\"'>", "[An \"i\"](<https://e.org/i.png>)"),
        ("<iframe src=https://e.org/v></iframe>", "[embedded](<https://e.org/v>)"),
        ("<img src='data:image/png;base64,AAAA'>", "picture"),
        ("a <b", "a \\<b"),
        ("<a title=\"x>y\" href='https://e.org'>z", "[z](<https://e.org>)"),
        ("", ""),
    ] {
        assert_eq!(html::markdown(given), expected, "{given}");
    }
    assert_eq!(html::plain("<h1>a</h1>b<br>c &lt;d&gt;"), "a b c <d>");
}

#[test]
fn tables_may_have_any_separator_quotes_and_line_ends() {
    for file in [
        "title,date\nA; b,2018\n",
        "\u{feff}Title;Date\r\n\"A; b\";2018\r\n",
        "sep=;\nTITLE;date\n\"A; b\";2018",
        "title\tdate\nA; b\t2018\n\n \t \n",
        "\"title\",\"date\"\n\"A; b\",\"2018\"",
    ] {
        let event = event(file);
        assert_eq!(
            (event.title.as_str(), event.date.unwrap().to_string()),
            ("A; b", "2018".to_owned()),
            "{file}"
        );
    }
    let read = events("title,text\n\"A\n\"\"b\"\"\",\"x\n\n# <y>\"\nC,\n");
    let found: Vec<(&str, &str, usize)> =
        read.events.iter().map(|e| (e.title.as_str(), e.body.as_str(), e.line)).collect();
    assert_eq!(found, [("A \"b\"", "x\n\n\\# \\<y>", 2), ("C", "", 6)]);
}

#[test]
fn a_table_of_timelinejs_is_read_by_its_columns() {
    let file = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n\
        2000,,,,,,,,,The story,,,,,,title,,\n\
        2018,9,,,2019,1,7,,,<b>A</b>,\"<p>x</p><p>y</p>\",https://e.org/p.jpg,C,D,,,Camps,#fff\n\
        1990,,,,1999,,,,,The nineties,,,,,,era,,\n";
    let read = events(file);
    assert_eq!(read.form, Form::Sheet);
    assert_eq!((read.remarks.len(), read.remarks[0].what.as_str()), (1, "The story"));
    let [event, era] = &read.events[..] else { panic!("{:?}", read.events) };
    assert_eq!((event.title.as_str(), event.body.as_str()), ("A", "x\n\ny"));
    assert_eq!(event.date.as_ref().unwrap().to_string(), "2018-09/2019-01-07");
    let extra: Vec<String> = event.extra.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let expected = ["media=https://e.org/p.jpg", "media_credit=C", "media_caption=D", "background=#fff"];
    assert_eq!(extra, expected);
    assert_eq!(era.extra, [("type".to_owned(), "era".to_owned())]);
}

#[test]
fn columns_are_known_by_many_names_and_others_are_told_of() {
    let read = events(
        "Name,WHEN,place,Tags,people,Colour,sumary,link,headline\nA,2018,\"Hotan; Kashgar\",\"a, b\",\"Kofler, B.\",red,s,https://e.org/,B\n",
    );
    let event = &read.events[0];
    assert_eq!(
        (event.title.as_str(), &event.places[..]),
        ("A", &["Hotan".to_owned(), "Kashgar".to_owned()][..])
    );
    assert_eq!(
        (&event.topics[..], &event.people[..]),
        (&["a", "b"].map(str::to_owned)[..], &["Kofler, B.".to_owned()][..])
    );
    let extra: Vec<String> = event.extra.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(extra, ["url=https://e.org/", "headline=B"]);
    let told: Vec<&str> = read.remarks.iter().map(|remark| remark.why.as_str()).collect();
    let expected =
        ["the column `Colour` is not taken", "the column `sumary` is not taken; did you mean `summary`?"];
    assert_eq!(told, expected);
    let read = events("title,date\nA,2018,more, \n");
    assert_eq!(read.events.len(), 1);
    assert!(read.skipped[0].why.contains("“more”"), "{:?}", read.skipped);
}

#[test]
fn files_that_are_no_events_are_refused_with_the_place() {
    for (file, line, column, message, help) in [
        ("", 1, 1, "the file is empty", "TimelineJS JSON"),
        (" \n", 1, 1, "the file is empty", ""),
        ("<html>", 1, 1, "web page", ""),
        ("{\"events\":\n[{},}", 2, 5, "this is not JSON", ""),
        ("{}", 1, 1, "no list `events`", "CSV"),
        ("{\"events\":{}}", 1, 1, "an object, not a list", ""),
        ("{\"timeline\":{\"date\":[]}}", 1, 1, "TimelineJS 2", "columns"),
        ("a,b\n1,2\n", 1, 1, "no column is a title, of `a`, `b`", "name the columns"),
        ("titel,date\n", 1, 1, "no column is a title", "did you mean `title` by `titel`?"),
        ("title,date\nA,2018\nB,\"2019\nC,2020\n", 3, 1, "never closed", "\"\""),
        ("sep=,\ntitle\n\"A", 3, 1, "never closed", ""),
    ] {
        let found = refused(file);
        assert_eq!((found.0, found.1), (line, column), "{file}: {found:?}");
        assert!(found.2.contains(message) && found.3.contains(help), "{file}: {found:?}");
    }
    let found = refused(b"title\nA\xffb");
    assert_eq!((found.0, found.1, found.2.as_str()), (2, 2, "the file is not UTF-8"));
    assert!(refused(b"\xff\xfet\0").2.contains("UTF-16"));
}

#[test]
fn front_matter_is_never_flooded() {
    let long = "x".repeat(100_000);
    let file = format!("title,summary,media,date\n{long},{long},{long},{long}\n");
    let read = events(&file);
    assert!(text(&read.events[0]).find("---\n\n").unwrap() < 16_000, "the front matter is short");
    assert!(read.events[0].body.matches(&long).count() >= 2, "title and summary stand in the text");
    assert!(read.remarks[0].why.contains("`media` is left out"), "{:?}", read.remarks);
}

#[test]
fn an_event_is_written_as_an_editor_would_write_it() {
    let event = ImportedEvent {
        title: "Visit: \"what\" we know".to_owned(),
        date: Some(Edtf::parse("2022-03~").unwrap()),
        date_note: "Given as “Lent”.".to_owned(),
        body: "Text.".to_owned(),
        places: vec!["Hotan, city".to_owned(), "no".to_owned()],
        extra: vec![("url".to_owned(), "https://e.org/".to_owned())],
        ..ImportedEvent::default()
    };
    assert_eq!(
        text(&event),
        "---\ntitle: \"Visit: \\\"what\\\" we know\"\ndate: \"2022-03~\"\ndate_note: \"Given as “Lent”.\"\nplaces: [\"Hotan, city\", \"no\"]\nextra:\n  imported:\n    url: https://e.org/\n---\n\nText.\n"
    );
    assert_eq!(slug(&event), "visit-what-we-know");
    assert_eq!(slug(&ImportedEvent { title: "…".to_owned(), ..event }), "event");
}

/// A text of characters that have a meaning somewhere.
fn words() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        proptest::sample::select("=+-@'\";,\\<>&#[]{}|:!*_~%`./ \tab01".chars().collect::<Vec<_>>()),
        proptest::sample::select("新é😀“－＝".chars().collect::<Vec<_>>()),
    ];
    vec(character, 1..20).prop_map(|characters| characters.into_iter().collect())
}

fn dates() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "2018-12-05",
        "2018",
        "2022-03~",
        "2018-XX-12",
        "201X",
        "2018-21",
        "2018/..",
        "../1984",
        "2018/",
        "-0043",
        "[..2018-12-05]",
        "{1960,1961-12}",
        "[1667-12-01..1760]",
        "Y-170000",
        "1985-04-12T23:20:30+01:30",
        "1950S2",
        "2004-06-~01/2004-06-~20",
    ])
}

proptest! {
    #[test]
    fn no_bytes_are_too_strange(bytes in vec(any::<u8>(), 0..200)) {
        drop(read(&bytes));
    }

    #[test]
    fn no_table_or_slide_is_too_strange(
        begin in prop_oneof![
            Just("title,date,text\n"), Just("Headline\tYear\tText\n"), Just("{\"events\":["), Just("start;title\n"),
        ],
        pieces in vec(prop_oneof![
            words(), Just("\n".to_owned()), Just("\"".to_owned()), Just("<a href='".to_owned()), Just("{\"text\":".to_owned()),
            Just("{\"headline\":\"<b\"}".to_owned()), Just("\"start_date\":{\"year\":-9e99}".to_owned()), Just("&#".to_owned()),
        ], 0..30),
    ) {
        if let Ok(read) = read(format!("{begin}{}", pieces.concat()).as_bytes()) {
            for event in &read.events {
                assert!(!event.title.trim().is_empty());
                text(event);
            }
        }
    }

    /// What leaves as an event comes back as it, by the table and by the slides.
    #[test]
    fn exports_come_back(title in words(), summary in words(), person in words(), on in dates()) {
        let date = Edtf::parse(on).unwrap();
        let [title, summary, person] = [title, summary, person].map(|words| one_line(&words));
        let concerns = [("person", person.as_str()), ("person", "Lu Kang")];
        let happened = Moment {
            role: Role::Happened, id: "happened-a", date: Some(&date), is_given: false,
            disputed: false,
            given: &[], title: &title, summary: &summary,
            url: "https://e.org/a/", source: "", speaker: "", position: "", claim: "", passages: &[],
            concerns: &concerns, note: "",
        };
        let said = Moment { role: Role::Said, id: "said-a", ..happened };
        if title.is_empty() || person.is_empty() {
            return Ok(());
        }
        for file in [csv(Phrases::english(), &[happened, said]), json(Phrases::english(), "T", &[happened, said])] {
            let read = read(file.as_bytes()).unwrap();
            assert_eq!(read.skipped, []);
            assert_eq!(read.events.len(), 1, "{read:?}");
            let event = &read.events[0];
            assert_eq!((&event.title, &event.summary, event.date.as_ref()), (&title, &summary, Some(&date)));
            assert_eq!(&event.people, &[person.clone(), "Lu Kang".to_owned()], "{file}");
            assert_eq!(event.date_note, "");
            assert!(read.remarks.iter().any(|remark| remark.why.starts_with("1 of role `said`")));
        }
    }
}
