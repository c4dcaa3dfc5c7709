//! What the data holds, as analysis sees it: a plain value in memory.
//!
//! Analysis says what it [`Wants`] to know; a front end has the engine find it out
//! in one go, and analyzes again with the answers. Without data everything is
//! unknown, and messages say the same without numbers.

use super::ir::{ColumnRef, Condition};
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
}

impl Wants {
    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.counts.is_empty()
    }
}
