//! The exchange formats, read back by other eyes than those that wrote them.

use biblatex::{Bibliography, ChunksExt, DateValue, PermissiveType};

use super::{bare, edtf, with_five};
use crate::export::citation::{Author, Dated, Kind, Record, bibtex, csl_json, ris};

type Fields = Vec<(String, String)>;

/// Reads RIS strictly: tags of two characters, two spaces, a dash and a space; CR and LF; `TY` first and
/// `ER` last; nothing between records but an empty line.
pub fn read_ris(text: &str) -> Vec<Fields> {
    let mut records: Vec<Fields> = Vec::new();
    let mut open = false;
    assert!(text.ends_with("\r\n"));
    for line in text.strip_suffix("\r\n").unwrap_or(text).split("\r\n") {
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        if line.is_empty() {
            assert!(!open, "an empty line within a record");
            continue;
        }
        let (tag, value) = (&line[..2], line.strip_prefix(&format!("{}  - ", &line[..2])));
        let value = value.expect("a tag, two spaces, a dash, a space");
        assert!(tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{line:?}");
        match tag {
            "TY" => {
                assert!(!open);
                open = true;
                records.push(vec![("TY".to_owned(), value.to_owned())]);
            }
            "ER" => {
                assert!(open && value.is_empty());
                open = false;
            }
            _ => {
                assert!(open && !value.is_empty());
                records.last_mut().expect("open").push((tag.to_owned(), value.to_owned()));
            }
        }
    }
    assert!(!open);
    records
}

/// Reads BibTeX as classic BibTeX counts it: every brace counts, escaped or not.
pub fn read_bibtex(text: &str) -> Vec<(String, Fields)> {
    let mut entries = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (kind, after) = rest.split_once('{').expect("an entry");
        assert!(kind.starts_with('@') && kind[1..].bytes().all(|byte| byte.is_ascii_lowercase()), "{kind:?}");
        let (key, mut body) = after.split_once(",\n").expect("a key");
        assert!(
            key.bytes().all(|byte| byte.is_ascii_graphic() && !b"{}\"#%,=~\\".contains(&byte)),
            "{key:?}"
        );
        let mut fields = Fields::new();
        while let Some(line) = body.strip_prefix("  ") {
            let (name, value) = line.split_once(" = {").expect("a field");
            let end = closing(value);
            fields.push((name.to_owned(), value[..end].to_owned()));
            body = value[end + 1..].strip_prefix(",\n").expect("the end of a field");
        }
        rest = body.strip_prefix("}\n").expect("the end of an entry").trim_start();
        entries.push((key.to_owned(), fields));
    }
    entries
}

fn closing(value: &str) -> usize {
    let mut depth = 0;
    for (at, char) in value.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    panic!("no closing brace in {value:?}");
}

fn field<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
}

#[test]
fn ris_of_the_five() {
    let text = with_five(|five| ris(five.iter().copied()));
    let records = read_ris(&text);
    assert_eq!(records.len(), 5);
    let third = "TY  - NEWS\r\nID  - 2021-02-05-un-spokesman-calls-for-xinjiang-visit\r\n\
        TI  - UN spokesman calls for the High Commissioner’s visit to Xinjiang after a BBC report\r\n\
        AU  - @FahadShabbir\r\nT2  - UrduPoint\r\nPY  - 2021\r\nDA  - 2021/02/05/\r\nLA  - en\r\n\
        DB  - Access to Xinjiang\r\nN1  - via Sputnik\r\nER  - \r\n";
    assert!(text.contains(third), "{text}");
    let all = |tag: &str| records.iter().map(|record| field(record, tag)).collect::<Vec<_>>();
    assert_eq!(all("AU"), [None, Some("van Brugen, Isabel"), Some("@FahadShabbir"), None, None]);
    assert_eq!(all("PY"), [None, None, Some("2021"), Some("2022"), Some("2022")]);
    assert_eq!(all("DA"), [None, None, Some("2021/02/05/"), Some("2022/03//"), Some("2022///")]);
    assert_eq!(all("T2"), [Some("CNN"), Some("The Epoch Times"), Some("UrduPoint"), None, Some("VOA")]);
    assert_eq!(all("N1")[0], Some("published ca. 5 December 2018 (EDTF 2018-12-05~)"));
}

#[test]
fn bibtex_of_the_five() {
    let text = with_five(|five| bibtex(five.iter().copied()));
    let parsed = Bibliography::parse(&text).expect("the crate reads it");
    assert_eq!(parsed.len(), 5);
    let entry = |key| parsed.get(key).expect("the key is the slug");
    let first = entry("2018-12-un-wants-access-to-xinjiang-camps");
    assert_eq!(first.entry_type.to_string(), "article");
    assert_eq!(
        first.title().expect("a title").format_verbatim(),
        "UN wants access to China’s Xinjiang ‘re-education camps’"
    );
    assert!(first.author().is_err());
    let PermissiveType::Typed(date) = first.date().expect("a date") else { panic!("not a date") };
    assert!(date.approximate && !date.uncertain);
    let DateValue::At(day) = date.value else { panic!("not a day") };
    assert_eq!((day.year, day.month, day.day), (2018, Some(11), Some(4)));
    let second = entry("2019-01-china-invites-un-officials-to-xinjiang");
    let [author] = second.author().expect("an author").try_into().expect("one author");
    assert_eq!([author.given_name, author.prefix, author.name], ["Isabel", "van", "Brugen"]);
    let third = entry("2021-02-05-un-spokesman-calls-for-xinjiang-visit");
    assert_eq!(third.author().expect("an author")[0].name, "@FahadShabbir");
    assert_eq!(third.journal_title().expect("an outlet").format_verbatim(), "UrduPoint");
    assert_eq!(third.note().expect("a note").format_verbatim(), "via Sputnik");
    let fourth = entry("2022-03-un-rights-office-to-visit-xinjiang");
    assert!(fourth.journal_title().is_err());
    let entries = read_bibtex(&text);
    assert_eq!(field(&entries[3].1, "date"), None);
    assert_eq!(field(&entries[3].1, "year"), Some("2022"));
    assert_eq!(field(&entries[0].1, "year"), None);
    assert_eq!(field(&entries[2].1, "year"), Some("2021"));
    assert_eq!(field(&entries[2].1, "langid"), Some("english"));
    assert_eq!(
        field(&entries[4].1, "note"),
        Some("published between 28 February and 7 March 2022 (EDTF [2022-02-28..2022-03-07])")
    );
}

#[test]
fn bibtex_escapes_what_tex_would_read() {
    let record = Record {
        key: "ئۇيغۇر ab",
        authors: &[Author::Name("Jane de la Cruz"), Author::Organization("Tom and Jerry")],
        outlet: "A & B_{c}\\d",
        url: "https://example.org/a_b?c=%20{d}",
        kind: Kind::WebPage,
        lang: "xx",
        ..bare("100% of $5 #1 ~^")
    };
    let text = bibtex([record, record]);
    let entries = read_bibtex(&text);
    assert_ne!(entries[0].0.to_lowercase(), entries[1].0.to_lowercase());
    assert_eq!(entries[1].0, format!("{}-2", entries[0].0));
    let fields = &entries[0].1;
    assert_eq!(field(fields, "author"), Some("de la Cruz, Jane and {Tom and Jerry}"));
    assert_eq!(field(fields, "title"), Some("{100\\% of \\$5 \\#1 {\\textasciitilde}{\\textasciicircum}}"));
    assert_eq!(
        field(fields, "organization"),
        Some("A \\& B\\_{\\textbraceleft}c{\\textbraceright}{\\textbackslash}d")
    );
    assert_eq!(field(fields, "url"), Some("https://example.org/a_b?c=%20%7Bd%7D"));
    assert_eq!(field(fields, "language"), Some("xx"));
    let parsed = Bibliography::parse(&text).expect("the crate reads it");
    let authors = parsed.iter().next().expect("an entry").author().expect("authors");
    assert_eq!((authors.len(), authors[1].name.as_str()), (2, "Tom and Jerry"));
}

#[test]
fn csl_json_of_the_five() {
    let text = with_five(|five| csl_json(five.iter().copied()));
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let check = |at: usize, field: &str, expected: &str| {
        let expected: serde_json::Value = serde_json::from_str(expected).expect("JSON");
        assert_eq!(json[at].get(field).unwrap_or(&serde_json::Value::Null), &expected, "{at} {field}");
    };
    check(0, "type", "\"article-newspaper\"");
    check(0, "issued", r#"{"date-parts": [[2018, 12, 5]], "circa": true}"#);
    check(0, "author", "null");
    check(0, "archive", "\"Access to Xinjiang\"");
    check(1, "author", r#"[{"family": "Brugen", "given": "Isabel", "non-dropping-particle": "van"}]"#);
    check(1, "issued", r#"{"literal": "on or after 7 January 2019"}"#);
    check(2, "author", r#"[{"literal": "@FahadShabbir"}]"#);
    check(2, "issued", r#"{"date-parts": [[2021, 2, 5]]}"#);
    check(2, "note", "\"via Sputnik\"");
    check(3, "container-title", "null");
    check(3, "issued", r#"{"date-parts": [[2022, 3]], "literal": "between 8 and 31 March 2022"}"#);
    check(4, "issued", r#"{"date-parts": [[2022]], "literal": "between 28 February and 7 March 2022"}"#);
    check(4, "accessed", "null");
    check(4, "note", "\"published between 28 February and 7 March 2022 (EDTF [2022-02-28..2022-03-07])\"");
}

#[test]
fn what_is_not_known_is_not_written() {
    let unknown = edtf("XXXX");
    let record = Record { date: Some(Dated::from(&unknown)), lang: "", ..bare("Title") };
    assert_eq!(ris([record]), "TY  - NEWS\r\nID  - key\r\nTI  - Title\r\nER  - \r\n\r\n");
    assert_eq!(bibtex([record]), "@article{key,\n  title = {{Title}},\n}\n");
    let json: serde_json::Value = serde_json::from_str(&csl_json([record])).expect("JSON");
    assert_eq!(json, serde_json::json!([{"id": "key", "type": "article-newspaper", "title": "Title"}]));
}

#[test]
fn a_copy_stands_in_for_a_lost_address() {
    let record = Record { archived_url: "https://web.example/1", ..bare("Title") };
    assert!(ris([record]).contains("UR  - https://web.example/1\r\n"));
    let record = Record { url: "https://example.org/", ..record };
    assert!(
        ris([record]).contains(
            "UR  - https://example.org/\r\nLA  - en\r\nN1  - archived at https://web.example/1\r\n"
        )
    );
}
