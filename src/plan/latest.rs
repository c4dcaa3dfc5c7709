//! That something happened in a window which ends now is told by when it last happened,
//! and in one that has no beginning by when it first did. So one column answers for all
//! such windows of an event, however many segments ask for however many of them.

use crate::time::{Clock, Window};
use crate::types::Model;
use crate::types::ir::{Aggregate, ColumnRef, Comparison, Condition, Fact, Function, Test, Value};
use rust_decimal::Decimal;

/// The canonical form of a condition, with rows that are only asked to be there, or not,
/// asked for by their latest or earliest time.
pub(super) fn canonical(condition: &Condition, model: &Model, clock: &Clock) -> Condition {
    let told = told(condition.canonical(), model, clock);
    // What has become the same stands there twice.
    told.canonical()
}

fn told(condition: Condition, model: &Model, clock: &Clock) -> Condition {
    let parts = |parts: Vec<Condition>| parts.into_iter().map(|part| told(part, model, clock)).collect();
    match condition {
        Condition::All(of) => Condition::All(parts(of)),
        Condition::Any(of) => Condition::Any(parts(of)),
        Condition::Not(inner) => told(*inner, model, clock).negate(),
        Condition::Test(test) => by_time(&test, model, clock).unwrap_or(Condition::Test(test)),
        Condition::Always(_) | Condition::Segment(_) => condition,
    }
}

fn by_time(test: &Test, model: &Model, clock: &Clock) -> Option<Condition> {
    let Test::Compare(left, comparison, right) = test else { return None };
    let (rows, comparison, bound) = match (left, right) {
        (Value::Fact(rows), Value::Number(bound)) => (rows, *comparison, *bound),
        (Value::Number(bound), Value::Fact(rows)) => (rows, comparison.turned(), *bound),
        _ => return None,
    };
    let there = is_there(comparison, bound)?;
    let rows = rows.aggregate().filter(|rows| rows.function == Function::Count && rows.property.is_none())?;
    let window = rows.window?;
    let event = model.vocabulary().event(&rows.event)?;
    let which = Aggregate {
        function: telling(&window, clock)?,
        property: Some(ColumnRef::new(&event.table, ColumnRef::TIME)),
        window: None,
        ..rows.clone()
    };
    let time = Value::Fact(Box::new(Fact::Aggregate(which)));
    Some(Condition::Test(Test::During(time, window)).negate_if(!there))
}

/// Whether a comparison of a number of rows asks for at least one, or for none.
fn is_there(comparison: Comparison, bound: Decimal) -> Option<bool> {
    let (zero, one) = (Decimal::ZERO, Decimal::ONE);
    let parts_none_from_some = match comparison {
        Comparison::AtLeast | Comparison::Less => zero < bound && bound <= one,
        Comparison::Greater | Comparison::AtMost => zero <= bound && bound < one,
        Comparison::Equal => bound == zero,
    };
    parts_none_from_some.then_some(matches!(comparison, Comparison::AtLeast | Comparison::Greater))
}

/// Which of all rows that have happened is in a window if any is.
fn telling(window: &Window, clock: &Clock) -> Option<Function> {
    let range = window.range(clock);
    match (range.ends_now(clock), range.from) {
        (true, _) => Some(Function::Max),
        (false, None) => Some(Function::Min),
        (false, Some(_)) => None,
    }
}
