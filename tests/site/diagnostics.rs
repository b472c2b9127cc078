//! One folder with a bad file of every kind: one run tells of all of them, each at its place, and
//! the good files beside them are built.
//!
//! In the texts below `‸` stands before the place at which a problem is to be reported; it is not
//! part of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use annotated_archive::diag::{Code, Diagnostic};

use crate::site::{Built, Site, run};

const MARK: char = '‸';

/// What the bad files refer to, and what is to be built in spite of them.
const GOOD: &[(&str, &str)] = &[
    (
        "content/articles/good.md",
        "---\ntitle: Good\naccess: full\npeople: [Lu Kang]\n---\n\n## Part one\n\nLu Kang spoke.\n",
    ),
    ("content/articles/photos/Gate.png", "one"),
    ("content/articles/photos/gate.png", "two"),
    ("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n\n## Career\n\nHe spoke.\n"),
    ("content/people/wang-wenbin.md", "---\nname: Wang Wenbin\nnames: [Wang]\n---\n"),
    ("content/people/wang-yi.md", "---\nname: Wang Yi\nnames: [Wang]\n---\n"),
    ("content/people/agent.md", "---\nname: Agent Withheld\naccess: withheld\n---\n"),
    ("content/pages/about.md", "---\ntitle: About\n---\n\nThe archive.\n"),
    (
        "content/articles/noted.md",
        "---\ntitle: Noted\naccess: full\n---\n\nOne two three. Then two people of the town said in August that more than one million were held in the camps there.\n",
    ),
];

/// Files with one thing wrong in each.
const BAD: &[(&str, &str)] = &[
    (
        "archive.yaml",
        "title: T\nlang: sv\nbase_url: https://example.org/\nraw_html: ‸yes\n‸colour: red\npage_size: ‸5\ntheme: ‸reading-roon\n",
    ),
    ("i18n/sv.yaml", "nav:\n  home: ‸\"Hem {x}\"\n"),
    (
        "templates/claim.html",
        "{% extends \"builtin/claim.html\" %}\n{% block main %}\n{{ ‸clam.title }}\n{% endblock main %}\n",
    ),
    ("templates/timeline.html", "<p>\n{% if ‸%}\n"),
    ("content/articles/access-misspelt.md", "---\ntitle: A\n‸acces: full\n---\n"),
    ("content/articles/access-unknown.md", "---\ntitle: A\naccess: ‸secret\n---\n"),
    ("content/articles/alias-taken.md", "---\ntitle: A\naliases:\n  - /old/\n  - ‸/about/\n---\n"),
    ("content/articles/alias-no-address.md", "---\ntitle: A\naliases: [‸Lu Kang]\n---\n"),
    ("content/articles/alias-too-long.md", "---\ntitle: A\naliases: [‸/LONG/]\n---\n"),
    ("content/articles/bom-and-crlf.md", "\u{feff}---\r\ntitle: A\r\ndate: ‸Jan. 7\r\n---\r\n"),
    ("content/articles/colon.md", "---\ntitle: Visit‸: what we know\n---\n"),
    ("content/articles/comment-open.md", "---\ntitle: A\n---\n\nText ‸<!-- never closed\n\nMore.\n"),
    ("content/articles/comment-open-percent.md", "---\ntitle: A\n---\n\nText ‸%% never closed\n\nMore.\n"),
    ("content/articles/critic.md", "---\ntitle: A\naccess: full\n---\n\nText ‸{==never closed.\n"),
    ("content/articles/2019-date.md", "---\ntitle: A\ndate: ‸Jan. 7\n---\n"),
    ("content/articles/deep.md", "---\ntitle: A\nextra: DEEP\n---\n"),
    ("content/articles/draft-quoted.md", "---\ntitle: A\ndraft: ‸\"yes\"\n---\n"),
    ("content/articles/embargo-without-end.md", "---\ntitle: A\naccess: ‸embargoed\n---\n"),
    ("content/articles/embargo-uncertain.md", "---\ntitle: A\navailable: ‸2030~\n---\n"),
    ("content/articles/embargo-soon.md", "---\ntitle: A\navailable: ‸soon\n---\n"),
    ("content/articles/excerpt-without-end.md", "---\ntitle: A\naccess: ‸excerpt\n---\n\nText.\n"),
    ("content/articles/field-unknown.md", "---\ntitle: A\n‸autor: B\n---\n"),
    ("content/articles/field-private.md", "---\ntitle: A\n‸private: true\n---\n"),
    ("content/articles/field-twice.md", "---\ntitle: A\n‸title: B\n---\n"),
    ("content/articles/html-script.md", "---\ntitle: A\naccess: full\n---\n\n‸<script>alert(1)</script>\n"),
    (
        "content/articles/image-missing.md",
        "---\ntitle: A\naccess: full\n---\n\nSee ‸![the gate](gaet.png).\n",
    ),
    (
        "content/articles/image-remote.md",
        "---\ntitle: A\naccess: full\n---\n\n‸![the gate](https://example.org/gate.png)\n",
    ),
    ("content/articles/image-without-alt.md", "---\ntitle: A\naccess: full\n---\n\n‸![](photos/Gate.png)\n"),
    ("content/articles/large.md", "---\n‸title: A\nsummary: LARGE\n---\n"),
    ("content/articles/lang.md", "---\ntitle: A\nlang: ‸english language\n---\n"),
    (
        "content/articles/link-javascript.md",
        "---\ntitle: A\naccess: full\n---\n\nSee ‸[this](javascript:alert(1)).\n",
    ),
    (
        "content/articles/link-missing.md",
        "---\ntitle: A\naccess: full\n---\n\nSee ‸[him](../people/lu-king.md).\n",
    ),
    ("content/articles/link-site.md", "---\ntitle: A\naccess: full\n---\n\nSee ‸[it](/timelin/).\n"),
    ("content/articles/list-for-one.md", "---\ntitle: ‸[A, B]\n---\n"),
    ("content/articles/mapping-for-text.md", "---\ntitle: A\nsummary: ‸{a: b}\n---\n"),
    (
        "content/articles/mention-ambiguous.md",
        "---\ntitle: A\naccess: full\n---\n\nThen *‸Wang* spoke, and Wang again.\n",
    ),
    ("content/articles/names-ambiguous.md", "---\ntitle: A\npeople: [Lu Kang, ‸Wang]\n---\n"),
    (
        "content/articles/names-withheld.md",
        "---\ntitle: A\naccess: full\npeople: [Lu Kang, ‸Agent Withheld]\n---\n\nThey met ‸Agent Withheld there.\n",
    ),
    (
        "content/articles/noted.annotations.yaml",
        "- quote: One two three\n  id: first\n- quote: ‸never said by anybody\n- quote: people\n  id: ‸first\n\
         - quote: ‸two\n- quote: ‸said in August, that more than one million were held\n- quote: camps\n  ‸nots: x\n- ‸town\n\
         - quote: town\n  claim: ‸nowhere\n  position: denies\n",
    ),
    (
        "content/articles/photos/index.md",
        "‸---\ntitle: A\naccess: full\n---\n\n![a](Gate.png) and ![b](gate.png)\n",
    ),
    ("content/articles/slug-taken/index.md", "---\ntitle: A\nslug: ‸good\n---\n"),
    ("content/articles/tabs.md", "---\ntitle: A\nextra:\n\tone: 1\n\ttwo: ‸@three\n---\n"),
    ("content/articles/taxonomies.md", "---\ntitle: A\ntaxonomies:\n  ‸tagz: [a]\n---\n"),
    ("content/articles/text-kind.md", "---\ntitle: A\ntext: ‸sumary\n---\n"),
    ("content/articles/translation.md", "---\ntitle: A\ntranslation_of: ‸goood\n---\n"),
    ("content/articles/unclosed.md", "‸---\ntitle: A\n\nText.\n"),
    ("content/articles/url.md", "---\ntitle: A\nurl: ‸www.example.org/a\n---\n"),
    ("content/articles/wiki-ambiguous.md", "---\ntitle: A\naccess: full\n---\n\nSee ‸[[Wang]].\n"),
    ("content/articles/wiki-fragment.md", "---\ntitle: A\naccess: full\n---\n\nSee ‸[[Lu Kang#Carreer]].\n"),
    ("content/articles/wiki-here.md", "---\ntitle: A\naccess: full\n---\n\n## Part\n\nSee ‸[here](#prat).\n"),
    ("content/articles/wiki-missing.md", "---\ntitle: A\naccess: full\n---\n\n> One\n> two ‸[[Lu Kamg]].\n"),
    ("content/claims/no-title.md", "‸---\r\nquestion: What?\r\n---\r\n"),
    ("content/events/article-unknown.md", "---\ntitle: E\ndate: 2020\narticles:\n  - good\n  - ‸gone\n---\n"),
    ("content/events/date.md", "---\ntitle: E\ndate: ‸2020-13\n---\n"),
    ("content/pages/nav.md", "---\ntitle: P\nnav: ‸first\n---\n"),
    ("content/people/autolink.md", "---\nname: Ida\nautolink: ‸never\n---\n"),
    ("content/people/names.md", "---\nname: Bo\nnames:\n  - ‸lang: en\n---\n"),
    ("content/places/coordinates.md", "---\nname: Hotan\ncoordinates: ‸[120, 400]\n---\n"),
];

/// Files whose badness is not in their text.
const ODD: &[&str] = &[
    "content/artcles/misplaced.md",
    "content/stray.md",
    "content/articles/_index.md",
    "content/articles/gone.annotations.yaml",
    "content/articles/loop",
    "content/articles/nowhere.md",
    "content/articles/out.md",
    "content/articles/not-utf8-\u{fffd}.md",
];

const NO_FONT: &str = "fonts/own.otf";

const CUT_OFF: &str = "content/articles/photos/cut-off.gif";

fn bad_site() -> Site {
    let mut site = Site::new();
    for (path, text) in GOOD.iter().chain(BAD) {
        site = site.file(path, full(text).replace(MARK, ""));
    }
    site.put(CUT_OFF, "GIF89a");
    site.put(
        "content/articles/pictured.md",
        "---\ntitle: P\naccess: full\n---\n\n![the gate](photos/cut-off.gif)\n",
    );
    site.put("content/articles/latin1.md", b"---\ntitle: A\nsummary: Caf\xe9\n---\n");
    site.put(NO_FONT, "no font");
    for path in &ODD[..4] {
        site.put(path, "---\ntitle: A\n---\n");
    }
    odd_files(&site);
    site
}

/// With what is too long to be written out.
fn full(text: &str) -> String {
    text.replace("DEEP", &format!("{}{MARK}{}", "[".repeat(64), "[".repeat(10_000 - 64)))
        .replace("LONG", &"n".repeat(300))
        .replace("LARGE", &"word ".repeat(14_000))
}

#[cfg(unix)]
fn odd_files(site: &Site) {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    symlink("../articles", site.path("content/articles/loop")).unwrap();
    symlink("nothing.md", site.path("content/articles/nowhere.md")).unwrap();
    let outside = site.root().parent().unwrap().join("outside.md");
    std::fs::write(&outside, "---\ntitle: OUTSIDE\naccess: full\n---\n").unwrap();
    symlink(&outside, site.path("content/articles/out.md")).unwrap();
    let name = OsStr::from_bytes(b"content/articles/not-utf8-\xff.md");
    std::fs::write(site.root().join(name), "---\ntitle: A\n---\n").unwrap();
}

/// Line and column of each mark in a text, in characters from 1.
fn marks(text: &str) -> Vec<(usize, usize)> {
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.split('\n').enumerate();
    let in_line = |(number, line): (usize, &str)| -> Vec<(usize, usize)> {
        let found = line.chars().enumerate().filter(|(_, character)| *character == MARK);
        found.enumerate().map(|(before, (at, _))| (number + 1, at + 1 - before)).collect()
    };
    lines.flat_map(in_line).collect()
}

type Places = BTreeMap<String, BTreeSet<Option<(usize, usize)>>>;

fn expected() -> Places {
    let mut places = Places::new();
    for (path, text) in BAD {
        places.insert((*path).to_owned(), marks(&full(text)).into_iter().map(Some).collect());
    }
    places.insert(CUT_OFF.to_owned(), BTreeSet::from([None]));
    places.insert(NO_FONT.to_owned(), BTreeSet::from([None]));
    places.insert("content/articles/latin1.md".to_owned(), BTreeSet::from([Some((3, 13))]));
    if cfg!(unix) {
        places.extend(ODD.iter().map(|path| ((*path).to_owned(), BTreeSet::from([None]))));
    }
    places
}

fn found(diagnostics: &[Diagnostic]) -> Places {
    let mut places = Places::new();
    for diagnostic in diagnostics {
        let place = diagnostic.position.as_ref().map(|position| (position.line, position.column));
        places.entry(diagnostic.path.clone()).or_default().insert(place);
    }
    places
}

#[test]
fn one_run_tells_of_every_bad_file_at_its_place() {
    let built = bad_site().build();
    let (found, expected) = (found(&built.diagnostics), expected());
    let mut wrong = String::new();
    for path in found.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
        if found.get(path) != expected.get(path) {
            let _ = writeln!(wrong, "{path}: {:?}, not {:?}", found.get(path), expected.get(path));
        }
    }
    assert!(wrong.is_empty(), "{wrong}\n{}", listing(&built.diagnostics));
    assert!(found.len() >= 50);
}

/// `file:line:column severity[code] message / help`
fn listing(diagnostics: &[Diagnostic]) -> String {
    let mut listing = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic.position.as_ref();
        let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        let (severity, code) = (diagnostic.severity.name(), diagnostic.code.name());
        let _ = writeln!(listing, "{}{place} {severity}[{code}] {}", diagnostic.path, diagnostic.message);
        if !diagnostic.help.is_empty() {
            let _ = writeln!(listing, "    {}", diagnostic.help);
        }
    }
    listing
}

#[test]
#[cfg(unix)]
fn what_is_said_of_every_bad_file() {
    insta::assert_snapshot!(listing(&bad_site().build().diagnostics));
}

#[test]
fn the_good_files_are_built_beside_the_bad_ones() {
    let built = bad_site().build();
    let alone = GOOD.iter().fold(Site::titled(), |site, (path, text)| site.file(path, text)).build();
    let page = "articles/good/index.html";
    for part in ["<h1>Good</h1>", "href=\"../../people/lu-kang/\"", "<h2 id=\"part-one\">Part one</h2>"] {
        assert!(built.text(page).contains(part), "{part}");
        assert!(alone.text(page).contains(part), "{part}");
    }
    for page in ["people/lu-kang/index.html", "about/index.html", "timeline/index.html", "404.html"] {
        assert!(built.has(page), "{page}");
    }
    assert!(built.text("people/lu-kang/index.html").contains("Career"));
}

#[test]
fn what_is_unclear_is_held_back() {
    let built = bad_site().build();
    for name in [
        "access-misspelt",
        "access-unknown",
        "colon",
        "comment-open",
        "comment-open-percent",
        "deep",
        "draft-quoted",
        "embargo-soon",
        "embargo-uncertain",
        "embargo-without-end",
        "field-private",
        "large",
        "latin1",
        "out",
        "unclosed",
    ] {
        assert_eq!(built.places_of(&format!("articles/{name}/")), [""; 0], "{name}");
    }
    assert_eq!(built.places_of("OUTSIDE"), [""; 0]);
}

#[test]
fn what_is_clear_is_built_in_spite_of_its_problem() {
    let built = bad_site().build();
    for name in ["field-unknown", "field-twice", "lang", "url", "wiki-missing", "image-missing"] {
        assert!(built.has(&format!("articles/{name}/index.html")), "{name}");
    }
    assert!(built.text("articles/wiki-missing/index.html").contains("Lu Kamg"), "the words stay");
    assert!(!built.text("articles/link-javascript/index.html").contains("javascript:"));
    assert!(!built.text("articles/image-remote/index.html").contains("example.org/gate.png"));
}

#[test]
fn the_program_says_all_of_it_and_ends_with_1() {
    let site = bad_site();
    let ran = run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    assert_eq!(ran.status, 1, "{}", ran.err);
    for diagnostic in &bad_site().build().diagnostics {
        let place = diagnostic.position.as_ref();
        let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        let line = format!("{}{place}", diagnostic.path);
        assert!(ran.err.contains(&line), "{line} is missing in {}", ran.err);
    }
    assert!(site.path("public/articles/good/index.html").is_file());
    assert!(ran.out.contains(" errors, "), "{}", ran.out);
}

#[test]
fn checking_finds_what_building_finds() {
    let site = bad_site();
    let ran = run(&mut site.archive(["check", "--format", "json", "--as-of", "2026-01-01"]));
    assert_eq!(ran.status, 1);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let checked = document["diagnostics"].as_array().unwrap();
    let built = site.build();
    assert_eq!(checked.len(), built.diagnostics.len());
    for (checked, built) in checked.iter().zip(&built.diagnostics) {
        assert_eq!(checked["message"], built.message);
        assert_eq!(checked["code"], built.code.name());
    }
    assert!(!site.path("public").exists());
}

/// Each kind of problem is met in the folder above or in a test of its own.
#[test]
fn every_code_is_met() {
    let met: BTreeSet<Code> = bad_site().build().diagnostics.iter().map(|found| found.code).collect();
    // A file that cannot be read needs a user who is not root; a theme's errors and a language without phrases have their own tests.
    let elsewhere = [Code::Unreadable, Code::NoPhrases];
    let unmet: Vec<&Code> =
        Code::ALL.iter().filter(|code| !met.contains(code) && !elsewhere.contains(code)).collect();
    assert!(unmet.is_empty(), "{unmet:?}");
}

#[test]
fn a_file_without_problems_says_nothing() {
    let built = GOOD
        .iter()
        .filter(|(path, _)| !path.contains("agent"))
        .fold(Site::titled(), |site, (path, text)| site.file(path, text))
        .build();
    assert_eq!(Built::problems(&built), [""; 0]);
}
