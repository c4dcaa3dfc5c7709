//! `missing-consent`: everybody in a segment for a channel must have agreed to it.

use super::Found;
use super::clause::{Clause, Parts};
use super::text::Text;
use crate::analysis::consent;
use crate::analysis::prove::Prover;
use crate::diagnostics::{Diagnostic, Rule};
use crate::types::ir::Condition;
use crate::types::thousands;

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        let Some(channel) = &segment.said.channel else { continue };
        let Some((word, wanted)) = consent(&channel.text, text.model) else { continue };
        if text.prover.implies(segment.condition, &wanted) {
            continue;
        }
        let open = without(&segment.body, &wanted, &text.prover);
        let message = format!("not everybody in this segment gave `{word}`");
        let without_it = Condition::All(vec![segment.condition.clone(), wanted.clone().negate()]);
        found.wants.counts.insert(without_it.canonical());
        let label = match text.catalog.count(&without_it) {
            Some(count) if count > 0 => format!("{} of them did not", thousands(count)),
            _ => format!("`{word}` must hold for all of it"),
        };
        found.report(
            Diagnostic::new(Rule::MissingConsent, channel.span, message, label)
                .also(open.span(), "somebody without it can be in here")
                .help(format!("add `and {word}`, around the whole condition"))
                .help(format!("not meant for {0}? leave out `channel {0}`", channel.text)),
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
