//! Those with the most of something, and samples.

use super::Checker;
use super::operand::Operand;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Name, Ranked};
use crate::types::ir::{ColumnRef, Condition, Fact, Rank, Share, Test, Value};
use crate::vocabulary::{CUSTOMERS, Type};
use rust_decimal::Decimal;

/// So many customers are asked for at most.
const MOST: u64 = 1 << 32;
/// Decimals of a percentage at most.
const FINEST: u32 = 4;

impl<'a> Checker<'a> {
    /// `top 10% by money_spent of (country = US)`.
    pub(super) fn ranked(&mut self, ranked: &'a Ranked, whole: Span) -> Option<Condition> {
        if self.is_of_a_row(whole, "a ranking") {
            return None;
        }
        let share = self.share(&ranked.amount, "top 10% by money_spent", "top 500 by money_spent");
        let by = self.ranked_by(ranked);
        let of = ranked.of.as_ref().map(|of| self.condition(of));
        let of = match of {
            Some(None) => return None,
            Some(of) => of,
            None => None,
        };
        let rank = Rank { top: ranked.top, share: share?, by: by?, of };
        Some(Condition::Test(Test::Flag(Value::Fact(Box::new(Fact::Rank(rank))))))
    }

    /// `sample 10%`.
    pub(super) fn sample(&mut self, amount: &'a Expr, seed: Option<&Name>, whole: Span) -> Option<Condition> {
        if self.is_of_a_row(whole, "a sample") {
            return None;
        }
        let percent = match self.share(amount, "sample 10%", "")? {
            Share::Percent(percent) => percent,
            Share::Count(_) => return None,
        };
        let key = Value::Column(ColumnRef::new(CUSTOMERS, ColumnRef::KEY));
        let seed = seed.map(|seed| seed.text.clone()).unwrap_or_default();
        Some(Condition::Test(Test::Sampled { key, percent, seed }))
    }

    fn is_of_a_row(&mut self, whole: Span, what: &str) -> bool {
        if self.in_row() {
            let message = format!("{what} is of customers, and this is one row");
            self.report(
                Diagnostic::new(Rule::MisplacedWord, whole, message, "").help("put it outside, joined with `and`"),
            );
        }
        self.in_row()
    }

    /// How many; without an example of a number only percentages will do.
    fn share(&mut self, amount: &'a Expr, percent: &str, count: &str) -> Option<Share> {
        let operand = self.operand(amount, false);
        let wrong = match &operand {
            Operand::Percent(part) if part.is_sign_negative() || part.is_zero() || *part > Decimal::ONE_HUNDRED => {
                Some("a percentage here is more than 0 and at most 100")
            }
            Operand::Percent(part) if part.normalize().scale() > FINEST => {
                Some("a percentage here has at most four decimals")
            }
            Operand::Percent(part) => return Some(Share::Percent(part.normalize())),
            Operand::Number(number) if !count.is_empty() => match u64::try_from(*number) {
                Ok(whole @ 1..=MOST) if Decimal::from(whole) == *number => return Some(Share::Count(whole)),
                _ => Some("how many is a whole number, 1 or more"),
            },
            _ => None,
        };
        let finding = match (wrong, operand) {
            (Some(wrong), _) => Diagnostic::new(Rule::NumberOutOfRange, amount.span, wrong, ""),
            (None, Operand::Number(_)) => {
                let end = Span::new(amount.span.end, amount.span.end);
                Diagnostic::new(Rule::TypeMismatch, amount.span, "a sample is a percentage", "`%` after this?").fix(
                    Safety::Unsafe,
                    end,
                    "%",
                )
            }
            (None, operand) => {
                let what = self.what(&operand, amount.span)?;
                let message = match count.is_empty() {
                    true => format!("a sample is a percentage, not {what}"),
                    false => format!("how many is a percentage or a number, not {what}"),
                };
                Diagnostic::new(Rule::TypeMismatch, amount.span, message, "")
            }
        };
        let examples: Vec<String> =
            [percent, count].iter().filter(|text| !text.is_empty()).map(|text| format!("`{text}`")).collect();
        self.report(finding.help(format!("for example {}", examples.join(", "))));
        None
    }

    fn ranked_by(&mut self, ranked: &'a Ranked) -> Option<Value> {
        let (by, word) = (&ranked.by, if ranked.top { "top" } else { "bottom" });
        if matches!(by.kind, ExprKind::Hole) {
            return None;
        }
        match self.operand(by, false) {
            Operand::Value(value, Type::Number | Type::Money | Type::Date) => Some(value),
            Operand::Hole => None,
            Operand::Condition(_) if self.is_event(by) => {
                let event = self.written(by);
                let message = format!("`{event}` is an event; by how many of them, or how much?");
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, by.span, message, "a measure or field belongs here")
                        .help(format!("for example `{word} 10% by count({event})`"))
                        .fix(Safety::Unsafe, by.span, format!("count({event})")),
                );
                None
            }
            other => {
                let what = self.what(&other, by.span)?;
                let message = format!("customers are ranked by a number, an amount or a date, not {what}");
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, by.span, message, "a measure or field belongs here")
                        .help(format!("for example `{word} 10% by money_spent last 365d`")),
                );
                None
            }
        }
    }
}
