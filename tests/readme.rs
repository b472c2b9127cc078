//! The documentation tells the truth: its commands run as shown, its example files work, its
//! reference tables are those of the program, its links lead somewhere.
//!
//! What stands in the documents for this test, invisible to readers:
//! - A ```` ```console ```` block is run line by line (`$ …`); what it shows is compared, times aside,
//!   a line `…` standing for any lines. A command ends with status 0 unless `(exit status N)` is shown.
//! - `<!-- file: PATH -->` before a block: the block is that file.
//! - `<!-- change: PATH: OLD => NEW -->`: a change that the words around it ask for.
//! - `<!-- table: KIND -->`, `<!-- fields: figure -->`, `<!-- view: NAME -->`, `<!-- code: NAME -->` up
//!   to `<!-- end -->`: made from the program. `scripts/update-docs` makes them anew.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use annotated_archive::diag::{Code, Severity};
use annotated_archive::parse::annotations::FIGURE;
use annotated_archive::phrases::Phrases;
use annotated_archive::text::edtf::Edtf;
use annotated_archive::yaml::changes::CHANGE;
use annotated_archive::yaml::schema::reference;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tempfile::TempDir;

const DOCUMENTS: [&str; 4] = ["README.md", "docs/content.md", "docs/templates.md", "docs/problems.md"];
const PROGRAM: &str = env!("CARGO_BIN_EXE_archive");
/// 1 January 2026: no test depends on today.
const EPOCH: &str = "1767225600";

#[test]
fn the_readme_can_be_followed_from_top_to_bottom() {
    let folder = TempDir::new().unwrap();
    let steps = steps("README.md");
    assert!(steps.len() > 8, "the walk-through was found");
    follow(&steps, folder.path());
}

#[test]
fn the_examples_on_content_and_templates_work() {
    for document in ["docs/content.md", "docs/templates.md"] {
        let folder = TempDir::new().unwrap();
        archive(&["init", "."], folder.path());
        follow(&steps(document), folder.path());
        let (status, said) = run("archive check", folder.path());
        assert!(status == 0 && said.contains("no problems"), "{document}: {said}");
    }
}

#[test]
fn each_example_of_a_problem_shows_that_problem() {
    let mut shown = 0;
    for section in read("docs/problems.md").split("\n## `").skip(1) {
        let name = section.lines().next().unwrap_or_default().trim_end_matches('`');
        let files = steps_in("docs/problems.md", section);
        if files.is_empty() {
            continue;
        }
        let folder = TempDir::new().unwrap();
        write(&folder.path().join("archive.yaml"), "title: Example\n");
        follow(&files, folder.path());
        assert_eq!(codes_found(folder.path()), [name], "the example of {name}");
        shown += 1;
    }
    assert!(shown >= 25, "only {shown} examples were found");
}

#[test]
fn dates_are_said_as_the_table_says() {
    let readme = read("README.md");
    let section = readme.split("\n## Dates\n").nth(1).expect("there is a section on dates");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows: Vec<Vec<&str>> = section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 10, "the table was found");
    for row in rows {
        let date =
            Edtf::parse(row[1].trim_matches(['`', '"'])).unwrap_or_else(|error| panic!("{row:?}: {error:?}"));
        assert_eq!(Phrases::english().date(&date), row[2], "{}", row[1]);
    }
}

#[test]
fn what_is_made_from_the_program_is_current() {
    let views = views();
    for document in DOCUMENTS {
        let text = read(document);
        let current = with_generated_parts(&text, &views);
        if text == current {
            continue;
        }
        assert!(
            std::env::var_os("UPDATE_DOCS").is_some(),
            "{document} is out of date: run `scripts/update-docs`"
        );
        fs::write(root().join(document), current).unwrap();
    }
}

#[test]
fn every_kind_code_and_view_is_documented() {
    let kinds = ["article", "person", "organization", "place", "topic", "source", "event", "claim", "page"];
    let all = |marker: &str| -> Vec<String> {
        DOCUMENTS.iter().flat_map(|path| markers(&read(path), marker)).collect()
    };
    let tables = all("table");
    assert!(
        kinds.iter().chain(&["config", "annotation"]).all(|kind| tables.iter().any(|table| table == kind)),
        "{tables:?}"
    );
    assert_eq!(all("fields"), ["change", "figure"]);
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(all("code"), codes, "the codes in docs/problems.md");
    let mut shown = all("view");
    let mut views: Vec<String> = views().into_keys().collect();
    shown.sort();
    views.sort();
    assert_eq!(shown, views, "the views in docs/templates.md");
}

#[test]
fn every_template_and_block_is_documented() {
    let document = read("docs/templates.md");
    for entry in fs::read_dir(root().join("templates")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().expect("a template has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let blocks = text
            .split("{%")
            .filter_map(|tag| tag.trim_start_matches('-').trim_start().strip_prefix("block "));
        let blocks = blocks.filter_map(|block| block.split_whitespace().next());
        for wanted in blocks.chain([name.as_str()]) {
            assert!(document.contains(&format!("`{wanted}`")), "`{wanted}` is not in docs/templates.md");
        }
    }
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let mut followed = 0;
    for document in DOCUMENTS {
        for link in links(&read(document)).iter().filter(|link| !link.contains(':')) {
            let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
            let base = Path::new(document).parent().expect("a document has a folder");
            let target = if path.is_empty() { PathBuf::from(document) } else { base.join(path) };
            assert!(root().join(&target).exists(), "{document}: `{link}` leads to no file");
            let found = fragment.is_empty() || headings(&read(&target)).iter().any(|id| id == fragment);
            assert!(found, "{document}: `{link}` leads to no heading");
            followed += 1;
        }
    }
    assert!(followed > 20, "only {followed} links were found");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).unwrap();
    fs::write(path, text).unwrap();
}

/// One thing that a document tells its reader to do.
enum Step {
    File { path: String, text: String },
    Change { path: String, old: String, new: String },
    Run { at: String, command: String, shown: Vec<String> },
}

fn steps(document: &str) -> Vec<Step> {
    steps_in(document, &read(document))
}

/// The files and commands of a text; its other blocks are passed over.
fn steps_in(document: &str, text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut file = None;
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(path) = line.strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->")) {
            file = Some(path.to_owned());
        } else if let Some(change) =
            line.strip_prefix("<!-- change: ").and_then(|rest| rest.strip_suffix(" -->"))
        {
            steps.push(changed(change));
        } else if let Some(language) = line.strip_prefix("```") {
            let fence = "`".repeat(3 + language.chars().take_while(|c| *c == '`').count());
            let block: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence).collect();
            match file.take() {
                Some(path) => steps.push(Step::File { path, text: block.join("\n") + "\n" }),
                None if language == "console" => {
                    steps.extend(commands(&format!("{document}:{}", number + 1), &block))
                }
                None => {}
            }
        }
    }
    steps
}

fn changed(change: &str) -> Step {
    let (path, words) = change.split_once(": ").expect("a change names its file");
    let (old, new) = words.split_once(" => ").expect("a change has two sides");
    Step::Change { path: path.to_owned(), old: old.to_owned(), new: new.to_owned() }
}

fn commands(at: &str, block: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => {
                steps.push(Step::Run { at: at.to_owned(), command: command.to_owned(), shown: Vec::new() });
            }
            (None, Some(Step::Run { shown, .. })) => shown.push((*line).to_owned()),
            (None, _) => panic!("{at}: a console block begins with `$ `"),
        }
    }
    steps
}

/// Does what the steps say, in a folder that `cd` changes.
fn follow(steps: &[Step], start: &Path) {
    let mut folder = start.to_owned();
    for step in steps {
        match step {
            Step::File { path, text } => write(&folder.join(path), text),
            Step::Change { path, old, new } => {
                let text = fs::read_to_string(folder.join(path)).unwrap();
                assert!(text.contains(old), "{path} holds `{old}`");
                write(&folder.join(path), &text.replace(old, new));
            }
            Step::Run { command, .. } if command.starts_with("cd ") => folder.push(&command[3..]),
            Step::Run { at, command, shown } => check(at, command, shown, &folder),
        }
        assert!(folder.is_dir(), "there is a folder {}", folder.display());
    }
}

/// Runs one command and compares what it says; of a server only the arguments are tried.
fn check(at: &str, command: &str, shown: &[String], folder: &Path) {
    if command.contains(" serve") {
        let (status, said) = run(&format!("{command} --help"), folder);
        assert_eq!(status, 0, "{at}: `{command}`: {said}");
        return;
    }
    let (expected, shown) = match shown.split_last() {
        Some((last, rest)) if last.starts_with("(exit status ") => {
            (last.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap(), rest)
        }
        _ => (0, shown),
    };
    let (status, said) = run(command, folder);
    assert_eq!(status, expected, "{at}: `{command}` said:\n{said}");
    let said: Vec<String> = said.lines().map(without_time).collect();
    let shown: Vec<String> = shown.iter().map(|line| without_time(line)).collect();
    let shown = trimmed(&shown);
    assert!(
        shown.is_empty() || fits(trimmed(&said), shown),
        "{at}: `{command}` said:\n{}\n\nand the document shows:\n{}",
        said.join("\n"),
        shown.join("\n")
    );
}

/// Exit status and output, standard error among it where it came.
fn run(command: &str, folder: &Path) -> (i32, String) {
    let programs = Path::new(PROGRAM).parent().expect("the program has a folder").display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder)
        .env("PATH", format!("{programs}:{path}"))
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stdout).unwrap())
}

fn archive(arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(PROGRAM).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "archive {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The codes of the problems in a site, each once.
fn codes_found(folder: &Path) -> Vec<String> {
    let (_, report) = run("archive check --format json", folder);
    let report: serde_json::Value =
        serde_json::from_str(&report).unwrap_or_else(|error| panic!("{error}: {report}"));
    let problems = report["diagnostics"].as_array().expect("the report has a list of diagnostics");
    let mut codes: Vec<String> =
        problems.iter().map(|problem| problem["code"].as_str().unwrap_or_default().to_owned()).collect();
    codes.dedup();
    codes
}

/// `0.02 s` differs from run to run.
fn without_time(line: &str) -> String {
    let is_number = |word: &str| word.contains('.') && word.trim_matches(['(', ',']).parse::<f64>().is_ok();
    let words: Vec<&str> = line.trim_end().split(' ').collect();
    let is_unit =
        |word: Option<&&str>| word.is_some_and(|word| matches!(word.trim_matches([')', ',']), "s" | "ms"));
    let kept = words
        .iter()
        .enumerate()
        .map(|(at, word)| if is_number(word) && is_unit(words.get(at + 1)) { "[..]" } else { *word });
    kept.collect::<Vec<&str>>().join(" ")
}

/// Without empty lines at the ends.
fn trimmed(lines: &[String]) -> &[String] {
    let start = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(start, |last| last + 1);
    &lines[start..end]
}

/// Whether what was said is what is shown, where a line `…` stands for any lines.
fn fits(said: &[String], shown: &[String]) -> bool {
    match shown.split_first() {
        None => said.is_empty(),
        Some((line, rest)) if line == "…" => (0..=said.len()).any(|skipped| fits(&said[skipped..], rest)),
        Some((line, rest)) => {
            said.split_first().is_some_and(|(first, more)| first == line && fits(more, rest))
        }
    }
}

/// Names in markers of a sort: `<!-- code: bad-date -->`.
fn markers(text: &str, sort: &str) -> Vec<String> {
    let open = format!("<!-- {sort}: ");
    let names = text.lines().filter_map(|line| line.strip_prefix(open.as_str())?.strip_suffix(" -->"));
    names.map(str::to_owned).collect()
}

/// The text with everything between a marker and its end made anew.
fn with_generated_parts(text: &str, views: &HashMap<String, String>) -> String {
    let mut current = String::new();
    let mut skipping = false;
    for line in text.split_inclusive('\n') {
        let marker = line.trim_end().strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
        skipping &= marker != Some("end");
        if !skipping {
            current.push_str(line);
        }
        let Some(part) =
            marker.and_then(|marker| marker.split_once(": ")).and_then(|part| generated(part, views))
        else {
            continue;
        };
        current.push_str(&format!("\n{}\n\n", part.trim()));
        skipping = true;
    }
    current
}

fn generated((sort, name): (&str, &str), views: &HashMap<String, String>) -> Option<String> {
    match sort {
        "table" => Some(archive(&["schema", name, "--table"], &root())),
        "fields" if name == "figure" => Some(reference(FIGURE)),
        "fields" if name == "change" => Some(reference(CHANGE)),
        "view" => Some(views.get(name).unwrap_or_else(|| panic!("there is no view `{name}`")).clone()),
        "code" => {
            let code = Code::ALL.iter().find(|code| code.name() == name);
            let code = code.unwrap_or_else(|| panic!("there is no code `{name}`"));
            let explanation = code.explanation().lines().map(str::trim).collect::<Vec<_>>().join("\n");
            let severity = if code.severity() == Severity::Error { "Error" } else { "Warning" };
            Some(format!("**{severity}.** {explanation}"))
        }
        _ => None,
    }
}

/// The tables of the template contract, from the doc comments of the views.
fn views() -> HashMap<String, String> {
    let source = ["mod", "changes", "citation", "evidence", "timeline"]
        .map(|file| read(format!("src/render/view/{file}.rs")))
        .concat();
    let mut views = HashMap::new();
    for part in source.split("\npub struct ").skip(1) {
        let name: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
        let fields = part.split("\n}").next().unwrap_or_default();
        views.insert(name, view_table(fields));
    }
    views
}

fn view_table(fields: &str) -> String {
    let mut table = String::from("| name | what it holds | meaning |\n|---|---|---|\n");
    let mut meaning = Vec::new();
    for line in fields.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            meaning.push(words.trim());
        } else if let Some((name, of)) = line.strip_prefix("pub ").and_then(|field| field.split_once(": ")) {
            let of = words_for(of.trim_end_matches(','));
            table.push_str(&format!("| `{name}` | {of} | {} |\n", meaning.join(" ")));
            meaning.clear();
        }
    }
    table
}

/// A Rust type in the words of somebody who writes a template.
fn words_for(of: &str) -> String {
    let inside = |open: &str| of.strip_prefix(open).and_then(|rest| rest.strip_suffix('>'));
    if let Some(item) = inside("Option<") {
        return format!("{}, or none", words_for(item));
    }
    if let Some(shared) = inside("Arc<") {
        return words_for(shared);
    }
    if let Some(item) = inside("Vec<") {
        let item = if item == "String" { "texts".to_owned() } else { words_for(item) };
        return format!("list of {item}");
    }
    match of {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u8" => "number".to_owned(),
        "[f64; 2]" => "two numbers".to_owned(),
        "serde_json::Value" => "anything".to_owned(),
        "T" => "rows".to_owned(),
        "BTreeMap<&'static str, usize>" => "numbers by name".to_owned(),
        _ => {
            let view = of.split('<').next().unwrap_or(of);
            format!("[{view}](#{})", view.to_lowercase())
        }
    }
}

/// Addresses of links and pictures, those in raw HTML among them.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(dest_url.to_string())
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for attribute in ["src=\"", "srcset=\"", "href=\""] {
                    let values = html.split(attribute).skip(1);
                    links.extend(values.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
                }
            }
            _ => {}
        }
    }
    links
}

/// Fragments of headings, as GitHub makes them.
fn headings(text: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let kept = heading.take().unwrap_or_default().to_lowercase().replace(' ', "-");
                ids.push(kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect());
            }
            _ => {}
        }
    }
    ids
}
