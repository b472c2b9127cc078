//! Search: what the index finds, of what is published and of nothing else.

mod files;
mod judged;
mod scan;
