//! Social cards: which pages have one, what it says, and what is never on it.

use std::collections::BTreeSet;
use std::fs;

use crate::site::{Built, Site, between, every_kind, run};

const CARD: &str = "social-card.png";

fn site() -> Site {
    Site::new().file(
        "archive.yaml",
        "title: The Archive\ndescription: What was said.\nbase_url: https://example.org/a/\n",
    )
}

/// The content of a `<meta>` element of a page; empty where it has none.
fn meta<'a>(built: &'a Built, page: &str, name: &str) -> &'a str {
    let start = format!("\"{name}\" content=\"");
    let text = built.text(page);
    if text.contains(&start) { between(text, &start, "\"") } else { "" }
}

fn cards(built: &Built) -> BTreeSet<&str> {
    built.paths().into_iter().filter(|path| path.ends_with(CARD)).collect()
}

#[test]
fn each_page_names_a_picture_that_is_there() {
    let built = every_kind(site()).build();
    let mut own = 0;
    for page in built.paths().into_iter().filter(|path| path.ends_with("index.html")) {
        if built.text(page).contains("http-equiv=\"refresh\"") {
            assert_eq!(meta(&built, page, "og:image"), "", "{page}");
            continue;
        }
        let image = meta(&built, page, "og:image").strip_prefix("https://example.org/a/").expect(page);
        let bytes = &built.files[image];
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{image}");
        assert_eq!(&bytes[16..24], b"\0\0\x04\xb0\0\0\x02\x76", "1200 by 630");
        assert_eq!(meta(&built, page, "og:image:width"), "1200");
        assert_eq!(meta(&built, page, "og:image:height"), "630");
        assert_eq!(meta(&built, page, "twitter:card"), "summary_large_image");
        assert!(!meta(&built, page, "og:image:alt").is_empty(), "{page}");
        own += usize::from(image == page.replace("index.html", CARD) && image != CARD);
    }
    assert_eq!(own + 1, cards(&built).len(), "every card but the archive's is some page's own");
    let folders =
        ["articles/a/", "events/e/", "claims/c/", "people/ida-holm/", "sources/wire/", "about/", ""];
    for folder in folders {
        assert!(built.has(&format!("{folder}{CARD}")), "{folder} in {:?}", cards(&built));
    }
    for page in ["articles/index.html", "timeline/index.html", "404.html", "bibliography/index.html"] {
        let image = if page == "404.html" { "" } else { "https://example.org/a/social-card.png" };
        assert_eq!(meta(&built, page, "og:image"), image, "{page}");
    }
}

/// Dates stand on cards as they do on pages, doubt included, and an outlet nobody knows is not named.
#[test]
fn a_card_says_what_its_page_does() {
    let built = site()
        .article("a", "date: 2018-12~\nsource: Gazette\n", "Text.\n")
        .article("b", "source: Leaflet\n", "Text.\n")
        .file("content/sources/leaflet.md", "---\nname: Leaflet\ntype: unknown\n---\n")
        .file("content/people/ida.md", "---\nname: Ida Holm\nrole: Engineer\nsummary: S\n---\n")
        .file("content/events/e.md", "---\ntitle: The visit\ndate: 2018-09-01/2018-09-03\n---\n")
        .file("content/claims/c.md", "---\ntitle: How many\nquestion: How many were held?\n---\n")
        .build();
    for (page, expected) in [
        ("", "The Archive · What was said. · example.org/a"),
        ("articles/b/", "A · 1 January 2020 · The Archive"),
        ("people/ida/", "Person · Ida Holm · Engineer · The Archive"),
        ("events/e/", "Event · The visit · 1 to 3 September 2018 · The Archive"),
        ("claims/c/", "Claim · How many · How many were held? · The Archive"),
    ] {
        assert_eq!(meta(&built, &format!("{page}index.html"), "og:image:alt"), expected);
    }
    let doubtful =
        site().file("content/articles/a.md", "---\ntitle: A\ndate: 2018-12~\nsource: Gazette\n---\n").build();
    assert_eq!(
        meta(&doubtful, "articles/a/index.html", "og:image:alt"),
        "Gazette · A · about December 2018 · The Archive"
    );
}

#[test]
fn cards_are_drawn_where_they_are_wanted_and_can_be_named() {
    let with = |more: &str, base: &str| {
        let config = format!("title: T\n{base}{more}");
        Site::new()
            .file("archive.yaml", config)
            .article("a", "people: [Ida Holm]\n", "Text.\n")
            .build()
            .clean()
    };
    let base = "base_url: https://example.org/\n";
    assert_eq!(cards(&with("", base)).len(), 3);
    assert_eq!(cards(&with("social_cards: always\n", base)).len(), 3);
    for built in [with("social_cards: never\n", base), with("social_cards: always\n", "")] {
        assert_eq!(cards(&built).len(), 0);
        assert_eq!(built.places_of("og:image"), [""; 0]);
        assert_eq!(meta(&built, "articles/a/index.html", "twitter:card"), "summary");
    }
}

/// Beyond so many pages all of them share the archive's card, unless somebody wants to wait.
#[test]
fn a_large_archive_has_one_card_unless_it_wants_all() {
    let names: Vec<String> = (0..2_001).map(|number| format!("Name {number}")).collect();
    let fields = format!("people: [{}]\n", names.join(", "));
    let large = || site().article("a", &fields, "Text.\n");
    let built = large().build();
    assert_eq!(cards(&built), BTreeSet::from([CARD]));
    assert_eq!(meta(&built, "articles/a/index.html", "og:image"), "https://example.org/a/social-card.png");
    let folder = large();
    let config = fs::read_to_string(folder.path("archive.yaml")).unwrap() + "social_cards: always\n";
    folder.put("archive.yaml", config);
    let sources = annotated_archive::build::load(
        &annotated_archive::load::SiteFolder { root: folder.root(), config: folder.path("archive.yaml") },
        |_| {},
    );
    let site = annotated_archive::build::build(sources, &annotated_archive::build::Cache::default());
    let planned = site.plan.outputs.iter().filter(|output| output.path.ends_with(CARD)).count();
    assert_eq!(planned, 2_003);
}

/// A title that the fonts cannot write has the archive's card, or none; other lines are left out.
#[test]
fn what_cannot_be_written_is_not_drawn() {
    let built = site()
        .file("content/articles/a.md", "---\ntitle: 新疆\nlang: zh\n---\n")
        .file("content/articles/b.md", "---\ntitle: B\ndate: 2020\nsource: 新华社\n---\n")
        .file("content/articles/c.md", "---\ntitle: B\ndate: 2020\n---\n")
        .build();
    assert!(!built.has(&format!("articles/a/{CARD}")));
    assert_eq!(meta(&built, "articles/a/index.html", "og:image"), "https://example.org/a/social-card.png");
    assert_eq!(
        built.files[&format!("articles/b/{CARD}")],
        built.files[&format!("articles/c/{CARD}")],
        "a card whose outlet cannot be written is one without"
    );
    let chinese = Site::new()
        .file("archive.yaml", "title: 档案\nbase_url: https://example.org/\n")
        .file("content/articles/a.md", "---\ntitle: 新疆\nlang: zh\n---\n")
        .build();
    assert_eq!(cards(&chinese).len(), 0);
    assert_eq!(meta(&chinese, "articles/a/index.html", "og:image"), "");
}

/// A font of the site is used for what the program's cannot write; one that is none is reported.
#[test]
fn a_site_brings_fonts_of_its_own() {
    let italic = typst_assets::fonts().find(|font| font.windows(12).any(|part| part == b"DejaVuSansMo"));
    let with = |font: &[u8]| {
        site()
            .file("fonts/own.ttf", font)
            .file("fonts/LICENCE.txt", "free")
            .file("content/articles/a.md", "---\ntitle: ლ شهر\n---\n")
            .build()
    };
    let built = with(italic.expect("the crate has a font with Arabic letters")).clean();
    assert!(built.has(&format!("articles/a/{CARD}")), "{:?}", cards(&built));
    assert!(!built.paths().iter().any(|path| path.contains("own.ttf")), "fonts are not published");
    let bad = with(b"no font");
    assert_eq!(bad.problems(), ["fonts/own.ttf: error[bad-font]: the font cannot be used"]);
    assert!(!bad.has(&format!("articles/a/{CARD}")) && bad.has(CARD));
}

#[test]
fn an_unchanged_card_is_not_drawn_again() {
    let folder = site().article("a", "", "Text.\n").article("b", "", "Text.\n");
    let built = || assert_eq!(run(&mut folder.archive(["build"])).status, 0);
    let times = || {
        ["articles/a", "articles/b"].map(|page| {
            fs::metadata(folder.path(&format!("public/{page}/{CARD}"))).unwrap().modified().unwrap()
        })
    };
    built();
    let [first, other] = times();
    // The text is on no card.
    folder.put("content/articles/a.md", "---\ntitle: A\ndate: 2020-01-01\naccess: full\n---\n\nAnother.\n");
    built();
    assert_eq!(times(), [first, other]);
    folder
        .put("content/articles/a.md", "---\ntitle: Another\ndate: 2020-01-01\naccess: full\n---\n\nText.\n");
    built();
    let [second, kept] = times();
    assert!(second != first && kept == other);
}

/// Nothing of what is withheld is drawn, and two builds draw the same.
#[test]
fn what_is_withheld_has_no_card() {
    let folder = site()
        .article("a", "people: [Noor Safi]\n", "Text.\n")
        .file("content/articles/secret.md", "---\ntitle: Secret\naccess: withheld\n---\n")
        .file(
            "content/articles/later.md",
            "---\ntitle: Later\naccess: embargoed\navailable: 2099-01-01\n---\n",
        )
        .file("content/articles/draft.md", "---\ntitle: Draft\ndraft: true\n---\n")
        .file("content/people/noor.md", "---\nname: Noor Safi\naccess: withheld\n---\n");
    let built = folder.build();
    let expected = [format!("articles/a/{CARD}"), CARD.to_owned()];
    assert_eq!(cards(&built), expected.iter().map(String::as_str).collect());
    assert_eq!(built.files, folder.build().files);
}

/// A picture of that name is the site's own, and the page then has the archive's card.
#[test]
fn a_file_in_the_way_is_kept_and_reported() {
    let built = site()
        .file("content/articles/a/index.md", "---\ntitle: A\naccess: full\n---\n\n[it](social-card.png)\n")
        .file("content/articles/a/social-card.png", "own")
        .build();
    assert_eq!(built.diagnostics.len(), 1, "{:?}", built.problems());
    assert_eq!(built.files[&format!("articles/a/{CARD}")], b"own");
    assert_eq!(meta(&built, "articles/a/index.html", "og:image"), "https://example.org/a/social-card.png");
}
