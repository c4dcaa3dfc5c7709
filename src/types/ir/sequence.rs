//! Sequences: rows of events, one after the other.

use super::fact::canonicalize_filter;
use super::{Aggregate, ColumnRef, Condition, Function};
use crate::time::Window;

/// That a customer has rows of these events in strictly increasing time. A step that
/// did not happen asks that no such row lies after the step before it: within its
/// time, which must have passed by the as-of instant and is over before the next step
/// begins; without one, until the next step that happened, or the as-of instant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence {
    /// What happened first.
    pub first: Step,
    /// What happened then, or did not.
    pub then: Vec<Then>,
}

/// Rows of an event that pass a filter and lie in a window. Where the filter, or what
/// is the same, names the event's lines, all of it holds for ONE line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// The event; its own `where` always applies.
    pub event: String,
    /// Which rows.
    pub filter: Option<Condition>,
    /// When.
    pub window: Option<Window>,
    /// Only rows at the instant of the n-th of all that pass the filter, from 1.
    pub nth: Option<u32>,
}

/// A step after the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Then {
    /// Which rows.
    pub step: Step,
    /// Whether there must be none.
    pub negated: bool,
    /// How many minutes after the step before at most, that moment included.
    pub within: Option<i64>,
    /// What these rows have in common with those of steps before.
    pub same: Vec<Same>,
}

/// A property that is the same as in a step before; texts that differ in case only are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Same {
    /// The property of this step's rows.
    pub own: ColumnRef,
    /// The property of the other step's rows.
    pub of: ColumnRef,
    /// Which step that is; the first is 0.
    pub step: usize,
}

impl Step {
    /// An aggregate over its rows, or over a property of theirs.
    pub fn rows(&self, property: Option<ColumnRef>) -> Aggregate {
        let Step { event, filter, window, nth: _ } = self.clone();
        let function = if property.is_some() { Function::Max } else { Function::Count };
        Aggregate { event, function, property, filter, window }
    }
}

impl Sequence {
    /// The steps in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::once(&self.first).chain(self.then.iter().map(|then| &then.step))
    }

    /// The steps that happened to whomever it holds for.
    pub fn happened(&self) -> impl Iterator<Item = &Step> {
        let then = self.then.iter().filter(|then| !then.negated);
        std::iter::once(&self.first).chain(then.map(|then| &then.step))
    }

    /// Without what is the same in all steps, and that property of each step, if there is one.
    pub fn apart(&self) -> (Self, Option<Vec<ColumnRef>>) {
        let all_along = self.then.first().and_then(|then| then.same.iter().find_map(|same| self.all_along(&same.of)));
        let mut rest = self.clone();
        if let Some(all) = &all_along {
            let is_it =
                |step: usize, same: &Same| all.get(step) == Some(&same.own) && all.get(same.step) == Some(&same.of);
            for (before, then) in rest.then.iter_mut().enumerate() {
                then.same.retain(|same| !is_it(before + 1, same));
            }
        }
        (rest, all_along)
    }

    /// The property of each step that is the same as this one of the first.
    fn all_along(&self, of: &ColumnRef) -> Option<Vec<ColumnRef>> {
        let mut all = vec![of.clone()];
        for then in &self.then {
            let same = then.same.iter().find(|same| all.get(same.step) == Some(&same.of))?;
            all.push(same.own.clone());
        }
        Some(all)
    }

    pub(super) fn canonicalize(&mut self) {
        let steps = std::iter::once(&mut self.first).chain(self.then.iter_mut().map(|then| &mut then.step));
        steps.for_each(|step| canonicalize_filter(&mut step.filter));
        self.then.iter_mut().for_each(|then| {
            then.same.sort();
            then.same.dedup();
        });
    }
}
