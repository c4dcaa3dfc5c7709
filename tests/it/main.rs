//! The tests, in one binary: each file reads like a page about its part.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod render;
#[cfg(feature = "engine")]
mod setup;
mod shop;
mod support;
mod syntax;
mod walls;
mod words;
