//! `seg completions`: what a shell needs to complete commands and options.

use super::context::Context;
use super::trouble::{Ending, Trouble};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print what a shell needs to complete commands and options
#[derive(Debug, clap::Args)]
#[command(after_help = WHERE_TO)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const WHERE_TO: &str = "For bash: seg completions bash > ~/.local/share/bash-completion/completions/seg\n\
    For zsh:  seg completions zsh > a file called _seg in a folder of $fpath\n\
    For fish: seg completions fish > ~/.config/fish/completions/seg.fish";

/// Runs the command.
pub fn run<C: CommandFactory>(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut C::command(), "seg", &mut script);
    context.answer(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Fine)
}
