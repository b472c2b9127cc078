//! Callouts: block quotes that begin with `[!kind]`, in Obsidian's manner.

/// `> [!kind] Title`: the kind, and how many bytes the first line has.
pub fn callout_line(quote: &str) -> Option<(String, usize)> {
    let length = quote.find('\n').map_or(quote.len(), |at| at + 1);
    let line = quote[..length].trim_start().strip_prefix('>')?.trim_start();
    let (kind, _) = line.strip_prefix("[!")?.split_once(']')?;
    let is_word = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    is_word.then(|| (kind.to_lowercase(), length))
}

/// The gathered words of a callout's first line, without its `[!kind]` and fold mark.
pub fn callout_title(line: &str) -> String {
    if !line.starts_with("[!") {
        return line.trim().to_owned();
    }
    let rest = line.split_once(']').map_or("", |(_, rest)| rest);
    rest.trim_start_matches(['+', '-']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_kind_and_title() {
        assert_eq!(callout_line("> [!Note]- Title\n> text"), Some(("note".to_owned(), 17)));
        assert_eq!(callout_line("> plain"), None);
        assert_eq!(callout_title("[!note]- A title "), "A title");
    }
}
