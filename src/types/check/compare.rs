//! Comparisons by `=`, `<`, `between` and the like.

use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{CompareOp, Expr, ExprKind};
use crate::types::ir::{Comparison, Condition, Test, Value};
use crate::vocabulary::Type;

impl<'a> Checker<'a> {
    pub(super) fn compare(
        &mut self,
        left: &'a Expr,
        op: CompareOp,
        at: Span,
        right: &'a Expr,
        whole: Span,
    ) -> Option<Condition> {
        let is_literal = |expr: &Expr| matches!(expr.inside().kind, ExprKind::Literal(_));
        if is_literal(left) && !is_literal(right) {
            return self.compare(right, turned(op), at, left, whole);
        }
        let value = self.operand(left, false);
        let (value, kind) = match value {
            Operand::Value(value, kind) => (value, kind),
            Operand::Condition(condition) => {
                return self.flag_compared(condition, left, op, right, whole);
            }
            Operand::Hole => {
                self.quietly_check(right);
                return None;
            }
            other => {
                if let Some(what) = self.what(&other, left.span) {
                    let message = format!("{what} stands where a field belongs");
                    self.report(
                        Diagnostic::new(Rule::TypeMismatch, left.span, message, "")
                            .help("for example `money_spent > 100`"),
                    );
                }
                return None;
            }
        };
        if let Some(presence) = self.null_habit(&value, left, op, right) {
            return Some(presence);
        }
        match &kind {
            Type::YesNo => self.flag_compared(Condition::Test(Test::Flag(value)), left, op, right, whole),
            Type::Number | Type::Money => self.compare_number(value, &kind, left, op, right),
            Type::Date => self.compare_date(value, left, op, right),
            Type::Text | Type::Choice(_) => match op {
                CompareOp::Equal | CompareOp::NotEqual => {
                    let (option, exact) = self.option(&value, &kind, right)?;
                    let test = Test::OneOf { value, options: vec![option], exact };
                    Some(Condition::Test(test).negate_if(op == CompareOp::NotEqual))
                }
                _ => {
                    let message = format!("{} cannot be more or less than another", kind.noun());
                    let help = "texts are compared with `=`, `!=`, `in`, `contains`, `starts with`";
                    self.report(Diagnostic::new(Rule::TypeMismatch, at, message, "use `=` here").help(help));
                    None
                }
            },
            Type::List => {
                let word = self.written(left);
                let value = self.quoted(right);
                let negated = op == CompareOp::NotEqual;
                let verb = if negated { "does not contain" } else { "contains" };
                let diagnostic = Diagnostic::new(
                    Rule::TypeMismatch,
                    at,
                    format!("`{word}` is a list; it contains values"),
                    format!("write `{verb}`"),
                )
                .help(format!("`{word} {verb} {value}`"))
                .fix(Safety::Unsafe, at, verb);
                self.report(diagnostic);
                None
            }
            Type::Key => {
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, left.span, "a key joins tables, and is not compared", "")
                        .help("compare one of the other properties"),
                );
                None
            }
        }
    }

    /// The other side of a comparison whose own side is wrong: only its own mistakes count.
    fn quietly_check(&mut self, right: &'a Expr) {
        if !matches!(right.inside().kind, ExprKind::Term(_)) {
            self.operand(right, true);
        }
    }

    pub(super) fn mismatch(
        &mut self,
        left: &'a Expr,
        kind: &Type,
        right: &'a Expr,
        what: &str,
        help: Option<[String; 2]>,
    ) {
        let subject = match kind {
            Type::Money => "money".to_owned(),
            other => other.noun().to_owned(),
        };
        let short = what.split(':').next().unwrap_or(what).to_owned();
        let currency = &self.model.project.settings.currency;
        let own = if *kind == Type::Money { format!("money, in {currency}") } else { kind.noun().to_owned() };
        let mut diagnostic =
            Diagnostic::new(Rule::TypeMismatch, right.span, format!("{subject} cannot be compared with {short}"), what)
                .also(left.span, own);
        let word = self.written(left);
        match help {
            Some(lines) => diagnostic.help.extend(lines),
            None => diagnostic = diagnostic.help(format!("for example {}", messages::example(&word, kind))),
        }
        self.report(diagnostic);
    }

    fn compare_date(&mut self, left: Value, left_expr: &'a Expr, op: CompareOp, right: &'a Expr) -> Option<Condition> {
        match self.operand(right, false) {
            Operand::Hole => None,
            Operand::Time(point) => self.during(left, op, point, left_expr, right.span),
            Operand::Value(value, Type::Date) => Some(compare(left, op, value)),
            Operand::Length(length) => {
                let (word, short) = (self.written(left_expr), messages::length(length));
                let help = [
                    format!("longer ago than that: `{word} before {short} ago`"),
                    format!("not longer ago: `{word} last {short}`"),
                ];
                self.mismatch(
                    left_expr,
                    &Type::Date,
                    right,
                    &format!("a length of time: {}", length.words()),
                    Some(help),
                );
                None
            }
            other => {
                if let Some(what) = self.what(&other, right.span) {
                    self.mismatch(left_expr, &Type::Date, right, &what, None);
                }
                None
            }
        }
    }

    pub(super) fn between(&mut self, value: &'a Expr, low: &'a Expr, high: &'a Expr) -> Option<Condition> {
        let help = "for example `money_spent between 50 and 100`";
        let (operand, kind) = self.tested(value, "does not lie between two values", help)?;
        match kind {
            Type::Number | Type::Money => {
                let from = self.comparable(&kind, value, low);
                let to = self.comparable(&kind, value, high);
                self.lies_between(operand, from?, to?, low.span.to(high.span))
            }
            Type::Date if self.is_year(low) && self.is_year(high) => {
                let window = self.years(low, high)?;
                self.in_window(operand, window, &self.written(value), low.span.to(high.span))
            }
            Type::Date => {
                let from = self.compare_date(operand.clone(), value, CompareOp::AtLeast, low);
                let to = self.compare_date(operand, value, CompareOp::AtMost, high);
                Some(Condition::All(vec![from?, to?]))
            }
            other => {
                let message = format!("{} does not lie between two values", other.noun());
                let help = format!("for example {}", messages::example(&self.written(value), &other));
                self.report(Diagnostic::new(Rule::TypeMismatch, value.span, message, "").help(help));
                None
            }
        }
    }

    /// `between 1000 and 2000` behind a number, which could be years behind something else.
    pub(super) fn between_numbers(&mut self, value: Value, kind: &Type, bounds: &'a [Expr; 2]) -> Option<Condition> {
        let [low, high] = bounds;
        let (from, to) = (self.comparable(kind, low, low), self.comparable(kind, high, high));
        self.lies_between(value, from?, to?, low.span.to(high.span))
    }

    fn lies_between(&mut self, value: Value, from: Value, to: Value, bounds: Span) -> Option<Condition> {
        if let (Value::Number(a), Value::Number(b)) = (&from, &to)
            && a > b
        {
            self.reversed(&a.to_string(), &b.to_string(), "smaller", bounds);
            return None;
        }
        let at_least = Condition::Test(Test::Compare(value.clone(), Comparison::AtLeast, from));
        Some(Condition::All(vec![at_least, Condition::Test(Test::Compare(value, Comparison::AtMost, to))]))
    }

    pub(super) fn reversed(&mut self, first: &str, second: &str, which: &str, bounds: Span) {
        let message = format!("`between {first} and {second}` is empty");
        let finding = Diagnostic::new(Rule::WrongDirection, bounds, message, format!("the {which} one comes first"));
        let finding = finding.help(format!("write `between {second} and {first}`"));
        self.report(finding.fix(Safety::Safe, bounds, format!("{second} and {first}")));
    }
}

/// A comparison; "not equal" is the complement of equal.
pub(super) fn compare(left: Value, op: CompareOp, right: Value) -> Condition {
    let comparison = match op {
        CompareOp::Equal | CompareOp::NotEqual => Comparison::Equal,
        CompareOp::Less => Comparison::Less,
        CompareOp::AtMost => Comparison::AtMost,
        CompareOp::Greater => Comparison::Greater,
        CompareOp::AtLeast => Comparison::AtLeast,
    };
    Condition::Test(Test::Compare(left, comparison, right)).negate_if(op == CompareOp::NotEqual)
}

/// The operator when the sides change places.
fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::Greater,
        CompareOp::AtMost => CompareOp::AtLeast,
        CompareOp::Greater => CompareOp::Less,
        CompareOp::AtLeast => CompareOp::AtMost,
        same => same,
    }
}
