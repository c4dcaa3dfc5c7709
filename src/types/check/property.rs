//! Properties of the row at hand, inside a `where`.

use super::operand::Operand;
use super::{Checker, Scope, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::syntax::ast::{Modifier, ModifierKind, Name, Term};
use crate::types::ir::{ColumnRef, Condition, Test, Value};
use crate::vocabulary::Type;

impl<'a> Checker<'a> {
    /// A property of the row at hand, where a condition belongs.
    pub(super) fn property_condition(&mut self, term: &'a Term) -> Option<Condition> {
        if let Some(modifier) = term.modifiers.first() {
            let (value, kind) = self.property(&term.word)?;
            return match &modifier.kind {
                ModifierKind::Window(_) | ModifierKind::Years(_) if kind == Type::Date => {
                    let window = self.window(modifier)?;
                    self.in_window(value, window, &term.word.text, modifier.span)
                }
                ModifierKind::Years(bounds) if kind.is_number() && term.modifiers.len() == 1 => {
                    self.between_numbers(value, &kind, bounds)
                }
                ModifierKind::Month(month) if kind == Type::Date => Some(Condition::Test(Test::InMonth(value, *month))),
                ModifierKind::Window(None) => None,
                _ => {
                    let message = format!("`{}` is a property of the row, and takes nothing after it", term.word.text);
                    self.report(
                        Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "")
                            .help(format!("for example {}", messages::example(&term.word.text, &kind))),
                    );
                    None
                }
            };
        }
        let operand = self.property_value(term);
        self.alone(operand, term.span)
    }

    pub(super) fn property_value(&mut self, term: &'a Term) -> Operand {
        if let Some(Modifier { kind: ModifierKind::Years(_), .. }) = term.modifiers.last()
            && self.property(&term.word).is_some_and(|(_, kind)| kind.is_number())
        {
            let said = self.said(term.span);
            let written = format!("({said})");
            let message = format!("`{said}` is a condition already");
            let finding = Diagnostic::new(Rule::MisplacedModifier, term.span, message, "it stands in parentheses");
            self.report(finding.help(format!("write `where {written} ...`")).fix(Safety::Unsafe, term.span, written));
            return Operand::Hole;
        }
        if !term.modifiers.is_empty() {
            return self.property_condition(term).map_or(Operand::Hole, Operand::Condition);
        }
        let name = match (&term.property, &self.scope) {
            (Some(property), Scope::Row { event: Some(event), .. }) if term.word.text == *event => property,
            _ => &term.word,
        };
        self.property(name).map_or(Operand::Hole, |(value, kind)| Operand::Value(value, kind))
    }

    /// A property of the row at hand.
    pub(super) fn property(&mut self, name: &Name) -> Option<(Value, Type)> {
        let Some(column) = self.find_property(&name.text) else {
            let Scope::Row { event, table, .. } = self.scope.clone() else {
                return None;
            };
            let owner = event.clone().unwrap_or(table);
            match self.model.vocabulary().word(&name.text) {
                Some(_) if event.is_some() => {
                    let message = format!("`{}` is about the customer, not about a row of `{owner}`", name.text);
                    let diagnostic = Diagnostic::new(Rule::UnknownProperty, name.span, message, "move this")
                        .help(format!("put it outside: `{owner} where ... and {}`", name.text));
                    self.report(diagnostic);
                }
                _ => self.unknown_property(&owner, name),
            }
            return None;
        };
        self.available_column(&column, name)?;
        let kind = self.model.column_type(&column);
        Some((Value::Column(column), kind))
    }

    pub(super) fn find_property(&self, name: &str) -> Option<ColumnRef> {
        let Scope::Row { table, lines, .. } = &self.scope else {
            return None;
        };
        if name == ColumnRef::TIME {
            return Some(ColumnRef::new(table, name));
        }
        let tables = std::iter::once(table).chain(lines);
        let mut found = tables.filter(|table| self.model.vocabulary().column(table, name).is_some());
        found.next().map(|table| ColumnRef::new(table, name))
    }

    /// `ordered.total > 5` outside an aggregate, or a property used outside its event.
    pub(super) fn property_outside(&mut self, term: &Term, property: &Name) {
        let (event, name) = (&term.word.text, &property.text);
        if self.model.vocabulary().event(event).is_none() {
            return self.unknown_word(event, term.word.span);
        }
        self.report(
            Diagnostic::new(
                Rule::NeedsComparison,
                term.span,
                format!("which of the values of `{event}.{name}` is meant?"),
                "a customer has many",
            )
            .help(format!("one of them: `{event} where {name} ...`"))
            .help(format!("all together: `sum({event}.{name})`")),
        );
    }
}
