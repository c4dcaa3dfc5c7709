//! `city = San Francisco`: texts of several words that stand without quotes. Only names that
//! nothing has are taken for their other words.

use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, File, Modifier, ModifierKind, Term};

/// Words of sentences, which are no values.
pub(super) const SENTENCE: &[&str] = &[
    "any", "of", "than", "times", "years", "but", "did", "do", "does", "who", "that", "have", "has", "had", "was",
    "were", "when",
];

/// Says of such texts that they belong in quotes, in place of what was said of their words.
pub(super) fn mend(text: &str, file: &File, diagnostics: &mut Vec<Diagnostic>) {
    let is_unknown = |d: &Diagnostic| d.rule == Rule::UnknownField;
    if !diagnostics.iter().any(is_unknown) {
        return;
    }
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let bodies = file.lets.iter().map(|helper| &helper.body).chain(file.segments.iter().map(|one| &one.body));
    bodies.for_each(|body| collect(text, body, diagnostics, &mut runs));
    for run in runs {
        let said_of = |d: &Diagnostic, word: &Span| is_unknown(d) && d.span() == *word;
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let others = run.get(1..).unwrap_or_default();
        // Words that only sentences have are part of no name.
        if run.iter().any(|word| SENTENCE.contains(&text.get(word.range()).unwrap_or_default())) {
            continue;
        }
        if !others.iter().all(|word| diagnostics.iter().any(|d| said_of(d, word))) {
            continue;
        }
        diagnostics.retain(|d| !others.iter().any(|word| said_of(d, word)));
        let whole = first.to(*last);
        diagnostics.push(said_in_quotes(text, whole));
    }
}

/// That a text of several words stands in quotes.
pub(super) fn said_in_quotes(text: &str, whole: Span) -> Diagnostic {
    let words: Vec<&str> = text.get(whole.range()).unwrap_or_default().split_whitespace().collect();
    let quoted = format!("\"{}\"", words.join(" "));
    let message = "a text of several words stands in quotes";
    Diagnostic::new(Rule::MissingPart, whole, message, format!("write `{quoted}`")).fix(Safety::Unsafe, whole, quoted)
}

/// Runs of words of which the first is a value, and each other stands alone right behind it.
fn collect(text: &str, expr: &Expr, diagnostics: &[Diagnostic], runs: &mut Vec<Vec<Span>>) {
    if let ExprKind::All(parts) | ExprKind::Any(parts) = &expr.kind {
        let mut run: Vec<Span> = Vec::new();
        for part in parts {
            let word = match &part.kind {
                ExprKind::Term(term) => Some(term.word.span),
                _ => None,
            };
            let follows = run.last().zip(word).is_some_and(|(before, word)| {
                text.get(before.end..word.start).is_some_and(|gap| gap.chars().all(char::is_whitespace))
            });
            match word.filter(|_| follows) {
                Some(word) => run.push(word),
                None => {
                    runs.extend((run.len() > 1).then(|| std::mem::take(&mut run)));
                    let value = value_at_end(part).filter(|_| !is_of_unknown(part, diagnostics));
                    run = value.into_iter().collect();
                }
            }
        }
        runs.extend((run.len() > 1).then_some(run));
    }
    expr.children().into_iter().for_each(|inner| collect(text, inner, diagnostics, runs));
}

/// Whether a condition is about something that nothing is called: what stands behind it is no value of it.
pub(super) fn is_of_unknown(condition: &Expr, diagnostics: &[Diagnostic]) -> bool {
    match &condition.kind {
        ExprKind::Not(_, inner) => is_of_unknown(inner, diagnostics),
        ExprKind::Term(term) | ExprKind::Never(_, term) => {
            diagnostics.iter().any(|d| d.rule == Rule::UnknownField && d.span() == term.word.span)
        }
        _ => false,
    }
}

/// The word that a condition ends with, if it is a value.
fn value_at_end(condition: &Expr) -> Option<Span> {
    let term = match &condition.kind {
        ExprKind::Compare(_, _, _, right) => return alone(right),
        ExprKind::Not(_, inner) => return value_at_end(inner),
        ExprKind::Term(term) | ExprKind::Never(_, term) => term,
        _ => return None,
    };
    match term.modifiers.last() {
        Some(Modifier { kind: ModifierKind::Short(Some(_), values), .. }) => values.last().and_then(alone),
        Some(Modifier { kind: ModifierKind::Where(condition), .. }) => value_at_end(condition),
        _ => None,
    }
}

fn alone(value: &Expr) -> Option<Span> {
    match &value.kind {
        ExprKind::Term(term) => plain(term).then_some(value.span),
        _ => None,
    }
}

fn plain(term: &Term) -> bool {
    term.modifiers.is_empty() && term.property.is_none()
}
