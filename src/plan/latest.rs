//! That something happened in a window which ends now is told by when it last happened,
//! and in one that has no beginning by when it first did. So one column answers for all
//! such windows of an event, however many segments ask for however many of them. It is
//! over the widest of them: of the rows outside, none is read. That it happened at all is told
//! by the same column, where there is one.

use crate::time::{Clock, Instant, Upper, Window};
use crate::types::Model;
use crate::types::ir::{Aggregate, ColumnRef, Comparison, Condition, Fact, Function, Test, Value};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The windows of several conditions that share a column.
pub(super) struct Latest<'a> {
    model: &'a Model,
    clock: &'a Clock,
    /// Of each column without its window, the widest; none where all rows are asked for.
    widest: BTreeMap<Aggregate, Option<Window>>,
}

/// Rows that are only asked to be there, or not to be.
struct Asked {
    /// When the one of them that tells it happened, of all rows.
    time: Aggregate,
    window: Option<Window>,
    there: bool,
}

impl<'a> Latest<'a> {
    /// Of conditions that are answered together.
    pub fn of<'c>(conditions: impl Iterator<Item = &'c Condition>, model: &'a Model, clock: &'a Clock) -> Self {
        let mut all = Self { model, clock, widest: BTreeMap::new() };
        let mut ever = Vec::new();
        for condition in conditions {
            condition.canonical().for_each_test(&mut |test| match all.asked(test) {
                Some(Asked { time, window: Some(window), .. }) => {
                    let found = all.widest.entry(time).or_insert(Some(window));
                    *found = found.map(|found| wider(found, window, clock));
                }
                Some(Asked { time, window: None, .. }) => ever.push(time),
                None => {}
            });
        }
        for time in ever {
            all.widest.entry(time).and_modify(|window| *window = None);
        }
        all
    }

    /// The canonical form of one of them, with rows that are only asked to be there, or not,
    /// asked for by their latest or earliest time.
    pub fn canonical(&self, condition: &Condition) -> Condition {
        // What has become the same stands there twice.
        self.told(condition.canonical()).into_canonical()
    }

    fn told(&self, condition: Condition) -> Condition {
        let parts = |parts: Vec<Condition>| parts.into_iter().map(|part| self.told(part)).collect();
        match condition {
            Condition::All(of) => Condition::All(parts(of)),
            Condition::Any(of) => Condition::Any(parts(of)),
            Condition::Not(inner) => self.told(*inner).negate(),
            Condition::Test(test) => self.by_time(&test).unwrap_or(Condition::Test(test)),
            Condition::Always(_) | Condition::Segment(_) => condition,
        }
    }

    fn by_time(&self, test: &Test) -> Option<Condition> {
        let Asked { time, window, there } = self.asked(test)?;
        let widest = *self.widest.get(&time)?;
        let time = Value::Fact(Box::new(Fact::Aggregate(Aggregate { window: widest, ..time })));
        let happened = match window {
            Some(window) => Test::During(time, window),
            None => Test::Known(time),
        };
        Some(Condition::Test(happened).negate_if(!there))
    }

    fn asked(&self, test: &Test) -> Option<Asked> {
        let Test::Compare(left, comparison, right) = test else { return None };
        let (rows, comparison, bound) = match (left, right) {
            (Value::Fact(rows), Value::Number(bound)) => (rows, *comparison, *bound),
            (Value::Number(bound), Value::Fact(rows)) => (rows, comparison.turned(), *bound),
            _ => return None,
        };
        let there = is_there(comparison, bound)?;
        let rows = rows.aggregate().filter(|rows| rows.function == Function::Count && rows.property.is_none())?;
        let window = rows.window;
        let event = self.model.vocabulary().event(&rows.event)?;
        let time = Aggregate {
            function: window.map_or(Some(Function::Max), |window| telling(&window, self.clock))?,
            property: Some(ColumnRef::new(&event.table, ColumnRef::TIME)),
            window: None,
            ..rows.clone()
        };
        Some(Asked { time, window, there })
    }
}

/// The wider of two windows that share a column.
fn wider(one: Window, other: Window, clock: &Clock) -> Window {
    if reach(&other, clock) < reach(&one, clock) { other } else { one }
}

/// How far a window reaches, the widest first: of those that end now and those that have no
/// beginning each.
fn reach(window: &Window, clock: &Clock) -> (Option<Instant>, Reverse<Option<Instant>>) {
    let range = window.range(clock);
    let to = match range.to {
        _ if range.ends_now(clock) => None,
        Upper::Before(end) | Upper::Through(end) => Some(end),
        Upper::Open => None,
    };
    (range.from, Reverse(to))
}

/// Whether a comparison of a number of rows asks for at least one, or for none.
fn is_there(comparison: Comparison, bound: Decimal) -> Option<bool> {
    let (zero, one) = (Decimal::ZERO, Decimal::ONE);
    let parts_none_from_some = match comparison {
        Comparison::AtLeast | Comparison::Less => zero < bound && bound <= one,
        Comparison::Greater | Comparison::AtMost => zero <= bound && bound < one,
        Comparison::Equal => bound == zero,
    };
    parts_none_from_some.then_some(matches!(comparison, Comparison::AtLeast | Comparison::Greater))
}

/// Which of all rows that have happened is in a window if any is.
fn telling(window: &Window, clock: &Clock) -> Option<Function> {
    let range = window.range(clock);
    match (range.ends_now(clock), range.from) {
        (true, _) => Some(Function::Max),
        (false, None) => Some(Function::Min),
        (false, Some(_)) => None,
    }
}
