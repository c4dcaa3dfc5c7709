//! The one integration binary.

mod dice;
mod eval_edges;
mod eval_windows;
mod random;
#[cfg(feature = "engine")]
mod setup;
mod shop;
