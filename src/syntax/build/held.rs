//! What a value is held against, and may narrow the event before it: `texted in ("JOIN", "JION")
//! last 30d`, `texted like "JOIN" twice`.

use super::super::ast::{Expr, ExprKind, Modifier, ModifierKind, Quantity, Term, TextVerb};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;

/// How a value is held against others.
#[derive(Clone, Copy)]
enum Held {
    In,
    Like,
}

impl Held {
    fn keyword(self) -> Token {
        match self {
            Held::In => Token::kw_in,
            Held::Like => Token::kw_like,
        }
    }

    fn test(self, value: Expr, items: Vec<Expr>, negated: bool) -> ExprKind {
        let value = Box::new(value);
        match self {
            Held::In => ExprKind::OneOf { value, list: items, negated },
            Held::Like => {
                let (verb, quantity) = (TextVerb::Like, Quantity::Any);
                ExprKind::Text { value, verb, exact: false, quantity, needles: items, negated }
            }
        }
    }

    fn modifier(self, items: Vec<Expr>) -> ModifierKind {
        match self {
            Held::In => ModifierKind::Listed(items),
            Held::Like => ModifierKind::Alike(None, items),
        }
    }
}

impl Builder<'_> {
    /// `country in (US, CA)`.
    pub(super) fn one_of(&mut self, value: Expr, node: &Node, list: &Node, negated: bool) -> Expr {
        let items = self.list(list);
        self.held(Held::In, value, node, items, list.span, negated)
    }

    /// `first_name like "Jon"`.
    pub(super) fn alike(&mut self, value: Expr, node: &Node, negated: bool) -> Expr {
        let items = self.spelling(node);
        match items.last().map(|last| last.span) {
            Some(last) => {
                let end = node.child(Token::list).map_or(last, |list| list.span);
                self.held(Held::Like, value, node, items, end, negated)
            }
            None => Expr::hole(node.span),
        }
    }

    /// The texts behind `like`; none where there is none, which is reported.
    pub(super) fn spelling(&mut self, node: &Node) -> Vec<Expr> {
        if let Some(list) = node.child(Token::list) {
            return self.list(list);
        }
        if let Some(gap) = node.child(Token::no_value) {
            let (label, help) = ("a text belongs after this", "for example `first_name like \"Catherine\"`");
            self.missing(Rule::MissingValue, gap.span, "`like` has nothing after it", label, help);
            return Vec::new();
        }
        let of_like = |part: &&Node| part.rule == Token::kw_like;
        let mut behind = node.children.iter().skip_while(|part| !of_like(part)).skip(1);
        match behind.next() {
            Some(word) if word.rule == Token::name => vec![self.word(word)],
            Some(sum) if sum.rule == Token::sum => vec![self.value(sum)],
            Some(text) => vec![self.literal(text)],
            None => Vec::new(),
        }
    }

    /// A test, or, with modifiers behind it, the event before it with all of them.
    fn held(&mut self, held: Held, value: Expr, node: &Node, items: Vec<Expr>, end: Span, negated: bool) -> Expr {
        let is_later = |part: &&Node| matches!(part.rule, Token::window | Token::where_part | Token::frequency);
        let later: Vec<&Node> = node.children.iter().filter(is_later).collect();
        let span = value.span.to(end);
        let whole = later.last().map_or(span, |last| value.span.to(last.span));
        if later.is_empty() {
            return Expr { kind: held.test(value, items, negated), span };
        }
        if let Some(mut behind) = self.behind.take() {
            later.iter().for_each(|modifier| self.modifier(modifier, &mut behind));
            self.behind = Some(behind);
            return Expr { kind: held.test(value, items, negated), span };
        }
        let start = node.child(held.keyword()).map_or(end, |keyword| keyword.span);
        let narrowed = Modifier { kind: held.modifier(items), span: start.to(end) };
        match value.kind {
            ExprKind::Term(mut term) if !negated => {
                self.narrow(&mut term, narrowed, &later);
                Expr { kind: ExprKind::Term(term), span: whole }
            }
            ExprKind::Never(never, mut term) if !negated => {
                self.narrow(&mut term, narrowed, &later);
                Expr { kind: ExprKind::Never(never, term), span: whole }
            }
            _ => {
                let at = later.first().zip(later.last()).map_or(end, |(first, last)| first.span.to(last.span));
                let behind = self.slice(at);
                let said = self.slice(value.span);
                let subject = if negated { format!("not {said}") } else { said.to_owned() };
                let (what, before) = if node.has(Token::list) { ("a list", "the list") } else { ("a text", "`like`") };
                let help = format!("put it before {before}: `{subject} {behind} {}`", self.slice(start.to(end)));
                let message = format!("`{behind}` stands behind {what}");
                let finding = Diagnostic::new(Rule::MisplacedWord, at, message, "it has nothing to belong to");
                self.report(finding.help(help));
                Expr::hole(whole)
            }
        }
    }

    fn narrow(&mut self, term: &mut Term, narrowed: Modifier, later: &[&Node]) {
        term.modifiers.push(narrowed);
        for modifier in later {
            self.modifier(modifier, &mut term.modifiers);
        }
        let end = term.modifiers.last().map_or(term.span, |last| last.span);
        term.span = term.span.to(end);
    }

    /// `texted like "JOIN" then ordered`: the first step of a sequence, with what it is held against.
    pub(super) fn held_step(&mut self, value: Expr, comparison: &Node) -> Expr {
        let test = self.comparison(value, comparison);
        let (held, value, items) = match test.kind {
            ExprKind::OneOf { value, list, negated: false } => (Held::In, *value, list),
            ExprKind::Text { value, verb: TextVerb::Like, needles, negated: false, .. } => {
                (Held::Like, *value, needles)
            }
            kind => return Expr { kind, span: test.span },
        };
        let ExprKind::Term(mut term) = value.kind else {
            return Expr { kind: held.test(value, items, false), span: test.span };
        };
        let start = comparison.child(held.keyword()).map_or(test.span.start, |keyword| keyword.span.start);
        let narrowed = Modifier { kind: held.modifier(items), span: Span::new(start, test.span.end) };
        self.narrow(&mut term, narrowed, &[]);
        Expr { kind: ExprKind::Term(term), span: test.span }
    }
}
