//! Numbers as a language writes them: what stands between thousands, and before decimals.
//!
//! Digits are those from 0 to 9 in every language: figures are compared across reports in many scripts.

use crate::phrases::{Entries, Phrases};

/// The marks within numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    thousands: String,
    decimal: String,
    /// The fewest digits that are grouped.
    from: usize,
}

impl Marks {
    pub fn of(entries: &Entries) -> Marks {
        let mark = |key: &str| entries.get(key).and_then(|entry| entry.other.text()).unwrap_or_default();
        Marks {
            thousands: mark("number.thousands").to_owned(),
            decimal: mark("number.decimal").to_owned(),
            from: mark("number.grouped_from").parse().unwrap_or(4),
        }
    }
}

impl Phrases {
    /// A whole number: `1,000,000`.
    pub fn whole(&self, number: usize) -> String {
        self.grouped(&number.to_string())
    }

    /// The digits of a whole number with its thousands apart.
    pub fn grouped(&self, digits: &str) -> String {
        if digits.len() < self.numbers.from {
            return digits.to_owned();
        }
        let mut text = String::with_capacity(digits.len() * 4 / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&self.numbers.thousands);
            }
            text.push(digit);
        }
        text
    }

    /// The mark before decimals.
    pub fn decimal(&self) -> &str {
        &self.numbers.decimal
    }
}
