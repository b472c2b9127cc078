//! The words of one block with their marks, printed so that they read back as they were.
//!
//! CommonMark takes `*` for a mark only by what stands beside it. Here a mark that would not be read back
//! is left out, its words kept; for characters of which the punctuation is not known here, both readings
//! have to agree.

use std::fmt::Write;

use crate::text::fold::nfc;
use crate::text::markup::push_words;

/// A mark over words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
    /// With its address.
    Link(String),
}

/// A step of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Code(String),
    /// A line break that the editor asked for.
    Break,
    Open(Mark),
    Close(Mark),
}

/// Adds a line break, unless one stands there.
pub fn push_break(line: &mut Vec<Piece>) {
    if line.last() != Some(&Piece::Break) {
        line.push(Piece::Break);
    }
}

/// Prints a line; its breaks are `\` and a line end.
pub fn print(pieces: Vec<Piece>) -> String {
    let mut steps = pair(pieces);
    loop {
        while tidy(&mut steps) {}
        let signs = signs(&steps);
        let Some(unread) = first_unread(&steps, &signs) else {
            return write(&steps, &signs);
        };
        steps.retain(|step| !step.is_of(unread));
    }
}

/// A piece; marks carry the number of their pair.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Words(String),
    Code(String),
    Break,
    Open(Mark, usize),
    Close(Mark, usize),
}

impl Step {
    fn is_of(&self, wanted: usize) -> bool {
        matches!(self, Step::Open(_, pair) | Step::Close(_, pair) if *pair == wanted)
    }

    fn is_close_of(&self, wanted: usize) -> bool {
        matches!(self, Step::Close(_, pair) if *pair == wanted)
    }
}

/// Numbers the pairs; a mark within one of its own kind is left out.
fn pair(pieces: Vec<Piece>) -> Vec<Step> {
    let mut steps = Vec::with_capacity(pieces.len());
    let mut open: Vec<(Mark, Option<usize>)> = Vec::new();
    let same = |one: &Mark, other: &Mark| std::mem::discriminant(one) == std::mem::discriminant(other);
    for (at, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Words(words) => steps.push(Step::Words(spaced(&words))),
            Piece::Code(code) => steps.push(Step::Code(spaced(&code))),
            Piece::Break => steps.push(Step::Break),
            Piece::Open(mark) => {
                let is_first = !open.iter().any(|(other, pair)| pair.is_some() && same(other, &mark));
                let pair = is_first.then_some(at);
                if is_first {
                    steps.push(Step::Open(mark.clone(), at));
                }
                open.push((mark, pair));
            }
            Piece::Close(_) => {
                if let Some((mark, Some(pair))) = open.pop() {
                    steps.push(Step::Close(mark, pair));
                }
            }
        }
    }
    while let Some((mark, pair)) = open.pop() {
        steps.extend(pair.map(|pair| Step::Close(mark, pair)));
    }
    steps
}

fn spaced(words: &str) -> String {
    nfc(&words.replace(|c: char| c.is_control(), " "))
}

/// Brings the steps nearer to their simplest form; tells whether anything changed.
fn tidy(steps: &mut Vec<Step>) -> bool {
    let before = steps.len();
    steps.retain(|step| !matches!(step, Step::Words(words) | Step::Code(words) if words.is_empty()));
    let mut changed = steps.len() != before;
    changed |= join(steps);
    changed |= unpair(steps);
    changed |= move_spaces(steps);
    changed | trim(steps)
}

/// Joins neighbours of one kind: words, code, breaks, and a mark that ends where it begins again.
fn join(steps: &mut Vec<Step>) -> bool {
    let before = steps.len();
    let mut joined: Vec<Step> = Vec::with_capacity(before);
    let mut renamed: Vec<(usize, usize)> = Vec::new();
    for mut step in steps.drain(..) {
        if let Step::Close(_, pair) = &mut step {
            while let Some((_, to)) = renamed.iter().find(|(from, _)| from == pair) {
                *pair = *to;
            }
        }
        match (joined.last_mut(), &step) {
            (Some(Step::Words(last)), Step::Words(words)) => *last = nfc(&(std::mem::take(last) + words)),
            (Some(Step::Code(last)), Step::Code(code)) => last.push_str(code),
            (Some(Step::Break), Step::Break) => {}
            (Some(Step::Close(last, first)), Step::Open(mark, second))
                if last == mark && !matches!(mark, Mark::Link(_)) =>
            {
                renamed.push((*second, *first));
                joined.pop();
            }
            _ => joined.push(step),
        }
    }
    *steps = joined;
    steps.len() != before
}

/// Takes away marks over nothing but spaces.
fn unpair(steps: &mut Vec<Step>) -> bool {
    let before = steps.len();
    let mut at = 0;
    while at < steps.len() {
        if let Step::Open(_, pair) = steps[at] {
            let is_blank = |step: &Step| matches!(step, Step::Words(words) if words.trim().is_empty());
            let inner =
                steps[at + 1..].iter().take_while(|step| is_blank(step) || **step == Step::Break).count();
            if steps.get(at + 1 + inner).is_some_and(|step| step.is_close_of(pair)) {
                steps.remove(at + 1 + inner);
                steps.remove(at);
                continue;
            }
        }
        at += 1;
    }
    steps.len() != before
}

/// Moves spaces and breaks at the ends of marks out of them.
fn move_spaces(steps: &mut Vec<Step>) -> bool {
    let mut changed = false;
    for at in 1..steps.len() {
        let (left, right) = steps.split_at_mut(at);
        match (&mut left[at - 1], &mut right[0]) {
            (opening @ Step::Open(..), Step::Words(words)) if words.starts_with(char::is_whitespace) => {
                let inner = words.trim_start().to_owned();
                let spaces = words[..words.len() - inner.len()].to_owned();
                let opened = std::mem::replace(opening, Step::Words(spaces));
                right[0] = opened;
                steps.insert(at + 1, Step::Words(inner));
                return true;
            }
            (Step::Words(words), closing @ Step::Close(..)) if words.ends_with(char::is_whitespace) => {
                let inner = words.trim_end().to_owned();
                let spaces = words[inner.len()..].to_owned();
                let closed = std::mem::replace(closing, Step::Words(spaces));
                *words = inner;
                steps.insert(at, closed);
                return true;
            }
            (opening @ Step::Open(..), second @ Step::Break)
            | (opening @ Step::Break, second @ Step::Close(..)) => {
                std::mem::swap(opening, second);
                changed = true;
            }
            _ => {}
        }
    }
    changed
}

/// Takes away spaces at the ends of lines, and breaks at the ends of all.
fn trim(steps: &mut Vec<Step>) -> bool {
    let before = steps.len();
    let mut changed = false;
    for at in 0..steps.len() {
        let begins = at == 0 || steps[at - 1] == Step::Break;
        let ends = steps.get(at + 1).is_none_or(|next| *next == Step::Break);
        if let Step::Words(words) = &mut steps[at] {
            let left = if begins { words.trim_start() } else { words.as_str() };
            let left = if ends { left.trim_end() } else { left };
            if left.len() < words.len() {
                *words = left.to_owned();
                changed = true;
            }
        }
    }
    while steps.last() == Some(&Step::Break) {
        steps.pop();
    }
    while steps.first() == Some(&Step::Break) {
        steps.remove(0);
    }
    changed || steps.len() != before
}

/// The sign of each mark, at its steps. `_` stands for emphasis where `*` would run into `**`.
fn signs(steps: &[Step]) -> Vec<&'static str> {
    let is_strong = |step: &Step| matches!(step, Step::Open(Mark::Strong, _) | Step::Close(Mark::Strong, _));
    let mut signs = vec![""; steps.len()];
    let mut in_strong = false;
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Open(Mark::Strong, _) | Step::Close(Mark::Strong, _) => {
                in_strong = matches!(step, Step::Open(..));
                signs[at] = "**";
            }
            Step::Open(Mark::Strikethrough, _) | Step::Close(Mark::Strikethrough, _) => signs[at] = "~~",
            Step::Open(Mark::Link(_), _) => signs[at] = "[",
            Step::Close(Mark::Link(_), _) => signs[at] = ")",
            Step::Open(Mark::Emphasis, pair) => {
                let length = steps[at..].iter().position(|step| step.is_close_of(*pair)).unwrap_or(0);
                let around = &steps[at.saturating_sub(1)..(at + length + 2).min(steps.len())];
                let sign = if in_strong || around.iter().any(is_strong) { "_" } else { "*" };
                signs[at] = sign;
                signs[at + length] = sign;
            }
            _ => {}
        }
    }
    signs
}

/// What a character beside a mark counts as (CommonMark 6.2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// White space, or an end.
    Space,
    Punctuation,
    Letter,
    /// A letter or punctuation.
    Either,
}

/// The pair of the first mark that would not be read back.
fn first_unread(steps: &[Step], signs: &[&str]) -> Option<usize> {
    steps.iter().enumerate().find_map(|(at, step)| {
        let before =
            at.checked_sub(1).map_or(Beside::Space, |before| side(&steps[before], signs[before], Side::End));
        let after = steps.get(at + 1).map_or(Beside::Space, |after| side(after, signs[at + 1], Side::Start));
        match step {
            Step::Open(Mark::Link(_), pair) => is_definition(&steps[at..], *pair).then_some(*pair),
            Step::Close(Mark::Link(_), _) => None,
            Step::Open(_, pair) => (!is_read(signs[at], after, before)).then_some(*pair),
            Step::Close(_, pair) => (!is_read(signs[at], before, after)).then_some(*pair),
            _ => None,
        }
    })
}

/// Whether a link could be taken for a definition, for the sake of code in its words.
fn is_definition(steps: &[Step], pair: usize) -> bool {
    let mut inner = steps.iter().take_while(|step| !step.is_close_of(pair));
    inner.any(|step| matches!(step, Step::Code(code) if code.contains("]:")))
}

/// Whether a sign is read as a mark, by what stands on its inner and its outer side.
fn is_read(sign: &str, inner: Beside, outer: Beside) -> bool {
    let free = matches!(outer, Beside::Space | Beside::Punctuation);
    match inner {
        Beside::Space => false,
        Beside::Letter => free || sign != "_",
        Beside::Punctuation | Beside::Either => free,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

fn side(step: &Step, sign: &str, side: Side) -> Beside {
    match step {
        Step::Words(words) => {
            let character =
                if side == Side::Start { words.chars().next() } else { words.chars().next_back() };
            character.map_or(Beside::Space, beside)
        }
        Step::Code(_) => Beside::Punctuation,
        Step::Break if side == Side::Start => Beside::Punctuation,
        Step::Break => Beside::Space,
        Step::Open(..) | Step::Close(..) => sign.chars().next().map_or(Beside::Space, beside),
    }
}

fn beside(character: char) -> Beside {
    match character {
        _ if character.is_whitespace() => Beside::Space,
        _ if character.is_ascii_punctuation() => Beside::Punctuation,
        '«'
        | '»'
        | '¡'
        | '¿'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{2043}'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' => Beside::Punctuation,
        // Letters in circles are symbols.
        '\u{2460}'..='\u{24ff}' | '\u{1f100}'..='\u{1f1ff}' => Beside::Either,
        _ if character.is_alphanumeric() => Beside::Letter,
        _ => Beside::Either,
    }
}

fn write(steps: &[Step], signs: &[&str]) -> String {
    let mut out = String::new();
    for (at, (step, sign)) in steps.iter().zip(signs).enumerate() {
        let begins_line = at == 0 || steps[at - 1] == Step::Break;
        let begins_link = at > 0 && matches!(steps[at - 1], Step::Open(Mark::Link(_), _));
        match step {
            Step::Words(words) => {
                // `[^` would be a footnote, `[!` a callout.
                if begins_link && words.starts_with(['^', '!']) {
                    out.push('\\');
                }
                push_words(&mut out, words, begins_line);
            }
            Step::Code(code) => push_code(&mut out, code),
            Step::Break => out.push_str("\\\n"),
            Step::Open(Mark::Link(_), _) => {
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                out.push('[');
            }
            Step::Close(Mark::Link(address), _) => {
                out.push_str("](");
                push_address(&mut out, address);
                out.push(')');
            }
            Step::Open(..) | Step::Close(..) => out.push_str(sign),
        }
    }
    out
}

fn push_code(out: &mut String, code: &str) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let is_blank = code.bytes().all(|byte| byte == b' ');
    let parted = code.starts_with('`') || code.ends_with('`');
    let stripped = !is_blank && code.starts_with(' ') && code.ends_with(' ');
    let space = if parted || stripped { " " } else { "" };
    out.push_str(&fence);
    out.push_str(space);
    out.push_str(code);
    out.push_str(space);
    out.push_str(&fence);
}

/// An address, with everything escaped that would end it or be read as markup.
fn push_address(out: &mut String, address: &str) {
    let hexadecimal = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    for (at, character) in address.char_indices() {
        let rest = &address.as_bytes()[at + 1..];
        match character {
            '%' if hexadecimal(rest.first()) && hexadecimal(rest.get(1)) => out.push('%'),
            ' ' | '"' | '%' | '<' | '>' | '\\' | '`' | '{' | '|' | '}' => push_escaped(out, character),
            _ if character.is_control() || character.is_whitespace() => push_escaped(out, character),
            '(' | ')' | '[' | ']' => {
                out.push('\\');
                out.push(character);
            }
            '&' if begins_reference(rest) => out.push_str("\\&"),
            _ => out.push(character),
        }
    }
}

/// Whether what follows an `&` makes a character reference of it.
fn begins_reference(rest: &[u8]) -> bool {
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    length > 0 && rest.get(length) == Some(&b';')
}

fn push_escaped(out: &mut String, character: char) {
    let mut buffer = [0; 4];
    for byte in character.encode_utf8(&mut buffer).bytes() {
        write!(out, "%{byte:02X}").expect("a text can always grow");
    }
}
