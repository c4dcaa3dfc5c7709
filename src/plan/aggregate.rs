//! One pass over rows: filtered aggregates, one row a customer.

use super::context::named;
use super::error::Result;
use super::rows::{Rows, Use};
use crate::types::ir::Function;
use datafusion::functions_aggregate::expr_fn::{count, first_value, last_value, max, min, sum};
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, LogicalPlanBuilder, lit};

/// The column of an aggregate's value, of the count of an average's rows, of a pass's customer.
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
        let value = filtered(aggregate(one, rows.date.as_ref()), one)?;
        columns.push(value.alias(value_name(one.number)));
        if one.function == Function::Average {
            let known = one.value.clone().unwrap_or_else(|| lit(1_i64));
            let rows = filtered(count(known), one)?;
            columns.push(rows.alias(rows_name(one.number)));
        }
    }
    Ok(LogicalPlanBuilder::from(rows.plan).aggregate([rows.customer.alias(customer_name(pass))], columns)?.build()?)
}

fn aggregate(one: &Use, date: Option<&Expr>) -> Expr {
    let Some(value) = one.value.clone() else {
        return count(lit(1_i64));
    };
    match one.function {
        Function::Count | Function::Distinct => count(value),
        Function::Sum | Function::Average => sum(value),
        Function::Min => min(value),
        Function::Max => max(value),
        Function::First => first_value(value.clone(), in_time(date, value)),
        Function::Last => last_value(value.clone(), in_time(date, value)),
    }
}

/// By time; rows of one instant by their value.
fn in_time(date: Option<&Expr>, value: Expr) -> Vec<datafusion::logical_expr::SortExpr> {
    let by = date.cloned().into_iter().chain([value]);
    by.map(|by| by.sort(true, false)).collect()
}

fn filtered(aggregate: Expr, one: &Use) -> Result<Expr> {
    let chooses = matches!(one.function, Function::First | Function::Last);
    let known = one.value.clone().filter(|_| chooses).map(Expr::is_not_null);
    let filter = match (one.test.clone(), known) {
        (Some(test), Some(known)) => test.and(known),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return Ok(aggregate),
    };
    Ok(aggregate.filter(filter).build()?)
}

/// A number of rows in a pass that has none for a customer.
pub(super) fn or_zero(number: usize, zero: Expr) -> Expr {
    datafusion::functions::core::expr_fn::coalesce(vec![named(value_name(number)), zero])
}
