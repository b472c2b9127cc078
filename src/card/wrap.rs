//! Where lines break, so that they are about as long as each other.

use unicode_segmentation::UnicodeSegmentation;

/// Breaks a text into lines of a width, as few as can be, and evens them out; none where a word is wider
/// than a line. `width` is measured as the text is.
pub fn lines(text: &str, width: f32, measure: &dyn Fn(&str) -> f32) -> Option<Vec<String>> {
    let pieces = pieces(text, measure);
    if pieces.iter().any(|piece| piece.width > width) {
        return None;
    }
    let fewest = filled(&pieces, width).len();
    // The narrowest measure that has no line more.
    let (mut narrow, mut wide) = (0.0, width);
    for _ in 0..12 {
        let middle = (narrow + wide) / 2.0;
        let fits = pieces.iter().all(|piece| piece.width <= middle);
        if fits && filled(&pieces, middle).len() == fewest { wide = middle } else { narrow = middle }
    }
    Some(filled(&pieces, wide))
}

/// Breaks a text into at most so many lines; what is too much is cut off, and marked with an ellipsis.
pub fn cut(text: &str, width: f32, most: usize, measure: &dyn Fn(&str) -> f32) -> Vec<String> {
    if let Some(lines) = lines(text, width, measure).filter(|lines| lines.len() <= most) {
        return lines;
    }
    let whole = pieces(text, measure);
    let parts = whole.into_iter().flat_map(|piece| narrowed(piece, width, measure)).collect::<Vec<_>>();
    let mut lines = filled(&parts, width);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(shortened(&rest, width, measure));
    }
    lines
}

/// What is never broken: a word, or a sign of a script that has no spaces.
struct Piece {
    text: String,
    /// Without the space behind it.
    width: f32,
    space: f32,
}

fn pieces(text: &str, measure: &dyn Fn(&str) -> f32) -> Vec<Piece> {
    let space = measure(" ");
    let mut pieces = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for part in parts(word) {
            pieces.push(Piece { width: measure(part), text: part.to_owned(), space: 0.0 });
        }
        if let Some(last) = pieces.last_mut() {
            last.space = space;
        }
    }
    pieces
}

/// The places within a word where a line may end: behind dashes, and between signs that stand for whole
/// words; but not before a sign that closes something, nor behind one that opens something.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, &str)> = word.grapheme_indices(true).collect();
    for pair in letters.windows(2) {
        let [(_, before), (at, after)] = pair else {
            continue;
        };
        let (before, after) = (base(before), base(after));
        let is_open = matches!(before, '—' | '/') && at - start > 3;
        let is_sign = (is_word_sign(before) || is_word_sign(after)) && !opens(before) && !closes(after);
        if is_open || is_sign {
            parts.push(&word[start..*at]);
            start = *at;
        }
    }
    parts.push(&word[start..]);
    parts
}

/// A letter without its marks.
fn base(letter: &str) -> char {
    letter.chars().next().unwrap_or(' ')
}

/// Han and kana, and the signs of full width among them; Hangul has spaces.
fn is_word_sign(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn opens(c: char) -> bool {
    "（「『《〈【〔“‘([".contains(c)
}

fn closes(c: char) -> bool {
    "，。、；：？！）」』》〉】〕”’…·・ー,.;:?!)]々".contains(c)
}

/// A piece in parts that are no wider than a line.
fn narrowed(piece: Piece, width: f32, measure: &dyn Fn(&str) -> f32) -> Vec<Piece> {
    if piece.width <= width {
        return vec![piece];
    }
    let mut parts: Vec<Piece> = Vec::new();
    for letter in piece.text.graphemes(true) {
        let own = measure(letter);
        match parts.last_mut().filter(|part| part.width + own <= width) {
            Some(part) => {
                part.text.push_str(letter);
                part.width += own;
            }
            None => parts.push(Piece { text: letter.to_owned(), width: own, space: 0.0 }),
        }
    }
    if let Some(last) = parts.last_mut() {
        last.space = piece.space;
    }
    parts
}

/// Fills lines one after the other.
fn filled(pieces: &[Piece], width: f32) -> Vec<String> {
    let mut lines: Vec<(String, f32)> = Vec::new();
    let mut space = 0.0;
    for piece in pieces {
        match lines.last_mut().filter(|(_, used)| used + space + piece.width <= width) {
            Some((line, used)) => {
                if space > 0.0 {
                    line.push(' ');
                }
                line.push_str(&piece.text);
                *used += space + piece.width;
            }
            None => lines.push((piece.text.clone(), piece.width)),
        }
        space = piece.space;
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// As many pieces as fit a line with an ellipsis.
fn shortened(text: &str, width: f32, measure: &dyn Fn(&str) -> f32) -> String {
    let room = width - measure("…");
    let parts = pieces(text, measure).into_iter().flat_map(|piece| narrowed(piece, room, measure));
    let line = filled(&parts.collect::<Vec<_>>(), room).into_iter().next().unwrap_or_default();
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-/(“‘".contains(c));
    format!("{line}…")
}
