//! A pattern: what is said, with places for values, as `{date} or later`.

/// Text and places for values, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern {
    parts: Vec<Part>,
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// A place for the value of that name.
    Value(String),
}

impl Pattern {
    /// Reads a pattern: a name in braces is a place for a value.
    ///
    /// # Errors
    /// What is wrong, in words: a brace that has no other, or holds no name.
    pub fn parse(text: &str) -> Result<Pattern, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            push_text(&mut parts, before);
            let Some(inside) = from.strip_prefix('{') else {
                return Err("a `}` without its `{`".to_owned());
            };
            let Some((name, after)) = inside.split_once('}') else {
                return Err("a `{` without its `}`".to_owned());
            };
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                return Err(format!("`{{{name}}}` is not the name of a value"));
            }
            parts.push(Part::Value(name.to_owned()));
            rest = after;
        }
        push_text(&mut parts, rest);
        Ok(Pattern { parts })
    }

    /// A pattern that says the same, whatever the values.
    pub fn of_text(text: &str) -> Pattern {
        Pattern { parts: vec![Part::Text(text.to_owned())] }
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The names of the values.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Value(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// What is said where there are no values to fill in.
    pub fn text(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Puts values into their places; one that is not given stays as it is written.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        self.made(|name, filled| match values.iter().find(|(given, _)| *given == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        })
    }

    /// The same with values that are written one by one, by their names.
    pub fn made(&self, value: impl Fn(&str, &mut String)) -> String {
        let mut made = String::with_capacity(ROOM);
        for part in &self.parts {
            match part {
                Part::Text(text) => made.push_str(text),
                Part::Value(name) => value(name, &mut made),
            }
        }
        made
    }

    /// The pattern as it is written.
    pub fn source(&self) -> String {
        let piece = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(name) => format!("{{{name}}}"),
        };
        self.parts.iter().map(piece).collect()
    }
}

/// Bytes that most phrases find room in.
const ROOM: usize = 48;

fn push_text(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_language_wants_them() {
        let pattern = Pattern::parse("{year}年{month}").unwrap();
        assert_eq!(pattern.fill(&[("month", "12月"), ("year", "2018")]), "2018年12月");
        assert_eq!(pattern.values().collect::<Vec<_>>(), ["year", "month"]);
        assert_eq!(pattern.source(), "{year}年{month}");
        assert_eq!(Pattern::parse("plain").unwrap().text(), Some("plain"));
    }

    #[test]
    fn a_brace_that_is_left_alone_is_refused() {
        for wrong in ["{n", "n}", "{}", "{two words}", "{{n}}"] {
            assert!(Pattern::parse(wrong).is_err(), "{wrong}");
        }
    }
}
