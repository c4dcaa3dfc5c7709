//! The command line: arguments in, answers on standard output, talk on standard error.
//!
//! It knows nothing of the language: what a text means, what is wrong with it and how
//! it reads aloud comes from `analysis`, numbers come from the engine, drawings from
//! `render`. The clock of the machine is read here and nowhere else.

mod bar;
mod check;
mod choose;
mod clock;
mod completions;
mod context;
#[cfg(feature = "engine")]
mod count;
#[cfg(feature = "engine")]
mod data;
#[cfg(feature = "engine")]
mod demo;
#[cfg(feature = "engine")]
mod explain;
mod fmt;
#[cfg(feature = "engine")]
mod init;
mod input;
mod mend;
#[cfg(feature = "engine")]
mod people;
mod read;
#[cfg(feature = "repl")]
mod repl;
mod rule;
#[cfg(feature = "engine")]
mod run;
mod terminal;
mod trouble;
#[cfg(feature = "engine")]
mod watch;
#[cfg(not(feature = "engine"))]
mod without_data;
mod words;

use clap::{Parser, Subcommand};
use context::{Context, Globals};
use std::ffi::OsString;
use std::process::ExitCode;
use trouble::{Ending, Trouble};

/// Say who is in an audience, and get the people.
#[derive(Debug, Parser)]
#[command(name = "seg", bin_name = "seg", version, max_term_width = 80, after_help = WHERE_TO_BEGIN)]
struct Args {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

const WHERE_TO_BEGIN: &str = "To begin, `seg demo` makes a shop to play with.\n\n\
    Exit codes: 0 fine, 1 something to mend, 2 the job could not be done.";

#[derive(Debug, Subcommand)]
enum Command {
    #[cfg(feature = "repl")]
    Repl(repl::Args),
    #[cfg(feature = "engine")]
    Demo(demo::Args),
    #[cfg(feature = "engine")]
    Init(init::Args),
    Words(words::Args),
    Check(check::Args),
    #[cfg(feature = "engine")]
    Count(count::Args),
    #[cfg(feature = "engine")]
    Run(run::Args),
    #[cfg(feature = "engine")]
    Explain(explain::Args),
    Rule(rule::Args),
    Fmt(fmt::Args),
    Completions(completions::Args),
    #[cfg(not(feature = "engine"))]
    #[command(flatten)]
    Lacking(without_data::Lacking),
}

/// Runs the program with these arguments, the first being its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let program = terminal::program(args.first());
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Nobody is left to hear that this could not be printed.
            let _ = error.print();
            return match error.use_stderr() {
                true => Ending::Failed.into(),
                false => Ending::Fine.into(),
            };
        }
    };
    let context = Context::new(args.globals, program);
    let ending = match args.command {
        #[cfg(feature = "repl")]
        Some(Command::Repl(args)) => repl::run(&context, &args),
        #[cfg(feature = "engine")]
        Some(Command::Demo(args)) => demo::run(&context, &args),
        #[cfg(feature = "engine")]
        Some(Command::Init(args)) => init::run(&context, &args),
        Some(Command::Words(args)) => words::run(&context, &args),
        Some(Command::Check(args)) => check::run(&context, &args),
        #[cfg(feature = "engine")]
        Some(Command::Count(args)) => count::run(&context, &args),
        #[cfg(feature = "engine")]
        Some(Command::Run(args)) => run::run(&context, &args),
        #[cfg(feature = "engine")]
        Some(Command::Explain(args)) => explain::run(&context, &args),
        Some(Command::Rule(args)) => rule::run(&context, &args),
        Some(Command::Fmt(args)) => fmt::run(&context, &args),
        Some(Command::Completions(args)) => completions::run::<Args>(&context, &args),
        #[cfg(not(feature = "engine"))]
        Some(Command::Lacking(command)) => without_data::run(&command),
        #[cfg(feature = "repl")]
        None if context.has_project() && terminal::is_interactive() => repl::run(&context, &repl::Args::default()),
        None => begin(&context),
    };
    match ending {
        Ok(ending) => ending,
        Err(trouble) => context.report(&trouble),
    }
    .into()
}

/// An answer for a script, on lines of its own.
fn to_json(answer: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(answer).unwrap_or_default();
    text.push('\n');
    text
}

/// What to say to somebody who has not said what to do.
fn begin(context: &Context) -> Result<Ending, Trouble> {
    let program = &context.program;
    context.answer(&format!(
        "seg: say who is in an audience, and get the people.

  {program} demo     makes a shop to play with, and counts its segments
  {program} words    lists the words that a segment can use
  {program} --help   lists everything else
"
    ))?;
    Ok(Ending::Fine)
}
