//! What columns look like, whatever table they are of.

use super::super::profile::{Column, Kind, ratio};

/// What becomes of orders, in the words that shops use.
pub const FATES: &[&str] = &[
    "paid",
    "fulfilled",
    "refunded",
    "cancelled",
    "canceled",
    "shipped",
    "delivered",
    "completed",
    "complete",
    "pending",
    "processing",
    "returned",
    "voided",
    "partially_refunded",
    "open",
    "closed",
    "placed",
];

/// Small whole numbers from one up.
pub fn is_pieces(column: &Column) -> bool {
    let small = column.range().is_some_and(|(least, greatest)| least >= 0.0 && (2.0..100_000.0).contains(&greatest));
    column.kind == Kind::Whole && small && column.number_share(|pieces| pieces <= 20.0) > 0.9
}

/// A time that some rows lack: when something ended.
pub fn ends(column: &Column) -> bool {
    column.is_time() && (0.05..1.0).contains(&column.missing())
}

/// The share of a column's different values that are of a choice, if several are.
pub fn of_choice(column: &Column, values: &[String]) -> f64 {
    let seen = column.counts();
    let hits = seen.keys().filter(|text| values.iter().any(|value| value == *text)).count();
    if hits >= 2 { ratio(hits, seen.len()) } else { 0.0 }
}

/// Whether it could name things: no time, no number of pieces, no words.
pub fn is_id(column: &Column) -> bool {
    let short = || column.share(|text| !text.contains(' ')) > 0.99;
    match column.kind {
        Kind::Whole => !is_pieces(column) && !column.is_time(),
        Kind::Text => !column.is_time() && short(),
        _ => false,
    }
}
