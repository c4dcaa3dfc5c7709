//! Short forms: `ordered product "Blue Mug" quantity 2`.

use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;
use crate::syntax::ast::{Expr, Name};
use crate::types::ir::{Comparison, Condition, Test, Value};
use crate::vocabulary::Type;
use rust_decimal::Decimal;

impl<'a> Checker<'a> {
    /// `product "Blue Mug"`, or a text alone after an event that has a property for it.
    pub(super) fn short(
        &mut self,
        event: &str,
        name: Option<&'a Name>,
        values: &'a [Expr],
        span: Span,
    ) -> Option<Condition> {
        self.of_property(event, name, span, |this, property, value, kind| match kind {
            Type::List => {
                let tests: Option<Vec<Condition>> = values
                    .iter()
                    .map(|expr| {
                        this.option(&value, &Type::Text, expr)
                            .map(|(item, exact)| Condition::Test(Test::Holds { list: value.clone(), item, exact }))
                    })
                    .collect();
                tests.map(Condition::any)
            }
            Type::Text | Type::Choice(_) => this.options(value, &kind, values),
            Type::Number => {
                let one = |number: Decimal| Test::Compare(value.clone(), Comparison::Equal, Value::Number(number));
                let numbers: Vec<Option<Decimal>> =
                    values.iter().map(|expr| this.plain_number(property, expr)).collect();
                let tests = numbers.into_iter().map(|number| number.map(|number| Condition::Test(one(number))));
                tests.collect::<Option<Vec<_>>>().map(Condition::any)
            }
            other => {
                let message = format!("`{}` is {}; compare it inside `where`", property.text, other.noun());
                let help = format!("for example `{event} where {} > {}`", property.text, messages::sample(&other));
                this.report(Diagnostic::new(Rule::MisplacedModifier, span, message, "").help(help));
                None
            }
        })
    }

    /// What is said of a property of an event, or of its one text, as of each row.
    pub(super) fn of_property<T>(
        &mut self,
        event: &str,
        name: Option<&'a Name>,
        span: Span,
        said: impl FnOnce(&mut Self, &Name, Value, Type) -> Option<T>,
    ) -> Option<T> {
        let row = self.row_scope(event)?;
        let property = match name {
            Some(name) => name.clone(),
            None => match self.model.vocabulary().event(event).and_then(|event| event.text.clone()) {
                Some(text) => Name { text, span },
                None => {
                    let message = format!("`{event}` does not say what this text is");
                    let finding = Diagnostic::new(Rule::MisplacedModifier, span, message, "a text of what?");
                    self.report(match self.text_properties(event).first() {
                        Some(property) => finding.help(format!("name the property: `{event} {property} \"...\"`")),
                        None => finding.help(format!("nothing of `{event}` is a text")),
                    });
                    return None;
                }
            },
        };
        let outer = std::mem::replace(&mut self.scope, row);
        let found = match self.find_property(&property.text) {
            Some(_) => self.property(&property),
            None => {
                self.scope = outer;
                self.not_a_property(event, &property);
                return None;
            }
        };
        let meaning = found.and_then(|(value, kind)| said(self, &property, value, kind));
        self.scope = outer;
        meaning
    }

    /// The properties of an event that a text can be: names before other texts, those of its lines first.
    fn text_properties(&self, event: &str) -> Vec<&'a str> {
        let vocabulary = self.model.vocabulary();
        let Some(event) = vocabulary.event(event) else { return Vec::new() };
        let texts = vocabulary.properties(event).filter(|(_, _, column)| column.kind == Type::Text);
        let mut texts: Vec<_> = texts.collect();
        texts.sort_by_key(|(table, _, column)| (!column.names, *table == event.table));
        texts.into_iter().map(|(_, name, _)| name).collect()
    }

    /// A number of a short form.
    fn plain_number(&mut self, property: &Name, expr: &'a Expr) -> Option<Decimal> {
        match self.operand(expr, true) {
            Operand::Number(number) => return Some(number),
            Operand::Hole => {}
            _ => {
                let message = format!("`{}` is a number", property.text);
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, expr.span, message, "a number belongs here")
                        .help(format!("for example `{} 2`", property.text)),
                );
            }
        }
        None
    }

    /// `product in mugs`: a property that is one of a named set.
    pub(super) fn short_set(&mut self, event: &str, name: &Name, set: &Name) -> Option<Condition> {
        let row = self.row_scope(event)?;
        let outer = std::mem::replace(&mut self.scope, row);
        let found = match self.find_property(&name.text) {
            Some(_) => self.property(name),
            None => {
                self.scope = outer;
                self.not_a_property(event, name);
                return None;
            }
        };
        self.scope = outer;
        let (value, kind) = found?;
        if kind != Type::List {
            return self.one_of_set(value, &kind, set);
        }
        let values = match self.one_of_set(value.clone(), &Type::Text, set)? {
            Condition::Test(Test::OneOf { options, .. }) => options,
            _ => Vec::new(),
        };
        let holds = |item| Condition::Test(Test::Holds { list: value.clone(), item, exact: false });
        Some(Condition::Any(values.into_iter().map(holds).collect()))
    }

    /// `sms_consent city "Boston"`: what stands beside an event is no property of it.
    fn not_a_property(&mut self, event: &str, name: &Name) {
        if self.model.vocabulary().word(&name.text).is_some() {
            let message = format!("`{event}` and `{}` stand side by side", name.text);
            self.report(
                Diagnostic::new(Rule::MissingConnective, name.span, message, "`and` or `or` before this?")
                    .help(format!("for example `{event} and {} = \"...\"`", name.text))
                    .fixed_by(self.and_compared(name)),
            );
            return;
        }
        self.unknown_property(event, name);
    }
}
