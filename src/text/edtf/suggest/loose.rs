//! Reads one date as people write it: words and figures in any usual order.
//!
//! Owns month names, ordinals and the orders of figures. Gives up where two readings are possible.

/// What a loosely written date says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loose {
    /// Four characters, or more with a sign; may hold `X`.
    year: Option<String>,
    /// 1 to 12, or 21 to 41 for a part of the year.
    month: Option<u8>,
    day: Option<u8>,
}

impl Loose {
    /// Reads a date from text in small letters; `None` when a word of it is not part of a date.
    pub fn read(text: &str) -> Option<Loose> {
        if let Some(figures) = figures(text) {
            return Some(figures);
        }
        let mut loose = Loose::default();
        let separated = text.replace("'s", "s").replace(',', " ").replace(". ", " ").replace(".", " ");
        let words: Vec<&str> = separated.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
        let mut words = words.as_slice();
        while let Some(rest) = loose.take(words) {
            words = rest;
        }
        let is_whole = words.is_empty() && loose != Loose::default();
        (is_whole && !is_month_and_short_number(text)).then_some(loose)
    }

    /// Reads the second date of a pair: a lone number may be the day, or the end of the year, that follows.
    ///
    /// `None` for a year after a month: `winter 2018/19` is one winter.
    pub fn read_after(text: &str, first: &Loose) -> Option<Loose> {
        if let (Some(year), None) = (&first.year, first.month) {
            let is_short = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            if is_short && first.day.is_none() {
                return Some(Loose { year: Some(format!("{}{text}", year.get(..2)?)), ..Loose::default() });
            }
        }
        let read = Loose::read(text)?;
        let is_year_after_month = first.month.is_some() && read.month.is_none() && read.day.is_none();
        let month = read.month.or(first.month.filter(|_| read.day.is_some()));
        (!is_year_after_month).then_some(Loose { month, ..read })
    }

    /// Takes the month and year that only the later date of a pair gives.
    pub fn completed_by(self, later: &Loose) -> Loose {
        let month = self.month.or(later.month.filter(|_| self.day.is_some()));
        Loose { month, year: self.year.or_else(|| later.year.clone()), day: self.day }
    }

    /// Takes the year from elsewhere when none is written and a month is.
    pub fn with_year(self, year: Option<i64>) -> Loose {
        let hinted = year.filter(|_| self.month.is_some()).and_then(year_text);
        Loose { year: self.year.or(hinted), ..self }
    }

    pub fn year(&self) -> Option<i64> {
        self.year.as_ref()?.parse().ok()
    }

    /// Writes the date as EDTF, unless it has no year or a day without a month.
    pub fn edtf(&self) -> Option<String> {
        let year = self.year.as_ref()?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => Some(format!("{year}-{month:02}-{day:02}")),
            (Some(month), None) => Some(format!("{year}-{month:02}")),
            (None, None) => Some(year.clone()),
            (None, Some(_)) => None,
        }
    }

    /// Takes the words that begin the text, and gives the rest.
    fn take<'a, 'b>(&mut self, words: &'b [&'a str]) -> Option<&'b [&'a str]> {
        match words {
            [first, "half", rest @ ..] => self.set_month(40 + ordinal_below(first, 2)?).then_some(rest),
            [first, "quarter", rest @ ..] => self.set_month(33 + ordinal_below(first, 4)?).then_some(rest),
            [first, "century", rest @ ..] => self.set_year(century(first)?).then_some(rest),
            [year, "bc" | "bce", rest @ ..] => self.set_year(before_christ(year)?).then_some(rest),
            ["the" | "of" | "in" | "on" | "year" | "sometime", rest @ ..] => Some(rest),
            [word, rest @ ..] if is_weekday(word) => Some(rest),
            [word, rest @ ..] => self.take_word(word).then_some(rest),
            [] => None,
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        if let Some(month) = month(word).or_else(|| part_of_year(word)) {
            return self.set_month(month);
        }
        if let Some(year) = year(word).or_else(|| decade(word)) {
            return self.set_year(year);
        }
        let number =
            ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        match number.parse() {
            Ok(day @ 1..=31) if number.len() <= 2 && self.day.is_none() => {
                self.day = Some(day);
                true
            }
            _ => false,
        }
    }

    fn set_month(&mut self, month: u8) -> bool {
        let is_new = self.month.is_none();
        self.month = Some(month);
        is_new
    }

    fn set_year(&mut self, year: String) -> bool {
        let is_new = self.year.is_none();
        self.year = Some(year);
        is_new
    }
}

/// Tells whether the text is like `dec-18`, which may be a day of December or December 2018.
fn is_month_and_short_number(text: &str) -> bool {
    text.split_once('-').is_some_and(|(name, number)| month(name).is_some() && number.parse::<u8>().is_ok())
}

/// Reads a date written in figures with one kind of separator, or eight figures in a row.
fn figures(text: &str) -> Option<Loose> {
    let text = text.trim_end_matches('日').replace(['年', '月'], "-");
    let text = text.trim_end_matches('-');
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return ymd(&text[..4], &text[4..6], Some(&text[6..]));
    }
    let separator = text.chars().find(|character| !character.is_ascii_digit())?;
    if !matches!(separator, '.' | '-' | '/') {
        return None;
    }
    let parts: Vec<&str> = text.split(separator).map(str::trim_start).collect();
    match parts.as_slice() {
        [year, month] | [month, year] if year.len() == 4 => ymd(year, month, None),
        [day, month] if separator != '-' => day_and_month(day, month, None),
        [year, month, day] if year.len() == 4 => ymd(year, month, Some(day)),
        [day, month, year] if year.len() == 4 => day_and_month(day, month, Some(year)),
        _ => None,
    }
}

fn ymd(year_figures: &str, month: &str, day: Option<&str>) -> Option<Loose> {
    let day = match day {
        Some(day) => Some(small(day, 31)?),
        None => None,
    };
    Some(Loose { year: Some(year(year_figures)?), month: Some(small(month, 12)?), day })
}

/// Reads a day and a month in the order that their size proves, or in any when they are the same.
fn day_and_month(first: &str, second: &str, year_figures: Option<&str>) -> Option<Loose> {
    let (first, second) = (small(first, 31)?, small(second, 31)?);
    let (day, month) = match (first, second) {
        (day @ 13.., month @ ..=12) | (month @ ..=12, day @ 13..) => (day, month),
        (day, month) if day == month && month <= 12 => (day, month),
        _ => return None,
    };
    let year = match year_figures {
        Some(figures) => Some(year(figures)?),
        None => None,
    };
    Some(Loose { year, month: Some(month), day: Some(day) })
}

fn small(figures: &str, highest: u8) -> Option<u8> {
    let is_short = (1..=2).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit());
    figures.parse().ok().filter(|number| is_short && (1..=highest).contains(number))
}

fn year(word: &str) -> Option<String> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.to_owned())
}

fn year_text(year: i64) -> Option<String> {
    (0..=9999).contains(&year).then(|| format!("{year:04}"))
}

/// `1980s`; not `1900s`, which may be a decade or a century.
fn decade(word: &str) -> Option<String> {
    let figures = year(word.strip_suffix('s')?)?;
    (figures.ends_with('0') && !figures.ends_with("00")).then(|| format!("{}X", &figures[..3]))
}

fn century(word: &str) -> Option<String> {
    let number: u8 = word.trim_end_matches(char::is_alphabetic).parse().ok()?;
    (1..=99).contains(&number).then(|| format!("{:02}XX", number - 1))
}

/// `44 BC` is the astronomical year -43.
fn before_christ(word: &str) -> Option<String> {
    let year: u16 = word.parse().ok()?;
    match year {
        1 => Some("0000".to_owned()),
        2..=9999 => Some(format!("-{:04}", year - 1)),
        _ => None,
    }
}

fn ordinal_below(word: &str, count: u8) -> Option<u8> {
    let place = ["first", "second", "third", "fourth"].iter().position(|name| *name == word);
    let place = place.or_else(|| ["1st", "2nd", "3rd", "4th"].iter().position(|name| *name == word))?;
    u8::try_from(place).ok().filter(|place| *place < count)
}

fn month(word: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is_short =
        |name: &str| word.len() == 3 && name.starts_with(word) || word == "sept" && name == "september";
    let place = NAMES.iter().position(|name| *name == word || is_short(name))?;
    u8::try_from(place + 1).ok()
}

fn part_of_year(word: &str) -> Option<u8> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        "h1" => Some(40),
        "h2" => Some(41),
        _ => None,
    }
}

fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    NAMES.iter().any(|name| *name == word || word.len() >= 3 && name.starts_with(word))
}
