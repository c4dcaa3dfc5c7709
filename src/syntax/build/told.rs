//! What names something, or tells something of a value: `in segment vip`, `in list "x"`,
//! `days since DATE`, `number of LIST`.

use super::super::ast::{Aspect, Expr, ExprKind, Literal, Name};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule, Safety};

impl Builder<'_> {
    /// `days since last_order_date`, `number of tags`.
    pub(super) fn told(&mut self, node: &Node) -> Expr {
        let [words, of] = node.children.as_slice() else {
            return Expr::hole(node.span);
        };
        let aspect = match words.rule {
            Token::kw_days_since => Aspect::DaysSince,
            Token::kw_days_until => Aspect::DaysUntil,
            Token::kw_years_since => Aspect::YearsSince,
            Token::err_since => self.other_unit(words),
            Token::kw_number_of => Aspect::Size,
            _ => {
                self.habit(Rule::ForeignOperator, words.span, "number of");
                Aspect::Size
            }
        };
        if of.rule == Token::no_value {
            let said = self.slice(words.span).to_owned();
            let (needs, label, help) = match aspect {
                Aspect::Size => ("a list", "which list?", "for example `number of tags >= 3`".to_owned()),
                _ => ("a date of the customer", "which date?", format!("for example `{said} last_order_date > 60`")),
            };
            self.missing(Rule::MissingValue, of.span, format!("`{said}` needs {needs}"), label, &help);
            return Expr::hole(node.span);
        }
        let of = Box::new(self.value(of));
        Expr { kind: ExprKind::Told(aspect, words.span, of), span: node.span }
    }

    /// `weeks since`: only days and years are counted.
    fn other_unit(&mut self, words: &Node) -> Aspect {
        let said = self.slice(words.span).to_owned();
        let until = said.ends_with("until");
        let (written, aspect) = match (said.starts_with("year"), until) {
            (true, false) => ("years since", Aspect::YearsSince),
            (_, false) => ("days since", Aspect::DaysSince),
            (_, true) => ("days until", Aspect::DaysUntil),
        };
        if said.starts_with("day") || said.starts_with("year ") {
            self.habit(Rule::ForeignOperator, words.span, written);
            return aspect;
        }
        let message = format!("`{said}` is not counted; days and years are");
        let finding = Diagnostic::new(Rule::UnknownUnit, words.span, message, format!("write `{written}`"));
        self.report(
            finding
                .help("a week is 7 days: `days since last_order_date > 14`")
                .help("by the calendar: `last_order_date before 3mo ago`")
                .fix(Safety::Unsafe, words.span, written),
        );
        aspect
    }

    /// `in segment vip`, `in list "newsletter"`.
    pub(super) fn membership(&mut self, node: &Node) -> Expr {
        let of_list = node.has(Token::kw_list);
        let Some(named) =
            node.children.iter().find(|c| !matches!(c.rule, Token::kw_in | Token::kw_segment | Token::kw_list))
        else {
            return Expr::hole(node.span);
        };
        if named.rule == Token::no_name {
            let (message, label, help) = match of_list {
                true => (
                    "`in list` names no list",
                    "the list's name belongs after this",
                    "for example `in list \"newsletter\"`",
                ),
                false => (
                    "`in segment` names no segment",
                    "a segment's name belongs after this",
                    "for example `in segment vip`",
                ),
            };
            self.missing(Rule::MissingName, named.span, message, label, help);
            return Expr::hole(node.span);
        }
        let kind = match (of_list, named.rule) {
            (false, Token::name) => ExprKind::InSegment(self.name(named)),
            (false, _) => match self.literal(named).kind {
                ExprKind::Literal(Literal::Text { text, .. }) => ExprKind::InSegment(Name { text, span: named.span }),
                _ => ExprKind::Hole,
            },
            (true, Token::name) => {
                let text = self.slice(named.span).to_owned();
                let literal = ExprKind::Literal(Literal::Text { text, exact: false });
                ExprKind::InList(Box::new(Expr { kind: literal, span: named.span }))
            }
            (true, _) => ExprKind::InList(Box::new(self.literal(named))),
        };
        Expr { kind, span: node.span }
    }
}
