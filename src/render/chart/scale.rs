//! The scale of values: where a value stands between bottom and top, and at which round values lines are
//! drawn.
//!
//! Uses only arithmetic that every machine rounds alike; logarithms are computed here.

use crate::phrases::Phrases;
use crate::render::chart::words::{number, parts, power_of_ten};

/// Lines across a chart are fewer than eight.
pub const MOST_TICKS: usize = 7;

/// From this ratio of the greatest to the least value on, the scale is logarithmic.
const FACTOR: f64 = 20.0;

/// The values from the bottom of a chart to its top.
#[derive(Debug)]
pub struct Values {
    low: f64,
    high: f64,
    logarithmic: bool,
    pub ticks: Vec<f64>,
}

impl Values {
    /// Makes the scale that holds every value; they must be finite and no farther from 0 than 1e300.
    ///
    /// Linear and holding 0, unless all are above 0 and more than twentyfold apart.
    pub fn over(values: &[f64]) -> Values {
        let low = values.iter().copied().fold(f64::MAX, f64::min);
        let high = values.iter().copied().fold(f64::MIN, f64::max);
        if low > 0.0 && high / low > FACTOR {
            logarithmic(low, high)
        } else {
            linear(low.min(0.0), high.max(0.0))
        }
    }

    pub fn is_logarithmic(&self) -> bool {
        self.logarithmic
    }

    /// Gives where a value of the scale stands: 0 at the bottom, 1 at the top.
    pub fn at(&self, value: f64) -> f64 {
        if self.logarithmic {
            let low = log10(self.low);
            (log10(value) - low) / (log10(self.high) - low)
        } else {
            (value - self.low) / (self.high - self.low)
        }
    }

    /// Prints a round value as the scale shows it: by [`Values::word`] where there is one.
    pub fn label(&self, phrases: &Phrases, tick: f64) -> String {
        if self.logarithmic {
            return short(phrases, tick);
        }
        let (size, _) = self.size();
        if size == 1.0 { short(phrases, tick) } else { number(phrases, tick / size) }
    }

    /// What the values of a linear scale are counted in: `million`, or nothing.
    pub fn word(&self) -> &'static str {
        if self.logarithmic { "" } else { self.size().1 }
    }

    fn size(&self) -> (f64, &'static str) {
        let greatest = self.high.max(-self.low);
        if greatest >= 1e15 { NO_SIZE } else { size_of(greatest) }
    }
}

const NO_SIZE: (f64, &str) = (1.0, "");

const SIZES: [(f64, &str); 3] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];

fn size_of(value: f64) -> (f64, &'static str) {
    SIZES.into_iter().find(|(size, _)| value >= *size).unwrap_or(NO_SIZE)
}

/// `500`, `20 million`, `10¹⁸`
fn short(phrases: &Phrases, value: f64) -> String {
    if value != 0.0 && !(1e-6..1e15).contains(&value.abs()) {
        let (digits, exponent) = parts(value.abs());
        if digits == 1.0 && value > 0.0 {
            return power_of_ten(exponent);
        }
        return number(phrases, value);
    }
    let (size, word) = size_of(value.abs());
    let key = match word {
        "" => return number(phrases, value),
        "million" => "figure.million",
        "billion" => "figure.billion",
        _ => "figure.trillion",
    };
    phrases.fill(key, &[("n", &number(phrases, value / size))])
}

fn linear(low: f64, high: f64) -> Values {
    let high = if low == high { low + 1.0 } else { high };
    let mut fewest = 5.0;
    loop {
        let step = round_above((high - low) / fewest);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        // Both are whole and at most a few more than `fewest` apart.
        let count = (last - first) as usize + 1;
        if count <= MOST_TICKS || fewest < 2.0 {
            let ticks: Vec<f64> = (0..count).map(|at| (first + at as f64) * step).collect();
            return Values { low: first * step, high: last * step, logarithmic: false, ticks };
        }
        fewest -= 1.0;
    }
}

/// The least of 1, 2 and 5 times a power of ten that is not below `value`, which is above 0.
fn round_above(value: f64) -> f64 {
    let (digits, exponent) = parts(value);
    let round = [1, 2, 5, 10].into_iter().find(|round| digits <= f64::from(*round)).unwrap_or(10);
    ten_to(round, exponent)
}

fn ten_to(digits: i32, exponent: i32) -> f64 {
    format!("{digits}e{exponent}").parse().expect("digits and an exponent are a number")
}

fn logarithmic(low: f64, high: f64) -> Values {
    let (bottom, top) = (parts(low).1, parts(high).1 + 1);
    let fine: Vec<f64> =
        (bottom..=top).flat_map(|exponent| [1, 2, 5].map(|digits| ten_to(digits, exponent))).collect();
    let first = fine.iter().rposition(|tick| *tick <= low).unwrap_or(0);
    let last = fine.iter().position(|tick| *tick >= high).unwrap_or(fine.len() - 1);
    let ticks = if last - first < MOST_TICKS { fine[first..=last].to_vec() } else { powers(bottom, high) };
    let ends = (ticks[0].min(low), ticks[ticks.len() - 1].max(high));
    Values { low: ends.0, high: ends.1, logarithmic: true, ticks }
}

/// Powers of ten, evenly apart, from `bottom` to the one at or above `high` or just short of it.
fn powers(bottom: i32, high: f64) -> Vec<f64> {
    let (digits, exponent) = parts(high);
    let top = if digits > 1.0 { exponent + 1 } else { exponent };
    let step = usize::try_from(top - bottom).unwrap_or(1).div_ceil(MOST_TICKS - 1).max(1);
    (bottom..=top).step_by(step).map(|exponent| ten_to(1, exponent)).collect()
}

/// The decimal logarithm of a number above 0, to about twelve decimals.
///
/// Not `f64::log10`, whose last bit differs from one mathematical library to another.
fn log10(value: f64) -> f64 {
    let (mut digits, exponent) = parts(value);
    let (mut fraction, mut bit) = (0.0, 0.5);
    for _ in 0..40 {
        digits *= digits;
        if digits >= 10.0 {
            digits /= 10.0;
            fraction += bit;
        }
        bit /= 2.0;
    }
    f64::from(exponent) + fraction
}

#[cfg(test)]
mod tests {
    use super::{MOST_TICKS, Values, log10};
    use crate::phrases::Phrases;

    fn labels(values: &[f64]) -> String {
        let scale = Values::over(values);
        let labels: Vec<String> =
            scale.ticks.iter().map(|tick| scale.label(Phrases::english(), *tick)).collect();
        format!("{} {}", labels.join(" | "), scale.word()).trim_end().to_owned()
    }

    #[test]
    fn round_values_begin_at_zero_or_go_by_powers_of_ten() {
        for (values, expected) in [
            (&[1e6, 2e6][..], "0 | 0.5 | 1 | 1.5 | 2 million"),
            (&[3.0, 11.0], "0 | 5 | 10 | 15"),
            (&[0.1, 0.3], "0 | 0.1 | 0.2 | 0.3"),
            (&[0.0, 0.0], "0 | 0.2 | 0.4 | 0.6 | 0.8 | 1"),
            (&[-30.0, 70.0], "−40 | −20 | 0 | 20 | 40 | 60 | 80"),
            (&[-5.0, -3.0], "−5 | −4 | −3 | −2 | −1 | 0"),
            (&[100.0, 3000.0], "100 | 200 | 500 | 1,000 | 2,000 | 5,000"),
            (&[120.0, 1_800_000.0], "100 | 1,000 | 10,000 | 100,000 | 1 million | 10 million"),
            (&[0.0, 5e17], "0 | 10¹⁷ | 2 × 10¹⁷ | 3 × 10¹⁷ | 4 × 10¹⁷ | 5 × 10¹⁷"),
        ] {
            assert_eq!(labels(values), expected, "{values:?}");
        }
    }

    #[test]
    fn every_value_stands_within_its_scale() {
        let values = [-1e300, -7.0, -1e-300, 0.0, 1e-300, 2e-7, 0.3, 1.0, 9.99, 1e6, 5.1e14, 3e15, 1e300];
        for (at, low) in values.iter().enumerate() {
            for high in &values[at..] {
                let scale = Values::over(&[*low, *high]);
                assert!((2..=MOST_TICKS).contains(&scale.ticks.len()), "{low} {high} {:?}", scale.ticks);
                for value in scale.ticks.iter().chain([low, high]) {
                    assert!((0.0..=1.0).contains(&scale.at(*value)), "{value} of {low} to {high}");
                }
            }
        }
    }

    #[test]
    fn logarithms_are_those_of_the_machine_to_ten_decimals() {
        for value in [1e-300, 0.5, 1.0, 2.0, 3.16, 9.999_999, 10.0, 1_234_567.0, 1e300] {
            assert!((log10(value) - f64::log10(value)).abs() < 1e-10, "{value}");
        }
    }
}
