//! `missing-included`: a negative test holds for whoever the value is not known of.

use super::Found;
use super::clause::{Clause, Parts};
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::ir::{Condition, Test, Value};
use crate::types::thousands;
use crate::vocabulary::CUSTOMERS;

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        let mut tests = Vec::new();
        negative(&segment.body, false, &mut tests);
        for test in tests {
            let missing = Condition::Test(Test::Known(test.value.clone())).negate();
            let among = Condition::All(vec![segment.condition.clone(), missing]);
            if text.prover.never(&among) {
                continue;
            }
            found.wants.counts.insert(among.canonical());
            // Without the data nobody knows whether there is anybody of whom it is not known.
            if let Some(count) = text.catalog.count(&among).filter(|count| *count > 0) {
                found.report(finding(text, &test, count));
            }
        }
    }
}

/// A test that must not hold.
struct Negative {
    span: Span,
    /// The place of the value.
    of: Span,
    value: Value,
}

/// The comparisons that must not hold, where `negated` says whether the clause must not.
fn negative(clause: &Clause<'_>, negated: bool, found: &mut Vec<Negative>) {
    match &clause.parts {
        Parts::All(parts) | Parts::Any(parts) => parts.iter().for_each(|part| negative(part, negated, found)),
        Parts::Not(inner) => match &inner.parts {
            Parts::One(condition) if !negated => found.extend(test(condition, inner.expr, clause.expr.inside().span)),
            _ => negative(inner, !negated, found),
        },
        Parts::One(Condition::Not(condition)) if !negated => {
            found.extend(test(condition, clause.expr, clause.expr.inside().span));
        }
        Parts::One(condition) if negated => found.extend(test(condition, clause.expr, clause.expr.inside().span)),
        Parts::One(_) => {}
    }
}

/// The comparison of one value that a condition is, if it is written as one. Words that stand for more
/// and lists are left aside: who is in no list has none, and that is what is asked for.
fn test(condition: &Condition, expr: &Expr, span: Span) -> Option<Negative> {
    let of = match &expr.inside().kind {
        ExprKind::Compare(value, ..)
        | ExprKind::Between { value, .. }
        | ExprKind::InSet { value, .. }
        | ExprKind::OneOf { value, .. }
        | ExprKind::Text { value, .. } => value.span,
        ExprKind::Term(term) if !term.modifiers.is_empty() => term.word.span,
        ExprKind::Near(_) => expr.span,
        _ => return None,
    };
    let mut values: Vec<&Value> = Vec::new();
    let mut plain = true;
    condition.for_each_test(&mut |test| {
        plain &= !matches!(test, Test::Holds { .. } | Test::Known(_) | Test::Flag(_) | Test::Sampled { .. });
        values.extend(test.values().into_iter().filter(|value| !matches!(value, Value::Number(_))));
    });
    values.dedup();
    let [value] = values.as_slice() else { return None };
    plain.then(|| Negative { span, of, value: (*value).clone() })
}

fn finding(text: &Text<'_>, test: &Negative, count: u64) -> Diagnostic {
    if matches!(&test.value, Value::Fact(fact) if fact.distance().is_some()) {
        let label = format!("{} of those who match", thousands(count));
        let message = "this includes customers of whom it is not known where they live";
        return Diagnostic::new(Rule::MissingIncluded, test.span, message, label)
            .help(format!("without them: {}", known_place(text)))
            .help("with them on purpose: `# allow: missing-included`");
    }
    let of = text.quoted(test.of).unwrap_or_else(|| "a value".to_owned());
    let message = format!("this includes customers whose {of} is not known");
    let label = match count {
        1 => "of one of those who match it is not known".to_owned(),
        _ => format!("of {} of those who match it is not known", thousands(count)),
    };
    let finding = Diagnostic::new(Rule::MissingIncluded, test.span, message, label);
    let finding = match text.quoted(test.of) {
        Some(of) => finding.help(format!("without them: add `and {} is known`", of.trim_matches('`'))),
        None => finding.help("without them: ask that it be known, too"),
    };
    finding.help("with them on purpose: `# allow: missing-included`")
}

/// What to add so that it is known where somebody lives, as the project's data says it.
fn known_place(text: &Text<'_>) -> String {
    let columns = text.model.whereabouts(CUSTOMERS).map(|way| way.columns(CUSTOMERS)).unwrap_or_default();
    match columns.first().map(|column| column.column.as_str()) {
        Some(name) if text.model.vocabulary().word(name).is_some() => format!("add `and {name} is known`"),
        _ => "ask, too, that it be known where they live".to_owned(),
    }
}
