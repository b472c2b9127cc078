//! What a text becomes on its page.

use crate::site::{Built, Site, article};

/// The text of an article's page.
#[track_caller]
fn rendered(text: &str) -> String {
    site(text).build().clean().body("articles/a/index.html").trim().to_owned()
}

fn site(text: &str) -> Site {
    Site::titled().article("a", "", text).file("content/articles/gate.png", png(30, 20))
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(without_ids(&rendered(text)), expected);
}

/// The ids of paragraphs have tests of their own.
fn without_ids(html: &str) -> String {
    let mut parts = html.split("<p id=\"p-");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str("<p>");
        plain.push_str(part.split_once('>').unwrap().1);
    }
    plain
}

/// An image of a size, as far as its head tells.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\0\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
    bytes
}

#[test]
fn common_marks() {
    check(
        "*a* **b** ~~c~~ `d <e>` \\*f\\* &amp; <g@example.org>",
        "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d &lt;e&gt;</code> *f* &amp; <a class=\"external\" rel=\"external noopener noreferrer\" href=\"mailto:g@example.org\">g@example.org</a></p>",
    );
    check("a  \nb\\\nc\nd", "<p>a<br>\nb<br>\nc d</p>");
    check(
        "> a\n\n---\n\n    b",
        "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n<pre class=\"code\" tabindex=\"0\"><code>b</code></pre>",
    );
    check("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>");
    check("- a\n  - b\n- c", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>");
}

#[test]
fn tables_have_aligned_columns_and_can_be_reached_by_keyboard() {
    check(
        "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |",
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\"><table>\n<thead>\n<tr><th>a</th>\
         <th class=\"align-start\">b</th><th class=\"align-center\">c</th><th class=\"align-end\">d</th></tr>\n\
         </thead><tbody>\n<tr><td>1</td><td class=\"align-start\">2</td><td class=\"align-center\">3</td>\
         <td class=\"align-end\">4</td></tr>\n</tbody></table></div>",
    );
}

#[test]
fn task_and_definition_lists() {
    check(
        "- [ ] a\n- [x] b",
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" aria-label=\"open\" disabled> a</li>\n<li class=\"task\"><input type=\"checkbox\" aria-label=\"done\" disabled checked> b</li>\n</ul>",
    );
    check("Term\n: One\n: Two", "<dl>\n<dt>Term</dt>\n<dd>One</dd>\n<dd>Two</dd>\n</dl>");
}

#[test]
fn callouts_of_github_and_obsidian() {
    let callout = |kind: &str, title: &str| {
        format!(
            "<aside class=\"callout callout-{kind}\" aria-label=\"{title}\">\n<p class=\"callout-title\">{title}</p>\n<p>text</p>\n</aside>"
        )
    };
    check("> [!NOTE]\n> text", &callout("note", "Note"));
    check("> [!warning] Mind *this* & that\n> text", &callout("warning", "Mind this &amp; that"));
    check("> [!faq]- Folded\n> text", &callout("faq", "Folded"));
    check("> [no callout]\n> text", "<blockquote>\n<p>[no callout] text</p>\n</blockquote>");
}

#[test]
fn a_callout_may_be_its_title_alone_and_hold_other_blocks() {
    check(
        "> [!tip] Only a title",
        "<aside class=\"callout callout-tip\" aria-label=\"Only a title\">\n<p class=\"callout-title\">Only a title</p>\n</aside>",
    );
    check(
        "> [!tip] T\n>\n> - a\n>\n> > b",
        "<aside class=\"callout callout-tip\" aria-label=\"T\">\n<p class=\"callout-title\">T</p>\n<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>b</p>\n</blockquote>\n</aside>",
    );
}

#[test]
fn footnotes_lead_there_and_back_from_each_reference() {
    check(
        "A[^x] b[^y] c[^x].\n\n[^y]: Two.\n\n[^x]: One *more*.\n",
        "<p>A<sup class=\"footnote-ref\"><a id=\"fnref-1\" href=\"#fn-1\">1</a></sup> b<sup class=\"footnote-ref\">\
         <a id=\"fnref-2\" href=\"#fn-2\">2</a></sup> c<sup class=\"footnote-ref\"><a id=\"fnref-1-2\" href=\"#fn-1\">1\
         </a></sup>.</p>\n<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"fn-1\" value=\"1\">\
         <p>One <em>more</em>. <a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back to the text, note 1\">↩</a> \
         <a class=\"footnote-back\" href=\"#fnref-1-2\" aria-label=\"Back to the text, note 1\">↩</a></p></li>\n\
         <li id=\"fn-2\" value=\"2\"><p>Two. <a class=\"footnote-back\" href=\"#fnref-2\" \
         aria-label=\"Back to the text, note 2\">↩</a></p></li>\n</ol>\n</section>",
    );
}

/// Every fragment that a text links to is in it, however its footnotes stand.
#[test]
fn every_fragment_of_a_text_has_its_place() {
    for text in [
        "A[^1].\n\n[^1]: One[^2].\n\n[^2]: Two.\n",
        "A[^1].\n",
        "[^1]: Never referred to.\n\nA.\n",
        "A[^1].\n\n[^1]: One, and itself[^1].\n",
        "A[^1].\n\n[^1]: One.\n[^1]: Twice.\n",
        "> A[^1].\n>\n> [^1]: One.\n",
        "A[^ a b ].\n\n[^ a b ]: One.\n",
        "A[^1].\n\n[^1]:\n    - a\n    - b\n",
        "# [^1]\n\n[^1]: One.\n",
    ] {
        let html = rendered(text);
        for target in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert_eq!(html.matches(&format!("id=\"{target}\"")).count(), 1, "{target} in {html}");
        }
    }
}

#[test]
fn headings_have_readable_ids_of_their_own() {
    check(
        "# Part\n\n### Part\n\n## Über 新疆!\n\n## …\n\n## Own {#mine}",
        "<h2 id=\"part\">Part</h2>\n<h3 id=\"part-2\">Part</h3>\n<h3 id=\"über-新疆\">Über 新疆!</h3>\n<h3 id=\"section\">…</h3>\n<h3 id=\"mine\">Own</h3>",
    );
}

/// Ids of headings, paragraphs and footnotes, and of the page around them, do not meet.
#[test]
fn no_id_stands_twice_on_a_page() {
    let text = "# Part names\n\n# Part cite\n\n# Main\n\n# p-1 {#fn-1}\n\n# fnref-1\n\nSame.\n\nSame.\n\nA[^1] b[^1].\n\n[^1]: One.\n\n## part-2\n\n# Part\n\n# Part\n\n# Part\n";
    let built = Site::titled().article("a", "people: [B]\n", text).build();
    let page = built.text("articles/a/index.html");
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    ids.sort_unstable();
    let twice: Vec<&str> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert_eq!(twice, [""; 0]);
}

#[test]
fn the_first_heading_is_the_title_where_there_is_no_other() {
    let built = Site::titled()
        .file("content/articles/a.md", "---\naccess: full\n---\n\n# The *title*\n\nText.\n")
        .build()
        .clean();
    assert!(built.text("articles/a/index.html").contains("<h1>The title</h1>"));
    assert_eq!(without_ids(built.body("articles/a/index.html").trim()), "<p>Text.</p>");
    let built = Site::titled().article("a", "", "# A\n\nText.\n").build().clean();
    assert_eq!(without_ids(built.body("articles/a/index.html").trim()), "<p>Text.</p>", "said once");
}

#[test]
fn paragraphs_keep_their_ids_when_others_change() {
    let id = |text: &str, words: &str| {
        let html = rendered(text);
        let at = html.find(words).unwrap();
        html[..at].rsplit("<p id=\"").next().unwrap().trim_end_matches("\">").to_owned()
    };
    assert_eq!(id("One.\n\nTwo.", "Two."), id("New.\n\n> Other.\n\nTwo.", "Two."));
    assert_ne!(id("One.\n\nTwo.", "Two."), id("One.\n\nTwo!", "Two!"));
}

#[test]
fn code_is_highlighted_with_classes_and_two_style_sheets() {
    let built = site("```rust\nfn f() {}\n```\n").build().clean();
    let body = built.body("articles/a/index.html");
    assert!(body.contains("<pre class=\"code\" tabindex=\"0\"><code class=\"language-rust\">"), "{body}");
    assert!(body.contains(">fn</span>") && !body.contains("style="), "{body}");
    let head = built.text("articles/a/index.html").split("<body").next().unwrap().to_owned();
    for style in ["theme/code-light.css", "theme/code-dark.css"] {
        assert!(built.has(style) && head.contains(style), "{style}");
    }
    assert!(built.text("theme/code-dark.css").contains("prefers-color-scheme: dark"));
    assert!(!built.text("timeline/index.html").contains("code-light"), "only where there is code");
    let plain = site("No code.\n").build().clean();
    assert!(!plain.has("theme/code-light.css"));
}

#[test]
fn unknown_and_odd_languages_are_plain_code() {
    check(
        "```no-such-language\na < b\n```",
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-no-such-language\">a &lt; b\n</code></pre>",
    );
    check("``` \"><script>\na\n```", "<pre class=\"code\" tabindex=\"0\"><code>a\n</code></pre>");
}

#[test]
fn images_have_sizes_wait_for_the_reader_and_may_be_figures() {
    let image = "<img src=\"../../articles/gate.png\" alt=\"the gate\" width=\"30\" height=\"20\" loading=\"lazy\" decoding=\"async\">";
    check("See ![the gate](gate.png).", &format!("<p>See {image}.</p>"));
    check("![the gate](gate.png)", &format!("<figure>{image}</figure>"));
    check(
        "![the *gate*](./gate.png \"Taken in 2019\")",
        &format!(
            "<figure>{image}<figcaption><span class=\"caption-words\" dir=\"auto\">Taken in 2019</span></figcaption></figure>"
        ),
    );
    check(
        "[![the gate](gate.png)](https://example.org/)",
        &format!(
            "<p><a class=\"external\" rel=\"external noopener noreferrer\" href=\"https://example.org/\">{image}</a></p>"
        ),
    );
}

#[test]
fn an_image_without_a_size_is_shown_all_the_same() {
    let built = Site::titled()
        .article("a", "", "![a](broken.png) ![b](picture.svg)\n")
        .file("content/articles/broken.png", "no image")
        .file("content/articles/picture.svg", "<svg/>")
        .build()
        .clean();
    let body = built.body("articles/a/index.html");
    assert!(body.contains("<img src=\"../../articles/broken.png\" alt=\"a\" loading=\"lazy\""), "{body}");
    assert!(body.contains("<img src=\"../../articles/picture.svg\" alt=\"b\" loading=\"lazy\""), "{body}");
}

#[test]
fn names_of_files_are_escaped_in_addresses() {
    let name = "Bild 1 (ä) 100% #1.png";
    let built = Site::titled()
        .article("a", "", "![a](<Bild 1 (ä) 100%25 %231.png>) ![[Bild 1 (ä) 100% #1.png]]\n")
        .file(&format!("content/articles/{name}"), png(1, 1))
        .build()
        .clean();
    assert!(built.has(&format!("articles/{name}")));
    let body = built.body("articles/a/index.html");
    assert_eq!(
        body.matches("src=\"../../articles/Bild%201%20(%C3%A4)%20100%25%20%231.png\"").count(),
        2,
        "{body}"
    );
}

fn raw(html: &str, trust: bool) -> String {
    let built = site(&format!("Begin.\n\n{html}\n")).build_with(|config| config.trusts_html = trust);
    let body = built.body("articles/a/index.html");
    without_ids(body.split_once("Begin.</p>").unwrap().1).replace("<p></p>", "").trim().to_owned()
}

#[test]
fn raw_html_is_cleaned_unless_the_site_trusts_it() {
    for (html, clean) in [
        ("<div onclick=\"x()\">a</div>", "<div>a</div>"),
        ("<script>alert(1)</script>", ""),
        ("<style>p{}</style>", ""),
        ("<div style=\"color:red\">a</div>", "<div>a</div>"),
        ("<svg onload=\"x()\"></svg>", ""),
        ("<img src=\"https://example.org/x.png\" alt=\"a\">", "<img alt=\"a\">"),
        ("<form action=\"https://example.org/\"><input name=\"a\"></form>", "<input>"),
        ("<base href=\"https://example.org/\">", ""),
        ("<meta http-equiv=\"refresh\" content=\"0\">", ""),
        ("<link rel=\"stylesheet\" href=\"https://example.org/\">", ""),
        ("<object data=\"x\"></object>", ""),
    ] {
        assert_eq!(raw(html, false), clean, "{html}");
        let trusted = raw(html, true);
        assert!(trusted.contains(&html[..4]), "{html}: {trusted}");
    }
    for html in [
        "<details open=\"\"><summary>a</summary>b</details>",
        "<div dir=\"rtl\" lang=\"ug\">a</div>",
        "<div class=\"own\" id=\"own\">a</div>",
    ] {
        let parts = |html: &str| {
            let mut parts: Vec<String> = html.split([' ', '>']).map(str::to_owned).collect();
            parts.sort();
            parts
        };
        assert_eq!(parts(&raw(html, false)), parts(html), "{html}");
    }
}

/// No scheme but a few, in any writing that a browser takes for one, in any place that makes a link.
#[test]
fn addresses_that_run_or_fetch_are_refused_everywhere() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#9;script:alert(1)",
        "%6aavascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "ftp://example.org/",
    ] {
        for text in [
            format!("[a](<{address}>)"),
            format!("[a][b]\n\n[b]: <{address}>"),
            format!("![a](<{address}>)"),
            format!("<a href=\"{address}\">a</a>"),
            format!("<img src=\"{address}\" alt=\"a\">"),
            format!("[[{address}]]"),
            format!("<{address}>"),
        ] {
            for trusts in [false, true] {
                let built = site(&text).build_with(|config| config.trusts_html = trusts);
                let body = built.body("articles/a/index.html");
                let values = body.split("href=\"").chain(body.split("src=\"")).skip(1);
                for value in values.map(|rest| rest.split('"').next().unwrap().to_lowercase()) {
                    let runs =
                        ["script", "data:", "file:", "blob:", "ftp:"].iter().any(|bad| value.contains(bad));
                    assert!(!runs || value.starts_with("../") || value.starts_with("%6a"), "{text}: {body}");
                }
            }
        }
    }
    for field in ["url", "archived_url"] {
        let built = Site::titled()
            .file("content/articles/a.md", format!("---\ntitle: A\n{field}: javascript:alert(1)\n---\n"))
            .build();
        assert!(!built.text("articles/a/index.html").contains("javascript"), "{field}");
        assert_eq!(built.diagnostics.len(), 1);
    }
    let built = Site::titled()
        .file("content/sources/s.md", "---\nname: S\nurl: \"javascript:alert(1)\"\n---\n")
        .build();
    assert!(!built.text("sources/s/index.html").contains("javascript"));
}

#[test]
fn links_in_raw_html_are_followed_and_written_anew() {
    let built = Site::titled()
        .article("a", "", "<a href=\"../people/lu-kang.md\">him</a> <img alt=\"g\" src='gate.png'> <a class=\"x\" href=\"b.md#part\">b</a>\n")
        .article("b", "", "## Part\n")
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
        .file("content/articles/gate.png", png(1, 1))
        .build()
        .clean();
    let body = built.body("articles/a/index.html");
    for part in [
        "href=\"../../people/lu-kang/\"",
        "src=\"../../articles/gate.png\"",
        "href=\"../../articles/b/#part\"",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
    assert!(built.has("articles/gate.png"));
}

#[test]
fn punctuation_is_left_alone_unless_the_site_wants_it_typographic() {
    let site = site("\"A\" -- it's... so\n");
    assert_eq!(
        without_ids(site.build().body("articles/a/index.html").trim()),
        "<p>&quot;A&quot; -- it's... so</p>"
    );
    let smart = site.build_with(|config| config.smart_punctuation = true);
    assert_eq!(without_ids(smart.body("articles/a/index.html").trim()), "<p>“A” – it’s… so</p>");
}

/// A text is the same whatever its editor's system writes at the ends of lines.
#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let text = article(
        "summary: >\n  long\n  text\npeople:\n  - Lu Kang\n",
        "## Part\n\nLu Kang *spoke*\nthere.\n\n- a\n- b\n\n```rust\nfn f() {}\n```\n\n| a |\n|---|\n| b |\n",
    );
    let build =
        |text: String| -> Built { Site::titled().file("content/articles/a.md", text).build().clean() };
    let plain = build(text.clone());
    let crlf = build(text.replace('\n', "\r\n"));
    assert_eq!(crlf.text("articles/a/index.html"), plain.text("articles/a/index.html"));
    let bom = build(format!("\u{feff}{text}"));
    assert_eq!(bom.text("articles/a/index.html"), plain.text("articles/a/index.html"));
}

#[test]
fn texts_in_other_languages_say_so_and_keep_their_direction() {
    let built = Site::titled()
        .article("a", "lang: ug\n", "شىنجاڭ\n")
        .article("b", "lang: en\ndir: rtl\n", "b\n")
        .article("c", "", "c\n")
        .build()
        .clean();
    assert!(built.main("articles/a/index.html").contains("<div class=\"text\" lang=\"ug\" dir=\"rtl\">"));
    assert!(built.main("articles/b/index.html").contains("<div class=\"text\" dir=\"rtl\">"));
    assert!(built.main("articles/c/index.html").contains("<div class=\"text\">"));
    assert!(
        built.text("articles/a/index.html").starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\"")
    );
}
