//! Only what is certain counts as certain.

use super::edtf;
use crate::export::citation::Dated;
use crate::export::citation::date::{Certain, certain, is_level_1, is_plain, remark, unmarked, words};

#[test]
fn certain_parts_are_those_beyond_doubt() {
    let check = |text, year, month, day| {
        assert_eq!(certain(&edtf(text)), Certain { year, month, day }, "{text}");
    };
    check("2018-12-05", Some(2018), Some(12), Some(5));
    check("2018-12-05T10:00:00Z", Some(2018), Some(12), Some(5));
    check("2018-12", Some(2018), Some(12), None);
    check("2018", Some(2018), None, None);
    check("2018-12-05~", None, None, None);
    check("2018?", None, None, None);
    check("2018-12-?05", Some(2018), Some(12), None);
    check("2018-%12-05", Some(2018), None, None);
    check("2018-~12-?05", Some(2018), None, None);
    check("?2018-12-05", None, None, None);
    check("2018-12~-05", None, None, None);
    check("2018-XX-05", Some(2018), None, None);
    check("201X", None, None, None);
    check("[2022-02-28..2022-03-07]", Some(2022), None, None);
    check("[2022-03-08..2022-03-31]", Some(2022), Some(3), None);
    check("[2019-01-07..]", None, None, None);
    check("2018-12/2019-01", None, None, None);
    check("2018-21", Some(2018), None, None);
    check("2018-24", None, None, None);
    check("XXXX", None, None, None);
    check("1950S2", None, None, None);
}

#[test]
fn plain_dates_are_days_months_and_years() {
    for text in ["2018-12-05", "2018-12", "2018", "0033", "2018-12-05T10:00:00Z"] {
        assert!(is_plain(&edtf(text)), "{text}");
    }
    for text in ["2018~", "2018-21", "201X", "2018/2019", "[2018,2018-05]", "-0043", "0000", "Y20180", "XXXX"]
    {
        assert!(!is_plain(&edtf(text)), "{text}");
    }
}

#[test]
fn doubt_can_be_set_aside() {
    let parts = |text| unmarked(&edtf(text)).map(|parts| (parts.year, parts.month, parts.day));
    assert_eq!(parts("2018-12-05~"), Some((Some(2018), Some(12), Some(5))));
    assert_eq!(parts("2018-?12"), Some((Some(2018), Some(12), None)));
    assert_eq!(parts("2018-XX~"), None);
    assert_eq!(parts("2018~/2019"), None);
}

#[test]
fn biblatex_reads_level_1() {
    for text in [
        "2018-12-05~",
        "2018?",
        "2018-12%",
        "201X",
        "20XX",
        "2018-XX",
        "2018-12-XX",
        "2018-XX-XX",
        "2018-21",
        "2018/2019-01",
        "2018/..",
        "2018~/",
        "../2018",
    ] {
        assert!(is_level_1(&edtf(text)), "{text}");
    }
    for text in [
        "[2018,2019]",
        "2018-12-?05",
        "2018~-12",
        "2018-XX-05",
        "2018-33",
        "Y20180",
        "-0043",
        "XXXX",
        "1950S2",
    ] {
        assert!(!is_level_1(&edtf(text)), "{text}");
    }
}

#[test]
fn the_words_of_the_site_come_first() {
    let date = edtf("2018-12~");
    assert_eq!(words(Dated { edtf: &date, words: "vers décembre 2018" }), "vers décembre 2018");
    assert_eq!(words(Dated::from(&date)), "ca. December 2018");
    assert_eq!(remark("published", Dated::from(&date)), "published ca. December 2018 (EDTF 2018-12~)");
}
