//! Reading a text file, and why that may not work, in the words of whoever asked.

use crate::diagnostics::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};
use std::path::Path;
use std::{fmt, fs, io};

/// Why a file could not be read as text.
#[derive(Debug)]
pub enum Unread {
    /// There is no such file.
    Missing(String),
    /// The system does not let us.
    Denied(String),
    /// It is a folder.
    Folder(String),
    /// Anything else.
    Other(String),
    /// It is read, and is not UTF-8 text: what could be made of it, and the finding.
    NotText(SourceFile, Box<Diagnostic>),
}

/// Reads a text file, to be shown under a name.
pub fn read(path: &Path, name: &str) -> Result<SourceFile, Unread> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(_) if path.is_dir() => return Err(Unread::Folder(name.to_owned())),
        Err(error) => return Err(Unread::new(&error, name)),
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let span = Span::new(at, at + '\u{fffd}'.len_utf8());
            let finding = Diagnostic::new(Rule::NotUtf8, span, "this file is not UTF-8 text", "this is something else")
                .help("save it again with the encoding UTF-8");
            let source = SourceFile::new(name, text);
            Err(Unread::NotText(source, Box::new(finding)))
        }
    }
}

impl Unread {
    fn new(error: &io::Error, name: &str) -> Self {
        let name = name.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing(name),
            io::ErrorKind::PermissionDenied => Self::Denied(name),
            _ => Self::Other(name),
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "there is no file `{name}`"),
            Self::Denied(name) => write!(f, "the permissions of `{name}` forbid reading it"),
            Self::Folder(name) => write!(f, "`{name}` is a folder, not a file"),
            Self::Other(name) => write!(f, "`{name}` cannot be read"),
            Self::NotText(source, _) => write!(f, "`{}` is not UTF-8 text", source.name()),
        }
    }
}
