//! Parts of a text as they are written, for use in what messages offer.

use super::Checker;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Literal};

/// More characters than these are not repeated in a message.
const SHORT: usize = 40;

/// What stands for more.
const LONG: &str = "...";

impl<'a> Checker<'a> {
    /// What stands at a place of the text at hand.
    pub(super) fn said(&self, span: Span) -> &'a str {
        self.text.as_ref().and_then(|text| text.source.text().get(span.range())).unwrap_or_default()
    }

    /// Whether nothing follows a place: what lacks there may be still to come.
    pub(super) fn ends_the_text(&self, span: Span) -> bool {
        let rest = self.text.as_ref().and_then(|text| text.source.text().get(span.end..));
        rest.is_some_and(|rest| rest.trim().is_empty())
    }

    /// A word without what is asked of it, or what else is short, as it is written, for use in examples.
    pub(super) fn written(&self, expr: &Expr) -> String {
        let whole = self.on_a_line(expr.inside().span);
        let name = match &expr.inside().kind {
            ExprKind::Term(term) => match &term.property {
                Some(property) => format!("{}.{}", term.word.text, property.text),
                None => term.word.text.clone(),
            },
            ExprKind::Call(function, term) => format!("{}({})", function.text, term.word.text),
            _ => return self.on_a_line(expr.span),
        };
        let is_bare = matches!(&expr.inside().kind, ExprKind::Term(term) if term.nth.is_none());
        if is_bare || whole == LONG { name } else { whole }
    }

    /// What stands at a place, on one line, if it is short.
    pub(super) fn on_a_line(&self, span: Span) -> String {
        let said = self.said(span);
        let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_short = !line.is_empty() && line.chars().count() <= SHORT && !said.contains('#');
        if is_short { line } else { LONG.to_owned() }
    }

    /// A value as a text in quotes.
    pub(super) fn quoted(&self, expr: &Expr) -> String {
        match &expr.inside().kind {
            ExprKind::Literal(Literal::Text { text, .. }) => format!("\"{text}\""),
            ExprKind::Term(term) => format!("\"{}\"", term.word.text),
            _ => "\"...\"".to_owned(),
        }
    }
}
