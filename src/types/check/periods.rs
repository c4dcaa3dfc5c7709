//! Periods behind a word, and numbers of four digits, which may be years.

use super::Checker;
use crate::syntax::ast::{Expr, Modifier, ModifierKind};
use crate::syntax::out_of_reach;
use crate::time::Window;

impl Checker<'_> {
    /// The period that a modifier names; none if it is wrong, which has been reported, or no such.
    pub(super) fn window(&mut self, modifier: &Modifier) -> Option<Window> {
        match &modifier.kind {
            ModifierKind::Window(window) => *window,
            ModifierKind::Years(bounds) => {
                let [low, high] = bounds.as_ref();
                self.years(low, high)
            }
            _ => None,
        }
    }

    pub(super) fn years(&mut self, low: &Expr, high: &Expr) -> Option<Window> {
        let (from, to) = (low.year()?, high.year()?);
        let refusals = [out_of_reach(from, low.span), out_of_reach(to, high.span)];
        let is_sane = refusals.iter().all(Option::is_none);
        refusals.into_iter().flatten().for_each(|refusal| self.report(refusal));
        if is_sane && from > to {
            self.reversed(&from.to_string(), &to.to_string(), "earlier", low.span.to(high.span));
        }
        // What hangs on it is looked at as it was meant.
        Window::years(from.min(to), from.max(to)).filter(|_| is_sane)
    }

    /// Whether a number is written as a year is.
    pub(super) fn is_year(&self, expr: &Expr) -> bool {
        let said = self.said(expr.span);
        expr.year().is_some() && said.len() == 4 && said.bytes().all(|byte| byte.is_ascii_digit())
    }
}
