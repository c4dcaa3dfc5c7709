//! The values that a column holds, and how many customers have each.

use super::condition::Scope;
use super::context::{CUSTOMER, Context, column, named};
use super::error::Result;
use super::{CUSTOMERS as HOW_MANY, Tables, customers, read, rows};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::ColumnRef;
use crate::vocabulary::{CUSTOMERS, Type};
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, lit};

/// The column of a plan that holds a value.
pub const VALUE: &str = "value";

const OF: &str = "of";

/// The different values of a column of texts or lists, those of most customers
/// first, with how many customers have each; at most `limit` of them.
pub fn lower_values(
    of: &ColumnRef,
    limit: usize,
    model: &Model,
    clock: &Clock,
    tables: &dyn Tables,
) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let customer = ColumnRef::new(&of.table, CUSTOMER);
    let (plan, by) = if of.table == CUSTOMERS {
        let plan = customers::read_columns(&cx, [of.clone()].into_iter())?;
        (plan, customers::key())
    } else if model.mapping(&of.table).is_some_and(|mapping| mapping.customer.is_some()) {
        let date = ColumnRef::new(&of.table, ColumnRef::TIME);
        let date = read::has_time(&cx, &of.table).then_some(date);
        let needed = [of.clone(), customer.clone()].into_iter().chain(date.clone());
        let plan = read::read(&cx, &of.table, needed)?;
        let date = date.as_ref().map(column);
        let plan = rows::existing(&cx, plan, &column(&customer), date.as_ref())?;
        (plan, column(&customer))
    } else {
        // A table that no customer has rows in: its values are there, of nobody.
        (read::read(&cx, &of.table, [of.clone()])?, lit(0_i64))
    };
    let value = Scope::rows(&cx, plan.schema()).column(of)?;
    let mut values = LogicalPlanBuilder::from(plan.clone()).project([by.alias(OF), value.alias(VALUE)])?;
    if model.column_type(of) == Type::List {
        values = values.unnest_column(VALUE)?;
    }
    Ok(values
        .filter(named(VALUE).is_not_null())?
        .aggregate([named(OF), named(VALUE)], Vec::<Expr>::new())?
        .aggregate([named(VALUE)], [count(lit(1_i64)).alias(HOW_MANY)])?
        .sort_with_limit([named(HOW_MANY).sort(false, false), named(VALUE).sort(true, false)], Some(limit))?
        .build()?)
}
