//! Texts that must be read as something else: yes or no, or a date. A column of another
//! kind would be missing everywhere without a word, and an order that was cancelled would
//! count; so it is refused.

use super::error::RunError;
use super::session::Session;
use super::tables::Tables;
use crate::diagnostics::{Diagnostic, Rule};
use crate::plan::{self, READABLE};
use crate::types::Model;
use crate::vocabulary::{CUSTOMERS, Source, Type};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, Int64Type};

/// What is wrong with the first such column, if anything is.
pub(super) fn check(model: &Model, tables: &Tables, session: &Session) -> Result<Option<Diagnostic>, RunError> {
    for (name, table) in &model.vocabulary().tables {
        let Some(mapping) = &table.mapping else { continue };
        let time = mapping.time.iter().filter(|_| name != CUSTOMERS).map(|time| ("time", time, Type::Date));
        let columns = mapping.columns.iter().filter_map(|(column, source)| {
            let kind = table.columns.get(column)?.kind.clone();
            matches!(kind, Type::YesNo | Type::Date).then_some((column.as_str(), source, kind))
        });
        for (column, source, meaning) in columns.chain(time) {
            let Some((table, source)) = model.kept(name, source) else { continue };
            let kind = tables.get(table).and_then(|table| table.kind(&source.column));
            if !matches!(kind, Some(DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)) {
                continue;
            }
            if let Some(stray) = stray(model, tables, session, (table, source), &meaning)? {
                return Ok(Some(refusal(column, source, &meaning, &stray)));
            }
        }
    }
    Ok(None)
}

/// A value that tells that the column holds something else: for yes/no any that is
/// neither, for dates one where none is a date.
fn stray(
    model: &Model,
    tables: &Tables,
    session: &Session,
    (table, source): (&str, &Source),
    meaning: &Type,
) -> Result<Option<String>, RunError> {
    let plan = plan::lower_readable(model, tables, table, source, meaning)?;
    let (mut known, mut read, mut stray) = (0, 0, None);
    for batch in session.run(plan) {
        let batch = batch?;
        let [known_name, read_name, stray_name] = READABLE;
        let number = |name| {
            batch.column_by_name(name).map_or(0, |column| column.as_primitive::<Int64Type>().values().iter().sum())
        };
        known += number(known_name);
        read += number(read_name);
        let texts = batch.column_by_name(stray_name).and_then(|column| column.as_string_opt::<i32>());
        stray = stray.or(texts.and_then(|texts| texts.iter().flatten().next()).map(str::to_owned));
    }
    let other = match meaning {
        Type::YesNo => read < known,
        _ => read == 0 && known > 0,
    };
    Ok(stray.filter(|_| other))
}

fn refusal(column: &str, source: &Source, meaning: &Type, stray: &str) -> Diagnostic {
    let (what, help) = match meaning {
        Type::YesNo => (
            "yes or no",
            format!(
                "it may hold yes, no, true, false, 1, 0; else compute it: `{column} = {{ is = \"... = {stray}\" }}`"
            ),
        ),
        _ => ("dates", "dates in text look like 2026-06-30 or 2026-06-30T12:00".to_owned()),
    };
    let message = format!("`{column}` needs {what}, and `{}` holds texts such as \"{stray}\"", source.column);
    Diagnostic::new(Rule::WrongColumnType, source.span, message, "").help(help)
}
