//! `seg repl`: the prompt, with the program around it.

use super::context::{Context, Opened};
use super::trouble::{Ending, Trouble};
use super::{clock, rule, words};
use crate::engine::RunError;
use crate::project::{Library, Unread};
use crate::render::Look;
use crate::repl::{self, Outside, Setting};
use crate::time::Clock;

/// Explore the data: conditions in, counts out
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How much of the data is kept in memory at most, such as 512MB or 2GB
    #[arg(long, value_name = "SIZE", default_value = "1GB", value_parser = size)]
    memory: usize,
}

impl Default for Args {
    fn default() -> Self {
        Self { memory: GIGA }
    }
}

const GIGA: usize = 1_000_000_000;

/// The sizes by their endings.
const SIZES: &[(&str, usize)] =
    &[("kb", 1_000), ("mb", 1_000_000), ("gb", GIGA), ("k", 1_000), ("m", 1_000_000), ("g", GIGA)];

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let opened = context.open()?.sound()?;
    let library = Library::of_folder(opened.folder(), &context.folder)?;
    let setting = Setting {
        folder: context.folder.clone(),
        quiet: context.quiet,
        data: opened.data()?,
        library,
        clock: opened.clock,
        memory: args.memory,
        outside: &Around { context, opened: &opened },
    };
    match repl::run(setting)? {
        true => Ok(Ending::Fine),
        false => Ok(Ending::Failed),
    }
}

/// The program around the prompt.
struct Around<'a> {
    context: &'a Context,
    opened: &'a Opened,
}

impl Outside for Around<'_> {
    fn look(&self) -> Look {
        self.context.look_now()
    }

    fn clock(&self, said: &str, look: Look) -> Result<Clock, String> {
        clock::clock(&self.opened.model.project.settings, Some(said)).map_err(|trouble| trouble.drawn(look))
    }

    fn instant(&self, clock: &Clock) -> String {
        clock::words(clock)
    }

    fn words(&self, part: Option<&str>, look: Look) -> String {
        words::list(self.opened, part, look.width)
    }

    fn rule(&self, name: Option<&str>, look: Look) -> Result<String, String> {
        rule::page(name, look).map_err(|trouble| trouble.drawn(look))
    }

    fn failed(&self, error: &RunError, look: Look) -> String {
        self.opened.failed(error).drawn(look)
    }

    fn unread(&self, unread: Unread, look: Look) -> String {
        Trouble::from(unread).drawn(look)
    }
}

/// A size as it is typed: `512MB`.
fn size(text: &str) -> Result<usize, String> {
    let lower = text.trim().to_lowercase();
    let (digits, unit) = SIZES
        .iter()
        .find_map(|(ending, unit)| Some((lower.strip_suffix(ending)?.trim_end(), *unit)))
        .unwrap_or((lower.as_str(), 1));
    let size = digits.parse::<usize>().ok().and_then(|count| count.checked_mul(unit));
    size.ok_or_else(|| "a size is a number of MB or GB, such as 512MB".to_owned())
}
