//! An event whose filter names its lines: a row counts if ONE of its lines passes
//! all of the filter, in which the row's own columns are those of that line's row.
//!
//! The lines are first brought down to the event's rows, with a flag for each
//! filter; then they are aggregated as any rows are.

use super::condition::Scope;
use super::context::{CUSTOMER, Context, column, name, named};
use super::error::{PlanError, Result};
use super::rows::{self, Rows, Use, Wanted};
use super::{folded, needs, read};
use crate::types::ir::{Aggregate, ColumnRef, Function};
use crate::vocabulary::{Event, Lines};
use datafusion::functions_aggregate::expr_fn::{bool_or, max};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use std::collections::{BTreeMap, BTreeSet};

const ROW: &str = "row";
const ROW_CUSTOMER: &str = "customer";
const ROW_DATE: &str = "date";

/// How an aggregate names the lines of its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// Not at all.
    None,
    /// Its filter does: each row counts once, if one of its lines passes.
    Rows,
    /// It is over the lines that pass: its property is theirs, or it makes no difference
    /// how many of them bring the value of one row.
    Lines,
}

/// How an aggregate names the lines of its event.
pub(super) fn naming(cx: &Context, event: &Event, aggregate: &Aggregate) -> Naming {
    let Some(lines) = &event.lines else {
        return Naming::None;
    };
    let of_lines = |column: &ColumnRef| column.table == lines.table;
    match aggregate.function {
        _ if aggregate.property.as_ref().is_some_and(of_lines) => Naming::Lines,
        _ if !rows::columns(cx, aggregate).iter().any(of_lines) => Naming::None,
        Function::Min | Function::Max => Naming::Lines,
        _ => Naming::Rows,
    }
}

/// The rows of an event for aggregates that all name its lines in the same way.
pub(super) fn of_event(cx: &Context, event: &Event, wanted: &[Wanted], naming: Naming) -> Result<Rows> {
    let lines = event.lines.as_ref();
    let lines = lines.ok_or_else(|| PlanError::NoTable(event.table.clone()))?;
    let order = ColumnRef::new(&lines.table, &lines.order);
    let plan = with_rows(cx, event, lines, wanted)?;
    let customer = column(&ColumnRef::new(&event.table, CUSTOMER));
    let date = ColumnRef::new(&event.table, ColumnRef::TIME);
    let date = plan.schema().has_column_with_unqualified_name(&name(&date)).then(|| column(&date));
    let plan = rows::existing(cx, plan, &customer, date.as_ref())?;
    let plan = LogicalPlanBuilder::from(plan).filter(column(&order).is_not_null())?.build()?;
    let (plan, uses) = rows::uses(cx, plan, wanted, date.as_ref())?;
    let rows = Rows { plan, customer, date, uses };
    match naming {
        Naming::Lines => Ok(rows),
        _ => one_a_row(rows, &column(&order)),
    }
}

/// The lines with the columns of the rows that they are lines of, under those names.
/// What only says which rows count, when, and whose they are is taken from the lines
/// where they have it; for all else, and where they have not, the rows are joined.
fn with_rows(cx: &Context, event: &Event, lines: &Lines, wanted: &[Wanted]) -> Result<LogicalPlan> {
    let mut of_lines: BTreeSet<ColumnRef> = BTreeSet::new();
    let mut of_rows: BTreeSet<ColumnRef> = BTreeSet::new();
    let mut shared = vec![ColumnRef::new(&event.table, CUSTOMER)];
    if read::has_time(cx, &event.table) {
        shared.push(ColumnRef::new(&event.table, ColumnRef::TIME));
    }
    for one in wanted {
        shared.extend(needs::of_condition(&cx.model.event_filter(&one.aggregate.event)));
        for named in rows::columns(cx, one.aggregate) {
            match named.table == lines.table {
                true => of_lines.insert(named),
                false => of_rows.insert(named),
            };
        }
    }
    let mut same: BTreeMap<ColumnRef, ColumnRef> = BTreeMap::new();
    for wanted in shared {
        let own = ColumnRef::new(&lines.table, &wanted.column);
        if read::is_own(cx, &own) {
            of_rows.remove(&wanted);
            same.insert(wanted, own);
        } else {
            of_rows.insert(wanted);
        }
    }

    let order = ColumnRef::new(&lines.table, &lines.order);
    of_lines.extend(same.values().cloned().chain([order.clone()]));
    let of_lines = needs::stored(cx, of_lines)?;
    let of_rows = needs::stored(cx, of_rows)?;
    let mut plan = read::read(cx, &lines.table, of_lines.iter().cloned())?;
    if !of_rows.is_empty() || cx.model.row_filter(&event.table).is_some() {
        plan = read::join_parent(cx, plan, &order, &event.table, of_rows.iter().cloned())?;
    }
    let mut columns: Vec<Expr> = folded::with(of_lines.iter().chain(&of_rows), plan.schema()).collect();
    let scope = Scope::rows(cx, plan.schema());
    for (wanted, own) in same.iter().filter(|(wanted, _)| !of_rows.contains(*wanted)) {
        columns.push(scope.column(own)?.alias(name(wanted)));
    }
    Ok(LogicalPlanBuilder::from(plan.clone()).project(columns)?.build()?)
}

/// One row for each row of the event: whether one of its lines passes, and the row's
/// own values, which all of its lines have alike.
fn one_a_row(rows: Rows, order: &Expr) -> Result<Rows> {
    let mut columns = Vec::new();
    let mut uses = Vec::new();
    for one in rows.uses {
        let (test_name, value_name) = (format!("m{}", one.number), format!("v{}", one.number));
        let flag = one.flag(rows.plan.schema());
        let tests = flag.iter().map(|_| named(&test_name)).collect();
        let value = one.value.as_ref().map(|_| named(&value_name));
        columns.extend(flag.map(|flag| bool_or(flag).alias(test_name)));
        columns.extend(one.value.map(|value| max(value).alias(value_name)));
        uses.push(Use { tests, value, ..one });
    }
    let date = rows.date.as_ref().map(|_| named(ROW_DATE));
    columns.extend(rows.date.map(|date| max(date).alias(ROW_DATE)));
    let by = [rows.customer.alias(ROW_CUSTOMER), order.clone().alias(ROW)];
    let plan = LogicalPlanBuilder::from(rows.plan).aggregate(by, columns)?.build()?;
    Ok(Rows { plan, customer: named(ROW_CUSTOMER), date, uses })
}
