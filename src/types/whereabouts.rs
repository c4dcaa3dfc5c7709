//! What says where customers are.

use super::Model;
use super::ir::ColumnRef;
use crate::vocabulary::{ADDRESSES, CUSTOMERS, POSTCODES};

/// How the rows of a table say where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// By degrees of latitude and longitude.
    Degrees,
    /// By a postcode, which is looked up among the project's own.
    Postcode {
        /// Whether a postcode is one of a country.
        of_country: bool,
    },
}

impl Whereabouts {
    /// The columns that say it.
    pub fn columns(self, table: &str) -> Vec<ColumnRef> {
        let names: &[&str] = match self {
            Whereabouts::Degrees => &["latitude", "longitude"],
            Whereabouts::Postcode { of_country: false } => &["postcode"],
            Whereabouts::Postcode { of_country: true } => &["postcode", "country"],
        };
        names.iter().map(|name| ColumnRef::new(table, *name)).collect()
    }
}

impl Model {
    /// How a table of customers or addresses says where they are, if it does.
    pub fn whereabouts(&self, table: &str) -> Option<Whereabouts> {
        let has = |way: Whereabouts| way.columns(table).iter().all(|column| self.has_column(column));
        if has(Whereabouts::Degrees) {
            return Some(Whereabouts::Degrees);
        }
        let of_country = self.postcodes()?;
        // Without a country of its own a row is of no postcode that is one of a country.
        let way = Whereabouts::Postcode { of_country };
        has(way).then_some(way)
    }

    /// Whether the project's postcodes are each of a country; none if it has none.
    pub fn postcodes(&self) -> Option<bool> {
        let has = |name: &str| self.has_column(&ColumnRef::new(POSTCODES, name));
        ["postcode", "latitude", "longitude"].into_iter().all(has).then(|| has("country"))
    }

    /// The tables that say where customers are.
    pub fn tables_of_places(&self) -> impl Iterator<Item = (&'static str, Whereabouts)> {
        [CUSTOMERS, ADDRESSES].into_iter().filter_map(|table| Some((table, self.whereabouts(table)?)))
    }
}
