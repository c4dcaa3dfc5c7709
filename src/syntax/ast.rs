//! What a segment text says, with places: the syntax tree.
//!
//! Nothing here is resolved or checked; a hole that the text leaves is
//! [`ExprKind::Hole`], about which a message has been given already.

mod expr;
mod near;
mod op;
mod term;

pub use expr::{Expr, ExprKind, Literal, Ranked};
pub use near::{Near, Place};
pub use op::{ArithmeticOp, Aspect, CompareOp, Quantity, TextVerb};
pub use term::{Modifier, ModifierKind, Nth, Regular, Step, Term};

use crate::source::Span;

/// A whole text: helpers and segments, in order.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The `let` helpers.
    pub lets: Vec<Let>,
    /// The segments; one without a name is named after the file.
    pub segments: Vec<Segment>,
}

/// A name in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// The name itself.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// `let NAME = CONDITION`.
#[derive(Debug, Clone)]
pub struct Let {
    /// The helper's name.
    pub name: Name,
    /// What it stands for.
    pub body: Expr,
}

/// A segment: its name, what is said about it, and who is in it.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The name; none for a file with a bare condition.
    pub name: Option<Name>,
    /// `description "..."`.
    pub description: Option<Name>,
    /// `owner "..."`.
    pub owner: Option<Name>,
    /// `channel NAME`.
    pub channel: Option<Name>,
    /// Who is in it.
    pub body: Expr,
}
