//! `rank-through-tie`: the cut of a ranking goes through customers who are equal.

use super::Found;
use super::clause::{Clause, Parts};
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule};
use crate::syntax::ast::ExprKind;
use crate::types::ir::{Condition, Fact, Rank, Test, Value};
use crate::types::{Tie, thousands};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        segment.body.walk(&mut |clause| {
            let Parts::One(condition) = &clause.parts else { return };
            // Another segment has its own message.
            if matches!(condition, Condition::Segment(_)) {
                return;
            }
            let Some(rank) = ranked(&condition.canonical()) else { return };
            if let Some(Some(tie)) = text.catalog.ties.get(&rank) {
                found.report(finding(text, clause, tie));
            }
            found.wants.ties.insert(rank);
        });
    }
}

/// The first ranking that a condition asks for.
fn ranked(condition: &Condition) -> Option<Rank> {
    let mut first = None;
    condition.for_each_test(&mut |test| {
        if let Test::Flag(Value::Fact(fact)) = test
            && let Fact::Rank(rank) = fact.as_ref()
        {
            first.get_or_insert_with(|| rank.clone());
        }
    });
    first
}

fn finding(text: &Text<'_>, clause: &Clause<'_>, tie: &Tie) -> Diagnostic {
    let by = match &clause.expr.inside().kind {
        ExprKind::Ranked(ranked) => text.quoted(ranked.by.span),
        _ => None,
    };
    let value = by.clone().unwrap_or_else(|| "value".to_owned());
    let (all, inside) = (thousands(tie.customers), thousands(tie.inside));
    let are_in = if tie.inside == 1 { "one of them is in".to_owned() } else { format!("{inside} of them are in") };
    let label = format!("{all} have the same {value}; {are_in}");
    let message = "the cut goes through customers who are equal";
    let finding = Diagnostic::new(Rule::RankThroughTie, clause.expr.inside().span, message, label)
        .help("of equals the first by key are in, which says nothing about them");
    let finding = match by {
        Some(by) => {
            finding.help(format!("to decide it, rank fewer, or ask for a bound: `{} > ...`", by.trim_matches('`')))
        }
        None => finding.help("to decide it, rank fewer, or ask for a bound in its place"),
    };
    finding.help("if it does not matter: `# allow: rank-through-tie`")
}
