//! The vocabulary of the texts and the names of the entities: made up, all of them.

use std::collections::HashSet;

use crate::random::{Random, Zipf};

/// How many words the texts are written with.
const VOCABULARY: usize = 6000;

/// The commonest words, which carry no meaning, in about the order of their frequency.
const COMMON: &str = "the of and to in a that was for on with as it by at from is had were be this which not \
    have has their are but an they after its who been or said would no there more than about when also \
    one other two before all during some under over into only out up he she his her between since such \
    could did what while against where these any how many because most then those through three even if";

const BEGINNINGS: &[&str] = &[
    "b", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "w", "b", "d", "l", "m", "n", "r", "s", "br",
    "cl", "gr", "pl", "pr", "st", "tr",
];
const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "a", "e", "o", "ea", "ai"];
const ENDINGS: &[&str] = &["", "", "", "", "", "n", "r", "l", "s", "nd", "st", "rn"];

/// Syllables that names begin with; no word of the vocabulary has a `k`, `v` or `z` in front.
const NAME_BEGINNINGS: &[&str] = &[
    "Va", "Ve", "Vi", "Vo", "Ka", "Ke", "Ki", "Ko", "Za", "Ze", "Zi", "Zo", "Kra", "Kre", "Vla", "Vre",
    "Zha", "Kha", "Vyr", "Kol",
];
const NAME_MIDDLES: &[&str] = &[
    "ba", "de", "li", "mo", "ra", "ne", "to", "sha", "ri", "lu", "ma", "go", "be", "na", "di", "sto", "le",
    "pa", "ro", "mi",
];
const NAME_ENDINGS: &[&str] = &[
    "nov", "rin", "dar", "mes", "lat", "kan", "rus", "lin", "var", "tos", "bek", "ran", "mir", "das", "zan",
    "lev", "rok", "nil", "gar", "tan",
];
const GIVEN: &[&str] = &[
    "Adala", "Bero", "Celin", "Dorin", "Elmar", "Fenna", "Gorim", "Halle", "Irsa", "Jorun", "Lenka", "Marit",
    "Nadir", "Odile", "Perin", "Rasim", "Selma", "Tarin", "Ulma", "Wenna", "Yarol", "Anouk", "Brana",
    "Corvin", "Dalia", "Emre", "Farah", "Gisla", "Hamid", "Ilka",
];

/// The words of the texts, the commonest first.
pub struct Vocabulary {
    words: Vec<String>,
    frequencies: Zipf,
}

impl Vocabulary {
    pub fn new(seed: u64) -> Vocabulary {
        let mut random = Random::new(seed, 0);
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let mut known: HashSet<String> = words.iter().cloned().collect();
        while words.len() < VOCABULARY {
            let syllables = if words.len() < 600 { random.between(1, 2) } else { random.between(2, 3) };
            let word: String = (0..syllables).map(|_| syllable(&mut random)).collect();
            if word.len() > 2 && known.insert(word.clone()) {
                words.push(word);
            }
        }
        Vocabulary { words, frequencies: Zipf::new(VOCABULARY, 2.7) }
    }

    /// Any word, as often as its rank says.
    pub fn word(&self, random: &mut Random) -> &str {
        &self.words[self.frequencies.draw(random)]
    }

    /// A word with a meaning: for titles and headings.
    pub fn telling(&self, random: &mut Random) -> &str {
        random.one_of::<String>(&self.words[120..2000])
    }
}

fn syllable(random: &mut Random) -> String {
    [*random.one_of(BEGINNINGS), *random.one_of(MIDDLES), *random.one_of(ENDINGS)].concat()
}

/// Makes names of which no two are alike, nor any alike with a word of the texts.
pub struct Names {
    random: Random,
    given: HashSet<String>,
}

impl Names {
    pub fn new(seed: u64) -> Names {
        Names { random: Random::new(seed, 1), given: HashSet::new() }
    }

    /// A name of one word: `Vadenov`, `Kiramorin`.
    pub fn stem(&mut self) -> String {
        loop {
            let middles = self.random.between(1, 2);
            let middle: String = (0..middles).map(|_| *self.random.one_of(NAME_MIDDLES)).collect();
            let name =
                [*self.random.one_of(NAME_BEGINNINGS), middle.as_str(), *self.random.one_of(NAME_ENDINGS)]
                    .concat();
            if self.given.insert(name.clone()) {
                return name;
            }
        }
    }

    /// A first name, which many have.
    pub fn given(&mut self) -> &'static str {
        self.random.one_of::<&str>(GIVEN)
    }

    pub fn one_of(&mut self, list: &[&'static str]) -> &'static str {
        self.random.one_of::<&str>(list)
    }
}

/// The word with a capital letter in front.
pub fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + rest
}

/// Words of a title in a file name: `un-marck-dail`.
pub fn slug(text: &str) -> String {
    text.split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join("-")
}
