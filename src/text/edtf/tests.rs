//! What EDTF dates mean, what is refused and where, the order, and the laws that hold
//! for any date.

pub mod tables;

use std::cmp::Ordering;

use proptest::prelude::{BoxedStrategy, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

use crate::text::edtf::tests::tables::{DATES, EXAMPLES, PROPOSED, REFUSED};
use crate::text::edtf::{Bound, Day, Edtf, Group, Lag, suggest};

/// Splits a table into cells, trimmed but for the first, which may begin with a space.
pub fn rows<const N: usize>(table: &str) -> Vec<[&str; N]> {
    table.lines().skip(1).map(row).collect()
}

fn row<const N: usize>(line: &str) -> [&str; N] {
    let first = line.find('|').expect("a line of a table has cells");
    let cells = line[first + 1..].split('|').map(str::trim);
    let first = line[..first].strip_suffix(' ').unwrap_or_default();
    let cells: Vec<&str> = [first].into_iter().chain(cells).collect();
    cells.try_into().expect("a line of a table has all its cells")
}

fn parsed(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("`{text}` at {}: {error}", error.at))
}

/// The dates of the table, each with its canonical text.
fn dates() -> Vec<(Edtf, &'static str)> {
    let dates = rows::<6>(DATES).into_iter().map(|[texts, ..]| {
        let (text, canonical) = texts.split_once('=').unwrap_or((texts, texts));
        (parsed(text), canonical)
    });
    dates.collect()
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Open => "..".to_owned(),
        Bound::Unknown => "-".to_owned(),
    }
}

fn group(group: Group) -> String {
    let sign = |year: i64| if year < 0 { "-" } else { "" };
    match group {
        Group::Month { year, month } => format!("{}{:04}-{month:02}", sign(year), year.abs()),
        Group::Year { year } => format!("{}{:04}", sign(year), year.abs()),
        Group::Undated => "undated".to_owned(),
    }
}

fn group_year(date: &Edtf) -> Option<i64> {
    match date.group() {
        Group::Month { year, .. } | Group::Year { year } => Some(year),
        Group::Undated => None,
    }
}

#[test]
fn every_date_of_the_specification_means_what_it_says() {
    for [texts, earliest, latest, grouped, precision, _] in rows(DATES) {
        let text = texts.split('=').next().unwrap_or(texts);
        let date = parsed(text);
        assert_eq!(bound(date.earliest()), earliest, "earliest day of `{text}`");
        assert_eq!(bound(date.latest()), latest, "latest day of `{text}`");
        assert_eq!(group(date.group()), grouped, "group of `{text}`");
        assert_eq!(format!("{:?}", date.precision()), precision, "precision of `{text}`");
        assert_eq!(date.is_unknown(), grouped == "undated", "`{text}`");
    }
}

#[test]
fn every_example_of_the_specification_has_a_row() {
    let tested: Vec<&str> =
        rows::<6>(DATES).iter().map(|[texts, ..]| texts.split('=').next().unwrap_or(texts)).collect();
    let examples: Vec<&str> = EXAMPLES
        .lines()
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(_, examples)| examples.split(' '))
        .collect();
    assert_eq!(examples.len(), 64);
    let missing: Vec<&&str> = examples.iter().filter(|example| !tested.contains(example)).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
}

#[test]
fn dates_print_as_canonical_text_that_parses_to_the_same() {
    for (date, canonical) in dates() {
        assert_eq!(date.to_string(), canonical);
        assert_eq!(canonical.parse(), Ok(date));
    }
}

#[test]
fn what_is_no_date_is_refused_with_its_place() {
    for [text, at, message] in rows(REFUSED) {
        match Edtf::parse(text) {
            Ok(date) => panic!("`{text}` was read as `{date}`"),
            Err(error) => {
                assert_eq!(error.at.to_string(), at, "`{text}`: {error}");
                assert!(error.message.contains(message), "`{text}`: `{error}` says nothing of `{message}`");
                assert!(text.is_char_boundary(error.at), "`{text}`");
            }
        }
    }
}

#[test]
fn proposals_are_what_was_meant_or_nothing() {
    for [text, hint, expected] in rows(PROPOSED) {
        let proposed = suggest(text, hint.parse().ok());
        assert_eq!(proposed.as_deref().unwrap_or("-"), expected, "`{text}`, hint {hint}");
    }
}

#[test]
fn a_date_is_its_own_proposal() {
    for (date, canonical) in dates() {
        assert_eq!(suggest(canonical, None), Some(date.to_string()));
    }
}

#[test]
fn the_order_is_total() {
    let keys: Vec<_> = dates().into_iter().map(|(date, text)| (date.sort_key(), text)).collect();
    for (one, one_text) in &keys {
        for (other, other_text) in &keys {
            assert_eq!(one.cmp(other), other.cmp(one).reverse());
            assert_eq!(one.cmp(other) == Ordering::Equal, one_text == other_text, "{one_text} {other_text}");
            for (third, _) in &keys {
                assert!(!(one <= other && other <= third) || one <= third);
            }
        }
    }
}

#[test]
fn dates_sort_by_earliest_then_latest_then_doubt_then_text() {
    let sorted = [
        "-0043-03-15",
        "0000",
        "198X",
        "1984-01-01",
        "1984-01-01T09:00:00Z",
        "1984-01-01T10:00:00+08:00",
        "1984-01-01~",
        "1984-01-01?",
        "1984-01-01%",
        "1984-01",
        "1984-01-XX",
        "1984-33",
        "1984",
        "1984-XX",
        "1984/1984",
        "[1984]",
        "1984~",
        "1984?",
        "1984/",
        "1984/..",
        "[1984..]",
        "1984-02",
        "1984-12-31",
        "../1984",
        "/1984",
        "[..1984]",
        "Y12345",
        "XXXX",
        "XXXX-12-25",
        "[..1760,1800..]",
    ];
    let mut dates: Vec<Edtf> = sorted.iter().rev().map(|text| parsed(text)).collect();
    dates.sort_by_cached_key(Edtf::sort_key);
    let texts: Vec<String> = dates.iter().map(Edtf::to_string).collect();
    assert_eq!(texts, sorted);
}

#[test]
fn sorted_dates_never_go_back_to_an_earlier_group() {
    let mut dates: Vec<Edtf> = dates().into_iter().map(|(date, _)| date).collect();
    dates.sort_by_cached_key(Edtf::sort_key);
    let years: Vec<i64> = dates.iter().map(|date| group_year(date).unwrap_or(i64::MAX)).collect();
    assert!(years.is_sorted(), "{years:?}");
}

#[test]
fn doubt_is_told_apart() {
    // text, certain, uncertain, approximate
    let table = [
        ("2018-12-05", true, false, false),
        ("2018", true, false, false),
        ("2018-21", true, false, false),
        ("2018-12-05T10:00:00Z", true, false, false),
        ("2018/2019", true, false, false),
        ("2018/..", true, false, false),
        ("2018/", false, false, false),
        ("2018/2019?", false, true, false),
        ("2018~/2019", false, false, true),
        ("2018-12-05?", false, true, false),
        ("2018-~12-05", false, false, true),
        ("2018%", false, true, true),
        ("201X", false, false, false),
        ("2018-12-XX", false, false, false),
        ("1950S2", false, false, true),
        ("[2018,2019]", false, false, false),
        ("{2018,2019~}", false, false, true),
        ("XXXX", false, false, false),
    ];
    for (text, certain, uncertain, approximate) in table {
        let date = parsed(text);
        let found = (date.is_certain(), date.is_uncertain(), date.is_approximate());
        assert_eq!(found, (certain, uncertain, approximate), "{text}");
        assert_eq!(date.is_interval(), text.contains('/'), "{text}");
        assert_eq!(date.is_set(), text.contains([',']), "{text}");
    }
}

#[test]
fn days_are_held_by_the_dates_that_can_mean_them() {
    let table = [
        ("2018-12-05", "2018-12-05", true),
        ("2018-12-05T23:59:00-12", "2018-12-06", false),
        ("2018-12", "2018-12-31", true),
        ("2018", "2019-01-01", false),
        ("2018-XX-12", "2018-07-12", true),
        ("2018-XX-12", "2018-07-13", false),
        ("156X-12-25", "1563-12-25", true),
        ("156X-12-25", "1570-12-25", false),
        ("19X5", "1985-06-01", true),
        ("19X5", "1986-06-01", false),
        ("-00XX", "0000-06-01", true),
        ("1950S2", "1999-12-31", true),
        ("2018-24", "2019-02-28", true),
        ("2018-24", "2018-02-28", false),
        ("201X-24", "2020-01-31", true),
        ("2018/2020", "2019-05-05", true),
        ("2018/..", "9999-05-05", true),
        ("2018/..", "2017-12-31", false),
        ("2018/", "2018-12-31", true),
        ("2018/", "2019-01-01", false),
        ("/2018", "2018-01-01", true),
        ("/2018", "2017-12-31", false),
        ("../2018", "0000-01-01", true),
        ("../2018", "2019-01-01", false),
        ("[2018,2020]", "2019-05-05", false),
        ("[2018..2020]", "2019-05-05", true),
        ("{..2018}", "1066-10-14", true),
        ("[2018-12..]", "2018-11-30", false),
        ("XXXX", "2018-12-25", false),
        ("XXXX-12-25", "2018-12-25", false),
    ];
    for (text, day, held) in table {
        let day = Day::parse(day).expect("the table holds real days");
        assert_eq!(parsed(text).contains(day), held, "{text} {day}");
    }
}

#[test]
fn html_gets_only_what_it_can_say() {
    let table = [
        ("2018-12-05", Some("2018-12-05")),
        ("2018-12", Some("2018-12")),
        ("2018", Some("2018")),
        ("0001", Some("0001")),
        ("Y12345", Some("12345")),
        ("1985-04-12T23:20:30", Some("1985-04-12T23:20:30")),
        ("1985-04-12T23:20:30Z", Some("1985-04-12T23:20:30Z")),
        ("1985-04-12T23:20:30-04", Some("1985-04-12T23:20:30-04:00")),
        ("1985-04-12T23:20:30+04:30", Some("1985-04-12T23:20:30+04:30")),
        ("2016-12-31T23:59:60Z", Some("2016-12-31")),
        ("0000", None),
        ("-0043", None),
        ("Y-12345", None),
        ("1950S4", None),
        ("2018~", None),
        ("2018-12-05?", None),
        ("201X", None),
        ("2018-12-XX", None),
        ("2018-21", None),
        ("2018/2019", None),
        ("[2018]", None),
        ("XXXX", None),
    ];
    for (text, expected) in table {
        assert_eq!(parsed(text).html_datetime().as_deref(), expected, "{text}");
    }
}

#[test]
fn times_and_plain_days_are_kept_as_written() {
    let timed = parsed("1985-04-12T23:20:30-04");
    let day = Day::new(1985, 4, 12).expect("12 April exists");
    assert_eq!((timed.time(), timed.plain_day()), (Some("23:20:30-04"), Some(day)));
    assert_eq!((parsed("1985-04-12").time(), parsed("1985-04-12").plain_day()), (None, Some(day)));
    for text in ["1985-04", "1985-04-12?", "1985-04-XX", "1985-04-12/1985-04-13", "XXXX"] {
        assert_eq!(parsed(text).plain_day(), None, "{text}");
    }
    assert_eq!(Edtf::from(day), parsed("1985-04-12"));
}

#[test]
fn a_date_is_small() {
    assert!(size_of::<Edtf>() <= 24, "{} bytes", size_of::<Edtf>());
}

#[test]
fn proposals_give_up_on_long_and_strange_text() {
    assert_eq!(suggest(&"7 ".repeat(60), Some(2019)), None);
    assert_eq!(suggest("7 January\u{a0}2019", None).as_deref(), Some("2019-01-07"));
    for text in ["é10:30", "日10:30", "2019-01-07日10:30", "::", "年月日", "-", "/", "--/--", "‘’“”"]
    {
        assert_eq!(suggest(text, Some(2019)), None, "{text}");
    }
}

/// Most texts of this strategy are dates; the others must be refused, not panic.
fn date_text() -> BoxedStrategy<String> {
    let sign = || select(vec!["", "", "", "?", "~", "%"]);
    let year = prop_oneof![
        "-?[0-9]{4}",
        "[12][0-9X]{3}",
        "-?[0-9X]{4}",
        "Y-?[1-9][0-9]{4,9}",
        "Y-?[1-9]{1,3}E[1-9]",
        "-?1[0-9]{3}S[1-4]",
        "Y-?[1-9][0-9]{4,9}S[1-5]",
        "Y-?[1-9]{1,3}E[2-9]S[1-3]"
    ];
    let month = prop_oneof!["0[1-9]", "1[0-2]", "[01X][0-9X]", "2[1-9]", "3[0-9]"];
    let parts = (year, month, "[012X][0-9X]|30", 0..4_u8);
    (sign(), parts, sign(), sign(), sign())
        .prop_map(|(before, (year, month, day, count), one, two, three)| match count {
            0 => format!("{before}{year}{one}"),
            1 => format!("{year}{one}-{before}{month}{two}"),
            2 => format!("{year}-{month}-{day}"),
            _ => format!("{year}{one}-{month}{two}-{before}{day}{three}"),
        })
        .boxed()
}

fn edtf_text() -> BoxedStrategy<String> {
    let date = date_text;
    let end = || prop_oneof![4 => date_text(), 1 => select(vec![String::new(), "..".to_owned()])];
    let member = || {
        (date_text(), date_text(), 0..4_u8)
            .prop_map(|(one, other, kind)| if kind == 0 { format!("{one}..{other}") } else { one })
    };
    let open = || select(vec!["", "", ".."]);
    prop_oneof![
        4 => date(),
        1 => (date(), "[01][0-9]:[0-5][0-9]:[0-5][0-9](|Z|[+-][01][0-9](:[0-5][0-9])?)").prop_map(|(date, time)| format!("{date}T{time}")),
        2 => (end(), end()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => (open(), member(), member(), open()).prop_map(|(up_to, one, other, from)| format!("[{up_to}{one},{other}{from}]")),
        1 => (open(), member(), open()).prop_map(|(up_to, one, from)| format!("{{{up_to}{one}{from}}}")),
    ]
    .boxed()
}

/// A single date: no interval and no set.
fn plain_date() -> BoxedStrategy<Edtf> {
    date_text().prop_filter_map("no date", |text| Edtf::parse(&text).ok()).boxed()
}

/// A day from the first to the last that a date can mean; `None` without a place in time.
fn day_of(date: &Edtf, pick: u16) -> Option<Day> {
    let (first, last) = (date.earliest().day()?.to_days(), date.latest().day()?.to_days());
    Some(Day::from_days(first + i64::from(pick) % (last - first + 1)))
}

/// Dates that parse, by leaving the others out.
pub fn edtf() -> BoxedStrategy<Edtf> {
    edtf_text().prop_filter_map("no date", |text| Edtf::parse(&text).ok()).boxed()
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_within_it(text in prop_oneof![any::<String>(), edtf_text(), "[0-9XYES?~%/.,T:Z\\[\\]{}+ -]{0,24}"]) {
        match Edtf::parse(&text) {
            Ok(date) => prop_assert_eq!(Edtf::parse(&date.to_string()), Ok(date)),
            Err(error) => prop_assert!(text.is_char_boundary(error.at) && !error.message.is_empty()),
        }
    }

    #[test]
    fn printed_dates_parse_to_the_same(date in edtf()) {
        let text = date.to_string();
        prop_assert_eq!(Edtf::parse(&text), Ok(date.clone()));
        prop_assert_eq!(Edtf::parse(&text).map(|date| date.to_string()), Ok(text.clone()));
        prop_assert_eq!(suggest(&text, None), (text.len() <= 100).then_some(text));
    }

    #[test]
    fn bounds_hold_what_the_date_holds(date in edtf(), shift in -400_i64..400, far in any::<i32>()) {
        let (first, last) = (date.earliest().day(), date.latest().day());
        if let (Some(first), Some(last)) = (first, last) {
            prop_assert!(first <= last);
        }
        let near = [first, last].into_iter().flatten().map(|day| day.to_days() + shift);
        for day in near.chain([i64::from(far)]).map(Day::from_days).filter(|day| date.contains(*day)) {
            prop_assert!(first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last), "{} {}", date, day);
        }
        if !date.is_unknown() && !date.is_set() {
            let ends: Vec<Day> = [first, last].into_iter().flatten().collect();
            prop_assert!(ends.iter().all(|day| date.contains(*day)), "{}", date);
        }
    }

    #[test]
    fn keys_order_any_dates(one in edtf(), other in edtf(), third in edtf()) {
        let (first, second, last) = (one.sort_key(), other.sort_key(), third.sort_key());
        prop_assert_eq!(first.cmp(&second), second.cmp(&first).reverse());
        prop_assert_eq!(first.cmp(&second) == Ordering::Equal, one == other);
        prop_assert!(!(first <= second && second <= last) || first <= last);
        if let (Some(one), Some(other), true) = (group_year(&one), group_year(&other), first <= second) {
            prop_assert!(one <= other);
        }
    }

    #[test]
    fn a_lag_turned_round_is_the_same_lag_before(one in edtf(), other in edtf()) {
        let (there, back) = (Lag::between(&one, &other), Lag::between(&other, &one));
        prop_assert_eq!((there.least, there.most), (back.most.map(|days| -days), back.least.map(|days| -days)));
        if let (Some(least), Some(most)) = (there.least, there.most) {
            prop_assert!(least <= most, "{} to {}", one, other);
        }
    }

    #[test]
    fn a_lag_holds_the_days_between_what_the_dates_can_mean(one in plain_date(), other in plain_date(), picks in any::<(u16, u16)>()) {
        let lag = Lag::between(&one, &other);
        if let (Some(from), Some(to)) = (day_of(&one, picks.0), day_of(&other, picks.1)) {
            let days = to.to_days() - from.to_days();
            prop_assert!(lag.least.is_some_and(|least| least <= days) && lag.most.is_some_and(|most| days <= most));
        } else {
            prop_assert!(one.is_unknown() || other.is_unknown());
        }
    }

    #[test]
    fn proposals_always_parse(text in prop_oneof![any::<String>(), "(c\\. |before |since |between )?[0-9]{1,4}[ ./-](Jan|march|[0-9]{1,2})[ ,./-]{1,2}[0-9]{1,4}( (to|-|and) [0-9]{1,2} may 20[0-9]{2})?", "[a-z0-9 .,:/-]{0,20}"], hint in any::<Option<i64>>()) {
        if let Some(proposed) = suggest(&text, hint) {
            prop_assert_eq!(Edtf::parse(&proposed).map(|date| date.to_string()), Ok(proposed));
        }
    }
}
