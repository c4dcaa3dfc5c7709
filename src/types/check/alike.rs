//! Near spelling: `first_name like "Catherine"`, `texted like "JOIN"`.

use super::Checker;
use super::operand::Operand;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Expr, Name, TextVerb};
use crate::types::ir::{Condition, Test, Value, fold};
use crate::vocabulary::Type;

/// Shorter words are near too much: one slip makes `Y` an `N`.
const FEWEST: usize = 2;
/// Longer texts have too many spellings.
const MOST: usize = 50;

impl<'a> Checker<'a> {
    /// `first_name like "Catherine"`, and `texted like "JOIN"`, where the event has one text.
    pub(super) fn like_test(&mut self, value: &'a Expr, needles: &'a [Expr]) -> Option<Condition> {
        let span = needles.first().zip(needles.last()).map_or(value.span, |(first, last)| first.span.to(last.span));
        let narrowed = self.event_narrowed(value, |this, event| this.short_like(event, None, needles, span));
        if let Some(happened) = narrowed {
            return happened;
        }
        let help = "for example `first_name like \"Catherine\"`";
        let (value, kind) = match self.operand(value, false) {
            Operand::Value(operand, kind) => (operand, kind),
            other => {
                if let Some(what) = self.what(&other, value.span) {
                    self.no_spelling(&what, value.span, help.to_owned());
                }
                return None;
            }
        };
        self.alike(value, &kind, needles, span)
    }

    /// `product like "Blue Mug"` after an event, or `like "JOIN"` after one that has one text.
    pub(super) fn short_like(
        &mut self,
        event: &str,
        name: Option<&'a Name>,
        needles: &'a [Expr],
        span: Span,
    ) -> Option<Condition> {
        self.of_property(event, name, span, |this, _, value, kind| this.alike(value, &kind, needles, span))
    }

    /// A text is spelled like one of these.
    fn alike(&mut self, value: Value, kind: &Type, needles: &'a [Expr], span: Span) -> Option<Condition> {
        if *kind != Type::Text {
            let help = match kind {
                Type::List => "a list is tested with `contains`, for whole items".to_owned(),
                Type::Choice(values) => format!("it is one of: {}", values.join(", ")),
                _ => "`like` finds texts that are spelled nearly so".to_owned(),
            };
            self.no_spelling(kind.noun(), span, help);
            return None;
        }
        let words: Vec<Option<String>> = needles.iter().map(|needle| self.spelled(needle)).collect();
        let words: Vec<String> = words.into_iter().collect::<Option<_>>()?;
        let test =
            |needle| Condition::Test(Test::Text { value: value.clone(), verb: TextVerb::Like, needle, exact: false });
        let tests: Vec<Condition> = words.into_iter().map(test).collect();
        (!tests.is_empty()).then(|| Condition::any(tests))
    }

    fn no_spelling(&mut self, what: &str, at: Span, help: String) {
        let message = format!("{what} is not spelled in one way or another");
        self.report(Diagnostic::new(Rule::TypeMismatch, at, message, "`like` is about texts").help(help));
    }

    /// A text whose near spellings are wanted.
    fn spelled(&mut self, expr: &'a Expr) -> Option<String> {
        let (text, exact) = match self.operand(expr, true) {
            Operand::Text { text, exact } => (text, exact),
            Operand::Word(word) => (word, false),
            other => {
                if let Some(what) = self.what(&other, expr.span) {
                    let message = format!("a text belongs here, not {what}");
                    let help = "for example `first_name like \"Catherine\"`";
                    self.report(Diagnostic::new(Rule::TypeMismatch, expr.span, message, what).help(help));
                }
                return None;
            }
        };
        let at = expr.span;
        if exact {
            let message = "`like` and `exactly` exclude each other";
            let finding = Diagnostic::new(Rule::MisplacedWord, at, message, "just so, or nearly so?");
            self.report(finding.help(format!("just so: `= exactly \"{text}\"`")).fix(
                Safety::Unsafe,
                at,
                format!("\"{text}\""),
            ));
            return None;
        }
        if let Some((verb, inside)) = pattern(&text) {
            let message = "`like` takes no wildcards: it finds what is spelled nearly so";
            let written = format!("{verb} \"{inside}\"");
            self.report(
                Diagnostic::new(Rule::ForeignOperator, at, message, "this is a pattern")
                    .help(format!("patterns are said with `{written}`")),
            );
            return None;
        }
        let letters = fold(&text).chars().count();
        if (FEWEST..=MOST).contains(&letters) {
            return Some(text);
        }
        let (message, label, help) = match letters {
            0 => ("an empty text is asked for with `is missing`", "nothing between the quotes", String::new()),
            1 => (
                "a single letter is spelled like any other",
                "two letters at least",
                format!("just so: `= \"{text}\"`"),
            ),
            _ => (
                "near spelling is for words and names, of up to 50 letters",
                "this is longer",
                "a part of a long text is found with `contains`".to_owned(),
            ),
        };
        let finding = Diagnostic::new(Rule::NearSpelling, at, message, label);
        self.report(if help.is_empty() { finding } else { finding.help(help) });
        None
    }
}

/// What a pattern of other languages asks for, if a text is one: the verb and its text. A `%` behind a
/// digit is a percentage, and a `_` between letters part of a code, as in `SPRING_25`.
fn pattern(text: &str) -> Option<(&'static str, String)> {
    let inside = text.trim_matches(['%', '*', '_']);
    let mut before = ' ';
    let between = inside.chars().any(|c| {
        let is_percentage = c == '%' && before.is_ascii_digit();
        before = c;
        matches!(c, '%' | '*') && !is_percentage
    });
    if inside.is_empty() || between {
        let is_pattern = between || text.len() > inside.len();
        return is_pattern.then(|| ("matches", text.replace('%', "*")));
    }
    match (text.starts_with(inside), text.ends_with(inside)) {
        (true, true) => None,
        (false, false) => Some(("contains", inside.to_owned())),
        (false, true) => Some(("ends with", inside.to_owned())),
        (true, false) => Some(("starts with", inside.to_owned())),
    }
}
