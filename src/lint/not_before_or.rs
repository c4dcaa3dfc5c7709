//! `not-before-or`: `not a or b` negates `a` only.

use super::Found;
use super::clause::Parts;
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::syntax::ast::{Expr, ExprKind};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        segment.body.walk(&mut |clause| {
            let Parts::Any(parts) = &clause.parts else { return };
            for pair in parts.windows(2) {
                let [left, right] = pair else { continue };
                if let ExprKind::Not(_, inner) = &left.expr.kind {
                    found.report(finding(text, (left.expr, inner), right.expr));
                }
            }
        });
    }
}

fn finding(text: &Text<'_>, (left, inner): (&Expr, &Expr), right: &Expr) -> Diagnostic {
    let also_negated = matches!(right.kind, ExprKind::Not(..));
    let label = if also_negated { "and this is negated for itself" } else { "this is not" };
    let mut finding = Diagnostic::new(Rule::NotBeforeOr, left.span, "`not` stops before `or`", "only this is negated")
        .also(right.span, label);
    let (written, inside, beside) = (text.slice(left.span), text.slice(inner.span), text.slice(right.span));
    let plain = match &right.kind {
        ExprKind::Not(_, inner) => text.slice(inner.span),
        _ => beside,
    };
    let neither = format!("not ({inside} or {plain})");
    // A rewrite that does not fit on a line is drawn badly; what it would be is clear without.
    if !neither.contains('\n') && neither.chars().count() <= 40 {
        finding = finding.help(format!("for \"neither of the two\" write `{neither}`"));
    } else {
        finding = finding.help("for \"neither of the two\" put parentheses around both");
    }
    let as_written = format!("({written})");
    if !written.contains('\n') && written.chars().count() <= 40 {
        finding = finding.help(format!("if it is meant as written, say so: `{as_written} or ...`"));
    }
    finding.fix(Safety::Unsafe, left.span.to(right.span), neither).fix(Safety::Display, left.span, as_written)
}
