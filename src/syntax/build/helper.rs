//! Helpers: `let NAME = CONDITION`, and what other languages would give them in parentheses.

use super::super::ast::{Expr, Let};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Edit, Fix, HELP_WIDTH, Rule, Safety};
use crate::source::Span;
use std::collections::BTreeMap;

/// How a helper is defined.
#[derive(Clone, Copy)]
pub(super) struct Helper<'a> {
    /// What it stands for.
    body: &'a str,
    /// Whether it is to be given something, which is said there.
    takes: bool,
}

/// The helpers of a text.
pub(super) fn names<'a>(text: &'a str, root: &Node) -> BTreeMap<&'a str, Helper<'a>> {
    let slice = |node: &Node| text.get(node.span.range()).unwrap_or_default();
    let items = root.children.iter().filter(|item| item.rule == Token::let_item);
    let helper = |item: &Node| {
        let body = item.child(Token::condition).map_or("", slice);
        let takes = item.has(Token::parameters);
        Some((slice(item.child(Token::name)?), Helper { body, takes }))
    };
    items.filter_map(helper).collect()
}

/// What stands in the parentheses right behind a name.
struct Given<'a> {
    /// From the name to the closing parenthesis.
    whole: Span,
    values: Vec<&'a str>,
}

impl<'a> Builder<'a> {
    /// `let big_spender = money_spent > 500`.
    pub(super) fn helper(&mut self, item: &Node) -> Option<Let> {
        let name = self.item_name(item, "let");
        if let Some(gap) = item.child(Token::no_equals) {
            let help = "for example `let big_spender = money_spent > 500`";
            self.missing(Rule::MissingPart, gap.span, "this `let` has no `=`", "`=` belongs after this", help);
        }
        let body = match (item.child(Token::parameters), &name) {
            // What depends on something that cannot be given is not looked at.
            (Some(parameters), Some(name)) => {
                self.parameters(item, &name.text, parameters);
                Expr::hole(item.child(Token::condition).map_or(item.span, |body| body.span))
            }
            _ => match item.child(Token::condition).and_then(|body| self.without_next(body)) {
                Some((body, next)) => {
                    let message = "beside a `let`, a condition belongs to a segment";
                    self.report(
                        Diagnostic::new(Rule::MissingPart, next, message, "`segment NAME is` before this")
                            .help("a segment is written `segment NAME is CONDITION`"),
                    );
                    self.condition(&body)
                }
                None => self.body(item),
            },
        };
        name.map(|name| Let { name, body })
    }

    /// The condition of a helper without one that begins at the edge of a later line, and the place of that one:
    /// nobody goes on with a condition there.
    fn without_next(&self, body: &Node) -> Option<(Node, Span)> {
        let at_the_edge = |node: &Node| self.text.get(..node.span.start).is_some_and(|before| before.ends_with('\n'));
        let is_next = |pair: &[Node]| match pair {
            [gap, next] if gap.rule == Token::no_connective && at_the_edge(next) => Some(next.span),
            _ => None,
        };
        let (at, next) = body.children.windows(2).enumerate().find_map(|(at, pair)| Some((at, is_next(pair)?)))?;
        let mut body = body.clone();
        body.children.truncate(at);
        body.span = body.children.iter().map(|child| child.span).reduce(Span::to)?;
        Some((body, next))
    }

    /// `let big(x) = money_spent > x`: each use is written out, if each gives what is asked for.
    fn parameters(&mut self, item: &Node, name: &str, parameters: &Node) {
        let message = "a helper takes nothing in parentheses";
        let label = "it is one condition, the same wherever it is used";
        let mut finding = Diagnostic::new(Rule::MisplacedModifier, parameters.span, message, label);
        let uses = self.uses(name, item.span);
        let written: Vec<String> =
            uses.iter().filter_map(|given| self.written_out(item, parameters, &given.values)).collect();
        if let (Some(given), Some(first)) = (uses.first(), written.first())
            && uses.len() == written.len()
        {
            let line = format!("write `{first}` in place of `{}`", self.slice(given.whole));
            if line.chars().count() <= HELP_WIDTH {
                finding = finding.help(line);
            }
            let spans = uses.iter().map(|given| given.whole);
            let edits = spans.zip(written).map(|(span, text)| Edit { span, text });
            let gone = Edit { span: self.with_blanks_behind(item.span), text: String::new() };
            let edits = std::iter::once(gone).chain(edits).collect();
            finding = finding.fixed_by(Fix { safety: Safety::Unsafe, edits });
        }
        self.report(finding.help("for example `let big_spender = money_spent > 500`"));
    }

    /// Where a name outside its own definition is given something in parentheses.
    fn uses(&self, name: &str, definition: Span) -> Vec<Given<'a>> {
        let is_one = |token: &Node| self.slice(token.span) == name && !token.span.overlaps(definition);
        let all = self.tokens.iter().enumerate().filter(|(_, token)| is_one(token));
        all.filter_map(|(at, _)| self.given(at)).collect()
    }

    /// What the token at a place is given.
    fn given(&self, at: usize) -> Option<Given<'a>> {
        let name = self.tokens.get(at)?;
        let open = self.tokens.get(at + 1).filter(|next| next.rule == Token::lparen)?;
        let (mut depth, mut from) = (0_usize, open.span.end);
        let mut values = Vec::new();
        for token in self.tokens.iter().skip(at + 1) {
            match token.rule {
                Token::lparen => depth += 1,
                Token::rparen => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 || depth == 1 && token.rule == Token::comma {
                values.push(self.slice(Span::new(from, token.span.start)).trim());
                from = token.span.end;
            }
            if depth == 0 {
                return Some(Given { whole: name.span.to(token.span), values });
            }
        }
        None
    }

    /// A helper's condition with values in the place of what it takes; none if they are not as many.
    fn written_out(&self, item: &Node, parameters: &Node, values: &[&str]) -> Option<String> {
        let is_name = |node: &&Node| !matches!(node.rule, Token::lparen | Token::rparen | Token::comma);
        let names: Vec<&str> = parameters.children.iter().filter(is_name).map(|name| self.slice(name.span)).collect();
        let body = item.child(Token::condition)?;
        if names.len() != values.len() || values.iter().any(|value| value.is_empty()) {
            return None;
        }
        let (mut text, mut at) = (String::new(), body.span.start);
        for token in self.inside(body.span) {
            let value = names.iter().position(|name| *name == self.slice(token.span)).and_then(|nth| values.get(nth));
            if token.span.start > at {
                text.push(' ');
            }
            text.push_str(value.map_or(self.slice(token.span), |value| value));
            at = token.span.end;
        }
        let joins = |child: &Node| matches!(child.rule, Token::kw_and | Token::kw_or | Token::err_and | Token::err_or);
        Some(if body.children.iter().any(joins) { format!("({text})") } else { text })
    }

    /// A span with the blanks that follow it.
    fn with_blanks_behind(&self, span: Span) -> Span {
        let behind = self.text.get(span.end..).unwrap_or_default();
        Span::new(span.start, span.end + behind.len() - behind.trim_start().len())
    }

    /// `big(100)`: whether parentheses are given to the helper before them; that is reported.
    pub(super) fn is_given(&mut self, group: &Node) -> bool {
        let name = self.before(group.span);
        let Some(helper) = self.helpers.get(self.slice(name)).copied() else { return false };
        if name.end != group.span.start || !self.slice(group.span).starts_with('(') {
            return false;
        }
        if !helper.takes {
            let message = format!("`{}` is a helper, and takes nothing after it", self.slice(name));
            let mut finding = Diagnostic::new(Rule::MisplacedModifier, group.span, message, "leave it out");
            let line = format!("it stands for `{}`", helper.body.split_whitespace().collect::<Vec<_>>().join(" "));
            if !helper.body.is_empty() && line.chars().count() <= HELP_WIDTH {
                finding = finding.help(line);
            }
            self.report(finding.fix(Safety::Unsafe, group.span, ""));
        }
        true
    }
}
