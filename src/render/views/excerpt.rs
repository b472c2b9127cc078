//! A mention in its sentence (keyword in context).

use unicode_segmentation::UnicodeSegmentation;

use crate::model::body::Run;

/// The most characters that are shown on each side of a mention.
const REACH: usize = 160;

/// What stands before and after a run within its sentence, cut with "…" where that is long.
pub fn around(plain: &str, run: Run) -> (String, String) {
    let start = plain[..run.start as usize].rfind("\n\n").map_or(0, |at| at + 2);
    let end = plain[run.end as usize..].find("\n\n").map_or(plain.len(), |at| run.end as usize + at);
    let (start, end) = sentence(plain, start, end, run);
    let before = plain[start..run.start as usize].trim_start();
    let after = plain[run.end as usize..end].trim_end();
    (cut_front(before), cut_back(after))
}

/// The sentence of a block that a run lies in (UAX #29).
fn sentence(plain: &str, start: usize, end: usize, run: Run) -> (usize, usize) {
    let mut found = (start, end);
    for (at, text) in plain[start..end].split_sentence_bound_indices() {
        let (from, to) = (start + at, start + at + text.len());
        if from <= run.start as usize {
            found.0 = from;
        }
        if to >= run.end as usize {
            found.1 = to;
            break;
        }
    }
    found
}

fn cut_front(text: &str) -> String {
    match text.char_indices().nth_back(REACH) {
        None => text.to_owned(),
        Some((at, _)) => {
            let word = text[at..].find(' ').map_or(at, |space| at + space + 1);
            format!("… {}", &text[word..])
        }
    }
}

fn cut_back(text: &str) -> String {
    match text.char_indices().nth(REACH) {
        None => text.to_owned(),
        Some((at, _)) => {
            let word = text[..at].rfind(' ').unwrap_or(at);
            format!("{} …", &text[..word])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(plain: &str, name: &str, expected: (&str, &str)) {
        let at = plain.find(name).expect("the name stands in the text");
        let (before, after) = around(plain, Run::new(at, at + name.len()));
        assert_eq!((before.as_str(), after.as_str()), expected);
    }

    #[test]
    fn a_mention_stands_in_its_sentence() {
        check("One. She met Lu Kang there. Three.", "Lu Kang", ("She met ", " there."));
        check("Other\n\nLu Kang spoke.\n\nMore", "Lu Kang", ("", " spoke."));
        check("他访问了新疆。然后离开。", "新疆", ("他访问了", "。"));
    }

    #[test]
    fn long_sentences_are_cut_at_words() {
        let long = format!("{}Lu Kang{}", "word ".repeat(100), " word".repeat(100));
        let at = long.find("Lu").unwrap();
        let (before, after) = around(&long, Run::new(at, at + 7));
        assert!(
            before.starts_with("… word")
                && before.len() < 180
                && after.ends_with("word …")
                && after.len() < 180
        );
    }
}
