//! How dates and times are said, in English for every example of the specification, and in other languages.

use proptest::prelude::{prop_assert, proptest};

use crate::phrases::{Phrases, Since};
use crate::text::edtf::tests::tables::DATES;
use crate::text::edtf::tests::{edtf, rows};
use crate::text::edtf::{Edtf, Lag};

#[test]
fn every_date_of_the_specification_is_said() {
    for [texts, _, _, _, _, sentence] in rows(DATES) {
        let text = texts.split('=').next().unwrap_or(texts);
        let date = Edtf::parse(text).unwrap();
        assert_eq!(Phrases::english().date(&date), sentence, "`{text}`");
    }
}

#[track_caller]
fn check_lag(from: &str, to: &str, expected: &str) {
    let lag = Lag::between(&from.parse().unwrap(), &to.parse().unwrap());
    assert_eq!(
        Phrases::english().lag(lag, Since::Said).as_deref().unwrap_or("-"),
        expected,
        "{from} to {to}: {lag:?}"
    );
}

#[test]
fn a_lag_says_what_is_known_of_it() {
    check_lag("2018-12-05", "2018-12-05", "the same day");
    check_lag("2018-12-05", "2018-12-05T10:00:00Z", "the same day");
    check_lag("2018-12-05", "2018-12-06", "1 day later");
    check_lag("2018-12-05", "2018-11-30", "5 days before");
    check_lag("2018-12-05", "2019-12-05", "about 12 months later");
    check_lag("2003", "2018-12-05", "about 15 to 16 years later");
    check_lag("2018-11", "2018-12-05", "5 to 34 days later");
    check_lag("2018-11", "2018-11-15", "up to 14 days later");
    check_lag("2018-11", "2018-11-01", "the same day at the latest");
    check_lag("2018-09-01/2019-01", "2018-09-03", "2 days later");
    check_lag("2018-09-01/..", "2018-09-03", "2 days later");
    check_lag("/2018-09-01", "2018-09-03", "at least 2 days later");
    check_lag("[..2018-09-01]", "2018-09-03", "at least 2 days later");
    check_lag("2018-09-01", "[..2018-09-03]", "up to 2 days later");
    check_lag("2018-12", "2018-01", "at least about 10 months before");
    check_lag("{2018-12-05,2019-02-07}", "2018-12-07", "2 days later");
    check_lag("XXXX", "2018", "-");
    check_lag("-4713", "Y9E14", "about 900000000004712 to 900000000004714 years later");
}

#[test]
fn a_lag_is_as_doubtful_as_its_dates() {
    check_lag("2018-12-01~", "2018-12-05", "about 4 days later");
    check_lag("2018-12-01?", "2018-12-05", "4 days later, if the dates are right");
    check_lag("2018-12-01", "2018-12-01%", "about the same day, if the dates are right");
    check_lag("2018-12-01~", "2020", "about 13 months to 2 years later");
}

#[test]
fn a_lag_among_several_dates_spans_them() {
    let dates = |texts: &[&str]| -> Vec<Edtf> { texts.iter().map(|text| text.parse().unwrap()).collect() };
    let (from, to) = (dates(&["2018-12-01", "2018-12-04"]), dates(&["[2018-12-06..]", "2018-12-09"]));
    let (from, to): (Vec<&Edtf>, Vec<&Edtf>) = (from.iter().collect(), to.iter().collect());
    assert_eq!(
        Phrases::english().lag(Lag::among(&from, &to), Since::Said).as_deref(),
        Some("2 to 8 days later")
    );
    assert_eq!(
        Phrases::english().lag(Lag::among(&from, &to[..1]), Since::Said).as_deref(),
        Some("at least 2 days later")
    );
}

#[test]
fn a_lag_says_what_it_is_counted_from() {
    let lag = |from: &str, to: &str, since: Since| {
        let lag = Lag::between(&from.parse().unwrap(), &to.parse().unwrap());
        Phrases::english().lag(lag, since).unwrap()
    };
    assert_eq!(lag("2018-12-05", "2018-12-08", Since::Began), "3 days after it began");
    assert_eq!(lag("2018-12-05", "2018-12-08", Since::Happened), "3 days later");
    assert_eq!(lag("2018-12-05", "2018-12-02", Since::Happened), "3 days before it happened");
    assert_eq!(lag("2018-12-05", "2018-12", Since::Began), "up to 26 days after it began");
}

proptest! {
    #[test]
    fn every_date_and_time_is_said(one in edtf(), other in edtf()) {
        let phrases = Phrases::english();
        prop_assert!(!phrases.date(&one).is_empty());
        let lag = phrases.lag(Lag::between(&one, &other), Since::Happened);
        prop_assert!(lag.is_none_or(|words| !words.is_empty()));
    }
}
