//! Regularity: in how many periods of the calendar something happened.

use super::{Aggregate, Condition, Function};
use crate::time::{Period, Window};

/// In how many of the last periods, the present one among them, a customer has so many
/// rows of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Regular {
    /// The event; its own `where` always applies.
    pub event: String,
    /// Which rows.
    pub filter: Option<Condition>,
    /// So many rows at least make a period count; 1 or more.
    pub times: u32,
    /// So many periods are looked at.
    pub of: u32,
    /// Of this kind.
    pub period: Period,
}

impl Regular {
    /// The numbers of rows in each period, the present one first.
    pub fn counts(&self) -> impl Iterator<Item = Aggregate> {
        (0..self.of).map(|back| {
            let window = Window::period(self.period, -i32::try_from(back).unwrap_or(i32::MAX));
            Aggregate {
                event: self.event.clone(),
                function: Function::Count,
                property: None,
                filter: self.filter.clone(),
                window: Some(window),
            }
        })
    }
}
