//! Comparisons as other languages have them: with true and false, and with null.

use super::Checker;
use super::operand::Operand;
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{CompareOp, Expr, ExprKind, Literal};
use crate::types::ir::{Condition, Test, Value};
use crate::vocabulary::WordKind;
use rust_decimal::Decimal;

impl<'a> Checker<'a> {
    /// `sms_consent = true`: it is yes or no already.
    pub(super) fn flag_compared(
        &mut self,
        condition: Condition,
        left: &'a Expr,
        op: CompareOp,
        right: &'a Expr,
        whole: Span,
    ) -> Option<Condition> {
        // With its period and all, it is as much a condition.
        let word = match &left.inside().kind {
            ExprKind::Term(term) if !term.modifiers.is_empty() => self.on_a_line(left.inside().span),
            _ => self.written(left),
        };
        if self.text_compared(left, op, right) {
            return None;
        }
        let right = self.operand(right, true);
        let is_number = matches!(right, Operand::Number(_));
        let answer = match right {
            Operand::Word(word) | Operand::Text { text: word, .. } => match word.to_lowercase().as_str() {
                "true" | "yes" => Some(true),
                "false" | "no" => Some(false),
                _ => None,
            },
            Operand::Number(number) if number == Decimal::ONE || number == Decimal::ZERO => {
                Some(number == Decimal::ONE)
            }
            _ => None,
        };
        let is_word = match &left.inside().kind {
            ExprKind::Term(term) => self.model.vocabulary().word(&term.word.text).map(|word| &word.kind),
            _ => None,
        };
        let is_event = !matches!(&condition, Condition::Test(Test::Flag(_)))
            && !matches!(is_word, Some(WordKind::Condition(_) | WordKind::Field(_)));
        let equals = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        let Some(answer) = answer.filter(|_| equals) else {
            let already = format!("`{word}` is already yes or no");
            let (message, help) = match &left.inside().kind {
                ExprKind::Term(_) if is_event => (
                    format!("`{word}` happened or did not; it is not compared"),
                    format!("how often: `{word} at least 3 times`"),
                ),
                _ => match self.first_event(left).filter(|_| is_number) {
                    Some(event) => (already, format!("how often is said of each event: `{event} at least 3 times`")),
                    None => (already, format!("write `{word}` or `not {word}`")),
                },
            };
            self.report(Diagnostic::new(Rule::TypeMismatch, whole, message, "").help(help));
            return None;
        };
        let negated = answer == (op == CompareOp::NotEqual);
        let shown = if negated { format!("not {word}") } else { word.clone() };
        // What stands before is kept as it is; a group or event may be long.
        let mut edits = vec![Edit { span: Span::new(left.span.end, whole.end), text: String::new() }];
        if negated {
            edits.insert(0, Edit { span: Span::new(left.span.start, left.span.start), text: "not ".to_owned() });
        }
        self.report(
            Diagnostic::new(
                Rule::FlagCompared,
                whole,
                format!("`{word}` is already yes or no"),
                format!("write `{shown}`"),
            )
            .fixed_by(Fix { safety: Safety::Safe, edits }),
        );
        Some(condition.negate_if(negated))
    }

    /// The first event of conditions that are joined.
    fn first_event(&self, expr: &'a Expr) -> Option<&'a str> {
        match &expr.inside().kind {
            ExprKind::All(parts) | ExprKind::Any(parts) => parts.iter().find_map(|part| self.first_event(part)),
            ExprKind::Not(_, inner) => self.first_event(inner),
            _ => self.event_named(expr),
        }
    }

    /// `texted = "JOIN"`: an event is no text, but may have one.
    fn text_compared(&mut self, left: &'a Expr, op: CompareOp, right: &'a Expr) -> bool {
        let ExprKind::Term(term) = &left.kind else { return false };
        let event = term.word.text.as_str();
        let text = self.model.vocabulary().event(event).and_then(|event| event.text.clone());
        let is_text = term.modifiers.is_empty() && matches!(&right.kind, ExprKind::Literal(Literal::Text { .. }));
        if text.is_none() || !is_text || op != CompareOp::Equal {
            return false;
        }
        let message = format!("`{event}` is an event; its text stands right after it");
        let (whole, written) = (left.span.to(right.span), format!("{event} {}", self.said(right.span)));
        self.report(
            Diagnostic::new(Rule::TypeMismatch, whole, message, "without the sign between them")
                .help(format!("write `{written}`"))
                .fix(Safety::Unsafe, whole, written),
        );
        true
    }

    /// `country = null`, as other languages have it: read as `is missing`, and reported.
    pub(super) fn null_habit(
        &mut self,
        value: &Value,
        left: &'a Expr,
        op: CompareOp,
        right: &'a Expr,
    ) -> Option<Condition> {
        let missing = match op {
            CompareOp::Equal => true,
            CompareOp::NotEqual => false,
            _ => return None,
        };
        let is_empty = matches!(&right.inside().kind, ExprKind::Literal(Literal::Text { text, .. }) if text.is_empty());
        if !is_null(right) && !is_empty {
            return None;
        }
        let written = if missing { "is missing" } else { "is known" };
        let at = Span::new(left.span.end, right.span.end);
        let message = match is_empty {
            true => "an empty text is asked for with `is missing`",
            false => "missing values are asked for with `is missing` and `is known`",
        };
        self.report(
            Diagnostic::new(Rule::IsNullHabit, right.span, message, format!("write `{written}`"))
                .help(format!("write `{} {written}`", self.written(left)))
                .fix(Safety::Safe, at, format!(" {written}")),
        );
        Some(Condition::Test(Test::Known(value.clone())).negate_if(missing))
    }
}

/// Whether a word stands for "no value" in other languages.
pub(super) fn is_null(expr: &Expr) -> bool {
    match &expr.inside().kind {
        ExprKind::Term(term) => {
            let alone = term.modifiers.is_empty() && term.property.is_none();
            alone && ["null", "none", "nil"].contains(&term.word.text.to_lowercase().as_str())
        }
        _ => false,
    }
}
