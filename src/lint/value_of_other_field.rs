//! `value-of-other-field`: the data never holds a value here, and another field has it as a choice.

use super::Found;
use super::clause::{Clause, Parts};
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::types::ir::{ColumnRef, Condition, Test, Value, fold};
use crate::vocabulary::{CUSTOMERS, Type, WordKind};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        segment.body.walk(&mut |clause| {
            if let Parts::One(condition) = &clause.parts
                && let Some((column, value, negated)) = asked(condition)
                && is_never_there(text, column, value)
                && let Some((field, choice)) = owner(text, column, value)
            {
                found.report(finding(clause, &column.column, (field, choice), negated));
            }
        });
    }
}

/// The column of customers that a condition asks for one value, that value, and whether it must not be.
fn asked(condition: &Condition) -> Option<(&ColumnRef, &str, bool)> {
    let (test, negated) = match condition {
        Condition::Test(test) => (test, false),
        Condition::Not(inner) => match &**inner {
            Condition::Test(test) => (test, true),
            _ => return None,
        },
        _ => return None,
    };
    let (value, text) = match test {
        Test::Holds { list, item, .. } => (list, item),
        Test::OneOf { value, options, .. } => match options.as_slice() {
            [one] => (value, one),
            _ => return None,
        },
        _ => return None,
    };
    match value {
        Value::Column(column) if column.table == CUSTOMERS => Some((column, text, negated)),
        _ => None,
    }
}

/// Whether the data was looked through, and has the value nowhere in the column.
fn is_never_there(text: &Text<'_>, column: &ColumnRef, value: &str) -> bool {
    let values = text.catalog.values.get(column).filter(|values| !values.truncated);
    values.is_some_and(|values| values.counts.keys().all(|known| fold(known) != fold(value)))
}

/// The only other field that has a value among its choices, and how it is spelt there.
fn owner<'a>(text: &Text<'a>, column: &ColumnRef, value: &str) -> Option<(&'a str, &'a str)> {
    let model = text.model;
    let fields = model.vocabulary().words.values().filter_map(|word| match &word.kind {
        WordKind::Field(Type::Choice(choices)) if word.name != column.column => Some((word.name.as_str(), choices)),
        _ => None,
    });
    let here = fields.filter(|(name, _)| model.has_column(&ColumnRef::new(CUSTOMERS, *name)));
    let mut owners = here.filter_map(|(name, choices)| {
        let choice = choices.iter().find(|choice| fold(choice) == fold(value))?;
        Some((name, choice.as_str()))
    });
    let first = owners.next();
    first.filter(|_| owners.next().is_none())
}

fn finding(clause: &Clause<'_>, column: &str, (field, choice): (&str, &str), negated: bool) -> Diagnostic {
    let message = format!("`{choice}` is a value of `{field}`, not of `{column}`");
    let instead = format!("{field} {} {choice}", if negated { "!=" } else { "=" });
    let label = format!("the data never has it in `{column}`");
    let span = clause.expr.inside().span;
    Diagnostic::new(Rule::ValueOfOtherField, span, message, label).help(format!("did you mean `{instead}`?")).fix(
        Safety::Unsafe,
        span,
        instead,
    )
}
