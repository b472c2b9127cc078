//! A sidecar's text → the annotations of an article, each a selector and what is said of the passage.

use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Code, Outcome, Place as Where, Problem, Severity};
use crate::model::annotation::{Figure, POSITIONS, Remark};
use crate::model::body::Body;
use crate::model::draft::{Annotation, Evidence, Place, Selector, Statement};
use crate::model::kind::Kind;
use crate::parse::markdown;
use crate::text::comments::strip_all;
use crate::text::hash::{Hash, hex};
use crate::text::near::nearest;
use crate::text::slug::slugify;
use crate::text::span::{Span, Spanned};
use crate::yaml::document::{self, Listed};
use crate::yaml::fields::{Field, Shape};
use crate::yaml::reader::Reader;

/// The fields of an entry of a sidecar.
pub const ANNOTATION: &[Field] = &[
    Field::new("quote", Shape::Text, "The words of the passage, as they stand in the article's text.")
        .required()
        .or(&["exact"]),
    Field::new(
        "prefix",
        Shape::Text,
        "Words before it: only as many as tell it from other places with the same words.",
    ),
    Field::new("suffix", Shape::Text, "Words after it."),
    Field::new("paragraph", Shape::Integer, "The paragraph that it stands in, from 1: a hint."),
    Field::new("start", Shape::Integer, "The characters of the article's text before it: a hint."),
    Field::new("note", Shape::Markdown, "What is to be said of it, in Markdown.").or(&["comment", "text"]),
    Field::new(
        "kind",
        Shape::Choice(&["comment", "context", "correction", "question", "highlight", "evidence"]),
        "What the note is for. If not given, `comment`; where nothing is said, `evidence` for what is evidence, else `highlight`.",
    ),
    Field::new("by", Shape::Text, "Who made it.").or(&["author", "creator"]),
    Field::new("date", Shape::Date, "When it was made.").or(&["created"]),
    Field::new("tags", Shape::Texts, "Words to find it by."),
    Field::new(
        "id",
        Shape::Text,
        "The last part of its permanent link `#a-ID`, of small letters, digits and hyphens; made of the quote and the note where not given, and then new whenever they change.",
    ),
    Field::new(
        "event",
        Shape::EventNames,
        "The event, or events, that the passage attests, by slug or title.",
    )
    .or(&["events"]),
    Field::new("event_date", Shape::Date, "The date that the passage gives for the event."),
    Field::new(
        "entity",
        Shape::AnyName,
        "The person, organization, place, topic or source that the passage names or describes.",
    ),
    Field::new(
        "claim",
        Shape::Name(Kind::Claim),
        "The claim on which the passage is a statement, by slug or title.",
    ),
    Field::new(
        "position",
        Shape::Text,
        "The position that the speaker takes: `asserts`, `reports`, `denies`, `disputes`, `cannot-verify`, `retracts`, or one of the site's own (`positions` in `archive.yaml`). Needed with `claim`.",
    ),
    Field::new("speaker", Shape::AnyName, "Who takes it; left out where nobody is named."),
    Field::new("role", Shape::Text, "In what role the speaker speaks."),
    Field::new("said", Shape::Date, "When it was said."),
    Field::new(
        "via",
        Shape::Names(Kind::Source),
        "Wires or outlets that it was relayed through, in order from the speaker.",
    ),
    Field::new("figure", Shape::Group(FIGURE), "The figure that the speaker gives."),
    Field::new("origin", Shape::Text, "Its address where it was imported from."),
    Field::new("draft", Shape::Flag, "A draft is published with `--drafts` only.").guarding(),
];

/// The fields of `figure:`.
pub const FIGURE: &[Field] = &[
    Field::new(
        "value",
        Shape::Numbers,
        "A number, or the two ends of a range: `1000000`, `[1000000, 2000000]`.",
    )
    .required(),
    Field::new(
        "qualifier",
        Shape::Text,
        "How it is given: `about`, `more than`, `at least`, `up to`, `as many as`, …",
    ),
    Field::new("unit", Shape::Text, "What is counted in: `people`, `groups`, `km`."),
    Field::new("counts", Shape::Text, "What is counted: `people held in facilities`."),
    Field::new("as_of", Shape::Date, "The date that the figure is of."),
];

/// Parses a sidecar. An entry that cannot be read is left out and reported; the others stand.
pub fn annotations(file: u32, text: &str, config: &Config) -> Outcome<Vec<Annotation>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let Outcome { value: entries, mut problems } = document::parse_list(&text[start..], start, file);
    let mut annotations = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut outcome = annotation(entry, file, text, config);
        annotations.extend(outcome.value);
        problems.append(&mut outcome.problems);
    }
    if config.strict_keys {
        let unknown = problems.iter_mut().filter(|problem| problem.code == Code::UnknownField);
        unknown.for_each(|problem| problem.severity = Severity::Error);
    }
    Outcome::new(annotations, problems)
}

fn annotation(entry: Listed, file: u32, text: &str, config: &Config) -> Outcome<Option<Annotation>> {
    let mut reader = Reader::of("annotation", ANNOTATION, entry.entries, file);
    reader.require(Span::at(entry.span.start as usize));
    let Some(selector) = selector(&mut reader) else {
        return Outcome::new(None, reader.problems);
    };
    let evidence = evidence(&mut reader, entry.span, config);
    let (written, note, unclear) = note(&mut reader, text, config);
    let kind = reader.choice("kind").and_then(Remark::of_name);
    let silent = if evidence.is_empty() { Remark::Highlight } else { Remark::Evidence };
    let annotation = Annotation {
        file,
        span: selector.quote.span,
        id: id(&mut reader, &selector, &written),
        note: Arc::new(note),
        kind: kind.unwrap_or(if written.trim().is_empty() { silent } else { Remark::Comment }),
        by: reader.text_or_empty("by"),
        date: reader.date("date").map(|date| date.value),
        tags: reader.texts("tags").into_iter().map(|tag| tag.value).collect(),
        origin: reader.text_or_empty("origin"),
        draft: reader.flag("draft").unwrap_or(false) || reader.unclear || unclear,
        place: Place::Sought(selector),
        evidence,
    };
    Outcome::new(Some(annotation), reader.problems)
}

fn selector(reader: &mut Reader) -> Option<Selector> {
    let quote = reader.text("quote");
    if quote.is_none() && reader.has("quote") && reader.problems.is_empty() {
        let span = reader.node("quote").map(|node| node.span).unwrap_or_default();
        let problem = Problem::at(Code::MissingField, reader.file(), span, "`quote` is empty");
        reader.problems.push(problem.help("write the words of the passage"));
    }
    Some(Selector {
        quote: quote?,
        prefix: untrimmed(reader, "prefix"),
        suffix: untrimmed(reader, "suffix"),
        paragraph: reader.natural("paragraph").filter(|number| *number > 0),
        start: reader.natural("start"),
    })
}

/// Text whose spaces matter: `prefix: "the "`.
fn untrimmed(reader: &mut Reader, name: &'static str) -> String {
    reader.markdown(name).map(|text| crate::text::fold::clean(&text.value)).unwrap_or_default()
}

fn id(reader: &mut Reader, selector: &Selector, note: &str) -> Spanned<String> {
    let made = || made_id(&selector.quote.value, note);
    let Some(written) = reader.text("id") else {
        return Spanned::new(made(), selector.quote.span);
    };
    let written = written.map(|id| id.strip_prefix("a-").map_or(id.clone(), str::to_owned));
    let slug = slugify(&written.value);
    if slug == written.value {
        return written;
    }
    let message = format!("`{}` cannot stand in an address as it is", written.value);
    let help = if slug.is_empty() {
        "write small letters, digits and hyphens".to_owned()
    } else {
        format!("write `id: {slug}`")
    };
    reader.problems.push(Problem::at(Code::UnknownValue, reader.file(), written.span, message).help(help));
    Spanned::new(if slug.is_empty() { made() } else { slug }, written.span)
}

/// An id made of what is published of an annotation: the same words have the same one. The words around
/// the passage are no part of it, nor are comments in the note.
pub fn made_id(quote: &str, note: &str) -> String {
    let note = strip_all(note).text;
    let hash = Hash::of_parts([quote.as_bytes(), note.trim().as_bytes()]).0;
    hex(&hash[..4])
}

fn evidence(reader: &mut Reader, span: Span, config: &Config) -> Evidence<Spanned<String>> {
    Evidence {
        events: reader.names("event"),
        event_date: reader.date("event_date").map(|date| date.value),
        entity: reader.name("entity"),
        statement: statement(reader, span, config).map(Box::new),
    }
}

fn statement(reader: &mut Reader, span: Span, config: &Config) -> Option<Statement<Spanned<String>>> {
    let Some(claim) = reader.name("claim") else {
        let of_claims = ["position", "speaker", "role", "said", "via", "figure"];
        if let Some(field) = of_claims.into_iter().find(|field| reader.has(field)) {
            let at = reader.node(field).map_or(span, |node| node.span);
            let message = format!("`{field}` says something of a statement, and no `claim` is named");
            let problem = Problem::at(Code::MissingField, reader.file(), at, message);
            reader.problems.push(problem.help("add `claim: …` with the slug of the claim"));
        }
        return None;
    };
    let position = position(reader, claim.span, config)?;
    Some(Statement {
        claim,
        position,
        speaker: reader.name("speaker"),
        role: reader.text_or_empty("role"),
        said: reader.date("said").map(|said| said.value),
        via: reader.names("via"),
        figure: figure(reader),
    })
}

fn position(reader: &mut Reader, claim: Span, config: &Config) -> Option<String> {
    let known: Vec<&str> = POSITIONS.into_iter().chain(config.positions.iter().map(String::as_str)).collect();
    let list = || known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let Some(written) = reader.text("position") else {
        let problem = Problem::at(Code::MissingField, reader.file(), claim, "`position` is missing");
        reader.problems.push(
            problem.help(format!("say what the speaker does: `position: reports`; it can be {}", list())),
        );
        return None;
    };
    let word = written.value.to_lowercase().replace([' ', '_'], "-");
    if known.contains(&word.as_str()) {
        return Some(word);
    }
    let message = format!("`position` cannot be `{}`", written.value);
    let help = match nearest(&word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? it can be {}", list()),
        None => format!("it can be {}, or another that the configuration lists under `positions:`", list()),
    };
    reader.problems.push(Problem::at(Code::UnknownValue, reader.file(), written.span, message).help(help));
    None
}

fn figure(reader: &mut Reader) -> Option<Figure> {
    let span = reader.node("figure").map(|node| node.span).unwrap_or_default();
    let entries = reader.group("figure")?;
    let mut inner = Reader::new(FIGURE, entries, reader.file());
    inner.require(span);
    let value = inner.numbers("value");
    let figure = value.map(|(low, high)| Figure {
        low,
        high,
        qualifier: inner.text_or_empty("qualifier"),
        unit: inner.text_or_empty("unit"),
        counts: inner.text_or_empty("counts"),
        as_of: inner.date("as_of").map(|date| date.value),
    });
    reader.problems.append(&mut inner.problems);
    figure
}

/// The note as written, its text, and whether a comment in it was left open.
fn note(reader: &mut Reader, text: &str, config: &Config) -> (String, Body, bool) {
    let Some(written) = reader.markdown("note") else {
        return (String::new(), Body::default(), false);
    };
    let mut parsed = markdown::parse(&written.value, 0, reader.file(), config);
    let places = Places { note: &written.value, source: text, span: written.span };
    for problem in &mut parsed.problems {
        if let Where::Source { span, .. } = &mut problem.place {
            *span = places.in_file(*span);
        }
        problem.help = problem.help.replace("the item is held back", "the annotation is held back");
    }
    let body = &mut parsed.body;
    body.links.iter_mut().chain(&mut body.raw_links).for_each(|link| link.span = places.in_file(link.span));
    body.images.iter_mut().for_each(|image| image.span = places.in_file(image.span));
    body.callouts.iter_mut().for_each(|callout| callout.span = places.in_file(callout.span));
    reader.problems.append(&mut parsed.problems);
    (written.value, parsed.body, parsed.unclear)
}

/// Places in a text that YAML holds as a value: its lines are indented, folded or quoted there.
struct Places<'a> {
    note: &'a str,
    source: &'a str,
    span: Span,
}

impl Places<'_> {
    /// The place in the file: that of the same words in the value as written; the whole value where
    /// YAML writes them otherwise.
    fn in_file(&self, span: Span) -> Span {
        let words = self.note.get(span.range()).unwrap_or_default();
        let line = words.split('\n').next().unwrap_or_default();
        let written = self.source.get(self.span.range()).unwrap_or_default();
        let before = self.note.get(..span.start as usize).unwrap_or_default().matches(line).count();
        let found = written.match_indices(line).nth(before).filter(|_| !line.is_empty());
        found.map_or(self.span, |(at, _)| {
            let start = self.span.start as usize + at;
            Span::new(start, start + line.len())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Outcome<Vec<Annotation>> {
        annotations(0, text, &Config { positions: vec!["doubts".to_owned()], ..Config::default() })
    }

    #[test]
    fn an_entry_has_selector_note_and_evidence() {
        let outcome = read(
            "- quote: \" more than one  million \"\n  prefix: \"there, \"\n  paragraph: 2\n  note: A *note*.\n  kind: context\n  by: E\n  date: 2026-11-20\n  tags: a\n  event: [x, y]\n  claim: how-many\n  position: cannot verify\n  figure: {value: [1_000, \"2,000\"], qualifier: more than}\n",
        );
        assert_eq!(outcome.problems, []);
        let [annotation] = &outcome.value[..] else { panic!("one") };
        let Place::Sought(selector) = &annotation.place else { panic!("sought") };
        assert_eq!((selector.prefix.as_str(), selector.paragraph), ("there, ", Some(2)));
        assert_eq!((annotation.kind, annotation.note.plain.as_str()), (Remark::Context, "A note."));
        let statement = annotation.evidence.statement.as_ref().unwrap();
        assert_eq!(statement.position, "cannot-verify");
        let figure = statement.figure.as_ref().unwrap();
        assert_eq!((figure.low, figure.high), (1000.0, 2000.0));
        assert_eq!((annotation.evidence.events.len(), annotation.id.value.len()), (2, 8));
    }

    #[test]
    fn what_is_missing_or_wrong_is_reported_and_the_rest_read() {
        let check = |text: &str, code: Code, left: usize| {
            let outcome = read(text);
            let codes: Vec<Code> = outcome.problems.iter().map(|problem| problem.code).collect();
            assert_eq!((codes, outcome.value.len()), (vec![code], left), "{text}");
        };
        check("- note: x\n- quote: b\n", Code::MissingField, 1);
        check("- quote: \"\"\n", Code::MissingField, 0);
        check("- quote: a\n  claim: c\n", Code::MissingField, 1);
        check("- quote: a\n  speaker: c\n", Code::MissingField, 1);
        check("- quote: a\n  claim: c\n  position: denys\n", Code::UnknownValue, 1);
        check("- quote: a\n  claim: c\n  position: doubts\n  figure: {value: many}\n", Code::WrongType, 1);
        check("- quote: a\n  id: Größe 1\n", Code::UnknownValue, 1);
        check("- quote: a\n  nots: b\n", Code::UnknownField, 1);
        check("- quote: a\n  draft: \"true\"\n", Code::WrongType, 1);
        check("- quote: a\n  private: true\n", Code::UnclearAccess, 1);
    }

    #[test]
    fn what_is_unclear_is_a_draft() {
        for text in ["draft: maybe", "drafts: true", "private: true", "note: a <!-- b", "draft:"] {
            assert!(read(&format!("- quote: a\n  {text}\n")).value[0].draft, "{text}");
        }
        assert!(!read("- quote: a\n  draft: false\n").value[0].draft);
    }

    #[test]
    fn problems_in_notes_have_their_place_in_the_file() {
        let text = "- quote: a\n  note: |\n    One ![](b.png).\n\n    Two [[Nobody]].\n";
        let outcome = read(text);
        assert_eq!(&text[outcome.value[0].note.images[0].span.range()], "![](b.png)");
        assert_eq!(&text[outcome.value[0].note.links[0].span.range()], "[[Nobody]]");
    }
}
