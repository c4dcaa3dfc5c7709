//! `missing-consent`: everybody in a segment for a channel must have agreed to it.

use super::Found;
use super::clause::{Clause, Parts};
use super::text::{Segment, Text};
use crate::analysis::consent;
use crate::analysis::prove::{Literal, Prover};
use crate::diagnostics::{Diagnostic, Edit, Fix, HELP_WIDTH, Rule, Safety};
use crate::source::Span;
use crate::types::ir::Condition;
use crate::types::thousands;

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        let Some(channel) = &segment.said.channel else { continue };
        let Some((word, wanted)) = consent(&channel.text, text.model) else { continue };
        if text.prover.implies(segment.condition, &wanted) {
            continue;
        }
        let open = without(&segment.body, &wanted, text.prover);
        let message = format!("not everybody in this segment gave `{word}`");
        let without_it = Condition::All(vec![segment.condition.clone(), wanted.clone().negate()]);
        found.wants.counts.insert(without_it.canonical());
        let label = match text.catalog.count(&without_it) {
            Some(count) if count > 0 => format!("{} of them did not", thousands(count)),
            _ => format!("`{word}` must hold for all of it"),
        };
        let finding = Diagnostic::new(Rule::MissingConsent, channel.span, message, label)
            .also(open.span(), "somebody without it can be in here");
        let example = example(text, segment, &without_it, &word).unwrap_or_default();
        let finding = example.into_iter().fold(finding, Diagnostic::help);
        found.report(
            finding
                .help(format!("add `and {word}`, around the whole condition"))
                .help(format!("not meant for {0}? leave out `channel {0}`", channel.text))
                .fixed_by(with_consent(&segment.body, &word)),
        );
    }
}

/// The smallest branch that lets somebody through.
fn without<'c, 'a>(clause: &'c Clause<'a>, wanted: &Condition, prover: &Prover<'_>) -> &'c Clause<'a> {
    match &clause.parts {
        Parts::Any(parts) => {
            let open = parts.iter().find(|part| !prover.implies(&part.condition(), wanted));
            open.map_or(clause, |open| without(open, wanted, prover))
        }
        _ => clause,
    }
}

/// A customer who gets through, as a condition in the author's own words; none if nobody is known who could.
fn example(text: &Text<'_>, segment: &Segment<'_>, without_it: &Condition, word: &str) -> Option<Vec<String>> {
    let way = text.prover.way(without_it)?;
    let mut said: Vec<String> = Vec::new();
    segment.body.walk(&mut |clause| {
        let Parts::One(condition) = &clause.parts else { return };
        let words = text.slice(clause.expr.inside().span).split_whitespace().collect::<Vec<_>>().join(" ");
        let piece = match holds(&condition.canonical(), &way) {
            Some(true) => words,
            Some(false) => format!("not {words}"),
            None => return,
        };
        if !said.contains(&piece) {
            said.push(piece);
        }
    });
    let lacking = format!("not {word}");
    if !said.contains(&lacking) {
        said.push(lacking);
    }
    let who = said.join(" and ");
    let line = format!("nothing keeps out `{who}`");
    match line.chars().count() <= HELP_WIDTH {
        true => Some(vec![line]),
        false if who.chars().count() + 4 <= HELP_WIDTH => {
            Some(vec!["nothing keeps out".to_owned(), format!("  `{who}`")])
        }
        false => None,
    }
}

/// Whether a condition, in canonical form, holds for somebody of whom these tests are known.
fn holds(condition: &Condition, way: &[Literal]) -> Option<bool> {
    let joined = |parts: &[Condition], decides: bool| {
        let parts: Vec<Option<bool>> = parts.iter().map(|part| holds(part, way)).collect();
        match () {
            () if parts.contains(&Some(decides)) => Some(decides),
            () if parts.contains(&None) => None,
            () => Some(!decides),
        }
    };
    match condition {
        Condition::Always(truth) => Some(*truth),
        Condition::Not(inner) => holds(inner, way).map(|truth| !truth),
        Condition::All(parts) => joined(parts, false),
        Condition::Any(parts) => joined(parts, true),
        Condition::Segment(used) => holds(&used.meaning, way),
        Condition::Test(test) => way.iter().find(|known| known.test == *test).map(|known| known.passes),
    }
}

/// The repair that asks everybody for consent.
fn with_consent(body: &Clause<'_>, word: &str) -> Fix {
    let at = |byte: usize, text: String| Edit { span: Span::new(byte, byte), text };
    let span = body.span();
    let edits = match &body.parts {
        Parts::Any(_) if body.expr.inside().span == span => {
            vec![at(span.start, "(".to_owned()), at(span.end, format!(") and {word}"))]
        }
        _ => vec![at(span.end, format!(" and {word}"))],
    };
    Fix { safety: Safety::Unsafe, edits }
}
