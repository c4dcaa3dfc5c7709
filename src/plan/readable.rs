//! How much of the columns of a table's files can be read as what they stand for.

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
use datafusion::functions::core::expr_fn::nullif;
use datafusion::functions::string::expr_fn::lower;
use datafusion::functions_aggregate::expr_fn::{count, min};
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, LogicalPlanBuilder, cast, lit};

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

/// Whether a text is one of the choices, whatever its case.
fn in_choices(value: Expr, choices: &[String]) -> Expr {
    lower(value).in_list(choices.iter().map(|choice| lit(choice.to_lowercase())).collect(), false)
}

/// One row that says of columns of a table's files, of these types, how much of them can be read.
pub fn lower_readable(
    model: &Model,
    tables: &dyn Tables,
    table: &str,
    columns: &[(&Source, &DataType, Type)],
) -> Result<LogicalPlan> {
    let clock = Clock::new(Instant::MIN_UTC, model.project.settings.zone, WeekStart::Monday);
    let cx = Context { model, clock: &clock, tables, depth: 0 };
    let mut values = Vec::new();
    let mut counts = Vec::new();
    for (at, (source, kind, meaning)) in columns.iter().enumerate() {
        let (text, reading) = (format!("text{at}"), format!("reading{at}"));
        let value = Expr::Column(Column::new(Some(table), &source.column));
        let read = canonical(&cx, value.clone(), kind, source, meaning)?;
        let read = match meaning {
            Type::Choice(choices) => nullif(in_choices(read.clone(), choices), lit(false)),
            _ => read,
        };
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
