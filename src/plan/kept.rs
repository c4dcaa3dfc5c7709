//! Values of customers that are kept in memory: how they are had from the files, and how
//! conditions are looked at over them without the files.

use super::condition::{Facts, Scope};
use super::context::{self, Context, name, named};
use super::error::Result;
use super::latest::Latest;
use super::{KEY, Tables, customers, facts, logic, segment};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{Condition, Test, Value};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, TableSource};
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

/// Questions about customers: of whom, and what of them.
pub struct Question<'a> {
    /// Only those for whom this holds.
    pub within: Option<&'a Condition>,
    /// Whether each of these holds, as [`segment`]s.
    pub conditions: &'a [Condition],
    /// These values, as [`column`]s.
    pub values: &'a [Value],
}

impl Question<'_> {
    /// All that it looks at, as conditions in the form in which they are looked up.
    pub fn looks_at(&self, model: &Model, clock: &Clock) -> Vec<Condition> {
        let values = self.values.iter().map(|value| Condition::Test(Test::Known(value.clone())).into_canonical());
        let latest = self.latest(model, clock);
        self.all().map(|condition| latest.canonical(condition)).chain(values).collect()
    }

    fn all(&self) -> impl Iterator<Item = &Condition> {
        self.within.into_iter().chain(self.conditions)
    }

    fn latest<'a>(&self, model: &'a Model, clock: &'a Clock) -> Latest<'a> {
        Latest::of(self.all(), model, clock)
    }

    fn answered(&self, plan: LogicalPlan, cx: Context, facts: &Facts, first: Option<Expr>) -> Result<LogicalPlan> {
        let mut plan = plan;
        let schema = plan.schema().clone();
        let scope = Scope { cx, schema: &schema, facts: Some(facts) };
        let latest = self.latest(cx.model, cx.clock);
        let looked_up = |condition: &Condition| scope.condition(&latest.canonical(condition));
        if let Some(within) = self.within {
            plan = LogicalPlanBuilder::from(plan).filter(looked_up(within)?)?.build()?;
        }
        let mut columns: Vec<Expr> = first.into_iter().collect();
        for (place, value) in self.values.iter().enumerate() {
            // Values are kept, and found again, in the form that the canonical condition has.
            if let Condition::Test(Test::Known(value)) = Condition::Test(Test::Known(value.clone())).into_canonical() {
                columns.push(scope.value(&value)?.alias(column(place)));
            }
        }
        for (place, condition) in self.conditions.iter().enumerate() {
            let holds = logic::settled_over(looked_up(condition)?, &schema);
            columns.push(holds.alias(segment(place)));
        }
        context::project(plan, columns)
    }
}

/// The plan of a question to the files. Each customer has their [`KEY`], too.
pub fn lower_asked(question: &Question, model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let looks_at = question.looks_at(model, clock);
    let rows = customers::read(&cx, &looks_at)?;
    let (plan, facts) = facts::join(&cx, rows, &looks_at)?;
    question.answered(plan, cx, &facts, Some(customers::key().alias(KEY)))
}

/// The plan of a question to a table in memory, in which each value has the column that
/// [`kept`] gives it by its place.
pub fn lower_kept(
    question: &Question<'_>,
    (values, source): (&[Value], Arc<dyn TableSource>),
    model: &Model,
    clock: &Clock,
    tables: &dyn Tables,
) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let mut facts = Facts::default();
    for (place, value) in values.iter().enumerate() {
        if let Value::Fact(fact) = value {
            facts.values.insert(fact.as_ref().clone(), named(kept(value, place)));
        }
    }
    let plan = LogicalPlanBuilder::scan("kept", source, None)?.build()?;
    question.answered(plan, cx, &facts, None)
}
