//! Small pure tools for text: places in a file, hashes, slugs, addresses and dates.
//!
//! Layer 0: knows nothing of archives, YAML or HTML; reads no file, clock or environment.

pub mod address;
pub mod anchor;
pub mod comments;
pub mod edtf;
pub mod fold;
pub mod hash;
pub mod language;
pub mod markup;
pub mod moment;
pub mod near;
pub mod scan;
pub mod slug;
pub mod span;
pub mod words;
