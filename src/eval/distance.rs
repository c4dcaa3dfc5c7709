//! How far people are from a place: the angle between two directions from the middle of
//! the earth, as three numbers each.
//!
//! Distances are whole metres, so that it does not matter how finely the sines are reckoned.

use super::scope::Scope;
use super::text;
use super::world::{Datum, Row};
use crate::types::Whereabouts;
use crate::types::ir::{ColumnRef, Distance, Place, Value};
use crate::vocabulary::{CUSTOMERS, POSTCODES, beyond};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// The metres from a place to the nearest address of the customer at hand.
pub(super) fn value(scope: &Scope, distance: &Distance) -> Datum {
    let place = match &distance.from {
        Place::At { latitude, longitude, .. } => Some([*latitude, *longitude]),
        Place::Postcode { code, country } => postcode(scope, code, country.as_deref()),
    };
    let Some(place) = place.and_then(direction) else { return Datum::Missing };
    let mut nearest: Option<Decimal> = None;
    for (table, way) in scope.model.tables_of_places() {
        let rows: Vec<Scope> = match table {
            CUSTOMERS => vec![*scope],
            _ => scope.person.rows(table).iter().map(|row| scope.at_row(table, row)).collect(),
        };
        for here in rows {
            let metres = whereabouts(&here, table, way).and_then(direction).and_then(|here| metres(here, place));
            nearest = [nearest, metres].into_iter().flatten().min();
        }
    }
    nearest.into()
}

/// Where a row of a table is, in degrees.
fn whereabouts(here: &Scope, table: &str, way: Whereabouts) -> Option<[Decimal; 2]> {
    let get = |column: &str| here.value(&Value::Column(ColumnRef::new(table, column)));
    match way {
        Whereabouts::Degrees => degrees(get),
        Whereabouts::Postcode { of_country } => {
            let country = match (of_country, get("country")) {
                (false, _) => None,
                (true, Datum::Text(country)) => Some(country),
                (true, _) => return None,
            };
            match get("postcode") {
                Datum::Text(code) => postcode(here, &code, country.as_deref()),
                _ => None,
            }
        }
    }
}

/// Where a postcode is: of several rows, the one that is farthest south, and then west.
fn postcode(scope: &Scope, code: &str, country: Option<&str>) -> Option<[Decimal; 2]> {
    let is = |row: &Row, column: &str, text: &str| match row.get(column) {
        Some(Datum::Text(own)) => text::same(own, text, false),
        _ => false,
    };
    let rows = scope.shared_rows(POSTCODES).iter();
    let rows = rows.filter(|row| is(row, "postcode", code) && country.is_none_or(|of| is(row, "country", of)));
    rows.filter_map(|row| degrees(|column| row.get(column).cloned().unwrap_or_default())).min()
}

fn degrees(get: impl Fn(&str) -> Datum) -> Option<[Decimal; 2]> {
    match [get("latitude"), get("longitude")] {
        [Datum::Number(latitude), Datum::Number(longitude)] => {
            Some([latitude, longitude]).filter(|degrees| beyond(*degrees).is_none())
        }
        _ => None,
    }
}

/// The direction of a place from the middle of the earth.
fn direction([latitude, longitude]: [Decimal; 2]) -> Option<[f64; 3]> {
    let (latitude, longitude) = (latitude.to_f64()?.to_radians(), longitude.to_f64()?.to_radians());
    Some([latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()])
}

fn metres([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> Option<Decimal> {
    let across = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
    let across = across.iter().map(|part| part * part).sum::<f64>().sqrt();
    let along = ax * bx + ay * by + az * bz;
    Decimal::from_f64((across.atan2(along) * Distance::EARTH).round())
}
