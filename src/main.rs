//! The `archive` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A build makes and drops millions of small strings, on all cores.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    annotated_archive::cli::run()
}
