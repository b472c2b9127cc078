//! What was added and changed as a table (RFC 4180: CRLF, UTF-8, a header), newest first.
//!
//! Owns the columns; cells are guarded as those of the timeline's table are.

use crate::export::timeline::csv::{guarded, quoted};
use crate::text::edtf::Edtf;

/// The names of the columns, in order.
const COLUMNS: &str = "date,kind,what,title,url,note\r\n";

/// One change; text that is not given is empty.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub date: Option<&'a Edtf>,
    /// `re-dated`, …
    pub kind: &'a str,
    /// The kind of what was changed, `article`, and its name; empty for the archive as a whole.
    pub what: &'a str,
    pub title: &'a str,
    pub url: &'a str,
    pub note: &'a str,
}

pub fn csv<'a>(rows: impl Iterator<Item = Row<'a>>) -> String {
    let mut table = COLUMNS.to_owned();
    for row in rows {
        let date = row.date.map(Edtf::to_string).unwrap_or_default();
        let texts = [row.kind, row.what, row.title, row.url, row.note].map(guarded);
        let cells: Vec<String> = [date].iter().chain(&texts).map(|cell| quoted(cell)).collect();
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_compute_nothing_and_end_where_they_end() {
        let date = Edtf::parse("2022-03~").ok();
        let row = Row {
            date: date.as_ref(),
            kind: "revised",
            what: "article",
            title: "=1+1",
            url: "https://example.org/a/",
            note: "One, \"two\"",
        };
        let of_archive = Row { date: None, what: "", title: "", note: "", ..row };
        assert_eq!(
            csv([row, of_archive].into_iter()),
            "date,kind,what,title,url,note\r\n\
             2022-03~,revised,article,'=1+1,https://example.org/a/,\"One, \"\"two\"\"\"\r\n\
             ,revised,,,https://example.org/a/,\r\n"
        );
    }
}
