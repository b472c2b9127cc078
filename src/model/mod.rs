//! The archive as plain data: no I/O, no HTML, no YAML, no serde.
//!
//! The stage is in the type: a [`draft::Draft`] is one file as its editor wrote it, names still
//! text; an [`archive::Item`] of an [`archive::Archive`] is the same thing resolved, names turned
//! into ids. Between the two stands `withhold`, whose output is the only way from one to the other.

pub mod annotation;
pub mod archive;
pub mod body;
pub mod change;
pub mod draft;
pub mod kind;
pub mod timeline;
pub mod tree;
