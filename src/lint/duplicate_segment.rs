//! `duplicate-segment`: two segments of the project mean the same.

use super::Found;
use super::across::{Member, about};
use crate::analysis::prove::Prover;
use crate::diagnostics::{Diagnostic, Rule};
use crate::types::Model;
use crate::types::ir::Condition;
use std::collections::{BTreeSet, HashMap};

/// So many segments about the same things are held against each other in all pairs.
const MOST: usize = 40;

pub(super) fn check(members: &[Member<'_>], model: &Model, found: &mut [Found]) {
    let prover = Prover::new(model);
    let mut written: HashMap<Condition, usize> = HashMap::new();
    let mut alike: HashMap<BTreeSet<&str>, Vec<usize>> = HashMap::new();
    for (at, member) in members.iter().enumerate() {
        let first = *written.entry(member.condition.canonical()).or_insert(at);
        let mut twin = members.get(first).filter(|_| first != at);
        if twin.is_none() && !matches!(member.condition, Condition::Segment(_)) {
            let others = alike.entry(about(member.condition, model)).or_default();
            let mut earlier = others.iter().filter_map(|at| members.get(*at));
            twin = earlier.find(|other| prover.same(other.condition, member.condition));
            if others.len() < MOST {
                others.push(at);
            }
        }
        // A segment that is nothing but another one is a second name, meant as one.
        let is_second_name = matches!(member.condition, Condition::Segment(_));
        if let Some(twin) = twin.filter(|_| !is_second_name)
            && let Some(found) = found.get_mut(member.text)
        {
            found.report(finding(member, twin));
        }
    }
}

fn finding(member: &Member<'_>, twin: &Member<'_>) -> Diagnostic {
    let message = format!("`{}` has the same members as `{}`", member.name, twin.name);
    let place = twin.source.position(twin.span.start);
    Diagnostic::new(Rule::DuplicateSegment, member.span, message, "the same people, on every day")
        .help(format!("`{}` is in {}, line {}", twin.name, twin.source.name(), place.line))
        .help(format!("for a second name write `in segment {}`", twin.name))
}
