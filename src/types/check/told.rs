//! What values tell by themselves, and named sets of values.

use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use crate::syntax::ast::{Aspect, Expr, Name};
use crate::types::ir::{Condition, Test, Value};
use crate::vocabulary::Type;

impl<'a> Checker<'a> {
    /// `days since last_order_date`, `number of tags`.
    pub(super) fn told(&mut self, aspect: Aspect, at: Span, of: &'a Expr) -> Operand {
        let wanted = match aspect {
            Aspect::DaysSince | Aspect::DaysUntil | Aspect::YearsSince => Type::Date,
            Aspect::Size => Type::List,
            Aspect::PhoneCountry | Aspect::EmailDomain => Type::Text,
        };
        match self.operand(of, false) {
            Operand::Value(value, kind) if kind == wanted => {
                let value = Value::Told(aspect, Box::new(value));
                let kind = self.model.type_of(&value);
                Operand::Value(value, kind)
            }
            Operand::Condition(_) if self.is_event(of) => {
                let word = self.written(of);
                let (message, example) = match aspect {
                    Aspect::Size => (format!("`{word}` is an event, not a list"), format!("count({word}) >= 3")),
                    _ => (
                        format!("`{word}` is an event; which of its dates?"),
                        format!("days since max({word}.date) > 60"),
                    ),
                };
                let finding = Diagnostic::new(Rule::TypeMismatch, of.span, message, messages::belongs(&wanted));
                self.report(finding.help(format!("for example `{example}`")));
                Operand::Hole
            }
            other => {
                if let Some(what) = self.what(&other, of.span) {
                    let message = match aspect {
                        Aspect::Size => format!("a list has a number of items, {what} has not"),
                        Aspect::PhoneCountry | Aspect::EmailDomain => format!("a text belongs here, not {what}"),
                        _ => format!("days are counted from a date of the customer, not {what}"),
                    };
                    let finding = Diagnostic::new(Rule::TypeMismatch, of.span, message, messages::belongs(&wanted));
                    let example = match aspect {
                        Aspect::Size => "number of tags >= 3",
                        Aspect::YearsSince => "years since birthday >= 18",
                        _ => "days since last_order_date > 60",
                    };
                    self.report(finding.also(at, "").help(format!("for example `{example}`")));
                }
                Operand::Hole
            }
        }
    }

    /// `country in EU`.
    pub(super) fn in_set(&mut self, value: &'a Expr, set: &'a Name, whole: Span) -> Option<Condition> {
        let help = "for example `country in (US, CA)`";
        let (tested, kind) = self.tested(value, "is not one of several values", help)?;
        if kind == Type::List {
            let word = self.written(value);
            let message = format!("`{word}` is a list itself; ask what it contains");
            self.report(
                Diagnostic::new(Rule::TypeMismatch, whole, message, "a list")
                    .help(format!("for example `{word} contains any of (\"a\", \"b\")`")),
            );
            return None;
        }
        self.one_of_set(tested, &kind, set)
    }

    /// That a text is one of a named set.
    pub(super) fn one_of_set(&mut self, value: Value, kind: &Type, set: &Name) -> Option<Condition> {
        let Some(found) = self.model.vocabulary().sets.get(&set.text) else {
            self.unknown_set(set);
            return None;
        };
        if !matches!(kind, Type::Text | Type::Choice(_)) {
            let message = format!("`{}` is a set of texts, and this is {}", set.text, kind.noun());
            let about = format!("`{}`: {}", set.text, found.about);
            self.report(Diagnostic::new(Rule::TypeMismatch, set.span, message, "").help(about));
            return None;
        }
        Some(Condition::Test(Test::OneOf { value, options: found.values.clone(), exact: false }))
    }

    fn unknown_set(&mut self, set: &Name) {
        let vocabulary = self.model.vocabulary();
        let name = &set.text;
        let sets = vocabulary.sets.keys().map(String::as_str);
        let near = suggest::nearest(name, sets.clone());
        let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        let message = format!("there is no set of values called `{name}`");
        let mut finding = Diagnostic::new(Rule::UnknownSet, set.span, message, label);
        if let Some(near) = near.first() {
            let same = near.to_lowercase() == name.to_lowercase();
            finding = finding.fix(if same { Safety::Safe } else { Safety::Unsafe }, set.span, *near);
        } else {
            finding = finding.help(format!("one value: `= {name}`; several: `in ({name}, ...)`"));
        }
        let known: Vec<&str> = sets.collect();
        finding = finding.help(format!("sets here: {}", known.join(", ")));
        if self.segments.is_some_and(|segments| segments.find(name).is_some()) {
            finding = finding.help(format!("a segment is used with its word: `in segment {name}`"));
        }
        self.report(finding);
    }
}
