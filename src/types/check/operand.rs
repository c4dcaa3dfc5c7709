//! Values: words, literals, aggregates and arithmetic.

use super::{Checker, Scope};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{ArithmeticOp, Expr, ExprKind, Literal};
use crate::time::{Length, Point};
use crate::types::ir::{Condition, Value};
use crate::vocabulary::Type;
use rust_decimal::Decimal;

/// What an expression is, where a value is wanted.
#[derive(Debug, Clone)]
pub(in crate::types) enum Operand {
    /// Something wrong that has been reported.
    Hole,
    /// A value of the customer or row.
    Value(Value, Type),
    /// A number written out.
    Number(Decimal),
    /// An amount with its currency.
    Money(Decimal, String),
    /// A percentage.
    Percent(Decimal),
    /// A text in quotes.
    Text { text: String, exact: bool },
    /// A word that is no word of the vocabulary, or is not read as one.
    Word(String),
    /// A point in time.
    Time(Point),
    /// A length of time.
    Length(Length),
    /// A condition where a value belongs.
    Condition(Condition),
}

impl<'a> Checker<'a> {
    /// What an expression is; with `as_text` a word alone is the value of a choice or text.
    pub(in crate::types) fn operand(&mut self, expr: &'a Expr, as_text: bool) -> Operand {
        let expr = self.given(expr);
        match &expr.kind {
            ExprKind::Hole => Operand::Hole,
            ExprKind::Group(inner) => self.operand(inner, as_text),
            ExprKind::Literal(literal) => match literal {
                Literal::Number(number) => Operand::Number(*number),
                Literal::Money(amount, currency) => Operand::Money(*amount, currency.clone()),
                Literal::Percent(percent) => Operand::Percent(*percent),
                Literal::Text { text, exact } => Operand::Text { text: text.clone(), exact: *exact },
                Literal::Time(point) => Operand::Time(*point),
                Literal::Length(length) => Operand::Length(*length),
            },
            ExprKind::Term(term) => {
                if as_text && term.modifiers.is_empty() && term.property.is_none() {
                    return Operand::Word(term.word.text.clone());
                }
                self.word_value(term)
            }
            ExprKind::Call(function, term) => self.call(function, term),
            ExprKind::Parameter(name) => self.no_parameter(name, expr.span),
            ExprKind::Minus(inner) => match self.operand(inner, false) {
                Operand::Number(number) => Operand::Number(-number),
                Operand::Money(amount, currency) => Operand::Money(-amount, currency),
                Operand::Value(value, kind @ (Type::Number | Type::Money)) => {
                    let zero = Box::new(Value::Number(Decimal::ZERO));
                    Operand::Value(Value::Arithmetic(zero, ArithmeticOp::Subtract, Box::new(value)), kind)
                }
                other => self.not_a_number(&other, inner.span),
            },
            ExprKind::Arithmetic(left, op, _, right) => self.arithmetic(left, *op, right),
            ExprKind::Told(aspect, at, of) => self.told(*aspect, *at, of),
            _ => self.condition(expr).map_or(Operand::Hole, Operand::Condition),
        }
    }

    /// What a definition was given, where the expression is its parameter.
    pub(super) fn given(&self, expr: &'a Expr) -> &'a Expr {
        match (&expr.kind, self.parameter) {
            (ExprKind::Parameter(_), Some(given)) => given,
            _ => expr,
        }
    }

    fn no_parameter(&mut self, name: &str, span: Span) -> Operand {
        let message = format!("`${name}` stands only in definitions of the vocabulary");
        self.report(
            Diagnostic::new(Rule::MisplacedWord, span, message, "").help("write the value itself, such as `90d`"),
        );
        Operand::Hole
    }

    fn arithmetic(&mut self, left: &'a Expr, op: ArithmeticOp, right: &'a Expr) -> Operand {
        let (a, b) = (self.operand(left, false), self.operand(right, false));
        let a = self.number(a, left.span);
        let b = self.number(b, right.span);
        let (Some((a, a_kind)), Some((b, b_kind))) = (a, b) else {
            return Operand::Hole;
        };
        let money = |kind: &Type| *kind == Type::Money;
        let kind = match op {
            ArithmeticOp::Add | ArithmeticOp::Subtract if money(&a_kind) || money(&b_kind) => Type::Money,
            ArithmeticOp::Multiply if money(&a_kind) || money(&b_kind) => Type::Money,
            ArithmeticOp::Divide if money(&a_kind) && !money(&b_kind) => Type::Money,
            _ => Type::Number,
        };
        Operand::Value(Value::Arithmetic(Box::new(a), op, Box::new(b)), kind)
    }

    /// A number or amount as a value of the meaning.
    pub(super) fn number(&mut self, operand: Operand, span: Span) -> Option<(Value, Type)> {
        match operand {
            Operand::Number(number) => Some((Value::Number(number), Type::Number)),
            Operand::Money(amount, currency) => {
                self.currency(amount, &currency, span).map(|amount| (Value::Number(amount), Type::Money))
            }
            Operand::Value(value, kind @ (Type::Number | Type::Money)) => Some((value, kind)),
            other => {
                self.not_a_number(&other, span);
                None
            }
        }
    }

    fn not_a_number(&mut self, operand: &Operand, span: Span) -> Operand {
        if let Some(what) = self.what(operand, span) {
            let message = format!("{what} cannot be reckoned with");
            self.report(
                Diagnostic::new(Rule::TypeMismatch, span, message, "a number or an amount belongs here")
                    .help("for example `money_spent / order_count > 50`"),
            );
        }
        Operand::Hole
    }

    /// What an operand is called in a sentence; none if it has been reported.
    pub(super) fn what(&mut self, operand: &Operand, span: Span) -> Option<String> {
        Some(match operand {
            Operand::Hole => return None,
            Operand::Value(_, kind) => kind.noun().to_owned(),
            Operand::Number(_) => "a number".to_owned(),
            Operand::Money(..) => "an amount".to_owned(),
            Operand::Percent(_) => "a percentage".to_owned(),
            Operand::Text { .. } => "a text".to_owned(),
            Operand::Time(_) => "a date".to_owned(),
            Operand::Length(_) => "a length of time".to_owned(),
            Operand::Condition(_) => "a condition".to_owned(),
            Operand::Word(word) => {
                let word = word.clone();
                self.unknown_word(&word, span);
                return None;
            }
        })
    }

    /// An amount in the project's currency.
    pub(super) fn currency(&mut self, amount: Decimal, currency: &str, span: Span) -> Option<Decimal> {
        let own = self.model.project.settings.currency.clone();
        if currency != own {
            let message = format!("amounts here are in {own}");
            self.report(
                Diagnostic::new(Rule::MixedCurrency, span, message, format!("this is {currency}"))
                    .help("a project has one currency, and seg converts nothing")
                    .help(format!("if the amount is right: `{amount} {own}`"))
                    .fix(Safety::Unsafe, span, format!("{amount} {own}")),
            );
            return None;
        }
        Some(amount)
    }

    /// Whether a name is a property of the row at hand rather than a word.
    pub(super) fn in_row(&self) -> bool {
        matches!(self.scope, Scope::Row { .. })
    }
}
