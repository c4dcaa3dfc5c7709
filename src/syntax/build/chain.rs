//! Chains of `and` and `or`, and the two ways in which a mixed one reads.

use super::super::ast::{Expr, ExprKind};
use super::super::grammar::{Node, Rule as Token};
use super::{Ambiguity, Builder};
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;

/// The longest chain, in bytes, whose two readings are shown.
const SHOWN: usize = 2_000;

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
                Token::unary if side_by_side.is_some() && self.is_given(child) => side_by_side = None,
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
        // Where a word between two conditions is missing, that is the mistake, not how it would be read.
        if links.iter().any(|(_, at)| at.is_empty()) {
            return group(parts, links, Link::And);
        }
        let mut diagnostic =
            Diagnostic::new(Rule::MixedAndOr, or.min(and), "`or` and `and` side by side can be read in two ways", "")
                .help("put parentheses around the part that belongs together:");
        diagnostic.labels.clear();
        for (at, word) in [(or, "or"), (and, "and")] {
            diagnostic = diagnostic.also(at, format!("this `{word}`"));
        }
        diagnostic.labels.sort_by_key(|label| label.span);
        // Chains inside chains would be copied once a level: only short ones are shown in both readings.
        let or_first = (span.range().len() <= SHOWN).then(|| group(parts.clone(), links, Link::Or));
        let and_first = group(parts, links, Link::And);
        if let Some(or_first) = or_first {
            for reading in [&and_first, &or_first] {
                let (text, edits) = self.reading(reading);
                diagnostic.help.push(format!("  {text}"));
                diagnostic.fixes.push(Fix { safety: Safety::Unsafe, edits });
            }
            self.ambiguities.push(Ambiguity {
                at: or.min(and),
                in_rows: self.wheres > 0,
                and_first: and_first.clone(),
                or_first,
            });
        }
        self.report(diagnostic);
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
        // Twice in one line of help.
        let right = self.cut(part.span, 16);
        self.report(
            Diagnostic::new(Rule::MissingConnective, part.span, message, "`and` or `or` before this?")
                .help(format!("both must hold: `and {right}`"))
                .help(format!("one of them is enough: `or {right}`"))
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
        let mut text = String::new();
        let mut end = span.start;
        for token in self.inside(span) {
            if most < text.len() {
                break;
            }
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
        if first && node.children.first().is_none_or(|child| child.rule == Token::no_condition) {
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
fn group(parts: Vec<Expr>, links: &[(Link, Span)], first: Link) -> Expr {
    let mut runs: Vec<Vec<Expr>> = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        let joins = at > 0 && links.get(at - 1).is_some_and(|(link, _)| *link == first);
        match runs.last_mut() {
            Some(run) if joins => run.push(part),
            _ => runs.push(vec![part]),
        }
    }
    let second = if first == Link::And { Link::Or } else { Link::And };
    join(second, runs.into_iter().map(|run| join(first, run)).collect())
}
