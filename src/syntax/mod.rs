//! Text to tree: total, lossless, and with every mistake named.
//!
//! [`parse`] accepts any text. Its [`Tree`] holds the tokens (which print back to
//! the very text), the syntax tree, and what is wrong with the form. What words
//! mean is not known here.

pub mod ast;
mod build;
mod grammar;
mod guard;
mod tokens;

pub use build::{Ambiguity, formula, habits, out_of_reach};
pub use tokens::{Token, TokenKind};

use crate::diagnostics::Diagnostic;

/// A text, read.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Every byte of the text, in order.
    pub tokens: Vec<Token>,
    /// What the text says.
    pub file: ast::File,
    /// What is wrong with its form.
    pub diagnostics: Vec<Diagnostic>,
    /// Chains of `and` and `or` that can be read in two ways.
    pub ambiguities: Vec<Ambiguity>,
}

impl Tree {
    /// The text again, byte for byte.
    pub fn print<'a>(&self, text: &'a str) -> String {
        let slice = |token: &Token| -> &'a str { text.get(token.span.range()).unwrap_or_default() };
        self.tokens.iter().map(slice).collect()
    }
}

/// Reads a text. Never fails: what is wrong is in the tree's diagnostics.
pub fn parse(text: &str) -> Tree {
    if let Some(refusal) = guard::refuse(text) {
        return Tree { tokens: tokens::opaque(text), diagnostics: vec![refusal], ..Tree::default() };
    }
    match grammar::read(text) {
        Some((root, leaves)) => {
            let tokens = tokens::from_leaves(text, &leaves);
            let built = build::build(text, &root, leaves);
            Tree { tokens, file: built.file, diagnostics: built.diagnostics, ambiguities: built.ambiguities }
        }
        None => {
            let refusal = guard::deeper_than_read(text);
            Tree { tokens: tokens::opaque(text), diagnostics: vec![refusal], ..Tree::default() }
        }
    }
}

/// Whether a text can be a name: a word that is none of the language's own.
pub fn is_name(text: &str) -> bool {
    grammar::is_name(text)
}
