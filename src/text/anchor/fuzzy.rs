//! Passages that hold a quote's words but for some changes, and whether enough vouches for them.

use std::ops::Range;

use crate::text::anchor::align::{Line, PARTS, Step, distance, steps};
use crate::text::anchor::change::{Change, change};
use crate::text::anchor::choose::ambiguous;
use crate::text::anchor::exact::occurrences;
use crate::text::anchor::index::{Index, Near, Nearest};
use crate::text::anchor::limits::{
    BETWEEN_WEIGHT, MARGIN, MAX_CANDIDATES, MAX_NEAREST, MAX_WORDS, MIN_OF_BLOCK, MIN_SCORE,
    MIN_SCORE_BETWEEN, MIN_WEIGHT, SHARES, SIDE_WEIGHT,
};
use crate::text::anchor::side::Agreement;
use crate::text::anchor::words::{Word, weight, words};
use crate::text::anchor::{Anchor, Candidate, Haystack, Place, Sought};

/// A passage near to a quote.
pub(super) struct NearPlace {
    pub place: Place,
    pub score: f64,
    /// Places among the text's words.
    words: Range<usize>,
}

impl NearPlace {
    fn candidate(&self) -> Candidate {
        Candidate { range: self.place.range.clone(), score: self.score.min(MOST) }
    }
}

/// What vouches for a passage apart from its words, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// The context contradicts.
    Against,
    /// Nothing more is known, or too little.
    Words,
    /// A long prefix or suffix stands there.
    Beside,
    /// Prefix and suffix stand around it.
    Between,
    /// Nothing else is between prefix and suffix.
    Enclosed,
}

impl Haystack<'_> {
    /// For a quote whose words stand nowhere.
    pub(super) fn fuzzy(&self, sought: &Sought) -> Anchor {
        self.best_of(sought, Evidence::Words, &[])
    }

    /// For a quote whose words stand in other contexts only: a changed passage between its prefix and
    /// suffix is its own, and nothing else is.
    pub(super) fn between(&self, sought: &Sought, places: &[Place]) -> Anchor {
        match self.best_of(sought, Evidence::Between, places) {
            Anchor::Orphan(_) if places.len() > 1 => ambiguous(places),
            anchor => anchor,
        }
    }

    /// The best of the nearest passages, if as much as `least` vouches for it; never one in the place
    /// of a refused one.
    fn best_of(&self, sought: &Sought, least: Evidence, refused: &[Place]) -> Anchor {
        let (mut near, is_crowded) = self.near_places(&sought.quote, MAX_CANDIDATES);
        if let Some(enclosed) = self.enclosed(sought) {
            near.retain(|near| !overlaps(&near.place.range, &enclosed.place.range));
            near.push(enclosed);
        }
        let mut ranked: Vec<(f64, &NearPlace)> =
            near.iter().map(|near| (self.rank(sought, near), near)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let is_free = |place: &Place| refused.iter().all(|refused| !overlaps(&refused.range, &place.range));
        let can_be = |near: &NearPlace| is_free(&near.place) && self.is_enough(sought, near, least);
        match ranked.first() {
            Some((rank, best)) if !is_crowded && can_be(best) => lead(*rank, best, &ranked),
            _ => Anchor::Orphan(self.candidates(&sought.quote, near, MAX_NEAREST)),
        }
    }

    /// The passages nearest to a comparable quote, best first; whether there may be others as near.
    pub(super) fn near_places(&self, quote: &str, limit: usize) -> (Vec<NearPlace>, bool) {
        let row = words(quote);
        let line = Line { text: quote, words: &row };
        let Nearest { found, is_crowded } = self.index().nearest(&self.normal.text, line, limit);
        let place = |near: Near| {
            let place = self.place(with_marks(line, self.line(&near.words)))?;
            Some(NearPlace { place, score: near.score, words: near.words })
        };
        (found.into_iter().filter_map(place).collect(), is_crowded)
    }

    /// What stands between prefix and suffix, where each stands once: the passage's own place, even if
    /// its first and last words are others now. Words put in at its ends are not of it: they stand beside it.
    fn enclosed(&self, sought: &Sought) -> Option<NearPlace> {
        let text = &*self.normal.text;
        let (before, after) = (sought.before.trim(), sought.after.trim());
        let (&[start], &[end]) = (&occurrences(text, before, 2)[..], &occurrences(text, after, 2)[..]) else {
            return None;
        };
        let row = words(&sought.quote);
        let quote = Line { text: &sought.quote, words: &row };
        let all = &self.index().words;
        let count = quote.words.len();
        let first = all.partition_point(|word| (word.start as usize) < start + before.len());
        let last = all.partition_point(|word| word.end as usize <= end);
        if !(1..=MAX_WORDS).contains(&count) || first >= last || last - first > 2 * count {
            return None;
        }
        let (lead, trail) = new_ends(quote, self.line(&(first..last)));
        let words = first + lead..last - trail;
        if words.is_empty() {
            return None;
        }
        let passage = self.line(&words);
        let cost = f64::from(distance(quote, passage)) / f64::from(PARTS);
        let score = (1.0 - cost / f64::from(quote.weight())).max(0.0);
        Some(NearPlace { place: self.place(with_marks(quote, passage))?, score, words })
    }

    /// The best of what is near to a comparable quote, and of the words that hold it; none overlapping
    /// a better one.
    pub(super) fn candidates(&self, quote: &str, near: Vec<NearPlace>, limit: usize) -> Vec<Candidate> {
        let mut all = self.containing(quote);
        all.extend(near.iter().map(NearPlace::candidate));
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.range.start.cmp(&b.range.start)));
        let mut best: Vec<Candidate> = Vec::new();
        for candidate in all {
            if best.len() < limit && best.iter().all(|other| !overlaps(&other.range, &candidate.range)) {
                best.push(candidate);
            }
        }
        best
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.normal.text))
    }

    /// A run of the text's words.
    fn line(&self, words: &Range<usize>) -> Line<'_> {
        Line { text: &self.normal.text, words: &self.index().words[words.clone()] }
    }

    fn change(&self, sought: &Sought, near: &NearPlace) -> Change {
        let row = words(&sought.quote);
        change(Line { text: &sought.quote, words: &row }, self.line(&near.words))
    }

    /// Quote, context and position together, 0 to 1.
    fn rank(&self, sought: &Sought, near: &NearPlace) -> f64 {
        let agreements: Vec<f64> =
            self.agreements(sought, near).map(|(_, agreement)| agreement.score()).collect();
        let context =
            (!agreements.is_empty()).then(|| agreements.iter().sum::<f64>() / agreements.len() as f64);
        let start =
            sought.start.map(|start| 1.0 - (start.abs_diff(near.place.range.start) as f64 / 1000.0).min(1.0));
        let number = self.paragraph(&near.place.range);
        let paragraph = sought.paragraph.map(|paragraph| if paragraph == number { 1.0 } else { 0.0 });
        let parts = [Some(near.score), context, start.or(paragraph)];
        let given = || parts.iter().zip(SHARES).filter_map(|(part, share)| part.map(|part| (part, share)));
        given().map(|(part, share)| part * share).sum::<f64>() / given().map(|(_, share)| share).sum::<f64>()
    }

    fn agreements<'s>(
        &self,
        sought: &'s Sought,
        near: &NearPlace,
    ) -> impl Iterator<Item = (&'s str, Agreement)> {
        sought.sides().map(|(side, given)| (given, side.agreement(given, self.around(side, &near.place.run))))
    }

    /// Whether a passage is near enough for what vouches for it.
    fn is_enough(&self, sought: &Sought, near: &NearPlace, least: Evidence) -> bool {
        if weight(&sought.quote) < MIN_WEIGHT {
            return false;
        }
        let evidence = self.evidence(sought, near);
        let (most, score) = match evidence {
            Evidence::Against => return false,
            Evidence::Words => (Change::Letters, MIN_SCORE),
            Evidence::Beside => (Change::Words, MIN_SCORE),
            Evidence::Between => (Change::Wording, MIN_SCORE_BETWEEN),
            Evidence::Enclosed => (Change::Edge, MIN_SCORE_BETWEEN),
        };
        evidence >= least
            && near.score >= score
            && self.change(sought, near) <= most
            && self.has_enough_of_blocks(near)
    }

    /// Whether a passage that reaches over the end of a block has more than a word or two of the first and
    /// of the last: so few may stand for words that are gone.
    fn has_enough_of_blocks(&self, near: &NearPlace) -> bool {
        let words = self.line(&near.words).words;
        let is_border = |pair: &[Word]| {
            let between = (self.normal.end(pair[0].end as usize), self.normal.start(pair[1].start as usize));
            let (Some(from), Some(to)) = between else {
                return false;
            };
            self.plain.get(from..to).is_some_and(|between| between.contains("\n\n"))
        };
        let borders = || words.windows(2).map(is_border);
        let (Some(first), Some(last)) = (borders().position(|is| is), borders().rposition(|is| is)) else {
            return true;
        };
        first + 1 >= MIN_OF_BLOCK && words.len() - (last + 1) >= MIN_OF_BLOCK
    }

    fn evidence(&self, sought: &Sought, near: &NearPlace) -> Evidence {
        let sides: Vec<Given> = self
            .agreements(sought, near)
            .map(|(text, agreement)| Given { text, weight: weight(text), agreement })
            .collect();
        match sides.as_slice() {
            [one, other] if one.stands() && other.stands() => self.evidence_between(one, other),
            [one, other] if one.is_long() || other.is_long() => Evidence::Words,
            [_, _] => Evidence::Against,
            [one] if !one.stands() => Evidence::Against,
            [one] if one.is_long() && self.is_single(one) => Evidence::Beside,
            _ => Evidence::Words,
        }
    }

    fn evidence_between(&self, one: &Given, other: &Given) -> Evidence {
        let (both, either) = BETWEEN_WEIGHT;
        let is_long = one.weight + other.weight >= both && one.weight.min(other.weight) >= either;
        if !is_long || !self.is_single(one) && !self.is_single(other) {
            return Evidence::Words;
        }
        match one.agreement.min(other.agreement) >= Agreement::Loose {
            true => Evidence::Enclosed,
            false => Evidence::Between,
        }
    }

    /// Whether a prefix or suffix stands nowhere else: then the place is one of a kind.
    fn is_single(&self, given: &Given) -> bool {
        occurrences(&self.normal.text, given.text.trim(), 2).len() < 2
    }
}

/// A prefix or suffix and how it agrees with a passage.
struct Given<'s> {
    text: &'s str,
    weight: u32,
    agreement: Agreement,
}

impl Given<'_> {
    fn stands(&self) -> bool {
        self.agreement >= Agreement::Near
    }

    fn is_long(&self) -> bool {
        self.agreement >= Agreement::Loose && self.weight >= SIDE_WEIGHT
    }
}

/// The best passage, if no other comes near to it.
fn lead(rank: f64, best: &NearPlace, ranked: &[(f64, &NearPlace)]) -> Anchor {
    let rivals = ranked.iter().filter(|(other, _)| rank - other < MARGIN);
    let rivals: Vec<Candidate> = rivals.map(|(_, near)| near.candidate()).collect();
    if rivals.len() > 1 {
        return Anchor::Ambiguous(rivals);
    }
    Anchor::Fuzzy { range: best.place.range.clone(), score: best.score.min(MOST) }
}

/// The score of the same words with other punctuation.
const MOST: f64 = 0.99;

/// The run of a passage with the punctuation that the quote has at its ends, as far as it stands there.
fn with_marks(quote: Line, passage: Line) -> Range<usize> {
    let (first, last) = (quote.words[0], quote.words[quote.words.len() - 1]);
    let (lead, trail) = (&quote.text[..first.start as usize], &quote.text[last.end as usize..]);
    let text = passage.text;
    let start = passage.words.first().map_or(0, |word| word.start as usize);
    let end = passage.words.last().map_or(start, |word| word.end as usize);
    let fits_before =
        lead.char_indices().map(|(at, _)| &lead[at..]).find(|lead| text[..start].ends_with(lead));
    let cuts = trail.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    let fits_after = cuts.map(|cut| &trail[..cut]).find(|trail| text[end..].starts_with(trail));
    let (lead, trail) = (fits_before.unwrap_or(""), fits_after.unwrap_or(""));
    let (lead, trail) = (lead.trim_start(), trail.trim_end());
    start - lead.len()..end + trail.len()
}

/// How many words at the beginning and at the end of a passage are none of the quote's, nor in the place
/// of one.
fn new_ends(quote: Line, passage: Line) -> (usize, usize) {
    let steps = steps(quote, passage);
    let is_gone =
        |word: &str| steps.iter().any(|step| matches!(step, Step::Gone(i) if quote.word(*i) == word));
    let is_new = |step: &&Step| matches!(step, Step::New(j) if !is_gone(passage.word(*j)));
    let lead = steps.iter().take_while(is_new).count();
    (lead, steps[lead..].iter().rev().take_while(is_new).count())
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
