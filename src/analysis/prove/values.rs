//! What is known of one value.

use super::stretch::Stretch;
use super::texts::Said;
use super::{edges, lists, numbers, texts};
use crate::syntax::ast::Aspect;
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{Aggregate, ColumnRef, Fact, Function, Test, Value};
use crate::vocabulary::CUSTOMERS;

/// What the tests of a way say of one value.
#[derive(Clone, Default)]
pub(super) struct About<'a> {
    /// Whether it is there for certain.
    pub there: bool,
    /// Whether it must be missing.
    pub missing: bool,
    pub numbers: Stretch<numbers::Cut>,
    pub times: Stretch<edges::Cut>,
    /// Tests of its text or list, or of its month.
    pub said: Vec<Said<'a>>,
}

impl About<'_> {
    /// Whether the tests exclude each other.
    pub fn is_out(&self, clock: &Clock) -> bool {
        let no_time = || self.times.is_empty(|one, other| edges::at_most(one, other, clock));
        self.there && (self.missing || self.numbers.is_empty(numbers::at_most) || no_time())
            || texts::exclude(&self.said)
            || lists::exclude(&self.said)
            || self.two_months()
    }

    fn two_months(&self) -> bool {
        let mut months = self.said.iter().filter_map(|said| match said {
            (Test::InMonth(_, month), true) => Some(month),
            _ => None,
        });
        let first = months.next();
        months.any(|month| Some(month) != first)
    }
}

/// Whether a value is there for everybody, or for every row of the table at hand. A sum is:
/// that a sum of money may be too large for any number is left aside.
pub(super) fn never_missing(value: &Value, rows_of: Option<&str>) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Column(column) => {
            column.table != CUSTOMERS && column.column == ColumnRef::TIME && rows_of == Some(column.table.as_str())
        }
        Value::Fact(fact) => match fact.as_ref() {
            Fact::Aggregate(aggregate) => aggregate.function.is_zero_over_none(),
            Fact::Sequence(_) | Fact::Regular(_) | Fact::Rank(_) => true,
            _ => false,
        },
        Value::Told(aspect, of) => always_tells(*aspect) && never_missing(of, rows_of),
        Value::Arithmetic(..) => false,
    }
}

/// Whether an aspect is told by every value that is there.
pub(super) fn always_tells(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::DaysSince | Aspect::DaysUntil | Aspect::YearsSince | Aspect::Size)
}

/// Whether a number is always whole.
pub(super) fn is_whole(value: &Value) -> bool {
    match value {
        Value::Told(aspect, _) => always_tells(*aspect),
        Value::Fact(fact) => match fact.as_ref() {
            Fact::Aggregate(aggregate) => counts(aggregate.function),
            Fact::Regular(_) | Fact::Distance(_) => true,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a function counts: its number is whole and at least 0.
pub(super) fn counts(function: Function) -> bool {
    matches!(function, Function::Count | Function::Distinct)
}

/// The aggregate that a value is, if it is one.
pub(super) fn aggregate(value: &Value) -> Option<&Aggregate> {
    match value {
        Value::Fact(fact) => fact.aggregate(),
        _ => None,
    }
}

/// Of which rows a value is the property of one, and which property, if it is.
pub(super) fn picked(value: &Value, model: &Model) -> Option<(Aggregate, ColumnRef)> {
    let Value::Fact(fact) = value else { return None };
    let table = |event: &str| model.vocabulary().event(event).map(|event| &event.table);
    match fact.as_ref() {
        Fact::Aggregate(aggregate) => {
            let property = aggregate.property.as_ref().filter(|_| picks(aggregate.function))?;
            (Some(&property.table) == table(&aggregate.event)).then(|| (aggregate.clone(), property.clone()))
        }
        Fact::Nth(nth) => Some((nth.rows(), ColumnRef::new(table(&nth.event)?, ColumnRef::TIME))),
        _ => None,
    }
}

/// Rows one of which passes a test: that, of a property of theirs, which the test asks of
/// the value that a fact picks from one of them. None if the test looks at anything else.
pub(super) fn of_one_row(test: &Test, model: &Model) -> Option<(Aggregate, Test)> {
    if !test.values().into_iter().any(may_pick_a_row) {
        return None;
    }
    let mut of_row = test.clone();
    let mut rows = None;
    for value in of_row.values_mut() {
        ask_row(value, &mut rows, model)?;
    }
    rows.map(|(_, rows)| (rows, of_row))
}

/// Whether [`ask_row`] may find a row behind a value: nothing is copied to find that it does not.
fn may_pick_a_row(value: &Value) -> bool {
    match value {
        Value::Told(_, of) => may_pick_a_row(of),
        Value::Fact(fact) => match fact.as_ref() {
            Fact::Aggregate(aggregate) => picks(aggregate.function),
            Fact::Nth(_) => true,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a function takes its value from one row.
fn picks(function: Function) -> bool {
    matches!(function, Function::Min | Function::Max | Function::First | Function::Last)
}

fn ask_row(value: &mut Value, rows: &mut Option<(Value, Aggregate)>, model: &Model) -> Option<()> {
    match value {
        Value::Number(_) => Some(()),
        Value::Told(_, of) => ask_row(of, rows, model),
        Value::Fact(_) => {
            if rows.as_ref().is_some_and(|(fact, _)| fact != value) {
                return None;
            }
            let (of, property) = picked(value, model)?;
            let fact = std::mem::replace(value, Value::Column(property));
            *rows = Some((fact, of));
            Some(())
        }
        _ => None,
    }
}
