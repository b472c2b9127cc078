//! How far apart two spellings are.

/// The most mistakes that are forgiven in a word of so many letters.
pub fn forgiven(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The mistakes between two words, where there are no more than `most`: letters that are wrong, missing,
/// too many, or exchanged with their neighbour (optimal string alignment).
pub fn mistakes(left: &[char], right: &[char], most: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let mut least =
                (last[column] + usize::from(letter != other)).min(last[column + 1] + 1).min(line[column] + 1);
            let is_exchange =
                row > 0 && column > 0 && *letter == right[column - 1] && left[row - 1] == *other;
            if is_exchange {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        if line.iter().all(|mistakes| *mistakes > most) {
            return None;
        }
        before = std::mem::replace(&mut last, line);
    }
    Some(last[right.len()]).filter(|mistakes| *mistakes <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(left: &str, right: &str, expected: Option<usize>) {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        assert_eq!(mistakes(&letters(left), &letters(right), 2), expected, "{left} {right}");
        assert_eq!(mistakes(&letters(right), &letters(left), 2), expected, "{right} {left}");
    }

    #[test]
    fn mistakes_are_counted() {
        check("xinjiang", "xinjiang", Some(0));
        check("xinjaing", "xinjiang", Some(1));
        check("xinijang", "xinjiang", Some(1));
        check("detenton", "detention", Some(1));
        check("camps", "cmpas", Some(2));
        check("camp", "shop", Some(3).filter(|mistakes| *mistakes <= 2));
        check("a", "abcd", None);
        check("شىنجاڭ", "شنجاڭ", Some(1));
    }

    #[test]
    fn short_words_must_be_right() {
        assert_eq!([3, 4, 7, 8].map(forgiven), [0, 1, 1, 2]);
    }
}
