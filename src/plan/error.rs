//! Why a meaning has no plan. A checked meaning over a mapped table has one.

use crate::types::ir::ColumnRef;
use datafusion::common::DataFusionError;
use std::fmt;

/// Why a meaning has no plan.
#[derive(Debug)]
pub enum PlanError {
    /// The project has no such table.
    NoTable(String),
    /// The project has nothing for this column.
    NoColumn(ColumnRef),
    /// The vocabulary has no such event.
    NoEvent(String),
    /// A column or table is defined by itself.
    Circular(String),
    /// The plan was refused; a mistake in seg itself.
    Refused(Box<DataFusionError>),
}

/// A plan, or a part of one, or why there is none.
pub(super) type Result<T> = std::result::Result<T, PlanError>;

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanError::NoTable(table) => write!(f, "this project has no data for `{table}`"),
            PlanError::NoColumn(column) => {
                write!(f, "this project has no data for `{}` of `{}`", column.column, column.table)
            }
            PlanError::NoEvent(event) => write!(f, "there is no event called `{event}`"),
            PlanError::Circular(name) => write!(f, "`{name}` is defined by itself"),
            PlanError::Refused(_) => f.write_str("this condition could not be planned"),
        }
    }
}

impl std::error::Error for PlanError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PlanError::Refused(error) => Some(error.as_ref()),
            _ => None,
        }
    }
}

impl From<DataFusionError> for PlanError {
    fn from(error: DataFusionError) -> Self {
        PlanError::Refused(Box::new(error))
    }
}
