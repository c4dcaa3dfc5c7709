//! A text while it is being typed. What stands before the clause at its end is not read again with
//! every key: a text of two thousand characters answers as fast as one of fifty.

use super::complete::{Completion, clause_start, likeliest};
use super::paint::{Paint, paint};
use crate::source::Span;
use crate::syntax::{TokenKind, Tree, parse};
use crate::types::Surroundings;

/// Shorter texts are read whole.
const LONG: usize = 300;

/// A text that is typed, and what is known of its beginning.
#[derive(Debug, Default)]
pub struct Typed {
    /// What stands before the last clause, as long as that is the last.
    before: String,
    /// Its kinds.
    painted: Vec<(Span, Paint)>,
}

impl Typed {
    /// As [`paint`] says.
    pub fn paint(&mut self, text: &str, cursor: Option<usize>, around: &Surroundings<'_>) -> Vec<(Span, Paint)> {
        if let Some(clause) = self.clause(text) {
            let at = self.before.len();
            let painted = paint(clause, cursor.and_then(|cursor| cursor.checked_sub(at)), around);
            let shifted = painted.into_iter().map(|(span, kind)| (Span::new(span.start + at, span.end + at), kind));
            return joined(self.painted.iter().copied().chain(shifted));
        }
        let painted = paint(text, cursor, around);
        self.settle(text, &painted);
        painted
    }

    /// As [`likeliest`] says.
    pub fn likeliest(&mut self, text: &str, at: usize, around: &Surroundings<'_>) -> Completion {
        let clause = self.clause(text).filter(|_| at >= self.before.len());
        let Some(clause) = clause else { return likeliest(text, at, around) };
        let start = self.before.len();
        let mut completion = likeliest(clause, at - start, around);
        completion.span = Span::new(completion.span.start + start, completion.span.end + start);
        completion
    }

    /// The last clause, if all before it is as it was.
    fn clause<'t>(&self, text: &'t str) -> Option<&'t str> {
        let clause = text.strip_prefix(&self.before).filter(|_| !self.before.is_empty())?;
        // `and` may still become another word.
        let clause = Some(clause).filter(|clause| clause.starts_with([' ', '\n', '(']))?;
        let tree = parse(clause);
        (clause_start(clause, &tree) == 0 && !has_names(&tree)).then_some(clause)
    }

    /// Keeps what will not change while the last clause is typed.
    fn settle(&mut self, text: &str, painted: &[(Span, Paint)]) {
        *self = Self::default();
        if text.len() < LONG {
            return;
        }
        let tree = parse(text);
        if has_names(&tree) || is_mixed(text, &tree) {
            return;
        }
        let start = clause_start(text, &tree);
        self.before = text.get(..start).unwrap_or_default().to_owned();
        let before = painted.iter().filter(|(span, _)| span.start < start);
        self.painted = before.map(|(span, kind)| (Span::new(span.start, span.end.min(start)), *kind)).collect();
    }
}

/// Stretches of one kind that follow each other are one.
fn joined(parts: impl Iterator<Item = (Span, Paint)>) -> Vec<(Span, Paint)> {
    let mut all: Vec<(Span, Paint)> = Vec::new();
    for (span, kind) in parts {
        match all.last_mut() {
            Some((before, same)) if *same == kind => before.end = span.end,
            _ => all.push((span, kind)),
        }
    }
    all
}

/// Whether helpers or segments are named in it, which other clauses may mean.
fn has_names(tree: &Tree) -> bool {
    !tree.file.lets.is_empty() || tree.file.segments.iter().any(|segment| segment.name.is_some())
}

/// Whether `and` and `or` stand side by side: then each says something of the others.
fn is_mixed(text: &str, tree: &Tree) -> bool {
    let (mut depth, mut between, mut has) = (0_usize, false, (false, false));
    for token in &tree.tokens {
        match (token.kind, text.get(token.span.range()).unwrap_or_default()) {
            (TokenKind::Sign, "(") => depth += 1,
            (TokenKind::Sign, ")") => depth = depth.saturating_sub(1),
            (TokenKind::Keyword, "between") if depth == 0 => between = true,
            (TokenKind::Keyword, "and") if depth == 0 && between => between = false,
            (TokenKind::Keyword, "and") if depth == 0 => has.0 = true,
            (TokenKind::Keyword, "or") if depth == 0 => has.1 = true,
            _ => {}
        }
    }
    has == (true, true)
}
