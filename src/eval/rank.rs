//! Who has the most of something: people in one row, counted off. And samples.

use super::scope::Scope;
use super::world::{Datum, Person, Row, World};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{Condition, Rank, Share, Value};
use md5::{Digest, Md5};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of everybody together: of each ranking that a condition names, the keys of
/// those who are in it; and rows that are nobody's.
#[derive(Debug, Default)]
pub(super) struct Standings {
    ranked: BTreeMap<Rank, BTreeSet<String>>,
    /// Rows that are nobody's, by the table's name.
    pub shared: BTreeMap<String, Vec<Row>>,
}

impl Standings {
    /// Ranks everybody, those rankings first that lie in others.
    pub fn of(condition: &Condition, world: &World, model: &Model, clock: &Clock) -> Self {
        let mut standings = Self { shared: world.tables.clone(), ..Self::default() };
        condition.for_each_value(&mut |value| standings.settle(value, world, model, clock));
        standings
    }

    fn settle(&mut self, value: &Value, world: &World, model: &Model, clock: &Clock) {
        let Value::Fact(fact) = value else { return };
        let Some(rank) = fact.rank() else { return };
        rank.for_each_value(&mut |inner| self.settle(inner, world, model, clock));
        let mut found: Vec<(Datum, &str)> = Vec::new();
        for person in world.by_then(clock.as_of()) {
            let scope = Scope::of(person, model, clock, self);
            let by = scope.value(&rank.by);
            if !by.is_missing() && rank.of.as_ref().is_none_or(|of| scope.holds(of)) {
                found.push((by, &person.key));
            }
        }
        found.sort_by(|(a, key), (b, other)| {
            let by = if rank.top { b.cmp(a) } else { a.cmp(b) };
            by.then_with(|| in_order(key, other))
        });
        let many = how_many(rank.share, found.len());
        let members = found.into_iter().take(many).map(|(_, key)| key.to_owned()).collect();
        self.ranked.insert(rank.clone(), members);
    }

    /// Whether a person is in a ranking.
    pub fn holds(&self, rank: &Rank, person: &Person) -> bool {
        self.ranked.get(rank).is_some_and(|members| members.contains(&person.key))
    }
}

/// Keys that are numbers by their worth, others by their characters.
fn in_order(key: &str, other: &str) -> Ordering {
    match (key.parse::<i64>(), other.parse::<i64>()) {
        (Ok(key), Ok(other)) => key.cmp(&other),
        _ => key.cmp(other),
    }
}

fn how_many(share: Share, all: usize) -> usize {
    match share {
        Share::Count(count) => usize::try_from(count).unwrap_or(usize::MAX),
        Share::Percent(percent) => {
            let part = (Decimal::from(all) * percent / Decimal::ONE_HUNDRED).ceil();
            usize::try_from(part).unwrap_or(usize::MAX)
        }
    }
}

/// Whether a key is in a sample: the first four bytes of its hash as a number below that
/// part of 2^32.
pub(super) fn is_sampled(key: &str, percent: Decimal, seed: &str) -> bool {
    let hash = Md5::digest(format!("{seed}:{key}"));
    let place = hash.iter().take(4).fold(0_u64, |place, byte| place * 256 + u64::from(*byte));
    Decimal::from(place) * Decimal::ONE_HUNDRED < percent * Decimal::from(1_u64 << 32)
}
