//! Customers and their rows as plain structs, in the tables of the vocabulary.
//!
//! A world is what a project's mapping would give: every column of the vocabulary
//! under its own name, its default where the project lacks it, and only rows that
//! the mapping lets in. Nothing here knows what a column means.

use crate::time::Instant;
use crate::types::ir::ColumnRef;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A value, or that there is none. Texts are in the order of their code points.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Datum {
    /// There is none.
    #[default]
    Missing,
    /// Yes or no.
    YesNo(bool),
    /// A number, or an amount of money.
    Number(Decimal),
    /// A text, choice or key.
    Text(String),
    /// An instant; a day is the instant at which it begins.
    Date(Instant),
    /// A list of texts; an empty one is not missing.
    List(Vec<String>),
}

/// A row: its columns by name. Those of events have a [`ColumnRef::TIME`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    columns: BTreeMap<String, Datum>,
}

/// A customer and their rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The customer's key.
    pub key: String,
    /// The customer's own columns.
    pub fields: Row,
    /// Their rows in other tables, by the table's name.
    pub tables: BTreeMap<String, Vec<Row>>,
}

/// Everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct World {
    /// The people, in any order.
    pub people: Vec<Person>,
    /// Rows that are nobody's, such as those of postcodes, by the table's name.
    pub tables: BTreeMap<String, Vec<Row>>,
}

impl World {
    /// The people there are by an instant: those of whom it is not known since when, too.
    pub fn by_then(&self, instant: Instant) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| match person.fields.get(ColumnRef::SINCE) {
            Some(Datum::Date(since)) => *since <= instant,
            _ => true,
        })
    }
}

impl Datum {
    /// Whether there is none.
    pub fn is_missing(&self) -> bool {
        *self == Datum::Missing
    }
}

impl Row {
    /// A row without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// The row with a column set.
    #[must_use]
    pub fn with(mut self, column: impl Into<String>, datum: impl Into<Datum>) -> Self {
        self.columns.insert(column.into(), datum.into());
        self
    }

    /// The value of a column, if the row has the column at all.
    pub fn get(&self, column: &str) -> Option<&Datum> {
        self.columns.get(column)
    }

    /// When the row happened.
    pub fn time(&self) -> Option<Instant> {
        match self.get(ColumnRef::TIME) {
            Some(Datum::Date(instant)) => Some(*instant),
            _ => None,
        }
    }
}

impl Person {
    /// A person of this key, of whom nothing is known.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), ..Self::default() }
    }

    /// The person with a field set.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, datum: impl Into<Datum>) -> Self {
        self.fields = self.fields.with(field, datum);
        self
    }

    /// The person with one more row in a table.
    #[must_use]
    pub fn with_row(mut self, table: impl Into<String>, row: Row) -> Self {
        self.tables.entry(table.into()).or_default().push(row);
        self
    }

    /// Their rows in a table.
    pub fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }
}

impl<D: Into<Datum>> From<Option<D>> for Datum {
    fn from(datum: Option<D>) -> Self {
        datum.map_or(Datum::Missing, Into::into)
    }
}

impl From<bool> for Datum {
    fn from(yes: bool) -> Self {
        Datum::YesNo(yes)
    }
}

impl From<Decimal> for Datum {
    fn from(number: Decimal) -> Self {
        Datum::Number(number)
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Datum::Text(text.to_owned())
    }
}

impl From<Instant> for Datum {
    fn from(instant: Instant) -> Self {
        Datum::Date(instant)
    }
}

impl From<&[&str]> for Datum {
    fn from(items: &[&str]) -> Self {
        Datum::List(items.iter().map(|&item| item.to_owned()).collect())
    }
}
