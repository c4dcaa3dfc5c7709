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
            Token::formula => self.formula(node),
            Token::term | Token::later => self.term(node),
            Token::never => self.never(node),
            Token::call => self.call(node),
            Token::membership => self.membership(node),
            Token::told => self.told(node),
            Token::ranked => self.ranked(node),
            Token::sample => self.sample(node),
            Token::near => self.near(node),
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
        let by_indentation = self.ends_by_indentation(opener, gap);
        let last = by_indentation.unwrap_or_else(|| self.before(gap));
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
        if by_indentation.is_some() {
            diagnostic = diagnostic.help("by the indentation the group ends there");
        }
        diagnostic.incomplete = incomplete;
        self.report(diagnostic);
    }

    /// The last token of a group that begins a line, where a later line goes on as far to the left.
    fn ends_by_indentation(&self, opener: Span, gap: Span) -> Option<Span> {
        let before = self.text.get(..opener.start)?;
        let begins = before.rfind('\n').map_or(0, |at| at + 1);
        let indent = opener.start - begins;
        if !before.get(begins..)?.trim().is_empty() {
            return None;
        }
        let mut at = opener.start + self.text.get(opener.start..)?.find('\n')? + 1;
        while at < gap.start {
            let line = self.text.get(at..)?.split('\n').next()?;
            let goes_on = line.trim_start().starts_with("and ") || line.trim_start().starts_with("or ");
            if goes_on && line.len() - line.trim_start().len() <= indent {
                return Some(self.before(Span::new(at, at)));
            }
            at += line.len() + 1;
        }
        None
    }

    pub(super) fn list(&mut self, node: &Node) -> Vec<Expr> {
        let mut items: Vec<Expr> = Vec::new();
        let mut parted = true;
        for child in &node.children {
            if matches!(child.rule, Token::sum | Token::number) {
                let item = if child.rule == Token::sum { self.value(child) } else { self.literal(child) };
                let item = self.words_in_quotes(item);
                match items.last_mut() {
                    Some(before) if !parted => self.no_comma(before, item.span),
                    _ => items.push(item),
                }
                parted = false;
                continue;
            }
            match child.rule {
                Token::comma => parted = true,
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

    /// `(San Francisco Bay, Boston)`: more than two words are no list of words.
    fn words_in_quotes(&mut self, item: Expr) -> Expr {
        let text = self.slice(item.span);
        let is_plain = text.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
        match &item.kind {
            ExprKind::Term(term) if is_plain && !term.modifiers.is_empty() => {
                let written = format!("\"{text}\"");
                let message = "a text of several words stands in quotes";
                self.report(Diagnostic::new(Rule::MissingPart, item.span, message, format!("write `{written}`")).fix(
                    Safety::Unsafe,
                    item.span,
                    written,
                ));
                Expr::hole(item.span)
            }
            _ => item,
        }
    }

    /// `(Boston, San Francisco)`: quotes or a comma are missing, and nobody can know which.
    fn no_comma(&mut self, before: &mut Expr, after: Span) {
        let (between, whole) = (Span::new(before.span.end, before.span.end), before.span.to(after));
        let (first, last, text) = (self.slice(before.span), self.slice(after), self.slice(whole).to_owned());
        let is_word = |text: &str| text.starts_with(char::is_alphabetic);
        let finding = Diagnostic::new(
            Rule::MissingPart,
            whole,
            format!("`{first}` and `{last}` stand side by side in a list"),
            "a comma between them?",
        );
        let finding = match is_word(first) && is_word(last) && !text.contains('"') {
            true => finding.help(format!("a text of several words stands in quotes: `\"{text}\"`")).fix(
                Safety::Unsafe,
                whole,
                format!("\"{text}\""),
            ),
            false => finding,
        };
        // Three words are one mistake.
        match self.diagnostics.last_mut() {
            Some(earlier) if earlier.rule == Rule::MissingPart && earlier.span() == before.span => *earlier = finding,
            _ => self.report(finding.fix(Safety::Unsafe, between, ",")),
        }
        *before = Expr::hole(whole);
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
