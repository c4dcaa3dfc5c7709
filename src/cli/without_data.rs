//! The commands that a program without data lacks: asked for, they say so.

use super::trouble::{Ending, Trouble};

/// Commands that need data.
#[derive(Debug, clap::Subcommand)]
pub enum Lacking {
    #[command(hide = true)]
    Repl(Args),
    #[command(hide = true)]
    Demo(Args),
    #[command(hide = true)]
    Init(Args),
    #[command(hide = true)]
    Count(Args),
    #[command(hide = true)]
    Run(Args),
    #[command(hide = true)]
    Explain(Args),
}

/// What such a command is given, which is not looked at.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    rest: Vec<String>,
}

/// Says that this program has no such command, and which one has.
pub fn run(command: &Lacking) -> Result<Ending, Trouble> {
    let name = match command {
        Lacking::Repl(_) => "repl",
        Lacking::Demo(_) => "demo",
        Lacking::Init(_) => "init",
        Lacking::Count(_) => "count",
        Lacking::Run(_) => "run",
        Lacking::Explain(_) => "explain",
    };
    Err(Trouble::said(format!("`seg {name}` needs data, and this `seg` was built without"))
        .help("built with its default features, `seg` has it")
        .help("`check`, `fmt`, `rule` and `words` work in this one"))
}
