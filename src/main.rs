//! The program: its arguments go to [`seg::cli`], which says how it ends.

use std::process::ExitCode;

fn main() -> ExitCode {
    seg::cli::run(std::env::args_os())
}
