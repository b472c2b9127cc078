//! The layers of templates, and themes.

use crate::site::{Site, assert_same, every_kind, run, tree};

const OWN: &str = "{% extends \"builtin/page.html\" %}{% block main %}OWN {{ super() }}{% endblock main %}";

fn page() -> Site {
    Site::titled().file("content/pages/p.md", "---\ntitle: P\n---\n\nText.\n")
}

#[test]
fn a_sites_template_stands_before_the_themes_and_the_built_in_one() {
    let built =
        page().file("templates/page.html", "{{ text.title }} {{ root }} {{ site.title }}").build().clean();
    assert_eq!(built.text("p/index.html"), "P ../ T");
    assert!(built.text("index.html").starts_with("<!doctype html>"));
}

#[test]
fn a_sites_template_can_extend_the_one_below() {
    for below in ["builtin", "theme"] {
        let built = page().file("templates/page.html", OWN.replace("builtin", below)).build().clean();
        let main = built.main("p/index.html");
        assert!(main.contains("OWN <article class=\"leaf\">") && main.contains("Text."), "{main}");
    }
}

#[test]
fn one_block_can_be_changed_on_all_pages() {
    let text = "{% extends \"theme/base.html\" %}{% block footer %}FOOT{% endblock footer %}";
    let built = every_kind(Site::titled()).file("templates/base.html", text).build().clean();
    let pages = built.paths().into_iter().filter(|path| path.ends_with(".html") && *path != "lu/index.html");
    for path in pages {
        assert!(built.text(path).contains("FOOT"), "{path}");
    }
}

#[test]
fn a_component_can_be_replaced_everywhere() {
    let text = "{% component doubt() -%}DOUBT{%- endcomponent doubt %}";
    let built = Site::titled()
        .file("content/events/e.md", "---\ntitle: E\ndate: 2020~\n---\n")
        .file("templates/components.html", text)
        .build();
    assert!(built.text("events/e/index.html").contains("DOUBT"), "{:?}", built.problems());
}

/// Two articles, of which an event tells, and its row as `row` makes it.
fn with_event_row(row: &str) -> Site {
    Site::titled()
        .file("content/articles/a.md", "---\ntitle: A\n---\n")
        .file("content/articles/b.md", "---\ntitle: B\n---\n")
        .file("content/events/e.md", "---\ntitle: E\ndate: 2020-05\narticles: [a, b]\n---\n")
        .file("templates/mine.html", row)
}

/// Rows that are made once for many pages are made by the components all the same.
#[test]
fn rows_of_events_are_those_of_the_sites_component() {
    let row = "{% component event_row(event, @root, @site) -%}<li>[{{ root }}{{ event.path }} of {{ site.title }}]</li>{%- endcomponent event_row %}";
    let built = with_event_row(row).build().clean();
    for article in ["articles/a/index.html", "articles/b/index.html"] {
        assert!(built.text(article).contains("<li>[../../events/e/ of T]</li>"), "{}", built.text(article));
    }
    assert!(built.text("index.html").contains("<li>[./events/e/ of T]</li>"));
}

#[test]
fn an_error_in_a_row_leaves_out_the_pages_that_have_it_and_is_told_at_its_place() {
    let row = "{% component event_row(event) -%}\n<li>{{ event.title.nothing.more }}</li>{%- endcomponent event_row %}";
    let built = with_event_row(row).build();
    assert!(
        ["articles/a", "articles/b"].iter().all(|page| !built.has(&format!("{page}/index.html"))),
        "{:?}",
        built.paths()
    );
    assert!(built.has("events/e/index.html") && built.has("articles/index.html"));
    let problems = built.problems();
    assert!(problems.iter().any(|problem| problem.contains("templates/mine.html:2")), "{problems:?}");
}

/// Who copies the built-in templates in order to change one keeps the theme's others.
#[test]
fn an_identical_copy_is_no_override() {
    let theme = || every_kind(themed());
    let plain = theme().build().clean();
    let copied = annotated_archive_templates()
        .into_iter()
        .fold(theme(), |site, (name, text)| site.file(&format!("templates/{name}"), text));
    assert_same(&copied.build().clean().files, &plain.files, "a copy of the built-in templates");
    assert!(plain.text("index.html").contains("THEMED"));
}

fn annotated_archive_templates() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let files = crate::site::tree(&folder).into_iter();
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

/// A site with a theme of its own.
fn themed() -> Site {
    Site::new()
        .file("archive.yaml", "title: T\ntheme: mine\ntheme_options: {colour: blue}\n")
        .file("themes/mine/theme.yaml", "name: Mine\nstyles: [a.css, sub/b.css]\nscripts: [c.js]\noptions: {colour: red, size: 2}\n")
        .file("themes/mine/static/a.css", "a{}")
        .file("themes/mine/static/sub/b.css", "b{}")
        .file("themes/mine/static/c.js", "c")
        .file("themes/mine/templates/base.html", "{% extends \"builtin/base.html\" %}{% block aside %}THEMED {{ site.theme.colour }} {{ site.theme.size }}{% endblock aside %}")
}

#[test]
fn a_site_can_bring_its_own_theme() {
    let built = themed().file("content/pages/p.md", "---\ntitle: P\n---\n\nText.\n").build().clean();
    let page = built.text("p/index.html");
    assert!(page.contains("THEMED blue 2"), "{page}");
    let styles: Vec<usize> = ["theme/a.css", "theme/sub/b.css"]
        .iter()
        .map(|style| page.find(&format!("<link rel=\"stylesheet\" href=\"../{style}\">")).unwrap())
        .collect();
    assert!(styles.is_sorted());
    assert!(page.contains("<script defer src=\"../theme/c.js\"></script>"));
    assert_eq!((built.text("theme/a.css"), built.text("theme/c.js")), ("a{}", "c"));
    assert!(!built.has("theme/tokens.css"), "the shipped theme is not used");
}

#[test]
fn a_site_stands_before_its_theme() {
    let built = themed()
        .file("content/pages/p.md", "---\ntitle: P\n---\n")
        .file("templates/page.html", OWN)
        .build()
        .clean();
    assert!(built.text("p/index.html").contains("OWN") && built.text("p/index.html").contains("THEMED"));
    let below = "{% extends \"theme/base.html\" %}{% block aside %}[{{ super() }}]{% endblock aside %}";
    let built = themed()
        .file("content/pages/p.md", "---\ntitle: P\n---\n")
        .file("templates/base.html", below)
        .build()
        .clean();
    assert!(built.text("p/index.html").contains("[THEMED blue 2]"));
}

#[test]
fn a_shipped_theme_can_be_replaced_under_its_name() {
    let built = Site::titled()
        .file("themes/reading-room/theme.yaml", "styles: [own.css]\n")
        .file("themes/reading-room/static/own.css", "own")
        .build()
        .clean();
    assert!(built.has("theme/own.css") && !built.has("theme/tokens.css"));
}

#[test]
fn problems_of_themes_are_reported_at_their_places() {
    for (path, text, expected) in [
        (
            "themes/mine/theme.yaml",
            "name: M\nstyles: [none.css]\noptions: {size: 1}\n",
            "themes/mine/theme.yaml:2:10: error[bad-theme]",
        ),
        (
            "themes/mine/theme.yaml",
            "name: M\nstyls: []\noptions: {size: 1}\n",
            "themes/mine/theme.yaml:2:1: warning[unknown-field]",
        ),
        ("themes/mine/theme.yaml", "name: M: N\n", "themes/mine/theme.yaml:1:8: error[bad-yaml]"),
        ("themes/mine/templates/page.html", "a\n{{ text.titel }}\n", "themes/mine/templates/page.html:2:"),
        ("themes/mine/templates/base.html", "a\n{% block %}\n", "themes/mine/templates/base.html:2:"),
    ] {
        let site = themed().file("content/pages/p.md", "---\ntitle: P\n---\n").file(path, text);
        let problems = site.build().problems();
        assert!(
            problems.iter().any(|problem| problem.starts_with(expected)),
            "{expected} is not in {problems:#?}"
        );
        // Without its options the theme's own template has a problem too.
        assert_eq!(problems.len(), 1 + usize::from(expected.ends_with("[bad-yaml]")), "{problems:#?}");
    }
    let site = themed();
    site.remove("themes/mine/theme.yaml");
    site.remove("themes/mine/templates");
    let problems = site.build().problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].starts_with("themes/mine/theme.yaml: error[bad-theme]"), "{problems:#?}");
}

/// The theme without scripts shares nothing with the other one.
#[test]
fn plain_is_one_small_style_sheet() {
    let built = every_kind(Site::new().file("archive.yaml", "title: T\ntheme: plain\n")).build().clean();
    let files: Vec<&str> = built.paths().into_iter().filter(|path| path.starts_with("theme/")).collect();
    assert_eq!(files, ["theme/plain.css"]);
    assert!(built.text("theme/plain.css").len() <= 6000, "{}", built.text("theme/plain.css").len());
    let pages: Vec<&str> = built.paths().into_iter().filter(|path| path.ends_with(".html")).collect();
    assert!(pages.len() > 10);
    for path in pages {
        let page = built.text(path);
        let scripts = page.matches("<script").count() - page.matches("type=\"application/").count();
        assert_eq!((scripts, page.matches("class=\"appearance\"").count()), (0, 0), "{path}");
        assert_eq!(page.contains("theme/plain.css"), path != "lu/index.html", "{path}");
    }
}

#[test]
fn the_choice_between_light_and_dark_is_the_themes() {
    let built = every_kind(Site::titled()).build().clean();
    let page = built.text("people/lu-kang/index.html");
    assert!(page.contains("<script src=\"../../theme/appearance.js\"></script>"), "{page}");
    assert!(page.contains("<p class=\"appearance\" hidden>"), "{page}");
    assert!(built.text("theme/previews.js").len() <= 5000, "{}", built.text("theme/previews.js").len());
}

#[test]
fn themes_are_listed_with_the_one_in_use() {
    let list = |site: &Site| {
        let ran = run(&mut site.archive(["theme", "list"]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        ran.out
    };
    let rows = |out: &str| -> Vec<String> {
        out.lines().map(|line| line.split_whitespace().take(3).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(rows(&list(&Site::titled())), ["plain shipped One", "* reading-room shipped"]);

    let site = themed().file("themes/plain/theme.yaml", "description: >\n  Ours,\n  too.\n");
    site.put("themes/.hidden/theme.yaml", "");
    site.put("themes/empty/x", "");
    assert_eq!(
        list(&site).lines().map(str::trim_start).map(|line| line.replace("  ", " ")).collect::<Vec<_>>()[..3],
        ["empty     own    (no theme.yaml)", "* mine     own", "plain     own    Ours, too."]
    );

    let out = list(&Site::new().file("archive.yaml", "title: T\ntheme: gone\n"));
    assert!(!out.contains('*') && out.contains("names `gone`"), "{out}");
}

#[test]
fn a_new_theme_builds_as_it_stands() {
    let site = every_kind(Site::titled());
    let ran = run(&mut site.archive(["theme", "new", "our-own_2"]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let made: Vec<String> = tree(&site.path("themes")).into_keys().collect();
    let expected = ["static/our-own_2.css", "templates/base.html", "theme.yaml"];
    assert_eq!(made, expected.map(|path| format!("our-own_2/{path}")));
    for path in made {
        assert!(ran.out.contains(&path), "{path} is not in {}", ran.out);
    }
    site.put("archive.yaml", "title: T\ntheme: our-own_2\n");
    let built = site.build().clean();
    let page = built.text("people/lu-kang/index.html");
    assert!(page.contains("href=\"../../theme/our-own_2.css\"") && page.contains("<footer"), "{page}");
    assert!(built.text("theme/our-own_2.css").contains("--paper: Canvas;"));
    let out = run(&mut site.archive(["theme", "list"])).out;
    assert!(out.starts_with("* our-own_2     own"), "{out}");

    site.put(
        "themes/our-own_2/templates/base.html",
        std::fs::read_to_string(site.path("themes/our-own_2/templates/base.html"))
            .unwrap()
            .replace("{{- super() -}}", "{{- super() }}BELOW"),
    );
    assert!(site.build().clean().text("index.html").contains("</footer>\nBELOW"));
}

#[test]
fn a_new_theme_takes_no_place_that_is_taken_and_no_name_that_is_none() {
    let site = themed();
    site.put("themes/file", "");
    let before = tree(&site.root());
    for (name, message, help) in [
        ("mine", "themes/mine` is there already", "choose another name"),
        ("file", "themes/file` is there already", "choose another name"),
        ("My Theme", "`My Theme` cannot be the name of a theme", ": `my-theme`"),
        ("../x", "`../x` cannot be the name of a theme", ": `x`"),
        ("", "`` cannot be the name of a theme", "letters from a to z"),
        (".x", "`.x` cannot be the name of a theme", ": `x`"),
        ("Plain", "`Plain` is a theme that comes with archive", "`my-plain`"),
    ] {
        let ran = run(&mut site.archive(["theme", "new", name]));
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{name}");
        assert!(ran.err.contains(message) && ran.err.contains(help), "{name}: {}", ran.err);
    }
    assert_same(&tree(&site.root()), &before, "a theme that was refused");
    let none = Site::new();
    assert_eq!(run(&mut none.archive(["theme", "new", "mine"])).status, 2);
    assert_eq!(run(&mut none.archive(["theme", "list"])).status, 2);
}

/// The home page leads to the rest, of a small archive and of a large one.
#[test]
fn the_home_page_names_what_it_does_not_show() {
    let names = |count: usize| (1..=count).map(|n| format!("Person {n:02}")).collect::<Vec<_>>().join(", ");
    let site = |count| {
        let lists = format!("people: [{}]\n", names(count));
        (1..=count).fold(Site::titled(), |site, n| site.article(&format!("a{n:02}"), &lists, "Text.\n"))
    };
    let small = site(3).build().clean();
    let home = small.main("index.html");
    assert!(home.contains("<a class=\"to-person\" href=\"./people/person-03/\"><bdi>Person 03</bdi></a> <span class=\"count\"><span class=\"number\">3</span> articles</span>"), "{home}");
    assert!(!home.contains("class=\"more\""), "{home}");
    let large = site(14).build().clean();
    let home = large.main("index.html");
    for more in ["<a href=\"./articles/\">All 14: Articles</a>", "<a href=\"./people/\">All 14: People</a>"] {
        assert_eq!(home.matches(more).count(), 1, "{more}: {home}");
    }
    let empty = Site::titled().build().clean();
    assert!(!empty.main("index.html").contains("<section"), "{}", empty.main("index.html"));
}

#[test]
fn an_error_in_a_template_names_its_line_and_column_and_spares_the_rest() {
    let site = page().file(
        "templates/page.html",
        "{% extends \"builtin/page.html\" %}\n{% block main %}\n  {{ text.titel }}\n{% endblock main %}\n",
    );
    let built = site.build();
    assert_eq!(built.diagnostics.len(), 1, "{:?}", built.problems());
    assert!(built.problems()[0].starts_with("templates/page.html:3:"), "{:?}", built.problems());
    assert!(!built.has("p/index.html") && built.has("index.html"));
    for (text, line) in [
        ("a\n{{ x | nothing }}\n", 2),
        ("a\nb\n{{ x +", 3),
        ("{% extends \"no.html\" %}", 1),
        ("{% include \"no.html\" %}", 1),
        ("a\n\n{% for x in y %}", 3),
    ] {
        let problems = page().file("templates/page.html", text).build().problems();
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        let place = if text.contains("extends") {
            "templates/page.html".to_owned()
        } else {
            format!("templates/page.html:{line}:")
        };
        assert!(problems[0].starts_with(&place), "{text}: {problems:?}");
    }
}

#[test]
fn templates_reach_no_file_and_no_environment() {
    for text in [
        "{{ get_env(name=\"HOME\") }}",
        "{% include \"../archive.yaml\" %}",
        "{% include \"/etc/passwd\" %}",
        "{{ load_data(path=\"archive.yaml\") }}",
        "{{ now() }}",
    ] {
        let built = page().file("templates/page.html", text).build();
        assert_eq!(built.diagnostics.len(), 1, "{text}");
        assert!(
            !built.files.values().any(|bytes| bytes.starts_with(b"root:") || bytes.starts_with(b"title: T")),
            "{text}"
        );
    }
}

#[test]
fn content_runs_nothing() {
    let text = "---\ntitle: \"{{ site.title }} {% raw %}\"\naccess: full\n---\n\n{{ site.title }} {% include \"base.html\" %} {# x #}\n";
    let built = Site::titled().file("content/articles/a.md", text).build().clean();
    let body = built.body("articles/a/index.html");
    assert!(body.contains("{{ site.title }} {% include &quot;base.html&quot; %} {# x #}"), "{body}");
    assert!(built.main("articles/a/index.html").contains("{{ site.title }} {% raw %}"));
}

#[test]
fn static_files_stand_at_the_top() {
    let built = page()
        .file("static/CNAME", "example.org\n")
        .file("static/img/icon.svg", "<svg/>")
        .file("static/.well-known/x", "x")
        .build()
        .clean();
    assert_eq!(built.text("CNAME"), "example.org\n");
    assert!(built.has("img/icon.svg"));
    let built = page().file("static/p/index.html", "x").file("static/robots.txt", "x").build();
    assert_eq!(built.diagnostics.len(), 2, "{:?}", built.problems());
}
