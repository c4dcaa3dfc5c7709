//! Habits of other languages and look-alike characters: collected over the whole
//! text and reported once a kind, with one repair that changes them all.

use super::Builder;
use crate::diagnostics::{Diagnostic, Edit, Fix, Label, Rule, Safety};
use crate::source::Span;

/// Something written as another language, or a text document, has it.
pub(super) struct Habit {
    pub rule: Rule,
    pub span: Span,
    pub replacement: String,
}

/// Labels beyond this many would hide the text they point at.
const SHOWN: usize = 4;

impl Builder<'_> {
    pub(super) fn habit(&mut self, rule: Rule, span: Span, replacement: impl Into<String>) {
        self.foreign.push(Habit { rule, span, replacement: replacement.into() });
    }

    /// A word that says nothing here: it is left out, with the blanks behind it.
    pub(super) fn filler(&mut self, span: Span) {
        let next = self.tokens.partition_point(|token| token.span.start < span.end);
        let end = self.tokens.get(next).map_or(span.end, |token| token.span.start);
        self.habit(Rule::ForeignOperator, Span::new(span.start, end), "");
    }

    pub(super) fn report_foreign(&mut self) {
        for rule in [Rule::ForeignOperator, Rule::LookAlikeCharacter, Rule::IsNullHabit] {
            let mut habits: Vec<&Habit> = self.foreign.iter().filter(|habit| habit.rule == rule).collect();
            habits.sort_by_key(|habit| habit.span);
            if habits.is_empty() {
                continue;
            }
            let labels = habits
                .iter()
                .take(SHOWN)
                .map(|habit| Label { span: habit.span, text: label(rule, &habit.replacement) });
            let edits = habits.iter().map(|habit| Edit { span: habit.span, text: habit.replacement.clone() }).collect();
            let diagnostic = Diagnostic {
                rule,
                severity: rule.severity(),
                message: self.headline(rule, &habits),
                labels: labels.collect(),
                help: vec!["in files, `seg check --fix` changes it".to_owned()],
                fixes: vec![Fix { safety: Safety::Safe, edits }],
                incomplete: false,
            };
            self.report(diagnostic);
        }
    }

    fn headline(&self, rule: Rule, habits: &[&Habit]) -> String {
        let mut signs: Vec<String> = Vec::new();
        for habit in habits {
            let sign = format!("`{}`", self.slice(habit.span).trim_end());
            if !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        match (rule, signs.as_slice()) {
            (Rule::LookAlikeCharacter, _) => "these quotation marks come from a text document".to_owned(),
            (Rule::IsNullHabit, [one]) => format!("{one} is said with `missing` and `known` here"),
            (Rule::IsNullHabit, _) => "missing values are asked for with `is missing` and `is known`".to_owned(),
            (_, [one]) => match habits.first().map(|habit| habit.replacement.trim()) {
                Some(written) if !written.is_empty() => format!("{one} is written `{written}` here"),
                _ => format!("{one} is not needed here"),
            },
            (_, [one, two]) => format!("{one} and {two} are words of other languages"),
            (_, [one, two, ..]) => format!("{one}, {two} and others are words of other languages"),
            (_, []) => String::new(),
        }
    }
}

fn label(rule: Rule, replacement: &str) -> String {
    match rule {
        Rule::LookAlikeCharacter => "use plain \" marks".to_owned(),
        _ if replacement.is_empty() => "leave it out".to_owned(),
        _ => format!("write `{replacement}`"),
    }
}
