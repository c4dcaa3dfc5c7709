//! The meaning of a segment: typed, symbolic in time, two-valued.
//!
//! A [`Condition`] is true or false for every customer, and in a row's filter for
//! every row; nothing is ever "unknown". Windows keep their symbolic edges, so the
//! same text means the same on every day. Two conditions with the same
//! [`canonical`](Condition::canonical) form mean the same.

mod alike;
mod distance;
mod nth;
mod rank;
mod regular;
mod sequence;

pub use alike::most_slips;
pub use distance::{Distance, Place};
pub use nth::Nth;
pub use rank::{Rank, Share};
pub use regular::Regular;
pub use sequence::{Same, Sequence, Step, Then};

use crate::syntax::ast::{ArithmeticOp, Aspect, TextVerb};
use crate::time::Window;
use rust_decimal::Decimal;
use std::sync::Arc;

/// True or false for each customer, or each row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// True, or false, for all.
    Always(bool),
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold: the exact complement.
    Not(Box<Condition>),
    /// In another segment of the project: its meaning, under its name.
    Segment(Membership),
    /// A test of values.
    Test(Test),
}

/// A segment that is used in another one. Its meaning is shared, not copied; the
/// canonical form has the meaning alone, so that a name changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Membership {
    /// What the project calls it.
    pub name: String,
    /// Who is in it.
    pub meaning: Arc<Condition>,
}

/// A test of values. Where a value it needs is missing, it is false.
#[expect(missing_docs, reason = "the sentence of a kind names its parts")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// Two numbers, amounts or dates are compared.
    Compare(Value, Comparison, Value),
    /// A date lies in a window.
    During(Value, Window),
    /// The anniversary of a date falls on a day of the window, whatever the year. That of
    /// 29 February is 28 February in other years.
    Anniversary(Value, Window),
    /// A date lies in this month, from 1, of any year.
    InMonth(Value, u32),
    /// A text or choice is one of these; case is ignored unless `exact`.
    OneOf { value: Value, options: Vec<String>, exact: bool },
    /// A text contains, starts with, ends with or matches this, or is spelled like it.
    Text { value: Value, verb: TextVerb, needle: String, exact: bool },
    /// A list holds this item.
    Holds { list: Value, item: String, exact: bool },
    /// A value is there.
    Known(Value),
    /// A yes/no value is yes.
    Flag(Value),
    /// A key is among so many of a hundred: by the first 32 bits of the MD5 of `SEED:KEY`,
    /// as a part of all there can be.
    Sampled { key: Value, percent: Decimal, seed: String },
}

/// How two values are compared. "Not equal" is the complement of equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The comparison when the sides change places.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }
}

/// A value of a customer or a row; it may be missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A column: of customers, or of the row at hand.
    Column(ColumnRef),
    /// Something computed from a customer's rows.
    Fact(Box<Fact>),
    /// A number or amount.
    Number(Decimal),
    /// What a value tells by itself; missing if it is, or does not tell.
    Told(Aspect, Box<Value>),
    /// Arithmetic; missing if either side is, or on division by zero.
    Arithmetic(Box<Value>, ArithmeticOp, Box<Value>),
}

/// A column of a table of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnRef {
    /// The table, such as `orders`.
    pub table: String,
    /// The column, such as `total`; [`ColumnRef::TIME`] and [`ColumnRef::KEY`] are every event table's.
    pub column: String,
}

impl ColumnRef {
    /// The column of an event's time.
    pub const TIME: &'static str = "date";
    /// The column of a row's own key.
    pub const KEY: &'static str = "key";
    /// The column of customers that says since when there is one.
    pub const SINCE: &'static str = "@since";

    /// A column of a table.
    pub fn new(table: impl Into<String>, column: impl Into<String>) -> Self {
        Self { table: table.into(), column: column.into() }
    }
}

/// What is computed from a customer's rows. An open set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// An aggregate over the rows of an event.
    Aggregate(Aggregate),
    /// When the n-th row of an event happened: a date, missing where there are fewer.
    Nth(Nth),
    /// Whether rows of events lie one after the other: yes or no, never missing.
    Sequence(Sequence),
    /// In how many of the last periods something happened: a number, never missing.
    Regular(Regular),
    /// Whether the customer is among those with the most of something: never missing.
    Rank(Rank),
    /// How far the customer is from a place, in metres.
    Distance(Distance),
}

impl Fact {
    /// The aggregate, if it is one.
    pub fn aggregate(&self) -> Option<&Aggregate> {
        match self {
            Fact::Aggregate(aggregate) => Some(aggregate),
            _ => None,
        }
    }

    /// The ranking, if it is one.
    pub fn rank(&self) -> Option<&Rank> {
        match self {
            Fact::Rank(rank) => Some(rank),
            _ => None,
        }
    }

    /// The distance, if it is one.
    pub fn distance(&self) -> Option<&Distance> {
        match self {
            Fact::Distance(distance) => Some(distance),
            _ => None,
        }
    }

    fn canonicalize(&mut self) {
        match self {
            Fact::Aggregate(aggregate) => canonicalize_filter(&mut aggregate.filter),
            Fact::Nth(nth) => canonicalize_filter(&mut nth.filter),
            Fact::Sequence(sequence) => sequence.canonicalize(),
            Fact::Regular(regular) => canonicalize_filter(&mut regular.filter),
            Fact::Rank(rank) => rank.canonicalize(),
            Fact::Distance(distance) => distance.canonicalize(),
        }
    }
}

/// A filter that lets every row through is none.
fn canonicalize_filter(filter: &mut Option<Condition>) {
    *filter = filter.as_ref().map(Condition::canonical).filter(|filter| *filter != Condition::Always(true));
}

/// An aggregate over those rows of an event that pass its filter and lie in its
/// window. Rows after the as-of instant do not exist. Over no rows, count, sum and
/// distinct are 0 and the others missing; rows whose property is missing are left
/// out. Where the filter or property names the event's lines, a row counts if ONE
/// of its lines passes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aggregate {
    /// The event; its own `where` always applies.
    pub event: String,
    /// What is computed.
    pub function: Function,
    /// Of which property; none for a count.
    pub property: Option<ColumnRef>,
    /// Which rows.
    pub filter: Option<Condition>,
    /// When.
    pub window: Option<Window>,
}

/// What an aggregate computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// The number of rows.
    Count,
    /// The sum.
    Sum,
    /// The average, with four decimals more than its property, cut toward zero.
    Average,
    /// The smallest or earliest.
    Min,
    /// The largest or latest.
    Max,
    /// The number of different values; texts that differ in case only are the same.
    Distinct,
    /// The value of the earliest row; of several at one instant, the smallest value.
    First,
    /// The value of the latest row; of several at one instant, the largest value.
    Last,
}

impl Function {
    /// Whether it is 0 over no rows, and not missing.
    pub fn is_zero_over_none(self) -> bool {
        matches!(self, Function::Count | Function::Sum | Function::Distinct)
    }
}

impl Condition {
    /// That an aggregate's rows are at least `times`.
    pub fn happened(aggregate: Aggregate, comparison: Comparison, times: u32) -> Self {
        let count = Value::Fact(Box::new(Fact::Aggregate(aggregate)));
        Condition::Test(Test::Compare(count, comparison, Value::Number(Decimal::from(times))))
    }

    /// The complement.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Condition::Always(truth) => Condition::Always(!truth),
            Condition::Not(inner) => *inner,
            other => Condition::Not(Box::new(other)),
        }
    }

    /// Negated if `negated`.
    #[must_use]
    pub fn negate_if(self, negated: bool) -> Self {
        if negated { self.negate() } else { self }
    }

    /// All of several.
    pub fn all(mut conditions: Vec<Condition>) -> Self {
        if conditions.len() == 1 { conditions.remove(0) } else { Condition::All(conditions) }
    }

    /// The same meaning in one form: nested `and`s and `or`s flat, their parts
    /// sorted and single, double negations gone, constants folded in.
    #[must_use]
    pub fn canonical(&self) -> Self {
        match self {
            Condition::Always(truth) => Condition::Always(*truth),
            Condition::Not(inner) => inner.canonical().negate(),
            Condition::Segment(used) => used.meaning.canonical(),
            Condition::Test(test) => Condition::Test(test.canonical()),
            Condition::All(parts) => flat(parts, true),
            Condition::Any(parts) => flat(parts, false),
        }
    }

    /// Calls `visit` with every value at the top of a test, depth first.
    pub fn for_each_test<'a>(&'a self, visit: &mut impl FnMut(&'a Test)) {
        match self {
            Condition::Always(_) => {}
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.for_each_test(visit)),
            Condition::Not(inner) => inner.for_each_test(visit),
            Condition::Segment(used) => used.meaning.for_each_test(visit),
            Condition::Test(test) => visit(test),
        }
    }

    /// Calls `visit` with every column and fact, not looking into a fact's own filter.
    pub fn for_each_value<'a>(&'a self, visit: &mut impl FnMut(&'a Value)) {
        self.for_each_test(&mut |test| test.values().into_iter().for_each(|value| value.walk(visit)));
    }
}

/// Joins canonical parts: `identity` is what an empty chain is (true for `and`).
fn flat(parts: &[Condition], identity: bool) -> Condition {
    let mut out = Vec::new();
    for part in parts {
        match part.canonical() {
            Condition::Always(truth) if truth == identity => {}
            Condition::Always(truth) => return Condition::Always(truth),
            Condition::All(inner) if identity => out.extend(inner),
            Condition::Any(inner) if !identity => out.extend(inner),
            other => out.push(other),
        }
    }
    out.sort();
    out.dedup();
    match (out.len(), identity) {
        (0, _) => Condition::Always(identity),
        (1, _) => out.remove(0),
        (_, true) => Condition::All(out),
        (_, false) => Condition::Any(out),
    }
}

impl Test {
    /// The values it looks at.
    pub fn values(&self) -> Vec<&Value> {
        match self {
            Test::Compare(left, _, right) => vec![left, right],
            Test::During(value, _) | Test::Anniversary(value, _) | Test::InMonth(value, _) => vec![value],
            Test::Known(value) | Test::Flag(value) => vec![value],
            Test::Sampled { key, .. } => vec![key],
            Test::OneOf { value, .. } | Test::Text { value, .. } => vec![value],
            Test::Holds { list, .. } => vec![list],
        }
    }

    /// The rows of which it asks that there be at least one, as [`Condition::happened`] writes it.
    pub fn some_rows(&self) -> Option<&Aggregate> {
        match self {
            Test::Compare(Value::Fact(fact), Comparison::AtLeast, Value::Number(times)) if *times == Decimal::ONE => {
                fact.aggregate().filter(|rows| rows.function == Function::Count)
            }
            _ => None,
        }
    }

    /// The values it looks at, to be changed.
    pub fn values_mut(&mut self) -> Vec<&mut Value> {
        match self {
            Test::Compare(left, _, right) => vec![left, right],
            Test::During(value, _) | Test::Anniversary(value, _) | Test::InMonth(value, _) => vec![value],
            Test::Known(value) | Test::Flag(value) => vec![value],
            Test::Sampled { key, .. } => vec![key],
            Test::OneOf { value, .. } | Test::Text { value, .. } => vec![value],
            Test::Holds { list, .. } => vec![list],
        }
    }

    fn canonical(&self) -> Self {
        let mut test = self.clone();
        test.values_mut().into_iter().for_each(Value::canonicalize);
        match &mut test {
            Test::Text { needle, exact: false, .. } => *needle = fold(needle),
            Test::Holds { item, exact: false, .. } => *item = fold(item),
            Test::OneOf { options, exact, .. } => {
                if !*exact {
                    options.iter_mut().for_each(|option| *option = fold(option));
                }
                options.sort();
                options.dedup();
            }
            _ => {}
        }
        test
    }
}

impl Value {
    /// Calls `visit` with this value and those inside arithmetic.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Value)) {
        visit(self);
        match self {
            Value::Arithmetic(left, _, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Value::Told(_, of) => of.walk(visit),
            Value::Column(_) | Value::Fact(_) | Value::Number(_) => {}
        }
    }

    fn canonicalize(&mut self) {
        match self {
            Value::Column(_) | Value::Number(_) => {}
            Value::Told(_, of) => of.canonicalize(),
            Value::Arithmetic(left, op, right) => {
                left.canonicalize();
                right.canonicalize();
                if matches!(op, ArithmeticOp::Add | ArithmeticOp::Multiply) && left > right {
                    std::mem::swap(left, right);
                }
            }
            Value::Fact(fact) => fact.canonicalize(),
        }
    }
}

/// A text as it is compared where case does not matter: in lower case (Unicode), and
/// with one lower case of sigma, since which of the two a word has depends on where
/// it ends.
pub fn fold(text: &str) -> String {
    text.to_lowercase().replace('ς', "σ")
}
