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
            let habits = self.foreign.iter().filter(|habit| habit.rule == rule);
            let mut edits: Vec<Edit> = habits.map(|habit| self.edit(habit)).collect();
            edits.sort_by_key(|edit| edit.span);
            if !edits.is_empty() {
                self.report(message(self.text, rule, &edits));
            }
        }
    }
}

impl Builder<'_> {
    /// What changes a habit, apart from the words beside it.
    fn edit(&self, habit: &Habit) -> Edit {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '"');
        let written = &habit.replacement;
        let before = self.text.get(..habit.span.start).unwrap_or_default().chars().next_back();
        let behind = self.text.get(habit.span.end..).unwrap_or_default().chars().next();
        let blank = |glued: bool| if glued { " " } else { "" };
        let starts = is_letter(before) && written.chars().next().is_some_and(char::is_alphanumeric);
        let ends = is_letter(behind) && written.chars().next_back().is_some_and(char::is_alphanumeric);
        Edit { span: habit.span, text: format!("{}{written}{}", blank(starts), blank(ends)) }
    }
}

/// What is said beside a repair that keeps the meaning.
pub const MADE_BY_FIX: &str = "in files, `seg check --fix` changes it";

/// One message for all habits of a kind in a text, and the repair that changes them.
pub fn message(text: &str, rule: Rule, habits: &[Edit]) -> Diagnostic {
    let labels = habits.iter().take(SHOWN).map(|habit| Label { span: habit.span, text: label(rule, &habit.text) });
    Diagnostic {
        rule,
        severity: rule.severity(),
        message: headline(text, rule, habits),
        labels: labels.collect(),
        help: vec![MADE_BY_FIX.to_owned()],
        fixes: vec![Fix { safety: Safety::Safe, edits: habits.to_vec() }],
        incomplete: false,
        shared: None,
    }
}

fn headline(text: &str, rule: Rule, habits: &[Edit]) -> String {
    let mut signs: Vec<String> = Vec::new();
    for habit in habits {
        let sign = format!("`{}`", text.get(habit.span.range()).unwrap_or_default().trim_end());
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    match (rule, signs.as_slice()) {
        (Rule::LookAlikeCharacter, _) => "these quotation marks come from a text document".to_owned(),
        (Rule::IsNullHabit, [_, _, ..]) => "missing values are asked for with `is missing` and `is known`".to_owned(),
        (_, [one]) => match habits.first().map(|habit| habit.text.trim()) {
            Some(written) if !written.is_empty() => format!("{one} is written `{written}` here"),
            _ => format!("{one} is not needed here"),
        },
        (_, [one, two]) => format!("{one} and {two} are words of other languages"),
        (_, [one, two, ..]) => format!("{one}, {two} and others are words of other languages"),
        (_, []) => String::new(),
    }
}

fn label(rule: Rule, replacement: &str) -> String {
    match rule {
        Rule::LookAlikeCharacter => "use plain \" marks".to_owned(),
        _ if replacement.is_empty() => "leave it out".to_owned(),
        _ => format!("write `{}`", replacement.trim()),
    }
}
