//! The one integration binary.

#[cfg(feature = "engine")]
mod setup;
mod shop;
