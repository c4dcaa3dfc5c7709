//! Arrow columns from rows: one function for each kind of column that the demo's files have.
//! Knows Arrow and no table.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array, ListBuilder,
    StringArray, StringBuilder, TimestampMicrosecondArray,
};
use datafusion::arrow::error::ArrowError;

/// A column, or why there is none.
pub(super) type Column = Result<ArrayRef, ArrowError>;

/// Whole numbers of 64 bits.
pub(super) fn integers<R>(rows: &[R], value: impl Fn(&R) -> i64) -> Column {
    Ok(Arc::new(Int64Array::from_iter_values(rows.iter().map(value))))
}

/// Whole numbers of 64 bits that may be missing.
pub(super) fn maybe_integers<R>(rows: &[R], value: impl Fn(&R) -> Option<i64>) -> Column {
    Ok(Arc::new(rows.iter().map(value).collect::<Int64Array>()))
}

/// Whole numbers of 32 bits.
pub(super) fn small_integers<R>(rows: &[R], value: impl Fn(&R) -> i32) -> Column {
    Ok(Arc::new(Int32Array::from_iter_values(rows.iter().map(value))))
}

/// Text.
pub(super) fn text<R>(rows: &[R], value: impl Fn(&R) -> &str) -> Column {
    Ok(Arc::new(StringArray::from_iter_values(rows.iter().map(value))))
}

/// Text that may be missing.
pub(super) fn maybe_text<R>(rows: &[R], value: impl Fn(&R) -> Option<&str>) -> Column {
    Ok(Arc::new(rows.iter().map(value).collect::<StringArray>()))
}

/// Yes or no.
pub(super) fn flags<R>(rows: &[R], value: impl Fn(&R) -> bool) -> Column {
    Ok(Arc::new(rows.iter().map(|row| Some(value(row))).collect::<BooleanArray>()))
}

/// Yes or no, or missing.
pub(super) fn maybe_flags<R>(rows: &[R], value: impl Fn(&R) -> Option<bool>) -> Column {
    Ok(Arc::new(rows.iter().map(value).collect::<BooleanArray>()))
}

/// Instants: microseconds, UTC.
pub(super) fn instants<R>(rows: &[R], value: impl Fn(&R) -> DateTime<Utc>) -> Column {
    maybe_instants(rows, |row| Some(value(row)))
}

/// Instants that may be missing: microseconds, UTC.
pub(super) fn maybe_instants<R>(rows: &[R], value: impl Fn(&R) -> Option<DateTime<Utc>>) -> Column {
    let micros = rows.iter().map(|row| value(row).map(|at| at.timestamp_micros()));
    Ok(Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC")))
}

/// Days that may be missing.
pub(super) fn maybe_days<R>(rows: &[R], value: impl Fn(&R) -> Option<NaiveDate>) -> Column {
    let days = rows.iter().map(|row| value(row).map(|day| day.to_epoch_days()));
    Ok(Arc::new(days.collect::<Date32Array>()))
}

/// Money from cents: decimal(12, 2).
pub(super) fn money<R>(rows: &[R], cents: impl Fn(&R) -> i64) -> Column {
    maybe_money(rows, |row| Some(cents(row)))
}

/// Money from cents, or missing: decimal(12, 2).
pub(super) fn maybe_money<R>(rows: &[R], cents: impl Fn(&R) -> Option<i64>) -> Column {
    let cents = rows.iter().map(|row| cents(row).map(i128::from));
    Ok(Arc::new(cents.collect::<Decimal128Array>().with_precision_and_scale(12, 2)?))
}

/// Degrees from ten-thousandths of them, as floating point, which most maps write.
pub(super) fn degrees<R>(rows: &[R], value: impl Fn(&R) -> i64) -> Column {
    Ok(Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| value(row) as f64 / 10_000.0))))
}

/// Lists of text; a list may be missing or empty.
pub(super) fn lists<'r, R>(rows: &'r [R], value: impl Fn(&'r R) -> Option<&'r [&'static str]>) -> Column {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for row in rows {
        let list = value(row);
        for item in list.unwrap_or_default() {
            lists.values().append_value(item);
        }
        lists.append(list.is_some());
    }
    Ok(Arc::new(lists.finish()))
}
