//! Words and tables from a vocabulary file: the program's own, or a project's.

use super::mapping::{Fold, Join, Mapping, Read, Source, Unit};
use super::reader::{Entry, Reader};
use super::{CUSTOMERS, Column, Event, Lines, Set, Type, Vocabulary, Word, WordKind};
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::source::Span;
use toml::de::DeTable;

/// The sections of a vocabulary file.
pub(super) const SECTIONS: &[&str] = &["sets", "fields", "tables", "events", "measures", "conditions"];
const WORD: &[&str] = &["about", "says", "example", "called"];
const COLUMN: &[&str] = &[
    "type", "values", "is", "default", "names", "yearly", "column", "sum", "min", "max", "first", "last", "read",
    "unit",
];
const FOLDS: &[(&str, Fold)] =
    &[("sum", Fold::Sum), ("min", Fold::Min), ("max", Fold::Max), ("first", Fold::First), ("last", Fold::Last)];
const TYPES: &[&str] = &["yes/no", "number", "money", "date", "text", "choice", "list", "key"];

/// Reads the sections of a file into a vocabulary; a word that is there is replaced.
pub(super) fn read<'t>(reader: &mut Reader<'t>, document: &'t DeTable<'t>, vocabulary: &mut Vocabulary) {
    // Tables first: fields are columns of one of them.
    for section in ["tables", "sets", "fields", "events", "measures", "conditions"] {
        let Some(entry) = reader.get(document, section) else {
            continue;
        };
        let Some(table) = reader.table(&entry) else {
            continue;
        };
        for entry in reader.entries(table) {
            match section {
                "tables" => table_entry(reader, &entry, vocabulary),
                "sets" => set(reader, &entry, vocabulary),
                "fields" => field(reader, &entry, vocabulary),
                _ => word(reader, section, &entry, vocabulary),
            }
        }
    }
}

fn table_entry<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, vocabulary: &mut Vocabulary) {
    let Some(settings) = reader.table(entry) else {
        return;
    };
    reader.only(settings, &["about", "path", "from", "key", "customer", "time", "rows", "joins", "columns"]);
    let paths = reader.texts_at(settings, "path");
    let from = reader.text_at(settings, "from");
    let mut mapping = Mapping {
        paths,
        from,
        key: source_at(reader, settings, "key"),
        customer: source_at(reader, settings, "customer"),
        time: source_at(reader, settings, "time"),
        columns: Default::default(),
        joins: Default::default(),
        rows: reader.definition_at(settings, "rows"),
        span: entry.span,
    };
    if let Some(joins) = reader.get(settings, "joins").and_then(|joins| reader.table(&joins)) {
        for join in reader.entries(joins) {
            if let Some(found) = self::join(reader, &join) {
                mapping.joins.insert(join.name.to_owned(), found);
            }
        }
    }
    let table = vocabulary.tables.entry(entry.name.to_owned()).or_default();
    if let Some((about, _)) = reader.text_at(settings, "about") {
        table.about = about;
    }
    if let Some(columns) = reader.get(settings, "columns").and_then(|columns| reader.table(&columns)) {
        for column in reader.entries(columns) {
            let declared = table.columns.get(column.name);
            let (found, source) = self::column(reader, &column, declared, &[]);
            fits(reader, &column, found.as_ref().or(table.columns.get(column.name)), source.as_ref());
            if let Some(found) = found {
                table.columns.insert(column.name.to_owned(), found);
            }
            if let Some(source) = source {
                mapping.columns.insert(column.name.to_owned(), source);
            }
        }
    }
    for source in mapping
        .columns
        .values_mut()
        .chain([&mut mapping.key, &mut mapping.customer, &mut mapping.time].into_iter().flatten())
    {
        split_join(source, &mapping.joins);
    }
    if !mapping.paths.is_empty() || mapping.from.is_some() {
        table.mapping = Some(mapping);
    } else if reader.origin == super::Origin::Project {
        let message = format!("`{}` does not say where its files are", entry.name);
        let help = format!("for example `path = \"data/{}.parquet\"`", entry.name);
        reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "`path` is missing").help(help));
    }
}

/// `products.title` comes through the join `products`, if there is one.
fn split_join(source: &mut Source, joins: &std::collections::BTreeMap<String, Join>) {
    let through = source.column.split_once('.').filter(|(join, _)| joins.contains_key(*join));
    if let Some((join, column)) = through.map(|(join, column)| (join.to_owned(), column.to_owned())) {
        (source.join, source.column) = (Some(join), column);
    }
}

fn join<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>) -> Option<Join> {
    if entry.value.get_ref().as_table().is_none() {
        let (on, span) = reader.text(entry)?;
        return Some(Join { table: entry.name.to_owned(), on, span });
    }
    let settings = reader.table(entry)?;
    reader.only(settings, &["table", "on"]);
    let table = reader.text_at(settings, "table").map_or(entry.name.to_owned(), |(table, _)| table);
    let Some((on, span)) = reader.text_at(settings, "on") else {
        let message = format!("the join `{}` does not say by which column", entry.name);
        let help = "for example `on = \"product_id\"`";
        reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "`on` is missing").help(help));
        return None;
    };
    Some(Join { table, on, span })
}

fn source_at<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>, name: &str) -> Option<Source> {
    let entry = reader.get(settings, name)?;
    source(reader, &entry, &[])
}

/// A column of the data: its name, or its name and how it is read.
fn source<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, also: &[&str]) -> Option<Source> {
    let Some(settings) = entry.value.get_ref().as_table() else {
        let (column, span) = reader.text(entry)?;
        return Some(Source { join: None, column, fold: None, read: None, unit: None, span });
    };
    let known: Vec<&str> = ["column", "read", "unit"].iter().chain(also).copied().collect();
    reader.only(settings, &known);
    let fold = FOLDS.iter().find(|(name, _)| settings.contains_key(*name));
    let (column, span) = reader.text_at(settings, fold.map_or("column", |(name, _)| *name))?;
    let fold = fold.map(|(_, fold)| *fold);
    let read = choice(reader, settings, "read", &[("utc", Read::Utc), ("local", Read::Local), ("day", Read::Day)]);
    let units = [
        ("cents", Unit::Cents),
        ("seconds", Unit::Seconds),
        ("milliseconds", Unit::Milliseconds),
        ("microseconds", Unit::Microseconds),
    ];
    let unit = choice(reader, settings, "unit", &units);
    Some(Source { join: None, column, fold, read, unit, span })
}

fn choice<'t, T: Copy>(
    reader: &mut Reader<'t>,
    settings: &'t DeTable<'t>,
    name: &str,
    values: &[(&str, T)],
) -> Option<T> {
    let (text, span) = reader.text_at(settings, name)?;
    let found = values.iter().find(|(value, _)| *value == text).map(|(_, value)| *value);
    if found.is_none() {
        unknown_value(reader, name, &text, span, &values.iter().map(|(value, _)| *value).collect::<Vec<_>>());
    }
    found
}

fn unknown_value(reader: &mut Reader<'_>, name: &str, text: &str, span: Span, values: &[&str]) {
    let label = suggest::nearest(text, values.iter().copied()).first().map(|near| format!("did you mean `{near}`?"));
    let help = format!("it is one of: {}", values.join(", "));
    let message = format!("`{name}` is never `{text}`");
    reader.report(Diagnostic::new(Rule::WrongSetting, span, message, label.unwrap_or_default()).help(help));
}

/// A column's declaration, its place in the data, or both.
fn column<'t>(
    reader: &mut Reader<'t>,
    entry: &Entry<'t>,
    declared: Option<&Column>,
    also: &[&str],
) -> (Option<Column>, Option<Source>) {
    let given =
        |table: &DeTable| table.contains_key("column") || FOLDS.iter().any(|(name, _)| table.contains_key(*name));
    let source = if entry.value.get_ref().as_table().is_none_or(given) {
        let known: Vec<&str> = COLUMN.iter().chain(WORD).chain(also).copied().collect();
        source(reader, entry, &known)
    } else {
        None
    };
    let Some(settings) = entry.value.get_ref().as_table() else {
        if declared.is_none() {
            let message = format!("`{}` is a column of your own, and needs a type", entry.name);
            let help = format!("for example `{} = {{ column = \"...\", type = \"text\" }}`", entry.name);
            reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "what does it hold?").help(help));
        }
        return (None, source);
    };
    if source.is_none() {
        let known: Vec<&str> = COLUMN.iter().chain(WORD).chain(also).copied().collect();
        reader.only(settings, &known);
    }
    let mut column = match (type_of(reader, settings), declared) {
        (Some(kind), Some(declared)) => Column { kind, ..declared.clone() },
        (Some(kind), None) => {
            Column { kind, about: String::new(), is: None, default: None, names: false, yearly: false }
        }
        (None, Some(declared)) => declared.clone(),
        (None, None) => {
            let message = format!("`{}` has no type", entry.name);
            let help = format!("for example `type = \"text\"`; it is one of: {}", TYPES.join(", "));
            reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "what does it hold?").help(help));
            return (None, source);
        }
    };
    if let Some((about, _)) = reader.text_at(settings, "about") {
        column.about = about;
    }
    column.is = reader.definition_at(settings, "is").or(if source.is_some() { None } else { column.is });
    column.default = reader.text_at(settings, "default").map(|(text, _)| text).or(column.default);
    if let Some(names) = reader.get(settings, "names") {
        column.names = names.value.get_ref().as_bool().unwrap_or_default();
    }
    if let Some(yearly) = reader.get(settings, "yearly") {
        column.yearly = yearly.value.get_ref().as_bool().unwrap_or_default();
        if column.yearly && column.kind != Type::Date {
            let message = format!("`{}` is {}, and only a date comes round every year", entry.name, column.kind);
            reader.wrong(yearly.span, message, "leave `yearly` out");
        }
    }
    (Some(column), source)
}

/// Reports a unit, or a way of reading times, that a column of this type has not.
fn fits(reader: &mut Reader<'_>, entry: &Entry<'_>, column: Option<&Column>, source: Option<&Source>) {
    let (Some(column), Some(source)) = (column, source) else { return };
    let unit_fits = match source.unit {
        None => true,
        Some(Unit::Cents) => column.kind == Type::Money,
        Some(_) => column.kind == Type::Date,
    };
    if !unit_fits {
        let message = format!("`{}` is {}, and takes no such `unit`", entry.name, column.kind);
        reader.wrong(source.span, message, "money has `cents`; dates have `seconds`, `milliseconds`, `microseconds`");
    }
    if source.read.is_some() && column.kind != Type::Date {
        let message = format!("`{}` is {}, and `read` is for dates", entry.name, column.kind);
        reader.wrong(source.span, message, "leave `read` out");
    }
}

fn type_of<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>) -> Option<Type> {
    let values = reader.texts_at(settings, "values").into_iter().map(|(value, _)| value).collect();
    let (name, span) = reader.text_at(settings, "type")?;
    Some(match name.as_str() {
        "yes/no" => Type::YesNo,
        "number" => Type::Number,
        "money" => Type::Money,
        "date" => Type::Date,
        "text" => Type::Text,
        "choice" => Type::Choice(values),
        "list" => Type::List,
        "key" => Type::Key,
        _ => {
            unknown_value(reader, "type", &name, span, TYPES);
            return Some(Type::Text);
        }
    })
}

/// Values under one name.
fn set<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, vocabulary: &mut Vocabulary) {
    let Some(settings) = reader.table(entry) else {
        return;
    };
    reader.only(settings, &["about", "values"]);
    let about = reader.text_at(settings, "about").map(|(about, _)| about).unwrap_or_default();
    let values: Vec<String> = reader.texts_at(settings, "values").into_iter().map(|(value, _)| value).collect();
    if values.is_empty() {
        let message = format!("the set `{}` has no values", entry.name);
        let help = "for example `values = [\"DE\", \"AT\", \"CH\"]`";
        reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "").help(help));
    } else if !crate::syntax::is_name(entry.name) {
        let message = format!("`{}` cannot be the name of a set", entry.name);
        let help = "a name is letters, digits and `_`, and no word of the language such as `between`";
        reader.report(Diagnostic::new(Rule::ReservedWord, entry.span, message, "").help(help));
    } else {
        vocabulary.sets.insert(entry.name.to_owned(), Set { about, values });
    }
}

fn field<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, vocabulary: &mut Vocabulary) {
    let Some(settings) = reader.table(entry) else {
        return;
    };
    let customers = vocabulary.tables.entry(CUSTOMERS.to_owned()).or_default();
    let (column, source) = column(reader, entry, customers.columns.get(entry.name), &[]);
    fits(reader, entry, column.as_ref(), source.as_ref());
    if let (Some(mut source), Some(mapping)) = (source, customers.mapping.as_mut()) {
        split_join(&mut source, &mapping.joins);
        mapping.columns.insert(entry.name.to_owned(), source);
    }
    let Some(column) = column else { return };
    let kind = WordKind::Field(column.kind.clone());
    customers.columns.insert(entry.name.to_owned(), column);
    add(reader, entry, settings, kind, vocabulary);
}

fn word<'t>(reader: &mut Reader<'t>, section: &str, entry: &Entry<'t>, vocabulary: &mut Vocabulary) {
    let Some(settings) = reader.table(entry) else {
        return;
    };
    let own: &[&str] = if section == "events" { &["table", "where", "lines", "text"] } else { &["is"] };
    let known: Vec<&str> = own.iter().chain(WORD).copied().collect();
    reader.only(settings, &known);
    let needs = if section == "events" { "table" } else { "is" };
    if !settings.contains_key(needs) {
        let message = format!("`{}` does not say what it stands for", entry.name);
        let help = match section {
            "events" => "for example `table = \"orders\"`",
            "measures" => "for example `is = \"sum(ordered.total)\"`",
            _ => "for example `is = \"ordered and not ordered_since 90d\"`",
        };
        reader.report(
            Diagnostic::new(Rule::MissingSetting, entry.span, message, format!("`{needs}` is missing")).help(help),
        );
        return;
    }
    let kind = if section == "events" {
        event(reader, settings, vocabulary).map(WordKind::Event)
    } else {
        let definition = reader.definition_at(settings, "is");
        definition.map(if section == "measures" { WordKind::Measure } else { WordKind::Condition })
    };
    if let Some(kind) = kind {
        add(reader, entry, settings, kind, vocabulary);
    }
}

fn event<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>, vocabulary: &Vocabulary) -> Option<Event> {
    let (table, span) = reader.text_at(settings, "table")?;
    known_table(reader, &table, span, vocabulary)?;
    let mut lines = None;
    if let Some(settings) = reader.get(settings, "lines").and_then(|lines| reader.table(&lines)) {
        reader.only(settings, &["table", "order"]);
        let (table, span) = reader.text_at(settings, "table")?;
        known_table(reader, &table, span, vocabulary)?;
        let (order, _) = reader.text_at(settings, "order")?;
        lines = Some(Lines { table, order });
    }
    let filter = reader.definition_at(settings, "where");
    let text = reader.text_at(settings, "text").map(|(text, _)| text);
    Some(Event { table, filter, lines, text })
}

fn known_table(reader: &mut Reader<'_>, table: &str, span: Span, vocabulary: &Vocabulary) -> Option<()> {
    if vocabulary.tables.contains_key(table) {
        return Some(());
    }
    let near = suggest::nearest(table, vocabulary.tables.keys().map(String::as_str));
    let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
    let message = format!("there is no table called `{table}`");
    let help = format!("describe it under `[tables.{table}]`");
    reader.report(Diagnostic::new(Rule::WrongSetting, span, message, label).help(help));
    None
}

fn add<'t>(
    reader: &mut Reader<'t>,
    entry: &Entry<'t>,
    settings: &'t DeTable<'t>,
    kind: WordKind,
    vocabulary: &mut Vocabulary,
) {
    if !crate::syntax::is_name(entry.name) {
        let message = format!("`{}` cannot be a word", entry.name);
        let help = "a word is letters, digits and `_`, and no word of the language such as `between`";
        reader.report(Diagnostic::new(Rule::ReservedWord, entry.span, message, "").help(help));
        return;
    }
    let earlier = vocabulary.words.remove(entry.name);
    let texts = |reader: &mut Reader<'t>, name| -> Vec<String> {
        reader.texts_at(settings, name).into_iter().map(|(text, _)| text).collect()
    };
    let mut word = Word {
        name: entry.name.to_owned(),
        kind,
        about: texts(reader, "about").concat(),
        says: texts(reader, "says"),
        example: reader.text_at(settings, "example").map(|(text, _)| text),
        called: texts(reader, "called"),
        origin: reader.origin,
    };
    // A project that only says anew where a word comes from keeps what is said about it.
    if let Some(earlier) = earlier {
        if word.about.is_empty() {
            word.about = earlier.about;
        }
        if word.says.is_empty() {
            word.says = earlier.says;
        }
        word.example = word.example.or(earlier.example);
        if word.called.is_empty() {
            word.called = earlier.called;
        }
    }
    if word.says.is_empty() {
        word.says = vec![word.name.replace('_', " ")];
    }
    vocabulary.words.insert(word.name.clone(), word);
}
