//! Builds a [`Body`] from the Markdown parser's events: gathers the words into one plain text,
//! makes ids, and drops what is in comments.

mod html;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag as Opened,
};

use crate::diag::{Code, Problem};
use crate::model::body::{Align, Anchor, Body, Callout, Heading, Image, Link, Node, Run, Tag, Written};
use crate::parse::callout::{callout_line, callout_title};
use crate::parse::critic::Marked;
use crate::parse::markdown::Parsed;
use crate::text::comments::strip_all;
use crate::text::fold::{clean, nfc};
use crate::text::slug::slugify;
use crate::text::span::Span;

/// A body being built.
pub struct Builder<'a> {
    /// The text, its marks of CriticMarkup exchanged.
    source: &'a str,
    marked: &'a Marked<'a>,
    /// Where the passages begin that are open, in the plain text and in the source.
    passages: Vec<(usize, usize)>,
    /// Where the passage or note that was typed last ends in the source.
    typed_until: usize,
    /// Which notes were met, be it in a comment.
    met: Vec<bool>,
    /// Raw HTML will not be sanitized: nothing is to be said of it.
    trusts_html: bool,
    offset: usize,
    file: u32,
    parsed: Parsed,
    open: Vec<Open>,
    comment: Option<Comment>,
    /// Events of a callout's first line are its title, not its text: (end of that line, callout).
    title_until: Option<(usize, u32)>,
    html: Option<(String, usize)>,
    footnotes: HashMap<String, (u32, u32)>,
    /// Footnotes whose text has been read.
    defined: HashSet<u32>,
    /// Within the text of a footnote that has one already: how much was open before it.
    again: Option<usize>,
    ids: HashSet<String>,
    /// The last number that was added to an id.
    numbers: HashMap<String, u32>,
    /// How deep the raw HTML so far nests, as far as its tags tell.
    raw_depth: usize,
    told_of_depth: bool,
    anchors: HashMap<u32, u32>,
}

/// What an `End` closes.
enum Open {
    /// An element, where its words begin, and where it stands in the source.
    Element { tag: Tag, node: usize, plain: usize, at: usize },
    /// An image: its words are its alternative text.
    Image(Image),
    /// Something in a comment or a title line: nothing was written for it.
    Nothing,
}

/// A comment that text events opened.
struct Comment {
    closer: &'static str,
    at: usize,
}

impl<'a> Builder<'a> {
    pub fn new(marked: &'a Marked<'a>, offset: usize, file: u32, trusts_html: bool) -> Builder<'a> {
        Builder {
            source: &marked.text,
            marked,
            passages: Vec::new(),
            typed_until: 0,
            met: vec![false; marked.notes.len()],
            trusts_html,
            offset,
            file,
            parsed: Parsed::default(),
            open: Vec::new(),
            comment: None,
            title_until: None,
            html: None,
            footnotes: HashMap::new(),
            defined: HashSet::new(),
            again: None,
            ids: HashSet::new(),
            numbers: HashMap::new(),
            raw_depth: 0,
            told_of_depth: false,
            anchors: HashMap::new(),
        }
    }

    /// Takes one event with its place in the text.
    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.is_title(&event, &range) {
            return;
        }
        match event {
            Event::Start(opened) => self.start(opened, range),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text, range.start),
            Event::Code(text) => self.code(&text, range.start),
            Event::SoftBreak => self.text(" ", range.start),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.leaf(Node::Rule),
            Event::Html(html) => match &mut self.html {
                Some((block, _)) => block.push_str(&html),
                None => self.raw(&html, range.start),
            },
            Event::InlineHtml(html) => self.raw(&html, range.start),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.code(&text, range.start),
        }
    }

    /// The body, once all events are in.
    pub fn finish(mut self) -> Parsed {
        if let Some(comment) = self.comment.take() {
            self.open_comment(comment.at);
        }
        self.report_marks();
        self.parsed.body.quiet.sort_unstable();
        self.parsed.body.paragraphs.sort_unstable_by_key(|(start, _)| *start);
        self.parsed.body.footnotes = u32::try_from(self.footnotes.len()).unwrap_or(u32::MAX);
        self.parsed
    }

    fn open_comment(&mut self, at: usize) {
        let problem = Problem::at(
            Code::OpenComment,
            self.file,
            Span::new(self.offset + at, self.offset + at + 2),
            "this comment is never closed",
        );
        let help = "close it with `-->` or `%%`; the item is held back until then";
        self.parsed.problems.push(problem.help(help));
        self.parsed.unclear = true;
    }

    fn body(&mut self) -> &mut Body {
        &mut self.parsed.body
    }

    /// The image whose alternative text is being read.
    fn image(&mut self) -> Option<&mut Image> {
        self.open.iter_mut().rev().find_map(|open| match open {
            Open::Image(image) => Some(image),
            _ => None,
        })
    }

    /// Whether what is read now is in a comment, or for another reason not part of the text.
    fn hidden(&self) -> bool {
        self.comment.is_some() || self.again.is_some()
    }

    /// Whether the event belongs to the first line of a callout.
    fn is_title(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        let Some((until, callout)) = self.title_until else {
            return false;
        };
        if range.start >= until && !matches!(event, Event::End(_)) {
            self.title_until = None;
            return false;
        }
        match event {
            Event::Text(text) | Event::Code(text) => {
                let text = self.marked.without(text);
                self.body().callouts[callout as usize].title.push_str(&text);
                true
            }
            Event::Start(Opened::Paragraph) | Event::End(_) => false,
            Event::Start(_) => {
                self.open.push(Open::Nothing);
                true
            }
            _ => true,
        }
    }

    fn start(&mut self, opened: Opened<'_>, range: Range<usize>) {
        if let Opened::HtmlBlock = opened {
            self.html = Some((String::new(), range.start));
            self.open.push(Open::Nothing);
            return;
        }
        let in_image = self.image().is_some() && !matches!(opened, Opened::Image { .. });
        if self.hidden() || in_image {
            self.open.push(Open::Nothing);
            return;
        }
        if is_block(&opened) {
            self.part_blocks();
        }
        match self.tag(opened, &range) {
            Begun::Element(tag) => self.push_element(tag, range.start),
            Begun::Image(image) => self.open.push(Open::Image(image)),
            Begun::Nothing => self.open.push(Open::Nothing),
        }
    }

    fn push_element(&mut self, tag: Tag, at: usize) {
        let (node, plain) = (self.parsed.body.nodes.len(), self.parsed.body.plain.len());
        self.body().nodes.push(Node::Start(tag));
        self.open.push(Open::Element { tag, node, plain, at });
    }

    /// An empty line between the words of two blocks. Nothing is taken away: runs may refer to it.
    fn part_blocks(&mut self) {
        let plain = &mut self.parsed.body.plain;
        if !plain.is_empty() && !plain.ends_with("\n\n") {
            plain.push_str("\n\n");
        }
    }

    fn tag(&mut self, opened: Opened<'_>, range: &Range<usize>) -> Begun {
        let span = Span::new(self.offset + range.start, self.offset + range.end);
        let body = &mut self.parsed.body;
        Begun::Element(match opened {
            Opened::Paragraph => Tag::Paragraph(Anchor::default()),
            Opened::Heading { level, id, .. } => return Begun::Element(self.heading(level, id.as_deref())),
            Opened::BlockQuote(kind) => return Begun::Element(self.quote(kind, range)),
            Opened::CodeBlock(kind) => Tag::CodeBlock(push(&mut body.languages, language(&kind))),
            // A list that begins past 4 billion begins at 4 billion.
            Opened::List(first) => Tag::List(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX))),
            Opened::Item => Tag::Item,
            Opened::FootnoteDefinition(label) => {
                let number = self.footnote(&label).0;
                if !self.defined.insert(number) {
                    // A note that is defined twice is the first one.
                    self.again = Some(self.open.len());
                    return Begun::Nothing;
                }
                Tag::Footnote(number)
            }
            Opened::DefinitionList => Tag::DefinitionList,
            Opened::DefinitionListTitle => Tag::DefinitionTitle,
            Opened::DefinitionListDefinition => Tag::Definition,
            Opened::Table(columns) => Tag::Table(push(&mut body.tables, columns.iter().map(align).collect())),
            Opened::TableHead => Tag::TableHead,
            Opened::TableRow => Tag::TableRow,
            Opened::TableCell => Tag::TableCell,
            Opened::Emphasis => Tag::Emphasis,
            Opened::Strong => Tag::Strong,
            Opened::Strikethrough => Tag::Strikethrough,
            Opened::Link { link_type, dest_url, .. } => {
                let target = written(link_type, &self.marked.without(&dest_url));
                Tag::Link(push(&mut body.links, Link { target, run: Run::default(), span }))
            }
            Opened::Image { link_type, dest_url, title, .. } => {
                let address = self.marked.without(&dest_url).into_owned();
                if matches!(link_type, LinkType::WikiLink { .. }) && !is_picture(&address) {
                    let target = written(link_type, &address);
                    return Begun::Element(Tag::Link(push(
                        &mut body.links,
                        Link { target, run: Run::default(), span },
                    )));
                }
                return Begun::Image(Image {
                    address,
                    alt: String::new(),
                    title: self.marked.without(&title).into_owned(),
                    span,
                    alone: false,
                });
            }
            Opened::HtmlBlock | Opened::MetadataBlock(_) | Opened::Superscript | Opened::Subscript => {
                return Begun::Nothing;
            }
        })
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<&str>) -> Tag {
        self.parsed.levels.push(level as u8);
        let id = id.map(|id| clean(&strip_all(&self.marked.without(id)).text)).unwrap_or_default();
        Tag::Heading(push(&mut self.parsed.body.headings, Heading { level: 2, id, run: Run::default() }))
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) -> Tag {
        let span = Span::new(self.offset + range.start, self.offset + range.end);
        let alert = kind.map(|kind| match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        });
        if let Some(kind) = alert {
            return Tag::Callout(push(
                &mut self.parsed.body.callouts,
                Callout { kind: kind.to_owned(), title: String::new(), span },
            ));
        }
        match callout_line(&self.source[range.clone()]) {
            Some((kind, length)) => {
                let callout =
                    push(&mut self.parsed.body.callouts, Callout { kind, title: String::new(), span });
                self.title_until = Some((range.start + length, callout));
                Tag::Callout(callout)
            }
            None => Tag::Quote,
        }
    }

    fn end(&mut self) {
        if let Some((html, at)) = self.html.take() {
            self.open.pop();
            self.raw(&html, at);
            return;
        }
        match self.open.pop() {
            Some(Open::Element { tag, node, plain, at }) => {
                let start = plain.min(self.parsed.body.plain.len());
                let run = Run::new(start, self.parsed.body.plain.len());
                self.end_element(tag, node, run, at);
            }
            Some(Open::Image(image)) if !self.hidden() => self.end_image(image),
            _ => {}
        }
        if self.again == Some(self.open.len()) {
            self.again = None;
        }
    }

    fn end_element(&mut self, tag: Tag, node: usize, run: Run, at: usize) {
        let body = &mut self.parsed.body;
        match tag {
            Tag::Paragraph(_) => return self.end_paragraph(node, run),
            Tag::Heading(index) => {
                body.headings[index as usize].run = run;
                body.quiet.push(run);
                self.heading_id(index);
            }
            Tag::Link(index) => {
                body.links[index as usize].run = run;
                body.quiet.push(run);
            }
            Tag::CodeBlock(_) => body.quiet.push(run),
            Tag::Callout(index) => {
                let title = strip_all(&callout_title(&body.callouts[index as usize].title));
                body.callouts[index as usize].title = title.text.trim().to_owned();
                self.title_until = None;
                if title.open.is_some() {
                    self.open_comment(at);
                }
            }
            _ => {}
        }
        self.body().nodes.push(Node::End);
    }

    /// Gives the paragraph its id; one that a comment has emptied goes, and the images of one that holds
    /// nothing else are marked as figures.
    fn end_paragraph(&mut self, node: usize, run: Run) {
        let body = &mut self.parsed.body;
        let blank =
            |child: &Node| matches!(child, Node::Text(run) if body.plain[run.range()].trim().is_empty());
        if body.nodes[node + 1..].iter().all(blank) {
            body.nodes.truncate(node);
            return;
        }
        let solid: Vec<Node> = body.nodes[node + 1..].iter().filter(|child| !blank(child)).copied().collect();
        let images: Vec<u32> = solid.iter().filter_map(|child| picture(*child)).collect();
        if images.len() + solid.iter().filter(|child| **child == Node::Break).count() == solid.len() {
            images.iter().for_each(|image| body.images[*image as usize].alone = true);
            body.nodes.truncate(node + 1);
            body.nodes.extend(images.into_iter().map(Node::Image));
        }
        let hash = Anchor::hash_of(body.plain[run.range()].trim());
        let nth = self.anchors.entry(hash).and_modify(|nth| *nth += 1).or_insert(1);
        body.paragraphs.push((run.start, Anchor { hash, nth: *nth }));
        body.nodes[node] = Node::Start(Tag::Paragraph(Anchor { hash, nth: *nth }));
        body.nodes.push(Node::End);
    }

    fn heading_id(&mut self, index: u32) {
        let heading = &self.parsed.body.headings[index as usize];
        let wanted = if heading.id.is_empty() {
            slugify(self.parsed.body.words(heading.run))
        } else {
            heading.id.clone()
        };
        let wanted = match wanted.as_str() {
            "" => "section".to_owned(),
            id if is_reserved(id) => format!("h-{id}"),
            _ => wanted,
        };
        let mut nth = self.numbers.get(&wanted).copied().unwrap_or(1);
        let mut id = if nth == 1 { wanted.clone() } else { format!("{wanted}-{nth}") };
        while !self.ids.insert(id.clone()) {
            nth += 1;
            id = format!("{wanted}-{nth}");
        }
        self.numbers.insert(wanted, nth);
        self.body().headings[index as usize].id = id;
    }

    fn end_image(&mut self, mut image: Image) {
        image.alt = image.alt.trim().to_owned();
        let title = strip_all(&image.title);
        image.title = title.text;
        if title.open.is_some() {
            self.open_comment((image.span.start as usize).saturating_sub(self.offset));
        }
        if let Some(outer) = self.image() {
            outer.alt.push_str(&image.alt);
            return;
        }
        let index = push(&mut self.parsed.body.images, image);
        self.leaf(Node::Image(index));
    }

    fn leaf(&mut self, node: Node) {
        if !self.hidden() {
            self.body().nodes.push(node);
        }
    }

    fn hard_break(&mut self) {
        if let Some(image) = self.image() {
            image.alt.push(' ');
        } else if !self.hidden() {
            self.body().plain.push('\n');
            self.body().nodes.push(Node::Break);
        }
    }

    fn task(&mut self, done: bool) {
        let item = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Element { tag: tag @ Tag::Item, node, .. } => Some((tag, *node)),
            _ => None,
        });
        if let Some((tag, node)) = item {
            *tag = Tag::Task(done);
            self.body().nodes[node] = Node::Start(Tag::Task(done));
        }
    }

    fn footnote(&mut self, label: &str) -> &mut (u32, u32) {
        let next = u32::try_from(self.footnotes.len() + 1).unwrap_or(u32::MAX);
        self.footnotes.entry(label.to_owned()).or_insert((next, 0))
    }

    fn footnote_reference(&mut self, label: &str) {
        if self.hidden() {
            return;
        }
        let footnote = self.footnote(label);
        footnote.1 += 1;
        let node = Node::FootnoteReference { number: footnote.0, nth: footnote.1 };
        self.leaf(node);
    }
}

fn picture(node: Node) -> Option<u32> {
    match node {
        Node::Image(image) => Some(image),
        _ => None,
    }
}

enum Begun {
    Element(Tag),
    Image(Image),
    Nothing,
}

fn push<T>(list: &mut Vec<T>, value: T) -> u32 {
    list.push(value);
    u32::try_from(list.len() - 1).expect("a text has fewer than 4 billion parts")
}

/// Fragments that pages, footnotes and paragraphs use; those of the templates' sections begin with `_`.
fn is_reserved(id: &str) -> bool {
    let numbered = |prefix| {
        id.strip_prefix(prefix).is_some_and(|rest: &str| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_paragraph = id
        .strip_prefix("p-")
        .is_some_and(|rest| rest.len() >= 6 && rest.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-'));
    id == "main" || id.starts_with('_') || numbered("fn-") || numbered("fnref-") || is_paragraph
}

fn is_block(opened: &Opened<'_>) -> bool {
    !matches!(
        opened,
        Opened::Emphasis
            | Opened::Strong
            | Opened::Strikethrough
            | Opened::Link { .. }
            | Opened::Image { .. }
            | Opened::Superscript
            | Opened::Subscript
    )
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => {
            let word = info.split([' ', ',', '{']).next().unwrap_or_default();
            let is_name = word.chars().all(|c| c.is_alphanumeric() || "+-#._".contains(c));
            if is_name { word.to_owned() } else { String::new() }
        }
        CodeBlockKind::Indented => String::new(),
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

fn written(link_type: LinkType, address: &str) -> Written {
    let stripped = strip_all(address);
    // Two signs of percent alone are part of an address; a pair of them encloses a comment.
    let address = if stripped.open.is_none() { stripped.text.trim() } else { address };
    match link_type {
        LinkType::WikiLink { .. } => {
            let (name, fragment) =
                address.split_once('#').map_or((address, None), |(name, part)| (name, Some(part)));
            let fragment = fragment.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
            Written::Wiki { name: nfc(name.trim()), fragment }
        }
        LinkType::Email => Written::Address(format!("mailto:{address}")),
        _ => Written::Address(address.to_owned()),
    }
}

fn is_picture(address: &str) -> bool {
    let extension = address.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp")
}
