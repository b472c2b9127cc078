//! Comments in a line of text: `<!-- … -->`, and `%% … %%` as Obsidian writes them.

/// A text without its comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stripped {
    pub text: String,
    /// Where a comment opens that is never closed, in bytes; everything after it is left out.
    pub open: Option<usize>,
    /// Where each piece that is left begins: (in `text`, in the text with comments), ascending.
    origins: Vec<(usize, usize)>,
}

impl Stripped {
    /// The place, in the text with comments, of a place in what is left.
    pub fn origin(&self, at: usize) -> usize {
        let next = self.origins.partition_point(|(kept, _)| *kept <= at);
        next.checked_sub(1).map_or(at, |last| self.origins[last].1 + (at - self.origins[last].0))
    }
}

/// Takes `<!-- … -->` out of a text.
pub fn strip_html(text: &str) -> Stripped {
    strip(text, &HTML)
}

/// Takes comments of both kinds out of a text.
pub fn strip_all(text: &str) -> Stripped {
    strip(text, &BOTH)
}

const HTML: [(&str, &str); 1] = [("<!--", "-->")];
const BOTH: [(&str, &str); 2] = [("<!--", "-->"), ("%%", "%%")];

/// The pieces of a text, and whether each is to be kept; a comment that is never closed is the last.
fn pieces<'t>(text: &'t str, marks: &[(&str, &str)]) -> Vec<(bool, &'t str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    // The next place of each opening mark: looked for again only once it is passed.
    let mut next: Vec<Option<usize>> = marks.iter().map(|(open, _)| text.find(open)).collect();
    loop {
        for (place, (open, _)) in next.iter_mut().zip(marks) {
            if place.is_some_and(|place| place < at) {
                *place = text[at..].find(open).map(|found| at + found);
            }
        }
        let first = next.iter().zip(marks).filter_map(|(place, mark)| Some(((*place)?, mark))).min();
        let Some((start, (open, close))) = first else {
            pieces.push((true, &text[at..]));
            return pieces;
        };
        pieces.push((true, &text[at..start]));
        let inner = start + open.len();
        let Some(end) = text[inner..].find(close).map(|end| inner + end + close.len()) else {
            pieces.push((false, &text[start..]));
            return pieces;
        };
        pieces.push((false, &text[start..end]));
        at = end;
    }
}

fn strip(text: &str, marks: &[(&str, &str)]) -> Stripped {
    let mut stripped = Stripped { text: String::with_capacity(text.len()), open: None, origins: Vec::new() };
    let mut at = 0;
    for (kept, piece) in pieces(text, marks) {
        if kept {
            stripped.origins.push((stripped.text.len(), at));
            stripped.text.push_str(piece);
            stripped.open = None;
        } else {
            stripped.open = Some(at);
        }
        at += piece.len();
    }
    stripped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, open: Option<usize>) {
        let found = strip_all(text);
        assert_eq!((found.text.as_str(), found.open), (expected, open));
    }

    #[test]
    fn comments_of_both_kinds_go() {
        check("a <!-- b -->c %%d%% e", "a c  e", None);
        check("a %%b <!-- c", "a ", Some(2));
        check("%%a <!-- %% b", " b", None);
        check("a -- b", "a -- b", None);
        assert_eq!(strip_html("5 %% of").text, "5 %% of");
        let stripped = strip_all("a <!--é--> b %%c%%d");
        assert_eq!(stripped.origin(stripped.text.find('d').unwrap()), 19);
    }
}
