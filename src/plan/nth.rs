//! The n-th row of an event in the order of time: the rows are numbered for each
//! customer. The first needs no numbers, being the earliest.

use super::aggregate::{customer_name, value_name};
use super::context::{Context, named};
use super::error::{PlanError, Result};
use super::lines::{self, Naming};
use super::rows::{self, Rows, Wanted};
use crate::types::ir::{Aggregate, ColumnRef, Nth};
use datafusion::functions_aggregate::expr_fn::min;
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, LogicalPlanBuilder, lit};

/// The customer in [`times`].
pub(super) const CUSTOMER: &str = "nc";
/// When it was, in [`times`].
pub(super) const TIME: &str = "nt";
const PLACE: &str = "np";

/// When the n-th row happened, one row for each customer who has so many.
pub(super) fn pass(cx: &Context, nth: &Nth, number: usize, pass: usize) -> Result<LogicalPlan> {
    let columns = [named(CUSTOMER).alias(customer_name(pass)), named(TIME).alias(value_name(number))];
    Ok(LogicalPlanBuilder::from(times(cx, &nth.rows(), nth.number)?).project(columns)?.build()?)
}

/// When the n-th of an aggregate's rows happened.
pub(super) fn times(cx: &Context, aggregate: &Aggregate, number: u32) -> Result<LogicalPlan> {
    let event = rows::event(cx, aggregate)?;
    let wanted = [Wanted { number: 0, aggregate }];
    let Rows { plan, customer, date, uses } = match lines::naming(cx, event, aggregate) {
        Naming::None => rows::of_table(cx, &event.table, &wanted)?,
        naming => lines::of_event(cx, event, &wanted, naming)?,
    };
    let date = date.ok_or_else(|| PlanError::NoColumn(ColumnRef::new(&event.table, ColumnRef::TIME)))?;
    let tests: Vec<Expr> = uses.into_iter().flat_map(|one| one.tests).collect();
    let mut rows = LogicalPlanBuilder::from(plan);
    for test in tests {
        rows = rows.filter(test)?;
    }
    let rows = rows.project([customer.alias(CUSTOMER), date.alias(TIME)])?;
    if number == 1 {
        return Ok(rows.aggregate([named(CUSTOMER)], [min(named(TIME)).alias(TIME)])?.build()?);
    }
    let place =
        row_number().partition_by(vec![named(CUSTOMER)]).order_by(vec![named(TIME).sort(true, false)]).build()?;
    Ok(rows
        .window([place.alias(PLACE)])?
        .filter(named(PLACE).eq(lit(u64::from(number))))?
        .project([named(CUSTOMER), named(TIME)])?
        .build()?)
}
