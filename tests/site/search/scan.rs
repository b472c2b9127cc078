//! Queries answered by the index and by a plain scan of the same texts must find the same articles.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use annotated_archive::search::Order;

use crate::site::Site;

/// Words, each with the number of the word that it is a form of.
const WORDS: [(&str, u32); 22] = [
    ("camp", 0),
    ("Camps", 0),
    ("détention", 1),
    ("detentions", 1),
    ("tour", 2),
    ("tours", 2),
    ("touring", 2),
    ("official", 3),
    ("officials", 3),
    ("the", 4),
    ("of", 5),
    ("Xi'an", 6),
    ("1,000", 7),
    ("شىنجاڭ", 8),
    ("أحمد", 9),
    ("ئۇيغۇر", 10),
    ("新疆", 11),
    ("新疆人权", 12),
    ("人", 13),
    ("東京都", 14),
    ("신장의", 15),
    ("ไทย", 16),
];

/// From this one on, words are runs: they are found by any part of them.
const FIRST_RUN: usize = 16;

/// What runs are searched by.
const RUNS: [&str; 8] = ["新疆", "人权", "人", "疆人", "東京", "京都", "신장", "ไท"];

const PEOPLE: [&str; 2] = ["Zora Quill", "Bram Voss"];

#[derive(Debug, Clone)]
struct Article {
    title: Vec<usize>,
    paragraphs: Vec<Vec<usize>>,
    people: BTreeSet<usize>,
    year: u32,
}

#[derive(Debug, Clone)]
enum Condition {
    Word(usize),
    Run(usize),
    Phrase(Vec<usize>),
    Beginning(&'static str),
    Person(usize),
    Years(u32, u32),
}

/// Groups of alternatives, each with whether it is unwanted.
type Query = Vec<Vec<(bool, Condition)>>;

fn text(words: &[usize]) -> String {
    words.iter().map(|word| WORDS[*word].0).collect::<Vec<_>>().join(" ")
}

fn article() -> impl Strategy<Value = Article> {
    let words = || vec(0..WORDS.len(), 1..7);
    (words(), vec(words(), 0..4), btree_set(0..PEOPLE.len(), 0..=2), 2015..2022_u32)
        .prop_map(|(title, paragraphs, people, year)| Article { title, paragraphs, people, year })
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        4 => (0..FIRST_RUN).prop_map(Condition::Word),
        2 => (0..RUNS.len()).prop_map(Condition::Run),
        3 => vec(0..WORDS.len(), 1..4).prop_map(Condition::Phrase),
        1 => select(vec!["ca", "off", "to", "det", "شى"]).prop_map(Condition::Beginning),
        1 => (0..PEOPLE.len()).prop_map(Condition::Person),
        1 => (2014..2022_u32, 0..3_u32).prop_map(|(first, more)| Condition::Years(first, first + more)),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    vec(vec((prop::bool::weighted(0.2), condition()), 1..3), 1..4)
}

/// How a person would type it.
fn typed(query: &Query) -> String {
    let condition = |(unwanted, condition): &(bool, Condition)| {
        let sign = if *unwanted { "-" } else { "" };
        let words = match condition {
            Condition::Word(word) => WORDS[*word].0.to_owned(),
            Condition::Run(run) => RUNS[*run].to_owned(),
            Condition::Phrase(words) => format!("\"{}\"", text(words)),
            Condition::Beginning(prefix) => format!("{prefix}*"),
            Condition::Person(person) => format!("person:\"{}\"", PEOPLE[*person]),
            Condition::Years(first, last) => format!("date:{first}..{last}"),
        };
        format!("{sign}{words}")
    };
    let group = |group: &Vec<(bool, Condition)>| group.iter().map(condition).collect::<Vec<_>>().join(" or ");
    query.iter().map(group).collect::<Vec<_>>().join(" ")
}

/// The article's texts, each a row of words.
fn rows(article: &Article) -> impl Iterator<Item = &Vec<usize>> {
    std::iter::once(&article.title).chain(&article.paragraphs)
}

fn meets(article: &Article, condition: &Condition) -> bool {
    let mut words = rows(article).flatten();
    match condition {
        Condition::Word(word) => words.any(|other| WORDS[*other].1 == WORDS[*word].1),
        Condition::Run(run) => words.any(|other| WORDS[*other].0.contains(RUNS[*run])),
        Condition::Phrase(phrase) => rows(article).any(|row| stands_in(row, phrase)),
        Condition::Beginning(prefix) => words.any(|other| plain(*other).starts_with(&simple(prefix))),
        Condition::Person(person) => article.people.contains(person),
        Condition::Years(first, last) => (*first..=*last).contains(&article.year),
    }
}

/// Whether words stand in a row as they are: runs may be parts of the first and last words that they meet.
fn stands_in(row: &[usize], phrase: &[usize]) -> bool {
    // A mark between words that only runs may do without: "新疆 人" stands in "新疆人权".
    let joined = |words: &[usize]| {
        let mut joined = String::from("|");
        for (index, word) in words.iter().enumerate() {
            let are_runs = index > 0 && *word >= FIRST_RUN && words[index - 1] >= FIRST_RUN;
            if index > 0 && !are_runs {
                joined.push('|');
            }
            joined.push_str(&plain(*word));
        }
        joined.push('|');
        joined
    };
    let (row, wanted) = (joined(row), joined(phrase));
    let wanted = if phrase[0] >= FIRST_RUN { wanted.trim_start_matches('|') } else { &wanted };
    let wanted = if phrase[phrase.len() - 1] >= FIRST_RUN { wanted.trim_end_matches('|') } else { wanted };
    row.contains(wanted)
}

/// A word without what does not count, by another way than the program's.
fn plain(word: usize) -> String {
    simple(WORDS[word].0)
}

fn simple(word: &str) -> String {
    let word = word.to_lowercase().replace(['\'', ','], "").replace('é', "e");
    word.replace('أ', "ا").replace("ئۇ", "ۇ").replace('ى', "ي")
}

fn scan(articles: &[Article], query: &Query) -> BTreeSet<String> {
    let fits = |article: &Article| {
        query.iter().all(|group| group.iter().any(|(unwanted, one)| meets(article, one) != *unwanted))
    };
    let numbered = articles.iter().enumerate().filter(|(_, article)| fits(article));
    numbered.map(|(number, _)| format!("articles/n{number}/")).collect()
}

fn write(articles: &[Article]) -> Site {
    let mut site = Site::titled();
    for (number, article) in articles.iter().enumerate() {
        let people: Vec<&str> = article.people.iter().map(|person| PEOPLE[*person]).collect();
        let body: Vec<String> = article.paragraphs.iter().map(|words| text(words)).collect();
        site = site.file(
            &format!("content/articles/n{number}.md"),
            format!(
                "---\ntitle: \"{}\"\ndate: {}\naccess: full\npeople: [{}]\n---\n\n{}\n",
                text(&article.title),
                article.year,
                people.join(", "),
                body.join("\n\n")
            ),
        );
    }
    site
}

/// An article with every word, so that none is unknown and taken for another.
fn every_word() -> Article {
    let paragraphs = (0..WORDS.len()).map(|word| vec![word]).collect();
    Article { title: vec![4], paragraphs, people: BTreeSet::from([0, 1]), year: 2014 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_a_scan_finds(articles in vec(article(), 1..12), queries in vec(query(), 20)) {
        let articles: Vec<Article> = articles.into_iter().chain([every_word()]).collect();
        let built = write(&articles).made();
        for query in &queries {
            let typed = typed(query);
            let answer = built.search(&format!("{typed} kind:article"), Order::Relevance, usize::MAX);
            let found = answer.groups.iter().flat_map(|group| &group.hits);
            let found: BTreeSet<String> =
                found.map(|hit| hit.path.split('#').next().unwrap_or_default().to_owned()).collect();
            prop_assert_eq!(found, scan(&articles, query), "{}", typed);
        }
    }
}
