//! `country = US or CA`: values that are joined as conditions are. They belong in a list.

use super::unquoted::{SENTENCE, is_of_unknown, said_in_quotes};
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{CompareOp, Expr, ExprKind, File, Modifier, ModifierKind, Quantity};

/// Says of such values that they belong in a list, in place of what was said of each.
pub(super) fn mend(text: &str, file: &File, diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.iter().any(about_a_value) {
        return;
    }
    let bodies = file.lets.iter().map(|helper| &helper.body).chain(file.segments.iter().map(|one| &one.body));
    bodies.for_each(|body| walk(text, body, diagnostics));
}

/// What is said of a value that stands alone.
fn about_a_value(d: &Diagnostic) -> bool {
    matches!(d.rule, Rule::UnknownField | Rule::BareNumber)
}

fn walk(text: &str, expr: &Expr, diagnostics: &mut Vec<Diagnostic>) {
    if let ExprKind::All(parts) | ExprKind::Any(parts) = &expr.kind {
        let either = matches!(expr.kind, ExprKind::Any(_));
        // A word that is nearly one of the language is that word, misspelt.
        let is_lost = |part: &Expr, diagnostics: &[Diagnostic]| {
            is_value(part)
                && !SENTENCE.contains(&text.get(part.span.range()).unwrap_or_default())
                && diagnostics.iter().any(|d| about_a_value(d) && d.span() == part.span && d.fixes.is_empty())
        };
        let mut rest = parts.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let count = after.iter().take_while(|part| is_lost(part, diagnostics)).count();
            let (lost, others) = after.split_at(count);
            if !either && compared(first).is_some_and(|value| !lost.iter().all(|part| looks_like(text, part, value))) {
                perhaps_a_value(text, first, lost, diagnostics);
                rest = others;
                continue;
            }
            if let Some(last) = lost.last()
                && !is_of_unknown(first, diagnostics)
                && let Some(finding) = finding(text, first, lost, last.span, either)
            {
                let is_comma = |d: &Diagnostic| d.rule == Rule::MisplacedWord && d.span().overlaps(finding.span());
                diagnostics.retain(|d| !(about_a_value(d) && lost.iter().any(|part| part.span == d.span())));
                diagnostics.retain(|d| !is_comma(d));
                diagnostics.push(finding);
            }
            rest = others;
        }
    }
    expr.children().into_iter().for_each(|inner| walk(text, inner, diagnostics));
}

/// The value that a field is compared with, if it is compared for being one.
fn compared(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Compare(_, CompareOp::Equal, _, right) if is_value(right) => Some(right),
        _ => None,
    }
}

/// Whether two values are written alike: both in quotes, or both in capitals.
fn looks_like(text: &str, one: &Expr, other: &Expr) -> bool {
    let slice = |expr: &Expr| text.get(expr.span.range()).unwrap_or_default();
    let in_quotes = |expr: &Expr| slice(expr).starts_with('"');
    let in_capitals = |expr: &Expr| slice(expr).chars().all(char::is_uppercase);
    in_quotes(one) && in_quotes(other) || in_capitals(one) && in_capitals(other)
}

/// Words that nothing has, behind `and`: a condition that is misspelt, or one more value.
fn perhaps_a_value(text: &str, first: &Expr, lost: &[Expr], diagnostics: &mut [Diagnostic]) {
    let Some(found) = finding(text, first, lost, lost.last().map_or(first.span, |last| last.span), true) else {
        return;
    };
    let Some(fix) = found.fixes.into_iter().next() else { return };
    let written = fix.edits.first().map(|edit| edit.text.clone()).unwrap_or_default();
    let about = lost.first().and_then(|part| diagnostics.iter_mut().find(|d| d.span() == part.span));
    if let Some(diagnostic) = about {
        diagnostic.help.push(format!("if it is one more value: `{written}`"));
        diagnostic.fixes.push(fix);
    }
}

/// What is wrong, and how the values are listed: as a comparison, a test of a list, a short form.
fn finding(text: &str, first: &Expr, lost: &[Expr], end: Span, either: bool) -> Option<Diagnostic> {
    let slice = |span: Span| text.get(span.range()).unwrap_or_default();
    let list = |value: &Expr| {
        let values: Vec<&str> = std::iter::once(value).chain(lost).map(|value| slice(value.span)).collect();
        format!("({})", values.join(", "))
    };
    let message = "several values stand in a list";
    let (from, written) = match &first.kind {
        ExprKind::Compare(_, CompareOp::Equal, at, right) if is_value(right) => {
            (at.start, format!("in {}", list(right)))
        }
        ExprKind::Text { needles, quantity: Quantity::Any, .. } => {
            let [needle] = needles.as_slice() else { return None };
            let quantity = if either { "any of" } else { "all of" };
            (needle.span.start, format!("{quantity} {}", list(needle)))
        }
        ExprKind::Term(term) | ExprKind::Never(_, term) => {
            let Some(Modifier { kind: ModifierKind::Short(name, values), span }) = term.modifiers.last() else {
                return None;
            };
            let [value] = values.as_slice() else { return None };
            if !either {
                let start = Span::new(first.span.start, value.span.start);
                let again = |part: &Expr| Edit {
                    span: Span::new(part.span.start, part.span.start),
                    text: slice(start).to_owned(),
                };
                let message = "a value alone is not a condition; say what was done to it again";
                let fix = Fix { safety: Safety::Unsafe, edits: lost.iter().map(again).collect() };
                let label = format!("`{}` before this?", slice(start).trim_end());
                return Some(Diagnostic::new(Rule::BareNumber, lost.first()?.span, message, label).fixed_by(fix));
            }
            match name {
                Some(_) => (value.span.start, format!("in {}", list(value))),
                None => (span.start, format!("in {}", list(value))),
            }
        }
        _ => return None,
    };
    let values = from_first_value(first, lost);
    let stand_apart = values.windows(2).any(|pair| match pair {
        [before, next] => !slice(Span::new(before.end, next.start)).trim().is_empty(),
        _ => false,
    });
    if !stand_apart && let Some(start) = values.first() {
        // `contains product launches`
        let whole = Span::new(start.start, end.end);
        return Some(said_in_quotes(text, whole));
    }
    let at = Span::new(from, end.end);
    Some(Diagnostic::new(Rule::MissingPart, at, message, format!("write `{written}`")).fix(Safety::Unsafe, at, written))
}

/// The places of the values, the one that the first condition ends with among them.
fn from_first_value(first: &Expr, lost: &[Expr]) -> Vec<Span> {
    let last = match &first.kind {
        ExprKind::Compare(_, _, _, right) => Some(right.span),
        ExprKind::Text { needles, .. } => needles.last().map(|needle| needle.span),
        ExprKind::Term(term) | ExprKind::Never(_, term) => match term.modifiers.last() {
            Some(Modifier { kind: ModifierKind::Short(_, values), .. }) => values.last().map(|value| value.span),
            _ => None,
        },
        _ => None,
    };
    last.into_iter().chain(lost.iter().map(|part| part.span)).collect()
}

/// Whether an expression can only be a value: a text, or a word alone.
fn is_value(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Term(term) => term.modifiers.is_empty() && term.property.is_none(),
        ExprKind::Literal(_) => true,
        _ => false,
    }
}
