//! `list-of-one`: `country in (US)` is `country = US`.

use super::Found;
use super::text::Text;
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        segment.body.walk(&mut |clause| {
            let expr = clause.expr.inside();
            if let ExprKind::OneOf { value, list, negated } = &expr.kind
                && let [item] = list.as_slice()
                && !names_several(text, item)
                && !is_event(text, value)
            {
                found.report(finding(text, expr, value, item, *negated));
            }
        });
    }
}

/// Whether a value of a list is a named set.
fn names_several(text: &Text<'_>, item: &Expr) -> bool {
    text.model.vocabulary().sets.contains_key(text.slice(item.span))
}

/// Whether what is tested is an event, which has a text of its own: `texted in ("JOIN")`.
fn is_event(text: &Text<'_>, value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Never(..) => true,
        ExprKind::Term(term) => term.property.is_none() && text.model.vocabulary().event(&term.word.text).is_some(),
        _ => false,
    }
}

fn finding(text: &Text<'_>, expr: &Expr, value: &Expr, item: &Expr, negated: bool) -> Diagnostic {
    let sign = if negated { "!=" } else { "=" };
    let (before, after) = (Span::new(value.span.end, item.span.start), Span::new(item.span.end, expr.span.end));
    let at = Span::new(before.start + blank(text.slice(before)), expr.span.end);
    let plain = format!("{sign} {}", text.slice(item.span));
    let message = match text.quoted(at) {
        Some(written) if plain.chars().count() <= 30 => format!("{written} is `{plain}`"),
        _ => format!("a list of a single value is plainer with `{sign}`"),
    };
    let finding = Diagnostic::new(Rule::ListOfOne, at, message, "one value only");
    let edit = |span: Span, text: &str| Edit { span, text: text.to_owned() };
    let edits = vec![edit(before, &format!(" {sign} ")), edit(after, "")];
    // A comment in the list would be lost.
    match text.slice(before).contains('#') || text.slice(after).contains('#') {
        true => finding,
        false => finding.fixed_by(Fix { safety: Safety::Safe, edits }),
    }
}

/// How many bytes of blank a text begins with.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
