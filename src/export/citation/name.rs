//! Divides a personal name as printed into the parts that reference formats ask for.
//!
//! Owns the rules. Refuses to guess: what is not clearly a given name and a family name stays whole.

use crate::export::citation::record::Author;

/// A name in parts, or whole. Parts that are not there are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name<'a> {
    Whole(&'a str),
    Person { given: &'a str, particle: &'a str, family: &'a str, suffix: &'a str },
}

/// Divides an author's name; none where there is nothing in it.
pub fn name<'a>(author: &Author<'a>) -> Option<Name<'a>> {
    match author {
        Author::Organization(text) => whole(text),
        Author::Name(text) if is_whole(text.trim()) => whole(text),
        Author::Name(text) => person(text.trim()),
    }
}

fn whole(text: &str) -> Option<Name<'_>> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(Name::Whole)
}

/// Whether a name must not be divided: a handle, one word, figures or signs in it, words of an
/// organization, or a script in which the family name may come first or not at all.
fn is_whole(text: &str) -> bool {
    let words = || text.split_whitespace();
    words().count() < 2
        || text.contains(['@', '&', '/', '|', '(', '"', '«', '“', ':', ';', '_', '#'])
        || text.chars().any(|char| char.is_numeric() || (char.is_alphabetic() && !is_divided_script(char)))
        || words().any(is_word_of_organization)
}

/// Latin, Greek, Cyrillic, Armenian and Georgian.
fn is_divided_script(char: char) -> bool {
    matches!(char, 'A'..='\u{24F}' | '\u{250}'..='\u{58F}' | '\u{10A0}'..='\u{10FF}' | '\u{1E00}'..='\u{1FFF}')
}

fn is_word_of_organization(word: &str) -> bool {
    const WORDS: [&str; 28] = [
        "agency",
        "and",
        "association",
        "bureau",
        "by",
        "committee",
        "council",
        "desk",
        "editor",
        "editorial",
        "editors",
        "for",
        "from",
        "institute",
        "media",
        "ministry",
        "network",
        "news",
        "newsroom",
        "of",
        "office",
        "press",
        "reporter",
        "reporters",
        "staff",
        "team",
        "the",
        "university",
    ];
    let word = word.trim_matches(|char: char| !char.is_alphabetic());
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn person(text: &str) -> Option<Name<'_>> {
    let pieces: Vec<&str> = text.split(',').map(str::trim).collect();
    match pieces.as_slice() {
        [_] => Some(in_order(text, "")),
        [first, suffix] if is_suffix(suffix) => Some(in_order(first, suffix)),
        [family, given] if !family.is_empty() && !given.is_empty() => Some(inverted(family, given, "")),
        [family, suffix, given] if is_suffix(suffix) && !family.is_empty() && !given.is_empty() => {
            Some(inverted(family, given, suffix))
        }
        _ => whole(text),
    }
}

/// `van Brugen` and `Isabel`.
fn inverted<'a>(family: &'a str, given: &'a str, suffix: &'a str) -> Name<'a> {
    let starts = word_starts(family);
    let lower = starts.iter().take_while(|at| is_particle(word_at(family, **at))).count();
    let (particle, family) = match starts.get(lower) {
        Some(at) => (family[..*at].trim(), &family[*at..]),
        None => ("", family),
    };
    Name::Person { given, particle, family, suffix }
}

/// `Isabel van Brugen`.
fn in_order<'a>(text: &'a str, suffix: &'a str) -> Name<'a> {
    let (text, suffix) = match text.rsplit_once(char::is_whitespace) {
        Some((before, last)) if suffix.is_empty() && is_suffix(last) && before.contains(' ') => {
            (before.trim(), last)
        }
        _ => (text, suffix),
    };
    let starts = word_starts(text);
    let Some(last) = starts.len().checked_sub(1).filter(|last| *last > 0) else {
        return Name::Whole(text);
    };
    // The first word is given even where it looks like a particle: `Al Gore`, `Van Morrison`.
    let mut first = last;
    while first > 1 && is_joining(word_at(text, starts[first - 1])) {
        first -= 1;
    }
    inverted(&text[starts[first]..], text[..starts[first]].trim(), suffix)
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut before = ' ';
    let mut starts = Vec::new();
    for (at, char) in text.char_indices() {
        if before.is_whitespace() && !char.is_whitespace() {
            starts.push(at);
        }
        before = char;
    }
    starts
}

fn word_at(text: &str, at: usize) -> &str {
    text[at..].split_whitespace().next().unwrap_or("")
}

/// Whether a word belongs to the family name after it, written small (`van Brugen`) or large (`De Niro`).
fn is_joining(word: &str) -> bool {
    is_particle(&word.to_lowercase())
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 34] = [
        "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "dem", "den", "der", "des", "di",
        "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "op", "ten", "ter", "van", "vom", "von",
        "y", "zu", "zum", "zur",
    ];
    PARTICLES.contains(&word)
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")
}
