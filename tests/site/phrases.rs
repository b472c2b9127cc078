//! The words of the interface: all of them come from the files of phrases, in the site's language.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use annotated_archive::load::shipped_phrases;
use annotated_archive::phrases::{PhraseFile, Phrases};
use annotated_archive::yaml::document::{self, Node, Value as Yaml};
use serde_json::{Map, Value};

use crate::site::{Built, Site, run};

/// A site whose contents have no Latin letter: what has one in a page comes from the program.
fn without_latin() -> Site {
    let article = |date: &str, more: &str, body: &str| {
        format!(
            "---\ntitle: სტატია {date}\ndate: \"{date}\"\naccess: full\nsummary: მოკლედ\n{more}---\n\n{body}\n"
        )
    };
    let body = "მინისტრმა თქვა, რომ ციხეში ასი კაცი იყო, და მერე სხვა რამ თქვა.\n\n## თავი\n\n- [ ] ერთი\n- [x] ორი\n\n> [!warning]\n> ყურადღება\n\n| ა | ბ |\n|---|---|\n| 1 | 2 |\n\nსიტყვა[^1] {==აქ==}{>>შენიშვნა<<}.\n\n[^1]: სქოლიო.\n\n## მეორე თავი\n\n## მესამე თავი\n\n## მეოთხე თავი";
    let annotations = "- quote: ციხეში ასი კაცი იყო\n  note: რამდენი?\n  kind: correction\n  by: ნინო\n  date: 2024-01-02\n  claim: how\n  position: asserts\n  speaker: მინისტრი\n  role: წარმომადგენელი\n  said: 2018-12-01~\n  figure: {value: 100, qualifier: ზუსტად, unit: კაცი, counts: პატიმრები, as_of: 2018-11}\n- quote: მინისტრმა თქვა\n  event: visit\n  event_date: 2018-09-05\n  claim: how\n  position: denies\n- quote: ეს სიტყვები აქ არ არის არსად\n  note: დაიკარგა\n- quote: სხვა რამ თქვა\n  claim: how\n  position: cannot-verify\n  speaker: მინისტრი\n  said: 2019-02-01\n  figure: {value: [200, 300], unit: კაცი}\n- quote: რომ\n  entity: მინისტრი\n";
    let lists = "source: გაზეთი\nvia: [სააგენტო]\nauthors: [ანა, ბექა]\npeople: [მინისტრი]\nplaces: [ქალაქი]\ntopics: [თემა]\nurl: https://example.org/1\narchived_url: https://example.org/2\ncaptured: 2024-01-01\nupdated: 2019-01-02\nrights: უფლებები\nadded: 2024-01-03\nchanges: [{date: 2024-02, kind: re-dated, note: თარიღი}, {date: XXXX}]\n";
    Site::new()
        .file("archive.yaml", "title: არქივი\ndescription: აღწერა\nauthor: რედაქცია\nlang: xx\nbase_url: https://example.org/\npage_size: 10\npositions: [ponders]\nchanges: {date: 2024, kind: withdrawn}\n")
        .file("content/articles/one.md", article("2018-12-05", lists, body))
        .file("content/articles/one.annotations.yaml", annotations)
        .file("content/articles/two.md", article("2019-01~", "translation_of: one\nlang: ka\npeople: [მინისტრი]\n", "მინისტრი აქაც არის. მინისტრი ისევ."))
        .file("content/articles/three.md", article("[..1984]", "text: abstract\n", "მინისტრი."))
        .file("content/articles/four.md", "---\ntitle: მეოთხე\ntext: full\n---\n\nდამალული.\n")
        .file("content/articles/five.md", article("2017/..", "text: excerpt\n", "ნაწილი."))
        .file("content/people/minister.md", "---\nname: მინისტრი\nnames: [მინისტრმა, {name: სხვა, note: ძველად}]\nrole: მინისტრი\nsummary: ვინ არის\nurl: https://example.org/3\n---\n\nტექსტი [[სტატია 2018-12-05]].\n")
        .file("content/places/city.md", "---\nname: ქალაქი\nwithin: ქვეყანა\ncoordinates: [-41.7, 44.8]\n---\n")
        .file("content/sources/paper.md", "---\nname: გაზეთი\n---\n")
        .file("content/events/visit.md", "---\ntitle: ვიზიტი\ndate: 2018-09-01/2018-09-03\ndate_note: რატომ\narticles: [one, two]\nsummary: რა მოხდა\nplaces: [ქალაქი]\n---\n")
        .file("content/events/other.md", "---\ntitle: სხვა\ndate: 2003?\narticles: [two]\n---\n")
        .file("content/events/none.md", "---\ntitle: უთარიღო\n---\n")
        .file("content/claims/how.md", "---\ntitle: რამდენი\nquestion: რამდენი იყო?\narticles: [two]\n---\n")
        .file("content/pages/about.md", "---\ntitle: შესახებ\nnav: 1\naliases: [/old/]\n---\n\nტექსტი.\n")
}

/// The English phrases, each between marks. JSON is YAML.
fn marked() -> String {
    let mut file = Map::new();
    for (key, forms) in
        Phrases::english().below("").into_iter().filter(|(key, _)| !key.starts_with("number."))
    {
        let forms = forms.into_iter().map(|(form, text)| (form.to_owned(), Value::from(format!("⟦{text}⟧"))));
        let mut group = &mut file;
        let (groups, name) = key.rsplit_once('.').unwrap_or(("", key));
        for part in groups.split('.').filter(|part| !part.is_empty()) {
            let inner = group.entry(part).or_insert_with(|| Value::Object(Map::new()));
            group = inner.as_object_mut().expect("a group is no phrase");
        }
        group.insert(name.to_owned(), Value::Object(forms.collect()));
    }
    Value::Object(file).to_string()
}

/// What a page says outside all marks: its texts, and the attributes that are read out or shown.
fn unmarked(html: &str) -> Vec<String> {
    let mut html = html.to_owned();
    // Citations have the words of their style.
    for (start, end) in
        [("<script", "</script>"), ("<p class=\"citation\"", "</p>"), ("<ul class=\"references\"", "</ul>")]
    {
        while let Some(from) = html.find(start) {
            let to = from + html[from..].find(end).unwrap() + end.len();
            html.replace_range(from..to, "");
        }
    }
    let mut found = Vec::new();
    for name in ["aria-label", "title", "placeholder", "alt"] {
        let start = format!(" {name}=\"");
        found.extend(html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).map(outside));
    }
    let mut text = String::new();
    for piece in html.split('<') {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
    }
    found.push(outside(&text));
    found
}

/// A text without what stands between marks.
fn outside(text: &str) -> String {
    let mut depth = 0;
    let kept = text.chars().filter(|character| {
        match character {
            '⟦' => depth += 1,
            '⟧' => depth -= 1,
            _ => return depth == 0,
        }
        false
    });
    let kept = kept.collect();
    assert_eq!(depth, 0, "{text}");
    kept
}

/// Names of formats, codes of languages, hosts and addresses are the same in every language.
const SAME: &[&str] = &[
    "archive 0.1.0",
    "BibTeX",
    "RIS",
    "CSL-JSON",
    "TimelineJS",
    "iCalendar",
    "CSV",
    "example.org",
    "Cite Them Right 12th edition (author-date/Harvard)",
    "ka",
    "xx",
];

#[test]
fn no_word_of_the_interface_is_written_into_code_or_templates() {
    let site = without_latin().file("i18n/xx.yaml", marked());
    let built = site.build();
    let problems: Vec<String> =
        built.problems().into_iter().filter(|problem| !problem.contains("orphan")).collect();
    assert!(problems.iter().all(|problem| problem.contains("passage")), "{problems:#?}");
    let mut wrong = BTreeSet::new();
    for path in built.paths().into_iter().filter(|path| path.ends_with(".html")) {
        for text in unmarked(built.text(path)) {
            let is_address = |word: &&str| word.contains("https://");
            let text: Vec<&str> = text.split_whitespace().filter(|word| !is_address(word)).collect();
            let text = SAME.iter().fold(text.join(" "), |text, same| text.replace(same, ""));
            let words = text.split(|character: char| !character.is_ascii_alphabetic());
            wrong.extend(words.filter(|word| !word.is_empty()).map(|word| format!("{path}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let marks = |path: &str| built.text(path).matches('⟦').count();
    assert!(marks("timeline/index.html") > 100 && marks("articles/one/index.html") > 60);
}

/// Keys in quotes after the names of what looks phrases up.
fn keys_named(text: &str, openings: &[&str]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for opening in openings {
        for rest in text.split(opening).skip(1) {
            keys.extend(rest.split('"').next().map(str::to_owned));
        }
    }
    keys
}

fn texts_below(folder: &str, extension: &str) -> String {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut texts = String::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                texts.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}

/// Groups of which code makes the keys.
const MADE: &[&str] = &[
    "date.",
    "number.",
    "sections.",
    "kinds.",
    "roles.",
    "positions.",
    "note.kinds.",
    "changes.kinds.",
    "text.callouts.",
    "lag.",
    "search.example.",
    "search.means.",
];

#[test]
fn every_phrase_that_is_named_is_there_and_every_phrase_is_named() {
    let known: BTreeSet<String> = Phrases::english().below("").keys().map(|key| (*key).to_owned()).collect();
    let templates = texts_below("templates", "html") + &texts_below("themes", "html");
    let mut named = keys_named(&templates, &["trans(key=\"", "counted(key=\"", " key=\""]);
    let scripts = keys_named(&texts_below("themes", "js"), &["say(\"", "saying(\""]);
    let of_scripts =
        |key: &String| if key == "comma" { "list.comma".to_owned() } else { format!("script.{key}") };
    named.extend(scripts.iter().map(of_scripts));
    named.retain(|key| !key.ends_with('.'));
    let missing: Vec<&String> = named.difference(&known).collect();
    assert!(missing.is_empty(), "there is no phrase {missing:?}");
    let code = texts_below("src", "rs");
    let unnamed: Vec<&String> = known
        .iter()
        .filter(|key| !named.contains(*key) && !code.contains(&format!("\"{key}\"")))
        .filter(|key| !MADE.iter().any(|made| key.starts_with(made)))
        .filter(|key| !key.starts_with("script."))
        .collect();
    assert!(unnamed.is_empty(), "nothing says {unnamed:?}");
}

#[test]
fn every_shipped_language_says_every_phrase() {
    let english = Phrases::english().below("");
    for (lang, text) in shipped_phrases() {
        let file = PhraseFile { lang: lang.clone(), text: text.text.clone(), file: Some(0) };
        let outcome = Phrases::new(&lang, &[file], &[]);
        assert!(outcome.problems.is_empty(), "{lang}: {:#?}", outcome.problems);
        let mut said = BTreeSet::new();
        for entry in document::parse(&text.text, 0, 0).unwrap() {
            gather(&entry.key.value, &entry.node, &mut said);
        }
        let missing: Vec<&&str> = english.keys().filter(|key| !said.contains(**key)).collect();
        assert!(missing.is_empty(), "{lang} does not say {missing:?}");
    }
}

/// The keys of what a node says.
fn gather(key: &str, node: &Node, said: &mut BTreeSet<String>) {
    match &node.value {
        Yaml::Map(entries) if entries.iter().all(|entry| entry.key.value != "other") => {
            entries.iter().for_each(|entry| gather(&format!("{key}.{}", entry.key.value), &entry.node, said));
        }
        Yaml::List(nodes) => {
            (1..).zip(nodes).for_each(|(number, node)| gather(&format!("{key}.{number}"), node, said));
        }
        _ => drop(said.insert(key.to_owned())),
    }
}

fn french() -> Site {
    Site::new()
        .file("archive.yaml", "title: Archives\nlang: fr\n")
        .file("content/articles/one.md", "---\ntitle: Un\ndate: 2018-12-01~\n---\n")
}

#[track_caller]
fn says(built: &Built, path: &str, words: &str) {
    assert!(built.text(path).contains(words), "{path}: {}", built.main(path));
}

#[test]
fn a_site_changes_single_phrases_and_is_told_what_is_wrong() {
    let site = french().file(
        "i18n/fr.yaml",
        "sections:\n  articles: Dépêches\ncount:\n  articles: {one: \"{n} dépêche\", other: \"{n} dépêches\"}\nnav:\n  home: \"Début {x}\"\n  hoome: X\n",
    );
    let built = site.build();
    says(&built, "articles/index.html", "<h1>Dépêches</h1>");
    says(&built, "articles/index.html", "<span class=\"number\">1</span> dépêche</span>");
    let problems = built.problems();
    assert_eq!(
        problems,
        [
            "i18n/fr.yaml:6:9: warning[bad-phrase]: `nav.home` has no value `{x}`",
            "i18n/fr.yaml:7:10: warning[bad-phrase]: no phrase has the key `nav.hoome`",
        ]
    );
}

#[test]
fn a_file_of_phrases_is_begun_by_a_command_and_changes_nothing() {
    let site = french();
    let before = site.build().clean();
    let ran = run(&mut site.archive(["phrases", "new", "fr"]));
    assert_eq!((ran.status, site.path("i18n/fr.yaml").is_file()), (0, true), "{}", ran.err);
    assert_eq!(site.build().clean().text("index.html"), before.text("index.html"));
    assert_eq!(run(&mut site.archive(["phrases", "new", "fr"])).status, 2, "nothing is overwritten");
    assert_eq!(run(&mut site.archive(["phrases", "new", "../x"])).status, 2);
    let listed = run(&mut site.archive(["phrases", "list"])).out;
    assert!(listed.lines().any(|line| line.starts_with("en ") && line.ends_with("shipped")), "{listed}");
}
