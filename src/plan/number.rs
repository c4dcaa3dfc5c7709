//! Exact numbers: every number of a plan is a whole number or a decimal, and no
//! operation on them can fail; what does not fit is missing.

use super::context::type_of;
use super::error::Result;
use crate::syntax::ast::ArithmeticOp;
use crate::types::ir::Comparison;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{DFSchema, ScalarValue};
use datafusion::functions::core::expr_fn::nullif;
use datafusion::logical_expr::{Expr, Operator, binary_expr, cast, lit, try_cast};
use rust_decimal::{Decimal, RoundingStrategy};

/// Digits of a decimal of 128 bits.
const NARROW: u8 = 38;
/// Digits of a decimal of 256 bits.
const WIDE: u8 = 76;
/// Decimals of a result at most; finer ones are rounded.
const FINEST: i8 = 24;
/// Decimals that a quotient has more than what it is made of.
const FINER: i8 = 4;

/// An expression that is a decimal of so many digits, `scale` of them after the point.
#[derive(Debug, Clone)]
struct Number {
    expr: Expr,
    digits: u8,
    scale: i8,
}

impl Number {
    fn of(expr: Expr, schema: &DFSchema) -> Result<Number> {
        Ok(match type_of(&expr, schema)? {
            DataType::Decimal128(digits, scale) | DataType::Decimal256(digits, scale) => Number { expr, digits, scale },
            // Counts and whole numbers: 64 bits have 19 digits.
            _ => Number { expr: cast(expr, DataType::Decimal128(19, 0)), digits: 19, scale: 0 },
        })
    }

    /// The digits before the point.
    fn whole(&self) -> u8 {
        self.digits.saturating_sub(self.scale.unsigned_abs())
    }

    /// With at least so many digits after the point.
    fn at_scale(self, scale: i8) -> Number {
        if scale <= self.scale {
            return self;
        }
        let digits = self.digits.saturating_add((scale - self.scale).unsigned_abs());
        Number { expr: cast(self.expr, decimal_type(digits, scale)), digits: digits.min(WIDE), scale }
    }

    /// In 256 bits, with at most so many digits; missing if it has more.
    fn wide(self, digits: u8) -> Expr {
        let digits = self.digits.min(digits);
        let expr = if digits < self.digits { try_cast(self.expr, decimal_type(digits, self.scale)) } else { self.expr };
        cast(expr, DataType::Decimal256(digits, self.scale))
    }
}

fn decimal_type(digits: u8, scale: i8) -> DataType {
    if digits <= NARROW { DataType::Decimal128(digits, scale) } else { DataType::Decimal256(digits.min(WIDE), scale) }
}

/// A number that is written out.
pub(super) fn literal(number: Decimal) -> Expr {
    let number = number.normalize();
    let scale = number.scale() as u8;
    let digits = digits_of(number.mantissa()).max(scale).max(1);
    lit(ScalarValue::Decimal128(Some(number.mantissa()), digits, scale as i8))
}

/// A number as a value of a decimal type, rounded if it must be; none if it does not fit.
pub(super) fn literal_of(number: Decimal, digits: u8, scale: i8) -> Option<ScalarValue> {
    let places = u32::try_from(scale).ok()?;
    let number = number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let shift = 10_i128.checked_pow(places.checked_sub(number.scale())?)?;
    let value = number.mantissa().checked_mul(shift)?;
    (digits_of(value) <= digits).then_some(ScalarValue::Decimal128(Some(value), digits, scale))
}

fn digits_of(value: i128) -> u8 {
    value.unsigned_abs().checked_ilog10().map_or(1, |log| log as u8 + 1)
}

/// Arithmetic that never fails: missing where a side is, where the divisor is zero
/// and where the result does not fit.
pub(super) fn arithmetic(left: Expr, op: ArithmeticOp, right: Expr, schema: &DFSchema) -> Result<Expr> {
    let (left, right) = (Number::of(left, schema)?, Number::of(right, schema)?);
    Ok(match op {
        ArithmeticOp::Add => sum(left, Operator::Plus, right),
        ArithmeticOp::Subtract => sum(left, Operator::Minus, right),
        ArithmeticOp::Multiply => product(left, right),
        ArithmeticOp::Divide => quotient(left, right),
    })
}

fn sum(left: Number, op: Operator, right: Number) -> Expr {
    let scale = left.scale.max(right.scale);
    let digits = left.whole().max(right.whole()) + scale.unsigned_abs() + 1;
    if digits <= NARROW {
        return binary_expr(left.at_scale(scale).expr, op, right.at_scale(scale).expr);
    }
    let most = WIDE - 1;
    let (left, right) = (left.at_scale(scale), right.at_scale(scale));
    narrowed(binary_expr(left.wide(most), op, right.wide(most)), scale)
}

fn product(left: Number, right: Number) -> Expr {
    let scale = left.scale.saturating_add(right.scale);
    if left.digits + right.digits < NARROW {
        return left.expr * right.expr;
    }
    narrowed(left.wide(NARROW) * right.wide(NARROW), scale)
}

fn quotient(left: Number, right: Number) -> Expr {
    let scale = left.scale.max(right.scale);
    let left = left.at_scale(scale);
    // The dividend is multiplied by this many tens before the whole-number division,
    // which cuts toward zero; it must still fit then.
    let tens = (FINER + right.scale).unsigned_abs();
    let zero = lit(ScalarValue::Decimal128(Some(0), right.digits, right.scale));
    let divisor = Number { expr: nullif(right.expr, zero), ..right };
    narrowed(left.wide(WIDE.saturating_sub(tens)) / divisor.wide(NARROW), scale + FINER)
}

fn narrowed(wide: Expr, scale: i8) -> Expr {
    try_cast(wide, DataType::Decimal128(NARROW, scale.min(FINEST)))
}

/// The quotient of two numbers, as arithmetic has it.
pub(super) fn divide(left: Expr, right: Expr, schema: &DFSchema) -> Result<Expr> {
    arithmetic(left, ArithmeticOp::Divide, right, schema)
}

/// Two numbers compared by their worth.
pub(super) fn compare(left: Expr, comparison: Comparison, right: Expr, schema: &DFSchema) -> Result<Expr> {
    let (left, right) = (Number::of(left, schema)?, Number::of(right, schema)?);
    let scale = left.scale.max(right.scale);
    let digits = left.whole().max(right.whole()) + scale.unsigned_abs();
    let (left, right) = (left.at_scale(scale).expr, right.at_scale(scale).expr);
    let kind = decimal_type(digits, scale);
    Ok(binary_expr(cast(left, kind.clone()), operator(comparison), cast(right, kind)))
}

/// A number compared with one that is written out. The latter is brought to the
/// column's decimals, so that the column is compared as it is: above 9.999 is, for an
/// amount of two decimals, above 9.99.
pub(super) fn compare_literal(value: Expr, comparison: Comparison, number: Decimal, schema: &DFSchema) -> Result<Expr> {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less};
    let kind = type_of(&value, schema)?;
    let scale = match kind {
        DataType::Decimal128(_, scale) if scale >= 0 => u32::from(scale.unsigned_abs()),
        _ => 0,
    };
    let bound = number.normalize();
    if bound.scale() > scale && comparison == Equal {
        return Ok(lit(false));
    }
    let bound = bound.round_dp_with_strategy(
        scale,
        match comparison {
            Greater | AtMost | Equal => RoundingStrategy::ToNegativeInfinity,
            AtLeast | Less => RoundingStrategy::ToPositiveInfinity,
        },
    );
    let bound = match kind {
        DataType::Int64 => i64::try_from(bound.normalize().mantissa())
            .ok()
            .filter(|_| bound.normalize().scale() == 0)
            .map(|whole| ScalarValue::Int64(Some(whole))),
        DataType::Decimal128(digits, scale) => literal_of(bound, digits, scale),
        _ => None,
    };
    match bound {
        Some(bound) => Ok(binary_expr(value, operator(comparison), lit(bound))),
        None => compare(value, comparison, literal(number), schema),
    }
}

/// The operator of a comparison.
pub(super) fn operator(comparison: Comparison) -> Operator {
    match comparison {
        Comparison::Equal => Operator::Eq,
        Comparison::Less => Operator::Lt,
        Comparison::AtMost => Operator::LtEq,
        Comparison::Greater => Operator::Gt,
        Comparison::AtLeast => Operator::GtEq,
    }
}
