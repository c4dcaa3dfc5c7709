//! What kind of thing each stretch of a text is, for colour: half-written and wrong
//! texts too.

use super::read;
use crate::diagnostics::Severity;
use crate::source::{SourceFile, Span};
use crate::syntax::TokenKind;
use crate::types::{Model, Surroundings};
use std::collections::BTreeSet;

/// The kinds of thing, as far as colour cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paint {
    /// Blanks, signs and names of no special kind.
    Plain,
    /// A word of the language.
    Keyword,
    /// A word of the vocabulary, a helper, or a property of an event.
    Word,
    /// A number, text, date or length of time.
    Value,
    /// `# ...`
    Comment,
    /// Something that cannot stand as it is.
    Wrong,
}

/// The kinds of a text's stretches, in order; together they are all of it. What is
/// still being typed at `cursor` is not called wrong yet.
pub fn paint(text: &str, cursor: Option<usize>, around: &Surroundings<'_>) -> Vec<(Span, Paint)> {
    let analysis = read(&SourceFile::new("", text), around);
    let tree = &analysis.tree;
    let errors = analysis.diagnostics.iter().filter(|d| d.severity() == Severity::Error && !d.incomplete);
    let wrong: Vec<Span> = errors.map(|d| d.span()).filter(|span| cursor != Some(span.end)).collect();
    let helpers: BTreeSet<&str> = tree.file.lets.iter().map(|helper| helper.name.text.as_str()).collect();
    let mut painted: Vec<(Span, Paint)> = Vec::with_capacity(tree.tokens.len());
    for token in &tree.tokens {
        let said = text.get(token.span.range()).unwrap_or_default();
        let typing = cursor == Some(token.span.end);
        let mut kind = match token.kind {
            TokenKind::Blank | TokenKind::Sign => Paint::Plain,
            TokenKind::Comment => Paint::Comment,
            TokenKind::Keyword => Paint::Keyword,
            TokenKind::Number | TokenKind::Text | TokenKind::Time => Paint::Value,
            TokenKind::Wrong if typing && said.starts_with('"') => Paint::Value,
            TokenKind::Wrong if typing => Paint::Plain,
            TokenKind::Wrong => Paint::Wrong,
            TokenKind::Name if helpers.contains(said) || is_word(said, around.model) => Paint::Word,
            TokenKind::Name => Paint::Plain,
        };
        let spared = typing || matches!(token.kind, TokenKind::Blank | TokenKind::Comment);
        if !spared && wrong.iter().any(|span| span.overlaps(token.span)) {
            kind = Paint::Wrong;
        }
        match painted.last_mut() {
            Some((before, same)) if *same == kind => before.end = token.span.end,
            _ => painted.push((token.span, kind)),
        }
    }
    painted
}

fn is_word(name: &str, model: &Model) -> bool {
    let vocabulary = model.vocabulary();
    let since = || name.strip_suffix("_since").is_some_and(|event| vocabulary.event(event).is_some());
    let property = || vocabulary.tables.values().any(|table| table.columns.contains_key(name));
    vocabulary.word(name).is_some() || since() || property()
}
