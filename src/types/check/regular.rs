//! In how many of the last periods something happened.

use super::Checker;
use super::event::Parts;
use crate::diagnostics::{Diagnostic, Rule};
use crate::syntax::ast::{CompareOp, ModifierKind, Term};
use crate::types::ir::{Comparison, Condition, Fact, Regular, Test, Value};
use rust_decimal::Decimal;

impl<'a> Checker<'a> {
    /// How often an event happened, or in how many periods.
    pub(super) fn how_often(&mut self, event: &str, term: &'a Term, parts: Parts) -> Option<Condition> {
        let Some(asked) = parts.regular else {
            return Some(self.times(event, parts));
        };
        let times = match parts.frequency {
            None => 1,
            Some((CompareOp::AtLeast, times @ 1..)) => times,
            Some(_) => {
                let is_count = |kind: &ModifierKind| matches!(kind, ModifierKind::Frequency(..));
                let count = term.modifiers.iter().find(|modifier| is_count(&modifier.kind));
                let at = count.map_or(term.span, |count| count.span);
                let message = "a period counts from so many times on";
                self.report(
                    Diagnostic::new(Rule::MisplacedModifier, at, message, "write `at least ...`")
                        .help(format!("for example `{event} at least twice in each of the last 3 months`")),
                );
                return None;
            }
        };
        let filter = (!parts.filters.is_empty()).then(|| Condition::all(parts.filters));
        let regular = Regular { event: event.to_owned(), filter, times, of: asked.of, period: asked.period };
        let comparison = match asked.op {
            CompareOp::AtLeast => Comparison::AtLeast,
            CompareOp::AtMost => Comparison::AtMost,
            _ => Comparison::Equal,
        };
        let periods = Value::Number(Decimal::from(asked.periods));
        Some(Condition::Test(Test::Compare(Value::Fact(Box::new(Fact::Regular(regular))), comparison, periods)))
    }
}
