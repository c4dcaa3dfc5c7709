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
use crate::types::ir::{Aggregate, Comparison, Condition, Fact, Function, Test, Value};
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
/// the customers, some of whom have none.
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
        let name = format!("{}t{}", customer_name(pass), told.len());
        let holds = scope.test(test)?;
        // What is missing after the join is false: the answer that it then has, or its opposite.
        let (column, answer) = match over_none {
            false => (logic::settled(holds), named(&name)),
            true => (logic::not(holds), logic::not(named(&name))),
        };
        columns.push(column.alias(&name));
        told.push(((*test).clone(), answer));
    }
    Ok((context::project(rows, columns)?, told))
}

/// The answer to a test of one aggregate where there are no rows; none to another test.
fn over_no_rows(test: &Test) -> Option<bool> {
    let (_, rows) = aggregate(test)?;
    let counts = matches!(rows.function, Function::Count | Function::Sum | Function::Distinct);
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
