//! Values of customers that are kept in memory: how they are had from the files, and how
//! conditions are looked at over them without the files.

use super::condition::{Facts, Scope};
use super::context::{Context, name, named};
use super::error::Result;
use super::{KEY, Tables, customers, facts, logic, segment};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{Condition, Test, Value};
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder, TableSource};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The column of a plan that holds the value at this place.
pub fn column(place: usize) -> String {
    format!("c{place}")
}

/// The column of a table in memory that holds a value kept at this place.
pub fn kept(value: &Value, place: usize) -> String {
    match value {
        Value::Column(column) => name(column),
        _ => format!("k{place}"),
    }
}

/// The columns and facts that a condition looks at.
pub fn leaves(condition: &Condition, into: &mut BTreeSet<Value>) {
    condition.for_each_value(&mut |value| {
        if matches!(value, Value::Column(_) | Value::Fact(_)) {
            into.insert(value.clone());
        }
    });
}

/// One row a customer: the [`KEY`], and these values as [`column`]s.
pub fn lower_each(values: &[Value], model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let needed: Vec<Condition> =
        values.iter().map(|value| Condition::Test(Test::Known(value.clone())).canonical()).collect();
    let rows = customers::read(&cx, &needed)?;
    let (plan, facts) = facts::join(&cx, rows, &needed)?;
    let scope = Scope { cx, schema: plan.schema(), facts: Some(&facts) };
    let mut columns = vec![customers::key().alias(KEY)];
    for (place, value) in needed.iter().enumerate() {
        if let Condition::Test(Test::Known(value)) = value {
            columns.push(scope.value(value)?.alias(column(place)));
        }
    }
    Ok(LogicalPlanBuilder::from(plan.clone()).project(columns)?.build()?)
}

/// Questions to values that are kept: for whom, and what of them.
pub struct Question<'a> {
    /// Only those for whom this holds.
    pub within: Option<&'a Condition>,
    /// Whether each of these holds, as [`segment`]s.
    pub conditions: &'a [Condition],
    /// These values, as [`column`]s.
    pub values: &'a [Value],
}

/// The plan of a question over a table in memory, in which each value has the column that
/// [`kept`] gives it by its place.
pub fn lower_kept(
    question: &Question<'_>,
    (values, source): (&[Value], Arc<dyn TableSource>),
    model: &Model,
    clock: &Clock,
    tables: &dyn Tables,
) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let mut facts = Facts::new();
    for (place, value) in values.iter().enumerate() {
        if let Value::Fact(fact) = value {
            facts.insert(fact.as_ref().clone(), named(kept(value, place)));
        }
    }
    let mut plan = LogicalPlanBuilder::scan("kept", source, None)?;
    if let Some(within) = question.within {
        let schema = plan.schema().clone();
        let scope = Scope { cx, schema: &schema, facts: Some(&facts) };
        plan = plan.filter(scope.condition(&within.canonical())?)?;
    }
    let schema = plan.schema().clone();
    let scope = Scope { cx, schema: &schema, facts: Some(&facts) };
    let mut columns = Vec::new();
    for (place, value) in question.values.iter().enumerate() {
        columns.push(scope.value(value)?.alias(column(place)));
    }
    for (place, condition) in question.conditions.iter().enumerate() {
        let holds = logic::settled(scope.condition(&condition.canonical())?);
        columns.push(holds.alias(segment(place)));
    }
    Ok(plan.project(columns)?.build()?)
}
