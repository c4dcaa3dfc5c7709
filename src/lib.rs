//! `seg`: say who is in an audience, and get the people.
//!
//! ```text
//! money_spent > 100 and not ordered_since 90d and sms_consent
//! ```
//!
//! Data flows one way: text, tree, syntax, meaning, plan, rows. `ARCHITECTURE.md`
//! is the map; each module's head says what it is for and what it must not know.

pub mod analysis;
pub mod cli;
pub mod diagnostics;
#[cfg(feature = "engine")]
pub mod engine;
pub mod eval;
pub mod fmt;
pub mod lint;
#[cfg(feature = "engine")]
pub mod plan;
pub mod project;
pub mod render;
#[cfg(feature = "repl")]
pub mod repl;
#[cfg(feature = "engine")]
pub mod results;
pub mod setup;
pub mod shop;
pub mod source;
pub mod syntax;
pub mod time;
pub mod types;
pub mod vocabulary;
