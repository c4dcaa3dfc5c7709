//! Places in the order of time: the first row of an event, the second, and so on.

use super::{Aggregate, ColumnRef, Condition, Fact, Function, Value};
use crate::vocabulary::Vocabulary;

/// The time of one row of an event, counted from the earliest of those that pass its
/// filter; rows at one instant take as many places as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nth {
    /// The event; its own `where` always applies.
    pub event: String,
    /// Which rows.
    pub filter: Option<Condition>,
    /// Which of them, from 2: the first is the earliest date, an aggregate.
    pub number: u32,
}

impl Nth {
    /// When the n-th row happened.
    pub fn value(vocabulary: &Vocabulary, event: &str, filter: Option<Condition>, number: u32) -> Value {
        let event_name = event.to_owned();
        Value::Fact(Box::new(match number {
            1 => Fact::Aggregate(Aggregate {
                event: event_name,
                function: Function::Min,
                property: vocabulary.event(event).map(|event| ColumnRef::new(&event.table, ColumnRef::TIME)),
                filter,
                window: None,
            }),
            _ => Fact::Nth(Nth { event: event_name, filter, number }),
        }))
    }

    /// An aggregate over all of the rows.
    pub fn rows(&self) -> Aggregate {
        let Nth { event, filter, number: _ } = self.clone();
        Aggregate { event, function: Function::Count, property: None, filter, window: None }
    }
}
