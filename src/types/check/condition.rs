//! Conditions: chains, negation, and what can stand as a condition by itself.

use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, TextVerb};
use crate::types::ir::{Condition, Test, Value};
use crate::vocabulary::Type;

impl<'a> Checker<'a> {
    /// The meaning of a condition; none if something in it is wrong, which is reported.
    pub(in crate::types) fn condition(&mut self, expr: &'a Expr) -> Option<Condition> {
        if !self.has_room(expr.span) {
            return None;
        }
        self.depth += 1;
        let meaning = self.kind_of_condition(expr);
        self.depth -= 1;
        meaning
    }

    fn kind_of_condition(&mut self, expr: &'a Expr) -> Option<Condition> {
        match &expr.kind {
            ExprKind::Hole => None,
            ExprKind::All(parts) => self.parts(parts).map(Condition::All),
            ExprKind::Any(parts) => self.parts(parts).map(Condition::Any),
            ExprKind::Not(_, inner) => self.condition(inner).map(Condition::negate),
            ExprKind::Group(inner) => self.condition(inner),
            ExprKind::Compare(left, op, at, right) => self.compare(left, *op, *at, right, expr.span),
            ExprKind::Between { value, low, high, negated } => {
                self.between(value, low, high).map(|condition| condition.negate_if(*negated))
            }
            ExprKind::OneOf { value, list, negated } => {
                self.one_of(value, list).map(|condition| condition.negate_if(*negated))
            }
            ExprKind::InSet { value, set, negated } => {
                self.in_set(value, set, expr.span).map(|condition| condition.negate_if(*negated))
            }
            ExprKind::Text { value, verb: TextVerb::Like, needles, negated, .. } => {
                self.like_test(value, needles).map(|condition| condition.negate_if(*negated))
            }
            ExprKind::Text { value, verb, exact, quantity, needles, negated } => {
                self.text_test(value, *verb, *exact, *quantity, needles).map(|condition| condition.negate_if(*negated))
            }
            ExprKind::Presence { value, known } => self.presence(value, *known, expr.span),
            ExprKind::Term(term) => self.word_condition(term),
            ExprKind::Sequence(steps) => self.sequence(steps),
            ExprKind::Ranked(ranked) => self.ranked(ranked, expr.span),
            ExprKind::Sample { amount, seed } => self.sample(amount, seed.as_ref(), expr.span),
            ExprKind::Near(near) => self.near(near, expr.span),
            ExprKind::InSegment(name) => self.in_segment(name),
            ExprKind::InList(list) => self.in_list(list, expr.span),
            ExprKind::Never(never, term) => self.never(*never, term),
            ExprKind::Arithmetic(..) | ExprKind::Minus(_) | ExprKind::Call(..) | ExprKind::Told(..) => {
                let operand = self.operand(expr, false);
                self.alone(operand, expr.span)
            }
            ExprKind::Literal(_) | ExprKind::Parameter(_) => {
                self.report(
                    Diagnostic::new(
                        Rule::BareNumber,
                        expr.span,
                        "a value alone is not a condition",
                        "compared with what?",
                    )
                    .help("for example `money_spent > 100`"),
                );
                None
            }
        }
    }

    /// All parts are looked at, even after one is wrong.
    fn parts(&mut self, parts: &'a [Expr]) -> Option<Vec<Condition>> {
        let meanings: Vec<Option<Condition>> = parts.iter().map(|part| self.condition(part)).collect();
        meanings.into_iter().collect()
    }

    /// A value that stands where a condition belongs.
    pub(super) fn alone(&mut self, operand: Operand, span: Span) -> Option<Condition> {
        match operand {
            Operand::Condition(condition) => Some(condition),
            Operand::Value(value, Type::YesNo) => Some(Condition::Test(Test::Flag(value))),
            Operand::Value(value, kind) => {
                self.needs_comparison(&value, &kind, span);
                None
            }
            other => {
                if let Some(what) = self.what(&other, span) {
                    let message = format!("{what} alone is not a condition");
                    self.report(
                        Diagnostic::new(Rule::BareNumber, span, message, "compared with what?")
                            .help("for example `money_spent > 100`"),
                    );
                }
                None
            }
        }
    }

    fn needs_comparison(&mut self, value: &Value, kind: &Type, span: Span) {
        let (message, help) = match value {
            Value::Column(column) => (
                format!("`{}` is {}; compare it with one", column.column, kind.noun()),
                format!("for example {}", messages::example(&column.column, kind)),
            ),
            _ => {
                let short = self.on_a_line(span);
                (
                    format!("this is {}; compare it with one", kind.noun()),
                    format!("for example {}", messages::example(&short, kind)),
                )
            }
        };
        self.report(Diagnostic::new(Rule::NeedsComparison, span, message, "not yet a condition").help(help));
    }

    fn presence(&mut self, value: &'a Expr, known: bool, whole: Span) -> Option<Condition> {
        match self.operand(value, false) {
            Operand::Hole => None,
            Operand::Value(value, _) => Some(Condition::Test(Test::Known(value)).negate_if(!known)),
            Operand::Condition(_) => {
                let said = self.said(value.span);
                let written = match known {
                    true => said.to_owned(),
                    false if self.is_event(value) => format!("never {}", self.said(value.inside().span)),
                    false => format!("not {said}"),
                };
                let message = "this holds or does not, and is never missing";
                let diagnostic =
                    Diagnostic::new(Rule::TypeMismatch, value.span, message, "a field or measure belongs here");
                self.report(diagnostic.help(format!("write `{written}`")).fix(Safety::Unsafe, whole, written));
                None
            }
            other => {
                if let Some(what) = self.what(&other, value.span) {
                    let message = format!("{what} is never missing");
                    self.report(
                        Diagnostic::new(Rule::TypeMismatch, value.span, message, "a field belongs here")
                            .help("for example `country is missing`"),
                    );
                }
                None
            }
        }
    }
}
