//! Counts and periods in words for which the language has others: `more than 3 times`,
//! `joined > last year`. They are reported with the words that it has.

use super::super::ast::{CompareOp, Expr};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;

impl Builder<'_> {
    /// `more than 3 times`, `3 times or more`: read as meant.
    pub(super) fn count_in_other_words(&mut self, node: &Node) -> Option<(CompareOp, u32)> {
        let words = node.children.iter().find(|c| matches!(c.rule, Token::err_count | Token::err_or_more))?;
        let said = self.slice(words.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let given = match node.child(Token::number) {
            Some(number) => self.slice(number.span).replace('_', "").parse::<u32>().ok(),
            None => Some(if node.has(Token::kw_once) { 1 } else { 2 }),
        };
        let meant = match said.as_str() {
            "more than" | "over" => given.and_then(|n| n.checked_add(1)).map(|n| (CompareOp::AtLeast, n)),
            "less than" | "fewer than" | "under" => {
                given.and_then(|n| n.checked_sub(1)).map(|n| (CompareOp::AtMost, n))
            }
            "or more" => given.map(|n| (CompareOp::AtLeast, n)),
            _ => given.map(|n| (CompareOp::AtMost, n)),
        };
        let whole = self.slice(node.span).to_owned();
        let Some((op, count)) = meant else {
            let message = format!("`{whole}` cannot be");
            self.report(
                Diagnostic::new(Rule::NumberOutOfRange, node.span, message, "how many times?")
                    .help("for example `at most twice`"),
            );
            return None;
        };
        let written = match (op, count) {
            (CompareOp::AtMost, 0) => "0 times".to_owned(),
            (op, count) => {
                let bound = if op == CompareOp::AtLeast { "at least" } else { "at most" };
                match count {
                    1 => format!("{bound} once"),
                    2 => format!("{bound} twice"),
                    _ => format!("{bound} {count} times"),
                }
            }
        };
        let message = format!("counts are `at least`, `at most` or `exactly`, not `{said}`");
        self.report(Diagnostic::new(Rule::ForeignOperator, node.span, message, format!("write `{written}`")).fix(
            Safety::Safe,
            node.span,
            written,
        ));
        Some(if (op, count) == (CompareOp::AtMost, 0) { (CompareOp::Equal, 0) } else { (op, count) })
    }

    /// `joined more than 90 days ago`: longer ago is earlier, which a sign would not say.
    pub(super) fn so_long_ago(&mut self, left: &Expr, op: CompareOp, sign: Span, ago: Span) -> Expr {
        let (word, said) = (self.slice(left.span), self.slice(ago));
        let written = match op {
            CompareOp::Greater => format!("before {said}"),
            CompareOp::AtLeast => format!("on or before {said}"),
            CompareOp::Less | CompareOp::AtMost => format!("last {}", said.trim_end_matches("ago").trim_end()),
            CompareOp::Equal | CompareOp::NotEqual => format!("on {said}"),
        };
        let at = sign.to(ago);
        let message = "how long ago is said with `before` and `last`";
        let finding = Diagnostic::new(Rule::OtherWords, at, message, format!("write `{written}`"));
        let finding = finding.help(format!("write `{word} {written}`")).fix(Safety::Unsafe, at, written);
        self.report(finding);
        Expr::hole(left.span.to(ago))
    }

    /// `joined > last year`: a date is compared with a day, and asked for a period by its name.
    pub(super) fn period_compared(&mut self, left: &Expr, op: CompareOp, sign: Span, period: &Node) -> Expr {
        let (word, said) = (self.slice(left.span).to_owned(), self.slice(period.span).to_owned());
        let rolling = period.child(Token::length).map(|length| self.slice(length.span).to_owned());
        let written = match (op, rolling) {
            (CompareOp::Equal, _) => Some(said.clone()),
            (CompareOp::NotEqual, _) => None,
            (CompareOp::Greater, None) => Some(format!("after {said}")),
            (CompareOp::AtLeast, None) => Some(format!("on or after {said}")),
            (CompareOp::Less, None) => Some(format!("before {said}")),
            (CompareOp::AtMost, None) => Some(format!("on or before {said}")),
            (CompareOp::Greater | CompareOp::AtLeast, Some(_)) if period.has(Token::kw_last) => Some(said.clone()),
            (CompareOp::Less | CompareOp::AtMost, Some(length)) if period.has(Token::kw_last) => {
                Some(format!("before {length} ago"))
            }
            (CompareOp::Less | CompareOp::AtMost, Some(_)) => Some(said.clone()),
            (CompareOp::Greater | CompareOp::AtLeast, Some(_)) => None,
        };
        let at = sign.to(period.span);
        let message = format!("`{said}` is a period, and takes no `{}`", op.sign());
        let finding = Diagnostic::new(Rule::MisplacedWord, at, message, "a period stands alone");
        let finding = match (written, op) {
            (Some(written), _) => finding.help(format!("write `{word} {written}`")).fix(Safety::Unsafe, at, written),
            (None, CompareOp::NotEqual) => finding.help(format!("write `not {word} {said}`")),
            (None, _) => finding.help(format!("for example `{word} after 2026-12-24`")),
        };
        self.report(finding);
        Expr::hole(left.span.to(period.span))
    }
}
