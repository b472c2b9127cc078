//! Guesses what a person meant by a date that is not EDTF, to propose it in a message.
//!
//! Owns the everyday spellings of dates, in English and in figures. Never guesses between two readings:
//! `7.1.2019`, `1900s` and years of two digits give nothing. Its results are proposals, not values.

use crate::text::edtf::Edtf;
use crate::text::edtf::suggest::loose::Loose;

mod loose;

/// Proposes the EDTF that a person probably meant, or `None` where that is not plain.
///
/// `year_hint` is the year to take where none is written ("Jan. 7"). Text that is EDTF already comes back
/// in canonical form. The result always parses.
pub fn suggest(text: &str, year_hint: Option<i64>) -> Option<String> {
    // Longer text is prose, not a date; the cap also bounds the work below.
    const LONGEST: usize = 100;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let guess = Guess { text: &normal(text), year_hint };
    let proposed = if Edtf::parse(text).is_ok() { text.to_owned() } else { guess.whole()? };
    Edtf::parse(&proposed).ok().map(|date| date.to_string())
}

/// Small letters, one space between words, plain hyphens, no quotation marks or final stop.
fn normal(text: &str) -> String {
    let plain: String = text.chars().flat_map(char::to_lowercase).map(plain_character).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    joined.trim_matches(|c: char| matches!(c, '"' | '\'' | '.' | ',' | ';' | ' ')).to_owned()
}

fn plain_character(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        other => other,
    }
}

#[derive(Clone, Copy)]
struct Guess<'a> {
    /// In the form that [`normal`] gives.
    text: &'a str,
    year_hint: Option<i64>,
}

impl Guess<'_> {
    fn of<'b>(self, text: &'b str) -> Guess<'b> {
        Guess { text: text.trim(), year_hint: self.year_hint }
    }

    fn whole(self) -> Option<String> {
        self.unknown()
            .or_else(|| self.near_edtf())
            .or_else(|| self.one_sided())
            .or_else(|| self.between())
            .or_else(|| self.qualified())
            .or_else(|| self.date_with_time())
            .or_else(|| self.single())
            .or_else(|| self.span())
            .or_else(|| self.alternatives())
    }

    fn unknown(self) -> Option<String> {
        const WORDS: [&str; 16] = [
            "0000-00-00",
            "unknown",
            "date unknown",
            "unknown date",
            "not known",
            "unspecified",
            "undated",
            "no date",
            "n.d",
            "n. d",
            "nd",
            "none",
            "n/a",
            "?",
            "s.d",
            "s. d",
        ];
        let bare = self.text.trim_matches(['[', ']', '(', ')', '.']);
        WORDS.contains(&bare).then(|| "XXXX".to_owned())
    }

    /// Near misses of EDTF: its draft of 2012 (`u`, `?~`, `open`, `unknown`), small letters, spaces in sets
    /// and intervals, `00` for an unknown month or day.
    fn near_edtf(self) -> Option<String> {
        let is_compound = self.text.contains(['/', '[', '{']);
        let text = if is_compound { self.text.replace(' ', "") } else { self.text.to_owned() };
        let text = if matches!(text.len(), 7 | 10) { text.trim_end_matches("-00") } else { &text };
        let ends = ["/open", "/present", "/now"]
            .iter()
            .find_map(|word| Some(format!("{}/..", text.strip_suffix(word)?)));
        let ends = ends.unwrap_or_else(|| text.to_owned()).replace("/unknown", "/").replace("unknown/", "/");
        let current = ends.replace('u', "x").replace("?~", "%").replace("~?", "%").to_uppercase();
        Edtf::parse(&current).is_ok().then_some(current)
    }

    /// `before 1984`, `since 2017`, `1984 or earlier`.
    ///
    /// `before` and `after` take in the date itself: the wider reading, which leaves out nothing that is true.
    fn one_sided(self) -> Option<String> {
        const LEADING: [(&str, &str, &str); 15] = [
            ("before ", "[..", "]"),
            ("not later than ", "[..", "]"),
            ("no later than ", "[..", "]"),
            ("in or before ", "[..", "]"),
            ("on or before ", "[..", "]"),
            ("after ", "[", "..]"),
            ("not before ", "[", "..]"),
            ("no earlier than ", "[", "..]"),
            ("in or after ", "[", "..]"),
            ("on or after ", "[", "..]"),
            ("until ", "../", ""),
            ("till ", "../", ""),
            ("up to ", "../", ""),
            ("since ", "", "/.."),
            ("from ", "", "/.."),
        ];
        const TRAILING: [(&str, &str, &str); 10] = [
            (" or earlier", "[..", "]"),
            (" or before", "[..", "]"),
            (" or later", "[", "..]"),
            (" or after", "[", "..]"),
            (" onwards", "", "/.."),
            (" onward", "", "/.."),
            (" to present", "", "/.."),
            (" to the present", "", "/.."),
            ("-present", "", "/.."),
            (" - present", "", "/.."),
        ];
        let leading = LEADING
            .iter()
            .filter_map(|(word, open, close)| Some((self.text.strip_prefix(word)?, open, close)));
        let trailing = TRAILING
            .iter()
            .filter_map(|(word, open, close)| Some((self.text.strip_suffix(word)?, open, close)));
        leading.chain(trailing).find_map(|(date, open, close)| {
            let date = self.of(date.strip_prefix("from ").unwrap_or(date)).qualified_or_single()?;
            Some(format!("{open}{date}{close}"))
        })
    }

    /// `between 28 February and 7 March 2022`.
    fn between(self) -> Option<String> {
        let (start, end) = self.text.strip_prefix("between ")?.split_once(" and ")?;
        let (start, end) = self.pair(start, end)?;
        Some(format!("[{start}..{end}]"))
    }

    /// `c. 1984`, `possibly 2003`, `2018 (?)`.
    fn qualified(self) -> Option<String> {
        const APPROXIMATE: [&str; 9] =
            ["circa", "about", "around", "approximately", "approx.", "approx", "ca.", "c.", "~"];
        const UNCERTAIN: [&str; 5] = ["possibly", "probably", "perhaps", "maybe", "likely"];
        const SUFFIXES: [&str; 5] = [" (?)", "(?)", " [?]", "[?]", "?"];
        let prefixed =
            |words: &[&str]| words.iter().find_map(|word| self.text.strip_prefix(word)).map(str::to_owned);
        let short =
            || ["c ", "ca ", "c"].iter().find_map(|word| self.text.strip_prefix(word)).map(str::to_owned);
        let (date, sign) = if let Some(date) = prefixed(&APPROXIMATE).or_else(short) {
            (date, '~')
        } else if let Some(date) = prefixed(&UNCERTAIN) {
            (date, '?')
        } else {
            (SUFFIXES.iter().find_map(|suffix| self.text.strip_suffix(suffix))?.to_owned(), '?')
        };
        let single = self.of(&date).single()?;
        let is_bare = !single.contains(['/', '[', '?', '~', '%', 'T']);
        is_bare.then(|| format!("{single}{sign}"))
    }

    fn qualified_or_single(self) -> Option<String> {
        self.qualified().or_else(|| self.single())
    }

    fn single(self) -> Option<String> {
        Loose::read(self.text)?.with_year(self.year_hint).edtf()
    }

    /// `5-7 December 2018`, `2018-2019`, `March to May 2022`.
    fn span(self) -> Option<String> {
        const WORDS: [&str; 5] = [" to ", " until ", " till ", " through ", " - "];
        let text = self.text.strip_prefix("from ").unwrap_or(self.text);
        let by_word = WORDS.iter().filter_map(|word| text.split_once(word));
        let by_word = by_word.filter_map(|(start, end)| self.pair(start, end));
        // A sign alone joins dates of one kind only: `1/7/2019` is no span of a day and a month.
        let by_sign = text.match_indices(['-', '/']);
        let by_sign = by_sign.filter_map(|(at, _)| self.pair(&text[..at], &text[at + 1..]));
        let by_sign = by_sign.filter(|(start, end)| start.len() == end.len());
        let mut spans = by_word.chain(by_sign).map(|(start, end)| format!("{start}/{end}"));
        spans.find(|span| Edtf::parse(span).is_ok())
    }

    /// `1667 or 1668`.
    fn alternatives(self) -> Option<String> {
        let (one, other) = self.text.strip_prefix("either ").unwrap_or(self.text).split_once(" or ")?;
        let (one, other) = self.pair(one, other)?;
        Some(format!("[{one},{other}]"))
    }

    /// Reads two dates, each taking from the other what only that one says.
    fn pair(self, start: &str, end: &str) -> Option<(String, String)> {
        if let (Ok(_), Ok(_)) = (Edtf::parse(start.trim()), Edtf::parse(end.trim())) {
            return Some((start.trim().to_owned(), end.trim().to_owned()));
        }
        let first = Loose::read(start.trim())?;
        let second = Loose::read_after(end.trim(), &first)?;
        let first = first.completed_by(&second).with_year(self.year_hint);
        let second = second.with_year(first.year());
        Some((first.edtf()?, second.edtf()?))
    }

    /// `2019-01-07 10:30`, `2019-01-07T10:30:05.123Z`: seconds are added, fractions dropped.
    fn date_with_time(self) -> Option<String> {
        let colon = self.text.find(':')?;
        let hour = self.text[..colon].rfind(|c: char| !c.is_ascii_digit())?;
        let time = self.text[hour..].strip_prefix(['t', ' '])?;
        let date = self.text[..hour].trim_end_matches(" at").trim_end_matches(',');
        let date = self.of(date).single()?;
        let zone_at = time.find(|c: char| !matches!(c, '0'..='9' | ':' | '.' | ',')).unwrap_or(time.len());
        let (clock, zone) = time.split_at(zone_at);
        let clock = clock.split(['.', ',']).next()?;
        let clock = match clock.len() {
            4 => format!("0{clock}:00"),
            5 => format!("{clock}:00"),
            7 => format!("0{clock}"),
            _ => clock.to_owned(),
        };
        Some(format!("{date}T{clock}{}", zone_of(zone.trim())?))
    }
}

fn zone_of(zone: &str) -> Option<String> {
    let zone = zone.trim_start_matches(['(', ' ']).trim_end_matches(')');
    let offset = zone.strip_prefix("utc").or_else(|| zone.strip_prefix("gmt")).unwrap_or(zone);
    match (zone, offset) {
        ("", _) => Some(String::new()),
        ("z" | "utc" | "gmt", _) => Some("Z".to_owned()),
        (_, offset) if offset.len() == 5 && !offset.contains(':') => {
            Some(format!("{}:{}", offset.get(..3)?, offset.get(3..)?))
        }
        (_, offset) => Some(offset.to_owned()),
    }
}
