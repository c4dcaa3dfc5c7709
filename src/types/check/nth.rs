//! The first time, the second, and so on.

use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Modifier, ModifierKind, Nth, Term};
use crate::types::ir::{self, Condition, Test, Value};
use crate::vocabulary::Type;

impl<'a> Checker<'a> {
    /// `first ordered last 30d`: when that row happened lies in the period.
    pub(super) fn nth_condition(&mut self, nth: Nth, term: &'a Term) -> Option<Condition> {
        let event = term.word.text.as_str();
        let Some(period) = term.modifiers.iter().find(|modifier| modifier.is_period()) else {
            self.nth_value(nth, term, &[])?;
            let words = messages::ordinal(nth.number);
            let message = format!("`{words} {event}` is a date; compare it with one");
            let diagnostic = Diagnostic::new(Rule::NeedsComparison, term.span, message, "not yet a condition")
                .help(format!("for example `{words} {event} last 30d`"));
            self.report(match nth.number {
                1 => diagnostic.help(format!("that it happened at all: `{event}`")),
                times => {
                    diagnostic.help(format!("that it happened so often: `{event} at least {}`", messages::times(times)))
                }
            });
            return None;
        };
        let value = self.nth_value(nth, term, &[period])?;
        match period.kind {
            ModifierKind::Month(month) => Some(Condition::Test(Test::InMonth(value, month))),
            _ => self.window(period).map(|window| Condition::Test(Test::During(value, window))),
        }
    }

    /// `first ordered` as a date.
    pub(super) fn nth_operand(&mut self, nth: Nth, term: &'a Term) -> Operand {
        if term.modifiers.iter().any(Modifier::is_period) {
            return self.nth_condition(nth, term).map_or(Operand::Hole, Operand::Condition);
        }
        self.nth_value(nth, term, &[]).map_or(Operand::Hole, |value| Operand::Value(value, Type::Date))
    }

    /// When that row happened; the event's own period, which is about it, left out.
    fn nth_value(&mut self, nth: Nth, term: &'a Term, apart: &[&'a Modifier]) -> Option<Value> {
        let event = term.word.text.as_str();
        if self.in_row() {
            let message =
                format!("`{}` counts the rows of a customer, and this is one row", messages::ordinal(nth.number));
            let diagnostic = Diagnostic::new(Rule::MisplacedWord, nth.span, message, "leave it out");
            self.report(diagnostic.help("put it before the event: `first ordered where ... last 30d`"));
            return None;
        }
        self.is_counted(nth, term)?;
        self.available(event, None, &term.word)?;
        let mut rest = Vec::new();
        for modifier in &term.modifiers {
            match &modifier.kind {
                ModifierKind::Frequency(..) => {
                    self.one_time_only(nth, modifier.span);
                    return None;
                }
                _ if apart.iter().any(|apart| std::ptr::eq(*apart, modifier)) => {}
                _ => rest.push(modifier),
            }
        }
        let parts = self.modifiers(event, term.word.span, rest, false);
        if parts.wrong {
            return None;
        }
        if parts.window.is_some() {
            let message = "this has two of one kind: a second period";
            let second = term
                .modifiers
                .iter()
                .filter(|modifier| modifier.is_period())
                .nth(1)
                .map_or(term.span, |second| second.span);
            self.report(Diagnostic::new(Rule::RepeatedPart, second, message, "the second").help("keep one"));
            return None;
        }
        let filter = (!parts.filters.is_empty()).then(|| Condition::all(parts.filters));
        Some(ir::Nth::value(self.model.vocabulary(), event, filter, nth.number))
    }

    /// `second texted in ("JOIN", "JION")`: a date, not yet compared.
    pub(super) fn nth_narrowed(&mut self, nth: Nth, term: &Term, before: Span) {
        let date = format!("{} {}", messages::ordinal(nth.number), term.word.text);
        let message = format!("`{date}` is a date; compare it with one");
        let finding = Diagnostic::new(Rule::NeedsComparison, before, message, "not yet a condition");
        self.report(finding.help(format!("a period stands at the end: `{date} ... last 30d`")));
    }

    /// That it stands before an event, and is not the zeroth.
    pub(super) fn is_counted(&mut self, nth: Nth, term: &'a Term) -> Option<()> {
        let name = &term.word.text;
        if let Some(property) = &term.property {
            self.property_outside(term, property);
            return None;
        }
        if nth.number == 0 {
            let message = "counting begins with the first time";
            self.report(Diagnostic::new(Rule::NumberOutOfRange, nth.span, message, "write `first`").fix(
                Safety::Unsafe,
                nth.span,
                "first",
            ));
            return None;
        }
        if self.model.vocabulary().event(name).is_some() {
            return Some(());
        }
        let words = messages::ordinal(nth.number);
        if let Some(event) = self.since_of(name) {
            let message = format!("`{name}` is a condition; the {words} time is that of an event");
            self.report(
                Diagnostic::new(Rule::TypeMismatch, term.word.span, message, "an event belongs here")
                    .help(format!("with a period: `{words} {event} since ...`"))
                    .fix(Safety::Unsafe, term.word.span, format!("{event} since")),
            );
            return None;
        }
        let Some(word) = self.model.vocabulary().word(name) else {
            self.unknown_word(name, term.word.span);
            return None;
        };
        let message = format!("`{name}` is a {}; the {words} time is that of an event", word.kind.name());
        self.report(
            Diagnostic::new(Rule::TypeMismatch, nth.span, message, "this belongs before an event")
                .help(format!("for example `{words} ordered last 30d`")),
        );
        None
    }

    /// A count beside a place in the order.
    pub(super) fn one_time_only(&mut self, nth: Nth, count: Span) {
        let message = format!("the {} time is one time, and takes no count", messages::ordinal(nth.number));
        self.report(Diagnostic::new(Rule::MisplacedModifier, count, message, "leave it out").fix(
            Safety::Unsafe,
            count,
            "",
        ));
    }
}
