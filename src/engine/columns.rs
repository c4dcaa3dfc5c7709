//! Values of customers as columns of a result: their names and types there.

use super::Data;
use crate::plan;
use crate::time::Clock;
use crate::types::ir::{ColumnRef, Fact, Value};
use crate::vocabulary::{CUSTOMER, CUSTOMERS, Read, Source, Type};
use chrono::DateTime;
use datafusion::arrow::array::{ArrayRef, AsArray, Date32Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, TimestampMicrosecondType};
use datafusion::arrow::error::ArrowError;
use std::sync::Arc;

impl Data {
    /// The key of customers, as it is in the files.
    pub(super) fn key_field(&self) -> Field {
        let unknown = || Field::new(plan::KEY, DataType::Utf8, false);
        let Some((table, source)) = self.key_source() else {
            return unknown();
        };
        let kind = self.tables.get(table).and_then(|table| table.kind(&source.column));
        let kind = kind.map(|kind| if kind.is_floating() { &DataType::Int64 } else { kind });
        kind.map_or_else(unknown, |kind| Field::new(&source.column, plain(kind), false))
    }

    fn key_source(&self) -> Option<(&str, &Source)> {
        let customers = self.model.mapping(CUSTOMERS)?;
        self.model.kept(CUSTOMERS, customers.key.as_ref()?)
    }

    /// Whether a value is a day rather than an instant.
    pub(super) fn is_day(&self, value: &Value) -> bool {
        let column = match value {
            Value::Column(column) => column,
            Value::Fact(fact) => match fact.as_ref() {
                Fact::Aggregate(aggregate) => match &aggregate.property {
                    Some(property) => property,
                    None => return false,
                },
                #[allow(unreachable_patterns, reason = "other kinds of fact come beside this one")]
                _ => return false,
            },
            Value::Number(_) | Value::Arithmetic(..) => return false,
            #[allow(unreachable_patterns, reason = "other kinds of value come beside these")]
            _ => return false,
        };
        self.model.column_type(column) == Type::Date && self.is_kept_as_days(column).unwrap_or(false)
    }

    fn is_kept_as_days(&self, column: &ColumnRef) -> Option<bool> {
        let mapping = self.model.mapping(&column.table)?;
        let source = match column.column.as_str() {
            CUSTOMER => return None,
            ColumnRef::TIME if column.table != CUSTOMERS => mapping.time.as_ref()?,
            name => mapping.columns.get(name)?,
        };
        let (table, source) = self.model.kept(&column.table, source)?;
        let kind = self.tables.get(table)?.kind(&source.column)?;
        Some(source.read == Some(Read::Day) || matches!(kind, DataType::Date32 | DataType::Date64))
    }
}

/// How texts lie in memory is no concern of those who read a result.
pub(super) fn plain(kind: &DataType) -> DataType {
    match kind {
        DataType::Utf8View => DataType::Utf8,
        DataType::List(item) if *item.data_type() == DataType::Utf8View => {
            DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)))
        }
        other => other.clone(),
    }
}

/// Instants as the days that calendars show at them.
pub(super) fn days(instants: &ArrayRef, clock: &Clock) -> Result<ArrayRef, ArrowError> {
    let Some(instants) = instants.as_primitive_opt::<TimestampMicrosecondType>() else {
        return cast(instants, &DataType::Date32);
    };
    let day = |micros: i64| {
        let at = DateTime::from_timestamp_micros(micros)?;
        Some(at.with_timezone(&clock.zone()).date_naive().to_epoch_days())
    };
    let days: Date32Array = instants.iter().map(|micros| micros.and_then(day)).collect();
    Ok(Arc::new(days))
}
