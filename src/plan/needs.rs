//! Which columns of the files a meaning needs.

use super::context::Context;
use super::error::{PlanError, Result};
use crate::types::Computed;
use crate::types::ir::{ColumnRef, Condition, Value};
use std::collections::BTreeSet;

/// Computed columns inside each other at most; more can only be a circle.
const DEEPEST: usize = 32;

/// The columns that a condition names; those inside facts are the facts' own.
pub(super) fn of_condition(condition: &Condition) -> BTreeSet<ColumnRef> {
    let mut columns = BTreeSet::new();
    for_each_value(condition, &mut |value| {
        if let Value::Column(column) = value {
            columns.insert(column.clone());
        }
    });
    columns
}

/// Calls `visit` with every value that a condition looks at, and that its rankings do.
pub(super) fn for_each_value<'a>(condition: &'a Condition, visit: &mut impl FnMut(&'a Value)) {
    condition.for_each_value(&mut |value| with_ranks(value, visit));
}

fn with_ranks<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a Value)) {
    visit(value);
    if let Value::Fact(fact) = value
        && let Some(rank) = fact.rank()
    {
        rank.for_each_value(&mut |inner| with_ranks(inner, visit));
    }
}

/// The computed form of a column that is not in the files.
pub(super) fn computed<'a>(cx: &Context<'a>, column: &ColumnRef) -> Option<&'a Computed> {
    let mapping = cx.model.mapping(&column.table);
    if mapping.is_some_and(|mapping| mapping.columns.contains_key(&column.column)) {
        return None;
    }
    cx.model.computed(column)
}

/// The columns in the files that these stand on.
pub(super) fn stored(cx: &Context, columns: impl IntoIterator<Item = ColumnRef>) -> Result<BTreeSet<ColumnRef>> {
    let mut found = BTreeSet::new();
    for column in columns {
        resolve(cx, column, &mut found, 0)?;
    }
    Ok(found)
}

fn resolve(cx: &Context, column: ColumnRef, found: &mut BTreeSet<ColumnRef>, depth: usize) -> Result<()> {
    if depth > DEEPEST {
        return Err(PlanError::Circular(column.column));
    }
    let condition;
    let mut inner = BTreeSet::new();
    match computed(cx, &column) {
        None => {
            found.insert(column);
        }
        Some(Computed::Condition(is)) => inner = of_condition(is),
        Some(Computed::Value(is)) => {
            condition = Condition::Test(crate::types::ir::Test::Known(is.clone()));
            inner = of_condition(&condition);
        }
    }
    for column in inner {
        resolve(cx, column, found, depth + 1)?;
    }
    Ok(())
}
