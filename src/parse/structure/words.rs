//! Words: comments and the marks of typed notes are taken out as they are met.

use std::ops::Range;

use crate::diag::{Code, Problem};
use crate::model::body::{Node, Run, Tag, Written};
use crate::parse::critic::{MARK, Mark};
use crate::parse::markdown::Typed;
use crate::parse::structure::{Builder, Comment, Open};
use crate::text::comments::strip_all;
use crate::text::fold::clean;
use crate::text::span::Span;

impl Builder<'_> {
    pub(super) fn code(&mut self, text: &str, at: usize) {
        if self.hidden() {
            return;
        }
        if let Some(image) = self.image() {
            image.alt.push_str(text);
            return;
        }
        let origin = self.source[at..].find(|c| c != '`').map_or(at, |ticks| at + ticks);
        let run = self.push_words(text, origin);
        self.body().quiet.push(run);
        self.body().nodes.push(Node::Code(run));
    }

    /// Adds words to the plain text.
    pub(super) fn push_words(&mut self, text: &str, at: usize) -> Run {
        let origin = u32::try_from(self.offset + at).unwrap_or(u32::MAX);
        let body = &mut self.parsed.body;
        let start = body.plain.len();
        body.plain.push_str(&clean(text));
        body.origins.push((Run::new(start, start).start, origin));
        Run::new(start, body.plain.len())
    }

    pub(super) fn text(&mut self, text: &str, at: usize) {
        let in_code = matches!(self.open.last(), Some(Open::Element { tag: Tag::CodeBlock(_), .. }));
        if in_code {
            let run = self.push_words(text, at);
            self.push_text(run);
            return;
        }
        if let Some(label) = self.wiki_label(text).filter(|_| !self.hidden()) {
            let label = self.marked.without(&label).into_owned();
            let run = self.push_words(&label, at);
            self.push_text(run);
            return;
        }
        let mut rest = text;
        let mut at = at;
        while !rest.is_empty() {
            let taken = match &self.comment {
                Some(comment) => self.pass_over(rest, at, comment.closer),
                None => self.read_on(rest, at),
            };
            rest = &rest[taken..];
            at += taken;
        }
    }

    /// `[[Name#Part]]` reads "Name > Part".
    fn wiki_label(&self, text: &str) -> Option<String> {
        let Some(Open::Element { tag: Tag::Link(index), .. }) = self.open.last() else {
            return None;
        };
        let (name, part) = match &self.parsed.body.links[*index as usize].target {
            Written::Wiki { name, fragment: Some(part) } if text.contains('#') => (name, part),
            _ => return None,
        };
        let label = if name.is_empty() { part.clone() } else { format!("{name} > {part}") };
        Some(strip_all(&label).text.trim().to_owned())
    }

    /// Passes over text in a comment; returns how many bytes.
    fn pass_over(&mut self, text: &str, at: usize, closer: &'static str) -> usize {
        let end = match text.find(closer) {
            Some(end) => {
                self.comment = None;
                end + closer.len()
            }
            None => text.len(),
        };
        // What is typed in a comment is meant for nobody.
        self.pass_over_notes(at..at + end);
        end
    }

    /// Takes the notes that are typed in a part of the text for met.
    fn pass_over_notes(&mut self, part: Range<usize>) {
        for (met, inside) in self.met.iter_mut().zip(&self.marked.notes) {
            *met |= part.contains(&(inside.start - MARK));
        }
    }

    /// Takes text up to where a comment opens; returns how many bytes, the opening mark included.
    fn read_on(&mut self, text: &str, at: usize) -> usize {
        let (end, mark) = match self.opening(text, at) {
            Some((end, comment)) => {
                let length = comment.closer.len().max(2);
                let length = if comment.closer == "-->" { length.max("<!--".len()) } else { length };
                self.comment = Some(comment);
                (end, length)
            }
            None => (text.len(), 0),
        };
        if end > 0 {
            let marked = self.marked;
            if let Some(image) = self.image() {
                image.alt.push_str(&marked.without(&text[..end]));
            } else {
                self.words(&text[..end], at);
            }
        }
        (end + mark).min(text.len())
    }

    /// Takes words, and the marks of CriticMarkup among them.
    fn words(&mut self, text: &str, at: usize) {
        if self.again.is_some() {
            return self.pass_over_notes(at..at + text.len());
        }
        let (mut rest, mut at) = (text, at);
        while let Some((end, mark)) = self.marked.first(rest) {
            self.plain_words(&rest[..end], at);
            let place = at + end;
            let taken = match mark {
                Mark::Passage => {
                    self.passages.push((self.parsed.body.plain.len(), place));
                    MARK
                }
                Mark::PassageEnd => {
                    self.end_passage(place);
                    MARK
                }
                Mark::Note => self.note(place),
                Mark::NoteEnd => MARK,
            };
            let next = (end + taken).min(rest.len());
            (rest, at) = (&rest[next..], at + next);
        }
        self.plain_words(rest, at);
    }

    fn plain_words(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            let run = self.push_words(text, at);
            self.push_text(run);
        }
    }

    fn end_passage(&mut self, place: usize) {
        let Some((start, from)) = self.passages.pop() else {
            return;
        };
        let run = trimmed(&self.parsed.body.plain, start);
        let span = Span::new(self.offset + from, self.offset + place + MARK);
        self.typed_until = place + MARK;
        self.parsed.typed.push(Typed { run, note: None, span });
    }

    /// A note: of the passage that ends before it, else of the word before it. Returns its length.
    fn note(&mut self, place: usize) -> usize {
        let Some(number) = self.marked.note_at(place) else {
            return MARK;
        };
        self.met[number] = true;
        let inside = self.marked.notes[number].clone();
        let end = inside.end + MARK;
        let span = Span::new(self.offset + place, self.offset + end);
        let note = Some(inside);
        let follows = self.typed_until == place && place > 0;
        self.typed_until = end;
        let last = self.parsed.typed.last_mut().filter(|_| follows);
        match last {
            Some(typed) if typed.note.is_none() => typed.note = note,
            Some(typed) => {
                let run = typed.run;
                self.parsed.typed.push(Typed { run, note, span });
            }
            None => {
                let plain = &self.parsed.body.plain;
                let run = trimmed(plain, last_word(plain));
                self.parsed.typed.push(Typed { run, note, span });
            }
        }
        end - place
    }

    /// Marks that came to nothing.
    pub(super) fn report_marks(&mut self) {
        let lost = self.met.iter().zip(&self.marked.notes).filter(|(met, _)| !**met);
        let lost = lost
            .map(|(_, inside)| (inside.start - MARK..inside.end + MARK, "this note stands where no text is"));
        let open = self.marked.open.iter().map(|mark| (mark.clone(), "this mark is never closed"));
        let problems: Vec<Problem> = lost
            .chain(open)
            .map(|(range, message)| {
                let span = Span::new(self.offset + range.start, self.offset + range.end);
                let help = "write `{==words==}{>>note<<}` within the text; marks that are to be read as they are want a backslash before them";
                let problem = Problem::at(Code::BadMark, self.file, span, message).help(help);
                // The words of a note that is never closed stand among the report's own.
                if self.source[range].starts_with("{>>") { problem.as_error() } else { problem }
            })
            .collect();
        self.parsed.problems.extend(problems);
    }

    /// Where a comment opens in a text that begins at `at` in the source: the mark must stand in
    /// the source as it is, neither escaped nor written as an entity.
    fn opening(&self, text: &str, at: usize) -> Option<(usize, Comment)> {
        let source = &self.source[at.min(self.source.len())..];
        let escaped = |place: usize| place > 0 && self.source.as_bytes()[place - 1] == b'\\';
        let percent = text.match_indices("%%").find(|(end, _)| {
            source.get(*end..).is_some_and(|rest| rest.starts_with("%%")) && !escaped(at + end)
        });
        let angle = text.match_indices('<').find(|(end, _)| {
            source.get(*end..).is_some_and(|rest| rest.starts_with("<!--")) && !escaped(at + end)
        });
        let found = |end: usize, closer| (end, Comment { closer, at: at + end });
        match (percent, angle) {
            (Some((p, _)), Some((a, _))) if p < a => Some(found(p, "%%")),
            (_, Some((a, _))) => Some(found(a, "-->")),
            (Some((p, _)), None) => Some(found(p, "%%")),
            (None, None) => None,
        }
    }

    /// Adds a run of words, joined to the one before where nothing stands between.
    pub(super) fn push_text(&mut self, run: Run) {
        if run.start == run.end {
            return;
        }
        match self.body().nodes.last_mut() {
            Some(Node::Text(last)) if last.end == run.start => last.end = run.end,
            _ => self.body().nodes.push(Node::Text(run)),
        }
    }
}

/// A run up to the end of a text, without white space around it.
fn trimmed(plain: &str, start: usize) -> Run {
    let words = &plain[start..];
    let begin = start + words.len() - words.trim_start().len();
    Run::new(begin, (start + words.trim_end().len()).max(begin))
}

/// Where the last word of a text begins.
fn last_word(plain: &str) -> usize {
    let end = plain.trim_end();
    end.rfind(char::is_whitespace)
        .map_or(0, |space| space + end[space..].chars().next().map_or(0, char::len_utf8))
}
