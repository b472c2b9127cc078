//! The ways out: the archive's data in the forms that other programs read.
//!
//! Pure: what is given is written, and nothing is looked up. What may leave is decided before; see each
//! form for what it refuses on top of that.

pub mod changes;
pub mod citation;
pub mod markdown;
pub mod timeline;
pub mod web_annotation;
