//! The rows of an event table that one pass aggregates, and for each aggregate which
//! of them count and what value they bring.

use super::condition::Scope;
use super::context::{CUSTOMER, Context, column, instant};
use super::error::{PlanError, Result};
use super::{logic, needs, read, sifted};
use crate::types::ir::{Aggregate, ColumnRef, Condition, Function, Value};
use crate::vocabulary::{Event, Type};
use datafusion::common::DFSchema;
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
    /// What must hold of a row that counts; nothing if each does.
    pub tests: Vec<Expr>,
    /// The value that it brings; none for a count.
    pub value: Option<Expr>,
}

impl Use {
    /// Whether a row of a plan counts, to be asked beside others; none if each does.
    pub fn flag(&self, schema: &DFSchema) -> Option<Expr> {
        match self.tests.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(logic::each(several.to_vec(), schema)),
        }
    }
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
    Condition::All(parts).into_canonical()
}

/// The columns that an aggregate names.
pub(super) fn columns(cx: &Context, aggregate: &Aggregate) -> BTreeSet<ColumnRef> {
    let mut columns = needs::of_condition(&filter(cx, aggregate));
    columns.extend(aggregate.property.clone());
    columns
}

/// What must all hold of a row.
fn parts(cx: &Context, aggregate: &Aggregate) -> BTreeSet<Condition> {
    match filter(cx, aggregate) {
        Condition::All(parts) => parts.into_iter().collect(),
        Condition::Always(true) => BTreeSet::new(),
        filter => [filter].into(),
    }
}

/// What aggregates take from the rows of a plan, which have happened. What all of them ask
/// of a row is asked once, and the plan that remains has no other rows.
pub(super) fn uses(
    cx: &Context,
    plan: LogicalPlan,
    wanted: &[Wanted],
    date: Option<&Expr>,
) -> Result<(LogicalPlan, Vec<Use>)> {
    let asked: Vec<BTreeSet<Condition>> = wanted.iter().map(|one| parts(cx, one.aggregate)).collect();
    let shared = asked.iter().cloned().reduce(|all, one| &all & &one).unwrap_or_default();
    let schema = plan.schema().clone();
    let scope = Scope::rows(cx, &schema);
    let mut plan = LogicalPlanBuilder::from(plan);
    if !shared.is_empty() {
        plan = plan.filter(scope.condition(&Condition::All(shared.iter().cloned().collect()))?)?;
    }
    let mut uses = Vec::new();
    let mut windows = Vec::new();
    for (one, asked) in wanted.iter().zip(asked) {
        let aggregate = one.aggregate;
        let tests = asked.difference(&shared).map(|part| scope.condition(part)).collect::<Result<Vec<_>>>()?;
        windows.push(match &aggregate.window {
            Some(window) => {
                let date =
                    date.ok_or_else(|| PlanError::NoColumn(ColumnRef::new(&aggregate.event, ColumnRef::TIME)))?;
                Some((date, window.range(cx.clock)))
            }
            None => None,
        });
        uses.push(Use {
            number: one.number,
            function: aggregate.function,
            tests,
            value: aggregate.property.as_ref().map(|of| value(&scope, of, aggregate.function)).transpose()?,
        });
    }
    let plan = sifted::sift(cx, plan.build()?, &mut uses, windows)?;
    Ok((plan, uses))
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
    let (plan, uses) = uses(cx, plan, wanted, date.as_ref())?;
    Ok(Rows { plan, customer: column(&customer), date, uses })
}

/// The value that a row brings to an aggregate. Texts that differ in case only are not different.
fn value(scope: &Scope, of: &ColumnRef, function: Function) -> Result<Expr> {
    match (function, scope.cx.model.column_type(of)) {
        (Function::Distinct, Type::Text | Type::Choice(_)) => scope.compared(&Value::Column(of.clone()), false),
        _ => scope.column(of),
    }
}

/// Only rows with a customer that have happened by the as-of instant.
pub(super) fn existing(cx: &Context, plan: LogicalPlan, customer: &Expr, date: Option<&Expr>) -> Result<LogicalPlan> {
    let mut filter = customer.clone().is_not_null();
    if let Some(date) = date {
        filter = filter.and(date.clone().lt_eq(instant(cx.clock.as_of())));
    }
    Ok(LogicalPlanBuilder::from(plan).filter(filter)?.build()?)
}
