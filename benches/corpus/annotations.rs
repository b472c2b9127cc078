//! Writes the sidecar of an article: passages of its text, and what an editor says of them. Of five
//! annotations about one attests an event, one is a statement on a claim and one identifies an entity.

use std::fmt::Write;
use std::ops::Range;

use crate::random::Random;
use crate::story::{Article, Story};
use crate::text;

const KINDS: [&str; 10] = [
    "comment",
    "comment",
    "comment",
    "comment",
    "context",
    "context",
    "context",
    "question",
    "correction",
    "highlight",
];
const EDITORS: [&str; 3] = ["The editors", "Marit Dalgas", "Irsa Kolumban"];
const TAGS: [&str; 6] = ["figures", "wording", "dating", "names", "background", "to check"];
const POSITIONS: [&str; 8] =
    ["reports", "reports", "asserts", "asserts", "denies", "disputes", "cannot-verify", "retracts"];
const QUALIFIERS: [&str; 5] = ["more than", "about", "at least", "up to", "as many as"];
const COUNTED: [&str; 3] = ["people held", "people who left", "those named in the report"];

/// The fewest and the most words of a passage.
const PASSAGE: (usize, usize) = (3, 12);

/// How many words of context are written on either side.
const CONTEXT: usize = 4;

/// How often a passage is drawn before one is taken that other places could be mistaken for.
const TRIES: usize = 20;

/// How long a line of a note may be.
const LINE: usize = 96;

/// The sidecar of an article in YAML; `body` is its text in Markdown.
pub fn sidecar(story: &Story, number: usize, body: &str) -> String {
    let article = &story.articles[number];
    let random = &mut Random::new(story.seed, 80_000_000_000 + number as u64);
    let reading = Reading::new(body);
    let mut annotations: Vec<(usize, String)> = (0..story.annotations)
        .map(|index| {
            let stream = 100_000_000_000 + 1000 * number as u64 + index as u64;
            let entry = Entry { story, article, index, turn: (number + index) % 5 };
            entry.write(&reading, random, Random::new(story.seed, stream))
        })
        .collect();
    annotations.sort_by_key(|(place, _)| *place);
    annotations.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>().join("\n")
}

/// One entry of a sidecar.
struct Entry<'a> {
    story: &'a Story,
    article: &'a Article,
    index: usize,
    /// Decides what it is evidence of: 1 an event, 2 a claim, 3 an entity, else nothing.
    turn: usize,
}

impl Entry<'_> {
    /// Where its passage stands, and the entry itself.
    fn write(&self, reading: &Reading, random: &mut Random, words: Random) -> (usize, String) {
        let entity = random.one_of(&text::named(self.story, self.article).collect::<Vec<_>>()).name.as_str();
        let is_name = self.turn == 3 && random.chance(60);
        let passage = if is_name { reading.name(entity, random) } else { reading.passage(random) };
        let mut lines = self.head(reading, &passage, random);
        if matches!(self.turn, 0 | 4) || random.chance(80) {
            let _ = writeln!(lines, "  kind: {}", random.one_of(&KINDS));
            let link = random.chance(30).then_some(entity);
            lines.push_str(&note(&text::remark(self.story, words, link)));
        }
        match self.turn {
            1 => self.event(&mut lines, random),
            2 => self.claim(&mut lines, random),
            3 => lines.push_str(&format!("  entity: {entity}\n")),
            _ => {}
        }
        self.signature(&mut lines, random);
        (passage.start, lines)
    }

    /// The id, which about half of the entries have, and the selector.
    fn head(&self, reading: &Reading, passage: &Range<usize>, random: &mut Random) -> String {
        let quote = &reading.text[passage.clone()];
        let mut lines = String::from("- ");
        if random.chance(50) {
            let word = self.story.vocabulary.telling(random);
            let _ = write!(lines, "id: {word}-{}\n  ", self.index + 1);
        }
        let _ = writeln!(lines, "quote: \"{quote}\"");
        if !reading.is_unique(quote) || random.chance(10) {
            for (field, words) in [("prefix", reading.before(passage)), ("suffix", reading.after(passage))] {
                if !words.is_empty() {
                    let _ = writeln!(lines, "  {field}: \"{words}\"");
                }
            }
        }
        lines
    }

    fn event(&self, lines: &mut String, random: &mut Random) {
        let event = random.one_of(&self.story.events);
        let _ = writeln!(lines, "  event: {}", event.stem);
        if random.chance(30) {
            let date = if random.chance(70) { &event.date } else { &self.article.date };
            let _ = writeln!(lines, "  event_date: {date}");
        }
    }

    fn claim(&self, lines: &mut String, random: &mut Random) {
        let claim = random.one_of(&self.story.claims);
        let _ = writeln!(lines, "  claim: {}\n  position: {}", claim.stem, random.one_of(&POSITIONS));
        if random.chance(90) {
            let speaker = random.one_of(&self.article.people);
            let _ = writeln!(lines, "  speaker: {}", self.story.people[*speaker].name);
        }
        if random.chance(30) {
            let body = random.one_of(&self.article.organizations);
            let _ = writeln!(lines, "  role: speaking for the {}", self.story.organizations[*body].name);
        }
        if random.chance(70) {
            let doubt = if random.chance(15) { "~" } else { "" };
            let _ = writeln!(lines, "  said: {}{doubt}", self.article.date);
        }
        if random.chance(15) {
            let _ = writeln!(lines, "  via: [{}]", random.one_of(&self.story.sources).name);
        }
        if random.chance(30) {
            figure(lines, &self.article.date[..4], random);
        }
    }

    fn signature(&self, lines: &mut String, random: &mut Random) {
        let (month, day) = (random.between(1, 12), random.between(1, 28));
        let _ = writeln!(lines, "  by: {}\n  date: 2025-{month:02}-{day:02}", random.one_of(&EDITORS));
        if random.chance(40) {
            let _ = writeln!(lines, "  tags: [{}]", random.one_of(&TAGS));
        }
    }
}

fn figure(lines: &mut String, year: &str, random: &mut Random) {
    let low = random.between(1, 99) * 10_usize.pow(random.between(1, 4) as u32);
    let value = if random.chance(30) { format!("[{low}, {}]", low * 2) } else { low.to_string() };
    lines.push_str(&format!("  figure: {{value: {value}, "));
    if random.chance(60) {
        lines.push_str(&format!("qualifier: {}, ", random.one_of(&QUALIFIERS)));
    }
    lines.push_str(&format!("unit: people, counts: {}, as_of: {year}}}\n", random.one_of(&COUNTED)));
}

/// A note, in lines as an editor breaks them.
fn note(words: &str) -> String {
    let mut lines = String::from("  note: >-\n   ");
    let mut length = 3;
    for word in words.split(' ') {
        if length + 1 + word.len() > LINE {
            lines.push_str("\n   ");
            length = 3;
        }
        lines.extend([" ", word]);
        length += 1 + word.len();
    }
    lines + "\n"
}

/// The text of an article as it reads, without its Markdown.
struct Reading {
    text: String,
    /// Of paragraphs, list items and quotations, not of headings.
    sentences: Vec<Range<usize>>,
}

impl Reading {
    fn new(body: &str) -> Reading {
        let mut reading = Reading { text: String::with_capacity(body.len()), sentences: Vec::new() };
        for line in body.lines().filter(|line| !line.is_empty()) {
            let words = ["## ", "- ", "> "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
            for sentence in without_marks(words).split_inclusive(". ") {
                let start = reading.text.len();
                reading.text.push_str(sentence);
                // An initial is none.
                if !line.starts_with('#') && sentence.split(' ').count() > PASSAGE.0 {
                    reading.sentences.push(start..reading.text.len());
                }
            }
            reading.text.push_str("\n\n");
        }
        reading
    }

    /// Some words of one sentence.
    fn passage(&self, random: &mut Random) -> Range<usize> {
        let mut passage = self.run(random);
        for _ in 0..TRIES {
            if self.is_told_apart(&passage) {
                break;
            }
            passage = self.run(random);
        }
        passage
    }

    fn run(&self, random: &mut Random) -> Range<usize> {
        let sentence = random.one_of(&self.sentences);
        let text = self.text[sentence.clone()].trim_end();
        let starts: Vec<usize> =
            std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).collect();
        let length = random.between(PASSAGE.0, PASSAGE.1).min(starts.len());
        let first = random.below(starts.len() - length + 1);
        let end = starts.get(first + length).map_or(text.len(), |next| next - 1);
        let words = text[starts[first]..end].trim_end_matches([',', '.']);
        let start = sentence.start + starts[first];
        start..start + words.len()
    }

    /// One of the places where a name stands; any passage where it stands nowhere.
    fn name(&self, name: &str, random: &mut Random) -> Range<usize> {
        let is_prose = |at: &usize| self.sentences.iter().any(|sentence| sentence.contains(at));
        let places: Vec<usize> = self.text.match_indices(name).map(|(at, _)| at).filter(is_prose).collect();
        match places.is_empty() {
            true => self.passage(random),
            false => {
                let start = *random.one_of(&places);
                start..start + name.len()
            }
        }
    }

    fn is_unique(&self, words: &str) -> bool {
        self.text.matches(words).nth(1).is_none()
    }

    /// Whether a passage stands once, or its context does.
    fn is_told_apart(&self, passage: &Range<usize>) -> bool {
        let start = passage.start - self.before(passage).len();
        self.is_unique(&self.text[start..passage.end + self.after(passage).len()])
    }

    /// A few words of its paragraph before a passage.
    fn before(&self, passage: &Range<usize>) -> &str {
        let paragraph = self.text[..passage.start].rfind('\n').map_or(0, |at| at + 1);
        let words = &self.text[paragraph..passage.start];
        words.rmatch_indices(' ').nth(CONTEXT).map_or(words, |(at, _)| &words[at + 1..])
    }

    /// A few words of its paragraph after a passage.
    fn after(&self, passage: &Range<usize>) -> &str {
        let end = self.text[passage.end..].find('\n').map_or(self.text.len(), |at| passage.end + at);
        let words = &self.text[passage.end..end];
        words.match_indices(' ').nth(CONTEXT).map_or(words, |(at, _)| &words[..at])
    }
}

/// Without the marks of emphasis and the addresses of links.
fn without_marks(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find(['*', '[', ']']) {
        text.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        // A link is `[words](address)`.
        rest = match rest.as_bytes()[at] {
            b']' => behind.find(')').map_or(behind, |end| &behind[end + 1..]),
            _ => behind,
        };
    }
    text + rest
}
