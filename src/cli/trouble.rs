//! How a command ends, and what stops it, in the words of whoever asked.

use crate::diagnostics::{Diagnostic, Severity};
use crate::project::Unread;
use crate::render::{Findings, Look, human, sentence};
use crate::source::SourceFile;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Nothing to complain about.
    Fine,
    /// Something was found that somebody should mend.
    Found,
    /// The job could not be done.
    Failed,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(match ending {
            Ending::Fine => 0,
            Ending::Found => 1,
            Ending::Failed => 2,
        })
    }
}

/// What stops a command.
#[derive(Debug)]
pub enum Trouble {
    /// A sentence, and lines of help.
    Said(String, Vec<String>),
    /// Mistakes in a text, which are drawn.
    Found(Findings),
    /// Whoever read the answer has gone, which is their right.
    Gone,
}

impl Trouble {
    /// A sentence.
    pub fn said(message: impl Into<String>) -> Self {
        Self::Said(message.into(), Vec::new())
    }

    /// Adds a line of help to a sentence.
    #[must_use]
    pub fn help(mut self, line: impl Into<String>) -> Self {
        if let Self::Said(_, help) = &mut self {
            help.push(line.into());
        }
        self
    }

    /// The trouble as it is shown.
    pub fn drawn(&self, look: Look) -> String {
        match self {
            Self::Said(message, help) => sentence(Severity::Error, message, help, look),
            Self::Found(findings) => human(findings, look),
            Self::Gone => String::new(),
        }
    }

    /// A finding about a text that was typed.
    pub fn typed(text: &str, finding: Diagnostic) -> Self {
        let mut findings = Findings::default();
        findings.add(&SourceFile::new("command line", text), [finding]);
        Self::Found(findings)
    }

    /// No folder of a project is at or above this one.
    pub fn no_project(folder: &Path, program: &str) -> Self {
        Self::said(format!("there is no project here: no `seg.toml` in `{}` or above", folder.display()))
            .help(format!("`{program} demo` makes one to play with"))
            .help(format!("`{program} init --data DIR` begins one for your own files"))
            .help("`--project DIR` names one that is elsewhere")
    }
}

impl From<io::Error> for Trouble {
    /// What happens while an answer is printed.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Gone,
            io::ErrorKind::StorageFull => Self::said("the answer cannot be written: the disk is full"),
            _ => Self::said("the answer cannot be written"),
        }
    }
}

impl From<Unread> for Trouble {
    fn from(unread: Unread) -> Self {
        let sentence = unread.to_string();
        match unread {
            Unread::NotText(source, finding) => {
                let mut findings = Findings::default();
                findings.add(&source, [*finding]);
                Self::Found(findings)
            }
            _ => Self::said(sentence),
        }
    }
}
