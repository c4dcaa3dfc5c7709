//! Those with the most of something, and samples: `top 10% by money_spent`, `sample 10%`.

use super::super::ast::{Expr, ExprKind, Name, Ranked};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Edit, Rule, Safety};
use crate::source::Span;

impl Builder<'_> {
    /// `top 10% by money_spent last 365d of (country = US)`.
    pub(super) fn ranked(&mut self, node: &Node) -> Expr {
        let (Some(word), Some(amount)) = (node.child(Token::kw_top), node.children.get(1)) else {
            return Expr::hole(node.span);
        };
        let top = self.slice(word.span) == "top";
        let amount = self.literal(amount);
        for habit in node.children.iter().filter(|c| matches!(c.rule, Token::err_people | Token::err_ranked)) {
            let next = node.children.iter().find(|child| child.span.start >= habit.span.end);
            let span = Span::new(habit.span.start, next.map_or(habit.span.end, |next| next.span.start));
            self.habit(Rule::ForeignOperator, span, "");
        }
        let by = match node.child(Token::sum) {
            Some(sum) => self.value(sum),
            None => Expr::hole(Span::new(node.span.end, node.span.end)),
        };
        if let Some(gap) = node.child(Token::no_by) {
            self.no_by(gap.span, amount.span, node.has(Token::sum));
        }
        if let Some(gap) = node.child(Token::no_value) {
            let (label, help) = ("a measure or field belongs after this", "for example `top 10% by money_spent`");
            self.missing(Rule::MissingValue, gap.span, "`by` has nothing after it", label, help);
        }
        let of = node.child(Token::of_part).map(|part| self.of_part(part));
        let span = word.span.to(of.as_ref().map_or(by.span, |of| of.span));
        Expr { kind: ExprKind::Ranked(Box::new(Ranked { top, amount, by, of })), span }
    }

    fn no_by(&mut self, gap: Span, amount: Span, has_measure: bool) {
        let at = self.before(gap);
        let end = Span::new(at.end, at.end);
        let said = self.slice(amount);
        let mut diagnostic =
            Diagnostic::new(Rule::MissingPart, at, "by what are they ranked?", "`by` belongs after this")
                .help(format!("for example `top {said} by money_spent`"));
        diagnostic.incomplete = self.at_end(gap);
        if has_measure {
            diagnostic = diagnostic.fix(Safety::Safe, end, " by");
        }
        self.report(diagnostic);
    }

    fn of_part(&mut self, node: &Node) -> Expr {
        if let Some(group) = node.child(Token::group) {
            return self.value(group);
        }
        if let Some(unary) = node.child(Token::unary) {
            let condition = self.unary(unary);
            let (start, end) = (condition.span.start, condition.span.end);
            let mut diagnostic = Diagnostic::new(
                Rule::MissingPart,
                condition.span,
                "whom the ranking is of stands in parentheses",
                "in parentheses",
            )
            .help(format!("write `of ({})`", self.slice(condition.span)))
            .fix(Safety::Safe, Span::new(start, start), "(");
            if let Some(fix) = diagnostic.fixes.first_mut() {
                fix.edits.push(Edit { span: Span::new(end, end), text: ")".to_owned() });
            }
            self.report(diagnostic);
            return condition;
        }
        let gap = node.child(Token::no_condition).map_or(node.span, |gap| gap.span);
        let help = "for example `top 10% by money_spent of (country = US)`";
        self.missing(Rule::MissingCondition, gap, "`of` has nothing after it", "whom? in parentheses", help);
        Expr::hole(node.span)
    }

    /// `sample 10% seed "spring"`.
    pub(super) fn sample(&mut self, node: &Node) -> Expr {
        let Some(amount) = node.children.get(1) else {
            return Expr::hole(node.span);
        };
        let amount = Box::new(self.literal(amount));
        let given = node.child(Token::kw_seed).and_then(|_| node.children.last());
        let seed = match given {
            Some(gap) if gap.rule == Token::no_text => {
                let help = "for example `sample 10% seed \"spring\"`";
                self.missing(
                    Rule::MissingValue,
                    gap.span,
                    "`seed` has nothing after it",
                    "any text belongs here",
                    help,
                );
                None
            }
            Some(name) if matches!(name.rule, Token::name | Token::number) => Some(self.name(name)),
            Some(text) => Some(Name { text: self.text_of(text), span: text.span }),
            None => None,
        };
        Expr { kind: ExprKind::Sample { amount, seed }, span: node.span }
    }
}
