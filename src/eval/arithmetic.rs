//! Arithmetic of exact decimals, each with as many places as its kind says.
//!
//! | value | decimal places |
//! |---|---|
//! | a money column | the currency's |
//! | a number column | those of the data; none for whole numbers |
//! | a number that is written out | those it needs: `3.50` has one, `3.00` none |
//! | `count`, `distinct` | none |
//! | `sum`, `min`, `max`, `first`, `last` | their property's |
//! | `average` | four more than its property's |
//! | `a + b`, `a - b` | the larger of the two |
//! | `a * b` | both together |
//! | `a / b` | four more than the larger of the two |
//!
//! Sums, differences and products are exact. Quotients, and averages as the quotient
//! of sum and count, are cut toward zero at their last place: `2.00 / 3` is `0.666666`
//! and `-2 / 3` is `-0.6666`. Division by zero is missing, and so is what no longer
//! fits into 28 digits. Numbers are compared by their worth: `1.50` equals `1.5`.

use crate::syntax::ast::ArithmeticOp;
use rust_decimal::Decimal;

/// How many decimal places quotients have more than what they are made of.
const FINER: u32 = 4;

/// The result of an operation; none where it is missing.
pub(super) fn compute(left: Decimal, op: ArithmeticOp, right: Decimal) -> Option<Decimal> {
    match op {
        ArithmeticOp::Add => aligned(left, right, i128::checked_add),
        ArithmeticOp::Subtract => aligned(left, right, i128::checked_sub),
        ArithmeticOp::Multiply => decimal(left.mantissa().checked_mul(right.mantissa())?, left.scale() + right.scale()),
        ArithmeticOp::Divide => divide(left, right),
    }
}

/// The number with at least so many decimal places.
pub(super) fn with_places(number: Decimal, places: u32) -> Option<Decimal> {
    let places = places.max(number.scale());
    decimal(mantissa(number, places)?, places)
}

fn divide(left: Decimal, right: Decimal) -> Option<Decimal> {
    let places = left.scale().max(right.scale()) + FINER;
    let left = mantissa(left, places + right.scale())?;
    // Division of integers cuts toward zero.
    decimal(left.checked_div(right.mantissa())?, places)
}

fn aligned(left: Decimal, right: Decimal, operation: fn(i128, i128) -> Option<i128>) -> Option<Decimal> {
    let places = left.scale().max(right.scale());
    decimal(operation(mantissa(left, places)?, mantissa(right, places)?)?, places)
}

/// The whole number that stands for this one at so many places, no fewer than it has.
fn mantissa(number: Decimal, places: u32) -> Option<i128> {
    let more = places.checked_sub(number.scale())?;
    number.mantissa().checked_mul(10_i128.checked_pow(more)?)
}

fn decimal(mantissa: i128, places: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(mantissa, places).ok()
}
