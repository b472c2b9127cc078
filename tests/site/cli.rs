//! The program as people call it: its verbs, what it says, and how it ends.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use annotated_archive::config;
use annotated_archive::model::kind::Kind;
use annotated_archive::parse::annotations::{ANNOTATION, FIGURE};
use annotated_archive::parse::fields::fields;
use annotated_archive::yaml::fields::Field;

use crate::site::{Site, archive, assert_same, run, tree};

const VERBS: &[&str] = &[
    "init",
    "new",
    "annotate",
    "build",
    "serve",
    "check",
    "import",
    "export",
    "theme",
    "schema",
    "completions",
];

#[test]
fn the_status_tells_how_it_went() {
    let site = Site::titled().article("a", "", "Text.\n");
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    assert_eq!(run(&mut site.archive(["check"])).status, 0);
    site.put("content/articles/warned.md", "---\ntitle: B\nwether: fine\n---\n");
    assert_eq!(run(&mut site.archive(["build"])).status, 0, "a warning is no failure");
    site.put("content/articles/bad.md", "---\ntitle: B\ndate: soon\n---\n");
    assert_eq!(run(&mut site.archive(["build"])).status, 1);
    assert_eq!(run(&mut site.archive(["check"])).status, 1);
    for arguments in [
        &["build", "--no-such-option"][..],
        &["no-such-verb"],
        &[],
        &["new", "planet", "X"],
        &["schema"],
        &["completions", "no-shell"],
        &["serve", "-p", "x"],
        &["build", "--as-of", "2026-02-30"],
        &["build", "-u", "example.org"],
        &["annotate"],
        &["annotate", "a"],
        &["annotate", "a", "--quote", "b", "--claim", "c"],
        &["annotate", "a", "--quote", "b", "--kind", "remark"],
        &["annotate", "a", "--quote", "b", "--yes"],
        &["annotate", "--reanchor", "--note", "n"],
        &["import"],
        &["import", "articles", "x.json"],
        &["import", "annotations"],
    ] {
        let ran = run(&mut archive(arguments));
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_last_line_tells_what_was_done() {
    let site = Site::titled().article("a", "", "Text.\n");
    let line = |line: &str| {
        let (before, after) = line.trim_end().split_once(" in ").unwrap();
        let (seconds, after) = after.split_once(" s").unwrap();
        assert!(seconds.parse::<f64>().is_ok() && seconds.split('.').nth(1).unwrap().len() == 2, "{line}");
        format!("{before} in N s{after}")
    };
    let build = || line(&run(&mut site.archive(["build"])).out);
    assert_eq!(build(), "wrote 9 pages (9 changed) in N s");
    assert_eq!(build(), "wrote 9 pages (0 changed) in N s");
    site.put("content/articles/b.md", "---\ntitle: B\nwether: fine\ndraft: true\n---\n");
    site.put("content/articles/c.md", "---\ntitle: C\ndate: soon\naccess: withheld\n---\n");
    assert_eq!(
        build(),
        "wrote 9 pages (0 changed) in N s, 1 error, 1 warning, held back: 1 withheld item, 1 draft"
    );
    let checked = run(&mut site.archive(["check"])).out;
    assert!(checked.contains("1 error, 1 warning") && checked.trim_end().lines().count() == 1, "{checked}");
}

#[test]
fn stage_times_are_printed_on_demand() {
    let site = Site::titled().article("a", "", "Text.\n");
    let out = run(&mut site.archive(["build", "--timings"])).out;
    for stage in ["load", "parse", "withhold", "plan", "write"] {
        assert!(
            out.lines().any(|line| line.trim_start().starts_with(stage) && line.ends_with(" ms")),
            "{stage} in {out}"
        );
    }
}

#[test]
fn a_new_archive_builds_without_a_word() {
    let site = Site::new();
    let made = run(archive(["init"]).arg(site.root()));
    assert_eq!((made.status, made.err.as_str()), (0, ""));
    for path in [
        "archive.yaml",
        "content/articles/2024-03-02-bridge-closed.annotations.yaml",
        ".schemas/annotation.json",
        ".gitignore",
        ".github/workflows/pages.yaml",
    ] {
        assert!(site.path(path).is_file(), "{path}");
        assert!(made.out.contains(path), "{}", made.out);
    }
    for verb in ["build", "check"] {
        let ran = run(&mut site.archive([verb]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    }
    let built = site.build().clean();
    for kind in ["articles", "people", "sources", "annotations"] {
        assert!(built.has(&format!("{kind}/index.html")), "{kind}");
    }
    crate::pages::assert_links_lead_somewhere(&built);
    let ignored = fs::read_to_string(site.path(".gitignore")).unwrap();
    for name in
        fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap())
    {
        let is_made = name == "public" || name.starts_with(".public") || name == ".archive-cache";
        let pattern = name.strip_prefix(".public.archive-").map_or(name.as_str(), |_| ".public.archive-*");
        assert_eq!(ignored.contains(&format!("/{pattern}")), is_made, "{name}");
    }
}

#[test]
fn nothing_is_overwritten() {
    let site = Site::new()
        .file("archive.yaml", "title: Mine\n")
        .file("content/people/ida-holm.md", "---\nname: Mine\n---\n");
    let first = run(archive(["init"]).arg(site.root()));
    assert_eq!(first.status, 0);
    assert!(first.out.contains("kept ") && first.out.contains("made "), "{}", first.out);
    assert_eq!(fs::read_to_string(site.path("archive.yaml")).unwrap(), "title: Mine\n");
    let before = tree(&site.root());
    let second = run(archive(["init"]).arg(site.root()));
    assert_eq!(second.status, 0);
    assert!(!second.out.contains("made "), "{}", second.out);
    assert_same(&tree(&site.root()), &before, "a second init");
}

#[test]
fn init_makes_the_folder_and_says_what_it_cannot_make() {
    let site = Site::new().file("file", "x");
    let ran = run(archive(["init"]).arg(site.path("deep/er")));
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(site.path("deep/er/archive.yaml").is_file());
    let ran = run(archive(["init"]).arg(site.path("file")));
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("file"), "{}", ran.err);
}

#[test]
fn init_works_where_one_stands() {
    let site = Site::new();
    let ran = run(archive(["init"]).current_dir(site.root()));
    assert_eq!(ran.status, 0, "{}", ran.err);
    let ran = run(archive(["build"]).current_dir(site.root()));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(site.path("public/index.html").is_file());
}

#[test]
fn every_kind_can_be_begun() {
    for kind in Kind::ALL {
        let site = Site::titled();
        let ran = run(&mut site.archive(["new", kind.name(), "Q: \"A\" & \\ 新疆 #1"]));
        assert_eq!(ran.status, 0, "{}: {}", kind.name(), ran.err);
        let folder = format!("content/{}", kind.folder());
        let made: Vec<String> = tree(&site.path(&folder)).into_keys().collect();
        assert_eq!(made.len(), 1);
        assert!(ran.out.contains(&made[0]), "{}", ran.out);
        let ran = run(&mut site.archive(["build", "--drafts"]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", kind.name());
        let page = made[0].trim_end_matches(".md");
        let path = if kind == Kind::Page {
            format!("public/{page}/index.html")
        } else {
            format!("public/{}/{page}/index.html", kind.folder())
        };
        let html = fs::read_to_string(site.path(&path)).unwrap();
        assert!(html.contains("Q: &quot;A&quot; &amp; \\ 新疆 #1"), "{html}");
        let again = run(&mut site.archive(["new", kind.name(), "Q: \"A\" & \\ 新疆 #1"]));
        assert_eq!(again.status, 2);
        assert!(again.err.contains(&made[0]), "{}", again.err);
    }
}

#[test]
fn what_cannot_be_begun_is_said() {
    let site = Site::titled();
    for name in ["…", "", "   "] {
        let ran = run(&mut site.archive(["new", "person", name]));
        assert_eq!(ran.status, 2, "{name:?}");
        assert!(ran.err.contains("help:"), "{}", ran.err);
    }
    for name in ["../../evil", "/etc/evil", "a/b"] {
        assert_eq!(run(&mut site.archive(["new", "person", name])).status, 0);
    }
    let made: Vec<String> = tree(&site.root()).into_keys().collect();
    assert_eq!(
        made,
        ["archive.yaml", "content/people/a-b.md", "content/people/etc-evil.md", "content/people/evil.md"]
    );
    let empty = Site::new();
    assert_eq!(run(&mut empty.archive(["new", "person", "A"])).status, 2, "not in an archive");
}

#[test]
fn problems_can_be_had_as_json() {
    let site = Site::titled()
        .file("content/articles/a.md", "---\ntitle: A\ndate: Jan. 7\n---\n")
        .file("content/stray.md", "x");
    let ran = run(&mut site.archive(["check", "--format", "json"]));
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!((&document["errors"], &document["warnings"]), (&1.into(), &1.into()));
    let found = &document["diagnostics"][0];
    let keys: BTreeSet<&str> = found.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        BTreeSet::from([
            "code",
            "column",
            "file",
            "help",
            "length",
            "line",
            "message",
            "severity",
            "source",
            "source_column"
        ])
    );
    assert_eq!(found["file"], "content/articles/a.md");
    assert_eq!((&found["line"], &found["column"], &found["length"]), (&3.into(), &7.into(), &6.into()));
    assert_eq!(
        (&found["severity"], &found["code"], &found["source"]),
        (&"error".into(), &"bad-date".into(), &"date: Jan. 7".into())
    );
    assert!(document["diagnostics"][1]["line"].is_null());
    let fine = run(&mut Site::titled().archive(["check", "--format", "json"]));
    let document: serde_json::Value = serde_json::from_str(&fine.out).unwrap();
    assert_eq!((fine.status, document["diagnostics"].as_array().unwrap().len()), (0, 0));
}

#[test]
fn people_are_shown_the_line_and_what_to_do() {
    let site = Site::titled().file("content/articles/2019-a.md", "---\ntitle: A\ndate: Jan. 7\n---\n");
    let ran = run(&mut site.archive(["check"]));
    insta::assert_snapshot!(ran.err, @"
    error[bad-date]: `Jan. 7` is not a date: unexpected `J`, expected a year of four digits, such as `2019`
     --> content/articles/2019-a.md:3:7
      |
    3 | date: Jan. 7
      |       ^^^^^^
      |
      = help: write `date: 2019-01-07`
    ");
    assert!(!ran.err.contains('\u{1b}'), "no colours where nobody looks");
    let plain = run(site.archive(["check"]).env("NO_COLOR", "1"));
    assert_eq!(plain.err, ran.err);
}

#[test]
fn each_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(&mut archive(["completions", shell]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        for verb in VERBS {
            assert!(ran.out.contains(verb), "{verb} in that of {shell}");
        }
    }
}

#[track_caller]
fn assert_schema(name: &str, fields: &[Field]) {
    let ran = run(&mut archive(["schema", name]));
    assert_eq!(ran.status, 0);
    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    // A sidecar is a list of entries.
    let schema = if schema["type"] == "array" { &schema["items"] } else { &schema };
    assert_eq!(schema["type"], "object");
    let properties = schema["properties"].as_object().unwrap();
    let table = run(&mut archive(["schema", name, "--table"])).out;
    for field in fields {
        for key in [field.name].iter().chain(field.synonyms) {
            assert!(properties[*key]["description"].is_string(), "{name}: {key}");
            assert!(table.contains(&format!("`{key}`")), "{name}: {key}");
        }
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        assert!(properties.contains_key(required.as_str().unwrap()), "{name}");
    }
    assert!(table.lines().all(|line| line.starts_with('|') && line.ends_with('|')), "{table}");
}

#[test]
fn schemas_name_every_field() {
    for kind in Kind::ALL {
        assert_schema(kind.name(), fields(kind));
    }
    assert_schema("config", config::FIELDS);
    assert_schema("annotation", ANNOTATION);
    let schema: serde_json::Value =
        serde_json::from_str(&run(&mut archive(["schema", "annotation"])).out).unwrap();
    let figure = schema["items"]["properties"]["figure"]["properties"].as_object().unwrap();
    for field in FIGURE {
        assert!(figure.contains_key(field.name), "{}", field.name);
    }
}

#[test]
fn help_names_each_verb_and_option() {
    let help = run(&mut archive(["--help"]));
    assert_eq!(help.status, 0);
    for verb in VERBS {
        assert!(help.out.contains(&format!("\n  {verb}")), "{verb} in {}", help.out);
        let ran = run(&mut archive([verb, "--help"]));
        assert_eq!(ran.status, 0);
        let first = ran.out.lines().next().unwrap();
        assert!(first.len() > 15 && !first.ends_with('.'), "{verb}: {first}");
        assert!(ran.out.contains("--root") && ran.out.contains("--config"), "{verb}");
    }
    let build = run(&mut archive(["build", "--help"])).out;
    for option in ["-o, --output-dir", "-u, --base-url", "--drafts", "--force", "--as-of", "--timings"] {
        assert!(build.contains(option), "{option} in {build}");
    }
    let serve = run(&mut archive(["serve", "--help"])).out;
    for option in ["-i, --interface", "-p, --port", "-O, --open", "--drafts", "1111"] {
        assert!(serve.contains(option), "{option} in {serve}");
    }
    let check = run(&mut archive(["check", "--help"])).out;
    assert!(check.contains("--format") && check.contains("--strict"), "{check}");
    let annotate = run(&mut archive(["annotate", "--help"])).out;
    for option in [
        "-q, --quote",
        "-n, --note",
        "-k, --kind",
        "--claim",
        "--position",
        "--event",
        "--reanchor",
        "-y, --yes",
    ] {
        assert!(annotate.contains(option), "{option} in {annotate}");
    }
    let import = run(&mut archive(["import", "annotations", "--help"])).out;
    assert!(import.contains("-a, --article") && import.contains("Hypothes.is"), "{import}");
    let version = run(&mut archive(["--version"]));
    assert_eq!(version.out, format!("archive {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn folders_and_files_can_be_named() {
    let site = Site::new()
        .file("archive.yaml", "title: First\n")
        .file("other.yaml", "title: Second\nbase_url: https://example.org/a/\noutput_dir: elsewhere\n")
        .article("a", "", "Text.\n");
    let title = |path: &str| {
        let html = fs::read_to_string(site.path(path)).unwrap();
        crate::site::between(&html, "<title>", "</title>").to_owned()
    };
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    assert_eq!(title("public/index.html"), "First");
    assert_eq!(run(site.archive(["build", "--config"]).arg(site.path("other.yaml"))).status, 0);
    assert_eq!(title("elsewhere/index.html"), "Second");
    assert_eq!(run(site.archive(["build", "-o"]).arg(site.path("third"))).status, 0);
    assert_eq!(title("third/index.html"), "First");
    assert_eq!(run(site.archive(["build", "--config"]).arg(site.path("none.yaml"))).status, 2);
    assert_eq!(run(archive(["build", "--root"]).arg(site.path("none"))).status, 2);
    let here =
        run(archive(["build", "--root", "site", "-o", "beside"]).current_dir(site.root().parent().unwrap()));
    assert_eq!(here.status, 0, "{}", here.err);
    assert!(site.path("../beside/index.html").is_file(), "an output folder is named from where one stands");
}

#[test]
fn the_address_of_the_site_can_be_given() {
    let site = Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/a/\n")
        .article("a", "", "Text.\n");
    for (given, found) in [
        (None, "https://example.org/a/"),
        (Some("https://example.net"), "https://example.net/"),
        (Some("http://localhost:8000/b"), "http://localhost:8000/b/"),
    ] {
        let mut command = site.archive(["build"]);
        if let Some(given) = given {
            command.args(["-u", given]);
        }
        assert_eq!(run(&mut command).status, 0);
        let page = fs::read_to_string(site.path("public/articles/a/index.html")).unwrap();
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{found}articles/a/\">")), "{page}");
    }
    let ran = run(&mut site.archive(["build", "-u", "javascript:alert(1)"]));
    assert_eq!(ran.status, 2);
}

/// The repository is an archive itself: what it shows is what the program makes.
#[test]
fn the_demonstration_archive_builds_without_a_word() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::new();
    for folder in ["content", "templates", "themes"] {
        for (path, bytes) in tree(&repository.join(folder)) {
            site.put(&format!("{folder}/{path}"), bytes);
        }
    }
    site.put("archive.yaml", fs::read(repository.join("archive.yaml")).unwrap());
    let output = site.path("../out");
    let ran = run(site.archive(["build", "--as-of", "2026-01-01", "-o"]).arg(&output));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(!site.path("public").exists());
    let built = site.build().clean();
    crate::pages::assert_links_lead_somewhere(&built);
    let written = tree(&output);
    assert_same(&written, &built.files, "the library and the program");
    let count = |folder: &str| {
        written.keys().filter(|path| path.starts_with(folder) && path.ends_with("/index.html")).count()
    };
    assert_eq!(count("articles/"), 5 + 1);
    assert!(count("events/") > 12 && count("claims/") > 1);
    // What the copies of templates and themes add is nothing: they are the ones in the program.
    for folder in ["templates", "themes"] {
        site.remove(folder);
    }
    assert_same(&site.build().clean().files, &written, "the embedded templates and theme");
}

#[test]
fn output_that_nobody_reads_is_no_failure() {
    let site = Site::titled().file("content/articles/a.md", "---\ntitle: A\ndate: soon\n---\n");
    let mut shell = assert_cmd::Command::new("sh");
    shell.args([
        "-c",
        "{ \"$0\" build --root \"$1\" 2>&1; echo $? > \"$1/status\"; } | true",
        env!("CARGO_BIN_EXE_archive"),
    ]);
    assert_eq!(run(shell.arg(site.root())).status, 0);
    let status = fs::read_to_string(site.path("status")).unwrap();
    assert_eq!(status.trim(), "1", "a closed pipe is not a panic (101)");
}
