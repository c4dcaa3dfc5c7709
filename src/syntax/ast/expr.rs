//! Conditions and values.

use super::{ArithmeticOp, Aspect, CompareOp, Name, Near, Quantity, Step, Term, TextVerb};
use crate::source::Span;
use crate::time::{Length, Point};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A condition or a value, with its place.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The smallest span that holds all of it.
    pub span: Span,
}

/// The kinds of expression.
#[expect(missing_docs, reason = "the sentence of a kind names its parts")]
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// Something is missing or wrong here, and has been reported.
    Hole,
    /// Conditions joined by `and`.
    All(Vec<Expr>),
    /// Conditions joined by `or`.
    Any(Vec<Expr>),
    /// `not CONDITION`; the span is that of `not`.
    Not(Span, Box<Expr>),
    /// `( ... )`.
    Group(Box<Expr>),
    /// `LEFT = RIGHT` and the like.
    Compare(Box<Expr>, CompareOp, Span, Box<Expr>),
    /// `VALUE [not] between LOW and HIGH`.
    Between { value: Box<Expr>, low: Box<Expr>, high: Box<Expr>, negated: bool },
    /// `VALUE [not] in EU`: one of a named set.
    InSet { value: Box<Expr>, set: Name, negated: bool },
    /// `VALUE [not] in (LIST)`.
    OneOf { value: Box<Expr>, list: Vec<Expr>, negated: bool },
    /// `VALUE contains TEXT` and the like.
    Text { value: Box<Expr>, verb: TextVerb, exact: bool, quantity: Quantity, needles: Vec<Expr>, negated: bool },
    /// `VALUE is missing`, `VALUE is known`.
    Presence { value: Box<Expr>, known: bool },
    /// `A + B` and the like.
    Arithmetic(Box<Expr>, ArithmeticOp, Span, Box<Expr>),
    /// `days since DATE` and the like; the span is that of the words before the value.
    Told(Aspect, Span, Box<Expr>),
    /// `-VALUE`.
    Minus(Box<Expr>),
    /// A word with its modifiers.
    Term(Box<Term>),
    /// `never EVENT`; the span is that of `never`.
    Never(Span, Box<Term>),
    /// `EVENT then EVENT then not EVENT`.
    Sequence(Vec<Step>),
    /// `top 10% by money_spent`.
    Ranked(Box<Ranked>),
    /// `sample 10% seed "spring"`.
    Sample { amount: Box<Expr>, seed: Option<Name> },
    /// `within 25km of "Berlin"`.
    Near(Box<Near>),
    /// `in segment vip`.
    InSegment(Name),
    /// `in list "newsletter"`.
    InList(Box<Expr>),
    /// `sum(ordered.total last 90d)`.
    Call(Name, Box<Term>),
    /// A value written out.
    Literal(Literal),
    /// `$period`: what a definition of the vocabulary is given.
    Parameter(String),
}

impl Expr {
    /// A hole at a place about which a message has been given.
    pub fn hole(span: Span) -> Self {
        Self { kind: ExprKind::Hole, span }
    }

    /// The expression inside any parentheses around it.
    pub fn inside(&self) -> &Expr {
        match &self.kind {
            ExprKind::Group(inner) => inner.inside(),
            _ => self,
        }
    }

    /// The year that a number written out can be.
    pub fn year(&self) -> Option<i32> {
        match &self.kind {
            ExprKind::Literal(Literal::Number(number)) if number.scale() == 0 => {
                number.to_i32().filter(|year| *year <= 9999)
            }
            _ => None,
        }
    }

    /// The expressions right inside this one, in the order of the text.
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Hole | ExprKind::Literal(_) | ExprKind::Parameter(_) | ExprKind::InSegment(_) => Vec::new(),
            ExprKind::Near(near) => near.written().iter().collect(),
            ExprKind::All(parts) | ExprKind::Any(parts) => parts.iter().collect(),
            ExprKind::Not(_, inner) | ExprKind::Group(inner) | ExprKind::Minus(inner) => vec![inner],
            ExprKind::Compare(left, _, _, right) | ExprKind::Arithmetic(left, _, _, right) => vec![left, right],
            ExprKind::Between { value, low, high, negated: _ } => vec![value, low, high],
            ExprKind::OneOf { value, list: items, negated: _ }
            | ExprKind::Text { value, needles: items, verb: _, exact: _, quantity: _, negated: _ } => {
                std::iter::once(&**value).chain(items).collect()
            }
            ExprKind::Presence { value, known: _ } | ExprKind::InSet { value, set: _, negated: _ } => vec![value],
            ExprKind::InList(value) | ExprKind::Told(_, _, value) => vec![value],
            ExprKind::Sample { amount, seed: _ } => vec![amount],
            ExprKind::Ranked(ranked) => [&ranked.amount, &ranked.by].into_iter().chain(&ranked.of).collect(),
            ExprKind::Term(term) | ExprKind::Never(_, term) | ExprKind::Call(_, term) => term.children(),
            ExprKind::Sequence(steps) => {
                let terms = steps.iter().filter_map(|step| step.term.as_ref());
                terms.flat_map(Term::children).collect()
            }
        }
    }
}

/// Those with the most or least of something.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Whether `top`, not `bottom`.
    pub top: bool,
    /// How many: a number, or a percentage.
    pub amount: Expr,
    /// What they are ranked by.
    pub by: Expr,
    /// Among whom, if not everybody.
    pub of: Option<Expr>,
}

/// A value written out.
#[expect(missing_docs, reason = "the sentence of a kind names its parts")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// `1_000`
    Number(Decimal),
    /// `100 EUR`
    Money(Decimal, String),
    /// `10%`
    Percent(Decimal),
    /// `"text"`; `exactly` looks at the case too.
    Text { text: String, exact: bool },
    /// A day, month, moment or `7d ago`.
    Time(Point),
    /// `90d`
    Length(Length),
}
