//! Meaning: names resolved, types checked, and the typed form of it.
//!
//! [`Model`] is a project's vocabulary with its definitions read and checked;
//! [`check`] gives a syntax tree its meaning by it. Both are pure: they see the data
//! only through a [`Catalog`].

mod build;
mod catalog;
mod check;
pub mod ir;
mod model;
mod sources;
mod surroundings;
mod whereabouts;

pub use catalog::{Catalog, Tie, Values, Wants};
pub(crate) use check::thousands;
pub use check::{Checked, CheckedSegment, Meanings, check, meaning, ordinal};
pub use model::{Computed, Model};
pub use surroundings::{Alone, Segments, Surroundings, Written};
pub use whereabouts::Whereabouts;
