//! What a condition proves: that nobody can meet it, that all do, that whoever meets it
//! meets another one.
//!
//! Nothing is claimed that some data refutes, on whatever day; what is so may go
//! unproved. A condition is taken apart into the ways in which it may hold, each a list
//! of tests that pass or fail (`search`), and a way is out if its tests exclude each other: over
//! ranges of numbers and times, texts, lists, what is missing, and how many rows there are.

mod counts;
mod edges;
mod lines;
mod lists;
mod numbers;
mod ranks;
mod regular;
mod rows;
mod search;
mod stretch;
mod texts;
mod values;
mod way;

use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{Aggregate, Comparison, Condition, Function, Test};
use chrono::DateTime;
pub use lines::Lines;
use rows::{Filter, Kind, Rows};
use search::{Found, Search};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A test that passes or fails.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Literal {
    /// The test.
    pub test: Test,
    /// Whether it passes.
    pub passes: bool,
}

impl Literal {
    /// The literal as a condition.
    pub fn condition(self) -> Condition {
        Condition::Test(self.test).negate_if(!self.passes)
    }
}

/// Proves what conditions say of each other, by the vocabulary of a project.
pub struct Prover<'m> {
    model: &'m Model,
    /// Tells when fixed days begin; what it says of now is never asked.
    clock: Clock,
    /// Which rows lie within which others.
    within: RefCell<HashMap<Rows, HashMap<Rows, bool>>>,
    /// Of which rows there can be none.
    none: RefCell<HashMap<Rows, bool>>,
    kinds: RefCell<HashSet<Rc<Filter>>>,
    /// Which rows an aggregate is over.
    rows: RefCell<HashMap<Aggregate, Option<Rc<Rows>>>>,
}

impl<'m> Prover<'m> {
    /// A prover for conditions of a project.
    pub fn new(model: &'m Model) -> Self {
        let clock = model.project.settings.clock(DateTime::UNIX_EPOCH);
        let (within, none, kinds, rows) = Default::default();
        Self { model, clock, within, none, kinds, rows }
    }

    /// Whether no customer can meet the condition.
    pub fn never(&self, condition: &Condition) -> bool {
        self.none_meets(condition.clone())
    }

    fn none_meets(&self, condition: Condition) -> bool {
        self.find(&condition.into_canonical(), None) == Found::Nobody
    }

    /// Whether no customer can meet all of these conditions, which are in canonical form; one that is
    /// marked with `false` must not hold.
    pub fn exclude(&self, wanted: &[(&Condition, bool)]) -> bool {
        if wanted.iter().all(|(condition, _)| ranks::told(condition).is_none()) {
            return Search::new(self, None).find_all(wanted.to_vec()) == Found::Nobody;
        }
        let parts = wanted.iter().map(|(condition, holds)| (*condition).clone().negate_if(!holds));
        self.none_meets(Condition::All(parts.collect()))
    }

    /// Whether every customer meets the condition.
    pub fn always(&self, condition: &Condition) -> bool {
        self.none_meets(condition.clone().negate())
    }

    /// Whether whoever meets one condition meets the other.
    pub fn implies(&self, condition: &Condition, other: &Condition) -> bool {
        self.none_meets(Condition::All(vec![condition.clone(), other.clone().negate()]))
    }

    /// Whether two conditions hold for the same customers.
    pub fn same(&self, condition: &Condition, other: &Condition) -> bool {
        condition.canonical() == other.canonical() || self.implies(condition, other) && self.implies(other, condition)
    }

    /// Whether whoever meets the condition has at least one row of an event.
    pub fn happened(&self, condition: &Condition, event: &str) -> bool {
        self.implies(condition, &happened(event))
    }

    /// A way in which somebody may meet the condition, as far as can be told.
    pub fn way(&self, condition: &Condition) -> Option<Vec<Literal>> {
        match self.find(&condition.canonical(), None) {
            Found::Way(literals) => Some(literals),
            Found::Nobody | Found::TooMuch => None,
        }
    }

    /// The one kind of rows of which this is so.
    fn kind(&self, filter: Filter) -> Kind {
        if let Some(known) = self.kinds.borrow().get(&filter) {
            return Kind(known.clone());
        }
        let kind = Rc::new(filter);
        self.kinds.borrow_mut().insert(kind.clone());
        Kind(kind)
    }

    /// Looks for a way in which a customer, or a row of a table, may meet a condition.
    fn find(&self, canonical: &Condition, rows_of: Option<&str>) -> Found {
        match ranks::told(canonical) {
            Some(told) => Search::new(self, rows_of).find(&told.into_canonical()),
            None => Search::new(self, rows_of).find(canonical),
        }
    }
}

/// That an event happened at least once.
pub fn happened(event: &str) -> Condition {
    let aggregate =
        Aggregate { event: event.to_owned(), function: Function::Count, property: None, filter: None, window: None };
    Condition::happened(aggregate, Comparison::AtLeast, 1)
}
