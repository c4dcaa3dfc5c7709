//! What is written of people beside their key: fields and measures, by their words.

use super::context::Opened;
use super::trouble::Trouble;
use crate::analysis::analyze;
use crate::diagnostics::{Diagnostic, Rule, Severity, suggest};
use crate::results::Column;
use crate::source::{SourceFile, Span};
use crate::types::Surroundings;
use crate::types::ir::{ColumnRef, Value};
use crate::vocabulary::{CUSTOMERS, WordKind};

/// The word for since when somebody is in a segment.
const MEMBER_SINCE: &str = "member_since";

/// The columns of these words.
pub fn columns(opened: &Opened, words: &[String]) -> Result<Vec<Column>, Trouble> {
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let mut columns: Vec<(&str, Column)> = Vec::new();
    for word in words {
        if !columns.iter().any(|(taken, _)| *taken == word) {
            columns.push((word, column(opened, word)?));
        }
    }
    Ok(columns.into_iter().map(|(_, column)| column).collect())
}

fn column(opened: &Opened, word: &str) -> Result<Column, Trouble> {
    if word == MEMBER_SINCE {
        return Ok(Column::MemberSince);
    }
    let model = &opened.model;
    let value = match model.vocabulary().word(word).map(|word| &word.kind) {
        Some(WordKind::Field(_)) => Some(Value::Column(ColumnRef::new(CUSTOMERS, word))),
        Some(WordKind::Measure(_)) => model.measure(word).cloned(),
        Some(WordKind::Event(_) | WordKind::Condition(_)) => {
            let finding = finding(word, format!("`{word}` is not a value that can be written"), "a field or measure");
            return Err(Trouble::typed(word, finding.help("`seg words` lists fields and measures")));
        }
        None => None,
    };
    // Whether there is such a word, and data for it, is said as it is of a segment.
    let source = SourceFile::new("", format!("{word} is known"));
    let errors = analyze(&source, &Surroundings::of(model)).diagnostics.into_iter();
    let error = errors.into_iter().find(|finding| finding.severity() == Severity::Error);
    match (value, error) {
        (Some(value), None) => Ok(Column::Value(word.to_owned(), value)),
        (_, Some(error)) if error.span().range().end <= word.len() && error.rule != Rule::UnknownField => {
            Err(Trouble::typed(word, error))
        }
        _ => Err(Trouble::typed(word, unknown(opened, word))),
    }
}

fn unknown(opened: &Opened, word: &str) -> Diagnostic {
    let words = opened.model.vocabulary().words.values();
    let values = words.filter(|word| matches!(word.kind, WordKind::Field(_) | WordKind::Measure(_)));
    let names = values.map(|word| word.name.as_str()).chain([MEMBER_SINCE]);
    let near = suggest::nearest(word, names);
    let label = near.first().map_or_else(String::new, |near| format!("did you mean `{near}`?"));
    finding(word, format!("there is no field or measure called `{word}`"), &label)
        .help("`seg words` lists them; `member_since` is when somebody came into the segment")
}

fn finding(word: &str, message: String, label: &str) -> Diagnostic {
    Diagnostic::new(Rule::UnknownField, Span::new(0, word.len()), message, label)
}
