//! Values that are read as something else than their column has: texts as numbers,
//! amounts, dates, yes or no; floats as exact numbers; texts as choices. What cannot be
//! read is missing, which is counted and said. A column that holds something else
//! altogether is refused: an order that was cancelled would count without a word.

use super::error::RunError;
use super::inspect::{Found, Inspector};
use crate::diagnostics::{Diagnostic, Rule};
use crate::plan::{self, Readable};
use crate::vocabulary::{Source, Type};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, Int64Type};

/// A column whose values may not be readable.
struct Doubtful<'a> {
    name: &'a str,
    source: &'a Source,
    kind: DataType,
    meaning: Type,
}

/// Reads such columns of a table once.
pub(super) fn check(at: &Inspector<'_>, table: &str, found: &mut Found) -> Result<(), RunError> {
    let columns = doubtful(at, table);
    if columns.is_empty() {
        return Ok(());
    }
    let files = at.tables.get(table).map(|table| table.shown_has()).unwrap_or_default();
    for (place, (column, counted)) in columns.iter().zip(count(at, table, &columns)?).enumerate() {
        let Counted { known, read, stray: Some(stray) } = counted else { continue };
        if read >= known {
            continue;
        }
        let first = at.first_file(table, |part| {
            let counted = count(part, table, &columns)?.into_iter().nth(place).unwrap_or_default();
            Ok(counted.known - counted.read)
        })?;
        let label = match first {
            Some(first) => format!("{}: {}", first.place(known - read), column.shown(&stray)),
            None => format!("{files} {} here", column.shown(&stray)),
        };
        let is_choice = matches!(column.meaning, Type::Choice(_));
        if column.meaning == Type::YesNo || (read == 0 && !is_choice) {
            found.refused.push(refusal(column, &stray));
        } else {
            found.doubted.push(doubt(column, &stray, known, read, label));
        }
    }
    Ok(())
}

/// What was counted of a column's values.
#[derive(Default)]
struct Counted {
    /// Those that are there.
    known: i64,
    /// Those of them that can be read.
    read: i64,
    /// One that cannot.
    stray: Option<String>,
}

fn count(at: &Inspector<'_>, table: &str, columns: &[Doubtful<'_>]) -> Result<Vec<Counted>, RunError> {
    let asked: Vec<_> = columns.iter().map(|column| (column.source, &column.kind, column.meaning.clone())).collect();
    let plan = plan::lower_readable(at.model, &at.tables, table, &asked)?;
    let mut all: Vec<Counted> = columns.iter().map(|_| Counted::default()).collect();
    for batch in at.run(plan) {
        let batch = batch?;
        for (place, counted) in all.iter_mut().enumerate() {
            let number = |name: String| {
                let column = batch.column_by_name(&name).and_then(|column| column.as_primitive_opt::<Int64Type>());
                column.map_or(0, |column| column.values().iter().sum::<i64>())
            };
            let names = Readable(place);
            let stray = batch.column_by_name(&names.stray()).and_then(|column| column.as_string_opt::<i32>());
            counted.known += number(names.known());
            counted.read += number(names.read());
            counted.stray =
                counted.stray.take().or(stray.and_then(|texts| texts.iter().flatten().next()).map(str::to_owned));
        }
    }
    Ok(all)
}

/// The columns that a table keeps as something else than they stand for.
fn doubtful<'a>(at: &Inspector<'a>, table: &str) -> Vec<Doubtful<'a>> {
    let mut columns: Vec<Doubtful> = Vec::new();
    for (of, other) in &at.model.vocabulary().tables {
        let Some(mapping) = &other.mapping else { continue };
        let time = mapping.time.iter().map(|time| ("time", time, Type::Date));
        let own = mapping.columns.iter().filter_map(|(column, source)| {
            let kind = other.columns.get(column)?.kind.clone();
            Some((column.as_str(), source, kind))
        });
        for (name, source, meaning) in own.chain(time) {
            let Some((_, source)) = at.model.kept(of, source).filter(|(kept, _)| *kept == table) else { continue };
            let kind = at.tables.get(table).and_then(|table| table.kind(&source.column));
            let Some(kind) = kind.filter(|kind| may_fail(kind, &meaning)) else { continue };
            if !columns.iter().any(|known| known.source == source && known.meaning == meaning) {
                columns.push(Doubtful { name, source, kind: kind.clone(), meaning });
            }
        }
    }
    columns
}

/// Whether a value of a type may be none of what it is read as.
fn may_fail(kind: &DataType, meaning: &Type) -> bool {
    match meaning {
        Type::Money | Type::Number => *kind == DataType::Utf8View || kind.is_floating(),
        Type::YesNo => *kind == DataType::Utf8View || kind.is_integer(),
        Type::Date => *kind == DataType::Utf8View,
        Type::Choice(choices) => !choices.is_empty(),
        Type::Text | Type::List | Type::Key => false,
    }
}

impl Doubtful<'_> {
    /// A value of it, as it is shown.
    fn shown(&self, value: &str) -> String {
        match self.kind {
            DataType::Utf8View => format!("texts such as \"{value}\""),
            _ => format!("values such as {value}"),
        }
    }
}

fn refusal(column: &Doubtful<'_>, stray: &str) -> Diagnostic {
    let what = match column.meaning {
        Type::YesNo => "yes or no",
        Type::Date => "dates",
        _ => "numbers",
    };
    let (name, source, shown) = (column.name, column.source, column.shown(stray));
    let message = format!("`{name}` needs {what}, and `{}` holds {shown}", source.column);
    Diagnostic::new(Rule::WrongColumnType, source.span, message, "").help(repair(column, stray))
}

fn doubt(column: &Doubtful<'_>, stray: &str, known: i64, read: i64, label: String) -> Diagnostic {
    let unread = known - read;
    let (name, span) = (column.name, column.source.span);
    let what = match &column.meaning {
        Type::Choice(choices) => {
            let message = format!("{unread} of {known} values of `{name}` are none of its choices");
            let finding = Diagnostic::new(Rule::UnknownChoice, span, message, label);
            let finding = finding.help(format!("it is one of: {}", choices.join(", "))).help("else say what it means:");
            return finding.help(format!("  `{}`", meaning(column, stray, "...")));
        }
        Type::YesNo => "yes or no",
        Type::Date => "dates",
        Type::Money => "amounts in the project's currency",
        _ => "numbers",
    };
    let message = format!("{unread} of {known} values of `{name}` cannot be read");
    Diagnostic::new(Rule::UnreadableValues, span, message, label)
        .help(format!("they are no {what}, and count as missing"))
        .help(repair(column, stray))
}

/// How a project says what a text means.
fn meaning(column: &Doubtful<'_>, stray: &str, value: &str) -> String {
    let (name, source) = (column.name, &column.source.column);
    format!("{name} = {{ column = \"{source}\", means = {{ \"{stray}\" = \"{value}\" }} }}")
}

fn repair(column: &Doubtful<'_>, stray: &str) -> String {
    match column.meaning {
        Type::YesNo => {
            format!(
                "it may hold yes, no, true, false, 1, 0; else say what it means: `{}`",
                meaning(column, stray, "yes")
            )
        }
        Type::Date if column.source.unit.is_some() => "with a `unit`, times are whole numbers since 1970".to_owned(),
        Type::Date if column.source.format.is_none() => {
            "dates in text look like 2026-06-30 or 2026-06-30T12:00; else give their `format`".to_owned()
        }
        Type::Date => "dates in text look like 2026-06-30, or as `format` says".to_owned(),
        _ if column.kind.is_floating() => "numbers have at most 18 digits before the point".to_owned(),
        _ if stray.contains(',') && !column.source.comma => {
            "if decimals stand after a comma, write `decimal = \",\"` with the table".to_owned()
        }
        _ => "numbers in text look like 12.50 or 1,234.50".to_owned(),
    }
}
