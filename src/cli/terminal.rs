//! The terminal: how wide it is, whether it has colour, and how the program was called.

use crate::render::Look;
use clap::ValueEnum;
use std::ffi::OsString;
use std::io::IsTerminal;
use terminal_size::{Width, terminal_size_of};

/// The widest that text is set, and what is taken where no terminal looks.
const WIDEST: usize = 100;

/// The narrowest that text is set.
const NARROWEST: usize = 40;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}

impl Colour {
    /// How text looks on standard output.
    pub fn of_output(self) -> Look {
        let width = terminal_size_of(std::io::stdout());
        self.look(std::io::stdout().is_terminal(), width.map(|(w, _)| w))
    }

    /// How text looks on standard error.
    pub fn of_talk(self) -> Look {
        let width = terminal_size_of(std::io::stderr());
        self.look(std::io::stderr().is_terminal(), width.map(|(w, _)| w))
    }

    fn look(self, terminal: bool, width: Option<Width>) -> Look {
        Look {
            width: width.map_or(WIDEST, |Width(w)| usize::from(w).clamp(NARROWEST, WIDEST)),
            colour: match self {
                Colour::Always => true,
                Colour::Never => false,
                Colour::Auto => terminal && !asked_for_none(),
            },
        }
    }
}

fn asked_for_none() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb")
}

/// Whether somebody types, and looks at the answer.
#[cfg(feature = "repl")]
pub fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// How the reader calls the program, so that a command can be shown as they would type it.
pub fn program(called: Option<&OsString>) -> String {
    if std::env::var_os("CARGO").is_some() {
        return "cargo run -q --".to_owned();
    }
    let called = called.map(|name| name.to_string_lossy().into_owned());
    match called {
        Some(name) if name.contains(['/', '\\']) => quoted(&name),
        _ => "seg".to_owned(),
    }
}

/// A text as an argument of the shell.
pub fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\._-:".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else if cfg!(windows) {
        format!("\"{}\"", text.replace('"', "\\\""))
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}
