//! A parsed text as canonical Markdown: only what is shown.
//!
//! Made so that nothing else can leave in an export: comments, addresses of withheld items and unused
//! definitions are in no [`Body`], and are in no Markdown made of one. Tables, footnotes, definitions and
//! callouts are written as their words, images as their alternative text, raw HTML not at all.

mod blocks;
mod inline;

use crate::model::body::Body;

/// Writes a text as Markdown, without a line end at the end. `link` gives the address for a link by its
/// index in [`Body::links`]; a link without one is written as its words.
///
/// What comes out reads back to a text that is written the same way.
pub fn markdown(body: &Body, link: &dyn Fn(usize) -> Option<String>) -> String {
    blocks::print(&blocks::gather(body, link))
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::config::Config;
    use crate::model::body::{Body, Written};
    use crate::parse::markdown::parse;

    fn body(text: &str) -> Body {
        parse(text, 0, 0, &Config::default()).body
    }

    fn address(body: &Body, index: usize) -> Option<String> {
        match &body.links[index].target {
            Written::Address(address) => Some(address.clone()),
            Written::Wiki { name, .. } => Some(format!("/{name}/")),
            Written::Embedded(_) => None,
        }
    }

    fn written(text: &str) -> String {
        let body = body(text);
        markdown(&body, &|index| address(&body, index))
    }

    /// What is written for a text, and that this is written the same again.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let first = written(text);
        assert_eq!(first, expected);
        assert_eq!(written(&first), first, "written again");
    }

    #[test]
    fn plain_markdown_stays() {
        for text in [
            "One *two* **three** ~~four~~ `five` [six](https://example.org/a_\\(b\\)?c=d&e=f&copy).",
            "## A\n\ntext\\\nnext line\n\n### B",
            "- a\n- b\n  - c\n\n* other list",
            "3. a\n4. b",
            "> quoted\n>\n> - in a list\n\n___\n\nend",
            "```rust\nfn main() {}\n\n\tx\n```",
            "- [x] done\n- [ ] open",
            "- a\n\n  second\n\n- b",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn other_spellings_become_one() {
        check("One\ntwo  \nthree\n***\nA\n===\n", "One two\\\nthree\n\n___\n\n## A");
        check("+ a\n+ b\n", "- a\n- b");
        check("    code\n", "```\ncode\n```");
        check("__a__ _b_ <https://example.org>", "**a** *b* [https://example.org](https://example.org)");
        check("[[Lu Kang]] said [[Lu Kang|he]]", "[Lu Kang](/Lu%20Kang/) said [he](/Lu%20Kang/)");
        check("a&nbsp;b &amp;copy; &lt;i>", "a\u{a0}b \\&copy; \\<i>");
    }

    #[test]
    fn what_is_not_shown_does_not_leave() {
        for text in [
            "a <!-- secret --> b",
            "a %%secret%% b",
            "[unused]: https://example.org/secret\n\na b",
            "a <span title=\"secret\">b</span>",
            "<div hidden>secret</div>\n\na b",
            "a ![b](secret.jpg \"secret\")",
            "<!-- secret\n\nsecret -->\n\na b",
            "[a b](x \"secret\")",
            "a b[^1]\n\n[^2]: %%secret%%",
            "a b <script>x</script>",
        ] {
            let found = written(text);
            assert!(!found.contains("secret"), "{text:?} gave {found:?}");
            assert!(found.contains('a') && found.contains('b'), "{text:?} gave {found:?}");
        }
    }

    #[test]
    fn the_rest_is_its_words() {
        check("| a | b |\n|---|---|\n| c | *d* |", "a, b\n\nc, *d*");
        check("x[^1]\n\n[^1]: note", "x\n\nnote");
        check("> [!note] Title\n> text", "Title\n\ntext");
        check("a ![picture](b.jpg) c<br>d", "a picture c\\\nd");
        check("term\n: meaning", "term\n\nmeaning");
    }

    #[test]
    fn links_without_address_are_words() {
        let body = body("a [b *c*](secret) d");
        assert_eq!(markdown(&body, &|_| None), "a b *c* d");
        assert_eq!(markdown(&body, &|_| Some(String::new())), "a b *c* d");
    }

    #[test]
    fn hard_cases_are_written_the_same_again() {
        for text in [
            "a*b*c **d*e*f** ***g*** _**h**i_",
            "*a***b***c*",
            "**a*b***c",
            "![x](y)*a*![z](w)",
            "*\"a\"*b",
            "“*a*”—*b*—",
            "`` a`b `` ` ` `a``b`",
            "!\\[a](b) ![](c)",
            "\\![a](b)",
            "- - - a\n- > b\n- # c\n",
            "1. a\n\n   2. b\n",
            "- a\n  1. b\n",
            "- a\n  5. b\n",
            "> > > a\n\n> b",
            "# {#x} a\n\n## b #\n\n### c \\{d}",
            "\\# a\\\n\\- b\\\n1\\. c\\\n\\=== d",
            "a\\\n\\|--|\\\n\\:--\\\n---",
            "[\\^1](x) [\\!note](y)",
            "> [\\!note](y) a",
            "[a](<b c>) [d](e%%f%%g)",
            "- a\n- b\n\n<!-- -->\n\n- c",
            "* ***\n* b",
            "&#35; a&#10;b&#9;c",
            "&#32;a *&#32;b&#32;*c",
            "<\u{338}a \\<\u{338}b",
            "~~a~~b ~~ c ~~d~~",
            "- \n- a\n- \n",
            "- [ ] \n- [x] a",
            "***a** b*",
            "****a****",
            "~~~\na ``` b\n~~~",
            "a `%%b%%` c",
            "[`a]`](b) [*c*](d)",
            "*a [b*](c)",
            "#\n\n# a\n\n### b",
            "1000000000. a",
            "4294967295) a",
            "[``]: ``# ](x)",
            "[\\\n## {==}",
            "# \\{a} &#35;",
            "- ```\n  a\n\n  b\n  ```\n- c",
            "a\n\n: b\n\n  c",
            "[a[b](c)d](e)",
            "*a `b` c*`d`",
        ] {
            let first = written(text);
            assert_eq!(written(&first), first, "of {text:?}");
        }
        let deep = written(&("> ".repeat(5_000) + "x"));
        assert_eq!(written(&deep), deep);
        let deep = written(&("*a **b ".repeat(2_000) + &"** *".repeat(2_000)));
        assert_eq!(written(&deep), deep);
    }

    mod properties {
        use super::{body, written};
        use crate::model::body::Body;
        use proptest::collection::vec;
        use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, proptest};
        use proptest::sample::select;

        /// Pieces of which Markdown that goes wrong is made.
        const PIECES: [&str; 70] = [
            "a", "b c", " ", "  ", "\n", "\n\n", "\n\n", "\n  ", "*", "**", "_", "__", "~~", "~", "`", "``",
            "```\n", "[", "]", "](x)", "[[", "]]", "(", ")", "!", "<", ">", "&", "&amp;", "&#35;", "\\",
            "\\\n", "  \n", "#", "# ", "## ", "- ", "+ ", "* ", "1. ", "2) ", "> ", "---\n", "===\n", "| ",
            "|\n", "|--|\n", ": ", "{", "}", "{>>", "<<}", "{==", "==}", "%%", "<!--", "-->", "<b>", "</b>",
            "<div>", "[^1]", "[^1]: ", "é", "\u{a0}", "“", "”", "—", "\u{338}", "😀", "    ",
        ];

        fn texts() -> impl Strategy<Value = String> {
            vec(select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat())
        }

        proptest! {
            #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

            #[test]
            fn written_again_it_is_the_same(text in texts()) {
                let first = written(&text);
                prop_assert_eq!(written(&first), first, "of {:?}", text);
            }

            #[test]
            fn no_word_is_lost(text in texts()) {
                let letters = |body: &Body| body.plain.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                let first = body(&text);
                if first.images.is_empty() && first.callouts.is_empty() {
                    prop_assert_eq!(letters(&body(&written(&text))), letters(&first), "of {:?}", text);
                }
            }

            #[test]
            fn any_text_at_all(text in any::<String>()) {
                let first = written(&text);
                prop_assert_eq!(written(&first), first);
            }
        }
    }
}
