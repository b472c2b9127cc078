//! Highlighted code: classes from syntect's grammars, colours from two small palettes of our own.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::render::html::escape_into;

/// Highlights code; the grammars are loaded when the first block wants them.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
}

/// The most bytes of a block that are highlighted: grammars can take long on what is no code.
const MAX_BYTES: usize = 100_000;

impl Highlighter {
    /// Appends the code as HTML, with classes where the language is known.
    pub fn write(&self, code: &str, language: &str, html: &mut String) {
        match self.highlighted(code, language) {
            Some(classed) => html.push_str(&classed),
            None => escape_into(code, html),
        }
    }

    fn highlighted(&self, code: &str, language: &str) -> Option<String> {
        if language.is_empty() || code.len() > MAX_BYTES {
            return None;
        }
        let syntaxes = self.syntaxes.get_or_init(SyntaxSet::load_defaults_newlines);
        let syntax = syntaxes.find_syntax_by_token(language)?;
        let style = ClassStyle::SpacedPrefixed { prefix: "z-" };
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}

/// Scopes that have a colour: (selector, on a light ground, on a dark ground). Each colour has a
/// contrast of at least 7:1 to the ground it stands on.
const PALETTE: &[(&str, &str, &str)] = &[
    (".z-comment", "#4f4a41", "#b9b2a3"),
    (".z-string", "#205124", "#a9d6a5"),
    (".z-constant, .z-number", "#6b3000", "#efbd8b"),
    (".z-keyword, .z-storage", "#62205f", "#dfb3e4"),
    (".z-entity.z-name, .z-support.z-function, .z-variable.z-function", "#14406e", "#a8cdf2"),
    (".z-entity.z-name.z-tag, .z-meta.z-tag .z-entity", "#14406e", "#a8cdf2"),
    (".z-support.z-type, .z-storage.z-type", "#0c4a4f", "#9dd8da"),
    (".z-invalid", "#7d1414", "#f2b3b3"),
];

/// The style sheet for one ground; it takes effect where the reader's system asks for that ground.
pub fn style_sheet(dark: bool) -> String {
    let scheme = if dark { "dark" } else { "light" };
    let mut css = format!("@media (prefers-color-scheme: {scheme}) {{\n");
    for (selector, light, dark_colour) in PALETTE {
        let colour = if dark { dark_colour } else { light };
        let scoped: Vec<String> = selector.split(", ").map(|part| format!(".code {part}")).collect();
        css.push_str(&format!("  {} {{ color: {colour}; }}\n", scoped.join(", ")));
    }
    css.push_str("}\n");
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_languages_have_classes_and_unknown_ones_are_escaped() {
        let highlighter = Highlighter::default();
        let write = |code: &str, language: &str| {
            let mut html = String::new();
            highlighter.write(code, language, &mut html);
            html
        };
        assert!(write("fn main() {}\n", "rust").contains("class=\"z-"));
        assert_eq!(write("a < b", "no-such"), "a &lt; b");
        assert!(!write("<script>", "html").contains("<script>"));
    }

    #[test]
    fn style_sheets_follow_the_ground() {
        assert!(
            style_sheet(true).contains("prefers-color-scheme: dark")
                && style_sheet(false).contains("#205124")
        );
    }
}
