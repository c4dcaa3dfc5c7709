//! The one integration binary.

#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "engine")]
mod engine_files;
#[cfg(feature = "engine")]
mod engine_kit;
#[cfg(feature = "engine")]
mod plan;
#[cfg(feature = "engine")]
mod tmp_demo;
#[cfg(feature = "engine")]
mod setup;
mod shop;
