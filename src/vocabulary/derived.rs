//! Tables without files of their own: their rows are the different keys of another table's rows.
//!
//! `[tables.customers] from = "orders"` takes the different customers of the orders,
//! `[tables.orders] from = "order_lines"` with `key = "order"` the different orders of the lines.
//! What such a table's columns name are columns of the rows that it is from.

use super::mapping::{CURRENCY, CUSTOMER, Fold, Mapping, Source};
use super::reader::Reader;
use super::{CUSTOMERS, Type, Vocabulary};
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::source::Span;

/// The name by which a join, and a table's own columns, call the row's key.
const KEY: &str = "key";
/// The name of a row's time as a column.
const TIME: &str = "date";

/// Gives such tables what goes without saying, and reports what cannot be.
pub(super) fn settle(reader: &mut Reader<'_>, vocabulary: &mut Vocabulary) {
    let names: Vec<String> = vocabulary.tables.keys().cloned().collect();
    for name in names {
        let Some(mut mapping) = vocabulary.tables.get(&name).and_then(|table| table.mapping.clone()) else {
            continue;
        };
        let settled = match mapping.from.clone() {
            None => {
                without_folds(reader, sources(&mapping));
                continue;
            }
            Some((from, span)) => Table { name: &name, from: &from, span, vocabulary }.settle(reader, &mut mapping),
        };
        if let Some(table) = vocabulary.tables.get_mut(&name) {
            table.mapping = settled.then_some(mapping);
        }
    }
}

fn without_folds<'a>(reader: &mut Reader<'_>, sources: impl Iterator<Item = &'a Source>) {
    for source in sources.filter(|source| source.fold.is_some()) {
        let message = "here is one value a row, and nothing to bring together";
        let help = "`sum`, `min`, `max`, `first` and `last` are for tables that are made `from` another";
        reader.report(Diagnostic::new(Rule::WrongSetting, source.span, message, "").help(help));
    }
}

fn sources(mapping: &Mapping) -> impl Iterator<Item = &Source> {
    let special = [&mapping.key, &mapping.customer, &mapping.time, &mapping.currency];
    special.into_iter().flatten().chain(mapping.columns.values())
}

/// A table that is made from another's rows.
struct Table<'a> {
    name: &'a str,
    from: &'a str,
    span: Span,
    vocabulary: &'a Vocabulary,
}

impl Table<'_> {
    /// Whether the table can be used.
    fn settle(&self, reader: &mut Reader<'_>, mapping: &mut Mapping) -> bool {
        let Some(rows) = self.vocabulary.tables.get(self.from).and_then(|table| table.mapping.as_ref()) else {
            return true;
        };
        if rows.from.is_some() && (self.name != CUSTOMERS || self.from == CUSTOMERS) {
            let message = format!("`{}` has no files of its own to take rows from", self.from);
            let help = "name the table that it is from itself";
            reader.report(Diagnostic::new(Rule::WrongSetting, self.span, message, "").help(help));
            return false;
        }
        let implied =
            |column: &str, fold| Some(Source { column: column.to_owned(), fold, span: self.span, ..Source::default() });
        if self.name == CUSTOMERS {
            mapping.key = implied(CUSTOMER, None);
        } else {
            if mapping.customer.is_none() && rows.customer.is_some() {
                mapping.customer = implied(CUSTOMER, Some(Fold::First));
            }
            if mapping.time.is_none() && rows.time.is_some() {
                mapping.time = implied(TIME, Some(Fold::Min));
            }
            if mapping.currency.is_none() && rows.currency.is_some() {
                mapping.currency = implied(CURRENCY, None);
            }
        }
        let Some(key) = mapping.key.as_ref().map(|key| key.column.clone()) else {
            let message = format!("`{}` does not say which column of `{}` is its key", self.name, self.from);
            let help =
                format!("each different value of it is one row of `{}`; for example `key = \"order\"`", self.name);
            let missing = Diagnostic::new(Rule::MissingSetting, mapping.span, message, "`key` is missing");
            reader.report(missing.help(help));
            return false;
        };
        without_folds(reader, sources(mapping).filter(|source| source.join.is_some()));
        for source in sources(mapping).filter(|source| source.join.is_none()) {
            self.known(reader, &source.column, source.span);
        }
        for (name, source) in mapping.columns.iter().filter(|(_, source)| source.join.is_none()) {
            self.fits(reader, name, source);
        }
        for join in mapping.joins.values_mut() {
            if join.on == KEY {
                join.on.clone_from(&key);
            }
            self.known(reader, &join.on, join.span);
            let kind = self.kind(self.from, &join.on).filter(|kind| **kind != Type::Key && join.on != key);
            if let Some(kind) = kind {
                let message = format!("`{}` is {}, and only a key joins", join.on, kind.noun());
                let help = format!("the key of this table is `on = \"{KEY}\"`");
                reader.report(Diagnostic::new(Rule::WrongSetting, join.span, message, "").help(help));
            }
        }
        true
    }

    fn known(&self, reader: &mut Reader<'_>, column: &str, span: Span) {
        if [CUSTOMER, TIME, CURRENCY].contains(&column) || self.kind(self.from, column).is_some() {
            return;
        }
        let columns = self.vocabulary.tables.get(self.from).into_iter().flat_map(|table| table.columns.keys());
        let near = suggest::nearest(column, columns.map(String::as_str));
        let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        let message = format!("`{}` has no column called `{column}`", self.from);
        let help = format!("what stands here is a column of `[tables.{}.columns]`", self.from);
        reader.report(Diagnostic::new(Rule::WrongSetting, span, message, label).help(help));
    }

    fn fits(&self, reader: &mut Reader<'_>, name: &str, source: &Source) {
        let (Some(wanted), Some(kind)) = (self.kind(self.name, name), self.kind(self.from, &source.column)) else {
            return;
        };
        let text = |kind: &Type| matches!(kind, Type::Text | Type::Choice(_));
        let number = |kind: &Type| matches!(kind, Type::Money | Type::Number);
        let message = if source.fold == Some(Fold::Sum) && !number(kind) {
            format!("`{}` is {}, and cannot be added up", source.column, kind.noun())
        } else if matches!(source.fold, Some(Fold::Min | Fold::Max)) && *kind == Type::List {
            format!("`{}` is {}, and has no smallest or largest", source.column, kind.noun())
        } else if wanted != kind && !(text(wanted) && text(kind)) {
            format!("`{name}` is {}, and `{}` is {}", wanted.noun(), source.column, kind.noun())
        } else {
            return;
        };
        reader.report(Diagnostic::new(Rule::WrongSetting, source.span, message, ""));
    }

    fn kind(&self, table: &str, column: &str) -> Option<&Type> {
        self.vocabulary.column(table, column).map(|column| &column.kind)
    }
}
