//! Writes a record as a citation.
//!
//! Owns the dealings with the processor. What goes in is the item's, what becomes of its answer the line's.

use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::OtherTerm;
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren};

use crate::export::citation::item::{Prepared, prepare};
use crate::export::citation::line::Line;
use crate::export::citation::record::Record;
use crate::export::citation::style::Style;

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cited {
    /// With `<i>` and `<a href>`, all else escaped.
    pub html: String,
    pub text: String,
}

/// Writes the entry that a list of references in the style has for the record; in a style without such a
/// list, the citation.
///
/// What is not known stays away, or is said as the style says it (`n.d.`). A date in doubt appears in
/// words (`ca. 5 December 2018`).
pub fn cite(style: &Style, record: &Record<'_>) -> Cited {
    let render = if style.csl.bibliography.is_some() { entry } else { citation };
    written(style, record, render)
}

/// Writes the note that cites the record for the first time; none in a style that has no notes.
pub fn note(style: &Style, record: &Record<'_>) -> Option<Cited> {
    style.has_notes().then(|| written(style, record, citation))
}

type Render = fn(&Style, &Item) -> ElemChildren;

fn written(style: &Style, record: &Record<'_>, render: Render) -> Cited {
    let mut prepared = prepare(record, style.nesting(record.kind));
    let line = Line::of(&render(style, &prepared.item));
    if !prepared.stands.iter().any(|stand| line.has_figures(stand.short())) {
        return finished(line, style, record, &prepared);
    }
    // The style has shortened a year that stands for words: rather no date than figures without meaning.
    let said = prepared.stands.iter().filter(|stand| line.has(&stand.year)).cloned().collect();
    prepared.keep(said);
    finished(Line::of(&render(style, &prepared.item)), style, record, &prepared)
}

fn finished(mut line: Line, style: &Style, record: &Record<'_>, prepared: &Prepared) -> Cited {
    line.mend(prepared);
    if !prepared.is_accessed() {
        line.drop_before_link(&style.term(OtherTerm::Retrieved).unwrap_or_default());
    }
    if record.kind.is_article() && prepared.leads_with_outlet(&line) {
        line.quote_title(prepared, &style.quotes());
    }
    line.put_words(prepared);
    Cited { html: line.html(), text: line.text() }
}

fn entry(style: &Style, item: &Item) -> ElemChildren {
    let mut driver = BibliographyDriver::new();
    driver.citation(request(style, &style.silent, item));
    let list = BibliographyRequest::new(&style.csl, style.locale.clone(), &style.words);
    let entry = driver.finish(list).bibliography.and_then(|list| list.items.into_iter().next());
    entry.map(|entry| entry.content).unwrap_or(ElemChildren(Vec::new()))
}

fn citation(style: &Style, item: &Item) -> ElemChildren {
    let mut driver = BibliographyDriver::new();
    driver.citation(request(style, &style.csl, item));
    let list = BibliographyRequest::new(&style.silent, style.locale.clone(), &style.words);
    let citation = driver.finish(list).citations.into_iter().next();
    citation.map(|citation| citation.citation).unwrap_or(ElemChildren(Vec::new()))
}

fn request<'a>(style: &'a Style, csl: &'a IndependentStyle, item: &'a Item) -> CitationRequest<'a, Item> {
    let items = vec![CitationItem::with_entry(item)];
    CitationRequest::new(items, csl, style.locale.clone(), &style.words, Some(1))
}
