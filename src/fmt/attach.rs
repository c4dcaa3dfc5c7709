//! Comments at words that move to the start of a line go where a reader looks for them.

use super::words::{Comment, Words};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, File};

/// Settles the comments at commas, which the layout sets anew, and at every `and` and `or`,
/// which begin the line of what follows.
pub fn settle(words: &mut Words, file: &File) {
    for at in (1..words.0.len()).filter(|at| words.text(*at) == ",").collect::<Vec<_>>() {
        settle_comma(words, at);
    }
    let mut connectives = Vec::new();
    let bodies = file.lets.iter().map(|helper| &helper.body).chain(file.segments.iter().map(|s| &s.body));
    for body in bodies {
        body.walk(&mut |expr| {
            if let ExprKind::All(parts) | ExprKind::Any(parts) = &expr.kind {
                let pairs = parts.iter().zip(parts.iter().skip(1));
                connectives.extend(pairs.map(|(left, right)| Span::new(left.span.end, right.span.start)));
            }
        });
    }
    for gap in connectives {
        // A pair of `not` may stand in the gap too; the connective is the first.
        settle_one(words, words.inside(gap).start);
    }
}

/// `US,  # about US`, and what stands above the comma above the next word.
fn settle_comma(words: &mut Words, at: usize) {
    let Some(comma) = words.0.get_mut(at) else { return };
    let mut before = std::mem::take(&mut comma.before);
    if let Some(text) = comma.after.take() {
        match words.0.get_mut(at - 1) {
            Some(word) if word.after.is_none() && before.is_empty() => word.after = Some(text),
            _ => before.push(Comment { text, blank_before: false, indented: true }),
        }
    }
    if let Some(next) = words.0.get_mut(at + 1) {
        next.before.splice(..0, before);
    }
}

/// `a and  # about a` says something of `a`; a comment between `and` and `b` is about `b`.
fn settle_one(words: &mut Words, at: usize) {
    let behind = words.0.get_mut(at).and_then(|word| word.after.take());
    let next = words.0.get_mut(at + 1).map(|word| std::mem::take(&mut word.before)).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|before| words.0.get_mut(before));
    let left = match (behind, before) {
        (Some(comment), Some(before)) if before.after.is_none() => {
            before.after = Some(comment);
            None
        }
        (comment, _) => comment,
    };
    if let Some(word) = words.0.get_mut(at) {
        let left = left.map(|text| Comment { text, blank_before: false, indented: true });
        word.before.extend(left.into_iter().chain(next));
    }
}

impl Expr {
    /// Calls `see` for the expression and all inside it.
    fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Expr)) {
        see(self);
        for child in self.children() {
            child.walk(see);
        }
    }
}
