//! One way in which a condition may hold: tests that pass or fail, held against each other.

use super::Prover;
use super::counts::{Counts, excludes_zero};
use super::edges;
use super::numbers::{self, part};
use super::regular;
use super::rows::Rows;
use super::stretch::Part;
use super::values::{About, aggregate, always_tells, counts, is_whole, never_missing, of_one_row, picked};
use crate::syntax::ast::Aspect;
use crate::types::ir::{Aggregate, ColumnRef, Comparison, Fact, Function, Test, Value};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) struct Way<'w, 'm> {
    prover: &'w Prover<'m>,
    /// The table whose rows are looked at; none for customers.
    rows_of: Option<&'w str>,
    values: BTreeMap<&'w Value, About<'w>>,
    counts: Counts,
    pairs: BTreeMap<(&'w Value, &'w Value), Vec<(Comparison, bool)>>,
    out: bool,
}

impl<'w, 'm> Way<'w, 'm> {
    pub fn new(prover: &'w Prover<'m>, rows_of: Option<&'w str>, tests: &[(&'w Test, bool)]) -> Self {
        let (values, pairs) = (BTreeMap::new(), BTreeMap::new());
        let mut way = Self { prover, rows_of, values, counts: Counts::default(), pairs, out: false };
        for (test, passes) in tests {
            way.take_in(test, *passes);
        }
        way
    }

    /// Whether the tests exclude each other.
    pub fn excludes_itself(mut self) -> bool {
        let values: Vec<&'w Value> = self.values.keys().copied().collect();
        values.iter().for_each(|value| self.settle_rows(value));
        if self.out || self.counts.is_out(self.prover) {
            return true;
        }
        values.iter().for_each(|value| self.settle_date(value));
        for value in &values {
            let there = never_missing(value, self.rows_of) || self.tells(value);
            self.about(value).there |= there;
        }
        self.values.values().any(|about| about.is_out(&self.prover.clock)) || self.pairs_are_out()
    }

    fn about(&mut self, value: &'w Value) -> &mut About<'w> {
        self.values.entry(value).or_default()
    }

    fn take_in(&mut self, test: &'w Test, passes: bool) {
        if passes {
            test.values().into_iter().for_each(|value| self.need(value));
            if let Some((aggregate, of_row)) = of_one_row(test, self.prover.model)
                && let Some(rows) = Rows::of(&aggregate, self.prover)
            {
                self.counts.some(Rc::new(rows.that_pass(of_row, self.prover)));
            }
        }
        match test {
            Test::Compare(Value::Number(left), comparison, Value::Number(right)) => {
                let orders = orders(*comparison);
                self.out |= orders.contains(&left.cmp(right)) != passes;
            }
            Test::Compare(value, comparison, Value::Number(number)) => self.number(value, *comparison, *number, passes),
            Test::Compare(Value::Number(number), comparison, value) => {
                self.number(value, comparison.turned(), *number, passes);
            }
            Test::Compare(left, comparison, right) => {
                let (pair, comparison) =
                    if left <= right { ((left, right), *comparison) } else { ((right, left), comparison.turned()) };
                self.about(left);
                self.about(right);
                self.pairs.entry(pair).or_default().push((comparison, passes));
            }
            Test::During(value, window) => self.about(value).times.add(edges::part(window), passes),
            Test::Known(value) if !passes => self.lack(value),
            Test::OneOf { value, .. } | Test::Text { value, .. } | Test::InMonth(value, _) => {
                self.about(value).said.push((test, passes));
            }
            Test::Holds { list, .. } => self.about(list).said.push((test, passes)),
            Test::Flag(Value::Fact(fact)) if passes => {
                if let Fact::Rank(rank) = fact.as_ref() {
                    self.need(&rank.by);
                }
                if let Fact::Sequence(sequence) = fact.as_ref() {
                    let steps = sequence.happened().filter_map(|step| Rows::of(&step.rows(None), self.prover));
                    steps.collect::<Vec<_>>().into_iter().for_each(|rows| self.counts.some(rows));
                }
            }
            Test::Known(_) | Test::Flag(_) | Test::Anniversary(..) | Test::Sampled { .. } => {}
        }
    }

    fn number(&mut self, value: &'w Value, comparison: Comparison, number: Decimal, passes: bool) {
        let numbers = part(comparison, number);
        match value {
            Value::Told(aspect @ (Aspect::DaysSince | Aspect::DaysUntil), date)
                if let Some(days) = edges::days_away(comparison, number, *aspect == Aspect::DaysSince) =>
            {
                self.about(date).times.add(days, passes);
            }
            _ => match aggregate(value) {
                Some(aggregate) if aggregate.function == Function::Count && aggregate.property.is_none() => {
                    if let Some(rows) = Rows::of(aggregate, self.prover) {
                        self.counts.add(rows, numbers, passes);
                    }
                }
                _ => {
                    let numbers = if is_whole(value) { numbers::whole(numbers) } else { numbers };
                    self.about(value).numbers.add(numbers, passes);
                }
            },
        }
    }

    /// The value is there, and with it what it is made of.
    fn need(&mut self, value: &'w Value) {
        self.about(value).there = true;
        match value {
            Value::Told(_, of) => self.need(of),
            Value::Arithmetic(left, _, right) => {
                self.need(left);
                self.need(right);
            }
            Value::Column(_) | Value::Fact(_) | Value::Number(_) => {}
        }
    }

    /// The value is missing.
    fn lack(&mut self, value: &'w Value) {
        self.about(value).missing = true;
        if let Value::Told(aspect, of) = value
            && always_tells(*aspect)
        {
            self.lack(of);
        }
    }

    /// What a value that is computed from rows says of how many there are.
    fn settle_rows(&mut self, value: &'w Value) {
        let Value::Fact(fact) = value else { return };
        let about = self.values.entry(value).or_default();
        match fact.as_ref() {
            Fact::Aggregate(aggregate) => {
                let Some(rows) = Rows::of(aggregate, self.prover) else { return };
                if counts(aggregate.function) {
                    about.numbers.inside.push(part(Comparison::AtLeast, Decimal::ZERO));
                }
                let is_some = match aggregate.function.is_zero_over_none() {
                    true => excludes_zero(&about.numbers),
                    false => about.there,
                };
                let is_none = about.missing && date_of(value, self.prover).is_some();
                if is_some {
                    self.counts.some(rows.clone());
                }
                if is_none {
                    self.counts.none(rows);
                }
            }
            Fact::Nth(nth) => {
                let Some(rows) = Rows::of(&nth.rows(), self.prover) else { return };
                let enough = part(Comparison::AtLeast, Decimal::from(nth.number));
                if about.there {
                    self.counts.add(rows.clone(), enough.clone(), true);
                }
                if about.missing {
                    self.counts.add(rows, enough, false);
                }
            }
            Fact::Regular(regular) => {
                about.numbers.inside.extend(regular::possible(regular));
                let numbers = about.numbers.clone();
                for (rows, enough, passes) in regular::says(regular, &numbers) {
                    if let Some(rows) = Rows::of(&rows, self.prover) {
                        self.counts.add(rows, enough, passes);
                    }
                }
            }
            Fact::Distance(_) => about.numbers.inside.push(part(Comparison::AtLeast, Decimal::ZERO)),
            Fact::Sequence(_) | Fact::Rank(_) => {}
        }
    }

    /// What there is of rows says of a date that is picked from them.
    fn settle_date(&mut self, value: &'w Value) {
        let Some(rows) = date_of(value, self.prover).and_then(|rows| Rows::of(&rows, self.prover)) else {
            return;
        };
        let mut inside: Vec<Part<edges::Cut>> = rows.times().collect();
        let mut there = false;
        // The first is no later than any, the last no earlier.
        if let Some(function) = aggregate(value).map(|aggregate| aggregate.function) {
            for own in self.counts.there().filter(|own| own.lie_within(&rows, self.prover)) {
                there = true;
                inside.extend(own.times().map(|times| match function {
                    Function::Max | Function::Last => Part { from: times.from, to: None },
                    _ => Part { from: None, to: times.to },
                }));
            }
        }
        // Where there is none of them, it is not.
        let none =
            self.counts.none_in_a_window().filter(|(own, window)| rows.during(*window).lie_within(own, self.prover));
        let outside: Vec<Part<edges::Cut>> = none.map(|(_, window)| edges::part(&window)).collect();
        let about = self.about(value);
        about.there |= there;
        about.times.inside.extend(inside);
        about.times.outside.extend(outside);
    }

    /// Whether a value is there since what it is told by is.
    fn tells(&self, value: &Value) -> bool {
        match value {
            Value::Told(aspect, of) => always_tells(*aspect) && self.is_there(of),
            _ => false,
        }
    }

    fn is_there(&self, value: &Value) -> bool {
        self.values.get(value).is_some_and(|about| about.there) || never_missing(value, self.rows_of)
    }

    fn pairs_are_out(&self) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        self.pairs.iter().any(|((left, right), said)| {
            let there = self.is_there(left) && self.is_there(right);
            let mut left_over = if left == right { vec![Equal] } else { vec![Less, Equal, Greater] };
            for (comparison, passes) in said {
                left_over.retain(|order| orders(*comparison).contains(order) == *passes);
            }
            there && left_over.is_empty()
        })
    }
}

/// The rows of which a value is the date of one.
fn date_of(value: &Value, prover: &Prover<'_>) -> Option<Aggregate> {
    let (rows, property) = picked(value, prover.model)?;
    (property.column == ColumnRef::TIME).then_some(rows)
}

/// The orders of two values for which a comparison holds.
fn orders(comparison: Comparison) -> &'static [std::cmp::Ordering] {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match comparison {
        Comparison::Equal => &[Equal],
        Comparison::Less => &[Less],
        Comparison::AtMost => &[Less, Equal],
        Comparison::Greater => &[Greater],
        Comparison::AtLeast => &[Greater, Equal],
    }
}
