//! Samples: some of all keys, always the same.

use super::text::{TEXT, text};
use datafusion::functions::crypto::expr_fn::md5;
use datafusion::functions::string::expr_fn::concat;
use datafusion::logical_expr::{Expr, cast, lit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Whether a key is in a sample. A hash is text of hexadecimal digits, whose order is that
/// of numbers, so it is below the eight digits of the share exactly if its first eight are.
pub(super) fn holds(key: Expr, percent: Decimal, seed: &str) -> Expr {
    let share = (percent * Decimal::from(1_u64 << 32) / Decimal::ONE_HUNDRED).ceil();
    match share.to_u32() {
        Some(share) => md5(concat(vec![text(&format!("{seed}:")), cast(key, TEXT)])).lt(text(&format!("{share:08x}"))),
        None => lit(true),
    }
}
