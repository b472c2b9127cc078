//! Citations: the original report as a style writes it, and its record in the formats that reference
//! managers read.
//!
//! Owns what a citation is made of ([`Record`]), the styles ([`Style`]) and the three formats. Pure: what
//! is given is written, and nothing is looked up. Refuses to complete what is not known: no author, outlet
//! or date is invented, and a date in doubt is never written as a certain one. Where a format cannot say a
//! date, its field stays away, and a note gives the date in words and as EDTF.

mod bibtex;
mod cite;
mod csl_json;
mod date;
mod item;
mod line;
mod macros;
mod name;
mod quotes;
mod record;
mod ris;
mod style;
#[cfg(test)]
mod tests;

pub use crate::export::citation::bibtex::bibtex;
pub use crate::export::citation::cite::{Cited, cite, note};
pub use crate::export::citation::csl_json::csl_json;
pub use crate::export::citation::record::{Author, Dated, Kind, Record};
pub use crate::export::citation::ris::ris;
pub use crate::export::citation::style::{Style, StyleError};

/// A format that reference managers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Bibtex,
    Ris,
    CslJson,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Bibtex, Format::Ris, Format::CslJson];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Format::Bibtex => "BibTeX",
            Format::Ris => "RIS",
            Format::CslJson => "CSL-JSON",
        }
    }

    /// Without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Bibtex => "bib",
            Format::Ris => "ris",
            Format::CslJson => "json",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Bibtex => "application/x-bibtex",
            Format::Ris => "application/x-research-info-systems",
            Format::CslJson => "application/vnd.citationstyles.csl+json",
        }
    }

    /// Writes records in their order.
    pub fn write<'a>(self, records: impl IntoIterator<Item = Record<'a>>) -> String {
        match self {
            Format::Bibtex => bibtex(records),
            Format::Ris => ris(records),
            Format::CslJson => csl_json(records),
        }
    }
}
