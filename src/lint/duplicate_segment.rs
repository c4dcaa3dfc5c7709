//! `duplicate-segment`: two segments of the project mean the same.
//!
//! Of thousands not all pairs can be held against each other: only those that draw the same lines
//! are. Two that are the same people since one of them has a part too much go unsaid until that
//! part, which `redundant-condition` tells, is gone.

use super::across::Member;
use super::hashed::Hashed;
use crate::analysis::prove::{Lines, Prover};
use crate::diagnostics::{Diagnostic, Rule};
use crate::many::each;
use crate::types::Model;
use crate::types::ir::Condition;
use std::collections::HashMap;

/// So many segments that draw the same lines are held against each other in all pairs.
const MOST: usize = 40;

/// What is found, by the texts it is about.
pub(super) fn check(members: &[Member<'_>], model: &Model) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    let prover = Prover::new(model);
    let drawn = each(members, |member| Hashed::new(Lines::of(member.canonical.get(), model)));
    let mut written: HashMap<&Hashed<Condition>, usize> = HashMap::new();
    let mut alike: HashMap<&Hashed<Lines>, Vec<usize>> = HashMap::new();
    for (at, (member, lines)) in members.iter().zip(&drawn).enumerate() {
        let first = *written.entry(&member.canonical).or_insert(at);
        let mut twin = members.get(first).filter(|_| first != at);
        // A segment that is nothing but another one is a second name, meant as one.
        let is_second_name = matches!(member.condition, Condition::Segment(_));
        if twin.is_none() && !is_second_name {
            let others = alike.entry(lines).or_default();
            let mut earlier = others.iter().filter_map(|at| members.get(*at));
            let canonical = member.canonical.get();
            let implies = |one: &Condition, other: &Condition| prover.exclude(&[(one, true), (other, false)]);
            let same = |other: &Condition| implies(other, canonical) && implies(canonical, other);
            twin = earlier.find(|other| same(other.canonical.get()));
            if others.len() < MOST {
                others.push(at);
            }
        }
        if let Some(twin) = twin.filter(|_| !is_second_name) {
            found.push((member.text, finding(member, twin)));
        }
    }
    found
}

fn finding(member: &Member<'_>, twin: &Member<'_>) -> Diagnostic {
    let message = format!("`{}` has the same members as `{}`", member.name, twin.name);
    let place = twin.source.position(twin.span.start);
    let finding = Diagnostic::new(Rule::DuplicateSegment, member.span, message, "the same people, on every day");
    let finding = match member.text == twin.text {
        true => finding.also(twin.span, "as in this one"),
        false => finding.help(format!("`{}` is in {}, line {}", twin.name, twin.source.name(), place.line)),
    };
    finding.help(format!("for a second name write `in segment {}`", twin.name))
}
