//! Words: what a name stands for, and what may modify it.

use super::known::no_data;
use super::operand::Operand;
use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Modifier, ModifierKind, Name, Term};
use crate::types::ir::{ColumnRef, Condition, Test, Value};
use crate::vocabulary::{CUSTOMERS, Type, Word, WordKind};

impl<'a> Checker<'a> {
    /// A word where a condition belongs.
    pub(super) fn word_condition(&mut self, term: &'a Term) -> Option<Condition> {
        if let Some(nth) = term.nth {
            return self.nth_condition(nth, term);
        }
        if self.in_row() {
            return self.property_condition(term);
        }
        let name = term.word.text.as_str();
        if let Some(property) = &term.property {
            self.property_outside(term, property);
            return None;
        }
        if let Some(body) = self.let_of(name) {
            return self.helper(name, body, term);
        }
        if let Some(event) = self.since_of(name) {
            return self.since(&event, term, None);
        }
        let model = self.model;
        let Some(word) = model.vocabulary().word(name) else {
            self.unknown_word(name, term.word.span);
            return None;
        };
        match &word.kind {
            WordKind::Event(_) => self.happened(name, term),
            WordKind::Condition(_) => self.defined_condition(word, term),
            WordKind::Field(_)
                if matches!(term.modifiers.as_slice(), [Modifier { kind: ModifierKind::Listed(_), .. }]) =>
            {
                // `country ("US", "CA")`: what is missing has been said.
                let Operand::Value(value, kind) = self.value_of(word, term, &[]) else { return None };
                match term.modifiers.first().map(|modifier| &modifier.kind) {
                    Some(ModifierKind::Listed(values)) if matches!(kind, Type::Text | Type::Choice(_)) => {
                        self.options(value, &kind, values)
                    }
                    _ => None,
                }
            }
            WordKind::Field(_) | WordKind::Measure(_) => {
                if let Some((bounds, rest)) = self.bounds_behind(word, term) {
                    let Operand::Value(value, kind) = self.value_of(word, term, &rest) else { return None };
                    return self.between_numbers(value, &kind, bounds);
                }
                let (window, rest) = self.split_window(word, term);
                let month = term.modifiers.iter().find_map(|modifier| match modifier.kind {
                    ModifierKind::Month(month) => Some(month),
                    _ => None,
                });
                let (value, kind) = match self.value_of(word, term, &rest) {
                    Operand::Value(value, kind) => (value, kind),
                    Operand::Condition(condition) => return Some(condition),
                    _ => return None,
                };
                match (window, kind) {
                    (Some(period), Type::Date) => {
                        let window = self.window(period)?;
                        self.in_window(value, window, name, period.span)
                    }
                    (None, Type::Date) if month.is_some() => month.map(|m| Condition::Test(Test::InMonth(value, m))),
                    (None, Type::YesNo) => Some(Condition::Test(Test::Flag(value))),
                    (_, kind) => {
                        let message = format!("`{name}` is {}; compare it with one", kind.noun());
                        let help = format!("for example {}", messages::example(name, &kind));
                        self.report(
                            Diagnostic::new(Rule::NeedsComparison, term.span, message, "not yet a condition")
                                .help(help),
                        );
                        None
                    }
                }
            }
        }
    }

    /// What a field or measure is.
    fn kind_of(&self, word: &Word) -> Option<Type> {
        match &word.kind {
            WordKind::Field(kind) => Some(kind.clone()),
            WordKind::Measure(_) => self.model.measure_type(&word.name),
            _ => None,
        }
    }

    /// `money_spent last year between 1000 and 2000`: behind a number, the last of its modifiers compares it.
    fn bounds_behind(&self, word: &Word, term: &'a Term) -> Option<(&'a [Expr; 2], Vec<&'a Modifier>)> {
        let (last, rest) = term.modifiers.split_last()?;
        match &last.kind {
            ModifierKind::Years(bounds) if self.kind_of(word)?.is_number() => Some((bounds, rest.iter().collect())),
            _ => None,
        }
    }

    /// A date-valued word takes a period as its comparison; other measures take it inside.
    fn split_window(&self, word: &Word, term: &'a Term) -> (Option<&'a Modifier>, Vec<&'a Modifier>) {
        let is_date = self.kind_of(word) == Some(Type::Date);
        let mut window = None;
        let mut rest = Vec::new();
        for modifier in &term.modifiers {
            match &modifier.kind {
                ModifierKind::Window(Some(_)) | ModifierKind::Years(_) if is_date && window.is_none() => {
                    window = Some(modifier);
                }
                ModifierKind::Month(_) if is_date => {}
                _ => rest.push(modifier),
            }
        }
        (window, rest)
    }

    /// A word where a value belongs.
    pub(super) fn word_value(&mut self, term: &'a Term) -> Operand {
        if let Some(nth) = term.nth {
            return self.nth_operand(nth, term);
        }
        if self.in_row() {
            return self.property_value(term);
        }
        let name = term.word.text.as_str();
        let model = self.model;
        match model.vocabulary().word(name) {
            Some(word) if term.property.is_none() && matches!(word.kind, WordKind::Field(_) | WordKind::Measure(_)) => {
                let modifiers: Vec<&'a Modifier> = term.modifiers.iter().collect();
                self.value_of(word, term, &modifiers)
            }
            None if term.modifiers.is_empty()
                && term.property.is_none()
                && self.let_of(name).is_none()
                && self.since_of(name).is_none() =>
            {
                self.unknown_word(name, term.word.span);
                Operand::Hole
            }
            _ => self.word_condition(term).map_or(Operand::Hole, Operand::Condition),
        }
    }

    /// The value of a field or measure with these modifiers.
    fn value_of(&mut self, word: &'a Word, term: &'a Term, modifiers: &[&'a Modifier]) -> Operand {
        match &word.kind {
            WordKind::Field(kind) => {
                let is_list = |modifier: &&&Modifier| {
                    matches!(modifier.kind, ModifierKind::Listed(_) | ModifierKind::Alike(None, _))
                };
                // What stands behind a list is what is wrong, not the list.
                let behind = modifiers.iter().find(|modifier| !is_list(modifier));
                if let Some(modifier) = behind.or(modifiers.first()) {
                    self.on_a_field(word, kind, modifier);
                    return Operand::Hole;
                }
                let column = ColumnRef::new(CUSTOMERS, &word.name);
                if self.available_column(&column, &term.word).is_none() {
                    return Operand::Hole;
                }
                Operand::Value(Value::Column(column), kind.clone())
            }
            WordKind::Measure(_) => {
                if self.misplaced_on_a_measure(&word.name, term, modifiers) {
                    return Operand::Hole;
                }
                let Some(ExprKind::Call(function, inner)) =
                    self.model.definition(&word.name).map(|expr| &expr.inside().kind)
                else {
                    return self.expanded(word, term, modifiers);
                };
                let all: Vec<&'a Modifier> = inner.modifiers.iter().chain(modifiers.iter().copied()).collect();
                // The definition's own places mean nothing here: its mistakes are the project's.
                let reported = self.diagnostics.len();
                let result = self.aggregate(function, inner, &all);
                let own: Vec<Diagnostic> = self.diagnostics.drain(reported..).collect();
                for diagnostic in own {
                    let is_about = |modifier: &&Modifier| modifier.span.overlaps(diagnostic.span());
                    if diagnostic.rule == Rule::UnavailableWord {
                        self.report(at_word(diagnostic, &term.word));
                    } else if modifiers.iter().any(is_about) {
                        self.report(diagnostic);
                    }
                }
                result.unwrap_or(Operand::Hole)
            }
            _ => Operand::Hole,
        }
    }

    /// A measure that is reckoned from others: it takes no modifiers.
    fn expanded(&mut self, word: &'a Word, term: &'a Term, modifiers: &[&'a Modifier]) -> Operand {
        if let Some(modifier) = modifiers.first() {
            let what = if matches!(modifier.kind, ModifierKind::Where(_)) { "`where`" } else { "period" };
            let message = format!("`{}` takes no {what}: it is reckoned from others", word.name);
            self.report(
                Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "")
                    .help("use the measures it is made of"),
            );
            return Operand::Hole;
        }
        let Some(definition) = self.model.definition(&word.name) else {
            return Operand::Hole;
        };
        let Some(()) = self.enter(&word.name, term.word.span) else {
            return Operand::Hole;
        };
        let reported = self.diagnostics.len();
        let operand = self.operand(definition, false);
        self.diagnostics.truncate(reported);
        self.path.pop();
        operand
    }

    /// A condition of the vocabulary, such as `lapsed 90d`.
    fn defined_condition(&mut self, word: &'a Word, term: &'a Term) -> Option<Condition> {
        let WordKind::Condition(definition) = &word.kind else {
            return None;
        };
        let takes = definition.text.contains('$');
        let mut given = None;
        for modifier in &term.modifiers {
            match &modifier.kind {
                ModifierKind::Argument(value) if takes && given.is_none() => given = Some(self.given(value)),
                ModifierKind::Window(None) => return None,
                ModifierKind::Window(_) | ModifierKind::Years(_) if takes && given.is_none() => {
                    self.period_of_its_own(word, modifier.span);
                    return None;
                }
                _ => {
                    self.on_a_field(word, &Type::YesNo, modifier);
                    return None;
                }
            }
        }
        if takes && given.is_none() {
            let message = format!("`{}` needs a length of time or a date", word.name);
            let example = word.example.clone().unwrap_or_else(|| format!("{} 90d", word.name));
            let mut diagnostic = Diagnostic::new(Rule::MissingValue, term.word.span, message, "how long?")
                .help(format!("for example `{example}`"));
            diagnostic.incomplete = self.ends_the_text(term.word.span);
            self.report(diagnostic);
            return None;
        }
        // What is given is looked at in the user's own text first.
        if let Some(given) = given
            && matches!(given.kind, ExprKind::Hole)
        {
            return None;
        }
        let body = self.model.definition(&word.name)?;
        self.enter(&word.name, term.word.span)?;
        let outer = std::mem::replace(&mut self.parameter, given);
        let reported = self.diagnostics.len();
        let condition = self.condition(body);
        let own: Vec<Diagnostic> = self.diagnostics.drain(reported..).collect();
        for diagnostic in own {
            let about_given = given.is_some_and(|given| diagnostic.span() == given.span);
            match diagnostic.rule {
                Rule::UnavailableWord => self.report(at_word(diagnostic, &term.word)),
                Rule::LetCycle | Rule::TooLarge | Rule::TooDeep => self.report(diagnostic),
                _ if about_given => self.report(diagnostic),
                _ => {}
            }
        }
        self.parameter = outer;
        self.path.pop();
        condition
    }

    /// A `let` helper of the same text.
    fn helper(&mut self, name: &str, body: &'a Expr, term: &'a Term) -> Option<Condition> {
        if let Some(modifier) = term.modifiers.first() {
            let message = format!("`{name}` is a helper, and takes nothing after it");
            self.report(
                Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "")
                    .help("put periods and counts into the helper itself"),
            );
            return None;
        }
        self.enter(name, term.word.span)?;
        // Its own mistakes are reported where it stands.
        let reported = self.diagnostics.len();
        let condition = self.condition(body);
        let of_all = self
            .diagnostics
            .drain(reported..)
            .find(|diagnostic| matches!(diagnostic.rule, Rule::LetCycle | Rule::TooLarge | Rule::TooDeep));
        self.path.pop();
        self.diagnostics.extend(of_all);
        condition
    }

    /// Notes that a word is looked into; reports one that is defined by itself.
    fn enter(&mut self, name: &str, span: Span) -> Option<()> {
        if let Some(at) = self.path.iter().position(|outer| outer == name) {
            let round = self.path.iter().skip(at).cloned().collect();
            if self.away == 0 && !self.rounds.insert(round) {
                return None;
            }
            let mut path: Vec<&str> = self.path.iter().map(String::as_str).collect();
            path.push(name);
            let help = format!("the way round: {}", path.join(" -> "));
            let message = format!("`{name}` is defined by itself");
            self.report(Diagnostic::new(Rule::LetCycle, span, message, "here it comes round again").help(help));
            return None;
        }
        self.path.push(name.to_owned());
        Some(())
    }

    /// The event of a word such as `ordered_since`.
    pub(super) fn since_of(&self, name: &str) -> Option<String> {
        let event = name.strip_suffix("_since")?;
        self.model.vocabulary().event(event).map(|_| event.to_owned())
    }

    pub(super) fn never(&mut self, never: Span, term: &'a Term) -> Option<Condition> {
        let name = term.word.text.as_str();
        if let Some(nth) = term.nth {
            let message = format!("`never` and `{}` exclude each other", messages::ordinal(nth.number));
            self.report(
                Diagnostic::new(Rule::MisplacedWord, never, message, "use `not` here")
                    .help(format!("for example `not first {name} last 30d`"))
                    .fix(Safety::Unsafe, never, "not"),
            );
            return None;
        }
        let has_count = term.modifiers.iter().find(|modifier| matches!(modifier.kind, ModifierKind::Frequency(..)));
        let is_event = self.model.vocabulary().event(name).is_some() || self.since_of(name).is_some();
        if !is_event && self.model.vocabulary().word(name).is_some() {
            let message = format!("`{name}` is no event, so it cannot have happened never");
            self.report(
                Diagnostic::new(Rule::TypeMismatch, never, message, "use `not` here")
                    .help(format!("for example `not {name}`"))
                    .fix(Safety::Unsafe, never, "not"),
            );
            return None;
        }
        if let Some(count) = has_count {
            let message = "`never` and a count exclude each other";
            self.report(Diagnostic::new(Rule::RepeatedPart, count.span, message, "leave it out").fix(
                Safety::Unsafe,
                count.span,
                "",
            ));
            return None;
        }
        self.word_condition(term).map(Condition::negate)
    }
}

/// A mistake inside a definition as one of the word that stands for it.
fn at_word(mut diagnostic: Diagnostic, word: &Name) -> Diagnostic {
    diagnostic.message = no_data(&word.text);
    diagnostic.labels.truncate(1);
    diagnostic.labels.iter_mut().for_each(|label| label.span = word.span);
    diagnostic
}
