//! Rows that are counted, and which of them lie within which others.

use super::Prover;
use super::edges::{self, Cut};
use super::search::Found;
use super::stretch::Part;
use crate::time::{Edge, Window};
use crate::types::ir::{Aggregate, ColumnRef, Condition, Test, Value};

/// Rows of an event that pass a filter and lie in windows, each customer's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Rows {
    /// The table of the rows.
    pub table: String,
    /// What is so of each: the event's own `where` and the filter; for a row with lines, of one of them.
    filter: Condition,
    /// Whether the filter names the lines of a row: then one that has none is out.
    lines: bool,
    windows: Vec<Window>,
}

impl Rows {
    /// The rows of an aggregate; none if there is no such event.
    pub fn of(aggregate: &Aggregate, prover: &Prover<'_>) -> Option<Self> {
        let event = prover.model.vocabulary().event(&aggregate.event)?;
        let mut filter = vec![prover.model.event_filter(&aggregate.event)];
        filter.extend(aggregate.filter.clone());
        let filter = Condition::All(filter);
        let mut lines = false;
        if let Some(of) = &event.lines {
            filter.for_each_value(&mut |value| {
                lines |= matches!(value, Value::Column(column) if column.table == of.table);
            });
        }
        let windows = aggregate.window.into_iter().collect();
        Some(Self { table: event.table.clone(), filter: filter.canonical(), lines, windows })
    }

    /// Those of the rows for which a test passes, too.
    pub fn that_pass(mut self, test: Test) -> Self {
        match test {
            Test::During(value, window) if value == self.time() => self.windows.push(window),
            test => self.filter = Condition::All(vec![self.filter, Condition::Test(test)]).canonical(),
        }
        self
    }

    /// Those of the rows that lie in a window, too.
    pub fn during(&self, window: Window) -> Self {
        let mut rows = self.clone();
        rows.windows.push(window);
        rows
    }

    /// Their window, if they have a single one.
    pub fn window(&self) -> Option<Window> {
        let [window] = self.windows.as_slice() else { return None };
        Some(*window)
    }

    /// When they happened.
    pub fn times(&self) -> impl Iterator<Item = Part<Cut>> {
        self.windows.iter().map(edges::part).chain([edges::until_now()])
    }

    /// Whether each of them is one of the others, too.
    pub fn lie_within(&self, others: &Rows, prover: &Prover<'_>) -> bool {
        // Without lines of its own, a row of these may have none.
        if self.table != others.table || others.lines && !self.lines {
            return false;
        }
        if self == others {
            return true;
        }
        let pair = (self.clone(), others.clone());
        if let Some(known) = prover.within.borrow().get(&pair) {
            return *known;
        }
        let apart = Condition::All(vec![self.condition(), others.condition().negate()]).canonical();
        let within = prover.find(&apart, Some(&self.table)) == Found::Nobody;
        prover.within.borrow_mut().insert(pair, within);
        within
    }

    /// Whether there can be none.
    pub fn are_none(&self, prover: &Prover<'_>) -> bool {
        let pair = (self.clone(), self.clone());
        if let Some(known) = prover.within.borrow().get(&pair) {
            return *known;
        }
        let none = prover.find(&self.condition().canonical(), Some(&self.table)) == Found::Nobody;
        prover.within.borrow_mut().insert(pair, none);
        none
    }

    fn time(&self) -> Value {
        Value::Column(ColumnRef::new(&self.table, ColumnRef::TIME))
    }

    fn condition(&self) -> Condition {
        let time = self.time();
        let now = Window { from: None, to: Some(Edge::Now) };
        let windows = self.windows.iter().copied().chain([now]);
        let windows = windows.map(|window| Condition::Test(Test::During(time.clone(), window)));
        Condition::All(std::iter::once(self.filter.clone()).chain(windows).collect())
    }
}
