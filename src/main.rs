//! The `archive` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    annotated_archive::cli::run()
}
