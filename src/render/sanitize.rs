//! Cleans a text that holds raw HTML: no scripts, styles, forms or frames, nothing that asks another
//! host, and only addresses with known schemes.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::Builder;

use crate::text::address::{Scheme, scheme};

/// The rules, made once.
pub struct Sanitizer {
    builder: Builder<'static>,
}

impl Default for Sanitizer {
    fn default() -> Sanitizer {
        let mut builder = Builder::default();
        builder
            .add_tags([
                "section",
                "figure",
                "figcaption",
                "input",
                "details",
                "summary",
                "mark",
                "aside",
                "main",
            ])
            .rm_tags(["main"])
            .add_generic_attributes([
                "class",
                "id",
                "lang",
                "dir",
                "title",
                "role",
                "tabindex",
                "aria-label",
                "aria-hidden",
                "data-kind",
                "data-notes",
            ])
            .add_tag_attributes("img", ["loading", "decoding"])
            .add_tag_attributes("input", ["disabled", "checked"])
            .add_tag_attribute_values("input", "type", ["checkbox"])
            .add_tag_attributes("li", ["value"])
            .add_tag_attributes("a", ["rel"])
            .add_tag_attributes("details", ["open"])
            .link_rel(None)
            .url_schemes(HashSet::from(["http", "https", "mailto"]))
            .attribute_filter(own_files_only);
        Sanitizer { builder }
    }
}

/// What a page shows comes from the site itself.
fn own_files_only<'a>(_element: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
    let shows = matches!(attribute, "src" | "srcset" | "poster" | "data" | "background");
    let is_own = !value.is_empty() && scheme(value) == Scheme::Relative;
    let leads_nowhere = attribute == "href" && value.is_empty();
    ((!shows && !leads_nowhere) || is_own).then_some(Cow::Borrowed(value))
}

impl Sanitizer {
    pub fn clean(&self, html: &str) -> String {
        self.builder.clean(html).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(Sanitizer::default().clean(html), expected);
    }

    #[test]
    fn nothing_runs_and_nothing_asks_another_host() {
        check("<p onclick=\"x()\">a<script>b</script></p>", "<p>a</p>");
        check("<img src=https://example.org/x.png alt=a>", "<img alt=\"a\">");
        check("<img src=//example.org/x.png alt=a>", "<img alt=\"a\">");
        check("<img src=\"data:image/png;base64,AA\" alt=a>", "<img alt=\"a\">");
        check("<a href=\"javascript:x\">a</a>", "<a>a</a>");
        check("<iframe src=\"x\"></iframe><form><button>b</button></form><style>p{}</style>", "b");
        check("<p style=\"background:url(https://example.org)\">a</p>", "<p>a</p>");
        check("a<!-- b -->c", "ac");
    }

    #[test]
    fn what_we_write_ourselves_stays() {
        for html in [
            "<p id=\"p-1\">a <a class=\"mention\" data-kind=\"person\" href=\"../x/\">b</a></p>",
            "<a class=\"external\" rel=\"external noopener noreferrer\" href=\"https://example.org/\">a</a>",
            "<aside class=\"callout callout-note\" aria-label=\"Note\"><p class=\"callout-title\">Note</p></aside>",
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\"></div>",
        ] {
            let clean = Sanitizer::default().clean(html);
            let parts = |html: &str| {
                let mut parts: Vec<String> = html.split([' ', '>']).map(str::to_owned).collect();
                parts.sort();
                parts
            };
            assert_eq!(parts(&clean), parts(html));
        }
    }
}
