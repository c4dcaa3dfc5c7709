//! From meaning to plan: any number of segments become one DataFusion plan.
//!
//! Lowering is pure: it opens no file and reads no clock. A plan is made of standard
//! nodes and built-in functions only, so that it can run anywhere. Its stages are
//! `read` (files to canonical columns), `facts` (one pass over each event table),
//! and `condition` (tests over both).

mod aggregate;
mod column;
mod condition;
mod context;
mod customers;
mod derived;
mod distinct;
mod error;
mod facts;
mod lines;
mod logic;
mod needs;
mod number;
mod read;
mod rows;
mod text;
mod time;
mod values;

pub use error::PlanError;
pub use values::{VALUE, lower_values};

use crate::time::{Clock, Instant, WeekStart};
use crate::types::Model;
use crate::types::ir::{Condition, Test, Value};
use crate::vocabulary::{Source, Type};
use condition::Scope;
use context::{Context, named};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Column;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::functions_aggregate::expr_fn::{count, min};
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, LogicalPlanBuilder, TableSource, cast, lit};
use error::Result;
use std::collections::BTreeSet;
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

/// The column of a plan that holds the value at this place.
pub fn column(place: usize) -> String {
    format!("c{place}")
}

/// The tables of files that a plan reads.
pub fn tables(plan: &LogicalPlan) -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    // The walk ends early only where it is told to.
    let _ = plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            tables.insert(scan.table_name.table().to_owned());
        }
        Ok(TreeNodeRecursion::Continue)
    });
    tables
}

/// One plan for all segments: one row a customer, with the [`KEY`] and for each
/// [`segment`] whether the customer is in it, which is never null.
pub fn lower(segments: &[Condition], model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    lower_with(segments, &[], model, clock, tables)
}

/// The plan of [`lower`] with these values of each customer, as [`column`]s.
pub fn lower_with(
    segments: &[Condition],
    values: &[Value],
    model: &Model,
    clock: &Clock,
    tables: &dyn Tables,
) -> Result<LogicalPlan> {
    let cx = Context { model, clock, tables, depth: 0 };
    let segments: Vec<Condition> = segments.iter().map(Condition::canonical).collect();
    // What a value needs is what a test of it needs.
    let of_values = values.iter().map(|value| Condition::Test(Test::Known(value.clone())).canonical());
    let needed: Vec<Condition> = segments.iter().cloned().chain(of_values).collect();
    let customers = customers::read(&cx, &needed)?;
    let (plan, facts) = facts::join(&cx, customers, &needed)?;
    let scope = Scope { cx, schema: plan.schema(), facts: Some(&facts) };
    let mut columns = vec![customers::key().alias(KEY)];
    for (place, of_value) in needed.iter().skip(segments.len()).enumerate() {
        if let Condition::Test(Test::Known(value)) = of_value {
            columns.push(scope.value(value)?.alias(column(place)));
        }
    }
    for (place, condition) in segments.iter().enumerate() {
        let holds = logic::settled(scope.condition(condition)?);
        columns.push(holds.alias(segment(place)));
    }
    Ok(LogicalPlanBuilder::from(plan.clone()).project(columns)?.build()?)
}

/// The columns of [`lower_readable`]: how many values there are, how many of them can be
/// read as what the column should hold, and one that cannot.
pub const READABLE: [&str; 3] = ["known", "read", "stray"];

/// How much of a text column of the files can be read as what the vocabulary says it is.
pub fn lower_readable(
    model: &Model,
    tables: &dyn Tables,
    table: &str,
    source: &Source,
    meaning: &Type,
) -> Result<LogicalPlan> {
    let clock = Clock::new(Instant::MIN_UTC, model.project.settings.zone, WeekStart::Monday);
    let cx = Context { model, clock: &clock, tables, depth: 0 };
    let scan = LogicalPlanBuilder::scan(table, cx.source(table)?, None)?;
    let value = Expr::Column(Column::new(Some(table), &source.column));
    let read = column::canonical(&cx, value.clone(), &DataType::Utf8, source, meaning)?;
    let [known_name, read_name, stray_name] = READABLE;
    let rows = scan.project([cast(value, DataType::Utf8).alias("value"), read.alias("canonical")])?;
    let stray = min(named("value")).filter(named("canonical").is_null()).build()?;
    let values =
        [count(named("value")).alias(known_name), count(named("canonical")).alias(read_name), stray.alias(stray_name)];
    Ok(rows.aggregate(Vec::<Expr>::new(), values)?.build()?)
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
