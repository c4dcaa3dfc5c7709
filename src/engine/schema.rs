//! Types of files: made plain, brought together over many files, named in words.

use crate::vocabulary::{Source, Type};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use std::sync::Arc;

/// A schema whose texts are of one type, however they are encoded.
pub(super) fn plain(schema: &Schema) -> SchemaRef {
    let fields = schema.fields().iter();
    let fields = fields.map(|field| Field::new(field.name(), plain_type(field.data_type()), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

fn plain_type(kind: &DataType) -> DataType {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Dictionary(_, value) => plain_type(value),
        DataType::List(item) | DataType::LargeList(item) | DataType::ListView(item) => {
            DataType::List(Arc::new(Field::new_list_field(plain_type(item.data_type()), true)))
        }
        other => other.clone(),
    }
}

/// One type for a column of several files; none if they do not fit together.
pub(super) fn common(left: &DataType, right: &DataType) -> Option<DataType> {
    use DataType::{Decimal128, Float64, Int64, Null, Timestamp, UInt64};
    Some(match (left, right) {
        (left, right) if left == right => left.clone(),
        (Null, other) | (other, Null) => other.clone(),
        (UInt64, other) | (other, UInt64) if other.is_signed_integer() => Decimal128(20, 0),
        (left, right) if left.is_integer() && right.is_integer() => Int64,
        (left, right) if left.is_floating() && right.is_numeric() => Float64,
        (left, right) if right.is_floating() && left.is_numeric() => Float64,
        (Decimal128(p, s), Decimal128(q, t)) => {
            let scale = *s.max(t);
            let whole = (p.saturating_sub(s.unsigned_abs())).max(q.saturating_sub(t.unsigned_abs()));
            Decimal128((whole + scale.unsigned_abs()).min(38), scale)
        }
        (Decimal128(p, s), other) | (other, Decimal128(p, s)) if other.is_integer() => {
            Decimal128((*p).max(19 + s.unsigned_abs()).min(38), *s)
        }
        (Timestamp(unit, zone), Timestamp(other, zone_too)) if zone.is_some() == zone_too.is_some() => {
            let zone = zone.as_ref().map(|_| "UTC".into());
            Timestamp(*unit.max(other), zone)
        }
        (DataType::List(left), DataType::List(right)) => {
            let item = common(left.data_type(), right.data_type())?;
            DataType::List(Arc::new(Field::new_list_field(item, true)))
        }
        _ => return None,
    })
}

/// Whether a column of this type can be what the vocabulary says.
pub(super) fn fits(kind: &DataType, meaning: &Type, source: &Source) -> bool {
    let number = kind.is_integer() || kind.is_floating() || kind.is_decimal();
    match (meaning, kind) {
        (_, DataType::Null) => true,
        // Whether texts can be read so is seen when they are read.
        (Type::Money | Type::Number | Type::YesNo | Type::Date, DataType::Utf8View) => true,
        (Type::List, DataType::Utf8View) => source.separator.is_some(),
        (Type::Money | Type::Number, _) => number,
        (Type::YesNo, DataType::Boolean) => true,
        (Type::YesNo, kind) => kind.is_integer(),
        (Type::Date, kind) if kind.is_integer() => source.unit.is_some(),
        (Type::Date, kind) => kind.is_temporal() && !matches!(kind, DataType::Duration(_)),
        (Type::Text | Type::Choice(_), DataType::Utf8View | DataType::Boolean) => true,
        (Type::Text | Type::Choice(_), kind) => kind.is_integer(),
        (Type::List, DataType::List(item)) => *item.data_type() == DataType::Utf8View,
        (Type::List, _) => false,
        (Type::Key, kind) => key_kind(kind).is_some(),
    }
}

/// Kinds of keys: keys of one kind can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyKind {
    /// Whole numbers of any width, also where a file has them as numbers with decimals.
    Number,
    /// Texts.
    Text,
}

/// The kind of a key, if it can be one.
pub(super) fn key_kind(kind: &DataType) -> Option<KeyKind> {
    match kind {
        DataType::Utf8View => Some(KeyKind::Text),
        kind if kind.is_integer() || kind.is_floating() || is_whole(kind) => Some(KeyKind::Number),
        _ => None,
    }
}

/// Whether it is a decimal without decimals, as databases export whole numbers.
fn is_whole(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Decimal32(_, 0) | DataType::Decimal64(_, 0) | DataType::Decimal128(_, 0) | DataType::Decimal256(_, 0)
    )
}

/// A type in words.
pub(super) fn words(kind: &DataType) -> &'static str {
    match kind {
        DataType::Boolean => "yes/no",
        DataType::Utf8View => "text",
        DataType::Null => "nothing at all",
        DataType::Date32 | DataType::Date64 => "days",
        DataType::Timestamp(_, Some(_)) => "times of a zone",
        DataType::Timestamp(_, None) => "times without a zone",
        DataType::List(item) if *item.data_type() == DataType::Utf8View => "lists",
        DataType::List(_) => "lists of something else than text",
        kind if kind.is_integer() || is_whole(kind) => "whole numbers",
        kind if kind.is_numeric() => "numbers with decimals",
        _ => "values of a kind that is not known here",
    }
}
