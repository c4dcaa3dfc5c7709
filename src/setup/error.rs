//! Why a project could not be made, as a sentence for the person who asked for it.

use std::path::PathBuf;
use std::{fmt, io};

/// Why a project could not be made.
#[derive(Debug)]
pub enum SetupError {
    /// The folder holds files that the demo did not write.
    NotOurs(PathBuf),
    /// There is a file where the folder should be.
    NotAFolder(PathBuf),
    /// There is a `seg.toml` already.
    AlreadyThere(PathBuf),
    /// The folder of the data is not there.
    NoFolder(PathBuf),
    /// The folder has no data files.
    NoData(PathBuf),
    /// In none of the data is there anything like a customer.
    NoCustomers(PathBuf),
    /// A data file cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        reason: String,
    },
    /// A file or folder could not be read or written.
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A table could not be put into Parquet.
    Table {
        /// The file that was being written.
        path: PathBuf,
        /// What the writer said.
        reason: String,
    },
}

impl SetupError {
    /// Turns what the system says about this path into an error that names it.
    #[cfg(feature = "engine")]
    pub(super) fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs(folder) => {
                write!(f, "`{}` is not empty and was not made by `seg demo`; choose another folder", folder.display())
            }
            Self::NotAFolder(path) => {
                write!(f, "`{}` is a file, not a folder; choose another folder", path.display())
            }
            Self::AlreadyThere(path) => {
                write!(f, "`{}` is there already; it is left as it is", path.display())
            }
            Self::NoFolder(path) => write!(f, "there is no folder `{}`", path.display()),
            Self::NoData(path) => write!(f, "there are no Parquet or CSV files below `{}`", path.display()),
            Self::NoCustomers(path) => {
                write!(f, "nothing below `{}` looks like customers, or like what they did", path.display())
            }
            Self::Unreadable { path, reason } => write!(f, "`{}` cannot be read: {reason}", path.display()),
            Self::Io { path, source } => write!(f, "`{}`: {source}", path.display()),
            Self::Table { path, reason } => {
                write!(f, "`{}` could not be written: {reason}", path.display())
            }
        }
    }
}

impl std::error::Error for SetupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
