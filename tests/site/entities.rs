//! Names in texts, links between pages, and what each page says of the pages that speak of it.

use crate::site::{Built, Site, between};

fn person(site: Site, slug: &str, fields: &str) -> Site {
    site.file(&format!("content/people/{slug}.md"), format!("---\n{fields}\n---\n"))
}

fn lu() -> Site {
    person(Site::titled(), "lu-kang", "name: Lu Kang\nnames:\n  - Mr Lu\n  - {name: 陆慷, lang: zh-Hans}")
}

/// The mentions in a text, in order: the words, `>` before those that are links.
fn mentions(built: &Built) -> Vec<String> {
    let body = built.body("articles/a/index.html");
    let parts = body.split("class=\"mention\"").collect::<Vec<_>>();
    parts
        .windows(2)
        .map(|pair| {
            let is_link = pair[0].ends_with("<a ");
            let words = between(pair[1], ">", "<");
            format!("{}{words}", if is_link { ">" } else { "" })
        })
        .collect()
}

#[track_caller]
fn check(site: Site, text: &str, expected: &[&str]) {
    let built = site.article("a", "", text).build().clean();
    assert_eq!(mentions(&built), expected, "{}", built.body("articles/a/index.html"));
}

#[test]
fn the_first_mention_is_a_link_and_the_others_are_marked() {
    check(lu(), "Lu Kang, Mr Lu.\n\nLu Kang: 陆慷说。\n", &[">Lu Kang", "Mr Lu", "Lu Kang", "陆慷"]);
}

#[test]
fn names_are_not_looked_for_in_code_links_headings_and_comments() {
    check(
        lu().file("content/articles/gate.png", "gate"),
        "## Lu Kang\n\n`Lu Kang` [Lu Kang](https://example.org/) https://example.org/Lu Kang <!-- Lu Kang -->\n\n\
         ```\nLu Kang\n```\n\n    Lu Kang\n\n![Lu Kang](gate.png)\n",
        &[">Lu Kang"],
    );
}

#[test]
fn names_are_whole_words_in_every_script() {
    check(
        lu(),
        "Lu Kangxi, xLu Kang, Lu Kang's, “Lu Kang”, Lu-Kang, Lu Kang-led, LU KANG.\n",
        &[">Lu Kang", "Lu Kang", "Lu Kang"],
    );
    let ug = person(Site::titled(), "x", "name: شىنجاڭ");
    check(ug, "شىنجاڭ، شىنجاڭدا، (شىنجاڭ)\n", &[">شىنجاڭ", "شىنجاڭ"]);
    let ar = person(Site::titled(), "x", "name: لو كانغ");
    check(ar, "قال لو كانغ إن لو كانغ، ولو كانغ.\n", &[">لو كانغ", "لو كانغ"]);
    let zh = person(Site::titled(), "x", "name: 新疆");
    check(zh, "在新疆的，新疆。\n", &[">新疆", "新疆"]);
    let combining = person(Site::titled(), "x", "name: Jose");
    check(combining, "Jose\u{301} and Jose.\n", &[">Jose"]);
}

#[test]
fn one_name_in_two_normal_forms_is_one_name() {
    let site = person(Site::titled(), "x", "name: \"Barbel Ko\u{308}fler\"");
    check(site, "Barbel Köfler and Barbel Ko\u{308}fler.\n", &[">Barbel Köfler", "Barbel Köfler"]);
    let site = person(Site::titled(), "x", "name: O'Brien");
    check(site, "O’Brien and O'Brien.\n", &[">O’Brien", "O'Brien"]);
}

#[test]
fn the_longest_name_wins() {
    let site = person(person(Site::titled(), "a", "name: Human Rights Watch"), "b", "name: Human Rights");
    let site = person(site, "c", "name: Watch Group");
    check(site, "Human Rights Watch Group, Human Rights.\n", &[">Human Rights Watch", ">Human Rights"]);
}

#[test]
fn a_name_that_crosses_marks_is_still_a_mention() {
    let built = lu().article("a", "", "Lu *Kang* spoke, and **Lu Kang**. Lu\nKang.\n").build().clean();
    let page = built.text("people/lu-kang/index.html");
    assert!(page.contains("Named 3 times"), "{page}");
}

#[test]
fn capital_letters_matter_unless_the_entity_says_otherwise() {
    let site = person(Site::titled(), "x", "name: Uyghurs\nmatch: caseless");
    check(site, "uyghurs, UYGHURS, Uyghurs, uyghur.\n", &[">uyghurs", "UYGHURS", "Uyghurs"]);
}

#[test]
fn names_can_be_left_alone() {
    check(person(Site::titled(), "x", "name: China\nautolink: false"), "China.\n", &[]);
    let site = Site::new().file("archive.yaml", "title: T\nautolink: false\n");
    check(person(site, "x", "name: China"), "China.\n", &[]);
    let site = Site::new().file("archive.yaml", "title: T\nstop_names: [the gazette, X]\n");
    check(
        person(site, "x", "name: Harbour Gazette\nnames: [The Gazette]"),
        "The Gazette, Harbour Gazette.\n",
        &[">Harbour Gazette"],
    );
}

#[test]
fn a_name_of_one_letter_is_not_looked_for() {
    check(person(Site::titled(), "x", "name: A"), "A report.\n", &[]);
}

#[test]
fn a_name_that_fits_two_is_the_one_that_the_front_matter_lists() {
    let two = || {
        person(
            person(Site::titled(), "yi", "name: Wang Yi\nnames: [Wang]"),
            "bin",
            "name: Wang Wenbin\nnames: [Wang]",
        )
    };
    let built = two().article("a", "people: [Wang Yi]\n", "Wang spoke.\n").build().clean();
    assert!(built.body("articles/a/index.html").contains("href=\"../../people/yi/\">Wang</a>"));
    let built = two().article("a", "", "Wang spoke.\n").build();
    assert_eq!(
        built.problems(),
        ["content/articles/a.md:7:1: warning[ambiguous-name]: `Wang` fits person `bin` and person `yi`"]
    );
    assert!(mentions(&built).is_empty());
    let built = two().article("a", "people: [Wang Yi, Wang Wenbin]\n", "Wang spoke.\n").build();
    assert_eq!(built.diagnostics.len(), 1, "both are listed: {:?}", built.problems());
    let built = two().article("a", "people: [yi]\n", "Wang and [[bin|Wang]].\n").build().clean();
    assert_eq!(mentions(&built), [">Wang", ">Wang"]);
}

#[test]
fn entities_of_every_kind_are_found() {
    let site = ["people", "organizations", "places", "topics", "sources"]
        .iter()
        .fold(Site::titled(), |site, kind| {
            site.file(&format!("content/{kind}/x.md"), format!("---\nname: The {kind}\n---\n"))
        });
    let built = site
        .article("a", "", "The people, The organizations, The places, The topics, The sources.\n")
        .build()
        .clean();
    assert_eq!(mentions(&built).len(), 5);
    for kind in ["people", "organizations", "places", "topics", "sources"] {
        assert!(built.text(&format!("{kind}/x/index.html")).contains("<mark>The "), "{kind}");
    }
}

#[test]
fn a_name_in_front_matter_is_enough_for_a_page() {
    let built = Site::titled()
        .article(
            "a",
            "people: [Ida Holm]\nplaces: 新疆\ntopics: [\"Q&A\"]\nsource: The Gazette\n",
            "Of Ida Holm.\n",
        )
        .build()
        .clean();
    let page = built.text("people/ida-holm/index.html");
    assert!(
        page.contains("<h1><bdi>Ida Holm</bdi></h1>") && page.contains("<mark>Ida Holm</mark>"),
        "{page}"
    );
    assert!(built.has("places/新疆/index.html"));
    assert!(built.text("articles/a/index.html").contains("href=\"../../places/%E6%96%B0%E7%96%86/\""));
    assert!(built.text("topics/index.html").contains("Q&amp;A"));
    assert!(built.has("sources/the-gazette/index.html"));
}

#[test]
fn one_name_in_several_writings_is_one_entity() {
    let built = Site::titled()
        .article("a", "people: [Ida Holm]\n", "a\n")
        .article("b", "people: [ida  holm, \"[[Ida Holm]]\", IDA HOLM, ida-holm]\n", "b\n")
        .build()
        .clean();
    let pages: Vec<&str> = built.paths().into_iter().filter(|path| path.starts_with("people/")).collect();
    assert_eq!(pages, ["people/ida-holm/index.html", "people/index.html"]);
    assert!(built.text("people/ida-holm/index.html").contains("<span class=\"number\">2</span> articles"));
}

#[test]
fn a_file_gives_an_entity_its_text_and_its_record() {
    let site = Site::titled()
        .file("content/places/hotan.md", "---\nname: Hotan\nnames: [Khotan, 和田]\nwithin: Xinjiang\ncoordinates: [37.1, 79.9]\nsummary: A city.\nurl: https://example.org/hotan\n---\n\n## History\n\nIts text, of [[Xinjiang]].\n")
        .file("content/places/xinjiang.md", "---\nname: Xinjiang\n---\n");
    let built = site.build().clean();
    let page = built.main("places/hotan/index.html");
    for part in [
        "<bdi>Khotan</bdi>",
        "<bdi>和田</bdi>",
        "A city.",
        "37.1",
        "79.9",
        "https://example.org/hotan",
        "<h2 id=\"history\">History</h2>",
        "Its text, of",
        "href=\"../../places/xinjiang/\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(
        built.main("places/xinjiang/index.html").contains("href=\"../../places/hotan/\""),
        "what it contains"
    );
}

#[test]
fn wikilinks_lead_by_title_name_slug_path_label_and_heading() {
    let site = lu()
        .article("2018-12-05-visit", "slug: the-visit\n", "## How it went\n\nText.\n")
        .file(
            "content/articles/2019-tour/index.md",
            "---\ntitle: The tour\naccess: full\n---\n\n## Who went\n\nText.\n",
        )
        .file("content/events/e.md", "---\ntitle: The event\n---\n");
    let link = |path: &str, words: &str| format!("href=\"../../{path}\">{words}</a>");
    for (written, expected) in [
        ("[[Lu Kang]]", link("people/lu-kang/", "Lu Kang")),
        ("[[lu kang]]", link("people/lu-kang/", "lu kang")),
        ("[[Mr Lu]]", link("people/lu-kang/", "Mr Lu")),
        ("[[陆慷]]", link("people/lu-kang/", "陆慷")),
        ("[[lu-kang]]", link("people/lu-kang/", "lu-kang")),
        ("[[people/lu-kang]]", link("people/lu-kang/", "people/lu-kang")),
        ("[[people/lu-kang.md|he]]", link("people/lu-kang/", "he")),
        ("[[content/people/lu-kang.md|he]]", link("people/lu-kang/", "he")),
        ("[[the-visit]]", link("articles/the-visit/", "the-visit")),
        ("[[2018-12-05-visit|it]]", link("articles/the-visit/", "it")),
        ("[[The tour]]", link("articles/2019-tour/", "The tour")),
        ("[[2019-tour|it]]", link("articles/2019-tour/", "it")),
        ("[[The tour#Who went]]", link("articles/2019-tour/#who-went", "The tour &gt; Who went")),
        ("[[The tour#who-went|there]]", link("articles/2019-tour/#who-went", "there")),
        ("[[the-visit#How it went|p]]", link("articles/the-visit/#how-it-went", "p")),
        ("[[events/e|the *event*]]", link("events/e/", "the <em>event</em>")),
        ("[[#Here]]", "href=\"#here\"".to_owned()),
    ] {
        site.put("content/articles/a.md", crate::site::article("", &format!("## Here\n\nSee {written}.\n")));
        let built = site.build().clean();
        let body = built.body("articles/a/index.html");
        assert!(body.contains(&expected), "{written}: {body}");
    }
}

#[test]
fn links_to_files_lead_to_their_pages_and_their_assets() {
    let site = lu()
        .file("content/articles/2019-tour/index.md", "---\ntitle: The tour\naccess: full\n---\n\nSee [him](../../people/lu-kang.md), [notes](notes.pdf) and [a](../a.md).\n")
        .file("content/articles/2019-tour/notes.pdf", "PDF");
    let link = |path: &str| format!("href=\"../../{path}\">x</a>");
    for (written, expected) in [
        ("[x](../people/lu-kang.md)", link("people/lu-kang/")),
        ("[x](2019-tour/index.md)", link("articles/2019-tour/")),
        ("[x](2019-tour/)", link("articles/2019-tour/")),
        ("[x](./2019-tour)", link("articles/2019-tour/")),
        ("[x](@/people/lu-kang.md)", link("people/lu-kang/")),
        ("[x](2019-tour/notes.pdf)", link("articles/2019-tour/notes.pdf")),
        ("[x](/timeline/)", link("timeline/")),
        ("[x](/people/lu-kang/)", link("people/lu-kang/")),
        ("[x](/articles/)", link("articles/")),
        ("[x](#here)", "href=\"#here\">x</a>".to_owned()),
        ("[x](../people/lu-kang.md?a=b)", link("people/lu-kang/")),
        ("[x][y]\n\n[y]: ../people/lu-kang.md", link("people/lu-kang/")),
    ] {
        site.put("content/articles/a.md", crate::site::article("", &format!("## Here\n\n{written}\n")));
        let built = site.build().clean();
        let body = built.body("articles/a/index.html");
        assert!(body.contains(&expected), "{written}: {body}");
    }
    let body = site.build().clean().body("articles/2019-tour/index.html").to_owned();
    for part in [
        "href=\"../../people/lu-kang/\"",
        "href=\"../../articles/2019-tour/notes.pdf\"",
        "href=\"../../articles/a/\"",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

/// Paths that climb out of the content folder reach no file.
#[test]
fn no_link_leads_out_of_the_content() {
    let site = Site::titled().file("secret.md", "OUTSIDE").file("secret.png", "OUTSIDE");
    for link in [
        "[x](../../secret.md)",
        "![x](../../secret.png)",
        "[x](../../../etc/passwd)",
        "[[../../secret.png]]",
        "![[../../secret.png]]",
        "<img src=\"../../secret.png\" alt=\"x\">",
        "[x](..%2f..%2fsecret.png)",
        "[x](../..\\secret.png)",
    ] {
        site.put("content/articles/a.md", crate::site::article("", &format!("{link}\n")));
        let built = site.build();
        assert_eq!(built.places_of("OUTSIDE"), [""; 0], "{link}");
        assert_eq!(built.diagnostics.len(), 1, "{link}: {:?}", built.problems());
    }
}

#[test]
fn an_entitys_page_lists_who_names_it_newest_first_with_the_sentence() {
    let built = lu()
        .article("old", "source: Gazette\n", "First. On Monday Lu Kang spoke of it. Last.\n")
        .file(
            "content/articles/2021-new.md",
            "---\ntitle: New\naccess: full\n---\n\nMr Lu & others, then Lu Kang.\n",
        )
        .file(
            "content/articles/2022-listed.md",
            "---\ntitle: Listed\naccess: citation\npeople: [Lu Kang]\n---\n\nLu Kang.\n",
        )
        .file("content/articles/undated.md", "---\ntitle: Undated\naccess: full\n---\n\nLu Kang.\n")
        .build()
        .clean();
    let page = built.main("people/lu-kang/index.html");
    let order: Vec<Option<usize>> =
        ["Listed", "New", ">A<", "Undated"].iter().map(|title| page.find(title)).collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} in {page}");
    assert!(page.contains(">On Monday <a href=\"../../articles/old/#p-"), "{page}");
    assert!(page.contains("<mark>Lu Kang</mark></a> spoke of it.</p>"), "{page}");
    assert!(
        page.contains("<mark>Mr Lu</mark></a> &amp; others, then Lu Kang.</p>")
            && page.contains("Named 2 times"),
        "{page}"
    );
    assert!(page.contains("<span class=\"number\">4</span> articles"), "{page}");
    let at = between(page, "../../articles/old/#", "\"");
    assert!(built.body("articles/old/index.html").contains(&format!("<p id=\"{at}\">")));
}

#[test]
fn spellings_are_counted_by_source() {
    let site = lu()
        .article("a", "source: Gazette\n", "Lu Kang.\n")
        .article("b", "source: Gazette\n", "Lu Kang, Lu Kang, Mr Lu.\n")
        .article("c", "source: Tribune\n", "Mr Lu.\n")
        .article("d", "", "Lu Kang.\n");
    let page = site.build().clean().main("people/lu-kang/index.html").to_owned();
    let row = |spelling: &str| {
        between(&page, &format!("<tr><th scope=\"row\"><bdi>{spelling}</bdi></th>"), "</tr>").to_owned()
    };
    let first = row("Lu Kang");
    assert!(first.contains("<td class=\"figure\">3</td>"), "{first}");
    assert!(first.contains("Gazette</bdi></a> <span class=\"number\">(2)</span>"), "{first}");
    assert!(first.contains("no outlet named <span class=\"number\">(1)</span>"), "{first}");
    let second = row("Mr Lu");
    assert!(second.contains("<td class=\"figure\">2</td>") && second.contains("Tribune"), "{second}");
    assert!(
        page.find("<bdi>Lu Kang</bdi></th>") < page.find("<bdi>Mr Lu</bdi></th>"),
        "the most usual first"
    );
}

#[test]
fn pages_say_what_links_to_them() {
    let built = Site::titled()
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nSee [[The event]] and [[Report]].\n")
        .file(
            "content/events/e.md",
            "---\ntitle: The event\nplaces: [Hotan]\narticles: [report]\n---\n\nSee [[about]].\n",
        )
        .file(
            "content/articles/report.md",
            "---\ntitle: Report\ndate: 2020\naccess: full\n---\n\nSee [[e]].\n",
        )
        .file("content/claims/c.md", "---\ntitle: The claim\nplaces: [Hotan]\narticles: [report]\n---\n")
        .build()
        .clean();
    assert!(built.main("events/e/index.html").contains("href=\"../../about/\""));
    assert!(built.main("events/e/index.html").contains("href=\"../../articles/report/\""));
    assert!(built.main("about/index.html").contains("href=\"../events/e/\""));
    for page in ["places/hotan/index.html", "articles/report/index.html"] {
        assert!(built.main(page).contains("events/e/") && built.main(page).contains("claims/c/"), "{page}");
    }
}

#[test]
fn related_articles_share_rare_names() {
    let mut site = Site::titled();
    for number in 0..8 {
        site = site.article(
            &format!("n{number}"),
            &format!("topics: [Everything]\nslug: n{number}\n"),
            &format!("Text {number}.\n"),
        );
    }
    let site = site
        .article("one", "topics: [Everything]\npeople: [Ida Holm]\n", "One.\n")
        .article("two", "topics: [Everything]\npeople: [Ida Holm]\n", "Two.\n")
        .article("alone", "topics: [Nothing else]\n", "Three.\n");
    let built = site.build().clean();
    let related = between(built.main("articles/one/index.html"), "id=\"_related\"", "</section>").to_owned();
    let first = between(&related, "<li", "</li>");
    assert!(first.contains("../../articles/two/") && first.contains("Ida Holm"), "{first}");
    assert!(related.matches("<li").count() <= 6, "{related}");
    assert!(!built.main("articles/alone/index.html").contains("_related"));
}

#[test]
fn articles_stand_in_the_story_by_date() {
    let dated = |date: &str| format!("---\ntitle: T{date}\ndate: {date}\naccess: full\n---\n\nText.\n");
    let built = Site::titled()
        .file("content/articles/a.md", dated("2019-03-04"))
        .file("content/articles/b.md", dated("2018-12"))
        .file("content/articles/c.md", dated("2020"))
        .file("content/articles/d.md", dated("XXXX"))
        .build()
        .clean();
    let page = built.main("articles/a/index.html");
    let (earlier, later) = (page.find("../../articles/b/"), page.find("../../articles/c/"));
    assert!(earlier.is_some() && earlier < later, "{page}");
    assert!(!page.contains("articles/d/"), "an undated one has no place");
    assert!(!built.main("articles/b/index.html").contains("articles/d/"));
    assert!(!built.main("articles/d/index.html").contains("../../articles/"));
}

#[test]
fn translations_know_each_other() {
    let text = |title: &str, lang: &str, of: &str| {
        format!("---\ntitle: {title}\ndate: 2020\nlang: {lang}\naccess: full\n{of}---\n\nText.\n")
    };
    let built = Site::titled()
        .file("content/articles/en.md", text("English", "en", ""))
        .file("content/articles/ug.md", text("ئۇيغۇرچە", "ug", "translation_of: en\n"))
        .file("content/articles/zh.md", text("中文", "zh", "translation_of: English\n"))
        .build()
        .clean();
    for (page, others) in [("en", ["ug", "zh"]), ("ug", ["en", "zh"]), ("zh", ["en", "ug"])] {
        let html = built.text(&format!("articles/{page}/index.html"));
        for other in others {
            assert!(
                html.contains(&format!(
                    "<link rel=\"alternate\" hreflang=\"{other}\" href=\"../../articles/{other}/\">"
                )),
                "{page} and {other}: {html}"
            );
        }
    }
    let section = between(built.main("articles/zh/index.html"), "id=\"_translations\"", "</section>");
    assert!(section.contains("the original") && section.contains("lang=\"ug\" dir=\"rtl\""), "{section}");
}

#[test]
fn a_translation_of_itself_or_in_a_circle_is_no_trap() {
    let text = |of: &str| format!("---\ntitle: A\ntranslation_of: {of}\n---\n");
    let built = Site::titled()
        .file("content/articles/a.md", text("a"))
        .file("content/articles/b.md", text("c"))
        .file("content/articles/c.md", text("b"))
        .file("content/places/p.md", "---\nname: P\nwithin: P\n---\n")
        .build();
    assert!(
        built.has("articles/a/index.html")
            && built.has("articles/b/index.html")
            && built.has("places/p/index.html")
    );
}
