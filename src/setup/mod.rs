//! Makes projects: the demo shop as files, and a `seg.toml` for files that are there.
//! It must not print, ask or know the command line; what went wrong is a [`SetupError`].

#[cfg(feature = "engine")]
mod columns;
#[cfg(feature = "engine")]
mod demo;
mod embedded;
mod error;
#[cfg(feature = "engine")]
mod files;
#[cfg(feature = "engine")]
pub mod init;
#[cfg(feature = "engine")]
mod tables;

#[cfg(feature = "engine")]
pub use demo::{MARKER, Written, write_demo};
pub use embedded::{Embedded, PROJECT_FILES};
pub use error::SetupError;
#[cfg(feature = "engine")]
pub use files::{WrittenTable, write_shop};
