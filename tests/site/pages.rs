//! The pages that no file asks for: lists, the timeline, feeds, the sitemap, redirects.

use std::collections::BTreeSet;

use crate::site::{Built, Site, between};

fn many(articles: usize) -> Site {
    let site = Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/repo/\npage_size: 10\nfeed_size: 7\n");
    (0..articles).fold(site, |site, number| {
        let (year, month) = (2000 + number / 12, 1 + number % 12);
        site.file(
            &format!("content/articles/n{number:02}.md"),
            format!("---\ntitle: Title {number:02}\ndate: {year}-{month:02}\naccess: full\npeople: [Ida Holm]\nsource: Gazette\n---\n\nText.\n"),
        )
    })
}

/// Demands that every link, image and fragment of every page leads to an output.
#[track_caller]
pub fn assert_links_lead_somewhere(built: &Built) {
    let mut dead = BTreeSet::new();
    for path in built.paths().into_iter().filter(|path| path.ends_with(".html")) {
        let text = built.text(path);
        let addresses = text.split(" href=\"").skip(1).chain(text.split(" src=\"").skip(1));
        for address in addresses.map(|rest| rest.split('"').next().unwrap()) {
            let outward =
                ["https:", "http:", "mailto:", "data:"].iter().any(|scheme| address.starts_with(scheme));
            if !outward && !leads_somewhere(built, path, address) {
                dead.insert(format!("{path}: {address}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

fn leads_somewhere(built: &Built, from: &str, address: &str) -> bool {
    // Only the missing page names the way from the top of the host.
    let base = between(built.text("404.html"), "<p class=\"site-title\"><a href=\"", "\"");
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap().into_owned();
    let target = if path.is_empty() {
        from.to_owned()
    } else if let Some(path) = path.strip_prefix('/') {
        format!("/{path}").strip_prefix(base).unwrap_or("no such page").to_owned()
    } else {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        annotated_archive::text::address::join(folder, &path).unwrap_or_default()
            + if path.ends_with('/') { "/" } else { "" }
    };
    let target =
        if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target };
    let target = target.trim_start_matches('/');
    let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8().unwrap();
    built.has(target) && (fragment.is_empty() || built.text(target).contains(&format!(" id=\"{fragment}\"")))
}

#[test]
fn long_lists_have_pages() {
    let built = many(35).build().clean();
    for section in ["articles", "people/ida-holm", "sources/gazette"] {
        for number in 2..=4 {
            assert!(built.has(&format!("{section}/page/{number}/index.html")), "{section} {number}");
        }
        assert!(
            !built.has(&format!("{section}/page/5/index.html"))
                && !built.has(&format!("{section}/page/1/index.html"))
        );
    }
    let mut seen = BTreeSet::new();
    for number in 1..=4 {
        let path = if number == 1 {
            "articles/index.html".to_owned()
        } else {
            format!("articles/page/{number}/index.html")
        };
        let rows: Vec<&str> =
            built.main(&path).split("row-title").skip(1).map(|row| between(row, ">Title ", "<")).collect();
        assert_eq!(rows.len(), if number == 4 { 5 } else { 10 }, "{path}");
        seen.extend(rows.into_iter().map(str::to_owned));
    }
    assert_eq!(seen.len(), 35);
    let second = built.text("articles/page/2/index.html");
    for link in ["<link rel=\"prev\"", "<link rel=\"next\""] {
        assert!(second.contains(link), "{link} in {second}");
    }
    assert!(second.contains("href=\"https://example.org/repo/articles/page/2/\""), "canonical");
    assert_links_lead_somewhere(&built);
}

#[test]
fn a_list_that_fits_exactly_has_one_page() {
    let built = many(10).build().clean();
    assert!(!built.has("articles/page/2/index.html"));
    assert!(many(11).build().clean().has("articles/page/2/index.html"));
}

/// A small check of XML: one root, every element closed in order, no bare `&` or `<`.
fn assert_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n").expect("a declaration");
    let mut rest = body.trim();
    let mut roots = 0;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>'), "`>` in {text:?}");
        assert_entities(text);
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        assert_entities(tag);
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) => assert_eq!(open.pop(), Some(name)),
            (false, is_empty) => {
                roots += usize::from(open.is_empty());
                assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
                if !is_empty {
                    open.push(name);
                }
            }
        }
        rest = &rest[end + 1..];
    }
    assert_eq!((open.len(), roots, rest), (0, 1, ""));
}

fn assert_entities(text: &str) {
    for part in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#"].iter().any(|name| part.starts_with(name));
        assert!(known, "a bare `&` in {text:?}");
    }
}

#[test]
fn feeds_hold_the_newest_articles() {
    let site = many(20);
    site.put("content/articles/odd.md", "---\ntitle: \"Q & A <b>\"\ndate: 2030-01~\nupdated: 2031-02-03\nlang: ug\nauthors: [\"A & B\"]\nsummary: \"S & <i>\"\ntopics: [\"T & U\"]\n---\n");
    let built = site.build().clean();
    let feed = built.text("atom.xml");
    assert_well_formed(feed);
    assert_eq!(feed.matches("<entry").count(), 7);
    let entry = between(feed, "<entry", "</entry>");
    for part in [
        " xml:lang=\"ug\">",
        "<title>Q &amp; A &lt;b&gt;</title>",
        "<id>https://example.org/repo/articles/odd/</id>",
        "<updated>2031-02-03T00:00:00Z</updated>",
        "<name>A &amp; B</name>",
        "<summary>S &amp; &lt;i&gt;</summary>",
        "term=\"T &amp; U\"",
    ] {
        assert!(entry.contains(part), "{part} in {entry}");
    }
    assert!(!entry.contains("<published>"), "an uncertain date is no day");
    assert!(feed.contains("<id>https://example.org/repo/atom.xml</id>"));
    let person = built.text("people/ida-holm/atom.xml");
    assert_well_formed(person);
    assert!(
        person.contains("<id>https://example.org/repo/people/ida-holm/atom.xml</id>")
            && person.contains("<title>Ida Holm · T</title>"),
        "{person}"
    );
    assert!(built.text("people/ida-holm/index.html").contains("href=\"../../people/ida-holm/atom.xml\""));
    let ids: BTreeSet<&str> =
        feed.split("<id>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(ids.len(), 8, "each entry has an id of its own");
}

#[test]
fn the_sitemap_names_every_page_for_readers_once() {
    let site = many(12);
    site.put("content/people/ümit.md", "---\nname: Ümit & Söhne\naliases: [/old/]\n---\n");
    let built = site.build().clean();
    let sitemap = built.text("sitemap.xml");
    assert_well_formed(sitemap);
    let urls: Vec<&str> =
        sitemap.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(urls.iter().collect::<BTreeSet<_>>().len(), urls.len());
    for path in ["", "articles/", "articles/n00/", "people/%C3%BCmit/", "timeline/", "sources/gazette/"] {
        assert!(urls.contains(&format!("https://example.org/repo/{path}").as_str()), "{path} in {urls:?}");
    }
    for path in ["old/", "404", "/page/2/", "index.html"] {
        assert!(!urls.iter().any(|url| url.contains(path)), "{path}");
    }
    assert!(built.text("robots.txt").contains("Sitemap: https://example.org/repo/sitemap.xml"));
}

#[test]
fn without_an_address_there_are_no_feeds_and_no_sitemap() {
    let built = Site::titled().article("a", "people: [Ida Holm]\n", "Text.\n").build().clean();
    for path in ["atom.xml", "sitemap.xml", "people/ida-holm/atom.xml"] {
        assert!(!built.has(path), "{path}");
    }
    assert_eq!(built.places_of("canonical"), [""; 0]);
    assert_eq!(built.places_of("atom.xml"), [""; 0]);
    assert!(built.has(".nojekyll") && built.has("robots.txt") && built.has("404.html"));
}

#[test]
fn old_addresses_redirect() {
    let built = Site::titled()
        .article("a", "aliases: [/old/address/, older, 2018/x.html, /Über/]\n", "Text.\n")
        .build();
    assert_eq!(
        built.problems(),
        ["content/articles/a.md:5:26: error[bad-address]: `older` is not an address within the site"]
    );
    for (page, target) in [
        ("old/address/index.html", "../../articles/a/"),
        ("2018/x.html", "../articles/a/"),
        ("Über/index.html", "../articles/a/"),
    ] {
        let html = built.text(page);
        assert!(
            html.contains(&format!("content=\"0; url={target}\""))
                && html.contains(&format!("<a href=\"{target}\">A</a>")),
            "{html}"
        );
        assert!(html.contains("noindex"));
    }
    assert_links_lead_somewhere(&built);
}

#[test]
fn two_claims_to_one_address_are_settled_and_reported() {
    for (aliases, other) in [
        ("[/articles/b/]", "articles/b"),
        ("[/timeline/]", "timeline"),
        ("[/404.html]", "404.html"),
        ("[/articles/]", "articles"),
        ("[/articles/A/]", "articles/a"),
    ] {
        let built = Site::titled()
            .article("a", &format!("aliases: {aliases}\n"), "Text.\n")
            .article("b", "", "Text.\n")
            .build();
        assert_eq!(built.diagnostics.len(), 1, "{other}: {:?}", built.problems());
        assert_eq!(built.places_of("http-equiv=\"refresh\""), [""; 0], "{other}");
    }
    let built =
        Site::titled().article("a", "aliases: [/x/]\n", "").article("b", "aliases: [/x/]\n", "").build();
    assert!(built.text("x/index.html").contains("articles/a/"));
    assert_eq!(built.diagnostics.len(), 1);
    let built = Site::titled().article("a", "aliases: [/x/, /x]\n", "").build();
    assert!(built.text("x/index.html").contains("articles/a/"));
}

#[test]
fn a_file_and_a_folder_of_one_name_are_told_apart() {
    // An alias `/x.html/…` and an alias `/x.html` cannot both be files.
    let built = Site::titled().article("a", "aliases: [/x.html, /x.html/y/]\n", "").build();
    assert_eq!(built.diagnostics.len(), 1, "{:?}", built.problems());
    let built = Site::titled().article("a", "aliases: [/robots.txt/x/, /CON/]\n", "").build();
    assert!(!built.diagnostics.is_empty());
}

#[test]
fn the_timeline_holds_events_and_publications_by_year_and_month() {
    let event = |title: &str, date: &str| format!("---\ntitle: {title}\ndate: {date}\n---\n");
    let built = Site::titled()
        .file("content/events/a.md", event("Event one", "2018-09-03"))
        .file("content/events/b.md", event("Event about", "2018-09~"))
        .file("content/events/c.md", event("Event of the year", "2018"))
        .file("content/events/d.md", event("Event unknown", "XXXX"))
        .file("content/events/e.md", event("Event before", "\"[..1984]\""))
        .file("content/events/f.md", event("Event long ago", "-0043"))
        .file("content/events/g.md", event("Event span", "2018-09-01/2019-01"))
        .article("x", "", "Text.\n")
        .file("content/articles/y.md", "---\ntitle: Undated report\n---\n")
        .build()
        .clean();
    let page = built.main("timeline/index.html");
    let order = [
        "Event long ago",
        "Event of the year",
        "Event span",
        "Event one",
        ">A<",
        "Undated <",
        "Event unknown",
        "Undated report",
    ];
    let places: Vec<Option<usize>> = order.iter().map(|title| page.find(title)).collect();
    assert!(places.iter().all(Option::is_some), "{places:?} of {order:?} in {page}");
    assert!(places.is_sorted(), "{places:?} of {order:?} in {page}");
    for part in
        ["id=\"y2018\"", "September 2018", "44 BC", "about September 2018", "before", "2018, month not known"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_links_lead_somewhere(&built);
}

#[test]
fn names_are_sorted_as_the_sites_language_sorts_them() {
    let order = |lang: &str| {
        let site = ["Öst", "Zebra", "Oslo", "Åland", "äpple", "Apple"].iter().fold(
            Site::new()
                .file("archive.yaml", format!("title: T\nlang: {lang}\n"))
                .file("i18n/sv.yaml", "nav:\n  home: Hem\n"),
            |site, name| site.file(&format!("content/people/{name}.md"), format!("---\nname: {name}\n---\n")),
        );
        let built = site.build().clean();
        let main = built.main("people/index.html").to_owned();
        main.split("<bdi>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(order("sv"), ["Apple", "Oslo", "Zebra", "Åland", "äpple", "Öst"]);
    assert_eq!(order("de"), ["Åland", "Apple", "äpple", "Oslo", "Öst", "Zebra"]);
}

#[test]
fn a_portable_site_names_every_file() {
    let site = many(12);
    site.put("archive.yaml", "title: T\nportable: true\npage_size: 10\nbase_url: https://example.org/\n");
    site.put("content/pages/about.md", "---\ntitle: About\nnav: 1\naliases: [/old/]\n---\n\n[t](/timeline/) [h](/) [[Ida Holm]] [p](/articles/page/2/)\n");
    let built = site.build().clean();
    for path in built.paths().into_iter().filter(|path| path.ends_with(".html")) {
        for address in built.text(path).split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap())
        {
            let bare = address.split('#').next().unwrap();
            assert!(!bare.ends_with('/') || bare.starts_with("https:"), "{path}: {address}");
            assert!(!bare.starts_with('/'), "{path}: {address}");
        }
    }
    assert!(built.text("old/index.html").contains("url=../about/index.html"));
    assert_links_lead_somewhere(&built);
}

#[test]
fn links_are_relative_and_the_missing_page_is_absolute() {
    let built = many(3).build().clean();
    for path in built.paths().into_iter().filter(|path| path.ends_with(".html") && *path != "404.html") {
        for attribute in [" href=\"/", " src=\"/", "url=/"] {
            assert!(!built.text(path).contains(attribute), "{path}");
        }
    }
    let missing = built.text("404.html");
    assert!(
        missing.contains("href=\"/repo/articles/\"") && missing.contains("href=\"/repo/theme/"),
        "{missing}"
    );
    assert!(missing.contains("noindex"));
}

#[test]
fn the_home_page_can_have_a_text() {
    let built = Site::titled()
        .file("content/pages/index.md", "---\ntitle: Home\n---\n\nWelcome to [[about]].\n")
        .file("content/pages/about.md", "---\ntitle: About\nnav: 2\n---\n")
        .file("content/pages/zero.md", "---\ntitle: First\nnav: 1\n---\n")
        .build()
        .clean();
    assert!(
        built.main("index.html").contains("Welcome to <a class=\"internal\" href=\"./about/\">"),
        "{}",
        built.main("index.html")
    );
    let nav = between(built.text("index.html"), "<nav class=\"site-nav\"", "</nav>");
    assert!(nav.find("First") < nav.find("About"), "{nav}");
    assert!(!built.has("index/index.html"));
}

#[test]
fn an_archive_of_every_kind_has_no_dead_link() {
    let site = Site::new().file("archive.yaml", "title: T\nbase_url: https://example.org/\npage_size: 10\n");
    let built = crate::site::every_kind(site).build().clean();
    assert_links_lead_somewhere(&built);
    for kind in ["articles", "events", "claims", "people", "organizations", "places", "topics", "sources"] {
        assert!(built.has(&format!("{kind}/index.html")), "{kind}");
        assert!(built.text("index.html").contains(&format!("href=\"./{kind}/\"")), "{kind}");
    }
    assert!(!built.has("pages/index.html"));
}

/// The pages ask nothing of any other host.
#[test]
fn no_page_fetches_anything_from_elsewhere() {
    let site = Site::new().file("archive.yaml", "title: T\nbase_url: https://example.org/\n");
    let built = crate::site::every_kind(site).build().clean();
    for path in built.paths().into_iter().filter(|path| path.ends_with(".html")) {
        let text = built.text(path);
        // JSON-LD names addresses, and fetches none.
        for tag in text.split('<').filter(|tag| {
            !tag.starts_with("script type=\"application/ld+json\"")
                && ["link", "script", "img", "iframe", "source", "object", "embed"]
                    .iter()
                    .any(|name| tag.starts_with(&format!("{name} ")))
        }) {
            let fetches = tag.contains("://")
                && !tag.contains("rel=\"canonical\"")
                && !tag.contains("rel=\"alternate\"");
            assert!(!fetches, "{path}: <{tag}");
        }
        // Scripts are the theme's own files; what stands in a page is data.
        let tags = text.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
        for tag in tags.filter(|tag| {
            ![" type=\"application/json\"", " type=\"application/ld+json\""]
                .iter()
                .any(|data| tag.starts_with(data))
        }) {
            let source = tag
                .strip_prefix(" defer")
                .map_or(tag, |rest| rest.strip_prefix(" blocking=\"render\"").unwrap_or(rest))
                .strip_prefix(" src=\"")
                .and_then(|rest| rest.strip_suffix('"'));
            assert!(
                source.is_some_and(|source| source.trim_start_matches(['.', '/']).starts_with("theme/")),
                "{path}: {tag}"
            );
        }
    }
    for path in built.paths().into_iter().filter(|path| path.ends_with(".css") || path.ends_with(".js")) {
        assert!(!built.text(path).contains("://") && !built.text(path).contains("@import"), "{path}");
    }
}

/// Search engines are sent to the original where the archive says so, and everything else stays the page's.
#[test]
fn the_canonical_page_is_the_archives_or_the_originals() {
    let site = |canonical: &str| {
        Site::new()
            .file("archive.yaml", format!("title: T\nbase_url: https://example.org/repo/\n{canonical}"))
            .article("a", "url: https://gazette.example/a?x=1&y=2\naliases: [/old/]\n", "Text.\n")
            .article("b", "archived_url: https://kept.example/b\n", "Text.\n")
    };
    let canonical = |built: &Built, path: &str| {
        between(built.text(path), "<link rel=\"canonical\" href=\"", "\"").to_owned()
    };
    let own = "https://example.org/repo/articles/a/";
    let original = "https://gazette.example/a?x=1&amp;y=2";
    for (config, expected) in [("", own), ("canonical: archive\n", own), ("canonical: original\n", original)]
    {
        let built = site(config).build().clean();
        let page = "articles/a/index.html";
        assert_eq!(canonical(&built, page), expected, "{config}");
        assert_eq!(canonical(&built, "old/index.html"), expected, "{config}");
        assert_eq!(canonical(&built, "articles/b/index.html"), "https://example.org/repo/articles/b/");
        let text = built.text(page);
        assert!(text.contains(&format!("<meta property=\"og:url\" content=\"{own}\">")), "{text}");
        assert!(text.contains(&format!("\"@id\":\"{own}#article\"")), "{text}");
        assert!(text.contains(&format!("<p class=\"on-paper\">{own}</p>")), "{text}");
        let sitemap = built.text("sitemap.xml");
        assert_eq!(sitemap.contains(&format!("<loc>{own}</loc>")), expected == own, "{sitemap}");
        assert!(sitemap.contains("<loc>https://example.org/repo/articles/b/</loc>"), "{sitemap}");
    }
    // The original has an address wherever the archive is.
    let built = site("canonical: original\n").build_with(|config| config.set_base_url("")).clean();
    assert_eq!(canonical(&built, "articles/a/index.html"), original);
}
