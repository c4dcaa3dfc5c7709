//! Values: arithmetic, groups and lists, and parentheses that are never closed.

use super::super::ast::{ArithmeticOp, Expr, ExprKind};
use super::super::grammar::{Node, Rule as Token};
use super::super::guard::MAX_DEPTH;
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;

impl Builder<'_> {
    /// What stands on the right of a comparison.
    pub(super) fn operand(&mut self, node: &Node) -> Expr {
        if node.rule == Token::sum {
            return self.value(node);
        }
        if node.rule == Token::no_value {
            let before = self.before(node.span);
            let word = self.slice(before).to_owned();
            let message = format!("`{word}` has nothing after it");
            self.missing(
                Rule::MissingValue,
                node.span,
                message,
                "a value belongs after this",
                "for example `money_spent > 100`",
            );
        }
        Expr::hole(node.span)
    }

    /// A sum, product, factor or atom.
    pub(super) fn value(&mut self, node: &Node) -> Expr {
        match node.rule {
            Token::sum | Token::product if node.children.len() > 2 * MAX_DEPTH => {
                let message = format!("more than {MAX_DEPTH} values are reckoned together");
                let help = "give parts of it a name as measures of the project";
                self.report(Diagnostic::new(Rule::TooDeep, node.span, message, "").help(help));
                Expr::hole(node.span)
            }
            Token::sum | Token::product => {
                let mut children = node.children.iter();
                let mut left = children.next().map_or(Expr::hole(node.span), |first| self.value(first));
                while let (Some(sign), Some(right)) = (children.next(), children.next()) {
                    let op = match self.slice(sign.span) {
                        "+" => ArithmeticOp::Add,
                        "-" => ArithmeticOp::Subtract,
                        "*" => ArithmeticOp::Multiply,
                        _ => ArithmeticOp::Divide,
                    };
                    let right = if right.rule == Token::product || right.rule == Token::factor {
                        self.value(right)
                    } else {
                        self.operand(right)
                    };
                    let span = left.span.to(right.span);
                    left = Expr { kind: ExprKind::Arithmetic(Box::new(left), op, sign.span, Box::new(right)), span };
                }
                left
            }
            Token::factor => match node.children.as_slice() {
                [minus, atom] if minus.rule == Token::minus => {
                    let inner = self.value(atom);
                    Expr { kind: ExprKind::Minus(Box::new(inner)), span: node.span }
                }
                [atom] => self.value(atom),
                _ => Expr::hole(node.span),
            },
            Token::group => self.group(node),
            Token::term | Token::later => self.term(node),
            Token::never => self.never(node),
            Token::call => self.call(node),
            Token::membership => self.membership(node),
            Token::told => self.told(node),
            Token::ranked => self.ranked(node),
            Token::sample => self.sample(node),
            _ => self.literal(node),
        }
    }

    fn group(&mut self, node: &Node) -> Expr {
        let inner = match node.child(Token::condition) {
            Some(condition) => self.condition(condition),
            None => {
                let gap = node.child(Token::no_condition).map_or(node.span, |gap| gap.span);
                let message = "these parentheses have nothing inside";
                let label = "a condition belongs after this";
                self.missing(
                    Rule::MissingCondition,
                    gap,
                    message,
                    label,
                    "for example `(country = US or country = CA)`",
                );
                Expr::hole(gap)
            }
        };
        if let Some(gap) = node.child(Token::no_close) {
            self.unclosed(node, gap.span);
        }
        Expr { kind: ExprKind::Group(Box::new(inner)), span: node.span }
    }

    /// All that are open at the same place are one mistake, listed together.
    pub(super) fn unclosed(&mut self, node: &Node, gap: Span) {
        let opener = Span::new(node.span.start, node.span.start + 1);
        let last = self.before(gap);
        let incomplete = self.at_end(gap);
        let same = |d: &&mut Diagnostic| {
            d.rule == Rule::UnclosedParen && d.labels.last().is_some_and(|label| label.span == last)
        };
        if let Some(earlier) = self.diagnostics.iter_mut().find(same) {
            "these parentheses are never closed".clone_into(&mut earlier.message);
            let at = earlier.labels.len() - 1;
            earlier.labels.insert(at, crate::diagnostics::Label { span: opener, text: "opened here".to_owned() });
            earlier.labels.sort_by_key(|label| label.span);
            for edit in earlier.fixes.iter_mut().flat_map(|fix| fix.edits.iter_mut()) {
                edit.text.push(')');
            }
            return;
        }
        let end = Span::new(last.end, last.end);
        let mut diagnostic =
            Diagnostic::new(Rule::UnclosedParen, opener, "this parenthesis is never closed", "opened here").fix(
                Safety::Unsafe,
                end,
                ")",
            );
        if last != opener {
            diagnostic = diagnostic.also(last, "perhaps `)` after this");
        }
        diagnostic.incomplete = incomplete;
        self.report(diagnostic);
    }

    pub(super) fn list(&mut self, node: &Node) -> Vec<Expr> {
        let mut items = Vec::new();
        for child in &node.children {
            match child.rule {
                Token::sum => items.push(self.value(child)),
                Token::number => items.push(self.literal(child)),
                Token::stray => self.stray(&[child]),
                Token::no_close => self.unclosed(node, child.span),
                _ => {}
            }
        }
        if items.is_empty() {
            let message = "this list has nothing in it";
            self.report(Diagnostic::new(Rule::MissingValue, node.span, message, "").help("for example `(US, CA)`"));
        }
        items
    }

    pub(super) fn list_or_one(&mut self, node: &Node) -> Vec<Expr> {
        match node.child(Token::list) {
            Some(list) => self.list(list),
            None => {
                let right = node.children.iter().find(|c| matches!(c.rule, Token::sum | Token::no_value));
                right.map(|right| self.operand(right)).into_iter().collect()
            }
        }
    }
}
