//! What a segment text says, with places: the syntax tree.
//!
//! Nothing here is resolved or checked; a hole that the text leaves is
//! [`ExprKind::Hole`], about which a message has been given already.

use crate::source::Span;
use crate::time::{Length, Point, Window};
use rust_decimal::Decimal;

/// A whole text: helpers and segments, in order.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The `let` helpers.
    pub lets: Vec<Let>,
    /// The segments; one without a name is named after the file.
    pub segments: Vec<Segment>,
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// `VALUE [not] in (LIST)`.
    OneOf { value: Box<Expr>, list: Vec<Expr>, negated: bool },
    /// `VALUE contains TEXT` and the like.
    Text { value: Box<Expr>, verb: TextVerb, exact: bool, quantity: Quantity, needles: Vec<Expr>, negated: bool },
    /// `VALUE is missing`, `VALUE is known`.
    Presence { value: Box<Expr>, known: bool },
    /// `A + B` and the like.
    Arithmetic(Box<Expr>, ArithmeticOp, Span, Box<Expr>),
    /// `-VALUE`.
    Minus(Box<Expr>),
    /// A word with its modifiers.
    Term(Box<Term>),
    /// `never EVENT`; the span is that of `never`.
    Never(Span, Box<Term>),
    /// `EVENT then EVENT then not EVENT`.
    Sequence(Vec<Step>),
    /// `sum(ordered.total last 90d)`.
    Call(Name, Box<Term>),
    /// A value written out.
    Literal(Literal),
    /// `$period`: what a definition of the vocabulary is given.
    Parameter(String),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
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
}

impl CompareOp {
    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            CompareOp::Equal => "=",
            CompareOp::NotEqual => "!=",
            CompareOp::Less => "<",
            CompareOp::AtMost => "<=",
            CompareOp::Greater => ">",
            CompareOp::AtLeast => ">=",
        }
    }
}

/// The four operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// How a text or list is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextVerb {
    /// `contains`
    Contains,
    /// `starts with`
    StartsWith,
    /// `ends with`
    EndsWith,
    /// `matches`
    Matches,
}

/// How many of the listed values a test wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// `any of`, and what a single value means.
    Any,
    /// `all of`
    All,
    /// `none of`
    None,
}

/// A word of the vocabulary and what modifies it.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word.
    pub word: Name,
    /// The property after the dot.
    pub property: Option<Name>,
    /// The modifiers, in the order of the text.
    pub modifiers: Vec<Modifier>,
    /// Word and modifiers.
    pub span: Span,
}

/// A step of a sequence.
#[derive(Debug, Clone)]
pub struct Step {
    /// The event; none where it is wrong, which has been reported.
    pub term: Option<Term>,
    /// The place of a `not` before it.
    pub not: Option<Span>,
    /// The event with its `not`.
    pub span: Span,
}

/// A modifier with its place.
#[derive(Debug, Clone)]
pub struct Modifier {
    /// What it is.
    pub kind: ModifierKind,
    /// Its place.
    pub span: Span,
}

/// The kinds of modifier.
#[derive(Debug, Clone)]
pub enum ModifierKind {
    /// A period of time; none where it is wrong, which has been reported.
    Window(Option<Window>),
    /// `where CONDITION`; all of it holds for one row.
    Where(Expr),
    /// `within 5d` of the step before; none where it is wrong, which has been reported.
    Within(Option<Length>),
    /// `the same product` as in a step before.
    Same(Name),
    /// How many times.
    Frequency(CompareOp, u32),
    /// The value of a word that takes one: `ordered_since 90d`.
    Argument(Box<Expr>),
    /// `product "Blue Mug"`, or `"JOIN"` alone.
    Short(Option<Name>, Vec<Expr>),
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
