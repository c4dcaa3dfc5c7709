//! Modifiers where they have no meaning: a period on a field, a count on a measure.

use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Literal, Modifier, ModifierKind, Name, Term};
use crate::vocabulary::{Type, Word, WordKind};

impl<'a> Checker<'a> {
    /// Counts, and what stands behind a list, on a measure.
    pub(super) fn misplaced_on_a_measure(&mut self, name: &str, term: &Term, modifiers: &[&'a Modifier]) -> bool {
        let kind = self.model.measure_type(name);
        for (at, modifier) in modifiers.iter().enumerate() {
            let finding = match &modifier.kind {
                ModifierKind::Frequency(op, times) => {
                    let message = format!("`{name}` is a number already; a count belongs to an event");
                    let finding =
                        Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "compare it with one");
                    let behind = at + 1 == modifiers.len();
                    match kind {
                        Some(Type::Number | Type::Money) if behind => finding
                            .help(format!("write `{name} {} {times}`", op.sign()))
                            .fix(Safety::Unsafe, modifier.span, format!("{} {times}", op.sign())),
                        _ => finding.help("for example `ordered at least 3 times`"),
                    }
                }
                ModifierKind::Listed(_) | ModifierKind::Alike(None, _) => {
                    let behind = modifiers.get(at + 1).map_or(term.span, |next| next.span);
                    let before = if matches!(modifier.kind, ModifierKind::Listed(_)) { "the list" } else { "`like`" };
                    let message = format!("what narrows `{name}` stands before {before}");
                    let moved = format!("{} {}", self.said(behind), self.said(modifier.span));
                    Diagnostic::new(Rule::MisplacedModifier, behind, message, "move this")
                        .help(format!("write `{name} {moved}`"))
                        .fix(Safety::Unsafe, modifier.span.to(behind), moved)
                }
                ModifierKind::Argument(value) => {
                    self.which_period(name, term.word.span, modifier.span, value);
                    return true;
                }
                _ => continue,
            };
            self.report(finding);
            return true;
        }
        false
    }

    /// `ordered 90d`: a length or date without the word that says how it is meant.
    pub(super) fn which_period(&mut self, name: &str, word: Span, at: Span, value: &Expr) {
        let ([first, second], example) = match &value.kind {
            ExprKind::Hole => return,
            ExprKind::Literal(Literal::Length(length)) => {
                (["last", "since"], format!("last {}", messages::length(*length)))
            }
            ExprKind::Literal(Literal::Time(_)) => (["on", "since"], "since 2024-12-01".to_owned()),
            _ => (["last", "since"], "last 90d".to_owned()),
        };
        let before = Span::new(value.span.start, value.span.start);
        let label = format!("`{first}` or `{second}` before this?");
        self.report(
            Diagnostic::new(Rule::MisplacedModifier, at, format!("which period is meant with `{name}`?"), label)
                .also(word, "what it is about")
                .help(format!("for example `{name} {example}`"))
                .fix(Safety::Unsafe, before, format!("{first} "))
                .fix(Safety::Unsafe, before, format!("{second} ")),
        );
    }

    /// A period, count or `where` on something that has no rows.
    pub(super) fn on_a_field(&mut self, word: &Word, kind: &Type, modifier: &Modifier) {
        let name = &word.name;
        let example = messages::example(name, kind);
        let diagnostic = match &modifier.kind {
            ModifierKind::Window(None) | ModifierKind::Regular(None) => return,
            _ if modifier.is_period() && *kind == Type::Date => {
                let message = format!("`{name}` with a period is a condition already");
                Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "a value belongs here")
                    .help(format!("for example {example}"))
            }
            ModifierKind::Window(_) | ModifierKind::Years(_) | ModifierKind::Month(_) => {
                let message = format!("`{name}` has no history, so a period does not apply");
                if let Some(dated) = self.dated(name) {
                    let period = self.said(modifier.span);
                    let written = format!("and {dated} {period}");
                    let finding = Diagnostic::new(
                        Rule::WindowOnField,
                        modifier.span,
                        message,
                        format!("when that was is `{dated}`"),
                    );
                    let finding = finding.help(format!("write `{name} {written}`"));
                    return self.report(finding.fix(Safety::Unsafe, modifier.span, written));
                }
                Diagnostic::new(Rule::WindowOnField, modifier.span, message, "leave it out").fix(
                    Safety::Unsafe,
                    modifier.span,
                    "",
                )
            }
            ModifierKind::Short(None, _) | ModifierKind::Listed(_) => {
                let at = Span::new(modifier.span.start, modifier.span.start);
                let message = format!("`{name}` and this text stand side by side");
                let help = match kind {
                    Type::Text | Type::Choice(_) => format!("write `{name} = {}`", self.said(modifier.span)),
                    _ => format!("for example {example}"),
                };
                Diagnostic::new(Rule::NeedsComparison, modifier.span, message, "`=` before this?").help(help).fix(
                    Safety::Unsafe,
                    at,
                    "= ",
                )
            }
            ModifierKind::Alike(None, _) => {
                let message = format!("`{name}` with `like` is a condition already");
                Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "a value belongs here")
                    .help(format!("for example {example}"))
            }
            ModifierKind::Short(Some(other), _)
            | ModifierKind::ShortSet(other, _)
            | ModifierKind::Alike(Some(other), _) => {
                let message = format!("`{name}` and `{}` stand side by side", other.text);
                let finding =
                    Diagnostic::new(Rule::MissingConnective, other.span, message, "`and` or `or` before this?");
                return self.report(finding.fixed_by(self.and_compared(other)));
            }
            ModifierKind::Argument(_) => {
                let message = format!("`{name}` is not compared with this");
                Diagnostic::new(Rule::NeedsComparison, modifier.span, message, "more, less or the same?")
                    .help(format!("for example {example}"))
            }
            ModifierKind::Within(_) | ModifierKind::Same(_) => return self.outside_a_sequence(name, modifier),
            ModifierKind::Where(_) | ModifierKind::Frequency(..) | ModifierKind::Regular(_) => {
                let message = format!("`{name}` is a field; a count or `where` belongs to an event");
                Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "")
                    .help(format!("for example {example}"))
            }
        };
        self.report(diagnostic);
    }

    /// `and` before a word, and `=` behind one that is compared.
    pub(super) fn and_compared(&self, word: &Name) -> Fix {
        let edge = |at: usize, text: &str| Edit { span: Span::new(at, at), text: text.to_owned() };
        let kind = self.model.vocabulary().word(&word.text).map(|word| &word.kind);
        let mut edits = vec![edge(word.span.start, "and ")];
        if let Some(WordKind::Field(Type::Text | Type::Choice(_) | Type::Number | Type::Money)) = kind {
            edits.push(edge(word.span.end, " ="));
        }
        Fix { safety: Safety::Unsafe, edits }
    }

    /// The date of what a word says now: `sms_consent_date` of `sms_consent`.
    fn dated(&self, name: &str) -> Option<&'a str> {
        self.model.vocabulary().word(&format!("{name}_date")).map(|word| word.name.as_str())
    }

    /// `lapsed since 2026-01-01`: the word says already how its period is meant.
    pub(super) fn period_of_its_own(&mut self, word: &Word, at: Span) {
        let said = self.said(at);
        let (keyword, rest) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
        let (name, rest) = (&word.name, rest.trim());
        let example = word.example.clone().unwrap_or_else(|| format!("{name} 90d"));
        let message = format!("`{name}` takes a length of time or a date, and no `{keyword}`");
        let word = Span::new(at.start, at.start + keyword.len());
        let is_plain = matches!(keyword, "since" | "last") && rest.starts_with(|c: char| c.is_ascii_digit());
        self.report(match is_plain {
            true => Diagnostic::new(Rule::MisplacedModifier, word, message, "leave it out")
                .help(format!("write `{name} {rest}`"))
                .fix(Safety::Unsafe, at, rest),
            false => Diagnostic::new(Rule::MisplacedModifier, at, message, "").help(format!("for example `{example}`")),
        });
    }
}
