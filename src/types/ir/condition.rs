//! Conditions, and the one form of each meaning.

use super::{Aggregate, Comparison, Fact, Test, Value};
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

    /// One of several at least.
    pub fn any(mut conditions: Vec<Condition>) -> Self {
        if conditions.len() == 1 { conditions.remove(0) } else { Condition::Any(conditions) }
    }

    /// The same meaning in one form: nested `and`s and `or`s flat, their parts
    /// sorted and single, double negations gone, constants folded in.
    #[must_use]
    pub fn canonical(&self) -> Self {
        self.clone().into_canonical()
    }

    /// [`Condition::canonical`] of a condition that nobody else needs.
    #[must_use]
    pub fn into_canonical(self) -> Self {
        match self {
            Condition::Always(truth) => Condition::Always(truth),
            Condition::Not(inner) => inner.into_canonical().negate(),
            Condition::Segment(used) => used.meaning.canonical(),
            Condition::Test(test) => Condition::Test(test.into_canonical()),
            Condition::All(parts) => flat(parts, true),
            Condition::Any(parts) => flat(parts, false),
        }
    }

    /// Calls `visit` with every test, depth first.
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
fn flat(parts: Vec<Condition>, identity: bool) -> Condition {
    let mut out = Vec::with_capacity(parts.len());
    for part in parts {
        match part.into_canonical() {
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
