//! The prompt: entries in, answers out, one project open all the while.
//!
//! It knows nothing of the language: what may come, how a text is coloured, whether it
//! is whole and what it means, all that `analysis` says. Numbers come from the engine.
//! What belongs to the program as a whole (its clock, its lists) it asks of [`Outside`].

mod answer;
mod bars;
mod commands;
mod editor;
mod helper;
mod history;
mod known;
mod mask;
mod plain;
mod reply;
mod session;

use crate::engine::{Data, RunError};
use crate::project::Library;
use crate::render::Look;
use crate::time::Clock;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// What the prompt asks of the program around it.
pub trait Outside {
    /// The clock that somebody asks for; without a word, the one of a new run.
    fn clock(&self, said: Option<&str>) -> Result<Clock, String>;
    /// An instant as it is shown to people.
    fn instant(&self, clock: &Clock) -> String;
    /// The list of words, or of those with this in them.
    fn words(&self, pattern: Option<&str>) -> String;
    /// The page of a message, or the list of all.
    fn rule(&self, name: Option<&str>) -> Result<String, String>;
    /// What to say when the engine could not do its work.
    fn failed(&self, error: &RunError) -> String;
}

/// A project, open, and for whom the prompt prints.
pub struct Setting<'a> {
    /// How the reader calls the program.
    pub program: String,
    /// The folder in which they stand.
    pub folder: PathBuf,
    /// How the answer looks.
    pub look: Look,
    /// Whether only the answer is wanted.
    pub quiet: bool,
    /// The project's data.
    pub data: Data,
    /// The project's segments.
    pub library: Library,
    /// The clock of the session.
    pub clock: Clock,
    /// How many bytes of columns are kept at most.
    pub memory: usize,
    /// The program around it.
    pub outside: &'a dyn Outside,
}

/// Reads entries until there are no more, and answers each. Gives whether all were without
/// mistakes, which at a terminal does not matter.
pub fn run(setting: Setting<'_>) -> io::Result<bool> {
    let mut session = session::Session::new(setting);
    match io::stdin().is_terminal() && io::stdout().is_terminal() {
        true => editor::run(&mut session).map(|()| true),
        false => plain::run(&mut session),
    }
}
