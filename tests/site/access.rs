//! Nothing withheld leaves: what is marked not for publication is in no byte of any output.
//!
//! Everything that must not be published has the word `zqx` in it; nothing else has.

use annotated_archive::config::DefaultAccess;
use annotated_archive::model::kind::Kind;
use annotated_archive::text::edtf::Day;

use crate::site::{Built, Site, assert_same, run};

pub const SECRET: &str = "zqx";

/// Lines of front matter that keep an item back.
pub const WAYS: &[&str] = &[
    "draft: true",
    "access: withheld",
    "access: embargoed\navailable: 2099-01-01",
    "access: full\navailable: 2099-01-01",
    "available: 2099",
    "access: embargoed",
    "access: secret",
    "access: Full",
    "access:",
    "access: {full: true}",
    "acces: full",
    "Access: full",
    "acess: withheld",
    "draft: \"yes\"",
    "draft: yes",
    "draft: 1",
    "draft:",
    "drfat: true",
    "draft: false\ndraft: true",
    "access: full\naccess: withheld",
    "available: soon",
    "available: 2020~",
    "available:",
    "availble: 2099-01-01",
    "publish: false",
    "published: false",
    "private: true",
    "hidden: true",
    "embargo: 2099-01-01",
    "visibility: private",
    "publishDate: 2099-01-01",
    "title: [never closed",
];

/// The public part: it names hidden items in every way that a link can.
pub fn public() -> Site {
    Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/t/\nauthor: Editors\n")
        .file(
            "content/articles/open.md",
            "---\ntitle: Open report\ndate: 2020-05-05\naccess: full\nsource: Gazette\npeople: [Lu Kang]\n\
             topics: [Access]\naliases: [/old/]\n---\n\nLu Kang spoke of [[hidden-zqx|that report]], of \
             [another](hidden-zqx/index.md), of [[people/hidden-person-zqx|somebody]], of \
             [[Topic zqx|some topic]] and of [[hidden-zqx#part|a part]]. \
             ![a gate](gate.png)\n",
        )
        .file("content/articles/gate.png", "gate")
        .file(
            "content/articles/second.md",
            "---\ntitle: Second\ndate: 2021-06-06\naccess: full\nsource: Gazette\npeople: [Lu Kang]\n\
             translation_of: hidden-zqx\n---\n\nOf Lu Kang, the Ministry and Hotan.\n",
        )
        .file(
            "content/events/visit.md",
            "---\ntitle: Visit\ndate: 2020-05\narticles: [open, hidden-zqx]\npeople: [Lu Kang]\n---\n\nText.\n",
        )
        .file("content/claims/free.md", "---\ntitle: Free\narticles: [hidden-zqx, open]\n---\n\nText.\n")
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\nrole: Spokesman\n---\n\nText.\n")
        .file("content/organizations/ministry.md", "---\nname: Ministry\n---\n\nText.\n")
        .file("content/places/hotan.md", "---\nname: Hotan\n---\n\nText.\n")
        .file("content/topics/access.md", "---\nname: Access\n---\n\nText.\n")
        .file("content/sources/gazette.md", "---\nname: Gazette\n---\n\nText.\n")
        .file("content/pages/about.md", "---\ntitle: About\nnav: 1\n---\n\nText.\n")
}

/// The file of a hidden item of a kind: all of its bytes differ with the version.
fn hidden_path(kind: Kind) -> String {
    match kind {
        Kind::Article => "content/articles/hidden-zqx/index.md".to_owned(),
        kind => format!("content/{}/hidden-{}-zqx.md", kind.folder(), kind.name()),
    }
}

fn hidden_text(kind: Kind, way: &str, version: u32) -> String {
    let v = format!("zqx{version}");
    let common = format!(
        "summary: Summary {v}\nslug: slug-{v}\naliases: [/alias-{v}/, /old/]\nlang: de\nextra: {{key: {v}}}\n"
    );
    let lists = format!(
        "people: [Lu Kang, Person {v}]\norganizations: [Ministry, Org {v}]\nplaces: [Hotan, Place {v}]\n\
         topics: [Access, Topic {v}]\n"
    );
    let entity = format!("name: Name {v}\nnames: [Other {v}, \"{v}\"]\nurl: https://{v}.example/\n");
    let own = match kind {
        Kind::Article => format!(
            "title: Title {v}\ndate: 2020-05-{:02}\nsource: Source {v}\nvia: [Wire {v}, Gazette]\nauthors: \
             [Author {v}]\nurl: https://{v}.example/\narchived_url: https://{v}.example/a\nrights: Rights {v}\n\
             text: abstract\n{lists}",
            4 + version
        ),
        Kind::Event => {
            format!("title: Title {v}\ndate: 19{version}9-01\ndate_note: Note {v}\narticles: [open]\n{lists}")
        }
        Kind::Claim => format!("title: Title {v}\nquestion: Question {v}\narticles: [open]\n{lists}"),
        Kind::Page => format!("title: Title {v}\nnav: {version}\n"),
        Kind::Person => format!("{entity}role: Role {v}\n"),
        Kind::Place => format!("{entity}coordinates: [1.5, {version}]\n"),
        _ => entity,
    };
    // What is written twice counts as written twice only if the way does it.
    let own = if way.starts_with("title:") { own.replace("title: ", "question: ") } else { own };
    format!(
        "---\n{own}{common}{way}\n---\n\n## Part {v}\n\nText {v} of Lu Kang, [[open]] and [[Hotan|{v}]].\n\n\
         ![alt {v}](photo-zqx{version}.png)\n\n```rust\nlet {v} = 1;\n```\n\n<b title=\"{v}\">{v}</b>\n"
    )
}

fn hide(site: &Site, kind: Kind, way: &str, version: u32) {
    let path = hidden_path(kind);
    site.put(&path, hidden_text(kind, way, version));
    let folder = path.rsplit_once('/').unwrap().0;
    site.put(&format!("{folder}/photo-zqx{version}.png"), format!("zqx photo {version}"));
}

/// The hidden items' files; their images are left as they were.
fn delete(site: &Site) {
    for kind in Kind::ALL {
        site.remove(&hidden_path(kind));
    }
    site.remove("content/articles/hidden-zqx");
}

#[track_caller]
pub fn assert_silent(built: &Built, why: &str) {
    assert_eq!(built.places_of(SECRET), [""; 0], "{why}");
}

#[test]
fn what_is_kept_back_is_in_no_output_and_changes_none() {
    let bare = public().build();
    for way in WAYS {
        let site = public();
        Kind::ALL.into_iter().for_each(|kind| hide(&site, kind, way, 1));
        let first = site.build();
        assert_silent(&first, way);
        Kind::ALL.into_iter().for_each(|kind| hide(&site, kind, way, 2));
        let changed = site.build();
        assert_same(&changed.files, &first.files, &format!("{way}: changed bytes"));
        delete(&site);
        let deleted = site.build();
        assert_same(&deleted.files, &first.files, &format!("{way}: deleted"));
        assert_same(&bare.files, &first.files, &format!("{way}: never there"));
    }
}

/// The same for each kind by itself, so that one hidden item cannot cover for another.
#[test]
fn each_kind_is_kept_back_by_itself() {
    let bare = public().build();
    for kind in Kind::ALL {
        for way in ["draft: true", "access: withheld", "available: 2099-01-01", "acces: full"] {
            let site = public();
            hide(&site, kind, way, 1);
            assert_same(&site.build().files, &bare.files, &format!("{} {way}", kind.name()));
        }
    }
}

/// The test above can fail: what is not kept back is everywhere.
#[test]
fn the_same_items_are_everywhere_when_they_are_published() {
    let site = public();
    Kind::ALL.into_iter().for_each(|kind| hide(&site, kind, "access: full", 1));
    let built = site.build();
    for path in [
        "index.html",
        "articles/index.html",
        "articles/slug-zqx1/index.html",
        "articles/hidden-zqx/photo-zqx1.png",
        "people/index.html",
        "people/slug-zqx1/index.html",
        "people/lu-kang/index.html",
        "people/lu-kang/atom.xml",
        "events/slug-zqx1/index.html",
        "claims/index.html",
        "places/hotan/index.html",
        "topics/index.html",
        "sources/index.html",
        "slug-zqx1/index.html",
        "alias-zqx1/index.html",
        "timeline/index.html",
        "atom.xml",
        "sitemap.xml",
        "404.html",
        ".archive-manifest.json",
    ] {
        assert!(built.places_of(SECRET).contains(&path), "{path} is not among {:?}", built.places_of(SECRET));
    }
}

#[test]
fn every_item_that_is_kept_back_is_counted_and_unclear_ones_are_reported() {
    for way in WAYS {
        let site = public();
        Kind::ALL.into_iter().for_each(|kind| hide(&site, kind, way, 1));
        let built = site.build();
        let held = built.held_back;
        let clear = matches!(*way, "draft: true" | "access: withheld")
            || way.ends_with(": 2099-01-01")
                && !way.starts_with("publishDate")
                && !way.starts_with("availble")
                && !way.starts_with("embargo:")
            || *way == "available: 2099";
        for kind in Kind::ALL {
            let path = hidden_path(kind);
            let errors = built
                .diagnostics
                .iter()
                .filter(|found| found.path == path)
                .filter(|found| found.severity.name() == "error")
                .count();
            assert_eq!(errors == 0, clear, "{way}: {path}: {:#?}", built.problems());
        }
        let counted = held.drafts + held.withheld + held.embargoed + held.unclear;
        assert_eq!(counted, 9, "{way}: {held:?}");
        if !clear {
            assert_eq!(counted, held.unclear, "{way}: {held:?}");
        }
    }
}

#[test]
fn drafts_are_shown_when_asked_for_and_nothing_else_is() {
    let site = public();
    hide(&site, Kind::Article, "draft: true", 1);
    hide(&site, Kind::Person, "draft: true\naccess: withheld", 1);
    hide(&site, Kind::Event, "draft: true\navailable: 2099-01-01", 1);
    hide(&site, Kind::Claim, "draft: true\nacces: full", 1);
    hide(&site, Kind::Place, "draft: \"yes\"", 1);
    let built = site.build_with(|config| config.drafts = true);
    assert!(built.has("articles/slug-zqx1/index.html"));
    for section in ["people", "events", "claims", "places"] {
        assert!(!built.has(&format!("{section}/slug-zqx1/index.html")), "{section}");
    }
    let ran = run(&mut site.archive(["build", "--drafts"]));
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(site.path("public/articles/slug-zqx1/index.html").is_file());
    run(&mut site.archive(["build"]));
    assert!(!site.path("public/articles/slug-zqx1").exists());
}

/// Whether a page with these lines is published on a day.
#[track_caller]
fn published_on(lines: &str, day: (i64, u8, u8)) -> bool {
    let site = Site::titled().file("content/pages/p.md", format!("---\ntitle: P\n{lines}\n---\n\nText.\n"));
    let (year, month, day) = day;
    site.build_with(|config| config.as_of = Day { year, month, day }).has("p/index.html")
}

#[test]
fn an_embargo_ends_on_the_last_day_that_its_date_may_mean() {
    for lines in
        ["access: embargoed\navailable: 2030-02", "access: full\navailable: 2030-02", "available: 2030-02"]
    {
        assert!(!published_on(lines, (2030, 2, 27)), "{lines}");
        assert!(published_on(lines, (2030, 2, 28)), "{lines}");
    }
    assert!(!published_on("available: 2030-01-31", (2030, 1, 30)));
    assert!(published_on("available: 2030-01-31", (2030, 1, 31)));
    assert!(!published_on("available: 2030-01-31/2031-01-31", (2031, 1, 30)));
    assert!(
        !published_on("access: withheld\navailable: 2020-01-01", (2030, 1, 1)),
        "withheld stays withheld"
    );
    assert!(!published_on("draft: true\navailable: 2020-01-01", (2030, 1, 1)), "a draft stays a draft");
    for uncertain in ["2020~", "2020?", "\"[..2020]\"", "2020/..", "XXXX", "202X"] {
        assert!(!published_on(&format!("available: {uncertain}"), (2100, 1, 1)), "{uncertain}");
    }
}

#[test]
fn the_day_is_given_or_taken_from_the_environment_and_recorded() {
    let site =
        Site::titled().file("content/pages/p.md", "---\ntitle: P\navailable: 2030-01-31\n---\n\nText.\n");
    let page = site.path("public/p/index.html");
    let manifest = || std::fs::read_to_string(site.path("public/.archive-manifest.json")).unwrap();
    assert_eq!(run(&mut site.archive(["build", "--as-of", "2030-01-30"])).status, 0);
    assert!(!page.exists() && manifest().contains("\"2030-01-30\""));
    assert_eq!(run(&mut site.archive(["build", "--as-of", "2030-01-31"])).status, 0);
    assert!(page.exists() && manifest().contains("\"2030-01-31\""));
    // 1896048000 is the first second of 2030-01-31, UTC.
    for (seconds, shown) in [("1896047999", false), ("1896048000", true)] {
        assert_eq!(run(site.archive(["build"]).env("SOURCE_DATE_EPOCH", seconds)).status, 0);
        assert_eq!(page.exists(), shown, "{seconds}: {}", manifest());
    }
    let both = run(site.archive(["build", "--as-of", "2030-01-01"]).env("SOURCE_DATE_EPOCH", "1896048000"));
    assert_eq!((both.status, page.exists()), (0, false), "the command line outranks the environment");
    assert_eq!(run(site.archive(["build"]).env("SOURCE_DATE_EPOCH", "soon")).status, 2);
    assert_eq!(run(&mut site.archive(["build", "--as-of", "soon"])).status, 2);
}

/// A report with a shown part, and a part that stays back.
fn report(lines: &str) -> Site {
    let text = "Shown part of Lu Kang, noted[^1]. See [the gate](gate.png).\n\n<!-- more -->\n\n## Part zqx\n\n\
                Rest zqx names Hotan and [[Zqx Person|him]]. ![alt zqx](photo-zqx.png)\n\n[file](notes-zqx.txt) \
                <img src=\"raw-zqx.png\" alt=\"x\">\n\n```zqx\ncode zqx\n```\n\n> [!note] Title zqx\n> text\n\n\
                [^1]: Note zqx.\n";
    let mut site = Site::new().file("archive.yaml", "title: T\nbase_url: https://example.org/\n");
    for name in ["gate.png", "photo-zqx.png", "notes-zqx.txt", "raw-zqx.png"] {
        site = site.file(&format!("content/articles/r/{name}"), name);
    }
    site.file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
        .file(
            "content/people/z.md",
            "---\nname: Somebody\nnames: [Zqx Person]\nautolink: false\naccess: withheld\n---\n",
        )
        .file("content/places/hotan.md", "---\nname: Hotan\n---\n")
        .file(
            "content/articles/r/index.md",
            format!("---\ntitle: R\ndate: 2020\nsummary: Sum\n{lines}\n---\n\n{text}"),
        )
}

/// What is shown of a report: nothing, the part before the mark, or all.
#[track_caller]
fn shown(lines: &str, default: DefaultAccess) -> &'static str {
    let built = report(lines).build_with(|config| config.default_access = default);
    let page = "articles/r/index.html";
    assert!(
        built.text(page).contains("<h1>R</h1>") && built.text(page).contains("Sum"),
        "the record is shown"
    );
    let (first, rest) = (built.text(page).contains("Shown part"), built.text(page).contains("Rest zqx"));
    assert_eq!(built.has("articles/r/gate.png"), first, "{lines}");
    assert_eq!(built.text("people/lu-kang/index.html").contains("Shown part of"), first, "{lines}");
    assert_eq!(built.text("places/hotan/index.html").contains("articles/r/"), rest, "{lines}");
    if !rest {
        assert_silent(&built, lines);
    }
    match (first, rest) {
        (false, false) => "record",
        (true, false) => "excerpt",
        (true, true) => "all",
        (false, true) => panic!("the rest without its beginning"),
    }
}

#[test]
fn access_decides_how_far_a_text_is_shown() {
    use DefaultAccess::{Citation, Excerpt, Full};
    for default in [Citation, Excerpt, Full] {
        for kind in ["", "text: full\n"] {
            assert_eq!(shown(&format!("{kind}access: citation"), default), "record");
            assert_eq!(shown(&format!("{kind}access: excerpt"), default), "excerpt");
            assert_eq!(shown(&format!("{kind}access: full"), default), "all");
        }
        assert_eq!(shown("text: abstract", default), "all", "an abstract is the archive's own");
        assert_eq!(shown("text: excerpt", default), "all", "an excerpt is one already");
        assert_eq!(shown("text: abstract\naccess: citation", default), "record");
    }
    for lines in
        ["", "text: full", "access: embargoed\navailable: 2020-01-01", "available: 2020", "text: whole"]
    {
        assert_eq!(shown(lines, Citation), "record", "{lines}");
        assert_eq!(shown(lines, Excerpt), "excerpt", "{lines}");
        assert_eq!(shown(lines, Full), "all", "{lines}");
    }
}

#[test]
fn an_excerpt_without_a_mark_is_empty() {
    let site = Site::titled().article("a", "", "Text zqx.\n");
    let text = std::fs::read_to_string(site.path("content/articles/a.md")).unwrap();
    site.put("content/articles/a.md", text.replace("access: full", "access: excerpt"));
    let built = site.build();
    assert!(built.has("articles/a/index.html"));
    assert_silent(&built, "an excerpt without a mark");
}

#[test]
fn the_rest_of_an_excerpt_changes_no_byte() {
    let site = report("access: excerpt");
    let first = site.build();
    let text = std::fs::read_to_string(site.path("content/articles/r/index.md")).unwrap();
    let (start, _) = text.split_once("<!-- more -->").unwrap();
    site.put(
        "content/articles/r/index.md",
        format!("{start}<!-- more -->\n\nOther zqx text of Lu Kang. `zqx`\n\n[^1]: Zqx.\n"),
    );
    assert_same(&site.build().files, &first.files, "another rest");
}

#[test]
fn the_configuration_sets_what_is_shown_of_others_texts() {
    for (line, shows) in [
        ("", false),
        ("default_access: full\n", true),
        ("default_access: citation\n", false),
        ("default_acces: full\n", false),
        ("default_access: all\n", false),
    ] {
        let site = report("");
        site.put("archive.yaml", format!("title: T\n{line}"));
        assert_eq!(site.build().text("articles/r/index.html").contains("Rest zqx"), shows, "{line}");
    }
}

#[test]
fn other_kinds_can_keep_their_text_back_too() {
    for (path, name) in
        [("people/p", "name"), ("pages/p", "title"), ("events/p", "title"), ("claims/p", "title")]
    {
        let site = Site::titled().file(
            &format!("content/{path}.md"),
            format!("---\n{name}: P\naccess: citation\n---\n\nText zqx.\n"),
        );
        let built = site.build().clean();
        assert_silent(&built, path);
        let page = path.strip_prefix("pages/").unwrap_or(path);
        assert!(built.has(&format!("{page}/index.html")));
    }
}

/// What looks like front matter is read, or must not be taken for a text.
#[test]
fn front_matter_that_is_not_recognised_keeps_the_item_back() {
    let mut wrong = Vec::new();
    for text in [
        "\n---\ntitle: Zqx\naccess: withheld\n---\n\nzqx\n",
        "  ---\ntitle: Zqx\naccess: withheld\n---\n\nzqx\n",
        "\n\n---\ntitle: Zqx\ndraft: true\n---\n\nzqx\n",
        "+++\ntitle = \"Zqx\"\ndraft = true\n+++\n\nzqx\n",
        "{\n  \"title\": \"Zqx\",\n  \"draft\": true\n}\n\nzqx\n",
        "--- # zqx\ntitle: Zqx\ndraft: true\n---\n\nzqx\n",
        "---yaml\ntitle: Zqx\ndraft: true\n---\n\nzqx\n",
    ] {
        for folder in ["pages", "articles", "people"] {
            let site = Site::titled().file(&format!("content/{folder}/hidden-zqx.md"), text);
            let built = site.build();
            let is_read = text.trim_start_matches('\n').starts_with("---\n");
            if !built.places_of(SECRET).is_empty() || built.problems().is_empty() != is_read {
                wrong.push(format!(
                    "{folder}: {text:?}: {:?}, {:?}",
                    built.places_of(SECRET),
                    built.problems()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_link_to_a_page_that_is_not_published_shows_its_words_alone() {
    for link in [
        "[words](/hidden-zqx/)",
        "[words](hidden-zqx.md)",
        "[[hidden-zqx|words]]",
        "<a href=\"/hidden-zqx/\">words</a>",
    ] {
        let site = Site::titled()
            .article("a", "", &format!("See {link}.\n"))
            .file("content/pages/hidden-zqx.md", "---\ntitle: Hidden zqx\naccess: withheld\n---\n");
        let built = site.build();
        assert!(built.body("articles/a/index.html").contains("words"));
        assert_silent(&built, link);
        assert_eq!(built.diagnostics.len(), 1, "{link}: {:?}", built.problems());
    }
}

#[test]
fn files_are_published_only_where_a_published_text_refers_to_them() {
    let site = Site::titled()
        .file(
            "content/articles/a/index.md",
            "---\ntitle: A\naccess: full\n---\n\n![gate](gate.png) [notes](notes.pdf)\n",
        )
        .file("content/articles/a/gate.png", "gate")
        .file("content/articles/a/notes.pdf", "notes")
        .file("content/articles/a/unused-zqx.png", "zqx")
        .file("content/articles/a/index.annotations.yaml", "- quote: gate zqx\n  note: zqx\n  draft: true\n")
        .file("content/articles/a/.hidden-zqx", "zqx")
        .file("content/articles/b.md", "---\ntitle: B\naccess: citation\n---\n\n![x](b-zqx.png)\n")
        .file("content/articles/b-zqx.png", "zqx")
        .file("content/notes-zqx.txt", "zqx");
    let built = site.build().clean();
    assert_silent(&built, "files that nothing refers to");
    assert!(built.has("articles/a/gate.png") && built.has("articles/a/notes.pdf"));
}

/// The files in the folder of a withheld article are its files, whoever asks for them.
#[test]
fn the_files_of_a_withheld_article_stay_with_it() {
    let mut wrong = Vec::new();
    for way in ["access: withheld", "draft: true", "acces: full", "title: ["] {
        for link in [
            "![x](hidden/zqx.png)",
            "[x](hidden/zqx.png)",
            "![[zqx.png]]",
            "![x](zqx.png)",
            "<img src=\"hidden/zqx.png\" alt=\"x\">",
            "[x](/articles/hidden/zqx.png)",
        ] {
            let site = Site::titled()
                .article("open", "", &format!("{link}\n"))
                .file(
                    "content/articles/hidden/index.md",
                    format!("---\ntitle: Hidden\n{way}\n---\n\n![x](zqx.png)\n"),
                )
                .file("content/articles/hidden/zqx.png", "PHOTO");
            let built = site.build();
            let is_reported = built.diagnostics.iter().any(|found| found.path.ends_with("open.md"));
            if !built.places_of("PHOTO").is_empty() || !is_reported {
                wrong.push(format!("{way}: {link}: {:?}", built.problems()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_of_a_withheld_article_is_no_namesake_of_a_public_one() {
    let public = || {
        Site::titled()
            .article("open", "", "![[photo.png]] and ![a](photo.png)\n")
            .file("content/articles/other/index.md", "---\ntitle: Other\n---\n")
            .file("content/articles/other/photo.png", "public")
    };
    let alone = public().build();
    assert!(alone.has("articles/other/photo.png"));
    let site = public()
        .file("content/articles/hidden/index.md", "---\ntitle: Hidden\naccess: withheld\n---\n")
        .file("content/articles/hidden/photo.png", "zqx");
    assert_same(&site.build().files, &alone.files, "a withheld file of the same name");
}

/// What the program prints tells editors how much was held back, and never names it.
#[test]
fn the_program_tells_how_much_was_held_back() {
    let site = public();
    for (kind, way) in [
        (Kind::Article, "draft: true"),
        (Kind::Person, "access: withheld"),
        (Kind::Event, "available: 2099-01-01"),
    ] {
        hide(&site, kind, way, 1);
    }
    let ran = run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    assert!(ran.out.contains("held back: 1 withheld item, 1 embargoed item, 1 draft"), "{}", ran.out);
    assert!(!site.public().keys().any(|path| path.contains(SECRET)));
}

#[test]
fn an_unclear_page_of_the_site_itself_is_held_back() {
    let site =
        Site::titled().file("content/pages/index.md", "---\ntitle: Home\nacess: full\n---\n\nText zqx.\n");
    assert_silent(&site.build(), "the text of the home page");
}
