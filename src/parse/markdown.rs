//! A text in Markdown → a [`Body`]: CommonMark with tables, footnotes, strikethrough, task and
//! definition lists, heading attributes, alerts, callouts and `[[wikilinks]]`.
//!
//! Comments (`<!-- … -->`, and Obsidian's `%% … %%`) end here: nothing behind this file has them.

use std::ops::Range;
use std::panic::catch_unwind;

use pulldown_cmark::{Options, Parser};

use crate::config::Config;
use crate::diag::Problem;
use crate::model::body::{Anchor, Body, Heading, Node, Run, Tag};
use crate::parse::critic;
use crate::parse::structure::Builder;
use crate::text::fold::fold;
use crate::text::span::{Span, Spanned};

/// A text, and what was found on the way.
#[derive(Debug, Default)]
pub struct Parsed {
    pub body: Body,
    pub problems: Vec<Problem>,
    /// A comment was left open: what was meant to be published is not clear.
    pub unclear: bool,
    /// Passages and notes typed in the text, in the order in which they end.
    pub typed: Vec<Typed>,
    /// Levels of the headings as written, 1 to 6; counts as `body.headings` does.
    pub(super) levels: Vec<u8>,
}

/// A passage marked in the text, a note typed in it, or both (CriticMarkup).
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The passage; of a note alone, the word before it.
    pub run: Run,
    /// The inside of the note: bytes of the text.
    pub note: Option<Range<usize>>,
    /// In the file.
    pub span: Span,
}

/// Parses a text; `offset` is where it begins in the file, in bytes.
pub fn parse(text: &str, offset: usize, file: u32, config: &Config) -> Parsed {
    let options = options(config);
    // Looking for attributes of headings, the library panics on some texts (0.13.6: an underline below a
    // task that holds only a backslash). Where there can be none they are not looked for, and a text on
    // which it panics all the same is read without them.
    if text.contains('}') {
        let with = options | Options::ENABLE_HEADING_ATTRIBUTES;
        let parsed = catch_unwind(|| read(text, with, offset, file, config.trusts_html));
        if let Ok(parsed) = parsed {
            return parsed;
        }
    }
    read(text, options, offset, file, config.trusts_html)
}

fn options(config: &Config) -> Options {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    if config.smart_punctuation { options | Options::ENABLE_SMART_PUNCTUATION } else { options }
}

fn read(text: &str, options: Options, offset: usize, file: u32, trusts_html: bool) -> Parsed {
    if is_plain_paragraph(text) {
        return Parsed { body: plain_paragraph(text, offset), ..Parsed::default() };
    }
    let marked = critic::mark(text, options);
    let mut builder = Builder::new(&marked, offset, file, trusts_html);
    ask_library(&marked.text, options, &mut builder);
    let mut parsed = builder.finish();
    settle_levels(&mut parsed.body.headings, &parsed.levels);
    parsed.body.shrink();
    parsed
}

/// The bytes of a text without a mark of any kind.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < plain.len() {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut rest: &[u8] = b" ,.;:?()-";
    while let [byte, others @ ..] = rest {
        plain[*byte as usize] = true;
        rest = others;
    }
    plain
};

/// Whether a text is surely one line of words without a mark of any kind, as most notes are: the library
/// is not asked then. A full stop or hyphen alone is none, two are.
fn is_plain_paragraph(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.last() != Some(&b' ')
        && bytes.iter().all(|byte| PLAIN[usize::from(*byte)])
        && !bytes.windows(2).any(|pair| matches!(pair, b".." | b"--"))
}

/// What the library makes of such a text.
fn plain_paragraph(text: &str, offset: usize) -> Body {
    let run = Run::new(0, text.len());
    let anchor = Anchor { hash: Anchor::hash_of(text), nth: 1 };
    Body {
        plain: text.to_owned(),
        nodes: vec![Node::Start(Tag::Paragraph(anchor)), Node::Text(run), Node::End],
        origins: vec![(run.start, u32::try_from(offset).unwrap_or(u32::MAX))],
        paragraphs: vec![(run.start, anchor)],
        ..Body::default()
    }
}

fn ask_library(text: &str, options: Options, builder: &mut Builder<'_>) {
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, range);
    }
}

impl Parsed {
    /// Takes a heading of level 1 at the very beginning for the title, if it says the same as the
    /// title in the front matter or there is none: a page has one title.
    pub fn take_title(&mut self, title: Option<&str>) -> Option<Spanned<String>> {
        let (Some(Node::Start(Tag::Heading(0))), Some(1)) = (self.body.nodes.first(), self.levels.first())
        else {
            return None;
        };
        let run = self.body.headings[0].run;
        let words = self.body.words(run).to_owned();
        if title.is_some_and(|title| fold(title) != fold(&words)) {
            return None;
        }
        let origin = self.body.origin(run.start);
        self.remove_first_heading();
        Some(Spanned::new(words.clone(), Span::new(origin, origin + words.len())))
    }

    fn remove_first_heading(&mut self) {
        let end = self.body.nodes.iter().position(|node| *node == Node::End).map_or(0, |at| at + 1);
        let heading = self.body.headings.remove(0);
        self.levels.remove(0);
        let blank = " ".repeat(heading.run.range().len());
        self.body.plain.replace_range(heading.run.range(), &blank);
        self.body.nodes.drain(..end);
        for node in &mut self.body.nodes {
            if let Node::Start(Tag::Heading(index)) = node {
                *index -= 1;
            }
        }
        if let Some(more) = &mut self.body.more {
            more.nodes -= end;
            more.headings -= 1;
        }
        settle_levels(&mut self.body.headings, &self.levels);
    }
}

/// The page's title is the only heading of level 1; below it no level is left out on the way down,
/// whatever the editor's habit, so that the outline can be followed by ear.
fn settle_levels(headings: &mut [Heading], written: &[u8]) {
    let mut open: Vec<u8> = Vec::new();
    for (heading, level) in headings.iter_mut().zip(written) {
        while open.last().is_some_and(|above| above >= level) {
            open.pop();
        }
        open.push(*level);
        heading.level = u8::try_from(open.len() + 1).unwrap_or(6).min(6);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::model::body::Written;

    #[test]
    fn a_plain_line_is_the_paragraph_that_the_library_makes_of_it() {
        let by_library = |text: &str| {
            let options = options(&Config::default());
            let marked = critic::mark(text, options);
            let mut builder = Builder::new(&marked, 7, 3, false);
            ask_library(text, options, &mut builder);
            let parsed = builder.finish();
            assert!(parsed.levels.is_empty() && parsed.typed.is_empty() && !parsed.unclear, "{text}");
            parsed.body
        };
        let is_same = |text: &str| plain_paragraph(text, 7) == by_library(text);
        for text in
            ["a", "Seen on 5 May.", "so - so (or not): a; b, c?", "a) b", "e.g. two  spaces", "U.N.-led"]
        {
            assert!(is_plain_paragraph(text), "{text}");
            assert!(is_same(text), "{text}");
        }
        let signs = [".", "-", ":", ";", "?", "(", ")", ",", " ", "a", "Z", "7"];
        for number in 0..signs.len().pow(3) {
            let sign = |place: u32| signs[number / signs.len().pow(place) % signs.len()];
            let (first, second, third) = (sign(0), sign(1), sign(2));
            for text in [format!("w{first}{second}{third}"), format!("W {first} {second}{third} w")] {
                assert!(!is_plain_paragraph(&text) || is_same(&text), "{text}");
            }
        }
        for text in [
            "", "1. a", "- a", " a", "a ", "a...", "a--b", "a\nb", "*a*", "a_b", "a's", "é", "a & b", "a | b",
        ] {
            assert!(!is_plain_paragraph(text), "{text}");
        }
    }

    fn body(text: &str) -> Body {
        let parsed = parse(text, 0, 0, &Config::default());
        assert_eq!(parsed.problems, []);
        parsed.body
    }

    #[test]
    fn words_stand_once_and_blocks_are_parted() {
        let body = body("One *two*\nthree.\n\n- a\n- b\n");
        assert_eq!(body.plain, "One two three.\n\na\n\nb");
    }

    #[test]
    fn comments_never_arrive() {
        for text in [
            "a <!-- secret --> b",
            "a\n\n<!-- secret\n\nsecret -->\n\nb",
            "a %%secret%% b",
            "a\n\n%%\nsecret\n\n> secret\n\n![secret](secret.jpg)\n\n%%\n\nb",
            "a <!-- secret\n\nsecret --> b",
            "a\n\n<div><!-- secret --></div>\n\nb",
        ] {
            let parsed = parse(text, 0, 0, &Config::default());
            assert!(!format!("{parsed:?}").contains("secret"), "{text:?} gave {parsed:?}");
            assert!(parsed.body.plain.contains('a') && parsed.body.plain.contains('b'), "{text:?}");
        }
    }

    #[test]
    fn an_open_comment_is_an_error_and_hides_the_rest() {
        for text in ["a %%secret", "a <!-- secret\n\nsecret", "<!-- secret\n\nsecret", "x\n\n%%\n\n# secret"]
        {
            let parsed = parse(text, 0, 0, &Config::default());
            assert!(!format!("{:?}", parsed.body).contains("secret"), "{text:?} gave {parsed:?}");
            assert_eq!(parsed.problems[0].code, Code::OpenComment, "{text:?}");
            assert!(parsed.unclear);
        }
    }

    #[test]
    fn marks_that_are_no_comments_stay() {
        assert_eq!(body("`%%` and \\<!-- and &lt;!-- and 5 % of").plain, "%% and <!-- and <!-- and 5 % of");
    }

    #[test]
    fn wikilinks_have_name_fragment_and_label() {
        let body = body("[[Lu Kang]] [[a/b.md#Part two|see]] [[Lu Kang#Role]]");
        let written = |at: usize| body.links[at].target.clone();
        assert_eq!(written(0), Written::Wiki { name: "Lu Kang".into(), fragment: None });
        assert_eq!(written(1), Written::Wiki { name: "a/b.md".into(), fragment: Some("Part two".into()) });
        assert_eq!(body.plain, "Lu Kang see Lu Kang > Role");
    }

    #[test]
    fn headings_keep_their_order_without_gaps() {
        let body = body("# A\n\n### B\n\n# C\n\n## A\n");
        let found: Vec<(u8, &str)> = body.headings.iter().map(|h| (h.level, h.id.as_str())).collect();
        assert_eq!(found, [(2, "a"), (3, "b"), (2, "c"), (3, "a-2")]);
    }

    #[test]
    fn paragraph_ids_depend_on_their_words_alone() {
        let ids = |text: &str| -> Vec<String> {
            let starts = body(text).nodes.into_iter();
            starts
                .filter_map(|node| {
                    if let Node::Start(Tag::Paragraph(anchor)) = node { Some(anchor.id()) } else { None }
                })
                .collect()
        };
        let before = ids("One.\n\nTwo.\n\nOne.");
        let after = ids("New.\n\nOne.\n\nTwo.\n\nOne.");
        assert_eq!(before[..], after[1..]);
        assert_eq!(before[2], format!("{}-2", before[0]));
    }

    #[test]
    fn callouts_of_both_kinds() {
        let body = body("> [!NOTE]\n> text\n\n> [!quote] Who *said* so\n> more\n");
        let found: Vec<_> = body.callouts.iter().map(|c| (c.kind.as_str(), c.title.as_str())).collect();
        assert_eq!(found, [("note", ""), ("quote", "Who said so")]);
        assert_eq!(body.plain, "text\n\nmore");
    }

    #[test]
    fn an_excerpt_ends_at_the_mark() {
        let excerpt = body("One [a](b.md).\n\n<!-- more -->\n\nTwo ![c](d.jpg).").excerpt();
        assert_eq!((excerpt.plain.trim(), excerpt.links.len(), excerpt.images.len()), ("One a.", 1, 0));
        assert!(body("One.\n\nTwo.").excerpt().is_empty());
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let text = "---\nA *b* &amp; cd";
        let parsed = parse(&text[4..], 4, 0, &Config::default());
        let at = parsed.body.plain.find("cd").unwrap();
        assert_eq!(parsed.body.origin(at as u32), text.find("cd").unwrap());
    }

    #[test]
    fn a_text_on_which_the_library_panics_is_read_all_the_same() {
        let text = "Before.\n\n- [ ] \\\n    ---\n\nAfter {x}.\n";
        for text in [text.to_owned(), text.replace("{x}", "x")] {
            let plain = parse(&text, 0, 0, &Config::default()).body.plain;
            assert!(plain.starts_with("Before.") && plain.contains("After"), "{plain:?}");
        }
    }

    #[test]
    fn notes_typed_in_the_text_are_taken_out_of_it() {
        let check = |text: &str, plain: &str, expected: &[(&str, &str)]| {
            let parsed = parse(text, 0, 0, &Config::default());
            let found: Vec<(&str, &str)> = parsed
                .typed
                .iter()
                .map(|typed| {
                    (parsed.body.words(typed.run), typed.note.clone().map_or("", |inside| &text[inside]))
                })
                .collect();
            assert_eq!((parsed.body.plain.as_str(), found.as_slice()), (plain, expected), "{text}");
        };
        check("A {==b *c*==}{>>note *d*<<} e.", "A b c e.", &[("b c", "note *d*")]);
        check("One word{>>note<<}, more.", "One word, more.", &[("word", "note")]);
        check("{==a==} {==_b_==}{>>x<<}{>>y<<}", "a b", &[("a", ""), ("b", "x"), ("b", "y")]);
        check("{==a {==b==}{>>x<<} c==}{>>y<<}", "a b c", &[("b", "x"), ("a b c", "y")]);
        check("{==One.\n\n- Two==}{>>x\n\ny<<}", "One.\n\nTwo", &[("One.\n\nTwo", "x\n\ny")]);
        check("[a {==b==}](c.md){>>x<<}", "a b", &[("b", ""), ("b", "x")]);
        check("a %%{>>secret<<}%% b", "a  b", &[]);
        check("`{>>a<<}` b{==", "{>>a<<} b{==", &[]);
        check(
            "# Head{>>x<<}\n\n| a | b |\n|---|---|\n| {==c==}{>>d|e<<} | f |\n",
            "Head\n\na\n\nb\n\nc\n\nf",
            &[("Head", "x"), ("c", "d|e")],
        );
    }

    #[test]
    fn deep_nesting_is_taken_in_stride() {
        for text in
            ["> ".repeat(10_000) + "x", "[".repeat(10_000) + "x", "*a ".repeat(10_000), "![".repeat(10_000)]
        {
            assert!(parse(&text, 0, 0, &Config::default()).body.plain.len() < 60_000);
        }
    }
}
