//! Aggregates over events: `sum(ordered.total last 90d)` and what measures stand for.

use super::Checker;
use super::operand::Operand;
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use crate::syntax::ast::{Modifier, Name, Term};
use crate::types::ir::{Aggregate, ColumnRef, Condition, Fact, Function, Value};
use crate::vocabulary::{Event, Type};

impl<'a> Checker<'a> {
    /// `sum(ordered.total last 90d)`.
    pub(super) fn call(&mut self, function: &'a Name, term: &'a Term) -> Operand {
        let modifiers: Vec<&'a Modifier> = term.modifiers.iter().collect();
        self.aggregate(function, term, &modifiers).unwrap_or(Operand::Hole)
    }

    /// An aggregate with the modifiers of its own text and of the word that stands for it.
    pub(super) fn aggregate(
        &mut self,
        function: &'a Name,
        term: &'a Term,
        modifiers: &[&'a Modifier],
    ) -> Option<Operand> {
        let event = term.word.text.as_str();
        if self.in_row() {
            let message = "a row has no rows of its own to count or add up";
            self.report(
                Diagnostic::new(Rule::MisplacedWord, function.span, message, "")
                    .help("its own properties are compared: `ordered where total > 100`"),
            );
            return None;
        }
        let Some(found) = self.model.vocabulary().event(event).cloned() else {
            self.not_an_event(function, term);
            return None;
        };
        let kind = match function.text.as_str() {
            "sum" => Function::Sum,
            "average" => Function::Average,
            "min" => Function::Min,
            "max" => Function::Max,
            "distinct" => Function::Distinct,
            "first" => Function::First,
            "last" => Function::Last,
            _ => Function::Count,
        };
        let property = self.aggregated(kind, event, &found, function, term)?;
        self.available(event, property.as_ref(), &term.word)?;
        let parts = self.modifiers(event, term.word.span, modifiers.iter().copied(), false);
        if parts.wrong {
            return None;
        }
        let filter = (!parts.filters.is_empty()).then(|| Condition::all(parts.filters));
        let aggregate = Aggregate { event: event.to_owned(), function: kind, property, filter, window: parts.window };
        let value = Value::Fact(Box::new(Fact::Aggregate(aggregate)));
        let kind = self.model.type_of(&value);
        Some(Operand::Value(value, kind))
    }

    /// The property that an aggregate works on, if it needs one and it fits.
    fn aggregated(
        &mut self,
        kind: Function,
        event: &str,
        found: &Event,
        function: &Name,
        term: &Term,
    ) -> Option<Option<ColumnRef>> {
        let name = &function.text;
        let Some(property) = &term.property else {
            if kind == Function::Count {
                return Some(None);
            }
            let behind = Span::new(term.word.span.end, term.word.span.end + 1);
            if self.said(behind) == "." {
                // `ordered.`: that nothing follows has been said.
                return None;
            }
            let message = format!("`{name}` needs a property of `{event}`");
            let help = match self.fitting(kind, found) {
                Some(property) => format!("for example `{name}({event}.{property})`"),
                None => format!("nothing of `{event}` can be added up; `count({event})` counts it"),
            };
            self.report(Diagnostic::new(Rule::MissingPart, term.word.span, message, "of which property?").help(help));
            return None;
        };
        let row = self.row_scope(event)?;
        let outer = std::mem::replace(&mut self.scope, row);
        let column = self.find_property(&property.text);
        self.scope = outer;
        let Some(column) = column else {
            self.unknown_property(event, property);
            return None;
        };
        if found.lines.as_ref().is_some_and(|lines| lines.table == column.table) {
            let message = format!("`{}` belongs to the lines of an order", property.text);
            let lines = self.event_of(&column.table).unwrap_or_else(|| column.table.clone());
            self.report(
                Diagnostic::new(Rule::UnknownProperty, property.span, message, "an order has several")
                    .help(format!("count over the lines: `{name}({lines}.{})`", property.text))
                    .fix(Safety::Unsafe, term.word.span, lines),
            );
            return None;
        }
        let column_kind = self.model.column_type(&column);
        if !fits(kind, &column_kind) {
            let message = format!("`{name}` does not work on {}", column_kind.noun());
            self.report(
                Diagnostic::new(Rule::TypeMismatch, property.span, message, column_kind.noun())
                    .help("sums and averages are of numbers and amounts"),
            );
            return None;
        }
        Some(Some(column))
    }

    /// A property of an event's own rows that a function works on: amounts before others.
    fn fitting(&self, kind: Function, event: &Event) -> Option<String> {
        let of_rows = self.model.vocabulary().properties(event).filter(|(table, ..)| *table == event.table);
        let fitting = of_rows.filter(|(_, _, column)| fits(kind, &column.kind));
        fitting.min_by_key(|(_, name, column)| (column.kind != Type::Money, *name)).map(|(_, name, _)| name.to_owned())
    }

    /// The event whose rows are those of a table, all of them or most.
    fn event_of(&self, table: &str) -> Option<String> {
        let words = self.model.vocabulary().words.keys();
        words
            .filter(|word| self.model.vocabulary().event(word).is_some_and(|event| event.table == table))
            .min()
            .cloned()
    }

    fn not_an_event(&mut self, function: &Name, term: &Term) {
        let word = &term.word.text;
        let events = self.model.vocabulary().words.keys().filter(|word| self.model.vocabulary().event(word).is_some());
        let near = suggest::nearest(word, events.map(String::as_str));
        let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        let message = match self.model.vocabulary().word(word) {
            Some(found) => format!("`{word}` is a {}; `{}` works on an event", found.kind.name(), function.text),
            None => format!("there is no event called `{word}`"),
        };
        let help = format!("for example `{}(ordered.total)`", function.text);
        self.report(Diagnostic::new(Rule::UnknownField, term.word.span, message, label).help(help));
    }
}

/// Whether a function works on values of a type.
fn fits(function: Function, kind: &Type) -> bool {
    match function {
        Function::Sum | Function::Average => matches!(kind, Type::Number | Type::Money),
        Function::Min | Function::Max => matches!(kind, Type::Number | Type::Money | Type::Date),
        Function::Count => true,
        _ => !matches!(kind, Type::List | Type::YesNo),
    }
}
