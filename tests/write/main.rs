//! The output folder through the library's own door: what a run changes, what it leaves alone, what it
//! refuses, and what stands after it failed or was killed.

mod failures;
mod folders;
mod runs;
mod sites;
