//! What every stage of lowering looks things up in, and how columns are named.

use super::Tables;
use super::error::{PlanError, Result};
use crate::time::{Clock, Instant};
use crate::types::Model;
use crate::types::ir::ColumnRef;
pub(super) use crate::vocabulary::CUSTOMER;
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::{Column, DFSchema, NullEquality, ScalarValue};
use datafusion::logical_expr::{
    Aggregate, Expr, ExprSchemable, Join, JoinConstraint, JoinType, LogicalPlan, Projection, TableSource, Window, lit,
};
use std::sync::Arc;

/// The model, the run's clock and the tables' files.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub model: &'a Model,
    pub clock: &'a Clock,
    pub tables: &'a dyn Tables,
    /// How many tables are being read inside each other.
    pub depth: usize,
}

/// Tables made from each other at most; more can only be a circle.
const DEEPEST: usize = 16;

impl Context<'_> {
    /// The same, inside the reading of a table.
    pub fn inside(&self, table: &str) -> Result<Self> {
        let depth = self.depth + 1;
        match depth > DEEPEST {
            true => Err(PlanError::Circular(table.to_owned())),
            false => Ok(Self { depth, ..*self }),
        }
    }

    /// The files of a table, as they are.
    pub fn source(&self, table: &str) -> Result<Arc<dyn TableSource>> {
        self.tables.source(table).ok_or_else(|| PlanError::NoTable(table.to_owned()))
    }

    /// The decimals of money.
    pub fn decimals(&self) -> i8 {
        i8::try_from(self.model.project.settings.decimals()).unwrap_or(2)
    }
}

/// The name that a column of the vocabulary has in a plan. A colon keeps it apart
/// from the columns of files, which a table and a dot name.
pub(super) fn name(column: &ColumnRef) -> String {
    format!("{}:{}", column.table, column.column)
}

/// A column of a plan by its whole name.
pub(super) fn named(name: impl Into<String>) -> Expr {
    Expr::Column(Column::new_unqualified(name))
}

/// A column of the vocabulary, in a plan that has it.
pub(super) fn column(column: &ColumnRef) -> Expr {
    named(name(column))
}

/// The type of an expression over a plan's columns.
pub(super) fn type_of(expr: &Expr, schema: &DFSchema) -> Result<DataType> {
    Ok(expr.get_type(schema)?)
}

/// The type of instants.
pub(super) fn instant_type() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// An instant.
pub(super) fn instant(at: Instant) -> Expr {
    lit(ScalarValue::TimestampMicrosecond(Some(at.timestamp_micros()), Some("UTC".into())))
}

// Columns are named here as the plan names them. The builder would look for the meaning of each
// name in the whole of the plan: seconds, for a thousand.

/// A plan with these columns.
pub(super) fn project(plan: LogicalPlan, columns: Vec<Expr>) -> Result<LogicalPlan> {
    Ok(LogicalPlan::Projection(Projection::try_new(columns, Arc::new(plan))?))
}

/// The groups of a plan, by columns and expressions.
pub(super) fn aggregate(plan: LogicalPlan, by: Vec<Expr>, columns: Vec<Expr>) -> Result<LogicalPlan> {
    Ok(LogicalPlan::Aggregate(Aggregate::try_new(Arc::new(plan), by, columns)?))
}

/// The rows of a plan, each with the row of another, if there is one, that has the same of both.
pub(super) fn join_left(plan: LogicalPlan, other: LogicalPlan, same: (Expr, Expr)) -> Result<LogicalPlan> {
    let (plan, other) = (Arc::new(plan), Arc::new(other));
    let (on, equality) = (JoinConstraint::On, NullEquality::NullEqualsNothing);
    Ok(LogicalPlan::Join(Join::try_new(plan, other, vec![same], None, JoinType::Left, on, equality, false)?))
}

/// A plan with these windows over it.
pub(super) fn window(plan: LogicalPlan, windows: Vec<Expr>) -> Result<LogicalPlan> {
    Ok(LogicalPlan::Window(Window::try_new(windows, Arc::new(plan))?))
}
