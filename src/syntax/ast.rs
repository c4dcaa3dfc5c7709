//! What a segment text says, with places: the syntax tree.
//!
//! Nothing here is resolved or checked; a hole that the text leaves is
//! [`ExprKind::Hole`], about which a message has been given already.

use crate::source::Span;
use crate::time::{Length, Period, Point, Window};
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

impl Expr {
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

impl Term {
    /// The expressions in its modifiers, in the order of the text.
    pub fn children(&self) -> Vec<&Expr> {
        self.modifiers.iter().flat_map(Modifier::children).collect()
    }
}

impl Modifier {
    /// The expressions right inside it.
    pub fn children(&self) -> &[Expr] {
        match &self.kind {
            ModifierKind::Where(inner) => std::slice::from_ref(inner),
            ModifierKind::Argument(inner) => std::slice::from_ref(inner),
            ModifierKind::Short(_, values) | ModifierKind::Listed(values) | ModifierKind::Alike(_, values) => values,
            ModifierKind::Window(_)
            | ModifierKind::Month(_)
            | ModifierKind::Within(_)
            | ModifierKind::Regular(_)
            | ModifierKind::Same(_)
            | ModifierKind::Frequency(..)
            | ModifierKind::ShortSet(..) => &[],
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

/// What a value tells by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// `days since DATE`: the days of the calendar from it to today; fewer than none for a date ahead.
    DaysSince,
    /// `days until DATE`: the days of the calendar from today to it.
    DaysUntil,
    /// `years since DATE`: how many of its anniversaries have come, as an age is counted.
    YearsSince,
    /// `number of LIST`: how many items it has.
    Size,
    /// The country of a phone number in international form.
    PhoneCountry,
    /// What follows the `@` of an e-mail address, in lower case.
    EmailDomain,
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
    /// `like`: spelled so, give or take a slip
    Like,
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
    /// `second` before the word.
    pub nth: Option<Nth>,
    /// The word.
    pub word: Name,
    /// The property after the dot.
    pub property: Option<Name>,
    /// The modifiers, in the order of the text.
    pub modifiers: Vec<Modifier>,
    /// Word and modifiers.
    pub span: Span,
}

/// Which row of an event in the order of time.
#[derive(Debug, Clone, Copy)]
pub struct Nth {
    /// 1 for the first.
    pub number: u32,
    /// Its place.
    pub span: Span,
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

/// Those who live so near to a place.
#[derive(Debug, Clone)]
pub struct Near {
    /// How near, in metres; none where it is wrong, which has been reported.
    pub metres: Option<Decimal>,
    /// The place of the distance.
    pub at: Span,
    /// Near what; none where it is wrong, which has been reported.
    pub place: Option<Place>,
}

/// A place on the earth, as a text has it.
#[derive(Debug, Clone)]
pub enum Place {
    /// One that the project has a name for.
    Named(Name),
    /// A postcode, and the country that it is of.
    Postcode(Name, Option<Name>),
    /// Degrees of latitude and longitude, as numbers and as they are written.
    At([Decimal; 2], Vec<Expr>, Span),
}

impl Near {
    /// The coordinates, as they are written.
    pub fn written(&self) -> &[Expr] {
        match &self.place {
            Some(Place::At(_, written, _)) => written,
            _ => &[],
        }
    }
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
    /// `in june`: a month, whatever the year; from 1.
    Month(u32),
    /// `where CONDITION`; all of it holds for one row.
    Where(Expr),
    /// `in at least 3 of the last 4 quarters`; none where it is wrong, which has been reported.
    Regular(Option<Regular>),
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
    /// `product in mugs`: one of a named set.
    ShortSet(Name, Name),
    /// `in ("JOIN", "JION")` after an event that has one text.
    Listed(Vec<Expr>),
    /// `product like "Blue Mug"`, or `like "JOIN"` after an event that has one text.
    Alike(Option<Name>, Vec<Expr>),
}

/// In how many of the last periods of the calendar, the present one among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Regular {
    /// How `periods` is meant.
    pub op: CompareOp,
    /// In so many.
    pub periods: u32,
    /// Of so many.
    pub of: u32,
    /// Of this kind.
    pub period: Period,
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
