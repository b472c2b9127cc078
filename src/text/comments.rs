//! Comments in a line of text: `<!-- … -->`, and `%% … %%` as Obsidian writes them.

/// A text without its comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stripped {
    pub text: String,
    /// Where a comment opens that is never closed, in bytes; everything after it is left out.
    pub open: Option<usize>,
}

/// Takes `<!-- … -->` out of a text.
pub fn strip_html(text: &str) -> Stripped {
    strip(text, &[("<!--", "-->")])
}

/// Takes comments of both kinds out of a text.
pub fn strip_all(text: &str) -> Stripped {
    strip(text, &[("<!--", "-->"), ("%%", "%%")])
}

fn strip(text: &str, marks: &[(&str, &str)]) -> Stripped {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let next = marks.iter().filter_map(|(open, close)| Some((rest.find(open)?, *open, *close))).min();
        let Some((start, open, close)) = next else {
            kept.push_str(rest);
            return Stripped { text: kept, open: None };
        };
        kept.push_str(&rest[..start]);
        let inner = start + open.len();
        match rest[inner..].find(close) {
            Some(end) => at += inner + end + close.len(),
            None => return Stripped { text: kept, open: Some(at + start) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, open: Option<usize>) {
        assert_eq!(strip_all(text), Stripped { text: expected.to_owned(), open });
    }

    #[test]
    fn comments_of_both_kinds_go() {
        check("a <!-- b -->c %%d%% e", "a c  e", None);
        check("a %%b <!-- c", "a ", Some(2));
        check("%%a <!-- %% b", " b", None);
        check("a -- b", "a -- b", None);
        assert_eq!(strip_html("5 %% of").text, "5 %% of");
    }
}
