//! The one integration binary.

mod dice;
mod eval_windows;
#[cfg(feature = "engine")]
mod setup;
mod shop;
