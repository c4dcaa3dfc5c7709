//! Rows that are counted, and which of them lie within which others.

use super::Prover;
use super::edges::{self, Cut};
use super::search::Found;
use super::stretch::{Part, Stretch};
use crate::time::{Edge, Window};
use crate::types::ir::{Aggregate, ColumnRef, Condition, Test, Value};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// Rows of an event that pass a filter and lie in windows, each customer's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Rows {
    kind: Kind,
    windows: Vec<Window>,
}

/// Which rows, whenever they are. A prover has each once, so that they are compared by where they lie.
#[derive(Debug, Clone)]
pub(super) struct Kind(pub Rc<Filter>);

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Kind {}

impl Hash for Kind {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Rc::as_ptr(&self.0).hash(state);
    }
}

/// What is so of rows.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Filter {
    table: String,
    /// What is so of each: the event's own `where` and the filter; for a row with lines, of one of them.
    holds: Condition,
    /// Whether it names the lines of a row: then one that has none is out.
    lines: bool,
    /// Whether it asks for times.
    timed: bool,
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
        let filter = Filter { table: event.table.clone(), holds: filter.into_canonical(), lines, timed };
        Some(Self { kind: prover.kind(filter), windows })
    }

    /// Those of the rows for which a test passes, too.
    pub fn that_pass(&self, test: Test, prover: &Prover<'_>) -> Self {
        match test {
            Test::During(value, window) if value == self.time() => self.during(window),
            test => {
                let own = &self.kind.0;
                let holds = Condition::All(vec![own.holds.clone(), Condition::Test(test)]).into_canonical();
                // It may ask for anything.
                let filter = Filter { table: own.table.clone(), holds, lines: own.lines, timed: true };
                Self { kind: prover.kind(filter), windows: self.windows.clone() }
            }
        }
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
        let (own, other) = (&self.kind.0, &others.kind.0);
        if own.table != other.table || other.lines && !own.lines {
            return false;
        }
        if self == others {
            return true;
        }
        // The kinds first: they are compared by where they lie.
        let same = self.kind == others.kind || own.holds == other.holds;
        if same && !own.timed && others.windows.len() <= 1 {
            let inside = self.times().collect();
            let outside = others.windows.iter().map(edges::part).collect::<Vec<_>>();
            let times = Stretch { inside, outside };
            return times.outside.is_empty() || times.is_empty(|one, other| edges::at_most(one, other, &prover.clock));
        }
        if let Some(known) = prover.within.borrow().get(self).and_then(|within| within.get(others)) {
            return *known;
        }
        let apart = Condition::All(vec![self.condition(), others.condition().negate()]).into_canonical();
        let within = prover.find(&apart, Some(&own.table)) == Found::Nobody;
        prover.within.borrow_mut().entry(self.clone()).or_default().insert(others.clone(), within);
        within
    }

    /// Whether there can be none.
    pub fn are_none(&self, prover: &Prover<'_>) -> bool {
        if !self.kind.0.timed && !self.windows.is_empty() {
            let times = Stretch { inside: self.times().collect(), outside: Vec::new() };
            let always = Self { kind: self.kind.clone(), windows: Vec::new() };
            return times.is_empty(|one, other| edges::at_most(one, other, &prover.clock)) || always.are_none(prover);
        }
        if let Some(known) = prover.none.borrow().get(self) {
            return *known;
        }
        let none = prover.find(&self.condition().into_canonical(), Some(&self.kind.0.table)) == Found::Nobody;
        prover.none.borrow_mut().insert(self.clone(), none);
        none
    }

    fn time(&self) -> Value {
        Value::Column(ColumnRef::new(&self.kind.0.table, ColumnRef::TIME))
    }

    fn condition(&self) -> Condition {
        let time = self.time();
        let now = Window { from: None, to: Some(Edge::Now) };
        let windows = self.windows.iter().copied().chain([now]);
        let windows = windows.map(|window| Condition::Test(Test::During(time.clone(), window)));
        Condition::All(std::iter::once(self.kind.0.holds.clone()).chain(windows).collect())
    }
}
