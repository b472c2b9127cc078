//! What a card says, read from its pixels.

use std::collections::BTreeSet;

use skrifa::MetadataProvider;
use skrifa::string::StringId;

use crate::card::fonts::Style;
use crate::card::line::Line;
use crate::card::wrap::{cut, lines};
use crate::card::{Card, Fonts, HEIGHT, WIDTH, draw};

/// The numbers of the colours: paper, a whole letter of the title, the whole accent.
const PAPER: u8 = 0;

fn card(title: &str) -> Card {
    Card { title: title.to_owned(), ..Card::default() }
}

/// The numbers of the colours, row by row.
fn pixels(card: &Card) -> Vec<Vec<u8>> {
    let bytes = draw(card, &Fonts::default()).expect("the title can be written");
    let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().expect("a PNG");
    let info = reader.info();
    assert_eq!((info.width, info.height), (WIDTH, HEIGHT));
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Indexed, png::BitDepth::Four));
    let mut packed = vec![0; reader.output_buffer_size().expect("it is small")];
    reader.next_frame(&mut packed).expect("a picture");
    let row = |row: &[u8]| row.iter().flat_map(|pair| [pair >> 4, pair & 15]).collect();
    packed.chunks_exact(WIDTH as usize / 2).map(row).collect()
}

/// The rows from one place to another that hold anything, as runs of rows.
fn lines_of(pixels: &[Vec<u8>], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (row, _) in
        pixels.iter().enumerate().take(to).skip(from).filter(|(_, row)| row.iter().any(|p| *p != PAPER))
    {
        match runs.last_mut() {
            Some((_, end)) if *end == row => *end = row + 1,
            _ => runs.push((row, row + 1)),
        }
    }
    runs
}

/// The first and the last column of these rows that hold anything.
fn columns(pixels: &[Vec<u8>], (from, to): (usize, usize)) -> (usize, usize) {
    let is_ink = |column: &usize| pixels[from..to].iter().any(|row| row[*column] != PAPER);
    let width = WIDTH as usize;
    let first = (0..width).find(is_ink).expect("the rows hold something");
    (first, (0..width).rfind(is_ink).expect("the rows hold something"))
}

#[test]
fn the_fonts_of_the_program_are_the_ones_meant() {
    let fonts = Fonts::default();
    let names = [0, 1].map(|index| {
        let font = fonts.face(index).font();
        let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
        name.expect("a font has a name").to_string()
    });
    assert_eq!(names, ["LibertinusSerif-Regular", "LibertinusSerif-Semibold"]);
}

/// Without a line above it the title stands higher, and lines without words leave no trace.
#[test]
fn each_line_stands_in_its_place() {
    let whole = pixels(&Card {
        above: "Gazette".to_owned(),
        title: "Axe".to_owned(),
        below: "2019".to_owned(),
        foot: "Archive".to_owned(),
        from_right: false,
    });
    let found = lines_of(&whole, 0, HEIGHT as usize);
    assert_eq!(found.len(), 6, "a bar, above, title, below, a rule, the foot: {found:?}");
    for run in &found {
        let (first, last) = columns(&whole, *run);
        assert!((90..=98).contains(&first) && last <= 1108, "{run:?}: {first} to {last}");
    }
    let bare = pixels(&card("Axe"));
    let found = lines_of(&bare, 0, HEIGHT as usize);
    assert_eq!(found.len(), 3, "a bar, the title, a rule: {found:?}");
    assert!(found[1].0 < lines_of(&whole, 0, HEIGHT as usize)[2].0);
}

#[test]
fn a_card_has_the_same_bytes_each_time() {
    let drawn = || draw(&card("China invites UN officials"), &Fonts::default());
    assert_eq!(drawn(), drawn());
    assert!(drawn().is_some_and(|bytes| bytes.len() < 12_000));
}

#[test]
fn a_long_title_has_four_lines_and_a_short_one_is_large() {
    let rows = |title: &str| {
        let pixels = pixels(&card(title));
        let lines = lines_of(&pixels, 100, 500);
        (lines.len(), lines[0].1 - lines[0].0)
    };
    let (one, height) = rows("Axe");
    let (most, small) = rows(&"axe ".repeat(900));
    assert_eq!((one, most), (1, 4));
    assert!(height > small, "{height} and {small}");
    for (long, expected) in [("nonce ".repeat(5), 2), ("nonce ".repeat(12), 3), ("nonce ".repeat(19), 4)] {
        assert_eq!(rows(&long).0, expected, "{long}");
    }
    // A word that is wider than a line is broken, and what cannot be read is cut.
    assert_eq!(rows(&"x".repeat(100_000)).0, 4);
}

/// A title that runs from the right begins at the right, its signs where they are read.
#[test]
fn what_is_written_from_the_right_is_laid_out_so() {
    let hebrew = Card { from_right: true, below: "2019".to_owned(), ..card("שלום") };
    let pixels = pixels(&hebrew);
    for run in lines_of(&pixels, 0, 500) {
        let (first, last) = columns(&pixels, run);
        assert!(last > 1_090 && first > 600, "{run:?}: {first} to {last}");
    }
    let fonts = Fonts::default();
    let order = |text: &str, from_right: bool| {
        let line = Line::new(&fonts, text, Style::Text, 10.0, from_right);
        line.places().into_iter().map(|(face, glyph, _)| (face, glyph)).collect::<Vec<_>>()
    };
    let (full, word) = (order("שלום, UN!", true), order("UN", false));
    assert_eq!(full[1..3], word[..], "the Latin word stands in its own order behind the sign at the left");
    assert_eq!(full[0], order("!", false)[0]);
    assert_eq!(order("UN", true), word);
}

/// Boxes are never drawn: such a line is left out, and without a title there is no card.
#[test]
fn what_the_fonts_cannot_write_is_left_out() {
    let fonts = Fonts::default();
    for text in
        ["Élysée · Ďáblice", "Γεια σου", "Синьцзян", "שלום", "a\u{301}b\u{ad}c\u{200f}", "‘x’ — “y” … €5 №"]
    {
        assert!(fonts.can_write(text), "{text}");
    }
    for text in ["", " \n", "\u{200f}", "新疆", "شينجيانغ", "visit 新", "🕊", "x\u{20dd}"] {
        assert!(!fonts.can_write(text), "{text}");
        assert_eq!(draw(&card(text), &fonts), None, "{text}");
    }
    let with = |above: &str, below: &str, foot: &str| {
        let (above, below, foot) = (above.to_owned(), below.to_owned(), foot.to_owned());
        draw(&Card { above, below, foot, ..card("Axe") }, &fonts)
    };
    assert_eq!(with("新华社", "二〇一九", "新疆"), with("", "", ""));
    assert_ne!(with("Xinhua", "", ""), with("", "", ""));
}

#[test]
fn a_file_that_is_no_font_is_refused() {
    for bytes in [&b""[..], b"no font", b"\0\x01\0\0\0\0\0\0\0\0\0\0", &[0; 4_096], b"OTTO\0\x01"] {
        assert!(Fonts::default().add(bytes.to_vec()).is_err());
    }
}

#[test]
fn a_font_that_is_added_changes_the_fingerprint_of_cards() {
    let carried = typst_assets::fonts().nth(2).expect("an italic");
    let mut more = Fonts::default();
    more.add(carried.to_vec()).expect("a font");
    let fingerprints: BTreeSet<_> = [
        card("a").fingerprint(&Fonts::default()),
        card("b").fingerprint(&Fonts::default()),
        card("a").fingerprint(&more),
        Card { from_right: true, ..card("a") }.fingerprint(&more),
        Card { above: "a".to_owned(), ..card("") }.fingerprint(&Fonts::default()),
    ]
    .into();
    assert_eq!(fingerprints.len(), 5);
    assert_eq!(card("a").fingerprint(&more), card("a").fingerprint(&more));
}

/// Each character one unit wide.
fn count(text: &str) -> f32 {
    u16::try_from(text.chars().count()).map_or(0.0, f32::from)
}

#[test]
fn lines_are_few_and_even() {
    for (text, width, expected) in [
        ("one", 10.0, &["one"][..]),
        ("aaa bbb ccc ddd", 11.0, &["aaa bbb", "ccc ddd"]),
        ("a bb ccc dddd eeeee", 12.0, &["a bb ccc", "dddd eeeee"]),
        ("north-west wind", 11.0, &["north-west", "wind"]),
        ("south—north", 7.0, &["south—", "north"]),
        ("新疆（访问）团", 4.0, &["新疆（访", "问）团"]),
    ] {
        assert_eq!(lines(text, width, &count).expect("each word fits"), expected, "{text}");
    }
    assert_eq!(lines("wider than", 4.0, &count), None);
}

#[test]
fn what_is_too_long_is_cut_behind_a_word() {
    for (text, width, most, expected) in [
        ("aaa bbb", 7.0, 1, &["aaa bbb"][..]),
        ("aaa bbb ccc", 8.0, 1, &["aaa bbb…"]),
        ("aaa bbb, ccc", 9.0, 1, &["aaa bbb…"]),
        ("aaa bbb ccc ddd", 7.0, 2, &["aaa bbb", "ccc ddd"]),
        ("aaa bbb ccc ddd eee", 7.0, 2, &["aaa bbb", "ccc…"]),
        ("abcdefghij", 4.0, 2, &["abcd", "efg…"]),
        ("abcdefgh", 4.0, 2, &["abcd", "efgh"]),
    ] {
        assert_eq!(cut(text, width, most, &count), expected, "{text}");
    }
}
