//! Tests of facts, looked at where the facts are made.
//!
//! A hundred sums a customer are wide, whether each is more than its bound is a bit. So where
//! one pass makes what many tests need, those that need nothing else are looked at over the rows
//! of that pass, and only their answers are joined to the customers.

use super::aggregate::customer_name;
use super::bits::{self, Bit};
use super::condition::{Facts, Scope};
use super::context::{self, Context, named};
use super::error::Result;
use crate::types::ir::{Aggregate, Comparison, Condition, Fact, Test, Value};
use datafusion::functions::core::expr_fn::coalesce;
use datafusion::logical_expr::{Expr, LogicalPlan, lit};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// So many tests of a pass are many.
const MANY: usize = 16;

/// The rows of a pass, one a customer, with the answers to tests.
pub(super) struct Told {
    pub rows: LogicalPlan,
    /// The columns with the answers.
    pub words: Vec<String>,
    /// Where each answer stands, when [`known`] has been asked.
    pub answers: Vec<(Test, Bit)>,
}

/// The tests of conditions that need one aggregate each, those of a condition beside each other.
pub(super) fn of_one_fact(conditions: &[Condition]) -> Vec<&Test> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for condition in conditions {
        condition.for_each_test(&mut |test| {
            if over_no_rows(test).is_some() && seen.insert(test) {
                found.push(test);
            }
        });
    }
    found
}

/// The rows of a pass that makes these facts, with the answers to those of the tests that can be
/// looked at there, if they are many.
pub(super) fn tell(cx: &Context, rows: LogicalPlan, pass: usize, made: &Facts, tests: &[&Test]) -> Result<Told> {
    let schema = rows.schema().clone();
    let scope = Scope { cx: *cx, schema: &schema, facts: Some(made) };
    let (mut looked_at, mut sides) = (Vec::new(), Vec::new());
    for test in tests {
        let is_made = aggregate(test).is_some_and(|(fact, _)| made.values.contains_key(fact));
        let Some(over_none) = over_no_rows(test).filter(|_| is_made) else { continue };
        // A number over no rows is missing, not 0, and what is missing fails a test. One that it
        // should pass is looked at as its opposite.
        let Some(asked) = (if over_none { opposite(test) } else { Some((*test).clone()) }) else { continue };
        looked_at.push(scope.test(&asked)?);
        sides.push(((*test).clone(), over_none));
    }
    if looked_at.len() < MANY {
        return Ok(Told { rows, words: Vec::new(), answers: Vec::new() });
    }
    let (words, bits) = bits::places(looked_at.len(), &customer_name(pass));
    let answers = sides.into_iter().zip(bits);
    let answers = answers.map(|((test, turned), bit)| (test, if turned { bit.not() } else { bit })).collect();
    let mut columns: Vec<Expr> = schema.fields().iter().map(|field| named(field.name())).collect();
    columns.extend(bits::pack(looked_at, &words));
    Ok(Told { rows: context::project(rows, columns)?, words, answers })
}

/// Customers to whom answers have been joined, where those who had no rows have answers, too.
pub(super) fn known(plan: LogicalPlan, words: &BTreeSet<String>) -> Result<LogicalPlan> {
    if words.is_empty() {
        return Ok(plan);
    }
    let fields = plan.schema().fields().iter();
    let columns = fields.map(|field| match words.contains(field.name()) {
        true => coalesce(vec![named(field.name()), lit(0_i64)]).alias(field.name()),
        false => named(field.name()),
    });
    let columns = columns.collect();
    context::project(plan, columns)
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
