//! Why there are no new results, in the reader's words.

use crate::engine::RunError;
use datafusion::arrow::error::ArrowError;
use datafusion::parquet::errors::ParquetError;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why there are no new results. Unless it says otherwise, the old ones are as they were.
#[derive(Debug)]
pub enum ResultsError {
    /// The folder holds files, and none of them came from a run.
    NotOurs(PathBuf),
    /// There is a file where the folder should be.
    NotAFolder(PathBuf),
    /// Another run is writing to the folder.
    Busy(PathBuf),
    /// A file that did not come from a run has the name of a result.
    Taken(PathBuf),
    /// Two segments would write to one file.
    SameFile(String, String),
    /// The record of the last run cannot be read.
    Damaged(PathBuf),
    /// A later version of the program wrote the folder.
    TooNew(PathBuf),
    /// Somebody stopped the run.
    Stopped,
    /// A file or folder could not be written or read.
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The results are complete, but could not get their names.
    Unmoved {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The data could not be asked.
    Run(RunError),
}

pub(super) type Result<T> = std::result::Result<T, ResultsError>;

impl ResultsError {
    /// Turns what the system says about this path into an error that names it.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// The same for what the writers of columns say.
    pub(super) fn in_file(path: &Path) -> impl FnOnce(ArrowError) -> Self {
        move |error| Self::Io { path: path.to_owned(), source: system(error) }
    }
}

/// What the system said, as far as it can still be told.
fn system(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, source) => source,
        ArrowError::ExternalError(error) => match error.downcast::<ParquetError>() {
            Ok(parquet) => parquet_system(*parquet),
            Err(error) => match error.downcast::<io::Error>() {
                Ok(source) => *source,
                Err(error) => io::Error::other(error),
            },
        },
        other => io::Error::other(other),
    }
}

pub(super) fn parquet_system(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(source) => *source,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}

impl From<RunError> for ResultsError {
    fn from(error: RunError) -> Self {
        Self::Run(error)
    }
}

impl fmt::Display for ResultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs(folder) => {
                write!(f, "`{}` is not empty, and no run has written there before", folder.display())
            }
            Self::NotAFolder(path) => write!(f, "`{}` is a file, not a folder", path.display()),
            Self::Busy(folder) => write!(f, "another run is writing to `{}`", folder.display()),
            Self::Taken(path) => write!(f, "`{}` is there already, and is not from a run", path.display()),
            Self::SameFile(one, other) => {
                write!(f, "the segments `{one}` and `{other}` would write to the same file")
            }
            Self::Damaged(path) => write!(f, "`{}` cannot be understood", path.display()),
            Self::TooNew(folder) => write!(f, "a later version of seg wrote `{}`", folder.display()),
            Self::Stopped => f.write_str("the run was stopped"),
            Self::Io { path, .. } => write!(f, "`{}` cannot be written", path.display()),
            Self::Unmoved { path, .. } => {
                write!(f, "the results are complete, but `{}` cannot be replaced", path.display())
            }
            Self::Run(error) => error.fmt(f),
        }
    }
}

impl Error for ResultsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::Unmoved { source, .. } => Some(source),
            Self::Run(error) => Some(error),
            _ => None,
        }
    }
}
