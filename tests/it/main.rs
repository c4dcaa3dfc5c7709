//! The one integration binary.

mod render;
#[cfg(feature = "engine")]
mod setup;
mod shop;
