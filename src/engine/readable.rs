//! Texts that must be read as something else: yes or no, numbers, amounts, dates. What
//! cannot be read is missing, which is counted and said. A column that holds something
//! else altogether is refused: an order that was cancelled would count without a word.

use super::error::RunError;
use super::session::Session;
use super::tables::Tables;
use crate::diagnostics::{Diagnostic, Rule};
use crate::plan::{self, Readable};
use crate::types::Model;
use crate::vocabulary::{CUSTOMERS, Source, Type};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use std::collections::BTreeMap;

/// What was found out about the texts of a project.
#[derive(Debug, Default)]
pub(super) struct Readings {
    /// Columns that cannot be what the mapping says.
    pub refused: Vec<Diagnostic>,
    /// Columns of which some values cannot be read.
    pub doubted: Vec<Diagnostic>,
}

/// A column that is read from text.
struct Text<'a> {
    name: &'a str,
    source: &'a Source,
    meaning: Type,
}

/// Reads every text column once.
pub(super) fn check(model: &Model, tables: &Tables, session: &Session) -> Result<Readings, RunError> {
    let mut readings = Readings::default();
    for (table, texts) in texts(model, tables) {
        let columns: Vec<_> = texts.iter().map(|text| (text.source, text.meaning.clone())).collect();
        let plan = plan::lower_readable(model, tables, table, &columns)?;
        for batch in session.run(plan) {
            let batch = batch?;
            for (at, text) in texts.iter().enumerate() {
                let number = |name: String| {
                    let column = batch.column_by_name(&name).and_then(|column| column.as_primitive_opt::<Int64Type>());
                    column.map_or(0, |column| column.values().iter().sum::<i64>())
                };
                let stray =
                    batch.column_by_name(&Readable(at).stray()).and_then(|column| column.as_string_opt::<i32>());
                let stray = stray.and_then(|texts| texts.iter().flatten().next());
                let (known, read) = (number(Readable(at).known()), number(Readable(at).read()));
                let Some(stray) = stray.filter(|_| read < known) else { continue };
                let file = tables.get(table).map(|table| table.shown_has()).unwrap_or_default();
                if read == 0 || text.meaning == Type::YesNo {
                    readings.refused.push(refusal(text, stray));
                } else {
                    readings.doubted.push(doubt(text, stray, known, read, &file));
                }
            }
        }
    }
    Ok(readings)
}

/// The columns that are kept as text and stand for something else, by the table that keeps them.
fn texts<'a>(model: &'a Model, tables: &Tables) -> BTreeMap<&'a str, Vec<Text<'a>>> {
    let mut texts: BTreeMap<&str, Vec<Text>> = BTreeMap::new();
    for (name, table) in &model.vocabulary().tables {
        let Some(mapping) = &table.mapping else { continue };
        let time = mapping.time.iter().filter(|_| name != CUSTOMERS).map(|time| ("time", time, Type::Date));
        let columns = mapping.columns.iter().filter_map(|(column, source)| {
            let kind = table.columns.get(column)?.kind.clone();
            matches!(kind, Type::YesNo | Type::Date | Type::Number | Type::Money).then_some((
                column.as_str(),
                source,
                kind,
            ))
        });
        for (name_of_column, source, meaning) in columns.chain(time) {
            let Some((kept, source)) = model.kept(name, source) else { continue };
            let kind = tables.get(kept).and_then(|table| table.kind(&source.column));
            if kind == Some(&DataType::Utf8View) {
                let known = texts.entry(kept).or_default();
                if !known.iter().any(|text| text.source == source && text.meaning == meaning) {
                    known.push(Text { name: name_of_column, source, meaning });
                }
            }
        }
    }
    texts
}

fn refusal(text: &Text<'_>, stray: &str) -> Diagnostic {
    let what = match text.meaning {
        Type::YesNo => "yes or no",
        Type::Date => "dates",
        _ => "numbers",
    };
    let message = format!("`{}` needs {what}, and `{}` holds texts such as \"{stray}\"", text.name, text.source.column);
    Diagnostic::new(Rule::WrongColumnType, text.source.span, message, "").help(repair(text, stray))
}

fn doubt(text: &Text<'_>, stray: &str, known: i64, read: i64, file: &str) -> Diagnostic {
    let what = match text.meaning {
        Type::YesNo => "yes or no",
        Type::Date => "dates",
        Type::Money => "amounts in the project's currency",
        _ => "numbers",
    };
    let unread = known - read;
    let message = format!("{unread} of {known} values of `{}` cannot be read", text.name);
    let label = format!("{file} texts such as \"{stray}\" here");
    Diagnostic::new(Rule::UnreadableValues, text.source.span, message, label)
        .help(format!("they are no {what}, and count as missing"))
        .help(repair(text, stray))
}

fn repair(text: &Text<'_>, stray: &str) -> String {
    let name = text.name;
    match text.meaning {
        Type::YesNo => {
            format!("it may hold yes, no, true, false, 1, 0; else compute it: `{name} = {{ is = \"... = {stray}\" }}`")
        }
        Type::Date if text.source.format.is_none() => {
            "dates in text look like 2026-06-30 or 2026-06-30T12:00; else give their `format`".to_owned()
        }
        Type::Date => "dates in text look like 2026-06-30, or as `format` says".to_owned(),
        _ if stray.contains(',') && !text.source.comma => {
            "if decimals stand after a comma, write `decimal = \",\"` with the table".to_owned()
        }
        _ => "numbers in text look like 12.50 or 1,234.50".to_owned(),
    }
}
