//! The tables of a vocabulary file: where they are, and how their columns are read.

use super::format::DateFormat;
use super::mapping::{Fold, Join, Mapping, Read, Source, Style, Unit};
use super::reader::{Entry, Reader};
use super::words::{column, fits};
use super::{Origin, Vocabulary};
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::source::Span;
use std::collections::BTreeMap;
use toml::de::DeTable;

/// The settings of a table.
const TABLE: &[&str] = &[
    "about",
    "path",
    "from",
    "key",
    "customer",
    "time",
    "currency",
    "rows",
    "joins",
    "columns",
    "delimiter",
    "decimal",
    "missing",
];
/// How a column is brought together from several rows.
pub(super) const FOLDS: &[(&str, Fold)] =
    &[("sum", Fold::Sum), ("min", Fold::Min), ("max", Fold::Max), ("first", Fold::First), ("last", Fold::Last)];

/// Reads `[tables.NAME]`.
pub(super) fn table<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, vocabulary: &mut Vocabulary) {
    let Some(settings) = reader.table(entry) else {
        return;
    };
    reader.only(settings, TABLE);
    let paths = reader.texts_at(settings, "path");
    let from = reader.text_at(settings, "from");
    let mut mapping = Mapping {
        paths,
        from,
        key: source_at(reader, settings, "key"),
        customer: source_at(reader, settings, "customer"),
        time: source_at(reader, settings, "time"),
        currency: source_at(reader, settings, "currency"),
        columns: Default::default(),
        joins: Default::default(),
        rows: reader.definition_at(settings, "rows"),
        style: style(reader, settings),
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
        for entry in reader.entries(columns) {
            let declared = table.columns.get(entry.name);
            let (found, source) = column(reader, &entry, declared, &[]);
            fits(reader, &entry, found.as_ref().or(table.columns.get(entry.name)), source.as_ref());
            if let Some(found) = found {
                table.columns.insert(entry.name.to_owned(), found);
            }
            if let Some(source) = source {
                mapping.columns.insert(entry.name.to_owned(), source);
            }
        }
    }
    for source in mapping.columns.values_mut().chain(
        [&mut mapping.key, &mut mapping.customer, &mut mapping.time, &mut mapping.currency].into_iter().flatten(),
    ) {
        split_join(source, &mapping.joins);
    }
    if !mapping.paths.is_empty() || mapping.from.is_some() {
        table.mapping = Some(mapping);
    } else if reader.origin == Origin::Project && !["path", "from"].iter().any(|name| settings.contains_key(*name)) {
        let message = format!("`{}` does not say where its files are", entry.name);
        let help = format!("for example `path = \"data/{}.parquet\"`", entry.name);
        reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "`path` is missing").help(help));
    }
}

/// `products.title` comes through the join `products`, if there is one.
pub(super) fn split_join(source: &mut Source, joins: &BTreeMap<String, Join>) {
    let through = source.column.split_once('.').filter(|(join, _)| joins.contains_key(*join));
    if let Some((join, column)) = through.map(|(join, column)| (join.to_owned(), column.to_owned())) {
        (source.join, source.column) = (Some(join), column);
    }
}

fn join<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>) -> Option<Join> {
    if entry.value.get_ref().as_table().is_none() {
        let (on, span) = reader.text(entry)?;
        return Some(Join { table: entry.name.to_owned(), on, read: None, span });
    }
    let settings = reader.table(entry)?;
    reader.only(settings, &["table", "on", "read"]);
    let table = reader.text_at(settings, "table").map_or(entry.name.to_owned(), |(table, _)| table);
    let Some((on, span)) = reader.text_at(settings, "on") else {
        let message = format!("the join `{}` does not say by which column", entry.name);
        let help = "for example `on = \"product_id\"`";
        reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "`on` is missing").help(help));
        return None;
    };
    let read = choice(reader, settings, "read", &[("number", Read::Number)]);
    Some(Join { table, on, read, span })
}

fn source_at<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>, name: &str) -> Option<Source> {
    let entry = reader.get(settings, name)?;
    source(reader, &entry, &[])
}

/// A column of the data: its name, or its name and how it is read.
pub(super) fn source<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, also: &[&str]) -> Option<Source> {
    let Some(settings) = entry.value.get_ref().as_table() else {
        let (column, span) = reader.text(entry)?;
        return Some(Source { column, span, ..Source::default() });
    };
    let known: Vec<&str> =
        ["column", "read", "unit", "format", "separator", "optional"].iter().chain(also).copied().collect();
    let before = reader.diagnostics.len();
    reader.only(settings, &known);
    let is_typo = reader.diagnostics.len() > before;
    let fold = FOLDS.iter().find(|(name, _)| settings.contains_key(*name));
    let Some((column, span)) = reader.text_at(settings, fold.map_or("column", |(name, _)| *name)) else {
        // What was meant to be its name has been said to be wrong.
        return is_typo.then(|| Source { span: entry.span, ..Source::default() });
    };
    let fold = fold.map(|(_, fold)| *fold);
    let reads = [("utc", Read::Utc), ("local", Read::Local), ("day", Read::Day), ("number", Read::Number)];
    let read = choice(reader, settings, "read", &reads);
    let units = [
        ("cents", Unit::Cents),
        ("seconds", Unit::Seconds),
        ("milliseconds", Unit::Milliseconds),
        ("microseconds", Unit::Microseconds),
    ];
    let unit = choice(reader, settings, "unit", &units);
    let format = format(reader, settings);
    let separator = reader.text_at(settings, "separator").map(|(separator, _)| separator);
    let means = means(reader, settings);
    let optional = reader.yes_at(settings, "optional");
    Some(Source { column, fold, read, unit, format, means, separator, optional, span, ..Source::default() })
}

/// What texts of the files mean.
fn means<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>) -> Vec<(String, String)> {
    let Some(meanings) = reader.get(settings, "means").and_then(|entry| reader.table(&entry)) else {
        return Vec::new();
    };
    let meanings = reader.entries(meanings).into_iter();
    meanings.filter_map(|entry| Some((entry.name.to_lowercase(), reader.text(&entry)?.0))).collect()
}

fn format<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>) -> Option<DateFormat> {
    let (shown, span) = reader.text_at(settings, "format")?;
    match DateFormat::parse(&shown) {
        Ok(format) => Some(format),
        Err(why) => {
            let message = format!("`{shown}` is no form of dates: {why}");
            reader.wrong(span, message, "it is made of YYYY, YY, MM, DD, hh, mm, ss, such as `DD/MM/YYYY hh:mm`");
            None
        }
    }
}

/// How the table's text files are written.
fn style<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>) -> Style {
    let mut style = Style::default();
    if let Some((delimiter, span)) = reader.text_at(settings, "delimiter") {
        match delimiter.as_bytes() {
            [byte] if byte.is_ascii_punctuation() && *byte != b'"' || *byte == b'\t' => style.delimiter = Some(*byte),
            _ => {
                let help = "for example `delimiter = \";\"`; a tab is `delimiter = \"\\t\"`";
                reader.wrong(span, "a delimiter is one character, and not a letter", help);
            }
        }
    }
    if let Some((decimal, span)) = reader.text_at(settings, "decimal") {
        style.comma = decimal == ",";
        if !style.comma && decimal != "." {
            reader.wrong(span, "decimals stand after a comma or a point", "write `decimal = \",\"`, or leave it out");
        }
    }
    style.missing = reader.texts_at(settings, "missing").into_iter().map(|(text, _)| text).collect();
    style
}

/// Tells every column how the numbers of its files are written, which its table says.
pub(super) fn settle_styles(vocabulary: &mut Vocabulary) {
    let commas = vocabulary.tables.iter().filter(|(_, table)| table.mapping.as_ref().is_some_and(|m| m.style.comma));
    let commas: Vec<String> = commas.map(|(name, _)| name.clone()).collect();
    for (name, table) in &mut vocabulary.tables {
        let Some(mapping) = table.mapping.as_mut() else { continue };
        for source in mapping.columns.values_mut() {
            let kept = match &source.join {
                Some(join) => mapping.joins.get(join).map(|join| &join.table),
                None => Some(name),
            };
            source.comma = kept.is_some_and(|kept| commas.contains(kept));
        }
    }
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

pub(super) fn unknown_value(reader: &mut Reader<'_>, name: &str, text: &str, span: Span, values: &[&str]) {
    let label = suggest::nearest(text, values.iter().copied()).first().map(|near| format!("did you mean `{near}`?"));
    let help = format!("it is one of: {}", values.join(", "));
    let message = format!("`{name}` is never `{text}`");
    reader.report(Diagnostic::new(Rule::WrongSetting, span, message, label.unwrap_or_default()).help(help));
}
