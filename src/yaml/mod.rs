//! YAML documents in which every value knows its place, and the tables of fields they are read by.
//!
//! [`document`] makes a tree of a text (the YAML library parses; the places are found again in the
//! source; entries of sidecars that are written plainly are read without it); [`fields`] holds what a field
//! is and reads a tree by a table of them; [`schema`] makes JSON Schema and documentation of the same
//! tables; [`changes`] is the list that front matter and the configuration both have; [`scalar`] writes
//! values. Nothing here knows what an archive is.

pub mod changes;
pub mod document;
pub mod fields;
pub mod legends;
mod places;
mod plain;
pub mod reader;
pub mod scalar;
pub mod schema;
