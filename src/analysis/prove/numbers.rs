//! Ranges of numbers.

use super::stretch::Part;
use crate::types::ir::Comparison;
use rust_decimal::Decimal;

/// A cut on the line of numbers: right before a number, or right after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cut {
    number: Decimal,
    after: bool,
}

impl Cut {
    pub fn before(number: Decimal) -> Self {
        Self { number, after: false }
    }

    pub fn after(number: Decimal) -> Self {
        Self { number, after: true }
    }

    /// The same cut between whole numbers.
    pub fn whole(self) -> Self {
        let next = |number: Decimal| number.checked_add(Decimal::ONE).map(Self::before);
        match self.after {
            false => Self::before(self.number.ceil()),
            true => next(self.number.floor()).unwrap_or(self),
        }
    }
}

/// The numbers that compare so.
pub(super) fn part(comparison: Comparison, number: Decimal) -> Part<Cut> {
    let (before, after) = (Some(Cut::before(number)), Some(Cut::after(number)));
    match comparison {
        Comparison::Equal => Part { from: before, to: after },
        Comparison::Less => Part { from: None, to: before },
        Comparison::AtMost => Part { from: None, to: after },
        Comparison::Greater => Part { from: after, to: None },
        Comparison::AtLeast => Part { from: before, to: None },
    }
}

/// The same numbers, if only whole ones are looked at.
pub(super) fn whole(part: Part<Cut>) -> Part<Cut> {
    Part { from: part.from.map(Cut::whole), to: part.to.map(Cut::whole) }
}

/// Whether one cut does not lie behind another.
pub(super) fn at_most(one: &Cut, other: &Cut) -> bool {
    one <= other
}
