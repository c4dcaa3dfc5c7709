//! Conditions with both their places and their meanings.

use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::Meanings;
use crate::types::ir::Condition;

/// A condition of the text, and what it is made of.
pub(super) struct Clause<'a> {
    /// As it is written; parentheses around it are part of it.
    pub expr: &'a Expr,
    pub parts: Parts<'a>,
}

/// What a condition is made of.
pub(super) enum Parts<'a> {
    All(Vec<Clause<'a>>),
    Any(Vec<Clause<'a>>),
    Not(Box<Clause<'a>>),
    /// One test, and what it means.
    One(Condition),
}

impl<'a> Clause<'a> {
    /// A condition with the meanings of its parts; none if one of them has none.
    pub fn of(expr: &'a Expr, meanings: &mut Meanings<'a>) -> Option<Self> {
        let mut all =
            |parts: &'a [Expr]| -> Option<Vec<Self>> { parts.iter().map(|part| Self::of(part, meanings)).collect() };
        let parts = match &expr.inside().kind {
            ExprKind::All(parts) => Parts::All(all(parts)?),
            ExprKind::Any(parts) => Parts::Any(all(parts)?),
            ExprKind::Not(_, inner) => Parts::Not(Box::new(Self::of(inner, meanings)?)),
            _ => Parts::One(meanings.meaning(expr)?),
        };
        Some(Self { expr, parts })
    }

    /// Its place.
    pub fn span(&self) -> Span {
        self.expr.span
    }

    /// What it means.
    pub fn condition(&self) -> Condition {
        let all = |parts: &[Clause<'_>]| parts.iter().map(Clause::condition).collect();
        match &self.parts {
            Parts::All(parts) => Condition::All(all(parts)),
            Parts::Any(parts) => Condition::Any(all(parts)),
            Parts::Not(inner) => inner.condition().negate(),
            Parts::One(condition) => condition.clone(),
        }
    }

    /// Calls `visit` with it and every condition inside, the outer ones first.
    pub fn walk<'c>(&'c self, visit: &mut impl FnMut(&'c Clause<'a>)) {
        visit(self);
        match &self.parts {
            Parts::All(parts) | Parts::Any(parts) => parts.iter().for_each(|part| part.walk(visit)),
            Parts::Not(inner) => inner.walk(visit),
            Parts::One(_) => {}
        }
    }
}
