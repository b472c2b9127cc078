//! Choosing among the places where a quote's words stand.

use std::ops::Range;

use crate::text::anchor::bounds::is_inside;
use crate::text::anchor::exact::occurrences;
use crate::text::anchor::limits::{
    ELSEWHERE_WEIGHT, FAR, HINT_GAP, MARGIN, MAX_CANDIDATES, MAX_COMPARED, MAX_OCCURRENCES, MAX_PLACES,
    SIDE_WEIGHT, STRETCH_WEIGHT,
};
use crate::text::anchor::side::{Agreement, Side};
use crate::text::anchor::words::weight;
use crate::text::anchor::{Anchor, Candidate, Haystack, Place, Sought};

/// What came of looking for a quote's very words.
pub(super) enum Choice {
    Found(Anchor),
    /// They stand there, but nowhere in the context that is given.
    Contradicted(Vec<Place>),
    /// They stand nowhere.
    None,
}

impl Sought<'_> {
    /// The prefix and suffix that are given.
    pub(super) fn sides(&self) -> impl Iterator<Item = (Side, &str)> {
        [(Side::Before, &*self.before), (Side::After, &*self.after)]
            .into_iter()
            .filter(|(_, given)| !given.is_empty())
    }
}

impl Haystack<'_> {
    pub(super) fn choose(&self, sought: &Sought) -> Choice {
        let found = occurrences(&self.normal.text, &sought.quote, MAX_OCCURRENCES + 1);
        let is_cut_short = found.len() > MAX_OCCURRENCES;
        // Most occurrences of a short word stand within longer ones, and are no places of it.
        let places: Vec<Place> =
            found.into_iter().filter_map(|at| self.stands(sought, at)).take(MAX_PLACES + 1).collect();
        if is_cut_short || places.len() > MAX_PLACES {
            return Choice::Found(match self.in_one_piece(sought) {
                Some(anchor) => anchor,
                None if places.is_empty() => self.orphan(sought),
                None => ambiguous(&places),
            });
        }
        if places.is_empty() {
            return Choice::None;
        }
        let agreeing = self.agreeing(sought, &places);
        match agreeing.as_slice() {
            [] => self.moved(sought, places),
            [place] => Choice::Found(self.found(sought, place)),
            several => Choice::Found(match hinted(self, sought, several) {
                Some(place) => Anchor::Exact(place.range.clone()),
                None => ambiguous(several),
            }),
        }
    }

    /// The quote at some offset, if it is whole words there or the context shows that it was made
    /// within one.
    fn stands(&self, sought: &Sought, at: usize) -> Option<Place> {
        let text = &*self.normal.text;
        let end = at + sought.quote.len();
        let shows = |side: Side, given: &str, around: &str| {
            let part = side.nearest(given);
            !part.is_empty() && side.stands(part, around) == Some(Agreement::Full)
        };
        let is_start = !is_inside(text, at) || shows(Side::Before, &sought.before, &text[..at]);
        let is_end = !is_inside(text, end) || shows(Side::After, &sought.after, &text[end..]);
        if is_start && is_end { self.place(at..end) } else { None }
    }

    /// The places where prefix and suffix stand exactly; but for white space where they do nowhere.
    fn agreeing(&self, sought: &Sought, places: &[Place]) -> Vec<Place> {
        let at_least = |least: Agreement| {
            let agrees = |place: &&Place| {
                sought
                    .sides()
                    .all(|(side, given)| side.stands(given, self.around(side, &place.run)) >= Some(least))
            };
            places.iter().filter(agrees).cloned().collect::<Vec<Place>>()
        };
        let full = at_least(Agreement::Full);
        if full.is_empty() { at_least(Agreement::Loose) } else { full }
    }

    /// The comparable text on one side of a run.
    pub(super) fn around(&self, side: Side, run: &Range<usize>) -> &str {
        match side {
            Side::Before => &self.normal.text[..run.start],
            Side::After => &self.normal.text[run.end..],
        }
    }

    fn found(&self, sought: &Sought, place: &Place) -> Anchor {
        let is_other = |paragraph: usize| paragraph != self.paragraph(&place.range);
        match sought.paragraph.is_some_and(is_other) {
            true => Anchor::Moved(place.range.clone()),
            false => Anchor::Exact(place.range.clone()),
        }
    }

    /// Prefix, quote and suffix in one piece, if it stands once: for quotes that stand too often.
    fn in_one_piece(&self, sought: &Sought) -> Option<Anchor> {
        let piece = format!("{}{}{}", sought.before, sought.quote, sought.after);
        let [at] = occurrences(&self.normal.text, &piece, 2)[..] else {
            return None;
        };
        let place = self.stands(sought, at + sought.before.len())?;
        Some(self.found(sought, &place))
    }

    /// The one place whose context has changed no more than it may, if no other place of the quote has
    /// as much of the context around it.
    fn moved(&self, sought: &Sought, places: Vec<Place>) -> Choice {
        if places.len() > MAX_COMPARED {
            return Choice::Contradicted(places);
        }
        let vouched: Vec<&Place> =
            places.iter().filter(|place| self.vouches(sought, place, places.len())).collect();
        match vouched[..] {
            [] => Choice::Contradicted(places),
            [place] if self.leads(sought, place, &places) => {
                Choice::Found(Anchor::Moved(place.range.clone()))
            }
            _ => Choice::Found(ambiguous(&places)),
        }
    }

    /// Whether a place has clearly more of the context around it than all others.
    fn leads(&self, sought: &Sought, place: &Place, places: &[Place]) -> bool {
        let likeness = self.likeness(sought, place);
        places.iter().all(|other| other == place || self.likeness(sought, other) + MARGIN <= likeness)
    }

    /// How much of the context's words stands around a place, 0 to 1.
    fn likeness(&self, sought: &Sought, place: &Place) -> f64 {
        let shares: Vec<f64> =
            sought.sides().map(|(side, given)| side.likeness(given, self.around(side, &place.run))).collect();
        shares.iter().sum::<f64>() / shares.len().max(1) as f64
    }

    /// Whether what is left of the context is enough: each side's words still stand; or one side does,
    /// is long, and the other's far end still stands, or is another paragraph's where the quote has one
    /// place only.
    fn vouches(&self, sought: &Sought, place: &Place, places: usize) -> bool {
        let sides: Vec<(Side, &str, Agreement)> = sought
            .sides()
            .map(|(side, given)| (side, given, side.agreement(given, self.around(side, &place.run))))
            .collect();
        let is_elsewhere =
            |given: &str| weight(given) >= ELSEWHERE_WEIGHT && self.normal.text.contains(given.trim());
        if sides.iter().any(|(_, given, agreement)| *agreement < Agreement::Loose && is_elsewhere(given)) {
            return false;
        }
        if sides.iter().all(|(.., agreement)| *agreement >= Agreement::Near) {
            return true;
        }
        let strong = sides.iter().find(|(.., agreement)| *agreement >= Agreement::Loose);
        let weak = sides.iter().find(|(.., agreement)| *agreement < Agreement::Near);
        let (Some((_, strong, _)), Some((side, _, agreement))) = (strong, weak) else {
            return false;
        };
        let strength = weight(strong);
        strength >= SIDE_WEIGHT
            && strength + weight(&sought.quote) >= STRETCH_WEIGHT
            && (*agreement == Agreement::Half || places == 1 && self.is_at_edge(*side, &place.range))
            && !self.is_far(sought, &place.range)
    }

    /// Whether a range begins or ends with its paragraph.
    fn is_at_edge(&self, side: Side, range: &Range<usize>) -> bool {
        let number = self.paragraphs.partition_point(|begin| *begin as usize <= range.start);
        let begin = number.checked_sub(1).map_or(0, |number| self.paragraphs[number] as usize);
        let next = self.paragraphs.partition_point(|begin| (*begin as usize) < range.end);
        let end = self.paragraphs.get(next).map_or(self.plain.len(), |end| *end as usize);
        let rest = match side {
            Side::Before => &self.plain[begin..range.start],
            Side::After => &self.plain[range.end..end],
        };
        !rest.contains(char::is_alphanumeric)
    }

    /// Whether the hints speak of another part of the text.
    pub(super) fn is_far(&self, sought: &Sought, range: &Range<usize>) -> bool {
        sought.paragraph.is_some_and(|paragraph| paragraph.abs_diff(self.paragraph(range)) > 1)
            || sought.start.is_some_and(|start| start.abs_diff(range.start) > FAR)
    }
}

/// The place that stands exactly where the hints say, if no other is near.
fn hinted<'p>(haystack: &Haystack, sought: &Sought, places: &'p [Place]) -> Option<&'p Place> {
    let start = sought.start?;
    let hinted = places.iter().find(|place| place.range.start == start)?;
    let agrees = sought.paragraph.is_none_or(|paragraph| paragraph == haystack.paragraph(&hinted.range));
    let is_apart = |place: &Place| place == hinted || place.range.start.abs_diff(start) >= HINT_GAP;
    (agrees && places.iter().all(is_apart)).then_some(hinted)
}

pub(super) fn ambiguous(places: &[Place]) -> Anchor {
    let candidate = |place: &Place| Candidate { range: place.range.clone(), score: 1.0 };
    Anchor::Ambiguous(places.iter().take(MAX_CANDIDATES).map(candidate).collect())
}
