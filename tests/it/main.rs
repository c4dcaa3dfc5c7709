//! The tests, in one binary: each file reads like a page about its part.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[cfg(feature = "engine")]
mod agree;
#[cfg(feature = "engine")]
mod counts;
mod dice;
mod eval;
mod eval_edges;
mod eval_shop;
mod eval_windows;
#[cfg(feature = "engine")]
mod found;
mod meaning;
#[cfg(feature = "engine")]
mod other_shape;
mod random;
mod render;
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
mod support;
mod syntax;
mod walls;
mod words;
