//! Keys of customers, sorted: who is in one of two lists and not in the other.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type, UInt64Type};
use datafusion::arrow::error::ArrowError;
use std::cmp::Ordering;

/// How a list of members differs from an earlier one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// Where in the list those are who were not in the earlier one.
    pub entered: Vec<u32>,
    /// Where in the earlier list those are who are not in this one.
    pub left: Vec<u32>,
    /// For each in the list, where they are in the earlier one.
    pub before: Vec<Option<u32>>,
}

impl Changes {
    /// Those of a list that has no earlier one: everybody has entered.
    pub fn all_new(members: usize) -> Self {
        Self { entered: (0..).take(members).collect(), left: Vec::new(), before: vec![None; members] }
    }
}

/// Keys in the form in which they are compared.
pub(super) fn canonical(keys: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let kind = match keys.data_type() {
        DataType::Int64 | DataType::UInt64 | DataType::Utf8View => return Ok(keys.clone()),
        kind if kind.is_integer() => DataType::Int64,
        _ => DataType::Utf8View,
    };
    cast(keys, &kind)
}

/// How one sorted list of different keys differs from another; none if they are keys of
/// different kinds.
pub(super) fn changes(now: &ArrayRef, before: &ArrayRef) -> Option<Changes> {
    if let (Some(now), Some(before)) = (now.as_primitive_opt::<Int64Type>(), before.as_primitive_opt::<Int64Type>()) {
        return Some(merge(now.values().iter(), before.values().iter()));
    }
    if let (Some(now), Some(before)) = (now.as_primitive_opt::<UInt64Type>(), before.as_primitive_opt::<UInt64Type>()) {
        return Some(merge(now.values().iter(), before.values().iter()));
    }
    let (now, before) = (now.as_string_view_opt()?, before.as_string_view_opt()?);
    Some(merge(now.iter(), before.iter()))
}

fn merge<K: Ord>(now: impl Iterator<Item = K>, before: impl Iterator<Item = K>) -> Changes {
    let mut changes = Changes::default();
    let (mut now, mut before) = ((0..).zip(now).peekable(), (0..).zip(before).peekable());
    loop {
        let order = match (now.peek(), before.peek()) {
            (Some((_, one)), Some((_, other))) => one.cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return changes,
        };
        let came = if order.is_le() { now.next() } else { None };
        let was = if order.is_ge() { before.next().map(|(place, _)| place) } else { None };
        match (came, was) {
            (Some(_), was @ Some(_)) => changes.before.push(was),
            (Some((place, _)), None) => {
                changes.before.push(None);
                changes.entered.push(place);
            }
            (None, Some(was)) => changes.left.push(was),
            (None, None) => return changes,
        }
    }
}
