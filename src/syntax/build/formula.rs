//! Conditions as a spreadsheet has them: `=AND(a, b)`, `COUNTIF(range, ">3")`.

use super::super::ast::Expr;
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;

impl Builder<'_> {
    /// One message for the whole of it, whatever is inside, and whether or not it ends.
    pub(super) fn formula(&mut self, node: &Node) -> Expr {
        let name = node.child(Token::err_formula).map_or(node.span, |name| name.span);
        let word = self.slice(name).trim_start_matches(['=', ' ', '\t']).to_owned();
        let at = Span::new(name.end - word.len(), name.end);
        let (message, label, help) = match word.to_lowercase().as_str() {
            "or" => ("conditions are joined with `or` between them", "as in a spreadsheet", "vip or sms_consent"),
            "and" => ("conditions are joined with `and` between them", "as in a spreadsheet", "vip and sms_consent"),
            "not" => ("`not` stands before a condition", "as in a spreadsheet", "not vip"),
            "if" | "ifs" => ("a condition is yes or no already", "leave it out", "money_spent > 100 and sms_consent"),
            "countif" | "countifs" => {
                let example = "count(ordered where total > 100) > 3";
                ("which rows are counted is said with `where`", "as in a spreadsheet", example)
            }
            word => {
                let (message, example) = match word.starts_with("sum") {
                    true => {
                        ("which rows are summed is said with `where`", "sum(ordered.total where channel = web) > 100")
                    }
                    false => {
                        let message = "which rows an average is of is said with `where`";
                        (message, "average(ordered.total where channel = web) > 100")
                    }
                };
                (message, "as in a spreadsheet", example)
            }
        };
        let finding = Diagnostic::new(Rule::ForeignOperator, at, message, label);
        self.report(finding.help(format!("for example `{help}`")));
        Expr::hole(node.span)
    }
}
