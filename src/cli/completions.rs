//! `archive completions`: prints a shell's completion script.

use std::io::stdout;

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::{Arguments, Ended, Failure};

pub fn run(shell: Shell) -> Result<Ended, Failure> {
    generate(shell, &mut Arguments::command(), "archive", &mut stdout().lock());
    Ok(Ended::Well)
}
