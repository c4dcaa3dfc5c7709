//! The mapping held against the files: all of its mistakes at once, each in its
//! place in `seg.toml`.

use super::schema::{self, key_kind};
use super::tables::{Table, Tables};
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::types::Model;
use crate::types::ir::ColumnRef;
use crate::vocabulary::{CUSTOMER, CUSTOMERS, Join, Mapping, Source, Type};
use datafusion::arrow::datatypes::DataType;

/// What is wrong with the mapping, given the files that could be opened.
pub(super) fn check(model: &Model, tables: &Tables) -> Vec<Diagnostic> {
    let mut check = Check { model, tables, found: Vec::new() };
    for (name, table) in &model.vocabulary().tables {
        if let Some(mapping) = &table.mapping {
            check.table(name, mapping);
        }
    }
    check.found
}

struct Check<'a> {
    model: &'a Model,
    tables: &'a Tables,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn table(&mut self, name: &str, mapping: &Mapping) {
        for join in mapping.joins.values() {
            self.join(name, join);
        }
        let special = [
            (ColumnRef::KEY, &mapping.key, Type::Key),
            ("customer", &mapping.customer, Type::Key),
            (ColumnRef::TIME, &mapping.time, Type::Date),
            ("currency", &mapping.currency, Type::Text),
        ];
        for (column, source, meaning) in special {
            if let Some(source) = source {
                self.source(name, mapping, column, source, &meaning);
            }
        }
        for (column, source) in &mapping.columns {
            let meaning = self.model.column_type(&ColumnRef::new(name, column.clone()));
            self.source(name, mapping, column, source, &meaning);
        }
        // What is implied has been looked at in the table that it is from.
        if name != CUSTOMERS
            && let Some(customer) = mapping.customer.as_ref().filter(|customer| customer.column != CUSTOMER)
        {
            self.customer_keys(name, customer);
        }
        self.order_keys(name, mapping);
    }

    /// The files that a source reads from; none if they could not be opened, which
    /// has been said.
    fn files(&self, table: &str, mapping: &Mapping, source: &Source) -> Option<&Table> {
        match &source.join {
            None => self.tables.get(table),
            Some(join) => self.tables.get(&mapping.joins.get(join)?.table),
        }
    }

    /// The type of a column where it is kept.
    fn kind(&self, table: &str, source: &Source) -> Option<DataType> {
        let (table, source) = self.model.kept(table, source)?;
        self.tables.get(table)?.kind(&source.column).cloned()
    }

    fn source(&mut self, table: &str, mapping: &Mapping, column: &str, source: &Source, meaning: &Type) {
        let Some(files) = self.files(table, mapping, source) else {
            return;
        };
        let diagnostic = match files.kind(&source.column) {
            Some(kind) if schema::fits(kind, meaning, source) => return,
            Some(kind) => wrong_type(files, column, source, kind, meaning),
            None => missing_column(files, column, source, meaning),
        };
        self.found.push(diagnostic);
    }

    fn join(&mut self, table: &str, join: &Join) {
        let source = Source { column: join.on.clone(), span: join.span, ..Source::default() };
        if self.kind(table, &source).is_none() {
            let missing = self.tables.get(table).map(|files| missing_column(files, &join.table, &source, &Type::Key));
            return self.found.extend(missing);
        }
        let key = self.model.mapping(&join.table).and_then(|m| m.key.as_ref());
        let Some(key) = key else {
            let message = format!("`{}` has no key to join it by", join.table);
            let missing = Diagnostic::new(Rule::MissingSetting, join.span, message, "joined here")
                .help(format!("write `key = \"...\"` under `[tables.{}]`", join.table));
            return self.found.push(missing);
        };
        self.agree(table, &source, &join.table, key);
    }

    fn customer_keys(&mut self, table: &str, customer: &Source) {
        if let Some(key) = self.model.mapping(CUSTOMERS).and_then(|customers| customers.key.as_ref()) {
            self.agree(table, customer, CUSTOMERS, key);
        }
    }

    fn order_keys(&mut self, table: &str, mapping: &Mapping) {
        let Some((parent, lines)) = self.model.vocabulary().parent(table) else {
            return;
        };
        let key = self.model.mapping(parent).and_then(|m| m.key.as_ref());
        if let (Some(order), Some(key)) = (mapping.columns.get(&lines.order), key) {
            self.agree(table, order, parent, key);
        }
    }

    /// That a column can be compared with the key of another table.
    fn agree(&mut self, table: &str, here: &Source, other: &str, key: &Source) {
        let Some((kind, other_kind)) = self.kind(table, here).zip(self.kind(other, key)) else {
            return;
        };
        if key_kind(&kind).zip(key_kind(&other_kind)).is_none_or(|(left, right)| left == right) {
            return;
        }
        let column = self.model.kept(table, here).map_or(&here.column, |(_, kept)| &kept.column);
        let message = format!("`{column}` and the key of `{other}` are of different kinds");
        self.found.push(
            Diagnostic::new(Rule::WrongColumnType, here.span, message, format!("{} here", schema::words(&kind)))
                .also(key.span, format!("{} here", schema::words(&other_kind)))
                .help("both must be whole numbers, or both text")
                .help("keys of a CSV file are text, unless `read = \"number\"` stands with them"),
        );
    }
}

fn missing_column(files: &Table, column: &str, source: &Source, meaning: &Type) -> Diagnostic {
    let label = format!("{} no such column", files.shown_has());
    let message = format!("the data has nothing for `{column}`");
    let diagnostic = Diagnostic::new(Rule::MissingColumn, source.span, message, label);
    let fitting = || {
        let columns = files.columns();
        columns.filter(|(_, kind)| schema::fits(kind, meaning, source))
    };
    let names = || fitting().map(|(name, _)| name);
    let mut near = suggest::nearest(&source.column, names());
    if near.is_empty() {
        near = suggest::nearest(column, names());
    }
    let diagnostic = match near.first() {
        Some(near) => {
            let kind = files.kind(near).map_or("", schema::words);
            let whole = match &source.join {
                Some(join) => format!("{join}.{near}"),
                None => (*near).to_owned(),
            };
            diagnostic.help(format!("it has `{near}` ({kind}); if that is the one, write it here")).fix(
                Safety::Unsafe,
                source.span,
                whole,
            )
        }
        None => listing(diagnostic, fitting().map(|(name, _)| name).collect()),
    };
    diagnostic.help("nothing is wrong in the segments themselves")
}

fn listing(diagnostic: Diagnostic, names: Vec<&str>) -> Diagnostic {
    match names.len() {
        0 => diagnostic.help("it has no column that could be it"),
        1..=8 => diagnostic.help(format!("it could be one of: {}", names.join(", "))),
        many => diagnostic.help(format!("{many} of its columns could be it")),
    }
}

fn wrong_type(files: &Table, column: &str, source: &Source, kind: &DataType, meaning: &Type) -> Diagnostic {
    let needs = match meaning {
        Type::YesNo => "yes/no, 0 and 1, or text that says yes or no",
        Type::Number | Type::Money => "numbers, or text such as 12.50",
        Type::Date => "days, times, or text such as 2024-12-24",
        Type::Text | Type::Choice(_) => "text",
        Type::List => "lists of text, or text with a separator",
        Type::Key => "whole numbers or text",
    };
    let message = format!("`{column}` is {}, and its column is not", meaning.noun());
    let label = format!("{} {} here", files.shown_has(), schema::words(kind));
    let diagnostic = Diagnostic::new(Rule::WrongColumnType, source.span, message, label)
        .help(format!("`{column}` can be read from {needs}"));
    match meaning {
        Type::Date if kind.is_integer() => diagnostic.help("for seconds since 1970 add `unit = \"seconds\"`"),
        Type::List if *kind == DataType::Utf8View => {
            diagnostic.help("for a text such as `a, b` say what is between the items: `separator = \",\"`")
        }
        _ => diagnostic,
    }
}
