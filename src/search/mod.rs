//! Search over the published archive: an index in many small files, and the engine that reads it.
//!
//! ```text
//! documents → part (in parallel) → bind → files          query → tree → engine over those files → hits
//! ```
//!
//! - [`documents`] says what of each item is searched, in which field; it sees the resolved archive, so
//!   nothing that was withheld. [`words`] cuts and folds words; [`stem`] finds what words are forms of.
//! - [`part`] gathers the words of some documents, [`bind`] makes the files of all parts.
//! - [`query`] reads what a person typed, by one grammar. [`engine`] answers it from the files alone.
//!
//! The theme's `search.js` does what [`words`], [`query`] and [`engine`] do, over the same files; the
//! browser tests hold one against the other. So words are cut and folded by rules that are short enough
//! to be written twice, and all that needs a dictionary or a grammar of a language is resolved here, when
//! the site is built. Refuses to know HTML, the disk and threads: `build` calls it on every core.

mod bind;
mod code;
mod documents;
mod edit;
mod engine;
mod excerpt;
mod facets;
mod files;
mod layout;
mod matches;
mod part;
mod query;
mod read;
mod stem;
mod words;

pub use bind::{Binder, Vocabulary};
pub use documents::{Catalogue, Library, Span};
pub use engine::{Answer, Engine, Group, Hit, Order, Reading};
pub use facets::finish;
pub use files::{Index, Shelf};
pub use part::Part;
