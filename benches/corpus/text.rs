//! Writes the text of an article: sentences, paragraphs, headings, a list, a quotation, emphasis,
//! the names of its entities and its links.

use std::collections::VecDeque;

use crate::random::Random;
use crate::story::{Article, Entity, Story};
use crate::words::capitalised;

/// The fewest and the most words that a text is planned for. What has been begun is finished, so
/// that texts are of 500 to 900 words.
const LENGTH: (usize, usize) = (490, 800);

/// The text of an article in Markdown; `link` says how an address is written.
pub fn body(story: &Story, number: usize, link: fn(&Article) -> String) -> String {
    let mut random = Random::new(story.seed, 20_000_000_000 + number as u64);
    let wanted = random.between(LENGTH.0, LENGTH.1);
    let inserts = inserts(story, &story.articles[number], link, &mut random);
    let writer = Writer { story, random, inserts, text: String::with_capacity(wanted * 7), left: wanted };
    writer.article()
}

/// One or two sentences of plain text.
pub fn summary(story: &Story, stream: u64) -> String {
    let random = Random::new(story.seed, 40_000_000_000 + stream);
    let mut writer = Writer { story, random, inserts: VecDeque::new(), text: String::new(), left: 60 };
    writer.sentences(1, 2);
    writer.text
}

/// Two short paragraphs, for the page of an entity, an event or a claim.
pub fn note(story: &Story, stream: u64, names: &[&str]) -> String {
    let random = Random::new(story.seed, 60_000_000_000 + stream);
    let inserts = names.iter().map(|name| (*name).to_owned()).collect();
    let mut writer = Writer { story, random, inserts, text: String::new(), left: 90 };
    writer.paragraph();
    writer.paragraph();
    writer.text
}

/// One or two sentences that an editor writes beside a passage; `link` is the name that they refer to.
pub fn remark(story: &Story, random: Random, link: Option<&str>) -> String {
    let inserts = link.iter().map(|name| format!("[[{name}]]")).collect();
    let mut writer = Writer { story, random, inserts, text: String::new(), left: 60 };
    writer.sentences(1, 2);
    writer.text
}

/// What the sentences have to name: each entity by its name, some again by any name, and the links.
fn inserts(
    story: &Story,
    article: &Article,
    link: fn(&Article) -> String,
    random: &mut Random,
) -> VecDeque<String> {
    let mut again: Vec<String> = Vec::new();
    let mut first: Vec<String> = Vec::new();
    for entity in named(story, article) {
        first.push(entity.name.clone());
        for _ in 0..random.below(3) {
            let name = if random.chance(40) { &entity.name } else { random.one_of(&entity.names) };
            again.push(name.clone());
        }
    }
    for target in &article.links {
        let words = [story.vocabulary.telling(random), story.vocabulary.telling(random)].join(" ");
        again.push(format!("[{words}]({})", link(&story.articles[*target])));
    }
    random.shuffle(&mut first);
    random.shuffle(&mut again);
    first.into_iter().chain(again).collect()
}

/// The entities of an article, its source aside.
pub fn named<'a>(story: &'a Story, article: &'a Article) -> impl Iterator<Item = &'a Entity> {
    let of = |pool: &'a [Entity], ranks: &'a [usize]| ranks.iter().map(move |rank| &pool[*rank]);
    of(&story.people, &article.people)
        .chain(of(&story.organizations, &article.organizations))
        .chain(of(&story.places, &article.places))
        .chain(of(&story.topics, &article.topics))
}

struct Writer<'a> {
    story: &'a Story,
    random: Random,
    inserts: VecDeque<String>,
    text: String,
    /// How many words are still to be written.
    left: usize,
}

impl Writer<'_> {
    /// A lead of two paragraphs, then parts under headings; one holds a list, another a quotation.
    fn article(mut self) -> String {
        let whole = self.left;
        self.paragraph();
        self.paragraph();
        let parts = self.random.between(2, 3);
        for part in 0..parts {
            self.heading();
            self.paragraph();
            match part {
                0 => self.list(),
                1 => self.quotation(),
                _ => {}
            }
            let rest = whole * (parts - 1 - part) / (parts + 1);
            while self.left > rest {
                self.paragraph();
            }
        }
        while !self.inserts.is_empty() {
            self.paragraph();
        }
        self.text
    }

    fn heading(&mut self) {
        let words = [(); 3].map(|()| self.story.vocabulary.telling(&mut self.random)).join(" ");
        self.text.push_str(&format!("## {}\n\n", capitalised(&words)));
    }

    fn paragraph(&mut self) {
        self.sentences(2, 5);
        self.text.push_str("\n\n");
    }

    fn list(&mut self) {
        for _ in 0..self.random.between(3, 5) {
            self.text.push_str("- ");
            self.sentence(4, 9);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn quotation(&mut self) {
        self.text.push_str("> ");
        self.paragraph();
    }

    fn sentences(&mut self, low: usize, high: usize) {
        for number in 0..self.random.between(low, high) {
            if number > 0 {
                self.text.push(' ');
            }
            self.sentence(8, 24);
        }
    }

    fn sentence(&mut self, low: usize, high: usize) {
        let length = self.random.between(low, high);
        let insert = if self.random.chance(80) { self.inserts.pop_front() } else { None };
        let place = self.random.between(1, length - 1);
        let emphasis = self.random.chance(8).then(|| self.random.between(1, length - 1));
        for number in 0..length {
            let word = self.story.vocabulary.word(&mut self.random);
            match number {
                0 => self.text.push_str(&capitalised(word)),
                _ if emphasis == Some(number) => self.text.push_str(&format!(" *{word}*")),
                _ => self.text.extend([" ", word]),
            }
            if let Some(insert) = insert.as_ref().filter(|_| number + 1 == place) {
                self.text.extend([" ", insert]);
            }
            if number > 2 && number + 3 < length && self.random.chance(7) {
                self.text.push(',');
            }
        }
        self.text.push('.');
        self.left = self.left.saturating_sub(length + insert.map_or(0, |insert| insert.split(' ').count()));
    }
}
