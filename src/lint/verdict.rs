//! What is proved of the parts of a segment, each where it stands: beside others that must
//! hold as well, or that would do instead.

use super::across::about;
use super::clause::{Clause, Parts};
use crate::analysis::prove::Prover;
use crate::source::Span;
use crate::types::Model;
use crate::types::ir::{ColumnRef, Condition, Test, Value};
use std::collections::BTreeSet;

/// So many parts of one chain are held against each other.
const MOST: usize = 60;

/// What is proved of a part.
pub(super) enum Verdict {
    /// Nobody can meet it: those of its parts that exclude each other; whether it is all of the segment.
    Never { part: Piece, why: Vec<Piece>, whole: bool },
    /// Everybody meets it: those of its parts of which one always holds.
    Always { part: Piece, why: Vec<Piece>, whole: bool },
    /// It changes nothing beside others.
    Idle(Idle),
}

/// A part that changes nothing beside others.
pub(super) struct Idle {
    pub part: Piece,
    /// The one that says the same already, if it is one.
    pub beside: Option<Piece>,
    /// Whether all must hold, or one will do.
    pub all: bool,
    /// The part before it in the text, or else the one behind it.
    pub neighbour: Span,
}

/// A part with its place and meaning.
#[derive(Clone)]
pub(super) struct Piece {
    pub span: Span,
    pub meaning: Condition,
}

impl Piece {
    fn of(clause: &Clause<'_>) -> Self {
        Self { span: clause.span(), meaning: clause.condition() }
    }
}

/// What is proved of a segment's parts, no part of which another is said already.
pub(super) fn verdicts(body: &Clause<'_>, model: &Model) -> Vec<Verdict> {
    let prover = &Prover::new(model);
    let mut judge = Judge { prover, model, found: Vec::new() };
    let meaning = body.condition();
    if prover.never(&meaning) {
        let why = judge.excluding(body, true);
        judge.found.push(Verdict::Never { part: Piece::of(body), why, whole: true });
    } else if prover.always(&meaning) {
        let why = judge.excluding(body, false);
        judge.found.push(Verdict::Always { part: Piece::of(body), why, whole: true });
    } else {
        judge.look(body, &[]);
    }
    judge.found
}

struct Judge<'p, 'm> {
    prover: &'p Prover<'m>,
    model: &'m Model,
    found: Vec<Verdict>,
}

impl Judge<'_, '_> {
    /// Looks at the parts of a clause, of which none of these conditions fails.
    fn look(&mut self, clause: &Clause<'_>, given: &[Condition]) {
        let (parts, all) = match &clause.parts {
            Parts::All(parts) => (parts, true),
            Parts::Any(parts) => (parts, false),
            Parts::Not(inner) => return self.look(inner, given),
            Parts::One(_) => return,
        };
        if parts.len() > MOST {
            return;
        }
        let meanings: Vec<Condition> = parts.iter().map(|part| opaque(&part.condition())).collect();
        let subjects: Vec<BTreeSet<&str>> = meanings.iter().map(|meaning| about(meaning, self.model)).collect();
        let outer: Vec<BTreeSet<&str>> = given.iter().map(|given| about(given, self.model)).collect();
        let mut kept: Vec<usize> = (0..parts.len()).collect();
        // The later one of two is the one too many.
        for (at, part) in parts.iter().enumerate().rev() {
            let (Some(meaning), Some(own)) = (meanings.get(at), subjects.get(at)) else { continue };
            if self.alone(part, meaning) {
                kept.retain(|other| *other != at);
                continue;
            }
            let beside: Vec<usize> = kept.iter().copied().filter(|other| *other != at).collect();
            let related = |set: &BTreeSet<&str>| !set.is_disjoint(own);
            let is_related = outer.iter().any(related) || beside.iter().filter_map(|at| subjects.get(*at)).any(related);
            let others = beside.iter().filter_map(|at| meanings.get(*at));
            let others = others.map(|other| other.clone().negate_if(!all));
            let context: Vec<Condition> = given.iter().cloned().chain(others).collect();
            if is_related && self.beside(part, meaning, (&context, given), (parts, &beside), all) {
                kept.retain(|other| *other != at);
                continue;
            }
            self.look(part, &context);
        }
    }

    /// Whether something is proved of a part by itself.
    fn alone(&mut self, part: &Clause<'_>, meaning: &Condition) -> bool {
        if self.prover.never(meaning) {
            let why = self.excluding(part, true);
            self.found.push(Verdict::Never { part: Piece::of(part), why, whole: false });
        } else if self.prover.always(meaning) {
            let why = self.excluding(part, false);
            self.found.push(Verdict::Always { part: Piece::of(part), why, whole: false });
        } else {
            return false;
        }
        true
    }

    /// Whether a part changes nothing where it stands.
    fn beside(
        &mut self,
        part: &Clause<'_>,
        meaning: &Condition,
        (context, given): (&[Condition], &[Condition]),
        (parts, beside): (&[Clause<'_>], &[usize]),
        all: bool,
    ) -> bool {
        let within = |context: &[Condition], meaning: Condition| {
            self.prover.never(&Condition::All(context.iter().cloned().chain([meaning]).collect()))
        };
        let idle = within(context, meaning.clone().negate_if(all));
        if !idle {
            return false;
        }
        if !all && within(given, meaning.clone()) {
            self.found.push(Verdict::Never { part: Piece::of(part), why: Vec::new(), whole: false });
            return true;
        }
        let enough = |other: &&Clause<'_>| {
            let other = opaque(&other.condition()).negate_if(!all);
            self.prover.never(&Condition::All(vec![other, meaning.clone().negate_if(all)]))
        };
        let reason = beside.iter().filter_map(|at| parts.get(*at)).find(enough).map(Piece::of);
        let before = parts.iter().map(Clause::span).take_while(|span| *span != part.span()).last();
        let neighbour = before.or_else(|| parts.get(1).map(Clause::span)).unwrap_or_default();
        self.found.push(Verdict::Idle(Idle { part: Piece::of(part), beside: reason, all, neighbour }));
        true
    }

    /// The fewest parts of a clause for which it is proved by themselves that nobody meets all
    /// of them, or that everybody meets one.
    fn excluding(&self, clause: &Clause<'_>, never: bool) -> Vec<Piece> {
        let mut parts = Vec::new();
        joined(clause, never, &mut parts);
        let proved = |parts: &[&Clause<'_>]| {
            let parts = parts.iter().map(|part| part.condition());
            self.prover.never(&Condition::All(parts.map(|part| part.negate_if(!never)).collect()))
        };
        if parts.len() > MOST || !proved(&parts) {
            return vec![Piece::of(clause)];
        }
        let mut at = parts.len();
        while at > 0 {
            at -= 1;
            let mut fewer = parts.clone();
            fewer.remove(at);
            if proved(&fewer) {
                parts = fewer;
            }
        }
        parts.into_iter().map(Piece::of).collect()
    }
}

/// The parts of a chain, those of chains of the same kind inside it among them.
fn joined<'c, 'a>(clause: &'c Clause<'a>, all: bool, parts: &mut Vec<&'c Clause<'a>>) {
    match &clause.parts {
        Parts::All(inner) if all => inner.iter().for_each(|part| joined(part, all, parts)),
        Parts::Any(inner) if !all => inner.iter().for_each(|part| joined(part, all, parts)),
        _ => parts.push(clause),
    }
}

/// The condition with other segments as something of which nothing is known: what they
/// say may change, and makes nothing here too much.
fn opaque(condition: &Condition) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(opaque).collect();
    match condition {
        Condition::Segment(used) => {
            Condition::Test(Test::Flag(Value::Column(ColumnRef::new("segment", used.name.clone()))))
        }
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Not(inner) => Condition::Not(Box::new(opaque(inner))),
        Condition::Always(_) | Condition::Test(_) => condition.clone(),
    }
}
