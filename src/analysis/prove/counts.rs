//! How many rows there are, of several kinds that may lie within each other.

use super::Prover;
use super::numbers::{self, Cut, part};
use super::rows::Rows;
use super::stretch::{Part, Stretch};
use crate::time::Window;
use crate::types::ir::Comparison;
use rust_decimal::Decimal;
use std::rc::Rc;

/// Rows, and how many there may be.
#[derive(Default)]
pub(super) struct Counts(Vec<(Rc<Rows>, Stretch<Cut>)>);

impl Counts {
    /// There are, or are not, so many of the rows.
    pub fn add(&mut self, rows: Rc<Rows>, numbers: Part<Cut>, inside: bool) {
        let at = self.0.iter().position(|(own, _)| *own == rows).unwrap_or_else(|| {
            let some = part(Comparison::AtLeast, Decimal::ZERO);
            self.0.push((rows, Stretch { inside: vec![some], outside: Vec::new() }));
            self.0.len() - 1
        });
        if let Some((_, count)) = self.0.get_mut(at) {
            count.add(numbers::whole(numbers), inside);
        }
    }

    /// There is at least one of the rows.
    pub fn some(&mut self, rows: Rc<Rows>) {
        self.add(rows, part(Comparison::AtLeast, Decimal::ONE), true);
    }

    /// There is none of the rows.
    pub fn none(&mut self, rows: Rc<Rows>) {
        self.add(rows, part(Comparison::AtMost, Decimal::ZERO), true);
    }

    /// The kinds of rows of which there is at least one.
    pub fn there(&self) -> impl Iterator<Item = &Rows> {
        self.0.iter().filter(|(_, count)| excludes_zero(count)).map(|(rows, _)| &**rows)
    }

    /// The kinds of rows of a single window of which there is none.
    pub fn none_in_a_window(&self) -> impl Iterator<Item = (&Rows, Window)> {
        let none = |(_, count): &&(Rc<Rows>, Stretch<Cut>)| {
            let mut some = count.clone();
            some.inside.push(part(Comparison::AtLeast, Decimal::ONE));
            some.is_empty(numbers::at_most)
        };
        self.0.iter().filter(none).filter_map(|(rows, _)| Some((&**rows, rows.window()?)))
    }

    /// Whether there cannot be as many as it takes: rows within others are no more than those.
    pub fn is_out(&self, prover: &Prover<'_>) -> bool {
        if self.0.iter().any(|(_, count)| count.is_empty(numbers::at_most)) {
            return true;
        }
        if self.there().any(|rows| rows.are_none(prover)) {
            return true;
        }
        self.0.iter().any(|(others, most)| {
            let bounded = most.inside.iter().any(|part| part.to.is_some()) || !most.outside.is_empty();
            let mut count = most.clone();
            let within = |rows: &Rc<Rows>| bounded && rows != others && rows.lie_within(others, prover);
            for (_, least) in self.0.iter().filter(|(rows, least)| excludes_zero(least) && within(rows)) {
                count.inside.extend(least.inside.iter().map(|part| Part { from: part.from, to: None }));
                count.inside.push(part(Comparison::AtLeast, Decimal::ONE));
            }
            count.is_empty(numbers::at_most)
        })
    }
}

/// Whether a number is not 0 for certain.
pub(super) fn excludes_zero(numbers: &Stretch<Cut>) -> bool {
    let zero = part(Comparison::Equal, Decimal::ZERO);
    let holds_zero =
        |part: &Part<Cut>| part.from.max(zero.from) == zero.from && part.to.is_none_or(|to| Some(to) >= zero.to);
    numbers.outside.iter().any(holds_zero) || !numbers.inside.iter().all(holds_zero)
}
