//! Short forms: `product "Blue Mug"`, `vendor Nike`, `texted in ("JOIN", "JION")`.

use super::super::ast::{Expr, ExprKind, ModifierKind, Term};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;

impl Builder<'_> {
    /// A property and its value, or a text alone.
    pub(super) fn short_form(&mut self, node: &Node) -> ModifierKind {
        if let Some(from) = node.child(Token::err_from) {
            self.filler(from.span);
        }
        let mut names = node.children.iter().filter(|part| part.rule == Token::name);
        let name = names.next().map(|name| self.name(name));
        if let Some(bare) = node.child(Token::bare_list) {
            let values = self.bare_list(bare);
            return match name {
                Some(name) => ModifierKind::Short(Some(name), values),
                None => ModifierKind::Listed(values),
            };
        }
        if let Some(any_of) = node.child(Token::kw_any_of) {
            let word = name.as_ref().map_or("product", |name| name.text.as_str());
            self.report(
                Diagnostic::new(Rule::ForeignOperator, any_of.span, "one of several is said with `in`", "write `in`")
                    .help(format!("for example `{word} in (\"A\", \"B\")`"))
                    .fix(Safety::Safe, any_of.span, "in"),
            );
        }
        if node.has(Token::kw_like) {
            return ModifierKind::Alike(name, self.spelling(node));
        }
        let values = match (node.child(Token::list), names.next()) {
            (Some(list), _) => self.list(list),
            (None, Some(set)) if node.has(Token::kw_in) => {
                return ModifierKind::ShortSet(name.unwrap_or_default(), self.name(set));
            }
            (None, Some(word)) => vec![self.word(word)],
            (None, None) => {
                let value = node.children.iter().find(|part| !matches!(part.rule, Token::name | Token::err_from));
                value.map(|value| self.literal(value)).into_iter().collect()
            }
        };
        ModifierKind::Short(name, values)
    }

    /// A word alone as a value: the text or choice of that name.
    pub(super) fn word(&self, node: &Node) -> Expr {
        let term = Term { nth: None, word: self.name(node), property: None, modifiers: Vec::new(), span: node.span };
        Expr { kind: ExprKind::Term(Box::new(term)), span: node.span }
    }

    /// `texted ("JOIN", "JION")`: read as `in`, and reported.
    fn bare_list(&mut self, node: &Node) -> Vec<Expr> {
        let at = Span::new(node.span.start, node.span.start);
        self.report(
            Diagnostic::new(Rule::MissingPart, node.span, "a list of values stands after `in`", "`in` before this")
                .help(format!("write `in {}`", self.slice(node.span)))
                .fix(Safety::Safe, at, "in "),
        );
        let values =
            node.children.iter().filter(|child| !matches!(child.rule, Token::lparen | Token::rparen | Token::comma));
        values.map(|value| self.literal(value)).collect()
    }
}
