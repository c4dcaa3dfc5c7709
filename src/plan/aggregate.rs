//! One pass over rows: filtered aggregates, one row a customer.

use super::context::{self, named};
use super::error::Result;
use super::rows::{Rows, Use};
use crate::types::ir::Function;
use datafusion::common::DFSchema;
use datafusion::functions::core::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::functions_aggregate::first_last::{first_value_udaf, last_value_udaf};
use datafusion::logical_expr::{AggregateUDF, Expr, ExprFunctionExt, LogicalPlan, lit};
use std::sync::Arc;

/// The column of an aggregate's value.
pub(super) fn value_name(number: usize) -> String {
    format!("f{number}")
}

/// The column of how many rows an average is over.
pub(super) fn rows_name(number: usize) -> String {
    format!("f{number}n")
}

/// The column of the customer in a pass.
pub(super) fn customer_name(pass: usize) -> String {
    format!("p{pass}")
}

/// The values of a pass, one row a customer.
pub(super) fn group(rows: Rows, pass: usize) -> Result<LogicalPlan> {
    let mut columns = Vec::new();
    for one in &rows.uses {
        let value = aggregate(one, rows.date.as_ref(), rows.plan.schema())?;
        columns.push(value.alias(value_name(one.number)));
        if one.function == Function::Average {
            let known = one.value.clone().unwrap_or_else(|| lit(1_i64));
            let rows = filtered(count(known), one.flag(rows.plan.schema()))?;
            columns.push(rows.alias(rows_name(one.number)));
        }
    }
    context::aggregate(rows.plan, vec![rows.customer.alias(customer_name(pass))], columns)
}

fn aggregate(one: &Use, date: Option<&Expr>, schema: &DFSchema) -> Result<Expr> {
    let test = one.flag(schema);
    let Some(value) = one.value.clone() else {
        return filtered(count(lit(1_i64)), test);
    };
    match one.function {
        Function::Count | Function::Distinct => filtered(count(value), test),
        Function::Sum | Function::Average => filtered(sum(value), test),
        Function::Min => filtered(min(value), test),
        Function::Max => filtered(max(value), test),
        Function::First => chosen(first_value_udaf(), value, test, date),
        Function::Last => chosen(last_value_udaf(), value, test, date),
    }
}

fn filtered(aggregate: Expr, test: Option<Expr>) -> Result<Expr> {
    match test {
        Some(test) => Ok(aggregate.filter(test).build()?),
        None => Ok(aggregate),
    }
}

/// The first or last known value by time; of rows at one instant, by value. Order
/// and filter are set together: each set alone throws the other away.
pub(super) fn chosen(which: Arc<AggregateUDF>, value: Expr, test: Option<Expr>, date: Option<&Expr>) -> Result<Expr> {
    let known = value.clone().is_not_null();
    // DataFusion drops a sort key that is there twice in one place, not in another, and panics.
    let by = date.filter(|date| **date != value).cloned().into_iter().chain([value.clone()]);
    let by = by.map(|by| by.sort(true, false)).collect();
    let test = test.map_or(known.clone(), |test| test.and(known));
    Ok(which.call(vec![value]).order_by(by).filter(test).build()?)
}

/// A number of rows, for customers who have none in the pass too.
pub(super) fn or_zero(number: usize, zero: Expr) -> Expr {
    coalesce(vec![named(value_name(number)), zero])
}
