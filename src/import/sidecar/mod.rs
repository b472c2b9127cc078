//! Entries as the text of a sidecar: a YAML list, written as an editor would write it.
//!
//! Only what is given is written. What stands in a file stays, byte for byte: new entries are added at its
//! end, in its indentation and with its line ends.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult, Write};

use crate::model::annotation::{Entry, EntryFigure, EntryStatement, Remark};
use crate::yaml::scalar::{block, in_flow, number, plain_or_quoted, quoted};

/// Why entries cannot be added to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppendError {
    /// From 1.
    pub line: usize,
    pub message: String,
    pub help: String,
}

impl Display for AppendError {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        write!(out, "line {}: {}", self.line, self.message)
    }
}

impl Error for AppendError {}

/// An entry as an item of a YAML list, its last line ended.
pub fn yaml(entry: &Entry) -> String {
    let mut item = Item::default();
    item.plain("id", &entry.id);
    item.always("quote", &entry.quote);
    item.text("prefix", &entry.prefix);
    item.text("suffix", &entry.suffix);
    item.number("paragraph", entry.paragraph);
    item.number("start", entry.start);
    item.note(&entry.note);
    if !is_plain(entry) {
        item.plain("kind", entry.kind.name());
    }
    item.plain("by", &entry.by);
    item.plain("date", &entry.date);
    item.list("tags", &entry.tags);
    if entry.draft {
        item.line("draft", "true");
    }
    item.plain("origin", &entry.origin);
    match &entry.events[..] {
        [event] => item.plain_always("event", event),
        events => item.list("event", events),
    }
    item.plain("event_date", &entry.event_date);
    item.plain("entity", &entry.entity);
    if let Some(statement) = &entry.statement {
        item.statement(statement);
    }
    item.lines
}

/// Whether an entry has the kind that one without a `kind` has, by what it holds.
fn is_plain(entry: &Entry) -> bool {
    let is_claimed = entry.statement.as_ref().is_some_and(|statement| !statement.claim.is_empty());
    let has_evidence = is_claimed || !entry.events.is_empty() || !entry.entity.is_empty();
    match entry.kind {
        Remark::Comment => !entry.note.trim().is_empty(),
        Remark::Evidence => entry.note.trim().is_empty() && has_evidence,
        Remark::Highlight => entry.note.trim().is_empty() && !has_evidence && entry.statement.is_none(),
        Remark::Context | Remark::Correction | Remark::Question => false,
    }
}

/// Adds entries to the text of a sidecar, which may be empty.
///
/// # Errors
/// What stands in the way, and what to do: the file holds something else than a list with an item a line,
/// or its end is marked (`...`).
pub fn append(existing: &str, entries: &[Entry]) -> Result<String, AppendError> {
    let indent = indentation(existing)?;
    let end = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = existing.to_owned();
    for entry in entries {
        if !text.is_empty() && !text.ends_with(['\n', '\u{feff}']) {
            text.push_str(end);
        }
        for line in yaml(entry).lines() {
            if !line.is_empty() {
                text.push_str(indent);
            }
            text.push_str(line);
            text.push_str(end);
        }
    }
    Ok(text)
}

/// What the items of the list in a file are indented with; nothing where it holds none yet.
fn indentation(existing: &str) -> Result<&str, AppendError> {
    let mut indent: Option<&str> = None;
    for (number, line) in existing.trim_start_matches('\u{feff}').lines().enumerate() {
        let fault = |message: &str, help: &str| {
            Err(AppendError { line: number + 1, message: message.to_owned(), help: help.to_owned() })
        };
        let inner = line.trim_start_matches(' ');
        if is_mark(line, "...") {
            return fault("the end of the list is marked here", "remove the line `...`");
        }
        if is_mark(line, "---") && indent.is_some() {
            return fault(
                "a second document begins here",
                "a file of annotations is one list: remove the line `---`",
            );
        }
        if indent.is_some() || is_blank(line) {
            continue;
        }
        if !is_mark(inner, "-") {
            return match inner.trim_end() {
                "[]" => {
                    fault("the list is written as `[]`", "remove `[]`: a file without entries may be empty")
                }
                _ if inner.starts_with('[') => fault(
                    "the list is written in brackets",
                    "write each entry on lines of its own, with `- ` before it",
                ),
                _ => fault("this is not a list of entries", "each entry begins with `- `"),
            };
        }
        indent = Some(&line[..line.len() - inner.len()]);
    }
    Ok(indent.unwrap_or_default())
}

/// Whether a line before the list says nothing: empty, a comment, a directive, or the list's beginning.
fn is_blank(line: &str) -> bool {
    let inner = line.trim();
    let begins = is_mark(line, "---") && matches!(line[3..].trim_start().chars().next(), None | Some('#'));
    inner.is_empty() || inner.starts_with('#') || line.starts_with('%') || begins
}

/// Whether a line begins with a mark that stands alone.
fn is_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r']))
}

/// The lines of an item.
#[derive(Default)]
struct Item {
    lines: String,
}

impl Item {
    fn line(&mut self, key: &str, value: &str) {
        let before = if self.lines.is_empty() { "- " } else { "  " };
        writeln!(self.lines, "{before}{key}: {value}").expect("a text can always grow");
    }

    /// Words of the passage are always quoted, so that spaces at their ends are seen.
    fn always(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.always(key, text);
        }
    }

    fn plain_always(&mut self, key: &str, text: &str) {
        self.line(key, &plain_or_quoted(text));
    }

    fn plain(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.plain_always(key, text);
        }
    }

    fn number(&mut self, key: &str, number: Option<u32>) {
        if let Some(number) = number {
            self.line(key, &number.to_string());
        }
    }

    fn list(&mut self, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            let texts: Vec<String> = texts.iter().map(|text| in_flow(text)).collect();
            self.line(key, &format!("[{}]", texts.join(", ")));
        }
    }

    fn note(&mut self, note: &str) {
        match block(note, "    ") {
            Some(block) => self.line("note", &block),
            None => self.text("note", note),
        }
    }

    fn statement(&mut self, statement: &EntryStatement) {
        self.plain("claim", &statement.claim);
        self.plain("position", &statement.position);
        self.plain("speaker", &statement.speaker);
        self.plain("role", &statement.role);
        self.plain("said", &statement.said);
        self.list("via", &statement.via);
        if let Some(figure) = &statement.figure {
            self.line("figure", &self::figure(figure));
        }
    }
}

fn figure(figure: &EntryFigure) -> String {
    let value = match figure.value {
        (low, None) => number(low),
        (low, Some(high)) => format!("[{}, {}]", number(low), number(high)),
    };
    let mut fields = format!("{{value: {value}");
    let texts = [
        ("qualifier", &figure.qualifier),
        ("unit", &figure.unit),
        ("counts", &figure.counts),
        ("as_of", &figure.as_of),
    ];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        write!(fields, ", {key}: {}", in_flow(text)).expect("a text can always grow");
    }
    fields + "}"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(quote: &str) -> Entry {
        Entry { quote: quote.to_owned(), kind: Remark::Highlight, ..Entry::default() }
    }

    #[test]
    fn an_entry_reads_as_an_editor_writes_it() {
        let entry = Entry {
            id: "cnn-figure".to_owned(),
            prefix: "reportedly imprisoned there, ".to_owned(),
            suffix: ", is not".to_owned(),
            paragraph: Some(1),
            start: Some(210),
            note: "Text of the note.\n\n- a list\n".to_owned(),
            kind: Remark::Context,
            by: "Name of the editor".to_owned(),
            date: "2026-11-21".to_owned(),
            tags: vec!["figures".to_owned(), "a, b".to_owned()],
            draft: true,
            origin: "https://hypothes.is/a/AbC".to_owned(),
            events: vec!["bbc-report".to_owned()],
            event_date: "2021-02-03".to_owned(),
            entity: "liz-throssell".to_owned(),
            statement: Some(EntryStatement {
                claim: "how-many-are-held".to_owned(),
                position: "reports".to_owned(),
                speaker: "Liz Throssell".to_owned(),
                role: "spokeswoman: rights".to_owned(),
                said: "2018".to_owned(),
                via: vec!["Sputnik".to_owned()],
                figure: Some(EntryFigure {
                    value: (1_000_000.0, Some(1_500_000.5)),
                    qualifier: "more than".to_owned(),
                    counts: "people held, in facilities".to_owned(),
                    ..EntryFigure::default()
                }),
            }),
            ..entry("more than one million")
        };
        let expected = r#"- id: cnn-figure
  quote: "more than one million"
  prefix: "reportedly imprisoned there, "
  suffix: ", is not"
  paragraph: 1
  start: 210
  note: |
    Text of the note.

    - a list
  kind: context
  by: Name of the editor
  date: 2026-11-21
  tags: [figures, "a, b"]
  draft: true
  origin: https://hypothes.is/a/AbC
  event: bbc-report
  event_date: 2021-02-03
  entity: liz-throssell
  claim: how-many-are-held
  position: reports
  speaker: Liz Throssell
  role: "spokeswoman: rights"
  said: "2018"
  via: [Sputnik]
  figure: {value: [1000000, 1500000.5], qualifier: more than, counts: "people held, in facilities"}
"#;
        assert_eq!(yaml(&entry), expected);
        assert_eq!(yaml(&self::entry("a")), "- quote: \"a\"\n");
    }

    #[test]
    fn a_kind_is_written_where_it_would_not_be_guessed() {
        let kinds =
            |entry: Entry| Remark::ALL.map(|kind| yaml(&Entry { kind, ..entry.clone() }).contains("kind:"));
        let noted = Entry { note: "b".to_owned(), ..entry("a") };
        let attesting = Entry { events: vec!["c".to_owned()], ..entry("a") };
        assert_eq!(kinds(noted), [false, true, true, true, true, true]);
        assert_eq!(kinds(entry("a")), [true, true, true, true, false, true]);
        assert_eq!(kinds(attesting), [true, true, true, true, true, false]);
    }

    #[track_caller]
    fn check(existing: &str, expected: &str) {
        assert_eq!(append(existing, &[entry("x")]).as_deref(), Ok(expected));
    }

    #[test]
    fn what_stands_there_stays() {
        check("", "- quote: \"x\"\n");
        check("# none yet\n", "# none yet\n- quote: \"x\"\n");
        check("\u{feff}", "\u{feff}- quote: \"x\"\n");
        check("---\n# a\n", "---\n# a\n- quote: \"x\"\n");
        check("- quote: a", "- quote: a\n- quote: \"x\"\n");
        check("- quote: a\r\n", "- quote: a\r\n- quote: \"x\"\r\n");
        check("# a\n\n  -\n    quote: a\n", "# a\n\n  -\n    quote: a\n  - quote: \"x\"\n");
        check("- note: |\n   ---\n   ...\n", "- note: |\n   ---\n   ...\n- quote: \"x\"\n");
        assert_eq!(append("- a # b", &[]).as_deref(), Ok("- a # b"));
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_line() {
        for (existing, line) in [
            ("# a\n[]\n", 2),
            ("[{quote: a}]", 1),
            ("quote: a", 1),
            ("- a\n...\n", 2),
            ("- a\n--- # b\n- c\n", 2),
            ("--- [a]\n", 1),
            ("-a\n", 1),
            ("\t- a\n", 1),
            ("...\n", 1),
            ("{}", 1),
        ] {
            assert_eq!(
                append(existing, &[entry("x")]).map_err(|error| error.line),
                Err(line),
                "{existing:?}"
            );
        }
    }
}
