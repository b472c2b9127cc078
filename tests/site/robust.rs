//! What no editor means to write: each comes to a clear diagnostic or correct output, and no text
//! makes the program fail or hang.

use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::markdown::png;
use crate::site::{Built, Site, article, run};

/// Runs a test that must end; the time is far beyond what any machine needs, and only keeps a hang
/// from holding up everything else.
#[track_caller]
pub fn ends<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || sender.send(test()));
    match receiver.recv_timeout(Duration::from_secs(120)) {
        Ok(value) => value,
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("it failed: {:?}", worker.join().is_err()),
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("it does not end"),
    }
}

fn built(text: String) -> Built {
    ends(move || Site::titled().article("a", "people: [Lu Kang]\n", &text).build())
}

#[test]
fn an_empty_folder_is_no_archive() {
    let site = Site::new();
    for verb in ["build", "check"] {
        let ran = run(&mut site.archive([verb]));
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains("is not an archive") && ran.err.contains("archive init"), "{}", ran.err);
    }
    assert!(!site.path("public").exists());
}

#[test]
fn a_folder_that_holds_only_content_is_an_archive() {
    let site = Site::new();
    fs::create_dir(site.path("content")).unwrap();
    let ran = run(&mut site.archive(["build"]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    site.put("content/articles/a.md", "Text.\n");
    let built = site.build().clean();
    assert!(built.text("index.html").contains("<h1>site</h1>"), "named as its folder is");
    assert!(built.has("articles/a/index.html") && built.has("theme/base.css"));
}

#[test]
fn a_configuration_alone_is_an_archive() {
    let built = Site::titled().build().clean();
    assert!(built.has("index.html") && built.has("articles/index.html") && built.has("timeline/index.html"));
}

#[test]
fn empty_files_and_folders() {
    let site = Site::new()
        .file("archive.yaml", "")
        .file("content/people/p.md", "")
        .file("content/articles/a.md", "---\n---\n")
        .file("static/empty", "")
        .file("templates/.keep", "")
        .file("themes/.keep", "");
    fs::create_dir_all(site.path("content/places/nothing/here")).unwrap();
    let built = site.build();
    assert!(built.has("articles/a/index.html") && built.has("people/p/index.html"), "{:?}", built.paths());
}

#[test]
fn twenty_megabytes_of_text() {
    let paragraph = "Lu Kang spoke of it at *some* length, and [others](https://example.org/) did too.\n\n";
    let built = built(paragraph.repeat(20 * 1024 * 1024 / paragraph.len()));
    assert_eq!(built.problems(), [""; 0]);
    assert!(built.files["articles/a/index.html"].len() > 20 << 20);
    assert!(built.files["people/lu-kang/index.html"].len() < 100_000);
}

#[test]
fn twenty_megabytes_on_one_line() {
    let built = built("Lu Kang went on and on. ".repeat(20 * 1024 * 1024 / 24));
    assert_eq!(built.problems(), [""; 0]);
    let kwic = built.text("people/lu-kang/index.html").len();
    assert!(kwic < 100_000, "a sentence is cut: {kwic}");
}

#[test]
fn one_word_of_a_megabyte_around_a_name() {
    let word = "x".repeat(1 << 20);
    let built = built(format!("{word} Lu Kang {word}\n"));
    assert!(built.files["people/lu-kang/index.html"].len() < 100_000);
}

/// Ten thousand of everything that can be opened, never closed, or stand within itself.
#[test]
fn nesting_without_end() {
    let n = 10_000;
    for text in [
        "> ".repeat(n) + "x",
        "[".repeat(n) + "x",
        "[".repeat(n) + "x" + &"]".repeat(n),
        "[".repeat(n) + "x" + &"](a)".repeat(n),
        "![".repeat(n) + "x" + &"](a.png)".repeat(n),
        "*a ".repeat(n),
        "*a **b ".repeat(n),
        "*".repeat(n) + "a" + &"*".repeat(n),
        "_a".repeat(n),
        "- ".repeat(n) + "x",
        "1. ".repeat(n) + "x",
        "> - ".repeat(n / 2) + "x",
        "[[".repeat(n) + "x",
        "[[a".repeat(n) + &"]]".repeat(n),
        "<b>".repeat(n),
        "<div>\n".repeat(n),
        "<div>".repeat(n) + "x" + &"</div>".repeat(n),
        "<!-- ".repeat(n),
        "%%".repeat(n),
        "%%a".repeat(n + 1),
        "`".repeat(n) + "a",
        (1..300).map(|length| "`".repeat(length) + "a").collect(),
        "~~a".repeat(n),
        "<".repeat(n),
        "&".repeat(n),
        "\\".repeat(n),
        "[^a]".repeat(n),
        "[^1]: ".repeat(n) + "x\n\nA[^1].",
        "a\n: ".repeat(n) + "x",
        "> [!note] ".repeat(n / 10) + "x",
        "> ".repeat(500) + "[!note] x",
        "| a ".repeat(n) + "|\n" + &"|---".repeat(n) + "|\n",
        "<a href=\"".repeat(n),
        "src=\"".repeat(n),
        "<img src='x' ".repeat(n),
        "](".repeat(n),
        "a](b ".repeat(n),
        "[a](<b".repeat(n),
        "![[".repeat(n),
    ] {
        let start: String = text.chars().take(20).collect();
        let built = built(text);
        assert!(built.has("index.html"), "{start}");
    }
}

#[test]
fn ten_thousand_of_everything_in_a_row() {
    let each = |make: &dyn Fn(usize) -> String| (0..10_000).map(make).collect::<String>();
    for text in [
        each(&|n| format!("[l{n}](https://example.org/{n}) ")),
        each(&|n| format!("A[^{n}] ")) + "\n\n" + &each(&|n| format!("[^{n}]: Note.\n\n")),
        "A[^1] ".repeat(10_000) + "\n\n[^1]: Note.\n",
        each(&|n| format!("[[Nobody {n}]] ")),
        each(&|n| format!("![a](b{n}.png)\n\n")),
        each(&|n| format!("<a href=\"{n}.md\">x</a>\n")),
        "Same.\n\n".repeat(10_000),
        each(&|n| format!("- a{n}\n")),
        each(&|n| format!("| a{n} | b |\n")).replacen('\n', "\n|---|---|\n", 1),
        each(&|n| format!("[a{n}]: https://example.org/\n")),
        "```\n```\n".repeat(10_000),
        "```rust\nfn f() {}\n```\n".repeat(500),
        "Lu Kang ".repeat(10_000),
    ] {
        let start: String = text.chars().take(20).collect();
        assert!(built(text).has("articles/a/index.html"), "{start}");
    }
}

#[test]
fn five_thousand_headings_of_one_name() {
    let built = built("# Part\n\n".repeat(5_000));
    let body = built.body("articles/a/index.html");
    for id in ["part", "part-2", "part-5000"] {
        assert_eq!(body.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
    let many = (0..5_000).map(|number| format!("# Part\n\n# Part {}\n\n", number % 50)).collect();
    assert!(self::built(many).has("articles/a/index.html"));
}

#[test]
fn front_matter_without_end() {
    let n = 10_000;
    for lines in [
        format!("extra: {}", "[".repeat(n)),
        format!("extra: {}", "{a: ".repeat(n)),
        format!("extra:\n{}x", "- ".repeat(n)),
        format!("extra: {}x", "? ".repeat(n)),
        (0..200).fold(String::from("extra:\n"), |text, depth| text + &" ".repeat(depth + 1) + "a:\n"),
        format!("extra: {}", "&a ".repeat(n)),
        format!("extra: {}", "!".repeat(n)),
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: &e [*d, *d]\nf: &f [*e, *e]\ng: &g [*f, *f]\nh: &h [*g, *g]\ni: &i [*h, *h]\nj: [*i, *i]".to_owned(),
        format!("people: [{}]", "Name, ".repeat(5_000)),
        (0..3_000).map(|number| format!("k{number}: v\n")).collect(),
        "title: \"".to_owned() + &"x".repeat(60_000) + "\"",
        "title: |\n".to_owned() + &"  x\n".repeat(10_000),
        "\u{0}: \u{7}".to_owned(),
        "<<: *nothing".to_owned(),
        "!!binary x: y".to_owned(),
        "? [a, b]\n: c".to_owned(),
        "- a\n- b".to_owned(),
        "just text".to_owned(),
        "\"\"".to_owned(),
        "a: b\n--- \nc: d".to_owned(),
        "%YAML 1.1".to_owned(),
        "title: 9999999999999999999999999999".to_owned(),
        "date: 99999999999999999999".to_owned(),
        "date: 2019-01-07T00:00:00+99:99".to_owned(),
        "date: Y99999999999".to_owned(),
        "nav: 99999999999999999999".to_owned(),
        "title: .nan\nsummary: -.inf".to_owned(),
    ] {
        let start: String = lines.chars().take(40).collect();
        let built = ends(move || Site::titled().article("good", "", "Text.\n").file("content/articles/a.md", format!("---\n{lines}\n---\n\nText.\n")).build());
        assert!(built.has("articles/good/index.html"), "{start}");
    }
}

/// A file may hold what no editor shows: it never breaks a page, and the program says nothing raw.
#[test]
fn control_characters() {
    let all: String =
        (0u32..0xA0).filter_map(char::from_u32).filter(|c| c.is_control() && *c != '\n').collect();
    let site = Site::titled().file(
        "content/articles/a.md",
        format!("---\naccess: full\n---\n\nA{all}B \u{feff}\u{200b}\u{202e}\u{2028}\u{fffe} [[a\u{1}b]]\n"),
    );
    let ran = run(&mut site.archive(["build"]));
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(!ran.err.contains(|c: char| c.is_control() && c != '\n'), "{:?}", ran.err);
    assert!(site.path("public/articles/a/index.html").exists());
    let nul = Site::titled()
        .file("content/articles/a.md", "---\ntitle: A\0B\n---\n\nx\0y\n")
        .file("content/articles/b.md", "---\ntitle: B\naccess: full\n---\n\nx\0y `\0` ![\0](\0.png) [[\0]]\n")
        .build();
    assert!(nul.has("articles/b/index.html"));
    let places: Vec<&str> = nul.places_of("\0").into_iter().filter(|path| !path.ends_with(".bin")).collect();
    assert_eq!(places, [""; 0], "no NUL reaches a page");
}

#[test]
fn control_characters_in_fields_do_not_break_feeds() {
    let site = Site::new().file("archive.yaml", "title: \"T\\x01\"\nbase_url: https://example.org/\n").file(
        "content/articles/a.md",
        "---\ntitle: \"A\\x01\\x0b\\e\\uFFFE\"\nsummary: \"S\\0\"\nauthors: [\"X\\x7f\"]\n---\n",
    );
    let built = site.build();
    let feed = built.text("atom.xml");
    let allowed = |c: char| {
        matches!(c, '\n' | '\t' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}') || c >= '\u{10000}'
    };
    assert!(feed.chars().all(allowed), "XML 1.0 allows no such character: {feed:?}");
}

#[test]
fn files_that_are_no_text() {
    let random: Vec<u8> = (0..100_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let site = Site::titled()
        .article("good", "", "![a](b.png)\n")
        .file("content/articles/b.png", &random)
        .file("content/articles/random.md", &random)
        .file("content/articles/utf16.md", [0xff, 0xfe, b'a', 0, b'b', 0])
        .file("content/articles/huge-head.png", png(u32::MAX, u32::MAX))
        .file("content/articles/sized.md", article("", "![a](huge-head.png)\n"));
    let built = ends(move || site.build());
    assert_eq!(built.files["articles/b.png"], random);
    let problems = built.problems();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems.iter().all(|problem| problem.contains("error[not-utf8]")), "{problems:?}");
}

#[test]
fn bad_configurations_leave_a_site() {
    for text in [
        &b"title: [\n"[..],
        b"\xff\xfe",
        b"- a\n",
        b"text",
        b"title: {a: b}\npage_size: x\nlang: 1\nportable: 3\n",
        b"# nothing\n",
        b"title: T\ntheme: [a]\n",
        b"title: T\nextra: *x\n",
    ] {
        let site = Site::new().article("a", "", "Text.\n").file("archive.yaml", text);
        let built = ends(move || site.build());
        assert!(built.has("articles/a/index.html"), "{text:?}");
        assert!(!built.problems().is_empty(), "{text:?}");
    }
}

#[test]
fn long_names() {
    let long = "n".repeat(250);
    let site = Site::titled()
        .article(&long, "", &format!("![a]({long}.png) [[{long}]]\n"))
        .file(&format!("content/articles/{long}.png"), "x")
        .file(&format!("content/articles/{}x.md", "新".repeat(80)), article("", "x\n"))
        .file(
            "content/articles/b.md",
            article(&format!("people: [\"{}\"]\nslug: {long}{long}\n", "word ".repeat(200)), "x\n"),
        );
    let built = site.build().clean();
    let longest = built.paths().into_iter().flat_map(|path| path.split('/')).map(str::len).max().unwrap();
    assert!(longest <= 255);
    assert_eq!(
        built
            .paths()
            .iter()
            .filter(|path| path.starts_with("articles/") && path.ends_with("/index.html"))
            .count(),
        4,
        "three articles and their list"
    );
}

#[test]
fn an_address_that_no_disk_takes_is_reported() {
    let long = "n".repeat(300);
    let deep = "d/".repeat(3_000);
    for alias in [format!("/{long}/"), format!("/{deep}")] {
        let site = Site::titled().article("a", &format!("aliases: [\"{alias}\"]\n"), "Text.\n");
        let ran = run(&mut site.archive(["build"]));
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.err.contains("content/articles/a.md:5:"), "{}", ran.err);
        assert!(site.path("public/articles/a/index.html").exists());
    }
}

#[test]
fn deep_folders() {
    let deep = "d/".repeat(200);
    let built = Site::titled()
        .file(&format!("content/articles/{deep}a/index.md"), article("", "![a](b.png)\n"))
        .file(&format!("content/articles/{deep}a/b.png"), "x")
        .build()
        .clean();
    assert!(built.has("articles/a/index.html") && built.has(&format!("articles/{deep}a/b.png")));
}

#[test]
#[cfg(unix)]
fn symbolic_links_stay_within_the_site() {
    use std::os::unix::fs::symlink;
    let site = Site::titled()
        .article("a", "", "![x](inside.png)\n")
        .file("shared/inside.png", "inside")
        .file("content/people/p.md", "---\nname: P\n---\n");
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "---\ntitle: OUTSIDE\n---\n").unwrap();
    symlink("../../shared/inside.png", site.path("content/articles/inside.png")).unwrap();
    symlink(outside.path(), site.path("content/articles/folder")).unwrap();
    symlink("loop", site.path("content/articles/loop")).unwrap();
    symlink("../..", site.path("content/articles/up")).unwrap();
    symlink("/etc/passwd", site.path("content/articles/passwd.png")).unwrap();
    fs::create_dir(site.path("static")).unwrap();
    symlink("/etc/passwd", site.path("static/passwd")).unwrap();
    symlink("../content", site.path("static/content")).unwrap();
    symlink("../people", site.path("content/articles/people")).unwrap();
    fs::create_dir(site.path("templates")).unwrap();
    symlink(outside.path().join("secret.md"), site.path("templates/page.html")).unwrap();
    let built = ends(move || site.build());
    assert_eq!(built.places_of("OUTSIDE"), [""; 0]);
    assert_eq!(built.places_of("root:x:0"), [""; 0]);
    assert_eq!(built.text("articles/inside.png"), "inside");
    let mut linked: Vec<&str> = built.diagnostics.iter().map(|found| found.path.as_str()).collect();
    linked.sort_unstable();
    assert_eq!(
        linked,
        [
            "content/articles/folder",
            "content/articles/loop",
            "content/articles/passwd.png",
            "content/articles/people",
            "content/articles/up",
            "static/content",
            "static/passwd",
            "templates/page.html"
        ],
        "{:?}",
        built.problems()
    );
}

#[test]
#[cfg(unix)]
fn a_content_folder_that_is_a_link_out_of_the_site_is_refused() {
    use std::os::unix::fs::symlink;
    let site = Site::titled();
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("articles")).unwrap();
    fs::write(outside.path().join("articles/a.md"), article("", "OUTSIDE\n")).unwrap();
    symlink(outside.path(), site.path("content")).unwrap();
    let built = ends(move || site.build());
    assert_eq!(built.places_of("OUTSIDE"), [""; 0]);
    assert_eq!(built.diagnostics.len(), 1, "{:?}", built.problems());
}

#[test]
#[cfg(unix)]
fn names_that_are_no_text_are_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let site = Site::titled().article("a", "", "Text.\n");
    for name in [
        &b"content/articles/x\xff.md"[..],
        b"content/articles/y\xff.png",
        b"content/articles/z\xff/index.md",
        b"static/s\xff",
        b"templates/t\xff.html",
    ] {
        let path = site.root().join(OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    let built = site.build();
    assert_eq!(built.diagnostics.len(), 5, "{:?}", built.problems());
    assert!(
        built.problems().iter().all(|problem| problem.contains("bad-file-name")),
        "{:?}",
        built.problems()
    );
    assert!(built.has("articles/a/index.html"));
}

#[test]
fn a_named_pipe_is_not_waited_for() {
    let site = Site::titled().article("a", "", "Text.\n");
    let pipe = site.path("content/articles/pipe.md");
    if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: no named pipe can be made here");
        return;
    }
    assert!(ends(move || site.build()).has("articles/a/index.html"));
}

/// Decomposed names, as some systems write them, are the composed ones.
#[test]
fn names_of_files_are_composed() {
    let site = Site::titled()
        .file("content/people/Ko\u{308}fler.md", "---\nname: Ko\u{308}fler\n---\n")
        .article("a", "people: [Köfler]\n", "Of [[Köfler]] and ![x](gru\u{308}n.png) ![y](gr\u{fc}n.png).\n")
        .file("content/articles/gru\u{308}n.png", "x");
    let built = site.build().clean();
    assert!(built.has("people/köfler/index.html") && built.has("articles/grün.png"), "{:?}", built.paths());
}

#[test]
fn odd_names_of_files() {
    let site = [
        "CON",
        "a b",
        "a%20b",
        "a?b#c",
        "..x",
        "-",
        "'\"<>&",
        "\\",
        "a:b",
        "ǅ",
        "ß",
        "İ",
        "🦀",
        "~",
        "a..b",
        "index.html",
    ]
    .iter()
    .fold(Site::titled(), |site, name| site.file(&format!("content/articles/{name}.md"), article("", "x\n")));
    let built = site.build();
    let pages = built
        .paths()
        .into_iter()
        .filter(|path| path.starts_with("articles/") && path.ends_with("/index.html"))
        .count();
    assert_eq!(
        pages + built.diagnostics.len(),
        16,
        "each has a page or a problem: {:?} {:?}",
        built.paths(),
        built.problems()
    );
    for path in built.paths() {
        assert!(
            !path.contains(['\\', ':', '?', '"', '<']) && !path.split('/').any(|part| part == ".."),
            "{path}"
        );
    }
    crate::pages::assert_links_lead_somewhere(&built);
}
