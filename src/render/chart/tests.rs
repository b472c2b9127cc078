//! What the chart draws, to the byte, and what holds of every chart.

use super::layout::{Layout, WIDTH};
use super::place::Area;
use super::{Chart, Point, chart, number, words};
use crate::model::annotation::Figure;
use crate::phrases::Phrases;
use crate::text::edtf::Edtf;

#[test]
fn a_chart_is_drawn_to_the_letter() {
    let drawn = drawn(&[row(1e6, 1e6, "more than", "2018-12-05"), row(1e6, 2e6, "", "2020")]);
    let expected = r##"<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 297" role="group" aria-labelledby="figures-title" aria-describedby="figures-text" direction="ltr" fill="currentColor" font-size="15">
<title id="figures-title">Figures</title>
<desc id="figures-text">2 figures by date. The first is more than 1,000,000 people (A speaker, 5 December 2018); the last is 1,000,000 to 2,000,000 people (A speaker, 2020). The numbers run from 1,000,000 to 2,000,000 people.</desc>
<path class="chart-grid" aria-hidden="true" stroke="currentColor" stroke-opacity=".2" d="M35 220h399M35 176.5h399M35 133h399M35 89.5h399M35 46h399"/>
<g class="chart-axis" aria-hidden="true">
<path stroke="currentColor" d="M35 220h399M64.09 220v5M151.84 220v5M241.04 220v5M329.28 220v5"/>
<text class="chart-caption" x="0" y="14">people, in millions</text>
<text class="chart-label" x="29" y="225" text-anchor="end">0</text>
<text class="chart-label" x="29" y="181.5" text-anchor="end">0.5</text>
<text class="chart-label" x="29" y="138" text-anchor="end">1</text>
<text class="chart-label" x="29" y="94.5" text-anchor="end">1.5</text>
<text class="chart-label" x="29" y="51" text-anchor="end">2</text>
<text class="chart-label" x="64.09" y="242" text-anchor="middle">Jan</text>
<text class="chart-label" x="64.09" y="259" text-anchor="middle">2019</text>
<text class="chart-label" x="151.84" y="242" text-anchor="middle">Jul</text>
<text class="chart-label" x="241.04" y="242" text-anchor="middle">Jan</text>
<text class="chart-label" x="241.04" y="259" text-anchor="middle">2020</text>
<text class="chart-label" x="329.28" y="242" text-anchor="middle">Jul</text>
</g>
<g class="chart-dates" aria-hidden="true" stroke="currentColor">
<path class="chart-whisker" d="M241.04 89.5h176.96M241.04 85.5v8M418 85.5v8"/>
</g>
<g class="chart-marks">
<a class="chart-mark" href="#a-passage"><title>1: more than 1,000,000 people. A speaker, 5 December 2018</title><rect class="chart-hit" x="45" y="110" width="23.1" height="29.5" fill="none" pointer-events="all"/><path class="chart-arrow" fill="none" stroke="currentColor" stroke-width="1.5" d="M51 133V110M47 116L51 110L55 116"/><circle class="chart-dot" cx="51" cy="133" r="4.5"/><text class="chart-number" x="58.5" y="138">1</text></a>
<a class="chart-mark" href="#a-passage"><title>2: 1,000,000 to 2,000,000 people. A speaker, 2020</title><rect class="chart-hit" x="323.52" y="40.5" width="23.1" height="98" fill="none" pointer-events="all"/><rect class="chart-range" x="326.02" y="46" width="7" height="87"/><text class="chart-number" x="337.02" y="86">2</text></a>
</g>
<g class="chart-key" aria-hidden="true">
<path class="chart-arrow" fill="none" stroke="currentColor" stroke-width="1.5" d="M13 287.5V272.5M9 278.5L13 272.5L17 278.5"/><circle class="chart-dot" cx="13" cy="287.5" r="4.5"/><text class="chart-label" x="27" y="288">or more</text>
<rect class="chart-range" x="111.1" y="275" width="7" height="16"/><text class="chart-label" x="128.6" y="288">range</text>
<path class="chart-whisker" stroke="currentColor" d="M187.6 283h18M187.6 279v8M205.6 279v8"/><text class="chart-label" x="210.6" y="288">date within</text>
</g>
</svg>"##;
    assert_eq!(drawn.svg, expected);
    assert_eq!(
        drawn.text,
        "2 figures by date. The first is more than 1,000,000 people (A speaker, 5 December 2018); the last is \
         1,000,000 to 2,000,000 people (A speaker, 2020). The numbers run from 1,000,000 to 2,000,000 people."
    );
}

#[test]
fn numbers_are_grouped_rounded_and_never_lost() {
    for (value, expected) in [
        (0.0, "0"),
        (-0.0, "0"),
        (7.0, "7"),
        (999.0, "999"),
        (1000.0, "1,000"),
        (1_000_000.0, "1,000,000"),
        (2.5, "2.5"),
        (-1234.5, "−1,234.5"),
        (0.1 + 0.2, "0.3"),
        (1.0 / 3.0, "0.333333"),
        (0.000_123_456_789, "0.000123457"),
        (999_999.999_999_9, "1,000,000"),
        (0.999_999_999, "1"),
        (1_234.567_890_1, "1,234.56789"),
        (999_999_999_999_999.0, "999,999,999,999,999"),
        (1e15, "1 × 10¹⁵"),
        (2.5e300, "2.5 × 10³⁰⁰"),
        (1e-9, "1 × 10⁻⁹"),
        (f64::MAX, "1.79769 × 10³⁰⁸"),
        (f64::INFINITY, "∞"),
        (f64::NEG_INFINITY, "−∞"),
        (f64::NAN, "NaN"),
    ] {
        assert_eq!(number(Phrases::english(), value), expected, "{value:e}");
    }
}

#[test]
fn figures_read_as_they_were_given() {
    for (low, high, qualifier, unit, expected) in [
        (1e6, 1e6, "more than", "people", "more than 1,000,000 people"),
        (1e6, 1e6, "as many as", "", "as many as 1,000,000"),
        (1e6, 2e6, "", "people", "1,000,000 to 2,000,000 people"),
        (1e6, 2e6, "between", "people", "between 1,000,000 and 2,000,000 people"),
        (12.5, 12.5, " about ", "%", "about 12.5%"),
    ] {
        assert_eq!(words(Phrases::english(), &figure(low, high, qualifier, unit)), expected);
    }
}

#[test]
fn what_is_not_drawn_is_counted() {
    let mut rows = vec![row(1.0, 1.0, "", "2018"), row(2.0, 2.0, "", "2019"), row(3.0, 3.0, "", "XXXX")];
    rows.push(row(f64::NAN, 1.0, "", "2018"));
    rows.push(row(1.0, f64::INFINITY, "", "2018"));
    rows.push((figure(5.0, 5.0, "", "camps"), date("2018")));
    let text = drawn(&rows).text;
    let end = "In the table only: 1 figure without a date, 1 figure in another unit, 2 figures beyond what can be drawn.";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn fewer_than_two_figures_are_no_chart() {
    let rows = [row(1.0, 1.0, "", "2018"), row(2.0, 2.0, "", "XXXX")];
    assert_eq!(chart(&points(&rows), Phrases::english(), "", "f"), None);
    assert_eq!(chart(&[], Phrases::english(), "", "f"), None);
    let units =
        [(figure(1.0, 1.0, "", "people"), date("2018")), (figure(1.0, 1.0, "", "camps"), date("2018"))];
    assert_eq!(chart(&points(&units), Phrases::english(), "", "f"), None);
}

#[test]
fn units_of_the_same_letters_are_one() {
    let rows = [
        (figure(1.0, 1.0, "", "People "), date("2018")),
        (figure(2.0, 2.0, "", "camps"), date("2018")),
        (figure(2.0, 2.0, "", "people"), date("2019")),
    ];
    let drawn = drawn(&rows);
    assert_eq!(drawn.svg.matches("<a ").count(), 2);
    assert!(drawn.svg.contains(">People</text>"), "{}", drawn.svg);
}

#[test]
fn open_figures_have_arrows_and_no_invented_ends() {
    let plain = [row(1e6, 1e6, "", "2018"), row(2e6, 2e6, "", "2019")];
    assert_eq!(drawn(&plain).svg.matches("chart-arrow").count(), 0);
    for (qualifier, class) in
        [("more than", "chart-arrow"), ("up to", "chart-arrow"), ("about", "chart-ticks")]
    {
        let svg = drawn(&[row(1e6, 1e6, qualifier, "2018"), row(2e6, 2e6, "", "2019")]).svg;
        assert_eq!(svg.matches(class).count(), 2, "one in the chart and one in its key: {svg}");
        assert_eq!(svg.matches("chart-range").count(), 0, "{svg}");
    }
}

#[test]
fn dates_are_as_wide_as_they_are_unknown() {
    let whiskers = |dates: [&str; 2]| {
        let svg = drawn(&dates.map(|date| row(1.0, 1.0, "", date))).svg;
        let marks = svg.split("<g class=\"chart-key\"").next().unwrap_or_default().to_owned();
        (marks.matches("\"chart-whisker\"").count(), marks.matches("chart-open").count())
    };
    assert_eq!(whiskers(["2018-12-05", "2019-03-01"]), (0, 0));
    assert_eq!(whiskers(["2018", "2019-03-01"]), (1, 0));
    assert_eq!(whiskers(["2018-12-05/2019-02-01", "[2019-01-07..]"]), (1, 1));
}

#[test]
fn every_text_is_escaped() {
    let evil = "\"><script>alert('&')</script>\u{0}\u{c}";
    let rows = [(figure(1.0, 1.0, evil, evil), date("2018")), (figure(2.0, 2.0, evil, evil), date("2019"))];
    let mut points = points(&rows);
    for point in &mut points {
        (point.label, point.href) = (evil, evil);
    }
    let svg = chart(&points, Phrases::english(), evil, evil).expect("two figures are a chart").svg;
    assert!(!svg.contains("<script") && !svg.contains("\"><s") && !svg.contains(['\u{0}', '\u{c}']), "{svg}");
    assert!(svg.contains("href=\"&quot;&gt;&lt;script&gt;alert('&amp;')&lt;/script&gt;\""), "{svg}");
    assert_balanced(&svg);
}

#[test]
fn thirty_figures_of_one_date_stand_apart() {
    for apart in [0.0, 1.0, 40_000.0] {
        let row_of = |at: u32| {
            let value = 1e6 + f64::from(at % 10) * apart;
            let qualifier = ["", "more than", "up to", "about"][at as usize % 4];
            row(value, value + f64::from(at % 3) * apart, qualifier, "2018-12-05")
        };
        let rows: Vec<Row> = (0..30).map(row_of).collect();
        let layout = assert_apart(&rows);
        assert!(layout + 4 >= 30, "{layout} drawn where values are {apart} apart");
    }
}

#[test]
fn a_mark_never_goes_far_from_its_date() {
    let mut rows: Vec<Row> = (0..40).map(|_| row(1e6, 1e6, "", "2018-12-05")).collect();
    rows.push(row(1e6, 1e6, "", "2022-03-07"));
    let points = points(&rows);
    let layout = Layout::of(&points, "people", Phrases::english());
    assert!(layout.crowded > 0 && layout.marks.len() >= 8, "{} drawn", layout.marks.len());
    assert!(layout.marks.iter().all(|mark| (mark.x - mark.due).abs() < WIDTH / 4.0));
}

#[test]
fn any_figures_are_drawn_inside_and_apart() {
    let mut random = Random(7);
    for _ in 0..60 {
        let count = 2 + random.below(40);
        let rows: Vec<Row> = (0..count).map(|_| random.row()).collect();
        assert_apart(&rows);
        if let Some(chart) = chart(&points(&rows), Phrases::english(), "Any", "any") {
            assert_inside(&chart.svg);
            assert_balanced(&chart.svg);
        }
    }
}

#[test]
fn extremes_are_drawn_or_left_out() {
    let values =
        [f64::NAN, f64::INFINITY, f64::MIN, -1e300, -1.0, -0.0, 0.0, f64::MIN_POSITIVE, 1e-300, 1.0, 1e300];
    let dates =
        ["Y-170000002", "-0044-03-15", "0000", "2018-12-05", "2018-12-05", "../2019", "Y999999999999999"];
    for (at, low) in values.iter().enumerate() {
        for high in values {
            let rows: Vec<Row> = dates[at % 4..].iter().map(|date| row(*low, high, "over", date)).collect();
            if let Some(chart) = chart(&points(&rows), Phrases::english(), "", "") {
                assert_inside(&chart.svg);
                assert!(!chart.svg.contains("NaN") && !chart.svg.contains("inf"), "{}", chart.svg);
            }
        }
    }
}

#[test]
fn of_thousands_the_first_are_drawn() {
    let rows: Vec<Row> = (0..10_000_u32)
        .map(|at| row(f64::from(at % 97), f64::from(at % 97), "", &format!("{:04}-06", 1000 + at % 1000)))
        .collect();
    let drawn = drawn(&rows);
    assert!(
        drawn.text.contains("9,800 past the first 200") || drawn.text.contains("9,800 figures past"),
        "{}",
        drawn.text
    );
    assert!((20..=200).contains(&drawn.svg.matches("<a ").count()));
}

#[test]
fn the_order_of_the_rows_is_no_matter() {
    let mut random = Random(3);
    let rows: Vec<Row> = (0..20).map(|_| random.row()).collect();
    let mut points = points(&rows);
    let before = chart(&points, Phrases::english(), "Any", "any");
    points.reverse();
    assert!(before.is_some() && chart(&points, Phrases::english(), "Any", "any") == before);
}

type Row = (Figure, Option<Edtf>);

fn row(low: f64, high: f64, qualifier: &str, text: &str) -> Row {
    (figure(low, high, qualifier, "people"), date(text))
}

fn figure(low: f64, high: f64, qualifier: &str, unit: &str) -> Figure {
    let (qualifier, unit) = (qualifier.to_owned(), unit.to_owned());
    Figure { low, high, qualifier, unit, counts: String::new(), as_of: None }
}

fn date(text: &str) -> Option<Edtf> {
    Some(Edtf::parse(text).expect("tests hold dates"))
}

fn points(rows: &[Row]) -> Vec<Point<'_>> {
    let mut points = Vec::new();
    for (at, (figure, date)) in rows.iter().enumerate() {
        let date = date.as_ref();
        points.push(Point { figure, date, label: "A speaker", href: "#a-passage", number: at + 1 });
    }
    points
}

fn drawn(rows: &[Row]) -> Chart {
    chart(&points(rows), Phrases::english(), "Figures", "figures").expect("the figures can be drawn")
}

/// Checks that nothing meets, and gives how many are drawn.
fn assert_apart(rows: &[Row]) -> usize {
    let points = points(rows);
    let drawable: Vec<Point<'_>> =
        points.into_iter().filter(|point| point.date.is_some_and(|date| !date.is_unknown())).collect();
    let layout = Layout::of(&drawable, "people", Phrases::english());
    let areas: Vec<Area> = layout.marks.iter().flat_map(|mark| [mark.area(), mark.label.area()]).collect();
    let all = Area { left: 0.0, top: 0.0, right: WIDTH, bottom: 280.0 };
    for (at, area) in areas.iter().enumerate() {
        assert!(all.holds(area), "{area:?}");
        assert!(!areas[at + 1..].iter().any(|other| other.meets(area)), "{area:?}");
    }
    assert_eq!(layout.marks.len() + layout.crowded, drawable.len());
    layout.marks.len()
}

/// Checks every coordinate that is written as an attribute or in a path.
fn assert_inside(svg: &str) {
    let (_, view) = svg.split_once("viewBox=\"0 0 440 ").expect("a chart has a view box");
    let height: f64 = view.split('"').next().and_then(|text| text.parse().ok()).expect("and a height");
    for (name, most) in [(" x=\"", WIDTH), (" cx=\"", WIDTH), (" y=\"", height), (" cy=\"", height)] {
        for rest in svg.split(name).skip(1) {
            let value: f64 = rest.split('"').next().and_then(|text| text.parse().ok()).expect("a number");
            assert!((0.0..=most).contains(&value), "{name}{value}");
        }
    }
    for path in svg.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        for start in path.split('M').skip(1) {
            let numbers = start.split(|sign: char| !(sign.is_ascii_digit() || sign == '.' || sign == '-'));
            let numbers: Vec<f64> = numbers.take(2).filter_map(|text| text.parse().ok()).collect();
            assert!((0.0..=WIDTH).contains(&numbers[0]) && (0.0..=height).contains(&numbers[1]), "{path}");
        }
    }
}

/// Checks that elements nest.
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

    fn row(&mut self) -> Row {
        let low = self.below(2000) as f64 * [0.01, 1.0, 500.0][self.below(3) as usize];
        let high = low + [0.0, 0.0, 700.0][self.below(3) as usize];
        let qualifier = ["", "more than", "up to", "about"][self.below(4) as usize];
        let (year, month) = (2015 + self.below(5), 1 + self.below(12));
        let text = match self.below(5) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}~"),
            2 => format!("[{year}-{month:02}-07..]"),
            _ => format!("{year}-{month:02}-{:02}", 1 + self.below(28)),
        };
        row(low, high, qualifier, &text)
    }
}
