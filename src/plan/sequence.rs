//! Sequences: the rows of each step joined to those of the step before, from the first
//! step on, so that a row is kept if a path of earlier rows leads to it.
//!
//! Of earlier rows only that one matters which leaves most room: the earliest, if what
//! follows may come at any time, the latest, if something must not have come since; for
//! what comes within some time see [`near`], for what lies between two steps [`letters`].
//! What all steps share is taken for part of whose rows they are. Only what is shared with some
//! later step compares rows with rows, those of one customer, and so does what lies between
//! two steps if there is a time in which one must come.

use super::aggregate::customer_name;
use super::context::{Context, instant, named};
use super::error::{PlanError, Result};
use super::letters;
use super::lines::{self, Naming};
use super::near::{self, Side};
use super::nth;
use super::rows::{self, Rows, Wanted};
use super::text::same_case;
use crate::time::Instant;
use crate::types::ir::{Aggregate, ColumnRef, Same, Sequence, Step, Then};
use crate::vocabulary::Type;
use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn::{max, min};
use datafusion::logical_expr::{Expr, JoinType, LogicalPlan, LogicalPlanBuilder, cast, lit};
use std::collections::BTreeSet;

const CUSTOMER: &str = "c";
/// When the last step was over, in microseconds.
const TIME: &str = "t";
/// What all steps share.
const ALIKE: &str = "k";
const MINUTE: i64 = 60 * 1_000_000;

/// A property of a step's rows that a later step shares.
type Shared = (usize, ColumnRef);

/// One row for each customer for whom a sequence holds.
pub(super) fn pass(cx: &Context, sequence: &Sequence, pass: usize) -> Result<LogicalPlan> {
    let (sequence, all_along) = sequence.apart();
    let lower = Lower { cx, sequence: &sequence, all_along };
    let path = match letters::pattern(&sequence) {
        Some(pattern) => lower.spelled(&pattern)?,
        None => lower.path()?,
    };
    let customers = [named(CUSTOMER).alias(customer_name(pass))];
    Ok(LogicalPlanBuilder::from(path).aggregate(customers, Vec::<Expr>::new())?.build()?)
}

struct Lower<'a> {
    cx: &'a Context<'a>,
    sequence: &'a Sequence,
    /// A property of each step that is the same in all.
    all_along: Option<Vec<ColumnRef>>,
}

impl Lower<'_> {
    /// The rows to which the sequence leads, step by step.
    fn path(&self) -> Result<LogicalPlan> {
        let mut path = self.first()?;
        let mut open: Vec<(usize, &Then)> = Vec::new();
        for (at, then) in self.sequence.then.iter().enumerate() {
            let step = at + 1;
            path = match (then.negated, then.within) {
                (true, None) => {
                    open.push((step, then));
                    path
                }
                (true, Some(minutes)) => self.not_within(path, step, then, minutes)?,
                (false, _) => self.happened(path, step, then, &std::mem::take(&mut open))?,
            };
        }
        if !open.is_empty() {
            path = self.not_since(path, &open)?;
        }
        Ok(path)
    }

    /// Those whose rows, as letters in the order of time, have a pattern.
    fn spelled(&self, pattern: &str) -> Result<LogicalPlan> {
        let steps = self.sequence.then.len() + 1;
        let mut all: Option<LogicalPlanBuilder> = None;
        for (number, step) in self.sequence.steps().enumerate() {
            let rows = LogicalPlanBuilder::from(self.rows(number, step, &[])?);
            let rows = match self.all_along {
                Some(_) => rows.filter(named(alike(number)).is_not_null())?,
                None => rows,
            };
            let letter = letters::letter(named(time(number)), number, steps).alias(TIME);
            let rows = rows.project(self.as_path(number).into_iter().chain([letter]))?;
            all = Some(match all {
                Some(all) => all.union(rows.build()?)?,
                None => rows,
            });
        }
        let rows = all.map_or_else(|| LogicalPlanBuilder::empty(false).build(), LogicalPlanBuilder::build)?;
        letters::have(rows, self.path_key(), named(TIME), steps, pattern)
    }

    /// Whose a path is, and what it is about.
    fn path_key(&self) -> Vec<Expr> {
        let alike = self.all_along.as_ref().map(|_| named(ALIKE));
        [named(CUSTOMER)].into_iter().chain(alike).collect()
    }

    /// The same of the rows of a step.
    fn row_key(&self, step: usize) -> Vec<Expr> {
        let alike = self.all_along.as_ref().map(|_| named(alike(step)));
        [named(customer(step))].into_iter().chain(alike).collect()
    }

    /// The key of the rows of a step, as that of a path.
    fn as_path(&self, step: usize) -> Vec<Expr> {
        self.row_key(step).into_iter().zip([CUSTOMER, ALIKE]).map(|(key, name)| key.alias(name)).collect()
    }

    fn first(&self) -> Result<LogicalPlan> {
        let shared = self.shared_after(0);
        let rows = self.rows(0, &self.sequence.first, &[])?;
        let columns = shared.iter().map(|shared| named(own_name(shared)).alias(path_name(shared)));
        let columns = self.as_path(0).into_iter().chain([named(time(0)).alias(TIME)]).chain(columns);
        Ok(LogicalPlanBuilder::from(rows).project(columns)?.build()?)
    }

    /// The rows of a step to which a path leads.
    fn happened(&self, path: LogicalPlan, step: usize, then: &Then, open: &[(usize, &Then)]) -> Result<LogicalPlan> {
        let rows = self.rows(step, &then.step, &then.same)?;
        let after = self.shared_after(step);
        let (own, carried): (Vec<&Shared>, Vec<&Shared>) = after.iter().partition(|(of, _)| *of == step);
        let mut taken: BTreeSet<Shared> = carried.iter().map(|shared| (*shared).clone()).collect();
        taken.extend(open.iter().flat_map(|(_, then)| &then.same).map(|same| (same.step, same.of.clone())));
        let mut needed = taken.clone();
        needed.extend(then.same.iter().map(|same| (same.step, same.of.clone())));
        let path = match (then.within, open.is_empty()) {
            (None, true) => self.reduced(path, &needed, min(named(TIME)))?,
            _ => path,
        };
        let on = self.linked(step, then, then.within);
        let own_columns = own.iter().map(|shared| named(own_name(shared)).alias(path_name(shared)));
        let key = self.as_path(step).into_iter().chain(own_columns);
        let when = named(time(step)).alias(TIME);
        let rows = LogicalPlanBuilder::from(rows);
        if taken.is_empty() && open.is_empty() {
            let (path, on) = match then.within {
                None => (path, on),
                Some(minutes) => {
                    let shared = then.same.iter().map(|same| named(path_name(&(same.step, same.of.clone()))));
                    let keys = self.path_key().into_iter().chain(shared).collect();
                    let near = near::rows(path, keys, &named(TIME), micros(minutes), Side::After)?;
                    let is_near = near::one(&named(time(step)), micros(minutes), Side::After);
                    (near, self.alike(step, then).into_iter().chain(is_near).collect())
                }
            };
            let rows = rows.join_on(path, JoinType::LeftSemi, on)?;
            return Ok(rows.project(key.chain([when]))?.build()?);
        }
        let (path, on) = match then.within {
            None => (path, on),
            Some(minutes) => {
                let soon = near::stretches(path, &named(TIME), micros(minutes), Side::After)?;
                let is_near = near::in_stretch(&named(time(step)), micros(minutes));
                (soon, on.into_iter().chain([is_near]).collect())
            }
        };
        let joined = rows.join_on(path, JoinType::Inner, on)?;
        let key = key.chain(taken.iter().map(|shared| named(path_name(shared))));
        if open.is_empty() {
            return Ok(joined.project(key.chain([when]))?.distinct()?.build()?);
        }
        // Of the paths that lead to a row, the one that ends last leaves least time in between.
        let before = "before";
        let last = max(named(TIME)).alias(before);
        let joined = joined.project(key.chain([named(time(step)).alias("at"), named(TIME)]))?;
        let mut key = self.path_key();
        key.push(named("at"));
        key.extend(own.iter().map(|shared| named(path_name(shared))));
        key.extend(taken.iter().map(|shared| named(path_name(shared))));
        let mut path = joined.aggregate(key, [last])?.build()?;
        let within = then.within;
        for (step, then) in open {
            let rows = self.rows(*step, &then.step, &then.same)?;
            let between = [named(time(*step)).gt(named(before)), named(time(*step)).lt(named("at"))];
            let mut on: Vec<Expr> = self.alike(*step, then).into_iter().chain(between).collect();
            let rows = match within {
                None => rows,
                Some(minutes) => {
                    on.push(near::in_stretch(&named(before), micros(minutes)));
                    near::stretches(rows, &named(time(*step)), micros(minutes), Side::Before)?
                }
            };
            path = LogicalPlanBuilder::from(path).join_on(rows, JoinType::LeftAnti, on)?.build()?;
        }
        let columns = after.iter().map(|shared| named(path_name(shared)));
        let columns = self.path_key().into_iter().chain([named("at").alias(TIME)]).chain(columns);
        Ok(LogicalPlanBuilder::from(path).project(columns)?.build()?)
    }

    /// The paths after which no row of a step came in time; that time must have passed.
    fn not_within(&self, path: LogicalPlan, step: usize, then: &Then, minutes: i64) -> Result<LogicalPlan> {
        let rows = self.rows(step, &then.step, &then.same)?;
        let latest = self.cx.clock.as_of().timestamp_micros().saturating_sub(micros(minutes));
        let columns = self.shared_after(step).into_iter().map(|shared| named(path_name(&shared)));
        let end = (named(TIME) + lit(micros(minutes))).alias(TIME);
        let shared = then.same.iter().map(|same| named(own_name(&(step, same.own.clone()))));
        let keys = self.row_key(step).into_iter().chain(shared).collect();
        let rows = near::rows(rows, keys, &named(time(step)), micros(minutes), Side::Before)?;
        let is_near = near::one(&named(TIME), micros(minutes), Side::Before);
        Ok(LogicalPlanBuilder::from(path)
            .filter(named(TIME).lt_eq(lit(latest)))?
            .join_on(rows, JoinType::LeftAnti, self.alike(step, then).into_iter().chain(is_near))?
            .project(self.path_key().into_iter().chain([end]).chain(columns))?
            .build()?)
    }

    /// The paths after which none of these steps ever came.
    fn not_since(&self, path: LogicalPlan, open: &[(usize, &Then)]) -> Result<LogicalPlan> {
        let needed = open.iter().flat_map(|(_, then)| &then.same).map(|same| (same.step, same.of.clone())).collect();
        let mut path = self.reduced(path, &needed, max(named(TIME)))?;
        for (step, then) in open {
            let rows = self.rows(*step, &then.step, &then.same)?;
            let key = then.same.iter().map(|same| named(own_name(&(*step, same.own.clone()))));
            let key: Vec<Expr> = self.row_key(*step).into_iter().chain(key).collect();
            let last = max(named(time(*step))).alias(time(*step));
            let rows = LogicalPlanBuilder::from(rows).aggregate(key, [last])?.build()?;
            let on = self.linked(*step, then, None);
            path = LogicalPlanBuilder::from(path).join_on(rows, JoinType::LeftAnti, on)?.build()?;
        }
        Ok(path)
    }

    /// One path for each customer and each value that matters later.
    fn reduced(&self, path: LogicalPlan, needed: &BTreeSet<Shared>, when: Expr) -> Result<LogicalPlan> {
        let key = needed.iter().map(|shared| named(path_name(shared)));
        let key: Vec<Expr> = self.path_key().into_iter().chain(key).collect();
        Ok(LogicalPlanBuilder::from(path).aggregate(key, [when.alias(TIME)])?.build()?)
    }

    /// That a row of a step follows a path, so soon.
    fn linked(&self, step: usize, then: &Then, within: Option<i64>) -> Vec<Expr> {
        let mut on = self.alike(step, then);
        on.push(named(time(step)).gt(named(TIME)));
        on.extend(within.map(|minutes| named(time(step)).lt_eq(named(TIME) + lit(micros(minutes)))));
        on
    }

    /// That a row of a step is of the customer of a path, and shares what it must.
    fn alike(&self, step: usize, then: &Then) -> Vec<Expr> {
        let same = then.same.iter().map(|same| {
            let (own, of) = ((step, same.own.clone()), (same.step, same.of.clone()));
            named(own_name(&own)).eq(named(path_name(&of)))
        });
        let keys = self.row_key(step).into_iter().zip(self.path_key());
        keys.map(|(row, path)| row.eq(path)).chain(same).collect()
    }

    /// What steps after this one share with it and those before it.
    fn shared_after(&self, step: usize) -> BTreeSet<Shared> {
        let later = self.sequence.then.get(step..).unwrap_or_default().iter().flat_map(|then| &then.same);
        later.filter(|same| same.step <= step).map(|same| (same.step, same.of.clone())).collect()
    }

    /// No row of a step lies before this: those that must lie before it have a window.
    fn earliest(&self, step: usize) -> Option<Instant> {
        let before = self.sequence.then.iter().take(step.saturating_sub(1)).filter(|then| !then.negated);
        let before = std::iter::once(&self.sequence.first).take(step).chain(before.map(|then| &then.step));
        before.filter_map(|step| step.window?.range(self.cx.clock).from).max()
    }

    /// The rows of a step: the customer, the time and what it shares with others.
    fn rows(&self, step: usize, of: &Step, same: &[Same]) -> Result<LogicalPlan> {
        let mut shared: BTreeSet<ColumnRef> = same.iter().map(|same| same.own.clone()).collect();
        shared.extend(self.shared_after(step).into_iter().filter(|(of, _)| *of == step).map(|(_, column)| column));
        let all_along = self.all_along.as_ref().and_then(|all| all.get(step));
        shared.extend(all_along.cloned());
        let aggregates: Vec<Aggregate> = match shared.is_empty() {
            true => vec![of.rows(None)],
            false => shared.iter().map(|column| of.rows(Some(column.clone()))).collect(),
        };
        let wanted: Vec<Wanted> =
            aggregates.iter().enumerate().map(|(number, aggregate)| Wanted { number, aggregate }).collect();
        let event = self.cx.model.vocabulary().event(&of.event);
        let event = event.ok_or_else(|| PlanError::NoEvent(of.event.clone()))?;
        let named_lines = wanted.iter().any(|one| lines::naming(self.cx, event, one.aggregate) != Naming::None);
        let Rows { plan, customer: who, date, uses } = match named_lines {
            true => lines::of_event(self.cx, event, &wanted, Naming::Lines)?,
            false => rows::of_table(self.cx, &event.table, &wanted)?,
        };
        let date = date.ok_or_else(|| PlanError::NoColumn(ColumnRef::new(&event.table, ColumnRef::TIME)))?;
        let plan = match self.earliest(step) {
            Some(earliest) => LogicalPlanBuilder::from(plan).filter(date.clone().gt(instant(earliest)))?.build()?,
            None => plan,
        };
        let mut columns = vec![who.alias(customer(step)), cast(date, DataType::Int64).alias(time(step))];
        for (column, one) in shared.into_iter().zip(uses) {
            let value = one.value.unwrap_or_else(|| lit(true));
            let value = match self.cx.model.column_type(&column) {
                Type::Text | Type::Choice(_) => same_case(value),
                _ => value,
            };
            if all_along == Some(&column) {
                columns.push(value.clone().alias(alike(step)));
            }
            columns.push(value.alias(own_name(&(step, column))));
        }
        let rows = LogicalPlanBuilder::from(plan).project(columns)?;
        let Some(nth) = of.nth else {
            return Ok(rows.build()?);
        };
        let all = Step { window: None, ..of.clone() }.rows(None);
        let when = cast(named(nth::TIME), DataType::Int64);
        let on = [named(customer(step)).eq(named(nth::CUSTOMER)), named(time(step)).eq(when)];
        Ok(rows.join_on(nth::times(self.cx, &all, nth)?, JoinType::LeftSemi, on)?.build()?)
    }
}

fn micros(minutes: i64) -> i64 {
    minutes.saturating_mul(MINUTE)
}

fn customer(step: usize) -> String {
    format!("c{step}")
}

fn time(step: usize) -> String {
    format!("t{step}")
}

/// What all steps share, in the rows of one.
fn alike(step: usize) -> String {
    format!("{ALIKE}{step}")
}

/// A shared property in the rows of its step.
fn own_name((step, column): &Shared) -> String {
    format!("v{step}:{}:{}", column.table, column.column)
}

/// A shared property in the paths.
fn path_name((step, column): &Shared) -> String {
    format!("b{step}:{}:{}", column.table, column.column)
}
