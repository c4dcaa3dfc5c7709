//! The one integration binary.

mod dice;
mod eval;
mod eval_edges;
mod eval_shop;
mod eval_windows;
mod meaning;
mod random;
#[cfg(feature = "engine")]
mod setup;
mod shop;
