//! Whose a row is: the column of its customer.

use super::super::keys::alike;
use super::super::profile::{Column, Kind, Table};
use super::Find;
use super::shapes::{is_id, is_pieces};

impl Find<'_> {
    /// The column of the customer; without a table of them, the one that is called so, or that
    /// repeats most evenly.
    pub(super) fn customer(&self, at: usize) -> Option<usize> {
        if let Some(customers) = self.customers {
            return self.keys.link(at, customers);
        }
        const WORDS: [&str; 7] = ["customer", "client", "user", "buyer", "contact", "member", "person"];
        let free =
            |place: &usize| self.own(at) != Some(*place) && !self.keys.links.iter().any(|l| l.from == (at, *place));
        let dated = self.has(at, Column::is_time);
        let repeated = |column: &Column| {
            let (different, known) = (column.keys().len(), column.known().count());
            different >= 20.min(known / 2).max(2) && different < known && column.missing() < 0.5
        };
        let shared = |place: usize| self.shared(at, place);
        let fits = |column: &Column| {
            let named = WORDS.iter().any(|word| column.name.to_lowercase().contains(word));
            let key = matches!(column.kind, Kind::Whole | Kind::Text) && !column.is_time() && repeated(column);
            key && (named || dated && column.kind == Kind::Whole && !is_pieces(column))
        };
        let score = |place: usize, column: &Column| {
            let name = column.name.to_lowercase();
            let named = WORDS.iter().any(|word| name.contains(word));
            let id = matches!(column.kind, Kind::Whole) || column.share(|text| !text.contains(' ')) > 0.99;
            (usize::from(named), shared(place), usize::from(id), column.keys().len())
        };
        let columns = self.columns(at).iter().enumerate();
        columns
            .filter(|(place, column)| free(place) && fits(column))
            .max_by_key(|(place, c)| score(*place, c))
            .map(|(place, _)| place)
    }

    /// How many other tables have a column that holds the same keys, and points at no table.
    fn shared(&self, at: usize, place: usize) -> usize {
        let Some(column) = self.columns(at).get(place).filter(|column| is_id(column)) else { return 0 };
        let others = self.tables.iter().enumerate().filter(|(other, _)| *other != at);
        let is_same = |table: &Table| table.columns.iter().any(|other| is_id(other) && alike(column, other));
        others.filter(|(_, table)| is_same(table)).count()
    }

    /// Whether sales are by something that no table describes whole: households, devices, cards.
    pub(super) fn by_nobody(&self) -> bool {
        let is_linked = |at: usize, place: usize| self.keys.links.iter().any(|link| link.from == (at, place));
        (0..self.tables.len()).any(|at| {
            let sold = self.has(at, |column| column.is_time() && column.missing() < 0.05) && self.money(at);
            let free = |place: usize| self.own(at) != Some(place) && !is_linked(at, place);
            sold && (0..self.columns(at).len()).any(|place| free(place) && self.shared(at, place) > 0)
        })
    }
}
