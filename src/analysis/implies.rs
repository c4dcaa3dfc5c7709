//! What a condition proves of whoever it holds for. Nothing is claimed that is not so;
//! what is so may go unproved.

use crate::types::ir::{Comparison, Condition, Fact, Rank, Test, Value};
use rust_decimal::Decimal;

/// Whether the condition holds only for customers for whom `wanted` holds; takes canonical forms.
pub fn implies(condition: &Condition, wanted: &Condition) -> bool {
    condition == wanted
        || match condition {
            Condition::All(parts) => parts.iter().any(|part| implies(part, wanted)),
            Condition::Any(parts) => !parts.is_empty() && parts.iter().all(|part| implies(part, wanted)),
            Condition::Always(truth) => !truth,
            Condition::Segment(used) => implies(&used.meaning, wanted),
            Condition::Test(test) => {
                ranked(test).and_then(|rank| rank.of.as_ref()).is_some_and(|of| implies(of, wanted))
            }
            Condition::Not(_) => false,
        }
}

/// The ranking that a test asks for.
fn ranked(test: &Test) -> Option<&Rank> {
    match test {
        Test::Flag(Value::Fact(fact)) => fact.rank(),
        _ => None,
    }
}

/// Whether the condition holds only for customers with at least one row of an event.
pub(super) fn happened(condition: &Condition, event: &str) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().any(|part| happened(part, event)),
        Condition::Any(parts) => !parts.is_empty() && parts.iter().all(|part| happened(part, event)),
        Condition::Segment(used) => happened(&used.meaning, event),
        Condition::Test(test) => test_proves(test, event),
        Condition::Always(_) | Condition::Not(_) => false,
    }
}

fn test_proves(test: &Test, event: &str) -> bool {
    // Over no rows these are 0, so the bound must exclude 0.
    if let Test::Compare(Value::Fact(fact), comparison, Value::Number(number)) = test
        && let Some(counted) = counted(fact)
    {
        let zero = Decimal::ZERO;
        let excludes_zero = match comparison {
            Comparison::Equal => *number != zero,
            Comparison::Greater => *number >= zero,
            Comparison::AtLeast => *number > zero,
            Comparison::Less => *number <= zero,
            Comparison::AtMost => *number < zero,
        };
        return counted == event && excludes_zero;
    }
    // Any other test that holds needs a value, and these are missing over no rows.
    test.values().into_iter().any(|value| match value {
        Value::Fact(fact) => match fact.as_ref() {
            Fact::Aggregate(aggregate) => aggregate.event == event && !aggregate.function.is_zero_over_none(),
            Fact::Nth(nth) => nth.event == event,
            Fact::Sequence(sequence) => sequence.happened().any(|step| step.event == event),
            Fact::Regular(_) => false,
            Fact::Rank(rank) => {
                let known = Test::Known(rank.by.clone());
                test_proves(&known, event) || rank.of.as_ref().is_some_and(|of| happened(of, event))
            }
        },
        _ => false,
    })
}

/// The event of a fact that is 0 over no rows.
fn counted(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Aggregate(aggregate) if aggregate.function.is_zero_over_none() => Some(&aggregate.event),
        Fact::Regular(regular) => Some(&regular.event),
        _ => None,
    }
}
