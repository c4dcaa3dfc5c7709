//! What the data holds, as analysis sees it: a plain value in memory.
//!
//! Analysis says what it [`Wants`] to know; a front end has the engine find it out
//! in one go, and analyzes again with the answers. Without data everything is
//! unknown, and messages say the same without numbers.

use super::ir::{ColumnRef, Condition, Rank};
use crate::time::Instant;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of the data.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// How many customers there are, if any were counted.
    pub customers: Option<u64>,
    /// The values of columns that were asked for.
    pub values: BTreeMap<ColumnRef, Values>,
    /// How many customers conditions hold for, by their canonical form.
    pub counts: HashMap<Condition, u64>,
    /// Whether rankings that were asked for cut through customers who are equal; none where they do not.
    pub ties: BTreeMap<Rank, Option<Tie>>,
    /// When the last row was of tables that were asked for; none if there is no row.
    pub latest: BTreeMap<String, Option<Instant>>,
    /// The moment at which all this is so, if the data was asked.
    pub as_of: Option<Instant>,
}

/// Customers with the same value, some of whom are in a ranking and some are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// How many there are.
    pub customers: u64,
    /// How many of them are in.
    pub inside: u64,
}

impl Catalog {
    /// How many customers a condition holds for, if it was asked.
    pub fn count(&self, condition: &Condition) -> Option<u64> {
        self.counts.get(&condition.canonical()).copied()
    }
}

/// The values of a column: for each, how many customers have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// Values as they are spelt, and their customers.
    pub counts: BTreeMap<String, u64>,
    /// Whether there were too many to list; then an absent value proves nothing.
    pub truncated: bool,
}

/// What analysis would like to know of the data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wants {
    /// Columns whose values should be looked up.
    pub values: BTreeSet<ColumnRef>,
    /// Conditions whose customers should be counted, in canonical form.
    pub counts: BTreeSet<Condition>,
    /// Rankings that may cut through customers who are equal.
    pub ties: BTreeSet<Rank>,
    /// Tables whose last row's time should be looked up.
    pub latest: BTreeSet<String>,
}

impl Wants {
    /// Takes in what else is wanted.
    pub fn extend(&mut self, other: &Wants) {
        self.values.extend(other.values.iter().cloned());
        self.counts.extend(other.counts.iter().cloned());
        self.ties.extend(other.ties.iter().cloned());
        self.latest.extend(other.latest.iter().cloned());
    }

    /// Without what only `seg check` is for: it would be read from the files for its own sake.
    #[must_use]
    pub fn in_passing(&self) -> Wants {
        Wants { values: self.values.clone(), counts: self.counts.clone(), ..Wants::default() }
    }

    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        *self == Wants::default()
    }
}
