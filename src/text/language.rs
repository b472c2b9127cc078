//! Language tags (BCP 47) as far as a page needs them: shape, and direction of writing.

/// Whether the text has the shape of a language tag: letters and digits in parts of one to eight,
/// the first two to eight letters.
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()) && parts.all(is_part)
}

/// Whether two tags name one language, whatever their scripts and regions.
pub fn is_same(one: &str, other: &str) -> bool {
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    language(one) == language(other)
}

/// `rtl` for languages and scripts written from right to left, else `ltr`.
pub fn direction(tag: &str) -> &'static str {
    let lower = tag.to_ascii_lowercase();
    let mut parts = lower.split('-');
    let language = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_rtl = match script {
        Some(script) => matches!(script, "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg"),
        None => matches!(
            language,
            "ar" | "arc"
                | "azb"
                | "ckb"
                | "dv"
                | "fa"
                | "ha-arab"
                | "he"
                | "ks"
                | "ps"
                | "sd"
                | "ug"
                | "ur"
                | "yi"
        ),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_outrank_languages() {
        assert_eq!(direction("ug"), "rtl");
        assert_eq!(direction("ug-Cyrl"), "ltr");
        assert_eq!(direction("az-Arab"), "rtl");
        assert_eq!(direction("zh-Hans"), "ltr");
        assert!(is_tag("zh-Hans-CN") && !is_tag("english language") && !is_tag("e"));
    }
}
