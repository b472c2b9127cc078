//! The measures of a picture, and how much it shows: from everything to what always has room.

use crate::render::overview::Size;

/// The measures of one size, in units of the view box.
#[derive(Debug)]
pub struct Sheet {
    /// The classes of the picture.
    pub class: &'static str,
    pub width: f64,
    /// The space above the first lane, and between lanes.
    pub top: f64,
    pub between: f64,
    /// The edges of what is drawn over time; left of it are the names of the lanes.
    pub left: f64,
    pub right: f64,
    /// The most rows of a lane, and the height of one.
    pub rows: usize,
    pub row: f64,
    /// The height of the band of publications.
    pub band: f64,
    /// From the axis to the base line of its dates, to that of the words at its breaks, to the next line
    /// of these, and from the last base line to the bottom.
    pub dates: f64,
    pub breaks: f64,
    pub line: f64,
    pub bottom: f64,
    /// The most stretches that are drawn short.
    pub most_breaks: usize,
}

impl Sheet {
    pub fn of(size: Size) -> Sheet {
        match size {
            Size::Full => Sheet {
                class: "overview",
                width: 960.0,
                top: 8.0,
                between: 9.0,
                left: 92.0,
                right: 950.0,
                rows: 5,
                row: 13.0,
                band: 44.0,
                dates: 17.0,
                breaks: 15.0,
                line: 14.0,
                bottom: 6.0,
                most_breaks: 6,
            },
            Size::Small => Sheet {
                class: "overview overview-small",
                width: 720.0,
                top: 3.0,
                between: 4.0,
                left: 84.0,
                right: 712.0,
                rows: 2,
                row: 12.0,
                band: 18.0,
                dates: 13.5,
                breaks: 12.5,
                line: 12.0,
                bottom: 3.0,
                most_breaks: 3,
            },
        }
    }
}

/// How much is drawn.
#[derive(Debug)]
pub struct Detail {
    /// The most rows in each lane.
    pub rows: usize,
    /// Half the room of a mark; bars that have less than a whole one are put together.
    pub half: f64,
    /// The most bins of the band.
    pub bins: usize,
    /// The most characters of a label.
    pub label: usize,
    /// Whether marks lead anywhere.
    pub links: bool,
}

impl Detail {
    /// From the finest: the first whose picture keeps to its budget is drawn. The last has nothing of any
    /// length that is not known.
    pub const LEVELS: [Detail; 7] = [
        Detail { rows: 5, half: HALF, bins: 160, label: 140, links: true },
        Detail { rows: 3, half: HALF, bins: 120, label: 100, links: true },
        Detail { rows: 2, half: HALF, bins: 100, label: 80, links: true },
        Detail { rows: 1, half: 8.0, bins: 60, label: 60, links: true },
        Detail { rows: 1, half: 24.0, bins: 40, label: 60, links: true },
        Detail { rows: 1, half: 60.0, bins: 16, label: 40, links: true },
        Detail { rows: 1, half: 60.0, bins: 60, label: 40, links: false },
    ];
}

/// Half the room of a mark that stands by itself.
pub const HALF: f64 = 6.0;
