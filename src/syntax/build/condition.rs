//! Conditions: `not` and comparisons.

use super::super::ast::{CompareOp, Expr, ExprKind, Name, Quantity, TextVerb};
use super::super::grammar::{Node, Rule as Token};
use super::{Builder, term};
use crate::diagnostics::{Diagnostic, Rule};

impl Builder<'_> {
    pub(super) fn unary(&mut self, node: &Node) -> Expr {
        let mut nots = Vec::new();
        let mut expr = Expr::hole(node.span);
        for child in &node.children {
            match child.rule {
                Token::kw_not => nots.push(child.span),
                Token::err_not => {
                    nots.push(child.span);
                    let tight =
                        self.text.get(child.span.end..).is_some_and(|rest| !rest.starts_with(char::is_whitespace));
                    self.habit(Rule::ForeignOperator, child.span, if tight { "not " } else { "not" });
                }
                Token::no_operand => {
                    let help = "for example `not sms_consent`";
                    let label = "a condition belongs after this";
                    self.missing(Rule::MissingCondition, child.span, "`not` has nothing after it", label, help);
                }
                _ => expr = self.clause(child),
            }
        }
        if let (Some(not), ExprKind::Sequence(steps)) = (nots.first(), &expr.kind) {
            self.not_before_then(*not, expr.span, steps);
        }
        // Pairs of `not` cancel out; two are kept, so that the odd text can be pointed at.
        let kept = if nots.len() > 2 { 2 - nots.len() % 2 } else { nots.len() };
        for not in nots.into_iter().rev().take(kept) {
            let span = not.to(expr.span);
            expr = Expr { kind: ExprKind::Not(not, Box::new(expr)), span };
        }
        expr
    }

    fn clause(&mut self, node: &Node) -> Expr {
        match node.children.as_slice() {
            [sum] => {
                let value = self.value(sum);
                self.between_behind(value)
            }
            [left, comparison] if left.rule == Token::no_left => {
                let sign = comparison.children.first().map_or(comparison.span, |sign| sign.span);
                let word = self.slice(sign).to_owned();
                self.report(
                    Diagnostic::new(
                        Rule::MissingValue,
                        sign,
                        format!("`{word}` has nothing before it"),
                        "a field belongs before this",
                    )
                    .help("for example `money_spent > 100`"),
                );
                let value = Expr::hole(sign);
                self.comparison(value, comparison);
                Expr::hole(node.span)
            }
            [first, steps @ ..] if steps.iter().all(|step| step.rule == Token::then_part) => {
                let first = self.value(first);
                self.sequence(first, steps)
            }
            [left, comparison] => {
                let value = self.value(left);
                let mut expr = self.comparison(value, comparison);
                expr.span.start = node.span.start;
                expr
            }
            [left, comparison, steps @ ..] => {
                let value = self.value(left);
                let first = self.held_step(value, comparison);
                self.sequence(first, steps)
            }
            _ => Expr::hole(node.span),
        }
    }

    /// `money_spent / order_count between 1000 and 2000`: what is reckoned has no years.
    fn between_behind(&mut self, mut value: Expr) -> Expr {
        let is_reckoned = matches!(value.kind, ExprKind::Arithmetic(..) | ExprKind::Minus(_) | ExprKind::Told(..));
        let taken = is_reckoned.then(|| term::take_years(&mut value, self.behind.as_mut())).flatten();
        let Some([low, high]) = taken else { return value };
        let span = value.span.to(high.span);
        let (value, low, high) = (Box::new(value), Box::new(low), Box::new(high));
        Expr { kind: ExprKind::Between { value, low, high, negated: false }, span }
    }

    pub(super) fn comparison(&mut self, value: Expr, node: &Node) -> Expr {
        let negated = node.has(Token::kw_not) || node.has(Token::kw_does_not);
        let value = Box::new(value);
        let kind = match node.rule {
            Token::compare => return self.compare(value, node),
            Token::between => {
                if let Some(is) = node.child(Token::err_is_when) {
                    self.filler(is.span);
                }
                let bounds: Vec<&Node> = node
                    .children
                    .iter()
                    .filter(|c| matches!(c.rule, Token::sum | Token::no_value | Token::no_and))
                    .collect();
                let [low, high] = bounds.as_slice() else {
                    return Expr::hole(node.span);
                };
                if low.rule == Token::no_value {
                    let (label, help) =
                        ("two values belong after this", "for example `money_spent between 50 and 100`");
                    self.missing(Rule::MissingValue, low.span, "`between` has nothing after it", label, help);
                    return Expr::hole(node.span);
                }
                if high.rule == Token::no_and {
                    let help = "for example `money_spent between 50 and 100`";
                    self.missing(
                        Rule::MissingValue,
                        high.span,
                        "`between` has one bound only",
                        "`and` belongs after this",
                        help,
                    );
                }
                let (low, high) = (Box::new(self.operand(low)), Box::new(self.operand(high)));
                ExprKind::Between { value, low, high, negated }
            }
            Token::member => match node.child(Token::list) {
                Some(list) => return self.one_of(*value, node, list, negated),
                None if node.has(Token::name) => {
                    let set = node.child(Token::name).map_or_else(Name::default, |set| self.name(set));
                    ExprKind::InSet { value, set, negated }
                }
                None => {
                    let gap = node.child(Token::no_list).map_or(node.span, |gap| gap.span);
                    let help = "for example `country in (US, CA)`";
                    self.missing(
                        Rule::MissingValue,
                        gap,
                        "`in` has no list after it",
                        "a list belongs after this",
                        help,
                    );
                    return Expr::hole(node.span);
                }
            },
            Token::alike => return self.alike(*value, node, negated),
            Token::is_value => return self.is_value(*value, node, negated),
            Token::presence | Token::is_nothing => {
                if let Some(null) = node.child(Token::err_null) {
                    self.habit(Rule::IsNullHabit, null.span, "missing");
                } else if let Some(set) = node.child(Token::err_known) {
                    self.habit(Rule::IsNullHabit, set.span, "known");
                } else if let Some(gap) = node.child(Token::no_presence) {
                    let help = "for example `country is missing`; to compare write `country = US`";
                    self.missing(
                        Rule::MissingValue,
                        gap.span,
                        "`is` needs `missing` or `known`",
                        "`missing` or `known`?",
                        help,
                    );
                    return Expr::hole(node.span);
                }
                ExprKind::Presence {
                    value,
                    known: (node.has(Token::kw_known) || node.has(Token::err_known)) != negated,
                }
            }
            Token::text_test => {
                let verb = node.children.iter().find_map(|child| text_verb(child.rule)).unwrap_or(TextVerb::Contains);
                if let Some(word) = node.child(Token::err_contains) {
                    let written = if negated { "contain" } else { "contains" };
                    self.habit(Rule::ForeignOperator, word.span, written);
                }
                let quantity = match () {
                    () if node.has(Token::kw_all_of) => Quantity::All,
                    () if node.has(Token::kw_none_of) => Quantity::None,
                    () => Quantity::Any,
                };
                let needles = self.list_or_one(node);
                ExprKind::Text { value, verb, exact: node.has(Token::kw_exactly), quantity, needles, negated }
            }
            _ => return self.foreign_comparison(value, node),
        };
        Expr { kind, span: node.span }
    }

    /// How a sign, or what stands for it in words, compares, and how it is written.
    pub(super) fn compare_op(&self, sign: &Node) -> (CompareOp, &'static str) {
        let text = self.slice(sign.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let op = compare_op(text.strip_prefix("is ").unwrap_or(&text));
        (op, op.sign())
    }

    fn compare(&mut self, left: Box<Expr>, node: &Node) -> Expr {
        let [sign, right] = node.children.as_slice() else {
            return Expr::hole(node.span);
        };
        let (op, written) = self.compare_op(sign);
        let far = self.inside(right.span).find(|token| token.rule == Token::err_far).map(|token| token.span);
        if let Some(far) = far {
            return self.far_alone(far, left.span.to(right.span));
        }
        if sign.rule == Token::err_than && self.inside(right.span).any(|token| token.rule == Token::kw_ago) {
            return self.so_long_ago(&left, op, sign.span, right.span);
        }
        if matches!(sign.rule, Token::err_compare | Token::err_than) {
            self.habit(Rule::ForeignOperator, sign.span, written);
        }
        if right.rule == Token::period_value {
            return self.period_compared(&left, op, sign.span, right);
        }
        let right = Box::new(self.operand(right));
        Expr { kind: ExprKind::Compare(left, op, sign.span, right), span: node.span }
    }

    /// `tags CONTAINS "x"`, `country IN (..)`, `country IS NULL`: read as meant, and reported.
    fn foreign_comparison(&mut self, value: Box<Expr>, node: &Node) -> Expr {
        let Some(operator) = node.children.first() else {
            return Expr::hole(node.span);
        };
        let word = self.slice(operator.span).to_owned();
        if operator.rule == Token::err_is_null {
            let known = word.to_uppercase().contains("NOT");
            self.habit(Rule::IsNullHabit, operator.span, if known { "is known" } else { "is missing" });
            return Expr { kind: ExprKind::Presence { value, known }, span: node.span };
        }
        let needles = self.list_or_one(node);
        let kind = match (word.as_str(), needles.as_slice()) {
            ("CONTAINS", _) => {
                self.habit(Rule::ForeignOperator, operator.span, "contains");
                let (exact, quantity) = (false, Quantity::Any);
                ExprKind::Text { value, verb: TextVerb::Contains, exact, quantity, needles, negated: false }
            }
            ("IN", _) if node.has(Token::list) => {
                self.habit(Rule::ForeignOperator, operator.span, "in");
                ExprKind::OneOf { value, list: needles, negated: false }
            }
            ("IS", [one]) => {
                self.habit(Rule::ForeignOperator, operator.span, "=");
                ExprKind::Compare(value, CompareOp::Equal, operator.span, Box::new(one.clone()))
            }
            _ => {
                let message = format!("`{word}` is a word of other languages");
                let help = match word.as_str() {
                    "LIKE" | "ILIKE" => "write `starts with`, `ends with` or `contains`, and leave the `%` out",
                    _ => "words of the language are in small letters: `in`, `between`, `contains`",
                };
                self.report(
                    Diagnostic::new(Rule::ForeignOperator, operator.span, message, "not known here").help(help),
                );
                ExprKind::Hole
            }
        };
        Expr { kind, span: node.span }
    }
}

fn compare_op(text: &str) -> CompareOp {
    match text {
        "!=" | "!==" | "<>" | "≠" => CompareOp::NotEqual,
        "<=" | "=<" | "≤" | "at most" => CompareOp::AtMost,
        ">=" | "=>" | "≥" | "at least" => CompareOp::AtLeast,
        "<" | "under" | "below" | "less than" | "lower than" | "smaller than" | "fewer than" => CompareOp::Less,
        ">" | "over" | "above" => CompareOp::Greater,
        than if than.ends_with("than") => CompareOp::Greater,
        _ => CompareOp::Equal,
    }
}

fn text_verb(rule: Token) -> Option<TextVerb> {
    Some(match rule {
        Token::kw_contains => TextVerb::Contains,
        Token::kw_starts_with => TextVerb::StartsWith,
        Token::kw_ends_with => TextVerb::EndsWith,
        Token::kw_matches => TextVerb::Matches,
        _ => return None,
    })
}
