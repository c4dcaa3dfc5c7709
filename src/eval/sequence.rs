//! Sequences: rows one after the other, tried in every way there is.

use super::scope::Scope;
use super::text;
use super::world::{Datum, Row};
use crate::time::Instant;
use crate::types::ir::{ColumnRef, Condition, Sequence, Step, Then, Value};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// A row, or one line of it, that a step may be.
struct Found<'a> {
    time: Instant,
    here: Scope<'a>,
}

/// What a sequence has come to.
struct Path<'a> {
    /// When the last step was over.
    time: Instant,
    /// The rows of the steps so far; none for what did not happen.
    rows: Vec<Option<Scope<'a>>>,
    /// Steps that must not have happened since `time`.
    open: Vec<&'a Then>,
}

/// Whether the customer at hand has rows one after the other.
pub(super) fn holds<'a>(scope: &Scope<'a>, sequence: &'a Sequence) -> bool {
    let tried = Tried { scope, sequence };
    tried.found(&sequence.first, None).into_iter().any(|first| {
        let path = Path { time: first.time, rows: vec![Some(first.here)], open: Vec::new() };
        tried.goes_on(&sequence.then, path)
    })
}

struct Tried<'s, 'a> {
    scope: &'s Scope<'a>,
    sequence: &'a Sequence,
}

impl<'a> Tried<'_, 'a> {
    fn goes_on(&self, rest: &'a [Then], path: Path<'a>) -> bool {
        let as_of = self.scope.clock.as_of();
        let Some((then, rest)) = rest.split_first() else {
            let since = |then: &&Then| self.fits(then, &path).iter().any(|found| found.time > path.time);
            return !path.open.iter().any(since);
        };
        let end = then.within.and_then(|minutes| path.time.checked_add_signed(TimeDelta::minutes(minutes)));
        let soon = |time: Instant| time > path.time && end.is_none_or(|end| time <= end);
        match (then.negated, end) {
            (true, None) => {
                let open = path.open.iter().copied().chain([then]).collect();
                let rows = path.rows.iter().copied().chain([None]).collect();
                self.goes_on(rest, Path { time: path.time, rows, open })
            }
            (true, Some(end)) => {
                let happened = self.fits(then, &path).iter().any(|found| soon(found.time));
                let rows = path.rows.iter().copied().chain([None]).collect();
                !happened && end <= as_of && self.goes_on(rest, Path { time: end, rows, open: Vec::new() })
            }
            (false, _) => self.fits(then, &path).into_iter().filter(|found| soon(found.time)).any(|found| {
                let between = |open: &&Then| {
                    self.fits(open, &path).iter().any(|other| other.time > path.time && other.time < found.time)
                };
                let rows = path.rows.iter().copied().chain([Some(found.here)]).collect();
                let next = Path { time: found.time, rows, open: Vec::new() };
                !path.open.iter().any(between) && self.goes_on(rest, next)
            }),
        }
    }

    /// The rows that a later step may be, at whatever time.
    fn fits(&self, then: &Then, path: &Path<'a>) -> Vec<Found<'a>> {
        let mut found = self.found(&then.step, Some(then));
        found.retain(|found| {
            then.same.iter().all(|same| {
                let before = path.rows.get(same.step).and_then(Option::as_ref);
                before.is_some_and(|before| alike(&found.here, &same.own, before, &same.of))
            })
        });
        found
    }

    fn found(&self, step: &Step, then: Option<&Then>) -> Vec<Found<'a>> {
        let Some(event) = self.scope.model.vocabulary().event(&step.event) else {
            return Vec::new();
        };
        let mut filter = vec![self.scope.model.event_filter(&step.event)];
        filter.extend(step.filter.clone());
        let filter = Condition::All(filter);
        let all = Step { window: None, ..step.clone() }.rows(None);
        let nth = step.nth.map(|number| super::aggregate::nth(self.scope, &all, number));
        let mut found = Vec::new();
        for row in self.scope.person.rows(&event.table) {
            let Some(time) = super::aggregate::happened(self.scope, step.window, row) else {
                continue;
            };
            if nth.is_some_and(|nth| nth != Some(time)) {
                continue;
            }
            let here = self.scope.at_row(self.table(&event.table), row);
            let lines = event.lines.as_ref().filter(|lines| self.names(step, then, &filter, &lines.table));
            let Some(lines) = lines else {
                found.extend(here.holds(&filter).then_some(Found { time, here }));
                continue;
            };
            let key = row.get(ColumnRef::KEY).filter(|key| !key.is_missing());
            let its_own = |line: &&Row| key.is_some() && line.get(&lines.order) == key;
            for line in self.scope.person.rows(&lines.table).iter().filter(its_own) {
                let here = here.at_line(self.table(&lines.table), line);
                found.extend(here.holds(&filter).then_some(Found { time, here }));
            }
        }
        found
    }

    /// Whether a step's filter, or what it shares with others, names a table.
    fn names(&self, step: &Step, then: Option<&Then>, filter: &Condition, table: &str) -> bool {
        let mut named = BTreeSet::new();
        filter.for_each_value(&mut |value| {
            if let Value::Column(column) = value {
                named.insert(column.table.as_str());
            }
        });
        let own = then.into_iter().flat_map(|then| &then.same).map(|same| same.own.table.as_str());
        let at = self.sequence.steps().position(|other| std::ptr::eq(other, step));
        let others = self.sequence.then.iter().flat_map(|then| &then.same);
        let of = others.filter(|same| Some(same.step) == at).map(|same| same.of.table.as_str());
        named.into_iter().chain(own).chain(of).any(|name| name == table)
    }

    /// The model's own name of a table, which lives as long as the model.
    fn table(&self, name: &str) -> &'a str {
        self.scope.model.vocabulary().tables.get_key_value(name).map_or("", |(name, _)| name)
    }
}

/// Whether two properties have the same value; never if one is missing.
fn alike(left: &Scope, left_column: &ColumnRef, right: &Scope, right_column: &ColumnRef) -> bool {
    let value = |scope: &Scope, column: &ColumnRef| scope.value(&Value::Column(column.clone()));
    match (value(left, left_column), value(right, right_column)) {
        (Datum::Text(left), Datum::Text(right)) => text::same(&left, &right, false),
        (Datum::Number(left), Datum::Number(right)) => left == right,
        _ => false,
    }
}
