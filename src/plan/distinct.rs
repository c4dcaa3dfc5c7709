//! The number of different values, in two steps: one row for each value of a
//! customer, then one a customer. Counting different texts in one step, with a
//! filter, needs a set for every customer: seconds become half a minute.

use super::aggregate::{customer_name, value_name};
use super::context::named;
use super::error::Result;
use super::logic;
use super::rows::Rows;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, lit};

const CUSTOMER: &str = "customer";
const VALUE: &str = "value";

/// The number of different values of a pass's one aggregate, one row a customer.
pub(super) fn group(rows: Rows, pass: usize) -> Result<LogicalPlan> {
    let Some(one) = rows.uses.into_iter().next() else {
        return Ok(rows.plan);
    };
    let value = one.value.unwrap_or_else(|| lit(1_i64));
    let filter = logic::all(one.tests.into_iter().chain([value.clone().is_not_null()]).collect());
    let values = [rows.customer.alias(CUSTOMER), value.alias(VALUE)];
    Ok(LogicalPlanBuilder::from(rows.plan)
        .filter(filter)?
        .aggregate(values, Vec::<Expr>::new())?
        .aggregate([named(CUSTOMER).alias(customer_name(pass))], [count(lit(1_i64)).alias(value_name(one.number))])?
        .build()?)
}
