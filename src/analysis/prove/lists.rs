//! What tests of one list say of each other.

use super::texts::Said;
use crate::types::ir::{Test, fold};

/// Whether no list holds, and does not hold, all of these as it should.
pub(super) fn exclude(said: &[Said<'_>]) -> bool {
    let held = |passes: bool| {
        said.iter().filter(move |(_, own)| *own == passes).filter_map(|(test, _)| match test {
            Test::Holds { item, exact, .. } => Some((item.as_str(), *exact)),
            _ => None,
        })
    };
    held(true).any(|(item, exact)| {
        held(false).any(|(other, minds_case)| match minds_case {
            true => exact && item == other,
            false => fold(item) == fold(other),
        })
    })
}
