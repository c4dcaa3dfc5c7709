//! A column of a file as a column of the vocabulary: one type for each kind.

use super::context::Context;
use super::error::Result;
use super::number::literal_of;
use super::text::{TEXT, list_type, text};
use super::time;
use crate::vocabulary::{Source, Type, Unit};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::functions::string::expr_fn::lower;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, cast, lit, try_cast};
use rust_decimal::Decimal;
use std::str::FromStr;

/// Digits of an amount of money: what does not fit is missing.
const MONEY_DIGITS: u8 = 18;
/// Digits of a number before its point, and after it at most.
const NUMBER_DIGITS: u8 = 18;
const NUMBER_SCALE: i8 = 9;

/// The type of an amount of money.
pub(super) fn money_type(cx: &Context) -> DataType {
    DataType::Decimal128(MONEY_DIGITS, cx.decimals())
}

/// A column of a file, of type `kind`, as what the vocabulary says it is.
pub(super) fn canonical(cx: &Context, value: Expr, kind: &DataType, source: &Source, meaning: &Type) -> Result<Expr> {
    Ok(match meaning {
        Type::Money => money(cx, value, kind, source.unit),
        Type::Number => number(value, kind),
        Type::YesNo => yes_no(value, kind),
        Type::Date => time::instants(value, kind, source.read, source.unit, cx.clock)?,
        Type::Text | Type::Choice(_) => as_type(value, kind, TEXT),
        Type::List => as_type(value, kind, list_type()),
        Type::Key => key(value, kind),
    })
}

/// A key: whole numbers of any width are of one type, and so are texts.
pub(super) fn key(value: Expr, kind: &DataType) -> Expr {
    match kind {
        DataType::Int64 | DataType::UInt64 => value,
        kind if kind.is_integer() => cast(value, DataType::Int64),
        kind => as_type(value, kind, TEXT),
    }
}

/// What a column is where the project has none: `no`, `yes` or a number.
pub(super) fn default(cx: &Context, value: &str, meaning: &Type) -> Expr {
    let number = Decimal::from_str(value).ok();
    let scalar = match meaning {
        Type::YesNo => Some(ScalarValue::Boolean(Some(value == "yes"))),
        Type::Money => number.and_then(|n| literal_of(n, MONEY_DIGITS, cx.decimals())),
        Type::Number => number.and_then(|n| literal_of(n, NUMBER_DIGITS, NUMBER_SCALE.min(4))),
        _ => None,
    };
    scalar.map_or_else(|| text(value), lit)
}

fn as_type(value: Expr, kind: &DataType, wanted: DataType) -> Expr {
    if *kind == wanted { value } else { try_cast(value, wanted) }
}

fn money(cx: &Context, value: Expr, kind: &DataType, unit: Option<Unit>) -> Expr {
    let wanted = money_type(cx);
    if unit != Some(Unit::Cents) {
        return match kind {
            // Narrower amounts of the same decimals are used as they are.
            DataType::Decimal128(digits, scale) if *digits <= MONEY_DIGITS && *scale == cx.decimals() => value,
            kind => as_type(value, kind, wanted),
        };
    }
    let scale = cx.decimals();
    let one_cent = ScalarValue::Decimal128(Some(1), scale.unsigned_abs() + 1, scale);
    let cents = as_type(value, kind, DataType::Decimal128(19, 0));
    try_cast(cents * lit(one_cent), wanted)
}

fn number(value: Expr, kind: &DataType) -> Expr {
    match kind {
        DataType::Int64 => value,
        DataType::UInt64 => try_cast(value, DataType::Decimal128(20, 0)),
        kind if kind.is_integer() => cast(value, DataType::Int64),
        DataType::Decimal32(_, scale)
        | DataType::Decimal64(_, scale)
        | DataType::Decimal128(_, scale)
        | DataType::Decimal256(_, scale) => {
            let scale = (*scale).clamp(0, NUMBER_SCALE);
            let digits = NUMBER_DIGITS + scale.unsigned_abs();
            as_type(value, kind, DataType::Decimal128(digits, scale))
        }
        kind => {
            let digits = NUMBER_DIGITS + NUMBER_SCALE.unsigned_abs();
            as_type(value, kind, DataType::Decimal128(digits, NUMBER_SCALE))
        }
    }
}

fn yes_no(value: Expr, kind: &DataType) -> Expr {
    let choose = |value: Expr, yes: Vec<Expr>, no: Vec<Expr>| {
        let when = |list: Vec<Expr>, answer: bool| {
            let test = value.clone().in_list(list, false);
            (Box::new(test), Box::new(lit(answer)))
        };
        Expr::Case(Case::new(None, vec![when(yes, true), when(no, false)], None))
    };
    match kind {
        DataType::Boolean => value,
        kind if kind.is_integer() => {
            let value = try_cast(value, DataType::Int64);
            choose(value, vec![lit(1_i64)], vec![lit(0_i64)])
        }
        kind => {
            let value = lower(as_type(value, kind, TEXT));
            let (yes, no) = (["true", "yes", "1"], ["false", "no", "0"]);
            choose(value, yes.map(text).to_vec(), no.map(text).to_vec())
        }
    }
}
