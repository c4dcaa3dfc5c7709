//! Keys: which columns tell the rows of their table apart, and which columns point at them.
//!
//! It decides on the sample what is worth asking, and asks a [`Lookup`] about all rows.

use super::profile::{Column, Kind, Table, ratio};
use std::collections::HashSet;

/// The least share of a column's values that must be found among the keys that it points at.
const CONTAINED: f64 = 0.9;

/// What is not taken for chance.
const CHANCE: f64 = 0.001;

/// A column of a table: their places.
pub type Place = (usize, usize);

/// Answers about all rows of a table, not only those of the sample.
pub trait Lookup {
    /// What may go wrong.
    type Error;

    /// Whether no value is there twice.
    fn is_unique(&mut self, place: Place) -> Result<bool, Self::Error>;

    /// Those of the keys that the column has.
    fn found(&mut self, place: Place, keys: &HashSet<u64>) -> Result<HashSet<u64>, Self::Error>;
}

/// The keys of the tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keys {
    /// For each table the column that tells its rows apart, if any does.
    pub own: Vec<Option<usize>>,
    /// Which column points at the key of which table.
    pub links: Vec<Link>,
}

/// A column that holds keys of another table.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The column.
    pub from: Place,
    /// The table.
    pub to: usize,
}

impl Keys {
    /// The column of a table that points at another.
    pub fn link(&self, from: usize, to: usize) -> Option<usize> {
        self.links.iter().find(|link| link.from.0 == from && link.to == to).map(|link| link.from.1)
    }

    /// How many other tables point at this one.
    pub fn pointing_at(&self, table: usize) -> usize {
        let from: HashSet<usize> = self.links.iter().filter(|l| l.to == table).map(|l| l.from.0).collect();
        from.len()
    }
}

/// Finds the keys of all tables and what points at them.
pub fn find<L: Lookup>(tables: &[Table], lookup: &mut L) -> Result<Keys, L::Error> {
    let mut unique = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        for (column, seen) in table.columns.iter().enumerate() {
            if could_be_key(seen) && lookup.is_unique((at, column))? {
                unique.push((at, column));
            }
        }
    }
    let mut hits: Vec<(Place, Place, f64)> = Vec::new();
    for &key in &unique {
        let Some(held) = column(tables, key) else { continue };
        let asking: Vec<(Place, HashSet<u64>)> = pointers(tables, key, held);
        let all: HashSet<u64> = asking.iter().flat_map(|(_, keys)| keys).copied().collect();
        if all.is_empty() {
            continue;
        }
        let found = lookup.found(key, &all)?;
        for (from, keys) in asking {
            if ratio(keys.intersection(&found).count(), keys.len()) >= CONTAINED {
                let fit = column(tables, from).map_or(0.0, |from| reach(from, held));
                hits.push((from, key, fit + named_after(tables, from, key.0)));
            }
        }
    }
    Ok(choose(tables, &unique, &hits))
}

fn column(tables: &[Table], place: Place) -> Option<&Column> {
    tables.get(place.0)?.columns.get(place.1)
}

/// On the sample: no value is missing or there twice, and it is made of what keys are made of.
fn could_be_key(column: &Column) -> bool {
    let short = |text: &str| text.len() <= 64;
    matches!(column.kind, Kind::Whole | Kind::Text)
        && !column.cells.is_empty()
        && column.keys().len() == column.cells.len()
        && (column.kind == Kind::Whole || column.share(short) == 1.0)
}

/// The columns of other tables that could point at a key, and their sampled values.
fn pointers(tables: &[Table], key: Place, held: &Column) -> Vec<(Place, HashSet<u64>)> {
    let mut pointers = Vec::new();
    let rows = tables.get(key.0).map_or(0, |table| table.rows);
    for (at, table) in tables.iter().enumerate().filter(|(at, _)| *at != key.0) {
        for (place, seen) in table.columns.iter().enumerate() {
            let keys = if seen.kind == held.kind { seen.keys() } else { HashSet::new() };
            if !keys.is_empty() && (reach(seen, held) >= 0.5 || by_chance(held, rows, keys.len()) < CHANCE) {
                pointers.push(((at, place), keys));
            }
        }
    }
    pointers
}

/// Whether two columns of different tables hold the same things, as far as the samples show it.
pub fn alike(one: &Column, other: &Column) -> bool {
    let (some, others) = (one.keys(), other.keys());
    let fewer = some.len().min(others.len());
    let is_wide = reach(one, other).min(reach(other, one)) >= 0.5;
    one.kind == other.kind && fewer >= 20 && is_wide && ratio(some.intersection(&others).count(), fewer) >= 0.5
}

/// How much of a key's range a column reaches, so that small numbers do not pass for keys.
fn reach(from: &Column, key: &Column) -> f64 {
    match (from.range(), key.range()) {
        (Some((a, b)), Some((least, greatest))) if greatest > least => ((b - a) / (greatest - least)).min(1.0),
        _ => 0.9,
    }
}

/// How likely it is that so many numbers from a key's range are all keys though they are something else.
fn by_chance(key: &Column, rows: u64, numbers: usize) -> f64 {
    let Some((least, greatest)) = key.range() else { return 1.0 };
    let dense = (rows as f64 / (greatest - least + 1.0)).min(1.0);
    dense.powf(numbers as f64)
}

/// Names decide only between tables that fit alike.
fn named_after(tables: &[Table], from: Place, to: usize) -> f64 {
    let (Some(from), Some(to)) = (column(tables, from), tables.get(to)) else { return 0.0 };
    let singular = to.stem.to_lowercase().trim_end_matches('s').to_owned();
    if singular.len() > 2 && from.name.to_lowercase().contains(&singular) { 0.2 } else { 0.0 }
}

/// One key a table: the one most pointed at; one table for each column that points.
fn choose(tables: &[Table], unique: &[Place], hits: &[(Place, Place, f64)]) -> Keys {
    let mut keys = Keys { own: vec![None; tables.len()], links: Vec::new() };
    for (at, own) in keys.own.iter_mut().enumerate() {
        let here = unique.iter().filter(|key| key.0 == at);
        *own = here.max_by_key(|key| key_rank(tables, **key, hits)).map(|key| key.1);
    }
    let mut froms: Vec<Place> = hits.iter().map(|hit| hit.0).collect();
    froms.dedup();
    froms.sort_unstable();
    froms.dedup();
    for from in froms {
        let is_own = keys.own.get(from.0) == Some(&Some(from.1));
        let own = |key: &Place| keys.own.get(key.0) == Some(&Some(key.1));
        let best = hits.iter().filter(|hit| hit.0 == from && own(&hit.1)).max_by(|a, b| a.2.total_cmp(&b.2));
        if let Some(hit) = best.filter(|_| !is_own) {
            keys.links.push(Link { from, to: hit.1.0 });
        }
    }
    keys
}

fn key_rank(tables: &[Table], key: Place, hits: &[(Place, Place, f64)]) -> (usize, bool, bool, usize) {
    let pointed: HashSet<usize> = hits.iter().filter(|hit| hit.1 == key).map(|hit| hit.0.0).collect();
    let seen = column(tables, key);
    let whole = seen.is_some_and(|seen| seen.kind == Kind::Whole);
    let called = seen.is_some_and(|seen| seen.name.to_lowercase().ends_with("id"));
    (pointed.len(), called, whole, usize::MAX - key.1)
}
