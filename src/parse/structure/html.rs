//! Raw HTML: its comments go, its addresses are noted, and what will be taken out is told.

use crate::diag::{Code, Problem};
use crate::model::body::{Link, Node, Run, Written};
use crate::parse::raw::{addresses, decode_entities, nesting, unsafe_part};
use crate::parse::structure::Builder;
use crate::text::comments::{Stripped, strip_all};
use crate::text::fold::clean;
use crate::text::span::Span;

impl Builder<'_> {
    /// Raw HTML, its comments removed.
    pub(super) fn raw(&mut self, html: &str, at: usize) {
        if self.hidden() {
            return;
        }
        if is_more(html) && self.open.is_empty() && self.parsed.body.more.is_none() {
            self.parsed.body.more = Some(Box::new(self.parsed.body.extent()));
            return;
        }
        let html = &*self.marked.without(html);
        let stripped = strip_all(html);
        if let Some(open) = stripped.open {
            self.open_comment(at + open);
        }
        // Places are those of the text as written; taking a control character out of raw HTML moves
        // the rest of the piece by a byte in messages, and nothing else.
        let html_left = clean(&stripped.text);
        if html_left.trim().is_empty() {
            return;
        }
        if !self.trusts_html && !self.is_shallow(&html_left, at) {
            return;
        }
        if !self.trusts_html {
            self.warn_of_unsafe(&stripped, at);
        }
        let body = &mut self.parsed.body;
        let start = body.raw.len();
        body.raw.push_str(&html_left);
        body.nodes.push(Node::Raw(Run::new(start, body.raw.len())));
        for found in addresses(&html_left) {
            let from = self.offset + at + stripped.origin(found.value.start);
            let span = Span::new(from, from + found.value.len());
            let address = decode_entities(&html_left[found.value.clone()]);
            let target = if found.shows { Written::Embedded(address) } else { Written::Address(address) };
            let run = Run::new(start + found.value.start, start + found.value.end);
            body.raw_links.push(Link { target, run, span });
        }
    }

    /// Whether a piece of raw HTML nests no deeper than can be cleaned; says so once where it does.
    fn is_shallow(&mut self, html: &str, at: usize) -> bool {
        let (depth, deepest) = nesting(html, self.raw_depth);
        if deepest <= MAX_RAW_DEPTH {
            self.raw_depth = depth;
            return true;
        }
        if !std::mem::replace(&mut self.told_of_depth, true) {
            let place = Span::new(self.offset + at, self.offset + at + 1);
            let message = format!("raw HTML is nested deeper than {MAX_RAW_DEPTH} elements");
            let problem = Problem::at(Code::UnsafeHtml, self.file, place, message);
            self.parsed
                .problems
                .push(problem.help("close the elements; what is nested deeper is left out").as_error());
        }
        false
    }

    /// Says which elements and attributes will be taken out.
    fn warn_of_unsafe(&mut self, html: &Stripped, at: usize) {
        if let Some((from, name)) = unsafe_part(&html.text) {
            let start = self.offset + at + html.origin(from);
            let span = Span::new(start, start + name.len());
            let problem =
                Problem::at(Code::UnsafeHtml, self.file, span, format!("`{name}` is taken out of the page"));
            let help =
                "remove it, or let the site keep all raw HTML with `raw_html: trust` in its configuration";
            self.parsed.problems.push(problem.help(help));
        }
    }
}

/// `<!-- more -->`, as Zola, Hugo and WordPress write it.
fn is_more(html: &str) -> bool {
    let inner = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inner.is_some_and(|inner| inner.trim().eq_ignore_ascii_case("more"))
}

/// Cleaning takes time that grows with the square of the nesting; no page needs more.
const MAX_RAW_DEPTH: usize = 200;
