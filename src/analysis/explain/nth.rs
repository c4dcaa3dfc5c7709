//! The first time, the second, and so on, in words.

use super::{Teller, past};
use crate::analysis::dates::{self, Tense};
use crate::time::Window;
use crate::types::ir::{Aggregate, ColumnRef, Fact, Function, Nth, Value};
use crate::types::ordinal;

impl Teller<'_> {
    /// "who have viewed a product for the first time in the last 30 days".
    pub(super) fn nth_during(&self, value: &Value, window: &Window, negated: bool) -> Option<String> {
        let Value::Fact(fact) = value else { return None };
        let (rows, number) = match fact.as_ref() {
            Fact::Nth(nth) => (nth.rows(), nth.number),
            Fact::Aggregate(first) if is_first(first) && self.measure(first).is_none() => {
                (Aggregate { function: Function::Count, property: None, ..first.clone() }, 1)
            }
            _ => return None,
        };
        let did = self.says(&rows.event);
        let object = self.object(&rows);
        let when = dates::window(self.clock, window, Tense::Past);
        let not = if negated { "not " } else { "" };
        let known = self.happened_beside(&rows.event);
        let never = match negated && !known {
            true => format!(", including people who never {}", past(&did)),
            false => String::new(),
        };
        let (what, which) = (object.what, object.which);
        Some(format!("who have {not}{did}{what} for the {} time{which} {when}{never}", ordinal(number)))
    }

    /// "the second time they ordered".
    pub(super) fn nth(&self, nth: &Nth) -> String {
        let event = nth.event.replace('_', " ");
        format!("{} time they {event}{}", ordinal(nth.number), self.detail(&nth.rows(), true))
    }
}

/// When something first happened.
fn is_first(aggregate: &Aggregate) -> bool {
    let of_time = aggregate.property.as_ref().is_some_and(|column| column.column == ColumnRef::TIME);
    aggregate.function == Function::Min && aggregate.window.is_none() && of_time
}
