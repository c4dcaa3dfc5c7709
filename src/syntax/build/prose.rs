//! What reads well in English but is written otherwise: `ordered in the last 3 months`, `city is
//! Rome`, `joined more than 7 days ago`. It is read as meant, and reported with how it is written.

use super::super::ast::{CompareOp, Expr, ExprKind, Literal};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;
use crate::time::Point;

/// The word of the language that a phrase stands for.
pub(super) fn plain(rule: Token) -> Token {
    match rule {
        Token::err_last => Token::kw_last,
        Token::err_next => Token::kw_next,
        Token::err_this => Token::kw_this,
        other => other,
    }
}

impl Builder<'_> {
    /// `in the past 30 days`, `is before 2025-01-01`.
    pub(super) fn spoken_period(&mut self, node: &Node) {
        for part in &node.children {
            match part.rule {
                Token::err_is_when => self.filler(part.span),
                Token::err_last => self.habit(Rule::ForeignOperator, part.span, "last"),
                Token::err_next => self.habit(Rule::ForeignOperator, part.span, "next"),
                Token::err_this => self.habit(Rule::ForeignOperator, part.span, "this"),
                _ => {}
            }
        }
    }

    /// `is one of (US, CA)`, `is between 1 and 3`.
    pub(super) fn spoken_comparison(&mut self, node: &Node, negated: bool) {
        for part in &node.children {
            match part.rule {
                Token::err_is_when => self.filler(part.span),
                Token::err_is_in => {
                    self.habit(Rule::ForeignOperator, part.span, if negated { "not in" } else { "in" });
                }
                _ => {}
            }
        }
    }

    /// `city is Rome`, `country is not (US, CA)`.
    pub(super) fn is_value(&mut self, value: Box<Expr>, node: &Node) -> Expr {
        let [is, right] = node.children.as_slice() else { return Expr::hole(node.span) };
        let negated = self.slice(is.span).contains("not");
        if right.rule == Token::list {
            self.habit(Rule::ForeignOperator, is.span, if negated { "not in" } else { "in" });
            let list = self.list(right);
            return Expr { kind: ExprKind::OneOf { value, list, negated }, span: node.span };
        }
        let op = if negated { CompareOp::NotEqual } else { CompareOp::Equal };
        let right = Box::new(self.operand(right));
        // Of what is yes or no already, that is all there is to say.
        let answer = self.slice(right.span).to_lowercase();
        if !["yes", "no", "true", "false"].contains(&answer.as_str()) {
            self.habit(Rule::ForeignOperator, is.span, op.sign());
        }
        Expr { kind: ExprKind::Compare(value, op, is.span, right), span: node.span }
    }

    /// `joined more than 7 days ago`, which is a day before that; `older than 60 days`. What is
    /// meant; none if it is what the words say themselves.
    pub(super) fn in_spoken_time(&mut self, said: &str, sign: Span, right: &Expr) -> Option<(CompareOp, Expr)> {
        let ExprKind::Literal(literal) = &right.kind else { return None };
        let op = match said {
            "more than" | "over" | "older than" | "earlier than" => CompareOp::Less,
            "less than" | "fewer than" | "under" | "newer than" | "younger than" | "later than" => CompareOp::Greater,
            "at least" => CompareOp::AtMost,
            "at most" => CompareOp::AtLeast,
            _ if matches!(literal, Literal::Time(Point::Ago(_))) && !said.contains("equal") => {
                self.two_ways(said, sign, right.span);
                return Some((CompareOp::Less, Expr::hole(right.span)));
            }
            _ => return None,
        };
        let word = match op {
            CompareOp::Less => "before",
            CompareOp::AtMost => "on or before",
            CompareOp::AtLeast => "on or after",
            _ => "after",
        };
        let is_age = ["older than", "newer than", "younger than"].contains(&said);
        let is_dated = is_age || ["earlier than", "later than"].contains(&said);
        match literal {
            Literal::Time(Point::Ago(_)) => self.habit(Rule::ForeignOperator, sign, word),
            Literal::Time(_) if is_dated => self.habit(Rule::ForeignOperator, sign, word),
            // Who is older has more years.
            Literal::Number(_) if is_age => {
                let op = if op == CompareOp::Less { CompareOp::Greater } else { CompareOp::Less };
                self.habit(Rule::ForeignOperator, sign, op.sign());
                return Some((op, right.clone()));
            }
            Literal::Length(length) if is_age => {
                let (shown, end) = (self.slice(right.span).to_owned(), Span::new(right.span.end, right.span.end));
                let written = format!("{word} {shown} ago");
                let edits =
                    vec![Edit { span: sign, text: word.to_owned() }, Edit { span: end, text: " ago".to_owned() }];
                let message = format!("`{said} {shown}` is written `{written}`");
                self.report(
                    Diagnostic::new(Rule::ForeignOperator, sign.to(right.span), message, format!("write `{written}`"))
                        .fixed_by(Fix { safety: Safety::Safe, edits }),
                );
                let ago = ExprKind::Literal(Literal::Time(Point::Ago(*length)));
                return Some((op, Expr { kind: ago, span: right.span }));
            }
            _ => return None,
        }
        Some((op, right.clone()))
    }

    /// `greater than 7 days ago`: a greater date, or more days?
    fn two_ways(&mut self, said: &str, sign: Span, ago: Span) {
        let shown = self.slice(ago).to_owned();
        let message = format!("`{said} {shown}` can be read in two ways");
        self.report(
            Diagnostic::new(Rule::ForeignOperator, sign.to(ago), message, "longer ago, or since then?")
                .help(format!("longer ago is `before {shown}`, since then is `after {shown}`"))
                .fix(Safety::Unsafe, sign, "before")
                .fix(Safety::Unsafe, sign, "after"),
        );
    }
}
