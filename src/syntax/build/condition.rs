//! Conditions: chains of `and` and `or`, `not`, comparisons, arithmetic.

use super::super::ast::{ArithmeticOp, CompareOp, Expr, ExprKind, Quantity, TextVerb};
use super::super::grammar::{Node, Rule as Token};
use super::super::guard::MAX_DEPTH;
use super::{Ambiguity, Builder};
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;

/// A word between two conditions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    And,
    Or,
}

impl Builder<'_> {
    pub(super) fn condition(&mut self, node: &Node) -> Expr {
        let mut parts: Vec<Expr> = Vec::new();
        let mut links: Vec<(Link, Span)> = Vec::new();
        let mut side_by_side: Option<Span> = None;
        let mut strays: Vec<&Node> = Vec::new();
        // What follows a `where` without an event is about rows that nobody named.
        let mut without_event = false;
        let mut after_stray = false;
        for child in &node.children {
            if child.rule == Token::unary && !strays.is_empty() {
                after_stray = true;
            }
            if !matches!(child.rule, Token::stray | Token::no_connective) && !strays.is_empty() {
                without_event = strays.iter().any(|stray| stray.has(Token::kw_where));
                self.stray(&std::mem::take(&mut strays));
            }
            match child.rule {
                Token::kw_and => links.push((Link::And, child.span)),
                Token::kw_or => links.push((Link::Or, child.span)),
                Token::err_and | Token::err_or => {
                    let (link, word) = if child.rule == Token::err_and { (Link::And, "and") } else { (Link::Or, "or") };
                    links.push((link, child.span));
                    self.habit(Rule::ForeignOperator, child.span, word);
                }
                Token::unary => {
                    let reported = self.diagnostics.len();
                    let part = self.unary(child);
                    if let Some(gap) = side_by_side.take() {
                        let fine = reported == self.diagnostics.len();
                        if let Some(before) = parts.last() {
                            if fine && !after_stray && !matches!(before.kind, ExprKind::Hole) {
                                self.side_by_side(before.span, &part);
                            }
                            links.push((Link::And, gap));
                        }
                        after_stray = false;
                        if without_event || matches!(part.inside().kind, ExprKind::Literal(_)) {
                            parts.push(Expr::hole(part.span));
                            without_event = false;
                            continue;
                        }
                    }
                    parts.push(part);
                }
                Token::no_connective => side_by_side = Some(child.span),
                Token::no_condition => {
                    self.no_condition(child.span, parts.is_empty(), node);
                    parts.push(Expr::hole(child.span));
                }
                Token::stray => strays.push(child),
                _ => {}
            }
        }
        if !strays.is_empty() {
            self.stray(&strays);
        }
        self.chain(node.span, parts, &links)
    }

    fn chain(&mut self, span: Span, parts: Vec<Expr>, links: &[(Link, Span)]) -> Expr {
        let first = |wanted: Link| links.iter().find(|(link, _)| *link == wanted).map(|(_, at)| *at);
        let (Some(and), Some(or)) = (first(Link::And), first(Link::Or)) else {
            return join(first(Link::Or).map_or(Link::And, |_| Link::Or), parts);
        };
        let and_first = group(&parts, links, Link::And);
        let or_first = group(&parts, links, Link::Or);
        let readings = [self.reading(&and_first), self.reading(&or_first)];
        let mut diagnostic =
            Diagnostic::new(Rule::MixedAndOr, or.min(and), "`or` and `and` side by side can be read in two ways", "")
                .help("put parentheses around the part that belongs together:");
        diagnostic.labels.clear();
        for (at, word) in [(or, "or"), (and, "and")] {
            diagnostic = diagnostic.also(at, format!("this `{word}`"));
        }
        diagnostic.labels.sort_by_key(|label| label.span);
        for (text, edits) in readings {
            diagnostic.help.push(format!("  {text}"));
            diagnostic.fixes.push(Fix { safety: Safety::Unsafe, edits });
        }
        self.report(diagnostic);
        self.ambiguities.push(Ambiguity { span, and_first: and_first.clone(), or_first });
        and_first
    }

    /// A reading of a chain, with parentheses around what it joins first, and the edits that write them.
    fn reading(&self, whole: &Expr) -> (String, Vec<Edit>) {
        let (ExprKind::All(parts) | ExprKind::Any(parts)) = &whole.kind else { return Default::default() };
        let joined = |part: &&Expr| matches!(part.kind, ExprKind::All(_) | ExprKind::Any(_));
        let edits = parts.iter().filter(joined).flat_map(|part| {
            let edge = |at, text: &str| Edit { span: Span::new(at, at), text: text.to_owned() };
            [edge(part.span.start, "("), edge(part.span.end, ")")]
        });
        // A long chain is shown with its parts cut, so that it stays on one line.
        let full = self.joined(whole, usize::MAX);
        let text = if full.chars().count() <= 64 { full } else { self.joined(whole, 20) };
        (text, edits.collect())
    }

    /// A chain as text, each of its parts at most so long.
    fn joined(&self, chain: &Expr, most: usize) -> String {
        let (parts, word) = match &chain.kind {
            ExprKind::All(parts) => (parts, " and "),
            ExprKind::Any(parts) => (parts, " or "),
            _ => return self.cut(chain.span, most),
        };
        let inner = |part: &Expr| match &part.kind {
            ExprKind::All(_) | ExprKind::Any(_) => format!("({})", self.joined(part, most)),
            _ => self.cut(part.span, most),
        };
        parts.iter().map(inner).collect::<Vec<_>>().join(word)
    }

    fn side_by_side(&mut self, before: Span, part: &Expr) {
        let (left, right) = (self.short(before), self.short(part.span));
        let message = format!("`{left}` and `{right}` stand side by side");
        let at = Span::new(part.span.start, part.span.start);
        self.report(
            Diagnostic::new(Rule::MissingConnective, part.span, message, "`and` or `or` before this?")
                .help(format!("both must hold: `and {right}`; one of them is enough: `or {right}`"))
                .fix(Safety::Unsafe, at, "and ")
                .fix(Safety::Unsafe, at, "or "),
        );
    }

    /// The text of a span, cut where a message would grow too long.
    fn short(&self, span: Span) -> String {
        self.cut(span, 24)
    }

    /// The text of a span on one line, without comments, at most so long.
    fn cut(&self, span: Span, most: usize) -> String {
        let inside = self.leaves.iter().filter(|leaf| leaf.rule != Token::COMMENT);
        let tokens = inside.filter(|leaf| span.start <= leaf.span.start && leaf.span.end <= span.end);
        let mut text = String::new();
        let mut end = span.start;
        for token in tokens {
            if token.span.start > end && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(self.slice(token.span));
            end = token.span.end;
        }
        if text.chars().count() <= most {
            return text;
        }
        text.chars().take(most.saturating_sub(1)).chain("…".chars()).collect()
    }

    fn no_condition(&mut self, gap: Span, first: bool, node: &Node) {
        if first && !node.children.first().is_some_and(|child| child.rule != Token::no_condition) {
            let word = node.children.get(1).map_or(node.span, |link| link.span);
            let name = self.slice(word).to_owned();
            let message = format!("`{name}` has nothing before it");
            let diagnostic = Diagnostic::new(Rule::MissingCondition, word, message, "a condition belongs before this")
                .help(format!("for example `sms_consent {name} ...`, or leave `{name}` out"));
            return self.report(diagnostic);
        }
        let word = self.slice(self.before(gap)).to_owned();
        let message = format!("`{word}` has nothing after it");
        self.missing(
            Rule::MissingCondition,
            gap,
            message,
            "a condition belongs after this",
            "for example `sms_consent`",
        );
    }

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
                _ => expr = self.clause(child),
            }
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
            [sum] => self.value(sum),
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
            [left, comparison] => {
                let value = self.value(left);
                let mut expr = self.comparison(value, comparison);
                expr.span = node.span;
                expr
            }
            _ => Expr::hole(node.span),
        }
    }

    fn comparison(&mut self, value: Expr, node: &Node) -> Expr {
        let negated = node.has(Token::kw_not) || node.has(Token::kw_does_not);
        let value = Box::new(value);
        let kind = match node.rule {
            Token::compare => return self.compare(value, node),
            Token::between => {
                let bounds: Vec<&Node> = node
                    .children
                    .iter()
                    .filter(|c| matches!(c.rule, Token::sum | Token::no_value | Token::no_and))
                    .collect();
                let [low, high] = bounds.as_slice() else {
                    return Expr::hole(node.span);
                };
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
                Some(list) => ExprKind::OneOf { value, list: self.list(list), negated },
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
            Token::presence => {
                if let Some(null) = node.child(Token::err_null) {
                    self.habit(Rule::IsNullHabit, null.span, "missing");
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
                ExprKind::Presence { value, known: node.has(Token::kw_known) != negated }
            }
            Token::text_test => {
                let verb = node.children.iter().find_map(|child| text_verb(child.rule)).unwrap_or(TextVerb::Contains);
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

    fn compare(&mut self, left: Box<Expr>, node: &Node) -> Expr {
        let [sign, right] = node.children.as_slice() else {
            return Expr::hole(node.span);
        };
        let text = self.slice(sign.span).to_owned();
        let (op, written) = compare_op(&text);
        if sign.rule == Token::err_compare {
            self.habit(Rule::ForeignOperator, sign.span, written);
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
            ("CONTAINS" | "LIKE" | "ILIKE", _) => {
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
                self.report(
                    Diagnostic::new(Rule::ForeignOperator, operator.span, message, "not known here")
                        .help("words of the language are in small letters: `in`, `between`, `contains`"),
                );
                ExprKind::Hole
            }
        };
        Expr { kind, span: node.span }
    }

    fn list_or_one(&mut self, node: &Node) -> Vec<Expr> {
        match node.child(Token::list) {
            Some(list) => self.list(list),
            None => {
                let right = node.children.iter().find(|c| matches!(c.rule, Token::sum | Token::no_value));
                right.map(|right| self.operand(right)).into_iter().collect()
            }
        }
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
            Token::term => self.term(node),
            Token::never => self.never(node),
            Token::call => self.call(node),
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
}

fn join(link: Link, mut parts: Vec<Expr>) -> Expr {
    let span = parts.iter().map(|part| part.span).reduce(Span::to).unwrap_or_default();
    match (parts.len(), link) {
        (0, _) => Expr::hole(span),
        (1, _) => parts.remove(0),
        (_, Link::And) => Expr { kind: ExprKind::All(parts), span },
        (_, Link::Or) => Expr { kind: ExprKind::Any(parts), span },
    }
}

/// Joins a chain, the runs of `first` before the rest.
fn group(parts: &[Expr], links: &[(Link, Span)], first: Link) -> Expr {
    let mut runs: Vec<Vec<Expr>> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let joins = at > 0 && links.get(at - 1).is_some_and(|(link, _)| *link == first);
        match runs.last_mut() {
            Some(run) if joins => run.push(part.clone()),
            _ => runs.push(vec![part.clone()]),
        }
    }
    let second = if first == Link::And { Link::Or } else { Link::And };
    join(second, runs.into_iter().map(|run| join(first, run)).collect())
}

fn compare_op(text: &str) -> (CompareOp, &'static str) {
    let op = match text {
        "!=" | "<>" | "≠" => CompareOp::NotEqual,
        "<" => CompareOp::Less,
        "<=" | "=<" | "≤" => CompareOp::AtMost,
        ">" => CompareOp::Greater,
        ">=" | "=>" | "≥" => CompareOp::AtLeast,
        _ => CompareOp::Equal,
    };
    (op, op.sign())
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
