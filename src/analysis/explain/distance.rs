//! How near to a place people live, in words.

use super::Teller;
use crate::types::ir::{Comparison, Distance, Place, Value};
use crate::vocabulary::ADDRESSES;
use rust_decimal::Decimal;

impl Teller<'_> {
    /// "who live within 25 km of Berlin".
    pub(super) fn near(&self, left: &Value, comparison: Comparison, right: &Value, negated: bool) -> Option<String> {
        let (Value::Fact(fact), Comparison::AtMost, Value::Number(metres)) = (left, comparison, right) else {
            return None;
        };
        let within = format!("within {} of {}", length(*metres), place(&fact.distance()?.from));
        let has_several = self.model.whereabouts(ADDRESSES).is_some();
        Some(match (has_several, negated) {
            (false, false) => format!("who live {within}"),
            (true, false) => format!("who have an address {within}"),
            (false, true) => format!("who do not live {within}, or of whom it is not known where they live"),
            (true, true) => format!("who have no address {within}, or of whom it is not known where they live"),
        })
    }

    /// "distance from Berlin in metres".
    pub(super) fn distance(&self, distance: &Distance) -> String {
        format!("distance from {} in metres", place(&distance.from))
    }
}

/// What a place is called.
fn place(place: &Place) -> String {
    match place {
        Place::At { name: Some(name), .. } => name.clone(),
        Place::At { latitude, longitude, name: None } => format!("{latitude}, {longitude}"),
        Place::Postcode { code, country: None } => format!("the postcode {code}"),
        Place::Postcode { code, country: Some(country) } => format!("the postcode {code} in {country}"),
    }
}

/// A distance in the unit in which it is the shorter number: the one in which it was written.
fn length(metres: Decimal) -> String {
    let units = [("km", Decimal::ONE_THOUSAND), ("miles", Decimal::new(1_609_344, 3))];
    let in_unit = |(unit, of): (&str, Decimal)| {
        let number = metres.checked_div(of)?.normalize();
        (number.checked_mul(of)? == metres).then(|| (number.scale(), number, unit.to_owned()))
    };
    let shortest = units.into_iter().filter_map(in_unit).min_by_key(|(decimals, ..)| *decimals);
    match shortest {
        Some((_, number, unit)) if number == Decimal::ONE => format!("1 {}", unit.trim_end_matches('s')),
        Some((_, number, unit)) => format!("{number} {unit}"),
        None => format!("{metres} m"),
    }
}
