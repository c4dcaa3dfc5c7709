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
mod ranges;
mod reply;
mod session;
mod understand;
mod waiting;

use crate::engine::{Data, RunError};
use crate::project::{Library, Unread};
use crate::render::Look;
use crate::time::Clock;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// What the prompt asks of the program around it.
pub trait Outside {
    /// How the answer looks, by the terminal as it is now.
    fn look(&self) -> Look;
    /// The clock that somebody asks for; else why there is none.
    fn clock(&self, said: &str, look: Look) -> Result<Clock, String>;
    /// An instant as it is shown to people.
    fn instant(&self, clock: &Clock) -> String;
    /// The list of words, or of those with this in them.
    fn words(&self, pattern: Option<&str>, look: Look) -> String;
    /// The page of a message, or the list of all; else why there is none.
    fn rule(&self, name: Option<&str>, look: Look) -> Result<String, String>;
    /// What to say when the engine could not do its work.
    fn failed(&self, error: &RunError, look: Look) -> String;
    /// What to say of a project whose segments cannot be read.
    fn unread(&self, unread: Unread, look: Look) -> String;
}

/// A project, open, and for whom the prompt prints.
pub struct Setting<'a> {
    /// The folder in which the reader stands.
    pub folder: PathBuf,
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
