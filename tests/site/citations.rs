//! How reports are cited: in the site's style, with their doubt, and for reference managers.

use std::collections::BTreeMap;

use crate::site::{Built, Site, between, demonstration_with, run};

fn site(configuration: &str) -> Site {
    Site::new()
        .file("archive.yaml", format!("title: T\nbase_url: https://example.org/\n{configuration}"))
        .file("content/sources/nobody.md", "---\nname: Unnamed outlet\ntype: unknown\n---\n")
        .file("content/articles/a.md", "---\ntitle: A <b> & report\ndate: 2018-12-05\nauthors: [Ida Holm]\nsource: Gazette\nvia: [Wire]\nurl: https://gazette.example/a\n---\n")
        .file("content/articles/b.md", "---\ntitle: Doubtful\ndate: \"[2022-02-28..2022-03-07]\"\nsource: Unnamed outlet\n---\n")
}

fn cited(built: &Built, slug: &str) -> String {
    let html = between(
        built.main(&format!("articles/{slug}/index.html")),
        "<p class=\"citation\" dir=\"auto\">",
        "</p>",
    );
    html.replace("<i>", "*").replace("</i>", "*")
}

#[test]
fn reports_are_cited_in_the_sites_style() {
    let built = site("").build().clean();
    let standard = cited(&built, "a");
    assert!(standard.starts_with("Holm, I. (2018)") && standard.contains("Gazette, via Wire"), "{standard}");
    assert!(standard.contains("A &lt;b&gt; &amp; report"), "{standard}");
    let apa = cited(&site("citation_style: apa\n").build().clean(), "a");
    assert!(apa.starts_with("Holm, I. (2018, December 5)."), "{apa}");
    assert_ne!(apa, standard);
}

#[test]
fn doubt_is_cited_and_what_is_not_known_is_not_named() {
    let doubtful = cited(&site("").build().clean(), "b");
    assert!(doubtful.contains("between 28 February and 7 March 2022"), "{doubtful}");
    assert!(!doubtful.contains("Unnamed"), "{doubtful}");
}

#[test]
fn the_record_can_be_carried_away() {
    let built = site("").build().clean();
    let page = built.main("articles/a/index.html");
    for (name, begin) in [
        ("a.bib", "data:application/x-bibtex;charset=utf-8,%40article%7Ba%2C"),
        ("a.ris", "TY%20%20-%20NEWS%0D%0A"),
        ("a.json", "%22title%22"),
    ] {
        let before = page.split(&format!("\" download=\"{name}\"")).next().unwrap();
        let href = before.rsplit("href=\"").next().unwrap();
        assert!(href.starts_with("data:") && href.contains(begin), "{name}: {href}");
    }
    let metadata = built.text("articles/a/index.html");
    assert!(
        metadata.contains("\"@type\":\"NewsArticle\"")
            && metadata.contains("name=\"DC.date\" content=\"2018-12-05\""),
        "{metadata}"
    );
    assert!(!built.text("articles/b/index.html").contains("citation_publication_date"));
}

#[test]
fn a_style_that_is_none_is_told_and_a_style_of_the_site_is_used() {
    let wrong = site("citation_style: apaa\n").build();
    assert!(
        matches!(&wrong.problems()[..], [problem] if problem.starts_with("archive.yaml:3:17: error[unknown-value]")),
        "{:?}",
        wrong.problems()
    );
    assert!(cited(&wrong, "a").starts_with("Holm, I. (2018)"), "the standard style stands in");
    let missing = site("citation_style: styles/own.csl\n").build();
    assert!(missing.problems()[0].contains("styles/own.csl"));
    let csl = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text variable=\"title\"/></layout></citation><bibliography><layout suffix=\" (own)\"><text variable=\"title\"/></layout></bibliography></style>";
    let own = site("citation_style: styles/own.csl\n").file("styles/own.csl", csl).build().clean();
    assert_eq!(cited(&own, "a"), "A &lt;b&gt; &amp; report (own)");
    let outside = site("citation_style: ../own.csl\n").build();
    assert!(outside.problems()[0].contains("leads out of the site"), "{:?}", outside.problems());
}

/// What a citation is made of is not all shown on its page.
#[test]
fn a_citation_changes_with_all_that_it_is_made_of() {
    let site = site("citation_style: apa\n")
        .file("content/sources/gazette.md", "---\nname: Gazette\ntype: newspaper\n---\n");
    let pages = ["public/articles/a/index.html", "public/bibliography/index.html"];
    let read = || pages.map(|page| std::fs::read_to_string(site.path(page)).unwrap());
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    let before = read();
    site.put("content/sources/gazette.md", "---\nname: Gazette\ntype: think tank\n---\n");
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    let after = read();
    assert!(before[0] != after[0] && before[1] != after[1], "a report is cited otherwise than an article");
    std::fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    assert_eq!(read(), after, "as if it had been built anew");
}

/// What the archive's own page is called, by whom it is kept, and when the report came in.
#[test]
fn the_archives_record_is_a_thing_to_cite_too() {
    let record = |built: &Built, slug: &str| {
        let main = built.main(&format!("articles/{slug}/index.html")).to_owned();
        main.contains("Cite this archive’s record").then(|| {
            let after = main.split("Cite this archive’s record of it</h3>").nth(1).unwrap().to_owned();
            between(&after, "<p class=\"citation\" dir=\"auto\">", "</p>").to_owned()
        })
    };
    let with_date = site("citation_style: apa\n").file(
        "content/articles/c.md",
        "---\ntitle: Third\nauthors: [Ida Holm]\nsource: Gazette\ndate: 2018-12-05\nadded: 2024-05-06\n---\n",
    );
    let built = with_date.build().clean();
    let link = "<a href=\"https://example.org/articles/c/\">https://example.org/articles/c/</a>";
    assert_eq!(record(&built, "c").unwrap(), format!("<i>Third</i>. (2024, May 6). T. {link}"));
    assert!(record(&built, "a").unwrap().contains("(n.d.)"), "{:?}", record(&built, "a"));
    with_date.put("archive.yaml", "title: T\n");
    assert_eq!(record(&with_date.build().clean(), "c"), None, "what has no address is not to be found");
}

/// The five reports as their files have them, in five styles: no author; an uncertain date; no outlet; a wire
/// and an outlet both.
#[test]
fn the_reports_of_the_demonstration_are_cited_in_five_styles() {
    let mut listing = String::new();
    for style in ["apa", "chicago-author-date", "chicago-notes", "mla", "harvard"] {
        let built = demonstration_with(&format!("citation_style: {style}\n"));
        listing.push_str(&format!("{style}\n"));
        let is_article = |path: &&str| path.starts_with("articles/") && path.matches('/').count() == 2;
        let pages = built.paths().into_iter().filter(is_article).filter(|path| path.ends_with("index.html"));
        for page in pages {
            listing.push_str(&format!("  {}\n", cited(&built, page.split('/').nth(1).unwrap())));
        }
    }
    insta::assert_snapshot!(listing);
}

/// What a reference manager is given of the demonstration, read by another's program.
#[test]
fn the_records_of_the_demonstration_are_read_by_another_program() {
    let built = demonstration_with("");
    let read = biblatex::Bibliography::parse(built.text("bibliography/bibliography.bib")).unwrap();
    let ris = built.text("bibliography/bibliography.ris");
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for record in ris.split("ER  - ").filter(|record| record.contains("TY  - ")) {
        let value = |tag: &str| record.lines().find_map(|line| line.strip_prefix(&format!("{tag}  - ")));
        titles.insert(value("ID").unwrap(), value("TI").unwrap());
    }
    assert_eq!((read.len(), titles.len()), (5, 5));
    for entry in read.iter() {
        use biblatex::ChunksExt;
        let title = entry.title().unwrap().format_verbatim();
        assert_eq!(titles.get(entry.key.as_str()), Some(&title.as_str()));
    }
}
