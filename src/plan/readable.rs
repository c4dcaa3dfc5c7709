//! How much of the text columns of a table's files can be read as what they stand for.

use super::Tables;
use super::column::canonical;
use super::context::{Context, named};
use super::error::Result;
use super::spelled::trimmed;
use crate::time::{Clock, Instant, WeekStart};
use crate::types::Model;
use crate::vocabulary::{Source, Type};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Column;
use datafusion::functions_aggregate::expr_fn::{count, min};
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, LogicalPlanBuilder, cast};

/// The columns of [`lower_readable`] for the column at this place.
#[derive(Debug, Clone, Copy)]
pub struct Readable(pub usize);

impl Readable {
    /// How many values there are.
    pub fn known(self) -> String {
        format!("known{}", self.0)
    }

    /// How many of them can be read.
    pub fn read(self) -> String {
        format!("read{}", self.0)
    }

    /// One that cannot.
    pub fn stray(self) -> String {
        format!("stray{}", self.0)
    }
}

/// One row that says of text columns of a table's files how much of them can be read.
pub fn lower_readable(
    model: &Model,
    tables: &dyn Tables,
    table: &str,
    columns: &[(&Source, Type)],
) -> Result<LogicalPlan> {
    let clock = Clock::new(Instant::MIN_UTC, model.project.settings.zone, WeekStart::Monday);
    let cx = Context { model, clock: &clock, tables, depth: 0 };
    let mut values = Vec::new();
    let mut counts = Vec::new();
    for (at, (source, meaning)) in columns.iter().enumerate() {
        let (text, reading) = (format!("text{at}"), format!("reading{at}"));
        let value = Expr::Column(Column::new(Some(table), &source.column));
        let read = canonical(&cx, value.clone(), &DataType::Utf8View, source, meaning)?;
        values.push(trimmed(cast(value, DataType::Utf8)).alias(&text));
        values.push(read.alias(&reading));
        let names = Readable(at);
        counts.push(count(named(&text)).alias(names.known()));
        counts.push(count(named(&reading)).alias(names.read()));
        counts.push(min(named(&text)).filter(named(&reading).is_null()).build()?.alias(names.stray()));
    }
    let scan = LogicalPlanBuilder::scan(table, cx.source(table)?, None)?;
    Ok(scan.project(values)?.aggregate(Vec::<Expr>::new(), counts)?.build()?)
}
