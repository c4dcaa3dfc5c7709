//! Tests of texts, choices and lists.

use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Modifier, ModifierKind, Quantity, TextVerb};
use crate::types::ir::{ColumnRef, Comparison, Condition, Test, Value};
use crate::vocabulary::{Type, WordKind};

impl<'a> Checker<'a> {
    /// The value that a test looks at; what is none cannot be tested so, which is reported.
    pub(super) fn tested(&mut self, value: &'a Expr, cannot: &str, help: &str) -> Option<(Value, Type)> {
        match self.operand(value, false) {
            Operand::Value(operand, kind) => return Some((operand, kind)),
            Operand::Condition(_) if self.is_event(value) => self.event_tested(value),
            other => {
                if let Some(what) = self.what(&other, value.span) {
                    let message = format!("{what} {cannot}");
                    let label = "a field or measure belongs here";
                    self.report(Diagnostic::new(Rule::TypeMismatch, value.span, message, label).help(help));
                }
            }
        }
        None
    }

    pub(super) fn one_of(&mut self, value: &'a Expr, list: &'a [Expr]) -> Option<Condition> {
        if let Some(happened) = self.event_in(value, list) {
            return happened;
        }
        let help = "for example `country in (US, CA)`";
        let (operand, kind) = self.tested(value, "is not one of several values", help)?;
        match kind {
            Type::Text | Type::Choice(_) => self.options(operand, &kind, list),
            Type::Number | Type::Money => {
                let mut any = Vec::new();
                for item in list {
                    let number = self.comparable(&kind, value, item);
                    any.push(
                        number.map(|number| Condition::Test(Test::Compare(operand.clone(), Comparison::Equal, number))),
                    );
                }
                any.into_iter().collect::<Option<Vec<_>>>().map(Condition::Any)
            }
            Type::List => {
                let word = self.written(value);
                let message = format!("`{word}` is a list itself; ask what it contains");
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, value.span, message, "a list")
                        .help(format!("for example `{word} contains any of (\"a\", \"b\")`")),
                );
                None
            }
            other => {
                let word = self.written(value);
                let message = format!("`{word}` is {}, not one of several values", other.noun());
                let help = format!("for example {}", messages::example(&word, &other));
                self.report(Diagnostic::new(Rule::TypeMismatch, value.span, message, "").help(help));
                None
            }
        }
    }

    /// `texted in ("JOIN", "JION")`: an event that has one text; none if it is no event.
    fn event_in(&mut self, value: &'a Expr, list: &'a [Expr]) -> Option<Option<Condition>> {
        let span = list.first().zip(list.last()).map_or(value.span, |(first, last)| first.span.to(last.span));
        self.event_narrowed(value, |this, event| this.short(event, None, list, span))
    }

    /// That an event happened with what its one text is held against; none if the value is no event.
    pub(super) fn event_narrowed(
        &mut self,
        value: &'a Expr,
        held: impl FnOnce(&mut Self, &str) -> Option<Condition>,
    ) -> Option<Option<Condition>> {
        let (term, never) = match &value.kind {
            ExprKind::Term(term) => (term, false),
            ExprKind::Never(_, term) => (term, true),
            _ => return None,
        };
        let word = term.word.text.as_str();
        let since = self.since_of(word);
        let event = since.as_deref().unwrap_or(word);
        if self.in_row() || term.property.is_some() || self.model.vocabulary().event(event).is_none() {
            return None;
        }
        if let Some(nth) = term.nth {
            self.nth_narrowed(nth, term, value.span);
            return Some(None);
        }
        let Some(filter) = held(self, event) else { return Some(None) };
        let happened = match &since {
            Some(event) => self.since(event, term, Some(filter)),
            None => self.happened_where(event, term, filter),
        };
        Some(happened.map(|happened| happened.negate_if(never)))
    }

    /// A text or choice is one of those listed; those that mind the case are a test of their own.
    pub(super) fn options(&mut self, value: Value, kind: &Type, list: &'a [Expr]) -> Option<Condition> {
        let model = self.model;
        let set_of = |item: &'a Expr| match &item.kind {
            ExprKind::Term(term) if term.modifiers.is_empty() && term.property.is_none() => {
                model.vocabulary().sets.contains_key(&term.word.text).then_some(&term.word)
            }
            _ => None,
        };
        let (sets, items): (Vec<&'a Expr>, Vec<&'a Expr>) = list.iter().partition(|item| set_of(item).is_some());
        let reported = self.diagnostics.len();
        let found: Vec<Option<(String, bool)>> = items.iter().map(|item| self.option(&value, kind, item)).collect();
        self.join_unknown(&value, reported);
        let found: Vec<(String, bool)> = found.into_iter().collect::<Option<_>>()?;
        let sets = sets.into_iter().filter_map(set_of).map(|set| self.one_of_set(value.clone(), kind, set));
        let mut any: Vec<Condition> = sets.collect::<Option<_>>()?;
        for exact in [false, true] {
            let options: Vec<String> =
                found.iter().filter(|(_, e)| *e == exact).map(|(option, _)| option.clone()).collect();
            if !options.is_empty() {
                any.push(Condition::Test(Test::OneOf { value: value.clone(), options, exact }));
            }
        }
        Some(Condition::any(any))
    }

    /// A value of a text or choice, as it is written.
    pub(super) fn option(&mut self, value: &Value, kind: &Type, expr: &'a Expr) -> Option<(String, bool)> {
        if super::habits::is_null(expr) {
            let message = "missing values are asked for with `is missing` and `is known`";
            self.report(
                Diagnostic::new(Rule::IsNullHabit, expr.span, message, "no value of a list")
                    .help("for example `country in (US, CA) or country is missing`"),
            );
            return None;
        }
        if let ExprKind::Term(term) = &expr.kind
            && let Some(modifier) = term.modifiers.first()
            && self.model.vocabulary().word(&term.word.text).is_none()
        {
            self.beside(&term.word.text, modifier);
            return None;
        }
        let (text, exact) = match self.operand(expr, true) {
            Operand::Text { text, exact } => (text, exact),
            Operand::Word(word) => {
                if *kind == Type::Text && self.is_field(&word) {
                    let message = format!("`{word}` is a field; a text stands in quotes");
                    self.report(
                        Diagnostic::new(Rule::TypeMismatch, expr.span, message, "a text belongs here")
                            .help(format!("if the text is meant: `\"{word}\"`"))
                            .fix(Safety::Unsafe, expr.span, format!("\"{word}\"")),
                    );
                    return None;
                }
                (word, false)
            }
            Operand::Hole => return None,
            Operand::Number(number) => {
                let message = format!("{} is compared with a text in quotes", kind.noun());
                let mut diagnostic = Diagnostic::new(Rule::TypeMismatch, expr.span, message, "this is a number")
                    .help(format!("as a text: `\"{}\"`", self.said(expr.span)));
                // Zeros in front are lost in the number, and matter in a text.
                let text = number.to_string();
                if text.len() == expr.span.range().len() {
                    diagnostic = diagnostic.fix(Safety::Safe, expr.span, format!("\"{text}\""));
                }
                self.report(diagnostic);
                return None;
            }
            other => {
                if let Some(what) = self.what(&other, expr.span) {
                    let message = format!("{} cannot be compared with {what}", kind.noun());
                    self.report(
                        Diagnostic::new(Rule::TypeMismatch, expr.span, message, what)
                            .help("for example `country = US` or `city = \"San Francisco\"`"),
                    );
                }
                return None;
            }
        };
        if text.is_empty() {
            let message = "an empty text is asked for with `is missing`";
            self.report(Diagnostic::new(
                Rule::IsNullHabit,
                expr.span,
                message,
                "write `is missing` in place of `= \"\"`",
            ));
            return None;
        }
        if let Type::Choice(values) = kind {
            return self.choice(values, &text, value, expr.span).map(|choice| (choice, exact));
        }
        if let Some(column) = column_of(value) {
            let column = column.clone();
            self.look_up(&column, &text, expr.span);
        }
        Some((text, exact))
    }

    /// `country = US language it`: what stands beside a value belongs to nothing.
    fn beside(&mut self, value: &str, modifier: &Modifier) {
        let at = Span::new(modifier.span.start, modifier.span.start);
        let finding = match &modifier.kind {
            ModifierKind::Short(Some(name), _)
            | ModifierKind::ShortSet(name, _)
            | ModifierKind::Alike(Some(name), _) => {
                let message = format!("`{value}` and `{}` stand side by side", name.text);
                Diagnostic::new(Rule::MissingConnective, name.span, message, "`and` or `or` before this?").fix(
                    Safety::Unsafe,
                    at,
                    "and ",
                )
            }
            _ => {
                let message = format!("`{value}` is a value, and nothing belongs to it");
                Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "it has nothing to belong to")
                    .help("periods and counts follow an event: `ordered at least twice last 90d`")
                    .help(format!("a text of several words stands in quotes: `\"{value} ...\"`"))
            }
        };
        self.report(finding);
    }

    pub(super) fn is_event(&self, expr: &Expr) -> bool {
        self.event_named(expr).is_some()
    }

    /// The event that a term is about, if it is no property of one.
    pub(super) fn event_named<'e>(&self, expr: &'e Expr) -> Option<&'e str> {
        match &expr.inside().kind {
            ExprKind::Term(term) if term.property.is_none() => {
                Some(term.word.text.as_str()).filter(|word| self.model.vocabulary().event(word).is_some())
            }
            _ => None,
        }
    }

    /// `texted contains "stop"`: what is tested is a property of the event.
    fn event_tested(&mut self, expr: &Expr) {
        let word = self.written(expr);
        let text = self.model.vocabulary().event(&word).and_then(|event| event.text.clone());
        let property = text.unwrap_or_else(|| "...".to_owned());
        let message = format!("`{word}` is an event; its properties are tested in a `where`");
        let finding = Diagnostic::new(Rule::TypeMismatch, expr.span, message, "which property?")
            .help(format!("for example `{word} where {property} contains \"...\"`"));
        self.report(match property.as_str() {
            "..." => finding,
            _ => finding.fix(Safety::Unsafe, expr.span, format!("{word} where {property}")),
        });
    }

    fn is_field(&self, word: &str) -> bool {
        let known = self.model.vocabulary().word(word);
        known.is_some_and(|word| matches!(word.kind, WordKind::Field(_) | WordKind::Measure(_)))
    }

    fn choice(&mut self, values: &[String], text: &str, value: &Value, span: Span) -> Option<String> {
        let folded = text.to_lowercase();
        if let Some(found) = values.iter().find(|value| value.to_lowercase() == folded) {
            return Some(found.clone());
        }
        let near = suggest::nearest(text, values.iter().map(String::as_str));
        let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        let message = match value {
            Value::Column(column) => format!("`{}` is never `{text}`", column.column),
            _ => format!("`{text}` is none of the values that it has"),
        };
        let mut diagnostic = Diagnostic::new(Rule::UnknownValue, span, message, label)
            .help(format!("it is one of: {}", values.join(", ")));
        if let Some(near) = near.first() {
            diagnostic = diagnostic.fix(Safety::Unsafe, span, *near);
        }
        self.report(diagnostic);
        None
    }

    pub(super) fn text_test(
        &mut self,
        value: &'a Expr,
        verb: TextVerb,
        exact: bool,
        quantity: Quantity,
        needles: &'a [Expr],
    ) -> Option<Condition> {
        let (operand, kind) = self.tested(value, "contains nothing", "for example `tags contains \"vip\"`")?;
        if kind == Type::List && verb != TextVerb::Contains {
            let message = "a list is tested with `contains`";
            self.report(
                Diagnostic::new(Rule::TypeMismatch, value.span, message, "a list")
                    .help(format!("for example `{} contains \"...\"`", self.written(value))),
            );
            return None;
        }
        if !matches!(kind, Type::List | Type::Text) {
            let message = format!("{} contains nothing", kind.noun());
            let help = format!("for example {}", messages::example(&self.written(value), &kind));
            self.report(
                Diagnostic::new(Rule::TypeMismatch, value.span, message, "a list or text belongs here").help(help),
            );
            return None;
        }
        let tests: Vec<Option<Condition>> =
            needles.iter().map(|needle| self.needle(&operand, &kind, verb, exact, needle)).collect();
        let tests: Vec<Condition> = tests.into_iter().collect::<Option<_>>()?;
        let joined = match quantity {
            _ if tests.is_empty() => return None,
            Quantity::All => Condition::all(tests),
            Quantity::Any | Quantity::None => Condition::any(tests),
        };
        Some(joined.negate_if(quantity == Quantity::None))
    }

    fn needle(&mut self, value: &Value, kind: &Type, verb: TextVerb, exact: bool, expr: &'a Expr) -> Option<Condition> {
        let (text, own) = match self.operand(expr, true) {
            Operand::Text { text, exact } => (text, exact),
            Operand::Word(word) => (word, false),
            other => {
                if let Some(what) = self.what(&other, expr.span) {
                    let message = format!("a text belongs here, not {what}");
                    self.report(
                        Diagnostic::new(Rule::TypeMismatch, expr.span, message, what)
                            .help("for example `tags contains \"vip\"`"),
                    );
                }
                return None;
            }
        };
        if text.is_empty() {
            let message = "this text is empty, and everything contains it";
            self.report(
                Diagnostic::new(Rule::MissingValue, expr.span, message, "nothing between the quotes")
                    .help("for example `tags contains \"vip\"`"),
            );
            return None;
        }
        let exact = exact || own;
        Some(Condition::Test(match kind {
            Type::List => {
                if let Some(column) = column_of(value) {
                    let column = column.clone();
                    self.look_up(&column, &text, expr.span);
                }
                Test::Holds { list: value.clone(), item: text, exact }
            }
            _ => Test::Text { value: value.clone(), verb, needle: text, exact },
        }))
    }
}

/// The column that a value is, or of which it is the first or last.
pub(super) fn column_of(value: &Value) -> Option<&ColumnRef> {
    match value {
        Value::Column(column) => Some(column),
        Value::Fact(fact) => fact.aggregate()?.property.as_ref(),
        _ => None,
    }
}
