//! Where a customer stands among those that are kept.

use super::super::{RunError, internal};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, UInt32Array};
use datafusion::arrow::compute::{cast, take};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use std::collections::HashMap;

/// A table of places is direct if the keys lie so dense in it.
const DENSE: u64 = 8;

/// The place of each customer by their key.
pub(super) enum Places {
    /// Whole numbers close together: the place stands at the key, less the smallest.
    Direct(i64, Vec<u32>),
    /// Whole numbers.
    Numbers(HashMap<i64, u32>),
    /// Anything else, as text.
    Texts(HashMap<Box<str>, u32>),
}

/// A place that no customer has.
const NOBODY: u32 = u32::MAX;

impl Places {
    /// The places of customers in the order of their keys.
    pub fn new(keys: &ArrayRef) -> Result<Self, RunError> {
        let places = 0..u32::try_from(keys.len()).unwrap_or(NOBODY);
        let Some(numbers) = numbers(keys)? else {
            let texts = cast(keys, &DataType::Utf8).map_err(internal)?;
            let texts = texts.as_string::<i32>().iter().flatten().map(Box::from);
            return Ok(Self::Texts(texts.zip(places).collect()));
        };
        let numbers = numbers.as_primitive::<Int64Type>().values();
        let (least, most) = (numbers.iter().min().copied(), numbers.iter().max().copied());
        let (Some(least), Some(most)) = (least, most) else {
            return Ok(Self::Numbers(HashMap::new()));
        };
        if most.abs_diff(least) / DENSE > numbers.len() as u64 {
            return Ok(Self::Numbers(numbers.iter().copied().zip(places).collect()));
        }
        let mut direct = vec![NOBODY; usize::try_from(most.abs_diff(least)).unwrap_or_default() + 1];
        for (key, place) in numbers.iter().zip(places) {
            if let Some(at) = direct.get_mut(usize::try_from(key.abs_diff(least)).unwrap_or(usize::MAX)) {
                *at = place;
            }
        }
        Ok(Self::Direct(least, direct))
    }

    /// The places of these keys, in their order; none for whoever is not kept.
    pub fn of(&self, keys: &ArrayRef) -> Result<Vec<Option<u32>>, RunError> {
        Ok(match self {
            Self::Texts(places) => {
                let texts = cast(keys, &DataType::Utf8).map_err(internal)?;
                let texts = texts.as_string::<i32>().iter();
                texts.map(|key| key.and_then(|key| places.get(key).copied())).collect()
            }
            Self::Numbers(places) => {
                let numbers = numbers(keys)?.unwrap_or_else(|| keys.clone());
                let numbers = numbers.as_primitive::<Int64Type>().iter();
                numbers.map(|key| key.and_then(|key| places.get(&key).copied())).collect()
            }
            Self::Direct(least, places) => {
                let numbers = numbers(keys)?.unwrap_or_else(|| keys.clone());
                let place = |key: i64| {
                    let at = usize::try_from(key.checked_sub(*least)?).ok()?;
                    places.get(at).copied().filter(|place| *place != NOBODY)
                };
                numbers.as_primitive::<Int64Type>().iter().map(|key| key.and_then(place)).collect()
            }
        })
    }

    /// How many bytes it takes, about.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Direct(_, places) => places.len() * 4,
            Self::Numbers(places) => places.capacity() * 16,
            Self::Texts(places) => places.keys().map(|key| key.len() + 28).sum(),
        }
    }

    /// A column that came in the order of `keys`, in the order in which customers are kept.
    pub fn in_order(&self, keys: &ArrayRef, column: &ArrayRef, customers: usize) -> Result<ArrayRef, RunError> {
        let mut rows = vec![None; customers];
        for (row, place) in self.of(keys)?.into_iter().enumerate() {
            let slot = place.and_then(|place| rows.get_mut(place as usize));
            if let (Some(slot), Ok(row)) = (slot, u32::try_from(row)) {
                *slot = Some(row);
            }
        }
        take(column, &UInt32Array::from(rows), None).map_err(internal)
    }
}

/// Keys as whole numbers, if they are.
fn numbers(keys: &ArrayRef) -> Result<Option<ArrayRef>, RunError> {
    let whole = keys.data_type().is_integer() && *keys.data_type() != DataType::UInt64;
    whole.then(|| cast(keys, &DataType::Int64).map_err(internal)).transpose()
}
