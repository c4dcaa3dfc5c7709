//! What numbers and amounts are compared with.

use super::compare::compare;
use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Aspect, CompareOp, Expr, ExprKind};
use crate::time::Length;
use crate::types::ir::{Condition, Value};
use crate::vocabulary::Type;
use rust_decimal::Decimal;

impl<'a> Checker<'a> {
    /// A number or amount compared with another.
    pub(super) fn compare_number(
        &mut self,
        left: Value,
        kind: &Type,
        left_expr: &'a Expr,
        op: CompareOp,
        right: &'a Expr,
    ) -> Option<Condition> {
        let right_value = self.comparable(kind, left_expr, right)?;
        Some(compare(left, op, right_value))
    }

    /// What a number or amount is compared with.
    pub(super) fn comparable(&mut self, kind: &Type, left: &'a Expr, right: &'a Expr) -> Option<Value> {
        let operand = self.operand(right, false);
        match operand {
            Operand::Hole => None,
            Operand::Number(number) => self.decimals(kind, number, right.span).map(Value::Number),
            Operand::Money(amount, currency) => {
                if *kind == Type::Number {
                    self.mismatch(left, kind, right, "an amount", None);
                    return None;
                }
                let amount = self.currency(amount, &currency, right.span)?;
                self.decimals(kind, amount, right.span).map(Value::Number)
            }
            // A number is compared with a number, an amount with an amount; what is reckoned may be either.
            Operand::Value(value, other @ (Type::Number | Type::Money))
                if other == *kind || matches!(value, Value::Arithmetic(..)) =>
            {
                Some(value)
            }
            // Half of something is 0.5 of it.
            Operand::Percent(percent) if *kind == Type::Number => {
                let hundredth = Decimal::new(1, 2);
                Some(Value::Number((percent * hundredth).normalize()))
            }
            Operand::Text { text, .. } if is_number(&text) => {
                let message = format!("`\"{text}\"` is a text; without quotes it is {}", kind.noun());
                self.report(Diagnostic::new(Rule::TextForNumber, right.span, message, format!("write `{text}`")).fix(
                    Safety::Safe,
                    right.span,
                    text,
                ));
                None
            }
            Operand::Length(length) => {
                let word = self.written(left);
                let short = messages::length(length);
                // Only a word has a period of its own.
                let is_word = matches!(left.inside().kind, ExprKind::Term(_));
                let by_a_word = || match kind {
                    Type::Money => [
                        format!("for an amount write `{word} > 90`"),
                        format!("for a period write `{word} last {short} > 100`"),
                    ],
                    _ => [
                        format!("for a number write `{word} > 3`"),
                        format!("for a period write `{word} last {short} > 3`"),
                    ],
                };
                let help = self.days_told(left, length).or_else(|| is_word.then(by_a_word));
                self.mismatch(left, kind, right, &format!("a length of time: {}", length.words()), help);
                None
            }
            Operand::Percent(percent) if *kind == Type::Money => {
                let (word, whole) = (self.written(left), left.span.to(right.span));
                let ranked = format!("top {percent}% by {word}");
                let message = "money cannot be compared with a percentage";
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, right.span, message, "a percentage")
                        .also(left.span, format!("money, in {}", self.model.project.settings.currency))
                        .help(format!("for an amount write `{word} > 100`"))
                        .help(format!("for those with the most write `{ranked}`"))
                        .fix(Safety::Unsafe, whole, ranked),
                );
                None
            }
            Operand::Time(point) => {
                self.mismatch(left, kind, right, &messages::point(point), None);
                None
            }
            other => {
                if let Some(what) = self.what(&other, right.span) {
                    self.mismatch(left, kind, right, &what, None);
                }
                None
            }
        }
    }

    /// An amount has no more decimals than its currency.
    fn decimals(&mut self, kind: &Type, number: Decimal, span: Span) -> Option<Decimal> {
        let allowed = self.model.project.settings.decimals();
        if *kind == Type::Money && number.scale() > allowed {
            let currency = self.model.project.settings.currency.clone();
            let count = match allowed {
                0 => "no decimals".to_owned(),
                1 => "one decimal".to_owned(),
                2 => "two decimals".to_owned(),
                3 => "three decimals".to_owned(),
                more => format!("{more} decimals"),
            };
            let rounded = number.round_dp(allowed);
            self.report(
                Diagnostic::new(
                    Rule::MoneyDecimals,
                    span,
                    format!("{currency} amounts have {count}"),
                    "more than that here",
                )
                .help(format!("for example `{rounded}`"))
                .fix(Safety::Unsafe, span, rounded.to_string()),
            );
            return None;
        }
        Some(number)
    }

    /// `days since last_order_date > 60d`: what is told is a number already.
    fn days_told(&self, left: &Expr, length: Length) -> Option<[String; 2]> {
        let ExprKind::Told(Aspect::DaysSince, _, of) = &left.inside().kind else { return None };
        let (date, short) = (self.written(of), messages::length(length));
        let number = match length {
            Length::Days(days) => format!("days are counted without a unit: `days since {date} > {days}`"),
            Length::Minutes(_) | Length::Months(_) => "days are counted without a unit".to_owned(),
        };
        Some([number, format!("for a length of time write `{date} before {short} ago`")])
    }
}

/// Whether a text is a number as the language writes them.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(rest)
}
