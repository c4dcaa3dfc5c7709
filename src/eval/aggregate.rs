//! What is computed from a customer's rows of an event.
//!
//! A row without a time is not known to have happened, and does not exist. Of a
//! row and its lines, the row's time decides; the lines' times are not looked at.

use super::scope::Scope;
use super::world::{Datum, Row};
use super::{arithmetic, text, window};
use crate::syntax::ast::ArithmeticOp;
use crate::time::{Instant, Window};
use crate::types::ir::{Aggregate, ColumnRef, Condition, Function, Regular, Value};
use crate::vocabulary::Lines;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The value of an aggregate for the customer at hand.
pub(super) fn value(scope: &Scope, aggregate: &Aggregate) -> Datum {
    let found = found(scope, aggregate);
    match aggregate.function {
        Function::Count => count(found.len()),
        Function::Distinct => {
            let different: BTreeSet<Datum> = found.into_iter().map(|(_, datum)| folded(datum)).collect();
            count(different.len())
        }
        Function::Sum => sum(scope, aggregate, &found).into(),
        Function::Average => sum(scope, aggregate, &found)
            .and_then(|sum| arithmetic::compute(sum, ArithmeticOp::Divide, Decimal::from(found.len())))
            .into(),
        Function::Min => found.into_iter().map(|(_, datum)| datum).min().into(),
        Function::Max => found.into_iter().map(|(_, datum)| datum).max().into(),
        Function::First => found.into_iter().min().map(|(_, datum)| datum).into(),
        Function::Last => found.into_iter().max().map(|(_, datum)| datum).into(),
    }
}

/// In how many periods there are so many rows.
pub(super) fn regular(scope: &Scope, regular: &Regular) -> Datum {
    let times = usize::try_from(regular.times).unwrap_or(usize::MAX);
    count(regular.counts().filter(|rows| found(scope, rows).len() >= times).count())
}

/// When the n-th of an aggregate's rows happened, from 1.
pub(super) fn nth(scope: &Scope, rows: &Aggregate, number: u32) -> Option<Instant> {
    let mut times: Vec<Instant> = found(scope, rows).into_iter().map(|(time, _)| time).collect();
    times.sort();
    times.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
}

/// The rows that count, as their times and the values of the property; those
/// whose property is missing are left out. Without a property, the values are alike.
fn found(scope: &Scope, aggregate: &Aggregate) -> Vec<(Instant, Datum)> {
    let Some(event) = scope.model.vocabulary().event(&aggregate.event) else {
        return Vec::new();
    };
    let mut filter = vec![scope.model.event_filter(&aggregate.event)];
    filter.extend(aggregate.filter.clone());
    let filter = Condition::All(filter);
    let lines = event.lines.as_ref().filter(|lines| names(&filter, &lines.table));
    let mut found = Vec::new();
    for row in scope.person.rows(&event.table) {
        let Some(time) = happened(scope, aggregate.window, row) else {
            continue;
        };
        let here = scope.at_row(&event.table, row);
        let datum = match &aggregate.property {
            Some(property) => here.value(&Value::Column(property.clone())),
            None => Datum::YesNo(true),
        };
        if !datum.is_missing() && counts(&here, row, lines, &filter) {
            found.push((time, datum));
        }
    }
    found
}

/// When a row happened, if that was by now and in the window.
pub(super) fn happened(scope: &Scope, window: Option<Window>, row: &Row) -> Option<Instant> {
    let time = row.time().filter(|time| *time <= scope.clock.as_of())?;
    window.is_none_or(|window| window::holds(&window, time, scope.clock)).then_some(time)
}

/// Whether a filter asks for a column of a table.
fn names(filter: &Condition, table: &str) -> bool {
    let mut named = false;
    filter.for_each_value(&mut |value| named |= matches!(value, Value::Column(column) if column.table == table));
    named
}

/// Whether a row passes a filter; if that is about the row's lines, whether one of them does.
fn counts(scope: &Scope, row: &Row, lines: Option<&Lines>, filter: &Condition) -> bool {
    let Some(lines) = lines else {
        return scope.holds(filter);
    };
    let key = row.get(ColumnRef::KEY).filter(|key| !key.is_missing());
    let its_own = |line: &&Row| key.is_some() && line.get(&lines.order) == key;
    let mut lines_of_row = scope.person.rows(&lines.table).iter().filter(its_own);
    lines_of_row.any(|line| scope.at_line(&lines.table, line).holds(filter))
}

fn sum(scope: &Scope, aggregate: &Aggregate, found: &[(Instant, Datum)]) -> Option<Decimal> {
    let property = aggregate.property.as_ref();
    let none = Decimal::new(0, property.map_or(0, |property| scope.places(property)));
    found.iter().try_fold(none, |sum, (_, datum)| match datum {
        Datum::Number(number) => arithmetic::compute(sum, ArithmeticOp::Add, *number),
        _ => None,
    })
}

fn count(rows: usize) -> Datum {
    Datum::Number(Decimal::from(rows))
}

fn folded(datum: Datum) -> Datum {
    match datum {
        Datum::Text(text) => Datum::Text(text::fold(&text, false).into_owned()),
        Datum::List(items) => {
            let items = items.iter();
            Datum::List(items.map(|item| text::fold(item, false).into_owned()).collect())
        }
        other => other,
    }
}
