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
pub(super) fn verdicts(body: &Clause<'_>, prover: &Prover<'_>, model: &Model) -> Vec<Verdict> {
    let mut judge = Judge { prover, model, found: Vec::new() };
    let meaning = body.condition().into_canonical();
    if prover.exclude(&[(&meaning, true)]) {
        let why = judge.excluding(body, true);
        judge.found.push(Verdict::Never { part: Piece::of(body), why, whole: true });
    } else if prover.exclude(&[(&meaning, false)]) {
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

/// What must hold where a part stands: others of an `and`, or that none of the others of an `or` does.
struct Side<'s> {
    condition: &'s Condition,
    subjects: BTreeSet<&'s str>,
    /// Whether it still counts: of what was found to change nothing, nothing follows.
    counts: bool,
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
        let meanings: Vec<Condition> =
            parts.iter().map(|part| opaque(part.condition()).negate_if(!all).into_canonical()).collect();
        let side = |condition| Side { condition, subjects: about(condition, self.model), counts: true };
        let mut sides: Vec<Side<'_>> = given.iter().chain(&meanings).map(side).collect();
        // The later one of two is the one too many.
        for (at, part) in parts.iter().enumerate().rev() {
            let (Some(meaning), place) = (meanings.get(at), given.len() + at) else { continue };
            let Some(subjects) = sides.get_mut(place).map(|own| {
                own.counts = false;
                own.subjects.clone()
            }) else {
                continue;
            };
            let related = related(&sides, subjects).map(|condition| (condition, true));
            let without: Vec<(&Condition, bool)> = related.chain([(meaning, false)]).collect();
            // Whatever nobody or everybody meets changes nothing either.
            if self.prover.exclude(&without) {
                let meaning = &meaning.clone().negate_if(!all);
                if !self.alone(part, meaning) {
                    let before = sides.iter().skip(given.len()).map(|side| side.counts);
                    let beside: Vec<&Clause<'_>> =
                        parts.iter().zip(before).filter(|(_, counts)| *counts).map(|(part, _)| part).collect();
                    self.beside(part, meaning, given, (parts, &beside), all);
                }
                continue;
            }
            if !matches!(part.parts, Parts::One(_)) {
                let context = sides.iter().filter(|side| side.counts).map(|side| side.condition.clone());
                self.look(part, &context.collect::<Vec<_>>());
            }
            if let Some(own) = sides.get_mut(place) {
                own.counts = true;
            }
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

    /// Says of a part that it changes nothing where it stands.
    fn beside(
        &mut self,
        part: &Clause<'_>,
        meaning: &Condition,
        given: &[Condition],
        (parts, beside): (&[Clause<'_>], &[&Clause<'_>]),
        all: bool,
    ) {
        let alone = |context: &[Condition]| {
            self.prover.never(&Condition::All(context.iter().cloned().chain([meaning.clone()]).collect()))
        };
        if !all && alone(given) {
            return self.found.push(Verdict::Never { part: Piece::of(part), why: Vec::new(), whole: false });
        }
        let enough = |other: &&&Clause<'_>| {
            let other = opaque(other.condition()).negate_if(!all);
            self.prover.never(&Condition::All(vec![other, meaning.clone().negate_if(all)]))
        };
        let reason = beside.iter().find(enough).map(|other| Piece::of(other));
        let before = parts.iter().map(Clause::span).take_while(|span| *span != part.span()).last();
        let neighbour = before.or_else(|| parts.get(1).map(Clause::span)).unwrap_or_default();
        self.found.push(Verdict::Idle(Idle { part: Piece::of(part), beside: reason, all, neighbour }));
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

/// What has to do with these subjects, if only through others that have.
fn related<'s>(sides: &'s [Side<'s>], mut subjects: BTreeSet<&'s str>) -> impl Iterator<Item = &'s Condition> {
    let mut left: Vec<&Side<'_>> = sides.iter().filter(|side| side.counts).collect();
    let mut related = Vec::new();
    loop {
        let (near, far): (Vec<_>, Vec<_>) = left.into_iter().partition(|side| !side.subjects.is_disjoint(&subjects));
        if near.is_empty() {
            return related.into_iter();
        }
        subjects.extend(near.iter().flat_map(|side| &side.subjects));
        related.extend(near.iter().map(|side| side.condition));
        left = far;
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
fn opaque(condition: Condition) -> Condition {
    let all = |parts: Vec<Condition>| parts.into_iter().map(opaque).collect();
    match condition {
        Condition::Segment(used) => Condition::Test(Test::Flag(Value::Column(ColumnRef::new("segment", used.name)))),
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Not(inner) => Condition::Not(Box::new(opaque(*inner))),
        Condition::Always(_) | Condition::Test(_) => condition,
    }
}
