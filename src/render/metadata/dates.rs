//! What a date may be called in a field that can hold plain dates only.
//!
//! Owns the answer to "is this certain enough to be said without its doubt"; everything else is none.

use crate::text::edtf::Edtf;

/// ISO 8601: a plain year, month or day of four-digit years, or a day with a time.
pub fn plain(date: &Edtf) -> Option<String> {
    let text = date.html_datetime()?;
    let year = text.split('-').next().unwrap_or_default();
    (year.len() == 4).then_some(text)
}

/// ISO 8601, for a plain day only (with a time where one is given).
pub fn plain_day(date: &Edtf) -> Option<String> {
    date.plain_day().and_then(|_| plain(date))
}

/// RFC 3339, for a plain day only: its first moment where no time and zone are given.
pub fn instant(date: &Edtf) -> Option<String> {
    let text = plain_day(date)?;
    let has_zone = text.split_once('T').is_some_and(|(_, clock)| clock.contains(['Z', '+', '-']));
    let day = text.split('T').next().unwrap_or_default();
    Some(if has_zone { text } else { format!("{day}T00:00:00Z") })
}

/// The form that Google Scholar documents for `citation_publication_date`: `2019/01/07`, or a year alone.
/// None for a month, which it does not know.
pub fn slashed(date: &Edtf) -> Option<String> {
    let text = plain(date)?;
    let day = text.split('T').next().unwrap_or_default();
    (day.len() != "2019-01".len()).then(|| day.replace('-', "/"))
}

/// The beginning and the end of what happened, each only where it is plain. A single date is a beginning.
pub fn bounds(date: &Edtf) -> (Option<String>, Option<String>) {
    let written = date.to_string();
    match written.split_once('/') {
        None => (plain(date), None),
        Some((start, end)) => (plain_text(start), plain_text(end)),
    }
}

/// An end of an interval: open and unknown ends are no dates, and so none.
fn plain_text(end: &str) -> Option<String> {
    Edtf::parse(end).ok().as_ref().and_then(plain)
}
