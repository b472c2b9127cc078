//! The blocks of a text: gathered from its nodes as a tree, and printed.
//!
//! Knows paragraphs, headings, quotes, lists, code and rules; everything else becomes paragraphs of its
//! words. Empty blocks are left out.

use std::mem::take;

use crate::export::markdown::inline::{Mark, Piece, print as print_line, push_break};
use crate::model::body::{Body, Node, Run, Tag};

/// A block.
pub enum Block {
    /// A paragraph, printed; lines are parted by line ends.
    Paragraph(String),
    /// Words of an item of a list that stands close: no paragraph of their own.
    Words(String),
    Heading(u8, String),
    Quote(Vec<Block>),
    List(List),
    Code {
        language: String,
        text: String,
    },
    Rule,
}

/// A list; an ordered one has its first number.
pub struct List {
    first: Option<u32>,
    items: Vec<Item>,
}

/// An item of a list, and whether its task is done if it is one.
pub struct Item {
    done: Option<bool>,
    blocks: Vec<Block>,
}

/// What stands deeper than this is written at this depth: no reader can follow it, and no page needs it.
const MAX_DEPTH: usize = 40;

/// Gathers the blocks of a text.
pub fn gather(body: &Body, link: &dyn Fn(usize) -> Option<String>) -> Vec<Block> {
    let mut gatherer = Gatherer {
        body,
        link,
        open: Vec::new(),
        holders: vec![Holder { kind: Kind::Top, blocks: Vec::new(), items: Vec::new() }],
        line: Vec::new(),
        code: None,
        levels: Vec::new(),
    };
    for node in &body.nodes {
        gatherer.node(*node);
    }
    gatherer.flush();
    gatherer.holders.swap_remove(0).blocks
}

struct Gatherer<'a> {
    body: &'a Body,
    link: &'a dyn Fn(usize) -> Option<String>,
    open: Vec<Open>,
    /// Never empty: the first is the text itself.
    holders: Vec<Holder>,
    line: Vec<Piece>,
    code: Option<String>,
    /// The levels of the headings that are open above the next one.
    levels: Vec<u8>,
}

/// What an `End` closes.
enum Open {
    Mark(Mark),
    /// Something that is its words.
    Nothing,
    /// The same, and its words are a paragraph.
    Paragraph,
    Heading(u8),
    Code(String),
    Holder,
}

/// A block that holds blocks.
struct Holder {
    kind: Kind,
    blocks: Vec<Block>,
    /// Only of a list.
    items: Vec<Item>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Top,
    Quote,
    List(Option<u32>),
    Item(Option<bool>),
}

impl Gatherer<'_> {
    fn node(&mut self, node: Node) {
        match node {
            Node::Start(tag) => self.start(tag),
            Node::End => self.end(),
            Node::Text(run) => self.text(run),
            Node::Code(run) => self.line.push(Piece::Code(self.body.words(run).to_owned())),
            Node::Break => push_break(&mut self.line),
            Node::Rule => self.block(Block::Rule),
            Node::Image(index) => {
                let alt = self.body.images[index as usize].alt.clone();
                self.line.push(Piece::Words(alt));
            }
            Node::Raw(run) if self.body.raw[run.range()].starts_with("<br") => push_break(&mut self.line),
            Node::Raw(_) | Node::FootnoteReference { .. } => {}
        }
    }

    fn text(&mut self, run: Run) {
        let words = self.body.words(run);
        match &mut self.code {
            Some(code) => code.push_str(words),
            None => self.line.push(Piece::Words(words.to_owned())),
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Emphasis => self.mark(Mark::Emphasis),
            Tag::Strong => self.mark(Mark::Strong),
            Tag::Strikethrough => self.mark(Mark::Strikethrough),
            Tag::Link(index) => match (self.link)(index as usize).filter(|address| !address.is_empty()) {
                Some(address) => self.mark(Mark::Link(address)),
                None => self.open.push(Open::Nothing),
            },
            Tag::TableCell => self.cell(),
            _ => {
                self.flush();
                self.start_block(tag);
            }
        }
    }

    fn start_block(&mut self, tag: Tag) {
        let open = match tag {
            Tag::Heading(index) => Open::Heading(self.body.headings[index as usize].level),
            Tag::Quote => return self.hold(Kind::Quote),
            Tag::List(first) => return self.hold(Kind::List(first)),
            Tag::Item => return self.hold(Kind::Item(None)),
            Tag::Task(done) => return self.hold(Kind::Item(Some(done))),
            Tag::CodeBlock(index) => {
                self.code = Some(String::new());
                Open::Code(self.body.languages[index as usize].clone())
            }
            Tag::Callout(index) => {
                self.line.push(Piece::Words(self.body.callouts[index as usize].title.clone()));
                self.paragraph();
                Open::Nothing
            }
            Tag::Footnote(_) | Tag::DefinitionList | Tag::Table(_) => Open::Nothing,
            _ => Open::Paragraph,
        };
        self.open.push(open);
    }

    fn mark(&mut self, mark: Mark) {
        self.line.push(Piece::Open(mark.clone()));
        self.open.push(Open::Mark(mark));
    }

    fn cell(&mut self) {
        if !self.line.is_empty() {
            self.line.push(Piece::Words(", ".to_owned()));
        }
        self.open.push(Open::Nothing);
    }

    fn hold(&mut self, kind: Kind) {
        if self.holders.len() >= MAX_DEPTH && !matches!(kind, Kind::Item(_)) {
            return self.open.push(Open::Nothing);
        }
        let in_list = matches!(self.holders.last(), Some(Holder { kind: Kind::List(_), .. }));
        if matches!(kind, Kind::Item(_)) && !in_list {
            return self.open.push(Open::Paragraph);
        }
        self.holders.push(Holder { kind, blocks: Vec::new(), items: Vec::new() });
        self.open.push(Open::Holder);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Mark(mark)) => self.line.push(Piece::Close(mark)),
            Some(Open::Paragraph) => self.paragraph(),
            Some(Open::Heading(level)) => self.heading(level),
            Some(Open::Code(language)) => self.end_code(language),
            Some(Open::Holder) => self.release(),
            Some(Open::Nothing) | None => {}
        }
    }

    fn paragraph(&mut self) {
        let words = print_line(take(&mut self.line));
        if !words.is_empty() {
            self.block(Block::Paragraph(words));
        }
    }

    /// A heading, on a level below the one above it, with none left out on the way down.
    fn heading(&mut self, level: u8) {
        let spaced = |piece| if piece == Piece::Break { Piece::Words(" ".to_owned()) } else { piece };
        let words = print_line(take(&mut self.line).into_iter().map(spaced).collect());
        if words.is_empty() {
            return;
        }
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        let level = u8::try_from(self.levels.len() + 1).unwrap_or(6).min(6);
        self.block(Block::Heading(level, words));
    }

    fn end_code(&mut self, language: String) {
        let text = self.code.take().unwrap_or_default();
        if !text.trim().is_empty() {
            self.block(Block::Code { language, text });
        }
    }

    fn release(&mut self) {
        self.flush();
        let Some(holder) = self.holders.pop() else {
            return;
        };
        match holder.kind {
            Kind::Item(done) if !holder.blocks.is_empty() => {
                if let Some(list) = self.holders.last_mut() {
                    list.items.push(Item { done, blocks: holder.blocks });
                }
            }
            Kind::List(first) if !holder.items.is_empty() => {
                self.block(Block::List(List { first, items: holder.items }));
            }
            Kind::Quote if !holder.blocks.is_empty() => self.block(Block::Quote(holder.blocks)),
            _ => {}
        }
    }

    /// Ends words that stand in no paragraph.
    fn flush(&mut self) {
        let words = print_line(take(&mut self.line));
        if words.is_empty() {
            return;
        }
        let in_item = matches!(self.holders.last(), Some(Holder { kind: Kind::Item(_), .. }));
        self.block(if in_item { Block::Words(words) } else { Block::Paragraph(words) });
    }

    fn block(&mut self, block: Block) {
        match self.holders.last_mut() {
            // A comment that began in one item and ended in the next leaves words that are in none.
            Some(Holder { kind: Kind::List(_), items, .. }) => {
                items.push(Item { done: None, blocks: vec![block] });
            }
            Some(holder) => holder.blocks.push(block),
            None => {}
        }
    }
}

/// Prints blocks, without a line end at the end.
pub fn print(blocks: &[Block]) -> String {
    lines(blocks, false).join("\n")
}

/// The lines of blocks that follow each other, an empty line between each two unless they stand close.
fn lines(blocks: &[Block], close: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut other = false;
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| blocks.get(before));
        if before.is_some() && !close {
            lines.push(String::new());
        }
        match (block, before) {
            (Block::List(list), Some(Block::List(above)))
                if above.first.is_some() == list.first.is_some() =>
            {
                other = !other;
            }
            _ => other = false,
        }
        block_lines(block, other, &mut lines);
    }
    lines
}

/// `other` asks for the other sign before the items of a list: it follows a list of the same kind.
fn block_lines(block: &Block, other: bool, out: &mut Vec<String>) {
    match block {
        Block::Paragraph(words) | Block::Words(words) => out.extend(words.lines().map(str::to_owned)),
        Block::Heading(level, words) => out.push(heading_line(*level, words)),
        Block::Quote(blocks) => out.extend(lines(blocks, false).into_iter().map(quoted)),
        Block::List(list) => list_lines(list, other, out),
        Block::Code { language, text } => code_lines(language, text, out),
        // Not `---`, which would make a heading of the line above, nor `***`, which after `*` is no item.
        Block::Rule => out.push("___".to_owned()),
    }
}

fn heading_line(level: u8, words: &str) -> String {
    let signs = "#".repeat(usize::from(level));
    let is_escaped = |rest: &str| (rest.len() - rest.trim_end_matches('\\').len()) % 2 == 1;
    // At the end, `#` would be dropped, and `}` would end a block of attributes.
    let last = words.strip_suffix('#').map(|rest| (rest, '#'));
    match last.or_else(|| Some((words.strip_suffix('}')?, '}'))) {
        Some((rest, last)) if !is_escaped(rest) => format!("{signs} {rest}\\{last}"),
        _ => format!("{signs} {words}"),
    }
}

fn quoted(line: String) -> String {
    if line.is_empty() { ">".to_owned() } else { format!("> {line}") }
}

fn code_lines(language: &str, text: &str, out: &mut Vec<String>) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    out.push(format!("{fence}{language}"));
    out.extend(text.strip_suffix('\n').unwrap_or(text).split('\n').map(str::to_owned));
    out.push(fence);
}

fn list_lines(list: &List, other: bool, out: &mut Vec<String>) {
    let close = stands_close(list);
    for (at, item) in list.items.iter().enumerate() {
        if at > 0 && !close {
            out.push(String::new());
        }
        let sign = sign(list.first, at, other);
        let indent = " ".repeat(sign.len());
        let inner = lines(&item.blocks, close);
        for (at, line) in inner.into_iter().enumerate() {
            out.push(match (at, line.is_empty()) {
                (0, _) => format!("{sign}{}{line}", task(item)),
                (_, true) => String::new(),
                (_, false) => format!("{indent}{line}"),
            });
        }
    }
}

fn sign(first: Option<u32>, at: usize, other: bool) -> String {
    // An item's number has at most nine digits (CommonMark 5.2).
    const HIGHEST: usize = 999_999_999;
    match first {
        Some(first) => {
            format!("{}{} ", (first as usize + at).min(HIGHEST), if other { ')' } else { '.' })
        }
        None => (if other { "* " } else { "- " }).to_owned(),
    }
}

fn task(item: &Item) -> &'static str {
    match (item.done, item.blocks.first()) {
        (Some(true), Some(Block::Paragraph(_) | Block::Words(_))) => "[x] ",
        (Some(false), Some(Block::Paragraph(_) | Block::Words(_))) => "[ ] ",
        _ => "",
    }
}

/// Whether a list can be written without empty lines: each item is words, or words and one list that can
/// follow them without an empty line.
fn stands_close(list: &List) -> bool {
    list.items.iter().all(|item| match &item.blocks[..] {
        [Block::Words(_)] => true,
        [Block::Words(_), Block::List(inner)] => {
            inner.first.is_none_or(|first| first == 1) && stands_close(inner)
        }
        _ => false,
    })
}
