//! Annotations on the pages of a site: where they stand, what they are evidence of, and where they are
//! listed.

mod commands;
mod critic;
mod evidence;
mod generated;
mod lists;
mod passages;
mod robust;
mod sidecars;
mod withheld;

use std::collections::HashSet;

use crate::site::{Built, Site};

const PAGE: &str = "articles/a/index.html";
const SIDECAR: &str = "content/articles/a.annotations.yaml";

/// One article, called `a`, and the entries of its sidecar.
fn annotated(text: &str, entries: &str) -> Site {
    Site::titled().article("a", "", text).file(SIDECAR, entries)
}

/// An entry with a quote, whatever characters it has.
fn quote(words: &str) -> String {
    format!("- quote: {}\n", quoted(words))
}

/// A text as YAML takes it.
fn quoted(words: &str) -> String {
    serde_json::to_string(words).unwrap()
}

/// The words on a page that are marked for the note of a number, in one text.
fn marked(html: &str, number: usize) -> String {
    let number = number.to_string();
    let mut words = String::new();
    for piece in html.split("<mark ").skip(1) {
        let (attributes, rest) = piece.split_once('>').expect("a tag ends");
        let notes = attributes.split_once("data-notes=\"").and_then(|(_, rest)| rest.split_once('"'));
        if notes.is_some_and(|(notes, _)| notes.split(' ').any(|note| note == number)) {
            words.push_str(&unescaped(rest.split_once("</mark>").expect("a mark ends").0));
        }
    }
    words
}

fn unescaped(html: &str) -> String {
    let plain =
        html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    plain.replace("&amp;", "&")
}

/// A text without its white space: that between blocks is no part of any element.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The ids of the notes on a page, in order: of those that stand beside words, and of the others.
fn notes(html: &str) -> Vec<&str> {
    let notes = html.split("<li class=\"note is-").skip(1);
    notes.map(|note| crate::site::between(note, " id=\"", "\"")).collect()
}

/// Demands of every page that its elements close in order, that no link stands in a link and no block in
/// a paragraph, that no id stands twice, and that all links lead somewhere.
#[track_caller]
fn assert_sound(built: &Built) {
    for path in built.paths().into_iter().filter(|path| path.ends_with(".html")) {
        if let Some(fault) = fault(built.text(path)) {
            panic!("{path}: {fault}");
        }
    }
    crate::pages::assert_links_lead_somewhere(built);
}

const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr"];
const BLOCKS: &[&str] =
    &["p", "div", "ul", "ol", "dl", "table", "pre", "aside", "blockquote", "section", "h2"];

/// What is wrong with a page's elements, if anything is.
fn fault(html: &str) -> Option<String> {
    let (mut open, mut ids) = (Vec::<&str>::new(), HashSet::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (tag, behind) = rest.split_once('>')?;
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("`</{name}>` closes nothing, before {:.80}", rest));
            }
        } else if !tag.starts_with('!') && !VOID.contains(&name) && !tag.ends_with('/') {
            let within = |outer: &str| open.contains(&outer);
            if name == "a" && within("a") || BLOCKS.contains(&name) && within("p") {
                return Some(format!("`{name}` in {open:?}, before {:.80}", rest));
            }
            open.push(name);
        }
        if let Some((_, id)) = tag.split_once(" id=\"")
            && !ids.insert(id.split('"').next())
        {
            return Some(format!("the id in `{tag}` stands twice"));
        }
        if matches!(name, "script" | "style")
            && let Some(end) = rest.find("</")
        {
            rest = &rest[end..];
        }
    }
    (!open.is_empty()).then(|| format!("{open:?} stays open"))
}

#[test]
fn a_fault_in_a_page_is_seen() {
    for (html, is_sound) in [
        ("<p id=\"a\">x <b>y</b><br></p><p id=\"b\"></p>", true),
        ("<p><b>x</p></b>", false),
        ("<a>x<b><a>y</a></b></a>", false),
        ("<p>x<div></div></p>", false),
        ("<i id=\"a\"></i><i id=\"a\"></i>", false),
        ("<p>", false),
    ] {
        assert_eq!(fault(html).is_none(), is_sound, "{html}: {:?}", fault(html));
    }
    let html = "<mark class=\"passage\" data-notes=\"1 12\">a &lt;</mark><mark data-notes=\"2\">b</mark>";
    assert_eq!((marked(html, 12).as_str(), marked(html, 2).as_str()), ("a <", "b"));
}
