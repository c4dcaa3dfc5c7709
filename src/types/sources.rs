//! Where the data of a condition are from.

use super::ir::{ColumnRef, Condition, Fact, Place, Value};
use super::{Computed, Model, Whereabouts};
use crate::source::Span;
use crate::vocabulary::{CUSTOMERS, POSTCODES, Source};
use std::collections::BTreeSet;

impl Model {
    /// The places in `seg.toml` that a condition stands on: each says which column of the files something
    /// that it looks at is read from, be it a value that others are computed from, the key or time of a
    /// row, or what joins two tables.
    pub fn sources(&self, condition: &Condition) -> BTreeSet<Span> {
        let mut search =
            Search { model: self, places: BTreeSet::new(), columns: BTreeSet::new(), tables: BTreeSet::new() };
        // Whatever it says, it says of customers.
        search.table(CUSTOMERS);
        search.condition(condition);
        search.places
    }
}

struct Search<'a> {
    model: &'a Model,
    places: BTreeSet<Span>,
    /// What has been looked at, which a definition may name again.
    columns: BTreeSet<ColumnRef>,
    tables: BTreeSet<String>,
}

impl Search<'_> {
    fn condition(&mut self, condition: &Condition) {
        condition.for_each_value(&mut |value| self.value(value));
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Column(column) => self.column(column),
            Value::Fact(fact) => self.fact(fact),
            // Those inside are visited by themselves.
            Value::Number(_) | Value::Told(..) | Value::Arithmetic(..) => {}
        }
    }

    fn fact(&mut self, fact: &Fact) {
        match fact {
            Fact::Aggregate(rows) => {
                self.rows(&rows.event, rows.filter.as_ref());
                rows.property.iter().for_each(|property| self.column(property));
            }
            Fact::Nth(nth) => self.rows(&nth.event, nth.filter.as_ref()),
            Fact::Regular(regular) => self.rows(&regular.event, regular.filter.as_ref()),
            Fact::Sequence(sequence) => {
                sequence.steps().for_each(|step| self.rows(&step.event, step.filter.as_ref()));
                let same = sequence.then.iter().flat_map(|then| &then.same);
                same.for_each(|same| [&same.own, &same.of].into_iter().for_each(|property| self.column(property)));
            }
            Fact::Rank(rank) => rank.for_each_value(&mut |value| self.value(value)),
            Fact::Distance(distance) => self.distance(&distance.from),
        }
    }

    /// Rows of an event, of which those count that pass a filter.
    fn rows(&mut self, event: &str, filter: Option<&Condition>) {
        if let Some(known) = self.model.vocabulary().event(event) {
            self.table(&known.table);
            self.condition(&self.model.event_filter(event));
        }
        filter.iter().for_each(|filter| self.condition(filter));
    }

    fn distance(&mut self, from: &Place) {
        let mut ways: Vec<Whereabouts> = Vec::new();
        for (table, way) in self.model.tables_of_places() {
            self.table(table);
            way.columns(table).iter().for_each(|column| self.column(column));
            ways.push(way);
        }
        let is_looked_up = |way: &Whereabouts| matches!(way, Whereabouts::Postcode { .. });
        if matches!(from, Place::Postcode { .. }) || ways.iter().any(is_looked_up) {
            let columns = ["postcode", "country", "latitude", "longitude"];
            columns.iter().for_each(|column| self.column(&ColumnRef::new(POSTCODES, *column)));
        }
    }

    fn column(&mut self, column: &ColumnRef) {
        if !self.columns.insert(column.clone()) {
            return;
        }
        self.table(&column.table);
        let model = self.model;
        match model.mapping(&column.table).and_then(|mapping| mapping.columns.get(&column.column)) {
            Some(source) => self.source(&column.table, source),
            None => match model.computed(column) {
                Some(Computed::Value(value)) => value.walk(&mut |inner| self.value(inner)),
                Some(Computed::Condition(condition)) => self.condition(condition),
                None => {}
            },
        }
    }

    /// What every row of a table has: its key, whose it is and when it happened.
    fn table(&mut self, table: &str) {
        if !self.tables.insert(table.to_owned()) {
            return;
        }
        let model = self.model;
        let Some(mapping) = model.mapping(table) else { return };
        let of_every_row = [&mapping.key, &mapping.customer, &mapping.time, &mapping.currency];
        of_every_row.into_iter().flatten().for_each(|source| self.source(table, source));
        model.row_filter(table).iter().for_each(|rows| self.condition(rows));
        let parent = model.vocabulary().parent(table);
        parent.iter().for_each(|(_, lines)| self.column(&ColumnRef::new(table, &*lines.order)));
    }

    fn source(&mut self, table: &str, source: &Source) {
        self.places.insert(source.span);
        let model = self.model;
        let Some(mapping) = model.mapping(table) else { return };
        if let Some(join) = source.join.as_ref().and_then(|join| mapping.joins.get(join)) {
            self.places.insert(join.span);
            self.table(&join.table);
        } else if let Some((from, _)) = &mapping.from {
            self.column(&ColumnRef::new(from, &*source.column));
        }
    }
}
