//! `never-ordered-included`: who has not ordered lately may never have ordered at all.

use super::Found;
use super::clause::{Clause, Parts};
use super::text::Text;
use crate::analysis::prove::happened;
use crate::diagnostics::{Diagnostic, Rule};
use crate::eval::{self, Person};
use crate::types::ir::{Aggregate, Condition};
use crate::types::thousands;
use chrono::DateTime;

/// The event of orders.
const ORDERED: &str = "ordered";

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        let mut negated = Vec::new();
        lately(&segment.body, &mut negated);
        // Who says `never ordered` knows of them.
        if negated.iter().any(|(_, rows)| rows.window.is_none()) {
            continue;
        }
        let Some((clause, _)) = negated.first().filter(|_| !text.prover.happened(segment.condition, ORDERED)) else {
            continue;
        };
        let never = Condition::All(vec![segment.condition.clone(), happened(ORDERED).negate()]);
        let counts = [segment.condition, &never].map(|condition| {
            found.wants.counts.insert(condition.canonical());
            text.catalog.count(condition)
        });
        match counts {
            [_, Some(0)] => {}
            [Some(all), Some(never)] => {
                let label = format!("{} match, {} of them never ordered", thousands(all), thousands(never));
                found.report(finding(text, clause, &label));
            }
            _ if somebody_unknown(text, segment.condition) => {
                found.report(finding(text, clause, "who never ordered matches, too"));
            }
            _ => {}
        }
    }
}

/// Whether somebody of whom nothing at all is known, no order either, meets the condition.
fn somebody_unknown(text: &Text<'_>, condition: &Condition) -> bool {
    let settings = &text.model.project.settings;
    let clock = settings.clock(settings.as_of.unwrap_or(DateTime::UNIX_EPOCH));
    eval::holds(condition, &Person::default(), text.model, &clock)
}

/// The parts that ask for no order in a period, or for none ever, and are not negated themselves.
fn lately<'c, 'a>(clause: &'c Clause<'a>, found: &mut Vec<(&'c Clause<'a>, Aggregate)>) {
    match &clause.parts {
        Parts::All(parts) | Parts::Any(parts) => parts.iter().for_each(|part| lately(part, found)),
        Parts::Not(_) | Parts::One(_) => found.extend(none_of(&clause.condition()).map(|rows| (clause, rows))),
    }
}

/// The orders of which a condition asks that there be none.
fn none_of(condition: &Condition) -> Option<Aggregate> {
    let Condition::Not(inner) = condition else { return None };
    let Condition::Test(test) = &**inner else { return None };
    test.some_rows().filter(|rows| rows.event == ORDERED && rows.filter.is_none()).cloned()
}

fn finding(text: &Text<'_>, clause: &Clause<'_>, label: &str) -> Diagnostic {
    let span = clause.expr.inside().span;
    let message = "this includes customers who never ordered";
    let finding = Diagnostic::new(Rule::NeverOrderedIncluded, span, message, label);
    let finding = match text.quoted(span) {
        Some(_) => finding.help(format!("lapsed buyers only: `ordered and {}`", text.slice(span))),
        None => finding.help("lapsed buyers only: put `ordered and` before it"),
    };
    finding.help("both on purpose: `# allow: never-ordered-included`")
}
