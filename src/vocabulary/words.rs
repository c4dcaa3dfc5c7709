//! Words and tables from a vocabulary file: the program's own, or a project's.

use super::mapping::{Read, Source, Unit};
use super::places;
use super::reader::{Entry, Reader};
use super::tables::{self, FOLDS, source, split_join, unknown_value};
use super::{CUSTOMERS, Codes, Column, Event, Lines, Set, Type, Vocabulary, Word, WordKind};
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::source::Span;
use toml::de::DeTable;

/// The sections of a vocabulary file.
pub(super) const SECTIONS: &[&str] = &["sets", "places", "fields", "tables", "events", "measures", "conditions"];
const WORD: &[&str] = &["about", "says", "example", "called"];
const COLUMN: &[&str] = &[
    "type",
    "values",
    "is",
    "default",
    "names",
    "codes",
    "personal",
    "yearly",
    "happened",
    "column",
    "sum",
    "min",
    "max",
    "first",
    "last",
    "read",
    "unit",
    "format",
    "separator",
    "means",
];
const TYPES: &[&str] = &["yes/no", "number", "money", "date", "text", "choice", "list", "key"];

/// Reads the sections of a file into a vocabulary; a word that is there is replaced.
pub(super) fn read<'t>(reader: &mut Reader<'t>, document: &'t DeTable<'t>, vocabulary: &mut Vocabulary) {
    // Tables first: fields are columns of one of them.
    for section in ["tables", "sets", "places", "fields", "events", "measures", "conditions"] {
        let Some(entry) = reader.get(document, section) else {
            continue;
        };
        let Some(table) = reader.table(&entry) else {
            continue;
        };
        for entry in reader.entries(table) {
            match section {
                "tables" => tables::table(reader, &entry, vocabulary),
                "places" => places::place(reader, &entry, vocabulary),
                "sets" => set(reader, &entry, vocabulary),
                "fields" => field(reader, &entry, vocabulary),
                _ => word(reader, section, &entry, vocabulary),
            }
        }
    }
}

/// A column's declaration, its place in the data, or both.
pub(super) fn column<'t>(
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
            let about = String::new();
            Column {
                kind,
                about,
                says: None,
                is: None,
                default: None,
                names: false,
                codes: None,
                yearly: false,
                happened: false,
                personal: false,
            }
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
    if let Some(says) = reader.get(settings, "says").and_then(|entry| entry.value.get_ref().as_str()) {
        column.says = Some(says.to_owned());
    }
    column.is = reader.definition_at(settings, "is").or(if source.is_some() { None } else { column.is });
    column.default = reader.text_at(settings, "default").map(|(text, _)| text).or(column.default);
    if settings.contains_key("names") {
        column.names = reader.yes_at(settings, "names");
    }
    if let Some((codes, span)) = reader.text_at(settings, "codes") {
        column.codes = Codes::ALL.iter().find(|(name, _)| *name == codes).map(|(_, codes)| *codes);
        if column.codes.is_none() {
            let known = Codes::ALL.map(|(name, _)| format!("`{name}`")).join(" or ");
            reader.wrong(span, format!("nothing is known of codes of `{codes}`"), format!("codes of {known}"));
        }
    }
    if let Some(personal) = reader.get(settings, "personal") {
        column.personal = personal.value.get_ref().as_bool().unwrap_or_default();
    }
    if let Some(yearly) = reader.get(settings, "yearly") {
        column.yearly = reader.yes_at(settings, "yearly");
        if column.yearly && column.kind != Type::Date {
            let message = format!("`{}` is {}, and only a date comes round every year", entry.name, column.kind.noun());
            reader.wrong(yearly.span, message, "leave `yearly` out");
        }
    }
    if let Some(happened) = reader.get(settings, "happened") {
        column.happened = reader.yes_at(settings, "happened");
        if column.happened && column.kind != Type::Date {
            let message =
                format!("`{}` is {}, and only a date says when something happened", entry.name, column.kind.noun());
            reader.wrong(happened.span, message, "leave `happened` out");
        }
    }
    (Some(column), source)
}

/// Reports ways of reading that a column of this type has not.
pub(super) fn fits<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, column: Option<&Column>, source: Option<&Source>) {
    let (Some(column), Some(source)) = (column, source) else { return };
    let (name, kind, noun) = (entry.name, &column.kind, column.kind.noun());
    let unit_fits = match source.unit {
        None => true,
        Some(Unit::Cents) => *kind == Type::Money,
        Some(_) => *kind == Type::Date,
    };
    if !unit_fits {
        let message = format!("`{name}` is {noun}, and takes no such `unit`");
        reader.wrong(source.span, message, "money has `cents`; dates have `seconds`, `milliseconds`, `microseconds`");
    }
    let is_number = source.read == Some(Read::Number);
    if source.read.is_some() && *kind != (if is_number { Type::Key } else { Type::Date }) {
        let what = if is_number { "`read = \"number\"` is for keys" } else { "`read` is for dates" };
        reader.wrong(source.span, format!("`{name}` is {noun}, and {what}"), "leave `read` out");
    }
    if source.format.is_some() && *kind != Type::Date {
        reader.wrong(source.span, format!("`{name}` is {noun}, and `format` is for dates"), "leave `format` out");
    }
    means_fit(reader, entry, kind, source);
    if source.separator.is_some() && *kind != Type::List {
        let message = format!("`{name}` is {noun}, and `separator` is for lists");
        reader.wrong(source.span, message, "leave `separator` out");
    }
}

/// Reports what texts cannot mean in a column of this type.
fn means_fit<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, kind: &Type, source: &Source) {
    let answers = ["yes", "no"].map(str::to_owned);
    let values: &[String] = match kind {
        Type::Choice(values) => values,
        Type::YesNo => &answers,
        Type::Text => return,
        _ if source.means.is_empty() => return,
        _ => {
            let message = format!("`{}` is {}, and `means` is for choices, texts, and yes/no", entry.name, kind.noun());
            return reader.wrong(source.span, message, "leave `means` out");
        }
    };
    let Some(means) = entry.value.get_ref().as_table().and_then(|settings| reader.get(settings, "means")) else {
        return;
    };
    let Some(means) = means.value.get_ref().as_table() else { return };
    for meaning in reader.entries(means) {
        if let Some((value, span)) = reader.text(&meaning).filter(|(value, _)| !values.contains(value)) {
            unknown_value(reader, entry.name, &value, span, &values.iter().map(String::as_str).collect::<Vec<_>>());
        }
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
