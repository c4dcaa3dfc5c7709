//! The periods that a condition names, with their places.

use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Literal, Modifier, ModifierKind, Term};
use crate::time::{Edge, Point, Window};

/// A period as it is written behind a word.
pub(super) struct Period<'a> {
    /// The word that it belongs to.
    pub term: &'a Term,
    /// Its place.
    pub span: Span,
    pub window: Window,
    /// Whether it is what the word stands for more with, as in `lapsed 90d`.
    pub is_argument: bool,
}

/// The periods of a condition, in the order of the text, those inside a `where` among them.
pub(super) fn periods(expr: &Expr) -> Vec<Period<'_>> {
    let mut found = Vec::new();
    collect(expr, &mut found);
    found
}

fn collect<'a>(expr: &'a Expr, found: &mut Vec<Period<'a>>) {
    match &expr.kind {
        ExprKind::Term(term) | ExprKind::Never(_, term) | ExprKind::Call(_, term) => of_term(term, found),
        ExprKind::Sequence(steps) => {
            steps.iter().filter_map(|step| step.term.as_ref()).for_each(|term| of_term(term, found));
        }
        _ => {}
    }
    expr.children().into_iter().for_each(|child| collect(child, found));
}

fn of_term<'a>(term: &'a Term, found: &mut Vec<Period<'a>>) {
    found.extend(term.modifiers.iter().filter_map(|modifier| {
        let is_argument = matches!(modifier.kind, ModifierKind::Argument(_));
        Some(Period { term, span: modifier.span, window: window(modifier)?, is_argument })
    }));
}

fn window(modifier: &Modifier) -> Option<Window> {
    match &modifier.kind {
        ModifierKind::Window(window) => *window,
        ModifierKind::Years(_) => modifier.years().and_then(|[from, to]| Window::years(from, to)),
        ModifierKind::Argument(value) => match &value.inside().kind {
            ExprKind::Literal(Literal::Length(length)) => Some(Window::since(Point::Ago(*length))),
            ExprKind::Literal(Literal::Time(point)) => Some(Window::since(*point)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an edge is a date or moment that is written out.
pub(super) fn is_fixed(edge: Edge) -> bool {
    matches!(edge, Edge::Day(_) | Edge::Moment(_) | Edge::After(_))
}
