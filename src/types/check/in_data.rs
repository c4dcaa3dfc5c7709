//! Values that the data never holds: what is said of them, and what is offered.

use super::tests::column_of;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use crate::types::ir::{ColumnRef, Value};

/// So many values of a column are listed where one is asked for that it has not.
const FEW: usize = 16;

impl Checker<'_> {
    /// Looks up a value that is written for a column of names; the nearest are offered.
    pub(super) fn look_up(&mut self, column: &ColumnRef, value: &str, span: Span) {
        let declared = self.model.vocabulary().column(&column.table, &column.column);
        if !declared.is_some_and(|column| column.names) {
            return;
        }
        self.wants.values.insert(column.clone());
        let Some(values) = self.catalog.values.get(column).filter(|values| !values.truncated) else {
            return;
        };
        let known: Vec<&str> = values.counts.keys().map(String::as_str).collect();
        let folded = value.to_lowercase();
        if known.iter().any(|known| known.to_lowercase() == folded) {
            return;
        }
        let code = declared.and_then(|column| column.codes).and_then(|codes| codes.code_of(value));
        let near = match code.and_then(|code| known.iter().find(|known| known.eq_ignore_ascii_case(code))) {
            Some(code) => vec![*code],
            // One code is always near another, and means another thing.
            None if value.chars().count() < 3 => Vec::new(),
            None => suggest::nearest(value, known.iter().copied()),
        };
        let label = near.first().map(|near| format!("did you mean \"{near}\"?")).unwrap_or_default();
        let message = messages::not_in_data(&column.column, value);
        let mut diagnostic = Diagnostic::new(Rule::UnknownInData, span, message, label);
        let is_of_customers = self.model.is_of_customers(&column.table);
        let with_customers = |name: &str| {
            let customers = values.counts.get(name).copied().unwrap_or_default();
            if !is_of_customers {
                return format!("\"{name}\"");
            }
            format!("\"{name}\"  {} customers", messages::thousands(customers))
        };
        for name in &near {
            diagnostic = diagnostic.help(with_customers(name));
        }
        let count = known.len();
        diagnostic = if count == 0 {
            diagnostic.help(format!("the data has no `{}` at all", column.column))
        } else if count <= FEW && near.is_empty() {
            let all: Vec<String> = known.iter().map(|known| format!("\"{known}\"")).collect();
            diagnostic.listing(&format!("`{}` is one of:", column.column), &all)
        } else {
            // Of many, those that have a word in common: none of them is likely enough to be offered.
            let alike = suggest::sharing_a_word(value, known.iter().copied().filter(|_| near.is_empty()));
            let diagnostic = alike.into_iter().map(with_customers).fold(diagnostic, Diagnostic::help);
            let count = messages::thousands(count as u64);
            diagnostic.help(format!("the data has {count} different values of `{}`", column.column))
        };
        if let Some(near) = near.first() {
            diagnostic = diagnostic.fix(Safety::Unsafe, span, format!("\"{near}\""));
        }
        self.report(diagnostic);
    }

    /// Of the values of one list that the data has not, and nothing like them, one message says so.
    pub(super) fn join_unknown(&mut self, value: &Value, reported: usize) {
        let Some(column) = column_of(value) else { return };
        let (lost, others): (Vec<Diagnostic>, Vec<Diagnostic>) = (self.diagnostics.drain(reported..))
            .partition(|found| found.rule == Rule::UnknownInData && found.fixes.is_empty());
        self.diagnostics.extend(others);
        let places: Vec<Span> = lost.iter().map(Diagnostic::span).collect();
        let Some(first) = lost.into_iter().next() else { return };
        let [at, rest @ ..] = places.as_slice() else { return };
        if rest.is_empty() {
            return self.report(first);
        }
        let count = places.len();
        let message = format!("{count} of these values of `{}` are not in the data", column.column);
        let mut joined = Diagnostic::new(Rule::UnknownInData, *at, message, "not in the data");
        for place in rest {
            joined = joined.also(*place, "nor is this");
        }
        joined.help = first.help;
        self.report(joined);
    }
}
