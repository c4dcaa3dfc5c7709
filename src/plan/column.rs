//! A column of a file as a column of the vocabulary: one type for each kind.

use super::context::Context;
use super::error::Result;
use super::number::literal_of;
use super::text::{TEXT, list_type, text};
use super::{spelled, time};
use crate::vocabulary::{Source, Type, Unit};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::functions::string::expr_fn::lower;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, cast, lit, try_cast};
use rust_decimal::Decimal;
use std::str::FromStr;

/// Digits before the point of a number that was a float or text; what has more is missing.
const WHOLE_DIGITS: u8 = 18;
/// Decimals of a number at most.
const NUMBER_SCALE: i8 = 9;

/// A column of a file, of type `kind`, as what the vocabulary says it is.
pub(super) fn canonical(cx: &Context, value: Expr, kind: &DataType, source: &Source, meaning: &Type) -> Result<Expr> {
    let (value, kind) = match source.means.is_empty() {
        true => (value, kind),
        false => (spelled::meant(value, &source.means), &TEXT),
    };
    let is_count = *meaning == Type::Date && source.unit.is_some();
    let (value, kind) = match spelled::is_text(kind) {
        true if is_count => (spelled::whole_number(value), &DataType::Int64),
        true => (spelled::plain(cx, value, source, meaning), kind),
        false => (value, kind),
    };
    Ok(match meaning {
        Type::Money => money(cx, value, kind, source.unit),
        Type::Number => number(value, kind),
        Type::YesNo => yes_no(value, kind),
        Type::Date => time::instants(value, kind, source.read, source.unit, cx.clock)?,
        Type::Text | Type::Choice(_) => as_type(value, kind, TEXT),
        Type::List if source.separator.is_some() && spelled::is_text(kind) => value,
        Type::List => as_type(value, kind, list_type()),
        Type::Key => key(value, kind),
    })
}

/// Whole numbers up to here are exact in a float.
const EXACT_IN_FLOAT: f64 = 9_007_199_254_740_992.0;

/// A key: whole numbers of any width are of one type, and so are texts. A float that
/// is no whole number, as many programs write numbers of which some are missing, is no key.
pub(super) fn key(value: Expr, kind: &DataType) -> Expr {
    match kind {
        DataType::Int64 | DataType::UInt64 => value,
        kind if kind.is_integer() => cast(value, DataType::Int64),
        kind if kind.is_decimal() => try_cast(value, DataType::Int64),
        kind if kind.is_floating() => {
            let value = cast(value, DataType::Float64);
            let whole = value.clone().between(lit(-EXACT_IN_FLOAT), lit(EXACT_IN_FLOAT));
            let whole =
                whole.and(try_cast(try_cast(value.clone(), DataType::Int64), DataType::Float64).eq(value.clone()));
            Expr::Case(Case::new(None, vec![(Box::new(whole), Box::new(try_cast(value, DataType::Int64)))], None))
        }
        kind => as_type(value, kind, TEXT),
    }
}

/// What a column is where the project has none: `no`, `yes` or a number.
pub(super) fn default(cx: &Context, value: &str, meaning: &Type) -> Expr {
    let number = Decimal::from_str(value).ok();
    let scalar = match meaning {
        Type::YesNo => Some(ScalarValue::Boolean(Some(value == "yes"))),
        Type::Money => number.and_then(|n| literal_of(n, WHOLE_DIGITS, cx.decimals())),
        Type::Number => number.and_then(|n| literal_of(n, WHOLE_DIGITS, NUMBER_SCALE)),
        _ => None,
    };
    scalar.map_or_else(|| text(value), lit)
}

fn as_type(value: Expr, kind: &DataType, wanted: DataType) -> Expr {
    if *kind == wanted { value } else { try_cast(value, wanted) }
}

fn money(cx: &Context, value: Expr, kind: &DataType, unit: Option<Unit>) -> Expr {
    let scale = cx.decimals();
    if unit != Some(Unit::Cents) {
        return as_type(value, kind, decimal(kind, scale));
    }
    let one_cent = ScalarValue::Decimal128(Some(1), scale.unsigned_abs() + 1, scale);
    as_type(value, kind, decimal(kind, 0)) * lit(one_cent)
}

fn number(value: Expr, kind: &DataType) -> Expr {
    match kind {
        DataType::Int64 => value,
        kind if kind.is_integer() && *kind != DataType::UInt64 => cast(value, DataType::Int64),
        kind => {
            let scale = places(kind).unwrap_or(NUMBER_SCALE).clamp(0, NUMBER_SCALE);
            as_type(value, kind, decimal(kind, scale))
        }
    }
}

/// The decimal type that holds all values of a type, brought to so many decimals.
///
/// It must be wide enough: DataFusion takes `TRY_CAST(x) > 5` for `x > 5`, with
/// which a value that does not fit is not missing any more.
fn decimal(kind: &DataType, scale: i8) -> DataType {
    let whole = match kind {
        DataType::Decimal32(digits, places)
        | DataType::Decimal64(digits, places)
        | DataType::Decimal128(digits, places)
        | DataType::Decimal256(digits, places) => {
            // Rounding can carry into one more digit.
            let carried = u8::from(*places > scale);
            i16::from(*digits) - i16::from(*places) + i16::from(carried)
        }
        kind if kind.is_integer() => 20,
        _ => i16::from(WHOLE_DIGITS),
    };
    let digits = (whole + i16::from(scale)).clamp(i16::from(scale).max(1), 38);
    DataType::Decimal128(u8::try_from(digits).unwrap_or(38), scale)
}

fn places(kind: &DataType) -> Option<i8> {
    match kind {
        DataType::Decimal32(_, places)
        | DataType::Decimal64(_, places)
        | DataType::Decimal128(_, places)
        | DataType::Decimal256(_, places) => Some(*places),
        DataType::UInt64 => Some(0),
        _ => None,
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
