//! Annotations as W3C Web Annotations (JSON-LD): an `AnnotationCollection` with all of them on one page.
//!
//! Evidence stands in bodies of this program's own types, and what the standard has no term for in own
//! properties, all under [`NAMESPACE`], so that an import gives the same annotations back. Drafts are
//! never written. A note leaves as the Markdown that is handed in, never as the entry has it.

use serde::Serialize;
use serde::ser::Serializer;
use serde_json::Serializer as Writer;
use serde_json::ser::PrettyFormatter;

use crate::model::annotation::{Entry, EntryFigure, EntryStatement};
use crate::text::edtf::Edtf;
use crate::text::moment::Moment;

/// The names of own types and properties begin so; no page stands there.
pub const NAMESPACE: &str = "urn:annotated-archive:ns#";

/// An annotation on its way out.
#[derive(Debug, Clone, Copy)]
pub struct Exported<'a> {
    pub entry: &'a Entry,
    /// The annotation's address, which ends in `#a-ID`.
    pub id: &'a str,
    /// The address of the article's page.
    pub source: &'a str,
    /// The language of the note (BCP 47); empty where it is not known.
    pub lang: &'a str,
    /// The note as it may leave (see [`crate::export::markdown`]); `entry.note` may hold comments.
    pub note: &'a str,
    /// Where the passage begins and ends in the article's text, in characters (Unicode scalar values)
    /// from 0, the end exclusive; none where it was not found.
    pub position: Option<(u32, u32)>,
    /// The addresses of the pages that the evidence refers to, by the text that the entry has for each.
    pub links: &'a [(String, String)],
}

/// The annotation in the standard's form, without its `@context`; none for a draft.
pub fn annotation<'a>(exported: &Exported<'a>) -> Option<WebAnnotation<'a>> {
    let entry = exported.entry;
    if entry.draft {
        return None;
    }
    let (created, date) = dates(&entry.date);
    Some(WebAnnotation {
        id: exported.id,
        kind: "Annotation",
        motivation: entry.kind.motivation(),
        creator: given(&entry.by).map(|name| Person { kind: "Person", name }),
        created,
        date,
        via: given(&entry.origin),
        body: bodies(exported),
        target: target(exported),
    })
}

/// A collection of annotations on one page, as a file: indented, its last line ended.
pub fn collection<'a>(id: &str, label: &str, items: impl Iterator<Item = Exported<'a>>) -> String {
    let items: Vec<WebAnnotation> = items.filter_map(|exported| annotation(&exported)).collect();
    let collection = Collection {
        context: ("http://www.w3.org/ns/anno.jsonld", CONTEXT),
        id,
        kind: "AnnotationCollection",
        label,
        total: items.len(),
        first: Page { id: format!("{id}#page"), kind: "AnnotationPage", start: 0, items },
    };
    let mut bytes = Vec::with_capacity(512 + collection.total * 1024);
    let mut writer = Writer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "));
    collection.serialize(&mut writer).expect("texts and numbers can be written to memory");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON is written in UTF-8")
}

/// A Web Annotation, to be serialized.
#[derive(Debug, Serialize)]
pub struct WebAnnotation<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(rename = "archive:date", skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Context),
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start: usize,
    items: Vec<WebAnnotation<'a>>,
}

/// What the own properties mean to a reader of linked data.
#[derive(Serialize)]
struct Context {
    archive: &'static str,
    #[serde(rename = "archive:low")]
    low: Typed,
    #[serde(rename = "archive:high")]
    high: Typed,
    #[serde(rename = "archive:via")]
    via: Ordered,
}

#[derive(Serialize)]
struct Typed {
    #[serde(rename = "@type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Ordered {
    #[serde(rename = "@container")]
    container: &'static str,
}

const CONTEXT: Context = Context {
    archive: NAMESPACE,
    low: Typed { kind: "xsd:decimal" },
    high: Typed { kind: "xsd:decimal" },
    via: Ordered { container: "@list" },
};

#[derive(Debug, Serialize)]
struct Person<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct Target<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: &'a str,
    selector: Vec<Selector<'a>>,
    #[serde(rename = "archive:paragraph", skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    #[serde(rename = "archive:start", skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector {
        exact: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        prefix: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        suffix: &'a str,
    },
    TextPositionSelector {
        start: u32,
        end: u32,
    },
}

#[derive(Debug, Serialize)]
struct Body<'a> {
    #[serde(rename = "type", serialize_with = "one_or_more")]
    kinds: &'static [&'static str],
    purpose: &'static str,
    /// The page of what the body refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(flatten)]
    content: Content<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Content<'a> {
    Text {
        value: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        format: &'static str,
        #[serde(skip_serializing_if = "str::is_empty")]
        language: &'a str,
    },
    Attestation {
        #[serde(rename = "archive:event", skip_serializing_if = "Option::is_none")]
        event: Option<&'a str>,
        #[serde(rename = "archive:eventDate", skip_serializing_if = "str::is_empty")]
        date: &'a str,
    },
    Identification {
        #[serde(rename = "archive:entity")]
        entity: &'a str,
    },
    Statement(Statement<'a>),
}

#[derive(Debug, Serialize)]
struct Statement<'a> {
    #[serde(rename = "archive:claim", skip_serializing_if = "str::is_empty")]
    claim: &'a str,
    #[serde(rename = "archive:position", skip_serializing_if = "str::is_empty")]
    position: &'a str,
    #[serde(rename = "archive:speaker", skip_serializing_if = "str::is_empty")]
    speaker: &'a str,
    #[serde(rename = "archive:role", skip_serializing_if = "str::is_empty")]
    role: &'a str,
    #[serde(rename = "archive:said", skip_serializing_if = "str::is_empty")]
    said: &'a str,
    #[serde(rename = "archive:via", skip_serializing_if = "<[String]>::is_empty")]
    via: &'a [String],
    #[serde(rename = "archive:figure", skip_serializing_if = "Option::is_none")]
    figure: Option<Figure<'a>>,
    /// The pages of the speaker and of those that the statement was relayed through.
    #[serde(rename = "archive:refersTo", skip_serializing_if = "Vec::is_empty")]
    refers: Vec<Named<'a>>,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    id: &'a str,
    label: &'a str,
}

/// Numbers are texts, as `xsd:decimal` has them: exact, and never with an exponent.
#[derive(Debug, Serialize)]
struct Figure<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "archive:low")]
    low: String,
    #[serde(rename = "archive:high", skip_serializing_if = "Option::is_none")]
    high: Option<String>,
    #[serde(rename = "archive:qualifier", skip_serializing_if = "str::is_empty")]
    qualifier: &'a str,
    #[serde(rename = "archive:unit", skip_serializing_if = "str::is_empty")]
    unit: &'a str,
    #[serde(rename = "archive:counts", skip_serializing_if = "str::is_empty")]
    counts: &'a str,
    #[serde(rename = "archive:asOf", skip_serializing_if = "str::is_empty")]
    as_of: &'a str,
}

fn one_or_more<S: Serializer>(kinds: &&[&str], serializer: S) -> Result<S::Ok, S::Error> {
    match kinds {
        [kind] => serializer.serialize_str(kind),
        kinds => serializer.collect_seq(*kinds),
    }
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// `created`, where the date is a certain day or point in time, and the date as it is, where `created`
/// does not give it back.
fn dates(date: &str) -> (Option<String>, Option<&str>) {
    let Some(moment) = moment(date) else {
        return (None, given(date));
    };
    let created = moment.to_string();
    let read = if moment.is_midnight() { &created[..10] } else { &created };
    let kept = given(date).filter(|date| *date != read);
    (Some(created), kept)
}

fn moment(date: &str) -> Option<Moment> {
    let edtf = Edtf::parse(date).ok()?;
    let day = edtf.plain_day().filter(|day| (0..=9999).contains(&day.year))?;
    match edtf.time() {
        Some(_) => Moment::parse(date).filter(|moment| moment.zoned),
        None => Some(Moment::beginning(day)),
    }
}

fn target<'a>(exported: &Exported<'a>) -> Target<'a> {
    let entry = exported.entry;
    let (exact, prefix, suffix) = (&entry.quote, &entry.prefix, &entry.suffix);
    let mut selector = vec![Selector::TextQuoteSelector { exact, prefix, suffix }];
    let position = exported.position.map(|(start, end)| Selector::TextPositionSelector { start, end });
    selector.extend(position);
    let (paragraph, start) = (entry.paragraph, entry.start);
    Target { kind: "SpecificResource", source: exported.source, selector, paragraph, start }
}

fn bodies<'a>(exported: &Exported<'a>) -> Vec<Body<'a>> {
    let entry = exported.entry;
    let text = |value, format, language, purpose| Body {
        kinds: &["TextualBody"],
        purpose,
        source: None,
        content: Content::Text { value, format, language },
    };
    let note =
        given(exported.note).map(|note| text(note, "text/markdown", exported.lang, entry.kind.motivation()));
    let tags = entry.tags.iter().map(|tag| text(tag, "", "", "tagging"));
    let mut bodies: Vec<Body> = note.into_iter().chain(tags).collect();
    bodies.extend(attestations(exported));
    if !entry.entity.is_empty() {
        let content = Content::Identification { entity: &entry.entity };
        bodies.push(evidence(exported, &IDENTIFICATION, &entry.entity, content));
    }
    if let Some(statement) = &entry.statement {
        let content = Content::Statement(self::statement(exported, statement));
        bodies.push(evidence(exported, &STATEMENT, &statement.claim, content));
    }
    bodies
}

fn attestations<'a>(exported: &Exported<'a>) -> impl Iterator<Item = Body<'a>> {
    let (entry, exported) = (exported.entry, *exported);
    let undated = entry.events.is_empty() && !entry.event_date.is_empty();
    let events = entry.events.iter().map(|event| Some(event.as_str())).chain(undated.then_some(None));
    events.map(move |event| {
        let content = Content::Attestation { event, date: &entry.event_date };
        evidence(&exported, &ATTESTATION, event.unwrap_or_default(), content)
    })
}

/// A type of evidence: its names with and without a page of what it refers to, and what it is for.
struct Kind {
    plain: &'static [&'static str],
    linked: &'static [&'static str],
    purpose: &'static str,
}

const ATTESTATION: Kind = Kind {
    plain: &["archive:Attestation"],
    linked: &["SpecificResource", "archive:Attestation"],
    purpose: "linking",
};
const IDENTIFICATION: Kind = Kind {
    plain: &["archive:Identification"],
    linked: &["SpecificResource", "archive:Identification"],
    purpose: "identifying",
};
const STATEMENT: Kind = Kind {
    plain: &["archive:Statement"],
    linked: &["SpecificResource", "archive:Statement"],
    purpose: "linking",
};

fn evidence<'a>(exported: &Exported<'a>, kind: &Kind, about: &str, content: Content<'a>) -> Body<'a> {
    let source = link(exported, about);
    let kinds = if source.is_some() { kind.linked } else { kind.plain };
    Body { kinds, purpose: kind.purpose, source, content }
}

fn link<'a>(exported: &Exported<'a>, text: &str) -> Option<&'a str> {
    let found = exported.links.iter().find(|(label, _)| label == text && !text.is_empty());
    found.map(|(_, address)| address.as_str())
}

fn statement<'a>(exported: &Exported<'a>, statement: &'a EntryStatement) -> Statement<'a> {
    let named = [&statement.speaker].into_iter().chain(&statement.via);
    let refers = named.filter_map(|label| Some(Named { id: link(exported, label)?, label })).collect();
    Statement {
        claim: &statement.claim,
        position: &statement.position,
        speaker: &statement.speaker,
        role: &statement.role,
        said: &statement.said,
        via: &statement.via,
        figure: statement.figure.as_ref().and_then(figure),
        refers,
    }
}

/// None where a value is no number: there is nothing to say.
fn figure(figure: &EntryFigure) -> Option<Figure<'_>> {
    let (low, high) = figure.value;
    let is_number = low.is_finite() && high.is_none_or(f64::is_finite);
    is_number.then(|| Figure {
        kind: "archive:Figure",
        low: low.to_string(),
        high: high.map(|high| high.to_string()),
        qualifier: &figure.qualifier,
        unit: &figure.unit,
        counts: &figure.counts,
        as_of: &figure.as_of,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotation::Remark;

    fn entry() -> Entry {
        Entry {
            id: "figure".to_owned(),
            quote: "more than one million".to_owned(),
            suffix: ", is not".to_owned(),
            note: "secret %%draft%%".to_owned(),
            kind: Remark::Context,
            by: "R. Editor".to_owned(),
            date: "2021-02-05".to_owned(),
            tags: vec!["figures".to_owned()],
            events: vec!["report".to_owned()],
            event_date: "2021-02-03".to_owned(),
            statement: Some(EntryStatement {
                claim: "how-many".to_owned(),
                position: "reports".to_owned(),
                speaker: "Liz".to_owned(),
                figure: Some(EntryFigure { value: (1_000_000.0, None), ..EntryFigure::default() }),
                ..EntryStatement::default()
            }),
            ..Entry::default()
        }
    }

    fn exported<'a>(entry: &'a Entry, links: &'a [(String, String)]) -> Exported<'a> {
        Exported {
            entry,
            id: "https://example.org/articles/x/#a-figure",
            source: "https://example.org/articles/x/",
            lang: "en",
            note: "The note.",
            position: Some((210, 231)),
            links,
        }
    }

    #[test]
    fn the_form_is_the_standards() {
        let links = [("how-many".to_owned(), "https://example.org/claims/how-many/".to_owned())];
        let entry = entry();
        let written =
            collection("https://example.org/a.jsonld", "All", [exported(&entry, &links)].into_iter());
        let expected = r##"{
 "@context": [
  "http://www.w3.org/ns/anno.jsonld",
  {
   "archive": "urn:annotated-archive:ns#",
   "archive:low": {
    "@type": "xsd:decimal"
   },
   "archive:high": {
    "@type": "xsd:decimal"
   },
   "archive:via": {
    "@container": "@list"
   }
  }
 ],
 "id": "https://example.org/a.jsonld",
 "type": "AnnotationCollection",
 "label": "All",
 "total": 1,
 "first": {
  "id": "https://example.org/a.jsonld#page",
  "type": "AnnotationPage",
  "startIndex": 0,
  "items": [
   {
    "id": "https://example.org/articles/x/#a-figure",
    "type": "Annotation",
    "motivation": "describing",
    "creator": {
     "type": "Person",
     "name": "R. Editor"
    },
    "created": "2021-02-05T00:00:00Z",
    "body": [
     {
      "type": "TextualBody",
      "purpose": "describing",
      "value": "The note.",
      "format": "text/markdown",
      "language": "en"
     },
     {
      "type": "TextualBody",
      "purpose": "tagging",
      "value": "figures"
     },
     {
      "type": "archive:Attestation",
      "purpose": "linking",
      "archive:event": "report",
      "archive:eventDate": "2021-02-03"
     },
     {
      "type": [
       "SpecificResource",
       "archive:Statement"
      ],
      "purpose": "linking",
      "source": "https://example.org/claims/how-many/",
      "archive:claim": "how-many",
      "archive:position": "reports",
      "archive:speaker": "Liz",
      "archive:figure": {
       "type": "archive:Figure",
       "archive:low": "1000000"
      }
     }
    ],
    "target": {
     "type": "SpecificResource",
     "source": "https://example.org/articles/x/",
     "selector": [
      {
       "type": "TextQuoteSelector",
       "exact": "more than one million",
       "suffix": ", is not"
      },
      {
       "type": "TextPositionSelector",
       "start": 210,
       "end": 231
      }
     ]
    }
   }
  ]
 }
}
"##;
        assert_eq!(written, expected);
    }

    #[test]
    fn drafts_and_notes_as_written_never_leave() {
        let draft = Entry { draft: true, ..entry() };
        assert!(annotation(&exported(&draft, &[])).is_none());
        let open = entry();
        let both = [exported(&draft, &[]), exported(&open, &[])];
        let written = collection("x", "All", both.into_iter());
        assert!(written.contains("\"total\": 1") && !written.contains("secret"));
    }

    #[test]
    fn dates_are_points_in_time_where_they_can_be() {
        for (date, created, kept) in [
            ("2021-02-05", Some("2021-02-05T00:00:00Z"), None),
            ("2021-02-05T10:11:12Z", Some("2021-02-05T10:11:12Z"), None),
            ("2021-02-05T00:00:00Z", Some("2021-02-05T00:00:00Z"), Some("2021-02-05T00:00:00Z")),
            ("2021-02-05T10:11:12+02:00", Some("2021-02-05T08:11:12Z"), Some("2021-02-05T10:11:12+02:00")),
            ("2021-02-05T10:11:12", None, Some("2021-02-05T10:11:12")),
            ("2021-02", None, Some("2021-02")),
            ("2021-02-05~", None, Some("2021-02-05~")),
            ("-0043-03-15", None, Some("-0043-03-15")),
            ("about noon", None, Some("about noon")),
            ("", None, None),
        ] {
            assert_eq!(dates(date), (created.map(str::to_owned), given(kept.unwrap_or_default())), "{date}");
        }
    }
}
