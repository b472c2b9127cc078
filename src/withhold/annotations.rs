//! Which annotations of an article may be published: those whose words are.

use crate::config::Config;
use crate::model::body::{Body, Run};
use crate::model::draft::{Annotation, Place, Selector};
use crate::text::anchor::{Anchor, Haystack};

/// The annotations that may be published; `public` is the part of the text that is, where some of it
/// is held back.
///
/// Where words are held back, passages are looked for in the whole text: a quote that stands in both
/// parts must not be taken for the public one. Only the very words count then. What is not found might
/// be the words of what is held back.
pub fn publishable(
    annotations: Vec<Annotation>,
    whole: &Body,
    public: Option<&Body>,
    config: &Config,
) -> Vec<Annotation> {
    let mut annotations = annotations;
    annotations.retain(|annotation| config.drafts || !annotation.draft);
    let Some(public) = public.filter(|_| !annotations.is_empty()) else {
        return annotations;
    };
    if public.is_empty() {
        return Vec::new();
    }
    let haystack = whole.haystack();
    annotations.retain_mut(|annotation| {
        let run = match &annotation.place {
            Place::Marked(run) => Some(*run),
            Place::Sought(selector) => exactly(&haystack, selector),
        };
        let Some(run) = run.filter(|run| run.end as usize <= public.plain.len()) else {
            return false;
        };
        annotation.place = Place::Marked(run);
        true
    });
    annotations
}

fn exactly(haystack: &Haystack<'_>, selector: &Selector) -> Option<Run> {
    match haystack.find(&selector.sought()) {
        Anchor::Exact(range) | Anchor::Moved(range) => Some(Run::new(range.start, range.end)),
        Anchor::Fuzzy { .. } | Anchor::Ambiguous(_) | Anchor::Orphan(_) => None,
    }
}
