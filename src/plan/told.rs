//! Tests of facts, looked at where the facts are made.
//!
//! A hundred sums a customer are wide, whether each is more than its bound is a bit. So where
//! many facts are made in one pass, the tests that need nothing else are looked at over the rows
//! of that pass, and only their answers are joined to the customers.

use super::aggregate::customer_name;
use super::condition::{Facts, Scope};
use super::context::{self, Context, named};
use super::error::Result;
use super::logic;
use crate::types::ir::{Aggregate, Comparison, Condition, Fact, Test, Value};
use datafusion::logical_expr::{Expr, LogicalPlan};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// So many facts of a pass are many.
const MANY: usize = 16;

/// The tests of conditions that need one aggregate each.
pub(super) fn of_one_fact(conditions: &[Condition]) -> BTreeSet<&Test> {
    let mut found = BTreeSet::new();
    for condition in conditions {
        condition.for_each_test(&mut |test| {
            if over_no_rows(test).is_some() {
                found.insert(test);
            }
        });
    }
    found
}

/// The rows of a pass that makes these facts, one a customer, with the answers to those of the
/// tests that can be looked at there; and what the answers are when the rows have been joined to
/// the customers, some of whom have none. A number over no rows is missing, not 0.
pub(super) fn tell(
    cx: &Context,
    rows: LogicalPlan,
    pass: usize,
    made: &Facts,
    tests: &BTreeSet<&Test>,
) -> Result<(LogicalPlan, Vec<(Test, Expr)>)> {
    if made.values.len() < MANY {
        return Ok((rows, Vec::new()));
    }
    let schema = rows.schema().clone();
    let scope = Scope { cx: *cx, schema: &schema, facts: Some(made) };
    let mut columns: Vec<Expr> = schema.fields().iter().map(|field| named(field.name())).collect();
    let mut told = Vec::new();
    for test in tests {
        let is_made = aggregate(test).is_some_and(|(fact, _)| made.values.contains_key(fact));
        let Some(over_none) = over_no_rows(test).filter(|_| is_made) else { continue };
        // What is missing fails a test. One that it should pass is looked at as its opposite.
        let Some(looked_at) = (if over_none { opposite(test) } else { Some((*test).clone()) }) else { continue };
        let name = format!("{}t{}", customer_name(pass), told.len());
        columns.push(scope.test(&looked_at)?.alias(&name));
        let answer = if over_none { logic::not(named(&name)) } else { named(&name) };
        told.push(((*test).clone(), answer));
    }
    Ok((context::project(rows, columns)?, told))
}

/// The answer to a test of one aggregate where there are no rows; none to another test.
fn over_no_rows(test: &Test) -> Option<bool> {
    let (_, rows) = aggregate(test)?;
    let counts = rows.function.is_zero_over_none();
    let zero = Decimal::ZERO;
    match test {
        Test::Compare(_, comparison, Value::Number(bound)) if counts => Some(compares(zero, *comparison, *bound)),
        Test::Compare(Value::Number(bound), comparison, _) if counts => Some(compares(*bound, *comparison, zero)),
        Test::Known(_) => Some(counts),
        // A missing value fails every test.
        Test::Compare(..) | Test::During(..) => Some(false),
        _ => None,
    }
}

/// The test that a value passes if it is known and fails this one, where there is one.
fn opposite(test: &Test) -> Option<Test> {
    let Test::Compare(left, comparison, right) = test else { return None };
    let comparison = match comparison {
        Comparison::Equal => return None,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Greater,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
    };
    Some(Test::Compare(left.clone(), comparison, right.clone()))
}

/// The one aggregate that a test looks at, beside numbers.
fn aggregate(test: &Test) -> Option<(&Fact, &Aggregate)> {
    let fact = match test {
        Test::Compare(Value::Fact(fact), _, Value::Number(_))
        | Test::Compare(Value::Number(_), _, Value::Fact(fact)) => fact,
        Test::During(Value::Fact(fact), _) | Test::Known(Value::Fact(fact)) => fact,
        _ => return None,
    };
    Some((fact, fact.aggregate()?))
}

fn compares(left: Decimal, comparison: Comparison, right: Decimal) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::Less => left < right,
        Comparison::AtMost => left <= right,
        Comparison::Greater => left > right,
        Comparison::AtLeast => left >= right,
    }
}
