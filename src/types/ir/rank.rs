//! Those with the most of something, and those with the least.

use super::fact::canonicalize_filter;
use super::{Condition, Value};
use rust_decimal::Decimal;

/// That a customer is among those with the most, or least, of something. Only customers
/// for whom `of` holds and the value is known are ranked; of equals those come first whose
/// key does, numbers as numbers, texts by their characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    /// The largest or latest first.
    pub top: bool,
    /// How many of them.
    pub share: Share,
    /// What they are ranked by: a number, an amount or a date.
    pub by: Value,
    /// Among whom; everybody if none.
    pub of: Option<Condition>,
}

/// How many of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Share {
    /// So many of a hundred, a part of one counting as one.
    Percent(Decimal),
    /// So many.
    Count(u64),
}

impl Rank {
    pub(super) fn canonicalize(&mut self) {
        self.by.canonicalize();
        canonicalize_filter(&mut self.of);
    }

    /// How many ranks lie in each other here.
    pub fn depth(&self) -> usize {
        let mut depth = 0;
        self.for_each_value(&mut |value| {
            if let Value::Fact(fact) = value
                && let Some(inner) = fact.rank()
            {
                depth = depth.max(inner.depth());
            }
        });
        depth + 1
    }

    /// Calls `visit` with every value that decides who is ranked, and where.
    pub fn for_each_value<'a>(&'a self, visit: &mut impl FnMut(&'a Value)) {
        self.by.walk(visit);
        self.of.iter().for_each(|of| of.for_each_value(visit));
    }
}
