//! Sequences: which events, how soon after each other, and what they share.

use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{self, Modifier, ModifierKind, Name, Term};
use crate::time::Length;
use crate::types::ir::{ColumnRef, Condition, Fact, Same, Sequence, Step, Test, Then, Value};
use crate::vocabulary::Type;

/// What the modifiers of a step say, those of any event apart.
#[derive(Default)]
struct Links<'a> {
    within: Option<i64>,
    same: Vec<&'a Name>,
    rest: Vec<&'a Modifier>,
    wrong: bool,
}

impl<'a> Checker<'a> {
    /// `viewed_product then not ordered within 5d`.
    pub(super) fn sequence(&mut self, steps: &'a [ast::Step]) -> Option<Condition> {
        let mut found: Vec<Option<Then>> = Vec::new();
        for step in steps {
            let then = self.step(step, &found);
            found.push(then);
        }
        let mut found: Vec<Then> = found.into_iter().collect::<Option<_>>()?;
        let open = |then: &Then| then.negated && then.within.is_none();
        let unclear = found.windows(2).position(|pair| match pair {
            [before, after] => open(before) && after.negated && !open(after),
            _ => false,
        });
        if let Some(step) = unclear.and_then(|at| steps.get(at)) {
            let message = "until when should this not have happened?";
            self.report(
                Diagnostic::new(Rule::MissingPart, step.span, message, "the next `not` has an end, this has none")
                    .help("give both steps a `within`, or neither"),
            );
            return None;
        }
        let first = found.drain(..1).next()?.step;
        let sequence = Sequence { first, then: found };
        Some(Condition::Test(Test::Flag(Value::Fact(Box::new(Fact::Sequence(sequence))))))
    }

    /// A step, given those before it.
    fn step(&mut self, step: &'a ast::Step, before: &[Option<Then>]) -> Option<Then> {
        let term = step.term.as_ref()?;
        let event = term.word.text.as_str();
        if self.in_row() {
            let message = "a row is one thing that happened, and no sequence";
            let diagnostic = Diagnostic::new(Rule::MisplacedWord, step.span, message, "");
            self.report(diagnostic.help("put the sequence outside the `where`"));
            return None;
        }
        if let Some(property) = &term.property {
            self.property_outside(term, property);
            return None;
        }
        if self.model.vocabulary().event(event).is_none() {
            self.not_a_step(term);
            return None;
        }
        if let Some(nth) = term.nth {
            self.is_counted(nth, term)?;
        }
        let links = self.links(term, before.is_empty());
        self.available(event, None, &term.word)?;
        let parts = self.modifiers(event, term.word.span, links.rest, false);
        let mut same = Vec::new();
        for property in links.same {
            same.push(self.same(event, property, before)?);
        }
        if parts.wrong || links.wrong {
            return None;
        }
        let filter = (!parts.filters.is_empty()).then(|| Condition::all(parts.filters));
        let negated = step.not.is_some();
        let nth = term.nth.map(|nth| nth.number);
        let step = Step { event: event.to_owned(), filter, window: parts.window, nth };
        Some(Then { step, negated, within: links.within, same })
    }

    fn not_a_step(&mut self, term: &Term) {
        let name = &term.word.text;
        if let Some(event) = self.since_of(name) {
            let message = format!("`{name}` is a condition; a step of a sequence is an event");
            return self.report(
                Diagnostic::new(Rule::TypeMismatch, term.word.span, message, "an event belongs here")
                    .help(format!("with a period: `{event} since ...`"))
                    .fix(Safety::Unsafe, term.word.span, format!("{event} since")),
            );
        }
        let kind = match self.model.vocabulary().word(name) {
            Some(word) => word.kind.name(),
            None if self.let_of(name).is_some() => "helper",
            None => return self.unknown_word(name, term.word.span),
        };
        let message = format!("`{name}` is a {kind}; a step of a sequence is an event");
        self.report(
            Diagnostic::new(Rule::TypeMismatch, term.word.span, message, "it has no time at which it happened")
                .help("for example `viewed_product then ordered within 5d`"),
        );
    }

    /// Takes what belongs to sequences out of a step's modifiers.
    fn links(&mut self, term: &'a Term, first: bool) -> Links<'a> {
        let mut links = Links::default();
        for modifier in &term.modifiers {
            match &modifier.kind {
                ModifierKind::Within(_) | ModifierKind::Same(_) if first => {
                    self.outside_a_sequence(&term.word.text, modifier);
                    links.wrong = true;
                }
                ModifierKind::Within(_) if links.within.is_some() => {
                    let message = "this has two of one kind: a second `within`";
                    self.report(
                        Diagnostic::new(Rule::RepeatedPart, modifier.span, message, "the second").help("keep one"),
                    );
                    links.wrong = true;
                }
                ModifierKind::Within(length) => {
                    links.within = length.and_then(|length| self.exact(length, modifier.span));
                    links.wrong |= links.within.is_none();
                }
                ModifierKind::Same(property) => links.same.push(property),
                ModifierKind::Frequency(..) => {
                    let message = "a step of a sequence has no count";
                    let event = &term.word.text;
                    self.report(
                        Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "leave it out")
                            .help(format!("beside the sequence: `... and {event} at least twice`")),
                    );
                    links.wrong = true;
                }
                _ => links.rest.push(modifier),
            }
        }
        links
    }

    /// A length of time between two rows, in minutes: months have no fixed length.
    fn exact(&mut self, length: Length, span: Span) -> Option<i64> {
        let days = match length {
            Length::Minutes(minutes) if minutes > 0 => return Some(minutes),
            Length::Days(days) if days > 0 => return Some(days * 24 * 60),
            Length::Months(months) if months > 0 => months * 365 / 12,
            _ => {
                let message = "nothing comes after another within no time";
                let diagnostic = Diagnostic::new(Rule::NumberOutOfRange, span, message, "");
                self.report(diagnostic.help("for example `within 1h`, `within 5d`"));
                return None;
            }
        };
        let message =
            format!("{} have no fixed length", length.words().trim_start_matches(|c: char| !c.is_alphabetic()));
        self.report(
            Diagnostic::new(Rule::UnknownUnit, span, message, "how many days?")
                .help(format!("between two events time is counted in days: `within {days}d`"))
                .fix(Safety::Unsafe, span, format!("within {days}d")),
        );
        None
    }

    /// `the same product`: as in the nearest step before that happened and has it.
    fn same(&mut self, event: &str, name: &Name, before: &[Option<Then>]) -> Option<Same> {
        let Some(own) = self.property_of(event, &name.text) else {
            self.unknown_property(event, name);
            return None;
        };
        self.available_column(&own, name)?;
        // A step before that is wrong may be the one that is meant.
        let steps: Option<Vec<&Then>> = before.iter().map(Option::as_ref).collect();
        let of = steps?
            .into_iter()
            .enumerate()
            .rev()
            .filter(|(_, then)| !then.negated)
            .find_map(|(step, then)| self.property_of(&then.step.event, &name.text).map(|of| (step, of)));
        let Some((step, of)) = of else {
            let message = format!("no step before has a property called `{}`", name.text);
            self.report(
                Diagnostic::new(Rule::UnknownProperty, name.span, message, "the same as in which step?")
                    .help("both events need a property of this name"),
            );
            return None;
        };
        self.available_column(&of, name)?;
        let kinds = [&own, &of].map(|column| self.model.column_type(column));
        let comparable = matches!(
            &kinds,
            [Type::Text | Type::Choice(_), Type::Text | Type::Choice(_)]
                | [Type::Number, Type::Number]
                | [Type::Money, Type::Money]
                | [Type::Key, Type::Key]
        );
        if !comparable {
            let [own_kind, of_kind] = kinds;
            let message = match own_kind == of_kind {
                true => format!("`{}` is {}, and no one value", name.text, own_kind.noun()),
                false => {
                    format!("`{}` is {} here and {} before", name.text, own_kind.noun(), of_kind.noun())
                }
            };
            let diagnostic = Diagnostic::new(Rule::TypeMismatch, name.span, message, "cannot be the same");
            self.report(diagnostic.help("texts, choices, numbers, amounts and keys can be the same"));
            return None;
        }
        Some(Same { own, of, step })
    }

    fn property_of(&mut self, event: &str, name: &str) -> Option<ColumnRef> {
        let row = self.row_scope(event)?;
        let outer = std::mem::replace(&mut self.scope, row);
        let found = self.find_property(name);
        self.scope = outer;
        found
    }

    /// `within` and `the same` on what follows nothing.
    pub(super) fn outside_a_sequence(&mut self, event: &str, modifier: &Modifier) {
        let message = match &modifier.kind {
            ModifierKind::Within(None) => return,
            ModifierKind::Same(name) => format!("the same `{}` as which?", name.text),
            _ => "within that time of what?".to_owned(),
        };
        let mut diagnostic =
            Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "there is no step before this")
                .help(format!("a sequence is written `viewed_product then {event} ...`"));
        if let ModifierKind::Within(Some(length)) = &modifier.kind {
            let last = format!("last {}", messages::length(*length));
            diagnostic =
                diagnostic.help(format!("up to now: `{event} {last}`")).fix(Safety::Unsafe, modifier.span, last);
        }
        self.report(diagnostic);
    }
}
