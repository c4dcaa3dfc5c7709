//! The rows of an event table that one pass aggregates, and for each aggregate which
//! of them count and what value they bring.

use super::condition::Scope;
use super::context::{CUSTOMER, Context, column, instant};
use super::error::{PlanError, Result};
use super::{logic, needs, read, time};
use crate::types::ir::{Aggregate, ColumnRef, Condition, Function};
use crate::vocabulary::{Event, Type};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use std::collections::BTreeSet;

/// An aggregate, and the number by which its columns are named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub number: usize,
    pub aggregate: &'a Aggregate,
}

/// The rows of a pass.
pub(super) struct Rows {
    pub plan: LogicalPlan,
    pub customer: Expr,
    pub date: Option<Expr>,
    pub uses: Vec<Use>,
}

/// What an aggregate takes from the rows of its pass.
pub(super) struct Use {
    pub number: usize,
    pub function: Function,
    /// Whether a row counts; none if each does.
    pub test: Option<Expr>,
    /// The value that it brings; none for a count.
    pub value: Option<Expr>,
    /// Whether the value is a text, or may be one.
    pub meaning: Type,
}

/// The event of an aggregate.
pub(super) fn event<'a>(cx: &Context<'a>, aggregate: &Aggregate) -> Result<&'a Event> {
    let event = cx.model.vocabulary().event(&aggregate.event);
    event.ok_or_else(|| PlanError::NoEvent(aggregate.event.clone()))
}

/// Which rows an aggregate counts, but for its window.
pub(super) fn filter(cx: &Context, aggregate: &Aggregate) -> Condition {
    let mut parts = vec![cx.model.event_filter(&aggregate.event)];
    parts.extend(aggregate.filter.clone());
    Condition::All(parts).canonical()
}

/// The columns that an aggregate names.
pub(super) fn columns(cx: &Context, aggregate: &Aggregate) -> BTreeSet<ColumnRef> {
    let mut columns = needs::of_condition(&filter(cx, aggregate));
    columns.extend(aggregate.property.clone());
    columns
}

/// Whether a row of this plan counts for an aggregate; none if each does.
pub(super) fn test(scope: &Scope, aggregate: &Aggregate, date: Option<&Expr>) -> Result<Option<Expr>> {
    let mut parts = Vec::new();
    match filter(&scope.cx, aggregate) {
        Condition::Always(true) => {}
        filter => parts.push(scope.condition(&filter)?),
    }
    if let Some(window) = &aggregate.window {
        let date = date.ok_or_else(|| PlanError::NoColumn(ColumnRef::new(&aggregate.event, ColumnRef::TIME)))?;
        parts.push(time::during(date.clone(), &window.range(scope.cx.clock)));
    }
    Ok((!parts.is_empty()).then(|| logic::all(parts)))
}

/// The rows of a table that have a customer and have happened, as a pass over it.
pub(super) fn of_table(cx: &Context, table: &str, wanted: &[Wanted]) -> Result<Rows> {
    let of = |name: &str| ColumnRef::new(table, name);
    let customer = of(CUSTOMER);
    let mut needed: BTreeSet<ColumnRef> = [customer.clone()].into();
    for one in wanted {
        needed.extend(columns(cx, one.aggregate));
    }
    let date = read::has_time(cx, table).then(|| of(ColumnRef::TIME));
    needed.extend(date.clone());
    let plan = read::read(cx, table, needed)?;
    let date = date.as_ref().map(column);
    let plan = existing(cx, plan, &column(&customer), date.as_ref())?;
    let mut uses = Vec::new();
    let scope = Scope::rows(cx, plan.schema());
    for one in wanted {
        let value = one.aggregate.property.as_ref();
        uses.push(Use {
            number: one.number,
            function: one.aggregate.function,
            test: test(&scope, one.aggregate, date.as_ref())?,
            value: value.map(|value| scope.column(value)).transpose()?,
            meaning: meaning(cx, one.aggregate),
        });
    }
    let plan = prefiltered(plan.clone(), &mut uses)?;
    Ok(Rows { plan, customer: column(&customer), date, uses })
}

/// What an aggregate's property is.
pub(super) fn meaning(cx: &Context, aggregate: &Aggregate) -> Type {
    let property = aggregate.property.as_ref();
    property.map_or(Type::Number, |property| cx.model.column_type(property))
}

/// Only rows with a customer that have happened by the as-of instant.
pub(super) fn existing(cx: &Context, plan: LogicalPlan, customer: &Expr, date: Option<&Expr>) -> Result<LogicalPlan> {
    let mut filter = customer.clone().is_not_null();
    if let Some(date) = date {
        filter = filter.and(date.clone().lt_eq(instant(cx.clock.as_of())));
    }
    Ok(LogicalPlanBuilder::from(plan).filter(filter)?.build()?)
}

/// Only rows that count for at least one aggregate, if each leaves some out. Where
/// all leave out the same, the rows that remain need no further test.
pub(super) fn prefiltered(plan: LogicalPlan, uses: &mut [Use]) -> Result<LogicalPlan> {
    let tests: Option<Vec<Expr>> = uses.iter().map(|one| one.test.clone()).collect();
    let Some(mut tests) = tests.filter(|tests| !tests.is_empty()) else {
        return Ok(plan);
    };
    let mut seen = BTreeSet::new();
    tests.retain(|test| seen.insert(test.to_string()));
    if tests.len() == 1 {
        uses.iter_mut().for_each(|one| one.test = None);
    }
    let filter = logic::any(tests);
    Ok(LogicalPlanBuilder::from(plan).filter(filter)?.build()?)
}
