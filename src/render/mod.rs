//! Findings as text: drawn for people, a line each for logs, JSON for scripts.
//!
//! Every format is made from the same [`Findings`]. Nothing here reads a file,
//! prints, or knows why a finding was made.

mod diff;
mod excerpt;
mod findings;
mod human;
mod json;
mod short;
pub mod text;

pub use diff::diff;
pub use findings::{Finding, Findings};
pub use human::{Look, human, sentence};
pub use json::json;
pub use short::short;
