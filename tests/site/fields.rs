//! Front matter as people write it, in this program's words and in others'.

use crate::site::{Built, Site, between};

fn page(front_matter: &str) -> Built {
    Site::titled().file("content/articles/a.md", format!("---\n{front_matter}\n---\n\nText.\n")).build()
}

/// Demands that two front matters come to the same site.
#[track_caller]
fn same(one: &str, other: &str) {
    let (one, other) = (page(one).clean(), page(other).clean());
    crate::site::assert_same(&other.files, &one.files, "another writing");
}

#[test]
fn words_of_other_programs_have_their_obvious_meaning() {
    let ours = "title: A\ndate: 2019-01-07\nauthors: [Ida Holm]\nsummary: S\ntopics: [Access]\nlang: de";
    same(
        ours,
        "title: A\npublished: 2019-01-07\nauthor: Ida Holm\ndescription: S\ntags: [Access]\nlanguage: de",
    );
    same(
        ours,
        "title: A\ndate: 2019-01-07\nauthor:\n  - Ida Holm\nsummary: S\ntaxonomies:\n  topics: [Access]\nlang: de",
    );
    same(
        ours,
        "title: A\npublished: 2019-01-07\nauthor:\n  - \"[[Ida Holm]]\"\ndescription: S\ntaxonomies:\n  tags:\n    - Access\nlang: de",
    );
    same(ours, "title: A\ndate: 2019-01-07\nauthors: Ida Holm\nsummary: S\ncategories: Access\nlang: de");
}

/// As the Web Clipper of Obsidian writes it, properties of its own included.
#[test]
fn a_clipped_article_is_read() {
    let built = page("title: \"A: b\"\nsource: \"https://example.org/a\"\nauthor:\n  - \"[[Ida Holm]]\"\npublished: 2019-01-07\ncreated: 2024-02-03\ndescription: \"S\"\ntags:\n  - \"clippings\"").clean();
    let main = built.main("articles/a/index.html");
    for part in [
        "<h1>A: b</h1>",
        "href=\"https://example.org/a\"",
        "<bdi>Ida Holm</bdi>",
        "7 January 2019",
        "clippings",
        "not named",
        "3 February 2024",
    ] {
        assert!(main.contains(part), "{part} in {main}");
    }
}

/// What Zola and Hugo keep beside `title` and `date`.
#[test]
fn other_programs_files_say_what_is_not_used() {
    for key in [
        "weight: 3",
        "template: page.html",
        "layout: post",
        "in_search_index: true",
        "toc: true",
        "sort_by: date",
    ] {
        let built = page(&format!("title: A\n{key}"));
        assert_eq!(built.diagnostics.len(), 1, "{key}: {:?}", built.problems());
        assert_eq!(built.diagnostics[0].severity.name(), "warning", "{key}");
        assert!(built.has("articles/a/index.html"));
    }
}

#[test]
fn scalars_lists_and_dates_are_taken_as_they_were_meant() {
    same("title: \"2019\"\ndate: \"2019\"\npeople: [Ida]", "title: 2019\ndate: 2019\npeople: Ida");
    same("title: A\ndate: \"2019-01-07\"", "title: A\ndate: 2019-01-07");
    same("title: \"1.10\"\nauthors: [\"007\"]", "title: 1.10\nauthors: 007");
    same("title: A\nsummary: S", "title: [A]\nsummary: [S]");
    same("title: A", "title: A\nsummary:\npeople:\nsource: \"\"\nurl:\ndate:");
    same("title: A\npeople: [Ida]", "title: A\npeople: [Ida, ~, Ida, \"\"]");
    same("title: \"yes\"\nsummary: \"null\"", "title: yes\nsummary: \"null\"");
    same("title: A\ntitle: A", "title: A");
    same("title: A\nsummary: long text", "title: A\nsummary: >\n  long\n  text\n");
    same(
        "title: A\ndate: 2019-01-07\nextra:\n  a: 1",
        "title: A\ndate: 2019-01-07 # checked\n\nextra: {a: 1}\n",
    );
    same("title: A\npeople: [Ida]", "title: A\npeople:\n\t- Ida\n");
    same("title: A\npeople: [Ida]", "title:\tA\npeople:\t[Ida]");
}

#[test]
fn front_matter_may_be_missing_or_empty() {
    let built = Site::titled()
        .file("content/articles/2018-12-05-the-visit.md", "Text.\n")
        .file("content/articles/empty.md", "")
        .file("content/articles/fenced.md", "---\n---\n\n# Heading\n\nText.\n")
        .file("content/articles/dots.md", "---\ntitle: Dots\n...\n\nText.\n")
        .file("content/articles/comment.md", "---\n# nothing yet\n---\n")
        .build()
        .clean();
    assert!(built.main("articles/2018-12-05-the-visit/index.html").contains("<h1>The visit</h1>"));
    assert!(built.main("articles/2018-12-05-the-visit/index.html").contains("5 December 2018"));
    assert!(built.main("articles/empty/index.html").contains("<h1>Empty</h1>"));
    assert!(built.main("articles/fenced/index.html").contains("<h1>Heading</h1>"));
    assert!(built.main("articles/dots/index.html").contains("<h1>Dots</h1>"));
    assert!(built.has("articles/comment/index.html"));
}

#[test]
fn the_date_may_stand_in_the_name_of_the_file() {
    let title_and_date = |path: &str| {
        let built = Site::titled().file(&format!("content/articles/{path}"), "Text.\n").build().clean();
        let page = built
            .paths()
            .into_iter()
            .find(|path| path.starts_with("articles/") && *path != "articles/index.html")
            .unwrap()
            .to_owned();
        let main = built.main(&page);
        (
            between(main, "<h1>", "</h1>").to_owned(),
            between(main, "<dt>Published</dt><dd>", "</dd>")
                .split('>')
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap()
                .to_owned(),
        )
    };
    let pair = |title: &str, date: &str| (title.to_owned(), date.to_owned());
    assert_eq!(title_and_date("2018-12-05-visit.md"), pair("Visit", "5 December 2018"));
    assert_eq!(title_and_date("2018-12-the_visit.md"), pair("The visit", "December 2018"));
    assert_eq!(title_and_date("2018-visit.md"), pair("Visit", "2018"));
    assert_eq!(title_and_date("2018-12-05-visit/index.md"), pair("Visit", "5 December 2018"));
    assert_eq!(title_and_date("20181205.md").1, "date unknown");
    assert_eq!(title_and_date("2018-13-45-x.md").1, "2018");
}

#[test]
fn dates_are_told_as_far_as_they_are_known() {
    for (edtf, words) in [
        ("2019-01-07", "<time class=\"date\" datetime=\"2019-01-07\">7 January 2019</time>"),
        ("2022-03~", "<span class=\"date uncertain\" data-edtf=\"2022-03~\">about March 2022"),
        ("2022-02-28/2022-03-07", "<span class=\"date\" data-edtf=\"2022-02-28/2022-03-07\">"),
        ("XXXX", "date unknown"),
        ("\"[..1984]\"", "1984"),
        ("201X", "<span class=\"date uncertain\""),
    ] {
        let built = page(&format!("title: A\ndate: {edtf}")).clean();
        assert!(
            built.main("articles/a/index.html").contains(words),
            "{edtf}: {}",
            built.main("articles/a/index.html")
        );
    }
}

#[test]
fn slugs_decide_addresses() {
    let built = Site::titled()
        .file("content/articles/Ünï Code — 新疆!.md", "---\ntitle: A\n---\n")
        .file("content/articles/b.md", "---\ntitle: B\nslug: \"Own Slug / x\"\n---\n")
        .file("content/articles/c/index.md", "---\ntitle: C\n---\n")
        .file("content/articles/deep/er/d.md", "---\ntitle: D\n---\n")
        .file("content/people/….md", "---\nname: Name\n---\n")
        .build()
        .clean();
    for page in ["articles/ünï-code-新疆", "articles/own-slug-x", "articles/c", "articles/d", "people/name"]
    {
        assert!(built.has(&format!("{page}/index.html")), "{page} among {:?}", built.paths());
    }
    assert!(
        built
            .text("articles/index.html")
            .contains("href=\"../articles/%C3%BCn%C3%AF-code-%E6%96%B0%E7%96%86/\"")
    );
}

#[test]
fn unknown_keys_can_be_errors() {
    let site = Site::new()
        .file("archive.yaml", "title: T\nunknown_keys: error\n")
        .file("content/pages/p.md", "---\ntitle: P\nwether: fine\n---\n");
    assert_eq!(
        site.build().problems(),
        ["content/pages/p.md:3:1: error[unknown-field]: no field is called `wether`"]
    );
    site.put("archive.yaml", "title: T\n");
    assert_eq!(
        site.build().problems(),
        ["content/pages/p.md:3:1: warning[unknown-field]: no field is called `wether`"]
    );
}

#[test]
fn extra_reaches_templates_untouched() {
    let site = Site::new()
        .file("archive.yaml", "title: T\nextra: {colour: red}\n")
        .file("content/articles/a.md", "---\ntitle: A\nextra: {n: 1, list: [x, 2.5, true], map: {k: v}}\n---\n")
        .file("templates/article.html", "{{ site.extra.colour }} {{ article.extra.n + 1 }} {{ article.extra.list[0] }} {{ article.extra.map.k }}");
    assert_eq!(site.build().clean().text("articles/a/index.html"), "red 2 x v");
}

/// Escaped once and only once, wherever it is shown.
#[test]
fn what_people_write_is_escaped_everywhere() {
    let nasty = "a<script>alert(1)</script>&amp;\\\"'";
    let shown = "a&lt;script&gt;";
    let site = Site::new()
        .file("archive.yaml", format!("title: \"{nasty}\"\ndescription: \"{nasty}\"\nauthor: \"{nasty}\"\nbase_url: https://example.org/\n"))
        .file("content/articles/a.md", format!("---\ntitle: \"{nasty}\"\nsummary: \"{nasty}\"\nauthors: [\"{nasty}\"]\nsource: \"{nasty}\"\npeople: [\"{nasty}\"]\nrights: \"{nasty}\"\nlang: de\n---\n"))
        .file("content/people/p.md", format!("---\nname: \"{nasty}\"\nnames: [{{name: \"x{nasty}\", note: \"{nasty}\"}}]\nrole: \"{nasty}\"\nsummary: \"{nasty}\"\n---\n"))
        .file("content/events/e.md", format!("---\ntitle: \"{nasty}\"\ndate: 2020\ndate_note: \"{nasty}\"\n---\n"))
        .file("content/claims/c.md", format!("---\ntitle: \"{nasty}\"\nquestion: \"{nasty}\"\n---\n"))
        .file("content/pages/g.md", format!("---\ntitle: \"{nasty}\"\nnav: 1\n---\n"));
    let built = site.build();
    // Plain text, in which nothing is markup; pages hold such records as addresses, percent-encoded, and show
    // what they find in the index as text.
    let is_text =
        |path: &&str| [".csv", ".ics", ".json", ".bib", ".ris", ".bin"].iter().any(|end| path.ends_with(end));
    let holds = |path: &&str| built.text(path).contains("<script>");
    let places: Vec<&str> =
        built.places_of("<script>").into_iter().filter(|path| !is_text(path) && holds(path)).collect();
    assert_eq!(places, [""; 0]);
    for path in built.paths().into_iter().filter(|path| path.ends_with(".html") && *path != "404.html") {
        let text = built.text(path);
        assert!(text.contains(shown), "{path}");
        assert!(text.contains("&amp;amp;") && !text.contains("&amp;amp;amp;"), "{path}: {text}");
    }
    assert!(built.text("atom.xml").contains(shown));
}
