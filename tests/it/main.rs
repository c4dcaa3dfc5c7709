//! The tests, in one binary: each file reads like a page about its part.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod as_of;
mod cases;
mod cli;
mod cli_fmt;
mod cli_input;
mod definitions;
mod dice;
mod eval;
mod eval_alike;
mod eval_edges;
mod eval_ranks;
mod eval_sequences;
mod eval_shop;
mod eval_short;
mod eval_told;
mod eval_windows;
mod exit_codes;
mod formats;
mod four_digits;
mod layout;
mod lints;
mod lints_data;
mod meaning;
mod meant;
mod mutations;
mod page_tables;
mod pages;
mod prose;
mod prove;
mod random;
mod readings;
mod references;
mod render;
mod rule_pages;
mod schema;
mod shop;
mod shown_commands;
mod sources;
mod support;
mod syntax;
mod toml_messages;
mod typing;
mod version_control;
mod walls;
mod words;

// What needs the data.
#[cfg(feature = "engine")]
mod agree;
#[cfg(feature = "engine")]
mod alike;
#[cfg(feature = "engine")]
mod at_length;
#[cfg(feature = "engine")]
mod breakdowns;
#[cfg(feature = "engine")]
mod cli_data;
#[cfg(feature = "engine")]
mod counts;
#[cfg(feature = "engine")]
mod csv;
#[cfg(feature = "engine")]
mod derived;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "engine")]
mod engine_files;
#[cfg(feature = "engine")]
mod engine_kit;
#[cfg(feature = "engine")]
mod engine_traps;
#[cfg(feature = "engine")]
mod explore;
#[cfg(feature = "engine")]
mod found;
#[cfg(feature = "engine")]
mod init;
#[cfg(all(feature = "repl", unix))]
mod interrupted;
#[cfg(feature = "engine")]
mod latest;
#[cfg(feature = "engine")]
mod lies_of_files;
#[cfg(feature = "engine")]
mod lies_of_rows;
#[cfg(feature = "engine")]
mod memory;
mod mend;
#[cfg(feature = "engine")]
mod near;
#[cfg(feature = "engine")]
mod other_shape;
#[cfg(feature = "engine")]
mod places;
#[cfg(feature = "engine")]
mod plan;
#[cfg(feature = "repl")]
mod prompt;
#[cfg(all(feature = "repl", unix))]
mod prompt_typed;
#[cfg(feature = "engine")]
mod results;
#[cfg(feature = "engine")]
mod results_crash;
#[cfg(feature = "engine")]
mod setup;
#[cfg(feature = "engine")]
mod spread;
#[cfg(all(feature = "repl", unix))]
mod terminal;
#[cfg(feature = "engine")]
mod together;
