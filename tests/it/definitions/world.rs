//! The data of the definitions, read for the oracle: a small reader of CSV that goes by the
//! project's own mapping, and shares nothing with the engine's.

use rust_decimal::Decimal;
use seg::eval::{Datum, Person, Row, World};
use seg::time::as_of;
use seg::types::Model;
use seg::types::ir::ColumnRef;
use seg::vocabulary::{CUSTOMERS, Mapping, Source, Type};
use std::collections::BTreeMap;
use std::path::Path;

/// A table as its file has it: the texts of each row by column.
type Rows = Vec<BTreeMap<String, String>>;

/// Everybody of a project whose tables are CSV files.
pub fn read(folder: &Path, model: &Model) -> World {
    let mapped = model.vocabulary().tables.iter();
    let mapped = mapped.filter_map(|(name, _)| Some((name.as_str(), model.mapping(name)?)));
    let files: BTreeMap<&str, (&Mapping, Rows)> =
        mapped.map(|(name, mapping)| (name, (mapping, rows(&folder.join(&mapping.paths[0].0))))).collect();
    let reader = Reader { model, files };
    let (customers, people) = &reader.files[CUSTOMERS];
    let mut world = World::default();
    for row in people {
        let key = reader.text(customers, row, customers.key.as_ref().unwrap()).unwrap();
        world.people.push(Person { fields: reader.columns(CUSTOMERS, row), ..Person::new(key) });
    }
    let places: BTreeMap<String, usize> =
        world.people.iter().enumerate().map(|(place, person)| (person.key.clone(), place)).collect();
    for (table, (mapping, rows)) in reader.files.iter().filter(|(table, _)| **table != CUSTOMERS) {
        let Some(customer) = &mapping.customer else {
            let rows = rows.iter().map(|row| reader.columns(table, row)).collect();
            world.tables.insert((*table).to_owned(), rows);
            continue;
        };
        for row in rows {
            let whose = reader.text(mapping, row, customer).unwrap_or_else(|| panic!("{table}: {row:?} is nobody's"));
            let place =
                *places.get(&whose).unwrap_or_else(|| panic!("{table} has a row of {whose}, who is no customer"));
            let rows = world.people[place].tables.entry((*table).to_owned()).or_default();
            rows.push(reader.columns(table, row));
        }
    }
    world
}

struct Reader<'a> {
    model: &'a Model,
    files: BTreeMap<&'a str, (&'a Mapping, Rows)>,
}

impl Reader<'_> {
    /// A row under the names of the vocabulary.
    fn columns(&self, table: &str, row: &BTreeMap<String, String>) -> Row {
        let mapping = self.files[table].0;
        let mut read = Row::new();
        for (name, column) in &self.model.vocabulary().tables[table].columns {
            let kind = &column.kind;
            let source = mapping.columns.get(name);
            if source.is_some() || column.default.is_some() {
                let text = source.and_then(|source| self.text(mapping, row, source));
                read = read.with(name, self.datum(kind, text.or_else(|| column.default.clone())));
            }
        }
        if let Some(key) = &mapping.key {
            read = read.with("key", self.datum(&Type::Key, self.text(mapping, row, key)));
        }
        if let Some(time) = &mapping.time {
            read = read.with(ColumnRef::TIME, self.datum(&Type::Date, self.text(mapping, row, time)));
        }
        read
    }

    /// The text of a column, through its join if it has one; none if the cell is empty.
    fn text(&self, mapping: &Mapping, row: &BTreeMap<String, String>, source: &Source) -> Option<String> {
        let Some(join) = &source.join else {
            let cell = row.get(&source.column);
            let cell = cell.unwrap_or_else(|| panic!("there is no column {}", source.column));
            return (!cell.is_empty()).then(|| cell.clone());
        };
        let join = &mapping.joins[join];
        let (other, rows) = &self.files[join.table.as_str()];
        let key = &other.key.as_ref().unwrap().column;
        let wanted = &row[&join.on];
        let found = rows.iter().find(|row| row[key] == *wanted)?;
        let direct = Source { join: None, ..source.clone() };
        self.text(other, found, &direct)
    }

    fn datum(&self, kind: &Type, text: Option<String>) -> Datum {
        let Some(text) = text else { return Datum::Missing };
        match kind {
            Type::YesNo => Datum::YesNo(text == "yes"),
            Type::Number | Type::Money => Datum::Number(text.parse::<Decimal>().unwrap()),
            Type::Date => Datum::Date(as_of(&text, self.model.project.settings.zone).unwrap()),
            Type::List => Datum::List(text.split(';').map(str::to_owned).collect()),
            _ => Datum::Text(text),
        }
    }
}

/// The rows of a CSV file.
fn rows(path: &Path) -> Rows {
    let text = std::fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let mut lines = text.lines().map(cells);
    let head = lines.next().unwrap();
    lines
        .map(|cells| {
            assert_eq!(cells.len(), head.len(), "{}: {cells:?}", path.display());
            head.iter().cloned().zip(cells).collect()
        })
        .collect()
}

/// The cells of a line; one in quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}
