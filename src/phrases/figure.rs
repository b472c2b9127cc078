//! What the qualifiers of figures mean: `more than`, `at most`, `about`, in the words of a language.
//!
//! Editors write qualifiers as their sources do. Those of English are known in every language; one that is
//! not known says nothing of direction.

use std::collections::HashMap;

use crate::model::annotation::{Figure, Reach};
use crate::phrases::{Entries, Phrases, english_entries};

/// What a qualifier means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    Reaches(Reach),
    /// Between two numbers.
    Between,
}

const LISTS: [(&str, Qualifier); 4] = [
    ("figure.qualifiers.up", Qualifier::Reaches(Reach::Up)),
    ("figure.qualifiers.down", Qualifier::Reaches(Reach::Down)),
    ("figure.qualifiers.around", Qualifier::Reaches(Reach::Around)),
    ("figure.qualifiers.between", Qualifier::Between),
];

/// The qualifiers that the phrases list, and the English ones.
pub fn qualifiers(entries: &Entries) -> HashMap<String, Qualifier> {
    let english = english_entries();
    let mut known = HashMap::new();
    for (key, meaning) in LISTS {
        for entry in [english.get(key), entries.get(key)].into_iter().flatten() {
            let listed = entry.other.text().unwrap_or_default().split([',', '،', '，', '、']);
            known.extend(listed.map(folded).filter(|name| !name.is_empty()).map(|name| (name, meaning)));
        }
    }
    known
}

impl Phrases {
    /// How far a figure reaches beyond its numbers, by its qualifier.
    pub fn reach(&self, figure: &Figure) -> Reach {
        match self.qualifiers.get(&folded(&figure.qualifier)) {
            Some(Qualifier::Reaches(reach)) => *reach,
            Some(Qualifier::Between) | None => Reach::Given,
        }
    }

    /// Whether a qualifier says that the number lies between two others.
    pub fn is_between(&self, qualifier: &str) -> bool {
        self.qualifiers.get(&folded(qualifier)) == Some(&Qualifier::Between)
    }
}

fn folded(qualifier: &str) -> String {
    qualifier.trim().to_lowercase().replace('\'', "’")
}
