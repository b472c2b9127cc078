//! Numbers and figures in words, as tables and charts print them. Knows nothing of drawing.

use crate::model::annotation::Figure;
use crate::phrases::Phrases;

/// Prints a number: `1,000,000`, `2.5`, `−40`, `3 × 10¹⁸`.
///
/// At most six decimals, six significant digits below 1; powers of ten from 10¹⁵ and below a millionth.
pub fn number(phrases: &Phrases, value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{}", unsigned(phrases, value.abs()))
}

/// Says a figure as it was given: `more than 1,000,000 people`, `1,000,000 to 2,000,000 people`.
pub fn words(phrases: &Phrases, figure: &Figure) -> String {
    let qualifier = figure.qualifier.trim();
    let low = number(phrases, figure.low);
    let high = if figure.low == figure.high { low.clone() } else { number(phrases, figure.high) };
    let range = |key| phrases.fill(key, &[("low", &low), ("high", &high)]);
    let numbers = match (low == high, phrases.is_between(qualifier)) {
        (true, _) => low.clone(),
        (false, true) => range("figure.between"),
        (false, false) => range("figure.range"),
    };
    let unit = figure.unit.trim();
    let space = if unit.is_empty() || unit == "%" { "" } else { " " };
    let before = if qualifier.is_empty() { "" } else { " " };
    format!("{qualifier}{before}{numbers}{space}{unit}")
}

/// `10¹⁵` for 15.
pub fn power_of_ten(exponent: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut text = "10".to_owned();
    for sign in exponent.to_string().chars() {
        text.push(sign.to_digit(10).map_or('⁻', |digit| RAISED[digit as usize]));
    }
    text
}

/// Splits a number above 0 into digits from 1 to below 10, and the power of ten; exact on every machine.
pub fn parts(value: f64) -> (f64, i32) {
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').expect("a finite number prints with an exponent");
    let digits = digits.parse().expect("a printed number parses");
    (digits, exponent.parse().expect("the exponent of a double is a small whole number"))
}

fn unsigned(phrases: &Phrases, value: f64) -> String {
    if value.is_infinite() {
        return "∞".to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    if !(1e-6..1e15).contains(&value) {
        return scientific(phrases, value);
    }
    if value.fract() == 0.0 {
        // Below 10¹⁵ every whole number is one of an integer too.
        return phrases.grouped(&(value as u64).to_string());
    }
    let decimals = if value < 1.0 { (5 - parts(value).1).unsigned_abs() as usize } else { 6 };
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    match fraction.trim_end_matches('0') {
        "" => phrases.grouped(whole),
        fraction => [&phrases.grouped(whole), phrases.decimal(), fraction].concat(),
    }
}

fn scientific(phrases: &Phrases, value: f64) -> String {
    let text = format!("{value:.5e}");
    let (digits, exponent) = text.split_once('e').expect("a finite number prints with an exponent");
    let digits = digits.trim_end_matches('0').trim_end_matches('.').replace('.', phrases.decimal());
    let exponent = exponent.parse().expect("the exponent of a double is a small whole number");
    format!("{digits} × {}", power_of_ten(exponent))
}
