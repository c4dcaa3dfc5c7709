//! Rows that are lines of something that has no table of its own: orders of which only the lines
//! are kept. Pure.

use super::profile::{Column, Kind, Table, ratio};
use std::collections::{HashMap, HashSet};

/// Rows a group has on average at least.
const ROWS: f64 = 1.15;

/// The column by which rows of a table are lines of one thing: all of one value are of one
/// customer and of one moment, several rows have it, and a customer has several.
pub fn grouped(table: &Table, customer: usize, time: usize, taken: &[usize]) -> Option<usize> {
    let columns = table.columns.iter().enumerate();
    let (who, when) = (table.columns.get(customer)?, table.columns.get(time)?);
    let free = columns.filter(|(at, column)| {
        !taken.contains(at) && matches!(column.kind, Kind::Whole | Kind::Text) && column.missing() == 0.0
    });
    let groups = free.filter(|(_, column)| {
        let (different, rows) = (column.keys().len(), column.cells.len());
        let several = different as f64 * ROWS <= rows as f64 && different > who.keys().len();
        several
            && is_one(column, |row| who.cells.get(row)?.key())
            && is_one(column, |row| Some(when.moment(row)?.to_bits()))
    });
    groups.max_by_key(|(at, column)| (column.keys().len(), usize::MAX - at)).map(|(at, _)| at)
}

/// Whether all rows of one value say the same, where they say anything.
fn is_one(groups: &Column, says: impl Fn(usize) -> Option<u64>) -> bool {
    let mut first: HashMap<u64, u64> = HashMap::new();
    let (mut same, mut all) = (0, 0);
    for (row, group) in groups.cells.iter().enumerate() {
        let Some((group, said)) = group.key().zip(says(row)) else { continue };
        all += 1;
        same += usize::from(*first.entry(group).or_insert(said) == said);
    }
    all > 0 && ratio(same, all) > 0.99
}

/// The columns that stand with one row of each group and with none of its others: they are the
/// group's, and not the row's.
pub fn of_group(table: &Table, group: usize) -> HashSet<usize> {
    let Some(groups) = table.columns.get(group) else { return HashSet::new() };
    let several = groups.keys().len();
    let is_of_group = |column: &Column| {
        let known = column.cells.iter().zip(&groups.cells).filter(|(cell, _)| cell.is_known());
        let seen: Vec<u64> = known.filter_map(|(_, group)| group.key()).collect();
        let different: HashSet<&u64> = seen.iter().collect();
        column.missing() > 0.05 && !seen.is_empty() && different.len() == seen.len() && seen.len() <= several
    };
    let columns = table.columns.iter().enumerate();
    columns.filter(|(at, column)| *at != group && is_of_group(column)).map(|(at, _)| at).collect()
}
