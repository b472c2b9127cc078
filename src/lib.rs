//! **archive**: a static site generator for annotated archives.
//!
//! A folder of reports becomes a website in which a reader can check who said what, when, where and
//! in which report. One screen of architecture:
//!
//! ```text
//! load → parse → withhold → resolve → plan → render → write
//! ```
//!
//! - [`build`] is that line: it calls the stages, runs the costly ones on every core, and gathers
//!   what each finds wrong.
//! - [`load`] reads the site folder, and is the only place that reads content. [`parse`] turns one
//!   file into a draft: names still text, every value with its place. [`withhold`] is the gate: what
//!   must not be published does not get past it, and its output has a type that nothing else can make.
//!   [`resolve`] turns names into entities and links into targets: the archive, immutable from there
//!   on. [`plan`] decides every page and address. [`render`] makes the bytes of one page. [`write`]
//!   puts the site beside the old one and exchanges the two in one step.
//! - [`model`] is plain data: it never mentions I/O, HTML, YAML or serde. [`yaml`] makes trees in which
//!   every value knows its place, and reads them by tables of fields; [`config`] and [`theme`] are such
//!   tables. [`phrases`] is every word that the program puts on a page, in the site's language. [`text`] holds small pure tools: places, hashes, slugs, addresses, EDTF dates.
//! - [`diag`] is what can be wrong, as data; [`report`] shows it. [`cache`] remembers results of pure
//!   functions. [`serve`] previews; [`cli`] is the command line.
//!
//! What holds everywhere, and is tested where it can be:
//!
//! - A file imports only from lower layers; rayon is named in `build` alone.
//! - Problems in the content are values with places, all reported in one run; `Err` is for the world
//!   outside. Nothing a person writes into the content can make a panic.
//! - No stage reads a clock, the environment or a locale; the day on which embargoes are judged is in
//!   the configuration. The same input gives the same bytes.
//! - Listings carry title, date and path, never bodies.
//! - Nothing behind `withhold` can see what is withheld, and nothing behind `parse` can see a comment.

pub mod build;
pub mod cli;
pub mod report;

pub mod import;
pub mod load;
pub mod serve;
pub mod write;

pub mod render;

pub mod card;
pub mod export;
pub mod picture;
pub mod plan;
pub mod search;

pub mod resolve;

pub mod withhold;

pub mod parse;

pub mod config;
pub mod phrases;
pub mod theme;

pub mod cache;
pub mod yaml;

pub mod model;

pub mod diag;

pub mod text;
