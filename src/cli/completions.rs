//! `archive completions`: prints a shell's completion script.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::{Arguments, Ended, Failure};

pub fn run(shell: Shell) -> Result<Ended, Failure> {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "archive", &mut script);
    say!("{}", String::from_utf8_lossy(&script).trim_end());
    Ok(Ended::Well)
}
