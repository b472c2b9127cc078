//! A laid-out picture → SVG for HTML. Owns its elements and classes; refuses colours and fonts.
//!
//! Everything is drawn in `currentColor`, so that it can be read without a style sheet. The root is a
//! group and not an image, for it holds links; what is only for the eye is hidden from who listens.

use std::fmt::{Arguments, Display, Formatter, Result as FmtResult, Write};

use crate::model::timeline::Role;
use crate::phrases::Phrases;
use crate::render::chart::svg::{escaped, push_escaped};
use crate::render::overview::axis::{Label, SIZE, Tick, breaks, ticks};
use crate::render::overview::band::{Band, Bin};
use crate::render::overview::detail::{Detail, HALF, Sheet};
use crate::render::overview::lanes::{Lane, Shape, Side, Sign, TAIL};
use crate::render::overview::scale::Scale;
use crate::render::overview::words::{cut, measure, number_of, time_name};

/// Everything that is drawn.
pub struct Drawing<'a> {
    pub scale: &'a Scale,
    pub sheet: &'a Sheet,
    pub detail: &'a Detail,
    /// From the top.
    pub lanes: [(Role, Lane); 2],
    pub band: Band,
}

/// What things are called and where they lead; not escaped yet.
pub struct Names<'a> {
    pub phrases: &'a Phrases,
    pub title: &'a str,
    pub text: &'a str,
    pub id: &'a str,
    pub href: &'a dyn Fn(usize) -> String,
    pub label: &'a dyn Fn(usize) -> String,
}

/// Draws a picture.
pub fn draw(drawing: &Drawing<'_>, names: &Names<'_>) -> String {
    let rows = Rows::of(drawing, names.phrases);
    let mut svg = Svg { out: String::new(), drawing, names, id: escaped(names.id) };
    svg.root(rows.height);
    let ticks = ticks(names.phrases, drawing.scale, drawing.sheet);
    svg.grid(&ticks, &rows);
    for (lane, (top, bottom)) in drawing.lanes.iter().zip(rows.lanes) {
        svg.lane(lane.0, &lane.1, top, bottom);
    }
    svg.band(&rows);
    svg.axis(&ticks, &rows);
    svg.out.push_str("</svg>");
    svg.out
}

/// The most characters of a title.
const LONGEST_TITLE: usize = 200;

/// Half the height of a diamond, the radius of a circle, and half the heights of bars.
const DIAMOND: f64 = 5.0;
const CIRCLE: f64 = 4.0;
const BAR: f64 = 3.5;

/// The outlines of a diamond from its top, and of a circle with a corner from its left.
const DIAMOND_LINE: &str = "l5 5-5 5-5-5z";
const CIRCLE_LINE: &str = "a4 4 0 1 1 4 4h-4z";

/// Where the lanes and the axis stand.
struct Rows {
    /// The top and the bottom of each lane; equal where there is nothing in it.
    lanes: [(f64, f64); 2],
    axis: f64,
    /// The base lines of dates and of the first words at breaks.
    dates: f64,
    breaks: f64,
    height: f64,
}

impl Rows {
    fn of(drawing: &Drawing<'_>, phrases: &Phrases) -> Rows {
        let sheet = drawing.sheet;
        let mut y = sheet.top;
        let lanes = [0, 1].map(|at| {
            let lane = &drawing.lanes[at].1;
            let top = y;
            let bottom = top + (lane.bar_rows + lane.mark_rows) as f64 * sheet.row;
            y = if bottom > top { bottom + sheet.between } else { bottom };
            (top, bottom)
        });
        let axis = if drawing.band.bins.is_empty() { y } else { y + sheet.band };
        let dates = axis + sheet.dates;
        let lines =
            breaks(phrases, drawing.scale, sheet).iter().map(|label| label.line + 1).max().unwrap_or(0);
        let breaks = dates + sheet.breaks;
        let last = if lines == 0 { dates } else { breaks + (lines - 1) as f64 * sheet.line };
        Rows { lanes, axis, dates, breaks, height: last + sheet.bottom }
    }
}

struct Svg<'a> {
    out: String,
    drawing: &'a Drawing<'a>,
    names: &'a Names<'a>,
    /// Escaped.
    id: String,
}

impl Svg<'_> {
    fn root(&mut self, height: f64) {
        let (title, text) = (escaped(&cut(self.names.title, LONGEST_TITLE)), escaped(self.names.text));
        let class = self.drawing.sheet.class;
        let (id, width, height) = (self.id.clone(), unit(self.drawing.sheet.width), unit(height));
        self.put(format_args!(
            "<svg class=\"{class}\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             role=\"group\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-text\" \
             direction=\"ltr\" fill=\"currentColor\" font-size=\"{SIZE}\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-text\">{text}</desc>\n"
        ));
    }

    /// Faint lines: up from the round dates and both sides of breaks, and under each lane.
    fn grid(&mut self, ticks: &[Tick], rows: &Rows) {
        let sheet = self.drawing.sheet;
        let mut lines = String::new();
        for x in ticks.iter().filter_map(|tick| tick.mark) {
            lines.push_str(&format!("M{} {}V{}", unit(x), unit(sheet.top), unit(rows.axis)));
        }
        for (_, bottom) in rows.lanes.iter().filter(|(top, bottom)| top < bottom) {
            let y = unit(bottom + sheet.between / 2.0);
            lines.push_str(&format!("M0 {y}H{}", unit(self.drawing.scale.right())));
        }
        self.put(format_args!(
            "<path class=\"overview-grid\" aria-hidden=\"true\" stroke=\"currentColor\" \
             stroke-opacity=\".15\" d=\"{lines}\"/>\n"
        ));
    }

    fn lane(&mut self, role: Role, lane: &Lane, top: f64, bottom: f64) {
        if lane.signs.is_empty() {
            return;
        }
        let (class, name) = match role {
            Role::Said => ("overview-statements", "roles.said"),
            _ => ("overview-events", "roles.happened"),
        };
        self.put(format_args!("<g class=\"overview-lane {class}\">\n"));
        self.lane_name(self.names.phrases.say(name), (top + bottom) / 2.0 + 4.0);
        self.fades(role, lane);
        for sign in &lane.signs {
            self.sign(role, sign, lane, bottom);
        }
        self.out.push_str("</g>\n");
    }

    fn lane_name(&mut self, name: &str, y: f64) {
        self.put(format_args!(
            "<text class=\"overview-name\" aria-hidden=\"true\" x=\"0\" y=\"{}\">{}</text>\n",
            unit(y),
            escaped(name)
        ));
    }

    /// The gradients of a lane, in its own colour: into it from the left, from the right, from both.
    fn fades(&mut self, role: Role, lane: &Lane) {
        if !lane.signs.iter().any(has_fade) {
            return;
        }
        self.out.push_str("<defs>");
        for (name, stops) in [
            ("from", &[(0, "0"), (60, ".6"), (100, ".6")][..]),
            ("to", &[(0, ".6"), (40, ".6"), (100, "0")]),
            ("soft", &[(0, "0"), (35, ".6"), (65, ".6"), (100, "0")]),
        ] {
            let id = self.fade(role, name);
            self.put(format_args!("<linearGradient id=\"{id}\">"));
            for (offset, opacity) in stops {
                self.put(format_args!(
                    "<stop offset=\"{offset}%\" stop-color=\"currentColor\" stop-opacity=\"{opacity}\"/>"
                ));
            }
            self.out.push_str("</linearGradient>");
        }
        self.out.push_str("</defs>\n");
    }

    fn fade(&self, role: Role, name: &str) -> String {
        format!("{}-{}-{name}", self.id, if role == Role::Said { "said" } else { "happened" })
    }

    fn sign(&mut self, role: Role, sign: &Sign, lane: &Lane, bottom: f64) {
        let row = self.drawing.sheet.row;
        let y = match sign.shape {
            Shape::Mark { .. } => bottom - (sign.row as f64 + 0.5) * row,
            Shape::Bar { .. } => {
                bottom - (lane.mark_rows as f64 + lane.bar_rows as f64 - sign.row as f64 - 0.5) * row
            }
            Shape::Heap { .. } => bottom - lane.mark_rows as f64 * row / 2.0,
        };
        let label = match sign.shape {
            Shape::Heap { count } if count > 1 => heap_name(self.names.phrases, role, sign.days, count),
            _ if !self.drawing.detail.links => String::new(),
            _ => (self.names.label)(sign.first.number),
        };
        let is_group = matches!(sign.shape, Shape::Heap { count } if count > 1);
        self.open_link(sign.first.number, &label, is_group.then_some((sign.days, &sign.numbers[..])));
        let (left, right) = (sign.left.max(0.0), sign.right.min(self.drawing.sheet.width));
        self.hit(left, right, y - row / 2.0, row);
        match sign.shape {
            Shape::Mark { x, tail } => self.mark(role, x, y, tail, sign.first.soft),
            Shape::Bar { opens_left, opens_right } => self.bar(role, sign, y, (opens_left, opens_right)),
            // A bar that found no row, alone where it is: a number would say nothing.
            Shape::Heap { count: 1 } => {
                self.mark(role, (sign.left + sign.right) / 2.0, y, None, sign.first.soft)
            }
            Shape::Heap { count } => self.heap(role, sign, y, count),
        }
        self.close_link();
    }

    /// Opens the link to a mark. One for several leads to the first of them; a `group` is their first and
    /// last day and their numbers, by which a script finds the others.
    fn open_link(&mut self, number: usize, label: &str, group: Option<((i64, i64), &[usize])>) {
        if !self.drawing.detail.links {
            return;
        }
        let label = escaped(&cut(label, self.drawing.detail.label));
        let href = (self.names.href)(number);
        self.raw("<a class=\"overview-link\" href=\"").text(&href);
        self.raw("\" aria-label=\"").raw(&label).raw("\"");
        if let Some((days, numbers)) = group {
            let data = group_data(days, numbers);
            self.raw(&data);
        }
        self.raw("><title>").raw(&label).raw("</title>");
    }

    fn close_link(&mut self) {
        self.out.push_str(if self.drawing.detail.links { "</a>\n" } else { "\n" });
    }

    /// What can be pressed, larger than what is seen.
    fn hit(&mut self, left: f64, right: f64, top: f64, height: f64) {
        if !self.drawing.detail.links {
            return;
        }
        self.raw("<rect class=\"overview-hit\"").place(left, top, right - left, height);
        self.raw(" fill=\"none\" pointer-events=\"all\"/>");
    }

    fn mark(&mut self, role: Role, x: f64, y: f64, tail: Option<Side>, is_soft: bool) {
        if let Some(side) = tail {
            let (from, to) = match side {
                Side::Left => (x - DIAMOND, x - DIAMOND - TAIL),
                Side::Right => (x + DIAMOND, x + DIAMOND + TAIL),
            };
            self.arrow(from, to, y);
        }
        let soft = if is_soft || tail.is_some() { " overview-soft" } else { "" };
        let look = if soft.is_empty() {
            ""
        } else {
            " fill-opacity=\".25\" stroke=\"currentColor\" stroke-width=\"1.2\" \
             stroke-dasharray=\"2 1.5\""
        };
        // The signs of the list: what is spoken comes out of a corner.
        if role == Role::Said {
            self.raw("<path class=\"overview-statement").raw(soft).raw("\" d=\"M").number(x - CIRCLE);
            self.raw(" ").number(y).raw(CIRCLE_LINE);
        } else {
            self.raw("<path class=\"overview-event").raw(soft).raw("\" d=\"M").number(x);
            self.raw(" ").number(y - DIAMOND).raw(DIAMOND_LINE);
        }
        self.raw("\"").raw(look).raw("/>");
    }

    /// A short dashed line with a point: onwards, nobody knows how far.
    fn arrow(&mut self, from: f64, to: f64, y: f64) {
        let back = if to < from { to + 3.0 } else { to - 3.0 };
        let (from, to, back) = (unit(from), unit(to), unit(back));
        let (y, above, below) = (unit(y), unit(y - 3.0), unit(y + 3.0));
        self.put(format_args!(
            "<path class=\"overview-open\" fill=\"none\" stroke=\"currentColor\" \
             d=\"M{from} {y}H{to}M{back} {above}L{to} {y}L{back} {below}\"/>"
        ));
    }

    /// A bar, apart at breaks. Its ends fade where they are open, and where its date is in doubt.
    fn bar(&mut self, role: Role, sign: &Sign, y: f64, opens: (bool, bool)) {
        let is_range = sign.first.is_range_of_doubt();
        let is_soft = is_range || sign.first.soft;
        let (opens_left, opens_right) = match (sign.first.from, sign.first.to) {
            (None, _) => (true, false),
            (_, None) => (false, true),
            _ => opens,
        };
        let fades = (is_soft || opens_left, is_soft || opens_right);
        let parts = self.parts(sign.left, sign.right);
        for (at, (left, right)) in parts.iter().enumerate() {
            let fill = match (at == 0 && fades.0, at + 1 == parts.len() && fades.1) {
                (false, false) if is_range => " fill-opacity=\".6\"".to_owned(),
                (false, false) => String::new(),
                (true, false) => format!(" fill=\"url(#{})\"", self.fade(role, "from")),
                (false, true) => format!(" fill=\"url(#{})\"", self.fade(role, "to")),
                (true, true) => format!(" fill=\"url(#{})\"", self.fade(role, "soft")),
            };
            self.part((*left, *right), y, (is_range, is_soft), &fill);
        }
        if opens_left {
            self.arrow(sign.left + 8.0, sign.left, y);
        }
        if opens_right {
            self.arrow(sign.right - 8.0, sign.right, y);
        }
    }

    fn part(&mut self, (left, right): (f64, f64), y: f64, doubt: (bool, bool), fill: &str) {
        let (class, round) = match doubt {
            (true, _) => ("overview-soft", ""),
            (false, true) => ("overview-interval overview-soft", " rx=\"3.5\""),
            (false, false) => ("overview-interval", " rx=\"3.5\""),
        };
        // What is in doubt has a broken outline, which print keeps.
        let outline = if doubt.1 { " stroke=\"currentColor\" stroke-dasharray=\"3 2\"" } else { "" };
        let (x, top) = (unit(left), unit(y - BAR));
        let (width, height) = (unit(right - left), unit(2.0 * BAR));
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{top}\" width=\"{width}\" \
             height=\"{height}\"{round}{fill}{outline}/>"
        ));
    }

    /// What is left of a bar without the breaks that it crosses.
    fn parts(&self, left: f64, right: f64) -> Vec<(f64, f64)> {
        let mut parts = Vec::new();
        let mut from = left;
        for gap in self.drawing.scale.breaks() {
            let (start, end) = (gap.left + 8.0, gap.right - 8.0);
            if from < start && end < right {
                parts.push((from, start));
                from = end;
            }
        }
        parts.push((from, right));
        parts
    }

    /// Several marks as one: pointed at both sides for events, round for statements.
    fn heap(&mut self, role: Role, sign: &Sign, y: f64, number: usize) {
        let half = (self.drawing.sheet.row / 2.0 - 0.5).min(7.5);
        let (left, right) = (unit(sign.left), unit(sign.right));
        let (inner, width) = (unit(sign.left + half), unit(sign.right - sign.left - 2.0 * half));
        let (half_text, top) = (unit(half), unit(y - half));
        let shape = if role == Role::Said {
            let (wide, high) = (unit(sign.right - sign.left), unit(2.0 * half));
            format!(
                "<rect class=\"overview-statement overview-heap\" x=\"{left}\" y=\"{top}\" width=\"{wide}\" \
                 height=\"{high}\" rx=\"{half_text}\""
            )
        } else {
            let (y, below) = (unit(y), unit(y + half));
            format!(
                "<path class=\"overview-event overview-heap\" \
                 d=\"M{left} {y}L{inner} {top}h{width}L{right} {y}L{inner_right} {below}h-{width}z\"",
                inner_right = unit(sign.right - half)
            )
        };
        let (middle, base) = (unit((sign.left + sign.right) / 2.0), unit(y + 3.8));
        self.put(format_args!(
            "{shape} fill-opacity=\".15\" stroke=\"currentColor\" stroke-width=\"1.2\"/>\
             <text class=\"overview-count\" x=\"{middle}\" y=\"{base}\" text-anchor=\"middle\" \
             font-size=\"10.5\">{number}</text>"
        ));
    }

    fn band(&mut self, rows: &Rows) {
        let (band, sheet) = (&self.drawing.band, self.drawing.sheet);
        if band.bins.is_empty() {
            return;
        }
        let top = rows.axis - sheet.band;
        self.out.push_str("<g class=\"overview-lane overview-publications\">\n");
        // On the small sheet there is no room for the measure.
        let has_measure = sheet.band > 30.0;
        self.lane_name(
            self.names.phrases.say("roles.published"),
            if has_measure { top + 13.0 } else { rows.axis - sheet.band / 2.0 + 4.0 },
        );
        if has_measure {
            self.measure(top);
        }
        for (at, bin) in band.bins.iter().enumerate() {
            let before = at.checked_sub(1).map_or(f64::MIN, |before| band.bins[before].right);
            let after = band.bins.get(at + 1).map_or(f64::MAX, |after| after.left);
            self.bin(bin, (before, after), rows.axis);
        }
        self.out.push_str("</g>\n");
    }

    /// What the full height of the band stands for.
    fn measure(&mut self, top: f64) {
        let (band, sheet) = (&self.drawing.band, self.drawing.sheet);
        let [most, span] = measure(self.names.phrases, band).map(|text| escaped(&text));
        let (right, y, base) = (unit(self.drawing.scale.right()), unit(top), unit(top + 27.0));
        let left = unit(sheet.left);
        self.put(format_args!(
            "<g class=\"overview-measure\" aria-hidden=\"true\">\
             <path stroke=\"currentColor\" stroke-opacity=\".35\" stroke-dasharray=\"1 3\" \
             d=\"M{left} {y}H{right}\"/>\
             <text x=\"0\" y=\"{base}\" font-size=\"10.5\">{most}</text>\
             <text x=\"0\" y=\"{}\" font-size=\"10.5\">{}</text></g>\n",
            unit(top + 39.0),
            span
        ));
    }

    fn bin(&mut self, bin: &Bin, (before, after): (f64, f64), axis: f64) {
        let (most, height) = (self.drawing.band.most as f64, self.drawing.sheet.band);
        let group = (bin.count > 1).then(|| (bin.times.days(), &bin.numbers[..]));
        self.open_link(bin.first, &bin_name(self.names.phrases, bin), group);
        let middle = (bin.left + bin.right) / 2.0;
        let (left, right) = (before.max(middle - HALF), after.min(middle + HALF));
        self.hit(left.min(bin.left), right.max(bin.right), axis - height, height);
        // Bins have a thin line of paper between them where there is room for it.
        let space = if bin.right - bin.left > 4.0 { 1.0 } else { 0.0 };
        let width = (bin.right - bin.left - space).max(1.0);
        let high = |number: usize| number as f64 / most * height;
        let certain = bin.count - bin.doubtful;
        if certain > 0 {
            let top = axis - high(certain).max(1.0);
            self.column("overview-band", bin.left, top, width, axis - top, " fill-opacity=\".6\"");
        }
        if bin.doubtful > 0 {
            let look = " fill-opacity=\".15\" stroke=\"currentColor\" stroke-dasharray=\"2 1.5\"";
            let (top, high) = (axis - high(bin.count), high(bin.doubtful).max(1.0));
            self.column("overview-band overview-soft", bin.left, top, width, high, look);
        }
        self.close_link();
    }

    fn column(&mut self, class: &str, left: f64, top: f64, width: f64, height: f64, look: &str) {
        self.raw("<rect class=\"").raw(class).raw("\"").place(left, top, width, height).raw(look).raw("/>");
    }

    fn axis(&mut self, ticks: &[Tick], rows: &Rows) {
        self.out.push_str("<g class=\"overview-axis\" aria-hidden=\"true\">\n");
        let y = unit(rows.axis);
        let mut lines = String::new();
        for piece in &self.drawing.scale.pieces {
            lines.push_str(&format!("M{} {y}H{}", unit(piece.left), unit(piece.right)));
        }
        for x in ticks.iter().filter_map(|tick| tick.mark) {
            lines.push_str(&format!("M{} {y}v5", unit(x)));
        }
        self.put(format_args!("<path fill=\"none\" stroke=\"currentColor\" d=\"{lines}\"/>\n"));
        for tick in ticks {
            self.name(&tick.label, rows.dates);
        }
        self.breaks(rows);
        self.out.push_str("</g>\n");
    }

    /// Two slanted strokes through the axis, and how long the quiet stretch is.
    fn breaks(&mut self, rows: &Rows) {
        let sheet = self.drawing.sheet;
        let labels = breaks(self.names.phrases, self.drawing.scale, sheet);
        for (gap, label) in self.drawing.scale.breaks().zip(&labels) {
            let middle = (gap.left + gap.right) / 2.0;
            let (left, right) = (unit(gap.left), unit(gap.right));
            let (ends, starts) = (unit(middle - 3.0), unit(middle + 3.0));
            let (y, low, high) = (unit(rows.axis), unit(rows.axis + 7.0), rows.axis - 7.0);
            let strokes = [middle - 3.0, middle + 3.0]
                .map(|x| format!("M{} {low}L{} {}", unit(x - 3.0), unit(x + 3.0), unit(high)));
            self.put(format_args!(
                "<g class=\"overview-break\"><path fill=\"none\" stroke=\"currentColor\" \
                 d=\"M{left} {y}H{ends}M{starts} {y}H{right}\"/>\
                 <path fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" d=\"{}\"/>\
                 <path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".35\" stroke-dasharray=\"1 4\" \
                 d=\"M{x} {}V{}\"/>\n",
                strokes.concat(),
                unit(sheet.top),
                unit(high - 3.0),
                x = unit(middle)
            ));
            self.name(label, rows.breaks + label.line as f64 * sheet.line);
            self.out.push_str("</g>\n");
        }
    }

    fn name(&mut self, label: &Label, y: f64) {
        let (x, y, text) = (unit(label.x), unit(y), escaped(&label.text));
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>\n"));
    }

    /// What there are thousands of is put together from pieces, which takes a third of the time.
    fn raw(&mut self, svg: &str) -> &mut Self {
        self.out.push_str(svg);
        self
    }

    /// Text, escaped.
    fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(text, &mut self.out);
        self
    }

    /// A coordinate or a length.
    fn number(&mut self, value: f64) -> &mut Self {
        unit(value).push(&mut self.out);
        self
    }

    fn place(&mut self, x: f64, y: f64, width: f64, height: f64) -> &mut Self {
        self.raw(" x=\"").number(x).raw("\" y=\"").number(y);
        self.raw("\" width=\"").number(width).raw("\" height=\"").number(height).raw("\"")
    }

    fn put(&mut self, text: Arguments<'_>) {
        self.out.write_fmt(text).expect("writing to a string does not fail");
    }
}

/// The most numbers that are written out for one sign: more would fill the page.
const MOST_NUMBERS: usize = 60;

/// What a script has to know of several marks as one.
fn group_data((from, to): (i64, i64), numbers: &[usize]) -> String {
    let days = format!(" data-days=\"{from} {to}\"");
    if numbers.len() > MOST_NUMBERS {
        return days;
    }
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("{days} data-marks=\"{}\"", numbers.join(" "))
}

/// Tells whether a sign has an end that fades.
fn has_fade(sign: &Sign) -> bool {
    let dated = &sign.first;
    let is_bar = matches!(sign.shape, Shape::Bar { .. });
    is_bar && (dated.soft || dated.is_range_of_doubt() || dated.from.is_none() || dated.to.is_none())
}

/// `March 2019: 12 events`
fn heap_name(phrases: &Phrases, role: Role, days: (i64, i64), count: usize) -> String {
    let (time, counts) = (time_name(phrases, days.0, days.1), number_of(phrases, role, count));
    phrases.fill("overview.heap", &[("time", &time), ("counts", &counts)])
}

/// `March 2019: 12 articles published, 2 of them of uncertain date`
fn bin_name(phrases: &Phrases, bin: &Bin) -> String {
    let doubt = match bin.doubtful {
        0 => String::new(),
        doubtful if bin.count == doubtful => phrases.count("overview.all_uncertain", doubtful),
        doubtful => phrases.count("overview.some_uncertain", doubtful),
    };
    let (time, counts) = (bin.times.name(phrases), number_of(phrases, Role::Published, bin.count));
    let key = if doubt.is_empty() { "overview.heap" } else { "overview.bin_in_doubt" };
    phrases.fill(key, &[("time", &time), ("counts", &counts), ("doubt", &doubt)])
}

/// A coordinate with at most one decimal.
fn unit(value: f64) -> Unit {
    Unit((value * 10.0).round() as i64)
}

/// Tenths of a unit, printed without the machinery for numbers: a picture has thousands, and a site many
/// pictures.
#[derive(Clone, Copy)]
struct Unit(i64);

impl Unit {
    /// The digits, at the end of the room for them, and where they begin.
    fn digits(self) -> ([u8; MOST_DIGITS], usize) {
        let mut text = [0; MOST_DIGITS];
        let mut start = text.len();
        let mut put = |byte| {
            start -= 1;
            text[start] = byte;
        };
        let digit = |number: u64| b'0' + (number % 10) as u8;
        let tenths = self.0.unsigned_abs();
        if !tenths.is_multiple_of(10) {
            put(digit(tenths));
            put(b'.');
        }
        let mut rest = tenths / 10;
        put(digit(rest));
        while rest >= 10 {
            rest /= 10;
            put(digit(rest));
        }
        if self.0 < 0 {
            put(b'-');
        }
        (text, start)
    }

    fn push(self, out: &mut String) {
        let (text, start) = self.digits();
        out.push_str(std::str::from_utf8(&text[start..]).unwrap_or_default());
    }
}

impl Display for Unit {
    fn fmt(&self, out: &mut Formatter<'_>) -> FmtResult {
        let (text, start) = self.digits();
        out.write_str(std::str::from_utf8(&text[start..]).unwrap_or_default())
    }
}

/// A sign, nineteen digits and a point are the most there can be.
const MOST_DIGITS: usize = 21;
