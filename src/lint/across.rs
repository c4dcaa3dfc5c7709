//! Lints that hold the segments of several texts against each other.

use super::hashed::Hashed;
use super::text::Text;
use super::{Found, boundary_overlap, duplicate_segment, unused_allow};
use crate::analysis::Analysis;
use crate::analysis::prove::Prover;
use crate::diagnostics::{Diagnostic, Rule};
use crate::many::{both, each};
use crate::source::{SourceFile, Span};
use crate::syntax::ast;
use crate::types::ir::{Condition, Fact, Value};
use crate::types::{Model, Surroundings};
use std::collections::BTreeSet;

/// A text that has been understood, and what its segments are called.
#[derive(Clone, Copy)]
pub struct Understood<'a> {
    /// The text.
    pub source: &'a SourceFile,
    /// What it means.
    pub analysis: &'a Analysis,
    /// The names of its segments, in order; one without a name has its file's.
    pub names: &'a [&'a str],
}

/// A segment that has a meaning.
pub(super) struct Member<'a> {
    /// Which text it stands in.
    pub text: usize,
    pub source: &'a SourceFile,
    pub name: &'a str,
    /// Where its name stands, or the condition without one.
    pub span: Span,
    pub said: &'a ast::Segment,
    pub condition: &'a Condition,
    /// The condition in canonical form.
    pub canonical: Hashed<Condition>,
}

/// Looks at several texts together; what is found is told for each of them.
pub fn across(texts: &[Understood<'_>], around: &Surroundings<'_>) -> Vec<Vec<Diagnostic>> {
    let is_on = |lint: Rule| around.model.project.settings.level(lint).severity().is_some();
    if !is_on(Rule::DuplicateSegment) && !is_on(Rule::BoundaryOverlap) {
        return texts.iter().map(|_| Vec::new()).collect();
    }
    let texts_at: Vec<_> = texts.iter().enumerate().collect();
    let members: Vec<Member<'_>> =
        each(&texts_at, |(at, text)| members(*at, text).collect::<Vec<_>>()).into_iter().flatten().collect();
    let duplicates = || match is_on(Rule::DuplicateSegment) {
        true => duplicate_segment::check(&members, around.model),
        false => Vec::new(),
    };
    let overlaps = || match is_on(Rule::BoundaryOverlap) {
        true => boundary_overlap::check(&members),
        false => Vec::new(),
    };
    let (duplicates, overlaps) = both(duplicates, overlaps);
    let mut found: Vec<Found> = texts.iter().map(|_| Found::default()).collect();
    for (text, diagnostic) in duplicates.into_iter().chain(overlaps) {
        if let Some(found) = found.get_mut(text) {
            found.report(diagnostic);
        }
    }
    let prover = Prover::new(around.model);
    let settled = texts.iter().zip(found).map(|(understood, mut found)| {
        if !found.diagnostics.is_empty() {
            let text = Text::new(understood.source, understood.analysis, around, &prover);
            for diagnostic in &mut found.diagnostics {
                diagnostic.severity = text.level(diagnostic.rule).severity().unwrap_or(diagnostic.severity);
            }
            unused_allow::leave_out(&text, &mut found);
        }
        found.diagnostics
    });
    settled.collect()
}

fn members<'a>(at: usize, text: &Understood<'a>) -> impl Iterator<Item = Member<'a>> {
    let source = text.source;
    let said = text.analysis.tree.file.segments.iter();
    let named = said.zip(&text.analysis.segments).zip(text.names);
    named.filter_map(move |((said, meant), name)| {
        let span = said.name.as_ref().map_or(said.body.span, |name| name.span);
        let condition = meant.condition.as_ref()?;
        Some(Member { text: at, source, name, span, said, condition, canonical: Hashed::new(condition.canonical()) })
    })
}

/// A value, and those that decide who is in a ranking.
fn with_ranks<'s>(value: &'s Value, add: &mut dyn FnMut(&'s Value)) {
    add(value);
    if let Value::Fact(fact) = value
        && let Some(rank) = fact.rank()
    {
        rank.for_each_value(&mut |inner| with_ranks(inner, add));
    }
}

/// What a condition is about: columns, and tables. Of two that have none in common nothing follows.
pub(super) fn about<'s>(condition: &'s Condition, model: &'s Model) -> BTreeSet<&'s str> {
    let table = |event: &str| model.vocabulary().event(event).map(|event| event.table.as_str());
    let mut subjects = BTreeSet::new();
    let mut add = |value: &'s Value| match value {
        Value::Column(column) => drop(subjects.insert(column.column.as_str())),
        Value::Fact(fact) => match fact.as_ref() {
            Fact::Aggregate(aggregate) => subjects.extend(table(&aggregate.event)),
            Fact::Nth(nth) => subjects.extend(table(&nth.event)),
            Fact::Sequence(sequence) => subjects.extend(sequence.steps().filter_map(|step| table(&step.event))),
            Fact::Regular(regular) => subjects.extend(table(&regular.event)),
            // Who is near one place is near others.
            Fact::Distance(_) => drop(subjects.insert("distance")),
            Fact::Rank(_) => {}
        },
        _ => {}
    };
    condition.for_each_value(&mut |value| with_ranks(value, &mut add));
    subjects
}
