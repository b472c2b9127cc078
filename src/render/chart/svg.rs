//! A laid-out chart → SVG for HTML. Owns its elements and classes; refuses colours and fonts.
//!
//! Everything is drawn in `currentColor`, so that it can be read without a style sheet. The root is a
//! group and not an image, for it holds links; what is only for the eye is hidden from who listens.

use std::fmt::{Display, Write};

use crate::model::annotation::Reach;
use crate::phrases::Phrases;
use crate::render::chart::layout::{ABOUT, ARROW, BOTTOM, DOT, Layout, Mark, RIGHT, WIDTH, width};
use crate::render::chart::place::{Anchor, Area, Label};
use crate::render::chart::said;
use crate::render::chart::words::words;
use crate::render::html::escape_into;
use crate::text::scan::count;

/// Draws a chart; the texts are not escaped yet.
pub fn draw(layout: &Layout<'_>, title: &str, text: &str, id: &str) -> String {
    let key = Key::of(layout);
    let mut svg = Svg::default();
    svg.root(title, text, id, key.bottom());
    svg.grid(layout);
    svg.axes(layout);
    svg.lines(layout);
    svg.marks(layout);
    svg.key(&key, layout.phrases);
    svg.0.push_str("</svg>");
    svg.0
}

/// The size of every text, in units of the view box.
const SIZE: u32 = 15;

/// The base lines of the texts above and below what is drawn.
const CAPTION: f64 = 14.0;
const NAMES: f64 = BOTTOM + 22.0;
const BELOW: f64 = NAMES + 17.0;

/// Half the length of the short ticks of `about` and of a whisker's ends.
const TICK: f64 = 4.0;

#[derive(Default)]
struct Svg(String);

impl Svg {
    fn root(&mut self, title: &str, text: &str, id: &str, height: f64) {
        let (id, title, text) = (escaped(id), escaped(title), escaped(text));
        self.put(format_args!(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"group\" \
             aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-text\" direction=\"ltr\" \
             fill=\"currentColor\" font-size=\"{SIZE}\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-text\">{text}</desc>\n",
            unit(WIDTH),
            unit(height)
        ));
    }

    /// Thin lines at the round values.
    fn grid(&mut self, layout: &Layout<'_>) {
        let mut lines = String::new();
        for tick in &layout.values.ticks {
            lines.push_str(&line(layout.left, layout.y(*tick), RIGHT, layout.y(*tick)));
        }
        self.put(format_args!(
            "<path class=\"chart-grid\" aria-hidden=\"true\" stroke=\"currentColor\" \
             stroke-opacity=\".2\" d=\"{lines}\"/>\n"
        ));
    }

    fn axes(&mut self, layout: &Layout<'_>) {
        let mut lines = line(layout.left, BOTTOM, RIGHT, BOTTOM);
        let mut texts = Svg::default();
        texts.text("chart-caption", Anchor::Start, 0.0, CAPTION, &caption(layout));
        for tick in &layout.values.ticks {
            let (x, y) = (layout.left - 6.0, layout.y(*tick) + 5.0);
            texts.text("chart-label", Anchor::End, x, y, &layout.values.label(layout.phrases, *tick));
        }
        for tick in &layout.times.ticks {
            let x = layout.x(tick.at);
            lines.push_str(&line(x, BOTTOM, x, BOTTOM + 5.0));
            texts.text("chart-label", Anchor::Middle, inside(x, &tick.label), NAMES, &tick.label);
            texts.text("chart-label", Anchor::Middle, inside(x, &tick.below), BELOW, &tick.below);
        }
        self.put(format_args!(
            "<g class=\"chart-axis\" aria-hidden=\"true\">\n\
             <path stroke=\"currentColor\" d=\"{lines}\"/>\n{}</g>\n",
            texts.0
        ));
    }

    /// The days that dates can mean, and the way from marks that were set aside to their dates.
    fn lines(&mut self, layout: &Layout<'_>) {
        let mut lines = Svg::default();
        for mark in &layout.marks {
            lines.line_of_date(mark);
            if mark.x != mark.due && !layout.times.is_one_day() {
                let way = line(mark.due, mark.height(), mark.x, mark.height());
                lines.put(format_args!(
                    "<path class=\"chart-aside\" stroke-dasharray=\"1 2\" d=\"{way}\"/>\n"
                ));
            }
        }
        if !lines.0.is_empty() {
            self.put(format_args!(
                "<g class=\"chart-dates\" aria-hidden=\"true\" stroke=\"currentColor\">\n{}</g>\n",
                lines.0
            ));
        }
    }

    fn line_of_date(&mut self, mark: &Mark<'_>) {
        let Some((from, to)) = mark.whisker else { return };
        let mut path = line(from, mark.height(), to, mark.height());
        for (x, end) in [(from, mark.extent.from), (to, mark.extent.to)] {
            if end.is_some() {
                path.push_str(&line(x, mark.height() - TICK, x, mark.height() + TICK));
            }
        }
        let (class, dashes) = match mark.extent.is_open() {
            true => ("chart-whisker chart-open", " stroke-dasharray=\"5 4\""),
            false => ("chart-whisker", ""),
        };
        self.put(format_args!("<path class=\"{class}\"{dashes} d=\"{path}\"/>\n"));
    }

    fn marks(&mut self, layout: &Layout<'_>) {
        self.0.push_str("<g class=\"chart-marks\">\n");
        for mark in &layout.marks {
            self.mark(mark, layout.phrases);
        }
        self.0.push_str("</g>\n");
    }

    fn mark(&mut self, mark: &Mark<'_>, phrases: &Phrases) {
        self.put(format_args!(
            "<a class=\"chart-mark\" href=\"{}\"><title>{}</title>",
            escaped(mark.point.href),
            escaped(&title_of(mark, phrases))
        ));
        self.rectangle(
            "chart-hit",
            &mark.area().with(&mark.label.area()),
            " fill=\"none\" pointer-events=\"all\"",
        );
        self.shape(mark);
        let Label { text, anchor, x, y } = &mark.label;
        self.text("chart-number", *anchor, *x, *y, text);
        self.0.truncate(self.0.trim_end().len());
        self.0.push_str("</a>\n");
    }

    fn shape(&mut self, mark: &Mark<'_>) {
        match mark.tip {
            Some(tip) if tip < mark.top => self.arrow(mark.x, mark.top, tip),
            Some(tip) => self.arrow(mark.x, mark.bottom, tip),
            None => {}
        }
        if mark.is_about() {
            self.about_ticks(mark.x, mark.top, mark.bottom);
        }
        if mark.is_range() {
            self.bar(mark);
        } else {
            self.dot(mark.x, mark.top, mark.is_about());
        }
    }

    fn bar(&mut self, mark: &Mark<'_>) {
        // So thin a range that it would not be seen keeps the height of a dot.
        let half = ((mark.bottom - mark.top) / 2.0).max(1.5);
        let (left, right) = (mark.x - DOT + 1.0, mark.x + DOT - 1.0);
        let area = Area { left, top: mark.height() - half, right, bottom: mark.height() + half };
        match mark.is_about() {
            true => self.rectangle("chart-range chart-about", &area, HOLLOW),
            false => self.rectangle("chart-range", &area, ""),
        }
    }

    fn dot(&mut self, x: f64, y: f64, is_about: bool) {
        let (class, look) = if is_about { ("chart-dot chart-about", HOLLOW) } else { ("chart-dot", "") };
        let (x, y, r) = (unit(x), unit(y), unit(DOT));
        self.put(format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{look}/>"));
    }

    /// Short lines above and below, of the same size whatever the number: nothing is said of how far.
    fn about_ticks(&mut self, x: f64, top: f64, bottom: f64) {
        let ticks = line(x - TICK, top - ABOUT, x + TICK, top - ABOUT)
            + &line(x - TICK, bottom + ABOUT, x + TICK, bottom + ABOUT);
        self.put(format_args!("<path class=\"chart-ticks\" stroke=\"currentColor\" d=\"{ticks}\"/>"));
    }

    fn arrow(&mut self, x: f64, from: f64, tip: f64) {
        let back = if tip < from { tip + 6.0 } else { tip - 6.0 };
        let (middle, left, right) = (unit(x), unit(x - TICK), unit(x + TICK));
        let (from, tip, back) = (unit(from), unit(tip), unit(back));
        self.put(format_args!(
            "<path class=\"chart-arrow\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" \
             d=\"M{middle} {from}V{tip}M{left} {back}L{middle} {tip}L{right} {back}\"/>"
        ));
    }

    fn rectangle(&mut self, class: &str, area: &Area, look: &str) {
        let (x, y) = (unit(area.left), unit(area.top));
        let (width, height) = (unit(area.right - area.left), unit(area.bottom - area.top));
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{look}/>"
        ));
    }

    /// A text and the end of its line; nothing for no text.
    fn text(&mut self, class: &str, anchor: Anchor, x: f64, y: f64, text: &str) {
        if text.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y, text) = (unit(x), unit(y), escaped(text));
        self.put(format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{text}</text>\n"));
    }

    fn key(&mut self, key: &Key, phrases: &Phrases) {
        if key.places.is_empty() {
            return;
        }
        self.0.push_str("<g class=\"chart-key\" aria-hidden=\"true\">\n");
        for (sign, x, y) in &key.places {
            self.sign(*sign, x + SIGN / 2.0, y - 5.0);
            self.text("chart-label", Anchor::Start, x + SIGN + 5.0, *y, phrases.say(sign.key()));
        }
        self.0.push_str("</g>\n");
    }

    fn sign(&mut self, sign: Sign, x: f64, y: f64) {
        let (half, quarter) = (SIGN / 2.0, SIGN / 4.0);
        match sign {
            Sign::About => {
                self.about_ticks(x, y + 1.0, y + 1.0);
                self.dot(x, y + 1.0, true);
            }
            Sign::OrMore => {
                self.arrow(x, y + quarter, y + quarter - ARROW + 8.0);
                self.dot(x, y + quarter, false);
            }
            Sign::OrLess => {
                self.arrow(x, y - quarter, y - quarter + ARROW - 8.0);
                self.dot(x, y - quarter, false);
            }
            Sign::Range => {
                let area = Area { left: x - DOT + 1.0, top: y - 8.0, right: x + DOT - 1.0, bottom: y + 8.0 };
                self.rectangle("chart-range", &area, "");
            }
            Sign::Span => {
                let ends = [x - half, x + half].map(|end| line(end, y - TICK, end, y + TICK)).concat();
                let path = line(x - half, y, x + half, y) + &ends;
                self.put(format_args!(
                    "<path class=\"chart-whisker\" stroke=\"currentColor\" d=\"{path}\"/>"
                ));
            }
            Sign::Open => {
                let path = line(x - half, y, x + half, y);
                self.put(format_args!(
                    "<path class=\"chart-whisker chart-open\" stroke=\"currentColor\" \
                     stroke-dasharray=\"5 4\" d=\"{path}\"/>"
                ));
            }
            Sign::Doubt => self.text("chart-number", Anchor::Middle, x, y + 5.0, "?"),
        }
    }

    fn put(&mut self, text: impl Display) {
        write!(self.0, "{text}").expect("writing to a string does not fail");
    }
}

const HOLLOW: &str = " fill=\"Canvas\" stroke=\"currentColor\" stroke-width=\"1.5\"";

/// What the signs mean that are not plain dots: those that the chart shows.
struct Key {
    /// Each with its left edge and base line.
    places: Vec<(Sign, f64, f64)>,
    /// The lowest base line.
    last: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    OrMore,
    OrLess,
    About,
    Range,
    Span,
    Open,
    Doubt,
}

/// The width of a sign, and the way from one line of the key to the next.
const SIGN: f64 = 18.0;
const KEY_LINE: f64 = 23.0;

impl Sign {
    const ALL: [Sign; 7] =
        [Sign::OrMore, Sign::OrLess, Sign::About, Sign::Range, Sign::Span, Sign::Open, Sign::Doubt];

    /// The phrase that says what it means.
    fn key(self) -> &'static str {
        match self {
            Sign::OrMore => "chart.key.or_more",
            Sign::OrLess => "chart.key.or_less",
            Sign::About => "chart.key.about",
            Sign::Range => "chart.key.range",
            Sign::Span => "chart.key.span",
            Sign::Open => "chart.key.open",
            Sign::Doubt => "chart.key.doubt",
        }
    }

    fn is_of(self, mark: &Mark<'_>) -> bool {
        match self {
            Sign::OrMore => mark.reach == Reach::Up,
            Sign::OrLess => mark.reach == Reach::Down,
            Sign::About => mark.is_about(),
            Sign::Range => mark.is_range(),
            Sign::Span => mark.whisker.is_some() && !mark.extent.is_open(),
            Sign::Open => mark.whisker.is_some() && mark.extent.is_open(),
            Sign::Doubt => mark.label.text.ends_with('?'),
        }
    }
}

impl Key {
    fn of(layout: &Layout<'_>) -> Key {
        let has_below = layout.times.ticks.iter().any(|tick| !tick.below.is_empty());
        let mut last = if has_below { BELOW } else { NAMES };
        let (mut places, mut x) = (Vec::new(), WIDTH);
        for sign in Sign::ALL.into_iter().filter(|sign| layout.marks.iter().any(|mark| sign.is_of(mark))) {
            let wide = SIGN + 5.0 + width(layout.phrases.say(sign.key()));
            if x + wide > WIDTH {
                last += if places.is_empty() { KEY_LINE + 6.0 } else { KEY_LINE };
                x = 4.0;
            }
            places.push((sign, x, last));
            x += wide + 14.0;
        }
        Key { places, last }
    }

    /// The height of the chart.
    fn bottom(&self) -> f64 {
        self.last + 9.0
    }
}

/// `people, in millions`, `people, logarithmic scale`; at most one line.
fn caption(layout: &Layout<'_>) -> String {
    let phrases = layout.phrases;
    let scale = match layout.values.word() {
        _ if layout.values.is_logarithmic() => phrases.say("chart.logarithmic"),
        "" => "",
        "million" => phrases.say("chart.in.million"),
        "billion" => phrases.say("chart.in.billion"),
        _ => phrases.say("chart.in.trillion"),
    };
    let with = |unit: &str| phrases.fill("chart.unit_and_scale", &[("unit", unit), ("scale", scale)]);
    match (layout.unit, scale) {
        ("", scale) => scale.to_owned(),
        (unit, "") => cut(unit, WIDTH),
        (unit, _) => with(&cut(unit, WIDTH - width(&with("")))),
    }
}

/// As much of a text as has room.
fn cut(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut cut = String::new();
    for character in text.chars() {
        cut.push(character);
        if width(&cut) > room - 15.0 {
            cut.pop();
            break;
        }
    }
    cut + "…"
}

/// `3: more than 1,000,000 people. Liz Throssell, VOA, 5 December 2018`
fn title_of(mark: &Mark<'_>, phrases: &Phrases) -> String {
    let point = &mark.point;
    let date = said(phrases, point.date);
    let source = match point.label.trim() {
        "" => date,
        label => phrases.fill("chart.mark_source", &[("label", label), ("date", &date)]),
    };
    let (number, figure) = (point.number.to_string(), words(phrases, point.figure));
    phrases.fill("chart.mark", &[("number", &number), ("figure", &figure), ("source", &source)])
}

/// A point for the middle of a text that keeps all of it in the chart.
fn inside(x: f64, text: &str) -> f64 {
    let half = width(text) / 2.0;
    x.min(WIDTH - half).max(half)
}

fn line(x: f64, y: f64, to_x: f64, to_y: f64) -> String {
    let (start, x, y) = (format!("M{} {}", unit(x), unit(y)), to_x - x, to_y - y);
    if y == 0.0 { format!("{start}h{}", unit(x)) } else { format!("{start}v{}", unit(y)) }
}

/// A coordinate with at most two decimals.
fn unit(value: f64) -> String {
    // Whole numbers are printed much faster, and a chart has thousands.
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{whole}"),
        (tenths, 0) => format!("{sign}{whole}.{tenths}"),
        (tenths, hundredths) => format!("{sign}{whole}.{tenths}{hundredths}"),
    }
}

/// A text for HTML and XML, in an element or in double quotation marks; without the control characters
/// that XML does not have.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    push_escaped(text, &mut safe);
    safe
}

/// Appends [`escaped`].
pub fn push_escaped(text: &str, safe: &mut String) {
    if count(text.as_bytes(), |byte| !(b' '..0x7f).contains(&byte)) == 0 {
        return escape_into(text, safe);
    }
    let is_drawn = |character: &char| match character {
        '\u{b}' | '\u{c}' | '\u{fffe}' | '\u{ffff}' => false,
        character => !character.is_control() || character.is_whitespace(),
    };
    escape_into(&text.chars().filter(is_drawn).collect::<String>(), safe);
}
