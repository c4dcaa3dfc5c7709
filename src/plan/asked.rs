//! What lints would like to know of the data: whether a ranking cuts through customers who are equal,
//! and when the last row of a table was.

use super::context::{CUSTOMER, Context, column, name, named};
use super::error::Result;
use super::kept::{self, Question, lower_asked};
use super::{CUSTOMERS, Tables, VALUE, read, rows, segment};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{ColumnRef, Condition, Fact, Rank, Test, Value};
use datafusion::functions_aggregate::expr_fn::{count, max};
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, LogicalPlanBuilder, lit};

/// The column of a plan that holds how many of equal customers are in a ranking; [`CUSTOMERS`] are all of them.
pub const INSIDE: &str = "inside";

/// Of customers who are ranked by the same value, some of whom are in a ranking and some are not, how many
/// are in, and how many there are: one row, or none if the ranking cuts through no equals.
pub fn lower_tie(rank: &Rank, model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let known = Condition::Test(Test::Known(rank.by.clone()));
    let within = Condition::All(rank.of.iter().cloned().chain([known]).collect());
    let inside = [Condition::Test(Test::Flag(Value::Fact(Box::new(Fact::Rank(rank.clone())))))];
    let values = [rank.by.clone()];
    let question = Question { within: Some(&within), conditions: &inside, values: &values };
    let plan = lower_asked(&question, model, clock, tables)?;
    let counts =
        [count(lit(1_i64)).alias(CUSTOMERS), count(lit(1_i64)).filter(named(segment(0))).build()?.alias(INSIDE)];
    let cut = named(INSIDE).gt(lit(0_i64)).and(named(INSIDE).lt(named(CUSTOMERS)));
    Ok(LogicalPlanBuilder::from(plan).aggregate([named(kept::column(0))], counts)?.filter(cut)?.build()?)
}

/// The instant of a table's last row that there is by now, as [`VALUE`]; none if it has no rows, or no times.
pub fn lower_latest(table: &str, model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let [customer, date] = [CUSTOMER, ColumnRef::TIME].map(|name| ColumnRef::new(table, name));
    let plan = read::read(&cx, table, [customer.clone(), date.clone()])?;
    let plan = rows::existing(&cx, plan, &column(&customer), Some(&column(&date)))?;
    let plan = LogicalPlanBuilder::from(plan).aggregate(Vec::<Expr>::new(), [max(named(name(&date))).alias(VALUE)])?;
    Ok(plan.build()?)
}
