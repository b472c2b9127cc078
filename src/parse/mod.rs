//! One file's text → a [`Draft`] and what is wrong with it: pure, and the same on any machine.
//!
//! Looks at one file only: no name is looked up, no link followed, and nothing is decided about
//! publication, only noted.

pub mod annotations;
mod callout;
mod critic;
pub mod fields;
mod front_matter;
pub mod markdown;
mod raw;
mod structure;

pub use annotations::annotations;
pub use front_matter::{held, parse, slug_of};
