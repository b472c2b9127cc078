//! Quotation marks of a style, and those within them.
//!
//! Owns which marks change places. An apostrophe is no mark: `China’s` stays as it is.

/// Quotation marks, and whether a full stop goes before the closing one.
#[derive(Debug, Clone)]
pub struct Quotes {
    pub open: String,
    pub close: String,
    pub is_stop_inside: bool,
}

/// What becomes of marks within marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    /// `“…”` within `“…”` become `‘…’`.
    DoubleToSingle,
    /// `‘…’` within `‘…’` become `“…”`.
    SingleToDouble,
}

impl Nesting {
    /// For text within these marks; none for marks that are not English ones.
    pub fn of(outer: &Quotes) -> Option<Nesting> {
        match outer.open.as_str() {
            "“" => Some(Nesting::DoubleToSingle),
            "‘" => Some(Nesting::SingleToDouble),
            _ => None,
        }
    }

    /// Changes the marks that stand in pairs.
    pub fn within(self, text: &str) -> String {
        let [from, to] = match self {
            Nesting::DoubleToSingle => [['“', '”'], ['‘', '’']],
            Nesting::SingleToDouble => [['‘', '’'], ['“', '”']],
        };
        let mut text: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(open) = (at..text.len()).find(|at| text[*at] == from[0]) {
            let is_letter = |at: usize| text.get(at).is_some_and(|char| char.is_alphanumeric());
            let Some(close) = (open + 1..text.len()).find(|at| text[*at] == from[1] && !is_letter(at + 1))
            else {
                break;
            };
            (text[open], text[close]) = (to[0], to[1]);
            at = close + 1;
        }
        text.into_iter().collect()
    }
}
