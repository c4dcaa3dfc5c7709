//! Rows that are counted, and which of them lie within which others.

use super::Prover;
use super::edges::{self, Cut};
use super::search::Found;
use super::stretch::{Part, Stretch};
use crate::time::{Edge, Window};
use crate::types::ir::{Aggregate, ColumnRef, Condition, Test, Value};
use std::rc::Rc;

/// Rows of an event that pass a filter and lie in windows, each customer's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Rows {
    /// The table of the rows.
    pub table: String,
    /// What is so of each: the event's own `where` and the filter; for a row with lines, of one of them.
    filter: Condition,
    /// Whether the filter names the lines of a row: then one that has none is out.
    lines: bool,
    /// Whether the filter asks for times.
    timed: bool,
    windows: Vec<Window>,
}

impl Rows {
    /// The rows of an aggregate; none if there is no such event.
    pub fn of(aggregate: &Aggregate, prover: &Prover<'_>) -> Option<Rc<Self>> {
        if let Some(known) = prover.rows.borrow().get(aggregate) {
            return known.clone();
        }
        let rows = Self::found(aggregate, prover).map(Rc::new);
        prover.rows.borrow_mut().insert(aggregate.clone(), rows.clone());
        rows
    }

    fn found(aggregate: &Aggregate, prover: &Prover<'_>) -> Option<Self> {
        let event = prover.model.vocabulary().event(&aggregate.event)?;
        let mut filter = vec![prover.model.event_filter(&aggregate.event)];
        filter.extend(aggregate.filter.clone());
        let filter = Condition::All(filter);
        let (mut lines, mut timed) = (false, false);
        let of_lines = event.lines.as_ref().map(|of| &of.table);
        filter.for_each_value(&mut |value| {
            if let Value::Column(column) = value {
                lines |= Some(&column.table) == of_lines;
                timed |= column.column == ColumnRef::TIME;
            }
        });
        let windows = aggregate.window.into_iter().collect();
        Some(Self { table: event.table.clone(), filter: filter.canonical(), lines, timed, windows })
    }

    /// Those of the rows for which a test passes, too.
    pub fn that_pass(&self, test: Test) -> Self {
        let mut rows = self.clone();
        match test {
            Test::During(value, window) if value == self.time() => rows.windows.push(window),
            test => {
                rows.filter = Condition::All(vec![rows.filter, Condition::Test(test)]).canonical();
                // It may ask for anything.
                rows.timed = true;
            }
        }
        rows
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
        if self.filter == others.filter && !self.timed && others.windows.len() <= 1 {
            let inside = self.times().collect();
            let outside = others.windows.iter().map(edges::part).collect::<Vec<_>>();
            let times = Stretch { inside, outside };
            return times.outside.is_empty() || times.is_empty(|one, other| edges::at_most(one, other, &prover.clock));
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
        if !self.timed && !self.windows.is_empty() {
            let times = Stretch { inside: self.times().collect(), outside: Vec::new() };
            let always = Self { windows: Vec::new(), ..self.clone() };
            return times.is_empty(|one, other| edges::at_most(one, other, &prover.clock)) || always.are_none(prover);
        }
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
