//! Conditions as a spreadsheet has them: `=AND(a, b)`, `COUNTIF(range, ">3")`.

use super::super::ast::Expr;
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;

/// What is said of a function of spreadsheets.
pub struct Formula {
    /// The headline.
    pub message: &'static str,
    label: &'static str,
    example: &'static str,
}

/// What is said of a function of spreadsheets, by its name in small letters.
pub fn formula(name: &str) -> Formula {
    let (message, example) = match name.trim_end_matches("ifs").trim_end_matches("if") {
        "or" => ("conditions are joined with `or` between them", "vip or sms_consent"),
        "and" => ("conditions are joined with `and` between them", "vip and sms_consent"),
        "not" => ("`not` stands before a condition", "not vip"),
        "count" => ("which rows are counted is said with `where`", "count(ordered where total > 100) > 3"),
        "sum" => ("which rows are summed is said with `where`", "sum(ordered.total where channel = web) > 100"),
        "average" => {
            ("which rows an average is of is said with `where`", "average(ordered.total where channel = web) > 100")
        }
        _ => {
            let (message, example) = ("a condition is yes or no already", "money_spent > 100 and sms_consent");
            return Formula { message, label: "leave it out", example };
        }
    };
    Formula { message, label: "as in a spreadsheet", example }
}

impl Builder<'_> {
    /// One message for the whole of it, whatever is inside, and whether or not it ends.
    pub(super) fn formula(&mut self, node: &Node) -> Expr {
        let name = node.child(Token::err_formula).map_or(node.span, |name| name.span);
        let word = self.slice(name).trim_start_matches(['=', ' ', '\t']);
        let at = Span::new(name.end - word.len(), name.end);
        let Formula { message, label, example } = formula(&word.to_lowercase());
        let finding = Diagnostic::new(Rule::ForeignOperator, at, message, label);
        self.report(finding.help(format!("for example `{example}`")));
        Expr::hole(node.span)
    }
}
