//! Diagnostics as people read them: the line itself, the place in it, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Severity};
use crate::text::span::Position;

/// The most characters of a line that are shown on each side of the place.
const REACH: usize = 100;

/// One diagnostic as text, without a final line end; `coloured` where the terminal shows colours.
pub fn human(diagnostic: &Diagnostic, coloured: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.name());
    let mut group = match &diagnostic.position {
        Some(position) => {
            let shown = Shown::of(position, diagnostic.length);
            let path = format!("{}:{}:{}", diagnostic.path, position.line, position.column);
            let snippet = Snippet::source(shown.text)
                .line_start(position.line)
                .annotation(AnnotationKind::Primary.span(shown.start..shown.end));
            Group::with_title(title).element(Origin::path(path)).element(snippet)
        }
        None => Group::with_title(title).element(Origin::path(&diagnostic.path)),
    };
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&diagnostic.help));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(220).render(&[group]);
    // The renderer marks that a snippet says no path of its own with a line `:::`.
    let lines: Vec<&str> = text.lines().filter(|line| !is_elision(line)).collect();
    lines.join("\n")
}

fn is_elision(line: &str) -> bool {
    let mut plain = String::new();
    let mut parts = line.split('\u{1b}');
    plain.push_str(parts.next().unwrap_or_default());
    parts.for_each(|part| plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest)));
    plain.trim() == ":::"
}

/// The part of a line that is shown, and the bytes of it that are meant.
struct Shown {
    text: String,
    start: usize,
    end: usize,
}

impl Shown {
    fn of(position: &Position, length: usize) -> Shown {
        let characters: Vec<char> =
            position.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let at = (position.column - position.from).min(characters.len());
        let end = (at + length.max(1)).min(characters.len().max(at));
        let from = at.saturating_sub(REACH);
        let to = (at + REACH).min(characters.len());
        let bytes = |from: usize, to: usize| characters[from..to].iter().map(|c| c.len_utf8()).sum::<usize>();
        let cut = |cut: bool| if cut { "…" } else { "" };
        let (front, back) = (cut(from > 0 || position.from > 1), cut(to < characters.len()));
        let text: String = characters[from..to].iter().collect();
        let start = front.len() + bytes(from, at);
        let end = front.len() + bytes(from, end.min(to));
        Shown { text: format!("{front}{text}{back}"), start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::text::span::position;

    #[test]
    fn shows_the_line_and_what_to_do() {
        let diagnostic = Diagnostic {
            path: "content/articles/a.md".to_owned(),
            position: Some(position("\n\ndate: Jan. 7", 8)),
            length: 6,
            code: Code::BadDate,
            severity: Severity::Error,
            message: "`Jan. 7` is not a date".to_owned(),
            help: "write `date: 2019-01-07`".to_owned(),
        };
        insta::assert_snapshot!(human(&diagnostic, false), @r"
        error[bad-date]: `Jan. 7` is not a date
         --> content/articles/a.md:3:7
          |
        3 | date: Jan. 7
          |       ^^^^^^
          |
          = help: write `date: 2019-01-07`
        ");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = format!("{}é!{}", "a".repeat(300), "b".repeat(300));
        let shown = Shown::of(&position(&line, 300), 2);
        assert_eq!(&shown.text[shown.start..shown.end], "é!");
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…') && shown.text.chars().count() < 210);
    }
}
