//! Annotations on their way in and out: each form that is read, and that what goes out comes back the same.

use annotated_archive::export::web_annotation::{Exported, collection};
use annotated_archive::import::sidecar::{append, yaml};
use annotated_archive::import::{Format, Import, Imported, Unit, place, read};
use annotated_archive::model::annotation::{Entry, EntryFigure, EntryStatement, Remark};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use serde_json::{Value, json};
use serde_yaml::Value as Yaml;

fn import(value: &Value) -> Import {
    read(&value.to_string()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

/// The one annotation that a W3C Web Annotation with these parts gives.
fn web(parts: &Value) -> Imported {
    let import = import(&annotation(parts));
    assert_eq!(
        (import.format, import.skipped.len(), import.annotations.len()),
        (Format::WebAnnotation, 0, 1),
        "{import:?}"
    );
    import.annotations.into_iter().next().unwrap()
}

fn annotation(parts: &Value) -> Value {
    let mut annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://example.org/notes/7",
        "type": "Annotation",
        "target": {"source": "https://example.org/tides.html", "selector":
            {"type": "TextQuoteSelector", "exact": "spring tide", "prefix": "the ", "suffix": " came"}}
    });
    for (key, value) in parts.as_object().unwrap() {
        annotation[key] = value.clone();
    }
    annotation
}

/// Shapes of the Recommendation's examples that select text, with data of our own.
#[test]
fn bodies_of_every_shape_become_notes_and_tags() {
    let markdown = json!({"type": "TextualBody", "value": "See the *almanac*.", "format": "text/markdown", "language": "en"});
    let tag = json!({"type": "TextualBody", "value": "tides", "purpose": "tagging"});
    for (parts, note, tags) in [
        (json!({"bodyValue": "See *there*."}), "See \\*there\\*.", &[][..]),
        (json!({"body": "https://example.org/almanac"}), "<https://example.org/almanac>", &[]),
        (json!({"body": "plain words"}), "plain words", &[]),
        (
            json!({"body": {"id": "https://example.org/a.mp3", "type": "Sound", "format": "audio/mpeg"}}),
            "<https://example.org/a.mp3>",
            &[],
        ),
        (json!({"body": markdown}), "See the *almanac*.", &[]),
        (
            json!({"body": {"type": "TextualBody", "value": "<p>one</p>", "format": "text/html"}}),
            "<p>one</p>",
            &[],
        ),
        (json!({"body": [tag, markdown, tag]}), "See the *almanac*.", &["tides"]),
        (
            json!({"body": {"type": ["TextualBody", "x:Note"], "value": "1. one\ntwo"}}),
            "1\\. one\\\ntwo",
            &[],
        ),
        (
            json!({"body": {"type": "SpecificResource", "source": "https://example.org/moon", "purpose": "tagging"}}),
            "",
            &["https://example.org/moon"],
        ),
        (
            json!({"body": {"type": "SpecificResource", "purpose": "describing", "source": {"id": "https://example.org/moon", "label": "Moon"}}}),
            "[Moon](<https://example.org/moon>)",
            &[],
        ),
        (
            json!({"body": {"source": "https://example.org/moon", "selector": {"type": "TextQuoteSelector", "exact": "full moon"}}}),
            "> full moon\n\n<https://example.org/moon>",
            &[],
        ),
        (json!({"body": {"type": "Composite", "items": [markdown, tag]}}), "See the *almanac*.", &["tides"]),
        (json!({"body": []}), "", &[]),
    ] {
        let entry = web(&parts).entry;
        assert_eq!(
            (entry.note.as_str(), &entry.tags.iter().map(String::as_str).collect::<Vec<_>>()[..]),
            (note, tags),
            "{parts}"
        );
    }
}

#[test]
fn of_a_choice_the_first_is_taken_and_the_others_are_named() {
    let choice = json!({"body": {"type": "Choice", "items": [
        {"type": "TextualBody", "value": "in English", "language": "en"},
        {"type": "TextualBody", "value": "auf Deutsch", "language": "de"}]}});
    let import = import(&annotation(&choice));
    assert_eq!(import.annotations[0].entry.note, "in English");
    assert_eq!(import.skipped[0].what, "auf Deutsch");
    assert!(import.skipped[0].why.contains("the first was taken"));
}

#[test]
fn motivations_creators_and_dates() {
    for (motivation, kind, tags) in [
        (json!("commenting"), Remark::Comment, &[][..]),
        (json!("oa:describing"), Remark::Context, &[]),
        (json!(["highlighting", "http://www.w3.org/ns/oa#questioning"]), Remark::Question, &[]),
        (json!("highlighting"), Remark::Highlight, &[]),
        (json!(["editing", "assessing"]), Remark::Correction, &["assessing"]),
        (json!("bookmarking"), Remark::Comment, &["bookmarking"]),
        (json!("replying"), Remark::Comment, &[]),
        (json!("linking"), Remark::Comment, &[]),
    ] {
        let entry = web(&json!({"motivation": motivation, "bodyValue": "x"})).entry;
        assert_eq!((entry.kind, entry.tags.len()), (kind, tags.len()), "{motivation}");
        assert!(entry.tags.iter().zip(tags).all(|(one, other)| one == other));
    }
    assert_eq!(web(&json!({})).entry.kind, Remark::Highlight);
    assert_eq!(
        web(&json!({"body": {"type": "TextualBody", "value": "?", "purpose": "questioning"}})).entry.kind,
        Remark::Question
    );
    for (creator, by) in [
        (json!("https://example.org/people/1"), "https://example.org/people/1"),
        (
            json!({"id": "https://example.org/people/1", "type": "Person", "name": "Ines Moor", "nickname": "im"}),
            "Ines Moor",
        ),
        (
            json!([{"type": "Organization", "name": "Tide Office"}, {"id": "acct:im@example.org"}]),
            "Tide Office, im",
        ),
    ] {
        assert_eq!(web(&json!({"creator": creator})).entry.by, by);
    }
    for (created, date) in [
        (
            json!({"created": "2015-10-13T13:00:00Z", "modified": "2016-10-13T13:00:00Z"}),
            "2015-10-13T13:00:00Z",
        ),
        (json!({"modified": "2015-10-13T23:30:00.25-01:00"}), "2015-10-14T00:30:00Z"),
        (json!({"created": "2015-10"}), "2015-10"),
        (json!({"created": "2015-10-13T00:00:00Z"}), "2015-10-13T00:00:00Z"),
    ] {
        assert_eq!(web(&created).entry.date, date);
    }
}

#[test]
fn what_the_rest_of_the_model_adds_is_no_hindrance() {
    let parts = json!({
        "generator": {"id": "https://example.org/tool", "type": "Software", "name": "Tool"}, "generated": "2015-10-13T13:00:00Z",
        "audience": {"id": "https://example.org/readers", "type": "schema:EducationalAudience"}, "accessibility": "captions",
        "rights": "https://example.org/licence", "canonical": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df", "via": "https://other.example/1",
        "stylesheet": {"id": "https://example.org/s.css", "type": "CssStylesheet"},
        "target": {
            "type": "SpecificResource", "source": {"id": "https://example.org/tides.html", "type": "Text", "format": "text/html"},
            "scope": "https://example.org/index", "styleClass": "red", "renderedVia": {"type": "Software"},
            "state": {"type": "TimeState", "cached": "https://example.org/old", "sourceDate": "2015-07-20T13:30:00Z", "refinedBy": {"type": "HttpRequestState"}},
            "selector": [{"type": "XPathSelector", "value": "/html/body/p[2]"}, {"type": "TextQuoteSelector", "exact": "spring tide"},
                         {"type": "TextPositionSelector", "start": 3, "end": 14}]}
    });
    let found = web(&parts);
    assert_eq!(
        (found.target.as_str(), found.entry.quote.as_str()),
        ("https://example.org/tides.html", "spring tide")
    );
    assert_eq!(found.entry.origin, "https://example.org/notes/7");
    let position = found.position.unwrap();
    assert_eq!((position.start, position.end, position.unit), (3, 14, Unit::Unknown));
    assert_eq!(place(&position, "🌊 a spring  tide", "spring tide"), None);
    assert_eq!(place(&position, "🌊 spring tide", "spring tide"), Some(2));
}

#[test]
fn several_targets_are_several_annotations() {
    let target = |words: &str| json!({"source": "https://example.org/tides.html", "selector": {"type": "TextQuoteSelector", "exact": words}});
    for targets in [
        json!([target("spring tide"), target("neap tide"), "https://example.org/whole"]),
        json!({"type": "Independents", "items": [target("spring tide"), target("neap tide"), "https://example.org/whole"]}),
    ] {
        let import = import(&annotation(&json!({"target": targets, "bodyValue": "x"})));
        let found: Vec<&str> = import.annotations.iter().map(|found| found.entry.quote.as_str()).collect();
        assert_eq!((&found[..], import.skipped.len()), (&["spring tide", "neap tide"][..], 1));
        let (first, second) = (&import.annotations[0].entry.id, &import.annotations[1].entry.id);
        assert_eq!(*second, format!("{first}-2"));
    }
}

#[test]
fn what_names_a_passage_by_no_words_is_told_of() {
    for selector in [
        json!({"type": "CssSelector", "value": "p > em"}),
        json!({"type": "XPathSelector", "value": "/p[1]"}),
        json!({"type": "DataPositionSelector", "start": 4, "end": 9}),
        json!({"type": "TextPositionSelector", "start": 4, "end": 9}),
        json!({"type": "SvgSelector", "value": "<svg/>"}),
        json!({"type": "FragmentSelector", "value": "xywh=1,2,3,4"}),
        json!({"type": "RangeSelector", "startSelector": {"type": "TextQuoteSelector", "exact": "from"}, "endSelector": {"type": "XPathSelector", "value": "/p"}}),
        json!("https://example.org/selector"),
        json!([]),
        json!({"type": "TextQuoteSelector", "exact": " "}),
    ] {
        let target = json!({"target": {"source": "https://example.org/tides.html", "selector": selector}, "bodyValue": "words"});
        let import = import(&annotation(&target));
        assert_eq!((import.annotations.len(), import.skipped.len()), (0, 1), "{selector}");
        assert_eq!(
            (import.skipped[0].which.as_str(), import.skipped[0].what.as_str()),
            ("https://example.org/notes/7", "words")
        );
    }
}

#[test]
fn pages_and_collections_are_read_as_far_as_they_are_there() {
    let item = annotation(&json!({"bodyValue": "x"}));
    let page = json!({"type": "AnnotationPage", "items": [item]});
    for file in [
        json!([item]),
        page.clone(),
        json!({"@graph": [item]}),
        json!({"type": ["BasicContainer", "AnnotationCollection"], "total": 1, "first": page}),
        json!({"type": "AnnotationPage", "items": [], "next": page}),
    ] {
        let import = import(&file);
        assert_eq!((import.annotations.len(), import.skipped.len()), (1, 0), "{file}");
    }
    let more =
        import(&json!({"type": "AnnotationPage", "items": [item], "next": "https://example.org/page2"}));
    assert_eq!((more.annotations.len(), more.skipped[0].what.as_str()), (1, "https://example.org/page2"));
    let error =
        read(&json!({"type": "AnnotationCollection", "first": "https://example.org/page1"}).to_string())
            .unwrap_err();
    assert!(error.message.contains("`https://example.org/page1`"), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_says_where_and_why() {
    for (text, line, column, message) in [
        ("", 1, 1, "the file is empty"),
        ("<html>", 1, 1, "this is a web page or XML, not JSON"),
        ("{\n \"rows\": [\n  {\"é\": 1,}\n]}", 3, 11, "this is not JSON: trailing comma"),
        ("[{\"a\": 1}", 1, 9, "this is not JSON: EOF while parsing a list"),
        ("5", 1, 1, "a number stands where annotations were expected"),
        ("{\"a\": 1}", 1, 1, "no annotation of a known kind stands here"),
        ("{\n \"rows\": {}}", 2, 10, "`rows` is an object, not a list of annotations"),
        (
            "{\"type\": \"AnnotationPage\"}",
            1,
            1,
            "an object without `items` stands where a page of annotations was expected",
        ),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!((error.line, error.column, error.message.as_str()), (line, column, message));
        assert!(!error.help.is_empty());
    }
    assert!(read(&"[".repeat(100_000)).is_err());
    assert!(read("{\"id\": 1}\n{\"id\": 2}\n").unwrap_err().help.starts_with("each line is JSON of its own"));
}

#[test]
fn malformed_annotations_are_told_of_with_their_place() {
    let good = annotation(&json!({}));
    let file = format!(
        "[\n {good},\n {{\"type\": \"Annotation\", \"bodyValue\": \"lost\"}},\n \"words\", {},\n {}\n]",
        annotation(&json!({"target": {"source": "x", "selector": {"type": "TextQuoteSelector"}}})),
        annotation(&json!({"target": 5})),
    );
    let import = read(&file).unwrap();
    let found: Vec<(usize, usize, &str)> =
        import.skipped.iter().map(|skipped| (skipped.line, skipped.column, skipped.why.as_str())).collect();
    assert_eq!(
        found,
        [
            (3, 2, "it has no `target`"),
            (4, 2, "text is no annotation"),
            (4, 11, "its `TextQuoteSelector` has no `exact`"),
            (5, 2, "its target is a number, not an address or an object"),
        ]
    );
    assert_eq!(
        (import.annotations.len(), import.skipped[0].which.as_str(), import.skipped[0].what.as_str()),
        (1, "number 2", "lost")
    );
}

/// Texts with everything that a format could stumble over.
fn words() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "a", "B c", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\"", "'", "\\", ": ", " #", "- ", "# ", "|", ">",
        "&a", "*b", "!c", "%d", "@", "`", "{", "}", "[", "]", ", ", "yes", "null", "~", "1e6", "2018",
        "---\n", "...\n", "é", "新疆", "شىن", "😀", "\u{85}", "\u{2028}", "\u{202e}", "\u{feff}", "\u{0}",
    ];
    prop_oneof![
        Just(String::new()),
        vec(select(&PIECES[..]), 0..8).prop_map(|pieces| pieces.concat()),
        any::<String>()
    ]
}

fn dates() -> impl Strategy<Value = String> {
    const DATES: [&str; 12] = [
        "",
        "2018",
        "2018-12",
        "2018-12-05",
        "2018-12-05T10:11:12Z",
        "2018-12-05T00:00:00Z",
        "2018-12-05T10:11:12+08:00",
        "2018-12-05T10:11:12",
        "2022-03~",
        "2018-09/2019-01",
        "[..1984]",
        "Y-17E7",
    ];
    select(&DATES[..]).prop_map(str::to_owned)
}

fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<i32>().prop_map(f64::from),
        any::<f64>().prop_filter("a number", |number| number.is_finite())
    ]
}

fn statements() -> impl Strategy<Value = EntryStatement> {
    let figure = ((numbers(), option::of(numbers())), [words(), words(), words()], dates()).prop_map(
        |(value, [qualifier, unit, counts], as_of)| EntryFigure { value, qualifier, unit, counts, as_of },
    );
    let texts = [words(), words(), words(), words()];
    (texts, dates(), vec(words(), 0..3), option::of(figure)).prop_map(
        |([claim, position, speaker, role], said, via, figure)| EntryStatement {
            claim,
            position,
            speaker,
            role,
            said,
            via,
            figure,
        },
    )
}

fn entries() -> impl Strategy<Value = Entry> {
    let passage =
        ("[a-z0-9-]{1,12}", [words(), words(), words()], option::of(any::<u32>()), option::of(any::<u32>()));
    let note = ([words(), words(), words(), words()], select(&Remark::ALL[..]), dates(), vec(words(), 0..3));
    let evidence = (vec(words(), 0..3), dates(), option::of(statements()));
    (passage, note, evidence).prop_map(
        |(
            (id, [quote, prefix, suffix], paragraph, start),
            (texts, kind, date, tags),
            (events, event_date, statement),
        )| {
            let [note, by, origin, entity] = texts;
            Entry {
                id,
                quote,
                prefix,
                suffix,
                paragraph,
                start,
                note,
                kind,
                by,
                date,
                tags,
                draft: false,
                origin,
                events,
                event_date,
                entity,
                statement,
            }
        },
    )
}

/// A file of these entries, each with the position of its number, and links for the first one's evidence.
fn exported<'a>(entries: impl Iterator<Item = &'a Entry>, links: &[(String, String)]) -> String {
    let entries: Vec<(&Entry, String)> =
        entries.map(|entry| (entry, format!("https://example.org/a/#a-{}", entry.id))).collect();
    let items = entries.iter().zip(0..).map(|((entry, id), at)| Exported {
        entry,
        id,
        source: "https://example.org/a/",
        lang: "en",
        note: &entry.note,
        position: (at % 2 == 0).then_some((at, at + 5)),
        links,
    });
    collection("https://example.org/a/annotations.jsonld", "An \"article\"", items)
}

fn text_of(value: &Yaml, key: &str) -> String {
    match &value[key] {
        Yaml::Null => String::new(),
        Yaml::String(text) => text.clone(),
        other => panic!("`{key}` reads as {other:?}"),
    }
}

fn list_of(value: &Yaml, key: &str) -> Vec<String> {
    match &value[key] {
        Yaml::Null => Vec::new(),
        Yaml::String(text) => vec![text.clone()],
        Yaml::Sequence(texts) => texts.iter().map(|text| text.as_str().expect("a text").to_owned()).collect(),
        other => panic!("`{key}` reads as {other:?}"),
    }
}

fn number_of(value: &Yaml) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value:?} is no number"))
}

fn figure_of(value: &Yaml) -> Option<EntryFigure> {
    let amount = match &value["value"] {
        Yaml::Null => return None,
        Yaml::Sequence(ends) => (number_of(&ends[0]), Some(number_of(&ends[1]))),
        one => (number_of(one), None),
    };
    Some(EntryFigure {
        value: amount,
        qualifier: text_of(value, "qualifier"),
        unit: text_of(value, "unit"),
        counts: text_of(value, "counts"),
        as_of: text_of(value, "as_of"),
    })
}

/// The kind of an entry that gives none.
fn silent(value: &Yaml) -> Remark {
    let is_evidence = ["event", "entity", "claim"].iter().any(|key| !value[*key].is_null());
    match (text_of(value, "note").trim().is_empty(), is_evidence) {
        (false, _) => Remark::Comment,
        (true, true) => Remark::Evidence,
        (true, false) => Remark::Highlight,
    }
}

/// The entry that a YAML parser finds in an item.
fn entry_of(value: &Yaml) -> Entry {
    let number = |key: &str| value[key].as_u64().map(|number| u32::try_from(number).unwrap());
    let statement = EntryStatement {
        claim: text_of(value, "claim"),
        position: text_of(value, "position"),
        speaker: text_of(value, "speaker"),
        role: text_of(value, "role"),
        said: text_of(value, "said"),
        via: list_of(value, "via"),
        figure: figure_of(&value["figure"]),
    };
    Entry {
        id: text_of(value, "id"),
        quote: text_of(value, "quote"),
        prefix: text_of(value, "prefix"),
        suffix: text_of(value, "suffix"),
        paragraph: number("paragraph"),
        start: number("start"),
        note: text_of(value, "note"),
        kind: value["kind"].as_str().map_or_else(|| silent(value), |kind| Remark::of_name(kind).unwrap()),
        by: text_of(value, "by"),
        date: text_of(value, "date"),
        tags: list_of(value, "tags"),
        draft: value["draft"].as_bool().unwrap_or_default(),
        origin: text_of(value, "origin"),
        events: list_of(value, "event"),
        event_date: text_of(value, "event_date"),
        entity: text_of(value, "entity"),
        statement: (statement != EntryStatement::default()).then_some(statement),
    }
}

/// The entry as a sidecar can hold it: a statement of which nothing is given is none.
fn writable(entry: &Entry) -> Entry {
    let statement = entry.statement.clone().filter(|statement| *statement != EntryStatement::default());
    Entry { statement, ..entry.clone() }
}

fn unique(entries: Vec<Entry>) -> Vec<Entry> {
    entries
        .into_iter()
        .enumerate()
        .map(|(at, entry)| Entry { id: format!("{}-{at}", entry.id), ..entry })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_comes_back_the_same(entries in vec(entries(), 0..4).prop_map(unique)) {
        let links: Vec<(String, String)> = entries.iter().take(1)
            .flat_map(|entry| entry.events.iter().chain([&entry.entity]).chain(entry.statement.iter().flat_map(|statement| statement.via.iter().chain([&statement.claim, &statement.speaker]))))
            .map(|text| (text.clone(), format!("https://example.org/{}/", text.len()))).collect();
        let first = exported(entries.iter(), &links);
        let import = read(&first).unwrap();
        prop_assert_eq!(&import.skipped, &[]);
        let back: Vec<&Entry> = import.annotations.iter().map(|imported| &imported.entry).collect();
        prop_assert_eq!(&back, &entries.iter().collect::<Vec<_>>());
        prop_assert_eq!(exported(back.into_iter(), &links), first);
    }

    #[test]
    fn a_yaml_parser_finds_what_was_written(entry in entries(), draft in any::<bool>()) {
        let entry = Entry { draft, ..writable(&entry) };
        let text = yaml(&entry);
        let value: Yaml = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        prop_assert_eq!(entry_of(&value[0]), entry, "{}", text);
    }

    #[test]
    fn what_stands_in_a_sidecar_stays(
        entries in vec(entries(), 0..3),
        existing in select(&["", "# none\n", "---\n", "- quote: a", "- quote: a\r\n  note: |\r\n    b\r\n", "# c\n  - quote: a\n    note: >\n      b\n\n", "-\n  quote: a\n# end"][..]),
    ) {
        let text = append(existing, &entries).unwrap();
        prop_assert_eq!(&text[..existing.len()], existing);
        let before: Yaml = serde_yaml::from_str(existing).unwrap();
        let after: Yaml = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        let mut expected: Vec<Entry> = before.as_sequence().into_iter().flatten().map(entry_of).collect();
        expected.extend(entries.iter().map(writable));
        let found: Vec<Entry> = after.as_sequence().into_iter().flatten().map(entry_of).collect();
        prop_assert_eq!(found, expected);
        if existing.contains('\r') {
            prop_assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        }
    }

    #[test]
    fn no_file_can_make_a_panic(pieces in vec(select(&[
        "{", "}", "[", "]", ",", ":", "\"rows\"", "\"target\"", "\"selector\"", "\"TextQuoteSelector\"", "\"type\"", "\"Annotation\"", "\"exact\"", "\"items\"",
        "\"first\"", "\"body\"", "\"uri\"", "\"text\"", "\"é\"", "1", "null", "true", "\n", "\u{feff}", "\\", "\"",
    ][..]), 0..40)) {
        if let Err(error) = read(&pieces.concat()) {
            assert!(error.line > 0 && error.column > 0 && !error.message.is_empty());
        }
    }

    #[test]
    fn every_value_in_every_place_is_read_or_told_of(
        key in select(&["id", "type", "target", "body", "bodyValue", "motivation", "creator", "created", "uri", "text", "references", "permissions", "user_info", "tags", "links"][..]),
        value in select(&["null", "5", "\"\"", "\"x\"", "[]", "[null]", "{}", "{\"value\": []}", "[{\"selector\": 5}]", "{\"items\": [[]], \"type\": \"Choice\"}", "{\"source\": {}}"][..]),
        row in any::<bool>(),
    ) {
        let mut item = annotation(&json!({}));
        if row {
            item["uri"] = json!("https://example.org/tides.html");
            item["user"] = json!("acct:a@b");
        }
        item[key] = serde_json::from_str(value).unwrap();
        let good = annotation(&json!({}));
        let import = import(&json!([good, item]));
        assert!(import.annotations.len() + import.skipped.len() >= 1);
    }
}
