//! `redundant-condition`: a condition that changes nothing, since another one says it already.

use super::Found;
use super::text::Text;
use super::verdict::{Idle, Verdict};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        for verdict in segment.verdicts(text) {
            if let Verdict::Idle(idle) = verdict {
                found.report(finding(text, idle));
            }
        }
    }
}

fn finding(text: &Text<'_>, idle: &Idle) -> Diagnostic {
    let does = if idle.all { "changes nothing here" } else { "adds nobody here" };
    let message = format!("{} {does}", text.quoted(idle.part.span).unwrap_or_else(|| "a condition".to_owned()));
    let finding = Diagnostic::new(
        Rule::RedundantCondition,
        idle.part.span,
        message,
        match idle.all {
            true => "holds for whoever is left",
            false => "whoever meets this is in already",
        },
    );
    let finding = match (&idle.beside, idle.all) {
        (Some(beside), true) => finding.also(beside.span, "whoever meets this meets the other"),
        (Some(beside), false) => finding.also(beside.span, "by this"),
        (None, _) => finding,
    };
    let finding = finding.help("leave it out, or ask for something narrower");
    match without(text, idle) {
        Some(span) => {
            let same =
                idle.beside.as_ref().is_some_and(|beside| beside.meaning.canonical() == idle.part.meaning.canonical());
            finding.fix(if same { Safety::Safe } else { Safety::Unsafe }, span, "")
        }
        None => finding,
    }
}

/// The condition with the word that joins it to its neighbour; none if a comment would be lost.
fn without(text: &Text<'_>, idle: &Idle) -> Option<Span> {
    let (part, neighbour) = (idle.part.span, idle.neighbour);
    let span = match neighbour.end <= part.start {
        true => Span::new(neighbour.end, part.end),
        false => Span::new(part.start, neighbour.start),
    };
    (!text.slice(span).contains('#')).then_some(span)
}
