//! What is computed from the rows of a customer.

use super::{ColumnRef, Condition, Distance, Nth, Rank, Regular, Sequence};
use crate::time::Window;

/// What is computed from a customer's rows. An open set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// An aggregate over the rows of an event.
    Aggregate(Aggregate),
    /// When the n-th row of an event happened: a date, missing where there are fewer.
    Nth(Nth),
    /// Whether rows of events lie one after the other: yes or no, never missing.
    Sequence(Sequence),
    /// In how many of the last periods something happened: a number, never missing.
    Regular(Regular),
    /// Whether the customer is among those with the most of something: never missing.
    Rank(Rank),
    /// How far the customer is from a place, in metres.
    Distance(Distance),
}

impl Fact {
    /// The aggregate, if it is one.
    pub fn aggregate(&self) -> Option<&Aggregate> {
        match self {
            Fact::Aggregate(aggregate) => Some(aggregate),
            _ => None,
        }
    }

    /// The sequence, if it is one.
    pub fn sequence(&self) -> Option<&Sequence> {
        match self {
            Fact::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }

    /// The ranking, if it is one.
    pub fn rank(&self) -> Option<&Rank> {
        match self {
            Fact::Rank(rank) => Some(rank),
            _ => None,
        }
    }

    /// The distance, if it is one.
    pub fn distance(&self) -> Option<&Distance> {
        match self {
            Fact::Distance(distance) => Some(distance),
            _ => None,
        }
    }

    /// Gives it its one form.
    pub(super) fn canonicalize(&mut self) {
        match self {
            Fact::Aggregate(aggregate) => canonicalize_filter(&mut aggregate.filter),
            Fact::Nth(nth) => canonicalize_filter(&mut nth.filter),
            Fact::Sequence(sequence) => sequence.canonicalize(),
            Fact::Regular(regular) => canonicalize_filter(&mut regular.filter),
            Fact::Rank(rank) => rank.canonicalize(),
            Fact::Distance(distance) => distance.canonicalize(),
        }
    }
}

/// A filter that lets every row through is none.
pub(super) fn canonicalize_filter(filter: &mut Option<Condition>) {
    *filter = filter.take().map(Condition::into_canonical).filter(|filter| *filter != Condition::Always(true));
}

/// An aggregate over those rows of an event that pass its filter and lie in its
/// window. Rows after the as-of instant do not exist. Over no rows, count, sum and
/// distinct are 0 and the others missing; rows whose property is missing are left
/// out. Where the filter or property names the event's lines, a row counts if ONE
/// of its lines passes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aggregate {
    /// The event; its own `where` always applies.
    pub event: String,
    /// What is computed.
    pub function: Function,
    /// Of which property; none for a count.
    pub property: Option<ColumnRef>,
    /// Which rows.
    pub filter: Option<Condition>,
    /// When.
    pub window: Option<Window>,
}

/// What an aggregate computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// The number of rows.
    Count,
    /// The sum.
    Sum,
    /// The average, with four decimals more than its property, cut toward zero.
    Average,
    /// The smallest or earliest.
    Min,
    /// The largest or latest.
    Max,
    /// The number of different values; texts that differ in case only are the same.
    Distinct,
    /// The value of the earliest row; of several at one instant, the smallest value.
    First,
    /// The value of the latest row; of several at one instant, the largest value.
    Last,
}

impl Function {
    /// Whether it is 0 over no rows, and not missing.
    pub fn is_zero_over_none(self) -> bool {
        matches!(self, Function::Count | Function::Sum | Function::Distinct)
    }
}
