//! Comments are for editors: no output holds one, wherever it was written.

use crate::access::{SECRET, assert_silent};
use crate::site::Site;

/// A comment, wherever it stands in a text.
const COMMENTS: &[&str] = &[
    "a <!-- zqx --> b",
    "a <!--zqx--> b",
    "<!-- zqx -->",
    "<!--\nzqx\n\nzqx\n\n-->\n\na",
    "a <!-- zqx\n\nzqx --> b",
    "a %%zqx%% b",
    "%%\nzqx\n\n- zqx\n%%\n\na",
    "## a <!-- zqx --> b",
    "## a %%zqx%% b",
    "- a <!-- zqx -->\n- b %%zqx%%",
    "> a <!-- zqx -->\n> b",
    "> [!note] a <!-- zqx -->\n> b",
    "> [!note] a %%zqx%%\n> b",
    "> [!note]\n> a %%zqx%%",
    "| a <!-- zqx --> | b |\n|---|---|\n| c %%zqx%% | d |",
    "a[^1]\n\n[^1]: b <!-- zqx --> %%zqx%%",
    "[a <!-- zqx -->](https://example.org/)",
    "[a %%zqx%%](https://example.org/)",
    "[[Lu Kang|a <!-- zqx -->]]",
    "[[Lu Kang|a %%zqx%%]]",
    "![a <!-- zqx -->](gate.png)",
    "![a %%zqx%%](gate.png)",
    "![a](gate.png \"b <!-- zqx -->\")",
    "<div>a<!-- zqx --></div>",
    "<div title=\"<!-- zqx -->\">a</div>",
    "a *b <!-- zqx* c --> d",
    "a <!-- [[zqx]] ![zqx](zqx.png) <b>zqx</b> --> b",
    "a %%[[zqx]] ![zqx](zqx.png)%% b",
    "a <!-- zqx -- zqx - > --> b",
    "term <!-- zqx -->\n: definition %%zqx%%",
    "- [ ] a <!-- zqx -->",
    "~~a <!-- zqx -->~~",
    "Heading <!-- zqx -->\n===",
];

#[test]
fn comments_are_in_no_output() {
    let mut wrong = Vec::new();
    for trusts in [false, true] {
        for comment in COMMENTS {
            let site = Site::titled()
                .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
                .file("content/articles/gate.png", "gate")
                .article("a", "", &format!("Begin.\n\n{comment}\n\nEnd.\n"));
            let built = site.build_with(|config| config.trusts_html = trusts);
            let body = built.body("articles/a/index.html");
            let whole = body.contains("Begin.") && body.contains("End.");
            let clean = !body.contains("<!--") && !body.contains("&lt;!--");
            if !whole || !clean || !built.places_of(SECRET).is_empty() {
                wrong.push(format!("{comment}\n  gave {body}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn comments_in_front_matter_are_in_no_output() {
    let site = Site::titled()
        .file("content/articles/a.md", "---\n# zqx\ntitle: A <!-- zqx --> # zqx\nsummary: B <!-- zqx -->\nrights: C <!-- zqx -->\ntext: abstract\n---\n")
        .file("content/people/p.md", "---\nname: P\nrole: R <!-- zqx -->\nsummary: S <!-- zqx -->\n---\n")
        .file("content/events/e.md", "---\ntitle: E\ndate_note: N <!-- zqx -->\n---\n")
        .file("content/claims/c.md", "---\ntitle: C\nquestion: Q <!-- zqx -->\n---\n");
    assert_silent(&site.build(), "comments in fields");
}

#[test]
fn an_open_comment_in_the_note_of_a_name_holds_its_entity_back() {
    let file = "---\nname: Vera Lind\nnames:\n  - name: V. Lind\n    note: in the press <!-- not yet\n---\n";
    let built = Site::titled().file("content/people/ida.md", file).build();
    assert_eq!(built.problems().len(), 1, "{:?}", built.problems());
    assert!(!built.has("people/ida/index.html") && built.places_of("Lind").is_empty());
}
