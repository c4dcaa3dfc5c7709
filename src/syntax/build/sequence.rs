//! Sequences: `EVENT then EVENT then not EVENT`.

use super::super::ast::{Expr, ExprKind, Modifier, ModifierKind, Step, Term};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, HELP_WIDTH, Rule, Safety};
use crate::source::Span;

impl Builder<'_> {
    /// The first step and those that follow it.
    pub(super) fn sequence(&mut self, first: Expr, rest: &[Node]) -> Expr {
        let span = first.span;
        let term = self.first_step(first, rest);
        let mut steps = vec![Step { term, not: None, span }];
        for part in rest {
            let step = self.step(part);
            steps.push(step);
        }
        let end = steps.last().map_or(span, |last| last.span);
        Expr { kind: ExprKind::Sequence(steps), span: span.to(end) }
    }

    fn first_step(&mut self, value: Expr, rest: &[Node]) -> Option<Term> {
        let span = value.span;
        let (message, help) = match value.kind {
            ExprKind::Hole => return None,
            ExprKind::Term(term) => return Some(*term),
            ExprKind::Group(inner) if matches!(inner.kind, ExprKind::Term(_) | ExprKind::Hole) => {
                return self.first_step(*inner, rest);
            }
            ExprKind::Never(..) => (
                "a sequence begins with something that happened",
                "for those who never did either: `not (viewed_product then ordered)`",
            ),
            ExprKind::Compare(..)
            | ExprKind::Between { .. }
            | ExprKind::Presence { .. }
            | ExprKind::InSet { .. }
            | ExprKind::OneOf { .. }
            | ExprKind::Text { .. } => {
                let then = rest.first().and_then(|step| step.children.first()).map_or(span, |then| then.span);
                self.no_event_before(then);
                return None;
            }
            _ => ("a sequence begins with one event", "for example `viewed_product then ordered within 5d`"),
        };
        self.report(Diagnostic::new(Rule::MisplacedWord, span, message, "an event belongs here").help(help));
        None
    }

    /// `country = US then ordered`.
    pub(super) fn no_event_before(&mut self, then: Span) {
        let (message, label) = ("`then` follows an event", "no event before this");
        self.report(
            Diagnostic::new(Rule::MisplacedWord, then, message, label)
                .help("for example `viewed_product then ordered within 5d`")
                .help("two conditions are joined with `and` or `or`"),
        );
    }

    fn step(&mut self, node: &Node) -> Step {
        let mut not = None;
        let mut step = Step { term: None, not, span: node.span };
        for child in &node.children {
            match child.rule {
                Token::err_then => {
                    let words = self.slice(child.span).to_owned();
                    self.report(
                        Diagnostic::new(
                            Rule::MisplacedWord,
                            child.span,
                            format!("`{words}` is said with `then` alone"),
                            "write `then`",
                        )
                        .help("for example `viewed_product then ordered within 5d`")
                        .fix(Safety::Safe, child.span, "then"),
                    );
                }
                Token::kw_not | Token::err_not | Token::kw_never if not.is_some() => {
                    let both = not.map_or(child.span, |first: Span| first.to(child.span));
                    self.report(
                        Diagnostic::new(Rule::MisplacedWord, child.span, "a step takes one `not`", "one too many")
                            .help("without any it happened, with one it did not")
                            .fix(Safety::Unsafe, both, "not"),
                    );
                }
                Token::kw_not => not = Some(child.span),
                Token::err_not => {
                    not = Some(child.span);
                    self.habit(Rule::ForeignOperator, child.span, "not ");
                }
                Token::kw_never => {
                    not = Some(child.span);
                    let message = "in a sequence `never` is said with `not`";
                    self.report(
                        Diagnostic::new(Rule::MisplacedWord, child.span, message, "write `not`")
                            .help("it is about the time after the step before, not about ever")
                            .fix(Safety::Safe, child.span, "not"),
                    );
                }
                Token::no_step => {
                    let word = self.slice(self.before(child.span)).to_owned();
                    let message = format!("`{word}` has nothing after it");
                    let help = "for example `viewed_product then not ordered within 5d`";
                    self.missing(Rule::MissingCondition, child.span, message, "an event belongs after this", help);
                }
                Token::later | Token::group => {
                    let value = self.value(child);
                    step.term = self.later_step(value);
                }
                _ => {}
            }
        }
        let last = node.children.last().map_or(node.span, |last| last.span);
        step.span = not.or(node.children.get(1).map(|first| first.span)).unwrap_or(last).to(last);
        step.not = not;
        step
    }

    fn later_step(&mut self, value: Expr) -> Option<Term> {
        let span = value.span;
        match value.kind {
            ExprKind::Term(term) => return Some(*term),
            ExprKind::Hole => return None,
            ExprKind::Group(inner) if matches!(inner.kind, ExprKind::Term(_) | ExprKind::Hole) => {
                return self.later_step(*inner);
            }
            _ => {}
        }
        let message = "each step of a sequence is one event";
        self.report(
            Diagnostic::new(Rule::MisplacedWord, span, message, "an event belongs here")
                .help("for one of two, write both sequences and `or` between them"),
        );
        None
    }

    /// `not a then b`: not the pair, or b without a before it?
    pub(super) fn not_before_then(&mut self, not: Span, whole: Span, steps: &[Step]) {
        let text = self.slice(whole).to_owned();
        let mut diagnostic = Diagnostic::new(
            Rule::NotBeforeThen,
            not,
            "`not` before a sequence can be read in two ways",
            "of the first step, or of all?",
        )
        .fix(Safety::Unsafe, Span::new(whole.start, whole.start), "(");
        if let Some(edits) = diagnostic.fixes.first_mut().map(|fix| &mut fix.edits) {
            edits.push(crate::diagnostics::Edit { span: Span::new(whole.end, whole.end), text: ")".to_owned() });
        }
        if text.len() <= 48 {
            diagnostic = diagnostic.help(format!("that did not happen: `not ({text})`"));
        }
        if let [_, Step { term: Some(second), not: None, .. }] = steps {
            let second = &second.word.text;
            let help = |sequence: &str| format!("`{second}` without it before: `{second} and not ({sequence})`");
            let whole = help(&text);
            diagnostic = diagnostic.help(if whole.chars().count() <= HELP_WIDTH { whole } else { help("...") });
        }
        self.report(diagnostic);
    }

    /// `within 5d`, after a step.
    pub(super) fn within(&mut self, node: &Node) -> Modifier {
        let given = node.children.get(1);
        let length = match given {
            Some(gap) if gap.rule == Token::no_length => {
                let label = "a length of time belongs after this";
                let help = "for example `viewed_product then ordered within 5d`";
                self.missing(Rule::MissingValue, gap.span, "`within` has nothing after it", label, help);
                None
            }
            Some(length) => self.length(length),
            None => None,
        };
        Modifier { kind: ModifierKind::Within(length), span: node.span }
    }

    /// `the same product`, after a step.
    pub(super) fn same(&mut self, node: &Node) -> Option<Modifier> {
        if let Some(gap) = node.child(Token::no_name) {
            let words = self.slice(self.before(gap.span)).to_owned();
            let help = "for example `viewed_product then ordered the same product`";
            let message = format!("`{words}` has nothing after it");
            self.missing(Rule::MissingName, gap.span, message, "a property belongs after this", help);
        }
        let name = self.name(node.child(Token::name)?);
        Some(Modifier { kind: ModifierKind::Same(name), span: node.span })
    }
}
