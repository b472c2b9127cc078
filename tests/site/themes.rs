//! The layers of templates, and themes.

use crate::site::{Site, assert_same, every_kind};

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
