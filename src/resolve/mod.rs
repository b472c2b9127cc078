//! Names become entities, links become targets, texts become mentions: the whole [`Archive`].
//!
//! In steps, so that the costly ones can run on every core: [`identify`] gives each item its id and
//! learns all names; [`read_text`] follows the links, finds the names in one item's text and the
//! passages of its annotations, and is pure; [`assemble`] puts the results together with everything
//! that refers to everything else; [`Kinship`] then tells the articles related to one. Sees only what `withhold` let through; reads no file.

mod annotations;
mod assemble;
mod changes;
mod claims;
mod evidence;
mod identify;
mod links;
mod mentions;
mod names;
mod order;
mod related;
mod timeline;

pub use assemble::assemble;
pub use changes::{changes_of, date_of_change};
pub use claims::{origin_of, said};
pub use identify::{Assets, Attached, Identified, identify};
pub use order::{Collation, initial};
pub use related::Kinship;
pub use timeline::has_timeline;

use crate::diag::Outcome;
use crate::model::archive::{Annotation, Mention, Picture, Target};

/// What one item's text says of other items.
#[derive(Debug, Default)]
pub struct TextFacts {
    pub links: Vec<Target>,
    pub images: Vec<Option<Picture>>,
    pub raw_links: Vec<Target>,
    pub mentions: Vec<Mention>,
    pub annotations: Vec<Annotation>,
    pub assets: Vec<String>,
}

/// Follows the links of one item's text, finds the names in it and the passages of what is attached to it;
/// `index` counts into the items.
pub fn read_text(identified: &Identified, index: usize, attached: Attached) -> Outcome<TextFacts> {
    let mut outcome = links::follow(identified, index);
    let found = mentions::find(identified, index, &outcome.value.links);
    outcome.value.mentions = found.value;
    outcome.problems.extend(found.problems);
    let attached = annotations::attach(identified, index, attached);
    annotations::identify_names(identified, index, &attached.value, &mut outcome.value.mentions);
    outcome.value.annotations = attached.value;
    outcome.problems.extend(attached.problems);
    outcome.value.assets = links::assets(&outcome.value);
    outcome
}
