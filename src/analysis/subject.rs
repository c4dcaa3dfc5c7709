//! What somebody means who names a value, not a condition: a word, a column, what a
//! condition looks at.

use super::{analyze, entry, explain};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::SourceFile;
use crate::time::Clock;
use crate::types::ir::{ColumnRef, Condition, Test, Value};
use crate::types::{Model, Surroundings};
use crate::vocabulary::{CUSTOMERS, Type};

/// With this behind it, whatever has a value is a condition.
const KNOWN: &str = " is known";

/// The value that a text names, such as `country` or `order_count last 90d`; else what is
/// wrong with the text.
pub fn value(text: &str, helpers: &str, around: &Surroundings<'_>) -> Result<Value, Vec<Diagnostic>> {
    let whole = entry::with_helpers(helpers, &format!("{text}{KNOWN}"));
    let before = whole.len() - text.len() - KNOWN.len();
    let analysis = analyze(&SourceFile::new(SourceFile::TYPED, whole.as_str()), around);
    let condition = analysis.segments.into_iter().next_back().and_then(|segment| segment.condition);
    if let Some(Condition::Test(Test::Known(value))) = condition {
        return Ok(value);
    }
    let errors = analysis.diagnostics.into_iter().filter(|d| d.severity() == Severity::Error);
    Err(errors.map(|error| error.within(before, text.len())).collect())
}

/// The columns with data that have a name: `country`, or `ordered.product`, or, of whatever
/// tables, `product`.
pub fn columns(name: &str, model: &Model) -> Vec<ColumnRef> {
    let vocabulary = model.vocabulary();
    let has = |table: &str, column: &str| {
        let found = ColumnRef::new(table, column);
        (vocabulary.column(table, column).is_some() && model.has_column(&found)).then_some(found)
    };
    if let Some((event, column)) = name.split_once('.') {
        let Some(event) = vocabulary.event(event) else { return Vec::new() };
        let lines = event.lines.iter().map(|lines| lines.table.as_str());
        return lines.chain([event.table.as_str()]).find_map(|table| has(table, column)).into_iter().collect();
    }
    if let Some(field) = has(CUSTOMERS, name) {
        return vec![field];
    }
    let of_customers = |table: &&String| model.mapping(table).is_some_and(|mapping| mapping.customer.is_some());
    vocabulary.tables.keys().filter(of_customers).filter_map(|table| has(table, name)).collect()
}

/// What a condition looks at, each value once, with words short enough to head a column.
pub fn looked_at(condition: &Condition, model: &Model, clock: &Clock) -> Vec<(String, Value)> {
    let mut found: Vec<(String, Value)> = Vec::new();
    condition.for_each_value(&mut |value| {
        if found.iter().any(|(_, other)| other == value) {
            return;
        }
        match value {
            Value::Column(column) => found.push((column.column.clone(), value.clone())),
            Value::Fact(_) => {
                // The dates of windows are for sentences.
                let called = explain::called(value, model, clock);
                let short = called.split(" (").next().unwrap_or(&called);
                found.push((short.to_owned(), value.clone()));
            }
            _ => {}
        }
    });
    found
}

/// Whether people by this value are best shown as ranges: numbers, amounts and dates.
pub fn spreads(value: &Value, model: &Model) -> bool {
    matches!(model.type_of(value), Type::Number | Type::Money | Type::Date)
}
