//! Results: who is in each segment as files in a folder, and against the run before, who
//! entered and who left.
//!
//! `folder` has the protocol that keeps a folder whole whatever happens, `run` fills it,
//! `keys` finds the changes, `form` writes files. It gets meaning and data, and must not
//! know of texts, terminals or the command line.

mod disk;
mod error;
mod folder;
mod form;
mod kept;
mod keys;
mod manifest;
mod run;
mod segment;

pub use disk::Disk;
pub use error::ResultsError;
pub use form::Form;
pub use manifest::{DataEntry, Entry, Manifest, Status};
pub use run::{Asked, Column, Order, Report, Results};
