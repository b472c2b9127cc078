//! Where the annotations stand in a file, so that what is said of them can name a line.
//!
//! Walks over JSON that is known to be well formed; where it is not, gives a place near by.

/// The file without the mark of its encoding (U+FEFF), if it has one.
pub fn after_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The places of a list's items, in order.
pub struct Places<'t> {
    text: &'t str,
    /// Where the next item is looked for, in bytes.
    at: usize,
    in_list: bool,
    /// The place that was counted last, and its line and column from 1.
    counted: (usize, usize, usize),
}

impl<'t> Places<'t> {
    /// The items of the list at a path of keys; with `in_list` unset, what stands there itself.
    pub fn new(text: &'t str, path: &[&str], in_list: bool) -> Places<'t> {
        let mut at = skip_space(text.as_bytes(), 0);
        for key in path {
            at = member(text, at, key).unwrap_or(at);
        }
        let at = if in_list { at + 1 } else { at };
        Places { text, at: at.min(text.len()), in_list, counted: (0, 1, 1) }
    }

    /// The line and column (in characters) of the next item, both from 1.
    pub fn next(&mut self) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let start = skip_space(bytes, self.at);
        if self.in_list {
            let end = skip_space(bytes, skip_value(bytes, start));
            self.at = if bytes.get(end) == Some(&b',') { end + 1 } else { end };
        }
        self.count(start)
    }

    fn count(&mut self, place: usize) -> (usize, usize) {
        let (from, mut line, mut column) = self.counted;
        for character in self.text.get(from..place).unwrap_or_default().chars() {
            if character == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        self.counted = (place, line, column);
        (line, column)
    }
}

/// Where the value of a key begins, in the object that begins at `at`. The last one of several counts.
fn member(text: &str, at: usize, key: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut found = None;
    let mut at = skip_space(bytes, at + 1);
    while bytes.get(at) == Some(&b'"') {
        let name = at;
        at = skip_value(bytes, at);
        let is_key = text.get(name + 1..at - 1) == Some(key);
        at = skip_space(bytes, at);
        at = skip_space(bytes, at + 1);
        if is_key {
            found = Some(at);
        }
        at = skip_space(bytes, skip_value(bytes, at));
        at = skip_space(bytes, at + 1);
    }
    found
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Where the value that begins at `at` ends.
fn skip_value(bytes: &[u8], at: usize) -> usize {
    let mut depth = 0;
    let mut at = at;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = skip_text(bytes, at + 1),
            b'[' | b'{' => {
                depth += 1;
                at += 1;
            }
            b']' | b'}' if depth > 0 => {
                depth -= 1;
                at += 1;
            }
            b',' | b']' | b'}' if depth == 0 => return at,
            b':' if depth == 0 => return at,
            _ => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn skip_text(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &[&str], count: usize, expected: &[(usize, usize)]) {
        let mut places = Places::new(text, path, true);
        let found: Vec<(usize, usize)> = (0..count).map(|_| places.next()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn items_are_found_behind_anything() {
        check(
            "[1, \"é]\\\"\", {\"a\": [2]},\n null , [[]]]",
            &[],
            5,
            &[(1, 2), (1, 5), (1, 13), (2, 2), (2, 9)],
        );
        let text = "{\"x\": {\"rows\": [0]}, \"rows\":\n [\n  {},\n  {}]}";
        check(text, &["rows"], 2, &[(3, 3), (4, 3)]);
        check(text, &["x", "rows"], 1, &[(1, 17)]);
        assert_eq!(Places::new(text, &["x"], false).next(), (1, 7));
    }

    #[test]
    fn a_path_that_is_not_there_gives_a_place_near_by() {
        check("{\"a\": 1}", &["b"], 2, &[(1, 2), (1, 5)]);
        assert_eq!(Places::new("", &["a"], true).next(), (1, 1));
    }
}
