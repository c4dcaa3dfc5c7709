//! `double-negative`: two negations that cancel each other.

use super::Found;
use super::text::Text;
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{CompareOp, Expr, ExprKind, Quantity};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        segment.body.walk(&mut |clause| {
            if let ExprKind::Not(not, inner) = &clause.expr.inside().kind
                && let Some((second, without)) = negation(inner)
            {
                found.report(finding(text, clause.expr.inside().span, *not, second, without));
            }
        });
    }
}

/// The inner negation: its place, and the edits that take it away, where that is plain.
fn negation(inner: &Expr) -> Option<(Span, Vec<Edit>)> {
    let edit = |span: Span, text: &str| Edit { span, text: text.to_owned() };
    let plain = inner.inside();
    match &plain.kind {
        ExprKind::Not(second, after) => {
            // The parentheses of `not (not a)` go too.
            let open = edit(Span::new(inner.span.start, after.span.start), "");
            let close = edit(Span::new(after.span.end, inner.span.end), "");
            let edits = if close.span.is_empty() { vec![open] } else { vec![open, close] };
            Some((*second, edits))
        }
        ExprKind::Never(second, term) => Some((*second, vec![edit(Span::new(second.start, term.span.start), "")])),
        ExprKind::Compare(_, CompareOp::NotEqual, at, _) => Some((*at, vec![edit(*at, "=")])),
        ExprKind::Between { value, negated: true, low, .. } => {
            let between = Span::new(value.span.end, low.span.start);
            Some((between, vec![edit(between, " between ")]))
        }
        ExprKind::OneOf { value, negated: true, .. } => {
            let at = Span::new(value.span.start, plain.span.end);
            Some((at, Vec::new()))
        }
        ExprKind::Text { negated: true, .. } | ExprKind::Text { quantity: Quantity::None, .. } => {
            Some((plain.span, Vec::new()))
        }
        _ => None,
    }
}

fn finding(text: &Text<'_>, whole: Span, not: Span, second: Span, mut edits: Vec<Edit>) -> Diagnostic {
    let message = "two negations cancel each other";
    let mut finding =
        Diagnostic::new(Rule::DoubleNegative, not, message, "this `not`").also(second, "negates what is negated here");
    if edits.is_empty() {
        return finding.help("say it without either");
    }
    let after = text.source.text().get(not.end..).unwrap_or_default();
    let blank = after.len() - after.trim_start().len();
    edits.insert(0, Edit { span: Span::new(not.start, not.end + blank), text: String::new() });
    // A comment between the two would be lost.
    let safety = if text.slice(whole).contains('#') { Safety::Unsafe } else { Safety::Safe };
    let plain = rewritten(text, whole, &edits);
    if !plain.contains('\n') && plain.chars().count() <= 60 {
        finding = finding.help(format!("the same is `{plain}`"));
    }
    finding.fixed_by(Fix { safety, edits })
}

fn rewritten(text: &Text<'_>, whole: Span, edits: &[Edit]) -> String {
    let mut plain = String::new();
    let mut at = whole.start;
    for edit in edits {
        plain.push_str(text.slice(Span::new(at, edit.span.start)));
        plain.push_str(&edit.text);
        at = edit.span.end;
    }
    plain.push_str(text.slice(Span::new(at, whole.end)));
    plain
}
