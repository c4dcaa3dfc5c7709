//! `in at least 3 of the last 4 quarters`, `in each of the last 3 months`.

use super::super::ast::{CompareOp, Modifier, ModifierKind, Regular};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule};
use crate::time::Period;

/// So many periods are looked at, at most.
const MOST: u32 = 120;

const EXAMPLE: &str = "for example `ordered in at least 3 of the last 4 quarters`";

impl Builder<'_> {
    pub(super) fn regular(&mut self, node: &Node) -> Modifier {
        Modifier { kind: ModifierKind::Regular(self.regular_parts(node)), span: node.span }
    }

    fn regular_parts(&mut self, node: &Node) -> Option<Regular> {
        if let Some(gap) = node.child(Token::no_count) {
            let message = "how many periods are looked at?";
            self.missing(Rule::MissingValue, gap.span, message, "a number belongs after this", EXAMPLE);
            return None;
        }
        let last = node.children.iter().rfind(|child| child.rule == Token::number)?;
        if let Some(gap) = node.child(Token::no_period) {
            let (message, label) =
                ("which periods are looked at?", "`weeks`, `months`, `quarters` or `years` after this");
            self.missing(Rule::MissingValue, gap.span, message, label, EXAMPLE);
            return None;
        }
        let period = match self.slice(node.child(Token::periods)?.span).trim_end_matches('s') {
            "day" => Period::Day,
            "week" => Period::Week,
            "quarter" => Period::Quarter,
            "year" => Period::Year,
            _ => Period::Month,
        };
        let of = self.counted(last, MOST)?;
        if node.has(Token::kw_each) {
            return Some(Regular { op: CompareOp::AtLeast, periods: of, of, period });
        }
        let op = match () {
            () if node.has(Token::kw_at_least) => CompareOp::AtLeast,
            () if node.has(Token::kw_at_most) => CompareOp::AtMost,
            () => CompareOp::Equal,
        };
        let first = node.child(Token::number)?;
        let periods = self.counted(first, of)?;
        Some(Regular { op, periods, of, period })
    }

    /// A whole number from 1 to `most`.
    fn counted(&mut self, node: &Node, most: u32) -> Option<u32> {
        let number = self.slice(node.span).replace('_', "").parse::<u32>();
        if let Ok(number @ 1..) = number
            && number <= most
        {
            return Some(number);
        }
        let message = format!("a whole number from 1 to {most} belongs here");
        let label = match number {
            Ok(0) => "for none, write `not` before the event",
            Ok(_) => "more than there are",
            Err(_) => "not a whole number",
        };
        self.report(Diagnostic::new(Rule::NumberOutOfRange, node.span, message, label).help(EXAMPLE));
        None
    }
}
