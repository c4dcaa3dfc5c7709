//! Regularity: what the number of periods in which something happened says of the rows.

use super::numbers::{self, Cut, part};
use super::stretch::{Part, Stretch};
use crate::time::{Edge, Window};
use crate::types::ir::{Aggregate, Comparison, Regular};
use rust_decimal::Decimal;

/// More periods than this are looked at as a whole only.
const SINGLY: u32 = 12;

/// The numbers of periods that there can be.
pub(super) fn possible(regular: &Regular) -> [Part<Cut>; 2] {
    [part(Comparison::AtLeast, Decimal::ZERO), part(Comparison::AtMost, Decimal::from(regular.of))]
}

/// Rows, how many there are of them, and whether that is so, given the number of periods.
pub(super) fn says(regular: &Regular, periods: &Stretch<Cut>) -> Vec<(Aggregate, Part<Cut>, bool)> {
    let all: Vec<Aggregate> = regular.counts().collect();
    let enough = part(Comparison::AtLeast, Decimal::from(regular.times));
    let [none, each] = [Decimal::ZERO, Decimal::from(regular.of)];
    let singly = || all.iter().take_while(|_| regular.of <= SINGLY).cloned();
    if excludes(periods, Comparison::Greater, none) {
        return singly().map(|rows| (rows, enough.clone(), false)).collect();
    }
    if !excludes(periods, Comparison::Equal, none) {
        return Vec::new();
    }
    let from = all.last().and_then(|rows| rows.window).and_then(|window| window.from);
    let window = Some(Window { from, to: Some(Edge::Now) });
    let whole = all.first().cloned().map(|rows| (Aggregate { window, ..rows }, enough.clone(), true));
    let is_each = excludes(periods, Comparison::Less, each);
    let singly = singly().filter(|_| is_each).map(|rows| (rows, enough.clone(), true));
    whole.into_iter().chain(singly).collect()
}

/// Whether the number of periods does not compare so for certain.
fn excludes(periods: &Stretch<Cut>, comparison: Comparison, number: Decimal) -> bool {
    let mut numbers = periods.clone();
    numbers.inside.push(numbers::whole(part(comparison, number)));
    numbers.is_empty(numbers::at_most)
}
