//! From meaning to plan: any number of segments become one DataFusion plan.
//!
//! Lowering is pure: it opens no file and reads no clock. A plan is made of standard
//! nodes and built-in functions only, so that it can run anywhere. Its stages are
//! `read` (files to canonical columns), `facts` (one pass over each event table),
//! and `condition` (tests over both).

mod aggregate;
mod alone;
mod calendar;
mod column;
mod condition;
mod context;
mod customers;
mod derived;
mod distinct;
mod error;
mod facts;
mod kept;
mod lines;
mod logic;
mod needs;
mod nth;
mod number;
mod phone;
mod rank;
mod read;
mod readable;
mod rows;
mod sample;
mod sequence;
mod spelled;
mod text;
mod time;
mod values;

pub use error::PlanError;
pub use kept::{Question, column, kept, leaves, lower_asked, lower_kept};
pub use readable::{Readable, lower_readable};
pub use spelled::{of_file, whole_number};
pub use values::{VALUE, lower_values};

use crate::time::{Clock, Instant, WeekStart};
use crate::types::Model;
use crate::types::ir::Condition;
use condition::Scope;
use context::{Context, named};
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, LogicalPlanBuilder, TableSource, lit};
use error::Result;
use std::sync::Arc;

/// The column of a plan that holds the customer's key.
pub const KEY: &str = "key";

/// The column of a plan that holds how many customers there are.
pub const CUSTOMERS: &str = "customers";

/// Where the files of the vocabulary's tables are looked up.
pub trait Tables {
    /// The files of a table, with the columns that they have.
    fn source(&self, table: &str) -> Option<Arc<dyn TableSource>>;
}

/// The column of a plan that says of the segment at this place who is in it.
pub fn segment(place: usize) -> String {
    format!("s{place}")
}

/// One plan for all segments: one row a customer, with the [`KEY`] and for each
/// [`segment`] whether the customer is in it, which is never null.
pub fn lower(segments: &[Condition], model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let segments: Vec<Condition> = segments.iter().map(Condition::canonical).collect();
    let customers = customers::read(&cx, &segments)?;
    let (plan, facts) = facts::join(&cx, customers, &segments)?;
    let scope = Scope { cx, schema: plan.schema(), facts: Some(&facts) };
    let mut columns = vec![customers::key().alias(KEY)];
    for (place, condition) in segments.iter().enumerate() {
        let holds = logic::settled(scope.condition(condition)?);
        columns.push(holds.alias(segment(place)));
    }
    Ok(LogicalPlanBuilder::from(plan.clone()).project(columns)?.build()?)
}

/// The plan of [`lower`] without those who are in no segment, sorted by key.
pub fn lower_members(segments: &[Condition], model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let somewhere = (0..segments.len()).map(|place| named(segment(place)));
    let plan = lower(segments, model, clock, tables)?;
    Ok(LogicalPlanBuilder::from(plan)
        .filter(logic::any(somewhere.collect()))?
        .sort([named(KEY).sort(true, false)])?
        .build()?)
}

/// The keys that several rows of customers have, at most three of them.
pub fn lower_duplicates(model: &Model, tables: &dyn Tables) -> Result<LogicalPlan> {
    let clock = Clock::new(Instant::MIN_UTC, model.project.settings.zone, WeekStart::Monday);
    let cx = Context { model, clock: &clock, tables, depth: 0 };
    let rows = customers::read(&cx, &[])?;
    Ok(LogicalPlanBuilder::from(rows)
        .aggregate([customers::key()], [count(lit(1_i64)).alias(CUSTOMERS)])?
        .filter(named(CUSTOMERS).gt(lit(1_i64)))?
        .sort_with_limit([customers::key().sort(true, false)], Some(3))?
        .project([customers::key().alias(KEY)])?
        .build()?)
}

/// The plan of [`lower`] brought down to one row: how many [`CUSTOMERS`] there are,
/// and for each [`segment`] how many are in it.
pub fn lower_counts(segments: &[Condition], model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let mut counts = vec![count(lit(1_i64)).alias(CUSTOMERS)];
    for place in 0..segments.len() {
        let members = count(lit(1_i64)).filter(named(segment(place))).build()?;
        counts.push(members.alias(segment(place)));
    }
    let plan = lower(segments, model, clock, tables)?;
    Ok(LogicalPlanBuilder::from(plan).aggregate(Vec::<Expr>::new(), counts)?.build()?)
}
