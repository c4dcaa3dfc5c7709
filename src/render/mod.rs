//! Findings as text: drawn for people, a line each for logs, for scripts and for code hosts.
//!
//! Every format is made from the same [`Findings`]. Nothing here reads a file,
//! prints, or knows why a finding was made.

mod diff;
mod excerpt;
mod findings;
mod github;
mod human;
mod json;
mod page;
mod sarif;
mod short;
pub mod text;

pub use diff::diff;
pub use findings::{Finding, Findings};
pub use github::github;
pub use human::{Look, human, sentence};
pub use json::json;
pub use page::{page, page_markdown, weight};
pub use sarif::sarif;
pub use short::short;
