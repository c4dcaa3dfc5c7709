//! A table without files of its own: one row for each different key of another table's
//! rows, those that have happened by the as-of instant.

use super::aggregate::chosen;
use super::condition::Scope;
use super::context::{Context, column};
use super::error::{PlanError, Result};
use super::{needs, read, rows};
use crate::types::ir::ColumnRef;
use crate::vocabulary::{CUSTOMER, Fold, Mapping, Source};
use datafusion::common::TableReference;
use datafusion::functions_aggregate::expr_fn::{max, min, sum};
use datafusion::functions_aggregate::first_last::{first_value_udaf, last_value_udaf};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// The name that a source has in the rows of its table, as in files.
pub(super) fn file_name(source: &Source) -> String {
    match source.fold {
        None => source.column.clone(),
        Some(fold) => format!("{fold:?} {}", source.column),
    }
}

/// The rows of a table that is made from another's, with these columns, and the
/// columns by which it is joined, under their [`file_name`]s.
pub(super) fn table<'a>(
    cx: &Context,
    table: &str,
    mapping: &'a Mapping,
    from: &str,
    wanted: impl Iterator<Item = &'a Source>,
) -> Result<LogicalPlan> {
    let key = mapping.key.as_ref().ok_or_else(|| PlanError::NoTable(table.to_owned()))?;
    let of = |column: &str| ColumnRef::new(from, column);
    let mut values: BTreeMap<String, (&str, Option<Fold>)> = BTreeMap::new();
    values.extend(wanted.map(|source| (file_name(source), (source.column.as_str(), source.fold))));
    values.extend(mapping.joins.values().map(|join| (join.on.clone(), (join.on.as_str(), None))));
    values.remove(&file_name(key));
    let date = read::has_time(cx, from).then(|| of(ColumnRef::TIME));
    let needed: BTreeSet<ColumnRef> = values.values().map(|(column, _)| of(column)).chain([of(&key.column)]).collect();
    let plan = read::read(cx, from, needed.into_iter().chain(date.clone()))?;
    let scope = Scope::rows(cx, plan.schema());
    let date = date.as_ref().map(column);
    let by = scope.column(&of(&key.column))?;
    let mut folded = Vec::new();
    for (name, (column, how)) in &values {
        folded.push(fold(*how, scope.column(&of(column))?, date.as_ref())?.alias(name));
    }
    let plan = rows::existing(cx, plan.clone(), &by, date.as_ref())?;
    let plan = LogicalPlanBuilder::from(plan).aggregate([by.alias(file_name(key))], folded)?;
    Ok(plan.alias(TableReference::bare(table))?.build()?)
}

fn fold(how: Option<Fold>, value: Expr, date: Option<&Expr>) -> Result<Expr> {
    Ok(match how {
        Some(Fold::Sum) => sum(value),
        Some(Fold::Min) => min(value),
        Some(Fold::Max) => max(value),
        Some(Fold::First) => chosen(first_value_udaf(), value, None, date)?,
        Some(Fold::Last) | None => chosen(last_value_udaf(), value, None, date)?,
    })
}

/// Whether lines can take a column from the row that they are lines of. A row that is
/// made from them has it from what they have in their files, else it would go round.
pub(super) fn is_apart(cx: &Context, column: &ColumnRef, of_line: &ColumnRef) -> bool {
    let (Some(mapping), Some(lines)) = (cx.model.mapping(&column.table), cx.model.mapping(&of_line.table)) else {
        return false;
    };
    let from = match &mapping.from {
        Some((from, _)) if *from == of_line.table => from,
        _ => return true,
    };
    let filter = cx.model.row_filter(from).map(needs::of_condition).unwrap_or_default();
    if needs::stored(cx, filter).is_ok_and(|stored| stored.contains(of_line)) {
        return false;
    }
    let own = |column: &ColumnRef| match mapping.columns.get(&column.column) {
        Some(source) if source.join.is_some() => true,
        Some(source) => needs::stored(cx, [ColumnRef::new(from, source.column.clone())])
            .is_ok_and(|stored| stored.iter().all(|column| lines.columns.contains_key(&column.column))),
        None => column.column != CUSTOMER && column.column != ColumnRef::TIME,
    };
    needs::stored(cx, [column.clone()]).is_ok_and(|stored| stored.iter().all(own))
}
