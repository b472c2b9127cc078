//! What the picture draws, and what holds of every picture.

use std::cell::Cell;

use super::axis::{Label, breaks, ticks};
use super::detail::{Detail, Sheet};
use super::lanes::{Lane, Shape, Sign};
use super::scale::{Piece, Scale};
use super::{BUDGET, Dated, Mark, Overview, Size, overview};
use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::text::edtf::{Day, Edtf};

#[test]
fn what_is_no_map_is_not_drawn() {
    for (dates, is_drawn) in [
        (&[][..], false),
        (&["2018-12-05"], false),
        (&["2018"], false),
        (&["2018-12-05", "2018-12-05"], false),
        (&["XXXX", "2018-12-05"], false),
        (&["2018-12-05", "2018-12-06"], true),
        (&["2018", "2018"], true),
        (&["2018-12-05/..", "[..2019-01-01]"], true),
    ] {
        let marks: Vec<Mark> = dates.iter().map(|date| event(date)).collect();
        assert_eq!(drawn(&marks, Size::Full).is_some(), is_drawn, "{dates:?}");
    }
    let captured = mark(Role::Captured, "2019-01-01");
    assert_eq!(drawn(&[event("2018-12-05"), captured, captured], Size::Full), None);
}

#[test]
fn every_role_is_counted_and_three_are_drawn() {
    let marks = [
        event("2018-12-05"),
        mark(Role::Said, "2018-12-06~"),
        mark(Role::Said, "2019"),
        mark(Role::Published, "2019-03-05"),
        mark(Role::Published, "2019-03-07"),
        mark(Role::Updated, "2019-04-01"),
        mark(Role::Captured, "2020-01-01"),
        mark(Role::Captured, "2020-01-02"),
        mark(Role::Captured, "XXXX"),
    ];
    let Overview { svg, text } = drawn(&marks, Size::Full).expect("five marks are drawn");
    assert_eq!(
        text,
        "From 2018 to 2019: 1 event, 2 statements and 2 articles published; not \
         drawn: 1 update, 2 captures and 1 undated. The week with the most publications: 4 to 10 March \
         2019, with 2. 1 date is uncertain. 1 date is not known to the day."
    );
    assert!(svg.contains(&format!("<desc id=\"map-text\">{text}</desc>")), "{svg}");
    assert_eq!(links(&svg), ["#0", "#1", "#2", "#3"]);
    for part in [
        "<path class=\"overview-event\" d=",
        "<path class=\"overview-statement overview-soft\" d=",
        "<rect class=\"overview-soft\" ",
        "<rect class=\"overview-band\" ",
        "aria-label=\"mark 0\"><title>mark 0</title>",
        "aria-label=\"4 to 10 March 2019: 2 articles published\"",
        "role=\"group\" aria-labelledby=\"map-title\" aria-describedby=\"map-text\"",
    ] {
        assert_eq!(svg.matches(part).count(), 1, "{part} in {svg}");
    }
}

#[test]
fn quiet_stretches_are_drawn_short_and_named() {
    let busy = |years: &[i64]| -> Vec<Mark> {
        let months = years.iter().flat_map(|year| (1..=12).map(move |month| (*year, month)));
        months.map(|(year, month)| event(&format!("{year:04}-{month:02}-15"))).collect()
    };
    let with = |mut marks: Vec<Mark>, dates: &[&str]| {
        marks.extend(dates.iter().map(|date| event(date)));
        marks
    };
    for (marks, expected) in [
        (busy(&[2018, 2019, 2020]), ""),
        (with(busy(&[2018, 2019, 2020, 2021, 2022]), &["2003-05-12"]), "15 quiet years"),
        (with(busy(&[2018]), &["2019-08-20", "2019-08-30"]), "8 quiet months"),
        (busy(&[1900, 1950, 2000]), "49 quiet years | 49 quiet years"),
        (busy(&[1900, 1920, 1940, 1960, 1980, 2000, 2020, 2021]), &["19 quiet years"; 6].join(" | ")),
        // Even steps are no quiet stretches, and two days have nothing else to show.
        (["1990", "2000", "2010"].map(event).to_vec(), ""),
        (["1990-01-01", "2018-01-01"].map(event).to_vec(), ""),
        // What only passes through is drawn across.
        (with(busy(&[2018]), &["2003-05-12", "2003-05-12/2018-06-01", "20XX"]), "15 quiet years"),
    ] {
        let scale = scale(&marks, Size::Full).expect("several days are drawn");
        let labels: Vec<String> = breaks(Phrases::english(), &scale, &Sheet::of(Size::Full))
            .into_iter()
            .map(|label| label.text)
            .collect();
        assert_eq!(labels.join(" | "), expected);
        let Overview { svg, text } = drawn(&marks, Size::Full).expect("several days are drawn");
        assert_eq!(svg.matches("class=\"overview-break\"").count(), labels.len());
        assert_eq!(text.contains("Drawn short"), !labels.is_empty(), "{text}");
    }
}

#[test]
fn one_day_is_as_wide_everywhere_but_in_breaks() {
    let marks =
        ["2003-05-12", "2018-01-05", "2018-02-05", "2018-03-05", "2018-07-05", "2018-11-05", "2019-03-05"]
            .map(event);
    let scale = scale(&marks, Size::Full).expect("several days are drawn");
    let sheet = Sheet::of(Size::Full);
    let x = |text: &str| scale.x(day(text) as f64);
    let close = |one: f64, other: f64| (one - other).abs() < 1e-6;
    assert!(close(x("2018-02-05") - x("2018-01-05"), 31.0 * scale.day));
    assert!(close(x("2019-03-05") - x("2018-03-05"), 365.0 * scale.day));
    assert!(x("2018-01-05") - x("2003-05-12") < 120.0);
    assert!(close(scale.pieces[0].left, sheet.left) && close(scale.right(), sheet.right));
}

#[test]
fn marks_that_cover_each_other_are_put_together() {
    let mut marks: Vec<Mark> = (1..=12).map(|at| event(&format!("2019-03-{at:02}"))).collect();
    marks.extend(["2011", "2022"].map(|year| mark(Role::Said, &format!("{year}-01-01"))));
    let svg = drawn(&marks, Size::Full).expect("several days are drawn").svg;
    assert!(svg.contains("href=\"#0\" aria-label=\"March 2019: 12 events\""), "{svg}");
    assert!(svg.contains(">12</text></a>"), "{svg}");
    assert_eq!(svg.matches("data-days=").count(), 1);
    assert!(svg.contains(" data-marks=\"0 1 2 3 4 5 6 7 8 9 10 11\">"), "{svg}");
    assert!(svg.contains(&format!("data-days=\"{} {}\"", day("2019-03-01"), day("2019-03-12"))), "{svg}");
    assert_eq!(links(&svg), ["#0", "#12", "#13"]);

    let few: Vec<Mark> = marks[..4].iter().chain(&marks[12..]).copied().collect();
    let svg = drawn(&few, Size::Full).expect("several days are drawn").svg;
    assert_eq!(links(&svg), ["#0", "#1", "#2", "#3", "#4", "#5"], "four have a row each");
}

#[test]
fn ends_that_are_not_known_fade() {
    let dates = [("2018-03-01/2018-06-01", ""), ("2018-07-01/..", "to"), ("../2018-09-01", "from")];
    let doubts = [("2018-08", "soft"), ("2018-01?/2018-02", "soft")];
    for (date, fade) in dates.into_iter().chain(doubts) {
        let marks = [event(date), mark(Role::Said, "2018-01-01"), mark(Role::Said, "2018-12-01")];
        let svg = drawn(&marks, Size::Full).expect("several days are drawn").svg;
        let link = svg.split("<a ").nth(1).expect("the event has a link");
        let fill = format!("fill=\"url(#map-happened-{fade})\"");
        assert_eq!(link.contains(&fill), !fade.is_empty(), "{date}: {link}");
        assert_eq!(svg.contains(&format!("<linearGradient id=\"map-happened-{fade}\"")), !fade.is_empty());
        assert_eq!(link.contains("overview-open"), date.contains(".."), "{date}: {link}");
        assert_eq!(link.contains("stroke-dasharray"), fade == "soft", "{date}: {link}");
        assert_eq!(link.contains("overview-interval"), date.contains('/'), "{date}: {link}");
    }
}

#[test]
fn what_could_be_any_day_before_is_a_mark_with_a_tail() {
    let marks = [mark(Role::Said, "[..2018-12-05]"), event("2018-01-01"), event("2019-01-01")];
    let svg = drawn(&marks, Size::Full).expect("several days are drawn").svg;
    let link = svg.split("href=\"#0\"").nth(1).expect("the statement has a link");
    assert!(link.contains("overview-open") && link.contains("overview-statement overview-soft"), "{link}");
}

#[test]
fn a_bar_stands_apart_at_a_break() {
    let mut marks: Vec<Mark> = (1..=9).map(|month| event(&format!("2018-0{month}-01"))).collect();
    marks.extend(["2003-05-12", "2003-05-12/2018-06-01"].map(event));
    let svg = drawn(&marks, Size::Full).expect("several days are drawn").svg;
    assert_eq!(svg.matches("class=\"overview-interval\"").count(), 2, "{svg}");
}

#[test]
fn publications_in_doubt_stand_apart_in_the_band() {
    let dates = ["2018-12-05", "2018-12-07", "2018-12-07?", "2019", "2020-06-01", "2021-01-01", "2022-01-01"];
    let marks = dates.map(|date| mark(Role::Published, date));
    let svg = drawn(&marks, Size::Full).expect("seven are drawn").svg;
    for label in [
        "December 2018: 3 articles published, 1 of them of uncertain date",
        "July 2019: 1 article published, date uncertain",
        "January 2022: 1 article published",
    ] {
        assert!(svg.contains(&format!("aria-label=\"{label}\"")), "{label} in {svg}");
    }
    assert_eq!(svg.matches("overview-band overview-soft").count(), 2);
}

#[test]
fn links_follow_time_in_each_lane() {
    let mut random = Random(11);
    let marks: Vec<Mark> = (0..120).map(|_| random.mark(0, 2000)).collect();
    let dated = Dated::all(&marks);
    let scale = Scale::over(&dated, &Sheet::of(Size::Full)).expect("many days are drawn");
    for lane in lanes(&dated, &scale, Size::Full, &Detail::LEVELS[0]) {
        let orders: Vec<_> = lane.signs.iter().map(|sign| sign.first.order()).collect();
        assert!(orders.len() > 20 && orders.is_sorted(), "{orders:?}");
    }
}

#[test]
fn every_mark_is_drawn_or_counted_once_and_none_covers_another() {
    let mut random = Random(5);
    for round in 0..60 {
        let (count, days) = ([3, 30, 300, 3000][round % 4], [40, 900, 9000, 90_000][round / 4 % 4]);
        let marks: Vec<Mark> = (0..count).map(|_| random.mark(17_000, days)).collect();
        let dated = Dated::all(&marks);
        for size in [Size::Full, Size::Small] {
            let Some(scale) = Scale::over(&dated, &Sheet::of(size)) else { continue };
            for detail in &Detail::LEVELS {
                let lanes = lanes(&dated, &scale, size, detail);
                let drawn: usize = lanes.iter().flat_map(|lane| &lane.signs).map(number).sum();
                let due = dated.iter().filter(|mark| mark.role != Role::Published).count();
                assert_eq!(drawn, due);
                lanes.iter().for_each(|lane| assert_apart(lane, &Sheet::of(size)));
            }
        }
    }
}

#[test]
fn no_two_names_below_the_axis_touch() {
    let mut random = Random(3);
    for _ in 0..400 {
        let (from, most) = (random.below(1_000_000) as i64 - 700_000, 1 << random.below(22));
        let days = 2 + random.below(most);
        let mut marks: Vec<Mark> = (0..2 + random.below(12)).map(|_| random.mark(from, days)).collect();
        for far in (0..random.below(8)).map(|at| from - 100_000 * (1 << at)) {
            marks.extend((0..2).map(|_| random.mark(far, 40)));
        }
        for size in [Size::Full, Size::Small] {
            let Some(scale) = scale(&marks, size) else { continue };
            let sheet = Sheet::of(size);
            let are_apart = |pair: &[Piece]| pair[0].shown().1 <= pair[1].shown().0;
            assert!(scale.pieces.windows(2).all(are_apart), "{scale:?}");
            let ticks = ticks(Phrases::english(), &scale, &sheet);
            assert!(!ticks.is_empty(), "{marks:?}");
            let mut labels: Vec<_> = ticks.into_iter().map(|tick| (0, tick.label)).collect();
            labels.extend(
                breaks(Phrases::english(), &scale, &sheet).into_iter().map(|label| (1 + label.line, label)),
            );
            labels.sort_by(|one, other| (one.0).cmp(&other.0).then(one.1.x.total_cmp(&other.1.x)));
            for pair in labels.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                assert!(pair[0].1.right() < pair[1].1.left(), "{pair:?}");
            }
            let is_inside = |label: &Label| label.left() >= 0.0 && label.right() <= sheet.width;
            assert!(labels.iter().all(|(_, label)| is_inside(label)), "{labels:?}");
        }
    }
}

#[test]
fn any_marks_are_well_formed_small_and_inside() {
    let mut random = Random(9);
    for round in 0..80 {
        let (count, days) = ([2, 9, 90, 2000][round % 4], 1 << random.below(24));
        let marks: Vec<Mark> = (0..count).map(|_| random.mark(-200_000, days)).collect();
        for (size, width, height) in [(Size::Full, 960.0, 260.0), (Size::Small, 720.0, 120.0)] {
            if let Some(Overview { svg, .. }) = drawn(&marks, size) {
                assert_balanced(&svg);
                assert!(svg.len() <= BUDGET && !svg.contains("NaN") && !svg.contains("inf"));
                let view = view_box(&svg);
                assert!(view[2] == width && (30.0..=height).contains(&view[3]), "{view:?}");
            }
        }
    }
}

#[test]
fn fifty_thousand_marks_keep_to_the_budget() {
    let mut random = Random(1);
    let marks: Vec<Mark> = (0..50_000).map(|_| random.mark(-3_650, 60 * 365)).collect();
    let one_place: Vec<Mark> = (0..50_000).map(|at| random.mark(17_000, 1 + at / 49_999)).collect();
    for marks in [marks, one_place] {
        for size in [Size::Full, Size::Small] {
            let Overview { svg, text } = drawn(&marks, size).expect("many days are drawn");
            assert!((3..400).contains(&svg.matches("<a ").count()), "{}", svg.len());
            assert!(svg.len() <= BUDGET && text.len() < 1000);
            assert_balanced(&svg);
        }
    }
}

#[test]
fn words_of_any_length_keep_to_the_budget() {
    let mut random = Random(2);
    let marks: Vec<Mark> = (0..500).map(|_| random.mark(17_000, 9_000)).collect();
    let long = "é<&\"".repeat(20_000);
    let overview =
        overview(&marks, Size::Full, Phrases::english(), &long, "map", &|_| long.clone(), &|_| long.clone());
    let svg = overview.expect("many days are drawn").svg;
    assert!(svg.len() <= BUDGET && !svg.contains("<a "), "no link has room");
    assert_balanced(&svg);
    let labelled =
        super::overview(&marks, Size::Full, Phrases::english(), "Map", "map", &|_| "#a".to_owned(), &|_| {
            long.clone()
        });
    assert!(labelled.is_some_and(|overview| overview.svg.contains("…\"><title>")));
}

#[test]
fn words_are_asked_for_drawn_marks_only() {
    let marks: Vec<Mark> = (0..5_000).map(|at| event(["2018-12-05", "2019-12-05"][at % 2])).collect();
    let asked = Cell::new(0);
    let count = |number: usize| {
        asked.set(asked.get() + 1);
        format!("#{number}")
    };
    let svg = overview(&marks, Size::Full, Phrases::english(), "Map", "map", &count, &count)
        .expect("two days are drawn")
        .svg;
    assert!(links(&svg) == ["#0", "#1"] && asked.get() <= 4, "{} asked", asked.get());
}

#[test]
fn every_text_is_escaped() {
    let evil = "\"><script>alert('&')</script>\u{0}\u{c}";
    let marks = [event("2018-12-05"), event("2019-12-05?"), event("2019-02/2019-05~")];
    let say = |_| evil.to_owned();
    let svg = overview(&marks, Size::Full, Phrases::english(), evil, evil, &say, &say)
        .expect("three are drawn")
        .svg;
    assert!(!svg.contains("<script") && !svg.contains(['\u{0}', '\u{c}']), "{svg}");
    assert!(svg.contains("href=\"&quot;&gt;&lt;script&gt;alert('&amp;')&lt;/script&gt;\""), "{svg}");
    assert_balanced(&svg);
}

#[test]
fn the_farthest_days_are_drawn() {
    for dates in [["-0500", "12000"], ["Y-170000002", "Y170000002"], ["0000", "0001"]] {
        let text = |date: &str| if date.starts_with("12") { "Y12000".to_owned() } else { date.to_owned() };
        let marks = [event(&text(dates[0])), event(&text(dates[1])), mark(Role::Published, "2018-12-05")];
        assert_balanced(&drawn(&marks, Size::Full).expect("three are drawn").svg);
    }
    let far = |from, to| Mark { from: Some(from), to: Some(to), ..event("2018") };
    let marks = [far(i64::MIN, i64::MIN), far(i64::MAX, i64::MIN), far(i64::MAX, i64::MAX), far(0, 0)];
    for size in [Size::Full, Size::Small] {
        let svg = drawn(&marks, size).expect("four are drawn").svg;
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        assert_balanced(&svg);
    }
}

#[test]
fn dates_below_the_axis_are_round() {
    for (dates, expected) in [
        (["2018-12-05", "2022-12-07"], "2019 | Jul | 2020 | Jul | 2021 | Jul | 2022 | Jul | 2023"),
        (["2018-12-28", "2019-01-06"], "28 Dec 2018 | 29 | 30 | 31 | 1 Jan 2019 | 2 | 3 | 4 | 5 | 6"),
        (["-0500", "1500"], "400 BC | 200 BC | 200 | 400 | 600 | 800 | 1000 | 1200 | 1400"),
    ] {
        let scale = scale(&dates.map(event), Size::Full).expect("two days are drawn");
        let ticks = ticks(Phrases::english(), &scale, &Sheet::of(Size::Full));
        let labels: Vec<String> = ticks.into_iter().map(|tick| tick.label.text).collect();
        assert_eq!(labels.join(" | "), expected);
    }
}

#[test]
fn the_order_of_the_marks_moves_nothing() {
    let mut random = Random(4);
    let marks: Vec<Mark> = (0..200).map(|_| random.mark(17_000, 900)).collect();
    let same = |_: usize| "same".to_owned();
    // The numbers of marks are their places, and change with the order.
    let drawn = |marks: &[Mark]| {
        let drawn = overview(marks, Size::Full, Phrases::english(), "Map", "map", &same, &same)?;
        let parts = drawn.svg.split(" data-marks=\"").enumerate();
        let svg: String = parts
            .map(|(at, part)| if at == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) })
            .collect();
        Some(Overview { svg, ..drawn })
    };
    let reversed: Vec<Mark> = marks.iter().rev().copied().collect();
    let before = drawn(&marks);
    assert!(before.is_some() && drawn(&reversed) == before);
}

fn event(date: &str) -> Mark {
    mark(Role::Happened, date)
}

/// A mark as a timeline has it; an interval lasts.
fn mark(role: Role, date: &str) -> Mark {
    let parsed = Edtf::parse(date).expect("tests hold dates");
    let (from, to) = (parsed.earliest().day(), parsed.latest().day());
    let soft = parsed.is_uncertain() || parsed.is_approximate();
    Mark { role, from: from.map(Day::to_days), to: to.map(Day::to_days), lasts: date.contains('/'), soft }
}

fn day(text: &str) -> i64 {
    Day::parse(text).expect("tests hold days").to_days()
}

fn drawn(marks: &[Mark], size: Size) -> Option<Overview> {
    overview(marks, size, Phrases::english(), "Map", "map", &|number| format!("#{number}"), &|number| {
        format!("mark {number}")
    })
}

fn scale(marks: &[Mark], size: Size) -> Option<Scale> {
    Scale::over(&Dated::all(marks), &Sheet::of(size))
}

fn lanes(dated: &[Dated], scale: &Scale, size: Size, detail: &Detail) -> [Lane; 2] {
    [Role::Happened, Role::Said].map(|role| {
        let marks = dated.iter().filter(|mark| mark.role == role);
        Lane::of(marks, scale, &Sheet::of(size), detail)
    })
}

/// Where the links lead, in their order.
fn links(svg: &str) -> Vec<&str> {
    svg.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn number(sign: &Sign) -> usize {
    if let Shape::Heap { count } = sign.shape { count } else { 1 }
}

/// Nothing in a row meets another, and what was put together meets no mark in any row.
fn assert_apart(lane: &Lane, sheet: &Sheet) {
    let mut signs: Vec<&Sign> = lane.signs.iter().collect();
    signs.sort_by(|one, other| one.left.total_cmp(&other.left));
    for (at, one) in signs.iter().enumerate() {
        assert!(one.left >= sheet.left - 60.0 && one.right <= sheet.width + 60.0, "{one:?}");
        for other in signs[at + 1..].iter().take_while(|other| other.left < one.right - 1e-6) {
            let are_bars = [one, other].map(|sign| matches!(sign.shape, Shape::Bar { .. }));
            let are_heaps = [one, other].iter().any(|sign| matches!(sign.shape, Shape::Heap { .. }));
            let may_meet = are_bars[0] != are_bars[1] || (one.row != other.row && !are_heaps);
            assert!(may_meet, "{one:?} meets {other:?}");
        }
    }
}

fn view_box(svg: &str) -> Vec<f64> {
    let numbers = svg.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next());
    let numbers = numbers.expect("a picture has a view box").split(' ');
    numbers.map(|number| number.parse().expect("a view box is numbers")).collect()
}

fn assert_balanced(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("every tag ends");
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{svg}"),
            None if tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// Numbers without pattern, the same in every run (a linear congruence).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// One that begins within some days after a day.
    fn mark(&mut self, from: i64, days: u64) -> Mark {
        let first = from + self.below(days) as i64;
        let long = [0, 0, 0, 30, 400][self.below(5) as usize].min(days as i64 - 1);
        let role = [Role::Happened, Role::Said, Role::Published][self.below(3) as usize];
        let (is_open, opens_left) = (self.below(20) == 0, self.below(2) == 0);
        Mark {
            role,
            from: (!is_open || !opens_left).then_some(first),
            to: (!is_open || opens_left).then_some(first + long),
            lasts: self.below(3) == 0,
            soft: self.below(5) == 0,
        }
    }
}
